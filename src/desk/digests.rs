//! All sessions in short, for the folds over many of them.

use super::cache::Cache;
use super::shelf::Scripts;
use super::{DeskError, Shelf};
use crate::ledger::{Digest, Questions};
use crate::listen::{Listener, Question, Speaker};
use crate::script::catalogue::vocabulary;
use crate::session::{Kind, Mode, Person, Seat, Session};
use crate::store::{People, SessionFile};
use std::collections::HashMap;

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

/// Is told how many sessions were gone through, and how many there are. Says whether to go on.
pub(super) type Going<'p> = dyn FnMut(usize, usize) -> bool + 'p;

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
    /// through, and how many there are. What only a person's own page shows is left out: see [`Self::digests_with`].
    ///
    /// # Errors
    /// When the directories or the people cannot be read.
    pub fn digests(&self, mut progress: impl FnMut(usize, usize)) -> Result<Digests, DeskError> {
        self.through(Digest::lean, &mut |at, all| {
            progress(at, all);
            true
        })
    }

    /// As [`Self::digests`], but of one person's sessions alone, and all that is in them; the people are complete.
    ///
    /// # Errors
    /// As there.
    pub fn digests_with(
        &self,
        person: &str,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Digests, DeskError> {
        let found = self.through(Digest::for_due, &mut |at, all| {
            progress(at, all);
            true
        })?;
        Ok(self.in_full(found, person))
    }

    /// The sessions with one person, read again and in full.
    pub(super) fn in_full(&self, mut found: Digests, person: &str) -> Digests {
        let mut scripts = Scripts::new();
        found.all.retain(|d| d.person.id == person);
        for digest in &mut found.all {
            // One that went meanwhile stays as it was.
            if let Ok(loaded) = self.library().load(&digest.id) {
                let (session, _) = self.alone_with(loaded, &mut scripts);
                let person = digest.person.clone();
                let id = std::mem::take(&mut digest.id);
                *digest = Digest::of(&session);
                (digest.id, digest.person) = (id, person);
            }
        }
        found
    }

    /// Goes through all sessions, and keeps of each what `keep` leaves.
    pub(super) fn through(
        &self,
        keep: fn(Digest) -> Digest,
        going: &mut Going<'_>,
    ) -> Result<Digests, DeskError> {
        let library = self.library();
        let mut found = Digests {
            people: library.people()?,
            ..Digests::default()
        };
        let files = library.files()?;
        let mut known: Vec<Option<Digest>> = Vec::new();
        known.resize_with(files.len(), || None);
        if let Some(cache) = self.cache() {
            cache.read(library, &files, |at, digest| {
                if let Some(place) = known.get_mut(at) {
                    *place = Some(keep(digest));
                }
            });
        }
        let mut adding = Cache::adding(self.cache(), library);
        let mut making = Making::default();
        for (at, (file, known)) in files.iter().zip(known).enumerate() {
            let digest = match known {
                Some(digest) => Ok(digest),
                None => self.make(file, &mut making).map(|(digest, sure)| {
                    let lean = digest.lean();
                    if sure {
                        adding.add(file, &lean);
                    }
                    keep(lean)
                }),
            };
            match digest {
                Ok(mut digest) => {
                    called_now(&found.people, &mut digest);
                    found.all.push(digest);
                }
                Err(error) => found.skipped.push((file.id.clone(), error.sentence())),
            }
            if !going(at + 1, files.len()) {
                return Err(DeskError::Stopped);
            }
        }
        found.complete();
        Ok(found)
    }

    /// A session in short, and whether it will be the same as long as its file is.
    fn make(&self, file: &SessionFile, making: &mut Making) -> Result<(Digest, bool), DeskError> {
        let loaded = self.library().load(&file.id)?;
        let hash = loaded.head.script.hash.clone();
        let (session, _) = self.alone_with(loaded, &mut making.scripts);
        let mut digest = Digest::of(&session);
        // A file is found by its name, whatever it says of itself.
        digest.id.clone_from(&file.id);
        digest.questions = making.questions(&session)?;
        // Where the script is not kept beside it, the session is read with the one that there is today.
        let kept = making.kept.entry(hash);
        let sure = *kept.or_insert_with_key(|hash| self.library().script_used(hash).is_ok());
        Ok((digest, sure))
    }

    /// Forgets what was kept of sessions in short: it is made again from their files.
    pub fn forget_digests(&self) {
        if let Some(cache) = self.cache() {
            cache.forget();
        }
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

/// What making many digests shares.
#[derive(Default)]
struct Making {
    scripts: Scripts,
    /// Whether a script is kept beside the sessions, by its hash.
    kept: HashMap<String, bool>,
    listener: Option<Listener>,
}

impl Making {
    /// How the user asked in a practice with a simulated client: elsewhere their words are not known.
    fn questions(&mut self, session: &Session) -> Result<Option<Questions>, DeskError> {
        let practice = session.head().practice.as_ref();
        if practice.is_none_or(|p| p.seat != Seat::Simulated) {
            return Ok(None);
        }
        let listener = match &mut self.listener {
            Some(listener) => listener,
            none => none.insert(Listener::new(vocabulary()).map_err(DeskError::Listening)?),
        };
        let mut asked = Questions { open: 0, closed: 0 };
        listener.begin();
        for entry in session.counting() {
            match &entry.kind {
                Kind::Said(said) => match listener.hear(Speaker::Coach, &said.text).question {
                    Question::Open => asked.open += 1,
                    Question::Closed => asked.closed += 1,
                    Question::None => {}
                },
                Kind::Reply(reply) => {
                    listener.hear(Speaker::Client, &reply.text);
                }
                _ => {}
            }
        }
        Ok(Some(asked))
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
