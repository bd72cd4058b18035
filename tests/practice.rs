//! Practising with a simulated client, as tables: keys in, what is kept, and what stands on the screen; and the same as
//! lines, through the program itself.

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

use mineral::app::{Screen, Start, Wanted};
use mineral::client::Difficulty;
use mineral::session::{Kind, Mode, Seat};
use mineral::store::Library;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::play::Look::{Not, See};
use support::play::play;
use support::stage::{Stage, flat};

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

const PITCH: &str = "Our platform has helped companies like yours to save 20 percent.<enter>";
const PITCHED: &str = "said issue: Our platform has helped companies like yours to save 20 percent. | reply issue: cooled";

#[test]
fn a_client_is_chosen_on_home_and_speaks_first() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[
            (
                "p",
                "",
                &[
                    See("Practise with a simulated client"),
                    See("Neville Colclough"),
                ],
            ),
            ("d", "", &[See("hard · Mineral Rights with a client")]),
            ("d", "", &[See("easy ·")]),
            ("s", "", &[Not("easy · Mineral Rights with a client\n")]),
            ("<esc>", "", &[See("practise · with a simulated client")]),
            (
                "p<down><enter>",
                "reply issue: opened",
                &[
                    See("Neville Colclough · Ladderbank Tile"),
                    See("practice · fair · seed"),
                    See("out with the seconds"),
                    // The guide is there as in a live conversation.
                    See("what most deserves our time today?"),
                    See("1 of 7 · the issue"),
                ],
            ),
        ],
    );
    let head = stage.live().session().head();
    assert_eq!(head.mode, Mode::Practice);
    assert_eq!(head.practice.as_ref().unwrap().persona, "acquired");
}

#[test]
fn what_is_typed_is_said_and_prefixes_note() {
    let dir = dir();
    play(
        &mut neville(dir.path()),
        &[
            ("", "", &[See("words: client 100 you 0")]),
            (PITCH, PITCHED, &[See("You"), See("save 20 percent")]),
            (
                "~worried 3<enter># he looked at the clock<enter>+ the planner<enter>",
                "feeling issue: worried 3 of 3 | note issue: he looked at the clock | parked issue: the planner",
                &[
                    See("~ worried ●●●○○ 3 of 5"),
                    See("# he looked at the clock"),
                ],
            ),
            (
                "!us send the notes by friday<enter>",
                "commitment issue: us send the notes by 2026-11-27",
                &[See("! us: send the notes")],
            ),
            ("<c-x>", "withdrawn 7", &[See("withdrawn: send the notes")]),
            ("<c-n>", "moved clarify", &[See("2 of 7 · the real issue")]),
            // A command is a command here, too.
            ("/known nonsense<enter>", "", &[See("which?")]),
            (
                "<c-u>/glass<enter>",
                "",
                &[See("trust"), See("You pitched")],
            ),
            ("<f3>", "", &[Not("You pitched")]),
        ],
    );
}

#[test]
fn an_empty_line_is_silence_and_what_else_is_said() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.kept.clear();
    stage.press("<enter>");
    let Kind::Said(said) = &stage.kept[0].kind else {
        panic!("{:?}", stage.kept[0]);
    };
    assert_eq!(said.text, "");
    assert!(flat(&stage.screen()).contains("You (silence)"));
    stage.kept.clear();
    stage.press("<c-o>");
    let kinds: Vec<String> = stage.kept.iter().map(support::stage::describe).collect();
    assert_eq!(
        kinds[..2],
        ["asked issue: what else", "said issue: What else?"]
    );
}

#[test]
fn a_hint_helps_without_the_words() {
    let dir = dir();
    play(
        &mut neville(dir.path()),
        &[
            (
                "<f2>",
                "",
                &[See("They let something drop that nobody asked about yet.")],
            ),
            (
                "/hint<enter>",
                "",
                &[See("They let something drop that nobody asked about yet.")],
            ),
        ],
    );
}

#[test]
fn one_goes_back_to_a_line_and_tries_another_and_both_stay() {
    let dir = dir();
    let mut stage = neville(dir.path());
    play(
        &mut stage,
        &[
            ("<c-r>", "", &[See("you have not said anything yet")]),
            (PITCH, PITCHED, &[]),
            (PITCH, PITCHED, &[]),
            ("~annoyed<enter>", "feeling issue: annoyed - of 5", &[]),
            (
                "<c-r>",
                "",
                &[
                    See("4 Our platform"),
                    See("2 Our platform"),
                    See("try another line here"),
                ],
            ),
            // Keys that are none of this place do nothing.
            ("x<f2>", "", &[See("4 Our platform")]),
            ("<esc>", "", &[Not("4 Our platform")]),
            (
                "<c-r><up><up><enter>",
                "branch after 1",
                &[
                    See("back before line 2"),
                    See("› Our platform"),
                    Not("annoyed"),
                ],
            ),
            (
                "<c-u>Goodbye.<enter>",
                "said issue: Goodbye. | reply issue: parted",
                &[See("they have gone")],
            ),
            // They are gone: words are kept in the input, and nothing is said.
            (
                "And yet?<enter>",
                "",
                &[See("they have gone"), See("› And yet?")],
            ),
            // Back to what was left behind.
            (
                "<c-u>/rewind 4<enter>",
                "branch after 3",
                &[See("back before line 4")],
            ),
            (
                "<c-u>I'm sorry, I was running ahead of you.<enter>",
                "said issue: I'm sorry, I was running ahead of you. | reply issue: warmed",
                &[Not("Goodbye")],
            ),
            (
                "/rewind 99<enter>",
                "",
                &[See("to which of your lines? 2 11")],
            ),
        ],
    );
}

#[test]
fn a_practice_goes_on_where_it_was_with_the_same_client() {
    let dir = dir();
    let lines = [
        "What would you most like to talk about today?<enter>",
        "<enter>",
        "What is it like for your team?<enter>",
        "~tired 2<enter>",
        "What do you feel when you think of telling them?<enter>",
    ];
    let mut whole = neville(dir.path());
    for line in lines {
        whole.press(line);
    }
    let trust = |stage: &Stage| {
        let client = stage.live().practice().unwrap().client();
        (client.state().clone(), client.seed())
    };
    let there = trust(&whole);
    let id = whole.live().session().head().id.clone();
    whole.press("What else did");
    whole.leave();
    // The same state comes out of the file, and of the same words said again.
    let again = Stage::new(dir.path(), Start::Resume(id));
    assert_eq!(trust(&again), there);
    assert!(flat(&again.screen()).contains("› What else did"));
    let other = tempfile::tempdir().unwrap();
    let mut twin = neville(other.path());
    for line in lines {
        twin.press(line);
    }
    assert_eq!(trust(&twin), there);
    // To go back and say the same is to be there again.
    twin.press("<c-r><enter><enter>");
    assert_eq!(trust(&twin), there);
}

#[test]
fn it_ends_with_five_questions_about_oneself() {
    let dir = dir();
    let mut stage = neville(dir.path());
    play(
        &mut stage,
        &[
            (PITCH, PITCHED, &[]),
            (
                "<c-d>",
                "",
                &[See("How well did I listen?"), See("closing · 1 of 5")],
            ),
            ("6<enter>", "", &[See("a number from 1 to 5")]),
            (
                "<c-u>2<enter>",
                "",
                &[See("How far did I get beneath the first answer?")],
            ),
            (
                "<esc>",
                "",
                &[See("back in the conversation"), See("Our platform")],
            ),
            (
                "<c-d>2<enter>1<enter><enter>1<enter>3<enter>",
                "judged 2 1 - 1 3 | closed None None -",
                &[],
            ),
        ],
    );
    assert!(!matches!(stage.app.screen, Screen::Live(_)));
}

#[test]
fn practice_is_nobodys_history() {
    let dir = dir();
    let mut stage = neville(dir.path());
    stage.press("What else?<enter><c-d><c-d>");
    stage.leave();
    let library = Library::at(dir.path());
    assert_eq!(library.people().unwrap().all, []);
    let list = library.list(10).unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].mode, Some(Mode::Practice));
    assert!(list[0].closed);
    // Somebody of the same name and organisation is somebody else.
    let start = Start::Begin {
        script: "mineral-rights-client".to_owned(),
        name: Some("Neville Colclough".to_owned()),
        organisation: Some("Ladderbank Tile".to_owned()),
    };
    let live = Stage::new(dir.path(), start);
    assert_ne!(live.live().session().head().person.id, "persona-acquired");
    assert!(!live.live().session().earlier().any);
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
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_practice_runs_in_a_pipe_and_is_the_same_each_time() {
    const LINES: &str = "What would you most like to talk about today?\n\nOur platform saves money.\n\
                         /rewind\nWhat is behind that?\n~ worried 3\n/hint\n/end\n3\n\n4\n\n";
    let practice = ["practice", "acquired", "--seed", "7", "--plain"];
    let said = |glass: &[&str]| {
        let home = tempfile::tempdir().unwrap();
        let all: Vec<&str> = practice.iter().chain(glass).copied().collect();
        let out = program(home.path(), &all, LINES);
        assert!(out.status.success(), "{}", text(&out.stderr));
        // The id is another each time.
        let text = text(&out.stdout);
        text.lines()
            .take_while(|l| !l.starts_with("Closed"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (first, second) = (said(&[]), said(&[]));
    assert_eq!(first, second);
    for wanted in [
        "Neville Colclough, Ladderbank Tile. Mineral Rights with a client.",
        "\nNeville: ",
        "\nYou (2): What would you most like to talk about today?\n",
        "\nYou (4): (silence)\n",
        "back before line 6",
        "\nYou (9): What is behind that?\n",
        "kept 11: ~ worried",
        "Closing 5 of 5.",
    ] {
        assert!(first.contains(wanted), "{wanted:?} is not in\n{first}");
    }
    assert!(!first.contains("trust"));
    assert!(said(&["--glass"]).contains("\n  (trust "));
}

#[test]
fn what_is_not_there_is_told_with_a_way_out() {
    let home = tempfile::tempdir().unwrap();
    let out = program(home.path(), &["practice", "--plain"], "");
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("mineral persona list"));
    let out = program(home.path(), &["practice", "aquired", "--plain"], "");
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("did you mean `acquired`?"));
}

#[test]
fn an_unfinished_practice_is_resumed_in_a_pipe_with_what_was_said_last() {
    let home = tempfile::tempdir().unwrap();
    let practice = ["practice", "acquired", "--seed", "7", "--plain"];
    program(
        home.path(),
        &practice,
        "What's the trouble with the recipes?\n",
    );
    let out = program(home.path(), &["resume", "--plain"], "Since when?\n");
    let said = text(&out.stdout);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(
        said.contains("You (2): What's the trouble with the recipes?"),
        "{said}"
    );
    assert!(said.contains("You (4): Since when?"), "{said}");
    assert!(!said.contains("out with the seconds"), "{said}");
}
