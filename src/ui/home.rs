//! Home, and the form for a new conversation.

use super::bits::{columns, cut, paragraph, pieces, put, right};
use super::theme::Theme;
use super::{footer, help};
use crate::app::begin::Begin;
use crate::app::editor::Editor;
use crate::app::home::Item;
use crate::app::keymap::Place;
use crate::app::{App, Now, Row};
use crate::text::{width, wrap};
use crate::when;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Draws home.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    theme: &Theme,
    now: Now,
) -> Option<(u16, u16)> {
    let left = area.left().saturating_add(2);
    let end = put(
        buf,
        area,
        left,
        area.top().saturating_add(1),
        "mineral",
        theme.title,
    );
    let today = when::exact(now.at.date());
    right(
        buf,
        area,
        area.top().saturating_add(1),
        end,
        &[(today, theme.muted)],
    );
    let body = Rect {
        y: area.y.saturating_add(3).min(area.bottom()),
        height: area.height.saturating_sub(6),
        ..area
    };
    if app.help.is_some() {
        help::draw(buf, body, app, theme);
    } else if app.home.is_empty() {
        empty(buf, body, theme);
    } else {
        list(buf, body, app, theme, now);
    }
    below(buf, area, app, Place::Home, theme);
    None
}

/// The line for messages, and the footer.
fn below(buf: &mut Buffer, area: Rect, app: &App, place: Place, theme: &Theme) {
    if let (Some(message), Some(y)) = (&app.message, area.bottom().checked_sub(2)) {
        put(
            buf,
            area,
            area.left().saturating_add(2),
            y,
            message,
            theme.notice,
        );
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    footer::draw(buf, foot, app, place, theme);
}

fn empty(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let room = Rect {
        x: area.x.saturating_add(2),
        width: area.width.saturating_sub(4),
        ..area
    };
    let words = "Hold a better conversation: seven steps from what is most worth talking about to who \
                 does what by when. What the client says is kept as you type it.";
    let rows = columns(wrap(words, usize::from(room.width)).len());
    // In a small terminal what to do comes first: it is what one has to see.
    let small = rows + 3 > room.height;
    let (words_at, y) = if small { (3, 0) } else { (0, rows + 1) };
    let y = room.top().saturating_add(y);
    let around = Rect {
        y: room.y.saturating_add(words_at).min(room.bottom()),
        height: room.height.saturating_sub(words_at),
        ..room
    };
    paragraph(buf, around, words, theme.plain);
    let line = [
        ("⏎ or l".to_owned(), theme.key),
        ("  begin a live conversation".to_owned(), theme.plain),
    ];
    pieces(buf, room, room.left(), y, &line);
    let line = [
        ("F1".to_owned(), theme.key),
        ("      the keys and what they do".to_owned(), theme.plain),
    ];
    pieces(buf, room, room.left(), y.saturating_add(1), &line);
}

fn list(buf: &mut Buffer, area: Rect, app: &App, theme: &Theme, now: Now) {
    let items = app.home.items();
    let height = usize::from(area.height).max(1);
    let top = (app.home.at + 1).saturating_sub(height);
    let mut before = "";
    for ((at, item), y) in items
        .iter()
        .enumerate()
        .skip(top)
        .zip(area.top()..area.bottom())
    {
        let (group, what, style) = describe(item, now, theme);
        let label = if group == before { "" } else { group };
        before = group;
        put(
            buf,
            area,
            area.left().saturating_add(2),
            y,
            label,
            theme.muted,
        );
        let x = area.left().saturating_add(15);
        let room = area.right().saturating_sub(x).saturating_sub(1);
        let style = if at == app.home.at {
            theme.chosen
        } else {
            style
        };
        put(buf, area, x, y, &cut(&what, room), style);
    }
}

fn describe(item: &Item, now: Now, theme: &Theme) -> (&'static str, String, Style) {
    match item {
        Item::New => (
            "Begin",
            "live · a conversation with a client".to_owned(),
            theme.plain,
        ),
        Item::Unfinished(row) => {
            let step = row.step.clone().unwrap_or_else(|| row.script.clone());
            (
                "Unfinished",
                format!("{} · {step} · {}", who(row), ago(row, now)),
                theme.plain,
            )
        }
        Item::Saved(row) => {
            let (what, style) = saved(row, now, theme);
            ("Saved", what, style)
        }
    }
}

fn saved(row: &Row, now: Now, theme: &Theme) -> (String, Style) {
    if let Some(why) = &row.broken {
        return (format!("cannot be read: {why} · {}", row.id), theme.warning);
    }
    let minutes = row.length / 60_000;
    (
        format!(
            "{} · {} · {minutes} min · {}",
            who(row),
            ago(row, now),
            row.script
        ),
        theme.plain,
    )
}

fn who(row: &Row) -> String {
    match &row.organisation {
        Some(organisation) => format!("{} ({organisation})", row.person),
        None => row.person.clone(),
    }
}

fn ago(row: &Row, now: Now) -> String {
    let Some(began) = row.began else {
        return String::new();
    };
    match (now.at.instant(), began.instant()) {
        (Some(now), Some(began)) => when::ago(now.as_second() - began.as_second()),
        _ => when::exact(began.date()),
    }
}

/// Draws the form.
pub(super) fn draw_begin(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    begin: &Begin,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let left = area.left().saturating_add(2);
    put(
        buf,
        area,
        left,
        area.top().saturating_add(1),
        "A live conversation",
        theme.title,
    );
    below(buf, area, app, Place::Begin, theme);
    let body = Rect {
        y: area.y.saturating_add(3).min(area.bottom()),
        height: area.height.saturating_sub(6),
        ..area
    };
    if app.help.is_some() {
        help::draw(buf, body, app, theme);
        return None;
    }
    if let Some((people, at)) = &begin.which {
        which(buf, body, people, *at, theme);
        return None;
    }
    fields(buf, body, app, begin, theme)
}

fn fields(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    begin: &Begin,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let y = area.top();
    let name = field(buf, area, y, "with", &begin.name, begin.field == 0, theme);
    if let Some((full, organisation)) = begin.completion(&app.home.people)
        && *full != begin.name.text()
    {
        let rest = organisation
            .as_ref()
            .map(|o| format!(" ({o})"))
            .unwrap_or_default();
        let x = area
            .left()
            .saturating_add(18 + columns(width(begin.name.text())));
        put(buf, area, x, y, &format!("⇥ {full}{rest}"), theme.muted);
    }
    let organisation = field(
        buf,
        area,
        y.saturating_add(1),
        "works at",
        &begin.organisation,
        begin.field == 1,
        theme,
    );
    put(
        buf,
        area,
        area.left().saturating_add(2),
        y.saturating_add(3),
        "script",
        theme.muted,
    );
    let top = area.top().saturating_add(3);
    for ((at, (_, title)), y) in begin.scripts.iter().enumerate().zip(top..area.bottom()) {
        let chosen = at == begin.script;
        let style = if chosen && begin.field == 2 {
            theme.chosen
        } else {
            theme.plain
        };
        let mark = if chosen { "• " } else { "  " };
        put(
            buf,
            area,
            area.left().saturating_add(12),
            y,
            &format!("{mark}{title}"),
            style,
        );
    }
    match begin.field {
        0 => Some(name),
        1 => Some(organisation),
        _ => None,
    }
}

fn field(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    label: &str,
    editor: &Editor,
    focus: bool,
    theme: &Theme,
) -> (u16, u16) {
    put(
        buf,
        area,
        area.left().saturating_add(2),
        y,
        label,
        theme.muted,
    );
    let x = area.left().saturating_add(12);
    let mark = if focus { "› " } else { "  " };
    let x = put(buf, area, x, y, mark, theme.key);
    put(buf, area, x, y, editor.text(), theme.plain);
    let before = editor.text().get(..editor.cursor()).unwrap_or_default();
    (x.saturating_add(columns(width(before))), y)
}

fn which(
    buf: &mut Buffer,
    area: Rect,
    people: &[crate::session::Person],
    at: usize,
    theme: &Theme,
) {
    let left = area.left().saturating_add(2);
    put(
        buf,
        area,
        left,
        area.top(),
        "Several people have this name. Which one?",
        theme.plain,
    );
    let names = people.iter().map(|p| match &p.organisation {
        Some(organisation) => format!("{} · {organisation}", p.name),
        None => format!("{} · no organisation", p.name),
    });
    let all = names.chain(["somebody new".to_owned()]);
    for ((place, name), y) in all
        .enumerate()
        .zip(area.top().saturating_add(2)..area.bottom())
    {
        let style = if place == at {
            theme.chosen
        } else {
            theme.plain
        };
        put(buf, area, left, y, &name, style);
    }
}
