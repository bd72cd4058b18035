//! A whole conversation on the screen, with a kill in the middle of a word, to its end and beyond.

use super::support::{
    DOWN, END, ENTER, ESC, F5, F6, F7, F8, Home, Program, Screen, TAB, ctrl, list, skipped,
    squeezed,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Something that the user does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    /// To the next step, whose title is this.
    Step(String),
    /// A key, by what it is for.
    Key(String),
    /// Types and keeps.
    Say(String),
}

fn sample() -> Vec<Act> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample/conversation.txt");
    let text = fs::read_to_string(path).unwrap();
    let script = text.split_once("\n\n").unwrap().1;
    let act = |line: &str| {
        if let Some(title) = line.strip_prefix("== ") {
            Act::Step(title.to_owned())
        } else if let Some(key) = line.strip_prefix('*') {
            Act::Key(key.to_owned())
        } else {
            Act::Say(line.to_owned())
        }
    };
    script
        .lines()
        .filter(|line| !line.is_empty())
        .map(act)
        .collect()
}

/// The words that have to be found again, of what was typed.
fn words_of(typed: &str) -> String {
    let Some(first) = typed.chars().next() else {
        return String::new();
    };
    let rest = &typed[first.len_utf8()..];
    let words = match first {
        '~' => rest.trim_end_matches(|c: char| c.is_ascii_digit()),
        '#' | '+' | '\\' => rest,
        '!' => {
            let (_, what) = rest.split_once(' ').unwrap();
            what.rsplit_once(" by ").map_or(what, |(what, _)| what)
        }
        _ => typed,
    };
    words.trim().to_owned()
}

fn said(acts: &[Act]) -> impl Iterator<Item = &str> {
    acts.iter().filter_map(|act| match act {
        Act::Say(text) => Some(text.as_str()),
        _ => None,
    })
}

/// Asserts that every word that was typed is in a text, and in the order in which it was typed.
#[track_caller]
fn assert_has_every_word(text: &str, acts: &[Act]) {
    let all = squeezed(text);
    let mut rest = all.as_str();
    for typed in said(acts) {
        let words = squeezed(&words_of(typed));
        let Some(at) = rest.find(&words) else {
            panic!("{typed:?} is missing, or not in its place, in\n{text}");
        };
        rest = &rest[at + words.len()..];
    }
}

#[track_caller]
fn does(program: &mut Program, act: &Act, places: &mut usize) {
    match act {
        Act::Say(text) => {
            program.says(text);
            // The newest words stand where they can be seen; all that fits of them.
            let words = squeezed(&words_of(text));
            let end: String = {
                let skip = words.chars().count().saturating_sub(40);
                words.chars().skip(skip).collect()
            };
            program.wait_for(&end);
        }
        Act::Step(title) => {
            if *places > 0 {
                program.keys(&ctrl('n'));
            }
            *places += 1;
            program.wait_for(&format!("{places} of 7 · {title}"));
        }
        Act::Key(name) => press(program, name),
    }
}

#[track_caller]
fn press(program: &mut Program, name: &str) {
    let before = program.screen();
    let count = |screen: &Screen, what: char| screen.text().matches(what).count();
    match name {
        "speaker" => {
            let gear = |s: &Screen| (s.shows("receptive"), s.shows("active"));
            program.keys(&ctrl('t'));
            program.wait_until("another gear", |s| gear(s) != gear(&before));
        }
        "what else" => {
            // One more dot, apart from the one that says that all is saved.
            program.keys(&ctrl('o'));
            program.wait_until("asked what else", |s| {
                s.shows("What else?") && count(s, '●') > count(&before, '●')
            });
        }
        "probe" => {
            program.keys(TAB);
            program.wait_until("a probe", |s| s.rows[4..] != before.rows[4..]);
        }
        "next" => {
            program.keys("\x1b[Z");
            program.wait_until("another prompt", |s| s.rows[4..] != before.rows[4..]);
        }
        tick => {
            let keys = BTreeMap::from([
                ("tick 1", F5),
                ("tick 2", F6),
                ("tick 3", F7),
                ("tick 4", F8),
            ]);
            program.keys(keys[tick]);
            program.wait_until("a tick", |s| count(s, '✓') > count(&before, '✓'));
        }
    }
}

/// The place in the closing questions, as the screen says it.
fn closing_place(screen: &Screen) -> Option<String> {
    let row = screen.rows.get(1)?.trim();
    row.starts_with("closing")
        .then(|| row.split("  ").next().unwrap().to_owned())
}

/// Answers some closing questions and leaves others open, to the last; what was typed.
#[track_caller]
fn closes(program: &mut Program) -> Vec<String> {
    let mut typed = Vec::new();
    let mut asked = 0;
    while let Some(place) = closing_place(&program.screen()) {
        asked += 1;
        assert!(asked < 40, "the closing questions do not end");
        let screen = program.screen();
        let answer = if screen.shows("Is this an opportunity for us?") {
            "not yet: the works council has to agree"
        } else if screen.shows("do to the relationship?") {
            "enriched"
        } else if screen.shows("How well did I listen?") {
            "4"
        } else if screen.shows("No feeling is kept") {
            "scared 5"
        } else if screen.shows("promised anything by a date") {
            "us call again by 3 december"
        } else if screen.shows("next meeting") {
            "We meet again on 9 december at ten."
        } else {
            ""
        };
        if !answer.is_empty() {
            program.types(answer);
            typed.push(answer.to_owned());
        }
        program.keys(ENTER);
        program.wait_until("the next closing question, or the end", |s| {
            closing_place(s).as_ref() != Some(&place)
        });
    }
    for answer in ["not yet", "enriched", "4"] {
        assert!(typed.iter().any(|t| t.starts_with(answer)), "{typed:?}");
    }
    typed
}

/// The whole way: begins at home, is killed in the middle of a word, goes on, ends, reads, exports.
#[track_caller]
fn goes_the_whole_way(acts: &[Act], search: &str) {
    let home = Home::new();
    let mut program = begins(&home);
    let mut places = 0;
    let (at, half) = middle_of_a_word(acts);
    for act in &acts[..at] {
        does(&mut program, act, &mut places);
    }
    program.types(half);
    program.kill();

    let mut program = comes_back(&home, places, half);
    let Act::Say(whole) = &acts[at] else {
        unreachable!("it was found as such")
    };
    program.keys(&whole[half.len()..]);
    program.wait_for_input(whole);
    program.keys(ENTER);
    program.wait_until("it is kept", |screen| {
        screen.input().as_deref() == Some("") && screen.rows[0].contains("● saved")
    });
    for act in &acts[at + 1..] {
        does(&mut program, act, &mut places);
    }
    assert_eq!(places, 7);

    program.keys(&ctrl('d'));
    program.wait_for("closing · 1 of");
    let closing = closes(&mut program);
    reads_and_searches(&mut program, acts, search);
    exports(&home, &mut program, acts);

    program.keys("q");
    program.wait_for("under a minute");
    program.keys("q");
    program.wait_for("Saved");
    program.wait_for("Jonas Feld (Feld Parcels)");
    assert!(!program.screen().shows("Unfinished"));
    program.keys(DOWN);
    program.keys("q");
    assert_eq!(program.exit_code(), 0);

    let read = home.read();
    assert_has_every_word(&read, acts);
    for answer in closing {
        let words = match answer.as_str() {
            "4" => "of 5: listened 4",
            "scared 5" => "scared ●●●●● 5 of 5",
            "us call again by 3 december" => "us: call again",
            "not yet: the works council has to agree" => "not yet · the works council has to agree",
            other => other,
        };
        assert!(read.contains(words), "{words:?} is missing in\n{read}");
    }
    for trouble in ["not ended yet", ".yaml: ", "changed outside"] {
        assert!(!read.contains(trouble), "{trouble}: {read}");
    }
    assert_eq!(home.files("draft"), Vec::<std::path::PathBuf>::new());
}

/// An empty library says what to do; the form asks with whom.
#[track_caller]
fn begins(home: &Home) -> Program {
    let mut program = home.setup(&[]).size(100, 40).start();
    program.wait_for("begin a live conversation");
    program.wait_for("F1 the keys and what they do");
    program.keys("l");
    program.wait_for("A live conversation");
    program.keys("Jonas Feld");
    program.wait_for("› Jonas Feld");
    program.keys(ENTER);
    program.keys("Feld Parcels");
    program.wait_for("› Feld Parcels");
    program.keys(ENTER);
    program.keys(ENTER);
    program.wait_for("1 of 7 · the issue");
    program.wait_for("Jonas Feld · Feld Parcels");
    program
}

/// A place about half-way where somebody is in the middle of a word: the act, and what is typed of it.
fn middle_of_a_word(acts: &[Act]) -> (usize, &str) {
    let in_a_word = |text: &str, at: usize| {
        let (before, behind) = text.split_at_checked(at)?;
        let inside =
            before.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
        inside.then_some(at)
    };
    let half = |text: &str| {
        let middle = text.len() / 2;
        (middle..text.len()).find_map(|at| in_a_word(text, at))
    };
    acts.iter()
        .enumerate()
        .skip(acts.len() / 2)
        .find_map(|(at, act)| match act {
            Act::Say(text) if text.starts_with(char::is_alphabetic) && text.len() > 20 => {
                Some((at, &text[..half(text)?]))
            }
            _ => None,
        })
        .expect("a text to be killed in")
}

/// It is there again: the conversation, the half word, and the cursor behind it.
#[track_caller]
fn comes_back(home: &Home, places: usize, half: &str) -> Program {
    let mut program = home.setup(&[]).size(100, 40).start();
    program.wait_for("Unfinished");
    program.wait_for("Jonas Feld (Feld Parcels)");
    program.keys(ENTER);
    program.wait_for(&format!("{places} of 7"));
    program.wait_until("the whole half word, and the cursor behind it", |screen| {
        screen.input() == Some(squeezed(half)) && screen.cursor_is_behind_the_input()
    });
    program
}

/// After the end, the debrief comes by itself; one key leads to the transcript.
#[track_caller]
fn reads_and_searches(program: &mut Program, acts: &[Act], search: &str) {
    program.wait_for("under a minute");
    program.keys("r");
    program.wait_for("Jonas Feld · Feld Parcels");
    program.wait_for("tab next step");
    // In a very high terminal all of it is seen at once; the footer is drawn last.
    program.resize(100, 400);
    program.wait_for("viable for us: not yet · the works council has to agree");
    program.wait_for("emotional capital: enriched");
    program.wait_for("by my own judgement, of 5: listened 4");
    program.wait_for("tab next step");
    assert_has_every_word(&program.screen().text(), acts);
    program.resize(100, 30);
    program.wait_for("tab next step");
    program.keys(END);
    program.wait_for("100 %");
    program.wait_for("How it went");
    program.keys("g");
    program.wait_until("the top", |s| s.rows[0].ends_with(" 0 %"));

    program.keys("/");
    program.keys(search);
    program.wait_until("the place that was searched for", |s| {
        s.shows(&format!("/{search}")) && s.shows("1 of 1 found") && s.shows_twice(search)
    });
    program.keys(ENTER);
    program.wait_for("1 of 1 found · n next, N before");
    program.keys(ESC);
    program.wait_until("the search is forgotten", |s| !s.shows("1 of 1 found"));
}

/// The transcript as Markdown, in the folder that the program was started in.
#[track_caller]
fn exports(home: &Home, program: &mut Program, acts: &[Act]) {
    program.keys("e");
    program.wait_for("written to mineral-jonas-feld-");
    let files = list(&home.here());
    let [markdown] = files.as_slice() else {
        panic!("one file: {files:?}")
    };
    assert_eq!(markdown.extension(), Some("md".as_ref()));
    let text = fs::read_to_string(markdown).unwrap();
    // Characters that Markdown would take for its own have a backslash before them.
    assert_has_every_word(&text.replace('\\', ""), &without_backslashes(acts));
}

fn without_backslashes(acts: &[Act]) -> Vec<Act> {
    acts.iter()
        .map(|act| match act {
            Act::Say(text) => Act::Say(text.replace('\\', "")),
            act => act.clone(),
        })
        .collect()
}

impl Screen {
    fn shows_twice(&self, text: &str) -> bool {
        let lower = self.text().to_lowercase();
        lower.matches(&text.to_lowercase()).count() >= 2
    }
}

#[test]
fn an_invented_conversation() {
    let acts = sample();
    let answers = said(&acts).filter(|s| s.starts_with(char::is_alphabetic));
    assert!(answers.count() >= 20);
    goes_the_whole_way(&acts, "the tenth on nobody");
}

/// With words that people really said, where the folder with them is there. None of them is kept in this repository.
#[test]
fn a_real_conversation() {
    let Some(data) = std::env::var_os("MINERAL_DATA") else {
        skipped("MINERAL_DATA is not set, so no real conversation was typed");
        return;
    };
    let path = Path::new(&data).join("annomi-dev/AnnoMI-simple.csv");
    let turns = client_turns(&fs::read_to_string(path).unwrap(), "22");
    let turns = turns.get(..35).expect("a few dozen turns");
    let mut acts = Vec::new();
    let steps = sample().into_iter().filter(|a| matches!(a, Act::Step(_)));
    for (step, turns) in steps.zip(turns.chunks(5)) {
        acts.push(step);
        acts.extend(turns.iter().cloned().map(Act::Say));
    }
    acts.push(Act::Say("!us call on monday by 4 december".to_owned()));
    acts.push(Act::Say(
        "The heron stood in the orchard, and I was looking for it.".to_owned(),
    ));
    goes_the_whole_way(&acts, "heron stood in the");
}

/// What the client of one transcript said, in order, as it would be typed.
fn client_turns(csv: &str, transcript: &str) -> Vec<String> {
    let rows = rows_of(csv);
    let column = |name| rows[0].iter().position(|c| c == name).unwrap();
    let (id, who, what) = (
        column("transcript_id"),
        column("interlocutor"),
        column("utterance_text"),
    );
    rows.iter()
        .skip(1)
        .filter(|row| row.len() > what && row[id] == transcript && row[who] == "client")
        .map(|row| mineral::text::clean_line(&row[what]))
        .filter(|text| !text.is_empty())
        .map(|text| {
            let literal = text.starts_with(['~', '#', '+', '!', '/', '\\']);
            if literal { format!("\\{text}") } else { text }
        })
        .collect()
}

/// The rows of a CSV file: cells may be quoted, and have commas, quotes and line ends in them.
fn rows_of(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = csv.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}
