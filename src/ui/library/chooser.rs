//! The chooser: fields, what they can be, saved filters.

use super::super::bits::{columns, cut, put};
use super::super::theme::Theme;
use super::window;
use crate::app::library::{Chooser, ChooserRow, Field, Library};
use crate::text::width;
use jiff::civil::Date;
use ratatui::{buffer::Buffer, layout::Rect};

/// Columns of the names of fields.
const NAMES: u16 = 14;

/// Draws it. Returns where the cursor stands.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    library: &Library,
    chooser: &Chooser,
    theme: &Theme,
    today: Date,
) -> (u16, u16) {
    let x = area.left().saturating_add(2);
    let label = match chooser.field {
        Some(Field::When) => "when › ".to_owned(),
        Some(field) => format!("{} › ", field.words().0),
        None => "narrow down by › ".to_owned(),
    };
    let start = put(buf, area, x, area.top(), &label, theme.title);
    let (text, from) = window(&chooser.input, area.right().saturating_sub(start + 1));
    put(buf, area, start, area.top(), text, theme.plain);
    let before = chooser.input.cursor().saturating_sub(from);
    let before = text.get(..before).unwrap_or_default();
    let cursor = (start.saturating_add(columns(width(before))), area.top());
    let body = Rect {
        y: area.y.saturating_add(2).min(area.bottom()),
        height: area.height.saturating_sub(2),
        ..area
    };
    let rows = chooser.rows(library.filters(), today);
    if rows.is_empty() {
        let says = match chooser.field {
            _ if chooser.is_waiting() => "",
            Some(Field::When) => {
                "no days: write them as last week, november, 2026-03 or 3 weeks ago"
            }
            Some(_) if chooser.input.is_empty() => "there is none yet",
            _ => "nothing is called so",
        };
        let room = body.width.saturating_sub(4);
        put(buf, body, x, body.top(), &cut(says, room), theme.muted);
    }
    let height = usize::from(body.height).max(1);
    let top = (chooser.at + 1).saturating_sub(height);
    for ((at, row), y) in rows
        .iter()
        .enumerate()
        .skip(top)
        .zip(body.top()..body.bottom())
    {
        let style = if at == chooser.at {
            theme.chosen
        } else {
            theme.plain
        };
        line(buf, body, y, row, style, theme);
    }
    cursor
}

fn line(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    row: &ChooserRow,
    style: ratatui::style::Style,
    theme: &Theme,
) {
    let x = area.left().saturating_add(2);
    let (name, about) = match row {
        ChooserRow::Saved(filter) => (
            filter.name.clone(),
            format!("saved · {} · {}", filter.query, filter.sort.words()),
        ),
        ChooserRow::Field(field) => {
            let (name, about) = field.words();
            (name.to_owned(), about.to_owned())
        }
        ChooserRow::Choice(choice) => {
            let many = choice.many.map_or_else(String::new, |n| n.to_string());
            (choice.words.clone(), many)
        }
    };
    let room = area.right().saturating_sub(x).saturating_sub(1);
    let end = put(buf, area, x, y, &cut(&name, room), style);
    let at = end.max(x.saturating_add(NAMES)).saturating_add(1);
    let room = area.right().saturating_sub(at).saturating_sub(1);
    put(buf, area, at, y, &cut(&about, room), theme.muted);
}
