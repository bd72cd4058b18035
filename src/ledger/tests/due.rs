//! What is due on a day.

use super::super::{Due, What, When};
use super::*;

fn texts(due: &Due) -> Vec<(When, &'static str, String)> {
    let all = due.items.iter();
    all.map(|i| (i.when, i.side(), i.sentence(today())))
        .collect()
}

#[test]
fn a_day_lies_where_people_say_it_does() {
    for (due, when) in [
        ("2026-11-20", When::Overdue),
        ("2020-01-01", When::Overdue),
        ("2026-11-21", When::Today),
        ("2026-11-22", When::Week),
        ("2026-11-28", When::Week),
        ("2026-11-29", When::Later),
        ("", When::NoDate),
    ] {
        assert_eq!(When::of(due.parse().ok(), today()), when, "{due}");
    }
    for end in [Date::MIN, Date::MAX] {
        When::of(Some(end), today());
        When::of(Some(today()), end);
    }
}

#[test]
fn the_most_pressing_comes_first_and_what_is_settled_not_at_all() {
    let all = [
        told("A", "Ana", "2026-11-10")
            .us("send the draft", "2026-11-20")
            .them("ask the CFO", "2026-11-21")
            .us("call Tom", "")
            .us("done already", "2026-11-01")
            .kept(4, Became::Done, "")
            .us("no more", "2026-11-01")
            .kept(6, Became::Dropped, "")
            .us("asked for more time", "2026-11-01")
            .kept(8, Became::Moved, "2026-12-24")
            .digest(),
        told("B", "Bea", "2026-11-12")
            .us("book the room", "2026-11-27")
            .us("oldest", "2026-11-02")
            .digest(),
        told("P", "Nobody", "2026-11-12")
            .us("practice", "2026-11-01")
            .practised()
            .digest(),
    ];
    let due = Due::at(today(), &all);
    assert_eq!(
        texts(&due),
        [
            (When::Overdue, "us", "Bea: oldest".to_owned()),
            (When::Overdue, "us", "Ana: send the draft".to_owned()),
            (When::Today, "them", "Ana: ask the CFO".to_owned()),
            (When::Week, "us", "Bea: book the room".to_owned()),
            (When::Later, "us", "Ana: asked for more time".to_owned()),
            (When::NoDate, "us", "Ana: call Tom".to_owned()),
        ]
    );
    assert_eq!(due.pressing().count(), 3);
    assert_eq!(due.items[0].date(today()), "2 November");
    assert_eq!((due.items[4].n, due.items[4].moved), (Some(8), 1));
    assert_eq!(due.clone().within(0).items.len(), 3);
    assert_eq!(due.clone().within(6).items.len(), 4);
    assert_eq!(due.clone().within(u16::MAX).items.len(), 5);
    assert!(Due::at(today(), []).items.is_empty());
}

#[test]
fn somebody_with_an_open_issue_is_missed_after_six_weeks() {
    let issue = "Nobody trusts the number";
    let met = |began: &str| told("A", "Ana", began).said("issue", issue);
    let quiet = |all: &[Digest]| {
        let due = Due::at(today(), all);
        let mut those = due.items.iter().filter(|i| i.what == What::Quiet);
        those.next().map(|i| i.sentence(today()))
    };
    let sentence = "Ana (“Nobody trusts the number”), not spoken to since 3 October";
    assert_eq!(
        quiet(&[met("2026-10-03").digest()]).as_deref(),
        Some(sentence)
    );
    // Six weeks to the day are not over six weeks.
    assert_eq!(quiet(&[met("2026-10-10").digest()]), None);
    assert!(quiet(&[met("2026-10-09").digest()]).is_some());
    // It is settled, it is no opportunity, something is agreed, or nobody said what it is about.
    let over = [How::Won, How::Lost, How::WalkedAway].map(|how| met("2026-10-03").ended(how));
    let others = [
        met("2026-10-03").closed(Some(Viability::No), None),
        met("2026-10-03").them("call us", "2026-11-21"),
        told("A", "Ana", "2026-10-03").said("impact", "it hurts"),
        met("2026-10-03").practised(),
    ];
    for none in over.into_iter().chain(others) {
        assert_eq!(quiet(&[none.digest()]), None);
    }
    // Open again counts as open, and so does a promise whose day has passed.
    let again = met("2026-10-03").ended(How::Lost).ended(How::Open);
    assert!(quiet(&[again.digest()]).is_some());
    assert!(quiet(&[met("2026-10-03").them("call us", "2026-10-10").digest()]).is_some());
    // A later conversation counts, also one that says nothing of the issue.
    let later = told("B", "Ana", "2026-11-01").said("impact", "better");
    assert_eq!(quiet(&[met("2026-10-03").digest(), later.digest()]), None);
}

#[test]
fn a_lost_deal_leaves_promises_and_no_check() {
    let known = |id: &str| {
        Kind::Known(crate::session::Marked {
            step: "outcome".to_owned(),
            id: id.to_owned(),
            known: true,
            by: None,
        })
    };
    let whole = || {
        told("A", "Ana", "2026-11-10")
            .said("outcome", "close in 3 days by 1 march")
            .and(known("measure"))
            .and(known("by-when"))
            .us("send the file back", "2026-11-21")
    };
    let what = |d: Told| -> Vec<What> {
        let due = Due::at(today(), &[d.digest()]);
        due.items.iter().map(|i| i.what).collect()
    };
    assert_eq!(what(whole()), [What::Promise, What::Check]);
    assert_eq!(what(whole().ended(How::Won)), [What::Promise, What::Check]);
    assert_eq!(what(whole().ended(How::Lost)), [What::Promise]);
    let due = Due::at(today(), &[whole().digest()]);
    assert_eq!(
        due.items[1].sentence(today()),
        "Ana: did it work? “close in 3 days by 1 march”"
    );
}

#[test]
fn whoever_was_put_on_the_list_is_there_with_issue_and_deadline() {
    let contact = |who: &str| {
        told_of("who-needs-to-hear", "L", ME, "2026-11-01", Mode::Run)
            .and(Kind::Answer(Answer {
                step: "put-off".to_owned(),
                question: Some("dodged".to_owned()),
                text: who.to_owned(),
            }))
            .and(Kind::Commitment(Commitment {
                step: "put-off".to_owned(),
                question: None,
                owner: Owner::Us,
                text: format!("speak with {who}"),
                due: Some(day("2026-11-20")),
                said: None,
                from: Some(1),
            }))
            .digest()
    };
    let met =
        |id: &str, name: &str, began: &str| told(id, name, began).said("impact", "x").digest();
    let only = |all: &[Digest]| {
        let due = Due::at(today(), all);
        (
            due.items[0].what,
            due.items[0].side(),
            due.items[0].sentence(today()),
        )
    };
    let list = contact("priya, about the delivery dates");
    assert_eq!(
        only(std::slice::from_ref(&list)),
        (
            What::Contact,
            "hear",
            "speak with priya (the delivery dates)".to_owned()
        )
    );
    assert_eq!(
        only(&[list.clone(), met("A", "Priya", "2026-10-03")]).2,
        "speak with priya (the delivery dates), last spoken with 3 October"
    );
    // Two of that name: nobody knows who is meant.
    let mut other = met("B", "Priya", "2026-10-04");
    other.person.id = "another".to_owned();
    assert_eq!(
        only(&[list, met("A", "Priya", "2026-10-03"), other]).2,
        "speak with priya (the delivery dates)"
    );
}
