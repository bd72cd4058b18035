//! Beginning a session, and going on with one.

use super::{Desk, DeskError, Shelf, saving};
use crate::app::{Event, Loaded, Now, Opened};
use crate::script::catalogue;
use crate::session::{Head, Mode, Person, PersonRef, ScriptRef, Session};
use crate::store::{Access, Library, Report};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

impl Desk {
    fn reporter(&self) -> impl Fn(Report) + Send + Sync + 'static {
        let reporter = Arc::clone(&self.reporter);
        move |report| {
            if let Some(saving) = saving(report) {
                reporter(saving);
            }
        }
    }

    /// Begins a session with a person: the one of that name, or a new one; where several have it, they come
    /// back to be chosen from. `person` is the one that was chosen; empty for somebody new.
    pub(super) fn begin(
        &mut self,
        script: &str,
        name: &str,
        organisation: Option<String>,
        person: Option<&str>,
        now: Now,
    ) -> Result<Event, DeskError> {
        let library = self.shelf.library().clone();
        let builtin =
            catalogue::builtin(script).ok_or_else(|| DeskError::NoScript(script.to_owned()))?;
        let script = builtin
            .script()
            .map_err(|report| DeskError::Script(Box::new(report)))?;
        let people = library.people()?;
        let matching = people.matching(name, organisation.as_deref());
        let person = match (person, matching.as_slice()) {
            (Some(id), people) if !id.is_empty() => people.iter().find(|p| p.id == id).copied(),
            (Some(_), _) | (None, []) => None,
            (None, [one]) => Some(*one),
            (None, several) => {
                return Ok(Event::Which {
                    people: several.iter().map(|p| (*p).clone()).collect(),
                    script: script.id,
                    name: name.to_owned(),
                    organisation,
                });
            }
        };
        let person = match person {
            Some(person) => (person.clone(), false),
            None => (newcomer(name, organisation), true),
        };
        let (person, new) = person;
        let head = Head {
            id: Library::new_id(SystemTime::now()),
            began: now.at,
            mode: Mode::Live,
            script: ScriptRef {
                id: script.id.clone(),
                title: script.title.clone(),
                hash: Library::hash(builtin.text.as_bytes()),
            },
            person: PersonRef {
                id: person.id.clone(),
                name: person.name.clone(),
                organisation: person.organisation.clone(),
            },
        };
        self.finish();
        let script_text = builtin.text.as_bytes();
        let newcomer = new.then_some(&person);
        self.writer = Some(library.create(&head, script_text, newcomer, self.reporter())?);
        let session = Session::new(head, Arc::new(script), Vec::new(), BTreeSet::new());
        let opened = Opened {
            session,
            draft: None,
            read_only: None,
            problems: Vec::new(),
        };
        Ok(Event::Opened(Box::new(opened)))
    }

    /// Goes on with a session, by the beginning of its id. One that was ended is read instead.
    pub(super) fn resume(&mut self, id: &str) -> Result<Event, DeskError> {
        self.finish();
        let library = self.shelf.library().clone();
        let id = library.find(id)?;
        let (loaded, access) = library.resume(&id, self.reporter())?;
        let read_only = match access {
            Access::Writing(writer) => {
                self.writer = Some(writer);
                None
            }
            Access::ReadOnly { why } => Some(why),
        };
        let draft = loaded.draft.clone();
        let (session, problems) = Shelf::session(&library, loaded);
        if session.fold().closed.is_some() {
            // What was ended is read, not gone on with.
            self.finish();
            let loaded = Loaded {
                session,
                draft,
                problems,
            };
            return Ok(Event::Loaded(Box::new(loaded)));
        }
        Ok(Event::Opened(Box::new(Opened {
            session,
            draft,
            read_only,
            problems,
        })))
    }
}

fn newcomer(name: &str, organisation: Option<String>) -> Person {
    Person {
        id: Library::new_id(SystemTime::now()),
        name: name.to_owned(),
        organisation,
        other_names: Vec::new(),
    }
}
