//! What stands behind a feeling: a hedge, a figure, "to death".

use crate::listen::tokens::Tokens;

/// What stands behind a feeling and belongs to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Behind {
    pub(super) hedged: bool,
    pub(super) strength: Option<u8>,
    /// "Four out of five", "8/10": 1 to 5.
    pub(super) figure: Option<u8>,
}

/// A figure farther behind is no measure of the feeling.
const FARTHEST: usize = 8;

/// Looks on from a feeling to the end of its sentence.
pub(super) fn behind(tokens: &Tokens, at: usize, end: usize) -> Behind {
    let mut behind = Behind::default();
    for place in at..end.min(at + FARTHEST) {
        behind.figure = behind.figure.or_else(|| figure(tokens, place));
    }
    let key = |n: usize| if at + n < end { tokens.at(at + n) } else { "" };
    let skip = usize::from(key(0) == ",");
    behind.hedged = matches!(
        (key(skip), key(skip + 1), key(skip + 2)),
        (
            "maybe" | "perhaps" | "probably" | "somewhat" | "slightly" | "ish",
            ..
        ) | ("i", "guess" | "suppose", _)
            | ("a", "bit" | "little", _)
            | ("kind" | "sort", "of", _)
    );
    behind.strength = match (key(0), key(1), key(2)) {
        ("to", "death", _) | ("as", "hell", _) | ("sick" | "stiff", ..) | ("out", "of", "my") => {
            Some(5)
        }
        ("a", "lot", _) => Some(4),
        _ => None,
    };
    behind
}

/// "Four out of five", "4/5", "8 of 10", brought to 1 to 5.
fn figure(tokens: &Tokens, at: usize) -> Option<u8> {
    let many = number(tokens.at(at))?;
    let behind = match (tokens.at(at + 1), tokens.at(at + 2)) {
        ("out", "of") => at + 3,
        ("of" | "/", _) => at + 2,
        _ => return None,
    };
    let of = number(tokens.at(behind)).filter(|of| matches!(of, 5 | 10))?;
    let five = if of == 10 { many.div_ceil(2) } else { many };
    (many <= of && five >= 1).then_some(five)
}

fn number(key: &str) -> Option<u8> {
    const WORDS: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let word = WORDS.iter().position(|word| *word == key);
    match word {
        Some(nth) => u8::try_from(nth + 1).ok(),
        None => key.parse().ok(),
    }
}
