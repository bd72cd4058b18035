//! What many sessions amount to, on the screen: people, the brief, what is due, how it goes, and the sessions behind a figure.
//! Each page is filled by the desk on a task of its own, is there at once, and says how far reading is.

mod brief;
mod due;
mod event;
mod insights;
mod people;
mod person;
mod sessions;
mod sheet;

pub use brief::BriefPage;
pub use due::DuePage;
pub use event::{LedgerEffect, LedgerEvent, PersonFound, PersonRow, SessionRow};
pub use insights::InsightsPage;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use sessions::SessionsPage;
pub use sheet::Sheet;

use super::export::Exporting;
use super::help::Help;
use super::keymap::{Action, Place};
use super::{App, Effect, Screen, first_script};
use crate::ledger::By;
use crate::session::PersonRef;

/// What can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// Everybody.
    People,
    /// A person, by their id.
    Person(String),
    /// What to read before one speaks with somebody, by their id.
    Brief(String),
    /// What is due.
    Due,
    /// The figures over all sessions.
    Insights(By),
}

/// One of the pages, and how far reading it is.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The page.
    pub page: Page,
    /// How far reading is, while it is read.
    pub reading: Option<Reading>,
    /// How many changes it knows.
    seen: u64,
}

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It has begun.
    Begun,
    /// So many sessions are read, of so many.
    At(usize, usize),
    /// It could not be done; a message says why.
    Failed,
}

/// A page.
#[derive(Debug, Clone)]
pub enum Page {
    /// Everybody.
    People(PeoplePage),
    /// A person over the months.
    Person(PersonPage),
    /// What to read before a call.
    Brief(BriefPage),
    /// What is due.
    Due(DuePage),
    /// The figures.
    Insights(Box<InsightsPage>),
    /// Sessions behind a figure.
    Sessions(SessionsPage),
}

impl Page {
    /// Where the keys count.
    fn place(&self) -> Place {
        match self {
            Self::People(page) if page.merging.is_some() => Place::Merge,
            Self::People(_) => Place::People,
            Self::Person(page) if page.exporting.is_some() => Place::Export,
            Self::Person(_) => Place::Person,
            Self::Brief(_) => Place::Brief,
            Self::Due(_) => Place::Due,
            Self::Insights(_) => Place::Insights,
            Self::Sessions(_) => Place::Sessions,
        }
    }

    /// What fills it.
    fn effect(&self) -> LedgerEffect {
        match self {
            Self::People(_) => LedgerEffect::People,
            Self::Person(page) => LedgerEffect::Person(page.id.clone()),
            Self::Brief(page) => LedgerEffect::Brief(page.id.clone()),
            Self::Due(_) => LedgerEffect::Due,
            Self::Insights(page) => LedgerEffect::Insights(page.by()),
            Self::Sessions(page) => LedgerEffect::Sessions(page.ids()),
        }
    }

    /// Takes in what was found, if it is for this page.
    fn fill(&mut self, event: LedgerEvent) -> bool {
        match (self, event) {
            (Self::People(page), LedgerEvent::People(rows)) => page.fill(rows),
            (Self::Person(page), LedgerEvent::Person(found)) => return page.fill(*found),
            (Self::Brief(page), LedgerEvent::Brief(found)) => return page.fill(*found),
            (Self::Due(page), LedgerEvent::Due(due)) => page.fill(due),
            (Self::Insights(page), LedgerEvent::Insights(found)) => return page.fill(*found),
            (Self::Sessions(page), LedgerEvent::Sessions(rows)) => page.fill(rows),
            _ => return false,
        }
        true
    }
}

impl Ledger {
    fn new(page: Page, seen: u64) -> Self {
        Self {
            page,
            reading: Some(Reading::Begun),
            seen,
        }
    }

    /// Where the keys count.
    pub(super) fn place(&self) -> Place {
        self.page.place()
    }

    /// Whose export is chosen, and its form.
    pub(super) fn exporting(&mut self) -> Option<(String, &mut Option<Exporting>)> {
        match &mut self.page {
            Page::Person(page) => Some((page.id.clone(), &mut page.exporting)),
            _ => None,
        }
    }
}

impl App {
    /// Shows a page, which one comes back from to where one is.
    pub(super) fn look(&mut self, view: View) -> Vec<Effect> {
        self.show_page(match view {
            View::People => Page::People(PeoplePage::default()),
            View::Person(id) => Page::Person(PersonPage::new(id)),
            View::Brief(id) => Page::Brief(BriefPage::new(id)),
            View::Due => Page::Due(DuePage::default()),
            View::Insights(by) => Page::Insights(Box::new(InsightsPage::new(by))),
        })
    }

    fn show_page(&mut self, page: Page) -> Vec<Effect> {
        let effect = page.effect();
        let ledger = Ledger::new(page, self.changes);
        self.show_over(Screen::Ledger(Box::new(ledger)));
        vec![Effect::Ledger(effect)]
    }

    /// A page that comes up again after something has changed is read anew; what it shows stays until then.
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        let changes = self.changes;
        match &mut self.screen {
            Screen::Library(library) => library.asks_again(),
            // What another look-up has stopped is asked for again.
            Screen::Ledger(ledger) if ledger.seen != changes || ledger.reading.is_some() => {
                ledger.seen = changes;
                ledger.reading = Some(Reading::Begun);
                vec![Effect::Ledger(ledger.page.effect())]
            }
            _ => Vec::new(),
        }
    }

    /// Something about many sessions was found, or kept.
    pub(super) fn ledger(&mut self, event: LedgerEvent) -> Vec<Effect> {
        match event {
            LedgerEvent::Progress(at, all) => self.has_read(at, all),
            LedgerEvent::Pressing(items, all) => self.home.press(items, all),
            LedgerEvent::Kept(words) => return self.promise_kept(&words),
            LedgerEvent::Ended {
                session,
                how,
                person,
                words,
            } => return self.ending_kept(&session, how, person, &words),
            LedgerEvent::PeopleChanged { words, now } => return self.people_changed(words, now),
            LedgerEvent::Replacing(replaced) => self.replacing(&replaced),
            LedgerEvent::Written(words) => self.message = Some(words),
            LedgerEvent::Brief(found) if !matches!(self.screen, Screen::Ledger(_)) => {
                self.brief_beside(*found);
            }
            event => {
                if let Screen::Ledger(ledger) = &mut self.screen
                    && ledger.page.fill(event)
                {
                    ledger.reading = None;
                }
            }
        }
        Vec::new()
    }

    fn has_read(&mut self, at: usize, all: usize) {
        match &mut self.screen {
            Screen::Ledger(ledger)
                if matches!(ledger.reading, Some(Reading::Begun | Reading::At(..))) =>
            {
                ledger.reading = Some(Reading::At(at, all));
            }
            Screen::Begin(_) | Screen::Ledger(_) => {
                self.message = Some(format!("reading conversations: {at} of {all}"));
            }
            // Home is there already, and a conversation is not disturbed.
            _ => {}
        }
    }

    /// A brief that was asked for beside a conversation, or in the form for one.
    fn brief_beside(&mut self, found: PersonFound) {
        match &self.screen {
            Screen::Live(_) => self.help = Some(Help::brief(&found)),
            Screen::Begin(_) => {
                let mut page = BriefPage::new(found.person.id.clone());
                page.fill(found);
                let mut ledger = Ledger::new(Page::Brief(page), self.changes);
                ledger.reading = None;
                self.show_over(Screen::Ledger(Box::new(ledger)));
            }
            _ => {}
        }
    }

    /// Something that was asked for failed; why. What could not be read says so; a promise that was thought to be settled comes
    /// back into its list.
    pub(super) fn failed(&mut self, why: String) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Screen::Ledger(ledger) = &mut self.screen {
            if ledger.reading.is_some() {
                ledger.reading = Some(Reading::Failed);
            } else if let Page::Due(page) = &mut ledger.page
                && page.was_not_kept()
            {
                effects.push(Effect::Ledger(ledger.page.effect()));
            }
        }
        self.message = Some(why);
        effects
    }

    pub(super) fn ledger_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = self.rows;
        self.message = None;
        let Some(action) = action else {
            return Vec::new();
        };
        let Screen::Ledger(ledger) = &mut self.screen else {
            return Vec::new();
        };
        if action == Action::Back {
            return self.go_back();
        }
        match &mut ledger.page {
            Page::People(page) => {
                page.go(action, rows);
                self.people_key(action)
            }
            Page::Person(page) => {
                page.sheet.go(action, rows);
                self.person_key(action)
            }
            Page::Brief(page) => {
                page.sheet.go(action, rows);
                self.brief_key(action)
            }
            Page::Due(page) => {
                page.go(action, rows);
                self.due_key(action)
            }
            Page::Insights(page) => {
                page.sheet.go(action, rows);
                self.insights_key(action)
            }
            Page::Sessions(page) => {
                page.go(action, rows);
                self.sessions_key(action)
            }
        }
    }

    /// Opens the session that a line of a sheet comes from, at its entry.
    fn open_from(&mut self, from: Option<(String, Option<u32>)>) -> Vec<Effect> {
        let Some((id, n)) = from else {
            self.message = Some("no conversation stands behind this line".to_owned());
            return Vec::new();
        };
        self.read_at(&id, "here", n.into_iter().collect())
    }

    /// Begins the main conversation with somebody who is known.
    fn begin_with(person: PersonRef) -> Vec<Effect> {
        vec![Effect::Begin {
            script: first_script().to_owned(),
            name: person.name,
            organisation: person.organisation,
            person: Some(person.id),
        }]
    }

    /// To a person's page: the one under this screen where that is theirs, so that nobody goes round in circles.
    fn look_at_person(&mut self, id: &str) -> Vec<Effect> {
        let there = matches!(self.under(), Some(Screen::Ledger(l)) if matches!(&l.page, Page::Person(p) if p.id == id));
        if there {
            return self.go_back();
        }
        self.look(View::Person(id.to_owned()))
    }
}

/// What a sheet's chosen line comes from, to be kept while the screen changes.
fn owned(from: Option<(&str, Option<u32>)>) -> Option<(String, Option<u32>)> {
    from.map(|(id, n)| (id.to_owned(), n))
}
