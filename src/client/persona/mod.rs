//! A client as defined in YAML: what they hold back and when they let it go, and how they talk.

pub mod builtin;
mod model;
mod named;
mod read;
mod schema;
mod sheet;
mod situation;
mod template;

pub use builtin::{BUILTIN, Builtin, PersonaRow};
pub use model::{Cue, CueKind, Depth, Disclosure, Felt, Persona, Silence, Style, Trust};
pub use read::{FORMAT, check, read};
pub use schema::schema;
pub use sheet::sheet;
pub use situation::{Lines, Situation};
pub use template::template;
