//! What the writer says, and what it could not keep.

use crate::session::{Draft, Entry};
use std::io;
use std::path::PathBuf;

/// News from the writer's threads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// All that was handed in so far is with the kernel. Said only after a [`settle`] that came back
    /// `false`: it takes back the mark "not yet safe".
    ///
    /// [`settle`]: super::Writer::settle
    Kernel,
    /// The entries up to this number are on disk.
    Synced {
        /// The highest number.
        n: u32,
    },
    /// The newest draft that was handed in when the sync began is on disk.
    DraftSynced,
    /// Something cannot be kept at the moment. It is held in memory and tried again about every second;
    /// said once for each reason.
    Failed {
        /// What kind of trouble.
        kind: FailKind,
        /// The reason, in plain words.
        why: String,
    },
    /// After a failure: all has gone through.
    Recovered,
    /// The session is at this path now and goes on there.
    SavedElsewhere(PathBuf),
    /// It could not be saved elsewhere; why.
    ElsewhereFailed(String),
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailKind {
    /// No room.
    Full,
    /// It may not be written.
    ReadOnly,
    /// The file or its disk is not there any more.
    Gone,
    /// Something else.
    Other,
}

/// Something that did not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) kind: FailKind,
    pub(super) why: String,
}

impl Failure {
    pub(super) fn gone(why: String) -> Self {
        let kind = FailKind::Gone;
        Self { kind, why }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as K;
        let kind = match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge | K::WriteZero => FailKind::Full,
            K::ReadOnlyFilesystem | K::PermissionDenied => FailKind::ReadOnly,
            K::NotFound | K::NotADirectory | K::StaleNetworkFileHandle => FailKind::Gone,
            _ => FailKind::Other,
        };
        let why = match kind {
            FailKind::Full => "there is no room on the disk".to_owned(),
            FailKind::ReadOnly => format!("the file may not be written ({error})"),
            FailKind::Gone => format!("the directory is not there any more ({error})"),
            FailKind::Other => error.to_string(),
        };
        Self { kind, why }
    }
}

/// What was not on disk when the time to finish had run out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{} not on disk: {why}", self.what())]
pub struct Unsaved {
    /// The entries, the oldest first.
    pub entries: Vec<Entry>,
    /// What stood in the input, when it is not on disk.
    pub draft: Option<Draft>,
    /// Why.
    pub why: String,
}

impl Unsaved {
    fn what(&self) -> String {
        match (self.entries.len(), self.draft.is_some()) {
            (0, _) => "the unfinished text is".to_owned(),
            (1, false) => "one entry is".to_owned(),
            (n, false) => format!("{n} entries are"),
            (1, true) => "one entry and the unfinished text are".to_owned(),
            (n, true) => format!("{n} entries and the unfinished text are"),
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> String {
        "print or copy these words before you close the terminal".to_owned()
    }
}
