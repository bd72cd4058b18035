//! L-BFGS (Nocedal, 1980): a smooth loss over many weights, followed downhill with a memory of the last steps.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "arithmetic over vectors made here"
)]

use crate::fit::{Against, Example, add, softmax};
use mineral::listen::model::write::Trained;
use std::collections::HashMap;

/// Rounds of L-BFGS, and how many steps it remembers.
const ROUNDS: usize = 60;
const REMEMBERED: usize = 8;

/// Logistic regression with an L2 penalty of `1 / looseness`, by L-BFGS.
pub(crate) fn lbfgs(
    examples: &[Example],
    labels: &[Vec<usize>],
    classes: usize,
    bits: u32,
    looseness: f32,
    against: Against,
) -> Trained {
    let problem = Problem::new(examples, labels, classes, bits, looseness, against);
    let size = problem.size;
    let mut at = vec![0.0_f32; size];
    let (mut loss, mut slope) = problem.loss(&at);
    let mut steps: Vec<(Vec<f32>, Vec<f32>, f64)> = Vec::new();
    for round in 0..ROUNDS {
        let way = direction(&slope, &steps);
        let descent = dot(&slope, &way);
        let Some((next, next_loss, next_slope)) = search(&problem, &at, &way, loss, descent) else {
            break;
        };
        let moved: Vec<f32> = next.iter().zip(&at).map(|(a, b)| a - b).collect();
        let bent: Vec<f32> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &bent);
        if curve > 1e-10 {
            steps.push((moved, bent, 1.0 / curve));
            if steps.len() > REMEMBERED {
                steps.remove(0);
            }
        }
        let gained = (loss - next_loss) / loss.abs();
        (at, loss, slope) = (next, next_loss, next_slope);
        if gained < 1e-4 && round > 10 {
            break;
        }
    }
    let biases = at.split_off(size - classes);
    Trained {
        owners: Vec::new(),
        weights: at,
        biases,
    }
}

fn dot(one: &[f32], other: &[f32]) -> f64 {
    one.iter()
        .zip(other)
        .map(|(a, b)| f64::from(*a) * f64::from(*b))
        .sum()
}

#[allow(clippy::cast_possible_truncation, reason = "steps are small numbers")]
fn direction(slope: &[f32], steps: &[(Vec<f32>, Vec<f32>, f64)]) -> Vec<f32> {
    let mut way = slope.to_vec();
    let mut shares = Vec::new();
    for (moved, bent, curve) in steps.iter().rev() {
        let share = dot(moved, &way) * curve;
        shares.push(share);
        for (w, b) in way.iter_mut().zip(bent) {
            *w -= share as f32 * b;
        }
    }
    let scale = steps.last().map_or_else(
        || 1.0 / dot(slope, slope).sqrt(),
        |(moved, bent, _)| dot(moved, bent) / dot(bent, bent),
    );
    for w in &mut way {
        *w *= scale as f32;
    }
    for ((moved, bent, curve), share) in steps.iter().zip(shares.into_iter().rev()) {
        let back = share - dot(bent, &way) * curve;
        for (w, m) in way.iter_mut().zip(moved) {
            *w += back as f32 * m;
        }
    }
    way
}

/// Halves the step until the loss falls by enough.
#[allow(clippy::type_complexity, reason = "the point, its loss, its slope")]
fn search(
    problem: &Problem,
    at: &[f32],
    way: &[f32],
    loss: f64,
    descent: f64,
) -> Option<(Vec<f32>, f64, Vec<f32>)> {
    let mut step = 1.0_f32;
    for _ in 0..15 {
        let next: Vec<f32> = at.iter().zip(way).map(|(a, w)| a - step * w).collect();
        let (next_loss, slope) = problem.loss(&next);
        if next_loss <= loss - 1e-4 * f64::from(step) * descent {
            return Some((next, next_loss, slope));
        }
        step *= 0.5;
    }
    None
}

/// What is minimised.
struct Problem<'e> {
    examples: &'e [Example],
    labels: &'e [Vec<usize>],
    classes: usize,
    mask: u32,
    size: usize,
    penalty: f32,
    against: Against,
    /// How much an example in which a class holds counts, where it is held against its absence.
    holds: Vec<f32>,
}

impl<'e> Problem<'e> {
    fn new(
        examples: &'e [Example],
        labels: &'e [Vec<usize>],
        classes: usize,
        bits: u32,
        looseness: f32,
        against: Against,
    ) -> Self {
        let mut counts: HashMap<usize, f32> = HashMap::new();
        for class in labels.iter().flatten() {
            *counts.entry(*class).or_default() += 1.0;
        }
        let all = labels.len() as f32;
        let power = if let Against::Absence(power) = against {
            power
        } else {
            0.0
        };
        let holds = (0..classes)
            .map(|class| {
                counts
                    .get(&class)
                    .map_or(1.0, |count| libm::powf((all - count) / count, power))
            })
            .collect();
        let size = (1_usize << bits) * classes + classes;
        Self {
            examples,
            labels,
            classes,
            mask: (1 << bits) - 1,
            size,
            penalty: 1.0 / looseness,
            against,
            holds,
        }
    }

    /// The loss and its slope. Two halves at the same time; they are always the same two and added in the same order.
    fn loss(&self, at: &[f32]) -> (f64, Vec<f32>) {
        let half = self.examples.len() / 2;
        let (one, other) = std::thread::scope(|scope| {
            let one = scope.spawn(|| self.part(at, 0, half));
            let other = self.part(at, half, self.examples.len());
            (one.join(), other)
        });
        let Ok((mut loss, mut slope)) = one else {
            return (f64::INFINITY, vec![0.0; self.size]);
        };
        loss += other.0;
        add(&mut slope, &other.1);
        let weights = self.size - self.classes;
        for (s, w) in slope.iter_mut().zip(at).take(weights) {
            *s += self.penalty * w;
            loss += 0.5 * f64::from(self.penalty * w * w);
        }
        (loss, slope)
    }

    fn part(&self, at: &[f32], from: usize, to: usize) -> (f64, Vec<f32>) {
        let (classes, biases) = (self.classes, self.size - self.classes);
        let mut slope = vec![0.0_f32; self.size];
        let mut loss = 0.0_f64;
        let mut scores = vec![0.0_f32; classes];
        for nth in from..to {
            let example = &self.examples[nth];
            scores.copy_from_slice(&at[biases..]);
            for (hash, value) in &example.features {
                let row = (hash & self.mask) as usize * classes;
                for class in 0..classes {
                    scores[class] += at[row + class] * value;
                }
            }
            match self.against {
                Against::Others => {
                    softmax(&mut scores);
                    let likely = f64::from(scores[example.class].max(1e-12));
                    loss -= f64::from(example.counts) * libm::log(likely);
                    for (class, score) in scores.iter_mut().enumerate() {
                        let target = f32::from(u8::from(class == example.class));
                        *score = (*score - target) * example.counts;
                    }
                }
                Against::Absence(_) => {
                    for (class, score) in scores.iter_mut().enumerate() {
                        let holds = self.labels[nth].contains(&class);
                        let likely = 1.0 / (1.0 + libm::expf(-*score));
                        let counts = if holds { self.holds[class] } else { 1.0 };
                        let right = if holds { likely } else { 1.0 - likely };
                        loss -= f64::from(counts) * libm::log(f64::from(right.max(1e-12)));
                        *score = (likely - f32::from(u8::from(holds))) * counts;
                    }
                }
            }
            for class in 0..classes {
                slope[biases + class] += scores[class];
            }
            for (hash, value) in &example.features {
                let row = (hash & self.mask) as usize * classes;
                for class in 0..classes {
                    slope[row + class] += scores[class] * value;
                }
            }
        }
        (loss, slope)
    }
}
