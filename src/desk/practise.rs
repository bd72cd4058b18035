//! Beginning a practice, and the simulated client of one.

use super::{Desk, DeskError, Shelf, write_new};
use crate::app::{Event, Now, Opened, RoleSheet, SheetOf, Wanted};
use crate::client::persona::{self, Persona, sheet};
use crate::client::{Client, Difficulty};
use crate::script::{Script, catalogue::vocabulary};
use crate::session::{Head, Mode, PersonRef, PracticeRef, ScriptRef, Seat, Session};
use crate::store::Library;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// Seeds that are given have at most so many values: a person can type them again.
const SEEDS: u64 = 10_000;

impl Desk {
    /// Begins a practice. It belongs to nobody: a persona is no person, and is never found among the people.
    pub(super) fn practise(&mut self, wanted: &Wanted, now: Now) -> Result<Event, DeskError> {
        let library = self.shelf.library().clone();
        let (script, script_text) = self.shelf.catalogue().get(&wanted.script)?;
        let (persona, text) = self.shelf.personas().get(&wanted.persona)?;
        let simulated = wanted.seat == Seat::Simulated;
        let seed = wanted.seed.unwrap_or_else(any_seed);
        let head = Head {
            id: Library::new_id(SystemTime::now()),
            began: now.at,
            mode: Mode::Practice,
            script: ScriptRef {
                id: script.id.clone(),
                title: script.title.clone(),
                hash: Library::hash(script_text.as_bytes()),
            },
            person: PersonRef {
                id: format!("persona-{}", persona.id),
                name: persona.name.clone(),
                organisation: Some(persona.organisation.clone()),
            },
            practice: Some(PracticeRef {
                persona: persona.id.clone(),
                hash: Library::hash(text.as_bytes()),
                seat: wanted.seat,
                difficulty: simulated.then(|| wanted.difficulty.name().to_owned()),
                seed: simulated.then_some(seed),
            }),
        };
        let client = if simulated {
            Some(client(persona, &script, wanted.difficulty, seed)?)
        } else {
            None
        };
        self.finish();
        let texts = (script_text.as_bytes(), Some(text.as_bytes()));
        self.writer = Some(library.create(&head, texts.0, texts.1, None, self.reporter())?);
        Ok(Event::Opened(Box::new(Opened {
            session: Session::new(head, Arc::new(script), Vec::new(), BTreeSet::new()),
            draft: None,
            read_only: None,
            problems: Vec::new(),
            client,
            glass: wanted.glass,
        })))
    }
}

impl Desk {
    /// The clients to practise with; files that have changed since are read again.
    pub(super) fn list_personas(&mut self) -> Event {
        let mut personas = self.shelf.personas().clone();
        if personas.refresh() {
            self.shelf.use_personas(personas.clone());
        }
        Event::Personas {
            rows: personas.rows(),
            problems: personas.sentences(),
        }
    }
}

impl Shelf {
    /// A persona for whoever plays them. No session comes of it: it is the other one who notes what is said.
    ///
    /// # Errors
    /// When there is no such persona or script, or it does not read.
    pub fn role_sheet(&self, of: SheetOf) -> Result<RoleSheet, DeskError> {
        let (script, _) = self.catalogue().get(&of.script)?;
        let (persona, _) = self.personas().get(&of.persona)?;
        let page = sheet(&persona, Some(&script));
        Ok(RoleSheet { of, page })
    }

    /// Writes a role sheet as Markdown into the current folder.
    pub(super) fn export_sheet(&self, of: SheetOf) -> Result<Event, DeskError> {
        let sheet = self.role_sheet(of)?;
        // The id of a persona has small letters, digits and - alone.
        let path = PathBuf::from(format!("mineral-role-{}.md", sheet.of.persona));
        write_new(&path, &sheet.page.markdown())?;
        Ok(Event::Done(format!("written to {}", path.display())))
    }

    /// The persona that a practice was held with, as it was then; where it is not there any more, as it is now.
    ///
    /// # Errors
    /// When there is none of that name, or it does not read.
    pub fn persona_of(&self, practice: &PracticeRef) -> Result<Persona, DeskError> {
        let used = self.library().script_used(&practice.hash).ok();
        let text = used.and_then(|bytes| String::from_utf8(bytes).ok());
        let read = text.and_then(|text| persona::read(&practice.persona, &text).ok());
        match read {
            Some(persona) => Ok(persona),
            None => Ok(self.personas().get(&practice.persona)?.0),
        }
    }

    /// The simulated client of a session, before their first word; nothing for what is no practice with one.
    pub(super) fn client_of(&self, session: &Session) -> Result<Option<Box<Client>>, DeskError> {
        let practice = session.head().practice.as_ref();
        let Some(practice) = practice.filter(|p| p.seat == Seat::Simulated) else {
            return Ok(None);
        };
        let difficulty = practice.difficulty.as_deref().and_then(Difficulty::named);
        let persona = self.persona_of(practice)?;
        let (difficulty, seed) = (difficulty.unwrap_or_default(), practice.seed.unwrap_or(0));
        client(persona, session.script(), difficulty, seed).map(Some)
    }
}

fn client(
    persona: Persona,
    script: &Script,
    difficulty: Difficulty,
    seed: u64,
) -> Result<Box<Client>, DeskError> {
    // The first answer should not have to wait; where there is no thread to be had, it does.
    let _ = std::thread::Builder::new()
        .name("mineral-questions".to_owned())
        .spawn(Client::prepare);
    Client::new(Arc::new(persona), script, vocabulary(), difficulty, seed)
        .map(Box::new)
        .map_err(DeskError::Listening)
}

/// A seed by the clock: another client each time.
fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.map_or(0, |d| u64::from(d.subsec_nanos()) / 1_000 % SEEDS)
}
