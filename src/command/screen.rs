//! From arguments to the machine on a screen.

use super::arguments::Arguments;
use super::context::{self, settings};
use super::vault::open::{Found, key_file};
use super::{Fail, told};
use crate::app::{App, Effect, Setup, Start};
use crate::config::{Settings, ThemeChoice};
use crate::desk::Desk;
use crate::terminal::{self, Clock, Ending};
use crate::ui::theme::Theme;

/// Minutes without a key after which a vault locks itself, where the settings say nothing.
const IDLE: u16 = 10;

/// Runs the machine on the screen.
pub(super) fn on_screen(
    arguments: &Arguments,
    found: Found,
    start: impl FnOnce(&Desk) -> Result<Start, Fail>,
) -> Result<u8, Fail> {
    let (library, is_locked) = match found {
        Found::Open(library) => (library, false),
        Found::Shut(vault) => (vault.library().clone(), true),
    };
    let is_vault = is_locked || library.keys().is_some();
    let settings = settings(arguments)?;
    let theme = theme(arguments, &settings);
    let index = context::index(arguments, &library)?;
    let (line, receiver) = terminal::line();
    let to = line.clone();
    let mut desk = Desk::new(library, move |saving| to.saving(saving))
        .with_scripts(context::catalogue(arguments)?)
        .with_index(index)
        .with_earlier_filters(context::places(arguments)?.filters_file())
        .with_personas(context::personas(arguments)?)
        .with_digests(context::places(arguments)?.digests())
        .with_wished(settings.wished_win_ratio);
    if let Some(open) = key_file(arguments) {
        desk.use_key_file(open);
    }
    let start = start(&desk)?;
    let setup = Setup {
        keymap: settings.keymap,
        scripts: desk.shelf().catalogue().rows_so_far(),
        personas: desk.shelf().personas().rows_so_far(),
    };
    let clock = Clock::start();
    let (mut app, first) = if is_locked {
        (App::locked(setup, start), Vec::new())
    } else {
        App::new(setup, start)
    };
    if is_vault {
        let minutes = u64::from(settings.idle_lock.unwrap_or(IDLE));
        app.guards_a_vault((minutes > 0).then_some(minutes * 60_000));
    }
    let (mut effects, events) = opened_before_the_screen(&mut desk, first, &clock)?;
    for event in events {
        effects.extend(app.handle(event, clock.now()));
    }
    let ended = terminal::run(app, effects, &mut desk, theme, clock, &line, receiver);
    desk.finish();
    if told(&desk) {
        return Ok(Fail::BROKEN);
    }
    match ended {
        Ok(Ending::Quit) => Ok(0),
        Ok(ending) => Ok(ending.code()),
        Err(e) => Err(Fail::system("the terminal could not be drawn on", &e)),
    }
}

/// What the program was started for is opened before the screen is taken, so that an error is a line in the
/// shell and not a flicker. Effects that are left, and events for the machine.
fn opened_before_the_screen(
    desk: &mut Desk,
    first: Vec<Effect>,
    clock: &Clock,
) -> Result<(Vec<Effect>, Vec<crate::app::Event>), Fail> {
    let (mut left, mut events) = (Vec::new(), Vec::new());
    for effect in first {
        match effect {
            Effect::Begin { .. }
            | Effect::Practise(_)
            | Effect::Resume(_)
            | Effect::Load(_)
            | Effect::RoleSheet(_)
            | Effect::Follow(_)
            | Effect::Debrief(_) => {
                events.extend(desk.open(effect, clock.now())?);
            }
            other => left.push(other),
        }
    }
    Ok((left, events))
}

fn theme(arguments: &Arguments, settings: &Settings) -> Theme {
    // The terminal library would take bold and reverse away with the colours.
    crossterm::style::force_color_output(true);
    if wants_colours(arguments, settings) {
        Theme::colours()
    } else {
        Theme::without_colour()
    }
}

fn wants_colours(arguments: &Arguments, settings: &Settings) -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    !(arguments.no_color || no_color || settings.theme == ThemeChoice::None)
}

/// The theme for lines on a terminal; nothing where no colours are wanted.
pub(super) fn colours(arguments: &Arguments) -> Result<Option<Theme>, Fail> {
    let settings = settings(arguments)?;
    Ok(wants_colours(arguments, &settings).then(|| theme(arguments, &settings)))
}
