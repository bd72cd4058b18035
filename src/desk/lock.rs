//! Locking and unlocking a vault while the program runs.

use super::{Desk, KeyFile};
use crate::app::Event;
use crate::app::lock::Typed;
use crate::store::Library;

/// A vault that was opened, or why not.
pub type OpenedVault = Result<Library, String>;

impl Desk {
    /// Opens the vault with a key file, where nothing is typed.
    pub fn use_key_file(&mut self, open: KeyFile) {
        self.key_file = Some(open);
    }

    /// Lets the key go: what runs is closed, and from now on nothing of the vault can be read here.
    pub(super) fn lock(&mut self) {
        self.finish();
        let dir = self.shelf.library().dir().to_owned();
        self.shelf.index().forget_key();
        self.shelf.use_library(Library::at(dir));
    }

    /// Trying what was typed, which takes a while: for a thread of its own.
    pub fn opening(&self, typed: Typed) -> impl FnOnce() -> OpenedVault + Send + use<> {
        let library = Library::at(self.shelf.library().dir());
        let key_file = self.key_file.clone();
        move || match key_file {
            Some(open) if typed.words().is_empty() => open(),
            _ => library.opened_with(typed.words()),
        }
    }

    /// What comes of it.
    pub fn unlock(&mut self, opened: OpenedVault) -> Event {
        match opened {
            Ok(library) => {
                let index = self.shelf.index().clone().of(&library);
                self.shelf.use_index(index);
                self.shelf.use_library(library);
                Event::Unlocked
            }
            Err(why) => Event::StillLocked(why),
        }
    }
}
