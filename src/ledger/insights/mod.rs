//! How it goes over all sessions. Each figure is a part of a whole, with the sessions that it was counted in; there is no score.

mod counted;
mod lines;

pub use counted::{Counted, Measure};

use super::digest::Digest;
use super::in_order;
use super::period::By;
use super::promise::{Promise, PromiseKind, State};
use crate::session::{How, Mode, Owner};
use crate::text::folded;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Stretches of time that are told apart, at most: the newest.
const MOST_PERIODS: usize = 120;

/// A part of a whole, and the sessions that show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// How many of them.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
    /// The ids of the sessions in which the whole was counted, in order.
    pub sessions: Vec<String>,
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
        digests: impl IntoIterator<Item = &'a Digest> + Clone,
        by: By,
        today: Date,
        wished: Option<u8>,
    ) -> Self {
        let all = in_order(digests.clone());
        let mut book = Book {
            by,
            today,
            rows: BTreeMap::new(),
        };
        for d in &all {
            book.session(d);
        }
        for d in digests.into_iter().filter(|d| d.mode == Mode::Practice) {
            book.practice(d);
        }
        let (over_all, rows) = book.into_rows();
        Self {
            by,
            all: over_all,
            rows,
            left_out: left_out(&all),
            feelings: feelings(&all),
            wished,
        }
    }
}

/// A figure in the making.
#[derive(Default)]
struct Tally {
    part: u32,
    whole: u32,
    sessions: BTreeSet<String>,
}

impl Tally {
    fn add(&mut self, session: &str, part: u32, whole: u32) {
        if whole > 0 {
            self.part = self.part.saturating_add(part);
            self.whole = self.whole.saturating_add(whole);
            self.sessions.insert(session.to_owned());
        }
    }

    fn one(&mut self, session: &str, is: bool) {
        self.add(session, u32::from(is), 1);
    }

    fn figure(self) -> Figure {
        Figure {
            part: self.part,
            whole: self.whole,
            sessions: self.sessions.into_iter().collect(),
        }
    }
}

/// What a [`Row`] has, in the making.
#[derive(Default)]
struct Page {
    conversations: Tally,
    undated: Tally,
    kept_by_us: Tally,
    kept_by_them: Tally,
    effort: Tally,
    won: Tally,
    walked_away: Tally,
    open_in_practice: Tally,
}

impl Page {
    fn row(self, from: Option<Date>) -> Row {
        Row {
            from,
            conversations: self.conversations.figure(),
            undated: self.undated.figure(),
            kept_by_us: self.kept_by_us.figure(),
            kept_by_them: self.kept_by_them.figure(),
            effort: self.effort.figure(),
            won: self.won.figure(),
            walked_away: self.walked_away.figure(),
            open_in_practice: self.open_in_practice.figure(),
        }
    }
}

struct Book {
    by: By,
    today: Date,
    /// By the first day; `None` is all time.
    rows: BTreeMap<Option<Date>, Page>,
}

impl Book {
    /// Counts something on a day, and over all time.
    fn on(&mut self, day: Date, mut count: impl FnMut(&mut Page)) {
        let start = self.by.start(day);
        for row in [None, Some(start)] {
            count(self.rows.entry(row).or_default());
        }
    }

    fn session(&mut self, d: &Digest) {
        if d.is_conversation() {
            self.on(d.day(), |p| p.conversations.one(&d.id, d.closed));
            let promises = || d.promises.iter().filter(|p| p.kind == PromiseKind::Promise);
            if d.closed && d.asks_for_promises {
                let dated = promises().any(|p| p.first.or(p.due).is_some());
                self.on(d.day(), |p| p.undated.one(&d.id, !dated));
            }
            for promise in promises() {
                let ours = promise.owner == Owner::Us;
                self.on(d.day(), |p| p.effort.one(&d.id, ours));
            }
        }
        for promise in &d.promises {
            self.promise(d, promise);
        }
        if let Some(end) = &d.ended {
            let settled = end.how.is_settled();
            self.on(end.on, |p| {
                if matches!(end.how, How::Won | How::Lost) {
                    p.won.one(&d.id, end.how == How::Won);
                }
                if settled {
                    p.walked_away.one(&d.id, end.how == How::WalkedAway);
                }
            });
        }
    }

    /// A promise counts on the day on which it was due; without a date, on the day on which it was settled. What is open and
    /// not due yet is neither kept nor broken. What one has only promised oneself counts not at all.
    fn promise(&mut self, d: &Digest, promise: &Promise) {
        let over = !promise.is_open() || promise.is_overdue(self.today);
        let day = promise.due.or(promise.settled);
        let Some(day) = day.filter(|_| over && promise.kind == PromiseKind::Promise) else {
            return;
        };
        let done = promise.state == State::Done;
        self.on(day, |p| match promise.owner {
            Owner::Us => p.kept_by_us.one(&d.id, done),
            Owner::Them => p.kept_by_them.one(&d.id, done),
        });
    }

    fn practice(&mut self, d: &Digest) {
        if let Some(q) = d.questions {
            let whole = q.open.saturating_add(q.closed);
            self.on(d.day(), |p| p.open_in_practice.add(&d.id, q.open, whole));
        }
    }

    fn into_rows(mut self) -> (Row, Vec<Row>) {
        let all = self.rows.remove(&None).unwrap_or_default().row(None);
        let newest = self.rows.keys().next_back().copied().flatten();
        let oldest = self.rows.keys().next().copied().flatten();
        let (Some(oldest), Some(newest)) = (oldest, newest) else {
            return (all, Vec::new());
        };
        // Holes are filled, backwards from the newest, so that a date of long ago by mistake costs nothing.
        let mut starts = vec![newest];
        let mut at = newest;
        while starts.len() < MOST_PERIODS && at > oldest {
            let before = self.by.start(at.yesterday().unwrap_or(at));
            if before == at {
                break;
            }
            at = before;
            starts.push(at);
        }
        let rows = starts.into_iter().rev().map(|start| {
            let page = self.rows.remove(&Some(start)).unwrap_or_default();
            page.row(Some(start))
        });
        (all, rows.collect())
    }
}

fn left_out(all: &[&Digest]) -> Vec<Named> {
    let mut steps: BTreeMap<(&str, &str), (&str, &str, Tally)> = BTreeMap::new();
    for d in all.iter().filter(|d| d.is_conversation() && d.closed) {
        for step in d.steps.iter().filter(|s| s.expected) {
            let known = steps
                .entry((&d.script.id, &step.id))
                .or_insert_with(|| ("", "", Tally::default()));
            (known.0, known.1) = (&step.title, &d.script.title);
            known.2.one(&d.id, step.is_left_out());
        }
    }
    let named = steps.into_values().map(|(step, script, tally)| Named {
        name: step.to_owned(),
        of: Some(script.to_owned()),
        figure: tally.figure(),
    });
    ranked(named.filter(|n| n.figure.part > 0).collect())
}

fn feelings(all: &[&Digest]) -> Vec<Named> {
    let talks: Vec<&&Digest> = all.iter().filter(|d| d.is_conversation()).collect();
    let whole = u32::try_from(talks.len()).unwrap_or(u32::MAX);
    let mut words: BTreeMap<String, (Option<String>, BTreeSet<&str>, &str)> = BTreeMap::new();
    for d in &talks {
        for (_, felt) in d.feelings() {
            let known = words
                .entry(folded(&felt.word))
                .or_insert_with(|| (None, BTreeSet::new(), ""));
            known.0.clone_from(&felt.group);
            known.1.insert(&d.id);
            known.2 = &felt.word;
        }
    }
    let named = words.into_values().map(|(of, sessions, word)| Named {
        name: word.to_owned(),
        of,
        figure: Figure {
            part: u32::try_from(sessions.len()).unwrap_or(u32::MAX),
            whole,
            sessions: sessions.into_iter().map(ToOwned::to_owned).collect(),
        },
    });
    ranked(named.collect())
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
