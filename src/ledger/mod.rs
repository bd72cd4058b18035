//! What many sessions amount to: a person over the months, what to know before a call, what is due, how it goes over all.
//!
//! Every fold takes [`Digest`]s, one for each session, in any order, and gives the same for the same ones. A session of practice
//! counts nowhere but in how one asks in practice. Every figure names the sessions behind it.

mod brief;
mod digest;
mod due;
mod insights;
mod line;
mod moved;
mod page;
mod period;
mod promise;
mod shown;

#[cfg(test)]
mod tests;

pub use brief::Brief;
pub use digest::{Digest, EndedOn, Felt, Questions, Quote, StepDigest, Value};
pub use due::{Due, DueBook, Item, QUIET_DAYS, What, When};
pub use insights::{Counted, Figure, Insights, InsightsBook, Measure, Named, Row};
pub use line::{Line, Role, markdown, plain};
pub use moved::{MoveTo, move_to};
pub use page::{Change, Dated, Met, NewWords, Page, Promised, Series, StepWords};
pub use period::By;
pub use promise::{Promise, PromiseKind, State};

use crate::session::Mode;
use jiff::Timestamp;

/// The sessions that count, the oldest first; those that began in the same second by id.
fn in_order<'a>(digests: impl IntoIterator<Item = &'a Digest>) -> Vec<&'a Digest> {
    let counts = |d: &&Digest| d.mode != Mode::Practice;
    let mut all: Vec<&Digest> = digests.into_iter().filter(counts).collect();
    all.sort_by(|a, b| key(a).cmp(&key(b)));
    all
}

fn key(digest: &Digest) -> (Option<Timestamp>, &str) {
    (digest.began.instant(), &digest.id)
}

/// What sessions are ordered by, for who does not hold them: the older is the less.
type Order = (Option<Timestamp>, String);

fn order(digest: &Digest) -> Order {
    (digest.began.instant(), digest.id.clone())
}

/// Those of one person.
fn with<'a, 'p>(
    person: &'p str,
    digests: impl IntoIterator<Item = &'a Digest>,
) -> impl Iterator<Item = &'a Digest> {
    digests.into_iter().filter(move |d| d.person.id == person)
}
