//! Nothing is lost: the real program, ended at any moment, in every way that there is.
//!
//! What is short here runs long when it is asked for: `MINERAL_KILLS=2000 cargo test --release --test durability`.
//! The goals that need root, or other tools, are scripts beside this file; README.md there says how each is run.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "all of this is test; a test that cannot go on fails, and one that is skipped says so"
)]

mod digests;
mod ends;
mod files;
mod fuzz;
mod network;
mod pipes;
mod pty;
mod reference;
mod together;
