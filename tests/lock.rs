//! Hiding the screen and locking a vault, as a user does: keys in, and what is left in the machine.

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

use age::secrecy::{ExposeSecret, SecretString};
use mineral::app::{App, Effect, Event, Now, Screen, Start};
use mineral::store::{Library, Opening};
use mineral::vault::ways::{Opener, recovery};
use std::path::Path;
use support::stage::{Stage, flat, now_at, setup};

/// A vault, opened, and what opens it.
fn vault(dir: &Path) -> (Library, SecretString) {
    let (written, way) = recovery();
    let library = Library::at(dir)
        .make_vault(&[("recovery".to_owned(), way)])
        .unwrap();
    library.seal(|_, _| {}).unwrap();
    let vault = Library::at(dir).vault().unwrap().unwrap();
    match vault.open(&Opener::typed(written.clone())).unwrap() {
        Opening::Open(library) => (library, written),
        other => panic!("{other:?}"),
    }
}

fn ana() -> Start {
    Start::Begin {
        script: "mineral-rights-client".to_owned(),
        name: Some("Ana Ruiz".to_owned()),
        organisation: None,
    }
}

fn guarded(library: Library, start: Start) -> Stage {
    let (mut app, effects) = App::new(setup(), start);
    app.guards_a_vault(Some(600_000));
    Stage::of(library, (app, effects))
}

/// Everything that is in the machine.
fn has(stage: &Stage, words: &str) -> bool {
    format!("{:?}", stage.app).contains(words) || stage.screen().contains(words)
}

fn typed(stage: &mut Stage, words: &str) {
    stage.event(Event::Paste(words.to_owned()));
    stage.press("<enter>");
}

#[test]
fn locking_lets_all_words_go_and_unlocking_brings_one_back_with_the_draft() {
    let dir = tempfile::tempdir().unwrap();
    let (library, key) = vault(dir.path());
    let mut stage = guarded(library, ana());
    stage.press("Nobody trusts the closing number<enter>half a thought");
    assert!(has(&stage, "half a thought") && has(&stage, "Nobody trusts"));
    stage.press("<ctrl-l>");
    for words in ["half a thought", "Nobody trusts", "Ana Ruiz"] {
        assert!(!has(&stage, words), "{words}\n{}", stage.screen());
    }
    assert!(
        stage.screen().contains("The vault is locked"),
        "{}",
        stage.screen()
    );
    // Words that are still on their way do not come in.
    stage.event(Event::Done("Ana Ruiz".to_owned()));
    stage.event(Event::People(vec![("Ana Ruiz".to_owned(), None)]));
    assert!(!has(&stage, "Ana Ruiz"));
    typed(&mut stage, "a wrong one");
    assert!(
        flat(&stage.screen()).contains("does not open the vault"),
        "{}",
        stage.screen()
    );
    assert!(!format!("{:?}", stage.app).contains("a wrong one"));
    typed(&mut stage, key.expose_secret());
    let live = stage.live();
    assert_eq!(live.editor.text(), "half a thought");
    assert!(has(&stage, "Nobody trusts"));
    stage.press(" more<enter>");
    assert!(has(&stage, "half a thought more"));
    stage.leave();
}

#[test]
fn a_vault_that_nobody_touches_locks_itself_but_not_in_a_conversation() {
    let dir = tempfile::tempdir().unwrap();
    let (library, key) = vault(dir.path());
    let mut stage = guarded(library.clone(), ana());
    stage.press("half a thought<wait:1200>");
    assert_eq!(stage.live().editor.text(), "half a thought");
    stage.leave();
    let mut stage = guarded(library, Start::Home);
    stage.press("<down><wait:590>");
    assert!(matches!(stage.app.screen, Screen::Home));
    stage.press("<wait:20>");
    assert!(matches!(stage.app.screen, Screen::Locked(_)));
    typed(&mut stage, key.expose_secret());
    assert!(matches!(stage.app.screen, Screen::Home));
    // The machine slept: its own clock stood still, and the first that comes is a key.
    let now = stage.now();
    let later = Now {
        at: now_at(now.ms + 3_600_000).at,
        ms: now.ms,
    };
    let effects = stage.app.handle(Event::Key("q".parse_key()), later);
    assert_eq!(effects, [Effect::Lock]);
    assert!(matches!(stage.app.screen, Screen::Locked(_)));
}

#[test]
fn one_key_hides_everything_and_any_key_brings_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut stage = Stage::new(dir.path(), ana());
    stage.press("half a thought");
    for key in ["<f4>", "<ctrl-l>"] {
        stage.press(key);
        assert_eq!(stage.screen().trim(), "", "{key}");
        assert_eq!(stage.frame().1, None);
        stage.press("x");
        assert!(
            stage.screen().contains("half a thought"),
            "{}",
            stage.screen()
        );
        assert_eq!(
            stage.live().editor.text(),
            "half a thought",
            "the key did more"
        );
    }
    stage.leave();
}

#[test]
fn a_vault_that_is_opened_on_the_screen_asks_first() {
    let dir = tempfile::tempdir().unwrap();
    let (library, key) = vault(dir.path());
    let mut stage = guarded(library, ana());
    stage.press("Nobody trusts the closing number<enter>");
    let id = stage.live().session().head().id.clone();
    stage.leave();
    let app = App::locked(setup(), Start::Read(id));
    let mut stage = Stage::of(Library::at(dir.path()), (app, Vec::new()));
    for size in [(80, 24), (40, 12), (120, 40), (3, 2), (0, 0)] {
        stage.event(Event::Resize(size.0, size.1));
        let _ = stage.screen();
    }
    stage.event(Event::Resize(80, 24));
    assert!(!has(&stage, "Nobody trusts"));
    typed(&mut stage, key.expose_secret());
    assert!(matches!(stage.app.screen, Screen::Read(_)));
    assert!(has(&stage, "Nobody trusts"));
}

/// A key by its name.
trait Named {
    fn parse_key(&self) -> mineral::app::key::Key;
}

impl Named for str {
    fn parse_key(&self) -> mineral::app::key::Key {
        mineral::app::key::Key::parse(self).unwrap()
    }
}
