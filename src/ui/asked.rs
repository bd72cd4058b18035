//! What is asked over a screen, in the row above the footer: a line, how it ended, whether to delete.

use super::bits::{cut, input, put};
use super::theme::Theme;
use crate::app::App;
use crate::app::bin::ASKS;
use crate::app::keymap::Place;
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws what is asked, if anything is. Says whether, and where the cursor stands.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    theme: &Theme,
) -> Option<Option<(u16, u16)>> {
    let y = area.bottom().checked_sub(2).filter(|y| *y >= area.top())?;
    let row = Rect {
        x: area.left().saturating_add(1).min(area.right()),
        y,
        width: area.width.saturating_sub(2),
        height: 1,
    };
    let clear = || " ".repeat(usize::from(area.width));
    if app.place() == Place::Delete {
        put(buf, area, area.left(), y, &clear(), theme.plain);
        put(
            buf,
            row,
            row.left(),
            y,
            &cut(ASKS, row.width),
            theme.warning,
        );
        return Some(None);
    }
    if let Some(ask) = &app.ask {
        put(buf, area, area.left(), y, &clear(), theme.plain);
        // What is typed has at least the half.
        let question = cut(&ask.question, row.width / 2);
        let end = put(buf, row, row.left(), y, &question, theme.question);
        let x = put(buf, row, end, y, " › ", theme.muted);
        let room = Rect {
            x: x.min(row.right()),
            width: row.right().saturating_sub(x),
            ..row
        };
        return Some(input(buf, room, &ask.editor, theme.plain));
    }
    let ending = app.ending.as_ref()?;
    put(buf, area, area.left(), y, &clear(), theme.plain);
    let question = cut(&ending.question(), row.width);
    put(buf, row, row.left(), y, &question, theme.question);
    Some(None)
}
