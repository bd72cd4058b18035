//! The numbers of hits, held against what was planted and against a plain count. `examples/library` does the same with 100,000.

use super::*;
use crate::index::Refreshed;
use std::collections::HashSet;
use std::fmt::Write as _;

const STEPS: [&str; 3] = ["issue", "impact", "future"];
/// The first are in most sessions, the last in few.
const WORDS: [&str; 40] = [
    "the", "and", "to", "of", "we", "that", "it", "is", "month", "end", "they", "board", "worried",
    "late", "numbers", "close", "team", "spring", "left", "again", "nobody", "says", "draft",
    "deadline", "slips", "office", "success", "fearless", "budget", "plant", "orders", "trust",
    "weeks", "invoice", "merger", "night", "tender", "harbour", "orchard", "quarry",
];

/// What stands in some sessions alone: in which, of so many.
type Planted = (&'static str, fn(usize) -> bool);
const PLANTED: [Planted; 4] = [
    ("zebrafinch", |i| i == 77),
    ("kaleidoscope", |i| i % 10 == 7),
    ("Saltzburg", |i| i % 100 == 33),
    ("afraid of success", |i| i % 50 == 5),
];

/// Numbers without a pattern, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // Knuth's linear congruential generator; its high bits are good enough here.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// The lines of a session: step and words.
fn lines(number: usize) -> Vec<(&'static str, String)> {
    let mut dice = Dice(number as u64);
    dice.below(2);
    let mut lines: Vec<(&str, String)> = Vec::new();
    for at in 0..3 + dice.below(4) {
        let mut text = String::from("So");
        for _ in 0..4 + dice.below(12) {
            // The smaller of two throws: what stands first comes more often.
            let word = dice.below(WORDS.len()).min(dice.below(WORDS.len()));
            let _ = write!(text, " {}", WORDS[word]);
        }
        for (planted, is_there) in PLANTED {
            if is_there(number) && at == 1 {
                let _ = write!(text, " {planted}");
            }
        }
        lines.push((STEPS[(at / 2).min(2)], text + "."));
    }
    lines
}

/// A session's file as another program might write it: without seals.
fn file(id: &str, number: usize) -> String {
    let day = 1 + number % 28;
    let mut out = format!(
        "---\nmineral: session\nversion: 1\nid: {id}\nbegan: 2025-11-{day:02}T09:00:00+01:00\nmode: live\nscript:\n  \
         id: warm-up\n  title: Warm-up\n  hash: abc\nperson:\n  id: p\n  name: Person\n...\n"
    );
    for (n, (step, text)) in (1..).zip(lines(number)) {
        let _ = write!(
            out,
            "---\nn: {n}\nat: 2025-11-{day:02}T09:00:00+01:00\nt: {n}000\nanswer:\n  step: {step}\n  text: {text}\n...\n"
        );
    }
    out
}

fn made(many: usize) -> (Shelf, Index) {
    let shelf = Shelf::new();
    fs::create_dir_all(shelf.path(0).parent().unwrap()).unwrap();
    for number in 0..many {
        fs::write(
            shelf.path(number as u64),
            file(&ulid(number as u64), number),
        )
        .unwrap();
    }
    let index = shelf.index();
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current {
            read: many,
            gone: 0
        }
    );
    assert!(
        ask(&index, "")
            .hits
            .iter()
            .all(|h| h.row.broken.is_none() && h.row.problems == 0)
    );
    (shelf, index)
}

/// The lines of a session as words.
type Told = Vec<(&'static str, Vec<String>)>;

fn told(number: usize) -> Told {
    let words = |text: String| {
        let text = text.to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let lines = lines(number).into_iter();
    lines.map(|(step, text)| (step, words(text))).collect()
}

/// In how many sessions a line of this step has the words one behind the other; `None` for any step.
fn counted(all: &[Told], step: Option<&str>, phrase: &str) -> usize {
    let phrase = phrase.to_lowercase();
    let asked: Vec<&str> = phrase.split(' ').collect();
    let has = |words: &Vec<String>| words.windows(asked.len()).any(|w| w == asked);
    let fits = |here: &str| step.is_none_or(|step| step == here);
    all.iter()
        .filter(|lines| lines.iter().any(|(here, words)| fits(here) && has(words)))
        .count()
}

fn counts_are_right(many: usize) {
    let (_shelf, index) = made(many);
    let all: Vec<Told> = (0..many).map(told).collect();
    let page = Page {
        slips: false,
        ..Page::default()
    };
    let total = |text: &str| ask_with(&index, text, false, page).total;
    for (planted, is_there) in PLANTED {
        assert_eq!(
            total(&format!("\"{planted}\"")),
            (0..many).filter(|i| is_there(*i)).count(),
            "{planted}"
        );
    }
    for word in [
        "the", "to", "board", "worried", "spring", "success", "budget", "trust", "harbour",
        "quarry",
    ] {
        let count = counted(&all, None, word);
        assert_eq!(total(word), count, "{word}");
        assert_eq!(total(&format!("-{word}")), many - count, "-{word}");
        for step in STEPS {
            assert_eq!(
                total(&format!("step:{step} {word}")),
                counted(&all, Some(step), word),
                "{step}: {word}"
            );
        }
    }
    for phrase in [
        "month end",
        "the board",
        "to the",
        "afraid of",
        "and and",
        "quarry quarry",
    ] {
        assert_eq!(
            total(&format!("\"{phrase}\"")),
            counted(&all, None, phrase),
            "{phrase}"
        );
        let bound = total(&format!("step:impact \"{phrase}\""));
        assert_eq!(
            bound,
            counted(&all, Some("impact"), phrase),
            "impact: {phrase}"
        );
    }
    // While it is being typed, the last word may go on.
    for (typed, begin) in [
        ("\"the wo", "wo"),
        ("\"the bo", "bo"),
        ("\"the of", "of"),
        ("\"afraid of su", "su"),
    ] {
        let before = typed.trim_start_matches('"').rsplit_once(' ').unwrap().0;
        let may_be: HashSet<&str> = WORDS
            .iter()
            .copied()
            .filter(|w| w.starts_with(begin))
            .collect();
        let goes_on = |lines: &Told| {
            may_be.iter().any(|word| {
                counted(
                    std::slice::from_ref(lines),
                    None,
                    &format!("{before} {word}"),
                ) > 0
            })
        };
        let count = all.iter().filter(|lines| goes_on(lines)).count();
        assert_eq!(ask_with(&index, typed, true, page).total, count, "{typed}");
    }
}

#[test]
fn numbers_of_hits_are_those_of_a_plain_count_of_a_hundred() {
    counts_are_right(100);
}

#[test]
fn numbers_of_hits_are_those_of_a_plain_count_of_ten_thousand() {
    counts_are_right(10_000);
}
