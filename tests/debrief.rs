//! Looking back, as tables: keys in, what is kept, and what stands on the screen; and the same as lines and as JSON, through
//! the program itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "tests"
)]

#[path = "support/beside.rs"]
mod beside;
mod support;

use mineral::app::{Screen, Start, Wanted};
use mineral::client::Difficulty;
use mineral::debrief::{Debrief, Weeks};
use mineral::session::{Judge, Kind, Seat, is_closed};
use mineral::store::Library;
use mineral::yaml::schema::schema_of;
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::play::Look::{Not, See};
use support::play::play;
use support::stage::Stage;

fn wanted() -> Wanted {
    Wanted {
        persona: "acquired".to_owned(),
        script: "mineral-rights-client".to_owned(),
        seat: Seat::Simulated,
        difficulty: Difficulty::Fair,
        seed: Some(7),
        glass: false,
    }
}

fn neville(dir: &Path) -> Stage {
    Stage::new(dir, Start::Practise(wanted()))
}

fn dir() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// What is in the file of the only session.
fn kinds(dir: &Path) -> Vec<Kind> {
    let library = Library::at(dir);
    let id = library.newest().unwrap().unwrap();
    let loaded = library.load(&id).unwrap();
    assert_eq!(loaded.problems, []);
    loaded.entries.into_iter().map(|(e, _)| e.kind).collect()
}

/// Pitched at: what lost trust, and nothing else.
const PITCHED: &str = "Our platform has helped companies like yours to save 20 percent.<enter>\
                       So would a demo next week make sense?<enter>";

#[test]
fn the_user_judges_before_any_figure_is_seen() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    play(
        &mut stage,
        &[
            (
                // Closed at once, without an answer.
                "<c-d><c-d>",
                "closed None None -",
                &[
                    See("Before you see any figure · 1 of 5"),
                    See("How well did I listen?"),
                    Not("trust"),
                    Not("pitch"),
                    See("1-5 answer"),
                ],
            ),
            ("7", "", &[See("1 of 5")]),
            ("4", "", &[See("2 of 5"), See("How far did I get beneath")]),
            ("<up>", "", &[See("1 of 5"), See("you said: listened 4")]),
            ("3<enter>", "", &[See("3 of 5"), See("listened 3")]),
            (
                "2<f1>",
                "",
                &[See("leave the question open"), See("wholly")],
            ),
            (
                "<esc>",
                "",
                &[See("4 of 5"), Not("leave the question open")],
            ),
            (
                "1<enter>",
                "",
                &[
                    See("Practice with Neville Colclough · under a minute"),
                    See("1 pitch before step 7"),
                    See("you said 1 / 5"),
                    See("you said 3 / 5"),
                    Not("Before you see any figure"),
                ],
            ),
        ],
    );
    let kinds = kinds(dir.path());
    let Some(Kind::Judged(judged)) = kinds.last() else {
        panic!("{kinds:?}")
    };
    assert_eq!(
        Judge::ALL.map(|j| judged.of(j)),
        [Some(3), None, Some(2), Some(1), None]
    );
    assert!(kinds.iter().any(|k| matches!(k, Kind::Closed(_))));
}

#[test]
fn whoever_skips_all_is_asked_once() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    play(
        &mut stage,
        &[
            ("<c-d><c-d>", "closed None None -", &[See("1 of 5")]),
            ("<esc>", "", &[See("questions"), Not("you said")]),
            (
                "q",
                "",
                &[See("Neville Colclough (Ladderbank Tile) · practice")],
            ),
            // The same from home: nothing is asked again.
            ("<end>d", "", &[See("Practice with"), Not("1 of 5")]),
        ],
    );
    assert!(
        !kinds(dir.path())
            .iter()
            .any(|k| matches!(k, Kind::Judged(_)))
    );
    stage.leave();
    // Another run asks.
    let stage = Stage::new(dir.path(), Start::Debrief(newest(dir.path())));
    assert!(stage.screen().contains("1 of 5"), "{}", stage.screen());
}

#[test]
fn whoever_skipped_all_closing_questions_is_not_asked_again() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    stage.press("<c-d><enter><enter><enter><enter><enter>");
    let screen = stage.screen();
    assert!(
        screen.contains("Practice with") && !screen.contains("1 of 5"),
        "{screen}"
    );
}

fn newest(dir: &Path) -> String {
    Library::at(dir).newest().unwrap().unwrap()
}

#[test]
fn a_figure_leads_to_its_lines_and_back() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    play(
        &mut stage,
        &[
            ("<c-d><c-d><esc>", "closed None None -", &[See("questions")]),
            // The measures in their order: steps, depth, warmth, feelings, questions …
            (
                "<down><down><down><down>",
                "",
                &[
                    See("lines: closed 4"),
                    See("for comparison:"),
                    See("a vendor"),
                ],
            ),
            (
                "<enter>",
                "",
                &[See("› So would a demo"), See("questions: line 1 of 1")],
            ),
            ("<esc>", "", &[See("lines: closed 4"), Not("›")]),
            ("r", "", &[See("0 %"), Not("line 1 of")]),
            ("q", "", &[See("lines: closed 4")]),
            ("<enter>d", "", &[See("lines: closed 4")]),
            (
                "<end><up>",
                "",
                &[See("For that moment:"), See("Trust fell from")],
            ),
            ("<enter>", "", &[See("Try: line 1 of 1")]),
            // A search of one's own takes the marks' place, and is left first.
            ("/demo<enter>", "", &[See("1 of 1 found")]),
            ("<esc>", "", &[Not("found"), Not("For that moment:")]),
            ("<esc>", "", &[See("For that moment:")]),
            ("q", "", &[See("Saved")]),
        ],
    );
}

#[test]
fn a_moment_is_tried_again_from_the_debrief_and_looked_back_at_anew() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    play(
        &mut stage,
        &[
            ("<c-d><c-d><esc>", "closed None None -", &[See("1 pitch")]),
            // The first thing to try: the pitch, with its line in the input.
            (
                "<end><up>t",
                "branch after 1",
                &[
                    See("› Our platform has helped companies"),
                    See("back before line 2"),
                    Not("So would a demo"),
                ],
            ),
            (
                "<c-u>You may be out by summer: how are you with that?<enter>",
                "said issue: You may be out by summer: how are you with that? | reply issue: disclosed",
                &[See("how are you with that?")],
            ),
        ],
    );
    let entries = stage.live().session().entries().to_vec();
    assert!(!is_closed(&entries));
    play(
        &mut stage,
        &[
            (
                "<c-d><c-d>",
                "closed None None -",
                // It was asked once in this run.
                &[
                    See("no pitch and no advice before step 7"),
                    See("1 met, 0 missed"),
                ],
            ),
            (
                "r",
                "",
                &[See("(another try) › Our platform"), See("› You may be out")],
            ),
        ],
    );
    let library = Library::at(dir.path());
    let loaded = library.load(&newest(dir.path())).unwrap();
    assert_eq!(loaded.problems, []);
    let entries: Vec<_> = loaded.entries.into_iter().map(|(e, _)| e).collect();
    assert!(is_closed(&entries));
}

#[test]
fn weeks_are_seen_from_a_debrief_and_lead_back() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    play(
        &mut stage,
        &[
            ("<c-d><c-d><esc>", "closed None None -", &[]),
            (
                "w",
                "",
                &[
                    See("Over weeks"),
                    See("Practice · 1 conversation in 1 week"),
                    See("(week of 16 Nov)"),
                    Not("Live"),
                ],
            ),
            ("<end><f1>", "", &[See("a page down")]),
            ("<esc><esc>", "", &[See("Practice with Neville")]),
        ],
    );
    stage.leave();
    let stage = Stage::new(dir.path(), Start::Weeks);
    assert!(
        stage.screen().contains("1 conversation"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_live_conversation_is_looked_back_at_and_not_tried_again() {
    let dir = dir();
    let start = Start::Begin {
        script: "mineral-rights-client".to_owned(),
        name: Some("Ana Ruiz".to_owned()),
        organisation: None,
    };
    let mut stage = Stage::new(dir.path(), start);
    stage.press("The close takes nine days<enter>~worn down 4<enter><c-d>");
    play(
        &mut stage,
        &[
            (
                "<c-d>",
                "closed None None -",
                &[See("How well did I listen?")],
            ),
            (
                "<esc>",
                "",
                &[
                    See("named: worn down 4"),
                    See("“worn down”"),
                    See("not measured: reflections, pitches and cues"),
                ],
            ),
            (
                "t",
                "",
                &[See("only a line to a simulated client can be tried again")],
            ),
            ("<enter>", "", &[See("“The close takes nine days”")]),
        ],
    );
}

#[test]
fn a_form_about_oneself_is_read_and_has_no_debrief() {
    let dir = dir();
    let start = Start::Begin {
        script: "daily-standard".to_owned(),
        name: None,
        organisation: None,
    };
    let mut stage = Stage::new(dir.path(), start);
    stage.press("yes<enter><c-d>");
    while matches!(stage.app.screen, Screen::Live(_)) {
        stage.press("<c-d>");
    }
    assert!(
        matches!(stage.app.screen, Screen::Read(_)),
        "{}",
        stage.screen()
    );
    stage.press("d");
    let screen = stage.screen();
    assert!(screen.contains("is no conversation"), "{screen}");
}

#[test]
fn what_cannot_be_written_is_said_and_the_debrief_goes_on() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press(PITCHED);
    stage.press("<c-d><c-d>");
    // Another program writes this session.
    let library = Library::at(dir.path());
    let (_, access) = library.resume(&newest(dir.path()), |_| {}).unwrap();
    play(
        &mut stage,
        &[
            (
                "4<esc>",
                "",
                &[
                    See("your own judgement is not kept: another mineral is writing"),
                    See("you said 4 / 5"),
                ],
            ),
            (
                "<end>t",
                "",
                &[See("another try cannot be kept: another mineral")],
            ),
            ("r", "", &[See("Neville Colclough")]),
        ],
    );
    drop(access);
}

fn program(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(arguments)
        .env("MINERAL_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that reads nothing may be gone already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const PRACTICE: [&str; 5] = ["practice", "acquired", "--seed", "7", "--plain"];

/// The two passages of which a debrief has to tell one from the other.
const ASKED_WELL: &str = "You may be out with the seconds by summer. How are you with that?\n\
                          You've had colours in your head for forty-one years.\n\n\
                          What do you feel when you think of that?\n/end\n4\n3\n4\n5\n1\n";
const PITCHED_AT: &str = "Nice weather today.\nOur planner has helped companies in mergers save 20 percent on fuel.\n\
                          So would a demo next week make sense?\n/end\n/end\n";

#[test]
fn asked_well_and_pitched_at_are_told_apart() {
    let home = dir();
    let well = text(&program(home.path(), &PRACTICE, ASKED_WELL).stdout);
    let (_, well) = well.split_once("Closed and kept.").unwrap();
    for wanted in [
        "How well did I listen? You said 4 of 5.",
        "\nKeep, line 2: “You may be out with the seconds by summer. How are you with that?”",
        "You took up what they had let drop. They told what they feel.",
        "\ncues: 1 met, 0 missed",
        "no pitch and no advice before step 7 · you said 5 of 5",
        "asked 1 time · named: lost 3",
    ] {
        assert!(well.contains(wanted), "{wanted:?} is not in\n{well}");
    }
    assert!(!well.contains("pitched before"), "{well}");
    let pitched = text(&program(home.path(), &PRACTICE, PITCHED_AT).stdout);
    let (_, pitched) = pitched.split_once("Closed and kept.").unwrap();
    let missed =
        "“I may be going out with the seconds by summer”, and you passed it by twice: it closed.";
    let better =
        "for that moment: Out with the seconds, after all your time here. How is it to say that?";
    for wanted in [
        "You have not judged yourself.",
        "\ncues: 0 met, 1 missed",
        "1 pitch before step 7",
        "\nKeep, line 1: “",
        "\n  You let them speak first.\n",
        missed,
        better,
        "You pitched before you knew what they want. Trust fell from",
    ] {
        assert!(pitched.contains(wanted), "{wanted:?} is not in\n{pitched}");
    }
    assert!(pitched.find(missed) < pitched.find("Trust fell from"));
}

#[test]
fn json_is_what_its_schema_says() {
    let home = dir();
    program(home.path(), &PRACTICE, ASKED_WELL);
    program(home.path(), &PRACTICE, PITCHED_AT);
    let live = ["live", "--with", "Ana Ruiz", "--plain"];
    program(
        home.path(),
        &live,
        "The close takes nine days\n~worn down 4\n!us call by friday\n/end\n/end\n",
    );
    for (arguments, schema) in [
        (vec!["debrief", "--json"], schema_of::<Debrief>()),
        (vec!["debrief", "--json", "--weeks"], schema_of::<Weeks>()),
    ] {
        let out = program(home.path(), &arguments, "");
        assert!(out.status.success(), "{}", text(&out.stderr));
        let value: Value = serde_json::from_slice(&out.stdout).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(wrong.is_empty(), "{arguments:?}: {wrong:?}");
        let mut more = value.clone();
        more["more"] = Value::Null;
        assert!(!validator.is_valid(&more));
    }
    for id in ids(home.path()) {
        let out = program(home.path(), &["debrief", &id, "--json"], "");
        let value: Value = serde_json::from_slice(&out.stdout).unwrap();
        let schema = schema_of::<Debrief>();
        assert!(jsonschema::is_valid(&schema, &value), "{value}");
        assert_eq!(value["id"], id.as_str());
    }
    let out = program(home.path(), &["debrief", "--schema"], "");
    let printed: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(printed, schema_of::<Debrief>());
    beside::expect_schema("assets/debrief.schema.json", &printed);
}

fn ids(home: &Path) -> Vec<String> {
    let list = Library::at(home.join("data")).list(10).unwrap();
    list.into_iter().map(|s| s.id).collect()
}

#[test]
fn the_newest_conversation_is_meant_and_none_ends_with_1() {
    let home = dir();
    for arguments in [
        &["debrief"][..],
        &["debrief", "--json"],
        &["debrief", "--weeks"],
    ] {
        let out = program(home.path(), arguments, "");
        assert_eq!(out.status.code(), Some(1), "{arguments:?}");
        assert!(text(&out.stderr).contains("there is no conversation to look back at"));
    }
    program(
        home.path(),
        &["live", "--with", "Ana Ruiz", "--plain"],
        "Nine days\n/end\n/end\n",
    );
    // A form is no conversation.
    program(
        home.path(),
        &["run", "daily-standard", "--plain"],
        "yes\n/end\n",
    );
    let out = text(&program(home.path(), &["debrief"], "").stdout);
    assert!(out.starts_with("Ana Ruiz · under a minute\n"), "{out}");
    let weeks = text(&program(home.path(), &["debrief", "--weeks"], "").stdout);
    assert!(
        weeks.starts_with("Live · 1 conversation in 1 week\n"),
        "{weeks}"
    );
    let all = Library::at(home.path().join("data")).list(10).unwrap();
    let form = all
        .iter()
        .find(|s| s.script_id == "daily-standard")
        .unwrap();
    let out = program(home.path(), &["debrief", &form.id], "");
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("is no conversation"));
    let out = program(home.path(), &["debrief", "ZZZ"], "");
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn hostile_words_stay_words() {
    let home = dir();
    let lines = "\u{1b}[31mWhat\u{7} about “{issue}” and {last.issue}?\n👩\u{200d}👩\u{200d}👧 ﷽ \u{202e}abc\n{\n~ \u{1b}]0;x\u{7} 9\n/end\n/end\n";
    let out = program(home.path(), &PRACTICE, lines);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let said = text(&out.stdout);
    let bad = |c: char| c.is_control() && c != '\n';
    assert!(said.contains("steps:") && !said.contains(bad), "{said:?}");
    let out = program(home.path(), &["debrief", "--json"], "");
    let value: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert!(jsonschema::is_valid(&schema_of::<Debrief>(), &value));
}
