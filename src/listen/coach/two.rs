//! Two questions at once.

use super::places::{is_marked, whole};
use crate::listen::asks::Asks;
use crate::listen::classes::Class;
use crate::listen::tokens::Tokens;
use crate::listen::view::View;
use std::ops::Range;

/// The questions of a turn, as they come.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Questions {
    asked: bool,
    told: bool,
}

impl Questions {
    /// Where a second question is, told once a turn.
    pub(super) fn next(
        &mut self,
        tokens: &Tokens,
        sentence: View<'_>,
        how: Asks,
    ) -> Option<Range<usize>> {
        if self.told || how == Asks::No {
            return None;
        }
        // "Tell me more" invites; only what follows a question and asks itself makes two of it.
        let begins = (0..sentence.len()).find(|place| sentence.class(*place) != Class::Filler);
        let wh = begins.is_some_and(|place| sentence.class(place) == Class::Wh);
        let asks = is_marked(sentence) || wh;
        let at = if self.asked && asks {
            Some(whole(tokens, sentence))
        } else {
            joined(sentence).map(|place| sentence.span(place, sentence.len()))
        };
        self.asked |= asks;
        self.told = at.is_some();
        at
    }
}

/// Where a second question begins in one sentence: "what happened and who was there".
fn joined(sentence: View<'_>) -> Option<usize> {
    let verb = |place: usize| {
        matches!(sentence.class(place), Class::Auxiliary | Class::Modal) && !sentence.quoted(place)
    };
    let someone = |place: usize| {
        matches!(
            sentence.class(place),
            Class::You | Class::I | Class::We | Class::They | Class::It | Class::Determiner
        )
    };
    let begins = (0..sentence.len())
        .find(|place| !matches!(sentence.class(*place), Class::Filler | Class::Mark))?;
    if !matches!(
        sentence.class(begins),
        Class::Wh | Class::Auxiliary | Class::Modal
    ) {
        return None;
    }
    (begins + 2..sentence.len().min(60)).find(|place| {
        // "Which do you know, and which is a hunch" is one: it sorts.
        let wh = sentence.class(place + 1) == Class::Wh
            && sentence.at(place + 1) != sentence.at(begins)
            && verb(place + 2)
            && (someone(place + 3) || matches!(sentence.at(place + 1), "who" | "what"));
        // "Did you go and did she come"
        let turned =
            verb(place + 1) && matches!(sentence.at(place + 2), "you" | "he" | "she" | "they");
        sentence.at(*place) == "and" && !sentence.quoted(*place) && (wh || turned)
    })
}
