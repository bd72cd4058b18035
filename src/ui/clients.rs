//! The clients to practise with.

use super::bits::{cut, in_rows, put};
use super::home::page;
use super::theme::Theme;
use crate::app::App;
use crate::app::clients::Clients;
use crate::app::keymap::Place;
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the clients, and below them what there is to know of the chosen one.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    clients: &Clients,
    theme: &Theme,
) -> Option<(u16, u16)> {
    let title = "Practise with a simulated client";
    let body = page(buf, area, app, title, Place::Clients, theme)?;
    let about = about(clients, body.width.saturating_sub(4), body.height);
    let below = u16::try_from(about.len()).unwrap_or(0) + 1;
    let list = Rect {
        height: body.height.saturating_sub(below).max(1).min(body.height),
        ..body
    };
    let left = area.left().saturating_add(2);
    let top = (clients.at + 1).saturating_sub(usize::from(list.height).max(1));
    let rows = clients.personas.iter().enumerate().skip(top);
    for ((at, persona), y) in rows.zip(list.top()..list.bottom()) {
        let style = if at == clients.at {
            theme.chosen
        } else {
            theme.plain
        };
        let end = put(buf, list, left, y, &persona.name, style);
        let about = format!(
            "{}, {} · {}",
            persona.role,
            persona.organisation,
            persona.style.name()
        );
        let room = list.right().saturating_sub(end).saturating_sub(1);
        let room = room.saturating_sub(2);
        put(
            buf,
            list,
            end.saturating_add(2),
            y,
            &cut(&about, room),
            theme.muted,
        );
    }
    for (row, y) in about
        .iter()
        .zip(list.bottom().saturating_add(1)..body.bottom())
    {
        put(buf, body, left, y, row, theme.plain);
    }
    None
}

/// What is known before the conversation, and how it will be held.
fn about(clients: &Clients, width: u16, height: u16) -> Vec<String> {
    let Some(persona) = clients.chosen() else {
        return vec!["there is nobody here: `mineral persona new ID` writes a client".to_owned()];
    };
    let most = usize::from(height / 3).clamp(1, 3);
    let mut rows = in_rows(&persona.summary, width, most);
    let script = clients.chosen_script().map_or("", |s| s.1.as_str());
    let how = format!("{} · {script}", clients.difficulty.name());
    rows.extend(in_rows(&how, width, 1));
    rows
}
