//! Stretches of days as one names them looking back: "last month", "3 weeks ago", "november", "2025".
//!
//! [`super::find`] looks ahead, since promises do: there "3 dec" is the next one. Who looks for a conversation
//! means the last one.

use super::words::{Unit, count, monday, month, quarter, shift, unit, year};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// The days that a text names, when it names some and nothing else; the latest that have begun, where no
/// year is said.
///
/// "yesterday" and "3 dec" are one day, "last month", "november", "q3" and "2025" are many. Weeks begin
/// on Monday.
pub fn past(text: &str, today: Date) -> Option<RangeInclusive<Date>> {
    let text = text.trim().to_lowercase();
    if let Some(days) = figures(&text) {
        return Some(days);
    }
    let words: Vec<&str> = text.split_whitespace().filter(|w| *w != "the").collect();
    match words.as_slice() {
        ["last" | "past" | "previous", word] => match unit(word) {
            Some(unit) => whole(unit, -1, today),
            None => named(&[word], today, true).or_else(|| day(&text, today)),
        },
        ["this" | "current", word] if unit(word).is_some() => whole(unit(word)?, 0, today),
        ["day", "before", "yesterday"] => one(shift(today, -2, Unit::Day)?),
        [number, word, "ago"] => {
            let date = shift(today, -i64::from(count(number)?), unit(word)?)?;
            one(date)
        }
        words => named(words, today, false).or_else(|| day(&text, today)),
    }
}

/// `2025-11-03`, `2025-11`, `2025`.
fn figures(text: &str) -> Option<RangeInclusive<Date>> {
    if let Ok(date) = text.parse::<Date>() {
        return one(date);
    }
    if let Some((y, m)) = text.split_once('-') {
        let (y, m) = (year(y)?, m.parse().ok()?);
        let first = Date::new(y, m, 1).ok()?;
        return Some(first..=first.last_of_month());
    }
    let first = Date::new(year(text)?, 1, 1).ok()?;
    Some(first..=first.last_of_year())
}

/// A month or quarter, with a year or without; `before` leaves out one that has begun.
fn named(words: &[&str], today: Date, before: bool) -> Option<RangeInclusive<Date>> {
    let (word, said) = match words {
        [word] => (*word, None),
        [word, y] => (*word, Some(year(y)?)),
        _ => return None,
    };
    let (first, months) = match quarter(word) {
        Some(quarter) => (quarter.checked_mul(3)?.checked_sub(2)?, 3),
        None => (month(word)?.value, 1),
    };
    let stretch = |year| -> Option<RangeInclusive<Date>> {
        let start = Date::new(year, first, 1).ok()?;
        let end = shift(start, months - 1, Unit::Month)?.last_of_month();
        Some(start..=end)
    };
    match said {
        Some(year) => stretch(year),
        None => [today.year(), today.year().checked_sub(1)?]
            .into_iter()
            .filter_map(stretch)
            .find(|days| *days.start() <= today && !(before && days.contains(&today))),
    }
}

/// A whole week, month, quarter or year, so many from this one.
fn whole(unit: Unit, ahead: i64, today: Date) -> Option<RangeInclusive<Date>> {
    let month = today.first_of_month();
    let (start, end) = match unit {
        Unit::Day => (today, today),
        Unit::Fortnight => (shift(today, -13, Unit::Day)?, today),
        Unit::Week => {
            let monday = monday(today)?;
            (monday, shift(monday, 6, Unit::Day)?)
        }
        Unit::Month => (month, month.last_of_month()),
        Unit::Quarter => {
            let into = i64::from((today.month() - 1) % 3);
            let first = shift(month, -into, Unit::Month)?;
            (first, shift(first, 2, Unit::Month)?.last_of_month())
        }
        Unit::Year => (today.first_of_year(), today.last_of_year()),
    };
    let start = shift(start, ahead, unit)?;
    let end = match unit {
        Unit::Month | Unit::Quarter | Unit::Year => shift(end, ahead, unit)?.last_of_month(),
        _ => shift(end, ahead, unit)?,
    };
    Some(start..=end)
}

/// A single day, in any words that [`super::find`] knows, moved into the past where no year was said.
fn day(text: &str, today: Date) -> Option<RangeInclusive<Date>> {
    let found = super::find(text, today)?;
    if found.span != (0..text.len()) {
        return None;
    }
    let named = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|word| word.len() == 4);
    if found.date <= today || named {
        return one(found.date);
    }
    let weekday = super::words::weekday(text).is_some();
    one(if weekday {
        shift(found.date, -1, Unit::Week)?
    } else {
        shift(found.date, -1, Unit::Year)?
    })
}

#[expect(clippy::unnecessary_wraps, reason = "callers end with it")]
fn one(date: Date) -> Option<RangeInclusive<Date>> {
    Some(date..=date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 18);

    #[test]
    fn stretches_behind_today_are_found() {
        let cases = [
            ("2025-11-03", "2025-11-03", "2025-11-03"),
            ("2025-02", "2025-02-01", "2025-02-28"),
            ("2025", "2025-01-01", "2025-12-31"),
            ("today", "2026-11-18", "2026-11-18"),
            ("yesterday", "2026-11-17", "2026-11-17"),
            ("3 weeks ago", "2026-10-28", "2026-10-28"),
            ("two days ago", "2026-11-16", "2026-11-16"),
            ("this week", "2026-11-16", "2026-11-22"),
            ("last week", "2026-11-09", "2026-11-15"),
            ("last month", "2026-10-01", "2026-10-31"),
            ("the last quarter", "2026-07-01", "2026-09-30"),
            ("this year", "2026-01-01", "2026-12-31"),
            ("last year", "2025-01-01", "2025-12-31"),
            ("November", "2026-11-01", "2026-11-30"),
            ("december", "2025-12-01", "2025-12-31"),
            ("last november", "2025-11-01", "2025-11-30"),
            ("q3", "2026-07-01", "2026-09-30"),
            ("q4 2024", "2024-10-01", "2024-12-31"),
            ("3 dec", "2025-12-03", "2025-12-03"),
            ("3 october", "2026-10-03", "2026-10-03"),
            ("friday", "2026-11-13", "2026-11-13"),
            ("last friday", "2026-11-13", "2026-11-13"),
        ];
        for (text, from, to) in cases {
            let days = past(text, TODAY).unwrap_or_else(|| panic!("{text}"));
            let said = (days.start().to_string(), days.end().to_string());
            assert_eq!(said, (from.to_owned(), to.to_owned()), "{text}");
        }
        for text in ["", "soon", "2025-13", "the", "last", "call on friday"] {
            assert_eq!(past(text, TODAY), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_words_may_be_asked_for(text in any::<String>()) {
            let _ = past(&text, TODAY);
        }
    }
}
