//! How it goes over all sessions. Each figure is a part of a whole, with the sessions that it was counted in; there is no score.

mod book;
mod counted;
mod lines;

pub use book::InsightsBook;
pub use counted::{Counted, Measure};

use super::digest::Digest;
use super::period::By;
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

/// A part of a whole, and the sessions that show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// How many of them.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
    /// The ids of the sessions in which the whole was counted, in order.
    pub sessions: Vec<Arc<str>>,
}

impl Figure {
    /// The part in percent, rounded; `None` of nothing.
    pub fn percent(&self) -> Option<u32> {
        let (part, whole) = (u64::from(self.part), u64::from(self.whole));
        let percent = (part * 100 + whole / 2).checked_div(whole)?;
        u32::try_from(percent).ok()
    }
}

/// The figures of a stretch of time, or of all time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its first day; `None` for all time.
    pub from: Option<Date>,
    /// Conversations with people that were ended, of all that were begun.
    pub conversations: Figure,
    /// Ended conversations without a promise that has a date, of those whose script asks for one.
    pub undated: Figure,
    /// Promises of ours that were done, of those that were done, dropped or are overdue.
    pub kept_by_us: Figure,
    /// The same of theirs.
    pub kept_by_them: Figure,
    /// Promises of ours, of those that both sides made.
    pub effort: Figure,
    /// What was won, of what was won or lost.
    pub won: Figure,
    /// What we walked away from, of all that ended.
    pub walked_away: Figure,
    /// Open questions, of the open and the closed ones: in practice, and only there.
    pub open_in_practice: Figure,
}

/// Something that is counted by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name: a feeling, or a step.
    pub name: String,
    /// What it belongs to: the vocabulary's group, or the script.
    pub of: Option<String>,
    /// In how many sessions, of how many.
    #[serde(flatten)]
    pub figure: Figure,
}

/// How it goes over all sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Insights {
    /// By what the rows are.
    pub by: By,
    /// Over all time.
    pub all: Row,
    /// Stretch by stretch, the oldest first, without holes from the first that has anything.
    pub rows: Vec<Row>,
    /// Steps that belonged to an ended conversation and in which nothing was kept, the most often first.
    pub left_out: Vec<Named>,
    /// Feelings of clients, those named in most conversations first.
    pub feelings: Vec<Named>,
    /// What the user wants to win, in percent of what is won or lost.
    pub wished: Option<u8>,
}

impl Insights {
    /// The figures on a day, by a stretch of time.
    pub fn of<'a>(
        digests: impl IntoIterator<Item = &'a Digest>,
        by: By,
        today: Date,
        wished: Option<u8>,
    ) -> Self {
        let mut book = InsightsBook::new(by, today);
        for digest in digests {
            book.take(digest);
        }
        book.insights(wished)
    }
}

/// The most often first; what is as often, by name.
fn ranked(mut all: Vec<Named>) -> Vec<Named> {
    all.sort_by(|a, b| {
        let often = b.figure.part.cmp(&a.figure.part);
        often
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.of.cmp(&b.of))
    });
    all
}
