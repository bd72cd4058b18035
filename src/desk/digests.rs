//! All sessions in short, for the folds over many of them.

use super::shelf::Scripts;
use super::{DeskError, Shelf};
use crate::ledger::Digest;
use crate::session::{Mode, Person};
use crate::store::People;

/// All sessions in short, with the people as they are called now.
#[derive(Debug, Clone, Default)]
pub struct Digests {
    /// Those that could be read, the newest first.
    pub all: Vec<Digest>,
    /// The ids of those that could not, and why.
    pub skipped: Vec<(String, String)>,
    /// Everybody who is known.
    pub people: People,
}

impl Digests {
    /// Whoever is known from their sessions alone is somebody, too: the file of the people may be lost.
    fn complete(&mut self) {
        for digest in &self.all {
            let person = &digest.person;
            let real = digest.mode != Mode::Practice && !person.is_me();
            if real && self.people.of(&person.id).is_none() {
                self.people.all.push(Person {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    organisation: person.organisation.clone(),
                    other_names: Vec::new(),
                });
            }
        }
    }
}

impl Shelf {
    /// Goes through all sessions. One that cannot be read is passed over and counted. `progress` is told how many were gone
    /// through, and how many there are.
    ///
    /// # Errors
    /// When the directories or the people cannot be read.
    pub fn digests(&self, mut progress: impl FnMut(usize, usize)) -> Result<Digests, DeskError> {
        let library = self.library();
        let mut found = Digests {
            people: library.people()?,
            ..Digests::default()
        };
        let ids = library.ids()?;
        let mut scripts = Scripts::new();
        for (at, id) in ids.iter().enumerate() {
            match library.load(id) {
                Ok(loaded) => {
                    let (session, _) = self.alone_with(loaded, &mut scripts);
                    let mut digest = Digest::of(&session);
                    // A file is found by its name, whatever it says of itself.
                    digest.id.clone_from(id);
                    called_now(&found.people, &mut digest);
                    found.all.push(digest);
                }
                Err(error) => found
                    .skipped
                    .push((id.clone(), DeskError::from(error).sentence())),
            }
            progress(at + 1, ids.len());
        }
        found.complete();
        Ok(found)
    }

    /// The one person who is meant by a name, another name, or the beginning of an id.
    ///
    /// # Errors
    /// When nobody is called so, or several are.
    pub fn person(
        &self,
        people: &People,
        asked: &str,
        organisation: Option<&str>,
    ) -> Result<Person, DeskError> {
        match people.meant(asked, organisation).as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(DeskError::NoPerson(crate::text::clean_line(asked))),
            several => {
                let line = |p: &&Person| {
                    let place = p.organisation.as_deref().unwrap_or("no organisation");
                    format!("\n  {} · {place} · {}", p.name, p.id)
                };
                Err(DeskError::Several {
                    name: crate::text::clean_line(asked),
                    list: several.iter().map(line).collect(),
                })
            }
        }
    }
}

/// Puts in whom a session belongs to now. A simulated client is nobody among the people.
fn called_now(people: &People, digest: &mut Digest) {
    if digest.mode == Mode::Practice {
        return;
    }
    if let Some(person) = people.of(&digest.person.id) {
        digest.person = person.into();
    }
}
