//! Words as names are looked for: case, accents and what stands between do not count.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// English words that may be somebody's name, or stand in a firm's, in lower case, a line each: those that the program's own
/// scripts, personas and examples use as words, and names that are words ("will", "mark", "grace").
static ORDINARY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../../../assets/export/ordinary.txt")
        .lines()
        .collect()
});

/// Stand in names and are none by themselves.
const PARTICLES: &[&str] = &[
    "a", "af", "al", "am", "and", "av", "bin", "bint", "co", "da", "dal", "das", "de", "degli",
    "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "et", "for", "ibn",
    "in", "la", "las", "le", "les", "los", "of", "on", "san", "st", "t", "te", "ten", "ter", "the",
    "to", "und", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Stand before or behind a person's name and are no part of it.
const TITLES: &[&str] = &[
    "dr",
    "jr",
    "lady",
    "lord",
    "madam",
    "miss",
    "mister",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
    "sir",
    "sr",
    "phd",
    "mba",
];

/// Say what kind of firm one is, or that it is one.
const OF_FIRMS: &[&str] = &[
    "ab",
    "ag",
    "as",
    "asa",
    "associates",
    "bv",
    "co",
    "company",
    "consulting",
    "corp",
    "corporation",
    "enterprises",
    "foundation",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "industries",
    "international",
    "kg",
    "kft",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "partners",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "se",
    "services",
    "software",
    "solutions",
    "spa",
    "srl",
    "systems",
    "technologies",
    "technology",
    "university",
    "zoo",
];

/// Whether a word is an ordinary one, which counts as a name only where it is written with a capital.
pub(super) fn is_ordinary(word: &str) -> bool {
    ORDINARY.contains(word) || PARTICLES.contains(&word) || OF_FIRMS.contains(&word)
}

/// Whether a word never is a name by itself.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || TITLES.contains(&word)
}

/// Whether a word stands before a name: "Mrs".
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether a word says that something is a firm.
pub(super) fn is_of_firms(word: &str) -> bool {
    OF_FIRMS.contains(&word)
}

/// A word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// For comparing: in lower case, without accents; never empty.
    pub(super) folded: String,
    /// Whether it begins with a capital, or has no case at all.
    pub(super) capital: bool,
    /// Whether all its letters are capitals.
    pub(super) upper: bool,
}

/// Takes a text apart into runs of letters and digits. What is written without spaces between words gives a word for each
/// character.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut from: Option<usize> = None;
    let mut end = |from: &mut Option<usize>, to: usize| {
        if let Some(from) = from.take() {
            out.extend(word(text, from..to));
        }
    };
    for (at, c) in text.char_indices() {
        if stands_alone(c) {
            end(&mut from, at);
            from = Some(at);
        } else if c.is_alphanumeric() {
            let alone = from
                .and_then(|f| text.get(f..))
                .and_then(|t| t.chars().next());
            if alone.is_some_and(stands_alone) {
                end(&mut from, at);
            }
            from.get_or_insert(at);
        } else if !belongs(c) {
            end(&mut from, at);
        }
    }
    end(&mut from, text.len());
    out
}

fn word(text: &str, at: Range<usize>) -> Option<Word> {
    let written = text.get(at.clone())?;
    let folded = folded(written);
    let first = written.chars().next()?;
    (!folded.is_empty()).then(|| Word {
        at,
        folded,
        capital: !first.is_lowercase(),
        upper: !written.chars().any(char::is_lowercase),
    })
}

/// Goes with the letter before it.
fn belongs(c: char) -> bool {
    is_combining_mark(c) || is_joiner(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Characters of scripts that put no space between words.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && c.is_alphanumeric()
}

/// A word in the form that is compared.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let lower = word.chars().flat_map(char::to_lowercase).nfkd();
    for c in lower.filter(|c| !belongs(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart_and_folded() {
        let cases: [(&str, &[&str]); 9] = [
            ("Ana Ruiz's", &["ana", "ruiz", "s"]),
            ("a.b", &["a", "b"]),
            ("José-María O’Brien", &["jose", "maria", "o", "brien"]),
            ("Łukasz Øst Weiß", &["lukasz", "ost", "weiss"]),
            ("ＡＮＡ", &["ana"]),
            ("王伟说", &["王", "伟", "说"]),
            ("x王y", &["x", "王", "y"]),
            ("A\u{200d}na", &["ana"]),
            ("…☃ \u{301}", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn the_list_has_words_and_no_names_that_are_nothing_else() {
        for word in ["will", "may", "mark", "grace", "mills", "energy", "the"] {
            assert!(is_ordinary(word), "{word}");
        }
        for name in ["ana", "ruiz", "halvorsen", "okafor", "priya", "tom"] {
            assert!(!is_ordinary(name), "{name}");
        }
        let lower = |w: &&str| w.bytes().all(|b| b.is_ascii_lowercase());
        assert!(ORDINARY.iter().all(lower));
    }
}
