//! The library's list: a line about each session.

use super::error::StoreError;
use super::library::Library;
use super::loaded::Loaded;
use crate::session::{Entry, Kind, Mode, Moment, PersonRef, is_closed};

/// A line about a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// When it began; `None` where its head cannot be read.
    pub began: Option<Moment>,
    /// With whom it was, organisation and all; `None` as above.
    pub person: Option<PersonRef>,
    /// How it came about; `None` as above.
    pub mode: Option<Mode>,
    /// The title of its script; empty where its head cannot be read.
    pub script_title: String,
    /// The id of its script; empty as above.
    pub script_id: String,
    /// The id of the step that it was in at last.
    pub last_step: Option<String>,
    /// Whether it was closed.
    pub closed: bool,
    /// Milliseconds from its beginning to its last entry.
    pub duration_ms: u64,
    /// How many entries can be read.
    pub entries: u32,
    /// Why it cannot be read.
    pub broken: Option<String>,
    /// How many things are wrong in a file that can be read all the same.
    pub problems: usize,
    /// Whether words stand in its input.
    pub draft: bool,
}

impl Library {
    /// The newest sessions, at most `limit`. One that cannot be read is in the list, with the reason.
    ///
    /// # Errors
    /// When the directories cannot be read.
    pub fn list(&self, limit: usize) -> Result<Vec<Summary>, StoreError> {
        let ids = self.ids()?.into_iter().take(limit);
        Ok(ids
            .map(|id| match self.load(&id) {
                Ok(loaded) => summary(id, loaded),
                Err(e) => Summary {
                    broken: Some(e.told()),
                    id,
                    ..Summary::default()
                },
            })
            .collect())
    }
}

fn summary(id: String, loaded: Loaded) -> Summary {
    let entries = || loaded.entries.iter().map(|(entry, _)| entry);
    let moved = entries().rev().find_map(moved_to);
    Summary {
        id,
        last_step: moved.or_else(|| entries().rev().find_map(step)),
        closed: is_closed(&entries().cloned().collect::<Vec<_>>()),
        duration_ms: entries().map(|e| e.t).max().unwrap_or(0),
        entries: u32::try_from(loaded.entries.len()).unwrap_or(u32::MAX),
        broken: None,
        problems: loaded.problems.len(),
        draft: loaded.draft.is_some(),
        began: Some(loaded.head.began),
        person: Some(loaded.head.person),
        mode: Some(loaded.head.mode),
        script_title: loaded.head.script.title,
        script_id: loaded.head.script.id,
    }
}

fn moved_to(entry: &Entry) -> Option<String> {
    match &entry.kind {
        Kind::Moved(step) => Some(step.clone()),
        _ => None,
    }
}

/// The step that an entry was made in. A session that never moved has been in one step only.
fn step(entry: &Entry) -> Option<String> {
    entry.kind.step().map(ToOwned::to_owned)
}
