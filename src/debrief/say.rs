//! How figures and moments are put into words.

use crate::text::ellipsis;

/// Columns of what was said that stand in a quote: what can be taken in at a glance.
const QUOTE_COLUMNS: usize = 90;

/// A number with its word, which has an `s` behind it for all but one.
pub(super) fn count(n: usize, word: &str) -> String {
    if n == 1 {
        format!("1 {word}")
    } else {
        format!("{n} {word}s")
    }
}

/// The first line of what was said, in quotes, cut where it is long; silence as such.
pub(super) fn quote(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    if first.is_empty() {
        return "(silence)".to_owned();
    }
    let short = ellipsis(first, QUOTE_COLUMNS)
        .replace('“', "‘")
        .replace('”', "’");
    format!("“{short}”")
}

/// A share in whole percent; 0 of nothing.
pub(super) fn percent(part: usize, all: usize) -> f64 {
    if all == 0 {
        return 0.0;
    }
    (float(part) / float(all) * 100.0).round()
}

/// A number of things as a number to calculate with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of a conversation are far below 2^52"
)]
pub(super) fn float(n: usize) -> f64 {
    n as f64
}

/// To one digit behind the point.
pub(super) fn tenths(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".into() } else { text }
}

/// The part of what a client said that is worth giving back: the last sentence that says something, no question, short enough
/// to be said aloud where there is one.
pub(super) fn telling(text: &str) -> &str {
    const SAYS_SOMETHING: usize = 4;
    const SAID_ALOUD: usize = 72;
    let says = |s: &&str| s.split_whitespace().count() >= SAYS_SOMETHING && !s.ends_with('?');
    let all = || sentences(text).filter(says);
    let short = all().filter(|s| crate::text::width(s) <= SAID_ALOUD).last();
    short.or_else(|| all().last()).unwrap_or(text).trim()
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', '…', '\n'])
        .map(str::trim)
        .filter(|s| !s.is_empty())
}

/// Numbers in a row: `4, 12, 13`.
pub(super) fn listed(lines: &[u32]) -> String {
    let all: Vec<String> = lines.iter().map(ToString::to_string).collect();
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_is_the_last_sentence_that_says_something() {
        let said = "They closed the plant in May. I told nobody about it. Anyway. Shall we?";
        assert_eq!(telling(said), "I told nobody about it.");
        assert_eq!(telling("No."), "No.");
        assert_eq!(telling(""), "");
        let long = format!("I have not slept since May. {}.", "and so on ".repeat(20));
        assert_eq!(telling(&long), "I have not slept since May.");
    }

    #[test]
    fn a_quote_is_one_short_line_with_marks_of_its_own() {
        assert_eq!(quote("he said “no”\nand left"), "“he said ‘no’”");
        assert_eq!(quote("  "), "(silence)");
        assert!(crate::text::width(&quote(&"wide ".repeat(99))) <= QUOTE_COLUMNS + 2);
    }

    #[test]
    fn shares_and_counts_are_said_plainly() {
        assert_eq!(
            (count(1, "line"), count(0, "line")),
            ("1 line".into(), "0 lines".into())
        );
        assert!((percent(1, 3) - 33.0).abs() < 1e-9 && percent(0, 0).abs() < 1e-9);
        assert_eq!(tenths(-0.04), "0.0");
    }
}
