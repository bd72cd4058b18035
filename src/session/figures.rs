//! The figures below a transcript: each is computed from the entries above it.

use super::entry::{Capital, Kind, Viability};
use super::model::Session;
use super::practice::{Judge, Seat};
use super::transcript::{Line, Role, part};
use crate::script::Computed;
use crate::text::width;
use crate::when;

/// Figures that are worked out from ratings.
pub(super) fn values(session: &Session) -> Vec<Line> {
    let computed = session.script().computed.iter();
    let rows = computed.map(|c| Line::new(Role::Figure, figure(c, session.value(c))));
    part(Line::new(Role::Heading, "Figures"), rows.collect())
}

/// A computed value in words, with what it means; that it is open, while it is.
pub fn figure(computed: &Computed, value: Option<f64>) -> String {
    let Some(value) = value else {
        return format!(
            "{}: open, since something it needs is open or 0",
            computed.title
        );
    };
    let meaning = computed
        .meaning(value)
        .map(|m| format!(" · {m}"))
        .unwrap_or_default();
    format!("{} {}{meaning}", computed.title, rounded(value))
}

/// A number as people write it: at most one digit behind the point.
fn rounded(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

pub(super) fn figures(session: &Session) -> Vec<Line> {
    let script = session.script();
    let widest = script
        .steps
        .iter()
        .map(|s| width(&s.title))
        .max()
        .unwrap_or(0);
    let mut rows = Vec::new();
    // Somebody who watches counts, and keeps no feelings.
    let observed = session.head().practice.as_ref().map(|p| p.seat) == Some(Seat::Observer);
    for (step, fold) in script.steps.iter().zip(&session.fold().steps) {
        if (observed || !step.feelings) && fold.feelings.is_empty() {
            continue;
        }
        let words: Vec<String> = fold
            .feelings
            .iter()
            .filter_map(|n| named(session, *n))
            .collect();
        let pad = " ".repeat(widest.saturating_sub(width(&step.title)));
        let felt = match (words.is_empty(), fold.warmth > 0.0) {
            (true, _) => "none kept".to_owned(),
            (false, false) => words.join(", "),
            (false, true) => {
                format!(
                    "{} {:.1} of 5  {}",
                    bar(fold.warmth),
                    fold.warmth,
                    words.join(", ")
                )
            }
        };
        rows.push(Line::new(
            Role::Figure,
            format!("{}{pad}  {felt}", step.title),
        ));
    }
    let mut lines = part(Line::new(Role::Heading, "Feelings over the steps"), rows);
    lines.extend(ending(session));
    lines
}

/// A bar of ten for a value from 0 to 5.
fn bar(value: f32) -> String {
    let full = (1..=10u8)
        .filter(|half| f32::from(*half) <= value * 2.0 + 0.5)
        .count();
    format!("{}{}", "■".repeat(full), "·".repeat(10 - full))
}

fn named(session: &Session, n: u32) -> Option<String> {
    match &session.entry(n)?.kind {
        Kind::Feeling(x) => Some(match x.intensity {
            Some(i) => format!("{} {i}", x.word),
            None => x.word.clone(),
        }),
        _ => None,
    }
}

fn ending(session: &Session) -> Vec<Line> {
    let fold = session.fold();
    let mut lines = Vec::new();
    let talk = fold.talk.until(fold.last_t);
    if let Some((client, me)) = talk.share() {
        let (longest_client, longest_me) = talk.longest();
        lines.push(format!(
            "talk: client {client} %, you {me} %, by the clock key"
        ));
        lines.push(format!(
            "longest stretch: client {}, you {}",
            when::clock(longest_client),
            when::clock(longest_me)
        ));
    }
    if let Some(closed) = &fold.closed {
        if let Some(viability) = closed.viability {
            let word = match viability {
                Viability::Yes => "yes",
                Viability::NotYet => "not yet",
                Viability::No => "no",
            };
            let reason = closed
                .reason
                .as_ref()
                .map(|r| format!(" · {r}"))
                .unwrap_or_default();
            lines.push(format!("viable for us: {word}{reason}"));
        }
        if let Some(capital) = closed.capital {
            let word = match capital {
                Capital::Enriched => "enriched",
                Capital::Flat => "flat",
                Capital::Spent => "spent",
            };
            lines.push(format!("emotional capital: {word}"));
        }
    }
    for (what, times) in &fold.counted {
        lines.push(format!("counted: {} {times}", what.words()));
    }
    let judged: Vec<String> = Judge::ALL
        .into_iter()
        .filter_map(|judge| Some(format!("{} {}", judge.name(), fold.judged.of(judge)?)))
        .collect();
    if !judged.is_empty() {
        lines.push(format!("by my own judgement, of 5: {}", judged.join(" · ")));
    }
    let lines = lines
        .into_iter()
        .map(|l| Line::new(Role::Figure, l))
        .collect();
    part(Line::new(Role::Heading, "How it went"), lines)
}
