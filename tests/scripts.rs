//! Scripts from the folder `tests/scripts`: those in `valid` read without a complaint, those in `invalid` and `craft`
//! give exactly the report beside them. The schema agrees, as far as a schema can see. `UPDATE=1` writes the reports
//! and the schema anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails"
)]

#[path = "support/beside.rs"]
mod beside;

use beside::{expect_beside, expect_schema, files, name};
use mineral::script::{check, outline, read, schema};
use mineral::yaml::Severity;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn here(folder: &str) -> Vec<PathBuf> {
    files(format!("tests/scripts/{folder}"))
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
    let files = here("invalid");
    assert!(files.len() >= 60);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let report = read(&name(&path), &text).expect_err(&name(&path));
        let shown = format!("{report}\n");
        expect_beside(&path, &shown);
        for problem in report.problems() {
            let place = format!("{}:{}:{}", name(&path), problem.line, problem.column);
            assert!(shown.contains(&place), "{place}");
            assert_eq!(problem.severity, Severity::Error);
        }
        assert!(
            check(&name(&path), &text).has_errors(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn scripts_of_poor_craft_are_warned_of_and_can_be_used() {
    let files = here("craft");
    assert!(files.len() >= 8);
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        read(&name(&path), &text).unwrap_or_else(|report| panic!("{report}"));
        let report = check(&name(&path), &text);
        assert!(!report.is_empty() && !report.has_errors(), "{report}");
        expect_beside(&path, &format!("{report}\n"));
    }
}

/// What a person reads before using a script.
#[test]
fn a_script_can_be_read_as_text() {
    let path = here("valid")
        .into_iter()
        .find(|p| name(p) == "everything.yaml");
    let path = path.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let script = read("everything.yaml", &text).unwrap();
    expect_beside(&path, &outline(&script));
}

#[test]
fn the_schema_in_the_folder_is_the_one_of_the_code() {
    expect_schema("scripts/script.schema.json", &schema());
}

/// What is wrong in these is beyond a schema: ids that are there twice or not at all, what comes later, the inside of
/// conditions and formulas, and what is in the wrong order.
const BEYOND_A_SCHEMA: &[&str] = &[
    "condition-knows.yaml",
    "condition-no-such-option.yaml",
    "condition-on-a-figure-too-early.yaml",
    "condition-on-a-rating.yaml",
    "condition-too-early.yaml",
    "condition-unknown-name.yaml",
    "dangling-recall.yaml",
    "formula-names.yaml",
    "formula-too-deep.yaml",
    "forward-recall.yaml",
    "recall-of-a-question.yaml",
    "same-computed-twice.yaml",
    "same-known-twice.yaml",
    "same-option-twice.yaml",
    "same-question-twice.yaml",
    "same-step-twice.yaml",
    "scale-turned-round.yaml",
];

#[test]
fn the_schema_agrees_with_the_reader() {
    let schema = schema();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let instance = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        mineral::yaml::read::<Value>(&text).ok()
    };
    // Those that are built in, too; that every one of them reads is held elsewhere.
    let mut library = files("scripts");
    library.retain(|path| read("x", &std::fs::read_to_string(path).unwrap()).is_ok());
    assert!(!library.is_empty());
    for path in here("valid")
        .into_iter()
        .chain(here("craft"))
        .chain(library)
    {
        let Some(instance) = instance(&path) else {
            panic!("{} is not YAML", path.display());
        };
        let errors: Vec<_> = validator
            .iter_errors(&instance)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
    let mut passed = Vec::new();
    for path in here("invalid") {
        // What is not YAML is for no schema to see.
        if instance(&path).is_some_and(|instance| validator.is_valid(&instance)) {
            passed.push(name(&path));
        }
    }
    assert_eq!(passed, BEYOND_A_SCHEMA);
}

/// 351 files that YAML parsers are tested with, most of them strange. None may hang or stop the reader.
#[test]
fn the_yaml_test_suite_does_not_disturb_the_reader() {
    let Some(data) = std::env::var_os("MINERAL_DATA") else {
        println!("skipped: MINERAL_DATA is not set");
        return;
    };
    let files = files(Path::new(&data).join("yaml-test-suite/src"));
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
