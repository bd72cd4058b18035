//! The rows of the list.

use super::super::bits::{columns, cut, put};
use super::super::theme::Theme;
use crate::app::library::{Library, Listed};
use crate::text::width;
use jiff::civil::Date;
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};
use std::ops::Range;

/// What stands in a row beside who it was with, and the columns that it takes, from the right.
struct Columns {
    day: u16,
    script: u16,
    length: u16,
    stands: u16,
    warmth: u16,
    open: u16,
}

impl Columns {
    /// As much as there is room for: who it was with and the day come first, then what is open.
    fn of(room: u16) -> Self {
        let mut all = Self {
            day: 12,
            script: 0,
            length: 0,
            stands: 0,
            warmth: 0,
            open: 0,
        };
        let mut left = room.saturating_sub(all.day + 16);
        let mut take = |want: u16| {
            let has = left >= want;
            left -= if has { want } else { 0 };
            if has { want } else { 0 }
        };
        all.open = take(8);
        all.stands = take(12);
        all.warmth = take(9);
        all.length = take(8);
        all.script = take(18);
        all.script += if all.script > 0 { left / 2 } else { 0 };
        all
    }
}

/// Draws the list.
pub(super) fn list(buf: &mut Buffer, area: Rect, library: &Library, theme: &Theme, today: Date) {
    let each = library.rows_each();
    for behind in 0..library.page() {
        let at = library.top + behind;
        let y = area
            .top()
            .saturating_add(columns(behind).saturating_mul(each));
        if at >= library.total() || y >= area.bottom() {
            return;
        }
        let Some(row) = library.row(at) else {
            put(buf, area, area.left() + 3, y, "…", theme.muted);
            continue;
        };
        let chosen = at == library.at;
        one(buf, area, y, library, row, chosen, theme, today);
        if each > 1 {
            below(buf, area, y.saturating_add(1), row, theme);
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "a row is drawn from all of these, and from nothing else"
)]
fn one(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    library: &Library,
    row: &Listed,
    chosen: bool,
    theme: &Theme,
    today: Date,
) {
    let x = area.left().saturating_add(1);
    let marked = library.marked.contains(&row.id);
    put(buf, area, x, y, if marked { "●" } else { " " }, theme.key);
    let x = x.saturating_add(2);
    let room = area.right().saturating_sub(x).saturating_sub(1);
    let gone = library.is_gone(&row.id);
    let style = |style: Style| match (chosen, gone) {
        (true, _) => theme.chosen,
        (false, true) => theme.muted.add_modifier(Modifier::CROSSED_OUT),
        (false, false) => style,
    };
    let all = Columns::of(room);
    put(buf, area, x, y, &row.day(today), style(theme.muted));
    let who_at = x.saturating_add(all.day);
    let behind = all.script + all.length + all.stands + all.warmth + all.open;
    let who_room = area
        .right()
        .saturating_sub(who_at)
        .saturating_sub(behind + 1);
    if let Some(why) = &row.broken {
        let room = area.right().saturating_sub(who_at).saturating_sub(1);
        let says = cut(&format!("cannot be read: {why}"), room);
        put(buf, area, who_at, y, &says, style(theme.warning));
        return;
    }
    who(
        buf,
        area,
        y,
        who_at,
        who_room,
        row,
        style(theme.plain),
        theme,
    );
    let mut at = who_at.saturating_add(who_room);
    let mut cell = |buf: &mut Buffer, text: &str, wide: u16, of: Style| {
        if wide > 0 {
            put(buf, area, at, y, &cut(text, wide.saturating_sub(1)), of);
            at = at.saturating_add(wide);
        }
    };
    cell(buf, &row.what(), all.script, style(theme.muted));
    cell(buf, &row.length(), all.length, style(theme.muted));
    cell(buf, row.stands(), all.stands, style(theme.plain));
    cell(buf, &row.chart(), all.warmth, style(theme.feeling));
    cell(buf, &row.open(), all.open, style(theme.commitment));
}

/// The name with what was found in it marked, and the organisation.
#[expect(
    clippy::too_many_arguments,
    reason = "a row is drawn from all of these, and from nothing else"
)]
fn who(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    x: u16,
    room: u16,
    row: &Listed,
    style: Style,
    theme: &Theme,
) {
    let text = match &row.organisation {
        Some(organisation) if !row.name.is_empty() => format!("{} · {organisation}", row.name),
        _ => row.who().to_owned(),
    };
    let text = cut(&text, room.saturating_sub(1));
    put(buf, area, x, y, &text, style);
    marks(buf, area, (x, y), &text, &row.name_marks, style, theme);
}

/// The line that was found, with the match marked.
fn below(buf: &mut Buffer, area: Rect, y: u16, row: &Listed, theme: &Theme) {
    let Some(shown) = &row.line else { return };
    if y >= area.bottom() {
        return;
    }
    let x = area.left().saturating_add(5);
    let x = if row.near {
        put(buf, area, x, y, "near  ", theme.notice)
    } else {
        x
    };
    let room = area.right().saturating_sub(x).saturating_sub(1);
    let text = cut(&shown.text, room);
    put(buf, area, x, y, &text, theme.answer);
    marks(buf, area, (x, y), &text, &shown.marks, theme.answer, theme);
}

/// Marks parts of a text that stands somewhere.
fn marks(
    buf: &mut Buffer,
    area: Rect,
    (x, y): (u16, u16),
    text: &str,
    marks: &[Range<usize>],
    style: Style,
    theme: &Theme,
) {
    let style = style
        .patch(theme.question)
        .add_modifier(Modifier::UNDERLINED);
    for mark in marks {
        let (Some(before), Some(part)) = (text.get(..mark.start), text.get(mark.clone())) else {
            continue;
        };
        let at = x.saturating_add(columns(width(before)));
        put(buf, area, at, y, part, style);
    }
}
