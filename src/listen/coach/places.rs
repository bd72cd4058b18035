//! Places in a sentence.

use crate::listen::classes::Class;
use crate::listen::tokens::{Shape, Tokens};
use crate::listen::view::View;
use std::ops::Range;
use unicode_segmentation::GraphemeCursor;

/// Where it really begins: behind "and", "so", a dash.
pub(super) fn starts(sentence: View<'_>) -> usize {
    let filler = |place: &usize| {
        let word = sentence.at(*place);
        let class = sentence.class(*place);
        matches!(class, Class::Filler | Class::Mark) || word == "or"
    };
    (0..sentence.len())
        .find(|place| !filler(place))
        .unwrap_or_default()
}

/// How many marks it ends with.
pub(super) fn mark(sentence: View<'_>) -> usize {
    (0..sentence.len())
        .rev()
        .take_while(|place| matches!(sentence.class(*place), Class::Mark | Class::Asking))
        .count()
}

/// Whether a question mark of the speaker's own ends it.
pub(super) fn is_marked(sentence: View<'_>) -> bool {
    let count = sentence.len();
    (count.saturating_sub(3)..count)
        .any(|place| sentence.class(place) == Class::Asking && !sentence.quoted(place))
}

/// The text of a sentence, with the idle words before it and without marks before these.
pub(super) fn whole(tokens: &Tokens, sentence: View<'_>) -> Range<usize> {
    let end = sentence.len().checked_sub(1);
    let (Some(first), Some(last)) = (sentence.token(0), end.and_then(|end| sentence.token(end)))
    else {
        return 0..0;
    };
    let begin = tokens
        .list()
        .iter()
        .find(|token| token.sentence == first.sentence && token.shape != Shape::Mark);
    begin.map_or(first.at.start, |token| token.at.start.min(last.at.end))..last.at.end
}

/// A span widened to whole graphemes: in a few scripts a sign in front of a letter belongs to it.
pub(super) fn on_graphemes(text: &str, at: Range<usize>) -> Range<usize> {
    if text.is_ascii() {
        return at;
    }
    let on = |place: usize, forward: bool| {
        let mut cursor = GraphemeCursor::new(place, text.len(), true);
        if cursor.is_boundary(text, 0).unwrap_or(true) {
            return place;
        }
        let found = if forward {
            cursor.next_boundary(text, 0)
        } else {
            cursor.prev_boundary(text, 0)
        };
        found.ok().flatten().unwrap_or(place)
    };
    on(at.start, false)..on(at.end, true)
}
