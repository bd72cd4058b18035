//! Where sessions live: journal, draft, lock, people. The only room that knows the data directory.
//!
//! A session is a sealed stream of YAML documents (`seal` frames and finds them, `stream` reads them as
//! values with every problem's place). A running session belongs to one [`Writer`]: it takes entries and
//! drafts without waiting for a disk, keeps them through every failure, and says what became of them.
//!
//! ```text
//! sessions/YYYY/ULID.yaml    the session, and beside it, while it runs, ULID.draft
//! people.yaml                everybody
//! filters.yaml               what the user looks for often
//! scripts-used/HASH.yaml     scripts as they were run
//! bin/                       what was torn, before it was taken off; sessions that were deleted, for thirty days
//! ```

mod archive;
mod bin;
mod care;
mod cover;
mod drafts;
mod error;
mod files;
mod filters;
mod found;
mod library;
mod list;
mod loaded;
mod people;
mod problem;
mod scripts;
mod seal;
mod stream;
mod vaulted;
mod writer;
mod written;

#[cfg(test)]
mod tests;

pub use archive::{ArchiveError, Beside, Contents, Restored};
pub use bin::{DAYS, Deleted};
pub use care::{Erased, Erasure, Finding, Health, Mend, Outlived, Reseal};
pub use error::StoreError;
pub use filters::wiped;
pub use found::{Content, SessionFile, Stamp, sealed};
pub use library::{Access, Library};
pub use list::Summary;
pub use loaded::Loaded;
pub use people::{People, TakenBack};
pub use problem::{Problem, ProblemKind};
pub use stream::Integrity;
pub use vaulted::{Damage, Opening, Turn, Turned, Vault, WayIn};
pub use writer::{FailKind, Report, Unsaved, Writer};
pub use written::Written;
