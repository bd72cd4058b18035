//! Listening, against a sentiment lexicon (`vader_sentiment`) on the same turns in the same run.
//!
//! The turns are those of a talk in `training/dialogues/`: every one of them, one after the other.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench"
)]

use divan::{Bencher, black_box};
use mineral::listen::{Listener, Speaker};
use mineral::script::catalogue::vocabulary;

fn main() {
    // Read what is read once: its cost is measured by itself below.
    let _ = listener().hear(Speaker::Client, "Fine.");
    divan::main();
}

fn listener() -> Listener {
    Listener::new(vocabulary()).unwrap()
}

/// The turns of our dialogues of about a sentence: 8 to 20 words.
fn turns() -> Vec<(Speaker, String)> {
    let text = include_str!("../training/dialogues/plain-business.txt");
    let turn = |line: &str| {
        let (head, said) = line.split_once(" | ")?;
        let speaker = if head.starts_with("coach") {
            Speaker::Coach
        } else {
            Speaker::Client
        };
        (8..=20)
            .contains(&said.split(' ').count())
            .then(|| (speaker, said.to_owned()))
    };
    text.lines().filter_map(turn).collect()
}

/// One turn after the other; a sample is one turn.
fn each(bencher: Bencher, mut hear: impl FnMut(Speaker, &str)) {
    let turns = turns();
    let mut next = turns.iter().cycle();
    bencher.bench_local(|| {
        if let Some((speaker, said)) = next.next() {
            hear(*speaker, black_box(said));
        }
    });
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn a_sentence(bencher: Bencher) {
    let mut listener = listener();
    each(bencher, |speaker, said| {
        black_box(listener.hear(speaker, said));
    });
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn a_sentence_by_vader_sentiment(bencher: Bencher) {
    let analyzer = vader_sentiment::SentimentIntensityAnalyzer::new();
    each(bencher, |_, said| {
        black_box(analyzer.polarity_scores(said));
    });
}

#[divan::bench]
fn a_new_listener() -> Listener {
    listener()
}
