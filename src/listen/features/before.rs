//! What came just before, and how much of it is said again.

use super::{Features, Kind, bucket, mix};
use crate::listen::Speaker;
use crate::listen::asks::Asks;
use crate::listen::classes::Class;
use crate::listen::hash::hash;
use crate::listen::tokens::{Shape, Tokens};
use crate::listen::view::View;

/// More words of what was said before are not kept.
const MOST: usize = 400;

/// The turn just before the one that is listened to.
#[derive(Debug, Clone, Default)]
pub struct Before {
    speaker: Option<Speaker>,
    /// Whether it asked.
    asked: bool,
    /// In tokens.
    length: usize,
    /// The hashes of its words with content, in order.
    words: Vec<u32>,
    last: u32,
}

impl Before {
    /// Keeps what the next turn is held against.
    pub(in crate::listen) fn keep(&mut self, tokens: &Tokens, speaker: Speaker) {
        self.words.clear();
        let content = tokens.list().iter().filter(|t| carries(t.class, t.shape));
        self.words.extend(content.map(|t| t.hash).take(MOST));
        self.words.sort_unstable();
        self.speaker = Some(speaker);
        self.asked = tokens
            .each_sentence()
            .any(|sentence| sentence.asks() != Asks::No);
        self.length = tokens.list().len();
        self.last = tokens.list().last().map_or(0, |t| hash(tokens.key(t)));
    }

    /// Whether the same person speaks on.
    pub(in crate::listen) fn same(&self, speaker: Speaker) -> bool {
        self.speaker == Some(speaker)
    }

    /// Whether the turn before asked something.
    pub(in crate::listen) fn asked(&self) -> bool {
        self.asked
    }

    /// Whether nothing is known of what came before.
    pub(in crate::listen) fn is_unknown(&self) -> bool {
        self.speaker.is_none()
    }

    /// How many words with content there are in a view, and how many of them were said just before.
    pub(in crate::listen) fn again(&self, view: &View<'_>) -> (usize, usize) {
        let content = || view.each().filter(|t| carries(t.class, t.shape));
        let again = content().filter(|t| self.words.binary_search(&t.hash).is_ok());
        (content().count(), again.count())
    }
}

/// Whether a word is one with content.
fn carries(class: Class, shape: Shape) -> bool {
    shape != Shape::Mark && class == Class::Other
}

impl Features {
    pub(super) fn before(&mut self, view: &View<'_>, before: &Before, same: bool) {
        let kind = Kind::Before;
        let known = !before.is_unknown();
        self.push(kind, mix(101, u32::from(known)));
        if !known {
            return;
        }
        let same = u32::from(same);
        let asked = u32::from(before.asked);
        let length = bucket(before.length);
        let own = bucket(view.all().len());
        for word in &before.words {
            self.push(kind, mix(99, *word));
        }
        self.push(kind, mix(102, same));
        self.push(kind, mix(103, asked * 2 + same));
        self.push(kind, mix(104, length));
        self.push(kind, mix(106, length * 16 + own));
        let (content, again) = before.again(view);
        let share = (4 * again)
            .checked_div(content)
            .map_or(9, |quarters| u32::try_from(quarters).unwrap_or(9));
        self.push(Kind::Rules, mix(160, share));
        self.push(Kind::Rules, mix(161, share * 16 + bucket(view.len())));
        self.push(Kind::Rules, mix(162, asked * 2 + same));
        self.push(kind, mix(107, share));
        self.push(kind, mix(108, u32::try_from(again.min(4)).unwrap_or(4)));
        self.push(kind, mix(109, share * 16 + own));
        let at = |place: usize| view.token(place).map_or(0, |t| t.hash);
        self.push(Kind::Rules, mix(mix(110, at(0)), share * 2 + same));
        self.push(Kind::Rules, mix(mix(111, at(0)), asked * 2 + same));
        for place in 0..view.len().min(8) {
            self.push(kind, mix(mix(115, at(place)), same));
            self.push(kind, mix(mix(mix(116, at(place)), at(place + 1)), same));
        }
        for (nth, token) in (1..).zip(view.each().rev().take(3)) {
            self.push(kind, mix(mix(117, token.hash), same * 4 + nth));
        }
        let whole = (0..view.len().min(4)).fold(7, |joined, place| mix(joined, at(place)));
        self.push(Kind::Rules, mix(mix(114, whole), same));
        self.push(kind, mix(mix(112, before.last), own * 2 + same));
        self.push(
            Kind::Rules,
            mix(113, (asked * 2 + same) * 16 + bucket(view.len())),
        );
    }
}
