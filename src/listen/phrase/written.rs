//! Reading phrases as they are written.

use super::{Begins, Chain, Kind, Phrases, Place, Sort, Word, bit};
use crate::listen::hash::hash;
use crate::listen::words::class;
use std::collections::HashMap;
use std::hash::Hasher;
use std::ops::Range;

/// The keys are hashes already: they only have to be spread over all bits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl<T> Phrases<T> {
    /// An empty table. What others say in quotes has none of its phrases.
    pub(in crate::listen) fn new() -> Self {
        Self {
            quotes: false,
            words: Vec::new(),
            ways: Vec::new(),
            places: Vec::new(),
            rows: Vec::new(),
            ends: Vec::new(),
            first: HashMap::default(),
            begins: Vec::new(),
        }
    }

    /// An empty table for phrases that count in quotes as well.
    pub(in crate::listen) fn in_quotes_too() -> Self {
        Self {
            quotes: true,
            ..Self::new()
        }
    }

    /// Adds phrases that tell the same, with semicolons between them.
    pub(in crate::listen) fn add(&mut self, several: &str, tells: T)
    where
        T: Clone,
    {
        for phrase in several.split(';').map(str::trim) {
            if !phrase.is_empty() {
                self.add_one(phrase, tells.clone());
            }
        }
    }

    fn add_one(&mut self, phrase: &str, tells: T) {
        let from = self.places.len();
        for written in phrase.split_whitespace() {
            let (kind, alternatives) = kind(written);
            let ways = self.ways.len();
            for alternative in alternatives.split('|') {
                let Some(name) = alternative.strip_prefix('@') else {
                    self.add_way(alternative);
                    continue;
                };
                for word in class(name) {
                    self.add_way(word);
                }
            }
            let ways = ways..self.ways.len();
            let bits = self.bits(&ways);
            self.places.push(Place { ways, kind, bits });
        }
        for place in from..self.places.len() {
            let Some(Place { ways, kind, .. }) = self.places.get(place).cloned() else {
                break;
            };
            if matches!(kind, Kind::Once | Kind::Optional) {
                self.begins(ways, place + 1);
                if kind == Kind::Once {
                    break;
                }
            }
        }
        self.rows.push((from..self.places.len(), tells));
    }

    fn add_way(&mut self, way: &str) {
        let from = self.words.len();
        // A single sign stands for itself.
        let parts = if way.len() == 1 {
            &[][..]
        } else {
            &['+', '-'][..]
        };
        for word in way.split(parts) {
            let sort = self.sort(word);
            let name = hash(word);
            self.words.push(Word { name, sort });
        }
        self.ways.push(from..self.words.len());
    }

    fn sort(&mut self, word: &str) -> Sort {
        match word {
            "_" => Sort::Any,
            "#" => Sort::Figure,
            "$" => Sort::Stop,
            "^" => Sort::Begin,
            _ => match word.strip_prefix('~') {
                Some(end) => {
                    self.ends.push(Box::from(end));
                    Sort::End(self.ends.len() - 1)
                }
                None => Sort::Plain,
            },
        }
    }

    /// The bits of the words that these ways begin with.
    fn bits(&self, ways: &Range<usize>) -> u64 {
        let ways = self.ways.get(ways.clone()).unwrap_or_default();
        ways.iter().fold(0, |bits, way| {
            bits | match self.words.get(way.start) {
                Some(word) if word.sort == Sort::Plain => bit(word.name),
                _ => u64::MAX,
            }
        })
    }

    /// Notes that the phrase that is being added begins with any of these ways, and goes on at a place.
    fn begins(&mut self, ways: Range<usize>, next: usize) {
        let nth = self.rows.len();
        let after = self.may_stand(next);
        for way in ways {
            let Some(way) = self.ways.get(way) else {
                continue;
            };
            let mut words = self.words.get(way.clone()).unwrap_or_default().iter();
            let Some(name) = words.next().map(|word| word.name) else {
                continue;
            };
            let second = words.next().map_or(after, |word| match word.sort {
                Sort::Plain => bit(word.name),
                _ => u64::MAX,
            });
            self.begin(name, nth, second);
        }
    }

    fn begin(&mut self, name: u32, nth: usize, second: u64) {
        let new = self.begins.len();
        let chain = self.first.entry(name).or_insert(Chain {
            head: new,
            tail: new,
        });
        if let Some(last) = self.begins.get_mut(chain.tail) {
            if last.nth == nth {
                last.second |= second;
                return;
            }
            last.next = Some(new);
        }
        chain.tail = new;
        self.begins.push(Begins {
            nth,
            second,
            next: None,
        });
    }

    /// The bits of the words that may stand in a place, or where it may be missing, in the next.
    fn may_stand(&self, from: usize) -> u64 {
        let mut bits = 0;
        for place in self.places.get(from..).unwrap_or_default() {
            if !matches!(place.kind, Kind::Once | Kind::Optional) {
                return u64::MAX;
            }
            bits |= place.bits;
            if place.kind == Kind::Once {
                return bits;
            }
        }
        u64::MAX
    }
}

/// What a place is, and what may stand in it.
fn kind(written: &str) -> (Kind, &str) {
    let gap = |most, marks| (Kind::Gap { most, marks }, "");
    if written == ".." {
        gap(7, false)
    } else if written == "..." {
        gap(60, true)
    } else if let Some(rest) = written.strip_prefix("<!") {
        (Kind::NotBefore, rest)
    } else if let Some(rest) = written.strip_prefix('<') {
        (Kind::Before, rest)
    } else if let Some(rest) = written.strip_prefix('!') {
        (Kind::NotNext, rest)
    } else if let Some(rest) = written.strip_suffix('?') {
        (Kind::Optional, rest)
    } else {
        (Kind::Once, written)
    }
}
