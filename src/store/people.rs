//! The people whom the user talks with: `people.yaml`, sealed and append-only like a session.

use super::error::StoreError;
use super::files::{self, Durable};
use super::library::{Library, MAX_SESSION, check_id, open_locked};
use super::loaded::no_head;
use super::problem::{Problem, ProblemKind};
use super::seal;
use super::stream::{self, Integrity, Numbered, Stream};
use crate::session::{Document, Moment, Person};
use crate::text::{clean_line, folded, same_words};
use crate::yaml::{self, Fault};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The version of the file that this program writes.
const VERSION: u32 = 1;
/// How long to wait for another process that is adding someone.
const PATIENCE: Duration = Duration::from_secs(2);

/// Everybody who is known.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// In the order in which they came.
    pub all: Vec<Person>,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

impl People {
    /// Those with this name, or this other name; case, accents and spaces do not count. With an
    /// organisation only those who work there.
    pub fn matching(&self, name: &str, organisation: Option<&str>) -> Vec<&Person> {
        let name = folded(name);
        let is_called = |p: &Person| {
            let mut names = std::iter::once(&p.name).chain(&p.other_names);
            names.any(|n| folded(n) == name)
        };
        let works_there = |p: &Person| {
            organisation.is_none_or(|asked| {
                let there = p.organisation.as_deref();
                there.is_some_and(|org| same_words(org, asked))
            })
        };
        let all = self.all.iter();
        all.filter(|p| is_called(p) && works_there(p)).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleHead {
    mineral: String,
    version: u32,
}

/// What the first field of the file says.
const PEOPLE: &str = "people";

impl Document for PeopleHead {
    fn to_yaml(&self) -> Result<String, Fault> {
        yaml::write(self)
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        let head: Self = yaml::read(text)?;
        let message = if head.mineral != PEOPLE {
            format!("this is a {:?} file, not the people", head.mineral)
        } else if head.version > VERSION {
            format!(
                "this file has format version {}; this program reads up to {VERSION}: update mineral",
                head.version
            )
        } else {
            return Ok(head);
        };
        Err(Fault {
            line: 0,
            column: 0,
            message,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonDoc {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    #[serde(default, rename = "other-names", skip_serializing_if = "Vec::is_empty")]
    other_names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    n: u32,
    at: Moment,
    person: PersonDoc,
}

impl Numbered for PersonEntry {
    fn number(&self) -> u32 {
        self.n
    }
}

impl Document for PersonEntry {
    fn to_yaml(&self) -> Result<String, Fault> {
        yaml::write(self)
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        yaml::read(text)
    }
}

impl From<&Person> for PersonDoc {
    fn from(person: &Person) -> Self {
        Self {
            id: clean_line(&person.id),
            name: clean_line(&person.name),
            organisation: person.organisation.as_deref().map(clean_line),
            other_names: person.other_names.iter().map(|n| clean_line(n)).collect(),
        }
    }
}

impl From<PersonDoc> for Person {
    fn from(doc: PersonDoc) -> Self {
        Self {
            id: clean_line(&doc.id),
            name: clean_line(&doc.name),
            organisation: doc.organisation.map(|o| clean_line(&o)),
            other_names: doc.other_names.iter().map(|n| clean_line(n)).collect(),
        }
    }
}

type Register = Stream<PeopleHead, PersonEntry>;

fn read(path: &Path, bytes: &[u8]) -> Result<Register, StoreError> {
    stream::read(bytes).map_err(|e| no_head(path, e))
}

impl Library {
    fn people_path(&self) -> PathBuf {
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
        let mut register = read(&path, &bytes)?;
        let states = register.entries.iter().map(|(e, state)| (e.n, *state));
        let states = std::iter::once((0, register.head_state)).chain(states);
        for (n, state) in states {
            if state == Integrity::Changed {
                let changed = Problem::general(ProblemKind::Changed { n });
                register.problems.push(changed);
            }
        }
        let entries = register.entries.into_iter();
        Ok(People {
            all: entries.map(|(entry, _)| entry.person.into()).collect(),
            problems: register.problems,
        })
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

    pub(super) fn add(
        &self,
        person: &Person,
        at: Moment,
        mut durable: Durable<'_>,
    ) -> Result<(), StoreError> {
        check_id(&person.id)?;
        let path = self.people_path();
        let file = self.open_people(&path, &mut durable)?;
        let bytes = files::read_open(&file, &path, MAX_SESSION)?;
        let register = read(&path, &bytes)?;
        let person = PersonDoc::from(person);
        let known = register.entries.iter().map(|(e, _)| &e.person);
        if let Some(there) = known.into_iter().find(|p| p.id == person.id) {
            return if *there == person {
                Ok(())
            } else {
                Err(StoreError::PersonExists(person.id))
            };
        }
        let last = register.entries.iter().map(|(e, _)| e.n).max();
        let entry = PersonEntry {
            n: last.unwrap_or(0).saturating_add(1),
            at,
            person,
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
        append(&file, tail.keep as u64, &document).map_err(StoreError::io("written", &path))?;
        durable
            .see_to(&path)
            .map_err(StoreError::io("synced", &path))
    }

    /// The people's file, locked; made when it is not there.
    fn open_people(&self, path: &Path, durable: &mut Durable<'_>) -> Result<File, StoreError> {
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

/// Appends one document behind the first `keep` bytes, or leaves the file as it was.
fn append(file: &File, keep: u64, document: &[u8]) -> io::Result<()> {
    file.set_len(keep)?;
    let written = super::writer::write_once(file, document);
    if written.is_err() {
        // The first error is the one to tell.
        let _ = file.set_len(keep);
    }
    written
}
