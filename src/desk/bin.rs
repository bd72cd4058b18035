//! The end of a session's life: into the bin, back again, and gone.

use super::{Desk, DeskError};
use crate::app::{Effect, Event, Now};

impl Desk {
    /// Puts a session into the bin.
    pub(super) fn delete(&mut self, id: &str, now: Now) -> Result<Event, DeskError> {
        self.shelf.library().delete(id, now.at.date())?;
        self.touched.push(id.to_owned());
        Ok(Event::Deleted(id.to_owned()))
    }

    /// Brings a session back from the bin.
    pub(super) fn bring_back(&mut self, id: &str) -> Result<Event, DeskError> {
        self.touched.push(id.to_owned());
        let library = self.shelf.library();
        library.restore(&library.find_deleted(id)?)?;
        Ok(Event::BroughtBack)
    }

    /// Whether an effect begins to write into the library.
    pub(super) fn begins_to_write(effect: &Effect) -> bool {
        matches!(
            effect,
            Effect::Begin { .. } | Effect::Practise(_) | Effect::Resume(_) | Effect::Delete(_)
        )
    }

    /// What has been in the bin for too long goes, once for each time that the program runs. A look at the names; what there is to
    /// do is done beside everything else, and may be cut short at any moment.
    pub(super) fn clear_the_bin(&mut self, now: Now) {
        if std::mem::replace(&mut self.cleared, true) {
            return;
        }
        let (library, today) = (self.shelf.library().clone(), now.at.date());
        if library.has_overdue(today) {
            let work = move || {
                // It is tried again when the program starts the next time.
                let _ = library.clear_overdue(today);
            };
            let named = std::thread::Builder::new().name("mineral-bin".to_owned());
            let _ = named.spawn(work);
        }
    }
}
