//! Mending, one thing at a time, each so that a program that is killed meanwhile loses nothing.

use super::super::error::StoreError;
use super::super::files;
use super::super::library::{Access, Library};
use super::examine::bytes_of;
use crate::session::{Moment, Person};
use jiff::civil::Date;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long saving may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Something that mends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// A file or a directory gets its mode.
    Mode {
        /// Which.
        path: PathBuf,
        /// The mode.
        mode: u32,
    },
    /// A temporary file that was left goes.
    Temporary(PathBuf),
    /// A torn end goes into the bin; a draft that is in the session goes.
    Settle {
        /// The session.
        id: String,
    },
    /// A draft without a session goes into the bin, as a piece.
    Orphan {
        /// The draft.
        path: PathBuf,
        /// The id that it was for.
        id: String,
    },
    /// Somebody is added to the people.
    Person(Person),
    /// A script that nobody names goes.
    Script(String),
    /// What has been in the bin for more than thirty days goes.
    Overdue {
        /// The day from which one looks.
        today: Date,
    },
}

impl Mend {
    /// What is done, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Mode { mode, .. } => format!("its mode becomes {mode:04o}"),
            Self::Temporary(_) | Self::Script(_) => "it is removed".to_owned(),
            Self::Settle { .. } => {
                "what is torn goes into the bin, and the file ends behind its last whole entry"
                    .to_owned()
            }
            Self::Orphan { .. } => "it goes into the bin, where it can be read".to_owned(),
            Self::Person(person) => format!(
                "{} is added to the people, as the conversations say",
                person.name
            ),
            Self::Overdue { .. } => "they are taken away for good".to_owned(),
        }
    }
}

impl Library {
    /// Mends one thing.
    ///
    /// # Errors
    /// When another program holds it, or the system refuses. All is as it was then.
    pub fn mend(&self, mend: &Mend, at: Moment) -> Result<(), StoreError> {
        match mend {
            Mend::Mode { path, mode } => fs::set_permissions(path, Permissions::from_mode(*mode))
                .map_err(StoreError::io("given its mode", path)),
            Mend::Temporary(path) => gone(path),
            Mend::Settle { id } => self.settle(id),
            Mend::Orphan { path, id } => {
                let bytes = bytes_of(path)?;
                if !bytes.trim_ascii().is_empty() {
                    files::to_bin(self.dir(), &format!("{id}-draft"), &bytes)?;
                }
                gone(path)
            }
            Mend::Person(person) => self.add_person(person, at),
            Mend::Script(hash) => self.forget_scripts(std::slice::from_ref(hash)),
            Mend::Overdue { today } => self.clear_overdue(*today).map(|_| ()),
        }
    }

    /// Opens a session as one does to go on with it, which puts away what is torn, and closes it again.
    fn settle(&self, id: &str) -> Result<(), StoreError> {
        let (loaded, access) = self.resume(id, |_| {})?;
        let failed = |why: String| StoreError::Io {
            action: "mended",
            path: loaded.path.clone(),
            source: io::Error::other(why),
        };
        match access {
            Access::Writing(writer) => writer
                .finish(PATIENCE)
                .map_err(|unsaved| failed(unsaved.to_string())),
            Access::ReadOnly { why } => Err(failed(why)),
        }
    }
}

fn gone(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(StoreError::io("removed", path)(e)),
        _ => {
            // A name that is gone must stay gone.
            let _ = files::sync_path(files::parent(path));
            Ok(())
        }
    }
}
