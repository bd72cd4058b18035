//! Formats that other programs read. Today: Markdown.

mod markdown;

pub use markdown::markdown;
