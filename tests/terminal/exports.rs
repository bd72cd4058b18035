//! Exports with the real program.

use crate::support::Home;
use std::fs;
use std::os::unix::fs::PermissionsExt;

fn talks(home: &Home) {
    let lines = "Nobody trusts it, ask ana@halvorsen.example\n~worn down 4\n! send Ana the draft by 27 november 2026\n";
    home.run(
        &[
            "live",
            "--plain",
            "--with",
            "Ana Ruiz",
            "--org",
            "Halvorsen",
        ],
        lines,
    )
    .well();
    home.run(&["live", "--plain", "--with", "Bo Lind"], "Ana again\n")
        .well();
}

fn here(home: &Home) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(home.here())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn selections_go_into_every_form() {
    let home = Home::new();
    talks(&home);
    for format in ["md", "html", "json", "csv", "ics"] {
        let one = home
            .run(&["export", "--person", "ana ruiz", "--format", format], "")
            .well();
        let all = home
            .run(&["export", "--all", "--format", format], "")
            .well();
        assert!(
            one.contains("Ana Ruiz") && !one.contains("Bo Lind"),
            "{format}: {one}"
        );
        assert!(all.contains("Ana Ruiz"), "{format}: {all}");
        assert_eq!(all.contains("Bo Lind"), format != "ics", "{format}: {all}");
        let file = format!("all.{format}");
        home.run(&["export", "--all", "--format", format, "-o", &file], "")
            .well();
        assert_eq!(fs::read_to_string(home.here().join(&file)).unwrap(), all);
        let mode = fs::metadata(home.here().join(&file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
        home.run(&["export", "--all", "--format", format, "-o", &file], "")
            .fails(1, &["is there already"]);
    }
    assert_eq!(here(&home).len(), 5, "{:?}", here(&home));
    let yaml = home.run(&["export", "--format", "yaml"], "").well();
    assert_eq!(yaml, fs::read_to_string(&home.files("yaml")[0]).unwrap());
    home.run(&["export", "--all", "--format", "yaml"], "")
        .fails(2, &["one session's own file"]);
    home.run(&["export", "--redact", "--format", "yaml"], "")
        .fails(2, &["with all that is in it"]);
    home.run(&["export", "--person", "Nobody"], "")
        .fails(1, &["no conversation with"]);
    home.run(&["export", "--person", "Ana Ruiz", "--all"], "")
        .fails(2, &["cannot be used with"]);
    // The newest has no date.
    home.run(&["export", "--format", "ics", "-o", "none.ics"], "")
        .fails(1, &["nothing in it has a date"]);
    assert!(!here(&home).contains(&"none.ics".to_owned()));
}

#[test]
fn what_a_search_finds_is_exported_the_oldest_first() {
    let home = Home::new();
    talks(&home);
    let ids = |query: &str| -> Vec<String> {
        let text = home
            .run(&["export", "--query", query, "--format", "json"], "")
            .well();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let sessions = value["sessions"].as_array().unwrap();
        let name = |s: &serde_json::Value| s["person"]["name"].as_str().unwrap().to_owned();
        sessions.iter().map(name).collect()
    };
    assert_eq!(ids("ana"), ["Ana Ruiz", "Bo Lind"]);
    assert_eq!(ids("has:open"), ["Ana Ruiz"]);
    assert_eq!(ids("ana -trusts"), ["Bo Lind"]);
    home.run(&["export", "--query", "nothingofthekind"], "")
        .fails(1, &["nothing was found for"]);
    home.run(&["export", "--query", "since:never"], "")
        .fails(2, &["since"]);
    home.run(&["export", "--query", "ana", "--all"], "")
        .fails(2, &["cannot be used with"]);
}

#[test]
fn whoever_was_merged_is_exported_with_the_other_and_has_one_placeholder() {
    let home = Home::new();
    talks(&home);
    home.run(&["person", "merge", "Bo Lind", "Ana Ruiz"], "")
        .well();
    for name in ["Ana Ruiz", "bo lind"] {
        let both = home
            .run(&["export", "--person", name, "--format", "csv"], "")
            .well();
        assert!(both.contains("Nobody trusts it") && both.contains("Ana again"));
    }
    let ran = home.run(&["export", "--person", "Ana Ruiz", "--redact", "--yes"], "");
    assert!(!ran.out.contains("Lind"), "{}", ran.out);
    assert!(
        ran.out.contains("Person 1") && !ran.out.contains("Person 2"),
        "{}",
        ran.out
    );
}

#[test]
fn a_redacted_export_lists_first_and_is_not_written_without_a_yes() {
    let home = Home::new();
    talks(&home);
    let ran = home.run(&["export", "--all", "--redact", "-o", "case.md"], "");
    ran.fails(
        1,
        &[
            "Person 1",
            "Ana Ruiz, Ana",
            "Organisation 1",
            "Mail 1",
            "nothing was written",
            "--yes",
        ],
    );
    assert!(ran.out.is_empty() && here(&home).is_empty());
    // A yes from a pipe is nobody's.
    home.run(&["export", "--all", "--redact"], "y\n")
        .fails(1, &["nothing was written"]);
    let ran = home.run(&["export", "--all", "--mark", "again", "--yes"], "");
    for word in ["Ana", "Ruiz", "Halvorsen", "halvorsen", "Bo Lind", "again"] {
        assert!(!ran.out.contains(word), "{word} in {}", ran.out);
    }
    assert!(ran.out.contains("Person 1 Marked 1"), "{}", ran.out);
    home.run(
        &["export", "--all", "--redact", "--yes", "-o", "ana.md"],
        "",
    )
    .fails(2, &["the file's name"]);
    assert!(here(&home).is_empty());
}

#[test]
fn a_person_at_a_terminal_is_asked_once() {
    let home = Home::new();
    talks(&home);
    for (answer, written) in [("n\r", false), ("y\r", true)] {
        let mut program = home.start(&["export", "--redact", "-o", "case.md"]);
        program.wait_for("write it so? [y/N]");
        program.keys(answer);
        assert_eq!(program.exit_code(), u32::from(!written));
        assert_eq!(here(&home).len(), usize::from(written), "{:?}", here(&home));
    }
}
