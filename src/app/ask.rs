//! A line that is asked for, over any screen: a reason, a day, a name.

use super::App;
use super::editor::Editor;
use super::event::{Effect, Now};
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
            Some(Action::Back) => self.ask = None,
            _ => {
                self.message = None;
                if let Some(ask) = &mut self.ask
                    && editing != Some(Action::Newline)
                    && (ask.editor.text().len() < LONGEST || key.typed().is_none())
                {
                    edit(&mut ask.editor, editing, key);
                }
            }
        }
        Vec::new()
    }

    /// Enter: what was typed is taken. What cannot be taken stays in the line, with the reason.
    fn answered(&mut self, _now: Now) -> Vec<Effect> {
        let Some(ask) = self.ask.take() else {
            return Vec::new();
        };
        let text = clean_line(ask.editor.text());
        match ask.what {
            What::Why { session, how } => {
                let why = (!text.is_empty()).then_some(text);
                Self::has_ended(session, how, why)
            }
        }
    }
}
