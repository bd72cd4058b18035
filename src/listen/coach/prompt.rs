//! What makes a written question a worse one. Stricter than what is heard in speech: who writes has time to choose.

use super::leading::negated;
use super::places::{is_marked, mark, on_graphemes, starts, whole};
use super::two::Questions;
use super::{Act, Sign, sign};
use crate::listen::asks::{Asks, asks};
use crate::listen::classes::Class;
use crate::listen::phrase::{Phrases, span};
use crate::listen::tokens::Tokens;
use crate::listen::view::View;
use std::ops::Range;
use std::sync::LazyLock;

/// What puts the answer into somebody's mouth, wherever it stands.
static LEADING: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let mut phrases = Phrases::new();
    phrases.add(
        "surely; obviously; i'm|i+am sure you; you'd|you+would|you'll agree; wouldn't it be; don't you think",
        (),
    );
    phrases
});

/// What is wrong with a written question, each of these once: [`Act::TwoInOne`], [`Act::Leading`],
/// [`Act::MakesFeel`], and [`Act::Closed`] of the last question in it.
pub fn remarks(text: &str) -> Vec<Sign<Act>> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut found: Vec<Sign<Act>> = Vec::new();
    let mut questions = Questions::default();
    let mut closed = None;
    for sentence in tokens.each_sentence() {
        let how = asks(sentence);
        if let Some(at) = questions.next(&tokens, sentence, how) {
            found.push(sign(Act::TwoInOne, at, 1.0));
        }
        if is_marked(sentence) {
            closed = matches!(how, Asks::YesNo | Asks::Choice).then(|| whole(&tokens, sentence));
        }
    }
    let led = tokens.each_sentence().find_map(|s| leads(&tokens, s));
    found.extend(led.map(|at| sign(Act::Leading, at, 1.0)));
    let made = tokens.each_sentence().find_map(makes_feel);
    found.extend(made.map(|at| sign(Act::MakesFeel, at, 1.0)));
    found.extend(closed.map(|at| sign(Act::Closed, at, 1.0)));
    for sign in &mut found {
        sign.at = on_graphemes(text, sign.at.clone());
    }
    found
}

fn leads(tokens: &Tokens, sentence: View<'_>) -> Option<Range<usize>> {
    let number = sentence.token(0)?.sentence;
    let phrase = tokens.list().iter().enumerate().find_map(|(nth, token)| {
        let here = token.sentence == number;
        let (end, ()) = here.then(|| LEADING.longest(tokens, nth))??;
        Some(span(tokens, nth, end))
    });
    phrase.or_else(|| {
        let begins = starts(sentence);
        // "You must be tired", but not "what do you think you must do".
        let wondering = sentence.class(begins) == Class::Wh;
        let must = (!wondering).then(|| sentence.find("you must")).flatten();
        if let Some(place) = must {
            return Some(sentence.span(place, place + 2));
        }
        if let Some((from, to)) = negated(sentence, true) {
            return Some(sentence.span(from, to));
        }
        let last = sentence.len().checked_sub(mark(sentence) + 1);
        let right = is_marked(sentence)
            && last.is_some_and(|last| {
                let before = last.checked_sub(1).map(|before| sentence.class(before));
                matches!(sentence.at(last), "right" | "correct")
                    && before.is_none_or(|class| class == Class::Mark)
            });
        last.filter(|_| right)
            .map(|last| sentence.span(last, last + 1))
    })
}

/// "Make you", where a feeling is spoken of.
fn makes_feel(sentence: View<'_>) -> Option<Range<usize>> {
    if let Some(place) = sentence.find("feeling does that make") {
        return Some(sentence.span(place, place + 4));
    }
    let feels = |place: usize| {
        matches!(
            sentence.at(place),
            "feel" | "feels" | "feeling" | "feelings" | "felt"
        )
    };
    let makes = |place: &usize| {
        matches!(sentence.at(*place), "make" | "makes" | "made" | "making")
            && matches!(
                sentence.at(place + 1),
                "you" | "me" | "them" | "him" | "her" | "us" | "people"
            )
    };
    let place = (0..sentence.len()).find(makes)?;
    (0..sentence.len())
        .any(feels)
        .then(|| sentence.span(place, place + 2))
}
