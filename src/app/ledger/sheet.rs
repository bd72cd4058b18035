//! Lines that were folded out of many sessions, to walk through: each may come from a session, and that opens.

use crate::app::home::moved;
use crate::app::keymap::Action;
use crate::ledger::{Line, Role};

/// Lines with a chosen one.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    title: String,
    about: String,
    lines: Vec<Line>,
    at: usize,
}

impl Sheet {
    /// Lines as a fold gives them: the title and what stands under it, then the parts.
    pub fn new(lines: Vec<Line>) -> Self {
        let mut sheet = Self::default();
        sheet.fill(lines);
        sheet
    }

    /// Other lines. What was chosen stays chosen, where it is still there.
    pub fn fill(&mut self, mut lines: Vec<Line>) {
        let before = self.chosen().cloned();
        let said = |role: Role| {
            let those = lines.iter().filter(move |l| l.role == role);
            let words: Vec<&str> = those.map(|l| l.text.as_str()).collect();
            words.join(" · ")
        };
        let (title, about) = (said(Role::Title), said(Role::Meta));
        lines.retain(|l| !matches!(l.role, Role::Title | Role::Meta));
        if lines.first().is_some_and(|l| l.role == Role::Blank) {
            lines.remove(0);
        }
        (self.title, self.about, self.lines) = (title, about, lines);
        let same = before.and_then(|b| {
            let exactly = self.lines.iter().position(|l| *l == b);
            exactly.or_else(|| {
                self.lines
                    .iter()
                    .position(|l| l.of.is_some() && l.of == b.of)
            })
        });
        self.at = same.unwrap_or(self.at);
        self.stand();
    }

    /// Stands at a line that can be chosen, the next one or else the last one before.
    fn stand(&mut self) {
        let can = |l: &Line| is_chosen(l.role);
        let next = self.lines.iter().skip(self.at).position(can);
        let before = || self.lines.iter().take(self.at).rposition(can);
        self.at = next.map(|n| self.at + n).or_else(before).unwrap_or(0);
    }

    /// Whose or what it is.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What stands under the title.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// All lines, with the place of the chosen one.
    pub fn lines(&self) -> (&[Line], usize) {
        (&self.lines, self.at)
    }

    /// The chosen line.
    pub fn chosen(&self) -> Option<&Line> {
        self.lines.get(self.at)
    }

    /// The place of the chosen line.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The session that the chosen line comes from, and the entry there.
    pub fn from(&self) -> Option<(&str, Option<u32>)> {
        let (id, n) = self.chosen()?.of.as_ref()?;
        Some((id, *n))
    }

    /// Where a key leads, on a screen of so many rows.
    pub(super) fn go(&mut self, action: Action, rows: u16) {
        if matches!(action, Action::NextHeading | Action::PreviousHeading) {
            self.go_part(action == Action::NextHeading);
            return;
        }
        let can: Vec<usize> = (0..)
            .zip(&self.lines)
            .filter(|(_, l)| is_chosen(l.role))
            .map(|(at, _)| at)
            .collect();
        let here = can.iter().position(|at| *at == self.at).unwrap_or(0);
        let to = moved(here, can.len().saturating_sub(1), action, rows);
        self.at = can.get(to).copied().unwrap_or(self.at);
    }

    /// To the next part, or to the beginning of this one and then of the one before.
    fn go_part(&mut self, on: bool) {
        let heads = (0..).zip(&self.lines);
        let heads: Vec<usize> = heads
            .filter(|(_, l)| l.role == Role::Heading)
            .map(|(at, _)| at)
            .collect();
        let to = if on {
            heads.iter().find(|at| **at > self.at)
        } else {
            heads.iter().rev().find(|at| **at + 1 < self.at)
        };
        if let Some(to) = to {
            self.at = *to;
            self.stand();
        }
    }
}

/// Whether a line can be chosen.
fn is_chosen(role: Role) -> bool {
    !matches!(role, Role::Title | Role::Meta | Role::Heading | Role::Blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(role: Role, text: &str) -> Line {
        Line {
            role,
            text: text.to_owned(),
            of: None,
        }
    }

    fn lines(parts: &[(&str, &[&str])]) -> Vec<Line> {
        let mut all = vec![line(Role::Title, "Ana"), line(Role::Meta, "one")];
        for (heading, rows) in parts {
            all.push(line(Role::Blank, ""));
            all.push(line(Role::Heading, heading));
            all.extend(rows.iter().map(|r| line(Role::Figure, r)));
        }
        all
    }

    #[test]
    fn one_walks_over_what_can_be_chosen_and_from_part_to_part() {
        let mut sheet = Sheet::new(lines(&[
            ("a", &["1", "2"]),
            ("b", &["3"]),
            ("c", &["4", "5"]),
        ]));
        let at = |sheet: &Sheet| sheet.chosen().unwrap().text.clone();
        assert_eq!((sheet.title(), sheet.about()), ("Ana", "one"));
        for (action, there) in [
            (Action::Top, "1"),
            (Action::Up, "1"),
            (Action::Down, "2"),
            (Action::Down, "3"),
            (Action::NextHeading, "4"),
            (Action::NextHeading, "4"),
            (Action::Down, "5"),
            (Action::Down, "5"),
            (Action::PreviousHeading, "4"),
            (Action::PreviousHeading, "3"),
            (Action::PreviousHeading, "1"),
            (Action::PreviousHeading, "1"),
            (Action::Bottom, "5"),
            (Action::PageUp, "1"),
        ] {
            sheet.go(action, 24);
            assert_eq!(at(&sheet), there, "after {action:?}");
        }
    }

    #[test]
    fn what_was_chosen_stays_chosen() {
        let mut sheet = Sheet::new(lines(&[("a", &["1", "2"]), ("b", &["3"])]));
        sheet.go(Action::Bottom, 24);
        sheet.fill(lines(&[("a", &["0", "1", "2"]), ("b", &["3"])]));
        assert_eq!(sheet.chosen().unwrap().text, "3");
        sheet.fill(lines(&[("a", &["0"])]));
        assert_eq!(sheet.chosen().unwrap().text, "0");
        sheet.fill(Vec::new());
        assert_eq!(sheet.chosen(), None);
        sheet.go(Action::Down, 24);
        sheet.go(Action::NextHeading, 24);
    }
}
