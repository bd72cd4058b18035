//! The writer: in order, at once, locked, with the right modes.

use super::super::{ProblemKind, StoreError};
use super::*;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

pub(super) fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_is_handed_in_is_there_in_its_order() {
    let home = Home::new();
    let writer = home.create();
    for n in 1..=50 {
        writer.append(answer(n, &format!("words {n}")));
    }
    assert!(writer.settle(BOUND));
    assert_eq!(home.load().entries.len(), 50);
    home.hears(|r| *r == Report::Synced { n: 50 });
    writer.finish(BOUND).unwrap();
    let loaded = home.load();
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.head, head(&home.id));
    assert!(texts(&loaded).iter().map(|t| t.0).eq(1..=50));
    let script = home.library.script_used(&loaded.head.script.hash).unwrap();
    assert_eq!(script, SCRIPT);
}

#[test]
fn the_file_is_as_the_format_says() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "ay"));
    assert!(writer.settle(Duration::MAX));
    writer.finish(Duration::MAX).unwrap();
    let bytes = std::fs::read(home.path()).unwrap();
    assert_eq!(bytes, sealed(&head(&home.id), &[answer(1, "ay")]).0);
    // By hand: the digits of the head are those of its bytes alone, those of the entry follow them.
    let text = String::from_utf8(bytes).unwrap();
    let (before, after) = text.split_once("# seal 0 ").unwrap();
    let first = &after[..16];
    assert_eq!(
        first,
        &blake3::hash(before.as_bytes()).to_hex().as_str()[..16]
    );
    let entry = after[16..].strip_prefix("\n...\n").unwrap();
    let (body, seal) = entry.split_once("# seal 1 ").unwrap();
    let hash = blake3::hash(format!("{first}{body}").as_bytes()).to_hex();
    assert_eq!(seal, format!("{}\n...\n", &hash.as_str()[..16]));
}

#[test]
fn a_torn_tail_goes_to_the_bin_and_the_session_goes_on() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    writer.append(answer(2, "two"));
    writer.finish(BOUND).unwrap();
    let bytes = std::fs::read(home.path()).unwrap();
    let torn = &bytes[..bytes.len() - 40];
    std::fs::write(home.path(), torn).unwrap();
    assert_eq!(texts(&home.load()), [(1, "one".to_owned())]);
    // Loading changes nothing.
    assert_eq!(std::fs::read(home.path()).unwrap(), torn);
    let (loaded, writer) = home.resume();
    assert!(matches!(loaded.problems[0].what, ProblemKind::Cut { .. }));
    writer.append(answer(2, "anew"));
    writer.finish(BOUND).unwrap();
    let loaded = home.load();
    assert_eq!(loaded.problems, []);
    assert_eq!(
        texts(&loaded),
        [(1, "one".to_owned()), (2, "anew".to_owned())]
    );
    let bin = home.library.dir().join("bin");
    let cut = std::fs::read(bin.join(format!("{}-cut-1.yaml", home.id))).unwrap();
    assert!(cut.starts_with(b"---\nn: 2") && torn.ends_with(&cut));
}

#[test]
fn damage_stays_and_the_session_goes_on_behind_it() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    writer.finish(BOUND).unwrap();
    let mut bytes = std::fs::read(home.path()).unwrap();
    bytes.extend_from_slice(b"a note by hand");
    std::fs::write(home.path(), &bytes).unwrap();
    let (_, writer) = home.resume();
    writer.append(answer(2, "two"));
    writer.finish(BOUND).unwrap();
    assert!(std::fs::read(home.path()).unwrap().starts_with(&bytes));
    let loaded = home.load();
    assert_eq!(loaded.problems[0].what, ProblemKind::Stray);
    assert_eq!(texts(&loaded).len(), 2);
    assert!(
        loaded
            .entries
            .iter()
            .all(|(_, i)| *i == super::super::Integrity::Whole)
    );
}

#[test]
fn one_session_has_one_writer() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    assert!(writer.settle(BOUND));
    let other = Library::at(home.library.dir());
    let (loaded, access) = other.resume(&home.id, |_| {}).unwrap();
    assert_eq!(texts(&loaded).len(), 1);
    assert!(matches!(access, Access::ReadOnly { why } if why.contains("another mineral")));
    let run = |test: &str| {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--ignored", "--exact", test]);
        child.env("MINERAL_TEST_DIR", home.library.dir());
        child.env("MINERAL_TEST_ID", &home.id);
        child.output().unwrap().status.success()
    };
    assert!(run("store::tests::writing::child_may_only_read"));
    writer.finish(BOUND).unwrap();
    assert!(!run("store::tests::writing::child_may_only_read"));
    // And after the child is gone, it is free again.
    home.resume().1.finish(BOUND).unwrap();
}

#[test]
#[ignore = "run by one_session_has_one_writer, in a process of its own"]
fn child_may_only_read() {
    let library = Library::at(std::env::var("MINERAL_TEST_DIR").unwrap());
    let id = std::env::var("MINERAL_TEST_ID").unwrap();
    let (_, access) = library.resume(&id, |_| {}).unwrap();
    assert!(matches!(access, Access::ReadOnly { .. }));
}

#[test]
fn modes_hold_under_every_umask() {
    for umask in ["0", "077", "0777"] {
        let dir = tempfile::tempdir().unwrap();
        let mut child = Command::new("sh");
        // The umask is the process's: it gets one of its own.
        child.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]);
        child.arg(std::env::current_exe().unwrap());
        child.args([
            "--ignored",
            "--exact",
            "store::tests::writing::child_makes_files",
        ]);
        child.env("MINERAL_TEST_DIR", dir.path());
        assert!(child.status().unwrap().success(), "umask {umask}");
    }
}

#[test]
#[ignore = "run by modes_hold_under_every_umask, in a process of its own"]
fn child_makes_files() {
    let dir = PathBuf::from(std::env::var("MINERAL_TEST_DIR").unwrap());
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut home = Home::new();
    home.library = Library::at(dir.join("a/b"));
    let writer = home.create();
    writer.draft(draft(1, "x"));
    assert!(writer.settle(BOUND));
    let beside = dir.join("beside.yaml");
    writer.elsewhere(beside.clone());
    writer.finish(BOUND).unwrap();
    let mut person = lists::person("Ana", None);
    person.id = Library::new_id(SystemTime::now());
    home.library.add_person(&person, at()).unwrap();
    let file = home.library.dir();
    let script = format!("scripts-used/{}.yaml", Library::hash(SCRIPT));
    for path in [
        home.path(),
        home.draft_path(),
        beside.clone(),
        beside.with_extension("yaml.draft"),
        file.join("people.yaml"),
        file.join(script),
    ] {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    for path in ["a", "a/b", "a/b/sessions", "a/b/sessions/2026"] {
        assert_eq!(mode(&dir.join(path)), 0o700, "{path}");
    }
    // What was there stays as it was.
    assert_eq!(mode(&dir), 0o755);
}

#[test]
fn an_id_or_a_file_that_is_taken_is_refused() {
    let home = Home::new();
    home.create().finish(BOUND).unwrap();
    let again = home
        .library
        .create(&head(&home.id), SCRIPT, None, None, |_| {});
    assert!(matches!(again, Err(StoreError::Exists { .. })));
    let other = Library::new_id(SystemTime::now());
    let wrong = home
        .library
        .create(&head(&other), b"another script", None, None, |_| {});
    assert!(matches!(wrong, Err(StoreError::Script { .. })));
    assert!(!home.path().with_file_name(format!("{other}.yaml")).exists());
}

#[test]
fn elsewhere_takes_all_and_goes_on_there() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    writer.draft(draft(2, "tw"));
    let taken = home.library.dir().join("taken.yaml");
    std::fs::write(&taken, "mine").unwrap();
    writer.elsewhere(taken.clone());
    let failed = home.hears(|r| matches!(r, Report::ElsewhereFailed(_)));
    assert!(matches!(failed, Report::ElsewhereFailed(why) if why.contains("taken.yaml")));
    assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    assert_eq!(writer.path(), home.path());

    let free = home.library.dir().join("free.yaml");
    writer.elsewhere(free.clone());
    home.hears(|r| *r == Report::SavedElsewhere(free.clone()));
    assert_eq!(writer.path(), free);
    assert!(writer.settle(BOUND));
    let beside = std::fs::read(free.with_extension("yaml.draft")).unwrap();
    assert_eq!(
        super::super::drafts::choose(&beside, 2).draft,
        Some(draft(2, "tw"))
    );
    let before = std::fs::read(home.path()).unwrap();
    writer.append(answer(2, "two"));
    writer.finish(BOUND).unwrap();
    assert_eq!(std::fs::read(home.path()).unwrap(), before);
    let all = [answer(1, "one"), answer(2, "two")];
    assert_eq!(
        std::fs::read(&free).unwrap(),
        sealed(&head(&home.id), &all).0
    );
}

#[test]
fn dropping_a_writer_keeps_what_it_was_handed() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    drop(writer);
    assert_eq!(texts(&home.load()).len(), 1);
}

#[test]
fn a_listener_that_panics_costs_no_word() {
    let home = Home::new();
    let says = home.says.clone();
    let bad = move |report| {
        let _ = says.send(report);
        panic!("a bad listener");
    };
    let writer = home
        .library
        .create(&head(&home.id), SCRIPT, None, None, bad)
        .unwrap();
    for n in 1..=3 {
        writer.append(answer(n, "words"));
        home.hears(|r| *r == Report::Synced { n });
    }
    writer.finish(BOUND).unwrap();
    assert_eq!(texts(&home.load()).len(), 3);
}

#[test]
fn words_that_look_like_marks_stay_words() {
    let home = Home::new();
    let writer = home.create();
    let hostile = "---\n...\n# seal 1 0123456789abcdef\n- a: b\n\n  x";
    writer.append(answer(1, hostile));
    writer.draft(draft(2, hostile));
    writer.finish(BOUND).unwrap();
    let loaded = home.load();
    assert_eq!(loaded.problems, []);
    assert_eq!(texts(&loaded), [(1, hostile.to_owned())]);
    assert_eq!(loaded.draft, Some(draft(2, hostile)));
}

#[test]
fn a_new_session_says_when_it_is_on_disk_and_brings_its_person() {
    let home = Home::new();
    let person = crate::session::Person {
        id: Library::new_id(SystemTime::now()),
        name: "Ana Ruiz".to_owned(),
        organisation: None,
        other_names: Vec::new(),
    };
    let head = head(&home.id);
    let writer = home
        .library
        .create(&head, SCRIPT, None, Some(&person), home.listen())
        .unwrap();
    assert_eq!(home.library.people().unwrap().all, [person]);
    home.hears(|r| *r == Report::Synced { n: 0 });
    writer.finish(BOUND).unwrap();
    assert_eq!(home.load().head, head);
}
