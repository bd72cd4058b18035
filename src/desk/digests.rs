//! All sessions in short, for the folds over many of them.

use super::cache::Cache;
use super::shelf::Scripts;
use super::{DeskError, Shelf};
use crate::ledger::{Digest, Questions};
use crate::listen::{Listener, Question, Speaker};
use crate::script::catalogue::vocabulary;
use crate::session::{Kind, Mode, Person, PersonRef, Seat, Session};
use crate::store::{People, SessionFile};
use std::collections::HashMap;

/// What going through all sessions gave, with the people as they are called now.
#[derive(Debug, Clone, Default)]
pub struct Digests {
    /// Those that were to be held, the newest first.
    pub all: Vec<Digest>,
    /// The ids of those that could not be read, and why.
    pub skipped: Vec<(String, String)>,
    /// Everybody who is known.
    pub people: People,
}

/// Is told how many sessions were gone through, and how many there are. Says whether to go on.
pub(super) type Going<'p> = dyn FnMut(usize, usize) -> bool + 'p;

/// Takes a session in short, and gives back what of it is to be held: a hundred thousand of them are half a gigabyte.
pub(super) type Take<'t> = dyn FnMut(Digest) -> Option<Digest> + 't;

/// Whom an id means now, for each that is known.
struct Called(HashMap<String, PersonRef>);

impl Called {
    fn new(people: &People) -> Self {
        let all = people.all.iter().map(|p| (p.id.as_str(), p));
        let now = |(id, p): (&str, &Person)| (id.to_owned(), PersonRef::from(p));
        Self(all.chain(people.merged()).map(now).collect())
    }

    /// Puts in whom a session belongs to now. A simulated client is nobody among the people. Whoever is known from their sessions alone is
    /// somebody, too: the file of the people may be lost.
    fn now(&mut self, digest: &mut Digest, people: &mut People) {
        if digest.mode == Mode::Practice {
            return;
        }
        if let Some(person) = self.0.get(&digest.person.id) {
            digest.person = person.clone();
        } else if !digest.person.is_me() {
            let PersonRef {
                id,
                name,
                organisation,
            } = digest.person.clone();
            self.0.insert(id.clone(), digest.person.clone());
            people.all.push(Person {
                id,
                name,
                organisation,
                other_names: Vec::new(),
            });
        }
    }
}

impl Shelf {
    /// Goes through all sessions in any order, and shows each in short to `see`, without what only a person's own page shows. One that
    /// cannot be read is passed over and counted. `progress` is told how many were gone through, and how many there are.
    ///
    /// # Errors
    /// When the directories or the people cannot be read.
    pub fn each_digest(
        &self,
        mut see: impl FnMut(&Digest),
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Digests, DeskError> {
        let mut take = |digest| {
            see(&digest);
            None
        };
        self.through(&mut take, &mut |at, all| {
            progress(at, all);
            true
        })
    }

    /// The sessions of one person, and all that is in them; the people are complete.
    ///
    /// # Errors
    /// As for [`Self::each_digest`].
    pub fn digests_with(
        &self,
        person: &str,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Digests, DeskError> {
        self.in_full(person, &mut |at, all| {
            progress(at, all);
            true
        })
    }

    /// The sessions with one person, read again and in full.
    pub(super) fn in_full(
        &self,
        person: &str,
        going: &mut Going<'_>,
    ) -> Result<Digests, DeskError> {
        let mut scripts = Scripts::new();
        let mut theirs = |d: Digest| (d.person.id == person).then_some(d);
        let mut found = self.through(&mut theirs, going)?;
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
        Ok(found)
    }

    /// Goes through all sessions, in any order, and holds of each what `take` gives back.
    pub(super) fn through(
        &self,
        take: &mut Take<'_>,
        going: &mut Going<'_>,
    ) -> Result<Digests, DeskError> {
        let library = self.library();
        let mut found = Digests {
            people: library.people()?,
            ..Digests::default()
        };
        let files = library.files()?;
        let mut known = vec![false; files.len()];
        let mut held: Vec<(usize, Digest)> = Vec::new();
        let mut called = Called::new(&found.people);
        let mut one = |found: &mut Digests, at: usize, mut digest: Digest| {
            called.now(&mut digest, &mut found.people);
            held.extend(take(digest).map(|digest| (at, digest)));
        };
        let mut count = 0;
        let mut next = || {
            count += 1;
            going(count, files.len())
        };
        let mut goes_on = true;
        if let Some(cache) = self.cache() {
            cache.read(library, &files, |at, digest| {
                // A file that was written to by two at once may have it twice.
                if let Some(known) = known.get_mut(at).filter(|known| !**known && goes_on) {
                    *known = true;
                    one(&mut found, at, digest);
                    goes_on = next();
                }
            });
        }
        if !goes_on {
            return Err(DeskError::Stopped);
        }
        let mut adding = Cache::adding(self.cache(), library);
        let mut making = Making::default();
        for (at, file) in files.iter().enumerate() {
            if known.get(at).copied().unwrap_or_default() {
                continue;
            }
            match self.make(file, &mut making) {
                Ok((digest, sure)) => {
                    let lean = digest.lean();
                    if sure {
                        adding.add(file, &lean);
                    }
                    one(&mut found, at, lean);
                }
                Err(error) => found.skipped.push((file.id.clone(), error.sentence())),
            }
            if !next() {
                return Err(DeskError::Stopped);
            }
        }
        held.sort_unstable_by_key(|(at, _)| *at);
        found.all = held.into_iter().map(|(_, digest)| digest).collect();
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
