//! Dates in plain words: finding them in what a person typed, and saying them back.
//!
//! A small parser of our own over `jiff`, because the crates we tried (`parse_datetime`, `interim`,
//! `human-date-parser`) read a text that is *only* a date: none finds one inside a sentence, tells
//! where it stands, or knows "end of month" and "the 15th".
//!
//! The room is pure: `today` always comes in, so the same words give the same date in every test.
//!
//! How words are read where English leaves room:
//!
//! - "friday" is the next Friday after today, "this friday" may be today, "next friday" lies in the
//!   next calendar week (weeks start on Monday), "last friday" is the most recent one before today.
//! - A date without a year ("3 dec", "the 15th", "end of november") is the next one, today included.
//! - `03/12/2026` is day first, unless the second number cannot be a month.
//! - "next week" is its Monday, "this week" and "end of week" the Friday, or today on a weekend.
//! - Words that are also something else (may, march, mon, wed, sat, sun) need a day number or a
//!   preposition beside them.

mod calendar;
mod past;
mod period;
mod reader;
mod relative;
mod say;
mod stretch;
#[cfg(test)]
mod tests;
mod token;
mod weekday;
mod words;

use std::ops::Range;

use jiff::civil::Date;

pub use past::past;
pub use say::{ago, clock, exact, spoken};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The day that is meant.
    pub date: Date,
    /// Where the whole phrase stands, in bytes, with a leading preposition such as "by" or "until".
    pub span: Range<usize>,
}

/// The last date phrase in the text, wherever it stands.
///
/// "send the draft by friday please" finds "by friday"; a text without a date, or with an
/// impossible one such as "31 feb", finds nothing.
pub fn find(text: &str, today: Date) -> Option<Found> {
    reader::Reader::new(text, today).last()
}

/// Splits a commitment as typed into what is to be done and by when.
///
/// "send the draft by friday" becomes `("send the draft", Some((date, "by friday")))`. The phrase is
/// taken out wherever it stands; if that would leave nothing, the text stays whole.
pub fn split_due(text: &str, today: Date) -> (String, Option<(Date, String)>) {
    let whole = || text.trim().to_owned();
    let Some(found) = find(text, today) else {
        return (whole(), None);
    };
    let (Some(left), Some(phrase), Some(right)) = (
        text.get(..found.span.start),
        text.get(found.span.clone()),
        text.get(found.span.end..),
    ) else {
        return (whole(), None);
    };
    let rest = join(left, right);
    let rest = if rest.chars().any(char::is_alphanumeric) {
        rest
    } else {
        whole()
    };
    (rest, Some((found.date, phrase.to_owned())))
}

/// Closes the hole a phrase leaves, with the brackets, commas and dashes that only served it.
fn join(left: &str, right: &str) -> String {
    const LINKS: [char; 6] = [',', ';', ':', '-', '–', '—'];
    let (mut left, mut right) = (left.trim(), right.trim());
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let (Some(l), Some(r)) = (left.strip_suffix(open), right.strip_prefix(close)) {
            (left, right) = (l.trim_end(), r.trim_start());
        }
    }
    let is_link = |c: char| LINKS.contains(&c) || c.is_whitespace();
    if left.is_empty() {
        right = right.trim_start_matches(|c| is_link(c) || c == '.');
    }
    if !right.starts_with(char::is_alphanumeric) {
        left = left.trim_end_matches(is_link);
    }
    let glue = if left.is_empty()
        || right.is_empty()
        || right.starts_with([',', ';', ':', '.', '!', '?', ')', ']'])
    {
        ""
    } else {
        " "
    };
    format!("{left}{glue}{right}")
}

/// Phrases to offer as completions while a date is being typed; [`find`] understands each of them.
pub fn suggestions() -> &'static [&'static str] {
    &[
        "today",
        "tomorrow",
        "day after tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "this week",
        "end of week",
        "next week",
        "next monday",
        "next friday",
        "in a week",
        "in two weeks",
        "end of month",
        "next month",
        "in a month",
        "end of quarter",
        "end of year",
    ]
}
