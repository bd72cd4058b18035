//! The figures over all sessions, counted by hand.

use super::super::{By, Figure, Insights, Questions, plain};
use super::*;
use crate::text::width;
use std::sync::Arc;

fn figure(part: u32, whole: u32, sessions: &[&str]) -> Figure {
    Figure {
        part,
        whole,
        sessions: sessions.iter().map(|s| Arc::from(*s)).collect(),
    }
}

fn some() -> Vec<Digest> {
    let asked = |d: Digest, open, closed| Digest {
        questions: Some(Questions { open, closed }),
        ..d
    };
    vec![
        told("A", "Ana", "2026-09-03")
            .said("issue", "a")
            .felt("impact", "worn down", 4)
            .felt("impact", "worn down", 5)
            .us("kept", "2026-09-10")
            .kept(4, Became::Done, "")
            .us("broken", "2026-10-10")
            .them("dropped", "")
            .kept(7, Became::Dropped, "")
            .closed(None, None)
            .later("2026-11-02")
            .ended(How::Won)
            .digest(),
        told("B", "Bea", "2026-11-12")
            .said("issue", "b")
            .said("impact", "b")
            .felt("impact", "worn down", 2)
            .felt("impact", "worried", 2)
            .us("someday", "")
            .them("someday, too", "")
            .closed(None, None)
            .ended(How::Lost)
            .digest(),
        told("C", "Cleo", "2026-11-13")
            .said("issue", "c")
            .us("x", "2026-11-30")
            .digest(),
        told("D", "Dan", "2026-11-13")
            .ended(How::WalkedAway)
            .digest(),
        asked(
            told("P", "Persona", "2026-11-13")
                .us("practised", "2026-11-14")
                .closed(None, None)
                .practised()
                .digest(),
            3,
            1,
        ),
        // Nobody listened to this one.
        told("Q", "Persona", "2026-11-13").practised().digest(),
        // Not practice: it counts not here.
        asked(told("R", "Rob", "2026-08-01").digest(), 9, 9),
    ]
}

#[test]
fn each_figure_is_what_one_counts_by_hand_with_its_sessions() {
    let found = Insights::of(&some(), By::Month, today(), Some(60));
    let all = &found.all;
    assert_eq!(all.conversations, figure(2, 3, &["A", "B", "C"]));
    assert_eq!(all.undated, figure(1, 2, &["A", "B"]));
    assert_eq!(all.kept_by_us, figure(1, 2, &["A"]));
    assert_eq!(all.kept_by_them, figure(0, 1, &["A"]));
    assert_eq!(all.effort, figure(4, 6, &["A", "B", "C"]));
    assert_eq!(all.won, figure(1, 2, &["A", "B"]));
    assert_eq!(all.walked_away, figure(1, 3, &["A", "B", "D"]));
    assert_eq!(all.open_in_practice, figure(3, 4, &["P"]));
    assert_eq!(
        (all.won.percent(), all.open_in_practice.percent()),
        (Some(50), Some(75))
    );
    assert_eq!(figure(0, 0, &[]).percent(), None);
    // Month by month, without holes; a promise counts in the month in which it was due.
    let months: Vec<_> = found
        .rows
        .iter()
        .map(|r| By::Month.label(r.from.unwrap()))
        .collect();
    assert_eq!(months, ["Sep 2026", "Oct 2026", "Nov 2026"]);
    let [september, october, november] = found.rows.as_slice() else {
        panic!("three months")
    };
    assert_eq!(september.kept_by_us, figure(1, 1, &["A"]));
    assert_eq!(october.kept_by_us, figure(0, 1, &["A"]));
    assert_eq!(october.conversations, figure(0, 0, &[]));
    assert_eq!(november.conversations, figure(1, 2, &["B", "C"]));
    // When it was said that it was won, not when it began.
    assert_eq!((september.won.whole, november.won.whole), (0, 2));
    let felt: Vec<_> = found
        .feelings
        .iter()
        .map(|n| (n.name.as_str(), n.figure.clone()))
        .collect();
    assert_eq!(
        felt,
        [
            ("worn down", figure(2, 3, &["A", "B"])),
            ("worried", figure(1, 3, &["B"]))
        ]
    );
    let left: Vec<_> = found
        .left_out
        .iter()
        .map(|n| (n.name.as_str(), n.figure.part, n.figure.whole))
        .collect();
    assert_eq!(
        left,
        [
            ("ideal outcome", 2, 2),
            ("if nothing changes", 2, 2),
            ("own contribution", 2, 2),
            ("the real issue", 2, 2),
        ]
    );
}

#[test]
fn the_bars_read_in_eighty_columns() {
    for by in [By::Week, By::Month, By::Quarter] {
        let text = plain(&Insights::of(&some(), by, today(), Some(60)).lines());
        for line in text.lines() {
            assert!(width(line) <= 80, "{} columns: {line}", width(line));
        }
        for words in [
            "by us\n",
            "Won, of won and lost (wished 60 %)\n",
            "■■■■■■■■■■··········   50 %  1 of 2\n",
            "us 67 %, them 33 %  4 and 2\n",
            "Open questions in practice, of open and closed\n",
            "  worn down  ",
        ] {
            assert!(text.contains(words), "{words:?} is missing in\n{text}");
        }
        assert!(!text.contains("Not counted yet"), "{text}");
    }
    let text = plain(&Insights::of(&some(), By::Quarter, today(), None).lines());
    assert!(
        text.contains("  Q3 2026     ■■■■■■■■■■··········  1, 1 of them ended\n"),
        "{text}"
    );
    assert!(text.contains("Won, of won and lost\n"), "{text}");
}

#[test]
fn names_that_are_long_or_the_same_stay_in_their_columns() {
    let mut d = told("A", "Ana", "2026-09-03")
        .said("issue", "x")
        .felt("impact", &"ödium ".repeat(30), 3)
        .closed(None, None)
        .digest();
    d.steps[1].title = "👩‍💻 the same".repeat(9);
    let text = plain(&Insights::of(&[d], By::Month, today(), None).lines());
    assert!(text.lines().all(|l| width(l) <= 80), "{text}");
    let one = told("A", "Ana", "2026-09-03")
        .said("issue", "x")
        .closed(None, None)
        .digest();
    let mut other = told("B", "Ana", "2026-09-03")
        .said("issue", "x")
        .closed(None, None)
        .digest();
    other.script.id = "another".to_owned();
    other.script.title = "Another".to_owned();
    let text = plain(&Insights::of(&[one, other], By::Month, today(), None).lines());
    assert!(text.contains("own contribution (Another)"), "{text}");
}

#[test]
fn nothing_at_all_says_what_it_would_take() {
    let text = plain(&Insights::of(&[], By::Month, today(), None).lines());
    for words in [
        "0 conversations with people",
        "Not counted yet",
        "mineral ended ID won",
    ] {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
}

#[test]
fn a_date_of_long_ago_by_mistake_costs_nothing() {
    let far = [
        told("A", "Ana", "2026-09-03")
            .us("x", "0001-01-01")
            .digest(),
        told("B", "Ana", "2026-09-03")
            .us("x", "9999-12-31")
            .kept(1, Became::Done, "")
            .digest(),
    ];
    for by in [By::Week, By::Month, By::Quarter] {
        let found = Insights::of(&far, by, today(), None);
        assert!(found.rows.len() <= 120);
        assert_eq!(found.all.kept_by_us, figure(1, 2, &["A", "B"]));
        assert!(!found.lines().is_empty());
    }
}
