//! Sessions' files as the directories show them, for who keeps a list of his own: found and told apart without
//! being read.

use super::cover::Belongs;
use super::error::StoreError;
use super::files;
use super::library::{Library, MAX_SESSION, check_id, names};
use super::loaded::no_head;
use super::{seal, stream};
use crate::session::{Document, Entry, Head};
use crate::yaml::Fault;
use std::collections::HashSet;
use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What tells a file from what it was: size, time of change, and which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub changed: i128,
    /// The number of the file on its disk.
    pub file: u64,
}

impl Stamp {
    fn of(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            changed: i128::from(meta.mtime()) * 1_000_000_000 + i128::from(meta.mtime_nsec()),
            file: meta.ino(),
        }
    }

    /// The stamp of the file at a path.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn at(path: &Path) -> io::Result<Self> {
        Ok(Self::of(&path.metadata()?))
    }

    /// The stamp as one number.
    pub fn number(self) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.size.to_le_bytes());
        hasher.update(&self.changed.to_le_bytes());
        hasher.update(&self.file.to_le_bytes());
        let mut number = [0; 8];
        hasher.finalize_xof().fill(&mut number);
        u64::from_le_bytes(number)
    }
}

/// A session's file that was not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFile {
    /// The session's id.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    /// As what.
    pub stamp: Stamp,
}

impl Library {
    /// All sessions' files, the newest id first. Their drafts are not looked at.
    ///
    /// # Errors
    /// When a directory cannot be read.
    pub fn files(&self) -> Result<Vec<SessionFile>, StoreError> {
        let mut files = Vec::new();
        let mut seen = HashSet::new();
        for dir in self.years()? {
            for name in names(&dir)? {
                let Some(id) = name.strip_suffix(".yaml").filter(|id| check_id(id).is_ok()) else {
                    continue;
                };
                let path = dir.join(&name);
                // One that went meanwhile is gone; one that cannot be looked at will say why when it is read.
                let Ok(meta) = path.metadata() else { continue };
                if seen.insert(id.to_owned()) {
                    files.push(SessionFile {
                        id: id.to_owned(),
                        path,
                        stamp: Stamp::of(&meta),
                    });
                }
            }
        }
        files.sort_unstable_by(|a, b| b.id.cmp(&a.id));
        Ok(files)
    }

    /// The file of one session; `None` when there is none.
    ///
    /// # Errors
    /// When it is no id, or a directory cannot be read.
    pub fn file(&self, id: &str) -> Result<Option<SessionFile>, StoreError> {
        let path = match self.path_of(id) {
            Err(StoreError::NotFound(_)) => return Ok(None),
            other => other?,
        };
        Ok(Stamp::at(&path).ok().map(|stamp| SessionFile {
            id: id.to_owned(),
            path,
            stamp,
        }))
    }

    /// Reads what a session says, without its draft, and without asking whether it was changed outside the program.
    ///
    /// # Errors
    /// As [`Library::load`].
    pub fn content(&self, file: &SessionFile) -> Result<Content, StoreError> {
        let bytes = files::read(&file.path, MAX_SESSION)?;
        let found = self
            .cover()
            .off(&Belongs::session(&file.id), &file.path, &bytes)?;
        let content = stream::content::<Head, Entry>(&found);
        let (head, entries, problems) = content.map_err(|e| no_head(&file.path, e))?;
        // That it has another id is a problem, too.
        let problems = problems.len() + usize::from(head.id != file.id);
        Ok(Content {
            head,
            entries,
            problems,
        })
    }
}

/// What a session says.
#[derive(Debug, Clone)]
pub struct Content {
    /// What it is.
    pub head: Head,
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
    /// How many things are wrong with the file.
    pub problems: usize,
}

/// The bytes of a whole session's file, sealed: for who writes many at once, as an import does.
///
/// # Errors
/// When something of it cannot be written in a form that reads back.
pub fn sealed(head: &Head, entries: &[Entry]) -> Result<Vec<u8>, Fault> {
    let (mut bytes, mut last) = seal::frame(None, 0, &head.to_yaml()?);
    for entry in entries {
        let (document, digits) = seal::frame(Some(&last), entry.n, &entry.to_yaml()?);
        bytes.extend(document);
        last = digits;
    }
    Ok(bytes)
}
