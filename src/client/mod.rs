//! A client to practise with who is not there: somebody in a file, with an issue, a hidden one behind it, and a voice; and
//! what they answer to what one says. Rules that a person can read, a small state, and chance from a seed.

mod conversation;
mod dice;
mod hint;
mod moves;
pub mod persona;
mod reply;
mod state;
mod trust;
mod understand;

pub use conversation::Client;
pub use hint::Hint;
pub use reply::{Reply, ReplyKind};
pub use state::{CueState, State};
pub use trust::{Difficulty, Move, Part, Trust};
pub use understand::ranker;
