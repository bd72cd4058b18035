//! The trained part: linear models over hashed features, read from bytes without copying the weights.
//!
//! The file (`assets/listen.bin`) is written by `cargo run --release --example train`; see `training/README.md`.

mod heads;
mod table;
pub mod write;

pub use heads::{Head, INPUTS, INPUTS_BITS, Inputs};
pub use table::{MOST_CLASSES, Scores, Table, softmax};

use super::features::{Features, Kind};

/// What the file begins with; the number is the format.
const MAGIC: &[u8] = b"mineral listen 1\n";

/// The classes of a sentence of the user, in the order of the weights.
pub const SENTENCE: [&str; 9] = [
    "open",
    "closed",
    "repeats",
    "deepens",
    "information",
    "advice",
    "pitch",
    "warmth",
    "other",
];

/// How much each kind of feature weighs in a task; in the order of [`super::features::KINDS`].
pub type Weights = [f32; 5];

/// The tasks with a table of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// What a sentence does: [`SENTENCE`].
    Sentence,
    /// Whether a sentence asks: not, openly, closed.
    Asks,
    /// What a client's turn speaks for: change, neither, sustain.
    Talk,
    /// The seven groups of emotions.
    Emotion,
}

impl Task {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Sentence, Self::Asks, Self::Talk, Self::Emotion];

    /// How many classes it tells apart.
    pub fn classes(self) -> usize {
        match self {
            Self::Sentence => SENTENCE.len(),
            Self::Asks | Self::Talk => 3,
            Self::Emotion => 7,
        }
    }

    /// The number of its buckets, as a power of two.
    pub fn bits(self) -> u32 {
        match self {
            Self::Sentence => 16,
            Self::Asks | Self::Talk => 15,
            Self::Emotion => 17,
        }
    }

    /// How much each kind of feature weighs.
    pub fn weights(self) -> Weights {
        match self {
            Self::Sentence | Self::Asks => [1.0, 1.0, 1.0, 0.0, 1.0],
            Self::Talk => [1.0, 0.5, 1.0, 1.0, 0.5],
            Self::Emotion => [1.0, 0.2, 0.0, 1.0, 0.0],
        }
    }
}

/// What a turn's verdicts are made of, beside the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Question, reflection, input, other.
    Main,
    /// No reflection, a simple one, one that goes deeper.
    Reflection,
    /// No question, a question.
    Asked,
    /// Open or closed, where a question is asked.
    Openness,
}

impl Verdict {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Main, Self::Reflection, Self::Asked, Self::Openness];

    /// How many classes it tells apart.
    pub fn classes(self) -> usize {
        match self {
            Self::Main => 4,
            Self::Reflection => 3,
            Self::Asked | Self::Openness => 2,
        }
    }
}

/// All weights.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    looks: u32,
    tables: [Table<'a>; 4],
    heads: [Head; 4],
}

impl<'a> Model<'a> {
    /// The model in these bytes.
    ///
    /// # Errors
    /// In one sentence, what is wrong with them.
    pub fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let mut rest = bytes
            .strip_prefix(MAGIC)
            .ok_or("this is no model of this version")?;
        let (looks, after) = rest
            .split_first_chunk::<4>()
            .ok_or("the model is too short")?;
        let looks = u32::from_le_bytes(*looks);
        rest = after;
        let mut table = |task: Task| Table::read(task, &mut rest);
        let tables = [
            table(Task::Sentence)?,
            table(Task::Asks)?,
            table(Task::Talk)?,
            table(Task::Emotion)?,
        ];
        let mut head = |verdict: Verdict| Head::read(verdict.classes(), &mut rest);
        let heads = [
            head(Verdict::Main)?,
            head(Verdict::Reflection)?,
            head(Verdict::Asked)?,
            head(Verdict::Openness)?,
        ];
        if rest.is_empty() {
            Ok(Self {
                looks,
                tables,
                heads,
            })
        } else {
            Err("the model is longer than it should be".to_owned())
        }
    }

    /// What stood for what the models look at when it was trained: [`super::looks`].
    pub fn looks(&self) -> u32 {
        self.looks
    }

    /// The table of a task.
    pub fn table(&self, task: Task) -> Option<&Table<'a>> {
        self.tables.get(task as usize)
    }

    /// The probabilities of a task's classes for what is seen.
    pub fn probabilities(&self, task: Task, features: &Features) -> Scores {
        let Some(table) = self.table(task) else {
            return Scores::default();
        };
        let mut scores = table.scores(features, task.weights());
        if task == Task::Emotion {
            // One against all others, each for itself.
            for score in scores.iter_mut().take(task.classes()) {
                *score = 1.0 / (1.0 + libm::expf(-*score));
            }
        } else {
            softmax(&mut scores, task.classes());
        }
        scores
    }

    /// The probabilities of a verdict's classes.
    pub fn judge(&self, verdict: Verdict, inputs: &Inputs) -> Scores {
        self.heads
            .get(verdict as usize)
            .map_or_else(Scores::default, |head| head.probabilities(inputs))
    }
}

/// The likeliest of so many classes, and its probability.
pub fn likeliest(scores: &Scores, classes: usize) -> (usize, f32) {
    let mut best = (0, f32::MIN);
    for (class, score) in scores.iter().enumerate().take(classes) {
        if *score > best.1 {
            best = (class, *score);
        }
    }
    best
}

/// The value that each feature of a kind has: together they have the length of `weight`.
pub fn value(features: &Features, kind: Kind, weight: f32) -> f32 {
    let count = features.of(kind).len().max(1);
    #[allow(clippy::cast_precision_loss, reason = "at most some thousands")]
    let count = count as f32;
    weight / count.sqrt()
}

#[cfg(test)]
mod tests;
