//! A person over the months.

use super::people::PeoplePage;
use super::{LedgerEffect, Page, PersonFound, Sheet, View, owned};
use crate::app::ask::{Ask, What};
use crate::app::export::Exporting;
use crate::app::keymap::Action;
use crate::app::library::Sort;
use crate::app::{App, Effect, Screen};
use crate::session::PersonRef;

/// The page of a person.
#[derive(Debug, Clone)]
pub struct PersonPage {
    /// Their id.
    pub id: String,
    /// Who they are; nothing while that is read.
    pub person: Option<PersonRef>,
    /// What is known.
    pub sheet: Sheet,
    /// The form of an export, while it is chosen.
    pub exporting: Option<Exporting>,
}

impl PersonPage {
    pub(super) fn new(id: String) -> Self {
        Self {
            id,
            person: None,
            sheet: Sheet::default(),
            exporting: None,
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
    pub(super) fn person_key(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Ledger(ledger) = &mut self.screen else {
            return Vec::new();
        };
        let Page::Person(page) = &mut ledger.page else {
            return Vec::new();
        };
        let from = owned(page.sheet.from());
        if action == Action::Undo {
            return vec![Effect::Ledger(LedgerEffect::UndoPeople)];
        }
        let Some(person) = page.person.clone() else {
            return Vec::new();
        };
        match action {
            Action::Open => return self.open_from(from),
            Action::Brief => return self.look(View::Brief(person.id)),
            Action::NewLive => return Self::begin_with(person),
            Action::Search => {
                // A name has no quotes in it that a query could end at.
                let name = person.name.replace('"', " ");
                let asked = format!("person:\"{}\" ", name.trim());
                return self.open_library(&asked, true, Sort::Newest);
            }
            Action::Ended => match from {
                Some((id, _)) => self.ask_ending(&id),
                None => self.message = Some("choose one of the conversations first".to_owned()),
            },
            Action::ExportAs => page.exporting = Some(Exporting::default()),
            Action::Rename => {
                self.ask = Some(Ask::new(
                    "what are they called?",
                    &person.name,
                    What::Rename(person.id),
                ));
            }
            Action::Merge => return self.show_page(Page::People(PeoplePage::to_merge(person))),
            _ => {}
        }
        Vec::new()
    }
}
