//! The doctor, on a library that is well and on one that is not; and consent.

use crate::support::Home;
use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

const LIVE: [&str; 4] = ["live", "--plain", "--with", "Ana Ruiz"];
const OTHER_ID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

fn id(path: &std::path::Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// All files below the data directory with their bytes and modes.
fn all(home: &Home) -> Vec<(PathBuf, Vec<u8>, u32)> {
    let mut found = Vec::new();
    let mut todo = vec![home.data()];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.push((path.clone(), bytes, mode(&path)));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_library_that_is_well_is_said_to_be() {
    let home = Home::new();
    let empty = home.run(&["doctor"], "").well();
    assert!(
        empty.contains("all is well") && empty.contains("0 conversations"),
        "{empty}"
    );
    home.run(&LIVE, "Words that count.\n/end\n").well();
    let before = all(&home);
    let out = home.run(&["doctor"], "").well();
    assert!(
        out.contains("1 conversation,") && out.contains("all is well"),
        "{out}"
    );
    let json = home.run(&["doctor", "--json"], "").well();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["well"], true);
    assert_eq!(json["conversations"], 1);
    assert_eq!(before, all(&home), "looking has changed something");
    home.run(&["doctor", "--mend", "--yes"], "").well();
    home.run(&["doctor", "--seal", "--yes"], "").well();
    assert_eq!(before, all(&home));
}

#[test]
fn what_is_wrong_is_found_and_what_can_be_mended_is() {
    let home = Home::new();
    home.run(&LIVE, "Words that count.\n").well();
    let session = home.session();
    let whole = fs::read(&session).unwrap();
    // A torn end, modes, a draft without its session, a temporary file, a script that nobody names, somebody who is missing.
    let mut file = File::options().append(true).open(&session).unwrap();
    file.write_all(b"---\nn: 99\nat: 2026").unwrap();
    fs::set_permissions(&session, Permissions::from_mode(0o644)).unwrap();
    let orphan = session.with_file_name(format!("{OTHER_ID}.draft"));
    fs::write(&orphan, "words of somebody\n").unwrap();
    fs::set_permissions(&orphan, Permissions::from_mode(0o600)).unwrap();
    let temporary = home.data().join(".mineral-x");
    fs::write(&temporary, "").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(7_200);
    File::options()
        .write(true)
        .open(&temporary)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    let unnamed = home
        .data()
        .join("scripts-used")
        .join(format!("{}.yaml", mineral::store::Library::hash(b"x")));
    fs::write(&unnamed, "x").unwrap();
    fs::remove_file(home.data().join("people.yaml")).unwrap();
    fs::write(home.data().join("notes.txt"), "mine").unwrap();
    let copy = session.with_extension("sync-conflict-20261118-091500-ABCDEFG.yaml");
    fs::copy(&session, &copy).unwrap();
    let before = all(&home);
    let found = home.run(&["doctor"], "");
    assert_eq!(found.code, Some(1), "{found:#?}");
    for words in [
        "the last entry is torn",
        "others than you may open it: its mode is 0644",
        "whose session is not there",
        "a temporary file",
        "no conversation names this script",
        "Ana Ruiz is known from conversations alone",
        "notes.txt: a file that the program did not write",
        "a copy of a conversation",
        "mineral doctor --mend",
    ] {
        assert!(found.out.contains(words), "{words:?}: {}", found.out);
    }
    assert_eq!(before, all(&home));
    // Nobody said yes.
    home.run(&["doctor", "--mend"], "y\n")
        .fails(1, &["this would be done", "nothing was mended"]);
    assert_eq!(before, all(&home));
    let mended = home.run(&["doctor", "--mend", "--yes"], "");
    // What is not the program's stays, and is still said.
    assert_eq!(mended.code, Some(1), "{mended:#?}");
    let after = mended.out.split("after mending:").nth(1).unwrap();
    assert!(
        after.contains("2 things were found") && after.contains("notes.txt"),
        "{after}"
    );
    assert_eq!(fs::read(&session).unwrap(), whole);
    assert_eq!(mode(&session), 0o600);
    assert!(!orphan.exists() && !temporary.exists() && !unnamed.exists());
    let bin: Vec<String> = fs::read_dir(home.data().join("bin"))
        .unwrap()
        .map(|e| fs::read_to_string(e.unwrap().path()).unwrap())
        .collect();
    assert!(bin.iter().any(|t| t == "words of somebody\n"), "{bin:?}");
    assert!(bin.iter().any(|t| t.starts_with("---\nn: 99")), "{bin:?}");
    fs::remove_file(home.data().join("notes.txt")).unwrap();
    fs::remove_file(&copy).unwrap();
    home.run(&["doctor"], "").well();
    assert!(home.read().contains("Words that count."));
}

#[test]
fn a_session_that_runs_is_not_called_torn() {
    let home = Home::new();
    let mut program = home.live("Ana Ruiz");
    program.says("It costs us nine days");
    let out = home.run(&["doctor"], "").well();
    assert!(out.contains("1 running now"), "{out}");
    program.kill();
}

#[test]
fn what_was_changed_by_hand_is_shown_and_sealed_anew() {
    let home = Home::new();
    home.run(&LIVE, "Words that count.\nMore words.\n/end\n")
        .well();
    let session = home.session();
    let id = id(&session);
    let text = fs::read_to_string(&session).unwrap();
    // One entry changed, one damaged behind it.
    let changed = text.replace("Words that count", "Other words");
    let at = changed.find("More words").unwrap();
    let broken = format!("{}: : {}", &changed[..at], &changed[at..]);
    fs::write(&session, &broken).unwrap();
    let found = home.run(&["doctor"], "");
    assert_eq!(found.code, Some(1));
    assert!(
        found.out.contains("1 entry was changed outside mineral"),
        "{}",
        found.out
    );
    assert!(found.out.contains("damaged entry"), "{}", found.out);
    let asked = home.run(&["doctor", "--seal", &id], "y\n");
    asked.fails(1, &["nothing was sealed"]);
    assert!(asked.out.contains("“Other words.”"), "{}", asked.out);
    assert_eq!(fs::read_to_string(&session).unwrap(), broken);
    home.run(&["doctor", "--seal", &id[..20], "--yes"], "")
        .well();
    let read = home.read();
    assert!(
        read.contains("Other words") && !read.contains("changed outside"),
        "{read}"
    );
    // What cannot be read is still there, and still said.
    assert!(read.contains("damaged entry"), "{read}");
    assert!(fs::read_to_string(&session).unwrap().contains("More words"));
    assert_eq!(mode(&session), 0o600);
    let bin: Vec<PathBuf> = crate::support::list(&home.data().join("bin"));
    assert!(bin.iter().any(|p| fs::read_to_string(p).unwrap() == broken));
    home.run(&["doctor", "--seal"], "").well();
}

#[test]
fn consent_is_said_shown_and_outlives_nothing() {
    let home = Home::new();
    let out = home
        .run(&LIVE, "Words that count.\n/consent perhaps\n/consent agreed by mail until 3 march 2027\n/end\n")
        .out;
    assert!(
        out.contains("agreed, until Wed 3 Mar 2027 · by mail"),
        "{out}"
    );
    let id = id(&home.session());
    let shown = "notes: agreed, until Wed 3 Mar 2027 · by mail";
    for command in [
        vec!["read", "--plain"],
        vec!["consent", &id],
        vec!["export", "--format", "md"],
        vec!["person", "show", "Ana Ruiz"],
    ] {
        let out = home.run(&command, "").well();
        assert!(out.contains(shown), "{command:?}: {out}");
    }
    let json = home.run(&["export", "--format", "json"], "").well();
    assert!(json.contains("\"consent\""), "{json}");
    home.run(&["consent", &id, "perhaps"], "")
        .fails(2, &["asked, agreed or not needed"]);
    home.run(&["consent", &id, "agreed until 3 march 2020"], "")
        .fails(2, &["has passed"]);
    home.run(&["consent", &id, "agreed", "until", "today"], "")
        .well();
    home.run(&["due"], "");
    home.run(&["doctor"], "").well();
    // A day later, as if it had been said yesterday.
    let session = home.session();
    let text = fs::read_to_string(&session).unwrap();
    let day = jiff::Zoned::now()
        .with_time_zone(jiff::tz::TimeZone::UTC)
        .date();
    let past = text.replace(&format!("until: {day}"), "until: 2026-01-02");
    assert_ne!(past, text);
    fs::write(&session, past).unwrap();
    home.run(&["doctor", "--seal", "--yes"], "").well();
    let due = home.run(&["due"], "");
    assert_eq!(due.code, Some(1));
    assert!(
        due.out.contains("the notes were to be kept no longer"),
        "{}",
        due.out
    );
    let doctor = home.run(&["doctor"], "");
    assert_eq!(doctor.code, Some(1));
    assert!(
        doctor.out.contains(&format!("mineral delete {id}")),
        "{}",
        doctor.out
    );
    // A yes in advance does not delete notes.
    home.run(&["doctor", "--mend", "--yes"], "");
    assert!(session.exists());
    home.run(&["consent", &id, "not", "needed"], "").well();
    home.run(&["doctor"], "").well();
}
