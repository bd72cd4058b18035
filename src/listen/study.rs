//! A turn as the models see it: its sentences, the whole, and what the verdicts about it are made of. The listener and
//! the training look through the same eyes.

use super::Speaker;
use super::asks::Asks;
use super::classes::Class;
use super::features::{Before, Features, KINDS, Position, bucket};
use super::hash::mix;
use super::model::{Inputs, SENTENCE, Scores};
use super::tokens::{Shape, Tokens};

/// A turn that is studied. Its buffers are used again for the next.
#[derive(Debug, Clone, Default)]
pub struct Study {
    pub(super) tokens: Tokens,
    pub(super) features: Features,
}

/// What the tables say of one sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Part {
    /// The probabilities of what it does, as [`SENTENCE`].
    pub does: Scores,
    /// The probabilities of not asking, asking openly, asking closed.
    pub asks: Scores,
    /// How many tokens it has.
    pub tokens: usize,
}

/// Sentences whose features stand for all: whoever changes what the models look at changes these.
const SAMPLES: [&str; 6] = [
    "So, um, wh-what happened on Monday, and who was there?",
    "It sounds like you-- you're worried about the team. Is that right?",
    "i guess we could maybe try it in spring",
    "“Why us?” she said. 40 % of it! Don’t you think?",
    "[laughs] Yeah. Okay.",
    "Before we start: I may not be the one sitting here, you know?",
];

/// A number that stands for what the models look at. The built-in weights have that of their training; a test holds them
/// against each other.
pub fn looks() -> u32 {
    let mut study = Study::default();
    let mut before = Before::default();
    let mut inputs = Inputs::default();
    let mut looks = 0;
    let see = |features: &Features, looks: u32| {
        let hashes = KINDS.into_iter().flat_map(|kind| features.of(kind));
        hashes.fold(looks, |looks, hash| mix(looks, *hash))
    };
    for (nth, sample) in SAMPLES.into_iter().enumerate() {
        let speaker = if nth % 3 == 0 {
            Speaker::Coach
        } else {
            Speaker::Client
        };
        study.read(sample);
        let count = study.sentences();
        for place in 0..count {
            looks = see(study.sentence(place, count, speaker, &before).0, looks);
        }
        looks = see(study.whole(speaker, &before), looks);
        looks = see(study.mood(), looks);
        study.inputs(&[Part::default()], speaker, &before, &mut inputs);
        for (input, value) in inputs.list() {
            let input = u32::try_from(*input).unwrap_or(u32::MAX);
            looks = mix(mix(looks, input), value.to_bits());
        }
        study.keep(speaker, &mut before);
    }
    looks
}

/// Where the inputs of each sort begin.
mod at {
    pub(super) const DOES: usize = 0;
    pub(super) const LOGS: usize = 36;
    pub(super) const SIZE: usize = 54;
    pub(super) const COUNT: usize = 56;
    pub(super) const LATEST: usize = 61;
    pub(super) const STATE: usize = 69;
    pub(super) const CROSSED: usize = 85;
    pub(super) const SEEN: usize = 117;
    pub(super) const ASKS: usize = 125;
    pub(super) const AGAIN: usize = 137;
    pub(super) const BEFORE: usize = 147;
    pub(super) const LENGTH: usize = 151;
    pub(super) const KEPT: usize = 161;
}

impl Study {
    /// Takes a turn in.
    pub fn read(&mut self, text: &str) {
        self.tokens.read(text);
    }

    /// How many sentences have something in them.
    pub fn sentences(&self) -> usize {
        self.tokens.each_sentence().count()
    }

    /// The features of the sentence at a place; how it asks by its build, if it does; and its tokens.
    pub fn sentence(
        &mut self,
        place: usize,
        count: usize,
        speaker: Speaker,
        before: &Before,
    ) -> (&Features, bool, usize) {
        let Some(view) = self.tokens.each_sentence().nth(place) else {
            return (&self.features, false, 0);
        };
        self.features
            .read(&view, before, before.same(speaker), false);
        self.features.place(Position::of(place, count));
        (&self.features, view.asks() != Asks::No, view.all().len())
    }

    /// The features of the whole turn.
    pub fn whole(&mut self, speaker: Speaker, before: &Before) -> &Features {
        self.features
            .read(&self.tokens.whole(), before, before.same(speaker), true);
        &self.features
    }

    /// The features of the whole turn with what is idle, and without what came before: for the mood of it.
    pub fn mood(&mut self) -> &Features {
        let view = self.tokens.everything();
        self.features.read(&view, &Before::default(), false, true);
        &self.features
    }

    /// What the turn's verdicts are made of.
    pub fn inputs(&self, parts: &[Part], speaker: Speaker, before: &Before, out: &mut Inputs) {
        out.clear();
        pool(parts, out);
        self.build(out);
        self.context(speaker, before, out);
    }

    /// Keeps what the next turn is held against.
    pub fn keep(&self, speaker: Speaker, before: &mut Before) {
        before.keep(&self.tokens, speaker);
    }

    /// How the last sentence that asks does it, and how the turn is built.
    fn build(&self, out: &mut Inputs) {
        let (mut latest, mut seen) = (Asks::No, 0_u32);
        for sentence in self.tokens.each_sentence() {
            let how = sentence.asks();
            seen |= 1 << how as u32;
            if how != Asks::No {
                latest = how;
            }
        }
        let list = self.tokens.list();
        let marks = list.iter().any(|t| t.shape == Shape::Mark);
        let asking = list.iter().any(|t| t.class == Class::Asking);
        let ends = list.last().is_some_and(|t| t.class == Class::Asking);
        let bit = usize::from;
        out.push(at::LATEST + latest as usize, 1.0);
        out.push(
            at::STATE + 8 * bit(marks) + 4 * bit(asking) + 2 * bit(ends) + bit(latest != Asks::No),
            1.0,
        );
        out.push(
            at::CROSSED + 4 * latest as usize + 2 * bit(marks) + bit(asking),
            1.0,
        );
        for how in 0..8 {
            if seen >> how & 1 == 1 {
                out.push(at::SEEN + how, 0.7);
            }
        }
    }

    fn context(&self, speaker: Speaker, before: &Before, out: &mut Inputs) {
        let whole = self.tokens.whole();
        out.push(at::LENGTH + bucket(self.tokens.list().len()) as usize, 0.7);
        out.push(at::KEPT + bucket(whole.len()) as usize, 0.7);
        if before.is_unknown() {
            out.push(at::BEFORE, 0.7);
            return;
        }
        let (content, again) = before.again(&whole);
        let share = (4 * again).checked_div(content).unwrap_or(9);
        out.push(at::AGAIN + share, 0.7);
        let same = before.same(speaker);
        if same {
            out.push(at::BEFORE + 1, 0.7);
        }
        if before.asked() {
            out.push(at::BEFORE + 2 + usize::from(same), 0.7);
        }
    }
}

/// What the sentences do, taken together: the most of it, the mean by length, the last, the first.
#[allow(clippy::cast_precision_loss, reason = "counts of words and sentences")]
fn pool(parts: &[Part], out: &mut Inputs) {
    let all: usize = parts.iter().map(|part| part.tokens).sum();
    let all = all.max(1) as f32;
    for class in 0..SENTENCE.len() {
        let of = |part: &Part| part.does.get(class).copied().unwrap_or(0.0);
        let most = parts.iter().map(of).fold(0.0, f32::max);
        let mean: f32 = parts
            .iter()
            .map(|part| of(part) * part.tokens as f32 / all)
            .sum();
        let from = at::DOES + 4 * class;
        out.push(from, most);
        out.push(from + 1, mean);
        out.push(from + 2, parts.last().map_or(0.0, of));
        out.push(from + 3, parts.first().map_or(0.0, of));
        out.push(at::LOGS + class, log(most));
        out.push(at::LOGS + SENTENCE.len() + class, log(mean));
    }
    out.push(at::SIZE, libm::logf(parts.len().max(1) as f32));
    out.push(at::SIZE + 1, libm::logf(all) / 3.0);
    out.push(at::COUNT + parts.len().min(4), 1.0);
    for class in 0..3 {
        let of = |part: &Part| part.asks.get(class).copied().unwrap_or(0.0);
        let most = parts.iter().map(of).fold(0.0, f32::max);
        out.push(at::ASKS + class, most);
        out.push(at::ASKS + 3 + class, parts.last().map_or(0.0, of));
        out.push(at::ASKS + 6 + class, log(most));
    }
    let asked = parts
        .iter()
        .map(|part| 1.0 - part.asks.first().copied().unwrap_or(1.0))
        .fold(0.0, f32::max);
    out.push(at::ASKS + 9, asked);
    out.push(at::ASKS + 10, log(asked));
    out.push(at::ASKS + 11, log(1.0 - asked));
}

/// A logarithm that stays between -1 and about 0.
fn log(probability: f32) -> f32 {
    libm::logf(probability + 0.01) / 4.6
}
