//! Says dates and lengths of time as people do.

use jiff::civil::{Date, Weekday};

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A date as people say it, seen from `today`.
///
/// "today", "tomorrow", "yesterday", "Friday" for the next six days, "last Tuesday" for the past
/// six, then "3 December", with the year when it is not this one.
pub fn spoken(date: Date, today: Date) -> String {
    // Between two days that jiff can hold, days always fit.
    let days = date.duration_since(today).as_hours() / 24;
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..=6 => name(date.weekday()).to_owned(),
        -6..=-2 => format!("last {}", name(date.weekday())),
        _ if date.year() == today.year() => date.strftime("%-d %B").to_string(),
        _ => date.strftime("%-d %B %Y").to_string(),
    }
}

/// The exact date for the screen: "Fri 27 Nov 2026".
pub fn exact(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// How long ago, in words, from seconds: "just now", "14 minutes ago", "3 days ago", "5 weeks ago".
///
/// Counts down to whole units. It never says "yesterday": seconds alone do not tell where midnight
/// lay. A moment in the future (a clock that was set back) is "just now".
pub fn ago(seconds: i64) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let (count, unit) = match seconds {
        ..MINUTE => return "just now".to_owned(),
        MINUTE..HOUR => (seconds / MINUTE, "minute"),
        HOUR..DAY => (seconds / HOUR, "hour"),
        _ => match seconds / DAY {
            days @ ..14 => (days, "day"),
            days @ 14..63 => (days / 7, "week"),
            days @ 63..365 => (days / 30, "month"),
            days => (days / 365, "year"),
        },
    };
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{ending} ago")
}

/// Elapsed milliseconds as a clock shows them: "0:06", "12:41", "1:02:03".
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}
