//! Lists: people, what is due, the sessions behind a figure.

use crate::app::ledger::{DuePage, PeoplePage, PersonRow, SessionsPage};
use crate::ledger::{Item, When};
use crate::text::width;
use crate::ui::bits::{columns, cut, in_rows, put, rule};
use crate::ui::theme::Theme;
use crate::when::spoken;
use jiff::civil::Date;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// From this many rows on, what is chosen is told in full below the list.
const TALL: u16 = 12;
/// Rows of that.
const FULL: u16 = 4;
/// Columns of who has to do something.
const SIDE: u16 = 6;

/// A row of a list: what stands left, what stands right, and whether it is chosen.
fn row(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    left: &str,
    beside: &str,
    style: Style,
    theme: &Theme,
) {
    let wide = columns(width(beside));
    // What stands right gives way before what stands left is cut to nothing.
    let shows = wide + 12 <= area.width && !beside.is_empty();
    let room = if shows {
        area.width.saturating_sub(wide + 2)
    } else {
        area.width
    };
    put(buf, area, area.left(), y, &cut(left, room), style);
    if shows {
        let x = area.right().saturating_sub(wide);
        put(buf, area, x, y, beside, theme.muted);
    }
}

/// The first row that is seen, so that the chosen one is.
fn top(at: usize, all: usize, height: u16) -> usize {
    let height = usize::from(height);
    at.saturating_sub(height / 2)
        .min(all.saturating_sub(height))
}

pub(super) fn about_people(page: &PeoplePage) -> String {
    let shown = page.shown().count();
    match page.all() {
        None => String::new(),
        Some(_) if !page.filter.is_empty() => format!("only with “{}”: {shown}", page.filter),
        Some(1) => "1 person".to_owned(),
        Some(all) => format!("{all} people"),
    }
}

pub(super) fn people(buf: &mut Buffer, area: Rect, page: &PeoplePage, theme: &Theme) -> bool {
    let all = page.shown().count();
    let top = top(page.at, all, area.height);
    let rows = page.shown().enumerate().skip(top);
    for ((at, person), y) in rows.zip(area.top()..area.bottom()) {
        let style = if at == page.at {
            theme.chosen
        } else {
            theme.plain
        };
        let beside = if area.width >= 60 {
            met(person)
        } else {
            short(person)
        };
        row(buf, area, y, &who(person), &beside, style, theme);
    }
    all == 0
}

fn who(row: &PersonRow) -> String {
    let mut text = row.person.name.clone();
    if let Some(organisation) = &row.person.organisation {
        text = format!("{text} · {organisation}");
    }
    if let Some(mark) = &row.mark {
        text = format!("{text} · {mark}");
    }
    if !row.other_names.is_empty() {
        text = format!("{text} (also {})", row.other_names.join(", "));
    }
    text
}

fn short(row: &PersonRow) -> String {
    row.last.map_or_else(String::new, day)
}

/// A day in a list: with its year, since nobody is told there what today is.
fn day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

fn met(row: &PersonRow) -> String {
    let mut text = match (row.conversations, row.last) {
        (0, _) | (_, None) => "no conversation yet".to_owned(),
        (1, Some(last)) => format!("1 conversation, {}", day(last)),
        (n, Some(last)) => format!("{n} conversations, {}", day(last)),
    };
    if row.open > 0 {
        text = format!("{text} · {} open", row.open);
    }
    text
}

pub(super) fn about_due(page: &DuePage) -> String {
    let Some(due) = page.due() else {
        return String::new();
    };
    let pressing = due.pressing().count();
    match (due.items.len(), pressing) {
        (0, _) => String::new(),
        (all, 0) => format!("{all} open"),
        (all, n) => format!("{all} open, {n} of them pressing"),
    }
}

/// What is due under its headings, and the chosen one in full below.
pub(super) fn due(buf: &mut Buffer, area: Rect, page: &DuePage, theme: &Theme) -> bool {
    let Some(due) = page.due().filter(|d| !d.items.is_empty()) else {
        return true;
    };
    let mut rows: Vec<Result<(usize, &Item), When>> = Vec::new();
    let mut before = None;
    for (at, item) in due.items.iter().enumerate() {
        if before != Some(item.when) {
            before = Some(item.when);
            rows.push(Err(item.when));
        }
        rows.push(Ok((at, item)));
    }
    let full = if area.height >= TALL { FULL } else { 0 };
    let list = Rect {
        height: area.height.saturating_sub(full),
        ..area
    };
    let here = rows
        .iter()
        .position(|r| matches!(r, Ok((at, _)) if *at == page.at));
    let top = top(here.unwrap_or(0), rows.len(), list.height);
    for (line, y) in rows.iter().skip(top).zip(list.top()..list.bottom()) {
        match line {
            Err(when) => {
                put(buf, list, list.left(), y, when.words(), theme.title);
            }
            Ok((at, item)) => {
                let style = if *at == page.at {
                    theme.chosen
                } else {
                    theme.plain
                };
                due_row(buf, list, y, item, due.today, style, theme);
            }
        }
    }
    if let Some(item) = page.chosen().filter(|_| full > 0) {
        let below = Rect {
            y: list.bottom(),
            height: full,
            ..area
        };
        rule(buf, below, below.top(), theme.muted);
        let text = in_full(item, due.today);
        let rows = in_rows(&text, below.width, usize::from(full) - 1);
        for (text, y) in rows.iter().zip(below.top() + 1..below.bottom()) {
            put(buf, below, below.left(), y, text, theme.plain);
        }
    }
    false
}

fn due_row(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    item: &Item,
    today: Date,
    style: Style,
    theme: &Theme,
) {
    let left = area.left().saturating_add(2);
    put(buf, area, left, y, item.side(), theme.muted);
    let x = left.saturating_add(SIDE).min(area.right());
    let room = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    let mut beside = item.due.map_or_else(String::new, |due| spoken(due, today));
    if item.moved > 0 {
        beside = format!("moved · {beside}");
    }
    row(buf, room, y, &item.sentence(today), &beside, style, theme);
}

/// All there is to know of something that is due.
fn in_full(item: &Item, today: Date) -> String {
    let mut text = item.sentence(today);
    if let Some(due) = item.due {
        let exact = crate::when::exact(due);
        text = format!("{text} · {} ({exact})", spoken(due, today));
    }
    if item.n.is_some() {
        text = format!("{text} · said {}", spoken(item.since, today));
    }
    match item.moved {
        0 => {}
        1 => text.push_str(" · moved once"),
        n => text = format!("{text} · moved {n} times"),
    }
    if let Some(organisation) = &item.person.organisation {
        text = format!("{text} · {organisation}");
    }
    text
}

pub(super) fn about_sessions(page: &SessionsPage) -> String {
    let shown = page.rows().map_or(0, <[_]>::len);
    match page.all {
        1 => "1 conversation".to_owned(),
        all if page.rows().is_some() && shown < all => {
            format!("{all} conversations, the newest {shown}")
        }
        all => format!("{all} conversations"),
    }
}

pub(super) fn sessions(buf: &mut Buffer, area: Rect, page: &SessionsPage, theme: &Theme) -> bool {
    let rows = page.rows().unwrap_or_default();
    let top = top(page.at, rows.len(), area.height);
    for ((at, session), y) in rows
        .iter()
        .enumerate()
        .skip(top)
        .zip(area.top()..area.bottom())
    {
        let style = if at == page.at {
            theme.chosen
        } else {
            theme.plain
        };
        let who = match &session.person.organisation {
            _ if session.person.is_me() => session.script.clone(),
            Some(organisation) => format!("{} · {organisation}", session.person.name),
            None => session.person.name.clone(),
        };
        row(buf, area, y, &who, &session.about, style, theme);
    }
    rows.is_empty()
}
