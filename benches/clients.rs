//! How long a client takes to answer: `cargo bench --bench clients`. An answer should be there within a millisecond.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot be set up has nothing to measure"
)]

use divan::Bencher;
use mineral::client::persona::{BUILTIN, Persona};
use mineral::client::{Client, Difficulty};
use mineral::script::Script;
use mineral::script::catalogue::{builtin, vocabulary};
use std::hint::black_box;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// What is said, again and again: of each kind of move something.
const LINES: &[&str] = &[
    "What would you most like to talk about today?",
    "That can't be easy. You said that you may not be here in summer. What is behind that?",
    "What do you feel when you think of telling them?",
    "So nobody knows, and you are the only one who carries it.",
    "What else?",
    "What happens if nothing changes, and who would be the first to notice?",
    "",
    "How many of them are there, and by when does it have to be finished?",
];

/// The persona with the longest text, and the script that is practised.
fn largest() -> (Arc<Persona>, Script) {
    let largest = BUILTIN
        .iter()
        .max_by_key(|b| b.text.len())
        .expect("a persona");
    let script = builtin("mineral-rights-client").expect("the script");
    (
        Arc::new(largest.persona().expect("a good persona")),
        script.script().expect("a good script"),
    )
}

/// One reply, in a conversation that has gone on for a while.
#[divan::bench(args = 0..LINES.len())]
fn one_reply(bencher: Bencher, line: usize) {
    let (persona, script) = largest();
    let mut client =
        Client::new(persona, &script, vocabulary(), Difficulty::Easy, 1).expect("a client");
    client.open();
    for line in LINES.iter().skip(line) {
        client.hear(line);
    }
    let said = LINES.get(line).copied().unwrap_or_default();
    bencher
        .with_inputs(|| client.clone())
        .bench_values(|mut client| client.hear(black_box(said)));
}

/// Before the first line.
#[divan::bench]
fn a_new_client(bencher: Bencher) {
    let (persona, script) = largest();
    bencher.bench(|| {
        Client::new(
            black_box(Arc::clone(&persona)),
            &script,
            vocabulary(),
            Difficulty::Fair,
            1,
        )
    });
}
