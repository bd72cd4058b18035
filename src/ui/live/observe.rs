//! Watching two others: what is counted, each with its key.

use super::{Picture, SMALL};
use crate::app::keymap::{Action, Place};
use crate::app::live::{Observing, Safety};
use crate::session::Observed;
use crate::text::width;
use crate::ui::bits::{columns, cut, pieces, put};
use crate::ui::{footer, help};
use ratatui::{buffer::Buffer, layout::Rect};

/// Columns of the name of what is counted, at most.
const NAMED: u16 = 22;
/// Columns of how often, and of the sign of what was counted last.
const FIGURE: u16 = 7;
/// Columns from which on each thing that is counted can be named.
const NAMES: u16 = 18;

impl Picture<'_> {
    /// The whole screen. Returns where the cursor stands, while a note is typed.
    pub(super) fn observed(
        &self,
        buf: &mut Buffer,
        area: Rect,
        observing: Observing,
    ) -> Option<(u16, u16)> {
        if area.is_empty() {
            return None;
        }
        let large = area.width >= SMALL.0 && area.height >= SMALL.1;
        let top = if large {
            self.head(buf, area);
            3
        } else {
            u16::from(area.height > 2)
        };
        let place = self.app.place();
        let foot = if large {
            footer::rows(self.app, place, area.width, 2, self.theme)
        } else {
            0
        };
        let line = area.bottom().saturating_sub(foot + 1).max(area.top());
        let body = Rect {
            y: area.y + top,
            height: line.saturating_sub(area.y + top),
            ..area
        };
        if large {
            let below = Rect {
                y: line + 1,
                height: foot,
                ..area
            };
            footer::draw(buf, below, self.app, place, self.theme);
        } else if top > 0 {
            let (mark, style) = self.saved_short();
            let x = put(buf, area, area.left(), area.top(), mark, style);
            let x = put(buf, area, x, area.top(), " ", self.theme.muted);
            let room = area.right().saturating_sub(x);
            let place = cut(&self.place(), room);
            put(buf, area, x, area.top(), &place, self.theme.title);
        }
        if self.app.help.is_some() {
            help::draw(buf, body, self.app, self.theme);
        } else {
            // Where there is room, what is counted stands apart from what is around it.
            let apart = u16::from(body.height >= columns(Observed::ALL.len()) + 2);
            let body = Rect {
                y: body.y + apart,
                height: body.height - apart,
                ..body
            };
            self.counts(buf, body, observing);
            // Notes stand below, where there is room.
            let used = columns(Observed::ALL.len()) + 1;
            let notes = Rect {
                y: body.y + used.min(body.height),
                height: body.height.saturating_sub(used),
                ..body
            };
            if notes.height > 0 {
                self.kept(buf, notes);
            }
        }
        let line = Rect {
            y: line,
            height: 1,
            ..area
        };
        if observing.noting {
            return self.draw_input(buf, line);
        }
        self.line_below(buf, line);
        None
    }

    /// What there is to say, or what comes next.
    fn line_below(&self, buf: &mut Buffer, line: Rect) {
        if let Safety::NotSaved(_) = self.live.safety() {
            self.warn(buf, line, line.y);
            return;
        }
        let said = self.above_input(line.width.saturating_sub(2), 1);
        if let Some(row) = said.first() {
            pieces(buf, line, line.left() + 1, line.y, row);
        } else if let Some(step) = self.live.step_after() {
            let then = format!("then: {}", step.title);
            put(buf, line, line.left() + 1, line.y, &then, self.theme.muted);
        }
    }

    /// A row for each thing that is counted; several beside each other where there are not enough rows.
    fn counts(&self, buf: &mut Buffer, area: Rect, observing: Observing) {
        let all = columns(Observed::ALL.len());
        if area.is_empty() {
            return;
        }
        let beside = all.div_ceil(area.height);
        let rows = all.div_ceil(beside);
        let wide = area.width / beside;
        for (at, what) in (0..all).zip(Observed::ALL) {
            let room = Rect {
                x: area.x + at / rows * wide,
                y: area.y + at % rows,
                width: wide,
                height: 1,
            };
            self.count(buf, room, what, observing.last == Some(what));
        }
    }

    fn count(&self, buf: &mut Buffer, room: Rect, what: Observed, last: bool) {
        let key = Action::Count(what);
        let key = self.app.setup.keymap.shown(Place::Observe, key);
        let times = self.live.counted(what);
        // The one that was counted last is said in a sign as well.
        let (style, more) = if last {
            (self.theme.chosen, " +1")
        } else {
            (self.theme.plain, "   ")
        };
        if room.width < NAMES {
            let x = put(buf, room, room.x, room.y, &key, self.theme.key);
            put(buf, room, x, room.y, &times.to_string(), style);
            return;
        }
        let x = put(buf, room, room.x + 1, room.y, &key, self.theme.key) + 1;
        // The name gives way before the figure does.
        let named = NAMED.min(room.right().saturating_sub(x + FIGURE + 1));
        let name = cut(what.words(), named);
        let pad = usize::from(named).saturating_sub(width(&name));
        let text = format!("{name}{}{times:>4}{more}", " ".repeat(pad));
        let end = put(buf, room, x, room.y, &text, style) + 1;
        let dots = usize::try_from(times).unwrap_or(usize::MAX);
        let dots = dots.min(usize::from(room.right().saturating_sub(end + 1)));
        put(buf, room, end, room.y, &"●".repeat(dots), self.theme.good);
    }
}
