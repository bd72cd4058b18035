//! The tokens before and behind one, without those that do not count.

use crate::listen::tokens::{Shape, Token, Tokens};
use std::ops::Range;

/// Whether a token may say nothing between two words: "um", and the commas around it.
pub(super) fn passes(tokens: &Tokens, at: usize) -> bool {
    let idle = |at: usize| tokens.list().get(at).is_some_and(|token| token.idle);
    let Some(token) = tokens.list().get(at) else {
        return false;
    };
    token.idle
        || token.shape == Shape::Mark
            && (idle(at + 1) || at > 0 && idle(at - 1))
            && tokens.key(token) == ","
}

/// Whether a mark does not part a phrase.
fn is_faint(tokens: &Tokens, token: &Token) -> bool {
    token.shape == Shape::Mark
        && matches!(
            tokens.key(token),
            "-" | "\u{2010}" | "\u{2011}" | "'" | "\"" | "\u{201c}" | "\u{201d}" | "*"
        )
}

/// This token, or the next that counts.
pub(super) fn skip(tokens: &Tokens, at: usize) -> usize {
    let rest = tokens.list().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|t| is_faint(tokens, t)).count()
}

/// The token of the same sentence before this one that counts.
pub(in crate::listen) fn previous(tokens: &Tokens, at: usize) -> Option<usize> {
    let (before, after) = tokens.list().split_at_checked(at)?;
    let sentence = after.first()?.sentence;
    let mut same = before
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, token)| token.sentence == sentence);
    same.find(|(_, token)| !token.idle && !is_faint(tokens, token))
        .map(|(place, _)| place)
}

/// Where the tokens from one to before another stand in the text.
pub(in crate::listen) fn span(tokens: &Tokens, from: usize, end: usize) -> Range<usize> {
    let start = tokens.list().get(from).map_or(0, |token| token.at.start);
    let last = end.checked_sub(1).and_then(|last| tokens.list().get(last));
    start..last.map_or(start, |token| token.at.end)
}
