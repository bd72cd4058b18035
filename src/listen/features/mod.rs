//! What a model looks at: hashed words and word groups, pieces of words, how it is built, what came before.
//!
//! Everything goes into buffers that are used again; nothing is allocated for a feature. A change here changes what the
//! weights mean: train anew (`training/README.md`).

mod before;
mod shape;

pub use before::Before;

use super::hash::{begin, hash, mix, step};
use super::tokens::Shape;
use super::view::View;

/// The kinds of features. Within a kind all weigh the same, and together as much as the square root of their number:
/// a long turn does not shout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, and two and three in a row.
    Words,
    /// How sentences begin and end, patterns of word classes, length, marks.
    Shape,
    /// What came before, with the words that follow it.
    Before,
    /// Three to five letters in a row.
    Letters,
    /// What the rules say.
    Rules,
}

/// All kinds, in order.
pub const KINDS: [Kind; 5] = [
    Kind::Words,
    Kind::Shape,
    Kind::Before,
    Kind::Letters,
    Kind::Rules,
];

/// More features of one kind are not looked at.
const MOST: usize = 6_000;

/// Letters of a word that are looked at.
const LETTERS: usize = 24;

/// The features of a sentence or a turn.
#[derive(Debug, Clone, Default)]
pub struct Features {
    lists: [Vec<u32>; 5],
    /// For each of [`Kind::Words`]: which place it begins at, and how many words it has.
    spans: Vec<(usize, usize)>,
}

impl Features {
    /// The hashes of one kind.
    pub fn of(&self, kind: Kind) -> &[u32] {
        self.lists.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// What the features of [`Kind::Words`] are made of, in the same order: the first place, and how many.
    pub(super) fn spans(&self) -> &[(usize, usize)] {
        &self.spans
    }

    fn push(&mut self, kind: Kind, hash: u32) {
        if let Some(list) = self.lists.get_mut(kind as usize)
            && list.len() < MOST
        {
            list.push(hash);
        }
    }

    /// Looks at a sentence or a turn. Letters are only looked at when asked for: they are most of the work.
    pub(super) fn read(&mut self, view: &View<'_>, before: &Before, same: bool, letters: bool) {
        for list in &mut self.lists {
            list.clear();
        }
        self.spans.clear();
        self.words(view);
        self.shape(view);
        if letters {
            self.letters(view);
        }
        self.before(view, before, same);
    }

    /// Puts a feature to the rules: where a sentence stands among the others.
    pub(super) fn place(&mut self, position: Position) {
        self.push(Kind::Rules, mix(1, position as u32));
    }

    fn words(&mut self, view: &View<'_>) {
        for from in 0..view.len() {
            let mut joined = 0;
            for length in 1..=3_u8 {
                let Some(token) = view.token(from + usize::from(length) - 1) else {
                    break;
                };
                joined = if length == 1 {
                    token.hash
                } else {
                    mix(joined, token.hash)
                };
                if self.spans.len() < MOST {
                    self.push(Kind::Words, mix(joined, u32::from(length)));
                    self.spans.push((from, usize::from(length)));
                }
            }
        }
    }

    fn letters(&mut self, view: &View<'_>) {
        for token in view.each() {
            let key = view.key(token);
            if token.shape == Shape::Mark {
                self.push(Kind::Letters, mix(hash(key), 40));
                continue;
            }
            let around = || [b' '].into_iter().chain(key.bytes()).chain([b' ']);
            for length in 3..=5 {
                for from in 0..(key.len() + 3).saturating_sub(length).min(LETTERS) {
                    let joined = around().skip(from).take(length).fold(begin(), step);
                    self.push(Kind::Letters, mix(joined, 41));
                }
            }
        }
    }
}

/// Where a sentence stands in its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// It is the only one.
    Only,
    /// It is the first of several.
    First,
    /// It is the last of several.
    Last,
    /// It has others on both sides.
    Inner,
}

impl Position {
    /// The position of the sentence at a place, of so many.
    pub fn of(place: usize, count: usize) -> Self {
        match place {
            0 if count == 1 => Self::Only,
            0 => Self::First,
            _ if place + 1 == count => Self::Last,
            _ => Self::Inner,
        }
    }
}

/// Small numbers as they are, larger ones by size: 0 to 9.
pub(super) fn bucket(count: usize) -> u32 {
    match count {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=40 => 8,
        _ => 9,
    }
}
