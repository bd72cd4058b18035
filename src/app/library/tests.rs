use super::super::event::{Effect, Now};
use super::super::keymap::Action;
use super::*;
use crate::session::Moment;

/// Rows from a list of a hundred thousand, as they are asked for.
const ALL: usize = 100_000;

fn row(at: usize) -> Listed {
    Listed {
        id: format!("{at:026}"),
        began: Moment::parse("2026-11-21T14:03:11+01:00").ok(),
        mode: None,
        person: None,
        name: format!("Person {at}"),
        name_marks: Vec::new(),
        organisation: None,
        script: String::new(),
        warmth: Vec::new(),
        closed: true,
        viability: None,
        ended: None,
        open: 0,
        length: 0,
        line: None,
        near: false,
        broken: None,
    }
}

/// Answers questions until there is none; how many there were, and the most rows that one asked for.
fn answered(library: &mut Library, effects: Vec<Effect>) -> (usize, usize) {
    let (mut asked, mut most) = (0, 0);
    let mut todo = effects;
    while let Some(effect) = todo.pop() {
        if let Effect::Library(Wish::Find(ask)) = effect {
            (asked, most) = (asked + 1, most.max(ask.most));
            let last = (ask.from + ask.most).min(ALL);
            let answer = Answer {
                number: ask.number,
                found: Found::Page {
                    from: ask.from,
                    rows: (ask.from..last).map(row).collect(),
                    total: ALL,
                    near: 0,
                },
            };
            todo.extend(library.answer(answer));
        }
    }
    (asked, most)
}

fn opened() -> Library {
    let mut library = Library::new("", false);
    library.resize(80, 24);
    let effects = library.begin();
    answered(&mut library, effects);
    library
}

#[test]
fn a_list_of_any_length_is_here_in_part_only() {
    let mut library = opened();
    assert!(library.rows.len() <= 3 * library.page());
    let mut asked = 0;
    for action in [
        Action::Down,
        Action::PageDown,
        Action::Bottom,
        Action::PageUp,
        Action::Top,
    ] {
        for _ in 0..50 {
            let effects = library.go(action);
            let (again, most) = answered(&mut library, effects);
            asked += again;
            assert!(most <= MOST && library.rows.len() <= MOST);
            let chosen = library.chosen().expect("it is here");
            assert_eq!(chosen.id, format!("{:026}", library.at));
            let seen = library.top..(library.top + library.page()).min(ALL);
            assert!(seen.contains(&library.at));
            assert!(seen.into_iter().all(|at| library.row(at).is_some()));
        }
    }
    assert!(asked < 120, "{asked} questions for 250 keys");
    assert_eq!(library.at, 0);
}

#[test]
fn keys_ask_at_once_and_late_answers_are_dropped() {
    let mut library = opened();
    let first = library.ask_anew();
    let second = library.ask_anew();
    let Some(Effect::Library(Wish::Find(late))) = first.first() else {
        panic!("no question");
    };
    let answer = |number, total| Answer {
        number,
        found: Found::Page {
            from: 0,
            rows: Vec::new(),
            total,
            near: 0,
        },
    };
    library.answer(answer(late.number, 7));
    assert_eq!(library.total(), ALL);
    answered(&mut library, second);
    assert_eq!(library.total(), ALL);
}

#[test]
fn while_the_index_is_made_the_list_is_asked_for_again_now_and_then() {
    let mut library = opened();
    let reading = Indexed::Reading { done: 1, all: 9 };
    let mut asked = 0;
    for ms in (0..10_000).step_by(100) {
        let at = Moment::parse("2026-11-21T14:03:11+01:00").expect("a moment");
        asked += library.indexed(&reading, Now { at, ms }).len();
    }
    assert!((8..=10).contains(&asked), "{asked}");
}
