//! What carries nothing in speech: "um", the first half of a stutter, a back-channel before what is really said.
//! Without it, "Mm-hmm. Wh-what, um, happened?" is "what, happened?", and a rule or a model meets fewer ways to say a thing.

use super::classes::Class;
use super::tokens::{Shape, Tokens};

/// Sounds that are no words.
const HESITATIONS: &[&str] = &["um", "uh", "er", "erm", "uhm", "em", "umm", "ah"];

/// What people say to show that they are there, or before they begin.
const LEADS: &[&str] = &[
    "mm", "hmm", "mmm", "hm", "mhm", "okay", "ok", "yeah", "yes", "yep", "right", "alright", "all",
    "sure", "so", "and", "well", "oh", "huh", "gotcha", "now", "but", "ha",
];

/// Words that are said twice on purpose.
const REPEATED: &[&str] = &["very", "no", "yes", "really", "had", "that", "so", "yeah"];

/// A stutter of a longer beginning is none.
const LONGEST_STUTTER: usize = 4;

/// Marks it.
pub(super) fn mark(tokens: &mut Tokens) {
    let mut bracket = false;
    for place in 0..tokens.list().len() {
        let key = tokens.at(place);
        // Notes of whoever wrote it down: "[laughs]".
        let inside = bracket || key == "[";
        bracket = inside && key != "]";
        let idle = inside || HESITATIONS.contains(&key) || stutters(tokens, place);
        if let Some(token) = tokens.list_mut().get_mut(place) {
            token.idle = idle;
        }
    }
    let count = tokens.list().len();
    let leads = |from: usize, to: usize, tokens: &Tokens| {
        (from..to).take_while(|place| leads(tokens, *place)).count()
    };
    // First for the turn, so that sentences of nothing else go; then for each sentence.
    let lead = leads(0, count, tokens);
    if lead < count {
        set_idle(tokens, 0, lead);
    }
    let mut from = 0;
    while let Some(sentence) = tokens.list().get(from).map(|t| t.sentence) {
        let to = tokens.list().partition_point(|t| t.sentence <= sentence);
        let lead = leads(from, to, tokens);
        if from + lead < to
            && tokens
                .list()
                .get(from + lead)
                .is_some_and(|t| t.shape != Shape::Mark)
        {
            set_idle(tokens, from, lead);
        }
        from = to.max(from + 1);
    }
}

fn set_idle(tokens: &mut Tokens, from: usize, count: usize) {
    for token in tokens.list_mut().iter_mut().skip(from).take(count) {
        token.idle = true;
    }
}

fn leads(tokens: &Tokens, place: usize) -> bool {
    tokens.list().get(place).is_some_and(|token| {
        token.idle
            || token.shape == Shape::Mark && token.class != Class::Asking
            || LEADS.contains(&tokens.key(token))
    })
}

/// Whether a token is begun again by what follows: "I-I", "the the", "wh-what", "you can- you can".
fn stutters(tokens: &Tokens, place: usize) -> bool {
    let at = |nth: usize| tokens.at(nth);
    let Some(token) = tokens.list().get(place).filter(|t| t.shape == Shape::Word) else {
        // The dash of a stutter goes with it.
        let before = place.checked_sub(1).and_then(|nth| tokens.list().get(nth));
        return is_dash(at(place)) && before.is_some_and(|t| t.idle && t.shape == Shape::Word);
    };
    let key = tokens.key(token);
    let dashed = is_dash(at(place + 1));
    let next = at(place + 1 + usize::from(dashed));
    if key == next && (dashed || !REPEATED.contains(&key)) {
        return true;
    }
    if dashed && next.len() > key.len() && next.starts_with(key) && key.len() <= LONGEST_STUTTER {
        return true;
    }
    said_again(tokens, place)
        || place
            .checked_sub(1)
            .is_some_and(|before| said_again(tokens, before))
}

/// Whether this word and the next come again at once: "it was it was".
fn said_again(tokens: &Tokens, place: usize) -> bool {
    let at = |nth: usize| tokens.at(nth);
    let word = |nth: usize| {
        tokens
            .list()
            .get(nth)
            .is_some_and(|t| t.shape == Shape::Word)
    };
    let after = place + 2 + usize::from(is_dash(at(place + 2)));
    word(place) && word(place + 1) && at(place) == at(after) && at(place + 1) == at(after + 1)
}

fn is_dash(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| matches!(c, '-' | '–' | '—'))
}
