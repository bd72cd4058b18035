//! What is due, and what became of it on one key.

use super::{LedgerEffect, Page, View};
use crate::app::ask::{Ask, What};
use crate::app::home::moved;
use crate::app::keymap::Action;
use crate::app::{App, Effect, Now, Screen};
use crate::ledger::{Due, Item, move_to};
use crate::session::{Became, Kept};
use crate::text::clean_line;
use crate::when;

/// What is due.
#[derive(Debug, Clone, Default)]
pub struct DuePage {
    due: Option<Due>,
    /// The chosen one.
    pub at: usize,
    /// What something was said about here, the newest last: the session, and the number of the promise.
    said: Vec<(String, u32)>,
}

impl DuePage {
    pub(super) fn fill(&mut self, due: Due) {
        let place = |i: &Item| (i.session.clone(), i.n);
        let chosen = self.chosen().map(place);
        let again = due.items.iter().position(|i| Some(place(i)) == chosen);
        self.at = again.unwrap_or(self.at.min(due.items.len().saturating_sub(1)));
        self.due = Some(due);
    }

    /// All that is due; nothing while it is read.
    pub fn due(&self) -> Option<&Due> {
        self.due.as_ref()
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&Item> {
        self.due.as_ref()?.items.get(self.at)
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        let last = self.due.as_ref().map_or(0, |d| d.items.len());
        self.at = moved(self.at, last.saturating_sub(1), action, rows);
    }

    /// Something was not kept, the newest thing that was said. Returns whether anything was said at all.
    pub(super) fn was_not_kept(&mut self) -> bool {
        self.said.pop().is_some()
    }

    /// What is settled is gone from the list at once.
    fn take_out(&mut self, session: &str, n: u32) {
        if let Some(due) = &mut self.due {
            due.items
                .retain(|i| !(i.session == session && i.n == Some(n)));
            self.at = self.at.min(due.items.len().saturating_sub(1));
        }
    }
}

impl App {
    fn due_page(&mut self) -> Option<&mut DuePage> {
        match &mut self.screen {
            Screen::Ledger(ledger) => match &mut ledger.page {
                Page::Due(page) => Some(page),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn due_key(&mut self, action: Action) -> Vec<Effect> {
        let Some(page) = self.due_page() else {
            return Vec::new();
        };
        match action {
            Action::Undo => return self.take_back(),
            Action::CalendarAll => return vec![Effect::Ledger(LedgerEffect::Calendar(None))],
            _ => {}
        }
        let Some(item) = page.chosen().cloned() else {
            return Vec::new();
        };
        match action {
            Action::Open => {
                let lines = item.n.into_iter().collect();
                return self.read_at(&item.session, "promised here", lines);
            }
            Action::Person | Action::Brief if item.person.is_me() => {
                self.message = Some("this one is your own".to_owned());
            }
            Action::Person => return self.look(View::Person(item.person.id)),
            Action::Brief => return self.look(View::Brief(item.person.id)),
            Action::NewLive if !item.person.is_me() => return Self::begin_with(item.person),
            Action::Became(what) => return self.became(&item, what),
            Action::Calendar => match (item.n, item.due) {
                (Some(n), Some(_)) => {
                    let one = LedgerEffect::Calendar(Some((item.session, n)));
                    return vec![Effect::Ledger(one)];
                }
                _ => self.message = Some("it has no date: m gives it one".to_owned()),
            },
            _ => {}
        }
        Vec::new()
    }

    fn became(&mut self, item: &Item, what: Became) -> Vec<Effect> {
        let Some(n) = item.n else {
            let words = "nobody promised anything here: l begins a conversation with them";
            self.message = Some(words.to_owned());
            return Vec::new();
        };
        if what == Became::Moved {
            let what = What::MoveTo {
                session: item.session.clone(),
                n,
            };
            self.ask = Some(Ask::new("to which day?", "", what));
            return Vec::new();
        }
        self.keep(
            &item.session,
            Kept {
                of: n,
                what,
                due: None,
                said: None,
                why: None,
            },
        )
    }

    /// Keeps what became of a promise. A promise that is settled leaves the list before the disk has answered.
    fn keep(&mut self, session: &str, kept: Kept) -> Vec<Effect> {
        let of = kept.of;
        if let Some(page) = self.due_page() {
            page.said.push((session.to_owned(), of));
            if kept.what != Became::Moved {
                page.take_out(session, of);
            }
        }
        vec![Effect::Ledger(LedgerEffect::Kept {
            session: session.to_owned(),
            kept,
        })]
    }

    /// A day in plain words was typed, and maybe why.
    ///
    /// # Errors
    /// Says what is missing.
    pub(in crate::app) fn move_promise(
        &mut self,
        session: &str,
        n: u32,
        text: &str,
        now: Now,
    ) -> Result<Vec<Effect>, String> {
        let today = now.at.date();
        let words = "say the day in plain words, such as next friday or 3 december";
        let moved = move_to(text, today).ok_or(words)?;
        if moved.day < today {
            return Err(format!("{} has passed", when::exact(moved.day)));
        }
        Ok(self.keep(
            session,
            Kept {
                of: n,
                what: Became::Moved,
                due: Some(moved.day),
                said: Some(moved.said),
                why: moved.why,
            },
        ))
    }

    fn take_back(&mut self) -> Vec<Effect> {
        let last = self.due_page().and_then(|page| page.said.pop());
        let Some((session, of)) = last else {
            let words = "nothing was said here just now · mineral due undo ID:N takes back what was said before";
            self.message = Some(words.to_owned());
            return Vec::new();
        };
        vec![Effect::Ledger(LedgerEffect::TakeBack { session, of })]
    }

    /// It is kept what became of a promise, or taken back.
    pub(super) fn promise_kept(&mut self, words: &str) -> Vec<Effect> {
        self.changes += 1;
        let effects = self.look_again();
        self.message = Some(clean_line(words));
        effects
    }
}
