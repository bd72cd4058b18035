//! The doctor: what is wrong with a library and with what is around it, and what of that can be mended.

mod rebuild;
mod report;
mod seal;
mod surroundings;

pub(super) use rebuild::{failed, rebuild, refresh};

use super::arguments::Arguments;
use super::care::DoctorOptions;
use super::context::{library, places};
use super::progress::Meter;
use super::{Fail, ask, print, tell};
use crate::desk::{DeskError, shown};
use crate::session::Moment;
use crate::store::{Finding, Health, Library, Outlived};
use crate::terminal::Clock;
use crate::when;
use report::Report;
use std::fmt::Write as _;

/// Something was found.
const FOUND: u8 = 1;

fn now() -> Moment {
    Clock::start().now().at
}

/// Looks, and mends what can be mended where that is wanted.
pub(super) fn doctor(arguments: &Arguments, options: &DoctorOptions) -> Result<u8, Fail> {
    if options.rebuild {
        return rebuild(arguments);
    }
    if let Some(which) = &options.seal {
        return seal::seal(arguments, which.as_deref(), options.yes);
    }
    let library = library(arguments)?;
    let mut report = examined(arguments, &library)?;
    if options.json {
        report.json()?;
        return Ok(code(&report));
    }
    print(&report.text())?;
    if !options.mend {
        return Ok(code(&report));
    }
    let mended = mend(&library, &report, options.yes)?;
    let deleted = offer(&library, &report.health.outlived, options.yes)?;
    if mended || deleted {
        report = examined(arguments, &library)?;
        print(&format!("\nafter mending:\n{}", report.text()))?;
    }
    Ok(code(&report))
}

fn code(report: &Report) -> u8 {
    if report.is_well() { 0 } else { FOUND }
}

fn examined(arguments: &Arguments, library: &Library) -> Result<Report, Fail> {
    let mut meter = Meter::new("looking");
    let health = library
        .examine(now().date(), |at, all| meter.show(at as u64, all as u64))
        .map_err(DeskError::from)?;
    drop(meter);
    let places = places(arguments)?;
    Ok(Report {
        around: surroundings::look(arguments, &places, library),
        data: shown(library.dir()),
        health,
    })
}

/// Says what would be done, asks, and does it. Returns whether anything was done.
fn mend(library: &Library, report: &Report, yes: bool) -> Result<bool, Fail> {
    let can: Vec<&Finding> = report.all().filter(|f| f.mend.is_some()).collect();
    if can.is_empty() {
        tell("there is nothing that could be mended without you");
        return Ok(false);
    }
    let mut text = String::from("this would be done:\n");
    for finding in &can {
        let words = finding.mend.as_ref().map(crate::store::Mend::words);
        let _ = writeln!(text, "  {}: {}", finding.place, words.unwrap_or_default());
    }
    tell(&text);
    if !yes && !ask("do it?")? {
        return Err(Fail::not_found(
            "nothing was mended",
            "without a terminal to ask on: --mend --yes",
        ));
    }
    let mut failed = 0;
    for finding in can {
        let done = finding.mend.as_ref().map(|m| library.mend(m, now()));
        if let Some(Err(error)) = done {
            failed += 1;
            tell(&format!(
                "{}: {}",
                finding.place,
                DeskError::from(error).sentence()
            ));
        }
    }
    if failed > 0 {
        tell(&format!("{failed} could not be mended"));
    }
    Ok(true)
}

/// Offers notes whose time has passed for deletion. That is the user's to say: `--yes` does not mean it.
fn offer(library: &Library, outlived: &[Outlived], yes: bool) -> Result<bool, Fail> {
    if outlived.is_empty() || yes {
        return Ok(false);
    }
    let question = match outlived {
        [one] => format!(
            "the notes about {} ({}) were to be kept until {}: put them into the bin?",
            one.name,
            one.id,
            one.consent.until.map(when::exact).unwrap_or_default()
        ),
        several => format!(
            "put the notes of {} conversations, whose time has passed, into the bin?",
            several.len()
        ),
    };
    if !ask(&crate::text::clean_line(&question))? {
        return Ok(false);
    }
    for one in outlived {
        library
            .delete(&one.id, now().date())
            .map_err(DeskError::from)?;
    }
    Ok(true)
}

/// How many, with the word.
pub(super) fn many(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        n => format!("{n} {several}"),
    }
}

impl Report {
    fn all(&self) -> impl Iterator<Item = &Finding> {
        self.health.findings.iter().chain(&self.around.findings)
    }

    fn is_well(&self) -> bool {
        self.all().next().is_none() && self.health.outlived.is_empty()
    }
}

/// The library in a few words.
fn library_line(health: &Health) -> String {
    let mut line = format!(
        "{}, {}",
        many(health.sessions, "conversation", "conversations"),
        many(health.entries, "entry", "entries")
    );
    if health.running > 0 {
        let _ = write!(line, ", {} running now", health.running);
    }
    if health.deleted > 0 {
        let _ = write!(line, ", {} in the bin", health.deleted);
    }
    line
}
