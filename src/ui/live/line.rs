//! The one line above the input.

use super::{Picture, Pieces, SMALL};
use crate::app::keymap::{Action, Place};
use crate::app::live::{Completion, LEAVES_OPEN, Safety};
use crate::text::width;
use crate::ui::bits::{cut, in_rows, put};
use ratatui::{buffer::Buffer, layout::Rect};

impl Picture<'_> {
    /// An answer to what the user did, a completion, a hint, or something to say, in at most `most` rows of `room`
    /// columns.
    pub(super) fn above_input(&self, room: u16, most: usize) -> Vec<Pieces> {
        let some = |text: &str, style| -> Vec<Pieces> {
            let rows = in_rows(text, room, most);
            rows.into_iter().map(|row| vec![(row, style)]).collect()
        };
        if let Some(news) = self.live.following_now() {
            return some(&news, self.theme.notice);
        }
        if let Some(answer) = self.live.answer_now() {
            return self.above_the_hint(answer, room, most);
        }
        if let Some(open) = self.live.completion() {
            return vec![self.choices(open, usize::from(room))];
        }
        let hint = self.live.hint(self.now);
        if let Some(hint) = hint.as_ref().filter(|_| !self.live.editor.is_empty()) {
            return some(hint, self.theme.muted);
        }
        if let Some(notice) = self.live.notice_now() {
            return self.above_the_hint(notice, room, most);
        }
        if let Safety::ReadOnly(why) = self.live.safety()
            && !self.live.is_following()
        {
            return some(&format!("read only: {why}"), self.theme.warning);
        }
        hint.map(|hint| some(fitting(&hint, room), self.theme.muted))
            .unwrap_or_default()
    }

    /// Something to say; in a form what the next question wants stands below it, where there is room.
    fn above_the_hint(&self, notice: &str, room: u16, most: usize) -> Vec<Pieces> {
        let asked = self
            .live
            .asked_question()
            .filter(|_| self.live.editor.is_empty() && most > 1);
        let hint = asked.and_then(|_| self.live.hint(self.now));
        let rows = |text: &str, most, style| -> Vec<Pieces> {
            in_rows(text, room, most)
                .into_iter()
                .map(|row| vec![(row, style)])
                .collect()
        };
        let Some(hint) = hint else {
            return rows(notice, most, self.theme.notice);
        };
        let mut all = rows(notice, 1, self.theme.notice);
        all.extend(rows(fitting(&hint, room), most - 1, self.theme.muted));
        all
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

/// A hint as it fits into a row: what holds for every question gives way to what this one says.
fn fitting(hint: &str, room: u16) -> &str {
    if width(hint) <= usize::from(room) {
        return hint;
    }
    hint.strip_suffix(LEAVES_OPEN).unwrap_or(hint)
}
