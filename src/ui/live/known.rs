//! What else, and what must be known.

use super::{Picture, Pieces};
use crate::app::keymap::{Action, Place};
use crate::ui::bits::pieces_width;
use ratatui::style::Style;

impl Picture<'_> {
    /// What else and what must be known, in as many rows as they need.
    pub(super) fn known_rows(&self, width: u16) -> Vec<Pieces> {
        if self.live.closing().is_some() {
            return Vec::new();
        }
        let fold = self.live.session().fold();
        let (Some(step), Some(now)) = (self.live.step(), fold.steps.get(fold.step)) else {
            return Vec::new();
        };
        let mut items: Vec<Pieces> = Vec::new();
        if step.what_else > 0 {
            let asked = now.what_else;
            let full = "● ".repeat(usize::from(asked));
            let open = "○ ".repeat(usize::from(step.what_else.saturating_sub(asked)));
            items.push(vec![
                ("what else ".to_owned(), self.theme.muted),
                (full, self.theme.good),
                (open, self.theme.muted),
            ]);
        }
        for (at, known) in step.known.iter().enumerate() {
            let key = u8::try_from(at + 1).unwrap_or(u8::MAX);
            let key = if self.live.is_following() {
                String::new()
            } else {
                self.app.setup.keymap.shown(Place::Talk, Action::Tick(key)) + " "
            };
            let (mark, style) = if now.knows(&known.id) {
                ("✓", self.theme.good)
            } else {
                ("·", self.theme.muted)
            };
            let word = if at == 0 { "known " } else { "" };
            items.push(vec![
                (format!("{word}{key}"), self.theme.muted),
                (format!("{mark} {}", known.text), style),
            ]);
        }
        flow(items, width)
    }
}

/// Sets items one behind the other, in as many rows as they need.
fn flow(items: Vec<Pieces>, width: u16) -> Vec<Pieces> {
    let mut rows: Vec<Pieces> = Vec::new();
    for item in items {
        let wide = pieces_width(&item) + 3;
        match rows.last_mut() {
            Some(row) if pieces_width(row) + wide + 1 < width => {
                row.push(("   ".to_owned(), Style::new()));
                row.extend(item);
            }
            _ => rows.push(item),
        }
    }
    rows
}
