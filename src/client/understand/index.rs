//! What a line is about: how near it is to each of the things that a persona can disclose.

mod likely;
mod near;

use super::ranker::Ranker;
use super::synonyms;
use super::words::{plain, stem, words};
use crate::client::persona::Persona;
use crate::script::{Prompt, Script};
pub(in crate::client) use near::Near;
use near::unique;
use std::collections::HashMap;

/// What a term that is met by its meaning counts, against one that is met by its stem.
const BY_MEANING: f32 = 0.65;
/// What a term counts by where it stands in a disclosure.
const ABOUT: f32 = 1.0;
const PEOPLE: f32 = 0.9;
const ASKED: f32 = 0.75;
const SAID: f32 = 0.45;
/// What words without meaning of their own ("who", "long") count when whole questions are compared.
const GRAMMAR: f32 = 0.3;
/// What a word that the persona does not know takes away, against one that it knows and that is not met.
const FOREIGN: f32 = 0.8;

/// A term: a stem, a meaning or a phrase; with what it counts in each thing.
#[derive(Debug, Clone, Default)]
struct Row {
    /// By thing: how much the term tells that a line asks for it.
    asks: Vec<f32>,
    /// By thing: whether the term stands in what is said then.
    says: Vec<bool>,
    /// How telling the term is: the logarithm of how rare it is among the things.
    rare: f32,
}

/// A whole question, to be compared with as such.
#[derive(Debug, Clone)]
struct Whole {
    of: Of,
    length: f32,
}

/// What a whole question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Thing(usize),
    Prompt(usize),
    Probe(usize),
}

/// The persona's own words, looked through once.
#[derive(Debug, Clone)]
pub(in crate::client) struct Index {
    things: usize,
    disclosures: usize,
    rows: HashMap<String, Row>,
    meanings: HashMap<u32, Row>,
    /// Phrases of two words and more, by their first stem.
    phrases: HashMap<String, Vec<(Vec<String>, Row)>>,
    wholes: Vec<Whole>,
    /// Stems in whole questions: which question, and how much they count there.
    within: HashMap<String, Vec<(usize, f32)>>,
    steps: Vec<String>,
    places: likely::Places,
    ranker: Option<Ranker>,
    unknown: f32,
}

impl Index {
    pub(in crate::client) fn new(persona: &Persona, script: &Script) -> Self {
        let disclosures = persona.holds.len();
        let things = disclosures + 1 + persona.cues.len();
        let mut index = Self {
            things,
            disclosures,
            rows: HashMap::new(),
            meanings: HashMap::new(),
            phrases: HashMap::new(),
            wholes: Vec::new(),
            within: HashMap::new(),
            steps: script.steps.iter().map(|step| step.id.clone()).collect(),
            places: likely::Places::new(persona),
            ranker: Ranker::of(persona),
            unknown: 0.0,
        };
        for (thing, held) in persona.holds.iter().enumerate() {
            held.about
                .iter()
                .for_each(|about| index.about(thing, about));
            held.people.iter().for_each(|who| index.names(thing, who));
            for ask in &held.asks {
                index.asked(thing, ask);
                index.whole(Of::Thing(thing), ask);
            }
            held.say
                .iter()
                .chain(&held.unasked)
                .for_each(|line| index.said(thing, line));
            if let Some(felt) = &held.feeling {
                index.said(thing, &felt.word);
            }
        }
        persona
            .opening
            .iter()
            .for_each(|line| index.said(disclosures, line));
        for (thing, cue) in (disclosures + 1..).zip(&persona.cues) {
            cue.about.iter().for_each(|about| index.about(thing, about));
            index.said(thing, &cue.words);
            index.asked(thing, &cue.words);
            index.whole(Of::Thing(thing), &cue.better);
        }
        for (place, step) in script.steps.iter().enumerate() {
            let told = |prompt: &Prompt| prompt.words().collect::<Vec<_>>().join(" ");
            for prompt in &step.prompts {
                index.whole(Of::Prompt(place), &told(prompt));
            }
            for probe in &step.probes {
                index.whole(Of::Probe(place), &told(probe));
            }
        }
        index.weigh();
        index
    }

    fn row(&mut self, stem: &str) -> &mut Row {
        let things = self.things;
        self.rows
            .entry(stem.to_owned())
            .or_insert_with(|| blank(things))
    }

    fn count(row: &mut Row, thing: usize, weight: f32) {
        if let Some(cell) = row.asks.get_mut(thing) {
            *cell = cell.max(weight);
        }
    }

    fn term(&mut self, thing: usize, stem: &str, weight: f32) {
        Self::count(self.row(stem), thing, weight);
        if let Some(meaning) = synonyms::meaning(stem) {
            let things = self.things;
            let row = self
                .meanings
                .entry(meaning)
                .or_insert_with(|| blank(things));
            Self::count(row, thing, weight * BY_MEANING);
        }
    }

    fn about(&mut self, thing: usize, about: &str) {
        let stems: Vec<String> = plain(about).map(|word| stem(&word)).collect();
        match stems.as_slice() {
            [] => {}
            [one] => self.term(thing, one, ABOUT),
            [first, ..] => {
                let things = self.things;
                let known = self.phrases.entry(first.clone()).or_default();
                if let Some((_, row)) = known.iter_mut().find(|(phrase, _)| *phrase == stems) {
                    Self::count(row, thing, ABOUT);
                } else {
                    let mut row = blank(things);
                    Self::count(&mut row, thing, ABOUT);
                    known.push((stems, row));
                }
                for word in words(about).iter().filter(|word| !word.stop) {
                    self.term(thing, &word.stem, ASKED);
                }
            }
        }
    }

    fn names(&mut self, thing: usize, who: &str) {
        for word in words(who).iter().filter(|word| !word.stop) {
            self.term(thing, &word.stem, PEOPLE);
        }
    }

    fn asked(&mut self, thing: usize, line: &str) {
        for word in words(line).iter().filter(|word| !word.stop) {
            self.term(thing, &word.stem, ASKED);
        }
    }

    fn said(&mut self, thing: usize, line: &str) {
        for word in words(line).iter().filter(|word| !word.stop) {
            let row = self.row(&word.stem);
            Self::count(row, thing, SAID);
            if let Some(cell) = row.says.get_mut(thing) {
                *cell = true;
            }
        }
    }

    fn whole(&mut self, of: Of, line: &str) {
        let place = self.wholes.len();
        for word in unique(&words(line)) {
            let weight = if word.stop { GRAMMAR } else { 1.0 };
            self.within
                .entry(word.stem.clone())
                .or_default()
                .push((place, weight));
        }
        self.wholes.push(Whole { of, length: 0.0 });
    }

    /// Weighs each term by how rare it is: ln(1 + N / n) (Karen Spärck Jones, 1972).
    fn weigh(&mut self) {
        #[allow(clippy::cast_precision_loss, reason = "some dozens")]
        let rare = |row: &Row, things: usize| {
            let there = row.asks.iter().filter(|weight| **weight > SAID).count();
            libm::logf(1.0 + things as f32 / there.max(1) as f32)
        };
        let things = self.things;
        let phrases = self.phrases.values_mut().flatten().map(|(_, row)| row);
        for row in self
            .rows
            .values_mut()
            .chain(self.meanings.values_mut())
            .chain(phrases)
        {
            row.rare = rare(row, things);
        }
        #[allow(clippy::cast_precision_loss, reason = "some dozens")]
        let most = libm::logf(1.0 + things as f32);
        self.unknown = most * FOREIGN;
        for (stem, places) in &mut self.within {
            let rare = self.rows.get(stem).map_or(most, |row| row.rare);
            for (place, weight) in places {
                *weight *= rare;
                if let Some(whole) = self.wholes.get_mut(*place) {
                    whole.length += *weight * *weight;
                }
            }
        }
        for whole in &mut self.wholes {
            whole.length = whole.length.sqrt();
        }
    }

    /// The place of a step in the script.
    pub(in crate::client) fn step(&self, place: usize) -> Option<&str> {
        self.steps.get(place).map(String::as_str)
    }
}

fn blank(things: usize) -> Row {
    Row {
        asks: vec![0.0; things],
        says: vec![false; things],
        rare: 0.0,
    }
}
