//! Everybody whom one has talked with.

use super::{LedgerEffect, PersonRow, View};
use crate::app::ask::{Ask, What};
use crate::app::home::moved;
use crate::app::keymap::Action;
use crate::app::{App, Effect, Screen};
use crate::session::PersonRef;
use crate::text::folded;

/// The list of people.
#[derive(Debug, Clone, Default)]
pub struct PeoplePage {
    rows: Option<Vec<PersonRow>>,
    /// What each row is found by.
    keys: Vec<String>,
    /// The rows that are shown.
    found: Vec<usize>,
    /// Only those with these words in name or organisation.
    pub filter: String,
    /// The chosen one of those that are shown.
    pub at: usize,
    /// Who is to be merged into the chosen one, while that is asked.
    pub merging: Option<PersonRef>,
}

impl PeoplePage {
    /// The list, to choose whom somebody is to be merged into.
    pub(super) fn to_merge(person: PersonRef) -> Self {
        Self {
            merging: Some(person),
            ..Self::default()
        }
    }

    pub(super) fn fill(&mut self, mut rows: Vec<PersonRow>) {
        let chosen = self.chosen().map(|r| r.person.id.clone());
        if let Some(person) = &self.merging {
            rows.retain(|r| r.person.id != person.id);
        }
        self.keys = rows.iter().map(key).collect();
        self.rows = Some(rows);
        self.find();
        let again = self
            .shown()
            .position(|r| Some(&r.person.id) == chosen.as_ref());
        self.at = again.unwrap_or(self.at.min(self.found.len().saturating_sub(1)));
    }

    /// Looks for those whom the filter lets through.
    fn find(&mut self) {
        let wanted = folded(&self.filter);
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let found = (0..).zip(&self.keys);
        self.found = found
            .filter(|(_, key)| words.iter().all(|w| key.contains(w)))
            .map(|(at, _)| at)
            .collect();
    }

    pub(in crate::app) fn filter(&mut self, filter: &str) {
        filter.clone_into(&mut self.filter);
        self.find();
        self.at = 0;
    }

    /// Those that are shown; nobody while they are read.
    pub fn shown(&self) -> impl Iterator<Item = &PersonRow> {
        let rows = self.rows.as_deref().unwrap_or_default();
        self.found.iter().filter_map(move |at| rows.get(*at))
    }

    /// How many there are, shown or not; `None` while they are read.
    pub fn all(&self) -> Option<usize> {
        self.rows.as_ref().map(Vec::len)
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&PersonRow> {
        let at = self.found.get(self.at)?;
        self.rows.as_ref()?.get(*at)
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        self.at = moved(self.at, self.found.len().saturating_sub(1), action, rows);
    }
}

/// All that somebody is found by.
fn key(row: &PersonRow) -> String {
    let organisation = row.person.organisation.iter();
    let names = std::iter::once(&row.person.name).chain(&row.other_names);
    let all: Vec<String> = names.chain(organisation).map(|n| folded(n)).collect();
    all.join(" ")
}

impl App {
    pub(super) fn people_key(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Ledger(ledger) = &mut self.screen else {
            return Vec::new();
        };
        let super::Page::People(page) = &mut ledger.page else {
            return Vec::new();
        };
        let chosen = page.chosen().map(|r| r.person.clone());
        match (action, chosen, page.merging.clone()) {
            (Action::Search, ..) => {
                let filter = page.filter.clone();
                self.ask = Some(Ask::new("only with", &filter, What::People));
                Vec::new()
            }
            (Action::Open, Some(into), Some(person)) => {
                // Back to the person's page, which becomes the other one's.
                let effects = self.go_back();
                let merge = LedgerEffect::Merge {
                    id: person.id,
                    into: into.id,
                };
                effects.into_iter().chain([Effect::Ledger(merge)]).collect()
            }
            (Action::Open, Some(person), None) => self.look(View::Person(person.id)),
            (Action::Brief, Some(person), None) => self.look(View::Brief(person.id)),
            (Action::NewLive, Some(person), None) => Self::begin_with(person),
            (Action::Undo, _, None) => vec![Effect::Ledger(LedgerEffect::UndoPeople)],
            _ => Vec::new(),
        }
    }

    /// Only those with these words are shown from now on.
    pub(in crate::app) fn filter_people(&mut self, filter: &str) {
        if let Screen::Ledger(ledger) = &mut self.screen
            && let super::Page::People(page) = &mut ledger.page
        {
            page.filter(filter);
        }
    }

    /// People are called otherwise, or are others. A page of somebody who is somebody else now becomes theirs.
    pub(super) fn people_changed(
        &mut self,
        words: String,
        now: Option<(String, String)>,
    ) -> Vec<Effect> {
        self.changes += 1;
        if let Some((was, is)) = now {
            let all = std::iter::once(&mut self.screen).chain(&mut self.under);
            for screen in all {
                if let Screen::Ledger(ledger) = screen {
                    ledger.page.becomes(&was, &is);
                }
            }
        }
        let effects = self.look_again();
        self.message = Some(words);
        effects
    }
}

impl super::Page {
    fn becomes(&mut self, was: &str, is: &str) {
        let id = match self {
            Self::Person(page) => &mut page.id,
            Self::Brief(page) => &mut page.id,
            _ => return,
        };
        if id == was {
            is.clone_into(id);
        }
    }
}
