//! At most three things to take along: one to keep, and what to try. Each has its moment; nothing is made up to fill a place.

mod better;
mod counted;
mod noted;
mod practised;

use super::matter::Matter;
use super::model::{Advice, AdviceKind, Way};

/// Things to try, at most.
const MOST_TRIED: usize = 2;

/// What to keep, then what to try.
pub(super) fn all(matter: &Matter<'_>) -> Vec<Advice> {
    let (keep, tries) = match matter.way {
        Way::Words => (practised::keep(matter), practised::tries(matter)),
        Way::Notes => (noted::keep(matter), noted::tries(matter)),
        Way::Counts => (counted::keep(matter), counted::tries(matter)),
    };
    keep.into_iter()
        .chain(tries.into_iter().take(MOST_TRIED))
        .collect()
}

fn keep(line: u32, quote: String, what: impl Into<String>) -> Advice {
    Advice {
        kind: AdviceKind::Keep,
        line: Some(line),
        quote: Some(quote),
        what: what.into(),
        better: None,
    }
}

fn to_try(line: u32, quote: String, what: impl Into<String>, better: Option<String>) -> Advice {
    Advice {
        kind: AdviceKind::Try,
        line: Some(line),
        quote: Some(quote),
        what: what.into(),
        better,
    }
}
