//! What a word is: the same for what is kept, for what is asked, and for what is marked on the screen.
//!
//! Case and accents do not count. A word is a run of letters and digits. Where a script sets no spaces between words, and of
//! symbols such as emoji, each character is a word, so that any run of them is found as a phrase.

use crate::text::folded;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;

/// The longest word that is told from others, in bytes once folded. What is longer is cut here and there alike.
const LONGEST: usize = 96;

/// Whether a character is a word by itself.
fn alone(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{2e80}'..='\u{2fdf}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Where the next word of a text stands, from byte `from` on.
pub(super) fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    let (start, mut end) = loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                break (at, at + 1);
            }
            at += 1;
            continue;
        }
        let c = text.get(at..)?.chars().next()?;
        let behind = at + c.len_utf8();
        if alone(c) {
            return Some(at..behind);
        }
        if c.is_alphanumeric() {
            break (at, behind);
        }
        at = behind;
    };
    while let Some(byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let c = text.get(end..)?.chars().next()?;
            if alone(c) || !(c.is_alphanumeric() || is_combining_mark(c)) {
                break;
            }
            end += c.len_utf8();
        }
    }
    Some(start..end)
}

/// Puts a word as it is compared into `to`.
pub(super) fn fold(word: &str, to: &mut String) {
    to.clear();
    if word.is_ascii() {
        to.push_str(word);
        to.make_ascii_lowercase();
    } else {
        to.push_str(&folded(word));
    }
    if to.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| to.is_char_boundary(*at));
        to.truncate(end.unwrap_or(0));
    }
}

/// The words of a text as they are compared, with where they stand.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let range = next(text, at)?;
            at = range.end;
            let mut word = String::new();
            fold(text.get(range.clone())?, &mut word);
            if !word.is_empty() {
                return Some((range, word));
            }
        }
    })
}

/// Cuts texts into words for the index.
#[derive(Debug, Clone, Default)]
pub(super) struct WordTokenizer {
    token: Token,
}

pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        self.token.reset();
        Words {
            text,
            at: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some(range) = next(self.text, self.at) else {
                return false;
            };
            self.at = range.end;
            let word = self.text.get(range.clone()).unwrap_or_default();
            fold(word, &mut self.token.text);
            if self.token.text.is_empty() {
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            self.token.offset_from = range.start;
            self.token.offset_to = range.end;
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<String> {
        words(text).map(|(_, word)| word).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_figures() {
        let cases: [(&str, &[&str]); 8] = [
            (
                "Two have left, since SPRING.",
                &["two", "have", "left", "since", "spring"],
            ),
            ("don't e-mail", &["don", "t", "e", "mail"]),
            ("José Núñez", &["jose", "nunez"]),
            ("Ⅷ 9½", &["ⅷ", "9½"]),
            ("納期が", &["納", "期", "か"]),
            ("ok 👍🏽!", &["ok", "👍", "🏽"]),
            ("…—!?", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(all(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_stand_where_they_are_said_to_stand(text in any::<String>()) {
            let mut before = 0;
            for (range, word) in words(&text) {
                prop_assert!(range.start >= before && !range.is_empty());
                before = range.end;
                let mut again = String::new();
                fold(text.get(range).unwrap(), &mut again);
                prop_assert_eq!(&again, &word);
                prop_assert!(word.len() <= LONGEST && !word.is_empty());
            }
            let mut tokenizer = WordTokenizer::default();
            let mut stream = tokenizer.token_stream(&text);
            let mut tokens = Vec::new();
            stream.process(&mut |token| tokens.push(token.text.clone()));
            prop_assert_eq!(tokens, all(&text));
        }
    }
}
