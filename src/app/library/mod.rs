//! The library: all sessions in a list, found as one types, with one of them shown beside it.
//!
//! Only rows that are seen, and some around them, are ever here. A question goes out with each key and is numbered; an
//! answer to any but the newest is dropped.

mod act;
mod filter;
mod keys;
mod layout;
mod list;
mod model;
mod mouse;
mod said;

pub use filter::{Chooser, ChooserRow};
pub use layout::{Layout, Part, layout};
pub use model::{
    Answer, Ask, Choice, Field, Filter, Found, Indexed, Job, Listed, Misread, News, Peek, Shown,
    Sort, Wish, Worked,
};
pub use mouse::{Mouse, MouseWhat};
pub use said::QUESTIONS;

use super::editor::Editor;
use super::event::Effect;
use super::export::Exporting;
use super::keymap::Place;
use crate::session::Line;
use crate::text::{Row, wrap};
use std::collections::{BTreeSet, HashMap};

/// Rows that are asked for at once, at most.
const MOST: usize = 300;
/// Lines of a session that are shown beside the list, at most.
const LINES: usize = 2_000;

/// The library on the screen.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing about the list, and they go together in any way"
)]
pub struct Library {
    /// What is asked for.
    pub input: Editor,
    /// Whether the input has the focus.
    pub typing: bool,
    /// Whether its last word may go on: it was typed here, and what was found so stays when one goes to the list.
    goes_on: bool,
    /// The order of the list.
    pub sort: Sort,
    /// Sessions that were marked, to do something with all of them.
    pub marked: BTreeSet<String>,
    /// What is being asked on the way to doing something.
    pub doing: Option<Doing>,
    /// What is wrong with what was typed.
    pub misread: Option<Misread>,
    /// How far reading is, while the index is brought up to date.
    pub reading: Option<(usize, usize)>,
    /// How many sessions were found, and how many of them by forgiving slips alone.
    pub found: (usize, usize),
    /// Whether there was an answer yet.
    pub answered: bool,
    /// The chosen row, counted from the first of all.
    pub at: usize,
    /// The first row that is seen.
    pub top: usize,
    rows: Vec<Listed>,
    from: usize,
    asked: u64,
    again_ms: u64,
    /// What is asked with a window around these rows, to be asked for again only when the view leaves it.
    window: (usize, usize),
    /// The question whose ids are to be marked.
    marking: Option<u64>,
    /// What the answer is for: the chosen session stays chosen where the list alone has changed.
    stay: bool,
    peek: Option<Peek>,
    peek_rows: Vec<(usize, Row)>,
    peek_top: usize,
    peeked: Option<String>,
    peek_wanted: Option<bool>,
    /// What went into the bin just now, and is still in the index.
    gone: BTreeSet<String>,
    /// What went there last, to be brought back.
    deleted: Vec<String>,
    filters: Vec<Filter>,
    /// The saved filter that was forgotten last, to be brought back.
    forgotten: Option<Filter>,
    columns: u16,
    height: u16,
}

/// What is being asked on the way to doing something.
#[derive(Debug, Clone)]
pub enum Doing {
    /// Which filter.
    Filter(Box<Chooser>),
    /// Which form an export has.
    Export(Exporting, Vec<String>),
    /// Whether these are to be deleted.
    Delete(Vec<String>),
    /// Something is under way: so much is done, of so much.
    Work(&'static str, Option<(usize, usize)>),
}

impl Library {
    /// The library, with a question.
    pub fn new(text: &str, typing: bool) -> Self {
        Self {
            input: Editor::with(text.to_owned(), text.len()),
            typing,
            ..Self::default()
        }
    }

    /// Where the keys count.
    pub fn place(&self) -> Place {
        match &self.doing {
            Some(Doing::Filter(_)) => Place::Filter,
            Some(Doing::Export(..)) => Place::Export,
            Some(Doing::Delete(_)) => Place::Delete,
            Some(Doing::Work(..)) => Place::Working,
            None if self.typing => Place::Find,
            None => Place::Library,
        }
    }

    /// The layout of the screen.
    pub fn layout(&self) -> Layout {
        layout(self.columns, self.height, self.peek_wanted)
    }

    /// Rows that each session takes: a second one where lines are shown.
    pub fn rows_each(&self) -> u16 {
        let lines = self.rows.iter().any(|r| r.line.is_some());
        if lines { 2 } else { 1 }
    }

    /// How many sessions are seen at once.
    pub fn page(&self) -> usize {
        usize::from(self.layout().list.height / self.rows_each()).max(1)
    }

    /// A session of the list, where it is here.
    pub fn row(&self, at: usize) -> Option<&Listed> {
        self.rows.get(at.checked_sub(self.from)?)
    }

    /// The chosen session.
    pub fn chosen(&self) -> Option<&Listed> {
        self.row(self.at).filter(|r| !self.is_gone(&r.id))
    }

    /// Whether a session went into the bin, though it is still in the list.
    pub fn is_gone(&self, id: &str) -> bool {
        self.gone.contains(id)
    }

    /// How many sessions are in the list.
    pub fn total(&self) -> usize {
        self.found.0
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.answered
            && self.total() == 0
            && self.input.text().trim().is_empty()
            && self.reading.is_none()
    }

    /// Takes the size of the terminal.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        (self.columns, self.height) = (columns, rows);
        self.keep_in_view();
        self.wrap_peek();
    }

    /// The terminal has another size: more rows may be seen, and a session beside them.
    pub(super) fn resized(&mut self, columns: u16, rows: u16) -> Vec<Effect> {
        self.resize(columns, rows);
        let mut effects = self.window_again();
        effects.extend(self.peek_at_chosen());
        effects
    }

    fn wrap_peek(&mut self) {
        let width = self.layout().peek.map_or(0, |part| part.width);
        let Some(peek) = self.peek.as_ref().filter(|_| width > 0) else {
            self.peek_rows.clear();
            return;
        };
        let wrapped = |(at, line): (usize, &Line)| {
            let rows = wrap(&line.text, usize::from(width));
            rows.into_iter().map(move |row| (at, row))
        };
        let lines = peek.lines.iter().enumerate();
        self.peek_rows = lines.take(LINES).flat_map(wrapped).collect();
        self.peek_top = self.peek_top.min(self.peek_rows.len().saturating_sub(1));
    }

    /// The rows of the session beside the list: its line, the words of it, and whether it shows what was asked for.
    pub fn peeked(&self) -> impl Iterator<Item = (&Line, &str, bool)> {
        let shown = self.chosen().and_then(|r| r.line.as_ref());
        let lines = self.peek.as_ref().map_or(&[][..], |p| &p.lines);
        let rows = self.peek_rows.iter().skip(self.peek_top);
        rows.filter_map(move |(at, row)| {
            let line = lines.get(*at)?;
            let is_shown = line.n.is_some() && line.n == shown.map(|s| s.n);
            Some((line, line.text.get(row.clone())?, is_shown))
        })
    }

    /// Scrolls the session beside the list.
    fn scroll_peek(&mut self, by: isize) {
        let height = self
            .layout()
            .peek
            .map_or(1, |part| usize::from(part.height));
        let last = self.peek_rows.len().saturating_sub(height);
        self.peek_top = self.peek_top.saturating_add_signed(by).min(last);
    }

    /// What something is done with: the marked ones, else the chosen one.
    fn meant(&self) -> Vec<String> {
        if self.marked.is_empty() {
            return self.chosen().map(|r| r.id.clone()).into_iter().collect();
        }
        // The newest first, as ids are.
        self.marked.iter().rev().cloned().collect()
    }

    /// The saved filters.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    /// The rows that are here, by id.
    fn by_id(&self) -> HashMap<&str, usize> {
        let rows = self.rows.iter().enumerate();
        rows.map(|(at, r)| (r.id.as_str(), self.from + at))
            .collect()
    }
}

#[cfg(test)]
mod tests;
