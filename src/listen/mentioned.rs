//! Who is mentioned in a text, without all else that listening tells.

use super::client::mentions;
use super::tokens::Tokens;
use std::ops::Range;

/// Where people stand in a text, in bytes, in its order: by name, by title, and as somebody's boss or daughter.
pub fn people_in(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut out = Vec::new();
    mentions::people(&tokens, text, &mut out);
    out
}
