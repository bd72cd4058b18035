//! How it ended, said from any screen that shows a conversation: first how, then why. One that was lost can be learned from.

use super::ask::{Ask, What};
use super::event::{Effect, LedgerEffect};
use super::keymap::{Action, Place};
use super::{App, Screen};
use crate::session::{Ended, How, PersonRef};
use crate::text::clean_line;

/// The script for the conversation after a lost deal.
const FEEDBACK: &str = "lost-deal-feedback";

/// What is asked about the end of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// How the session with this id ended.
    How(String),
    /// It was lost: whether to ask them for feedback.
    Feedback(PersonRef),
}

impl Ending {
    /// Where the keys count while it is asked.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::How(_) => Place::Ended,
            Self::Feedback(_) => Place::Feedback,
        }
    }

    /// What is asked.
    pub fn question(&self) -> String {
        match self {
            Self::How(_) => "how did it end?".to_owned(),
            Self::Feedback(person) => format!(
                "kept: lost. {} knows best why: ask for feedback?",
                clean_line(&person.name)
            ),
        }
    }
}

/// How it ended, as a key says.
fn chosen(action: Action) -> Option<How> {
    Some(match action {
        Action::Won => How::Won,
        Action::Lost => How::Lost,
        Action::WalkedAway => How::WalkedAway,
        Action::StillOpen => How::Open,
        _ => return None,
    })
}

impl App {
    /// Asks how a session ended.
    pub(super) fn ask_ending(&mut self, session: &str) {
        self.message = None;
        self.ending = Some(Ending::How(session.to_owned()));
    }

    pub(super) fn ended_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Some(ending) = self.ending.take() else {
            return Vec::new();
        };
        match (ending, action.and_then(chosen), action) {
            (Ending::How(session), Some(how), _) => {
                let question = match how {
                    How::Open => "open again: why?".to_owned(),
                    how => format!("{}: why?", how.words()),
                };
                self.ask = Some(Ask::new(question, "", What::Why { session, how }));
                Vec::new()
            }
            (Ending::Feedback(person), _, Some(Action::Open)) => Self::begin_feedback(person),
            (_, _, Some(Action::Back)) => Vec::new(),
            // Any other key is a slip: what was asked is still asked.
            (ending, ..) => {
                self.ending = Some(ending);
                Vec::new()
            }
        }
    }

    /// Begins the script for a lost deal.
    pub(super) fn begin_feedback(person: PersonRef) -> Vec<Effect> {
        vec![Effect::Begin {
            script: FEEDBACK.to_owned(),
            name: person.name,
            organisation: person.organisation,
            person: Some(person.id),
        }]
    }

    pub(super) fn has_ended(session: String, how: How, why: Option<String>) -> Vec<Effect> {
        vec![Effect::Ledger(LedgerEffect::Ended {
            session,
            ended: Ended { how, why },
        })]
    }

    /// It is kept how a session with somebody ended.
    pub(super) fn ending_kept(
        &mut self,
        session: &str,
        how: How,
        person: PersonRef,
        words: &str,
    ) -> Vec<Effect> {
        self.changes += 1;
        if how == How::Lost {
            self.message = None;
            self.ending = Some(Ending::Feedback(person));
        } else {
            self.message = Some(format!("kept: {}", clean_line(words)));
        }
        match &mut self.screen {
            Screen::Read(read) if read.session() == Some(session) => {
                vec![Effect::Load(session.to_owned())]
            }
            Screen::Library(library) => library.has_ended(session, how),
            _ => Vec::new(),
        }
    }
}
