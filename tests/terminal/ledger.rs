//! People, promises and all sessions together, through the real program, on sessions of other days.

use super::support::{Home, list, squeezed};
use jiff::{ToSpan, Zoned, civil::Date};
use mineral::app::Event;
use mineral::ledger::{Digest, Due};
use mineral::script::catalogue;
use mineral::session::{
    Answer, Closed, Commitment, Draft, Entry, Feeling, Head, Kind, Mode, Moment, Owner, Person,
    PersonRef, ScriptRef, Viability,
};
use mineral::store::{Library, Writer};
use std::time::{Duration, SystemTime};

const BOUND: Duration = Duration::from_secs(20);
const SCRIPT: &str = "mineral-rights-client";

/// The day, so many days from today.
fn day(days: i32) -> Date {
    Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC).date() + days.days()
}

fn library(home: &Home) -> Library {
    Library::at(home.data())
}

fn somebody(name: &str, organisation: Option<&str>) -> Person {
    Person {
        id: Library::new_id(SystemTime::now()),
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

fn closed() -> Kind {
    Kind::Closed(Closed {
        viability: Some(Viability::Yes),
        ..Closed::default()
    })
}

/// A session that began some days ago and is being written.
fn writing(home: &Home, who: &Person, ago: i32, mode: Mode, kinds: Vec<Kind>) -> (String, Writer) {
    let script = catalogue::builtin(SCRIPT).unwrap();
    let began = Moment::parse(&format!("{}T09:00:00+00:00", day(-ago))).unwrap();
    let head = Head {
        id: Library::new_id(SystemTime::now()),
        began,
        mode,
        script: ScriptRef {
            id: SCRIPT.to_owned(),
            title: "Mineral Rights with a client".to_owned(),
            hash: Library::hash(script.text.as_bytes()),
        },
        person: PersonRef::from(who),
        practice: None,
    };
    let known = library(home).people().unwrap().of(&who.id).is_some();
    let newcomer = (!known && mode != Mode::Practice).then_some(who);
    let text = script.text.as_bytes();
    let writer = library(home)
        .create(&head, text, None, newcomer, |_| {})
        .unwrap();
    for (n, kind) in (1..).zip(kinds) {
        writer.append(Entry {
            n,
            at: began,
            t: u64::from(n) * 1_000,
            kind,
        });
    }
    (head.id, writer)
}

fn session(home: &Home, who: &Person, ago: i32, kinds: Vec<Kind>) -> String {
    let (id, writer) = writing(home, who, ago, Mode::Live, kinds);
    writer.finish(BOUND).unwrap();
    id
}

/// A conversation of ten days ago with promises around today.
fn promised(home: &Home) -> (Person, String) {
    let ana = somebody("Ana Ruiz", Some("Mina"));
    let id = session(
        home,
        &ana,
        10,
        vec![
            said("issue", "Nobody trusts the number before the ninth"),
            promise(Owner::Us, "send the draft", Some(day(-1))),
            promise(Owner::Them, "ask the CFO", Some(day(0))),
            promise(Owner::Us, "call Tom", Some(day(20))),
            promise(Owner::Us, "some time", None),
            closed(),
        ],
    );
    (ana, id)
}

#[test]
fn what_is_due_has_a_line_each_and_an_exit_code() {
    let home = Home::new();
    let none = home.run(&["due"], "");
    assert_eq!(
        (none.code, none.out.as_str(), none.err.as_str()),
        (Some(0), "", "")
    );
    assert_eq!(home.run(&["due", "--count"], "").well(), "0\n");
    let (_, id) = promised(&home);
    let short = &id[..8];
    let due = home.run(&["due"], "");
    assert_eq!(due.code, Some(1), "{due:#?}");
    let rows: Vec<&str> = due.out.lines().collect();
    assert_eq!(
        rows[..2],
        [
            format!("overdue    us    Ana Ruiz: send the draft · yesterday · {short}:2"),
            format!("today      them  Ana Ruiz: ask the CFO · today · {short}:3"),
        ]
    );
    assert!(
        rows[2].starts_with("later      us    Ana Ruiz: call Tom · "),
        "{rows:#?}"
    );
    assert_eq!(
        rows[3],
        format!("no date    us    Ana Ruiz: some time · {short}:5")
    );
    assert_eq!(rows.len(), 4);
    for (arguments, said) in [
        (&["due", "--count"][..], "2\n"),
        (&["due", "--count", "--days", "20"], "3\n"),
        (&["due", "--count", "--days", "0"], "2\n"),
    ] {
        let ran = home.run(arguments, "");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), said),
            "{arguments:?}"
        );
    }
    let json = home.run(&["due", "--json", "--days", "0"], "");
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(value["items"].as_array().unwrap().len(), 2);
    assert_eq!(value["items"][0]["when"], "overdue");
    assert_eq!(value["items"][0]["session"], id);
    assert_eq!(json.code, Some(1));
}

#[test]
fn what_became_of_a_promise_is_kept_and_can_be_taken_back() {
    let home = Home::new();
    let (_, id) = promised(&home);
    let at = |n: u32| format!("{}:{n}", &id.to_lowercase()[..12]);
    let done = home
        .run(&["due", "done", &at(2), "sent by", "mail"], "")
        .well();
    assert!(
        done.starts_with("kept: done: us: send the draft · by "),
        "{done}"
    );
    assert!(done.contains(" · sent by mail · said on "), "{done}");
    let moved = home
        .run(
            &[
                "due",
                "moved",
                &at(3),
                "in",
                "two",
                "weeks",
                "she",
                "is away",
            ],
            "",
        )
        .well();
    assert!(
        moved.contains("moved: them: ask the CFO") && moved.contains(" · she is away · "),
        "{moved}"
    );
    home.run(&["due", "dropped", &at(5)], "").well();
    let due = home.run(&["due"], "");
    assert_eq!(due.code, Some(0));
    let rows: Vec<&str> = due.out.lines().collect();
    assert_eq!(rows.len(), 2, "{rows:#?}");
    assert!(
        rows[0].contains("ask the CFO") && rows[0].contains(" · moved · "),
        "{rows:#?}"
    );
    // The conversation is as closed as it was, and as long.
    home.run(&["resume", "--plain"], "")
        .fails(1, &["no unfinished conversation"]);
    let read = home.read();
    for words in ["not ended yet", "send the draft · by "] {
        assert_eq!(read.contains(words), words != "not ended yet", "{read}");
    }
    assert!(
        read.contains("· done\n") && read.contains("· moved to ") && read.contains("· dropped\n"),
        "{read}"
    );
    let (_, afterwards) = read.split_once("Afterwards\n").unwrap();
    assert!(afterwards.contains("done: us: send the draft"), "{read}");
    // Back again, one after the other.
    let back = home.run(&["due", "undo", &at(2)], "").well();
    assert!(
        back.starts_with("taken back: (withdrawn) done: us: send the draft"),
        "{back}"
    );
    assert_eq!(home.run(&["due", "--count"], "").out, "1\n");
    home.run(&["due", "undo", &at(2)], "")
        .fails(1, &["nothing was said about entry 2"]);
    assert!(home.read().contains("(withdrawn) done: us: send the draft"));
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let home = Home::new();
    let (ana, id) = promised(&home);
    let (practice, writer) = writing(
        &home,
        &somebody("Marta", None),
        3,
        Mode::Practice,
        vec![promise(Owner::Us, "practised", Some(day(-2))), closed()],
    );
    writer.finish(BOUND).unwrap();
    let before = std::fs::read(home.session()).unwrap();
    let at = |n: &str| format!("{id}:{n}");
    for (arguments, code, words) in [
        (vec!["due", "done", "nonsense"], 2, "not ID:N"),
        (vec!["due", "done", "ZZZZ:1"], 1, "no session begins with"),
        (vec!["due", "done", "../x:1"], 1, "no session begins with"),
        (vec!["due", "done", &at("0")], 2, "not ID:N"),
        (vec!["due", "done", &at("1")], 1, "no promise that counts"),
        (vec!["due", "done", &at("99")], 1, "no promise that counts"),
        (vec!["due", "moved", &at("2")], 2, "to which day?"),
        (vec!["due", "moved", &at("2"), "soon"], 2, "to which day?"),
        (vec!["due", "moved", &at("2"), "yesterday"], 2, "has passed"),
        (vec!["due", "--count", "--json"], 2, "cannot be used with"),
        (vec!["ended", &practice, "won"], 1, "practice"),
        (vec!["ended", "ZZZZ", "won"], 1, "no session begins with"),
        (vec!["ended", &id, "perhaps"], 2, "perhaps"),
        (vec!["brief", "Nobody"], 1, "nobody is called \"Nobody\""),
        (vec!["person", "show", " "], 2, "a name is needed"),
        (
            vec!["person", "rename", "Ana Ruiz", "\u{202e}"],
            1,
            "a name has to have",
        ),
        (
            vec!["person", "rename", "Ana Ruiz", "Ana Ruiz"],
            1,
            "called so already",
        ),
        (
            vec!["person", "merge", "Ana Ruiz", &ana.id],
            1,
            "one person already",
        ),
        (vec!["person", "undo"], 1, "to take back"),
    ] {
        home.run(&arguments, "").fails(code, &[words]);
    }
    let long = "x".repeat(2_001);
    home.run(&["due", "done", &at("2"), &long], "")
        .fails(2, &["2000 characters"]);
    let practised = format!("{practice}:1");
    home.run(&["due", "done", &practised], "")
        .fails(1, &["practice"]);
    assert_eq!(std::fs::read(home.session()).unwrap(), before);
    // Nothing of a practice is due.
    assert!(!home.run(&["due"], "").out.contains("practised"));
}

#[test]
fn a_session_that_is_being_written_is_left_alone() {
    let home = Home::new();
    let ana = somebody("Ana Ruiz", None);
    let kinds = vec![promise(Owner::Us, "send the draft", Some(day(-1)))];
    let (id, writer) = writing(&home, &ana, 1, Mode::Live, kinds);
    assert!(writer.settle(BOUND));
    let at = format!("{id}:1");
    home.run(&["due", "done", &at], "")
        .fails(3, &["another mineral is writing", "end or leave it there"]);
    home.run(&["ended", &id, "won"], "")
        .fails(3, &["another mineral is writing"]);
    // What is due can be read all the same.
    assert_eq!(home.run(&["due", "--count"], "").out, "1\n");
    writer.finish(BOUND).unwrap();
    home.run(&["due", "done", &at], "").well();
    assert_eq!(home.run(&["due", "--count"], "").out, "0\n");
}

#[test]
fn what_stands_in_the_input_stays_there() {
    let home = Home::new();
    let ana = somebody("Ana Ruiz", None);
    let kinds = vec![promise(Owner::Us, "send the draft", Some(day(-1)))];
    let (id, writer) = writing(&home, &ana, 1, Mode::Live, kinds);
    writer.draft(Draft {
        n: 2,
        t: 9_000,
        text: "half a sen".to_owned(),
        cursor: 6,
    });
    writer.finish(BOUND).unwrap();
    home.run(&["due", "done", &format!("{id}:1")], "").well();
    home.run(&["ended", &id, "open"], "").well();
    let draft = library(&home).load(&id).unwrap().draft.unwrap();
    assert_eq!(
        (draft.n, draft.text.as_str(), draft.cursor),
        (4, "half a sen", 6)
    );
    assert!(
        home.read()
            .contains("in the input, not kept yet: half a sen")
    );
}

#[test]
fn people_are_renamed_merged_and_two_again() {
    let home = Home::new();
    let (ana, first) = promised(&home);
    let berg = somebody("Anna Ruiz-Berg", Some("Norrfrakt"));
    session(
        &home,
        &berg,
        2,
        vec![said("issue", "words of the other one"), closed()],
    );
    let list = home.run(&["person", "list"], "").well();
    assert!(
        list.contains("Ana Ruiz · Mina · 1 conversation, "),
        "{list}"
    );
    let renamed = home
        .run(&["person", "rename", "ana ruiz", "Ana Berg"], "")
        .well();
    assert_eq!(
        renamed,
        "Ana Ruiz is called Ana Berg now; both names find them\n"
    );
    // Found by both names, and shown by the new one everywhere.
    for name in [
        "Ana Ruiz",
        "ANA BERG",
        &ana.id[..22],
        &ana.id.to_lowercase(),
    ] {
        let page = home.run(&["person", "show", name], "").well();
        assert!(page.starts_with("Ana Berg · Mina\n"), "{page}");
    }
    assert!(
        home.run(&["due"], "")
            .out
            .contains("Ana Berg: send the draft")
    );
    let merged = home
        .run(&["person", "merge", "Ana Berg", "Anna Ruiz-Berg"], "")
        .well();
    assert!(
        merged.starts_with("Ana Berg · Mina is Anna Ruiz-Berg · Norrfrakt now"),
        "{merged}"
    );
    let json = home
        .run(&["person", "show", "Ana Ruiz", "--json"], "")
        .well();
    let page: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(page["person"]["id"], berg.id);
    assert_eq!(page["met"].as_array().unwrap().len(), 2);
    assert_eq!(page["met"][1]["session"], first);
    let list = home.run(&["person", "list", "--json"], "").well();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list[0]["conversations"], 2);
    assert_eq!(
        list[0]["other_names"],
        serde_json::json!(["Ana Berg", "Ana Ruiz"])
    );
    // A new conversation under an old name is with the same one.
    home.run(&["live", "--plain", "--with", "Ana Ruiz"], "once more\n")
        .well();
    assert!(
        home.run(&["brief", "Ana Berg"], "")
            .well()
            .contains("3 conversations since")
    );
    let undone = home.run(&["person", "undo"], "").well();
    assert_eq!(
        undone,
        "Ana Berg · Mina and Anna Ruiz-Berg · Norrfrakt are two again\n"
    );
    assert_eq!(
        home.run(&["person", "undo"], "").well(),
        "Ana Ruiz · Mina is not called Ana Berg any more\n"
    );
    home.run(&["person", "show", "Ana Berg"], "")
        .fails(1, &["nobody is called"]);
    home.run(&["person", "undo"], "")
        .fails(1, &["to take back"]);
}

#[test]
fn namesakes_stay_apart_until_one_says_who_is_meant() {
    let home = Home::new();
    let (one, other) = (
        somebody("Ana Ruiz", Some("Mina")),
        somebody("Ana Ruiz", Some("Norrfrakt")),
    );
    session(
        &home,
        &one,
        2,
        vec![said("issue", "words of the first one")],
    );
    session(
        &home,
        &other,
        1,
        vec![said("issue", "words of the second one")],
    );
    home.run(&["brief", "Ana Ruiz"], "")
        .fails(2, &["several people are called", &one.id, "--org"]);
    let brief = home
        .run(&["brief", "Ana Ruiz", "--org", "norrfrakt"], "")
        .well();
    assert!(
        brief.contains("words of the second one") && !brief.contains("first one"),
        "{brief}"
    );
    let brief = home.run(&["brief", &one.id, "--format", "md"], "").well();
    assert!(
        brief.starts_with("# Ana Ruiz · Mina\n") && brief.contains("words of the first one"),
        "{brief}"
    );
    home.run(&["person", "merge", "Ana Ruiz", "Ana Ruiz"], "")
        .fails(2, &["several people"]);
    home.run(
        &[
            "person",
            "merge",
            "Ana Ruiz",
            "Ana Ruiz",
            "--org",
            "Mina",
            "--into-org",
            "Norrfrakt",
        ],
        "",
    )
    .well();
    assert!(
        home.run(&["brief", "Ana Ruiz"], "")
            .well()
            .contains("2 conversations")
    );
    let renamed = home.run(&["person", "undo"], "").well();
    assert!(renamed.contains("two again"), "{renamed}");
    let tom = somebody("Tom", None);
    session(&home, &tom, 1, vec![said("issue", "words of Tom")]);
    let renamed = home
        .run(&["person", "rename", "Tom", "Ana Ruiz"], "")
        .well();
    assert!(renamed.contains("they stay apart"), "{renamed}");
}

#[test]
fn a_merged_person_brings_what_was_said_before() {
    let home = Home::new();
    let ana = somebody("Ana Ruiz", None);
    session(
        &home,
        &ana,
        20,
        vec![
            said("outcome", "close in three days instead of nine"),
            closed(),
        ],
    );
    let berg = somebody("Ana Berg", None);
    let at = Moment::parse("2026-01-01T09:00:00+00:00").unwrap();
    library(&home).add_person(&berg, at).unwrap();
    let begin = || {
        let arguments = ["live", "what-has-changed", "--plain", "--with", "Ana Berg"];
        home.run(&arguments, "a lot is new with us\n/next\n").well()
    };
    assert!(
        begin().contains("what I should know"),
        "a first conversation"
    );
    home.run(&["person", "merge", "Ana Ruiz", "Ana Berg"], "")
        .well();
    let later = begin();
    assert!(later.contains("what they wanted"), "{later}");
    // Home calls everybody as they are called now.
    let desk = mineral::desk::Desk::new(library(&home), |_| {});
    let rows = desk
        .shelf()
        .list()
        .into_iter()
        .find_map(|event| match event {
            Event::Sessions(rows) => Some(rows),
            _ => None,
        });
    assert!(rows.unwrap().iter().all(|r| r.person == "Ana Berg"));
}

#[test]
fn several_programs_change_people_at_once_and_nothing_is_lost() {
    let home = Home::new();
    let all: Vec<Person> = (0..4).map(|k| somebody(&format!("P{k}"), None)).collect();
    for one in &all {
        session(&home, one, 1, vec![said("issue", "some words of theirs")]);
    }
    std::thread::scope(|scope| {
        for one in &all {
            let home = &home;
            scope.spawn(move || {
                for k in 0..3 {
                    let name = format!("{} {k}", one.name);
                    home.run(&["person", "rename", &one.id, &name], "").well();
                }
            });
        }
    });
    let people = library(&home).people().unwrap();
    assert_eq!(people.problems, []);
    for one in &all {
        let now = people.of(&one.id).unwrap();
        assert_eq!(now.name, format!("{} 2", one.name));
        assert_eq!(now.other_names.len(), 3);
    }
}

#[test]
fn how_it_ended_is_said_at_any_time_and_a_lost_one_can_be_learned_from() {
    let home = Home::new();
    let name = "Ana O'Brien; $(touch here)";
    let ana = somebody(name, Some("`id` & Co"));
    let id = session(
        &home,
        &ana,
        30,
        vec![said("issue", "words of theirs"), closed()],
    );
    let lost = home
        .run(&["ended", &id[..10], "lost", "they chose", "Kestrel"], "")
        .well();
    assert!(
        lost.starts_with("kept: how it ended: lost · they chose Kestrel · said on "),
        "{lost}"
    );
    // The command it names is one that a shell takes for what it says.
    let command = lost.lines().last().unwrap().trim();
    let script = format!(
        "{} --plain",
        command.replacen("mineral", env!("CARGO_BIN_EXE_mineral"), 1)
    );
    let ran = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("MINERAL_HOME", home.data().parent().unwrap())
        .current_dir(home.here())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(
        said.contains("After a lost deal") && said.contains(name),
        "{said}"
    );
    assert!(!home.here().join("here").exists());
    assert_eq!(library(&home).people().unwrap().all.len(), 1);
    // The newest counts; all that was said stays readable.
    let won = home.run(&["ended", &id, "won"], "").well();
    assert!(!won.contains("lost-deal"), "{won}");
    let read = home.run(&["read", "--plain", &id], "").well();
    assert!(
        read.contains("how it ended: lost") && read.contains("how it ended: won"),
        "{read}"
    );
    let json = home.run(&["insights", "--json"], "").well();
    let insights: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        insights["all"]["won"],
        serde_json::json!({"part": 1, "whole": 1, "sessions": [id]})
    );
    // About oneself there is nothing to win.
    home.run(&["run", "--plain", "daily-standard"], "yes\n");
    let own = home.session();
    let own = own.file_stem().unwrap().to_str().unwrap().to_owned();
    home.run(&["ended", &own, "won"], "")
        .fails(1, &["about yourself"]);
}

#[test]
fn the_brief_and_the_figures_come_from_all_that_can_be_read() {
    let home = Home::new();
    let (ana, broken) = promised(&home);
    let felt = Kind::Feeling(Feeling {
        step: "impact".to_owned(),
        question: None,
        word: "worn down".to_owned(),
        intensity: Some(4),
        listed: true,
        of: None,
    });
    session(
        &home,
        &ana,
        3,
        vec![
            said("outcome", "close in three days instead of nine"),
            felt,
            closed(),
        ],
    );
    let brief = home.run(&["brief", "Ana Ruiz"], "").well();
    for words in [
        "Say first: you promised “send the draft” (due yesterday)",
        "“What has changed since last ",
        "the issue: “Nobody trusts the number before the ninth”",
        "worn down 4 of 5 · current impact",
        "They were to “ask the CFO” by today.",
    ] {
        assert!(brief.contains(words), "{words:?} is missing in\n{brief}");
    }
    std::fs::write(
        home.data().parent().unwrap().join("c.yaml"),
        "wished-win-ratio: 60\n",
    )
    .unwrap();
    let config = home.data().parent().unwrap().join("c.yaml");
    let config = config.to_str().unwrap();
    let insights = home
        .run(&["insights", "--by", "week", "--config", config], "")
        .well();
    assert!(
        squeezed(&insights).contains(&squeezed("Insights, by week 2 conversations")),
        "{insights}"
    );
    assert!(
        insights.lines().all(|l| l.chars().count() <= 80),
        "{insights}"
    );
    // One that is broken is told, and does not count.
    let year = day(-10).year().to_string();
    let path = home
        .data()
        .join("sessions")
        .join(year)
        .join(format!("{broken}.yaml"));
    std::fs::write(&path, "?").unwrap();
    let ran = home.run(&["insights"], "");
    assert!(
        ran.err.contains("1 could not be read and are not counted") && ran.err.contains(&broken),
        "{ran:#?}"
    );
    assert!(ran.out.contains("1 conversation with people"), "{ran:#?}");
    assert_eq!(home.run(&["due", "--count"], "").out, "0\n");
}

#[test]
fn the_desk_walks_all_sessions_and_says_how_far_it_is() {
    let home = Home::new();
    let (ana, first) = promised(&home);
    let second = session(&home, &ana, 1, vec![said("issue", "words of theirs")]);
    let desk = mineral::desk::Desk::new(library(&home), |_| {});
    let mut steps = Vec::new();
    let mut all = Vec::new();
    let found = desk
        .shelf()
        .each_digest(|d| all.push(d.clone()), |at, all| steps.push((at, all)))
        .unwrap();
    assert_eq!(steps, [(1, 2), (2, 2)]);
    let ids: Vec<&str> = all.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, [second.as_str(), first.as_str()]);
    assert!(found.skipped.is_empty());
    assert_eq!(Due::at(day(0), &all).pressing().count(), 2);
    // Without the file of the people, sessions still know whose they are.
    std::fs::remove_file(home.data().join("people.yaml")).unwrap();
    let mut with_ana = 0;
    let see = |d: &Digest| with_ana += usize::from(d.person.id == ana.id);
    let found = desk.shelf().each_digest(see, |_, _| {}).unwrap();
    assert_eq!((found.people.all.len(), with_ana), (1, 2));
}

/// What is due on a screen, `done` on one key and then out: whatever comes next, it is kept.
#[test]
fn what_is_said_on_the_screen_is_kept_also_when_one_leaves_at_once() {
    let home = Home::new();
    let (_, id) = promised(&home);
    let mut program = home.start(&["due"]);
    program.wait_for("send the draft");
    program.wait_for("4 open");
    program.keys("dqq");
    assert_eq!(program.exit_code(), 0);
    let due = home.run(&["due"], "");
    assert!(!due.out.contains("send the draft"), "{}", due.out);
    let loaded = library(&home).load(&id).unwrap();
    let last = loaded.entries.last().unwrap();
    assert!(matches!(&last.0.kind, Kind::Kept(k) if k.of == 2));
}

#[test]
fn people_and_their_briefs_are_looked_at_on_a_screen_and_printed_in_a_pipe() {
    let home = Home::new();
    promised(&home);
    let listed = home.run(&["person"], "").well();
    assert!(
        listed.contains("Ana Ruiz · Mina · 1 conversation"),
        "{listed}"
    );
    let mut program = home.start(&["person"]);
    program.wait_for("1 person");
    program.keys("\r");
    program.wait_for("In their own words");
    program.keys("b");
    program.wait_for("Ask first");
    program.keys("e");
    program.wait_for("written to mineral-brief-ana-ruiz");
    program.keys("qe");
    program.wait_for("with all names");
    program.keys("r");
    program.wait_for("this is replaced");
    program.keys("m");
    program.wait_for("written to mineral-redacted");
    program.keys("qqq");
    assert_eq!(program.exit_code(), 0);
    let files = list(&home.here());
    let of = |name: &str| {
        let named = |p: &&std::path::PathBuf| p.to_string_lossy().contains(name);
        let path = files.iter().find(named).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        std::fs::read_to_string(path).unwrap()
    };
    let brief = of("mineral-brief-ana-ruiz");
    assert!(brief.starts_with("# Ana Ruiz"), "{brief}");
    let redacted = of("mineral-redacted");
    assert!(
        !redacted.contains("Ruiz") && !redacted.contains("Mina"),
        "{redacted}"
    );
    let mut program = home.start(&["brief", "ana ruiz"]);
    program.wait_for("Before the call");
    program.keys("q");
    program.wait_for("Begin");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
}

#[test]
fn what_is_due_goes_into_a_calendar_from_the_screen_and_twice_is_the_same() {
    let home = Home::new();
    promised(&home);
    let mut program = home.start(&["due"]);
    program.wait_for("send the draft");
    program.keys("c");
    program.wait_for("1 date written to");
    program.keys("C");
    program.wait_for("3 dates written to");
    program.keys("C");
    program.wait_until("a third file", |_| list(&home.here()).len() == 3);
    program.wait_for("3 dates written to");
    program.keys("qq");
    assert_eq!(program.exit_code(), 0);
    let uids = |path: &std::path::Path| -> Vec<String> {
        let text = std::fs::read_to_string(path).unwrap();
        let calendar: icalendar::Calendar = text.parse().unwrap();
        let uid = |c: &icalendar::CalendarComponent| {
            icalendar::Component::get_uid(c.as_event().unwrap())
                .unwrap()
                .to_owned()
        };
        calendar.components.iter().map(uid).collect()
    };
    let mut all: Vec<Vec<String>> = list(&home.here()).iter().map(|p| uids(p)).collect();
    all.sort_by_key(Vec::len);
    assert_eq!(all[0].len(), 1);
    assert_eq!(all[1], all[2]);
    assert!(all[1].contains(&all[0][0]));
}

#[test]
fn digests_are_kept_for_their_owner_alone_and_are_never_believed_when_they_are_wrong() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let (_, id) = promised(&home);
    let file = home
        .files("yaml")
        .into_iter()
        .find(|p| p.to_string_lossy().contains(&id))
        .unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(3_600);
    let old = |path: &std::path::Path| {
        std::fs::File::options()
            .append(true)
            .open(path)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    };
    old(&file);
    let right = home.run(&["due"], "").out;
    let cache = home.data().parent().unwrap().join("cache").join("digests");
    let good = std::fs::read(&cache).unwrap();
    assert!(String::from_utf8_lossy(&good).contains("send the draft"));
    assert_eq!(
        cache.metadata().unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(home.run(&["due"], "").out, right);
    let mut flipped = good.clone();
    let at = String::from_utf8_lossy(&good)
        .find("send the draft")
        .unwrap();
    flipped[at] = b'm';
    let mut torn = good.clone();
    torn.truncate(good.len() - 20);
    let other = String::from_utf8_lossy(&good)
        .replacen("mineral digests ", "mineral digests 9", 1)
        .into_bytes();
    let nothing = b"\xff\x00".repeat(5_000);
    let huge = [b"x".repeat(1 << 20), b"\n".to_vec(), good.clone()].concat();
    for (what, bytes) in [
        ("a flipped byte", flipped),
        ("a torn line", torn),
        ("another form", other),
        ("no text", nothing),
        ("a line without an end", huge),
        ("nothing", Vec::new()),
    ] {
        std::fs::write(&cache, bytes).unwrap();
        assert_eq!(home.run(&["due"], "").out, right, "{what}");
        assert_eq!(home.run(&["due"], "").out, right, "{what}, again");
    }
    // The file of the session changed: what was made of it before is not believed.
    std::fs::write(&cache, &good).unwrap();
    home.run(&["due", "done", &format!("{id}:2")], "").well();
    assert!(!home.run(&["due"], "").out.contains("send the draft"));
    // What was deleted is gone from here, too.
    home.run(&["delete", &id, "--yes"], "").well();
    home.run(&["due"], "");
    let left = std::fs::read(&cache).unwrap();
    assert!(!String::from_utf8_lossy(&left).contains("draft"));
}
