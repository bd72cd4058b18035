//! Which of the things that a persona can tell a line most likely asks for. The weights were fitted on the personas' own
//! questions, each taken out of what is known before it was asked (a line for all of them, so that they say nothing of any
//! one persona).

use crate::client::persona::{Depth, Persona};
use crate::client::understand::words::{Word, plain, stem, words};
use crate::client::understand::{questions, synonyms};
use std::collections::{HashMap, HashSet};

/// Where a word stands in a disclosure.
const ABOUT: u8 = 1;
const ASKED: u8 = 2;
const SAID: u8 = 4;

/// What a word that stands anywhere in a disclosure counts; in `about`, and in what is said then, it counts once more.
const ANYWHERE: f32 = 1.0;
const IN_ABOUT: f32 = 1.0;
const IN_SAID: f32 = 0.6;
/// A word that means nearly the same.
const MEANT: f32 = 1.0;
/// A phrase of `about`, word for word.
const PHRASE: f32 = 0.6;
/// A word of what this comes after: one asks on with the words that one has just heard.
const BEFORE: f32 = 1.3;
/// How likely the step and the depth are, by the words and the build of the line.
const STEP: f32 = 0.2;
const DEPTH: f32 = 0.15;

/// The words of a persona, by where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// By stem: a mark for each disclosure.
    stems: HashMap<String, Vec<u8>>,
    meanings: HashMap<u32, Vec<u8>>,
    /// Phrases of two words and more, and the disclosure they stand for.
    phrases: Vec<(Vec<String>, usize)>,
    /// By disclosure: the places of what it comes after.
    after: Vec<Vec<usize>>,
    kinds: Vec<(String, Depth)>,
}

impl Places {
    pub(super) fn new(persona: &Persona) -> Self {
        let count = persona.holds.len();
        let mut places = Self::default();
        for (at, held) in persona.holds.iter().enumerate() {
            let marked = [
                (ABOUT, &held.about),
                (ABOUT, &held.people),
                (ASKED, &held.asks),
                (SAID, &held.say),
            ];
            for (mark, texts) in marked {
                for word in texts.iter().flat_map(|text| words(text)) {
                    let meaning = synonyms::meaning(&word.stem).filter(|_| mark != SAID);
                    let of = |marks: &mut Vec<u8>| {
                        marks.resize(count, 0);
                        if let Some(marks) = marks.get_mut(at) {
                            *marks |= mark;
                        }
                    };
                    of(places.stems.entry(word.stem).or_default());
                    if let Some(meaning) = meaning {
                        of(places.meanings.entry(meaning).or_default());
                    }
                }
            }
            for about in &held.about {
                let stems: Vec<String> = plain(about).map(|word| stem(&word)).collect();
                if stems.len() > 1 {
                    places.phrases.push((stems, at));
                }
            }
            let place = |id: &String| persona.holds.iter().position(|held| held.id == *id);
            places
                .after
                .push(held.after.iter().filter_map(place).collect());
            places.kinds.push((held.step.clone(), held.depth));
        }
        places
    }

    /// By disclosure: how likely it is asked for. Only differences count: one more is nearly three times as likely.
    pub(super) fn likely(&self, line: &[Word], kinds: &questions::Kinds) -> Vec<f32> {
        let count = self.kinds.len();
        let mut met = vec![0.0_f32; count];
        let mut said = vec![0.0_f32; count];
        let mut all = 0.0_f32;
        let mut seen = HashSet::new();
        for word in line {
            if !seen.insert(word.stem.as_str()) {
                continue;
            }
            let rare = questions::rare(&word.stem);
            all += rare;
            let there = self.stems.get(&word.stem);
            let meant = synonyms::meaning(&word.stem).and_then(|m| self.meanings.get(&m));
            for at in 0..count {
                let mark = |of: Option<&Vec<u8>>| of.and_then(|m| m.get(at)).copied().unwrap_or(0);
                let (here, meant) = (mark(there), mark(meant));
                let mut worth = 0.0;
                if here > 0 {
                    worth += ANYWHERE;
                    if let Some(said) = said.get_mut(at) {
                        *said += rare;
                    }
                } else if meant > 0 {
                    worth += MEANT;
                }
                if here & ABOUT > 0 {
                    worth += IN_ABOUT;
                }
                if here & SAID > 0 {
                    worth += IN_SAID;
                }
                if let Some(met) = met.get_mut(at) {
                    *met += worth * rare;
                }
            }
        }
        let size = all.max(2.0).sqrt();
        let mut phrases = vec![0_u8; count];
        for (phrase, at) in &self.phrases {
            let stands = line.windows(phrase.len()).any(|here| {
                here.iter()
                    .zip(phrase)
                    .all(|(word, part)| word.stem == *part)
            });
            if let Some(phrases) = phrases.get_mut(*at).filter(|_| stands) {
                *phrases = (*phrases + 1).min(2);
            }
        }
        let before = |after: &Vec<usize>| {
            let words = after.iter().filter_map(|at| said.get(*at)).copied();
            words.fold(0.0, f32::max)
        };
        met.iter()
            .zip(&phrases)
            .zip(self.after.iter().map(before))
            .zip(&self.kinds)
            .map(|(((met, phrases), before), (step, depth))| {
                (met + BEFORE * before) / size
                    + PHRASE * f32::from(*phrases)
                    + STEP * kinds.step(step)
                    + DEPTH * kinds.depth(*depth)
            })
            .collect()
    }
}
