//! Drawing only: the app, a theme and the time in, a frame out. Nothing here changes anything.

mod asked;
mod begin;
mod bits;
mod clients;
mod debrief;
mod footer;
mod help;
mod home;
mod ledger;
mod library;
mod live;
mod lock;
mod read;
pub mod theme;

use crate::app::{App, Now, Screen};
use ratatui::Frame;
use theme::Theme;

/// Draws what the user looks at.
pub fn draw(frame: &mut Frame, app: &App, theme: &Theme, now: Now) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(area, theme.plain);
    if app.is_blank() {
        return;
    }
    let cursor = match &app.screen {
        Screen::Home => home::draw(buf, area, app, theme, now),
        Screen::Choose(choose) => home::draw_choose(buf, area, app, choose, theme),
        Screen::Clients(all) => clients::draw(buf, area, app, all, theme),
        Screen::Begin(form) => begin::draw(buf, area, app, form, theme),
        Screen::Live(live) => live::draw(buf, area, app, live, theme, now),
        Screen::Read(read) => read::draw(buf, area, app, read, theme),
        Screen::Debrief(page) => debrief::draw(buf, area, app, page, theme),
        Screen::Library(library) => library::draw(buf, area, app, library, theme, now),
        Screen::Weeks(page) => debrief::draw_weeks(buf, area, app, page, theme),
        Screen::Locked(locked) => lock::draw(buf, area, app, locked, theme),
        Screen::Ledger(ledger) => ledger::draw(buf, area, app, ledger, theme),
    };
    if let Some((x, y)) = cursor
        && x < area.right()
        && y < area.bottom()
    {
        frame.set_cursor_position((x, y));
    }
}
