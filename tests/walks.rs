//! Every built-in script is walked through from start to end in plain mode, through the real binary, twice: as a first
//! conversation answered with yes, and as a later one answered with no. The transcript of the first is a snapshot, so
//! that somebody has read it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use mineral::app::live::Live;
use mineral::app::{Effect, Event, Now};
use mineral::desk::Desk;
use mineral::script::catalogue::BUILTIN;
use mineral::script::{AnswerKind, KnownKind};
use mineral::session::Moment;
use mineral::store::Library;
use regex::Regex;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// No script takes more lines than this; one that does goes round in a circle.
const MOST_LINES: usize = 400;

/// How a walk answers.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Yes,
    No,
}

fn answer(kind: &AnswerKind, manner: Manner) -> String {
    let yes = manner == Manner::Yes;
    match kind {
        AnswerKind::Words => "what I would say to that today".to_owned(),
        AnswerKind::Rating(scale) => if yes { scale.to } else { scale.from }.to_string(),
        AnswerKind::Choice(options) if yes => options.first().unwrap().clone(),
        AnswerKind::Choice(options) => options.last().unwrap().clone(),
        AnswerKind::YesNo => if yes { "yes" } else { "no" }.to_owned(),
        AnswerKind::List => "the numbers, the people".to_owned(),
        AnswerKind::Date => "3 december".to_owned(),
        AnswerKind::Person => "Priya, about the delivery dates".to_owned(),
        AnswerKind::Commitment => "us send the draft by friday".to_owned(),
        AnswerKind::Feeling => "hopeful 3".to_owned(),
    }
}

/// The lines of a walk, found by walking the machine on files of its own.
fn lines(desk: &mut Desk, script: &str, manner: Manner) -> Vec<String> {
    let now = Now {
        at: Moment::parse("2026-11-21T14:03:11+01:00").unwrap(),
        ms: 0,
    };
    let begin = Effect::Begin {
        script: script.to_owned(),
        name: "Ana Ruiz".to_owned(),
        organisation: None,
        person: None,
    };
    let Some(Event::Opened(opened)) = desk.open(begin, now).unwrap().pop() else {
        panic!("{script} does not open");
    };
    let mut live = Live::new(*opened, now);
    let mut todo = live.take_up(now);
    let mut lines = Vec::new();
    loop {
        for effect in todo.drain(..) {
            desk.open(effect, now).unwrap();
        }
        if live.is_over() {
            desk.finish();
            return lines;
        }
        assert!(
            !asked(&live).is_empty(),
            "{script} asks nothing after {lines:#?}"
        );
        let typed = next_line(&live, manner, &lines);
        live.editor.clear();
        live.paste(&typed, now);
        todo = live.submit(now);
        assert!(
            live.editor.is_empty(),
            "{script}: {typed:?} was not taken: {}",
            asked(&live)
        );
        lines.push(typed);
        assert!(
            lines.len() < MOST_LINES,
            "{script} does not end: {:#?}",
            lines.last()
        );
    }
}

fn asked(live: &Live) -> String {
    if live.closing().is_some() {
        live.closing_question()
    } else {
        live.question()
    }
}

fn next_line(live: &Live, manner: Manner, before: &[String]) -> String {
    let last = before.last().map_or("", String::as_str);
    if live.closing().is_some() {
        let closings = [
            "/viable yes: they want it too",
            "/capital enriched",
            "/listened 4",
        ];
        let next = closings
            .iter()
            .find(|line| !before.iter().any(|l| l.as_str() == **line));
        return next.map_or_else(|| "/end".to_owned(), |line| (*line).to_owned());
    }
    if let Some(question) = live.asked_question() {
        return answer(&question.answer, manner);
    }
    let step = live.step().unwrap();
    let said = format!("this is about {}, and it matters", step.title);
    if last == "/next"
        || last.is_empty()
        || live
            .session()
            .fold()
            .steps
            .iter()
            .all(|s| s.answers.is_empty())
            && last != said
    {
        return said;
    }
    if last == said && step.feelings {
        return "~hopeful 3".to_owned();
    }
    let commits = step.known.iter().any(|k| k.kind == KnownKind::Commitment);
    if commits && last != "!us send the draft by friday" {
        return "!us send the draft by friday".to_owned();
    }
    let answered = before.contains(&said);
    match (answered, live.step_after()) {
        (false, _) => said,
        (true, Some(_)) => "/next".to_owned(),
        (true, None) => "/end".to_owned(),
    }
}

fn mineral(data: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(arguments)
        .arg("--data-dir")
        .arg(data)
        .env("MINERAL_HOME", data.join("home"))
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

/// A transcript without what changes from day to day.
fn without_dates(text: &str) -> String {
    let dates = Regex::new(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}").unwrap();
    let times = Regex::new(r"\b\d{2}:\d{2}\b").unwrap();
    times
        .replace_all(&dates.replace_all(text, "DATE"), "TIME")
        .into_owned()
}

/// Walks every fourth script, beginning with one of the first four: so that four tests share the work.
fn walk(first: usize) {
    let model = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(Library::at(model.path()), |_| {});
    for builtin in BUILTIN.iter().skip(first).step_by(4) {
        for manner in [Manner::Yes, Manner::No] {
            walk_one(&mut desk, data.path(), builtin.id, manner);
        }
    }
}

fn walk_one(desk: &mut Desk, data: &Path, id: &str, manner: Manner) {
    let input = lines(desk, id, manner).join("\n") + "\n";
    let ran = mineral(data, &["run", id, "--with", "Ana Ruiz"], &input);
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let complained = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{id}: {said}\n{complained}");
    assert!(said.contains("Closed and kept."), "{id}: {said}");
    let read = mineral(data, &["read", "--plain"], "");
    let transcript = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(!transcript.contains("not ended yet"), "{transcript}");
    assert!(
        !transcript.contains('{'),
        "{id}: a quote is not filled\n{transcript}"
    );
    if manner == Manner::Yes {
        insta::with_settings!({snapshot_path => "snapshots/walks", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!(id, without_dates(&transcript));
        });
    }
}

#[test]
fn scripts_are_walked_to_their_end_and_read_well_1() {
    walk(0);
}

#[test]
fn scripts_are_walked_to_their_end_and_read_well_2() {
    walk(1);
}

#[test]
fn scripts_are_walked_to_their_end_and_read_well_3() {
    walk(2);
}

#[test]
fn scripts_are_walked_to_their_end_and_read_well_4() {
    walk(3);
}
