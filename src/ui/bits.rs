//! Small things that every screen draws. All of them stay inside their area, whatever its size.

use crate::app::editor::{Editor, row_of};
use crate::text::{ellipsis, is_simple, width, wrap};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Writes text at a place within an area; what does not fit is cut. Returns the column behind it.
pub(super) fn put(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return x;
    }
    let room = usize::from(area.right() - x);
    if is_simple(text) {
        return put_simple(buf, x, y, text.get(..room).unwrap_or(text), style);
    }
    let (end, _) = buf.set_stringn(x, y, text, room, style);
    end
}

/// As [`put`], for a text of which each byte is a column: most of a screen is that, at every key.
fn put_simple(buf: &mut Buffer, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let mut at = x;
    for byte in text.bytes() {
        let Some(cell) = buf.cell_mut((at, y)) else {
            break;
        };
        cell.set_char(char::from(byte)).set_style(style);
        at = at.saturating_add(1);
    }
    at
}

/// Writes pieces one behind the other.
pub(super) fn pieces(buf: &mut Buffer, area: Rect, x: u16, y: u16, all: &[(String, Style)]) -> u16 {
    all.iter()
        .fold(x, |x, (text, style)| put(buf, area, x, y, text, *style))
}

/// The columns that pieces take.
pub(super) fn pieces_width(all: &[(String, Style)]) -> u16 {
    columns(all.iter().map(|(text, _)| width(text)).sum())
}

/// Writes pieces at the right end of a row, if they fit behind `after`.
pub(super) fn right(buf: &mut Buffer, area: Rect, y: u16, after: u16, all: &[(String, Style)]) {
    let wide = pieces_width(all);
    let x = area.right().saturating_sub(wide + 1);
    if x > after {
        pieces(buf, area, x, y, all);
    }
}

/// A thin line across the area.
pub(super) fn rule(buf: &mut Buffer, area: Rect, y: u16, style: Style) {
    let line = "─".repeat(usize::from(area.width));
    put(buf, area, area.left(), y, &line, style);
}

/// A number of columns or rows as the drawing library counts them.
pub(super) fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Writes a text wrapped into an area, from its top. Returns the rows that it took.
pub(super) fn paragraph(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let rows = wrap(text, usize::from(area.width));
    for (at, row) in rows.iter().enumerate() {
        let y = area.top().saturating_add(columns(at));
        put(
            buf,
            area,
            area.left(),
            y,
            text.get(row.clone()).unwrap_or_default(),
            style,
        );
    }
    columns(rows.len()).min(area.height)
}

/// Draws an input, scrolled so that the cursor is seen. Returns where the cursor stands.
pub(super) fn input(
    buf: &mut Buffer,
    area: Rect,
    editor: &Editor,
    style: Style,
) -> Option<(u16, u16)> {
    if area.is_empty() {
        return None;
    }
    let text = editor.text();
    let rows = wrap(text, usize::from(area.width));
    let at = row_of(&rows, editor.cursor())?;
    let top = (at + 1).saturating_sub(usize::from(area.height));
    for (row, y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
        put(
            buf,
            area,
            area.left(),
            y,
            text.get(row.clone()).unwrap_or_default(),
            style,
        );
    }
    let row = rows.get(at)?;
    let before = text
        .get(row.start..editor.cursor().max(row.start))
        .unwrap_or_default();
    let x = area.left().saturating_add(columns(width(before)));
    let y = area.top().saturating_add(columns(at - top));
    // A space at the end of a full row has no place of its own: the cursor waits at the edge.
    Some((x.min(area.right().saturating_sub(1)), y))
}

/// How many rows an input needs.
pub(super) fn input_rows(editor: &Editor, width: u16) -> u16 {
    columns(wrap(editor.text(), usize::from(width)).len())
}

/// Text in at most so many rows of a width; where it needs more, the last one says so.
pub(super) fn in_rows(text: &str, width: u16, most: usize) -> Vec<String> {
    let rows = wrap(text, usize::from(width));
    let shown = rows.iter().take(most).enumerate();
    shown
        .map(|(at, row)| {
            let end = if at + 1 == most { text.len() } else { row.end };
            cut(
                text.get(row.start..end).unwrap_or_default().trim_end(),
                width,
            )
        })
        .collect()
}

/// Text cut to a width, with `…` where it was cut.
pub(super) fn cut(text: &str, width: u16) -> String {
    ellipsis(text, usize::from(width))
}
