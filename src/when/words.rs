//! The words a date is made of.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A word and whether it is also an everyday word ("may", "sat") that needs company to be a date.
pub(super) struct Name<T> {
    pub(super) value: T,
    pub(super) doubtful: bool,
}

pub(super) fn weekday(word: &str) -> Option<Name<Weekday>> {
    let value = match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" | "weds" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    };
    let doubtful = matches!(word, "mon" | "wed" | "weds" | "sat" | "sun");
    Some(Name { value, doubtful })
}

pub(super) fn month(word: &str) -> Option<Name<i8>> {
    let value = match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    };
    let doubtful = matches!(word, "may" | "march" | "mar");
    Some(Name { value, doubtful })
}

/// "q4" is the fourth quarter.
pub(super) fn quarter(word: &str) -> Option<i8> {
    match word {
        "q1" => Some(1),
        "q2" => Some(2),
        "q3" => Some(3),
        "q4" => Some(4),
        _ => None,
    }
}

const SMALL: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

const NTH: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Plain figures, short enough to count days with.
pub(super) fn figures(word: &str, most: usize) -> Option<i16> {
    let plain = !word.is_empty() && word.len() <= most && word.bytes().all(|b| b.is_ascii_digit());
    if plain { word.parse().ok() } else { None }
}

/// How many: "a", "two", "14".
pub(super) fn count(word: &str) -> Option<i16> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let at = SMALL.iter().position(|small| *small == word);
    at.and_then(|at| i16::try_from(at + 1).ok())
        .or_else(|| figures(word, 4))
}

/// "third" is 3.
pub(super) fn nth(word: &str) -> Option<i8> {
    let at = NTH.iter().position(|nth| *nth == word)?;
    i8::try_from(at + 1).ok()
}

/// A day of the month in figures, with or without its ending: "3", "3rd". The flag says "has one".
pub(super) fn day_figures(word: &str) -> Option<(i8, bool)> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    let day = figures(bare.unwrap_or(word), 2)?;
    let day = i8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    Some((day, bare.is_some()))
}

/// Whether a word is a day and a month such as "3.12", which a dot may close.
pub(super) fn is_day_dot_month(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(day, month)| figures(day, 2).is_some() && figures(month, 2).is_some())
}

/// A year as people write one beside a date; a narrow range, so that counts are no years.
pub(super) fn year(word: &str) -> Option<i16> {
    if word.len() != 4 {
        return None;
    }
    figures(word, 4).filter(|year| (1900..=2199).contains(year))
}

/// A length of time that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "fortnight" | "fortnights" => Unit::Fortnight,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// `date` moved by a number of units; nothing beyond the last day a calendar can hold.
pub(super) fn shift(date: Date, count: i64, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(count.checked_mul(2)?),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
    };
    date.checked_add(span.ok()?).ok()
}

/// The Monday of the week `date` lies in.
pub(super) fn monday(date: Date) -> Option<Date> {
    shift(
        date,
        -i64::from(date.weekday().to_monday_zero_offset()),
        Unit::Day,
    )
}

/// Prepositions that belong to the date they stand before.
pub(super) fn is_lead(word: &str) -> bool {
    is_firm(word)
        || is_inner(word)
        || matches!(word, "at" | "for" | "from" | "after" | "since" | "around")
}

/// Those that leave no doubt a date follows, even with "sat" or "may".
pub(super) fn is_firm(word: &str) -> bool {
    matches!(word, "by" | "on" | "before" | "until" | "till" | "til")
}

/// Those that stand before a stretch of time, never before a single day: "in", "within".
pub(super) fn is_inner(word: &str) -> bool {
    matches!(word, "in" | "within" | "over" | "during")
}
