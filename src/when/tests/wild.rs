use jiff::civil::Date;
use proptest::prelude::*;

use super::super::words::{Unit, shift};
use super::super::{exact, find, split_due, spoken};

fn any_date() -> impl Strategy<Value = Date> {
    (-9999_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d).ok())
}

fn usual_date() -> impl Strategy<Value = Date> {
    (1950_i16..=2150, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d).ok())
}

/// Words of dates thrown together with stray characters between them.
fn near_dates() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "by",
        "on",
        "in",
        "the",
        "of",
        "a",
        "this",
        "next",
        "last",
        "end",
        "mid",
        "start",
        "friday",
        "sat",
        "may",
        "december",
        "feb",
        "31",
        "3rd",
        "1st",
        "29",
        "2027",
        "9999",
        "3.12.",
        "3/4",
        "2026-02-30",
        "week",
        "month",
        "days",
        "year",
        "after",
        "before",
        "from",
        "now",
        "ago",
        "tomorrow",
        "today",
        "day",
        "two",
        "twenty",
        "first",
        "weekend",
        "q4",
        "eom",
        "working",
        "time",
        "İ",
        "é",
        "e\u{301}",
        "🎉",
        "’s",
        "latest",
        "at",
        "noon",
    ]);
    let gap = prop::sample::select(vec![
        " ", " ", " ", "-", ", ", ". ", ".", "\n", "'", "’", "–", "/", "\u{a0}", "",
    ]);
    prop::collection::vec((word, gap), 0..12).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, gap)| [word, gap])
            .collect()
    })
}

fn holds(text: &str, today: Date) -> Result<(), TestCaseError> {
    if let Some(found) = find(text, today) {
        let phrase = text.get(found.span.clone());
        prop_assert!(
            phrase.is_some_and(|phrase| !phrase.is_empty()),
            "{:?} in {text:?}",
            found.span
        );
        let (rest, due) = split_due(text, today);
        prop_assert!(!rest.is_empty());
        prop_assert_eq!(
            due,
            Some((found.date, phrase.unwrap_or_default().to_owned()))
        );
    } else {
        prop_assert_eq!(split_due(text, today), (text.trim().to_owned(), None));
    }
    Ok(())
}

proptest! {
    #[test]
    fn nothing_falls_on_any_text(text in "\\PC{0,60}", today in any_date()) {
        holds(&text, today)?;
    }

    #[test]
    fn nothing_falls_on_any_characters(chars in prop::collection::vec(any::<char>(), 0..60), today in any_date()) {
        holds(&chars.into_iter().collect::<String>(), today)?;
    }

    #[test]
    fn nothing_falls_on_near_dates(text in near_dates(), today in any_date()) {
        holds(&text, today)?;
    }

    #[test]
    fn what_is_shown_is_read_back(date in usual_date(), today in usual_date()) {
        prop_assert_eq!(find(&exact(date), today).map(|found| found.date), Some(date));
    }

    #[test]
    fn what_is_said_is_read_back(days in -6_i64..400, today in usual_date()) {
        let date = shift(today, days, Unit::Day).unwrap();
        prop_assert_eq!(find(&spoken(date, today), today).map(|found| found.date), Some(date));
    }
}
