//! Measures how well the program listens, on labelled data that it was not trained on.
//!
//! `cargo run --release --example evaluate -- DATA` takes the folder with the public sets; `--annomi FILE`, `--mrda FILE` and
//! `--goemotions FILE LABELS` measure single files of the same forms. Figures are macro-F1 unless they say otherwise.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for developers"
)]

mod annomi;
#[path = "../train/data.rs"]
#[allow(dead_code, reason = "the training reads more")]
mod data;
mod score;

use mineral::listen::{Emotion, Listener, Question, Speaker};
use mineral::script::catalogue::vocabulary;
use score::{print, print_f1};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let measured = match words[..] {
        ["--annomi", file] => annomi::measure(Path::new(file)),
        ["--mrda", file] => meetings(Path::new(file)),
        ["--goemotions", file, labels] => comments(Path::new(file), Path::new(labels)),
        [folder] => all(Path::new(folder)),
        _ => {
            Err("say where the data is: cargo run --release --example evaluate -- DATA".to_owned())
        }
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn all(folder: &Path) -> Result<(), String> {
    annomi::measure(&folder.join("annomi-dev/AnnoMI-full.csv"))?;
    comments(
        &folder.join("goemotions/dev.tsv"),
        &folder.join("goemotions/labels.txt"),
    )?;
    meetings(&folder.join("mrda/val_set.txt"))
}

fn read(file: &Path) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A question's class, as in the data.
fn class(question: Question) -> usize {
    match question {
        Question::None => 0,
        Question::Open => 1,
        Question::Closed => 2,
    }
}

fn meetings(file: &Path) -> Result<(), String> {
    let turns = data::read_meetings(&read(file)?);
    for (name, without_marks) in [
        ("MRDA, none, open, closed", false),
        ("MRDA, the same without marks and capitals", true),
    ] {
        let mut listener = Listener::new(vocabulary())?;
        let (mut gold, mut said) = (Vec::new(), Vec::new());
        for turn in &turns {
            let text = if without_marks {
                data::bare(&turn.text)
            } else {
                turn.text.clone()
            };
            gold.push(turn.question.unwrap_or(0));
            said.push(class(listener.hear(turn.speaker, &text).question));
        }
        print_f1(name, &gold, &said, &["none", "open", "closed"]);
    }
    Ok(())
}

const GROUPS: [&str; 7] = [
    "anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral",
];

fn comments(file: &Path, labels: &Path) -> Result<(), String> {
    let comments = data::read_comments(&read(file)?, &read(labels)?);
    let mut listener = Listener::new(vocabulary())?;
    let mut said = Vec::new();
    for (text, _) in &comments {
        listener.begin();
        said.push(match listener.hear(Speaker::Client, text).emotion {
            Emotion::Anger => 0,
            Emotion::Disgust => 1,
            Emotion::Fear => 2,
            Emotion::Joy => 3,
            Emotion::Sadness => 4,
            Emotion::Surprise => 5,
            Emotion::Neutral => 6,
        });
    }
    let single = || {
        comments
            .iter()
            .zip(&said)
            .filter(|((_, labels), _)| labels.len() == 1)
    };
    let gold: Vec<usize> = single().map(|((_, labels), _)| labels[0]).collect();
    let told: Vec<usize> = single().map(|(_, said)| *said).collect();
    print_f1(
        "GoEmotions, seven groups, comments with one",
        &gold,
        &told,
        &GROUPS,
    );
    let each: Vec<f64> = (0..GROUPS.len())
        .map(|group| {
            let holds = |at: usize| comments[at].1.contains(&group);
            score::f1((0..said.len()).map(|at| (holds(at), said[at] == group)))
        })
        .collect();
    print(
        "  the same, all comments, one answer for all their groups",
        &each,
        &GROUPS,
    );
    Ok(())
}
