//! What many sessions amount to, on the screen.

mod event;

pub use event::{LedgerEffect, LedgerEvent};

use super::{App, Effect};

impl App {
    /// Something about many sessions was found, or kept.
    pub(super) fn ledger(&mut self, event: LedgerEvent) -> Vec<Effect> {
        match event {
            LedgerEvent::Ended {
                session,
                how,
                person,
                words,
            } => self.ended(&session, how, person, &words),
        }
    }
}
