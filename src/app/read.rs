//! Reading a session or a role sheet: scroll, jump by step, search.

use super::editor::Editor;
use super::event::{Effect, Loaded, RoleSheet, SheetOf};
use super::key::{Code, Key};
use super::keymap::Action;
use super::talk::edit;
use crate::export::Format;
use crate::session::{Line, Role, transcript};
use crate::text::{Page, Part, Row, clean_line, folded, wrap};

/// Columns before the words of a line: a margin, the time, a space.
pub const TIME_COLUMNS: u16 = 8;
/// Columns before the words where no line has a time.
const MARGIN: u16 = 3;
/// Rows that are not the transcript: title and rule above, status and footer below.
pub const FRAME_ROWS: u16 = 4;

/// A transcript or a role sheet on the screen.
#[derive(Debug, Clone)]
pub struct Read {
    of: Of,
    title: String,
    lines: Vec<Line>,
    margin: u16,
    rows: Vec<(usize, Row)>,
    height: usize,
    top: usize,
    search: Option<Editor>,
    query: String,
    matches: Vec<usize>,
    at_match: usize,
    /// The form of an export, while it is chosen.
    pub exporting: Option<super::export::Exporting>,
    /// Whether what is found was marked by a debrief, and not searched for.
    marked: bool,
}

/// What is read.
#[derive(Debug, Clone)]
enum Of {
    /// A session, by its id.
    Session(String),
    /// A role sheet.
    Sheet(SheetOf),
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Export,
    ExportAs,
    Delete,
    Debrief,
    HowEnded,
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
        let title = if head.person.is_me() {
            head.script.title.clone()
        } else {
            head.person.name.clone()
        };
        Self::of(Of::Session(head.id.clone()), title, lines, TIME_COLUMNS)
    }

    /// A role sheet, from its beginning.
    pub fn sheet(sheet: RoleSheet) -> Self {
        let title = format!("You play {}", sheet.page.title);
        Self::of(Of::Sheet(sheet.of), title, lines(&sheet.page), MARGIN)
    }

    fn of(of: Of, title: String, lines: Vec<Line>, margin: u16) -> Self {
        Self {
            of,
            title,
            lines,
            margin,
            rows: Vec::new(),
            height: 1,
            top: 0,
            search: None,
            query: String::new(),
            matches: Vec::new(),
            at_match: 0,
            exporting: None,
            marked: false,
        }
    }

    /// The session's id, if it is one that is read.
    pub fn session(&self) -> Option<&str> {
        match &self.of {
            Of::Session(id) => Some(id),
            Of::Sheet(_) => None,
        }
    }

    /// Whose role sheet it is, if it is one.
    pub fn sheet_of(&self) -> Option<&SheetOf> {
        match &self.of {
            Of::Sheet(of) => Some(of),
            Of::Session(_) => None,
        }
    }

    /// Columns before the words of a line.
    pub fn margin(&self) -> u16 {
        self.margin
    }

    pub(super) fn export(&self) -> Effect {
        match &self.of {
            Of::Session(id) => Effect::Export {
                id: id.clone(),
                format: Format::Markdown,
                redact: false,
            },
            Of::Sheet(of) => Effect::ExportSheet(of.clone()),
        }
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
        let width = usize::from(columns.saturating_sub(self.margin + 2)).max(1);
        self.rows = self
            .lines
            .iter()
            .enumerate()
            .flat_map(|(at, l)| wrap(&l.text, width).into_iter().map(move |row| (at, row)))
            .collect();
        self.height = usize::from(rows.saturating_sub(FRAME_ROWS)).max(1);
        self.top = self.row_of(line).min(self.last_top());
    }

    /// Stands where another reading of the same session stood.
    pub(super) fn stand_as(&mut self, before: &Self) {
        self.top = before.top.min(self.last_top());
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
            Some(Action::Back) if !self.query.is_empty() && !self.marked => self.forget(),
            Some(Action::Back) => return Asked::Back,
            Some(Action::Export) => return Asked::Export,
            Some(Action::ExportAs) => return Asked::ExportAs,
            Some(Action::Delete) => return Asked::Delete,
            Some(Action::Debrief) => return Asked::Debrief,
            Some(Action::Ended) => return Asked::HowEnded,
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

    /// Marks the lines of some entries, stands at the first of these, and walks to the others as to what a search finds.
    /// Returns whether there is such a line.
    pub(super) fn mark(&mut self, what: &str, entries: &[u32]) -> bool {
        let line = |n: &u32| self.lines.iter().position(|l| l.n == Some(*n));
        let mut matches: Vec<usize> = entries.iter().filter_map(line).collect();
        let Some(first) = matches.first().copied() else {
            return false;
        };
        matches.sort_unstable();
        matches.dedup();
        self.at_match = matches.iter().position(|at| *at == first).unwrap_or(0);
        self.matches = matches;
        what.clone_into(&mut self.query);
        self.marked = true;
        self.show_match();
        true
    }

    /// What the marked lines show, where a debrief has marked them.
    pub fn marks(&self) -> Option<&str> {
        self.marked.then_some(self.query.as_str())
    }

    fn forget(&mut self) {
        self.marked = false;
        self.query.clear();
        self.matches.clear();
    }

    fn look(&mut self) {
        self.marked = false;
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

/// A page as lines to be read on the screen.
fn lines(page: &Page) -> Vec<Line> {
    let line = |role, text: String| Line {
        role,
        time: String::new(),
        text,
        step: None,
        n: None,
    };
    let mut lines = vec![
        line(Role::Title, page.title.clone()),
        line(Role::Meta, page.under.clone()),
    ];
    let named = |mark: &str, what: &str, text: &str| match what {
        "" => format!("{mark}{text}"),
        what => format!("{mark}{what}: {text}"),
    };
    for part in &page.parts {
        if matches!(part, Part::Heading(_) | Part::Step(..)) {
            lines.push(line(Role::Blank, String::new()));
        }
        lines.push(match part {
            Part::Heading(text) => line(Role::Heading, text.clone()),
            Part::Step(at, text) => Line {
                step: *at,
                ..line(
                    Role::Heading,
                    named(
                        "",
                        &at.map_or_else(|| "step".to_owned(), |at| format!("step {}", at + 1)),
                        text,
                    ),
                )
            },
            Part::Text(text) => line(Role::Said, text.clone()),
            Part::Quote(text) => line(Role::Commitment, format!("“{text}”")),
            Part::Item(what, text) => line(Role::Answer, named("· ", what, text)),
            Part::Below(what, text) => line(Role::Meta, named("  ", what, text)),
            Part::Box(text) => line(Role::Answer, format!("· {text}")),
            // What is filled in with a pen is nothing for a screen.
            Part::Table(_) => continue,
        });
    }
    lines
}
