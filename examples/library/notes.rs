//! Makes up notes to measure with: the same ones for the same number.
//!
//! 400 words each, of 30,000 made-up ones of which few are frequent and many are rare, as in a language; a feeling with every answer; and
//! some words that stand in some notes alone, so that hits can be counted.

use serde_json::json;
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const FIRST: [&str; 12] = [
    "Ana", "Ben", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Will",
    "Zoe",
];
const LAST: [&str; 12] = [
    "Abbott", "Castro", "Duarte", "Eriksen", "Fofana", "Ito", "Kaur", "Lopez", "Silva", "Tanaka",
    "Weiss", "Xu",
];
const FEELINGS: [&str; 10] = [
    "anxious",
    "hopeful",
    "ashamed",
    "proud",
    "tired",
    "calm",
    "stuck",
    "resentful",
    "tender",
    "confident",
];
const FREQUENT: [&str; 16] = [
    "the", "and", "to", "of", "a", "that", "it", "is", "was", "my", "for", "not", "so", "no",
    "time", "people",
];
const BEGINS: [&str; 16] = [
    "b", "c", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "st", "br", "sh",
];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ai", "ou"];
const ENDS: [&str; 10] = ["", "n", "r", "s", "t", "ing", "ed", "ly", "er", "ment"];
/// The planted ones and in which notes they stand.
const PLANTED: [(&str, u64, u64); 4] = [
    ("zebrafinch", u64::MAX, 777),
    ("kaleidoscope", 1_000, 77),
    ("Saltzburg", 100, 33),
    ("afraid of success", 500, 5),
];
const RARE: u64 = 30_000;

struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.roll() % most
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }
}

/// The made-up word of this rank.
fn word(rank: u64) -> String {
    if let Some(frequent) = FREQUENT.get(rank as usize) {
        return (*frequent).to_owned();
    }
    let mut dice = Dice(rank);
    let mut word = String::new();
    for _ in 0..=dice.below(3) {
        word.push_str(dice.of(&BEGINS));
        word.push_str(dice.of(&VOWELS));
    }
    word + dice.of(&ENDS)
}

fn note(number: u64) -> serde_json::Value {
    let mut dice = Dice(number.wrapping_mul(1_000_003));
    let client = format!("{} {}", dice.of(&FIRST), dice.of(&LAST));
    let (year, month, day) = (
        2016 + number % 10,
        1 + number / 10 % 12,
        1 + number / 120 % 28,
    );
    let date = format!(
        "{year}-{month:02}-{day:02} {:02}:{:02}",
        8 + number / 3_360 % 10,
        number % 60
    );
    let mut body = String::new();
    for answer in 0..11 {
        body.push_str("A: So");
        for _ in 0..36 {
            // Of ranks that are twice as large, as many words: the rank itself comes half as often.
            let most = 1 << (1 + dice.below(15));
            let rank = dice.below(most).min(RARE);
            let _ = write!(body, " {}", word(rank));
        }
        for (planted, every, at) in PLANTED {
            if answer == 1 && number % every == at {
                let _ = write!(body, " {planted}");
            }
        }
        let _ = writeln!(
            body,
            ".\n   feels {} in the chest ({}/10)",
            dice.of(&FEELINGS),
            1 + dice.below(10)
        );
    }
    let title = format!("{client} - work");
    json!({"id": number, "date": date, "client": client, "title": title, "body": body})
}

/// Writes so many notes, one JSON object a line.
pub(crate) fn notes(many: &str, file: &Path) {
    let many: u64 = many.parse().expect("a number of notes");
    let mut out = BufWriter::new(std::fs::File::create(file).expect("the file can be made"));
    for number in 0..many {
        writeln!(out, "{}", note(number)).expect("the file can be written");
    }
}
