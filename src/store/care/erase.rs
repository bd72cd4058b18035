//! Erasing somebody: every conversation with them, what was torn off, what the people's file says of them. What goes is written over
//! once before its name goes; what a disk, its snapshots or a backup keep of it is not in our hands.

use super::super::bin::Deleted;
use super::super::error::StoreError;
use super::super::files;
use super::super::library::{Library, draft_path, names, open_locked};
use crate::session::{Head, Mode, Person};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What would be erased with somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Their id, and the ids of those who were merged into them.
    pub ids: BTreeSet<String>,
    /// Their names.
    names: Vec<String>,
    /// Conversations with them, each with its day, the oldest first.
    pub sessions: BTreeMap<String, Date>,
    /// Those in the bin.
    pub deleted: Vec<Deleted>,
    /// Pieces that were torn off, and copies that came out of a backup.
    pub pieces: Vec<PathBuf>,
    /// Sessions that cannot be read: nobody knows with whom they were.
    pub unread: Vec<String>,
    scripts: BTreeSet<String>,
}

/// What went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Drafts.
    pub drafts: usize,
    /// What the people's file said of them, in entries.
    pub entries: usize,
}

impl Library {
    /// What would be erased with somebody. Nothing is changed.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn to_erase(&self, person: &Person) -> Result<Erasure, StoreError> {
        let people = self.people()?;
        let was = people.merged().filter(|(_, now)| now.id == person.id);
        let mut ids: BTreeSet<String> = was.map(|(id, _)| id.to_owned()).collect();
        ids.insert(person.id.clone());
        let names_of = std::iter::once(&person.name).chain(&person.other_names);
        let mut erasure = Erasure {
            ids,
            names: names_of.cloned().collect(),
            sessions: BTreeMap::new(),
            deleted: Vec::new(),
            pieces: Vec::new(),
            unread: Vec::new(),
            scripts: BTreeSet::new(),
        };
        for id in self.ids()? {
            match self.load(&id) {
                Ok(loaded) if erasure.is_theirs(&loaded.head) => {
                    erasure.sessions.insert(id, loaded.head.began.date());
                    erasure.names_scripts(&loaded.head);
                }
                Ok(_) | Err(StoreError::NotFound(_)) => {}
                Err(_) => erasure.unread.push(id),
            }
        }
        for deleted in self.deleted()? {
            match self.head_of(&deleted) {
                Ok(head) if erasure.is_theirs(&head) => {
                    erasure.names_scripts(&head);
                    erasure.deleted.push(deleted);
                }
                Ok(_) => {}
                Err(_) => erasure.unread.push(deleted.id),
            }
        }
        erasure.pieces = self.pieces_of(&erasure)?;
        Ok(erasure)
    }

    /// Files that no list of sessions has: torn ends, drafts without a session, files as they were before they were sealed anew, copies
    /// out of a backup.
    fn pieces_of(&self, erasure: &Erasure) -> Result<Vec<PathBuf>, StoreError> {
        let mut dirs = self.years()?;
        dirs.push(self.dir().join("bin"));
        dirs.push(self.dir().to_owned());
        let gone: BTreeSet<&str> = erasure
            .sessions
            .keys()
            .map(String::as_str)
            .chain(erasure.deleted.iter().map(|d| d.id.as_str()))
            .collect();
        let mut pieces = Vec::new();
        for dir in dirs {
            for name in names(&dir)? {
                let of_session = gone.iter().any(|id| {
                    let rest = name.strip_prefix(id);
                    rest.is_some_and(|r| r.starts_with('-') || r.starts_with(".restored-"))
                });
                let of_people = name.starts_with("people-") || name.starts_with("people.restored-");
                let path = dir.join(name);
                // In a vault a torn piece of the people is nothing that anybody could read.
                let theirs = self.keys().is_some() || erasure.is_named_in(&path);
                if of_session || (of_people && theirs) {
                    pieces.push(path);
                }
            }
        }
        pieces.sort();
        Ok(pieces)
    }

    /// Erases it for good. All of it is held first, so that nobody is writing it; whoever stops it in the middle can do it again.
    ///
    /// # Errors
    /// When another program is writing one of the sessions, or the system refuses.
    pub fn erase(&self, erasure: &Erasure) -> Result<Erased, StoreError> {
        self.is_as_opened()?;
        let mut held: Vec<(PathBuf, File)> = Vec::new();
        for id in erasure.sessions.keys() {
            match self.path_of(id) {
                Ok(path) => held.push((path.clone(), hold(&path)?)),
                Err(StoreError::NotFound(_)) => {}
                Err(e) => return Err(e),
            }
        }
        for deleted in &erasure.deleted {
            if deleted.path().exists() {
                held.push((deleted.path().to_owned(), hold(deleted.path())?));
            }
        }
        let mut erased = Erased::default();
        for piece in &erasure.pieces {
            wipe(piece)?;
        }
        for (path, _lock) in &held {
            // The draft first: as long as the session is there, it is found again.
            erased.drafts += usize::from(wipe(&draft_path(path))?);
            wipe(path)?;
        }
        for deleted in &erasure.deleted {
            // One that a killed program has left in the year of its session.
            for dir in self.years()? {
                erased.drafts += usize::from(wipe(&dir.join(format!("{}.draft", deleted.id)))?);
            }
        }
        let scripts: Vec<String> = erasure.scripts.iter().cloned().collect();
        self.forget_scripts(&scripts)?;
        // The people last: until then they are found by their name.
        erased.entries = self.forget_people(&erasure.ids, &erasure.names)?;
        Ok(erased)
    }
}

impl Erasure {
    fn is_theirs(&self, head: &Head) -> bool {
        head.mode != Mode::Practice && self.ids.contains(&head.person.id)
    }

    fn names_scripts(&mut self, head: &Head) {
        self.scripts.insert(head.script.hash.clone());
    }

    fn is_named_in(&self, path: &Path) -> bool {
        let bytes = super::examine::bytes_of(path).unwrap_or_default();
        says(&bytes, &self.ids, &self.names)
    }

    /// How many conversations, in the library and in the bin.
    pub fn conversations(&self) -> usize {
        self.sessions.len() + self.deleted.len()
    }
}

/// Whether bytes have one of the ids or names in them.
pub(in crate::store) fn says(bytes: &[u8], ids: &BTreeSet<String>, names: &[String]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    ids.iter()
        .chain(names)
        .any(|name| text.contains(name.as_str()))
}

fn hold(path: &Path) -> Result<File, StoreError> {
    open_locked(path).map_err(|e| match e.kind() {
        io::ErrorKind::WouldBlock => StoreError::Running {
            path: path.to_owned(),
        },
        _ => StoreError::io("opened", path)(e),
    })
}

/// Writes over a file and takes its name away; whether it was there.
pub(in crate::store) fn wipe(path: &Path) -> Result<bool, StoreError> {
    let about = match path.symlink_metadata() {
        Ok(about) => about,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(StoreError::io("looked at", path)(e)),
    };
    if about.is_file()
        && let Ok(file) = OpenOptions::new().write(true).open(path)
    {
        over(&file, about.len()).map_err(StoreError::io("written over", path))?;
    }
    fs::remove_file(path).map_err(StoreError::io("removed", path))?;
    // A name that is gone must stay gone.
    let _ = files::sync_path(files::parent(path));
    Ok(true)
}

/// Writes nothing over so many bytes of a file, and waits for the disk.
pub(in crate::store) fn over(mut file: &File, bytes: u64) -> io::Result<()> {
    const PIECE: usize = 1 << 14;
    let nothing = [0; PIECE];
    let mut left = bytes;
    while left > 0 {
        let piece = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        file.write_all(nothing.get(..piece).unwrap_or_default())?;
        left -= piece as u64;
    }
    file.sync_all()
}
