//! What was promised, and how it stands.

use super::digest::short;
use crate::script::{KnownKind, Leaves};
use crate::session::{Became, Commitment, Entry, Kind, Mode, Owner, Session};
use crate::when;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The step in which the outcome is told.
const OUTCOME: &str = "outcome";
/// How a promise to look again begins.
const LOOK_AGAIN: &str = "look again: ";
/// How a promise to speak with somebody begins.
const SPEAK_WITH: &str = "speak with ";

/// Something that is to happen after a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The number of its entry: the commitment; for a check, the answer with the outcome.
    pub n: u32,
    /// What it is.
    pub kind: PromiseKind,
    /// Whose it is.
    pub owner: Owner,
    /// The id of the step.
    pub step: String,
    /// What is to be done; for a check, the outcome as they said it.
    pub text: String,
    /// When it was made.
    pub made: Date,
    /// When it was due at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// When it is due now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// How it stands.
    pub state: State,
    /// How often it was moved.
    #[serde(default, skip_serializing_if = "is_never")]
    pub moved: u16,
    /// Why it stands so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// When it was said to be done or dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Date>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_never(times: &u16) -> bool {
    *times == 0
}

/// What is to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseKind {
    /// Somebody does something for the other.
    Promise,
    /// We look at something again.
    Review,
    /// We speak with somebody who has waited.
    Contact,
    /// We see whether the outcome came that they wanted.
    Check,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is still to be done.
    Open,
    /// It was done.
    Done,
    /// It will not be done.
    Dropped,
}

impl Promise {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether somebody promised it to the other, and not only oneself.
    pub fn is_between_us(&self) -> bool {
        self.kind == PromiseKind::Promise
    }

    /// Whether its day has passed and it is still to be done.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// Whom to speak with, and about what, where that is the promise.
    pub fn contact(&self) -> Option<(&str, Option<&str>)> {
        let text = self.text.strip_prefix(SPEAK_WITH).unwrap_or(&self.text);
        (self.kind == PromiseKind::Contact).then(|| who_and_what(text))
    }
}

/// "Priya, about the delivery dates" is Priya and the delivery dates.
fn who_and_what(text: &str) -> (&str, Option<&str>) {
    let about = text.find(" about ").map(|at| (at, at + " about ".len()));
    let comma = text.find([',', ';', ':', '(']).map(|at| (at, at + 1));
    let first = [about, comma].into_iter().flatten().min();
    let Some((end, next)) = first else {
        return (text.trim(), None);
    };
    let (who, what) = (text.get(..end), text.get(next..));
    let what = what.unwrap_or_default().trim().trim_end_matches(')');
    let what = what.strip_prefix("about ").unwrap_or(what).trim();
    (
        who.unwrap_or(text).trim(),
        Some(what).filter(|what| !what.is_empty()),
    )
}

/// What a session leaves to be done, in the order of its entries.
pub(super) fn promises(session: &Session) -> Vec<Promise> {
    let mut all: Vec<Promise> = session
        .counting()
        .filter_map(|entry| match &entry.kind {
            Kind::Commitment(x) => Some(promise(session, entry, x)),
            _ => None,
        })
        .chain(check(session))
        .collect();
    all.sort_by_key(|p| p.n);
    all
}

fn promise(session: &Session, entry: &Entry, x: &Commitment) -> Promise {
    standing(
        session,
        Promise {
            n: entry.n,
            kind: kind(session, x),
            owner: x.owner,
            step: x.step.clone(),
            text: short(&x.text),
            made: entry.at.date(),
            first: x.due,
            due: session.due_of(entry.n, x),
            state: State::Open,
            moved: 0,
            why: None,
            settled: None,
        },
    )
}

/// With what was said about it since.
fn standing(session: &Session, promise: Promise) -> Promise {
    let Some(standing) = session.standing(promise.n) else {
        return promise;
    };
    let state = match standing.what {
        Became::Done => State::Done,
        Became::Dropped => State::Dropped,
        Became::Moved => State::Open,
    };
    Promise {
        state,
        due: if standing.moved > 0 {
            standing.due
        } else {
            promise.due
        },
        moved: standing.moved,
        why: standing.why.as_deref().map(short),
        settled: (state != State::Open).then(|| standing.at.date()),
        ..promise
    }
}

/// What an answer left behind is no promise to the client.
fn kind(session: &Session, x: &Commitment) -> PromiseKind {
    let Some(from) = x.from else {
        return PromiseKind::Promise;
    };
    let answered = session.entry(from).and_then(|e| e.kind.answers());
    let question = answered.and_then(|(id, _)| session.question(id));
    match question.and_then(|q| q.leaves) {
        Some(Leaves::Review) => PromiseKind::Review,
        Some(Leaves::Contact) => PromiseKind::Contact,
        // The script may be gone: the words say it, too.
        _ if x.text.starts_with(LOOK_AGAIN) => PromiseKind::Review,
        _ if x.text.starts_with(SPEAK_WITH) => PromiseKind::Contact,
        _ => PromiseKind::Promise,
    }
}

/// The check of an outcome that has a measure and a date: the newest words of that step with a date in them.
fn check(session: &Session) -> Option<Promise> {
    let step = session.script().step(OUTCOME)?;
    let at = session.script().position(OUTCOME)?;
    let fold = session.fold().steps.get(at)?;
    let knows = |kind| {
        let mut those = step.known.iter().filter(|k| k.kind == kind);
        those.any(|k| fold.knows(&k.id))
    };
    let real = session.head().mode != Mode::Practice;
    if !(real && knows(KnownKind::Measure) && knows(KnownKind::Date)) {
        return None;
    }
    session.counting_back().find_map(|entry| {
        let text = entry.kind.client_words(OUTCOME)?;
        let due = when::find(text, entry.at.date())?.date;
        let check = Promise {
            n: entry.n,
            kind: PromiseKind::Check,
            owner: Owner::Us,
            step: step.id.clone(),
            text: short(text),
            made: entry.at.date(),
            first: Some(due),
            due: Some(due),
            state: State::Open,
            moved: 0,
            why: None,
            settled: None,
        };
        Some(standing(session, check))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_to_speak_with_and_about_what() {
        for (text, who, what) in [
            ("Priya", "Priya", None),
            (
                "Priya, about the delivery dates",
                "Priya",
                Some("the delivery dates"),
            ),
            (
                "Ines Marti, the late delivery,",
                "Ines Marti",
                Some("the late delivery,"),
            ),
            (
                "Tom about prices, and more",
                "Tom",
                Some("prices, and more"),
            ),
            ("Bea (her offer)", "Bea", Some("her offer")),
            ("Ana,", "Ana", None),
            ("", "", None),
            (", x", "", Some("x")),
        ] {
            assert_eq!(who_and_what(text), (who, what), "{text:?}");
        }
    }
}
