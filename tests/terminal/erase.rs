//! Erasing somebody: all of it goes, nothing of anybody else does, and the receipt says what went.

use crate::support::{Home, list};
use std::fs;
use std::path::Path;

const SECRET: &str = "Wolfram keeps the ledger shut";
const NAMES: [&str; 3] = ["Ana Ruiz", "Anita Ruiz", "A. Ruiz"];

fn newest(home: &Home) -> String {
    let path = home.files("yaml").into_iter().max().unwrap();
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Files below a directory that have these words.
fn with(dir: &Path, words: &str) -> Vec<String> {
    let (mut found, mut todo) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(at) = todo.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                if bytes.windows(words.len()).any(|w| w == words.as_bytes()) {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    found
}

/// Ana with three conversations, one in the bin and one under a name that was merged; and Bea.
fn two() -> Home {
    let home = Home::new();
    let live = |name: &str, words: &str| {
        home.run(&["live", "--plain", "--with", name], format!("{words}\n"))
            .well();
        newest(&home)
    };
    live("Bea Holm", "Nobody else is meant.");
    live("A. Ruiz", SECRET);
    let gone = live("Ana Ruiz", &format!("{SECRET}, too"));
    live("Ana Ruiz", &format!("{SECRET}, again"));
    home.run(&["person", "merge", "A. Ruiz", "Ana Ruiz"], "")
        .well();
    home.run(&["person", "rename", "Bea Holm", "Bea Berg"], "")
        .well();
    home.run(&["person", "rename", "Ana Ruiz", "Anita Ruiz"], "")
        .well();
    home.run(&["delete", &gone, "--yes"], "").well();
    home.run(&["search", "ledger"], "").well();
    home
}

#[test]
fn whoever_is_erased_is_gone_everywhere_and_nobody_else_is() {
    let home = two();
    let root = home.data().parent().unwrap().to_owned();
    let before = home.run(&["read", "--plain"], "").well();
    home.run(&["person", "erase", "Ana Ruiz"], "y\n")
        .fails(1, &["3 conversations", "nothing was erased"]);
    assert_eq!(home.read(), before);
    let ran = home.run(
        &[
            "person",
            "erase",
            "Ana Ruiz",
            "--yes",
            "--export",
            "ana.json",
            "--receipt",
            "receipt.txt",
        ],
        "",
    );
    let receipt = ran.well();
    assert_eq!(
        fs::read_to_string(home.here().join("receipt.txt")).unwrap(),
        receipt
    );
    assert_eq!(
        receipt
            .lines()
            .filter(|l| l.starts_with("conversation "))
            .count(),
        3,
        "{receipt}"
    );
    assert!(
        receipt.contains("exported before: yes") && receipt.contains("from the bin"),
        "{receipt}"
    );
    for words in [SECRET].iter().chain(&NAMES) {
        assert!(!receipt.contains(words), "{receipt}");
        // What was exported before is the user's to keep or to hand over.
        let left = with(&root, words);
        let others: Vec<_> = left.iter().filter(|p| !p.ends_with("ana.json")).collect();
        assert!(others.is_empty(), "{words:?} is in {others:?}");
    }
    let export = fs::read_to_string(home.here().join("ana.json")).unwrap();
    assert_eq!(export.matches(SECRET).count(), 3);
    let people = home.run(&["person", "list"], "").well();
    assert!(
        people.contains("Bea Berg") && people.lines().count() == 1,
        "{people}"
    );
    // Her history is whole: the renaming can still be taken back.
    home.run(&["person", "undo"], "").well();
    let people = home.run(&["person", "list"], "").well();
    assert!(people.contains("Bea Holm"), "{people}");
    assert!(home.read().contains("Nobody else is meant."));
    home.run(&["doctor"], "").well();
    home.run(&["search", "ledger"], "").fails(1, &[]);
    home.run(&["search", "meant"], "").well();
    home.run(&["person", "erase", "Ana Ruiz", "--yes"], "")
        .fails(1, &["nobody is called"]);
    assert_eq!(list(&home.here()).len(), 2);
}

#[test]
fn whoever_is_spoken_with_just_now_is_not_erased() {
    let home = two();
    let mut program = home.live("Anita Ruiz");
    program.says("Words of this very minute");
    let before = with(&home.data(), SECRET).len();
    home.run(&["person", "erase", "Ana Ruiz", "--yes"], "")
        .fails(3, &["is being written"]);
    assert_eq!(with(&home.data(), SECRET).len(), before);
    program.kill();
    home.run(&["person", "erase", "Ana Ruiz", "--yes"], "")
        .well();
    assert!(with(&home.data(), "Words of this very minute").is_empty());
}

#[test]
fn a_name_in_somebody_elses_words_is_told_of_and_stays() {
    let home = two();
    home.run(
        &["live", "--plain", "--with", "Bea Berg"],
        "Anita Ruiz told me so.\n",
    )
    .well();
    let id = newest(&home);
    let receipt = home
        .run(&["person", "erase", "Anita Ruiz", "--yes"], "")
        .well();
    assert!(
        receipt.contains("conversations with others, which stay") && receipt.contains(&id),
        "{receipt}"
    );
}
