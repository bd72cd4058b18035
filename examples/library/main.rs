//! Makes a library out of a corpus of notes, and measures finding in it:
//!
//! ```text
//! cargo run --release --example library -- notes 100000 notes.jsonl
//! cargo run --release --example library -- make notes.jsonl DIR
//! cargo run --release --example library -- measure DIR [notes.jsonl]
//! cargo run --release --example library -- vault DIR
//! ```
//!
//! `notes` makes up the notes; any others will do, with one JSON object a line (id, date, client, title, body). `measure` makes the index from nothing (in `DIR/index`), adds a session, searches key by key, and, where the notes are given, compares
//! the numbers of hits with a plain count. `vault` copies the library beside it (`DIR.vault`), makes the copy a vault, and measures both in turns. Figures are wall time in milliseconds; memory is what is resident and no mapped file.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a tool for measuring that stops where it cannot go on"
)]

mod make;
mod measure;
mod notes;
mod vault;

use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["notes", many, file] => notes::notes(many, Path::new(file)),
        ["make", notes, dir] => make::make(Path::new(notes), Path::new(dir)),
        ["index", dir] => measure::make_index(Path::new(dir)),
        ["measure", dir] => measure::measure(Path::new(dir), None),
        ["vault", dir] => vault::beside(Path::new(dir)),
        ["measure", dir, notes] => measure::measure(Path::new(dir), Some(Path::new(notes))),
        _ => println!(
            "usage: library notes N FILE | library make NOTES DIR | library index DIR | library measure DIR [NOTES] | library vault DIR"
        ),
    }
}
