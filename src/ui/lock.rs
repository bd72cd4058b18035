//! A vault that is locked.

use super::bits::{columns, paragraph, put};
use super::home::page;
use super::theme::Theme;
use crate::app::App;
use crate::app::keymap::Place;
use crate::app::lock::Locked;
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws it: nothing on it tells what is in the vault, not even how long the passphrase is beyond a row.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    locked: &Locked,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let body = page(buf, area, app, "The vault is locked", Place::Locked, theme)?;
    let inner = Rect {
        x: body.x.saturating_add(2),
        width: body.width.saturating_sub(4),
        ..body
    };
    let asks = "Passphrase or recovery key";
    let rows = paragraph(buf, inner, asks, theme.muted);
    let y = inner.y.saturating_add(rows);
    let room = usize::from(inner.width.saturating_sub(1));
    let dots = "•".repeat(locked.length().min(room));
    put(buf, inner, inner.x, y, &dots, theme.plain);
    let below = Rect {
        y: y.saturating_add(2),
        height: inner.bottom().saturating_sub(y.saturating_add(2)),
        ..inner
    };
    if locked.trying {
        paragraph(buf, below, "opening …", theme.muted);
        return None;
    }
    if let Some(wrong) = locked.wrong.as_ref().or(app.message.as_ref()) {
        paragraph(buf, below, wrong, theme.warning);
    }
    let x = inner.x.saturating_add(columns(locked.length().min(room)));
    Some((x, y))
}
