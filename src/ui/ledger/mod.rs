//! Screens over many sessions.

mod lists;
mod sheet;

use super::bits::{cut, in_rows, paragraph, put, right, rule};
use super::theme::Theme;
use super::{asked, footer, help};
use crate::app::App;
use crate::app::export::Exporting;
use crate::app::ledger::{Ledger, Page, Reading};
use crate::ledger::By;
use crate::text::width;
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the page that is open.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    ledger: &Ledger,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let (title, about) = head(&ledger.page);
    titles(buf, area, &title, &about, theme);
    let foot = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    footer::draw(buf, foot, app, app.place(), theme);
    let body = Rect {
        x: area.left().saturating_add(1).min(area.right()),
        width: area.width.saturating_sub(2),
        y: area.y.saturating_add(2).min(area.bottom()),
        height: area.height.saturating_sub(4),
    };
    if app.help.is_some() {
        help::draw(buf, body, app, theme);
        return None;
    }
    let (says, used) = said(buf, area, app, ledger, theme);
    let body = Rect {
        height: body.height.saturating_sub(used),
        ..body
    };
    let below = page(buf, body, ledger, theme);
    if below > 0 && !says {
        // The row above the footer is free.
        let y = area.bottom().saturating_sub(2);
        let more = format!("↓ {below} more");
        right(buf, area, y, area.left(), &[(more, theme.muted)]);
    }
    asked::draw(buf, area, app, theme)
}

/// Title and what stands beside it; where there is no room for that, below it.
fn titles(buf: &mut Buffer, area: Rect, title: &str, about: &str, theme: &Theme) {
    let left = area.left().saturating_add(1);
    let room = area.width.saturating_sub(2);
    let y = area.top();
    let beside = width(title) + width(about) + 3 <= usize::from(room);
    put(buf, area, left, y, &cut(title, room), theme.title);
    let below = y.saturating_add(1);
    rule(buf, area, below, theme.muted);
    if beside {
        let at = area
            .right()
            .saturating_sub(super::bits::columns(width(about)) + 1);
        put(buf, area, at, y, about, theme.muted);
    } else if !about.is_empty() {
        put(
            buf,
            area,
            left,
            below,
            &format!("{} ", cut(about, room.saturating_sub(1))),
            theme.muted,
        );
    }
}

/// What happened, or how far reading is, above the footer. Returns whether there is such, and how many rows of the body
/// that takes beyond its own row.
fn said(buf: &mut Buffer, area: Rect, app: &App, ledger: &Ledger, theme: &Theme) -> (bool, u16) {
    let reading = match ledger.reading {
        Some(Reading::At(at, all)) => Some(format!("reading conversations: {at} of {all}")),
        _ => None,
    };
    let exporting = match &ledger.page {
        Page::Person(page) => page.exporting.as_ref().map(Exporting::says),
        _ => None,
    };
    let words = app.message.as_ref().or(exporting.as_ref());
    let Some(words) = words.or(reading.as_ref()) else {
        return (asked::is(app), 0);
    };
    if asked::is(app) {
        return (true, 0);
    }
    let rows = in_rows(words, area.width.saturating_sub(2), 2);
    for (row, above) in rows.iter().rev().zip(2..) {
        if let Some(y) = area.bottom().checked_sub(above) {
            put(
                buf,
                area,
                area.left().saturating_add(1),
                y,
                row,
                theme.notice,
            );
        }
    }
    (true, u16::from(rows.len() > 1))
}

/// What stands at the top.
fn head(page: &Page) -> (String, String) {
    match page {
        Page::People(page) => {
            let title = match &page.merging {
                Some(person) => format!("Whom is {} to be merged into?", person.name),
                None => "People".to_owned(),
            };
            (title, lists::about_people(page))
        }
        Page::Person(page) if page.person.is_none() => ("A person".to_owned(), String::new()),
        Page::Person(page) => (page.sheet.title().to_owned(), page.sheet.about().to_owned()),
        Page::Brief(page) if page.person.is_none() => ("Before the call".to_owned(), String::new()),
        Page::Brief(page) => (
            format!("Before the call · {}", page.sheet.title()),
            String::new(),
        ),
        Page::Due(page) => ("Due".to_owned(), lists::about_due(page)),
        Page::Insights(page) => {
            let by = match page.by() {
                By::Week => "by week",
                By::Month => "by month",
                By::Quarter => "by quarter",
            };
            (format!("Insights, {by}"), page.sheet.about().to_owned())
        }
        Page::Sessions(page) => (page.title.clone(), lists::about_sessions(page)),
    }
}

/// Draws the page. Returns how many rows there are below what is seen.
fn page(buf: &mut Buffer, area: Rect, ledger: &Ledger, theme: &Theme) -> usize {
    let shows = |empty: bool| (!empty).then_some(0);
    let below = match &ledger.page {
        Page::People(page) => shows(lists::people(buf, area, page, theme)),
        Page::Due(page) => shows(lists::due(buf, area, page, theme)),
        Page::Sessions(page) => shows(lists::sessions(buf, area, page, theme)),
        Page::Person(page) => {
            let list = page
                .exporting
                .as_ref()
                .and_then(|e| Some((e.list()?, e.top)));
            if let Some((list, top)) = list {
                for (line, y) in list.iter().skip(top).zip(area.top()..area.bottom()) {
                    put(buf, area, area.left(), y, line, theme.plain);
                }
                return 0;
            }
            sheet::draw(buf, area, &page.sheet, theme)
        }
        Page::Brief(page) => sheet::draw(buf, area, &page.sheet, theme),
        Page::Insights(page) => sheet::draw(buf, area, &page.sheet, theme),
    };
    below.unwrap_or_else(|| {
        let words = match (&ledger.page, ledger.reading) {
            (_, Some(Reading::Failed)) => "It could not be read.",
            (_, Some(_)) => "reading …",
            (page, None) => nothing(page),
        };
        paragraph(buf, area, words, theme.muted);
        0
    })
}

/// What an empty page says: what would be here, and how it comes here.
fn nothing(page: &Page) -> &'static str {
    match page {
        Page::People(page) if page.all().is_some_and(|all| all > 0) => {
            "Nobody is called so. / changes what is looked for."
        }
        Page::People(page) if page.merging.is_some() => {
            "There is nobody else. Whoever you talk with comes here by themselves."
        }
        Page::People(_) => {
            "Nobody yet. Whoever you hold a live conversation with comes here by themselves: l on home begins one."
        }
        Page::Person(_) | Page::Brief(_) => {
            "Nothing was kept with them yet. l begins a conversation."
        }
        Page::Due(_) => {
            "Nothing is open. What either side promises in a conversation (!us … by friday, !them …), reviews, and \
             whether an outcome came, stand here with their dates."
        }
        Page::Insights(_) => {
            "There is nothing to count yet. Figures come from live conversations that were kept."
        }
        Page::Sessions(_) => "These conversations are not there any more.",
    }
}
