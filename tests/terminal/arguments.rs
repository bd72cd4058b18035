//! Hostile text in arguments, in the names of files, and in the settings: no command repeats it as it is. And modes, under any umask.

use crate::support::{Home, list};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Sets the title, clears the screen, turns the direction, and hides.
const HOSTILE: &str =
    "a\u{1b}]0;PWNED\u{7}\u{1b}[2J\u{9b}2J\u{202e}\u{2066}\u{e0041}\u{200b}\u{7f}b";

fn is_hostile(c: char) -> bool {
    c != '\n' && c.is_control()
        || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[track_caller]
fn clean(what: &[&str], text: &str) {
    let found: Vec<char> = text.chars().filter(|c| is_hostile(*c)).collect();
    assert!(found.is_empty(), "{what:?}: {found:?} in {text:?}");
}

/// Every command with an argument of every kind that it takes.
fn commands() -> Vec<Vec<&'static str>> {
    let h = HOSTILE;
    vec![
        vec![h],
        vec!["--nonsense", h],
        vec!["--config", h, "keys"],
        vec!["live", h, "--with", "x"],
        vec!["live", "--with", h, "--org", h],
        vec!["run", h],
        vec!["practice", h],
        vec!["practice", "acquired", "--difficulty", h],
        vec!["practice", "acquired", "--seed", h],
        vec!["resume", h],
        vec!["read", h],
        vec!["follow", h],
        vec!["debrief", h],
        vec!["search", h],
        vec!["search", "since:x\u{1b}[2J\u{202e}"],
        vec!["doctor", "--seal", h],
        vec!["backup", "nowhere\u{1b}[2J\u{202e}/x"],
        vec!["backup", "x.tar", "--recipient", h],
        vec!["restore", h],
        vec!["export", h],
        vec!["export", "--person", h],
        vec!["export", "--query", h],
        vec!["export", "--format", h],
        vec!["delete", h],
        vec!["bin", "restore", h],
        vec!["bin", h],
        vec!["listen", "--explain", h],
        vec!["listen", "--speaker", h],
        vec!["person", "show", h],
        vec!["person", "rename", h, h],
        vec!["person", "merge", h, h],
        vec!["person", "erase", h],
        vec!["brief", h],
        vec!["due", "done", h],
        vec!["due", "moved", h, h],
        vec!["ended", h, "won", h],
        vec!["ended", h, h],
        vec!["consent", h, h],
        vec!["insights", "--by", h],
        vec!["script", "show", h],
        vec!["script", "check", h],
        vec!["script", "new", h],
        vec!["persona", "show", h],
        vec!["persona", "check", h],
        vec!["persona", "new", h],
        vec!["completions", h],
    ]
}

#[test]
fn no_command_repeats_what_would_act_on_a_terminal() {
    let home = Home::new();
    home.run(&["live", "--plain", "--with", "Ana Ruiz"], "Words.\n/end\n")
        .well();
    for arguments in commands() {
        let ran = home.run(&arguments, "");
        clean(&arguments, &ran.out);
        clean(&arguments, &ran.err);
    }
    // A file that is called so, in each place where files are looked for, and settings that say so.
    let root = home.data().parent().unwrap().to_owned();
    for folder in [
        "config/scripts",
        "config/personas",
        "data/sessions/2026",
        "data/bin",
        "data",
    ] {
        let folder = root.join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join(format!("{HOSTILE}.yaml").replace('/', "")),
            HOSTILE,
        )
        .unwrap();
    }
    fs::write(
        root.join("config/config.yaml"),
        format!("theme: \"{HOSTILE}\"\n{HOSTILE}: 1\n"),
    )
    .unwrap();
    for arguments in [
        vec!["keys"],
        vec!["doctor"],
        vec!["doctor", "--json"],
        vec!["doctor", "--mend", "--yes"],
        vec!["script", "list"],
        vec!["script", "check"],
        vec!["persona", "list"],
        vec!["persona", "check"],
        vec!["backup", "b.tar"],
        vec!["bin", "list"],
        vec!["read", "--plain"],
        vec!["insights"],
        vec!["due"],
    ] {
        let ran = home.run(&arguments, "");
        clean(&arguments, &ran.out);
        clean(&arguments, &ran.err);
    }
}

/// On a terminal as well, where a library that draws help could let something through.
#[test]
fn what_is_wrong_with_arguments_is_said_on_a_terminal_without_what_acts_on_it() {
    let home = Home::new();
    for arguments in [
        ["--nonsense", HOSTILE],
        ["brief", HOSTILE],
        ["ended", HOSTILE],
    ] {
        let mut program = home.start(&arguments);
        program.exit_code();
        let raw = String::from_utf8_lossy(&program.raw()).into_owned();
        for payload in ["\u{1b}]0;", "\u{1b}[2J", "\u{9b}", "\u{202e}", "\u{e0041}"] {
            assert!(!raw.contains(payload), "{arguments:?}: {raw:?}");
        }
    }
}

fn modes(dir: &Path, found: &mut Vec<(PathBuf, u32)>) {
    for path in list(dir) {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            modes(&path, found);
        }
        found.push((path, mode));
    }
}

#[test]
fn every_command_that_writes_writes_for_its_owner_alone() {
    for umask in ["000", "022", "077"] {
        let home = Home::new();
        let run = |arguments: &[&str], input: &str| {
            let shell = format!("umask {umask}; exec \"$@\"");
            let ran = home.run_through(&shell, arguments, input);
            assert!(
                matches!(ran.code, Some(0 | 1)),
                "{umask} {arguments:?}: {ran:#?}"
            );
        };
        run(&["live", "--plain", "--with", "Ana Ruiz"], "Words.\n/end\n");
        run(&["live", "--plain", "--with", "Tom Berg"], "Words.\n");
        run(&["practice", "acquired", "--plain"], "What happened?\n");
        run(&["search", "words"], "");
        run(&["debrief", "--plain"], "");
        for format in ["md", "html", "json", "csv", "yaml"] {
            run(
                &["export", "--format", format, "-o", &format!("x.{format}")],
                "",
            );
        }
        run(&["script", "new", "mine"], "");
        run(&["persona", "new", "mine"], "");
        run(
            &[
                "persona",
                "show",
                "acquired",
                "--format",
                "html",
                "-o",
                "role.html",
            ],
            "",
        );
        run(&["person", "rename", "Tom Berg", "Tom Holm"], "");
        run(&["backup", "b.tar"], "");
        let id = home.files("yaml").remove(0);
        run(
            &[
                "delete",
                &id.file_stem().unwrap().to_string_lossy(),
                "--yes",
            ],
            "",
        );
        run(&["restore", "b.tar"], "");
        run(&["doctor", "--rebuild"], "");
        run(
            &[
                "person",
                "erase",
                "Tom Holm",
                "--yes",
                "--export",
                "tom.json",
                "--receipt",
                "r.txt",
            ],
            "",
        );
        let mut found = Vec::new();
        let root = home.data().parent().unwrap().to_owned();
        for dir in ["data", "cache", "here", "config/scripts", "config/personas"] {
            modes(&root.join(dir), &mut found);
        }
        assert!(found.len() > 20, "{found:#?}");
        for (path, mode) in found {
            assert_eq!(
                mode & 0o077,
                0,
                "umask {umask}: {} has {mode:04o}",
                path.display()
            );
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(
                !name.starts_with(".mineral-") && !name.starts_with(".tmp"),
                "{name} was left"
            );
        }
        // Temporary files lie beside their targets alone.
        assert!(list(&root.join("tmp")).is_empty());
    }
}
