//! A line that is asked for, over any screen: a reason, a day, a name.

use super::App;
use super::editor::Editor;
use super::event::{Effect, LedgerEffect, Now};
use super::key::Key;
use super::keymap::{Action, Place};
use super::talk::edit;
use crate::session::How;
use crate::text::clean_line;

/// The longest line that is taken, in bytes.
const LONGEST: usize = 4_000;

/// What is asked, while it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The question.
    pub question: String,
    /// What was typed so far.
    pub editor: Editor,
    what: What,
}

/// What the line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Why a session ended as it did.
    Why {
        /// The session.
        session: String,
        /// How it ended.
        how: How,
    },
    /// To which day a promise is moved, and why.
    MoveTo {
        /// The session.
        session: String,
        /// The number of the promise.
        n: u32,
    },
    /// What the person with this id is called from now on.
    Rename(String),
    /// Which people are shown: while it is typed.
    People,
    /// Under which name what the library shows is saved.
    Filter,
}

impl Ask {
    pub(super) fn new(question: impl Into<String>, text: &str, what: What) -> Self {
        Self {
            question: question.into(),
            editor: Editor::with(text.to_owned(), text.len()),
            what,
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        let text = clean_line(text);
        if self.editor.text().len() + text.len() <= LONGEST {
            self.editor.paste(&text);
        }
    }
}

impl App {
    pub(super) fn ask_key(&mut self, action: Option<Action>, key: Key, now: Now) -> Vec<Effect> {
        let editing = self.setup.keymap.action(Place::Input, key);
        match action {
            Some(Action::Keep) => return self.answered(now),
            Some(Action::Back) => {
                let of_people = self.ask.take().is_some_and(|ask| ask.what == What::People);
                if of_people {
                    self.filter_people("");
                }
            }
            _ => {
                self.message = None;
                if let Some(ask) = &mut self.ask
                    && editing != Some(Action::Newline)
                    && (ask.editor.text().len() < LONGEST || key.typed().is_none())
                {
                    edit(&mut ask.editor, editing, key);
                }
                self.asked_on();
            }
        }
        Vec::new()
    }

    /// What is typed shows at once where it only chooses what is shown.
    pub(super) fn asked_on(&mut self) {
        let typed = self.ask.as_ref().filter(|ask| ask.what == What::People);
        if let Some(text) = typed.map(|ask| ask.editor.text().to_owned()) {
            self.filter_people(&text);
        }
    }

    /// Enter: what was typed is taken. What cannot be taken stays in the line, with the reason.
    fn answered(&mut self, now: Now) -> Vec<Effect> {
        let Some(ask) = self.ask.take() else {
            return Vec::new();
        };
        let text = clean_line(ask.editor.text());
        match ask.what.clone() {
            What::MoveTo { session, n } => match self.move_promise(&session, n, &text, now) {
                Ok(effects) => effects,
                Err(why) => {
                    // Said as the question, so that what was typed stays to be mended.
                    self.ask = Some(Ask {
                        question: why,
                        ..ask
                    });
                    Vec::new()
                }
            },
            What::Rename(_) if text.is_empty() => {
                self.message = Some("a name has to have something to read in it".to_owned());
                Vec::new()
            }
            What::Rename(id) => vec![Effect::Ledger(LedgerEffect::Rename { id, to: text })],
            What::People => Vec::new(),
            What::Filter if text.is_empty() => {
                let question = "a filter needs a name".to_owned();
                self.ask = Some(Ask { question, ..ask });
                Vec::new()
            }
            What::Filter => self.save_filter(text),
            What::Why { session, how } => {
                let why = (!text.is_empty()).then_some(text);
                Self::has_ended(session, how, why)
            }
        }
    }
}
