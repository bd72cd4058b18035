//! Lines of a fold, wrapped, with the chosen one.

use crate::app::ledger::Sheet;
use crate::ledger::{Line, Role};
use crate::text::wrap;
use crate::ui::bits::put;
use crate::ui::theme::Theme;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Columns before the words that stand under a heading, and before those of a line that goes on.
const INDENT: u16 = 2;

/// Draws it so that the chosen line is seen, with as much above it as below. Returns how many rows there are below what is seen;
/// `None` where there is nothing to draw.
pub(super) fn draw(buf: &mut Buffer, area: Rect, sheet: &Sheet, theme: &Theme) -> Option<usize> {
    let (lines, chosen) = sheet.lines();
    let width = usize::from(area.width.saturating_sub(INDENT + 1)).max(1);
    let mut rows: Vec<(usize, bool, &str)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // What goes on stands further in.
        let first = wrap(&line.text, width).into_iter().next().unwrap_or(0..0);
        rows.push((at, true, line.text.get(first.clone()).unwrap_or_default()));
        let rest = line.text.get(first.end..).unwrap_or_default().trim_start();
        let narrow = width.saturating_sub(usize::from(INDENT)).max(1);
        if !rest.is_empty() {
            let more = wrap(rest, narrow).into_iter();
            rows.extend(more.map(|row| (at, false, rest.get(row).unwrap_or_default())));
        }
    }
    let height = usize::from(area.height);
    let here = rows.iter().position(|(at, ..)| *at == chosen).unwrap_or(0);
    let top = here
        .saturating_sub(height / 2)
        .min(rows.len().saturating_sub(height));
    for ((at, first, text), y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
        let Some(line) = lines.get(*at) else { continue };
        let indent = if line.role == Role::Heading {
            0
        } else {
            INDENT
        };
        let indent = if *first { indent } else { indent + INDENT };
        let style = if *at == chosen {
            theme.chosen
        } else {
            style(line, theme)
        };
        let x = area.left().saturating_add(indent);
        put(buf, area, x, y, text.trim_end(), style);
    }
    (!lines.is_empty()).then(|| rows.len().saturating_sub(top + height))
}

fn style(line: &Line, theme: &Theme) -> Style {
    match line.role {
        Role::Title | Role::Heading => theme.title,
        Role::Meta | Role::Blank => theme.muted,
        Role::Ask => theme.question,
        Role::Words => theme.answer,
        Role::Promise => theme.commitment,
        Role::Figure => theme.plain,
        Role::Note => theme.note,
    }
}
