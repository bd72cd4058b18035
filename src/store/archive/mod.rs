//! One file that holds a whole library: a tar archive that any program can look into.
//!
//! ```text
//! mineral-backup         "1": the form of what follows
//! data/…                 sessions with their drafts, people, scripts as they were run, the bin
//! config/…               settings, saved filters, the user's own scripts, personas and themes
//! SUMS                   BLAKE3, size and name of each of them: what is cut or changed is seen
//! ```
//!
//! Files are as they lie in the library: those of a vault stay encrypted. An archive is untrusted when it comes back: it may
//! hold nothing but regular files with names like ours, each within bounds; all of it is read before the first file is placed,
//! and no file that is there is ever written over.

mod names;
mod place;
mod read;
mod write;

pub use place::{Beside, Restored};

use super::error::StoreError;
use std::io;

/// The name of the first entry, and what it says.
const MARK: &str = "mineral-backup";
const FORM: &[u8] = b"1\n";
/// The name of the last entry.
const SUMS: &str = "SUMS";
/// The largest file in it.
const LARGEST: u64 = super::library::MAX_SESSION;
/// The most files in it.
const MOST: usize = 1_000_000;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) hash: String,
}

/// What is in an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    pub(super) files: Vec<Sum>,
    /// What was not taken in, each with the reason.
    pub left_out: Vec<String>,
}

impl Contents {
    /// How many files.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many conversations.
    pub fn conversations(&self) -> usize {
        let inside = |s: &&Sum| s.name.strip_prefix("data/sessions/").is_some();
        let whole = |s: &&Sum| s.name.strip_suffix(".yaml").is_some();
        self.files.iter().filter(inside).filter(whole).count()
    }

    /// How many bytes.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|s| s.size).sum()
    }

    /// Whether both have the same files.
    pub fn same(&self, other: &Self) -> bool {
        self.files == other.files
    }

    fn lines(&self) -> String {
        use std::fmt::Write as _;
        let mut out = String::new();
        for Sum { name, size, hash } in &self.files {
            let _ = writeln!(out, "{hash} {size} {name}");
        }
        out
    }
}

/// Told how many bytes are done, of how many; says whether to go on.
pub(super) type Going<'a> = dyn FnMut(u64, u64) -> bool + 'a;

/// Why an archive could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It is no archive of ours, or it was cut or changed; why.
    #[error("this is no whole backup: {0}")]
    Refused(String),
    /// It does not belong into this library; why.
    #[error("{0}")]
    Elsewhere(String),
    /// The user did not want to go on.
    #[error("stopped")]
    Stopped,
    /// The library could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The archive could not be read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
}

fn refused<T>(why: impl Into<String>) -> Result<T, ArchiveError> {
    Err(ArchiveError::Refused(crate::text::clean_line(&why.into())))
}
