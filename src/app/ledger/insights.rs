//! How it goes over all sessions.

use super::sessions::SessionsPage;
use super::{Page, Sheet};
use crate::app::keymap::Action;
use crate::app::{App, Effect, Screen};
use crate::ledger::{By, Insights};
use std::sync::Arc;

/// The figures, by a stretch of time.
#[derive(Debug, Clone)]
pub struct InsightsPage {
    by: By,
    found: Option<Insights>,
    /// The figures in lines.
    pub sheet: Sheet,
}

impl InsightsPage {
    pub(super) fn new(by: By) -> Self {
        Self {
            by,
            found: None,
            sheet: Sheet::default(),
        }
    }

    /// By what the figures are.
    pub fn by(&self) -> By {
        self.by
    }

    /// What was found is for this page if it is by the same stretch of time: another one was asked for since, else.
    pub(super) fn fill(&mut self, found: Insights) -> bool {
        if found.by != self.by {
            return false;
        }
        let lines = if found.is_empty() {
            Vec::new()
        } else {
            found.lines()
        };
        self.sheet.fill(lines);
        self.found = Some(found);
        true
    }

    /// The sessions behind the chosen figure, and what it is called.
    fn behind(&self) -> Option<(String, &[Arc<str>])> {
        let found = self.found.as_ref()?;
        let all = found.counted();
        let head = all.len().checked_sub(self.sheet.lines().0.len())?;
        let counted = (*all.get(head + self.sheet.at())?)?;
        let figure = found.figure(counted)?;
        Some((found.called(counted), &figure.sessions))
    }
}

impl App {
    pub(super) fn insights_key(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Ledger(ledger) = &mut self.screen else {
            return Vec::new();
        };
        let Page::Insights(page) = &mut ledger.page else {
            return Vec::new();
        };
        match action {
            Action::By(by) if by != page.by => {
                page.by = by;
                ledger.reading = Some(super::Reading::Begun);
                vec![Effect::Ledger(ledger.page.effect())]
            }
            Action::Open => match page.behind() {
                Some((title, ids)) if !ids.is_empty() => {
                    let page = SessionsPage::new(title, ids);
                    self.show_page(Page::Sessions(page))
                }
                _ => {
                    self.message = Some("no conversation stands behind this line".to_owned());
                    Vec::new()
                }
            },
            _ => Vec::new(),
        }
    }
}
