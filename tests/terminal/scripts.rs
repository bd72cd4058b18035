//! The scripts of a user: listed, shown, checked, begun, and read again while the program runs.

use super::support::{DOWN, Home};
use std::fs;
use std::path::PathBuf;

/// A script that is in order.
const MINE: &str = "\
format: 1
id: close-review
title: After a slow close
kind: conversation
moment: after
purpose: Find out what the slow close does.
source: our own
steps:
  - id: impact
    title: impact
    purpose: See what it does now.
    prompts:
      - What is happening now because of this?
    probes:
      - Who else sees it?
";

/// The folder of the user's own scripts, with these in it.
fn scripts(home: &Home, files: &[(&str, &str)]) -> PathBuf {
    let dir = home.data().with_file_name("config").join("scripts");
    fs::create_dir_all(&dir).unwrap();
    for (name, text) in files {
        fs::write(dir.join(name), text).unwrap();
    }
    dir
}

#[test]
fn all_scripts_are_listed_by_when_they_are_needed() {
    let home = Home::new();
    let all = home.run(&["script", "list"], "").well();
    let heads: Vec<&str> = all.lines().filter(|l| !l.starts_with(' ')).collect();
    assert_eq!(
        heads[..5],
        ["before", "during", "after", "every day", "every quarter"]
    );
    assert!(heads[5].starts_with("none of your own yet"), "{all}");
    assert_eq!(all.lines().filter(|l| l.starts_with("  ")).count(), 44);
    let warm_up = MINE.replace("close-review", "warm-up");
    let dir = scripts(
        &home,
        &[
            ("mine.yaml", MINE),
            ("warm.yaml", &warm_up),
            ("x.yaml", "steps: 7"),
        ],
    );
    let listed = home.run(&["script", "list", "--plain"], "");
    assert!(listed.err.contains("x.yaml:1:1"), "{listed:#?}");
    let all = listed.well();
    for line in [
        "  close-review: After a slow close · conversation · yours, mine.yaml",
        "  warm-up: After a slow close · conversation · yours, warm.yaml · replaces the built-in one",
        "  daily-standard: The daily standard · self-reflection · counts the days in a row",
        &format!("2 of your own, in {}", dir.display()),
    ] {
        assert!(all.lines().any(|l| l == line), "{line}\n{all}");
    }
    let shown = home.run(&["script", "show", "close-review"], "").well();
    assert!(shown.contains("What is happening now because of this?"));
    // Another folder instead.
    let elsewhere = home.here().display().to_string();
    let others = home.run(&["script", "list", "--scripts", &elsewhere], "");
    assert!(!others.well().contains("close-review"));
    let place = home.run(&["--scripts", &elsewhere, "script", "where"], "");
    assert_eq!(place.well().trim_end(), elsewhere);
}

#[test]
fn checking_says_what_is_wrong_and_counts_it() {
    let home = Home::new();
    let none = home.run(&["script", "check"], "").well();
    assert!(none.contains("no scripts of your own yet"), "{none}");
    let poor = MINE.replace("What is happening", "Is anything happening");
    let dir = scripts(&home, &[("a.yaml", MINE)]);
    let fine = home.run(&["script", "check"], "").well();
    assert_eq!(fine, "1 script · no errors · no warnings\n");
    fs::write(dir.join("b.yaml"), poor).unwrap();
    let twice = home.run(&["script", "check"], "");
    assert_eq!(twice.code, Some(1), "{twice:#?}");
    assert!(
        twice
            .out
            .contains("a.yaml has the id `close-review` already")
    );
    assert!(twice.out.contains("b.yaml:2:1"), "{}", twice.out);
    assert!(twice.out.ends_with("2 scripts · 1 error · 1 warning\n"));
    // A warning is no error, unless one wants to be strict.
    let path = dir.join("b.yaml").display().to_string();
    let warned = home.run(&["script", "check", &path], "").well();
    assert!(warned.contains("closed question"), "{warned}");
    let strict = home.run(&["script", "check", "--strict", &path], "");
    assert_eq!(strict.code, Some(1));
    let two = home.run(&["script", "check", &path, &dir.display().to_string()], "");
    assert!(
        two.out.ends_with("3 scripts · 1 error · 2 warnings\n"),
        "{two:#?}"
    );
    home.run(&["script", "check", "nothing.yaml"], "")
        .fails(1, &["there is no nothing.yaml", "name a file"]);
    // One of one's own is found by its id, or its file's name, from anywhere.
    for name in ["close-review", "a.yaml", "a"] {
        let one = home.run(&["script", "check", name], "").well();
        assert_eq!(one, "1 script · no errors · no warnings\n");
    }
    home.run(&["script", "check", "warm-up"], "")
        .fails(1, &["there is no warm-up", "a script of your own"]);
}

#[test]
fn a_new_script_passes_check_and_is_never_written_over_another() {
    let home = Home::new();
    let path = home.run(&["script", "new", "my-script"], "").well();
    let path = PathBuf::from(path.trim_end());
    let place = home.run(&["script", "where"], "").well();
    assert_eq!(path.parent().unwrap(), PathBuf::from(place.trim_end()));
    let checked = home.run(&["script", "check", "--strict"], "").well();
    assert_eq!(checked, "1 script · no errors · no warnings\n");
    home.run(&["script", "show", "my-script"], "").well();
    let text = fs::read(&path).unwrap();
    home.run(&["script", "new", "my-script"], "")
        .fails(1, &["there already", "my-script.yaml"]);
    // Also where the file is called otherwise.
    fs::rename(&path, path.with_file_name("other.yaml")).unwrap();
    home.run(&["script", "new", "my-script"], "")
        .fails(1, &["there already", "other.yaml"]);
    assert_eq!(fs::read(path.with_file_name("other.yaml")).unwrap(), text);
    let here = home.run(&["script", "new", "warm-up", "-o", "here.yaml"], "");
    assert!(
        here.err.contains("takes the place of the built-in"),
        "{here:#?}"
    );
    assert_eq!(here.well(), "here.yaml\n");
    home.run(&["script", "new", "warm-up", "-o", "here.yaml"], "")
        .fails(1, &["here.yaml is there already"]);
    home.run(&["script", "new", "My Script"], "")
        .fails(2, &["cannot be an id", "mineral script new my-script"]);
    home.run(&["script", "new", "../up"], "")
        .fails(2, &["cannot be an id"]);
}

#[test]
fn the_schema_is_json() {
    let schema = Home::new().run(&["script", "schema"], "").well();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert!(schema.get("$schema").is_some() && schema.get("properties").is_some());
}

#[test]
fn an_unknown_script_is_answered_with_what_was_meant() {
    let home = Home::new();
    for command in ["live", "run"] {
        home.run(&[command, "wram-up", "--plain", "--with", "Ana"], "")
            .fails(
                2,
                &[
                    "there is no script \"wram-up\"",
                    "did you mean `warm-up`?",
                    "`mineral script list`",
                ],
            );
    }
    home.run(&["script", "show", "wram-up"], "")
        .fails(2, &["did you mean `warm-up`?"]);
    home.run(&["run", "mineral-rights-client", "--plain"], "")
        .fails(2, &["with whom?", "--with NAME"]);
}

#[test]
fn a_script_of_ones_own_is_held_like_any_other() {
    let home = Home::new();
    scripts(&home, &[("mine.yaml", MINE)]);
    let talk = ["live", "close-review", "--plain", "--with", "Ana Ruiz"];
    let said = home.run(&talk, "The books close on the ninth.\n").well();
    assert!(said.contains("Ana Ruiz. After a slow close."), "{said}");
    assert!(said.contains("What is happening now because of this?"));
    // It reads as it was held, whatever becomes of the file.
    fs::remove_dir_all(home.data().with_file_name("config")).unwrap();
    assert!(
        home.read()
            .contains("What is happening now because of this?")
    );
}

#[test]
fn a_script_that_is_saved_while_the_program_runs_is_read_again() {
    let home = Home::new();
    let broken = MINE.replace("kind: conversation", "kind: talk");
    let dir = scripts(&home, &[("mine.yaml", MINE)]);
    let mut program = home.start(&[]);
    program.wait_for("quit");
    fs::write(dir.join("mine.yaml"), broken).unwrap();
    program.wait_for("mine.yaml, line 4");
    program.keys(DOWN);
    program.wait_until("the message is gone", |screen| !screen.shows("mine.yaml"));
    fs::write(dir.join("mine.yaml"), MINE.replace("after", "later")).unwrap();
    program.wait_for("mine.yaml, line 5");
    fs::write(dir.join("mine.yaml"), MINE.replace("slow", "very slow")).unwrap();
    program.wait_until("the message is gone", |screen| !screen.shows("mine.yaml"));
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
}
