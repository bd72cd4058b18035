//! Finding sessions by their words: an index beside the sessions, and the questions that it answers.
//!
//! The sessions' files are the truth. The index is made from them, can be thrown away at any moment, and is right
//! again after the next [`Index::refresh`], whatever happened to it or to them. A [`Keeper`] does that on a thread of
//! its own; [`Index::search`] answers from what is there.
//!
//! ```text
//! DIR/format      which program wrote it; any other one throws it away
//! DIR/lock        held while somebody brings it up to date
//! DIR/good        files of the index that were checked, with their stamps
//! DIR/blocks/     the index, through a `Directory` that is chosen when it is opened: encrypted where the library is a vault
//! ```

mod blocks;
mod change;
mod compare;
mod error;
mod hit;
mod keeper;
mod letters;
mod mark;
mod open;
mod placed;
pub mod query;
mod queue;
mod record;
mod refresh;
mod schema;
mod sealed;
mod search;
mod sort;
mod words;

#[cfg(test)]
mod tests;

pub use compare::Compared;
pub use error::IndexError;
pub use hit::{Found, Hit, Page, Row, Said, Step};
pub use keeper::{Keeper, News};
pub use open::{Index, Place};
pub use query::{Query, QueryError, Reading};
pub use refresh::{Progress, Refreshed, Watch};
pub use sort::Sort;
