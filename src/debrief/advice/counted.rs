//! What to keep and what to try of what somebody who watched has counted. No words were kept: there is no moment to quote.

use crate::debrief::matter::Matter;
use crate::debrief::model::{Advice, AdviceKind};
use crate::debrief::say::count;
use crate::session::Observed;

fn times(matter: &Matter<'_>, what: Observed) -> u32 {
    matter
        .session
        .fold()
        .counted
        .get(&what)
        .copied()
        .unwrap_or(0)
}

fn most(matter: &Matter<'_>, of: &[Observed]) -> Option<(Observed, u32)> {
    let counted = of.iter().rev().map(|what| (*what, times(matter, *what)));
    counted.filter(|(_, n)| *n > 0).max_by_key(|(_, n)| *n)
}

fn advice(kind: AdviceKind, what: String) -> Advice {
    Advice {
        kind,
        line: None,
        quote: None,
        what,
        better: None,
    }
}

/// What was done most of what opens.
pub(super) fn keep(matter: &Matter<'_>) -> Option<Advice> {
    const OPENS: [Observed; 6] = [
        Observed::CueMet,
        Observed::Feeling,
        Observed::Reflection,
        Observed::Else,
        Observed::Open,
        Observed::Silence,
    ];
    let (what, n) = most(matter, &OPENS)?;
    let times = count(usize::try_from(n).unwrap_or(usize::MAX), "time");
    let what = format!("Counted most of what opens: {}, {times}.", what.words());
    Some(advice(AdviceKind::Keep, what))
}

/// What was done most of what shuts.
pub(super) fn tries(matter: &Matter<'_>) -> Vec<Advice> {
    const SHUTS: [(Observed, &str); 4] = [
        (Observed::CueMissed, "Take up what they let drop."),
        (Observed::Pitch, "Park the idea until the last step."),
        (Observed::Interrupted, "Let them end."),
        (Observed::Closed, "Ask what cannot be answered with a yes."),
    ];
    let (open, closed) = (
        times(matter, Observed::Open),
        times(matter, Observed::Closed),
    );
    let counts = |what: Observed| what != Observed::Closed || closed > open;
    let shuts: Vec<Observed> = SHUTS.iter().map(|s| s.0).filter(|w| counts(*w)).collect();
    let Some((what, n)) = most(matter, &shuts) else {
        return Vec::new();
    };
    let instead = SHUTS.iter().find(|s| s.0 == what).map_or("", |s| s.1);
    let times = count(usize::try_from(n).unwrap_or(usize::MAX), "time");
    let what = format!("{}, {times}. {instead}", sentence(what.words()));
    vec![advice(AdviceKind::Try, what)]
}

fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
