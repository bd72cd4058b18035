//! What a turn as a whole does, from what its sentences do.

use super::table::{Scores, float, softmax};

/// How many inputs there are.
pub const INPUTS: usize = 224;

/// A power of two that all of them fit under.
pub const INPUTS_BITS: u32 = 8;

/// What is known of a turn: each input with its value, most are not there.
#[derive(Debug, Clone, Default)]
pub struct Inputs(Vec<(usize, f32)>);

impl Inputs {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds one.
    pub fn push(&mut self, input: usize, value: f32) {
        debug_assert!(input < INPUTS, "input {input}");
        self.0.push((input, value));
    }

    /// All that are there.
    pub fn list(&self) -> &[(usize, f32)] {
        &self.0
    }
}

/// The weights of one verdict: for each input one for each class, then the biases.
#[derive(Debug, Clone)]
pub struct Head {
    classes: usize,
    weights: Vec<f32>,
    biases: Scores,
}

impl Head {
    /// Takes the weights from the front of the bytes.
    pub(super) fn read(classes: usize, rest: &mut &[u8]) -> Result<Self, String> {
        let weights: Result<Vec<f32>, String> =
            (0..INPUTS * classes).map(|_| float(rest)).collect();
        let mut biases = Scores::default();
        for bias in biases.iter_mut().take(classes) {
            *bias = float(rest)?;
        }
        Ok(Self {
            classes,
            weights: weights?,
            biases,
        })
    }

    /// The probabilities of the classes.
    pub(super) fn probabilities(&self, inputs: &Inputs) -> Scores {
        let mut scores = self.biases;
        for (input, value) in inputs.list() {
            let row = self
                .weights
                .get(input * self.classes..(input + 1) * self.classes);
            for (score, weight) in scores.iter_mut().zip(row.unwrap_or_default()) {
                *score += weight * value;
            }
        }
        softmax(&mut scores, self.classes);
        scores
    }
}
