//! What to read before one speaks with somebody again.

use super::{LedgerEffect, Page, PersonFound, Sheet, owned};
use crate::app::keymap::Action;
use crate::app::{App, Effect, Screen};
use crate::session::PersonRef;

/// The brief on a person.
#[derive(Debug, Clone)]
pub struct BriefPage {
    /// Their id.
    pub id: String,
    /// Who they are; nothing while that is read.
    pub person: Option<PersonRef>,
    /// What to know.
    pub sheet: Sheet,
}

impl BriefPage {
    pub(super) fn new(id: String) -> Self {
        Self {
            id,
            person: None,
            sheet: Sheet::default(),
        }
    }

    pub(super) fn fill(&mut self, found: PersonFound) -> bool {
        if found.person.id != self.id {
            return false;
        }
        self.sheet.fill(found.lines);
        self.person = Some(found.person);
        true
    }
}

impl App {
    pub(super) fn brief_key(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Ledger(ledger) = &mut self.screen else {
            return Vec::new();
        };
        let Page::Brief(page) = &mut ledger.page else {
            return Vec::new();
        };
        let (from, id) = (owned(page.sheet.from()), page.id.clone());
        match (action, page.person.clone()) {
            (Action::Open, Some(_)) => self.open_from(from),
            (Action::Person, Some(_)) => self.look_at_person(&id),
            (Action::NewLive, Some(person)) => Self::begin_with(person),
            (Action::Export, Some(_)) => vec![Effect::Ledger(LedgerEffect::ExportBrief(id))],
            _ => Vec::new(),
        }
    }
}
