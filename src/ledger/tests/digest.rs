//! One session in short.

use super::super::{Digest, PromiseKind, State};
use super::*;
use crate::session::Marked;

fn known(step: &str, id: &str) -> Kind {
    Kind::Known(Marked {
        step: step.to_owned(),
        id: id.to_owned(),
        known: true,
        by: None,
    })
}

#[test]
fn a_session_in_short_has_what_one_counts_by_hand() {
    let d = told("A", "Ana", "2026-10-03")
        .said("issue", "Nobody trusts the number before the ninth")
        .said("issue", "no")
        .felt("impact", "Worn Down", 4)
        .felt("impact", "flummoxed", 0)
        .note("looked away")
        .parked("rollers")
        .us("send the draft", "2026-10-09")
        .them("ask the CFO", "")
        .closed(Some(Viability::NotYet), Some(Capital::Enriched))
        .digest();
    assert_eq!((d.id.as_str(), d.kept, d.closed), ("A", 8, true));
    assert_eq!(d.length, 9 * 60_000);
    assert!(d.is_conversation() && d.asks_for_promises && d.questions.is_none());
    assert_eq!(
        (d.viability, d.capital),
        (Some(Viability::NotYet), Some(Capital::Enriched))
    );
    assert_eq!(d.reason.as_deref(), Some("the reason"));
    // The newest answer that says something.
    let words = d.words("issue").unwrap();
    assert_eq!(
        (words.n, words.text.as_str()),
        (1, "Nobody trusts the number before the ninth")
    );
    let felt: Vec<_> = d
        .feelings()
        .map(|(s, f)| (s.id.as_str(), f.word.as_str(), f.intensity))
        .collect();
    assert_eq!(
        felt,
        [
            ("impact", "worn down", Some(4)),
            ("impact", "flummoxed", None)
        ]
    );
    assert!(d.feelings().next().unwrap().1.group.is_some());
    assert!(d.warmth().eq([0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0]));
    let left: Vec<_> = d
        .steps
        .iter()
        .filter(|s| s.is_left_out())
        .map(|s| s.id.as_str())
        .collect();
    assert_eq!(left, ["clarify", "future", "dna", "outcome"]);
    assert_eq!(
        (d.notes[0].text.as_str(), d.parked[0].n),
        ("looked away", 6)
    );
    let promised: Vec<_> = d.promises.iter().map(|p| (p.n, p.owner, p.due)).collect();
    assert_eq!(
        promised,
        [
            (7, Owner::Us, Some(day("2026-10-09"))),
            (8, Owner::Them, None)
        ]
    );
}

#[test]
fn what_was_withdrawn_is_not_there_and_what_became_of_promises_is() {
    let d = told("A", "Ana", "2026-10-03")
        .us("one", "2026-10-09")
        .us("two", "2026-10-09")
        .us("three", "")
        .closed(None, None)
        .later("2026-10-20")
        .kept(1, Became::Done, "")
        .kept(2, Became::Moved, "2026-11-01")
        .kept(3, Became::Dropped, "")
        .kept(2, Became::Moved, "2026-11-30")
        .kept(1, Became::Dropped, "")
        .and(Kind::Withdrawn(9))
        .ended(How::Lost)
        .digest();
    let stands: Vec<_> = d
        .promises
        .iter()
        .map(|p| (p.state, p.due, p.moved))
        .collect();
    assert_eq!(
        stands,
        [
            (State::Done, Some(day("2026-10-09")), 0),
            (State::Open, Some(day("2026-11-30")), 2),
            (State::Dropped, None, 0),
        ]
    );
    assert_eq!(d.promises[0].settled, Some(day("2026-10-20")));
    assert_eq!(d.promises[1].first, Some(day("2026-10-09")));
    assert_eq!(d.promises[2].why.as_deref(), Some("because"));
    // It stays closed, and is no longer for it.
    assert!(d.closed);
    let ended = d.ended.unwrap();
    assert_eq!((ended.how, ended.on), (How::Lost, day("2026-10-20")));
    assert_eq!(d.length, 11 * 60_000);
}

#[test]
fn a_promise_that_was_withdrawn_is_none_whatever_became_of_it() {
    let d = told("A", "Ana", "2026-10-03")
        .us("one", "2026-10-09")
        .kept(1, Became::Done, "")
        .and(Kind::Withdrawn(1))
        .digest();
    assert_eq!(d.promises, []);
}

#[test]
fn an_outcome_with_a_measure_and_a_date_gets_its_check() {
    let outcome = "A Monday that looks like a Thursday, by 1 may, with under 1 % waste";
    let whole = || {
        told("A", "Ana", "2026-10-03")
            .said("outcome", outcome)
            .said("outcome", "and no more overtime for anybody")
            .and(known("outcome", "measure"))
            .and(known("outcome", "by-when"))
    };
    let d = whole().digest();
    let check = &d.promises[0];
    assert_eq!((check.kind, check.n), (PromiseKind::Check, 1));
    assert_eq!(check.due, Some(day("2027-05-01")));
    assert_eq!(check.text, outcome);
    let done = whole().kept(1, Became::Done, "").digest();
    assert_eq!(done.promises[0].state, State::Done);
    let moved = whole().kept(1, Became::Moved, "2027-06-01").digest();
    assert_eq!(moved.promises[0].due, Some(day("2027-06-01")));
    // Not without its measure, not without a day, not in practice.
    let vague = told("A", "Ana", "2026-10-03")
        .said("outcome", outcome)
        .and(known("outcome", "by-when"));
    let someday = told("A", "Ana", "2026-10-03")
        .said("outcome", "under 1 %")
        .and(known("outcome", "measure"))
        .and(known("outcome", "by-when"));
    for none in [
        vague,
        someday,
        whole().practised(),
        whole().and(Kind::Withdrawn(1)),
    ] {
        assert_eq!(none.digest().promises, []);
    }
}

#[test]
fn what_a_script_leaves_behind_is_told_apart() {
    let mut list = told_of("who-needs-to-hear", "L", ME, "2026-11-01", Mode::Run);
    list = list.and(Kind::Answer(Answer {
        step: "put-off".to_owned(),
        question: Some("dodged".to_owned()),
        text: "Priya, about the delivery dates, by friday".to_owned(),
    }));
    list = list.and(Kind::Commitment(Commitment {
        step: "put-off".to_owned(),
        question: None,
        owner: Owner::Us,
        text: "speak with Priya, about the delivery dates".to_owned(),
        due: Some(day("2026-11-06")),
        said: Some("by friday".to_owned()),
        from: Some(1),
    }));
    let d = list.digest();
    assert_eq!(d.promises[0].kind, PromiseKind::Contact);
    assert_eq!(
        d.promises[0].contact(),
        Some(("Priya", Some("the delivery dates")))
    );
    // Typed by hand, the same words are a promise like any other.
    let typed = told("A", "Ana", "2026-10-03").us("speak with Priya", "");
    assert_eq!(typed.digest().promises[0].kind, PromiseKind::Promise);
}

#[test]
fn a_digest_reads_back_and_is_small_whatever_was_said() {
    let d = told("A", "Ana", "2026-10-03")
        .said("issue", &"words and more words ".repeat(50_000))
        .said(
            "clarify",
            "\n---\n# seal 1 0123456789abcdef\n... \u{202e}{{x}} \"'\\",
        )
        .felt("impact", "worn down", 4)
        .us("send it", "2026-10-09")
        .closed(Some(Viability::Yes), None)
        .ended(How::Won)
        .digest();
    assert!(d.words("issue").unwrap().text.ends_with('…'));
    let json = serde_json::to_string(&d).unwrap();
    assert!(json.len() < 4_000, "{}", json.len());
    assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), d);
}

#[test]
fn a_step_that_depends_on_an_earlier_conversation_is_not_missed() {
    let d = told_of("what-has-changed", "A", "Ana", "2026-10-03", Mode::Live)
        .said("news", "we were bought")
        .closed(None, None)
        .digest();
    let left: Vec<_> = d
        .steps
        .iter()
        .filter(|s| s.is_left_out())
        .map(|s| s.id.as_str())
        .collect();
    assert_eq!(left, ["issue"]);
}
