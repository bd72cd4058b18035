//! Screens over many sessions: what a user does there, on sessions of other days.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "tests"
)]

mod support;

use jiff::civil::{Date, date};
use mineral::app::Start;
use mineral::script::catalogue;
use mineral::session::{
    Answer, Capital, Closed, Commitment, Entry, Feeling, Head, Kind, Mode, Moment, Owner, Person,
    PersonRef, Remark, ScriptRef, Viability,
};
use mineral::store::Library;
use std::path::Path;
use std::time::Duration;
use support::picture::{SIZES, picture};
use support::stage::{Stage, flat};

const BOUND: Duration = Duration::from_secs(20);
const SCRIPT: &str = "mineral-rights-client";

/// An id that comes after those with smaller numbers.
fn id(n: u32) -> String {
    format!("01KTEST{n:019}")
}

fn somebody(n: u32, name: &str, organisation: Option<&str>) -> Person {
    Person {
        id: id(9_000 + n),
        name: name.to_owned(),
        organisation: organisation.map(ToOwned::to_owned),
        other_names: Vec::new(),
    }
}

fn said(step: &str, text: &str) -> Kind {
    Kind::Answer(Answer {
        step: step.to_owned(),
        question: None,
        text: text.to_owned(),
    })
}

fn felt(step: &str, word: &str, strength: u8) -> Kind {
    Kind::Feeling(Feeling {
        step: step.to_owned(),
        question: None,
        word: word.to_owned(),
        intensity: Some(strength),
        listed: true,
        of: None,
    })
}

fn promise(owner: Owner, text: &str, due: Option<Date>) -> Kind {
    Kind::Commitment(Commitment {
        step: "commit".to_owned(),
        question: None,
        owner,
        text: text.to_owned(),
        due,
        said: None,
        from: None,
    })
}

fn closed(viability: Viability, capital: Capital) -> Kind {
    Kind::Closed(Closed {
        viability: Some(viability),
        capital: Some(capital),
        ..Closed::default()
    })
}

/// Keeps a session of a day, with somebody.
fn session(dir: &Path, n: u32, who: &Person, day: Date, mode: Mode, kinds: Vec<Kind>) -> String {
    let library = Library::at(dir);
    let script = catalogue::builtin(SCRIPT).unwrap();
    let began = Moment::parse(&format!("{day}T09:00:00+01:00")).unwrap();
    let head = Head {
        id: id(n),
        began,
        mode,
        script: ScriptRef {
            id: SCRIPT.to_owned(),
            title: script.title.to_owned(),
            hash: Library::hash(script.text.as_bytes()),
        },
        person: PersonRef::from(who),
        practice: None,
    };
    let known = library.people().unwrap().of(&who.id).is_some();
    let newcomer = (!known && mode != Mode::Practice).then_some(who);
    let text = script.text.as_bytes();
    let writer = library.create(&head, text, None, newcomer, |_| {}).unwrap();
    for (n, kind) in (1..).zip(kinds) {
        writer.append(Entry {
            n,
            at: began,
            t: u64::from(n) * 61_000,
            kind,
        });
    }
    writer.finish(BOUND).unwrap();
    head.id
}

/// Ana in March, May and November, Priya in October, and another Ana Ruiz.
fn library(dir: &Path) {
    let ana = somebody(1, "Ana Ruiz", Some("Halvorsen Mills"));
    let priya = somebody(2, "Priya Raman", Some("Norrfrakt"));
    let other = somebody(3, "Ana Ruiz", None);
    session(
        dir,
        1,
        &ana,
        date(2026, 3, 3),
        Mode::Live,
        vec![
            said("issue", "Nobody trusts the number before the ninth"),
            felt("impact", "worn down", 4),
            felt("impact", "worried", 4),
            Kind::Note(Remark {
                step: "impact".to_owned(),
                text: "looked away when I asked about herself".to_owned(),
            }),
            promise(Owner::Us, "send the draft", Some(date(2026, 3, 10))),
            closed(Viability::NotYet, Capital::Enriched),
        ],
    );
    session(
        dir,
        2,
        &ana,
        date(2026, 5, 17),
        Mode::Live,
        vec![
            said("issue", "The close takes nine days"),
            said("outcome", "Close in three days, and home by six"),
            felt("impact", "worn down", 3),
            felt("outcome", "hopeful", 3),
            Kind::Parked(Remark {
                step: "impact".to_owned(),
                text: "the planner module".to_owned(),
            }),
            promise(Owner::Them, "ask the CFO", Some(date(2026, 11, 21))),
            promise(Owner::Us, "introduce Tom", Some(date(2026, 11, 30))),
            closed(Viability::Yes, Capital::Flat),
        ],
    );
    session(
        dir,
        3,
        &priya,
        date(2026, 10, 3),
        Mode::Live,
        vec![
            said("issue", "The delivery dates move every week"),
            closed(Viability::Yes, Capital::Spent),
        ],
    );
    session(
        dir,
        4,
        &ana,
        date(2026, 11, 12),
        Mode::Live,
        vec![
            said("issue", "Two have left since spring"),
            felt("impact", "hopeful", 5),
            felt("impact", "worn down", 2),
            promise(Owner::Us, "send the plan", Some(date(2026, 11, 20))),
            promise(Owner::Us, "some time", None),
            closed(Viability::Yes, Capital::Enriched),
        ],
    );
    session(
        dir,
        5,
        &other,
        date(2026, 11, 14),
        Mode::Live,
        vec![
            said("issue", "We are four people in a garage"),
            closed(Viability::No, Capital::Flat),
        ],
    );
}

/// A library, and the program started on it.
fn stage(start: Start) -> (tempfile::TempDir, Stage) {
    let dir = tempfile::tempdir().unwrap();
    library(dir.path());
    let stage = Stage::new(dir.path(), start);
    (dir, stage)
}

/// Keys in, and what then is on the screen, and what is not.
fn walk(stage: &mut Stage, table: &[(&str, &[&str], &[&str])]) {
    for (keys, shown, gone) in table {
        stage.press(keys);
        let screen = flat(&stage.screen());
        for words in *shown {
            assert!(
                screen.contains(words),
                "after {keys:?} there is no {words:?}:\n{}",
                stage.screen()
            );
        }
        for words in *gone {
            assert!(
                !screen.contains(words),
                "after {keys:?} there still is {words:?}:\n{}",
                stage.screen()
            );
        }
    }
}

/// One snapshot a size.
fn shots(name: &str, start: &Start, keys: &str) {
    for (columns, rows) in SIZES {
        let (_dir, mut stage) = stage(start.clone());
        stage.press(&format!("<size:{columns}x{rows}>{keys}"));
        let (buffer, cursor) = stage.frame();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), picture(&buffer, cursor));
        });
    }
}

#[test]
fn how_it_ended_is_said_from_a_transcript_and_a_lost_one_can_be_learned_from() {
    let (_dir, mut stage) = stage(Start::Read(id(3)));
    walk(
        &mut stage,
        &[
            (
                "o",
                &["how did it end?", "w won", "l lost", "a walked away"],
                &[],
            ),
            ("<esc>", &["Priya Raman"], &["how did it end?"]),
            ("ox", &["how did it end?"], &[]),
            ("w", &["won: why?"], &[]),
            (
                "they trust ux<backspace>s<enter>",
                &["kept: ", "won", "they trust us"],
                &["won: why?"],
            ),
            (
                "ol<enter>",
                &["kept: lost", "ask for feedback?", "enter ask them"],
                &[],
            ),
            (
                "<enter>",
                &["Priya Raman", "Norrfrakt", "1 of"],
                &["ask for feedback?"],
            ),
        ],
    );
    assert_eq!(
        stage.live().session().head().script.id,
        "lost-deal-feedback"
    );
    assert_eq!(stage.live().session().head().person.id, id(9_002));
}

#[test]
fn how_it_ended_looks_like_this() {
    shots("ended", &Start::Read(id(3)), "o");
    shots(
        "ended-why",
        &Start::Read(id(3)),
        "olthey chose somebody who knows their trade",
    );
    shots("ended-lost", &Start::Read(id(3)), "ol<enter>");
}
