//! Deleting with the real program, which may be killed at any moment.

use crate::support::{Home, until};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LIVE: [&str; 4] = ["live", "--plain", "--with", "Ana Ruiz"];

fn id(home: &Home) -> String {
    let file = home.files("yaml").remove(0);
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

/// The words of all files in the library and in the bin.
fn copies(home: &Home) -> (usize, usize) {
    let count = |dir: std::path::PathBuf| {
        let Ok(entries) = fs::read_dir(dir) else {
            return 0;
        };
        let with = |p: std::path::PathBuf| {
            p.extension().is_some_and(|e| e == "yaml")
                && fs::read_to_string(p).is_ok_and(|text| text.contains("Words that count."))
        };
        entries.filter(|e| with(e.as_ref().unwrap().path())).count()
    };
    let year = fs::read_dir(home.data().join("sessions"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    (count(year), count(home.data().join("bin")))
}

#[test]
fn what_is_deleted_is_listed_and_comes_back() {
    let home = Home::new();
    home.run(&LIVE, "Words that count.\n").well();
    let id = id(&home);
    home.run(&["delete", &id], "")
        .fails(1, &["Ana Ruiz", "--yes"]);
    home.run(&["delete", &id], "y\n")
        .fails(1, &["nothing was deleted"]);
    home.run(&["delete", &id[..12], "--yes"], "").well();
    home.run(&["read", "--plain", &id], "")
        .fails(1, &["no session"]);
    home.run(&["read", "--plain"], "")
        .fails(1, &["no conversation"]);
    home.run(&["delete", &id, "--yes"], "")
        .fails(1, &["no session"]);
    let list = home.run(&["bin", "list"], "").well();
    assert!(
        list.contains(&id) && list.contains("30 days left") && list.contains("Ana Ruiz"),
        "{list}"
    );
    home.run(&["bin", "restore", "nothing"], "")
        .fails(1, &["no session in the bin"]);
    home.run(&["bin", "restore", &id], "").well();
    assert!(home.read().contains("Words that count."));
    home.run(&["bin", "restore", &id], "")
        .fails(1, &["no session in the bin"]);
    home.run(&["delete", &id, "-y"], "").well();
    home.run(&["bin", "empty"], "")
        .fails(1, &["1 conversation", "--yes"]);
    home.run(&["bin", "empty", "--yes"], "").well();
    assert_eq!(copies(&home), (0, 0));
    let used = fs::read_dir(home.data().join("scripts-used"))
        .unwrap()
        .count();
    assert_eq!(used, 0, "no session names the script any more");
    let empty = home.run(&["bin", "list"], "");
    assert!(
        empty.err.contains("the bin is empty") && empty.code == Some(0),
        "{empty:?}"
    );
}

#[test]
fn a_conversation_that_runs_elsewhere_is_not_deleted() {
    let home = Home::new();
    let mut program = home.live("Ana Ruiz");
    let id = id(&home);
    home.run(&["delete", &id, "--yes"], "").fails(
        3,
        &["is being written by another mineral", "leave it there"],
    );
    program.says("Words that count.");
    until("the words are on the disk", || copies(&home) == (1, 0));
    drop(program);
}

#[test]
fn a_program_that_is_killed_leaves_it_in_one_of_the_two_places() {
    let home = Home::new();
    home.run(&LIVE, "Words that count.\n").well();
    let id = id(&home);
    let mut seen = [0, 0];
    for round in 0..60_u64 {
        let arguments: &[&str] = if copies(&home).0 > 0 {
            &["delete", &id, "--yes"]
        } else {
            &["bin", "restore", &id]
        };
        let mut child = Command::new(env!("CARGO_BIN_EXE_mineral"))
            .args(arguments)
            .env("MINERAL_HOME", home.data().parent().unwrap())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Somewhere in its life; which moment is left to the machine.
        let (begun, moment) = (Instant::now(), Duration::from_micros(round * 250));
        while begun.elapsed() < moment {
            std::hint::spin_loop();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let (library, bin) = copies(&home);
        assert_eq!(
            library + bin,
            1,
            "after {arguments:?} and {round}: {library} {bin}"
        );
        seen[usize::from(bin > 0)] += 1;
    }
    if copies(&home).1 > 0 {
        home.run(&["bin", "restore", &id], "").well();
    }
    assert!(home.read().contains("Words that count."));
    assert!(seen[0] > 0, "{seen:?}");
}
