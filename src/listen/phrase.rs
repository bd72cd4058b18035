//! Phrases to look for among the words of a turn, written down as people say them.
//!
//! A phrase is a row of places with single spaces between them. `by|until` is either word, `i+will` and
//! `sign-off` are two words that stand for one, `the?` may be missing. `_` is any word or figure, `#` any figure, `$`
//! the end of the sentence or a mark, `^` its beginning. `!of|to` means that neither follows, `<our` that one
//! precedes, `<!our` that none does; these three take up no room. `@unit` stands for a class of words, `~ing` for any
//! word with this end, `..` for up to six words, `...` for anything up to the end of the sentence. Hyphens, quotation
//! marks and what is idle between words do not count, so that "worn-down" is "worn down".
//!
//! Words are compared by one number each. Two words with the same number are as good as never met: there are some
//! thousands of words in the tables and four thousand million numbers.

mod around;
mod written;

use super::tokens::{Shape, Token, Tokens};
use around::{passes, skip};
pub(super) use around::{previous, span};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use written::Spread;

/// A table of phrases, each with what it tells. It is built once and then only read.
#[derive(Debug, Clone)]
pub(super) struct Phrases<T> {
    /// Whether what others say in quotes counts as well.
    quotes: bool,
    /// All words of all phrases, one behind the other.
    words: Vec<Word>,
    /// What may stand in a place: pieces of `words`.
    ways: Vec<Range<usize>>,
    places: Vec<Place>,
    rows: Vec<(Range<usize>, T)>,
    /// The ends of words that phrases name.
    ends: Vec<Box<str>>,
    /// Which phrases begin with a word: a chain of `begins`.
    first: HashMap<u32, Chain, BuildHasherDefault<Spread>>,
    begins: Vec<Begins>,
}

/// One word of a phrase.
#[derive(Debug, Clone, Copy)]
struct Word {
    name: u32,
    sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Plain,
    /// `_`
    Any,
    /// `#`
    Figure,
    /// `$`; at the beginning of a phrase it is the sign of the dollar.
    Stop,
    /// `^`
    Begin,
    /// `~ing`, by its place in `ends`.
    End(usize),
}

/// The first and the last of the phrases that begin with a word.
#[derive(Debug, Clone, Copy)]
struct Chain {
    head: usize,
    tail: usize,
}

/// A phrase that begins with a word.
#[derive(Debug, Clone, Copy)]
struct Begins {
    nth: usize,
    /// One bit for each word that may come second: most phrases are ruled out without being looked at.
    second: u64,
    /// The next that begins with the same word.
    next: Option<usize>,
}

#[derive(Debug, Clone)]
struct Place {
    ways: Range<usize>,
    kind: Kind,
    /// One bit for each word that may stand here first.
    bits: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Once,
    Optional,
    NotNext,
    Before,
    NotBefore,
    /// Up to so many tokens, marks among them or not.
    Gap {
        most: usize,
        marks: bool,
    },
}

/// One of 64 bits for a word.
fn bit(name: u32) -> u64 {
    1 << (name.wrapping_mul(0x9e37_79b1) >> 26)
}

impl<T> Phrases<T> {
    /// The longest phrase that begins at a token. Of two of the same length the one that was added first counts.
    pub(super) fn longest<'a>(&'a self, tokens: &Tokens, at: usize) -> Option<(usize, &'a T)> {
        let mut best: Option<(usize, &T)> = None;
        self.each(tokens, at, |end, tells| {
            if best.is_none_or(|(longest, _)| end > longest) {
                best = Some((end, tells));
            }
        });
        best
    }

    /// Calls with every phrase that begins at a token: the token behind its last one, and what it tells.
    pub(super) fn each<'a>(
        &'a self,
        tokens: &Tokens,
        at: usize,
        mut found: impl FnMut(usize, &'a T),
    ) {
        let Some(token) = tokens.list().get(at) else {
            return;
        };
        let Some(chain) = self.first.get(&token.name) else {
            return;
        };
        if token.quoted && !self.quotes {
            return;
        }
        // An idle word may be passed over or be meant: only a plain one rules anything out.
        let next = skip(tokens, at + 1);
        let bits = match tokens.list().get(next) {
            _ if passes(tokens, next) => u64::MAX,
            Some(token) => bit(token.name),
            None => 0,
        };
        let walk = Walk {
            phrases: self,
            tokens,
            start: at,
            sentence: token.sentence,
        };
        let mut next = Some(chain.head);
        while let Some(begins) = next.and_then(|next| self.begins.get(next)) {
            next = begins.next;
            // A phrase that may end here has all bits.
            if begins.second & bits == 0 && begins.second != u64::MAX {
                continue;
            }
            if let Some((places, tells)) = self.rows.get(begins.nth)
                && let Some(places) = self.places.get(places.clone())
                && let Some(end) = walk.run(places, at)
            {
                found(end, tells);
            }
        }
    }
}

/// A phrase held against the words from one token on.
struct Walk<'w, T> {
    phrases: &'w Phrases<T>,
    tokens: &'w Tokens,
    start: usize,
    sentence: usize,
}

impl<T> Walk<'_, T> {
    fn ways(&self, place: &Place) -> &[Range<usize>] {
        self.phrases
            .ways
            .get(place.ways.clone())
            .unwrap_or_default()
    }

    fn words(&self, way: &Range<usize>) -> &[Word] {
        self.phrases.words.get(way.clone()).unwrap_or_default()
    }

    /// The token behind the last one, if all the places are filled from this one on.
    fn run(&self, places: &[Place], at: usize) -> Option<usize> {
        let Some((place, rest)) = places.split_first() else {
            return Some(at);
        };
        match place.kind {
            Kind::Once | Kind::Optional => {
                if self.likely(place, at) {
                    for way in self.ways(place) {
                        if let Some(end) = self.way(way, at)
                            && let Some(end) = self.run(rest, end)
                        {
                            return Some(end);
                        }
                    }
                }
                (place.kind == Kind::Optional).then(|| self.run(rest, at))?
            }
            Kind::Gap { most, marks } => self.gap(rest, at, most, marks),
            Kind::NotNext => {
                let mut ways = self.ways(place).iter();
                let follows = self.likely(place, at) && ways.any(|way| self.way(way, at).is_some());
                (!follows).then(|| self.run(rest, at))?
            }
            Kind::Before | Kind::NotBefore => {
                let there = self.ways(place).iter().any(|way| self.precedes(way));
                (there == (place.kind == Kind::Before)).then(|| self.run(rest, at))?
            }
        }
    }

    fn gap(&self, rest: &[Place], at: usize, most: usize, marks: bool) -> Option<usize> {
        for next in at..at + most {
            if let Some(end) = self.run(rest, next) {
                return Some(end);
            }
            let token = self.tokens.list().get(next)?;
            let over = token.sentence != self.sentence || token.quoted && !self.phrases.quotes;
            if over || !marks && token.shape == Shape::Mark && !token.idle {
                return None;
            }
        }
        None
    }

    /// Whether the next word may be one of a place; false only where it is none.
    fn likely(&self, place: &Place, at: usize) -> bool {
        if place.bits == u64::MAX {
            return true;
        }
        let next = self.next(at);
        match self.tokens.list().get(next) {
            Some(token) => {
                place.bits & bit(token.name) != 0 || at != self.start && passes(self.tokens, next)
            }
            None => false,
        }
    }

    /// The next token that counts.
    fn next(&self, at: usize) -> usize {
        if at == self.start {
            at
        } else {
            skip(self.tokens, at)
        }
    }

    /// Whether the words of a way stand at a token; the token behind them.
    fn way(&self, way: &Range<usize>, at: usize) -> Option<usize> {
        let mut at = at;
        for word in self.words(way) {
            let begins = at == self.start;
            let mut next = self.next(at);
            while !begins && self.is_passed(next, *word) {
                next = skip(self.tokens, next + 1);
            }
            let token = self.tokens.list().get(next);
            let token = token.filter(|token| token.sentence == self.sentence);
            if word.sort == Sort::Stop && !begins {
                return token
                    .is_none_or(|token| token.shape == Shape::Mark)
                    .then_some(at);
            }
            if !self.fits(*word, token?) {
                return None;
            }
            at = next + 1;
        }
        Some(at)
    }

    fn is_passed(&self, at: usize, word: Word) -> bool {
        passes(self.tokens, at)
            && self
                .tokens
                .list()
                .get(at)
                .is_some_and(|token| token.name != word.name)
            && (word.sort != Sort::Stop || self.tokens.list().get(at).is_some_and(|t| t.idle))
    }

    fn fits(&self, word: Word, token: &Token) -> bool {
        match word.sort {
            Sort::Any => token.shape != Shape::Mark,
            Sort::Figure => token.shape == Shape::Figure,
            Sort::End(nth) => {
                let key = self.tokens.key(token);
                let end = self.phrases.ends.get(nth);
                key.len() > 4 && end.is_some_and(|end| key.ends_with(&**end))
            }
            Sort::Plain | Sort::Stop | Sort::Begin => word.name == token.name,
        }
    }

    fn precedes(&self, way: &Range<usize>) -> bool {
        let mut at = self.start;
        for word in self.words(way).iter().rev() {
            let before = previous(self.tokens, at);
            if word.sort == Sort::Begin {
                return before.is_none();
            }
            let Some(before) = before else {
                return false;
            };
            let there = self.tokens.list().get(before);
            if there.is_none_or(|token| token.name != word.name) {
                return false;
            }
            at = before;
        }
        true
    }
}

#[cfg(test)]
#[path = "phrase_tests.rs"]
mod tests;
