//! What the ranker sees of a line.

use crate::client::understand::words::Word;
use crate::client::understand::{intents, synonyms};
use crate::listen::hash::{begin, step};
use std::collections::HashSet;

/// Something seen of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sign {
    /// Tells it from others.
    pub hash: u32,
    /// What one of its kind counts.
    pub worth: f32,
}

/// A word by its stem, or as it stands where it carries grammar.
const WORD: f32 = 1.0;
/// Two words side by side; a line has words of its own for where it begins and ends.
const PAIR: f32 = 0.8;
/// Two words with one between them.
const APART: f32 = 0.5;
/// Four letters of a word.
const LETTERS: f32 = 0.35;
/// A meaning.
const MEANING: f32 = 0.6;
/// A name, a figure, how a question is built.
const BUILD: f32 = 0.8;

/// All that is seen, each once. `names` are the names that the persona knows, in small letters.
pub(in crate::client::understand) fn signs(line: &[Word], names: &HashSet<String>) -> Vec<Sign> {
    let mut list = List::default();
    let mut parts: Vec<&str> = vec!["^"];
    parts.extend(line.iter().map(|word| {
        if word.stop {
            word.plain.as_str()
        } else {
            word.stem.as_str()
        }
    }));
    parts.push("$");
    for (word, part) in line.iter().zip(parts.iter().skip(1)) {
        list.add("w", &[part], WORD);
        if names.contains(&word.plain) {
            list.add("n", &["name"], BUILD);
        }
        if word.plain.bytes().all(|b| b.is_ascii_digit()) {
            list.add("n", &["figure"], BUILD);
        }
        if word.stop {
            continue;
        }
        if let Some(meaning) = synonyms::meaning(&word.stem) {
            list.add("m", &[&meaning.to_string()], MEANING);
        }
        let letters: Vec<char> = std::iter::once('<')
            .chain(word.plain.chars())
            .chain(std::iter::once('>'))
            .collect();
        for four in letters.windows(4) {
            list.add("c", &[&four.iter().collect::<String>()], LETTERS);
        }
    }
    for pair in parts.windows(2) {
        list.add("b", pair, PAIR);
    }
    for three in parts.windows(3) {
        if let [one, _, other] = three {
            list.add("s", &[one, other], APART);
        }
    }
    for kind in intents::all(line) {
        list.add("k", &[&kind.to_string()], BUILD);
    }
    list.signs
}

#[derive(Default)]
struct List {
    signs: Vec<Sign>,
    seen: HashSet<u32>,
}

impl List {
    fn add(&mut self, kind: &str, parts: &[&str], worth: f32) {
        let mut hash = kind.bytes().fold(begin(), step);
        for part in parts {
            hash = part.bytes().fold(step(hash, b' '), step);
        }
        // FNV leaves its lowest bits poorly mixed for short keys.
        hash = (hash ^ (hash >> 15)).wrapping_mul(0x9e37_79b1);
        hash ^= hash >> 13;
        if self.seen.insert(hash) {
            self.signs.push(Sign { hash, worth });
        }
    }
}
