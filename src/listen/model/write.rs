//! Writing the file of weights: for training alone.

use super::heads::INPUTS;
use super::table::mark;
use super::{MAGIC, Task, Verdict};

/// The weights of a table as they were trained: a row for every bucket, a weight for every class; and the biases.
#[derive(Debug, Clone, Default)]
pub struct Trained {
    /// The hash of the feature that each row belongs to; 0 where there is none. Heads have none.
    pub owners: Vec<u32>,
    /// Row by row.
    pub weights: Vec<f32>,
    /// One for each class.
    pub biases: Vec<f32>,
}

/// The bytes of a model: a trained table for each of [`Task::ALL`], a head for each of [`Verdict::ALL`].
pub fn bytes(tables: &[Trained], heads: &[Trained]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(crate::listen::looks().to_le_bytes());
    for (task, table) in Task::ALL.into_iter().zip(tables) {
        push_table(task, table, &mut out);
    }
    for (verdict, head) in Verdict::ALL.into_iter().zip(heads) {
        debug_assert_eq!(head.weights.len(), INPUTS * verdict.classes());
        floats(&head.weights, &mut out);
        floats(&head.biases, &mut out);
    }
    out
}

fn push_table(task: Task, table: &Trained, out: &mut Vec<u8>) {
    let classes = task.classes();
    let scales: Vec<f32> = (0..classes)
        .map(|class| largest(&table.weights, class, classes) / 127.0)
        .collect();
    floats(&scales, out);
    floats(&table.biases, out);
    for (row, owner) in table.weights.chunks_exact(classes).zip(&table.owners) {
        out.push(mark(*owner));
        out.extend(row.iter().zip(&scales).map(|(weight, scale)| {
            let small = if *scale > 0.0 {
                (weight / scale).round()
            } else {
                0.0
            };
            #[allow(clippy::cast_possible_truncation, reason = "clamped")]
            let small = small.clamp(-127.0, 127.0) as i8;
            small.cast_unsigned()
        }));
    }
}

fn largest(weights: &[f32], class: usize, classes: usize) -> f32 {
    weights
        .iter()
        .skip(class)
        .step_by(classes)
        .map(|weight| weight.abs())
        .fold(0.0, f32::max)
}

fn floats(list: &[f32], out: &mut Vec<u8>) {
    for number in list {
        out.extend(number.to_le_bytes());
    }
}
