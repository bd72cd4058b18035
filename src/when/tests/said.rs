use jiff::civil::date;

use super::super::{ago, clock, exact, find, spoken, suggestions};
use super::WEDNESDAY;

#[test]
fn spoken_dates() {
    let rows = [
        (date(2026, 11, 18), "today"),
        (date(2026, 11, 19), "tomorrow"),
        (date(2026, 11, 17), "yesterday"),
        (date(2026, 11, 20), "Friday"),
        (date(2026, 11, 24), "Tuesday"),
        (date(2026, 11, 25), "25 November"),
        (date(2026, 11, 16), "last Monday"),
        (date(2026, 11, 12), "last Thursday"),
        (date(2026, 11, 11), "11 November"),
        (date(2026, 12, 3), "3 December"),
        (date(2026, 1, 3), "3 January"),
        (date(2027, 12, 3), "3 December 2027"),
        (date(2025, 12, 31), "31 December 2025"),
    ];
    for (date, words) in rows {
        assert_eq!(spoken(date, WEDNESDAY), words);
    }
    // Over the turn of the year a near day is still said as a weekday.
    assert_eq!(spoken(date(2027, 1, 2), date(2026, 12, 30)), "Saturday");
}

#[test]
fn exact_dates() {
    assert_eq!(exact(date(2026, 11, 27)), "Fri 27 Nov 2026");
    assert_eq!(exact(date(2027, 1, 3)), "Sun 3 Jan 2027");
}

#[test]
fn how_long_ago() {
    let (hour, day) = (3600, 86_400);
    let rows = [
        (i64::MIN, "just now"),
        (-5, "just now"),
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (14 * 60 + 59, "14 minutes ago"),
        (hour, "1 hour ago"),
        (2 * hour + 1, "2 hours ago"),
        (day - 1, "23 hours ago"),
        (day, "1 day ago"),
        (3 * day, "3 days ago"),
        (14 * day - 1, "13 days ago"),
        (14 * day, "2 weeks ago"),
        (35 * day, "5 weeks ago"),
        (63 * day, "2 months ago"),
        (364 * day, "12 months ago"),
        (365 * day, "1 year ago"),
        (800 * day, "2 years ago"),
    ];
    for (seconds, words) in rows {
        assert_eq!(ago(seconds), words);
    }
    assert!(ago(i64::MAX).ends_with(" years ago"));
}

#[test]
fn clocks() {
    let rows = [
        (0, "0:00"),
        (999, "0:00"),
        (6_400, "0:06"),
        (761_000, "12:41"),
        (3_599_999, "59:59"),
        (3_600_000, "1:00:00"),
        (3_723_000, "1:02:03"),
        (360_000_000, "100:00:00"),
    ];
    for (ms, shown) in rows {
        assert_eq!(clock(ms), shown);
    }
    assert!(!clock(u64::MAX).is_empty());
}

#[test]
fn every_suggestion_is_understood_whole() {
    for text in suggestions() {
        for prefix in ["", "by "] {
            let text = format!("{prefix}{text}");
            // "by in a week" is no English.
            if text.starts_with("by in ") {
                continue;
            }
            let found = find(&text, WEDNESDAY).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.span, 0..text.len(), "{text}");
            assert!(found.date >= WEDNESDAY, "{text}");
        }
    }
}
