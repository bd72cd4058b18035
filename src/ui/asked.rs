//! What is asked over a screen, in the row above the footer: a line, how it ended, whether to delete.

use super::bits::{cut, input, put};
use super::theme::Theme;
use crate::app::App;
use crate::app::bin::ASKS;
use crate::app::keymap::Place;
use ratatui::{buffer::Buffer, layout::Rect};

/// Whether anything is asked over the screen.
pub(super) fn is(app: &App) -> bool {
    app.place() == Place::Delete || app.ask.is_some() || app.ending.is_some()
}

/// Draws what is asked, if anything is. Returns where the cursor stands.
pub(super) fn draw(buf: &mut Buffer, area: Rect, app: &App, theme: &Theme) -> Option<(u16, u16)> {
    let above = area.bottom().checked_sub(2);
    let y = above.filter(|y| *y >= area.top() && is(app))?;
    let row = Rect {
        x: area.left().saturating_add(1).min(area.right()),
        y,
        width: area.width.saturating_sub(2),
        height: 1,
    };
    let clear = " ".repeat(usize::from(area.width));
    put(buf, area, area.left(), y, &clear, theme.plain);
    if app.place() == Place::Delete {
        let question = cut(ASKS, row.width);
        put(buf, row, row.left(), y, &question, theme.warning);
        return None;
    }
    if let Some(ask) = &app.ask {
        // What is typed has at least the half.
        let question = cut(&ask.question, row.width / 2);
        let end = put(buf, row, row.left(), y, &question, theme.question);
        let x = put(buf, row, end, y, " › ", theme.muted);
        let room = Rect {
            x: x.min(row.right()),
            width: row.right().saturating_sub(x),
            ..row
        };
        return input(buf, room, &ask.editor, theme.plain);
    }
    let ending = app.ending.as_ref()?;
    let question = cut(&ending.question(), row.width);
    put(buf, row, row.left(), y, &question, theme.question);
    None
}
