//! A turn taken apart: sentences, and in them words, figures and marks, each with its place.

use super::asks::{Asks, asks};
use super::classes::{self, Class};
use super::hash::hash;
use super::idle;
use super::quotes;
use super::view::View;
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// More tokens of one turn are not looked at: nobody says so much in one breath.
pub(crate) const MOST: usize = 4_000;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// A word, "don't" and "well-being" among them.
    Word,
    /// A number in digits.
    Figure,
    /// Anything else that is seen: marks, dashes, pictures.
    Mark,
}

/// A piece of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it is in the text, in bytes.
    pub(crate) at: Range<usize>,
    /// Where its comparable form is in the buffer.
    key: Range<usize>,
    /// What it is.
    pub(crate) shape: Shape,
    /// Which sentence it belongs to, from 0.
    pub(crate) sentence: usize,
    /// What part it plays.
    pub(super) class: Class,
    /// Stands for its comparable form; the same for all figures.
    pub(crate) hash: u32,
    /// Stands for its comparable form, that of a figure too: one number to compare instead of a word.
    pub(super) name: u32,
    /// Whether it carries nothing: "um", the first half of a stutter, a back-channel before what is really said.
    pub(crate) idle: bool,
    /// Whether somebody else says it: in quotes, while the whole turn is not.
    pub(crate) quoted: bool,
}

/// The tokens of a turn. The buffers are used again for the next turn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens {
    lower: String,
    list: Vec<Token>,
    kept: Vec<usize>,
    all: Vec<usize>,
    asked: Vec<Asks>,
    sentences: usize,
    /// Whether the sentence that is read has come to its end.
    closing: bool,
}

impl Tokens {
    /// Takes a turn apart, and forgets the one before.
    pub(crate) fn read(&mut self, text: &str) {
        self.lower.clear();
        self.list.clear();
        self.sentences = 0;
        self.closing = false;
        self.take_apart(text);
        quotes::mark(self);
        idle::mark(self);
        self.kept.clear();
        let kept = self.list.iter().enumerate().filter(|(_, t)| !t.idle);
        self.kept.extend(kept.map(|(place, _)| place));
        self.all.clear();
        self.all.extend(0..self.list.len());
        // Asked for again and again: how each sentence asks.
        let mut asked = std::mem::take(&mut self.asked);
        asked.clear();
        asked.resize(self.sentences, Asks::No);
        for sentence in self.each_sentence() {
            if let Some(how) = asked.get_mut(sentence.sentence()) {
                *how = asks(sentence);
            }
        }
        self.asked = asked;
    }

    /// How the sentence with this number asks.
    pub(super) fn asks(&self, sentence: usize) -> Asks {
        self.asked.get(sentence).copied().unwrap_or(Asks::No)
    }

    fn take_apart(&mut self, text: &str) {
        let mut begun = false;
        if text.is_ascii() {
            // Words of ASCII are found several times faster, and most turns are nothing else.
            let mut done = 0;
            for (at, word) in text.unicode_word_indices() {
                self.marks(text, done..at, &mut begun);
                self.push(text, at, word, &mut begun);
                done = at + word.len();
            }
            self.marks(text, done..text.len(), &mut begun);
            return;
        }
        for (at, piece) in text.split_word_bound_indices() {
            if self.glue(text, at, piece) || piece.chars().all(char::is_whitespace) {
                continue;
            }
            self.push(text, at, piece, &mut begun);
        }
    }

    /// Takes in the marks of a stretch of ASCII without words.
    fn marks(&mut self, text: &str, at: Range<usize>, begun: &mut bool) {
        let stretch = text.get(at.clone()).unwrap_or_default();
        for (inside, mark) in stretch.char_indices() {
            if !mark.is_ascii_whitespace() && mark != '\u{b}' {
                let from = at.start + inside;
                self.push(text, from, text.get(from..=from).unwrap_or_default(), begun);
            }
        }
    }

    /// Whether a piece begins inside a grapheme, as a few scripts have it (Thai vowels, signs that stand before a
    /// letter). It then belongs to the token before.
    fn glue(&mut self, text: &str, at: usize, piece: &str) -> bool {
        let (before, after) = text.as_bytes().split_at_checked(at).unwrap_or_default();
        let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
        if plain(before.last()) && plain(after.first()) {
            return false;
        }
        let inside = GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .is_ok_and(|boundary| !boundary);
        match self.list.last_mut() {
            Some(last) if inside && last.at.end == at => {
                last.at.end = at + piece.len();
                last.key = 0..0;
                last.class = Class::Other;
                last.name = hash("");
                true
            }
            _ => false,
        }
    }

    fn push(&mut self, text: &str, at: usize, piece: &str, begun: &mut bool) {
        if self.list.len() == MOST {
            return;
        }
        let from = self.lower.len();
        push_lower(&mut self.lower, piece);
        let ends = matches!(
            piece,
            "." | "?" | "!" | "…" | "?!" | "!?" | "‽" | "。" | "？" | "！"
        ) && !(piece == "." && self.after_title());
        if !*begun {
            *begun = true;
            self.sentences += 1;
        }
        let shape = shape(piece);
        let key = self.lower.get(from..).unwrap_or_default();
        let name = hash(key);
        let token = Token {
            at: at..at + piece.len(),
            key: from..self.lower.len(),
            shape,
            sentence: self.sentences - 1,
            class: classes::of(key, shape),
            hash: if shape == Shape::Figure {
                hash("0")
            } else {
                name
            },
            name,
            idle: false,
            quoted: false,
        };
        self.list.push(token);
        // Further marks belong to the sentence that they close; what is said about a quote, to the quote.
        let end = at + piece.len();
        self.closing = ends || self.closing && is_closing(piece);
        if self.closing && !next_closes(text, end) && (ends || !goes_on(text, end)) {
            *begun = false;
        }
    }

    /// Whether the last token is "Dr" or the like: the full stop behind it ends nothing.
    fn after_title(&self) -> bool {
        self.list
            .last()
            .is_some_and(|last| matches!(self.key(last), "dr" | "mr" | "mrs" | "ms" | "prof"))
    }

    /// All tokens.
    pub(crate) fn list(&self) -> &[Token] {
        &self.list
    }

    /// All tokens, to be marked.
    pub(crate) fn list_mut(&mut self) -> &mut [Token] {
        &mut self.list
    }

    /// The whole turn, without what is idle.
    pub(super) fn whole(&self) -> View<'_> {
        View::new(self, &self.kept, 0..self.list.len())
    }

    /// The whole turn with what is idle: "oh" and "ha" carry no act, but a mood.
    pub(super) fn everything(&self) -> View<'_> {
        View::new(self, &self.all, 0..self.list.len())
    }

    /// The sentences that have something in them, in order.
    pub(super) fn each_sentence(&self) -> impl Iterator<Item = View<'_>> {
        let number = |place: &usize| self.list.get(*place).map_or(0, |t| t.sentence);
        self.kept
            .chunk_by(move |one, next| number(one) == number(next))
            .map(move |places| {
                let sentence = places.first().map_or(0, number);
                let from = self.list.partition_point(|t| t.sentence < sentence);
                let to = self.list.partition_point(|t| t.sentence <= sentence);
                View::new(self, places, from..to)
            })
    }

    /// A token as it is compared: lower case, apostrophes straight.
    pub(crate) fn key(&self, token: &Token) -> &str {
        self.lower.get(token.key.clone()).unwrap_or_default()
    }

    /// The comparable form of the token at a place, or nothing.
    pub(crate) fn at(&self, place: usize) -> &str {
        self.list.get(place).map_or("", |token| self.key(token))
    }
}

/// Whether what follows still closes the sentence.
fn next_closes(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| matches!(c, '.' | '?' | '!' | '…' | '"' | '”' | '\'' | '’' | ')'))
}

/// Whether a mark may stand behind the one that ends a sentence.
fn is_closing(piece: &str) -> bool {
    matches!(piece, "\"" | "”" | "»" | "'" | "’" | ")")
}

/// Whether a sentence goes on in small letters: "'What now?' she said."
fn goes_on(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|rest| rest.trim_start().chars().next())
        .is_some_and(char::is_lowercase)
}

fn push_lower(buffer: &mut String, piece: &str) {
    if piece.is_ascii() {
        buffer.extend(piece.bytes().map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        let straight = piece.chars().map(|c| match c {
            '’' | '‘' | 'ʼ' => '\'',
            other => other,
        });
        buffer.extend(straight.flat_map(char::to_lowercase));
    }
}

fn shape(piece: &str) -> Shape {
    let mut letters = false;
    for c in piece.chars() {
        if c.is_numeric() {
            return Shape::Figure;
        }
        letters |= c.is_alphabetic();
    }
    if letters { Shape::Word } else { Shape::Mark }
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
