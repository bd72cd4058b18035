//! A frame as text, with its styles, for snapshots.

use super::stage::rows;
use mineral::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// The sizes at which every screen is looked at.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// A frame as text: its rows between bars, the cursor, and the styles of each row by columns.
pub(crate) fn picture(buffer: &Buffer, cursor: Option<Position>) -> String {
    let area = buffer.area;
    let mut out = String::new();
    for (y, row) in rows(buffer).iter().enumerate() {
        let pad = usize::from(area.width).saturating_sub(width(row));
        let _ = writeln!(out, "{y:>2}|{row}{}|", " ".repeat(pad));
    }
    match cursor {
        Some(at) => writeln!(out, "cursor at column {} of row {}", at.x, at.y).unwrap(),
        None => out.push_str("no cursor\n"),
    }
    for y in 0..area.height {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..area.width {
            let cell = &buffer[(x, y)];
            // A blank between words belongs to them; alone it looks like nothing, unless it is reversed.
            let blank = cell.symbol() == " "
                && !cell
                    .modifier
                    .intersects(Modifier::REVERSED | Modifier::UNDERLINED);
            if blank {
                continue;
            }
            let style = style(cell.fg, cell.bg, cell.modifier);
            match runs.last_mut() {
                Some((_, to, last)) if *last == style => *to = x,
                _ => runs.push((x, x, style)),
            }
        }
        runs.retain(|(_, _, style)| !style.is_empty());
        if !runs.is_empty() {
            let runs: Vec<String> = runs
                .iter()
                .map(|(from, to, style)| format!("{from}-{to} {style}"))
                .collect();
            let _ = writeln!(out, "{y:>2}: {}", joined(&runs));
        }
    }
    out
}

fn joined(runs: &[String]) -> String {
    runs.join(", ")
}

fn style(fg: Color, bg: Color, modifier: Modifier) -> String {
    let mut parts = Vec::new();
    if fg != Color::Reset {
        parts.push(fg.to_string().to_lowercase());
    }
    if bg != Color::Reset {
        parts.push(format!("on {}", bg.to_string().to_lowercase()));
    }
    parts.extend(modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    parts.join(" ")
}
