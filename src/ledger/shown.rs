//! Words for what the folds found.

use super::promise::{Promise, PromiseKind, State};
use crate::session::{Capital, How, PersonRef, Viability};
use crate::when::spoken;
use jiff::civil::Date;
use std::fmt::Write as _;

/// Somebody, and where they work.
pub(super) fn person(person: &PersonRef) -> String {
    match &person.organisation {
        Some(organisation) => format!("{} · {organisation}", person.name),
        None => person.name.clone(),
    }
}

pub(super) fn viability(viability: Viability) -> &'static str {
    match viability {
        Viability::Yes => "yes",
        Viability::NotYet => "not yet",
        Viability::No => "no",
    }
}

pub(super) fn capital(capital: Capital) -> &'static str {
    match capital {
        Capital::Enriched => "enriched",
        Capital::Flat => "flat",
        Capital::Spent => "spent",
    }
}

/// How it ended, with its reason.
pub(super) fn ended(how: How, why: Option<&str>) -> String {
    because(how.words(), why)
}

/// Words with a reason behind them, where there is one.
pub(super) fn because(what: &str, why: Option<&str>) -> String {
    match why {
        Some(why) => format!("{what} · {why}"),
        None => what.to_owned(),
    }
}

/// A number with its noun: "1 conversation", "3 conversations".
pub(super) fn times(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// What is to be done, in words.
pub(super) fn deed(promise: &Promise) -> String {
    match promise.kind {
        PromiseKind::Check => format!("did it work? “{}”", promise.text),
        _ => promise.text.clone(),
    }
}

/// A promise and how it stands: a mark, the word for it, what, and by when.
pub(super) fn promise(promise: &Promise, today: Date) -> String {
    let (mark, state) = match promise.state {
        State::Done => ("✓", "done"),
        State::Dropped => ("✗", "dropped"),
        State::Open if promise.is_overdue(today) => ("○", "overdue"),
        State::Open => ("○", "open"),
    };
    let mut text = format!("{mark} {state}: {}", deed(promise));
    match (promise.settled, promise.due) {
        (Some(settled), _) => {
            let _ = write!(text, " · {}", spoken(settled, today));
        }
        (None, Some(due)) => {
            let _ = write!(text, " · by {}", spoken(due, today));
        }
        (None, None) => text.push_str(" · no date"),
    }
    match promise.moved {
        0 => {}
        1 => text.push_str(" · moved once"),
        2 => text.push_str(" · moved twice"),
        n => {
            let _ = write!(text, " · moved {n} times");
        }
    }
    because(&text, promise.why.as_deref())
}

/// A month as people say it, with its year where that is another one.
pub(super) fn month(day: Date, today: Date) -> String {
    if day.year() == today.year() {
        day.strftime("%B").to_string()
    } else {
        day.strftime("%B %Y").to_string()
    }
}

/// How long ago a day was, in words; nothing of what lies ahead.
pub(super) fn long_ago(day: Date, today: Date) -> String {
    let days = today.duration_since(day).as_hours() / 24;
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => crate::when::ago(days * 24 * 60 * 60),
    }
}

/// A length of time in minutes.
pub(super) fn minutes(ms: u64) -> String {
    match ms / 60_000 {
        0 => "under a minute".to_owned(),
        1 => "1 minute".to_owned(),
        m => format!("{m} minutes"),
    }
}
