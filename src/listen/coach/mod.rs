//! What the user's turns do, by rules: each act with the words that gave it away. A figure of confidence is an
//! estimate; the model weighs the rest.

mod leading;
mod phrases;
mod places;
mod prompt;
mod silence;
mod two;

use super::asks::{Asks, asks};
use super::heard::{Act, Sign};
use super::tokens::Tokens;
use super::view::View;
use phrases::{PHRASES, Tells, Where};
use places::{is_marked, on_graphemes, whole};
pub use prompt::remarks;
pub(in crate::listen) use silence::silent;
use std::ops::Range;

/// Adds what a turn does that can be told by rules, in the order of the words.
pub(in crate::listen) fn acts(tokens: &Tokens, text: &str, out: &mut Vec<Sign<Act>>) {
    let before = out.len();
    let mut questions = two::Questions::default();
    let mut from = 0;
    for sentence in tokens.each_sentence() {
        let number = sentence.token(0).map_or(0, |token| token.sentence);
        let rest = tokens.list().get(from..).unwrap_or_default();
        let to = from + rest.iter().take_while(|t| t.sentence <= number).count();
        let how = asks(sentence);
        let first = out.len();
        said(tokens, from..to, how, out);
        let found = out.get(first..).unwrap_or_default();
        let has = |act: Act| found.iter().any(|sign| sign.what == act);
        let aside = has(Act::Leave) || has(Act::SmallTalk);
        let leads = has(Act::Leading) || has(Act::Advice);
        if let Some(sign) = asked(tokens, sentence, how) {
            out.push(sign);
        }
        if !leads
            && how != Asks::No
            && let Some((from, to)) = leading::negated(sentence, false)
        {
            out.push(sign(Act::Leading, sentence.span(from, to), 0.65));
        }
        if !aside && let Some(at) = questions.next(tokens, sentence, how) {
            out.push(sign(Act::TwoInOne, at, 0.75));
        }
        from = to;
    }
    for sign in out.iter_mut().skip(before) {
        sign.at = on_graphemes(text, sign.at.clone());
    }
    if let Some(new) = out.get_mut(before..) {
        new.sort_by_key(|sign| (sign.at.start, sign.what));
    }
}

fn sign(what: Act, at: Range<usize>, confidence: f32) -> Sign<Act> {
    Sign {
        what,
        at,
        confidence,
    }
}

/// That a sentence asks, and whether openly.
fn asked(tokens: &Tokens, sentence: View<'_>, how: Asks) -> Option<Sign<Act>> {
    let marked = is_marked(sentence);
    let (what, confidence) = match how {
        Asks::No => return None,
        Asks::Open => (Act::Open, if marked { 0.9 } else { 0.75 }),
        Asks::YesNo | Asks::Choice => (Act::Closed, if marked { 0.9 } else { 0.75 }),
        Asks::Fact => (Act::Closed, if marked { 0.85 } else { 0.7 }),
        Asks::Tag => (Act::Closed, 0.7),
        Asks::Check | Asks::Scrap => (Act::Closed, 0.6),
    };
    Some(sign(what, whole(tokens, sentence), confidence))
}

/// The acts that single phrases of a sentence tell.
fn said(tokens: &Tokens, within: Range<usize>, how: Asks, out: &mut Vec<Sign<Act>>) {
    let first = out.len();
    let mut at = within.start;
    while at < within.end {
        let Some((end, tells)) = PHRASES.longest(tokens, at) else {
            at += 1;
            continue;
        };
        let Some(act) = tells.act else {
            at = end.max(at + 1);
            continue;
        };
        if counts(*tells, how) {
            let span = super::phrase::span(tokens, at, end);
            let again = out
                .iter()
                .skip(first)
                .any(|sign| sign.what == act && sign.at.end > span.start);
            if !again {
                out.push(sign(act, span, tells.confidence));
            }
        }
        at += 1;
    }
}

fn counts(tells: Tells, how: Asks) -> bool {
    match tells.within {
        Where::Anywhere => true,
        Where::Asked => how != Asks::No,
        Where::Told => !matches!(how, Asks::Open | Asks::Fact | Asks::YesNo | Asks::Choice),
    }
}

#[cfg(test)]
#[path = "acts_tests.rs"]
mod tests;
