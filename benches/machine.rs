//! How long the parts of a keystroke take: `cargo bench`. Ratios against a whole terminal program are measured from
//! outside; these figures say where the time goes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot be set up has nothing to measure"
)]

use divan::Bencher;
use mineral::app::key::{Code, Key};
use mineral::app::keymap::Keymap;
use mineral::app::{App, Event, Now, Opened, Setup, Start};
use mineral::script::catalogue::{self, BUILTIN};
use mineral::session::{
    Answer, Document, Draft, Entry, Head, Kind, Mode, Moment, PersonRef, ScriptRef, Session,
};
use mineral::ui::{self, theme::Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;

fn main() {
    divan::main();
}

fn now() -> Now {
    let at = Moment::parse("2026-11-21T14:00:00+01:00").expect("a moment");
    Now { at, ms: 0 }
}

fn session(answers: u32) -> Session {
    let script = BUILTIN[0].script().expect("the script reads");
    let head = Head {
        id: "01M7ZZF2JB3WZHC9STYVHZY4RQ".into(),
        began: now().at,
        mode: Mode::Live,
        script: ScriptRef {
            id: script.id.clone(),
            title: script.title.clone(),
            hash: String::new(),
        },
        person: PersonRef {
            id: String::new(),
            name: "Ana Ruiz".into(),
            organisation: None,
        },
        practice: None,
    };
    let entries = (1..=answers)
        .map(|n| Entry {
            n,
            at: now().at,
            t: u64::from(n) * 1_000,
            kind: Kind::Answer(Answer {
                question: None,
                step: "issue".into(),
                text: format!("nobody trusts the number before the ninth, and that is answer {n}"),
            }),
        })
        .collect();
    Session::new(head, Arc::new(script), entries, BTreeSet::new())
}

fn app(answers: u32) -> App {
    let setup = Setup {
        keymap: Keymap::default(),
        scripts: Vec::new(),
        personas: Vec::new(),
    };
    let (mut app, _) = App::new(setup, Start::Home);
    let opened = Opened {
        session: session(answers),
        draft: None,
        read_only: None,
        problems: Vec::new(),
        client: None,
        glass: false,
    };
    app.handle(Event::Opened(Box::new(opened)), now());
    app
}

/// From a key to a frame, without the terminal: 0, 100 and 1,000 answers kept.
#[divan::bench(args = [0, 100, 1_000])]
fn key_to_frame(bencher: Bencher, answers: u32) {
    let mut app = app(answers);
    let theme = Theme::colours();
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a test backend");
    let keys = [Key::plain(Code::Char('a')), Key::plain(Code::Backspace)];
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        black_box(app.handle(Event::Key(keys[turn % 2]), now()));
        terminal
            .draw(|frame| ui::draw(frame, &app, &theme, now()))
            .expect("a frame");
    });
}

/// The draft that is handed to the operating system at every key.
#[divan::bench(args = [10, 1_000])]
fn draft_to_yaml(bencher: Bencher, letters: usize) {
    let draft = Draft {
        n: 1,
        t: 1,
        text: "a".repeat(letters),
        cursor: letters,
    };
    bencher.bench(|| black_box(&draft).to_yaml());
}

/// An entry with the proof that it reads back.
#[divan::bench]
fn entry_to_yaml(bencher: Bencher) {
    let session = session(1);
    let entry = &session.entries()[0];
    bencher.bench(|| black_box(entry).to_yaml());
}

/// Reading the main script.
#[divan::bench]
fn read_script(bencher: Bencher) {
    bencher.bench(|| black_box(BUILTIN[0]).script());
}

/// Completing a feeling.
#[divan::bench]
fn complete_feeling(bencher: Bencher) {
    let vocabulary = catalogue::vocabulary();
    bencher.bench(|| vocabulary.complete(black_box("wor"), 6).len());
}
