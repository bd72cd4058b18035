//! Formats that other programs read, and pages to print.

mod markdown;
pub mod pair;

pub use markdown::markdown;
