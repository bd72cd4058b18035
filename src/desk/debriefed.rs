//! Looking back: the debrief of a session, the same over weeks, and what is added to a session that was closed.

use super::{Desk, DeskError, FINISH, Shelf};
use crate::app::{Debriefed, Event, Now, Opened};
use crate::client::persona::Persona;
use crate::debrief::{Debrief, Weeks, is_conversation};
use crate::listen::Listener;
use crate::script::catalogue::vocabulary;
use crate::session::{Entry, Judgement, Kind, Mode, Session};
use crate::store::{Access, Summary};
use std::collections::HashMap;

/// Sessions that are looked through for those with a debrief, and how many of these count over the weeks.
const LOOKED_THROUGH: usize = 1_000;
const OVER_WEEKS: usize = 300;

impl Shelf {
    /// A session with its debrief, by the beginning of its id.
    ///
    /// # Errors
    /// When there is none, several begin so, it cannot be read, or it is no conversation.
    pub fn debriefed(&self, id: &str) -> Result<Debriefed, DeskError> {
        let loaded = self.loaded(id)?;
        if !is_conversation(&loaded.session) {
            let title = loaded.session.head().script.title.clone();
            return Err(DeskError::NoConversation(title));
        }
        let debrief = self.debrief_of(&loaded.session)?;
        Ok(Debriefed { loaded, debrief })
    }

    /// The debrief of a session that is there already.
    ///
    /// # Errors
    /// When listening does not work; a test holds that it does.
    pub fn debrief_of(&self, session: &Session) -> Result<Debrief, DeskError> {
        let mut listener = listener()?;
        Ok(Debrief::of(
            session,
            self.practised_with(session).as_ref(),
            &mut listener,
        ))
    }

    fn practised_with(&self, session: &Session) -> Option<Persona> {
        self.persona_of(session.head().practice.as_ref()?).ok()
    }

    /// The measures of the newest ended conversations, by week. One that cannot be read is left out.
    ///
    /// # Errors
    /// When the directories cannot be read.
    pub fn weeks(&self) -> Result<Weeks, DeskError> {
        let mut listener = listener()?;
        let mut personas: HashMap<String, Option<Persona>> = HashMap::new();
        let mut debriefs = Vec::new();
        let all = self.library().list(LOOKED_THROUGH)?;
        for summary in all.iter().filter(|s| s.closed && talks(s)).take(OVER_WEEKS) {
            let Ok(loaded) = self.library().load(&summary.id) else {
                continue;
            };
            let (session, _) = self.alone(loaded);
            if !is_conversation(&session) {
                continue;
            }
            let practice = session.head().practice.as_ref();
            let persona = practice.and_then(|practice| {
                let known = personas.entry(practice.hash.clone());
                let known = known.or_insert_with(|| self.persona_of(practice).ok());
                known.as_ref()
            });
            let date = session.head().began.date();
            debriefs.push((date, Debrief::of(&session, persona, &mut listener)));
        }
        Ok(Weeks::of(debriefs.iter().map(|(date, d)| (*date, d))))
    }

    /// The id of the newest conversation: of those that were ended, else of all.
    ///
    /// # Errors
    /// When the directories cannot be read.
    pub fn newest_conversation(&self) -> Result<Option<String>, DeskError> {
        let all = self.library().list(LOOKED_THROUGH)?;
        let held = |s: &&Summary| talks(s) && s.entries > 0;
        let ended = all.iter().filter(held).find(|s| s.closed);
        let newest = ended.or_else(|| all.iter().find(held));
        Ok(newest.map(|s| s.id.clone()))
    }
}

/// Whether a session may be a conversation, as far as the list tells.
fn talks(summary: &Summary) -> bool {
    matches!(summary.mode, Some(Mode::Live | Mode::Practice)) && summary.broken.is_none()
}

fn listener() -> Result<Listener, DeskError> {
    Listener::new(vocabulary()).map_err(DeskError::Listening)
}

impl Desk {
    /// Keeps how the user judges themselves in a session that was closed.
    pub(super) fn judge(
        &mut self,
        id: &str,
        judged: Judgement,
        now: Now,
    ) -> Result<Vec<Event>, DeskError> {
        self.finish();
        let (loaded, access) = self.shelf.library().resume(id, |_| {})?;
        let writer = match access {
            Access::Writing(writer) => writer,
            Access::ReadOnly { why } => {
                return Ok(vec![Event::Failed(format!(
                    "your own judgement is not kept: {why}"
                ))]);
            }
        };
        writer.append(Entry {
            n: loaded.next_number(),
            at: now.at,
            t: loaded.entries.iter().map(|(e, _)| e.t).max().unwrap_or(0),
            kind: Kind::Judged(judged),
        });
        if let Err(unsaved) = writer.finish(FINISH) {
            self.unsaved.push(unsaved);
        }
        Ok(self.unsaved_now())
    }

    /// Opens a practice with a simulated client for writing, also one that was closed: the conversation goes on before one
    /// of the user's lines.
    pub(super) fn try_again(&mut self, id: &str, before: u32) -> Result<Event, DeskError> {
        self.finish();
        let library = self.shelf.library().clone();
        let (loaded, access) = library.resume(id, self.reporter())?;
        let writer = match access {
            Access::Writing(writer) => writer,
            Access::ReadOnly { why } => {
                return Ok(Event::Failed(format!("another try cannot be kept: {why}")));
            }
        };
        let (session, problems) = self.shelf.session(loaded)?;
        let client = self.shelf.client_of(&session)?;
        self.writer = Some(writer);
        let opened = Box::new(Opened {
            session,
            draft: None,
            read_only: None,
            problems,
            client,
            glass: false,
        });
        Ok(Event::TryAgain { opened, before })
    }
}
