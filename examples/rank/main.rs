//! Trains what a simulated client understands questions with, and writes `assets/asks.bin`.
//!
//! `cargo run --release --example rank` takes the questions of the built-in personas and those in `training/asks/`, and gives
//! the same bytes every time, on every machine. It prints how many of the questions in `tests/ways`, from which nothing is
//! learned, would be told apart.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for developers"
)]

mod data;
mod fit;

use data::Data;
use fit::{DIMS, Fitted, fit};
use mineral::client::persona::Persona;
use mineral::client::ranker::write::{Row, bytes};
use std::process::ExitCode;

/// So many models are trained, each from another beginning; what they say is added up.
const MODELS: u64 = 3;
const OUT: &str = "assets/asks.bin";

fn main() -> ExitCode {
    match train() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn train() -> Result<(), String> {
    let data = Data::read()?;
    println!("{} lines, {} signs", data.seen.len(), data.signs.len());
    let models: Vec<Fitted> = (1..=MODELS).map(|seed| fit(&data, seed)).collect();
    let all = |way: &data::Seen| {
        let one = |model: &Fitted| model.scores(&way.signs, way.persona, &data);
        let sum = models.iter().map(one).reduce(|mut sum, more| {
            sum.iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
            sum
        });
        sum.unwrap_or_default()
    };
    data.report(all);
    let rows = data
        .signs
        .iter()
        .enumerate()
        .map(|(row, (hash, rare))| Row {
            hash: *hash,
            rare: *rare,
            point: models.iter().flat_map(|model| model.row(row)).collect(),
        });
    let points = |at: usize, persona: &Persona| -> Vec<f32> {
        let mut points = Vec::new();
        for place in 0..persona.holds.len() {
            for model in &models {
                points.extend(model.key(&data, at, place));
            }
        }
        points
    };
    let personas = data.personas.iter().enumerate();
    let personas: Vec<_> = personas
        .map(|(at, persona)| (persona, points(at, persona)))
        .collect();
    let model = bytes(rows.collect(), DIMS * models.len(), &personas);
    std::fs::write(OUT, &model).map_err(|e| format!("{OUT}: {e}"))?;
    println!(
        "{OUT}: {} bytes, BLAKE3 {}",
        model.len(),
        blake3::hash(&model).to_hex()
    );
    Ok(())
}
