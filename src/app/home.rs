//! Home: unfinished conversations first, then beginning one, then what was saved.

use super::event::Row;
use super::keymap::Action;

/// The home screen's list.
#[derive(Debug, Clone, Default)]
pub struct Home {
    rows: Vec<Row>,
    /// Whether the list has been read.
    pub loaded: bool,
    /// The chosen line.
    pub at: usize,
    /// Names and organisations that are known.
    pub people: Vec<(String, Option<String>)>,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    /// An unfinished session.
    Unfinished(&'a Row),
    /// Begin a live conversation.
    New,
    /// A session that was ended, or cannot be read.
    Saved(&'a Row),
}

/// What Enter means on the chosen line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Begin a conversation.
    New,
    /// Go on with a session.
    GoOn(String),
    /// Read a session.
    Read(String),
    /// The line cannot be opened.
    Nothing,
}

impl Home {
    /// A session without a word is nothing to go on with: it stays on the disk, and out of the list.
    pub(super) fn fill(&mut self, mut rows: Vec<Row>) {
        rows.retain(|row| row.words || row.broken.is_some());
        self.rows = rows;
        self.loaded = true;
        self.at = self.at.min(self.items().len().saturating_sub(1));
    }

    /// All lines in order.
    pub fn items(&self) -> Vec<Item<'_>> {
        let goes_on = |r: &&Row| !r.closed && r.broken.is_none();
        let unfinished = self.rows.iter().filter(goes_on).map(Item::Unfinished);
        let saved = self.rows.iter().filter(|r| !goes_on(r)).map(Item::Saved);
        unfinished.chain([Item::New]).chain(saved).collect()
    }

    /// Whether nothing was ever kept.
    pub fn is_empty(&self) -> bool {
        self.loaded && self.rows.is_empty()
    }

    pub(super) fn chosen(&self) -> Chosen {
        match self.items().get(self.at) {
            Some(Item::New) => Chosen::New,
            Some(Item::Unfinished(row)) => Chosen::GoOn(row.id.clone()),
            Some(Item::Saved(row)) if row.broken.is_none() => Chosen::Read(row.id.clone()),
            Some(Item::Saved(_)) | None => Chosen::Nothing,
        }
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        let last = self.items().len().saturating_sub(1);
        let page = usize::from(rows.saturating_sub(8).max(1));
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at.saturating_add(1),
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at.saturating_add(page),
            Action::Top => 0,
            Action::Bottom => last,
            _ => self.at,
        }
        .min(last);
    }
}
