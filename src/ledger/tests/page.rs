//! A person over the months.

use super::super::{Page, Role, plain};
use super::*;

fn three() -> Vec<Digest> {
    vec![
        told("B", "Ana", "2026-05-17")
            .said("issue", "The number is still late")
            .said("outcome", "Close in three days, and home by six")
            .felt("impact", "worn down", 2)
            .felt("outcome", "hopeful", 4)
            .note("better mood")
            .them("test data", "2026-06-01")
            .kept(6, Became::Moved, "2026-07-01")
            .kept(6, Became::Moved, "2026-08-01")
            .kept(6, Became::Dropped, "")
            .closed(Some(Viability::Yes), Some(Capital::Enriched))
            .digest(),
        told("A", "Ana", "2026-03-03")
            .said("issue", "Nobody trusts the number before the ninth")
            .felt("impact", "worn down", 4)
            .felt("impact", "worn down", 5)
            .felt("impact", "worried", 0)
            .parked("a second set of rollers")
            .us("send the draft", "2026-03-09")
            .later("2026-03-08")
            .kept(6, Became::Done, "")
            .closed(Some(Viability::NotYet), Some(Capital::Flat))
            .digest(),
        told("X", "Tom", "2026-04-01")
            .said("issue", "somebody else's words")
            .digest(),
        told("P", "Ana", "2026-04-01")
            .said("issue", "practised")
            .practised()
            .digest(),
    ]
}

#[test]
fn a_page_has_their_words_by_step_and_what_changed() {
    let page = Page::of(&ana(), &three());
    let met: Vec<_> = page.met.iter().map(|m| m.session.as_str()).collect();
    assert_eq!(met, ["B", "A"]);
    let issue: Vec<_> = page.words[0]
        .said
        .iter()
        .map(|d| (d.on, d.text.as_str()))
        .collect();
    assert_eq!(page.words[0].title, "the issue");
    assert_eq!(
        issue,
        [
            (day("2026-05-17"), "The number is still late"),
            (
                day("2026-03-03"),
                "Nobody trusts the number before the ninth"
            ),
        ]
    );
    let strength = |word: &str| {
        let series = page.feelings.iter().find(|s| s.word == word).unwrap();
        (series.strength.clone(), series.named())
    };
    assert_eq!(strength("worn down"), (vec![Some(5), Some(2)], 2));
    assert_eq!(strength("worried"), (vec![Some(0), None], 1));
    assert_eq!(page.feelings[0].word, "worn down");
    assert_eq!(page.feelings[0].sessions, ["A", "B"]);
    assert_eq!(
        page.capital,
        [
            (day("2026-03-03"), Capital::Flat),
            (day("2026-05-17"), Capital::Enriched)
        ]
    );
    assert_eq!(page.changes.len(), 1);
    let change = &page.changes[0];
    assert_eq!((change.from.as_str(), change.session.as_str()), ("A", "B"));
    assert_eq!(change.words.len(), 1);
    assert_eq!(change.words[0].then, "The number is still late");
    assert_eq!(
        (change.gone.as_slice(), change.new.as_slice()),
        (&["worried".to_owned()][..], &["hopeful".to_owned()][..])
    );
    assert_eq!(
        change.viability,
        Some((Some(Viability::NotYet), Some(Viability::Yes)))
    );
    assert_eq!(page.viability.len(), 2);
    assert_eq!(page.promised.len(), 2);
}

#[test]
fn notes_and_parked_ideas_stand_apart_from_their_words() {
    let page = Page::of(&ana(), &three());
    assert_eq!(page.notes[0].text, "better mood");
    assert_eq!(page.parked[0].text, "a second set of rollers");
    let lines = page.lines(today());
    for (words, role) in [
        ("better mood", Role::Note),
        ("a second set of rollers", Role::Note),
        ("The number is still late”", Role::Words),
    ] {
        let line = lines.iter().find(|l| l.text.contains(words)).unwrap();
        assert_eq!(line.role, role, "{words}");
    }
}

#[test]
fn a_page_reads_as_people_say_it() {
    let text = plain(&Page::of(&ana(), &three()).lines(today()));
    for words in [
        "Ana · Mina\n  2 conversations since March · the last 6 months ago\n",
        "  17 May   Mineral Rights with a client · 10 minutes · warmth ▁▁▄▁▁▇▁ · viable: yes\n",
        "  the issue: “The number is still late” · 17 May\n",
        "worn down  █▄  in 2 of 2, strength 5 2",
        "worried    ?·  in 1 of 2\n",
        "capital  · +  the last enriched, 17 May",
        "  ✓ done: send the draft · 8 March · because\n",
        "  ✗ dropped: test data · 17 May · moved twice · because\n",
        "viable: not yet, then yes",
        "new: hopeful",
        "not named any more: worried",
    ] {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
    assert!(
        !text.contains("practised") && !text.contains("somebody else"),
        "{text}"
    );
}

#[test]
fn trust_is_shown_only_where_it_was_measured() {
    let rated = |id: &str, began: &str, figures: [&str; 4]| {
        let ids = ["credibility", "reliability", "intimacy", "self-orientation"];
        let form = told_of("relationship-diagnosis", id, "Ana", began, Mode::Run);
        let form = ids
            .iter()
            .zip(figures)
            .fold(form, |form, (question, figure)| {
                form.and(Kind::Answer(Answer {
                    step: "four-parts".to_owned(),
                    question: Some((*question).to_owned()),
                    text: figure.to_owned(),
                }))
            });
        form.said("weak-spot", "the user's own thoughts about her")
            .digest()
    };
    let forms = [
        rated("B", "2026-06-01", ["8", "8", "4", "2"]),
        rated("A", "2026-01-01", ["6", "6", "3", "5"]),
    ];
    let page = Page::of(&ana(), &forms);
    assert_eq!(page.measured.len(), 1);
    assert_eq!(page.measured[0].title, "trust");
    let values: Vec<f64> = page.measured[0].values.iter().map(|(.., v)| *v).collect();
    assert_eq!(values, [3.0, 10.0]);
    let text = plain(&page.lines(today()));
    assert!(text.contains("█  3.0 10.0  the last 1 June"), "{text}");
    // A form about her is no conversation with her, and what stands in it are not her words.
    assert!(
        text.contains("no conversation yet") && page.words.is_empty(),
        "{text}"
    );
    assert!(Page::of(&ana(), &three()).measured.is_empty());
}

#[test]
fn a_page_of_nobody_says_so() {
    let page = Page::of(&ana(), []);
    assert_eq!(
        plain(&page.lines(today())),
        "Ana · Mina\n  no conversation yet\n"
    );
}
