//! A sentence or a turn as it is looked at: without what is idle.

use super::asks::Asks;
use super::classes::Class;
use super::tokens::{Shape, Token, Tokens};
use std::ops::Range;

/// The words and marks of a sentence or a turn that carry something.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'t> {
    tokens: &'t Tokens,
    places: &'t [usize],
    /// The first of all its tokens, the idle ones too, and the one behind the last.
    from: usize,
    to: usize,
}

impl<'t> View<'t> {
    /// The tokens at these places, out of all in this range.
    pub(super) fn new(tokens: &'t Tokens, places: &'t [usize], all: Range<usize>) -> Self {
        Self {
            tokens,
            places,
            from: all.start,
            to: all.end,
        }
    }

    /// How many words and marks there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// All tokens of it, the idle ones too.
    pub(super) fn all(&self) -> &'t [Token] {
        self.tokens
            .list()
            .get(self.from..self.to)
            .unwrap_or_default()
    }

    /// The comparable form of a token of this turn.
    pub(super) fn key(&self, token: &Token) -> &'t str {
        self.tokens.key(token)
    }

    /// The comparable form of the word at a place, or nothing.
    pub(super) fn at(&self, place: usize) -> &'t str {
        self.places.get(place).map_or("", |p| self.tokens.at(*p))
    }

    /// The comparable form of the word this many places before the end: 0 is the last.
    pub(super) fn back(&self, place: usize) -> &'t str {
        let from_start = self.places.len().checked_sub(place + 1);
        from_start.map_or("", |p| self.at(p))
    }

    /// The token at a place.
    pub(super) fn token(&self, place: usize) -> Option<&'t Token> {
        self.tokens.list().get(*self.places.get(place)?)
    }

    /// The tokens, in order.
    pub(super) fn each(&self) -> impl DoubleEndedIterator<Item = &'t Token> + use<'t> {
        let tokens = self.tokens;
        self.places
            .iter()
            .filter_map(move |place| tokens.list().get(*place))
    }

    /// The class of the word at a place; past the end [`Class::Other`].
    pub(super) fn class(&self, place: usize) -> Class {
        self.token(place).map_or(Class::Other, |token| token.class)
    }

    /// Whether the word at a place is somebody else's.
    pub(super) fn quoted(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| token.quoted)
    }

    /// The idle words before its first one, the last of them first.
    pub(super) fn lead(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let first = self.places.first().copied().unwrap_or_default();
        let sentence = self.token(0).map(|token| token.sentence);
        let tokens = self.tokens;
        let before = tokens.list().get(..first).unwrap_or_default();
        let same = before
            .iter()
            .rev()
            .take_while(move |token| Some(token.sentence) == sentence);
        same.filter(|token| token.shape == Shape::Word)
            .map(|token| tokens.key(token))
    }

    /// Where the words from one place to before another are in the text.
    pub(super) fn span(&self, from: usize, to: usize) -> Range<usize> {
        let last = to.min(self.len()).checked_sub(1);
        match (self.token(from), last.and_then(|last| self.token(last))) {
            (Some(first), Some(last)) if first.at.start <= last.at.end => {
                first.at.start..last.at.end
            }
            _ => 0..0,
        }
    }

    /// Which sentence its first token belongs to.
    pub(super) fn sentence(&self) -> usize {
        self.token(0).map_or(0, |token| token.sentence)
    }

    /// How it asks, if it is a sentence.
    pub(super) fn asks(&self) -> Asks {
        self.tokens.asks(self.sentence())
    }

    /// The rest of it from a place.
    pub(super) fn from(&self, place: usize) -> Self {
        let places = self.places.get(place..).unwrap_or_default();
        Self { places, ..*self }
    }

    /// From a place to before another, as a sentence of its own.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        let places = self.places.get(from..to).unwrap_or_default();
        let whole = from == 0 && to == self.places.len();
        let first = places.first().copied().unwrap_or(self.from);
        let last = places.last().map_or(first, |last| last + 1);
        let (from, to) = if whole {
            (self.from, self.to)
        } else {
            (first, last)
        };
        Self {
            tokens: self.tokens,
            places,
            from,
            to,
        }
    }

    /// Where the words of a phrase begin, if they are in it.
    pub(super) fn find(&self, phrase: &str) -> Option<usize> {
        (0..self.len()).find(|place| self.from(*place).begins(phrase).is_some())
    }

    /// How many words the phrase has, if this begins with it.
    pub(super) fn begins(&self, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for word in phrase.split(' ') {
            if self.at(count) != word {
                return None;
            }
            count += 1;
        }
        Some(count)
    }
}
