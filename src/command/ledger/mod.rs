//! People, promises, and all sessions together, as lines of text or JSON.

pub(super) mod arguments;
mod consent;
mod due;
mod ended;
mod erase;
mod people;
mod shown;

pub(super) use consent::consent;
pub(super) use due::due;
pub(super) use ended::ended;
pub(super) use people::{brief, person};

use super::arguments::Arguments;
use super::context::{catalogue, has_screen, library, library_on_screen, places, settings};
use super::screen::on_screen;
use super::vault::open::Found;
use super::{Fail, print, tell};
use crate::app::Start;
use crate::app::ledger::View;
use crate::desk::{Desk, DeskError, Digests};
use crate::ledger::{self, By, InsightsBook};
use crate::terminal::Clock;
use arguments::{InsightsOptions, Stretch};
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, IsTerminal, Write as _};
use std::time::{Duration, Instant};

/// Sessions that could not be read and are named, at most.
const NAMED: usize = 3;
/// Reading may take so long before one is told how far it is.
const QUIET: Duration = Duration::from_secs(1);
/// How often one is told.
const STEP: Duration = Duration::from_millis(200);
/// The longest reason, in characters.
const LONGEST_WHY: usize = 2_000;

fn desk(arguments: &Arguments) -> Result<Desk, Fail> {
    let desk = Desk::new(library(arguments)?, |_| {}).with_scripts(catalogue(arguments)?);
    Ok(desk.with_digests(places(arguments)?.digests()))
}

fn today() -> Date {
    Clock::start().now().at.date()
}

/// Goes through all sessions in short. What could not be read is told on standard error, and so is how far it is, on a terminal.
fn each_digest(desk: &Desk, see: impl FnMut(&ledger::Digest)) -> Result<Digests, Fail> {
    read_all(|progress| desk.shelf().each_digest(see, progress))
}

/// The same of one person alone, in full.
fn digests_with(desk: &Desk, person: &str) -> Result<Digests, Fail> {
    read_all(|progress| desk.shelf().digests_with(person, progress))
}

fn read_all(
    read: impl FnOnce(&mut dyn FnMut(usize, usize)) -> Result<Digests, DeskError>,
) -> Result<Digests, Fail> {
    let began = Instant::now();
    let mut told: Option<Instant> = None;
    let watched = io::stderr().is_terminal();
    let found = read(&mut |at, all| {
        let due = told.is_none_or(|t| t.elapsed() > STEP) && began.elapsed() > QUIET;
        if watched && due {
            told = Some(Instant::now());
            // Where nobody reads it, nobody misses it.
            let _ = write!(io::stderr(), "\rreading conversations: {at} of {all}");
        }
    });
    if told.is_some() {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    let found = found?;
    if !found.skipped.is_empty() {
        let count = found.skipped.len();
        let mut text = format!("{count} could not be read and are not counted:");
        for (id, why) in found.skipped.iter().take(NAMED) {
            text = format!("{text}\n  {id}: {why}");
        }
        if count > NAMED {
            text.push_str("\n  …");
        }
        tell(&text);
    }
    for problem in &found.people.problems {
        tell(&format!("people.yaml: {problem}"));
    }
    Ok(found)
}

/// Opens one of the screens over many sessions.
fn look(arguments: &Arguments, view: View) -> Result<u8, Fail> {
    on_screen(arguments, library_on_screen(arguments)?, |_| {
        Ok(Start::Look(view))
    })
}

/// As [`look`], in a library that is open already: nobody is asked twice.
fn look_in(arguments: &Arguments, desk: &Desk, view: View) -> Result<u8, Fail> {
    let library = desk.shelf().library().clone();
    on_screen(arguments, Found::Open(library), |_| Ok(Start::Look(view)))
}

/// Prints a value for other programs.
fn json(value: &impl Serialize) -> Result<u8, Fail> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Fail::broken(format!("this could not be written as JSON: {e}"), ""))?;
    print(&format!("{text}\n"))
}

/// The words behind a command as one line; nothing where there are none.
fn reason(words: &[String]) -> Result<Option<String>, Fail> {
    let line = crate::text::clean_line(&words.join(" "));
    if line.chars().count() > LONGEST_WHY {
        let hint = "say it shorter, or keep a note in a conversation";
        let what = format!("a reason has at most {LONGEST_WHY} characters");
        return Err(Fail::usage(what, hint));
    }
    Ok((!line.is_empty()).then_some(line))
}

/// The figures over all sessions.
pub(super) fn insights(arguments: &Arguments, options: &InsightsOptions) -> Result<u8, Fail> {
    let by = match options.by {
        Stretch::Week => By::Week,
        Stretch::Month => By::Month,
        Stretch::Quarter => By::Quarter,
    };
    if !options.json && has_screen(arguments) {
        return look(arguments, View::Insights(by));
    }
    let wished = settings(arguments)?.wished_win_ratio;
    let mut book = InsightsBook::new(by, today());
    each_digest(&desk(arguments)?, |d| book.take(d))?;
    let insights = book.insights(wished);
    if options.json {
        return json(&insights);
    }
    print(&ledger::plain(&insights.lines()))
}
