mod found;
mod missed;
mod said;
mod sentence;
mod split;
mod wild;

use jiff::civil::{Date, date};

/// A Wednesday; the tables count from here.
const WEDNESDAY: Date = date(2026, 11, 18);

/// What `find` sees, for a table: the date and the phrase.
fn seen(text: &str, today: Date) -> Option<(String, &str)> {
    let found = super::find(text, today)?;
    Some((found.date.to_string(), text.get(found.span).unwrap()))
}

/// Checks rows of text, date and phrase; reports all that differ at once.
#[track_caller]
fn check(today: Date, rows: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(text, date, phrase)| seen(text, today) != Some(((*date).to_owned(), *phrase)))
        .map(|(text, date, phrase)| {
            format!(
                "{text:?}: wanted {date} {phrase:?}, got {:?}",
                seen(text, today)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "seen from {today}:\n{}", wrong.join("\n"));
}

/// As [`check`], where the whole text is the phrase.
#[track_caller]
fn check_whole(today: Date, rows: &[(&str, &str)]) {
    let rows: Vec<_> = rows
        .iter()
        .map(|(text, date)| (*text, *date, *text))
        .collect();
    check(today, &rows);
}
