//! The same measures over weeks.

use super::super::{Weeks, plain_weeks};
use super::*;
use jiff::civil::{Date, date};

fn questions(open: usize, closed_ones: usize) -> Debrief {
    let open = (0..open).map(|_| said("issue", "What is that like for you?"));
    let shut = (0..closed_ones).map(|_| said("issue", "Is it urgent?"));
    practice(open.chain(shut).chain([closed()]).collect())
}

#[test]
fn weeks_are_means_with_gaps_and_practice_stands_apart() {
    let (half, all, none) = (questions(1, 1), questions(2, 0), questions(0, 2));
    let real = live(vec![answer("issue", "The close"), closed()]);
    let open = live(vec![answer("issue", "not ended")]);
    let on = |d: Date, debrief| (d, debrief);
    let weeks = Weeks::of([
        on(date(2026, 11, 21), &all),
        on(date(2026, 11, 2), &half),
        on(date(2026, 11, 8), &none),
        on(date(2026, 11, 16), &all),
        on(date(2026, 11, 20), &real),
        on(date(2026, 11, 20), &open),
    ]);
    assert_eq!(weeks.courses.len(), 2);
    let (practised, live) = (&weeks.courses[0], &weeks.courses[1]);
    assert!(practised.practice && !live.practice);
    assert_eq!((practised.conversations, live.conversations), (4, 1));
    assert_eq!(practised.weeks, ["2026-11-02", "2026-11-09", "2026-11-16"]);
    let track = practised
        .tracks
        .iter()
        .find(|t| t.id == MeasureId::Questions)
        .unwrap();
    assert_eq!(track.values, [Some(25.0), None, Some(100.0)]);
    assert_eq!(track.row(&practised.weeks), "▃·█");
    assert_eq!(
        track.last_words(&practised.weeks),
        "open: 100 % (week of 16 Nov), before 25 % (2 Nov)"
    );
    let lines = plain_weeks(&weeks);
    assert_eq!(lines[0], "Practice · 4 conversations in 3 weeks");
    assert!(lines.contains(&"Live · 1 conversation in 1 week".to_owned()));
}

#[test]
fn half_a_year_is_shown_at_most() {
    let one = questions(1, 0);
    let first = date(2024, 1, 1);
    let weeks = Weeks::of((0..100).map(|week| {
        let day = first.checked_add(jiff::Span::new().weeks(week)).unwrap();
        (day, &one)
    }));
    assert_eq!(weeks.courses[0].weeks.len(), 26);
    assert_eq!(weeks.courses[0].conversations, 26);
    assert_eq!(
        plain_weeks(&Weeks::of([])),
        ["there is no ended conversation yet"]
    );
}
