//! What the doctor has found, for a person and for another program.

use super::super::{Fail, print};
use super::surroundings::Around;
use super::{library_line, many};
use crate::session::Consent;
use crate::store::{Finding, Health, Mend};
use crate::text::clean_line;
use serde::Serialize;
use std::fmt::Write as _;

/// Findings of one kind that are listed, at most; the others are counted.
const MOST: usize = 200;

/// All that was found.
pub(super) struct Report {
    /// The data directory.
    pub(super) data: String,
    /// The library.
    pub(super) health: Health,
    /// What is around it.
    pub(super) around: Around,
}

#[derive(Serialize)]
struct Json<'a> {
    well: bool,
    data: &'a str,
    conversations: usize,
    entries: usize,
    running: usize,
    people: usize,
    deleted: usize,
    bytes: u64,
    around: Vec<(&'static str, &'a str)>,
    found: Vec<Found<'a>>,
    outlived: Vec<Past<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    place: &'a str,
    what: &'a str,
    mend: Option<String>,
    hint: &'a str,
}

#[derive(Serialize)]
struct Past<'a> {
    session: &'a str,
    consent: &'a Consent,
}

impl Report {
    /// As lines.
    pub(super) fn text(&self) -> String {
        let health = &self.health;
        let mut out = String::new();
        let mut row = |name: &str, text: &str| {
            let _ = writeln!(out, "{name:<10} {}", clean_line(text));
        };
        row("library", &self.data);
        row("", &library_line(health));
        row("people", &health.people.to_string());
        for (name, text) in &self.around.rows {
            row(name, text);
        }
        let count = self.all().count() + health.outlived.len();
        if count == 0 {
            out.push_str("\nall is well\n");
            return out;
        }
        let _ = writeln!(
            out,
            "\n{}:",
            many(count, "thing was found", "things were found")
        );
        for finding in self.all().take(MOST) {
            let _ = writeln!(out, "! {}: {}", finding.place, finding.what);
            if let Some(mend) = &finding.mend {
                let _ = writeln!(out, "    can be mended: {}", clean_line(&mend.words()));
            }
            if !finding.hint.is_empty() {
                let _ = writeln!(out, "    {}", clean_line(&finding.hint));
            }
        }
        if self.all().count() > MOST {
            let _ = writeln!(
                out,
                "  … and {} more (all with --json)",
                self.all().count() - MOST
            );
        }
        for one in &health.outlived {
            let _ = writeln!(
                out,
                "! {}: the notes about {} are past their day: {}\n    delete them: mineral delete {} · or ask again: mineral consent {} …",
                one.id,
                clean_line(&one.name),
                clean_line(&one.consent.words()),
                one.id,
                one.id
            );
        }
        let can = self.all().filter(|f| f.mend.is_some()).count();
        if can > 0 {
            let _ = writeln!(
                out,
                "\n{} be mended: mineral doctor --mend says first what it does",
                many(can, "can", "can")
            );
        }
        out
    }

    /// As JSON; no word of a client is in it.
    pub(super) fn json(&self) -> Result<u8, Fail> {
        let health = &self.health;
        let json = Json {
            well: self.is_well(),
            data: &self.data,
            conversations: health.sessions,
            entries: health.entries,
            running: health.running,
            people: health.people,
            deleted: health.deleted,
            bytes: health.bytes,
            around: self
                .around
                .rows
                .iter()
                .map(|(n, t)| (*n, t.as_str()))
                .collect(),
            found: self.all().map(found).collect(),
            outlived: health
                .outlived
                .iter()
                .map(|o| Past {
                    session: &o.id,
                    consent: &o.consent,
                })
                .collect(),
        };
        let text = serde_json::to_string_pretty(&json)
            .map_err(|e| Fail::broken(format!("this could not be written as JSON: {e}"), ""))?;
        print(&format!("{text}\n"))
    }
}

fn found(finding: &Finding) -> Found<'_> {
    let Finding {
        place,
        what,
        mend,
        hint,
    } = finding;
    Found {
        place,
        what,
        mend: mend.as_ref().map(Mend::words),
        hint,
    }
}
