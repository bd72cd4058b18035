//! Scripts from the folder `tests/scripts`: those in `valid` read without a complaint, those in `invalid`
//! give exactly the report beside them. `UPDATE=1` writes the reports anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails"
)]

use mineral::script::read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();
    files
}

fn here(folder: &str) -> Vec<PathBuf> {
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/scripts")
            .join(folder),
    )
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn valid_scripts_read() {
    let files = here("valid");
    assert!(files.len() >= 3);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let script = read(&name(&path), &text).unwrap_or_else(|report| panic!("{report}"));
        assert!(!script.steps.is_empty());
        // As Windows editors save it.
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(read("crlf", &text).unwrap(), script, "{}", path.display());
    }
}

#[test]
fn invalid_scripts_say_what_is_wrong() {
    let update = std::env::var_os("UPDATE").is_some();
    let files = here("invalid");
    assert!(files.len() >= 20);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let report = read(&name(&path), &text).expect_err(&name(&path));
        let shown = format!("{report}\n");
        let beside = path.with_extension("txt");
        if update {
            std::fs::write(&beside, &shown).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        // Git may have checked it out with the line ends of Windows.
        let expected = expected.replace("\r\n", "\n");
        assert_eq!(shown, expected, "{}: UPDATE=1 accepts this", path.display());
        for problem in report.problems() {
            let place = format!("{}:{}:{}", name(&path), problem.line, problem.column);
            assert!(shown.contains(&place), "{place}");
        }
    }
}

/// 351 files that YAML parsers are tested with, most of them strange. None may hang or stop the reader.
#[test]
fn the_yaml_test_suite_does_not_disturb_the_reader() {
    let Some(data) = std::env::var_os("MINERAL_DATA") else {
        println!("skipped: MINERAL_DATA is not set");
        return;
    };
    let files = files(&Path::new(&data).join("yaml-test-suite/src"));
    assert!(files.len() > 300);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let begun = Instant::now();
        let result = read(&name(&path), &text);
        let shown = result.expect_err("no script is among them").to_string();
        assert!(!shown.is_empty());
        // The files hold YAML inside YAML: as a whole, and each example alone.
        for example in text.split("yaml: |\n").skip(1) {
            let _ = read("example", &example.replace("␣", " ").replace("»", "\t"));
        }
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "{}",
            path.display()
        );
    }
}
