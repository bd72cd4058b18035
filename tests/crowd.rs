//! Ten programs at once on one library: four save, six search. `MINERAL_ROUNDS` makes it longer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const SAVING: usize = 4;
const SEARCHING: usize = 6;
/// How long anything may take before it counts as a hang.
const BOUND: Duration = Duration::from_secs(120);

fn run(home: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .env("MINERAL_HOME", home)
        .args(arguments)
        .write_stdin(input)
        .timeout(BOUND)
        .output()
        .expect("it ends");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        ran.status.code().unwrap(),
        text(ran.stdout),
        text(ran.stderr),
    )
}

/// The words of the lines that a search shows. Another program may have been at the index all the time; then it says so, and what it has
/// may be older.
fn found(home: &Path, query: &str) -> (Vec<String>, bool) {
    let (code, out, err) = run(
        home,
        &["search", query, "--json", "--exact", "--limit", "500"],
        "",
    );
    assert!(code < 2, "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(answer["total"].as_u64(), Some(hits.len() as u64), "{out}");
    let text = |hit: &Value| hit["line"]["text"].as_str().unwrap().to_owned();
    (hits.iter().map(text).collect(), err.is_empty())
}

/// The word that one conversation alone has.
fn own_word(saver: usize, round: usize) -> String {
    format!("own{saver}x{round}")
}

#[test]
fn ten_programs_at_once_find_nothing_wrong_and_lose_nothing() {
    let rounds = std::env::var("MINERAL_ROUNDS").map_or(3, |n| n.parse().unwrap());
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let saved = Mutex::new(BTreeSet::new());
    let (saving, searched) = (AtomicUsize::new(SAVING), AtomicUsize::new(0));
    thread::scope(|scope| {
        for saver in 0..SAVING {
            let (saved, saving) = (&saved, &saving);
            scope.spawn(move || {
                let _done = Leaves(saving);
                for round in 0..rounds {
                    let word = own_word(saver, round);
                    let who = format!("Client {saver}");
                    let input = format!("Everything is shared, and {word} alone is mine\n/end\n");
                    let (code, _, err) = run(home, &["live", "--with", &who], &input);
                    assert_eq!(code, 0, "{err}");
                    saved.lock().unwrap().insert(word);
                }
            });
        }
        for searcher in 0..SEARCHING {
            let (saved, saving, searched) = (&saved, &saving, &searched);
            scope.spawn(move || {
                while saving.load(Ordering::Relaxed) > 0 {
                    let before = saved.lock().unwrap().clone();
                    match before.iter().nth(searcher % before.len().max(1)) {
                        Some(word) if searcher % 2 == 1 => {
                            let (lines, newest) = found(home, word);
                            assert!(lines.iter().all(|l| l.contains(word.as_str())), "{lines:?}");
                            let lost = lines.is_empty() && newest;
                            assert!(!lost && lines.len() < 2, "{word}: {lines:?}");
                        }
                        _ => {
                            let (lines, newest) = found(home, "shared");
                            assert!(lines.iter().all(|l| l.contains("shared")), "{lines:?}");
                            let lacks =
                                |word: &&String| !lines.iter().any(|l| l.contains(word.as_str()));
                            let lost: Vec<_> = before.iter().filter(lacks).collect();
                            assert!(lost.is_empty() || !newest, "lost: {lost:?}");
                        }
                    }
                    searched.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert!(searched.into_inner() >= SEARCHING);
    let (lines, newest) = found(home, "shared");
    assert!(newest && lines.len() == SAVING * rounds, "{lines:?}");
    for word in saved.into_inner().unwrap() {
        assert_eq!(found(home, &word).0.len(), 1, "{word}");
    }
}

/// Counts down when a saver ends, also by a failure: nobody waits for it then.
struct Leaves<'a>(&'a AtomicUsize);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
