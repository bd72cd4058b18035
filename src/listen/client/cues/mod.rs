//! What a client lets drop and what deserves a question.

mod phrases;

use crate::listen::heard::{Cue, Sign};
use crate::listen::phrase::{Phrases, previous, span};
use crate::listen::tokens::Tokens;
use crate::listen::words::{client::NO, is};
use std::ops::Range;
use std::sync::LazyLock;

static TABLE: LazyLock<Phrases<Option<Cue>>> = LazyLock::new(|| {
    let mut table = Phrases::in_quotes_too();
    table.add(phrases::NO_CUES, None);
    for (cue, several) in phrases::CUES {
        table.add(several, Some(*cue));
    }
    table
});

/// Words that may stand between "no" and what there is none of.
const BETWEEN: &[&str] = &[
    "a",
    "about",
    "actually",
    "an",
    "any",
    "anybody",
    "anyone",
    "are",
    "be",
    "been",
    "being",
    "case",
    "either",
    "even",
    "expecting",
    "get",
    "getting",
    "going",
    "got",
    "has",
    "have",
    "immediate",
    "is",
    "it's",
    "kind",
    "more",
    "need",
    "of",
    "one",
    "planning",
    "plans",
    "question",
    "real",
    "really",
    "right",
    "see",
    "talk",
    "the",
    "there",
    "to",
    "under",
    "was",
    "we",
    "we're",
    "were",
    "yet",
];

/// A "no" farther back says nothing.
const FARTHEST: usize = 5;

/// Kinds of cues: one may be open for each.
const KINDS: usize = 11;

/// Adds what deserves a question, in order of place: each phrase once for every kind of cue, the longest first.
/// What is said not to be ("no deadline") is left out. `people` are those that were found in the turn.
pub(in crate::listen) fn cues(tokens: &Tokens, people: &[Range<usize>], out: &mut Vec<Sign<Cue>>) {
    let mut people = people.iter().peekable();
    // Up to where each kind has been found: a phrase inside a longer one of its kind is no second cue.
    let mut reached = [0_usize; KINDS];
    let mut blocked = 0;
    for (at, token) in tokens.list().iter().enumerate() {
        if let Some(person) = people.next_if(|person| person.start <= token.at.start) {
            out.push(sign(Cue::Person, person.clone()));
        }
        if at < blocked {
            continue;
        }
        let first = out.len();
        let mut none = 0;
        TABLE.each(tokens, at, |end, cue| match cue {
            None => none = none.max(end),
            Some(cue) => {
                let Some(open) = reached.get_mut(*cue as usize) else {
                    return;
                };
                let begins_here =
                    |sign: &&mut Sign<Cue>| sign.what == *cue && sign.at.start == token.at.start;
                if let Some(longer) = out.iter_mut().skip(first).find(begins_here) {
                    longer.at.end = longer.at.end.max(span(tokens, at, end).end);
                    *open = (*open).max(end);
                } else if *open <= at && !denied(tokens, at) {
                    *open = end;
                    out.push(sign(*cue, span(tokens, at, end)));
                }
            }
        });
        if none > 0 {
            blocked = none;
            out.truncate(first);
            for open in &mut reached {
                *open = (*open).min(none);
            }
        }
    }
}

fn sign(what: Cue, at: Range<usize>) -> Sign<Cue> {
    let confidence = match what {
        Cue::Loss | Cue::Person | Cue::PastFailure | Cue::Deadline => 0.8,
        Cue::Unsaid | Cue::Change | Cue::Decision => 0.6,
        _ => 0.7,
    };
    Sign {
        what,
        at,
        confidence,
    }
}

/// Whether a "no" stands before it: "no deadline", "nobody is leaving", "we don't have a budget cut".
fn denied(tokens: &Tokens, at: usize) -> bool {
    let mut place = at;
    for _ in 0..FARTHEST {
        let Some(before) = previous(tokens, place) else {
            return false;
        };
        let key = tokens.at(before);
        if is(NO, key) {
            return !matches!(tokens.at(place), "just" | "only" | "merely");
        }
        if !is(BETWEEN, key) {
            return false;
        }
        place = before;
    }
    false
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
