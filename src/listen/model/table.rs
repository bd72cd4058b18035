//! A table of weights: a row for every bucket of hashes, a small number for every class.
//!
//! Each row belongs to one feature, the most frequent of those that fall into its bucket, and has a mark of its hash: what
//! has another mark was never seen, or is rarer, and says nothing.

use super::{Task, Weights, value};
use crate::listen::features::{Features, KINDS};

/// No task has more classes.
pub const MOST_CLASSES: usize = 9;

/// A figure for each class; those past the last class are 0.
pub type Scores = [f32; MOST_CLASSES];

/// The weights of one task, eight bits for each.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    classes: usize,
    mask: usize,
    scales: Scores,
    biases: Scores,
    weights: &'a [u8],
}

/// The mark of a hash, of eight bits. The bucket is told by its lowest bits, so the mark takes the highest.
pub(super) fn mark(hash: u32) -> u8 {
    (hash >> 24).to_le_bytes()[0]
}

impl<'a> Table<'a> {
    /// Takes a table from the front of the bytes.
    pub(super) fn read(task: Task, rest: &mut &'a [u8]) -> Result<Self, String> {
        let classes = task.classes();
        let mut scales = Scores::default();
        let mut biases = Scores::default();
        for scale in scales.iter_mut().take(classes) {
            *scale = float(rest)?;
        }
        for bias in biases.iter_mut().take(classes) {
            *bias = float(rest)?;
        }
        let buckets = 1_usize << task.bits();
        let (weights, after) = rest
            .split_at_checked(buckets * (classes + 1))
            .ok_or("the model is too short")?;
        *rest = after;
        Ok(Self {
            classes,
            mask: buckets - 1,
            scales,
            biases,
            weights,
        })
    }

    /// The scores of the classes, before they are made probabilities.
    pub(super) fn scores(&self, features: &Features, weights: Weights) -> Scores {
        let mut scores = self.biases;
        for (kind, weight) in KINDS.into_iter().zip(weights) {
            let list = features.of(kind);
            if weight == 0.0 || list.is_empty() {
                continue;
            }
            let sums = self.sums(list);
            let value = value(features, kind, weight);
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score += sum * value;
            }
        }
        scores
    }

    /// The weights of all classes for one feature of value 1.
    pub fn weights_of(&self, hash: u32) -> Scores {
        self.sums(&[hash])
    }

    /// The sums of all classes' weights over these features.
    fn sums(&self, list: &[u32]) -> Scores {
        let mut sums = [0_i32; MOST_CLASSES];
        for hash in list {
            let at = (*hash as usize & self.mask) * (self.classes + 1);
            let Some([owner, row @ ..]) = self.weights.get(at..=at + self.classes) else {
                continue;
            };
            if *owner != mark(*hash) {
                continue;
            }
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        let mut scores = self.scales;
        for (score, sum) in scores.iter_mut().zip(sums) {
            #[allow(
                clippy::cast_precision_loss,
                reason = "sums of some thousand small numbers"
            )]
            let sum = sum as f32;
            *score *= sum;
        }
        scores
    }
}

/// Takes a number from the front of the bytes.
pub(super) fn float(rest: &mut &[u8]) -> Result<f32, String> {
    let (bytes, after) = rest
        .split_first_chunk::<4>()
        .ok_or("the model is too short")?;
    *rest = after;
    let number = f32::from_le_bytes(*bytes);
    if number.is_finite() {
        Ok(number)
    } else {
        Err("the model has a number that is none".to_owned())
    }
}

/// Makes scores probabilities.
pub fn softmax(scores: &mut Scores, classes: usize) {
    let top = scores
        .iter()
        .take(classes)
        .copied()
        .fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut().take(classes) {
        *score = libm::expf(*score - top);
        sum += *score;
    }
    for score in scores.iter_mut().take(classes) {
        *score /= sum;
    }
    for score in scores.iter_mut().skip(classes) {
        *score = 0.0;
    }
}
