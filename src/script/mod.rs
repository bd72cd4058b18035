//! A conversation or a practice as it is defined in YAML: an ordered list of steps with what to ask in each.

mod builtin;
pub mod catalogue;
mod condition;
mod craft;
mod formula;
mod model;
mod outline;
mod prompt;
mod question;
mod read;
mod rewrite;
mod schema;
mod template;
mod words;

pub use crate::yaml::{Slip, as_name, is_name};
pub use condition::{Clause, Condition, Facts};
pub use formula::{Computed, Formula, Meaning};
pub use model::{Known, KnownKind, Occasion, Script, ScriptKind, Step, Trap, With};
pub use outline::outline;
pub use prompt::{Prompt, Recall};
pub use question::{AnswerKind, Leaves, Question, Scale};
pub use read::{FORMAT, check, read};
pub use rewrite::Rewrite;
pub use schema::schema;
pub use template::template;
