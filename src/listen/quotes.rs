//! What is said by somebody else: in quotes. A turn that stands in quotes as a whole is the speaker's.

use super::tokens::{Shape, Token, Tokens};

/// Marks it.
pub(super) fn mark(tokens: &mut Tokens) {
    let mut open = None;
    let mut quoted = 0;
    for nth in 0..tokens.list().len() {
        let before = nth.checked_sub(1).and_then(|nth| tokens.list().get(nth));
        let Some(token) = tokens.list().get(nth).filter(|t| t.shape == Shape::Mark) else {
            continue;
        };
        let behind_mark = before.is_some_and(|t| t.shape == Shape::Mark);
        // An inch and an apostrophe open nothing.
        let free = before.is_none_or(|t| t.shape == Shape::Mark || t.at.end < token.at.start);
        let key = tokens.key(token);
        let closes = match key {
            "\"" | "“" => open.is_some(),
            "”" | "»" => true,
            "'" => behind_mark && open.is_some(),
            _ => false,
        };
        let opens = match key {
            "\"" => free,
            "“" | "«" | "„" => true,
            "'" => free && behind_mark,
            _ => false,
        };
        if let Some(from) = open.filter(|_| closes) {
            let within = tokens.list_mut().get_mut(from..=nth).unwrap_or_default();
            quoted += within.len();
            for token in within {
                token.quoted = true;
            }
            open = None;
        } else if opens && open.is_none() {
            open = Some(nth);
        }
    }
    let said = |token: &Token| !token.quoted && token.shape != Shape::Mark;
    if quoted > 0 && !tokens.list().iter().any(said) {
        for token in tokens.list_mut() {
            token.quoted = false;
        }
    }
}
