//! A transcript on the screen.

use super::bits::{columns, pieces, put, right, rule};
use super::theme::Theme;
use super::{asked, footer, help};
use crate::app::App;
use crate::app::read::Read;
use crate::session::{Line, Role};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

/// Draws it. Returns where the cursor stands, if it is seen.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    read: &Read,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let end = put(
        buf,
        area,
        area.left().saturating_add(1),
        area.top(),
        read.title(),
        theme.title,
    );
    let place = format!("{} %", read.progress());
    right(buf, area, area.top(), end, &[(place, theme.muted)]);
    rule(buf, area, area.top().saturating_add(1), theme.muted);
    let bottom = area.bottom();
    let body = Rect {
        y: area.y.saturating_add(2).min(bottom),
        height: area.height.saturating_sub(4),
        ..area
    };
    if app.help.is_some() {
        help::draw(buf, body, app, theme);
    } else if let Some((list, top)) = replaced(read) {
        for (line, y) in list.iter().skip(top).zip(body.top()..body.bottom()) {
            let x = body.left().saturating_add(2);
            put(buf, body, x, y, line, theme.plain);
        }
    } else {
        for ((line, text, first), y) in read.seen().zip(body.top()..body.bottom()) {
            row(buf, body, y, line, text, first, read, theme);
        }
    }
    let foot = Rect {
        y: bottom.saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    footer::draw(buf, foot, app, app.place(), theme);
    status(buf, area, app, read, theme)
}

/// What a redacted export replaces, and the first line of it that is seen.
fn replaced(read: &Read) -> Option<(&[String], usize)> {
    let exporting = read.exporting.as_ref()?;
    Some((exporting.list()?, exporting.top))
}

#[expect(
    clippy::too_many_arguments,
    reason = "a row is drawn from all of these, and from nothing else"
)]
fn row(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    line: &Line,
    text: &str,
    first: bool,
    read: &Read,
    theme: &Theme,
) {
    let x = area.left().saturating_add(1);
    if first && !line.time.is_empty() {
        put(buf, area, x, y, &line.time, theme.muted);
    }
    // Headings and titles stand at the margin; everything else behind the time.
    let indent = match line.role {
        Role::Title | Role::Heading => 0,
        Role::Meta | Role::Figure | Role::Warning => 2,
        _ => read.margin().saturating_sub(1),
    };
    let mut style = theme.role(line.role);
    if read.is_match(line) {
        style = style.add_modifier(Modifier::REVERSED);
    }
    put(buf, area, x.saturating_add(indent), y, text, style);
}

fn status(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    read: &Read,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let y = area.bottom().checked_sub(2)?;
    if y < area.top() {
        return None;
    }
    if asked::is(app) {
        return asked::draw(buf, area, app, theme);
    }
    let x = area.left().saturating_add(1);
    let found = read.found().map(|(what, at, count)| match count {
        0 => "nothing found".to_owned(),
        _ if read.marks().is_some() => format!("{what}: line {at} of {count}"),
        _ => format!("{at} of {count} found"),
    });
    if let Some(search) = read.search() {
        let end = pieces(
            buf,
            area,
            x,
            y,
            &[
                ("/".to_owned(), theme.key),
                (search.text().to_owned(), theme.plain),
            ],
        );
        right(
            buf,
            area,
            y,
            end,
            &[(found.unwrap_or_default(), theme.muted)],
        );
        let before = search.text().get(..search.cursor()).unwrap_or_default();
        return Some((x.saturating_add(1 + columns(crate::text::width(before))), y));
    }
    if let Some(exporting) = &read.exporting {
        put(buf, area, x, y, &exporting.says(), theme.notice);
    } else if let Some(message) = &app.message {
        put(buf, area, x, y, message, theme.notice);
    } else if let Some(found) = found {
        put(
            buf,
            area,
            x,
            y,
            &format!("{found} · n next, N before"),
            theme.notice,
        );
    }
    None
}
