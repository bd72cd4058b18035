//! When a session's files were written last: a look that opens no file and takes no lock.

use super::error::StoreError;
use super::library::{Library, draft_path};
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A session's files as the system shows them: two that are equal mean that nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    session: Seen,
    draft: Option<Seen>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    file: u64,
    bytes: u64,
    at: Option<SystemTime>,
}

impl Seen {
    fn of(about: &Metadata) -> Self {
        Self {
            file: about.ino(),
            bytes: about.len(),
            at: about.modified().ok(),
        }
    }
}

impl Written {
    /// When something was written last.
    pub fn at(&self) -> Option<SystemTime> {
        let draft = self.draft.as_ref().and_then(|d| d.at);
        self.session.at.max(draft)
    }

    /// For how long nothing was written.
    pub fn since(&self, now: SystemTime) -> Duration {
        let since = self.at().and_then(|at| now.duration_since(at).ok());
        since.unwrap_or_default()
    }
}

impl Library {
    /// When a session's files were written last.
    ///
    /// # Errors
    /// When there is no such session, or the system does not tell.
    pub fn written(&self, id: &str) -> Result<Written, StoreError> {
        let path = self.path_of(id)?;
        let about = |path: &Path| fs::metadata(path);
        // The draft first, as when a session is read.
        let draft = about(&draft_path(&path)).ok();
        let session = about(&path).map_err(StoreError::io("read", &path))?;
        Ok(Written {
            session: Seen::of(&session),
            draft: draft.as_ref().map(Seen::of),
        })
    }
}
