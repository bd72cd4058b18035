//! A conversation as it is defined in YAML: an ordered list of steps with what to ask in each.

pub mod catalogue;
mod model;
mod read;

pub use model::{Known, KnownKind, Prompt, Script, Step, Trap};
pub use read::{FORMAT, read};
