//! Fitting linear models, the same on every machine: one order of all sums, exponentials from `libm`.
//!
//! Adagrad with averaging (Duchi and others, 2011) for the table that is trained in rounds; L-BFGS (Nocedal, 1980) with an L2
//! penalty for the rest. Both are a page of arithmetic; a crate for either brings more than it saves.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "arithmetic over vectors made here"
)]

use crate::lbfgs::lbfgs;
use mineral::listen::model::write::Trained;
use std::collections::HashMap;

/// Something to learn from: features with their values, the class, and how much it counts.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) features: Vec<(u32, f32)>,
    pub(crate) class: usize,
    pub(crate) counts: f32,
}

/// Makes rare classes count more: by how much rarer they are, to this power.
pub(crate) fn balance(examples: &mut [Example], classes: usize, power: f32) {
    let mut sums = vec![0.0_f32; classes];
    for example in examples.iter() {
        sums[example.class] += example.counts;
    }
    let mean = sums.iter().sum::<f32>() / classes as f32;
    for example in examples {
        example.counts *= libm::powf(mean / sums[example.class].max(1.0), power);
    }
}

pub(crate) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = libm::expf(*score - top);
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

/// The probabilities that trained weights give.
pub(crate) fn probabilities(model: &Trained, bits: u32, features: &[(u32, f32)]) -> Vec<f32> {
    let classes = model.biases.len();
    let mask = (1_u32 << bits) - 1;
    let mut scores = model.biases.clone();
    for (hash, value) in features {
        let bucket = (hash & mask) as usize;
        if model.owners[bucket] != *hash {
            continue;
        }
        for (class, score) in scores.iter_mut().enumerate() {
            *score += model.weights[bucket * classes + class] * value;
        }
    }
    softmax(&mut scores);
    scores
}

/// Which feature each bucket belongs to, out of those that are in two examples at least; 0 where there is none. Where several
/// classes may hold, `labels` has them, and a bucket belongs to what tells most about the classes by the chi-square statistic;
/// else to what is most frequent. Each was better on its tasks.
fn owners(examples: &[Example], labels: &[Vec<usize>], classes: usize, bits: u32) -> Vec<u32> {
    let mut counts: HashMap<u32, (usize, u32, Vec<f32>)> = HashMap::new();
    let mut shares = vec![0.0_f32; classes];
    for (nth, example) in examples.iter().enumerate() {
        let alone = [example.class];
        let held = labels.get(nth).map_or(&alone[..], Vec::as_slice);
        for class in held {
            shares[*class] += 1.0;
        }
        for (hash, _) in &example.features {
            let (last, all, each) = counts
                .entry(*hash)
                .or_insert_with(|| (usize::MAX, 0, vec![0.0; classes]));
            if *last != nth {
                *last = nth;
                *all += 1;
                for class in held {
                    each[*class] += 1.0;
                }
            }
        }
    }
    let sum: f32 = shares.iter().sum();
    let mut owners = vec![(0_u32, -1.0_f32); 1 << bits];
    let mask = (1_u32 << bits) - 1;
    for (hash, (_, all, each)) in counts {
        if all < 2 || hash == 0 {
            continue;
        }
        let tells = if labels.is_empty() {
            all as f32
        } else {
            chi_square(&each, &shares, sum)
        };
        let owner = &mut owners[(hash & mask) as usize];
        // Whatever the order of the map: what tells more, then the smaller hash.
        if tells.total_cmp(&owner.1).then(owner.0.cmp(&hash)).is_gt() {
            *owner = (hash, tells);
        }
    }
    owners.into_iter().map(|(hash, _)| hash).collect()
}

/// How far the classes of the examples that have a feature are from those of all.
fn chi_square(each: &[f32], shares: &[f32], sum: f32) -> f32 {
    let held: f32 = each.iter().sum();
    let term = |(count, share): (&f32, &f32)| {
        let expected = held * share / sum;
        if expected > 0.0 {
            (count - expected) * (count - expected) / expected
        } else {
            0.0
        }
    };
    each.iter().zip(shares).map(term).sum()
}

/// The examples with those of their features that own a bucket.
fn owned(examples: &[Example], owners: &[u32]) -> Vec<Example> {
    let mask = owners.len() - 1;
    let owns = |hash: u32| hash != 0 && owners[hash as usize & mask] == hash;
    let features = |example: &Example| {
        example
            .features
            .iter()
            .copied()
            .filter(|(hash, _)| owns(*hash))
            .collect()
    };
    examples
        .iter()
        .map(|example| Example {
            features: features(example),
            ..*example
        })
        .collect()
}

/// How Adagrad runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) rounds: usize,
    pub(crate) rate: f32,
    pub(crate) penalty: f32,
}

/// Multinomial logistic regression by Adagrad; the mean of the weights over the second half of the rounds.
pub(crate) fn adagrad(examples: &[Example], classes: usize, bits: u32, pace: Pace) -> Trained {
    let owners = owners(examples, &[], classes, bits);
    let examples = owned(examples, &owners);
    let size = (1_usize << bits) * classes;
    let mask = (1_u32 << bits) - 1;
    let (mut weights, mut squares, mut sum) = (
        vec![0.0_f32; size],
        vec![1e-6_f32; size],
        vec![0.0_f32; size],
    );
    let (mut biases, mut bias_squares, mut bias_sum) = (
        vec![0.0_f32; classes],
        vec![1e-6_f32; classes],
        vec![0.0_f32; classes],
    );
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = 0x1234_5678_9abc_def0_u64;
    let mut kept = 0.0;
    for round in 0..pace.rounds {
        for place in (1..order.len()).rev() {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let other = usize::try_from((chance >> 33) % (place as u64 + 1)).unwrap_or(0);
            order.swap(place, other);
        }
        for &place in &order {
            let example = &examples[place];
            let mut scores = biases.clone();
            for (hash, value) in &example.features {
                let row = (hash & mask) as usize * classes;
                for class in 0..classes {
                    scores[class] += weights[row + class] * value;
                }
            }
            softmax(&mut scores);
            for class in 0..classes {
                let target = f32::from(u8::from(class == example.class));
                let slope = (scores[class] - target) * example.counts;
                if slope.abs() < 1e-4 {
                    continue;
                }
                bias_squares[class] += slope * slope;
                biases[class] -= pace.rate * slope / bias_squares[class].sqrt();
                for (hash, value) in &example.features {
                    let at = (hash & mask) as usize * classes + class;
                    let slope = slope * value + pace.penalty * weights[at];
                    squares[at] += slope * slope;
                    weights[at] -= pace.rate * slope / squares[at].sqrt();
                }
            }
        }
        if round >= pace.rounds / 2 {
            kept += 1.0;
            add(&mut sum, &weights);
            add(&mut bias_sum, &biases);
        }
    }
    sum.iter_mut()
        .chain(bias_sum.iter_mut())
        .for_each(|x| *x /= kept);
    Trained {
        owners,
        weights: sum,
        biases: bias_sum,
    }
}

pub(crate) fn add(sum: &mut [f32], more: &[f32]) {
    for (one, other) in sum.iter_mut().zip(more) {
        *one += other;
    }
}

/// What a class's probability is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Against {
    /// The other classes: one of them holds.
    Others,
    /// Its own absence: several may hold. Rare classes count more, to this power.
    Absence(f32),
}

/// L-BFGS over features that are weighted by how rare they are; the weighting is folded into the weights. `labels` has the
/// classes of each example where several may hold.
pub(crate) fn by_rarity(
    examples: &[Example],
    labels: &[Vec<usize>],
    classes: usize,
    bits: u32,
    looseness: f32,
    against: Against,
) -> Trained {
    let mask = (1_u32 << bits) - 1;
    let owners = owners(examples, labels, classes, bits);
    let examples = owned(examples, &owners);
    let mut seen = vec![0_u32; 1 << bits];
    let mut last = vec![u32::MAX; 1 << bits];
    for (nth, example) in (0_u32..).zip(&examples) {
        for (hash, _) in &example.features {
            let at = (hash & mask) as usize;
            if last[at] != nth {
                last[at] = nth;
                seen[at] += 1;
            }
        }
    }
    let all = examples.len() as f32;
    let rarity: Vec<f32> = seen
        .iter()
        .map(|count| {
            if *count < 2 {
                0.0
            } else {
                (libm::logf(all / *count as f32) / 4.0).max(0.02)
            }
        })
        .collect();
    let weighted: Vec<Example> = examples
        .iter()
        .map(|example| Example {
            features: example
                .features
                .iter()
                .map(|(hash, value)| (hash & mask, value * rarity[(hash & mask) as usize]))
                .filter(|(_, value)| *value != 0.0)
                .collect(),
            ..*example
        })
        .collect();
    let mut model = lbfgs(&weighted, labels, classes, bits, looseness, against);
    for (row, rarity) in model.weights.chunks_exact_mut(classes).zip(&rarity) {
        for weight in row {
            *weight *= rarity;
        }
    }
    model.owners = owners;
    model
}
