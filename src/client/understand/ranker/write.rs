//! Writing the file of weights: for training alone.

use super::model::{MAGIC, RARE};
use super::print;
use crate::client::persona::Persona;

/// A sign as it was trained.
#[derive(Debug, Clone)]
pub struct Row {
    /// Tells the sign from others.
    pub hash: u32,
    /// The logarithm of how rare it is.
    pub rare: f32,
    /// Where it lies.
    pub point: Vec<f32>,
}

/// The bytes of a model: of each sign where it lies, and of each disclosure of some personas, in their order.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small figures, and those for weights are clamped"
)]
pub fn bytes(mut rows: Vec<Row>, dims: usize, personas: &[(&Persona, Vec<f32>)]) -> Vec<u8> {
    rows.sort_by_key(|row| row.hash);
    let mut out = MAGIC.to_vec();
    for count in [rows.len(), dims, personas.len()] {
        out.extend((count as u32).to_le_bytes());
    }
    let largest = |dim: usize| {
        let all = rows.iter().filter_map(|row| row.point.get(dim));
        all.map(|value| value.abs())
            .fold(f32::MIN_POSITIVE, f32::max)
    };
    let scales: Vec<f32> = (0..dims).map(|dim| largest(dim) / 127.0).collect();
    out.extend(scales.iter().flat_map(|scale| scale.to_le_bytes()));
    out.extend(rows.iter().flat_map(|row| row.hash.to_le_bytes()));
    out.extend(rows.iter().map(|row| (row.rare / RARE).round() as u8));
    for row in &rows {
        out.extend(row.point.iter().zip(&scales).map(|(value, scale)| {
            let small = (value / scale).round().clamp(-127.0, 127.0) as i8;
            small.cast_unsigned()
        }));
    }
    for (persona, points) in personas {
        out.extend(print(persona).to_le_bytes());
        out.extend((persona.holds.len() as u32).to_le_bytes());
        out.extend(points.iter().flat_map(|value| value.to_le_bytes()));
    }
    out
}
