//! The program as it is: the real binary in a real pseudo-terminal or a pipe, with real files.
//!
//! Nothing is replaced and nothing is waited for by the clock: a test waits until something stands on the screen
//! or in a file, and fails, with the screen, when it does not come.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "all of this is test; a test that cannot go on fails, and one that is skipped says so"
)]

mod archive;
mod arguments;
mod bin;
mod care;
mod confidence;
mod damaged;
mod erase;
mod exports;
mod full;
mod hostile;
mod journey;
mod ledger;
mod listen;
mod modes;
mod pair;
mod personas;
mod plain;
mod resizing;
mod review;
mod scripts;
mod shared;
mod support;
mod vault;
