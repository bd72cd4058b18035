//! Trains what the program listens with, and writes `assets/listen.bin`.
//!
//! `cargo run --release --example train -- DATA` takes the folder with the public sets (`mrda/`, `goemotions/`; see
//! `training/README.md`), checks their hashes, and gives the same bytes every time, on every machine.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for developers"
)]

mod data;
mod fit;
mod lbfgs;
mod turns;

use data::Turn;
use fit::{Against, Example, Pace, adagrad, balance, by_rarity};
use lbfgs::lbfgs;
use mineral::listen::features::{Before, KINDS};
use mineral::listen::model::write::{Trained, bytes};
use mineral::listen::model::{INPUTS_BITS, SENTENCE, Task, Verdict};
use mineral::listen::{Speaker, Study};
use std::path::Path;
use std::process::ExitCode;
use turns::{Seen, copies, look};

/// Into how many parts the conversations are divided, so that the verdicts are trained on what the tables say of turns that
/// they were not trained on.
const FOLDS: usize = 4;

/// Out of how many lines of the meetings one is a turn for the verdicts.
const MEETING_TURNS: usize = 1;

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
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or("say where the public sets are: cargo run --release --example train -- DATA")?;
    let out = arguments
        .next()
        .unwrap_or_else(|| "assets/listen.bin".to_owned());
    let own = data::dialogues(Path::new("training/dialogues"))?;
    let meetings = data::meetings(Path::new(&folder))?;
    let comments = data::comments(Path::new(&folder))?;
    println!(
        "{} turns of our own, {} lines of meetings, {} comments",
        own.len(),
        meetings.len(),
        comments.len()
    );

    let mut seen = copies(&own);
    let meetings = look(&meetings, true, false)
        .into_iter()
        .chain(look(&meetings, true, true));
    let mut meetings: Vec<Seen> = meetings.collect();

    println!("what the sentences do, and how they ask");
    for fold in 0..FOLDS {
        let others: Vec<&Seen> = seen
            .iter()
            .filter(|turn| turn.fold(FOLDS) != fold)
            .collect();
        let does = sentences(&others);
        let asks = asking(
            others
                .iter()
                .copied()
                .chain(meetings.iter().filter(|turn| turn.fold(FOLDS) != fold)),
        );
        for turn in seen
            .iter_mut()
            .chain(&mut meetings)
            .filter(|turn| turn.fold(FOLDS) == fold)
        {
            turn.judge(&does, &asks);
        }
    }
    let all: Vec<&Seen> = seen.iter().collect();
    let does = sentences(&all);
    let asks = asking(all.iter().copied().chain(&meetings));
    let turns: Vec<Seen> = meetings.into_iter().step_by(MEETING_TURNS).collect();

    println!("what the turns do");
    let heads = [
        head(Verdict::Main, seen.iter(), |turn| turn.main),
        head(Verdict::Reflection, seen.iter(), |turn| turn.reflection),
        head(Verdict::Asked, seen.iter().chain(&turns), |turn| {
            turn.question.map(|q| q.min(1))
        }),
        head(Verdict::Openness, seen.iter().chain(&turns), |turn| {
            turn.question.and_then(|q| q.checked_sub(1))
        }),
    ];

    println!("what clients speak for");
    let talk = talk(&own);
    println!("emotions");
    let emotion = emotion(&comments);
    let model = bytes(&[does, asks, talk, emotion], &heads);
    std::fs::write(&out, &model).map_err(|e| format!("{out}: {e}"))?;
    println!(
        "{out}: {} bytes, BLAKE3 {}",
        model.len(),
        blake3::hash(&model).to_hex()
    );
    Ok(())
}

/// What sentences do, from turns of which only the whole is labelled: trained in rounds, after each of which every sentence
/// of a longer turn is given the likeliest of its turn's labels, and every label a sentence.
fn sentences(turns: &[&Seen]) -> Trained {
    let pace = Pace {
        rounds: 8,
        rate: 0.03,
        penalty: 1e-3,
    };
    let turns: Vec<&Seen> = turns
        .iter()
        .copied()
        .filter(|turn| !turn.turn.does.is_empty())
        .collect();
    let mut labels: Vec<Vec<usize>> = turns.iter().map(|turn| turn.first_guess()).collect();
    for last in [false, false, true] {
        let mut examples = Vec::new();
        for (turn, labels) in turns.iter().zip(&labels) {
            for (sentence, label) in turn.sentences.iter().zip(labels) {
                examples.push(Example {
                    features: sentence.features.clone(),
                    class: *label,
                    counts: 1.0,
                });
            }
        }
        balance(&mut examples, SENTENCE.len(), 0.5);
        let model = adagrad(&examples, SENTENCE.len(), Task::Sentence.bits(), pace);
        if last {
            return model;
        }
        for (turn, labels) in turns.iter().zip(&mut labels) {
            turn.guess_again(&model, labels);
        }
    }
    Trained::default()
}

/// How sentences ask.
fn asking<'t>(turns: impl Iterator<Item = &'t Seen>) -> Trained {
    let mut examples: Vec<Example> = turns.flat_map(Seen::questions).collect();
    balance(&mut examples, 3, 0.2);
    by_rarity(&examples, &[], 3, Task::Asks.bits(), 1.0, Against::Others)
}

fn head<'t>(
    verdict: Verdict,
    turns: impl Iterator<Item = &'t Seen>,
    label: impl Fn(&Turn) -> Option<usize>,
) -> Trained {
    let mut examples: Vec<Example> = turns
        .filter_map(|seen| {
            Some(Example {
                features: seen.inputs.clone(),
                class: label(&seen.turn)?,
                counts: seen.counts,
            })
        })
        .collect();
    balance(&mut examples, verdict.classes(), 0.7);
    let mut head = lbfgs(
        &examples,
        &[],
        verdict.classes(),
        INPUTS_BITS,
        0.3,
        Against::Others,
    );
    head.weights
        .truncate(mineral::listen::model::INPUTS * verdict.classes());
    head
}

fn talk(own: &[Turn]) -> Trained {
    let mut examples = Vec::new();
    for (bare, counts) in [(false, 1.0), (true, 0.5)] {
        let mut study = Study::default();
        let mut before = Before::default();
        let mut conversation = 0;
        for turn in own {
            if turn.conversation != conversation {
                conversation = turn.conversation;
                before = Before::default();
            }
            let text = if bare {
                data::bare(&turn.text)
            } else {
                turn.text.clone()
            };
            study.read(&text);
            if let Some(class) = turn.talk {
                // Without marks also without what came before: a line of its own.
                let known = if bare {
                    Before::default()
                } else {
                    before.clone()
                };
                let features = turns::weighted(study.whole(turn.speaker, &known), Task::Talk);
                examples.push(Example {
                    features,
                    class,
                    counts,
                });
            }
            study.keep(turn.speaker, &mut before);
        }
    }
    balance(&mut examples, 3, 0.7);
    by_rarity(&examples, &[], 3, Task::Talk.bits(), 0.4, Against::Others)
}

fn emotion(comments: &[(String, Vec<usize>)]) -> Trained {
    let mut study = Study::default();
    let mut examples = Vec::new();
    for (text, _) in comments {
        study.read(text);
        let features = turns::weighted(
            study.whole(Speaker::Client, &Before::default()),
            Task::Emotion,
        );
        examples.push(Example {
            features,
            class: 0,
            counts: 1.0,
        });
    }
    let labels: Vec<Vec<usize>> = comments.iter().map(|(_, labels)| labels.clone()).collect();
    by_rarity(
        &examples,
        &labels,
        7,
        Task::Emotion.bits(),
        0.4,
        Against::Absence(0.7),
    )
}

/// All kinds are there; a task that gives one no weight leaves it out.
const _: () = assert!(KINDS.len() == 5);
