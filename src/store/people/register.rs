//! `people.yaml`: sealed and append-only like a session, read and added to by several programs at once.

use super::super::cover::{Belongs, Cover};
use super::super::error::StoreError;
use super::super::files::{self, Durable};
use super::super::library::{Library, MAX_SESSION, check_id, open_locked};
use super::super::loaded::no_head;
use super::super::problem::{Problem, ProblemKind};
use super::super::seal;
use super::super::stream::{self, Integrity, Stream};
use super::record::{Change, PEOPLE, PeopleHead, PersonDoc, PersonEntry, TakenBack, VERSION};
use super::{People, name};
use crate::session::{Document, Moment, Person};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to wait for another process that is adding someone.
const PATIENCE: Duration = Duration::from_secs(2);

type Register = Stream<PeopleHead, PersonEntry>;

fn read(cover: &Cover, path: &Path, bytes: &[u8]) -> Result<Register, StoreError> {
    let found = cover.off(&Belongs::people(), path, bytes)?;
    stream::read(&found).map_err(|e| no_head(path, e))
}

impl Library {
    pub(super) fn people_path(&self) -> PathBuf {
        self.dir().join("people.yaml")
    }

    /// Everybody who is known; nobody when there is no file yet.
    ///
    /// # Errors
    /// When the file cannot be read, or is not the people's.
    pub fn people(&self) -> Result<People, StoreError> {
        let path = self.people_path();
        let bytes = match files::read(&path, MAX_SESSION) {
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok(People::default());
            }
            other => other?,
        };
        let mut register = read(self.cover(), &path, &bytes)?;
        let states = register.entries.iter().map(|(e, state)| (e.n, *state));
        let states = std::iter::once((0, register.head_state)).chain(states);
        for (n, state) in states {
            if state == Integrity::Changed {
                let changed = Problem::general(ProblemKind::Changed { n });
                register.problems.push(changed);
            }
        }
        let entries = register.entries.into_iter().map(|(entry, _)| entry);
        Ok(People::fold(entries.collect(), register.problems))
    }

    /// Adds a person; on disk when this returns. One who is there already, word for word, is not added
    /// again.
    ///
    /// # Errors
    /// When the id is none or belongs to somebody else, another process does not let go of the file, or
    /// the system refuses.
    pub fn add_person(&self, person: &Person, at: Moment) -> Result<(), StoreError> {
        self.add(person, at, Durable::Now)
    }

    pub(in crate::store) fn add(
        &self,
        person: &Person,
        at: Moment,
        durable: Durable<'_>,
    ) -> Result<(), StoreError> {
        check_id(&person.id)?;
        let person = PersonDoc::from(person);
        self.change(at, durable, |entries| {
            let mut known = entries.iter().filter_map(|e| match &e.change {
                Change::Person(known) => Some(known),
                _ => None,
            });
            match known.find(|p| p.id == person.id) {
                Some(there) if *there == person => Ok(None),
                Some(_) => Err(StoreError::PersonExists(person.id.clone())),
                None => Ok(Some((Change::Person(person), ()))),
            }
        })
        .map(|_| ())
    }

    /// Gives a person another name; what they were called until now still finds them. On disk when this returns. Returns
    /// the person as they were.
    ///
    /// # Errors
    /// When there is no such person, the name is none or theirs already, another process does not let go of the file,
    /// or the system refuses.
    pub fn rename_person(&self, id: &str, to: &str, at: Moment) -> Result<Person, StoreError> {
        let to = name(to).map_err(StoreError::Unchanged)?;
        let renamed = self.change(at, Durable::Now, |entries| {
            let people = People::fold(entries.to_vec(), Vec::new());
            let person = known(&people, id)?;
            if person.name == to {
                let why = format!("{to} is called so already");
                return Err(StoreError::Unchanged(why));
            }
            let change = Change::Renamed {
                id: person.id.clone(),
                name: to,
            };
            Ok(Some((change, person.clone())))
        })?;
        renamed.ok_or_else(|| StoreError::NoPerson(id.to_owned()))
    }

    /// Says that two people are one: the sessions of the first belong to the second from now on, and so do their names. On
    /// disk when this returns.
    ///
    /// # Errors
    /// When one of them is not there, or they are one already; else as [`Self::rename_person`].
    pub fn merge_people(&self, id: &str, into: &str, at: Moment) -> Result<(), StoreError> {
        self.change(at, Durable::Now, |entries| {
            let people = People::fold(entries.to_vec(), Vec::new());
            let (one, other) = (known(&people, id)?, known(&people, into)?);
            if one.id == other.id {
                let why = format!("these two are one person already: {}", other.name);
                return Err(StoreError::Unchanged(why));
            }
            let change = Change::Merged {
                id: one.id.clone(),
                into: other.id.clone(),
            };
            Ok(Some((change, ())))
        })
        .map(|_| ())
    }

    /// Takes back the newest renaming or merging that was not taken back yet. On disk when this returns. Says what it was;
    /// `None` when there is none.
    ///
    /// # Errors
    /// When another process does not let go of the file, or the system refuses.
    pub fn undo_people(&self, at: Moment) -> Result<Option<TakenBack>, StoreError> {
        if !self.people_path().exists() {
            return Ok(None);
        }
        self.change(at, Durable::Now, |entries| {
            let undone = super::undone(entries);
            let said = |e: &PersonEntry| match e.change.clone() {
                Change::Renamed { id, name } => Some((e.n, TakenBack::Renamed { id, name })),
                Change::Merged { id, into } => Some((e.n, TakenBack::Merged { id, into })),
                Change::Person(_) | Change::Undone { .. } => None,
            };
            let counting = entries.iter().filter(|e| !undone.contains(&e.n));
            let newest = counting.filter_map(said).max_by_key(|(n, _)| *n);
            Ok(newest.map(|(of, said)| (Change::Undone { of }, said)))
        })
    }

    /// Adds what `decide` makes of the entries, which nobody else can change meanwhile. `None` adds nothing.
    fn change<T>(
        &self,
        at: Moment,
        mut durable: Durable<'_>,
        decide: impl FnOnce(&[PersonEntry]) -> Result<Option<(Change, T)>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let path = self.people_path();
        self.is_as_opened()?;
        let file = self.open_people(&path, &mut durable)?;
        let bytes = files::read_open(&file, &path, MAX_SESSION)?;
        let register = read(self.cover(), &path, &bytes)?;
        let entries: Vec<PersonEntry> = register.entries.into_iter().map(|(e, _)| e).collect();
        let Some((change, done)) = decide(&entries)? else {
            return Ok(None);
        };
        let last = entries.iter().map(|e| e.n).max();
        let entry = PersonEntry {
            n: last.unwrap_or(0).saturating_add(1),
            at,
            change,
        };
        let yaml = entry.to_yaml().map_err(|fault| StoreError::Encode {
            what: "the person",
            fault,
        })?;
        let tail = &register.tail;
        if register.problems.iter().any(Problem::is_cut) {
            let cut = bytes.get(tail.keep..).unwrap_or_default();
            files::to_bin(self.dir(), "people-cut", cut)?;
        }
        let mut document = tail.before.to_vec();
        document.extend(seal::frame(tail.seal.as_ref(), entry.n, &yaml).0);
        let mut wrapper = self.cover().wrapper(Belongs::people(), tail.tag);
        let document = wrapper.next(entry.n, tail.seal.as_ref(), document);
        append(&file, tail.keep as u64, &document).map_err(StoreError::io("written", &path))?;
        durable
            .see_to(&path)
            .map_err(StoreError::io("synced", &path))?;
        Ok(Some(done))
    }

    /// The people's file, locked; made when it is not there.
    pub(super) fn open_people(
        &self,
        path: &Path,
        durable: &mut Durable<'_>,
    ) -> Result<File, StoreError> {
        let until = Instant::now() + PATIENCE;
        loop {
            let result = match open_locked(path) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    self.begin_people(path, durable)?
                }
                other => other,
            };
            match result {
                Ok(file) => return Ok(file),
                Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock) => {
                    if Instant::now() >= until {
                        let path = path.to_owned();
                        return Err(StoreError::Busy { path });
                    }
                    // There is no lock call with a limit of time.
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(StoreError::io("opened", path)(e)),
            }
        }
    }

    fn begin_people(
        &self,
        path: &Path,
        durable: &mut Durable<'_>,
    ) -> Result<io::Result<File>, StoreError> {
        let head = PeopleHead {
            mineral: PEOPLE.to_owned(),
            version: VERSION,
        };
        let yaml = head.to_yaml().map_err(|fault| StoreError::Encode {
            what: "the head of the people",
            fault,
        })?;
        let (bytes, _) = seal::frame(None, 0, &yaml);
        let bytes = self.cover().blob(Belongs::people(), &bytes);
        files::make_dirs(self.dir(), durable.again())
            .map_err(StoreError::io("made", self.dir()))?;
        // What was placed is read back through its path, so that both ways are one.
        Ok(
            files::place_new(path, &bytes, durable.again()).and_then(|placed| {
                drop(placed);
                open_locked(path)
            }),
        )
    }
}

/// Somebody who is there.
fn known<'a>(people: &'a People, id: &str) -> Result<&'a Person, StoreError> {
    people
        .of(id)
        .ok_or_else(|| StoreError::NoPerson(id.to_owned()))
}

/// Appends one document behind the first `keep` bytes, or leaves the file as it was.
fn append(file: &File, keep: u64, document: &[u8]) -> io::Result<()> {
    file.set_len(keep)?;
    let written = super::super::writer::write_once(file, document);
    if written.is_err() {
        // The first error is the one to tell.
        let _ = file.set_len(keep);
    }
    written
}
