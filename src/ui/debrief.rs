//! A debrief on the screen: the measures, what to keep and to try, and below them what there is to know of the chosen line.

use super::bits::{columns, cut, paragraph, pieces, pieces_width, put, right, rule};
use super::theme::Theme;
use super::{footer, help};
use crate::app::App;
use crate::app::debrief::{Asking, Item, Page, WeeksPage};
use crate::app::keymap::{Action, Place};
use crate::debrief::{Advice, Debrief, Measure};
use crate::session::Judge;
use crate::text::wrap;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Columns of a measure's name, and of its chart.
const NAME: u16 = 12;
const CHART: u16 = 16;
/// Below this width the chart stands below alone.
const WIDE: u16 = 60;
/// From this many rows on, what to keep and to try is always seen.
const TALL: u16 = 14;

/// The title and the rule above, the message and the footer below. Returns the room between them; none while help fills it.
fn frame(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    title: &str,
    place: Place,
    theme: &Theme,
) -> Option<Rect> {
    let left = area.left().saturating_add(1);
    let title = cut(title, area.width.saturating_sub(2));
    put(buf, area, left, area.top(), &title, theme.title);
    rule(buf, area, area.top().saturating_add(1), theme.muted);
    let foot = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    footer::draw(buf, foot, app, place, theme);
    if let (Some(message), Some(y)) = (&app.message, area.bottom().checked_sub(2)) {
        let message = cut(message, area.width.saturating_sub(2));
        put(buf, area, left, y, &message, theme.notice);
    }
    let body = Rect {
        x: left.min(area.right()),
        width: area.width.saturating_sub(2),
        y: area.y.saturating_add(2).min(area.bottom()),
        height: area.height.saturating_sub(4),
    };
    if app.help.is_some() {
        help::draw(buf, body, app, theme);
        return None;
    }
    Some(body)
}

/// Draws a debrief.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    page: &Page,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let body = frame(buf, area, app, &page.debrief().title(), app.place(), theme)?;
    if let Some(asking) = page.asking() {
        ask(buf, body, asking, theme);
    } else {
        let more = app.setup.keymap.shown(Place::Debrief, Action::More);
        measures(buf, body, page, &more, theme);
    }
    None
}

/// The question by which the user judges themselves: nothing else, so that no figure answers it.
fn ask(buf: &mut Buffer, area: Rect, asking: &Asking, theme: &Theme) {
    let Some((place, judge)) = asking.question() else {
        return;
    };
    let room = Rect {
        x: area.x.saturating_add(2).min(area.right()),
        width: area.width.saturating_sub(4),
        ..area
    };
    let down = area.height / 4;
    let y = room.top().saturating_add(down);
    let first = format!(
        "Before you see any figure · {place} of {}",
        Judge::ALL.len()
    );
    put(buf, room, room.left(), y, &first, theme.muted);
    let below = |rows: u16| Rect {
        y: y.saturating_add(rows).min(room.bottom()),
        height: room.bottom().saturating_sub(y.saturating_add(rows)),
        ..room
    };
    let used = paragraph(buf, below(2), judge.asks(), theme.question);
    let scale = "1 not at all · 2 a little · 3 half of it · 4 mostly · 5 wholly";
    let scaled = paragraph(buf, below(3 + used), scale, theme.plain);
    let said: Vec<String> = Judge::ALL
        .into_iter()
        .filter_map(|j| Some(format!("{} {}", j.name(), asking.judged().of(j)?)))
        .collect();
    if !said.is_empty() {
        let said = format!("you said: {}", said.join(" · "));
        paragraph(buf, below(4 + used + scaled), &said, theme.muted);
    }
}

/// A row of the list.
enum Row<'a> {
    Item(usize, Item<'a>),
    Blank,
}

fn measures(buf: &mut Buffer, area: Rect, page: &Page, more: &str, theme: &Theme) {
    let debrief = page.debrief();
    let below = details(page, theme);
    let wrapped: Vec<(String, Style)> = below
        .iter()
        .flat_map(|(text, style)| {
            let rows = wrap(text, usize::from(area.width.saturating_sub(1)));
            let style = *style;
            rows.into_iter().map(move |row| {
                (
                    text.get(row).unwrap_or_default().trim_end().to_owned(),
                    style,
                )
            })
        })
        .collect();
    let items = page.items();
    let (first, last): (Vec<_>, Vec<_>) = items
        .iter()
        .enumerate()
        .partition(|(_, item)| matches!(item, Item::Measure(_)));
    let mut upper: Vec<Row<'_>> = first.into_iter().map(|(n, i)| Row::Item(n, *i)).collect();
    let advice: Vec<Row<'_>> = last.into_iter().map(|(n, i)| Row::Item(n, *i)).collect();
    let pinned = area.height >= TALL;
    let mut lower = Vec::new();
    if !advice.is_empty() {
        let to = if pinned { &mut lower } else { &mut upper };
        to.push(Row::Blank);
        to.extend(advice);
    }
    // What is known of the chosen line takes what the lists leave, and at least a third.
    let lists = columns(upper.len() + lower.len());
    let third = (area.height / 3).min(columns(wrapped.len()) + 1);
    let detail = area.height.saturating_sub(lists).max(third);
    let rows = area.height.saturating_sub(detail);
    let pinned_rows = columns(lower.len()).min(rows);
    let upper_area = Rect {
        height: rows - pinned_rows,
        ..area
    };
    let lower_area = Rect {
        y: upper_area.bottom(),
        height: pinned_rows,
        ..area
    };
    let (above, hidden) = list(buf, upper_area, debrief, &upper, page.at, theme);
    list(buf, lower_area, debrief, &lower, page.at, theme);
    if above + hidden > 0 && !lower.is_empty() {
        // The row between the lists is free.
        let more = match (above, hidden) {
            (_, 0) => format!("↑ {above} more"),
            (0, _) => format!("↓ {hidden} more"),
            _ => format!("↑ {above} more  ↓ {hidden} more"),
        };
        put(
            buf,
            lower_area,
            lower_area.left(),
            lower_area.top(),
            &more,
            theme.muted,
        );
    }
    let under = Rect {
        y: lower_area.bottom(),
        height: detail,
        ..area
    };
    about(buf, under, &wrapped, (page.turned, more), theme);
}

/// Draws a list so that the chosen line is seen. Returns how many lines above and below are not.
fn list(
    buf: &mut Buffer,
    area: Rect,
    debrief: &Debrief,
    rows: &[Row<'_>],
    chosen: usize,
    theme: &Theme,
) -> (usize, usize) {
    let height = usize::from(area.height);
    let is_chosen = |row: &Row<'_>| matches!(row, Row::Item(at, _) if *at == chosen);
    let at = rows.iter().position(is_chosen);
    // A list without the chosen line stays where its end was.
    let at = at.unwrap_or(
        if rows
            .iter()
            .any(|r| matches!(r, Row::Item(n, _) if *n < chosen))
        {
            rows.len().saturating_sub(1)
        } else {
            0
        },
    );
    let top = (at + 1).saturating_sub(height);
    for (row, y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
        let Row::Item(at, item) = row else { continue };
        let style = if *at == chosen {
            theme.chosen
        } else {
            theme.plain
        };
        match item {
            Item::Measure(measure) => measure_row(buf, area, y, debrief, measure, style, theme),
            Item::Advice(advice) => advice_row(buf, area, y, advice, style, theme),
        }
    }
    (top, rows.len().saturating_sub(top + height))
}

fn measure_row(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    debrief: &Debrief,
    measure: &Measure,
    style: Style,
    theme: &Theme,
) {
    let name = put(buf, area, area.left(), y, measure.id.title(), style);
    let mut x = area.left().saturating_add(NAME).max(name.saturating_add(1));
    let wide = area.width >= WIDE;
    if let Some(chart) = measure.chart.as_ref().filter(|_| wide) {
        let row = chart.row(usize::from(CHART));
        x = put(buf, area, x, y, &row, theme.feeling).saturating_add(2);
    }
    let said = debrief.said_beside(measure).filter(|_| wide);
    let said = said.map(|(_, n)| (format!("you said {n} / 5"), theme.note));
    let taken = said
        .as_ref()
        .map_or(0, |s| pieces_width(std::slice::from_ref(s)) + 2);
    let room = area.right().saturating_sub(x).saturating_sub(taken);
    let end = put(buf, area, x, y, &cut(&measure.figure, room), theme.plain);
    if let Some(said) = said {
        right(buf, area, y, end, &[said]);
    }
}

fn advice_row(buf: &mut Buffer, area: Rect, y: u16, advice: &Advice, style: Style, theme: &Theme) {
    let end = put(buf, area, area.left(), y, advice.kind.title(), style);
    let x = area.left().saturating_add(6).max(end.saturating_add(1));
    let line = advice.line.map_or(String::new(), |n| format!("line {n}  "));
    let quote = advice.quote.as_deref().unwrap_or(&advice.what);
    let room = area
        .right()
        .saturating_sub(x)
        .saturating_sub(columns(line.len()));
    let row = [(line, theme.muted), (cut(quote, room), theme.plain)];
    pieces(buf, area, x, y, &row);
}

/// All there is to know of the chosen line.
fn details(page: &Page, theme: &Theme) -> Vec<(String, Style)> {
    let debrief = page.debrief();
    let mut rows = Vec::new();
    match page.chosen() {
        Some(Item::Measure(measure)) => {
            rows.push((measure.figure.clone(), theme.plain));
            if let Some((judge, said)) = debrief.said_beside(measure) {
                let said = format!("you said {said} of 5 · {}", judge.asks());
                rows.push((said, theme.note));
            }
            rows.extend(measure.notes.iter().map(|n| (n.clone(), theme.plain)));
            rows.extend(
                measure
                    .shown()
                    .map(|s| (format!("lines: {s}"), theme.muted)),
            );
            for reference in &measure.references {
                let words = format!("for comparison: {}", reference.words());
                rows.push((words, theme.muted));
            }
        }
        Some(Item::Advice(advice)) => {
            rows.push((advice.what.clone(), theme.plain));
            if let Some(better) = &advice.better {
                rows.push((format!("For that moment: {better}"), theme.question));
            }
        }
        None => {}
    }
    let missing = debrief.not_measured.iter();
    rows.extend(missing.map(|what| (what.clone(), theme.muted)));
    rows
}

/// A page of it; the last row says with which key the next one comes.
fn about(
    buf: &mut Buffer,
    area: Rect,
    rows: &[(String, Style)],
    (turned, key): (usize, &str),
    theme: &Theme,
) {
    if area.height < 2 {
        return;
    }
    rule(buf, area, area.top(), theme.muted);
    let room = usize::from(area.height - 1);
    // One row has room for one of the text: then nothing says that there is more.
    let says = rows.len() > room && room > 1;
    let step = if says { room - 1 } else { room };
    let pages = rows.len().div_ceil(step).max(1);
    let page = turned % pages;
    for ((text, style), y) in rows
        .iter()
        .skip(page * step)
        .take(step)
        .zip(area.top() + 1..)
    {
        put(buf, area, area.left(), y, text, *style);
    }
    if says {
        let y = area.bottom().saturating_sub(1);
        let more = format!("{key} more · {} of {pages}", page + 1);
        put(buf, area, area.left(), y, &more, theme.muted);
    }
}

/// Draws the measures over weeks.
pub(super) fn draw_weeks(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    page: &WeeksPage,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let body = frame(buf, area, app, "Over weeks", Place::Weeks, theme)?;
    let Some(weeks) = &page.weeks else {
        put(buf, body, body.left(), body.top(), "reading …", theme.muted);
        return None;
    };
    if weeks.courses.is_empty() {
        let none = "there is no ended conversation yet";
        paragraph(buf, body, none, theme.plain);
        return None;
    }
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for course in &weeks.courses {
        rows.push((course.title(), String::new(), String::new()));
        for track in &course.tracks {
            rows.push((
                track.title(),
                track.row(&course.weeks),
                track.last_words(&course.weeks),
            ));
        }
        rows.push(Default::default());
    }
    let top = page
        .top
        .min(rows.len().saturating_sub(usize::from(body.height)));
    for ((name, chart, words), y) in rows.iter().skip(top).zip(body.top()..body.bottom()) {
        if chart.is_empty() {
            put(
                buf,
                body,
                body.left(),
                y,
                &cut(name, body.width),
                theme.title,
            );
            continue;
        }
        put(buf, body, body.left(), y, name, theme.plain);
        let x = body.left().saturating_add(NAME);
        let x = put(buf, body, x, y, chart, theme.feeling).saturating_add(2);
        let room = body.right().saturating_sub(x);
        put(buf, body, x, y, &cut(words, room), theme.muted);
    }
    None
}
