//! What a sentence is. Today: the vocabulary of feelings.

mod complete;
pub mod feelings;
mod figure;
mod typed;

pub use feelings::{FeelingsFile, Polarity, Vocabulary, Word};
pub use figure::has_figure;
pub use typed::{Typed, parse_feeling};
