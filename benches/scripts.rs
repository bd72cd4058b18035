//! How long checking takes, for a thousand scripts in a folder: `cargo bench --bench scripts`. The figure that counts is
//! the one per script.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot be set up has nothing to measure"
)]

use divan::Bencher;
use divan::counter::ItemsCount;
use mineral::desk::{self, Catalogue};
use mineral::script::catalogue::BUILTIN;
use mineral::script::{Script, check, read};
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Scripts in the folder.
const MANY: usize = 1_000;

/// A folder with a thousand scripts: the built-in ones again and again, each with an id and a title of its own.
fn folder() -> (TempDir, Vec<PathBuf>) {
    let dir = tempfile::tempdir().expect("a folder");
    for (n, builtin) in BUILTIN.iter().cycle().take(MANY).enumerate() {
        let text = builtin
            .text
            .replacen(
                &format!("\nid: {}\n", builtin.id),
                &format!("\nid: own-{n}\n"),
                1,
            )
            .replacen(
                &format!("\ntitle: {}\n", builtin.title),
                &format!("\ntitle: My own, number {n}\n"),
                1,
            );
        fs::write(dir.path().join(format!("{n:04}.yaml")), text).expect("a file");
    }
    let (files, more) = desk::yaml_files(dir.path()).expect("the folder");
    assert_eq!((files.len(), more), (MANY, 0));
    (dir, files)
}

/// What `mineral script check` does with a folder, without the program around it.
#[divan::bench(sample_count = 10)]
fn checking_a_folder(bencher: Bencher) {
    let (_dir, files) = folder();
    bencher.counter(ItemsCount::new(MANY)).bench(|| {
        let errors: usize = desk::check_together::<Script>(&files)
            .map(|r| r.errors())
            .sum();
        assert_eq!(errors, 0);
    });
}

/// The whole program, from its start to its end.
#[divan::bench(sample_count = 10)]
fn mineral_script_check(bencher: Bencher) {
    let (dir, _) = folder();
    bencher.counter(ItemsCount::new(MANY)).bench(|| {
        let status = Command::new(env!("CARGO_BIN_EXE_mineral"))
            .args(["script", "check"])
            .arg(dir.path())
            .env("MINERAL_HOME", dir.path())
            .stdout(Stdio::null())
            .status();
        assert!(status.expect("the program").success());
    });
}

/// What the program does with a user's folder when it first needs it.
#[divan::bench(sample_count = 10)]
fn reading_a_folder(bencher: Bencher) {
    let (dir, _) = folder();
    bencher.counter(ItemsCount::new(MANY)).bench(|| {
        let catalogue = Catalogue::<Script>::read(Some(dir.path()));
        assert_eq!(catalogue.list().len(), MANY + BUILTIN.len());
    });
}

/// The look every two seconds whether anything has changed.
#[divan::bench]
fn looking_for_changes(bencher: Bencher) {
    let (dir, _) = folder();
    let mut catalogue = Catalogue::<Script>::read(Some(dir.path()));
    bencher.bench_local(|| assert!(!catalogue.refresh()));
}

/// One script, checked.
#[divan::bench]
fn checking_mineral_rights(bencher: Bencher) {
    let builtin = &BUILTIN.first().expect("a script");
    bencher.bench(|| check(black_box(builtin.id), black_box(builtin.text)));
}

/// One script, read.
#[divan::bench]
fn reading_mineral_rights(bencher: Bencher) {
    let builtin = &BUILTIN.first().expect("a script");
    bencher.bench(|| read(black_box(builtin.id), black_box(builtin.text)));
}
