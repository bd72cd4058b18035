//! The form for a new conversation.

use super::bits::{columns, put};
use super::home::page;
use super::theme::Theme;
use crate::app::App;
use crate::app::begin::Begin;
use crate::app::editor::Editor;
use crate::app::keymap::{Action, Place};
use crate::text::width;
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the form.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    begin: &Begin,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let title = match begin.scripts.as_slice() {
        [(_, only)] => only.as_str(),
        _ => "A live conversation",
    };
    let body = page(buf, area, app, title, Place::Begin, theme)?;
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
    } else if begin.is_known(&app.home.people) {
        let key = app.setup.keymap.shown(Place::Begin, Action::Brief);
        let x = area
            .left()
            .saturating_add(18 + columns(width(begin.name.text())));
        put(buf, area, x, y, &format!("{key} the brief"), theme.muted);
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
    let height = usize::from(area.bottom().saturating_sub(top)).max(1);
    let first = (begin.script + 1).saturating_sub(height);
    let shown = begin.scripts.iter().enumerate().skip(first);
    for ((at, (_, title)), y) in shown.zip(top..area.bottom()) {
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
