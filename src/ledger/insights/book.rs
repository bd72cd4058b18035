//! The figures, gathered from one session after the other. Of each there stays its id, and in every figure a number for it: over many
//! sessions most of the memory is what shows the figures.

use super::super::digest::Digest;
use super::super::period::By;
use super::super::promise::{Promise, PromiseKind, State};
use super::super::{Order, order};
use super::{Figure, Insights, Named, Row, ranked};
use crate::session::{How, Mode, Owner};
use crate::text::folded;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Stretches of time that are told apart, at most: the newest.
const MOST_PERIODS: usize = 120;

/// Takes sessions in any order, each once.
#[derive(Debug)]
pub struct InsightsBook {
    by: By,
    today: Date,
    ids: Vec<Arc<str>>,
    /// By the first day; `None` is all time.
    rows: BTreeMap<Option<Date>, Page>,
    /// By the script and the step.
    steps: BTreeMap<(String, String), Step>,
    /// By the word, as people compare them.
    feelings: BTreeMap<String, Feeling>,
    talks: u32,
}

/// A figure in the making.
#[derive(Debug, Default)]
struct Tally {
    part: u32,
    whole: u32,
    /// Numbers of sessions. One is taken whole before the next: so each stands here once.
    sessions: Vec<u32>,
}

impl Tally {
    fn add(&mut self, session: u32, part: u32, whole: u32) {
        if whole > 0 {
            self.part = self.part.saturating_add(part);
            self.whole = self.whole.saturating_add(whole);
            if self.sessions.last() != Some(&session) {
                self.sessions.push(session);
            }
        }
    }

    fn one(&mut self, session: u32, is: bool) {
        self.add(session, u32::from(is), 1);
    }

    fn figure(self, ids: &[Arc<str>]) -> Figure {
        let of = |number: &u32| ids.get(usize::try_from(*number).ok()?).cloned();
        let mut sessions: Vec<Arc<str>> = self.sessions.iter().filter_map(of).collect();
        sessions.sort_unstable();
        Figure {
            part: self.part,
            whole: self.whole,
            sessions,
        }
    }
}

/// What a [`Row`] has, in the making.
#[derive(Debug, Default)]
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
    fn row(self, from: Option<Date>, ids: &[Arc<str>]) -> Row {
        Row {
            from,
            conversations: self.conversations.figure(ids),
            undated: self.undated.figure(ids),
            kept_by_us: self.kept_by_us.figure(ids),
            kept_by_them: self.kept_by_them.figure(ids),
            effort: self.effort.figure(ids),
            won: self.won.figure(ids),
            walked_away: self.walked_away.figure(ids),
            open_in_practice: self.open_in_practice.figure(ids),
        }
    }
}

/// How often a step was left out, and what it and its script are called in the newest session.
#[derive(Debug, Default)]
struct Step {
    named: Option<Order>,
    title: String,
    script: String,
    tally: Tally,
}

/// In how many conversations a feeling was named, and how it is written in the newest one.
#[derive(Debug, Default)]
struct Feeling {
    named: Option<Order>,
    word: String,
    group: Option<String>,
    tally: Tally,
}

impl InsightsBook {
    /// The figures on a day, by a stretch of time.
    pub fn new(by: By, today: Date) -> Self {
        Self {
            by,
            today,
            ids: Vec::new(),
            rows: BTreeMap::new(),
            steps: BTreeMap::new(),
            feelings: BTreeMap::new(),
            talks: 0,
        }
    }

    /// Takes a session. Of practice only the questions count.
    pub fn take(&mut self, d: &Digest) {
        let Ok(number) = u32::try_from(self.ids.len()) else {
            return;
        };
        self.ids.push(Arc::from(d.id.as_str()));
        if d.mode == Mode::Practice {
            self.practice(d, number);
            return;
        }
        if d.is_conversation() {
            self.talks = self.talks.saturating_add(1);
            self.conversation(d, number);
            let order = order(d);
            self.left_out(d, number, &order);
            self.felt(d, number, &order);
        }
        for promise in &d.promises {
            self.promise(promise, number);
        }
        if let Some(end) = &d.ended {
            let settled = end.how.is_settled();
            self.on(end.on, |p| {
                if matches!(end.how, How::Won | How::Lost) {
                    p.won.one(number, end.how == How::Won);
                }
                if settled {
                    p.walked_away.one(number, end.how == How::WalkedAway);
                }
            });
        }
    }

    /// Counts something on a day, and over all time.
    fn on(&mut self, day: Date, mut count: impl FnMut(&mut Page)) {
        let start = self.by.start(day);
        for row in [None, Some(start)] {
            count(self.rows.entry(row).or_default());
        }
    }

    fn conversation(&mut self, d: &Digest, number: u32) {
        self.on(d.day(), |p| p.conversations.one(number, d.closed));
        let promises = || d.promises.iter().filter(|p| p.kind == PromiseKind::Promise);
        if d.closed && d.asks_for_promises {
            let dated = promises().any(|p| p.first.or(p.due).is_some());
            self.on(d.day(), |p| p.undated.one(number, !dated));
        }
        for promise in promises() {
            let ours = promise.owner == Owner::Us;
            self.on(d.day(), |p| p.effort.one(number, ours));
        }
    }

    /// A promise counts on the day on which it was due; without a date, on the day on which it was settled. What is open and
    /// not due yet is neither kept nor broken. What one has only promised oneself counts not at all.
    fn promise(&mut self, promise: &Promise, number: u32) {
        let over = !promise.is_open() || promise.is_overdue(self.today);
        let day = promise.due.or(promise.settled);
        let Some(day) = day.filter(|_| over && promise.kind == PromiseKind::Promise) else {
            return;
        };
        let done = promise.state == State::Done;
        self.on(day, |p| match promise.owner {
            Owner::Us => p.kept_by_us.one(number, done),
            Owner::Them => p.kept_by_them.one(number, done),
        });
    }

    fn practice(&mut self, d: &Digest, number: u32) {
        if let Some(q) = d.questions {
            let whole = q.open.saturating_add(q.closed);
            self.on(d.day(), |p| p.open_in_practice.add(number, q.open, whole));
        }
    }

    fn left_out(&mut self, d: &Digest, number: u32, order: &Order) {
        for step in d.steps.iter().filter(|s| d.closed && s.expected) {
            let name = (d.script.id.clone(), step.id.clone());
            let known = self.steps.entry(name).or_default();
            if known.named.as_ref().is_none_or(|known| known <= order) {
                known.named = Some(order.clone());
                known.title.clone_from(&step.title);
                known.script.clone_from(&d.script.title);
            }
            known.tally.one(number, step.is_left_out());
        }
    }

    fn felt(&mut self, d: &Digest, number: u32, order: &Order) {
        for (_, felt) in d.feelings() {
            let known = self.feelings.entry(folded(&felt.word)).or_default();
            if known.named.as_ref().is_none_or(|known| known <= order) {
                known.named = Some(order.clone());
                known.word.clone_from(&felt.word);
                known.group.clone_from(&felt.group);
            }
            if known.tally.sessions.last() != Some(&number) {
                known.tally.one(number, true);
            }
        }
    }

    /// The figures, of all that was taken.
    pub fn insights(mut self, wished: Option<u8>) -> Insights {
        let steps = std::mem::take(&mut self.steps).into_values();
        let steps = steps.map(|step| Named {
            name: step.title,
            of: Some(step.script),
            figure: step.tally.figure(&self.ids),
        });
        let left_out = ranked(steps.filter(|n| n.figure.part > 0).collect());
        let feelings = std::mem::take(&mut self.feelings).into_values();
        let feelings = feelings.map(|felt| Named {
            name: felt.word,
            of: felt.group,
            figure: Figure {
                whole: self.talks,
                ..felt.tally.figure(&self.ids)
            },
        });
        let feelings = ranked(feelings.collect());
        let by = self.by;
        let (all, rows) = self.into_rows();
        Insights {
            by,
            all,
            rows,
            left_out,
            feelings,
            wished,
        }
    }

    fn into_rows(mut self) -> (Row, Vec<Row>) {
        let all = self.rows.remove(&None).unwrap_or_default();
        let all = all.row(None, &self.ids);
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
            page.row(Some(start), &self.ids)
        });
        (all, rows.collect())
    }
}
