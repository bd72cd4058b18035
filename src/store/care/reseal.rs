//! Sealing a session anew whose entries were changed outside the program: what they say now counts from then on. The file as it
//! was goes into the bin.

use super::super::cover::Belongs;
use super::super::error::StoreError;
use super::super::files;
use super::super::library::{Library, MAX_SESSION, open_locked};
use super::super::loaded::assemble;
use super::super::seal::{self, Chain, Digits, Part, Shape};
use super::super::stream::Integrity;
use crate::session::{Document, Entry, Head};
use crate::vault::frames::FIRST;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What sealing a session anew would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Reseal {
    /// The session.
    pub id: String,
    /// What it is.
    pub head: Head,
    /// Whether its head was changed.
    pub head_changed: bool,
    /// The entries that were changed, as they read now.
    pub changed: Vec<Entry>,
    /// How many parts cannot be read. They stay as they are.
    pub damaged: usize,
}

impl Library {
    /// What sealing a session anew would do; nothing is written.
    ///
    /// # Errors
    /// As [`Library::load`].
    pub fn to_reseal(&self, id: &str) -> Result<Reseal, StoreError> {
        let loaded = self.load(id)?;
        let changed = loaded
            .entries
            .into_iter()
            .filter(|(_, state)| *state == Integrity::Changed);
        Ok(Reseal {
            id: id.to_owned(),
            head: loaded.head,
            head_changed: loaded.head_changed,
            changed: changed.map(|(entry, _)| entry).collect(),
            damaged: loaded
                .problems
                .iter()
                .filter(|p| matches!(p.what, super::super::ProblemKind::Damaged(_)))
                .count(),
        })
    }

    /// Seals a session anew, if it is still as `agreed` says; the file as it was is in the bin. Returns where.
    ///
    /// # Errors
    /// When it has changed since, another program is writing it, or the system refuses. The file is as it was then.
    pub fn reseal(&self, agreed: &Reseal) -> Result<PathBuf, StoreError> {
        let id = &agreed.id;
        self.is_as_opened()?;
        let path = self.path_of(id)?;
        let locked = open_locked(&path).map_err(|e| match e.kind() {
            io::ErrorKind::WouldBlock => StoreError::Running { path: path.clone() },
            _ => StoreError::io("opened", &path)(e),
        })?;
        let bytes = files::read_open(&locked, &path, MAX_SESSION)?;
        if self.to_reseal(id)? != *agreed {
            return Err(StoreError::Io {
                action: "sealed anew",
                path,
                source: io::Error::other("it was changed again since it was shown"),
            });
        }
        let (loaded, tail, _) = assemble(self.cover(), id, &path, &bytes, Ok(Vec::new()))?;
        let of = Belongs::session(id);
        let found = self.cover().off(&of, &path, &bytes)?;
        // In a vault what cannot be opened has no text that could stay.
        if self.keys().is_some() && !found.problems.is_empty() {
            return Err(StoreError::Io {
                action: "sealed anew",
                path,
                source: io::Error::other("a part of it is damaged"),
            });
        }
        let kept = match self.keys() {
            Some(_) => &found.text,
            None => found.text.get(..tail.keep).unwrap_or(&found.text),
        };
        let sealed = sealed_anew(kept).map_err(|fault| StoreError::Encode {
            what: "an entry",
            fault,
        })?;
        let sealed = self.cover().wrapper(of, FIRST).all(&sealed);
        // Nothing is replaced by what does not say the same.
        let (again, _, _) = assemble(self.cover(), id, &path, &sealed, Ok(Vec::new()))?;
        let same = again.head == loaded.head
            && !again.head_changed
            && again
                .entries
                .iter()
                .map(|(e, _)| e)
                .eq(loaded.entries.iter().map(|(e, _)| e))
            && again
                .entries
                .iter()
                .all(|(_, state)| *state == Integrity::Whole);
        if !same {
            return Err(StoreError::Io {
                action: "sealed anew",
                path,
                source: io::Error::other("it would not read back as it does now"),
            });
        }
        let kept = files::to_bin(self.dir(), &format!("{id}-changed"), &bytes)?;
        put(&path, &sealed).map_err(StoreError::io("sealed anew", &path))?;
        Ok(kept)
    }
}

/// Puts other bytes in the place of a file that we hold: beside it, synced, renamed.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temporary = files::temporary(path)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|e| e.error)?;
    files::sync_path(files::parent(path))
}

/// The same documents with new seals. What cannot be read stays, byte for byte.
fn sealed_anew(bytes: &[u8]) -> Result<Vec<u8>, crate::yaml::Fault> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let (mut old, mut last): (_, Option<Digits>) = (Chain::new(), None);
    for (at, part) in seal::parts(bytes).iter().enumerate() {
        let whole = old.verify(part) && part.shape == Shape::Ended;
        let text = String::from_utf8_lossy(part.yaml());
        let known = if at == 0 {
            Head::from_yaml(&text).ok().map(|head| (0, head.to_yaml()))
        } else if part.shape == Shape::Junk {
            None
        } else {
            let entry = Entry::from_yaml(&text).ok();
            entry.map(|entry| (entry.n, entry.to_yaml()))
        };
        match known {
            Some((n, yaml)) => {
                // What is as the program wrote it stays so, but for the seal, which follows another one now.
                let yaml = if whole { text.into_owned() } else { yaml? };
                let (document, digits) = seal::frame(last.as_ref(), n, &yaml);
                out.extend(document);
                last = Some(digits);
            }
            None => out.extend(as_it_is(bytes, part)),
        }
    }
    Ok(out)
}

/// The bytes of a part, ending with a line.
fn as_it_is(bytes: &[u8], part: &Part<'_>) -> Vec<u8> {
    let mut own = bytes.get(part.byte..part.end).unwrap_or_default().to_vec();
    if own.last().is_some_and(|b| *b != b'\n') {
        own.push(b'\n');
    }
    own
}
