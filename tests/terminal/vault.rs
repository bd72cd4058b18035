//! The vault on a real terminal: passphrases are asked for and never shown, and a locked vault opens and goes on.

use crate::support::{ENTER, Home, Program, ctrl};
use std::fs;

/// Typed nowhere but at the prompts.
const PASSPHRASE: &str = "tuba-ledger-quarry-nimble-fox";
const WRONG: &str = "velvet-otter-parade";
const WEAK: &str = "abc123";
const SECRET: &str = "Nobody trusts the closing number";
const CLIENT: &str = "Tom Berg";
const ASKS: &str = "Passphrase or recovery key";

/// Types something once the program has asked and the terminal shows nothing of it any more.
#[track_caller]
fn answers(program: &mut Program, question: &str, words: &str) {
    program.wait_for(question);
    program.waits_until_nothing_is_echoed();
    program.keys(&format!("{words}{ENTER}"));
}

/// Whether nothing that came to the terminal has these words.
#[track_caller]
fn never_said(program: &Program, words: &[&str]) {
    let raw = program.raw();
    for word in words {
        let there = raw.windows(word.len()).any(|w| w == word.as_bytes());
        assert!(!there, "{word:?} came to the terminal");
    }
}

/// Whether the program set the title of the terminal, or its icon's, to anything.
fn titles(program: &Program) -> Vec<String> {
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    raw.split("\x1b]")
        .skip(1)
        .filter(|s| s.starts_with(['0', '1', '2', 'l', 'L']))
        .map(|s| s.split(['\x07', '\x1b']).next().unwrap().to_owned())
        .collect()
}

/// A library with a conversation, made a vault on a terminal; and its recovery key.
fn made() -> (Home, String) {
    let home = Home::new();
    let live = ["live", "--plain", "--with", CLIENT];
    home.run(&live, format!("{SECRET}\n")).well();
    let mut program = home.start(&["vault", "create"]);
    // A weak one is called so, and need not be taken.
    answers(&mut program, "New passphrase:", WEAK);
    program.wait_for("very weak");
    program.wait_for("take it all the same? [y/N]");
    program.keys(&format!("n{ENTER}"));
    program.wait_until("the question once more", |screen| {
        screen.text().matches("New passphrase:").count() == 2
    });
    answers(&mut program, "New passphrase:", PASSPHRASE);
    program.wait_for("strong: whoever has the disk needs");
    answers(&mut program, "The same once more:", WRONG);
    program.wait_for("they are not the same; from the beginning");
    program.wait_until("the question a third time", |screen| {
        screen.text().matches("New passphrase:").count() == 3
    });
    answers(&mut program, "New passphrase:", PASSPHRASE);
    program.wait_until("the second question again", |screen| {
        screen.text().matches("The same once more:").count() == 2
    });
    answers(&mut program, "The same once more:", PASSPHRASE);
    program.wait_for("Show one to write down? [Y/n]");
    program.keys(ENTER);
    program.wait_for("Enter when it is written down");
    let rows = program.screen().rows;
    let key = rows.iter().find(|row| row.contains("AGE-SECRET-KEY-"));
    let key = key.unwrap().trim().to_owned();
    program.keys(ENTER);
    assert_eq!(program.exit_code(), 0, "{:#?}", program.screen());
    program.wait_for_last("the library is a vault");
    never_said(&program, &[PASSPHRASE, WRONG, WEAK]);
    assert_eq!(titles(&program), Vec::<String>::new());
    (home, key)
}

/// Opens a vault on its lock screen.
#[track_caller]
fn opens(program: &mut Program, words: &str) {
    program.wait_for("The vault is locked");
    program.wait_for(ASKS);
    assert!(!program.screen().shows(CLIENT), "{:#?}", program.screen());
    program.keys(&format!("{words}{ENTER}"));
}

#[test]
fn a_passphrase_is_asked_for_twice_and_judged_and_the_lock_screen_takes_no_other() {
    let (home, key) = made();
    let mut program = home.start(&["review"]);
    opens(&mut program, WRONG);
    program.wait_for("that does not open the vault");
    assert!(!program.screen().shows(CLIENT), "{:#?}", program.screen());
    opens(&mut program, PASSPHRASE);
    program.wait_for(CLIENT);
    // Locked again by a key, and opened by the recovery key.
    program.keys(&ctrl('l'));
    opens(&mut program, &key);
    program.wait_until("no lock any more", |s| !s.shows("The vault is locked"));
    program.keys("qq");
    program.keys(&ctrl('c'));
    program.keys(&ctrl('c'));
    assert_eq!(program.exit_code(), 0);
    never_said(&program, &[WRONG, PASSPHRASE, &key]);
    assert_eq!(titles(&program), Vec::<String>::new());
}

#[test]
fn commands_on_a_locked_vault_ask_and_go_on() {
    let (home, key) = made();
    let id = home.session().file_stem().unwrap().to_owned();
    let id = id.to_str().unwrap();
    // By a screen of its own, or, where it has to look first which one is meant, by a line.
    for (command, words) in [
        (vec!["live", "--with", CLIENT], "1 of 7"),
        (vec!["read", id], SECRET),
        (vec!["resume", id], SECRET),
        (vec!["read"], ""),
        (vec!["resume"], ""),
        (vec!["follow"], ""),
        (vec!["follow", id], SECRET),
        (vec!["debrief"], ""),
        (vec!["debrief", id], ""),
        (vec!["debrief", "--weeks"], ""),
        (vec!["due"], ""),
        (vec!["person"], CLIENT),
        (vec!["person", "show", CLIENT], CLIENT),
        (vec!["brief", CLIENT], CLIENT),
        (vec!["insights"], ""),
    ] {
        let mut program = home.start(&command);
        program.wait_for(ASKS);
        let on_screen = program.screen().shows("The vault is locked");
        if !on_screen {
            program.waits_until_nothing_is_echoed();
        }
        never_said(&program, &[SECRET]);
        program.keys(&format!("{key}{ENTER}"));
        if !on_screen {
            program.wait_until("a screen", |s| s.alternate);
        }
        program.wait_until(&format!("{command:?} goes on"), |s| {
            s.alternate && s.shows(words) && !s.shows(ASKS) && !s.text().trim().is_empty()
        });
        never_said(&program, &[&key]);
        assert_eq!(titles(&program), Vec::<String>::new(), "{command:?}");
        program.kill();
    }
}

#[test]
fn commands_that_write_lines_ask_once() {
    let (home, key) = made();
    let query = ["export", "--query", "closing number", "--format", "md"];
    let erase = ["person", "erase", CLIENT, "--yes"];
    for command in [
        &["search", "closing number"][..],
        &["due", "--json"],
        &query,
        &["doctor"],
        &["read", "--plain"],
        &[
            "consent",
            home.session().file_stem().unwrap().to_str().unwrap(),
            "asked",
        ],
        &erase,
    ] {
        let mut program = home.start(command);
        answers(&mut program, ASKS, &key);
        assert!(
            matches!(program.exit_code(), 0 | 1),
            "{command:?}: {:#?}",
            program.screen()
        );
        let said = String::from_utf8_lossy(&program.raw()).into_owned();
        assert_eq!(said.matches(ASKS).count(), 1, "{command:?}: {said}");
        never_said(&program, &[&key]);
    }
    assert!(home.files("yaml").is_empty());
}

#[test]
fn whoever_has_no_passphrase_is_let_go_and_has_seen_nothing() {
    let (home, _) = made();
    // Each try takes its time: once with a wrong one, and then with nothing at all.
    let mut program = home.start(&["read", "--plain"]);
    answers(&mut program, ASKS, WRONG);
    program.wait_for("that does not open the vault; once more");
    program.wait_until("the question again", |screen| {
        screen.text().matches(ASKS).count() == 2
    });
    answers(&mut program, ASKS, "");
    assert_eq!(program.exit_code(), 3);
    never_said(&program, &[SECRET, CLIENT, WRONG]);
    assert!(program.screen().shows("the vault stays locked"));
    assert_eq!(program.modes(), program.modes_before());
    let before = fs::read(home.session()).unwrap();
    // On a screen one can always leave.
    let mut program = home.start(&["live", "--with", CLIENT]);
    program.wait_for(ASKS);
    program.keys(&ctrl('c'));
    program.keys(&ctrl('c'));
    assert_eq!(program.exit_code(), 0);
    assert_eq!(fs::read(home.session()).unwrap(), before);
    assert_eq!(home.files("yaml").len(), 1);
}

/// What the keys are for that are derived from the library's.
const DERIVED: [&str; 5] = [
    "mineral 2026-11 vault frames",
    "mineral 2026-11 vault heads of frames",
    "mineral 2026-11 vault names of files",
    "mineral 2026-11 vault blocks of the index",
    "mineral 2026-11 vault checks",
];

/// How often something stands in what a program has in memory; `None` where the system lets nobody look.
fn in_memory(program: &Program, what: &[u8]) -> Option<usize> {
    let memory = program.memory()?;
    Some(
        memory
            .iter()
            .map(|m| memchr::memmem::find_iter(m, what).count())
            .sum(),
    )
}

/// The bytes of the library's key, by another way than the program's own.
fn library_key(home: &Home, key: &str) -> (String, Vec<u8>) {
    let identity: age::x25519::Identity = key.parse().unwrap();
    let file = fs::read(home.data().join("vault/recovery.age")).unwrap();
    let text = age::decrypt(&identity, &file).unwrap();
    let text = String::from_utf8(text).unwrap();
    let hex = text.trim().rsplit(' ').next().unwrap().to_owned();
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    let bytes = (0..hex.len()).step_by(2).map(byte).collect();
    (hex, bytes)
}

#[test]
fn when_it_locks_neither_the_passphrase_nor_the_key_is_left_in_memory() {
    let (home, key) = made();
    let (hex, bytes) = library_key(&home, &key);
    let mut program = home.start(&["review"]);
    program.wait_for(ASKS);
    // Key by key, as people type.
    for (at, c) in PASSPHRASE.char_indices() {
        program.keys(&c.to_string());
        program.wait_until("a dot for each", |screen| {
            screen.text().matches('•').count() == at + 1
        });
    }
    let Some(typed) = in_memory(&program, PASSPHRASE.as_bytes()) else {
        crate::support::skipped("only root can look into the memory of a program that lets nobody");
        return;
    };
    assert_eq!(typed, 1, "it stands in one place while it is typed");
    assert_eq!(in_memory(&program, &bytes), Some(0));
    program.keys(ENTER);
    program.wait_for(CLIENT);
    assert_eq!(
        in_memory(&program, PASSPHRASE.as_bytes()),
        Some(0),
        "the passphrase is used"
    );
    assert_eq!(
        in_memory(&program, &bytes),
        Some(1),
        "the key is in one place"
    );
    assert_eq!(
        in_memory(&program, hex.as_bytes()),
        Some(0),
        "nor as it is written"
    );
    program.keys(&ctrl('l'));
    program.wait_for("The vault is locked");
    // Whoever reads for it on other threads may hold it a moment longer.
    crate::support::until("the key is wiped", || {
        in_memory(&program, &bytes) == Some(0)
    });
    assert_eq!(in_memory(&program, PASSPHRASE.as_bytes()), Some(0));
    let key: [u8; 32] = bytes.try_into().unwrap();
    for what in DERIVED {
        let derived = blake3::derive_key(what, &key);
        let left = in_memory(&program, &derived);
        assert_eq!(left, Some(0), "{what}");
    }
    program.kill();
}
