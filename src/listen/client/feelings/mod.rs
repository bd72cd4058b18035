//! Feelings that a client names, and how: denied, hedged, how strong, whose.

mod around;
mod derived;
mod forms;
mod lists;
mod strength;

use crate::listen::feelings::{Vocabulary, Word};
use crate::listen::heard::{Felt, Sign};
use crate::listen::phrase::{Phrases, span};
use crate::listen::tokens::{Shape, Tokens};
use around::{Around, Subject, Verb};
use forms::{Form, Need};
use std::collections::HashMap;

/// Finds the words of a vocabulary, and what is made of them, in what somebody says. Built once.
#[derive(Debug, Clone)]
pub(in crate::listen) struct FeelingFinder {
    words: Vec<Word>,
    /// What each way to say it means: the place of its word, or nothing where it only looks like a feeling.
    phrases: Phrases<(Option<usize>, Form)>,
}

/// What was found last.
#[derive(Debug, Clone, Copy)]
struct Last {
    end: usize,
    verb: Verb,
    subject: Subject,
    denied: bool,
}

impl FeelingFinder {
    /// A finder for all words of a vocabulary.
    pub(in crate::listen) fn new(vocabulary: &Vocabulary) -> Self {
        let words: Vec<Word> = vocabulary.words().cloned().collect();
        let needs = forms::needs();
        let mut phrases = Phrases::in_quotes_too();
        for (looks, form) in forms::NO_FEELINGS {
            phrases.add(looks, (None, *form));
        }
        for (nth, word) in words.iter().enumerate() {
            for name in std::iter::once(&word.word).chain(&word.also) {
                let plain = forms::plain(name);
                let form = forms::of(name, &plain, &needs);
                phrases.add(&forms::phrase(&plain), (Some(nth), form));
            }
        }
        let places: HashMap<&str, usize> = (0..)
            .zip(&words)
            .map(|(nth, word)| (word.word.as_str(), nth))
            .collect();
        for (need, several) in derived::DERIVED {
            for (name, several) in derived::lines(several) {
                let word = vocabulary.look_up(name);
                let place = word.and_then(|word| places.get(word.word.as_str()));
                if let Some(nth) = place {
                    phrases.add(several, (Some(*nth), Form::new(*need)));
                }
            }
        }
        Self { words, phrases }
    }

    /// Adds the feelings that are named in a turn, in order.
    pub(in crate::listen) fn find(&self, tokens: &Tokens, _text: &str, out: &mut Vec<Sign<Felt>>) {
        let mut last: Option<Last> = None;
        let mut at = 0;
        while at < tokens.list().len() {
            let Some(found) = self.at(tokens, at, last.as_ref()) else {
                at += 1;
                continue;
            };
            if let Some(word) = found.word.and_then(|nth| self.words.get(nth)) {
                out.push(found.sign(tokens, at, word));
                last = Some(Last {
                    end: found.end,
                    verb: found.around.verb,
                    subject: found.around.subject,
                    denied: found.around.denied,
                });
            }
            at = found.end;
        }
    }

    /// The longest phrase at a token that has around it what it needs.
    fn at(&self, tokens: &Tokens, at: usize, last: Option<&Last>) -> Option<Found> {
        let mut around = None;
        let mut best: Option<Found> = None;
        self.phrases.each(tokens, at, |end, (word, form)| {
            if best.as_ref().is_some_and(|best| best.end >= end) {
                return;
            }
            let around = *around.get_or_insert_with(|| {
                let mut around = Around::before(tokens, at);
                if let Some(last) = last {
                    last.hand_over(tokens, &mut around);
                }
                around
            });
            let alone = around.alone(tokens, end);
            if word.is_none() || form.need.is_met(&around, alone) {
                best = Some(Found {
                    word: *word,
                    form: *form,
                    end,
                    around,
                    alone,
                });
            }
        });
        best
    }
}

/// A phrase that was found, with what stands around it.
#[derive(Debug, Clone, Copy)]
struct Found {
    word: Option<usize>,
    form: Form,
    end: usize,
    around: Around,
    alone: bool,
}

impl Found {
    fn sign(&self, tokens: &Tokens, at: usize, word: &Word) -> Sign<Felt> {
        let around = &self.around;
        let others = match self.form.need {
            Need::Object => around::names_others(tokens, self.end - 1),
            _ => around.is_others(tokens, self.end),
        };
        let behind = strength::behind(tokens, self.end, end_of_sentence(tokens, at));
        let hedged = around.hedged || behind.hedged;
        let intensity = behind
            .figure
            .or(around.strength)
            .or(behind.strength)
            .or(self.form.strength)
            .or(hedged.then_some(2));
        Sign {
            what: Felt {
                word: word.word.clone(),
                family: word.family.clone(),
                group: word.group.clone(),
                polarity: word.polarity,
                denied: around.denied,
                hedged: hedged && !around.denied,
                intensity: intensity.filter(|_| !around.denied),
                others,
            },
            at: span(tokens, at, self.end),
            confidence: self.form.need.confidence(self.alone),
        }
    }
}

impl Last {
    /// In "tired and worried" the second has the subject and the verb of the first; after "or" also its "not".
    fn hand_over(&self, tokens: &Tokens, around: &mut Around) {
        if around.subject != Subject::Unknown || !self.is_list(tokens, around.from) {
            return;
        }
        around.subject = self.subject;
        around.verb = around.verb.max(self.verb);
        around.denied ^= self.denied && around.or;
    }

    /// Whether only "and", "or" or a comma stand between this feeling and the next.
    fn is_list(&self, tokens: &Tokens, from: usize) -> bool {
        let sentence = |n: usize| tokens.list().get(n).map(|token| token.sentence);
        (self.end..=self.end + 2).contains(&from)
            && sentence(self.end - 1) == sentence(from)
            && (self.end..from).all(|n| matches!(tokens.at(n), "and" | "or" | "nor" | "," | "but"))
    }
}

/// The token behind the last one of a sentence.
fn end_of_sentence(tokens: &Tokens, at: usize) -> usize {
    let sentence = |n: usize| tokens.list().get(n).map(|token| token.sentence);
    let mut end = at;
    while sentence(end).is_some() && sentence(end) == sentence(at) {
        end += 1;
    }
    end
}

/// Whether a token is a word and not a mark.
fn is_word(tokens: &Tokens, at: usize) -> bool {
    tokens
        .list()
        .get(at)
        .is_some_and(|token| token.shape == Shape::Word)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
