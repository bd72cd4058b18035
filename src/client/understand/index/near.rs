//! How near a line is to what a persona can disclose.

use super::{ABOUT, GRAMMAR, Index, Of, Row, SAID};
use crate::client::understand::words::Word;
use crate::client::understand::{intents, questions, synonyms};
use std::collections::HashSet;

/// How much less a line asks for anything here when it is all about things that the persona knows nothing of.
const ELSEWHERE: f32 = 0.35;
/// What is left where it is mostly about such things.
const MOSTLY: f32 = 0.55;

/// How near a line is to what.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::client) struct Near {
    /// By disclosure: how much the line asks for it, 0 to about 1.5.
    pub(in crate::client) asks: Vec<f32>,
    /// By disclosure, then the opening, then the cues: how much of the line's content stands in what is said there, 0 to 1.
    pub(in crate::client) says: Vec<f32>,
    /// By disclosure: how likely it is asked for, if anything is. Only differences count, as of logarithms.
    pub(in crate::client) likely: Vec<f32>,
    /// The same by what was trained, for a persona for which something was.
    pub(in crate::client) ranked: Option<Vec<f32>>,
    /// By cue: how much the line is about it, 0 to 1.
    pub(in crate::client) cues: Vec<f32>,
    /// The place of the step whose prompt this is, with how much it is like it.
    pub(in crate::client) prompt: Option<(usize, f32)>,
    /// How much it is like one of the script's probes, 0 to 1.
    pub(in crate::client) probe: f32,
    /// Words with content.
    pub(in crate::client) content: usize,
    /// Of these, how many the persona knows.
    pub(in crate::client) known: usize,
    /// How foreign these are, in halves: two for each that neither the persona knows nor anybody asks with, one for each that
    /// the persona says and nobody asks with.
    pub(in crate::client) foreign: usize,
}

impl Index {
    /// How near a line is to everything.
    pub(in crate::client::understand) fn near(
        &self,
        line: &[Word],
        sought: intents::Sought,
        kinds: &questions::Kinds,
    ) -> Near {
        let mut near = Near {
            content: line.iter().filter(|word| !word.stop).count(),
            likely: self.places.likely(line, kinds),
            ranked: self.ranker.as_ref().map(|ranker| ranker.scores(line)),
            ..Near::default()
        };
        let cover = self.cover(line, &mut near);
        let whole = self.compare(line, &mut near);
        let (held, rest) = cover.split_at(self.disclosures.min(cover.len()));
        #[allow(clippy::cast_precision_loss, reason = "at most some hundreds")]
        let foreign = (near.content - near.known) as f32 / near.content.max(2) as f32;
        let here = if foreign > 0.5 {
            MOSTLY
        } else {
            1.0 - ELSEWHERE * foreign
        };
        near.asks = held
            .iter()
            .zip(&whole)
            .map(|(cover, whole)| here * (0.6 * cover + 0.45 * whole).max(0.9 * whole))
            .collect();
        near.cues = rest
            .iter()
            .zip(whole.iter().skip(self.disclosures))
            .skip(1)
            .map(|(cover, whole)| cover.max(*whole))
            .collect();
        if near.prompt.is_none_or(|(_, like)| like < 0.92)
            && let Some(step) = sought.step
            && let Some(place) = self.steps.iter().position(|id| id == step)
        {
            near.prompt = Some((place, 0.8));
        }
        near
    }

    /// How much of what a line speaks of belongs to each thing.
    fn cover(&self, line: &[Word], near: &mut Near) -> Vec<f32> {
        let mut met = vec![0.0_f32; self.things];
        let mut all = 0.0_f32;
        let mut says = vec![0.0_f32; self.things];
        let mut content = 0.0_f32;
        for word in &unique(line) {
            let row = self.rows.get(&word.stem);
            let meaning = synonyms::meaning(&word.stem).and_then(|m| self.meanings.get(&m));
            // A word of grammar counts only where a persona names it as telling.
            let tells = row.is_some_and(|row| row.asks.iter().any(|w| *w >= ABOUT));
            if word.stop && !tells {
                continue;
            }
            let worth = if word.stop { 0.3 } else { 1.0 };
            let rare = row
                .or(meaning)
                .map_or(self.unknown, |row| row.rare.min(2.5));
            if !word.stop {
                all += rare;
                content += 1.0;
                let known = row.is_some() || meaning.is_some();
                near.known += usize::from(known);
                let asked = meaning.is_some()
                    || row.is_some_and(|row| row.asks.iter().any(|weight| *weight > SAID))
                    || questions::is_general(&word.stem);
                near.foreign += usize::from(!asked) + usize::from(!asked && !known);
            }
            for (thing, met) in met.iter_mut().enumerate() {
                let of = |row: Option<&Row>| {
                    row.and_then(|row| row.asks.get(thing).copied())
                        .unwrap_or(0.0)
                };
                *met += worth * rare * of(row).max(of(meaning));
            }
            if !word.stop
                && let Some(row) = row
            {
                for (says, there) in says.iter_mut().zip(&row.says) {
                    *says += f32::from(u8::from(*there));
                }
            }
        }
        for (at, word) in line.iter().enumerate() {
            for (phrase, row) in self.phrases.get(&word.stem).into_iter().flatten() {
                let rest = line.get(at..).unwrap_or_default();
                if rest.len() >= phrase.len() && rest.iter().zip(phrase).all(|(w, p)| w.stem == *p)
                {
                    for (met, weight) in met.iter_mut().zip(&row.asks) {
                        *met += row.rare.min(2.5) * weight;
                    }
                }
            }
        }
        near.says = says.iter().map(|met| met / content.max(1.0)).collect();
        // What is left over takes less than what is met brings: people put a question among other words.
        met.iter()
            .map(|met| met.min(all.max(2.5)) / (met + 0.6 * (all - met).max(0.0)).max(1.6))
            .map(|part| part.min(1.0))
            .collect()
    }

    /// How much a line is like whole questions (cosine): by thing, and into `near` for the script's own.
    fn compare(&self, line: &[Word], near: &mut Near) -> Vec<f32> {
        let mut dots = vec![0.0_f32; self.wholes.len()];
        let mut length = 0.0_f32;
        for word in &unique(line) {
            let rare = self
                .rows
                .get(&word.stem)
                .map_or(self.unknown, |row| row.rare);
            let weight = rare * if word.stop { GRAMMAR } else { 1.0 };
            length += weight * weight;
            for (place, there) in self.within.get(&word.stem).into_iter().flatten() {
                if let Some(dot) = dots.get_mut(*place) {
                    *dot += weight * there;
                }
            }
        }
        let length = length.sqrt();
        let mut best = vec![0.0_f32; self.things];
        for (whole, dot) in self.wholes.iter().zip(dots) {
            let alike = if dot > 0.0 {
                dot / (whole.length * length).max(f32::MIN_POSITIVE)
            } else {
                0.0
            };
            match whole.of {
                Of::Thing(thing) => {
                    if let Some(best) = best.get_mut(thing) {
                        *best = best.max(alike);
                    }
                }
                Of::Prompt(step) if alike > near.prompt.map_or(0.7, |(_, before)| before) => {
                    near.prompt = Some((step, alike));
                }
                Of::Probe(_) => near.probe = near.probe.max(alike),
                Of::Prompt(_) => {}
            }
        }
        best
    }
}

/// Each stem once.
pub(super) fn unique(line: &[Word]) -> Vec<&Word> {
    let mut seen = HashSet::new();
    line.iter()
        .filter(|word| seen.insert(word.stem.as_str()))
        .collect()
}
