//! On what basis the notes are kept, said while one talks.

use super::Live;
use crate::app::event::{Effect, Now};
use crate::session::{Consent, Kind};

impl Live {
    /// `/consent agreed until 3 march 2027`; without words it says what holds.
    pub(super) fn consent(&mut self, rest: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        if self.practice.is_some() || self.session.head().person.is_me() {
            self.notice("there is nobody here whom one could ask", now);
            return false;
        }
        if rest.is_empty() {
            let said = match &self.session.fold().consent {
                Some(agreement) => format!("notes: {}", agreement.consent.words()),
                None => "nothing was said · /consent agreed until 3 march 2027".to_owned(),
            };
            self.notice(said, now);
            return true;
        }
        if self.refuse_read_only(now) {
            return false;
        }
        match Consent::read(rest, now.at.date()) {
            Ok(consent) => {
                let words = consent.words();
                self.keep(Kind::Consent(consent), now, effects);
                self.notice(format!("notes: {words}"), now);
                true
            }
            Err(why) => {
                self.notice(why, now);
                false
            }
        }
    }
}
