//! `mineral search` and `mineral doctor --rebuild` through the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

use assert_cmd::Command;
use mineral::session::{Answer, Entry, Head, Kind, Mode, Moment, PersonRef, ScriptRef};
use mineral::store::sealed;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// How long anything may take before it counts as a hang.
const BOUND: Duration = Duration::from_secs(60);

const IDS: [&str; 3] = [
    "01K8YD3M4G0000000000000001",
    "01K9YD3M4G0000000000000002",
    "01KAYD3M4G0000000000000003",
];

fn put(home: &Path, id: &str, day: &str, name: &str, mode: Mode, texts: &[&str]) {
    let began = Moment::parse(&format!("{day}T09:00:00+01:00")).unwrap();
    let head = Head {
        id: id.into(),
        began,
        mode,
        script: ScriptRef {
            id: "warm-up".into(),
            title: "Warm-up".into(),
            hash: "0".repeat(32),
        },
        person: PersonRef {
            id: "01M7ZZF2JB3WZHC9STYVHZY4RR".into(),
            name: name.into(),
            organisation: Some("Halvorsen Mills".into()),
        },
        practice: None,
    };
    let entries: Vec<Entry> = (1..)
        .zip(texts)
        .map(|(n, text)| Entry {
            n,
            at: began,
            t: u64::from(n),
            kind: Kind::Answer(Answer {
                step: "issue".into(),
                question: None,
                text: (*text).into(),
            }),
        })
        .collect();
    let dir = home.join("data/sessions/2025");
    fs::create_dir_all(&dir).unwrap();
    let bytes = sealed(&head, &entries).unwrap();
    fs::write(dir.join(format!("{id}.yaml")), bytes).unwrap();
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let long = "Before that she said a great deal about the new office, the parking and the coffee, \
                and then: the month end close takes nine days.";
    put(
        home.path(),
        IDS[0],
        "2025-11-03",
        "Ana Ruiz",
        Mode::Live,
        &["hello", long],
    );
    put(
        home.path(),
        IDS[1],
        "2025-11-15",
        "José Núñez",
        Mode::Practice,
        &["everybody is worried\nat month end"],
    );
    home
}

fn run(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .env("MINERAL_HOME", home)
        .args(arguments)
        .timeout(BOUND)
        .output()
        .expect("it ends");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        ran.status.code().unwrap(),
        text(ran.stdout),
        text(ran.stderr),
    )
}

#[test]
fn hits_are_lines_newest_first() {
    let home = home();
    let (code, out, err) = run(home.path(), &["search", "month", "end"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        format!(
            "Sat 15 Nov 2025  José Núñez (Halvorsen Mills)  Warm-up · practice  “everybody is worried at month end”  {}:1\n\
             Mon 3 Nov 2025  Ana Ruiz (Halvorsen Mills)  Warm-up  “…ng and the coffee, and then: the month end close takes nine days.”  {}:2\n",
            IDS[1], IDS[0]
        )
    );
    let (_, out, err) = run(home.path(), &["search", "month", "--limit", "1"]);
    assert_eq!(
        (out.lines().count(), err.as_str()),
        (1, "1 more; --limit 2 shows them\n")
    );
}

#[test]
fn what_is_left_out_stands_in_quotes_or_behind_two_dashes() {
    let home = home();
    let cases: [&[&str]; 4] = [
        &["search", "month -worried", "--exact"],
        &["search", "--exact", "month", "--", "-worried"],
        &["search", "--", "-worried", "month"],
        &["search", "month -mode:practice"],
    ];
    for arguments in cases {
        let (code, out, err) = run(home.path(), arguments);
        assert_eq!(
            (code, out.lines().count()),
            (0, 1),
            "{arguments:?}: {out}{err}"
        );
        assert!(out.contains("Ana"), "{arguments:?}: {out}");
    }
}

#[test]
fn nothing_found_is_1_and_a_wrong_question_2() {
    let home = home();
    let (code, out, err) = run(home.path(), &["search", "zebra"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("nothing was found for “zebra”"), "{err}");
    let (code, _, err) = run(home.path(), &["search", "ana persn:x"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("ana persn:x\n      ^^^^^\n") && err.contains("`person:`"),
        "{err}"
    );
    // Slips are forgiven, said, and can be switched off.
    let (code, out, _) = run(home.path(), &["search", "woried"]);
    assert!(code == 0 && out.contains("practice · near"), "{out}");
    assert_eq!(run(home.path(), &["search", "woried", "--exact"]).0, 1);
    // No library at all.
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(empty.path(), &["search", "a"]).0, 1);
}

#[test]
fn json_is_as_its_schema_says() {
    let home = home();
    let (_, schema, _) = run(home.path(), &["search", "--schema"]);
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for (query, expected) in [
        ("month end", 0),
        ("person:ana", 0),
        ("\u{202e}zebra \u{1b}[31m", 1),
    ] {
        let (code, out, _) = run(home.path(), &["search", query, "--json"]);
        let answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(code, expected, "{out}");
        assert!(schema.is_valid(&answer), "{answer}");
        assert!(
            !out.trim_end()
                .contains(|c: char| c.is_control() || c == '\u{202e}')
        );
    }
    let (_, out, _) = run(home.path(), &["search", "worried", "--json"]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["total"], 1);
    let line = &answer["hits"][0]["line"];
    let (from, to) = (
        line["matches"][0][0].as_u64().unwrap(),
        line["matches"][0][1].as_u64().unwrap(),
    );
    let text = line["text"].as_str().unwrap();
    let place = |at: u64| usize::try_from(at).unwrap();
    assert_eq!(text.get(place(from)..place(to)), Some("worried"));
}

#[test]
fn a_conversation_that_cannot_be_read_is_told_of_since_nothing_is_found_there() {
    let home = home();
    let (_, all, told) = run(home.path(), &["search", "month"]);
    assert!(!told.contains("could not be read"), "{told}");
    let sessions = home.path().join("data/sessions");
    let mut years = fs::read_dir(sessions).unwrap().map(|e| e.unwrap().path());
    let broken = years.find_map(|year| fs::read_dir(year).unwrap().next());
    fs::write(broken.unwrap().unwrap().path(), "no session\n").unwrap();
    let (_, left, told) = run(home.path(), &["search", "month"]);
    assert!(left.lines().count() < all.lines().count(), "{left}");
    assert!(told.contains("1 conversation could not be read"), "{told}");
}

#[test]
fn the_index_follows_the_files_and_can_be_made_anew() {
    let home = home();
    let (code, out, _) = run(home.path(), &["doctor", "--rebuild"]);
    assert_eq!(code, 0);
    assert!(
        out.starts_with("the index was made anew: 2 conversations, "),
        "{out}"
    );
    put(
        home.path(),
        IDS[2],
        "2025-11-16",
        "Ana Ruiz",
        Mode::Live,
        &["month"],
    );
    assert_eq!(run(home.path(), &["search", "month"]).1.lines().count(), 3);
    for file in fs::read_dir(home.path().join("cache/index/blocks")).unwrap() {
        fs::write(file.unwrap().path(), "garbage").unwrap();
    }
    assert_eq!(run(home.path(), &["search", "month"]).1.lines().count(), 3);
    // These files were not written by the program, so there is something to be found.
    assert_eq!(run(home.path(), &["doctor"]).0, 1);
    // With a data directory of its own the index lies inside it.
    let data = home.path().join("data");
    let arguments = ["search", "month", "--data-dir", data.to_str().unwrap()];
    assert_eq!(run(home.path(), &arguments).1.lines().count(), 3);
    assert!(data.join("index/blocks/meta.json").is_file());
}
