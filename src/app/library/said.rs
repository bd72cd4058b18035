//! A session of the list in words, for the screen and for lines.

use super::Listed;
use crate::session::{Mode, Viability, chart};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Steps in a chart, at most.
const STEPS: usize = 12;

/// How a question is written, for help.
pub const QUESTIONS: [(&str, &str); 8] = [
    ("month end", "both words, anywhere in the same conversation"),
    ("\"month end\"", "one behind the other"),
    (
        "board*",
        "any word that begins so; the last one always does while you type",
    ),
    ("-budget", "without it; also before a field"),
    (
        "person:ana",
        "also org: script: feeling: and mode:live, practice or run",
    ),
    ("step:impact x", "the words, in that step"),
    (
        "has:open",
        "something promised is open; also viability:yes, ended:lost",
    ),
    (
        "since:\"last month\"",
        "also on: before: after: with days in plain words",
    ),
];

impl Listed {
    /// Who it was with; what it was, where it was with nobody.
    pub fn who(&self) -> &str {
        if self.name.is_empty() {
            &self.script
        } else {
            &self.name
        }
    }

    /// What it ran, where that is not told by [`Self::who`]; and whether it was practice.
    pub fn what(&self) -> String {
        let practice = if self.mode == Some(Mode::Practice) {
            "practice · "
        } else {
            ""
        };
        match self.name.as_str() {
            "" => practice.trim_end_matches(" · ").to_owned(),
            _ => format!("{practice}{}", self.script),
        }
    }

    /// The day on which it began, as short as it can be said.
    pub fn day(&self, today: Date) -> String {
        let Some(began) = self.began else {
            return "no date".to_owned();
        };
        let date = began.date();
        if date.year() == today.year() {
            date.strftime("%-d %b").to_string()
        } else {
            date.strftime("%-d %b %Y").to_string()
        }
    }

    /// How long it lasted.
    pub fn length(&self) -> String {
        match self.length / 60_000 {
            0 => "< 1 min".to_owned(),
            minutes @ ..180 => format!("{minutes} min"),
            minutes => format!("{} h", minutes / 60),
        }
    }

    /// How it stands: how it ended, else whether it is an opportunity; or that it is unfinished.
    pub fn stands(&self) -> &'static str {
        match (self.ended, self.viability) {
            _ if self.broken.is_some() => "",
            (Some(how), _) => how.words(),
            _ if !self.closed => "unfinished",
            (None, Some(Viability::Yes)) => "viable",
            (None, Some(Viability::NotYet)) => "not yet",
            (None, Some(Viability::No)) => "no",
            (None, None) => "",
        }
    }

    /// How warm its steps were, as a chart; nothing where no feeling was kept.
    pub fn chart(&self) -> String {
        if self.warmth.iter().all(|w| *w <= 0.0) {
            return String::new();
        }
        chart(self.warmth.iter().copied().take(STEPS))
    }

    /// What is open.
    pub fn open(&self) -> String {
        match self.open {
            0 => String::new(),
            open => format!("{open} open"),
        }
    }

    /// The whole of it as a line.
    pub fn line(&self, today: Date) -> String {
        let mut out = format!("{}  {}", self.day(today), self.who());
        if let Some(organisation) = &self.organisation {
            let _ = write!(out, " ({organisation})");
        }
        if let Some(why) = &self.broken {
            let _ = write!(out, "  cannot be read: {why}");
            return out;
        }
        let what = self.what();
        let warmth = self.chart();
        let warmth = if warmth.is_empty() {
            warmth
        } else {
            format!("warmth {warmth}")
        };
        let length = self.length();
        let open = self.open();
        let parts = [&what, &length, self.stands(), &warmth, &open];
        for part in parts.iter().filter(|p| !p.is_empty()) {
            let _ = write!(out, " · {part}");
        }
        if self.near {
            out.push_str(" · near");
        }
        out
    }
}
