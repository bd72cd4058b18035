//! The one line above the input.

use super::{Picture, Pieces, SMALL};
use crate::app::keymap::{Action, Place};
use crate::app::live::{Completion, Safety};
use crate::text::width;
use crate::ui::bits::{cut, put};
use ratatui::{buffer::Buffer, layout::Rect};

impl Picture<'_> {
    /// An answer to what the user did, a completion, a hint, or something to say, in at most `room` columns.
    pub(super) fn above_input(&self, room: u16) -> Pieces {
        let one = |text: &str, style| vec![(cut(text, room), style)];
        if let Some(answer) = self.live.answer_now() {
            return one(answer, self.theme.notice);
        }
        if let Some(open) = self.live.completion() {
            return self.choices(open, usize::from(room));
        }
        let hint = self.live.hint(self.now);
        if let Some(hint) = hint.as_ref().filter(|_| !self.live.editor.is_empty()) {
            return one(hint, self.theme.muted);
        }
        if let Some(notice) = self.live.notice_now() {
            return one(notice, self.theme.notice);
        }
        if let Safety::ReadOnly(why) = self.live.safety() {
            return one(&format!("read only: {why}"), self.theme.warning);
        }
        hint.map(|hint| one(&hint, self.theme.muted))
            .unwrap_or_default()
    }

    /// The choices of a completion, as many as there is room for; `…` where there are more.
    fn choices(&self, open: &Completion, room: usize) -> Pieces {
        let mut row: Pieces = vec![("⇥ ".to_owned(), self.theme.key)];
        let mut used = 2;
        // The chosen one is always seen.
        let first = if open.at < 3 { 0 } else { open.at };
        for (at, (shown, _)) in open.choices.iter().enumerate().skip(first) {
            used += width(shown) + 2;
            if used > room && at > open.at {
                row.push(("…".to_owned(), self.theme.muted));
                break;
            }
            let style = if at == open.at {
                self.theme.chosen
            } else {
                self.theme.plain
            };
            row.push((shown.clone(), style));
            row.push(("  ".to_owned(), self.theme.muted));
        }
        row
    }

    pub(super) fn warn(&self, buf: &mut Buffer, area: Rect, y: u16) {
        let Safety::NotSaved(why) = self.live.safety() else {
            return;
        };
        let key = self
            .app
            .setup
            .keymap
            .shown(Place::Talk, Action::SaveElsewhere);
        let text = if let Some(notice) = self.live.notice_now() {
            // The mark above says that it is not saved; this may be why saving elsewhere did not work either.
            notice.to_owned()
        } else if area.width < SMALL.0 {
            format!("✗ not saved · {key} elsewhere · {why}")
        } else {
            format!("✗ not saved: {why} · words kept here · {key} save elsewhere")
        };
        put(
            buf,
            area,
            area.left() + 1,
            y,
            &cut(&text, area.width.saturating_sub(2)),
            self.theme.warning,
        );
    }
}
