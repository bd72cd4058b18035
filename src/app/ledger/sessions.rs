//! The sessions behind a figure.

use super::{Page, SessionRow};
use crate::app::home::moved;
use crate::app::keymap::Action;
use crate::app::{App, Effect, Screen};
use std::sync::Arc;

/// Sessions that are listed, at most: the newest.
const MOST: usize = 1_000;

/// A list of sessions.
#[derive(Debug, Clone)]
pub struct SessionsPage {
    /// What they show.
    pub title: String,
    ids: Vec<String>,
    rows: Option<Vec<SessionRow>>,
    /// How many there are in all.
    pub all: usize,
    /// The chosen one.
    pub at: usize,
}

impl SessionsPage {
    /// Sessions, in the order of their ids.
    pub(super) fn new(title: String, ids: &[Arc<str>]) -> Self {
        Self {
            title,
            ids: ids
                .iter()
                .rev()
                .take(MOST)
                .map(ToString::to_string)
                .collect(),
            rows: None,
            all: ids.len(),
            at: 0,
        }
    }

    pub(super) fn ids(&self) -> Vec<String> {
        self.ids.clone()
    }

    pub(super) fn fill(&mut self, rows: Vec<SessionRow>) {
        self.at = self.at.min(rows.len().saturating_sub(1));
        self.rows = Some(rows);
    }

    /// They; nothing while they are read.
    pub fn rows(&self) -> Option<&[SessionRow]> {
        self.rows.as_deref()
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        let last = self.rows.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.at = moved(self.at, last, action, rows);
    }
}

impl App {
    pub(super) fn sessions_key(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Ledger(ledger) = &mut self.screen else {
            return Vec::new();
        };
        let Page::Sessions(page) = &ledger.page else {
            return Vec::new();
        };
        let Some(row) = page.rows().and_then(|rows| rows.get(page.at)).cloned() else {
            return Vec::new();
        };
        match action {
            Action::Open => self.read_at(&row.id, "", Vec::new()),
            Action::Person => {
                if row.person.is_me() {
                    self.message = Some("this one is about yourself".to_owned());
                    return Vec::new();
                }
                self.look_at_person(&row.person.id)
            }
            Action::Ended => {
                self.ask_ending(&row.id);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
