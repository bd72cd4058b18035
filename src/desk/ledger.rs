//! What the machine asks about many sessions, and what it keeps about one of them afterwards.

use super::{Afterwards, DeskError, Shelf};
use crate::app::{LedgerEffect, LedgerEvent, Now};
use crate::session::PersonRef;

impl Shelf {
    /// Carries out what the screens over many sessions ask for.
    ///
    /// # Errors
    /// When something cannot be read or kept.
    pub fn ledger(&self, effect: LedgerEffect, now: Now) -> Result<LedgerEvent, DeskError> {
        match effect {
            LedgerEffect::Ended { session, ended } => {
                let how = ended.how;
                let noted = self.afterwards(&session, &Afterwards::Ended(ended), now)?;
                let with = &noted.head.person;
                let people = self.library().people()?;
                let person = people
                    .of(&with.id)
                    .map_or_else(|| with.clone(), PersonRef::from);
                Ok(LedgerEvent::Ended {
                    session,
                    how,
                    person,
                    words: noted.words,
                })
            }
        }
    }
}
