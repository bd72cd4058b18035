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
use mineral::app::ledger::View;
use mineral::ledger::By;
use mineral::script::catalogue;
use mineral::session::{
    Answer, Capital, Closed, Commitment, Entry, Feeling, Head, Kind, Mode, Moment, Owner, Person,
    PersonRef, Remark, ScriptRef, Viability,
};
use mineral::store::Library;
use mineral::text::clean_line;
use proptest::prelude::*;
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

#[test]
fn from_the_list_to_a_person_to_a_line_and_back() {
    let (_dir, mut stage) = stage(Start::Look(View::People));
    walk(
        &mut stage,
        &[
            (
                "",
                &[
                    "People",
                    "3 people",
                    "Ana Ruiz · Halvorsen Mills",
                    "3 conversations, 12 Nov 2026 · 5 open",
                    "Priya Raman · Norrfrakt",
                    "enter their page",
                ],
                &[],
            ),
            ("/garage", &["only with", "Nobody is called so"], &["Priya"]),
            (
                "<c-u>norr<enter>",
                &["only with “norr”: 1", "Priya Raman"],
                &["Ana Ruiz"],
            ),
            ("/<esc>", &["3 people", "Ana Ruiz"], &[]),
            (
                "<home><down><enter>",
                &[
                    "Ana Ruiz · Halvorsen Mills",
                    "3 conversations since March",
                    "Conversations",
                    "In their own words",
                ],
                &["garage"],
            ),
            ("<tab>", &["“Two have left since spring”"], &[]),
            (
                "<enter>",
                &["Ana Ruiz", "here: line 1 of 1", "1 of 7 · the issue"],
                &[],
            ),
            (
                "<esc>",
                &["In their own words", "3 conversations since March"],
                &[],
            ),
            ("<esc>", &["3 people"], &[]),
            ("<esc>", &["mineral", "Begin"], &["3 people"]),
        ],
    );
}

#[test]
fn notes_stand_apart_from_what_they_said_and_namesakes_apart_from_each_other() {
    let (_dir, mut stage) = stage(Start::Look(View::Person(id(9_001))));
    stage.press("<size:100x80>");
    let screen = stage.screen();
    let at = |words: &str| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("{words}:\n{screen}"))
    };
    assert!(at("In their own words") < at("“Nobody trusts the number"));
    assert!(at("We promised") < at("send the plan"));
    assert!(at("They promised") < at("ask the CFO"));
    assert!(at("Your own notes") < at("looked away when I asked"));
    assert!(at("Parked") < at("the planner module"));
    assert!(!screen.contains("garage"), "{screen}");
    let (_dir, mut stage) = self::stage(Start::Look(View::Person(id(9_003))));
    walk(
        &mut stage,
        &[("", &["garage"], &["Halvorsen", "send the plan"])],
    );
}

#[test]
fn a_person_is_renamed_merged_and_both_are_taken_back() {
    let (_dir, mut stage) = stage(Start::Look(View::Person(id(9_002))));
    walk(
        &mut stage,
        &[
            ("r", &["what are they called?", "Priya Raman"], &[]),
            (
                "<c-u><enter>",
                &["a name has to have something to read in it"],
                &[],
            ),
            (
                "r<c-u>Priya Rao<enter>",
                &["Priya Rao · Norrfrakt", "u takes it back"],
                &[],
            ),
            (
                "u",
                &[
                    "is not called Priya Rao any more",
                    "Priya Raman · Norrfrakt",
                ],
                &[],
            ),
            (
                "m",
                &["Whom is Priya Raman to be merged into?", "2 people"],
                &["Norrfrakt"],
            ),
            ("<esc>", &["Priya Raman · Norrfrakt"], &["merged"]),
            (
                "m/halv<enter><enter>",
                &[
                    "Ana Ruiz · Halvorsen Mills",
                    "4 conversations",
                    "u makes them two again",
                ],
                &[],
            ),
            ("<tab>", &["“The delivery dates move every week”"], &[]),
            ("u", &["are two again", "3 conversations since March"], &[]),
        ],
    );
}

fn kept(dir: &Path, n: u32) -> Vec<String> {
    let loaded = Library::at(dir).load(&id(n)).unwrap();
    let kinds = loaded.entries.into_iter().map(|(entry, _)| entry.kind);
    kinds
        .filter_map(|kind| match kind {
            Kind::Kept(k) => Some(format!(
                "{} {} {} {}",
                k.what.word(),
                k.of,
                k.due.map_or("-".to_owned(), |d| d.to_string()),
                k.why.as_deref().unwrap_or("-")
            )),
            Kind::Withdrawn(n) => Some(format!("withdrawn {n}")),
            _ => None,
        })
        .collect()
}

#[test]
fn what_became_of_a_promise_is_said_on_one_key_and_taken_back() {
    let (dir, mut stage) = stage(Start::Look(View::Due));
    walk(
        &mut stage,
        &[
            (
                "",
                &[
                    "Due",
                    "3 of them pressing",
                    "overdue",
                    "us Ana Ruiz, Halvorsen Mills: send the draft",
                    "today",
                    "them Ana Ruiz, Halvorsen Mills: ask the CFO",
                    "d done",
                    "m moved",
                ],
                &[],
            ),
            (
                "d",
                &["kept:", "done", "u takes it back"],
                &["Mills: send the draft"],
            ),
            ("u", &["taken back", "Mills: send the draft"], &[]),
            ("<home>m", &["to which day?"], &[]),
            ("soon<enter>", &["say the day in plain", "soon"], &[]),
            ("<c-u>2020-03-01<enter>", &["has passed"], &[]),
            (
                "<c-u>next friday she asked for it<enter>",
                &["kept:", "moved · "],
                &[],
            ),
            ("u", &["taken back", "10 March"], &[]),
            ("<home>x", &["dropped"], &["Mills: send the draft"]),
            ("uu", &["nothing was said here just now"], &[]),
        ],
    );
    assert_eq!(
        kept(dir.path(), 1),
        [
            "done 5 - -",
            "withdrawn 7",
            "moved 5 2026-11-27 she asked for it",
            "withdrawn 9",
            "dropped 5 - -",
            "withdrawn 11",
        ]
    );
}

#[test]
fn what_is_due_leads_to_the_session_and_to_the_person() {
    let (_dir, mut stage) = stage(Start::Look(View::Due));
    walk(
        &mut stage,
        &[
            (
                "<enter>",
                &["promised here: line 1 of 1", "send the draft"],
                &[],
            ),
            (
                "<esc>p",
                &["Ana Ruiz · Halvorsen Mills", "Conversations"],
                &[],
            ),
            (
                "b",
                &["Before the call · Ana Ruiz · Halvorsen Mills", "Ask first"],
                &[],
            ),
            // The page that is under it, and not another one.
            ("p", &["Conversations"], &["Ask first"]),
            ("<esc>", &["Due", "overdue"], &[]),
            (
                "<end>",
                &["not spoken to since 3 October", "Priya Raman"],
                &[],
            ),
            ("d", &["nobody promised anything here"], &[]),
            ("c", &["it has no date: m gives it one"], &[]),
            ("l", &["Priya Raman", "1 of 7"], &[]),
        ],
    );
    assert_eq!(stage.live().session().head().person.id, id(9_002));
}

#[test]
fn each_figure_opens_the_sessions_behind_it() {
    let (_dir, mut stage) = stage(Start::Look(View::Insights(By::Month)));
    walk(
        &mut stage,
        &[
            (
                "",
                &[
                    "Insights, by month",
                    "5 conversations",
                    "Mar 2026",
                    "all time",
                ],
                &[],
            ),
            ("w", &["Insights, by week", "9 Nov 26"], &["Mar 2026"]),
            ("r", &["Insights, by quarter", "Q1 2026", "Q4 2026"], &[]),
            ("m<home>", &["Insights, by month"], &[]),
            (
                "<enter>",
                &[
                    "Conversations · Mar 2026",
                    "1 conversation",
                    "Ana Ruiz · Halvorsen Mills",
                ],
                &[],
            ),
            (
                "<enter>",
                &["Nobody trusts the number before the ninth"],
                &[],
            ),
            ("<esc><esc>", &["Insights, by month"], &[]),
            ("<end>", &["Not counted yet"], &[]),
            ("<enter>", &["no conversation stands behind this line"], &[]),
        ],
    );
}

#[test]
fn home_shows_what_presses_and_leads_everywhere() {
    let (_dir, mut stage) = stage(Start::Home);
    walk(
        &mut stage,
        &[
            (
                "",
                &[
                    "Due us Ana Ruiz, Halvorsen Mills: send the draft",
                    "them Ana Ruiz, Halvorsen Mills: ask the CFO",
                    "today",
                    "due · ",
                    "people · what each of them said",
                    "insights · figures",
                    "t due",
                    "w people",
                ],
                &[],
            ),
            ("t", &["overdue", "pressing"], &["Begin"]),
            ("<esc>w", &["3 people"], &[]),
            ("<esc>i", &["Insights, by month"], &[]),
            ("<esc><home><enter>", &["promised here: line 1 of 1"], &[]),
            ("<esc>", &["Begin"], &[]),
        ],
    );
}

#[test]
fn the_brief_is_at_hand_before_and_during_a_conversation() {
    let (_dir, mut stage) = stage(Start::Home);
    walk(
        &mut stage,
        &[
            ("lPriya Raman", &["F2 the brief"], &[]),
            (
                "<f2>",
                &["Before the call · Priya Raman · Norrfrakt", "Ask first"],
                &[],
            ),
            (
                "<esc>",
                &["with", "Priya Raman", "works at"],
                &["Ask first"],
            ),
            ("<c-u>Nobody", &[], &["the brief"]),
            ("<f2>", &["nobody of this name is known yet"], &[]),
            ("<c-u>Ana Ruiz<f2>", &["several people are called"], &[]),
            ("<c-u>Priya Raman<enter><enter><enter>", &["1 of 7"], &[]),
            ("<f2>", &["1 of 7", "brief ·", "Ask first"], &[]),
            ("<f2>", &["1 of 7"], &["Ask first"]),
        ],
    );
}

#[test]
fn an_empty_library_says_what_would_be_here() {
    for (view, words) in [
        (View::People, "Nobody yet."),
        (View::Due, "Nothing is open."),
        (View::Insights(By::Week), "There is nothing to count yet."),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let stage = Stage::new(dir.path(), Start::Look(view));
        let screen = flat(&stage.screen());
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
}

/// Names that programs have stumbled over.
const NAUGHTY: [&str; 12] = [
    "\u{1b}[31mred\u{1b}[0m",
    "a\tb",
    "%s %d",
    "Ω≈ç√∫˜µ≤≥÷",
    "田中さんにあげて下さい",
    "👩‍👩‍👧‍👦 family",
    "\u{202e}evil",
    "<script>alert(1)</script>",
    "'; DROP TABLE people; --",
    "../../etc/passwd",
    "نص عربي",
    "ZaLGo\u{336}\u{335}\u{321}",
];

#[test]
fn any_name_is_shown_on_every_screen_at_every_size() {
    let dir = tempfile::tempdir().unwrap();
    for (n, name) in (1..).zip(NAUGHTY) {
        let who = somebody(n, &clean_line(name), Some(&clean_line(name)));
        session(
            dir.path(),
            n,
            &who,
            date(2026, 9, 1),
            Mode::Live,
            vec![
                said("issue", name),
                promise(Owner::Us, name, Some(date(2026, 9, 2))),
                closed(Viability::Yes, Capital::Flat),
            ],
        );
    }
    let whom = (1..).zip(NAUGHTY).flat_map(|(n, _)| {
        let id = id(9_000 + n);
        [View::Person(id.clone()), View::Brief(id)]
    });
    let views = [View::People, View::Due, View::Insights(By::Month)];
    for view in views.into_iter().chain(whom) {
        let mut stage = Stage::new(dir.path(), Start::Look(view.clone()));
        for size in ["80x24", "40x12", "13x7", "1x1", "0x0", "200x60"] {
            stage.press(&format!("<size:{size}><down><end><home>"));
            let screen = stage.screen();
            assert!(
                !screen.contains(['\u{1b}', '\u{202e}', '\t']),
                "{view:?}: {screen}"
            );
        }
    }
}

#[test]
fn every_screen_looks_like_this() {
    let person = || View::Person(id(9_001));
    shots("people", &Start::Look(View::People), "");
    shots("people-merge", &Start::Look(person()), "m");
    shots("person", &Start::Look(person()), "");
    shots("person-end", &Start::Look(person()), "<end>");
    shots("person-rename", &Start::Look(person()), "r");
    shots("person-export", &Start::Look(person()), "e");
    shots("brief", &Start::Look(View::Brief(id(9_001))), "");
    shots("due", &Start::Look(View::Due), "");
    shots("due-moved", &Start::Look(View::Due), "mnext friday");
    shots("due-done", &Start::Look(View::Due), "d");
    shots("insights", &Start::Look(View::Insights(By::Quarter)), "");
    shots(
        "sessions",
        &Start::Look(View::Insights(By::Month)),
        "<enter>",
    );
    shots("home-due", &Start::Home, "");
    shots("people-help", &Start::Look(View::People), "<f1>");
}

/// A key that does something on one of the screens, or a size.
fn act() -> impl Strategy<Value = String> {
    let keys = "jkgGbplrmudxcCowieEtnq/ \u{e9}";
    prop_oneof![
        6 => proptest::sample::select(keys.chars().collect::<Vec<_>>()).prop_map(String::from),
        4 => proptest::sample::select(vec!["<enter>", "<esc>", "<tab>", "<down>", "<up>", "<f1>", "<f2>", "<home>", "<end>", "<pagedown>"])
            .prop_map(str::to_owned),
        1 => (0_u16..90, 0_u16..30).prop_map(|(c, r)| format!("<size:{c}x{r}>")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn no_keys_and_no_size_make_it_fall(acts in proptest::collection::vec(act(), 1..40)) {
        let (dir, mut stage) = stage(Start::Look(View::People));
        // Files are written where the program stands: nothing is exported here.
        let _ = &dir;
        for act in acts.iter().filter(|a| !matches!(a.as_str(), "e" | "E" | "c" | "C")) {
            stage.press(act);
            let _ = stage.frame();
            if stage.quit {
                break;
            }
        }
    }
}
