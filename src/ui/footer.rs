//! The footer, read from the table of keys.

use super::bits::{columns, pieces, pieces_width};
use super::theme::Theme;
use crate::app::keymap::{Action, Place};
use crate::app::live::Live;
use crate::app::{App, Screen, screen_live};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

type Piece = (String, Style);

/// What a form for oneself has no use for.
const OF_TALK: [Action; 4] = [
    Action::NextProbe,
    Action::WhatElse,
    Action::Speaker,
    Action::Tick(1),
];

/// The footer of a place in at most `rows` rows, in the order of the table. Where not all of it fits, help comes
/// first: it leads to everything else.
fn lay_out(app: &App, place: Place, width: u16, rows: usize, theme: &Theme) -> Vec<Vec<Piece>> {
    let talks = screen_live(app).is_none_or(Live::is_conversation);
    let tries = !matches!(&app.screen, Screen::Debrief(page) if !page.can_try());
    let bindings = app.setup.keymap.rows(place).map(|(b, _)| b);
    let mut items: Vec<(Action, [Piece; 3])> = bindings
        .filter(|b| !b.footer.is_empty() && (talks || !OF_TALK.contains(&b.action)))
        .filter(|b| tries || b.action != Action::TryAgain)
        .map(|b| {
            let item = [
                ("  ".to_owned(), theme.muted),
                (keys(app, place, b.action), theme.key),
                (format!(" {}", b.footer), theme.muted),
            ];
            (b.action, item)
        })
        .collect();
    let laid = flow(&items, width);
    if laid.len() <= rows {
        return laid;
    }
    items.sort_by_key(|(action, _)| *action != Action::Help);
    let mut laid = flow(&items, width);
    laid.truncate(rows);
    laid
}

fn flow(items: &[(Action, [Piece; 3])], width: u16) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = Vec::new();
    for (_, item) in items {
        match out.last_mut() {
            Some(row) if pieces_width(row) + pieces_width(item) <= width => {
                row.extend_from_slice(item);
            }
            _ => out.push(item.to_vec()),
        }
    }
    out
}

fn keys(app: &App, place: Place, action: Action) -> String {
    let shown = |action| app.setup.keymap.shown(place, action);
    match action {
        Action::Tick(first) => format!("{}-{}", shown(Action::Tick(first)), shown(Action::Tick(5))),
        Action::Rate(first) => format!("{}-{}", shown(Action::Rate(first)), shown(Action::Rate(5))),
        action => shown(action),
    }
}

/// How many rows the footer needs, at most `most`.
pub(super) fn rows(app: &App, place: Place, width: u16, most: usize, theme: &Theme) -> u16 {
    columns(lay_out(app, place, width, most, theme).len())
}

/// Draws the footer into an area.
pub(super) fn draw(buf: &mut Buffer, area: Rect, app: &App, place: Place, theme: &Theme) {
    let rows = lay_out(app, place, area.width, usize::from(area.height), theme);
    for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
        pieces(buf, area, area.left(), y, row);
    }
}
