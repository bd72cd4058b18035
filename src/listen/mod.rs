//! What a turn in a conversation does: a question, a reflection, advice; and what it lets drop: feelings, cues, promises.
//!
//! [`Listener`] tells it, turn by turn. Rules where rules are best (`asks`, `coach`, `client`), a small trained model where
//! learning is best (`features`, `model`; how it was trained: `training/README.md`).

mod asks;
mod classes;
mod client;
mod coach;
mod complete;
mod explain;
pub mod features;
pub mod feelings;
mod figure;
pub(crate) mod hash;
mod heard;
mod idle;
mod judge;
mod listener;
mod mentioned;
pub mod model;
mod names;
mod phrase;
mod quotes;
mod study;
pub(crate) mod tokens;
mod typed;
mod view;
mod words;

pub use coach::remarks;
pub use feelings::{FeelingsFile, Polarity, Vocabulary, Word};
pub use figure::has_figure;
pub use heard::{
    Act, Because, Binding, Confidence, Cue, Emotion, Felt, Heard, Main, Question, Sign, Speaker,
    Talk,
};
pub use listener::Listener;
pub use mentioned::people_in;
pub use study::{Part, Study, looks};
pub use typed::{Typed, parse_feeling};
