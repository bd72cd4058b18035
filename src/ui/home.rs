//! Home, and the form for a new conversation.

use super::bits::{columns, cut, in_rows, paragraph, pieces, pieces_width, put, right};
use super::theme::Theme;
use super::{asked, footer, help};
use crate::app::choose::Choose;
use crate::app::home::Item;
use crate::app::keymap::Place;
use crate::app::{App, Now, Row, ScriptRow};
use crate::script::{Occasion, With};
use crate::text::wrap;
use crate::when;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Columns that what is due has at least, beside its day: enough for most names.
const NAME: u16 = 12;
/// Columns of who has to do what is due.
const SIDE: u16 = 6;

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
        let used = empty(buf, body, theme);
        // The scripts stand below, where there is room for them.
        let rest = Rect {
            y: body.y.saturating_add(used).min(body.bottom()),
            height: body.height.saturating_sub(used),
            ..body
        };
        list(buf, rest, app, theme, now);
    } else {
        list(buf, body, app, theme, now);
    }
    below(buf, area, app, app.place(), theme)
}

/// The line for messages, and the footer.
pub(super) fn below(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    place: Place,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let cursor = asked::draw(buf, area, app, theme);
    if let Some(message) = app.message.as_ref().filter(|_| !asked::is(app)) {
        // The row above it is free as well: what is wrong with a script says how to mend it at its end.
        let left = area.left().saturating_add(2);
        let rows = in_rows(message, area.width.saturating_sub(3), 2);
        for (row, above) in rows.iter().rev().zip(2..) {
            if let Some(y) = area.bottom().checked_sub(above) {
                put(buf, area, left, y, row, theme.notice);
            }
        }
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    footer::draw(buf, foot, app, place, theme);
    cursor
}

/// What an empty library says. Returns the rows that it took.
fn empty(buf: &mut Buffer, area: Rect, theme: &Theme) -> u16 {
    let room = Rect {
        x: area.x.saturating_add(2),
        width: area.width.saturating_sub(4),
        ..area
    };
    let words = "Hold a better conversation: seven steps from what is most worth talking about to who \
                 does what by when. What the client says is kept as you type it.";
    let rows = columns(wrap(words, usize::from(room.width)).len());
    // In a small terminal what to do comes first: it is what one has to see.
    let small = rows + 4 > room.height;
    let (words_at, y) = if small { (4, 0) } else { (0, rows + 1) };
    let y = room.top().saturating_add(y);
    let around = Rect {
        y: room.y.saturating_add(words_at).min(room.bottom()),
        height: room.height.saturating_sub(words_at),
        ..room
    };
    paragraph(buf, around, words, theme.plain);
    let lines = [
        ("⏎ or l", "  begin a live conversation"),
        ("p", "       practise with a simulated client, ten minutes"),
        ("F1", "      the keys and what they do"),
    ];
    for ((key, does), y) in lines.into_iter().zip(y..) {
        let line = [(key.to_owned(), theme.key), (does.to_owned(), theme.plain)];
        pieces(buf, room, room.left(), y, &line);
    }
    if small { area.height } else { rows + 5 }
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
        let (group, what, style) = describe(app, item, now, theme);
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
        let side = match item {
            Item::Due(_) => SIDE,
            _ => 0,
        };
        // The day of what is due is seen, whatever has to be cut; but with whom it is comes first.
        let mut day = due_day(item, now);
        let wide = pieces_width(&[(day.clone(), theme.muted)]) + 2;
        if room < wide + side + NAME {
            day.clear();
        }
        let taken = if day.is_empty() { side } else { side + wide };
        let shown = cut(&what, room.saturating_sub(taken));
        // Who has to do it stands in a column of its own.
        let x = match item {
            Item::Due(due) => {
                put(buf, area, x, y, due.side(), theme.muted);
                x.saturating_add(SIDE)
            }
            _ => x,
        };
        let end = put(buf, area, x, y, &shown, style);
        right(buf, area, y, end, &[(day, theme.muted)]);
    }
}

/// The day of what is due, as people say it.
fn due_day(item: &Item, now: Now) -> String {
    match item {
        Item::Due(item) => item
            .due
            .map_or_else(String::new, |due| when::spoken(due, now.at.date())),
        _ => String::new(),
    }
}

fn describe(app: &App, item: &Item, now: Now, theme: &Theme) -> (&'static str, String, Style) {
    match item {
        Item::Moment(moment) => ("Begin", of_moment(app, *moment, now), theme.plain),
        Item::New => (
            "Begin",
            "live · a conversation with a client".to_owned(),
            theme.plain,
        ),
        Item::Practise => (
            "Begin",
            "practise · with a simulated client, ten minutes".to_owned(),
            theme.plain,
        ),
        Item::Due(item) => ("Due", item.sentence(now.at.date()), theme.plain),
        Item::AllDue => ("Review", all_due(app), theme.plain),
        Item::People => (
            "Review",
            "people · what each of them said, felt and promised".to_owned(),
            theme.plain,
        ),
        Item::Insights => (
            "Review",
            "insights · figures over all conversations".to_owned(),
            theme.plain,
        ),
        Item::Review => ("Review", review(app), theme.plain),
        Item::Unfinished(row) => {
            let step = row.step.clone().unwrap_or_else(|| row.script.clone());
            (
                "Unfinished",
                format!("{} · {step}{} · {}", who(row), practice(row), ago(row, now)),
                theme.plain,
            )
        }
        Item::Saved(row) => {
            let (what, style) = saved(row, now, theme);
            ("Saved", what, style)
        }
    }
}

fn all_due(app: &App) -> String {
    match app.home.all_due {
        None => "due · what is promised, and by when".to_owned(),
        Some(0) => "due · nothing is open".to_owned(),
        Some(all) => format!("due · {all} open"),
    }
}

/// The library in a line.
fn review(app: &App) -> String {
    let many = match (app.home.reading, app.home.sessions) {
        (Some((done, all)), _) if all > 1 => format!("reading {done} of {all} conversations"),
        (_, Some(1)) => "1 conversation".to_owned(),
        (_, Some(many)) if many > 1 => format!("{many} conversations"),
        _ => "all conversations".to_owned(),
    };
    format!("{many} · what was said, felt and promised")
}

fn saved(row: &Row, now: Now, theme: &Theme) -> (String, Style) {
    if let Some(why) = &row.broken {
        return (format!("cannot be read: {why} · {}", row.id), theme.warning);
    }
    let minutes = row.length / 60_000;
    let practice = practice(row);
    let mut text = format!("{}{practice} · {} · {minutes} min", who(row), ago(row, now));
    // What one did for oneself is called by the script already.
    if row.person != crate::session::ME {
        text = format!("{text} · {}", row.script);
    }
    (text, theme.plain)
}

/// Says that a session was practice.
fn practice(row: &Row) -> &'static str {
    if row.practice { " · practice" } else { "" }
}

/// A moment's scripts in a line: the first titles, and the days in a row of what is done every day.
fn of_moment(app: &App, moment: Occasion, now: Now) -> String {
    let scripts: Vec<&ScriptRow> = app
        .setup
        .scripts
        .iter()
        .filter(|s| s.moment == moment)
        .collect();
    let streaks = scripts.iter().filter(|s| s.streak);
    let kept = streaks
        .map(|s| app.home.streak(&s.id, now.at.date()))
        .max()
        .unwrap_or(0);
    let titles: Vec<&str> = scripts.iter().map(|s| s.title.as_str()).collect();
    let row = match kept {
        0 => String::new(),
        1 => " · done 1 day".to_owned(),
        days => format!(" · {days} days in a row"),
    };
    format!("{}{row} · {}", moment.words(), titles.join(" · "))
}

/// A page with its title and footer. Returns the room for what it is about; none while help fills it.
pub(super) fn page(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    title: &str,
    place: Place,
    theme: &Theme,
) -> Option<Rect> {
    let left = area.left().saturating_add(2);
    put(
        buf,
        area,
        left,
        area.top().saturating_add(1),
        title,
        theme.title,
    );
    below(buf, area, app, place, theme);
    let body = Rect {
        y: area.y.saturating_add(3).min(area.bottom()),
        height: area.height.saturating_sub(6),
        ..area
    };
    if app.help.is_some() {
        help::draw(buf, body, app, theme);
        return None;
    }
    Some(body)
}

/// Draws the scripts of a moment.
pub(super) fn draw_choose(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    choose: &Choose,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let left = area.left().saturating_add(2);
    let body = page(buf, area, app, choose.moment.words(), Place::Choose, theme)?;
    let top = (choose.at + 1).saturating_sub(usize::from(body.height).max(1));
    let rows = choose.scripts.iter().enumerate().skip(top);
    for ((at, script), y) in rows.zip(body.top()..body.bottom()) {
        let style = if at == choose.at {
            theme.chosen
        } else {
            theme.plain
        };
        let end = put(buf, body, left, y, &script.title, style);
        let with = match script.with {
            With::Person => "with somebody",
            With::Me => "by yourself",
        };
        let about = format!("{} · {with}", script.kind.name());
        let room = body.right().saturating_sub(end).saturating_sub(1);
        put(
            buf,
            body,
            end,
            y,
            &format!("  {}", cut(&about, room.saturating_sub(2))),
            theme.muted,
        );
    }
    None
}

fn who(row: &Row) -> String {
    match &row.organisation {
        _ if row.person == crate::session::ME => row.script.clone(),
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
