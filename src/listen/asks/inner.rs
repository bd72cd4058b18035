//! Questions that begin inside a sentence.

use super::built::built;
use super::{Asks, FAR, end, is_subject, is_verb, offers};
use crate::listen::classes::Class;
use crate::listen::view::View;

/// The last question inside a sentence: "When you come home, what do you do?"
pub(super) fn inner(sentence: View<'_>, marked: bool) -> Asks {
    let mut found = Asks::No;
    for place in 1..sentence.len().min(FAR) {
        let here = sentence.class(place);
        let behind = sentence.class(place - 1);
        let to = sentence.class(place + 1);
        // "What do you", "are you": in speech without marks nothing else tells that it asks.
        let direct = here == Class::Wh
            && is_verb(to)
            && (is_subject(sentence.class(place + 2))
                || sentence.class(place + 2) == Class::Determiner);
        let starts = match behind {
            Class::Mark => marked,
            Class::Filler | Class::Joining => marked && (here != Class::Wh || direct),
            _ => direct && marked,
        };
        let unmarked = !marked
            && !punctuated(sentence)
            && match here {
                Class::Wh => direct && to_you(sentence, place + 1) && !reports(sentence, place),
                Class::Auxiliary | Class::Modal => {
                    to_you(sentence, place) && !reports(sentence, place)
                }
                _ => false,
            };
        if !starts && !unmarked {
            continue;
        }
        let rest = sentence.from(place);
        // "…, do you think?" only hangs on.
        if rest.len() <= 3 || found != Asks::No && end(rest) <= 3 {
            continue;
        }
        let next = built(rest, marked);
        if next != Asks::No {
            found = if next == Asks::YesNo && offers(rest) {
                Asks::Choice
            } else {
                next
            };
            if unmarked {
                break;
            }
        }
    }
    found
}

/// "Do you", "are you", but not "should you" and "had you", which suppose, nor "is, you know".
fn to_you(sentence: View<'_>, place: usize) -> bool {
    sentence.at(place + 1) == "you"
        && !matches!(sentence.at(place + 2), "know" | "guys")
        && !matches!(
            sentence.at(place),
            "should" | "had" | "must" | "may" | "is" | "was" | "be"
        )
}

/// Whether the word before a place makes what follows part of a telling: "she was like what are you", "neither do you".
fn reports(sentence: View<'_>, place: usize) -> bool {
    let before = |back: usize| {
        place
            .checked_sub(back)
            .map_or("", |place| sentence.at(place))
    };
    let turned = matches!(
        before(1),
        "neither" | "nor" | "so" | "as" | "than" | "only" | "never" | "to"
    );
    let said = matches!(
        before(1),
        "said" | "asked" | "says" | "like" | "me" | "him" | "her" | "them"
    );
    turned
        || said
        || is_subject(sentence.class(place - 1))
        || sentence.class(place - 1) == Class::Wh
}

/// Whether it was written down with marks, so that a question would have its own.
pub(super) fn punctuated(sentence: View<'_>) -> bool {
    matches!(sentence.back(0), "." | "!" | "…" | ";" | ":")
}
