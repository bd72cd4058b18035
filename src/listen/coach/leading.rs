//! Questions that put the answer into the other's mouth, by their build.

use super::places::{mark, starts};
use crate::listen::classes::Class;
use crate::listen::view::View;

/// "Don't you …", "…, isn't it?": the words, from one place to before another. With `why`, "why don't you …", too.
pub(super) fn negated(sentence: View<'_>, why: bool) -> Option<(usize, usize)> {
    let begins = starts(sentence);
    (begins..sentence.len()).find_map(|place| {
        let verb = sentence.at(place);
        if !verb.ends_with("n't") || sentence.quoted(place) {
            return None;
        }
        let whom = matches!(
            sentence.class(place + 1),
            Class::You | Class::I | Class::We | Class::They | Class::It
        ) && is_pronoun(sentence.at(place + 1));
        let before = place.checked_sub(1).map_or("", |place| sentence.at(place));
        // A tag stands at the end, in speech also without a comma.
        let tag = place > begins && place + 2 + mark(sentence) == sentence.len();
        let placed = place == begins
            || tag
            || matches!(before, "," | "-" | "–" | "—")
            || why && before == "why";
        (whom && placed).then_some((place, place + 2))
    })
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "it"
            | "that"
            | "this"
            | "there"
            | "they"
            | "we"
            | "he"
            | "she"
            | "i"
            | "these"
            | "those"
    )
}
