//! Beginning a session, and going on with one.

use super::{Desk, DeskError, saving};
use crate::app::{Event, Loaded, Now, Opened};
use crate::script::{Script, ScriptKind, With};
use crate::session::{Head, ME, Mode, Person, PersonRef, ScriptRef, Session};
use crate::store::{Access, Library, Report};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

impl Desk {
    pub(super) fn reporter(&self) -> impl Fn(Report) + Send + Sync + 'static {
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
        let (script, text) = self.shelf.catalogue().get(script)?;
        let (person, new) = match self.whom(&script, name, organisation, person)? {
            Whom::One { person, new } => (person, new),
            Whom::Several(event) => return Ok(*event),
        };
        let head = Head {
            id: Library::new_id(SystemTime::now()),
            began: now.at,
            mode: match script.kind {
                ScriptKind::Conversation | ScriptKind::OneToOne => Mode::Live,
                _ => Mode::Run,
            },
            script: ScriptRef {
                id: script.id.clone(),
                title: script.title.clone(),
                hash: Library::hash(text.as_bytes()),
            },
            person: PersonRef {
                id: person.id.clone(),
                name: person.name.clone(),
                organisation: person.organisation.clone(),
            },
            practice: None,
        };
        let earlier = self.shelf.earlier(&head, &script)?;
        self.finish();
        let newcomer = new.then_some(&person);
        self.writer =
            Some(library.create(&head, text.as_bytes(), None, newcomer, self.reporter())?);
        let session =
            Session::new(head, Arc::new(script), Vec::new(), BTreeSet::new()).after(earlier);
        let opened = Opened {
            session,
            draft: None,
            read_only: None,
            problems: Vec::new(),
            client: None,
            glass: false,
        };
        Ok(Event::Opened(Box::new(opened)))
    }

    /// Who a session is with: the user, for a script about oneself; else the person of that name, or a new one.
    fn whom(
        &self,
        script: &Script,
        name: &str,
        organisation: Option<String>,
        person: Option<&str>,
    ) -> Result<Whom, DeskError> {
        if script.with == With::Me {
            return Ok(Whom::One {
                person: me(),
                new: false,
            });
        }
        let people = self.shelf.library().people()?;
        let matching = people.matching(name, organisation.as_deref());
        let found = match (person, matching.as_slice()) {
            (Some(id), people) if !id.is_empty() => people.iter().find(|p| p.id == id).copied(),
            (Some(_), _) | (None, []) => None,
            (None, [one]) => Some(*one),
            (None, several) => {
                return Ok(Whom::Several(Box::new(Event::Which {
                    people: several.iter().map(|p| (*p).clone()).collect(),
                    script: script.id.clone(),
                    name: name.to_owned(),
                    organisation,
                })));
            }
        };
        Ok(match found {
            Some(person) => Whom::One {
                person: person.clone(),
                new: false,
            },
            None => Whom::One {
                person: newcomer(name, organisation),
                new: true,
            },
        })
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
        let (session, problems) = self.shelf.session(loaded)?;
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
        let client = self.shelf.client_of(&session)?;
        Ok(Event::Opened(Box::new(Opened {
            client,
            glass: false,
            session,
            draft,
            read_only,
            problems,
        })))
    }
}

/// Who a session is with.
enum Whom {
    /// This person, who may be new.
    One { person: Person, new: bool },
    /// Several have the name.
    Several(Box<Event>),
}

/// The user, whom scripts about oneself belong to.
fn me() -> Person {
    Person {
        id: ME.to_owned(),
        name: ME.to_owned(),
        organisation: None,
        other_names: Vec::new(),
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
