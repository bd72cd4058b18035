//! Home: unfinished conversations first, then beginning one, the scripts by moment, then what was saved.

use super::event::Row;
use super::keymap::Action;
use super::ledger::View;
use super::library::Indexed;
use crate::ledger::{By, Item as Due};
use crate::script::Occasion;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The home screen's list.
#[derive(Debug, Clone, Default)]
pub struct Home {
    rows: Vec<Row>,
    /// Whether the list has been read.
    pub loaded: bool,
    /// The chosen line.
    pub at: usize,
    /// What presses most of what is due.
    due: Vec<Due>,
    /// How much is due in all, once that is known.
    pub all_due: Option<usize>,
    /// Names and organisations that are known.
    pub people: Vec<(String, Option<String>)>,
    /// How many sessions the index has, once that is known.
    pub sessions: Option<usize>,
    /// How far reading is, while the index is brought up to date.
    pub reading: Option<(usize, usize)>,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    /// An unfinished session.
    Unfinished(&'a Row),
    /// Something that presses.
    Due(&'a Due),
    /// Begin a live conversation.
    New,
    /// Practise with a simulated client.
    Practise,
    /// Look at the library.
    Review,
    /// The scripts of a moment.
    Moment(Occasion),
    /// All that is due.
    AllDue,
    /// Everybody.
    People,
    /// The figures over all sessions.
    Insights,
    /// A session that was ended, or cannot be read.
    Saved(&'a Row),
}

/// What Enter means on the chosen line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Begin a conversation.
    New,
    /// Choose a client to practise with.
    Practise,
    /// Look at the library.
    Review,
    /// Look at the scripts of a moment.
    Moment(Occasion),
    /// Go on with a session.
    GoOn(String),
    /// Read a session.
    Read(String),
    /// Read a session at what was promised there.
    Due(String, Option<u32>),
    /// Look at many sessions.
    Look(View),
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

    /// The index stands otherwise than before.
    pub(super) fn indexed(&mut self, indexed: &Indexed) {
        match indexed {
            Indexed::Reading { done, all } => self.reading = Some((*done, *all)),
            Indexed::Current { sessions, .. } => {
                self.reading = None;
                self.sessions = Some(*sessions);
            }
            Indexed::Elsewhere | Indexed::Failed(_) => self.reading = None,
        }
    }

    /// All lines in order.
    pub fn items(&self) -> Vec<Item<'_>> {
        let goes_on = |r: &&Row| !r.closed && r.broken.is_none();
        let unfinished = self.rows.iter().filter(goes_on).map(Item::Unfinished);
        let saved = self.rows.iter().filter(|r| !goes_on(r)).map(Item::Saved);
        let moments = Occasion::ALL.map(Item::Moment);
        // Whoever has kept nothing has nothing to look at.
        let over = [Item::AllDue, Item::People, Item::Insights];
        let over = over.into_iter().filter(|_| !self.rows.is_empty());
        unfinished
            .chain(self.due.iter().map(Item::Due))
            .chain([Item::New, Item::Practise])
            .chain(moments)
            .chain([Item::Review])
            .chain(over)
            .chain(saved)
            .collect()
    }

    /// What presses is known now. Whatever was chosen stays chosen: it comes later than the first frame.
    pub(super) fn press(&mut self, due: Vec<Due>, all: usize) {
        let first = !self.loaded;
        let unfinished = self.rows.iter().filter(|r| !r.closed && r.broken.is_none());
        let unfinished = unfinished.count();
        if first {
            // Nothing was chosen yet.
        } else if self.at >= unfinished + self.due.len() {
            self.at = self.at + due.len() - self.due.len();
        } else if self.at >= unfinished {
            self.at = self.at.min((unfinished + due.len()).saturating_sub(1));
        }
        self.due = due;
        self.all_due = Some(all);
    }

    /// How many days in a row a script was done and ended, up to today or yesterday.
    pub fn streak(&self, script: &str, today: Date) -> u32 {
        let done = self
            .rows
            .iter()
            .filter(|r| r.script_id == script && r.closed && !r.practice);
        let days: BTreeSet<Date> = done.filter_map(|r| Some(r.began?.date())).collect();
        // A day that is not over yet breaks nothing.
        let mut day = if days.contains(&today) {
            Some(today)
        } else {
            today.yesterday().ok()
        };
        let mut count = 0;
        while let Some(at) = day.filter(|d| days.contains(d)) {
            count += 1;
            day = at.yesterday().ok();
        }
        count
    }

    /// Whether nothing was ever kept.
    pub fn is_empty(&self) -> bool {
        self.loaded && self.rows.is_empty()
    }

    pub(super) fn chosen(&self) -> Chosen {
        match self.items().get(self.at) {
            Some(Item::New) => Chosen::New,
            Some(Item::Practise) => Chosen::Practise,
            Some(Item::Review) => Chosen::Review,
            Some(Item::Moment(moment)) => Chosen::Moment(*moment),
            Some(Item::Unfinished(row)) => Chosen::GoOn(row.id.clone()),
            Some(Item::Due(item)) => Chosen::Due(item.session.clone(), item.n),
            Some(Item::AllDue) => Chosen::Look(View::Due),
            Some(Item::People) => Chosen::Look(View::People),
            Some(Item::Insights) => Chosen::Look(View::Insights(By::Month)),
            // One that is broken says why, or what is left of it.
            Some(Item::Saved(row)) => Chosen::Read(row.id.clone()),
            None => Chosen::Nothing,
        }
    }

    /// The id of the saved session that is chosen; also of one that cannot be read.
    pub(super) fn chosen_saved(&self) -> Option<&str> {
        match self.items().get(self.at) {
            Some(Item::Saved(row)) => Some(&row.id),
            _ => None,
        }
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        let last = self.items().len().saturating_sub(1);
        self.at = moved(self.at, last, action, rows);
    }
}

/// Where a key leads in a list, on a screen of so many rows.
pub(super) fn moved(at: usize, last: usize, action: Action, rows: u16) -> usize {
    let page = usize::from(rows.saturating_sub(8).max(1));
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at.saturating_add(1),
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => at.saturating_add(page),
        Action::Top => 0,
        Action::Bottom => last,
        _ => at,
    };
    to.min(last)
}
