//! The library: what is asked for, the list, and a session beside or below it.

mod chooser;
mod row;

use super::bits::{columns, cut, pieces, put, right, rule};
use super::theme::Theme;
use super::{asked as over, footer, help};
use crate::app::bin::ASKS;
use crate::app::editor::Editor;
use crate::app::keymap::Action;
use crate::app::library::{Doing, Layout, Library, Part};
use crate::app::{App, Now};
use crate::session::Line;
use crate::text::width;
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

/// Draws it. Returns where the cursor stands, if it is seen.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    library: &Library,
    theme: &Theme,
    now: Now,
) -> Option<(u16, u16)> {
    title(buf, area, library, theme);
    let mut cursor = asked(buf, area, library, theme);
    rule(buf, area, area.top().saturating_add(2), theme.muted);
    let body = Rect {
        y: area.y.saturating_add(3).min(area.bottom()),
        height: area.height.saturating_sub(5),
        ..area
    };
    let today = now.at.date();
    match &library.doing {
        _ if app.help.is_some() => help::draw(buf, body, app, theme),
        Some(Doing::Filter(chooser)) => {
            cursor = Some(chooser::draw(buf, body, library, chooser, theme, today));
        }
        Some(Doing::Export(exporting, _)) if exporting.list().is_some() => {
            let lines = exporting.list().unwrap_or_default().iter();
            for (line, y) in lines.skip(exporting.top).zip(body.top()..body.bottom()) {
                put(
                    buf,
                    body,
                    body.left().saturating_add(2),
                    y,
                    line,
                    theme.plain,
                );
            }
        }
        _ => shown(buf, area, app, library, theme, now),
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    footer::draw(buf, foot, app, app.place(), theme);
    if over::is(app) && library.doing.is_none() {
        return over::draw(buf, area, app, theme);
    }
    status(buf, area, app, library, theme);
    cursor
}

/// From this many columns on, there is room for more than one thing in the title.
const SMALL: u16 = 60;

/// How many there are, in which order, and how many are marked.
fn title(buf: &mut Buffer, area: Rect, library: &Library, theme: &Theme) {
    let left = area.left().saturating_add(1);
    let end = put(buf, area, left, area.top(), "Library", theme.title);
    let mut all = Vec::new();
    if !library.marked.is_empty() {
        all.push((format!("{} marked", library.marked.len()), theme.notice));
        all.push(("   ".to_owned(), theme.muted));
    }
    if let Some((done, read)) = library.reading {
        all.push((format!("reading {done} of {read}"), theme.notice));
        all.push(("   ".to_owned(), theme.muted));
    }
    // In a small terminal, how far reading is comes first.
    if library.answered && (library.reading.is_none() || area.width >= SMALL) {
        let (total, near) = library.found;
        let exact = total.saturating_sub(near);
        let many = match (exact, near, library.input.text().trim()) {
            (exact, 0, "") => format!("{exact}"),
            (exact, 0, _) => format!("{exact} found"),
            (0, near, _) => format!("{near} near"),
            (exact, near, _) => format!("{exact} found, {near} near"),
        };
        all.push((format!("{many} · {}", library.sort.words()), theme.muted));
    }
    right(buf, area, area.top(), end, &all);
}

/// The input, with what is wrong in it marked. Returns where the cursor stands.
fn asked(buf: &mut Buffer, area: Rect, library: &Library, theme: &Theme) -> Option<(u16, u16)> {
    let y = area.top().saturating_add(1);
    let left = area.left().saturating_add(1);
    let mark = if library.typing {
        theme.key
    } else {
        theme.muted
    };
    let x = put(buf, area, left, y, "› ", mark);
    let room = area.right().saturating_sub(x).saturating_sub(1);
    let text = library.input.text();
    if text.is_empty() && !library.typing {
        put(
            buf,
            area,
            x,
            y,
            "/ finds words, f narrows down",
            theme.muted,
        );
        return None;
    }
    let (text, from) = window(&library.input, room);
    put(buf, area, x, y, text, theme.plain);
    if let Some(wrong) = &library.misread {
        let place = |byte: usize| text.get(..byte.saturating_sub(from).min(text.len()));
        if let (Some(before), Some(within)) = (place(wrong.span.start), place(wrong.span.end)) {
            let start = x.saturating_add(columns(width(before)));
            let piece = within.get(before.len()..).unwrap_or_default();
            let style = theme.warning.add_modifier(Modifier::UNDERLINED);
            put(buf, area, start, y, piece, style);
        }
    }
    let before = library.input.cursor().saturating_sub(from);
    let before = text.get(..before).unwrap_or_default();
    let x = x.saturating_add(columns(width(before)));
    library
        .typing
        .then_some((x.min(area.right().saturating_sub(1)), y))
}

/// The part of an input that is seen in one row: the cursor is in it. And where it begins.
fn window(editor: &Editor, room: u16) -> (&str, usize) {
    let text = editor.text();
    let mut from = 0;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    for end in ends {
        let seen = text.get(from..editor.cursor()).unwrap_or_default();
        if width(seen) < usize::from(room) {
            break;
        }
        from = end;
    }
    (text.get(from..).unwrap_or_default(), from)
}

/// The list, or why there is none, and the session beside it.
fn shown(buf: &mut Buffer, area: Rect, app: &App, library: &Library, theme: &Theme, now: Now) {
    let Layout { list, peek, beside } = library.layout();
    let list = rect(list, area);
    if library.total() == 0 {
        nothing(buf, list, app, library, theme);
        return;
    }
    row::list(buf, list, library, theme, now.at.date());
    let Some(peek) = peek.map(|part| rect(part, area)) else {
        return;
    };
    if beside {
        for y in peek.top()..peek.bottom() {
            put(
                buf,
                area,
                peek.left().saturating_sub(2),
                y,
                "│",
                theme.muted,
            );
        }
    } else {
        rule(buf, area, peek.top().saturating_sub(1), theme.muted);
    }
    for ((line, text, is_shown), y) in library.peeked().zip(peek.top()..peek.bottom()) {
        beside_row(buf, peek, y, line, text, is_shown, theme);
    }
}

fn beside_row(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    line: &Line,
    text: &str,
    is_shown: bool,
    theme: &Theme,
) {
    let mut style = theme.role(line.role);
    if is_shown {
        style = style.add_modifier(Modifier::REVERSED);
    }
    put(buf, area, area.left(), y, text, style);
}

fn rect(part: Part, area: Rect) -> Rect {
    Rect::new(part.x, part.y, part.width, part.height).intersection(area)
}

/// What an empty list says.
fn nothing(buf: &mut Buffer, area: Rect, app: &App, library: &Library, theme: &Theme) {
    let left = area.left().saturating_add(2);
    let top = area.top().saturating_add(1);
    let says: Vec<String> = if let Some((done, all)) = library.reading {
        let done = bar(done, all, area.width.saturating_sub(6).min(40));
        vec![
            "Conversations are being read for the first time.".to_owned(),
            done,
        ]
    } else if !library.answered {
        Vec::new()
    } else if library.is_empty() {
        let key = |action| app.setup.keymap.shown(app.place(), action);
        let mut says = vec!["No conversation is kept yet.".to_owned(), String::new()];
        if !library.typing {
            says.push(format!(
                "{}  begins one with a client",
                key(Action::NewLive)
            ));
            says.push(format!(
                "{}  practises with a simulated one, ten minutes",
                key(Action::Practise)
            ));
        }
        says
    } else {
        let asked = crate::text::clean_line(library.input.text().trim());
        vec![
            format!("Nothing is found for “{asked}”."),
            String::new(),
            "Fewer words find more, and word* all that begin so.".to_owned(),
            "Words have to be in the same conversation; a step: binds them to it.".to_owned(),
            "esc in the list shows everything again.".to_owned(),
        ]
    };
    for (line, y) in says.iter().zip(top..area.bottom()) {
        let room = area.right().saturating_sub(left).saturating_sub(1);
        put(buf, area, left, y, &cut(line, room), theme.plain);
    }
}

/// A bar that says how far something is.
fn bar(done: usize, all: usize, wide: u16) -> String {
    let wide = usize::from(wide);
    let full = (done * wide).checked_div(all).unwrap_or(0).min(wide);
    format!(
        "{}{} {done} of {all}",
        "█".repeat(full),
        "░".repeat(wide - full)
    )
}

/// What is asked, or said.
fn status(buf: &mut Buffer, area: Rect, app: &App, library: &Library, theme: &Theme) {
    let above = area.bottom().checked_sub(2);
    let Some(y) = above.filter(|y| *y >= area.top()) else {
        return;
    };
    let x = area.left().saturating_add(1);
    let room = area.width.saturating_sub(2);
    let says = match &library.doing {
        Some(Doing::Delete(ids)) if ids.len() > 1 => {
            let many = ids.len();
            Some(format!(
                "delete these {many} conversations? y deletes them, any other key keeps them"
            ))
        }
        Some(Doing::Delete(_)) => Some(ASKS.to_owned()),
        Some(Doing::Export(exporting, ids)) => Some(match ids.len() {
            1 => exporting.says(),
            many => format!("{many} conversations: {}", exporting.says()),
        }),
        Some(Doing::Work(what, Some((done, all)))) => {
            let wide = room
                .saturating_sub(columns(what.len()))
                .saturating_sub(24)
                .min(30);
            Some(format!("{what} … {}", bar(*done, *all, wide)))
        }
        Some(Doing::Work(what, None)) => Some(format!("{what} …")),
        _ => None,
    };
    let asks = matches!(library.doing, Some(Doing::Delete(_)));
    if let Some(says) = says {
        let style = if asks { theme.warning } else { theme.notice };
        put(buf, area, x, y, &cut(&says, room), style);
        return;
    }
    if let Some(message) = &app.message {
        put(buf, area, x, y, &cut(message, room), theme.notice);
    } else if let Some(wrong) = &library.misread {
        let says = [
            (format!("{} · ", wrong.what), theme.warning),
            (wrong.mend.clone(), theme.notice),
        ];
        pieces(buf, area, x, y, &says);
    }
}
