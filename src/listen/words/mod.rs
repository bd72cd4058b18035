//! Classes of words: those that phrases name, and those that rules look into.

pub(super) mod client;
mod coach;

/// The words of a class that phrases name.
pub(super) fn class(name: &str) -> &'static [&'static str] {
    match name {
        "day" => client::DAYS,
        "group" => client::GROUPS,
        "heavy" => coach::HEAVY,
        "kin" => client::KIN,
        "month" => client::MONTHS,
        "number" => client::NUMBERS,
        "own" => client::OWN,
        "praise" => coach::PRAISE,
        "role" => client::ROLES,
        "season" => client::SEASONS,
        "thing" => coach::THINGS,
        "unit" => client::UNITS,
        "weekday" => client::WEEKDAYS,
        "whom" => client::WHOM,
        _ => &[],
    }
}

/// Whether a sorted list has a word.
pub(super) fn is(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// A word without its "'s".
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}
