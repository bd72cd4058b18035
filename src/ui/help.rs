//! Help, drawn into whatever room there is for it.

use super::bits::{columns, put};
use super::theme::Theme;
use crate::app::keymap::has_input;
use crate::app::{App, help};
use crate::text::{width, wrap};
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws help into an area.
pub(super) fn draw(buf: &mut Buffer, area: Rect, app: &App, theme: &Theme) {
    let Some(open) = &app.help else { return };
    let lines = help::lines(app);
    let keys = lines
        .iter()
        .map(|l| width(&l.key))
        .max()
        .unwrap_or(0)
        .min(22)
        .min(usize::from(area.width) / 4)
        + 4;
    let mut rows = Vec::new();
    for line in &lines {
        if line.key.is_empty() {
            let room = usize::from(area.width).saturating_sub(2).max(10);
            for row in wrap(&line.text, room) {
                rows.push((line, true, line.text.get(row).unwrap_or_default()));
            }
            continue;
        }
        let room = usize::from(area.width).saturating_sub(keys).max(10);
        for (at, row) in wrap(&line.text, room).into_iter().enumerate() {
            rows.push((line, at == 0, line.text.get(row).unwrap_or_default()));
        }
    }
    let room = usize::from(area.height.saturating_sub(1));
    let top = open.top.min(rows.len().saturating_sub(room));
    let mut more = format!(
        "  {} · lines {}-{} of {} · ↑↓ · esc closes{}",
        if open.is_brief() { "brief" } else { "help" },
        top + 1,
        (top + room).min(rows.len()),
        rows.len(),
        if has_input(app.place()) {
            ""
        } else {
            " · type to filter"
        }
    );
    if !open.filter.is_empty() {
        more = format!(
            "  only lines with “{}” · backspace · esc closes",
            open.filter
        );
    }
    put(buf, area, area.left(), area.top(), &more, theme.notice);
    for ((line, first, text), y) in rows
        .into_iter()
        .skip(top)
        .zip(area.top() + 1..area.bottom())
    {
        if line.key.is_empty() {
            put(
                buf,
                area,
                area.left().saturating_add(1),
                y,
                text,
                theme.title,
            );
            continue;
        }
        if first {
            put(
                buf,
                area,
                area.left().saturating_add(2),
                y,
                &line.key,
                theme.key,
            );
        }
        let x = area.left().saturating_add(columns(keys));
        // A key that is longer than its column pushes nothing: its text begins behind it.
        let x = if first {
            x.max(area.left().saturating_add(columns(width(&line.key) + 3)))
        } else {
            x
        };
        put(buf, area, x, y, text, theme.plain);
    }
}
