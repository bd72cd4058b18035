//! `mineral listen` through the real binary: lines in and out of pipes, and texts explained to a person.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use unicode_segmentation::UnicodeSegmentation;

/// How long anything may take before it counts as a hang; generous, for a machine that does many things at once.
const BOUND: Duration = Duration::from_secs(60);

const PROGRAM: &str = env!("CARGO_BIN_EXE_mineral");

/// What the program says to these bytes on its standard input.
fn listen(input: impl Into<Vec<u8>>) -> (Option<i32>, Vec<Value>) {
    let mut command = if cfg!(target_os = "linux") {
        // A line that is too long is not held: memory is bounded.
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 400000; exec \"$@\"", "sh", PROGRAM]);
        shell
    } else {
        Command::new(PROGRAM)
    };
    let home = tempfile::tempdir().unwrap();
    let ran = command
        .arg("listen")
        .env("MINERAL_HOME", home.path())
        .write_stdin(input)
        .timeout(BOUND)
        .output()
        .expect("it ends");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        0,
        "nothing is kept"
    );
    let out = String::from_utf8(ran.stdout).expect("answers are UTF-8");
    let acts = |c: char| c.is_control() && c != '\n';
    assert!(!out.contains(acts), "control characters are escaped");
    let answers = out.lines().map(|l| serde_json::from_str(l).expect(l));
    (ran.status.code(), answers.collect())
}

/// The answers to these turns, of which every one is in order.
fn answers(turns: &[(&str, &str)]) -> Vec<Value> {
    let line = |(speaker, text): &(&str, &str)| turn(speaker, text) + "\n";
    let (code, answers) = listen(turns.iter().map(line).collect::<String>());
    assert_eq!(code, Some(0), "{answers:?}");
    assert_eq!(answers.len(), turns.len());
    for answer in &answers {
        whole(answer);
    }
    answers
}

fn turn(speaker: &str, text: &str) -> String {
    json!({ "speaker": speaker, "text": text }).to_string()
}

/// Every member is there, with a value that it may have; every place holds the words beside it.
#[track_caller]
fn whole(answer: &Value) {
    let text = answer["text"].as_str().unwrap();
    let one_of = |name: &str, words: &[&str]| {
        let word = answer[name].as_str();
        assert!(
            word.is_some_and(|w| words.contains(&w)),
            "{name} of {answer}"
        );
    };
    one_of("main", &["question", "reflection", "input", "other"]);
    one_of("question", &["none", "open", "closed"]);
    one_of(
        "emotion",
        &[
            "anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral",
        ],
    );
    if answer["speaker"] == "client" {
        one_of("talk", &["change", "neutral", "sustain"]);
    } else {
        assert_eq!(answer.get("talk"), None);
    }
    likely(&answer["confidence"]);
    for list in ["acts", "feelings", "cues", "dates", "people", "because"] {
        for row in answer[list].as_array().expect(list) {
            placed(text, row);
        }
    }
    for one in ["commitment", "evasion"] {
        let one = answer.get(one).expect(one);
        if !one.is_null() {
            placed(text, one);
            likely(&one["confidence"]);
        }
    }
}

#[track_caller]
fn placed(text: &str, row: &Value) {
    let at = |n: usize| usize::try_from(row["at"][n].as_u64().unwrap()).unwrap();
    assert_eq!(text.get(at(0)..at(1)), row["words"].as_str(), "{row}");
    let bounds: Vec<usize> = text.grapheme_indices(true).map(|(n, _)| n).collect();
    for n in [at(0), at(1)] {
        assert!(bounds.contains(&n) || n == text.len(), "{row}");
    }
}

#[track_caller]
fn likely(figure: &Value) {
    let figure = figure.as_f64().unwrap();
    assert!((0.0..=1.0).contains(&figure), "{figure}");
    let places = (figure * 1_000.0).fract();
    assert!(!(1e-6..=1.0 - 1e-6).contains(&places), "{figure}");
}

fn words<'a>(rows: &'a Value, name: &str) -> Vec<&'a str> {
    let rows = rows.as_array().unwrap();
    rows.iter().map(|row| row[name].as_str().unwrap()).collect()
}

#[test]
fn a_turn_is_answered_with_all_that_was_heard() {
    let answers = answers(&[
        (
            "coach",
            "What happened when you told the board about the audit?",
        ),
        (
            "client",
            "Ana said we lose the account, and I'm very worried. I'll call her on Tuesday.",
        ),
    ]);
    let [asked, said] = answers.as_slice() else {
        panic!()
    };
    assert_eq!(asked["main"], "question");
    assert_eq!(asked["question"], "open");
    assert!(words(&asked["acts"], "act").contains(&"open"));
    assert!(words(&asked["because"], "of").contains(&"question"));
    let feeling = &said["feelings"][0];
    for (name, value) in [
        ("word", json!("worried")),
        ("words", json!("worried")),
        ("polarity", json!("unpleasant")),
        ("intensity", json!(4)),
        ("denied", json!(false)),
        ("hedged", json!(false)),
        ("others", json!(false)),
    ] {
        assert_eq!(feeling[name], value, "{name}");
    }
    assert!(feeling["family"].is_string() && feeling["group"].is_string());
    assert_eq!(said["emotion"], "fear");
    assert!(words(&said["cues"], "cue").contains(&"loss"));
    assert_eq!(said["commitment"]["strength"], "strong");
    assert_eq!(words(&said["people"], "words"), ["Ana"]);
    assert_eq!(said["dates"].as_array().unwrap().len(), 1);
    assert_eq!(said["evasion"], Value::Null);
}

#[test]
fn other_members_go_through_unchanged_and_in_order() {
    let line = "{\"z\": 1e999, \"speaker\":\"coach\",\"at\":[1,  2.50,{\"b\":1,\"a\":\"\\u00e9\\u2028\"}],\
                \"main\":\"mine\",\"because\":7,\"text\":\"Wh\\u0061t\\nhappened?\",\"line\":123456789012345678901234567890,\"z\":2}\r\n";
    let out = raw(line);
    assert!(
        out.starts_with(
            "{\"z\":1e999,\"speaker\":\"coach\",\"at\":[1,  2.50,{\"b\":1,\"a\":\"\\u00e9\\u2028\"}],\
             \"text\":\"Wh\\u0061t\\nhappened?\",\"line\":123456789012345678901234567890,\"z\":2,\"main\":\"question\","
        ),
        "{out}"
    );
    assert_eq!(out.matches("\"main\":").count(), 1);
    assert_eq!(
        raw(&out),
        out,
        "an answer can be a question, and is its own answer"
    );
    // Written as it is, this would end a line for some and act on a terminal.
    let out = raw(
        "{\"speaker\":\"client\",\"text\":\"a\u{9b}2Jb\u{2028}c\u{202e}\",\"k\u{7f}\":\"\u{85}\"}\n",
    );
    assert!(
        out.contains("a\\u009b2Jb\\u2028c\\u202e") && out.contains("\"k\\u007f\":\"\\u0085\""),
        "{out}"
    );
}

/// What comes out, byte for byte.
fn raw(input: &str) -> String {
    let ran = Command::new(PROGRAM)
        .arg("listen")
        .write_stdin(input)
        .timeout(BOUND)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn a_line_that_is_no_turn_is_named_and_the_stream_goes_on() {
    let good = turn("client", "We go on.");
    let deep = |open: &str| open.repeat(100_000);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"What happened?".to_vec(), "not JSON"),
        (
            b"{\"speaker\": \"coach\", \"text\": \"a".to_vec(),
            "not JSON",
        ),
        (good.clone().into_bytes().repeat(2), "not JSON"),
        (b"[]".to_vec(), "an object is wanted"),
        (b"\"text\"".to_vec(), "an object is wanted"),
        (b"{}".to_vec(), "`speaker` is missing"),
        (b"{\"speaker\": \"coach\"}".to_vec(), "`text` is missing"),
        (turn("Coach", "a").into(), "`speaker` has to be"),
        (
            b"{\"speaker\": 7, \"text\": \"a\"}".to_vec(),
            "`speaker` has to be a string",
        ),
        (
            b"{\"speaker\": \"coach\", \"text\": null}".to_vec(),
            "`text` has to be a string",
        ),
        (
            b"{\"speaker\": \"coach\", \"text\": \"\\ud800\"}".to_vec(),
            "`text` is not Unicode",
        ),
        (
            b"{\"speaker\": \"coach\", \"text\": \"a\", \"text\": \"b\"}".to_vec(),
            "`text` is there twice",
        ),
        (
            b"{\"speaker\": \"coach\", \"text\": \"\xc3\x28\"}".to_vec(),
            "not UTF-8 text: byte 31",
        ),
        (vec![0; 100], "not JSON"),
        (deep("[").into(), "nested deeper"),
        (deep("{\"a\":").into(), "nested deeper"),
        (
            format!(
                "{{\"speaker\":\"coach\",\"text\":\"a\",\"b\":{}{}}}",
                deep("["),
                deep("]")
            )
            .into(),
            "nested deeper",
        ),
    ];
    let mut input = Vec::new();
    for (bytes, _) in &cases {
        input.extend([bytes, &b"\n"[..], good.as_bytes(), b"\n"].concat());
    }
    let (code, answers) = listen(input);
    assert_eq!(code, Some(1));
    assert_eq!(answers.len(), cases.len() * 2);
    for (nth, (pair, (bytes, message))) in answers.chunks(2).zip(&cases).enumerate() {
        let case = String::from_utf8_lossy(bytes);
        let case = case.get(..60).unwrap_or(&case);
        let error = pair[0]["error"].as_str().expect(case);
        assert!(error.contains(message), "{case}: {error}");
        assert!(error.len() < 200, "{error}");
        assert_eq!(pair[0]["line"], json!(nth * 2 + 1), "{case}");
        assert_eq!(pair[0].as_object().unwrap().len(), 2);
        whole(&pair[1]);
    }
}

#[test]
fn a_megabyte_is_taken_and_more_is_passed_over() {
    let just = |speaker: &str, bytes: usize| {
        let frame = turn(speaker, "").len();
        turn(speaker, &"We lose it. ".repeat(bytes)[..bytes - frame])
    };
    let input = [
        turn("coach", &"a".repeat(1 << 20)),
        just("client", 1_200_000),
        just("client", 1_200_001),
        turn("client", "After."),
    ]
    .join("\n");
    let (code, answers) = listen(input);
    assert_eq!(code, Some(1));
    let errors: Vec<Option<&str>> = answers.iter().map(|a| a["error"].as_str()).collect();
    let too_long = Some("the line has more than 1200000 bytes");
    assert_eq!(errors, [None, None, too_long, None]);
    assert_eq!(answers[2]["line"], 3);
    whole(&answers[3]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_that_is_larger_than_memory_is_passed_over() {
    let mut child = std::process::Command::new("sh")
        .args([
            "-c",
            "ulimit -v 200000; exec \"$@\"",
            "sh",
            PROGRAM,
            "listen",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let some = vec![b'x'; 1 << 20];
    for _ in 0..400 {
        to.write_all(&some).unwrap();
    }
    write!(to, "\n{}", turn("client", "After.")).unwrap();
    drop(to);
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    let out = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.starts_with("{\"error\""), "{out}");
}

#[test]
fn megabytes_of_anything_are_answered_soon() {
    for piece in [
        "a",
        "a ",
        "I'm worried. ",
        "what ",
        "what? ",
        ".",
        ", ",
        "7",
        "7 ",
        "\u{301}",
        "e\u{301}",
        "👩\u{200d}",
        "漢",
        "\u{200b}",
        "กำ",
        "I'll send it on Tuesday, 3 December, if Ana Ruiz agrees; ",
        "\"",
        "\n",
        "-",
        "'",
        "uh ",
        "not ",
        "A",
        "A.B ",
        "\u{0}",
    ] {
        let text = piece.repeat((1 << 20) / piece.len());
        for speaker in ["coach", "client"] {
            let line = format!("{{\"speaker\":\"{speaker}\",\"text\":{}}}", json!(text));
            let fits = line.len() <= 1_200_000;
            let (code, answers) = listen(line);
            assert_eq!(code, Some(i32::from(!fits)), "{piece:?}");
            assert_eq!(answers.len(), 1, "{piece:?}");
        }
    }
}

#[test]
fn a_conversation_ends_at_an_empty_line_or_with_its_name() {
    let ask =
        |more: &str| format!("{{\"speaker\":\"coach\",\"text\":\"How was the year?\"{more}}}\n");
    let reply = |more: &str| format!("{{\"speaker\":\"client\",\"text\":\"Fine.\"{more}}}\n");
    // To say "fine" where one was asked openly may be a way round the question; as a first word it is not.
    let evades = |input: String| {
        let (code, answers) = listen(input);
        assert_eq!(code, Some(0), "{answers:?}");
        !answers[1]["evasion"].is_null()
    };
    let (a, b) = (",\"conversation\":\"a\"", ",\"conversation\":{\"n\":2}");
    assert!(evades(ask("") + &reply("")));
    assert!(evades(ask(a) + &reply(a)));
    assert!(evades(ask(b) + &reply(b)));
    assert!(evades(ask(a) + &reply("")), "without one it goes on");
    assert!(!evades(ask("") + "\n" + &reply("")));
    assert!(!evades(ask("") + " \r\n" + &reply("")));
    assert!(!evades(ask(a) + &reply(b)));
    assert!(!evades(ask("") + &reply(a)));
    // Empty lines count where lines are numbered.
    let (_, answers) = listen("\n\nnot a turn\n");
    assert_eq!(answers[0]["line"], 3);
    assert_eq!(listen(""), (Some(0), Vec::new()));
}

/// A program that listens, with both ends of its pipes here.
fn open() -> Child {
    std::process::Command::new(PROGRAM)
        .arg("listen")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn each_line_is_answered_before_the_next_one_comes() {
    let mut child = open();
    let mut to = child.stdin.take().unwrap();
    let from = BufReader::new(child.stdout.take().unwrap());
    let (sender, answers) = channel();
    let reader = thread::spawn(move || {
        for line in from.lines() {
            sender.send(line.unwrap()).unwrap();
        }
    });
    for (line, part) in [
        (turn("coach", "What happened?"), "\"question\":\"open\""),
        ("half a line".to_owned(), "\"line\":2"),
        (turn("client", "I'm worried."), "\"worried\""),
    ] {
        writeln!(to, "{line}").unwrap();
        let answer = answers.recv_timeout(BOUND).expect("it answers");
        assert!(answer.contains(part), "{answer}");
        assert!(answers.try_recv().is_err(), "one answer to one line");
    }
    // The last line needs no end.
    write!(to, "{}", turn("coach", "So?")).unwrap();
    drop(to);
    answers.recv_timeout(BOUND).expect("it answers");
    assert_eq!(child.wait().unwrap().code(), Some(1));
    reader.join().unwrap();
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = open();
    drop(child.stdout.take());
    let mut to = child.stdin.take().unwrap();
    let line = turn("client", "I'm worried.") + "\n";
    // It may be gone before all is written: that is its right.
    while to.write_all(line.as_bytes()).is_ok() {}
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(ran.stderr.is_empty(), "{ran:?}");
}

/// What a person reads, who asks for a text to be explained.
fn explain(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let ran = Command::new(PROGRAM)
        .args(["listen", "--explain"])
        .args(arguments)
        .env("MINERAL_HOME", home.path())
        .timeout(BOUND)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let out = String::from_utf8(ran.stdout).unwrap();
    let acts = |c: char| c.is_control() && c != '\n';
    assert!(!out.contains(acts), "{out:?}");
    assert!(!out.contains('\u{202e}'), "{out:?}");
    for line in out.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        assert_eq!(line.trim_end(), line);
    }
    out
}

#[test]
fn a_text_is_explained_to_a_person() {
    // The weights may be trained anew; what is said should then be the same, and its figures need not.
    let figures = regex::Regex::new(r"\(\d+ %").unwrap();
    for (name, arguments) in [
        ("open", vec!["What happened when you told the board?"]),
        (
            "message",
            vec![
                "Dear Ana,\n\nWe are the market leader, and our platform could save you 20 %. We would love to show you \
                 our new release. I'll call you on Tuesday.",
            ],
        ),
        (
            "reflection",
            vec![
                "So it's the waiting that wears you out, not the work itself.",
                "--before",
                "I can do the work. It's that nobody decides anything.",
            ],
        ),
        (
            "client",
            vec![
                "We tried that two years ago and it was a disaster. I'm a bit worried about Friday, and my team is exhausted. \
                 I'll see what I can do.",
                "--speaker",
                "client",
            ],
        ),
        (
            "evasion",
            vec![
                "Fine.",
                "--speaker",
                "client",
                "--before",
                "How was the year for you?",
            ],
        ),
        (
            "plain",
            vec![
                "I'm sorry that you had to wait. Would Monday suit you?",
                "--plain",
            ],
        ),
    ] {
        let out = explain(&arguments);
        let out = figures.replace_all(&out, "(N %");
        insta::with_settings!({ snapshot_path => "snapshots/listen", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, out);
        });
    }
}

#[test]
fn what_is_explained_is_cleaned_first() {
    let out = explain(&[
        "\x1b[2J\x1b]0;owned\x07I'm \u{202e}worried\r\n\u{9b}31m",
        "--before",
        "a\x1b[31m\nb",
    ]);
    assert!(out.contains("worried"), "{out}");
    for text in [
        "",
        " \n ",
        "-",
        "--",
        "- What happened?",
        "\u{301}",
        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    ] {
        explain(&[text]);
    }
    explain(&[&"I'm worried about it. ".repeat(5_000)]);
}

#[test]
fn what_is_for_one_text_needs_one() {
    for arguments in [
        &["--speaker", "client"][..],
        &["--before", "a"],
        &["--explain"],
        &["--explain", "a", "--speaker", "me"],
    ] {
        let ran = Command::new(PROGRAM)
            .arg("listen")
            .args(arguments)
            .timeout(BOUND)
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn naughty_strings_are_listened_to() {
    let Some(data) = std::env::var_os("MINERAL_DATA") else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: naughty strings: MINERAL_DATA is not set"
        );
        return;
    };
    let file = Path::new(&data).join("naughty-strings/blns.json");
    let strings: Vec<String> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert!(strings.len() > 400);
    let turns: Vec<(&str, &str)> = strings
        .iter()
        .flat_map(|text| [("coach", text.as_str()), ("client", text)])
        .collect();
    for ((_, text), answer) in turns.iter().zip(answers(&turns)) {
        assert_eq!(answer["text"].as_str(), Some(*text));
    }
    for text in strings.iter().filter(|text| !text.contains('\0')) {
        explain(&[text]);
    }
    // And as lines, as names and as values beside a turn.
    let lines: String = strings
        .iter()
        .map(|text| text.replace(['\n', '\r'], " ") + "\n")
        .collect();
    let (code, _) = listen(lines);
    assert_eq!(code, Some(1));
    let beside =
        |text: &String| json!({ "speaker": "coach", "text": "So?", format!("_{text}"): text });
    let lines: String = strings
        .iter()
        .map(|text| beside(text).to_string() + "\n")
        .collect();
    let (code, answers) = listen(lines);
    assert_eq!(code, Some(0));
    for (text, answer) in strings.iter().zip(&answers) {
        assert_eq!(answer[format!("_{text}")], json!(text));
    }
}
