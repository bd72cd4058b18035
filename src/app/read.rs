//! Reading a session: scroll, jump by step, search.

use super::editor::Editor;
use super::event::Loaded;
use super::key::{Code, Key};
use super::keymap::Action;
use super::talk::edit;
use crate::session::{Line, Role, transcript};
use crate::text::{Row, clean_line, folded, wrap};

/// Columns before the words of a line: a margin, the time, a space.
pub const TIME_COLUMNS: u16 = 8;
/// Rows that are not the transcript: title and rule above, status and footer below.
pub const FRAME_ROWS: u16 = 4;

/// A transcript on the screen.
#[derive(Debug, Clone)]
pub struct Read {
    id: String,
    title: String,
    lines: Vec<Line>,
    rows: Vec<(usize, Row)>,
    height: usize,
    top: usize,
    search: Option<Editor>,
    query: String,
    matches: Vec<usize>,
    at_match: usize,
    /// The form of an export, while it is chosen.
    pub exporting: Option<super::export::Exporting>,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Export,
    ExportAs,
    Delete,
    Back,
}

impl Read {
    /// A transcript, from its beginning.
    pub fn new(loaded: &Loaded) -> Self {
        let mut lines = transcript(&loaded.session, &loaded.problems);
        if let Some(draft) = loaded.draft.as_ref().filter(|d| !d.text.is_empty()) {
            lines.push(Line {
                role: Role::Warning,
                time: String::new(),
                text: format!("in the input, not kept yet: {}", draft.text),
                step: None,
                n: None,
            });
        }
        let head = loaded.session.head();
        Self {
            id: head.id.clone(),
            title: if head.person.is_me() {
                head.script.title.clone()
            } else {
                head.person.name.clone()
            },
            lines,
            rows: Vec::new(),
            height: 1,
            top: 0,
            search: None,
            query: String::new(),
            matches: Vec::new(),
            at_match: 0,
            exporting: None,
        }
    }

    /// The session's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whose session it is.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The rows that are seen: the line that each belongs to, and the words of it.
    pub fn seen(&self) -> impl Iterator<Item = (&Line, &str, bool)> {
        self.rows
            .iter()
            .skip(self.top)
            .take(self.height)
            .filter_map(|(at, row)| {
                let line = self.lines.get(*at)?;
                let first = row.start == 0;
                Some((line, line.text.get(row.clone())?, first))
            })
    }

    /// How far down the text is, 0 to 100 %.
    pub fn progress(&self) -> usize {
        (self.top * 100).checked_div(self.last_top()).unwrap_or(100)
    }

    /// The search that is being typed.
    pub fn search(&self) -> Option<&Editor> {
        self.search.as_ref()
    }

    /// What was searched for, and how often it was found; `None` without a search.
    pub fn found(&self) -> Option<(&str, usize, usize)> {
        let at = if self.matches.is_empty() {
            0
        } else {
            self.at_match + 1
        };
        (!self.query.is_empty()).then_some((self.query.as_str(), at, self.matches.len()))
    }

    fn last_top(&self) -> usize {
        self.rows.len().saturating_sub(self.height)
    }

    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        let line = self.rows.get(self.top).map_or(0, |(at, _)| *at);
        let width = usize::from(columns.saturating_sub(TIME_COLUMNS + 2)).max(1);
        self.rows = self
            .lines
            .iter()
            .enumerate()
            .flat_map(|(at, l)| wrap(&l.text, width).into_iter().map(move |row| (at, row)))
            .collect();
        self.height = usize::from(rows.saturating_sub(FRAME_ROWS)).max(1);
        self.top = self.row_of(line).min(self.last_top());
    }

    fn row_of(&self, line: usize) -> usize {
        self.rows
            .iter()
            .position(|(at, _)| *at == line)
            .unwrap_or(0)
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(search) = &mut self.search {
            search.paste(&clean_line(text));
            self.look();
        }
    }

    pub(super) fn key(
        &mut self,
        action: Option<Action>,
        editing: Option<Action>,
        key: Key,
    ) -> Asked {
        if let Some(search) = &mut self.search {
            match key.code {
                Code::Enter => self.search = None,
                Code::Esc => {
                    self.search = None;
                    self.forget();
                }
                _ => {
                    if editing != Some(Action::Newline) {
                        edit(search, editing, key);
                        self.look();
                    }
                }
            }
            return Asked::Nothing;
        }
        match action {
            Some(Action::Back) if !self.query.is_empty() => self.forget(),
            Some(Action::Back) => return Asked::Back,
            Some(Action::Export) => return Asked::Export,
            Some(Action::ExportAs) => return Asked::ExportAs,
            Some(Action::Delete) => return Asked::Delete,
            Some(Action::Search) => self.search = Some(Editor::default()),
            Some(Action::NextMatch) => self.go_match(true),
            Some(Action::PreviousMatch) => self.go_match(false),
            Some(Action::NextHeading) => self.go_heading(true),
            Some(Action::PreviousHeading) => self.go_heading(false),
            Some(action) => self.scroll(action),
            None => {
                if let Some(step) = key.typed().and_then(|c| c.to_digit(10)) {
                    self.go_step(usize::try_from(step).unwrap_or(0));
                }
            }
        }
        Asked::Nothing
    }

    fn scroll(&mut self, action: Action) {
        let page = self.height.saturating_sub(1).max(1);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::Top => 0,
            Action::Bottom => usize::MAX,
            _ => self.top,
        }
        .min(self.last_top());
    }

    fn headings(&self) -> impl Iterator<Item = usize> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, l)| l.role == Role::Heading)
            .map(|(at, _)| at)
    }

    fn go_heading(&mut self, on: bool) {
        let rows: Vec<usize> = self.headings().map(|line| self.row_of(line)).collect();
        let target = if on {
            rows.iter().find(|row| **row > self.top)
        } else {
            rows.iter().rev().find(|row| **row < self.top)
        };
        if let Some(row) = target {
            self.top = (*row).min(self.last_top());
        }
    }

    fn go_step(&mut self, number: usize) {
        let line = self
            .lines
            .iter()
            .position(|l| l.step.is_some_and(|s| s + 1 == number));
        if let Some(line) = line {
            self.top = self.row_of(line).min(self.last_top());
        }
    }

    fn forget(&mut self) {
        self.query.clear();
        self.matches.clear();
    }

    fn look(&mut self) {
        self.query = self
            .search
            .as_ref()
            .map_or_else(String::new, |s| s.text().to_owned());
        let wanted = folded(&self.query);
        self.matches = if wanted.is_empty() {
            Vec::new()
        } else {
            let found = |l: &Line| folded(&l.text).contains(&wanted);
            self.lines
                .iter()
                .enumerate()
                .filter(|(_, l)| found(l))
                .map(|(at, _)| at)
                .collect()
        };
        let here = self.rows.get(self.top).map_or(0, |(at, _)| *at);
        self.at_match = self
            .matches
            .iter()
            .position(|line| *line >= here)
            .unwrap_or(0);
        self.show_match();
    }

    fn go_match(&mut self, on: bool) {
        let count = self.matches.len().max(1);
        self.at_match = if on {
            self.at_match + 1
        } else {
            self.at_match + count - 1
        } % count;
        self.show_match();
    }

    fn show_match(&mut self) {
        let Some(line) = self.matches.get(self.at_match).copied() else {
            return;
        };
        let row = self.row_of(line);
        if row < self.top || row >= self.top + self.height {
            self.top = row.saturating_sub(self.height / 3).min(self.last_top());
        }
    }

    /// Whether a line is the match that the search stands on.
    pub fn is_match(&self, line: &Line) -> bool {
        !self.query.is_empty()
            && self
                .matches
                .get(self.at_match)
                .and_then(|at| self.lines.get(*at))
                .is_some_and(|l| l == line)
    }
}
