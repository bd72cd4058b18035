//! Deleting, which asks once and can be taken back.

use super::keymap::Action;
use super::{App, Effect, Screen};

/// What is asked before something is deleted.
pub const ASKS: &str = "delete this conversation? y deletes it, any other key keeps it";

impl App {
    /// Asks whether the chosen saved session is to go.
    pub(super) fn ask_to_delete(&mut self) {
        self.deleting = self.home.chosen_saved().map(str::to_owned);
        if self.deleting.is_none() {
            self.message = Some("only a saved conversation can be deleted".to_owned());
        }
    }

    pub(super) fn delete_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let asked = self.deleting.take();
        if let (Some(Action::Delete), Some(id)) = (action, asked) {
            return vec![Effect::Delete(id)];
        }
        self.message = Some("it stays".to_owned());
        Vec::new()
    }

    /// A session is in the bin now.
    pub(super) fn deleted(&mut self, id: String) -> Vec<Effect> {
        self.deleted = Some(id);
        self.changes += 1;
        let effects = match self.screen {
            Screen::Read(_) => {
                // What was under it may have been a look back at it.
                self.under
                    .retain(|s| !matches!(s, Screen::Read(_) | Screen::Debrief(_)));
                self.go_back()
            }
            _ => vec![Effect::List],
        };
        let words = match self.screen {
            Screen::Home | Screen::Library(_) => "deleted · u brings it back",
            _ => "deleted · on home, u brings it back",
        };
        self.message = Some(words.to_owned());
        effects
    }

    /// Brings back what was deleted last.
    pub(super) fn bring_back(&mut self) -> Vec<Effect> {
        if let Some(id) = self.deleted.take() {
            return vec![Effect::BringBack(id)];
        }
        let words = "nothing was deleted just now · mineral bin list shows the bin";
        self.message = Some(words.to_owned());
        Vec::new()
    }

    /// A session is out of the bin again.
    pub(super) fn brought_back(&mut self) -> Vec<Effect> {
        self.message = Some("it is back".to_owned());
        if let Screen::Library(library) = &mut self.screen {
            return vec![library.ask(true)];
        }
        vec![Effect::List]
    }
}
