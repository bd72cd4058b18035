//! Personas from the folder `tests/personas`: those in `valid` read without a complaint, those in `invalid` and `craft`
//! give exactly the report beside them. The schema agrees, as far as a schema can see. `UPDATE=1` writes the reports
//! and the schema anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "support/beside.rs"]
mod beside;

use beside::{expect_beside, expect_schema, files, name};
use mineral::client::persona::{BUILTIN, PersonaRow, Situation, check, read, schema, sheet};
use mineral::yaml::Severity;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn here(folder: &str) -> Vec<PathBuf> {
    files(format!("tests/personas/{folder}"))
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn valid_personas_read() {
    for path in here("valid") {
        let text = text(&path);
        let persona = read(&name(&path), &text).unwrap_or_else(|report| panic!("{report}"));
        // As Windows editors save it.
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(read("crlf", &text).unwrap(), persona, "{}", path.display());
    }
}

#[test]
fn yes_and_no_are_situations_with_quotes_and_without() {
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/personas/valid");
    let [quoted, plain] = ["quoted-yes-and-no.yaml", "smallest.yaml"].map(|file| {
        let persona = read(file, &text(&valid.join(file))).unwrap();
        assert_eq!(persona.lines.get(Situation::Yes), ["Well.", "I see."]);
        assert_eq!(persona.lines.get(Situation::No), ["Well.", "I see."]);
        persona
    });
    assert_eq!(quoted, plain);
}

#[test]
fn invalid_personas_say_what_is_wrong() {
    let files = here("invalid");
    assert!(files.len() >= 30);
    for path in files {
        let text = text(&path);
        let report = read(&name(&path), &text).expect_err(&name(&path));
        expect_beside(&path, &format!("{report}\n"));
        let errors = report.problems().iter();
        assert!(errors.clone().all(|p| p.severity == Severity::Error));
        assert!(errors.clone().all(|p| p.line > 0), "{report}");
        assert!(check(&name(&path), &text).has_errors());
    }
}

#[test]
fn personas_of_poor_craft_are_warned_of_and_can_be_used() {
    let files = here("craft");
    assert!(files.len() >= 12);
    for path in files {
        let text = text(&path);
        read(&name(&path), &text).unwrap_or_else(|report| panic!("{report}"));
        let report = check(&name(&path), &text);
        assert!(!report.is_empty() && !report.has_errors(), "{report}");
        expect_beside(&path, &format!("{report}\n"));
    }
}

#[test]
fn the_role_sheet_says_all_of_it() {
    let path = here("valid")
        .into_iter()
        .find(|p| name(p) == "everything.yaml");
    let path = path.unwrap();
    let persona = read("everything.yaml", &text(&path)).unwrap();
    let page = sheet(&persona, None);
    expect_beside(
        &path,
        &format!("{}\n----\n\n{}", page.markdown(), page.plain()),
    );
}

#[test]
fn the_schema_of_personas_is_the_one_of_the_code() {
    expect_schema("assets/personas/persona.schema.json", &schema());
}

/// What is wrong in these is beyond a schema: ids that are there twice or not at all, what leads
/// where, and words that are nothing once they are clean.
const BEYOND_A_SCHEMA: &[&str] = &[
    "chain-too-long.yaml",
    "circle.yaml",
    "control-characters.yaml",
    "hidden-and-nothing-leads-there.yaml",
    "hidden-behind-its-own-cue.yaml",
    "no-such-ids.yaml",
    "same-cue-twice.yaml",
    "same-disclosure-twice.yaml",
    "waits-for-itself.yaml",
];

#[test]
fn the_schema_of_personas_agrees_with_the_reader() {
    let schema = schema();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let instance = |path: &Path| mineral::yaml::read::<Value>(&text(path)).ok();
    let good = [here("valid"), here("craft"), files("assets/personas")];
    for path in good.iter().flatten() {
        let instance = instance(path).unwrap_or_else(|| panic!("{}", path.display()));
        let errors = validator.iter_errors(&instance).map(|e| e.to_string());
        let errors: Vec<String> = errors.collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
    let mut passed = here("invalid");
    passed.retain(|path| instance(path).is_some_and(|i| validator.is_valid(&i)));
    let passed: Vec<String> = passed.iter().map(|path| name(path)).collect();
    assert_eq!(passed, BEYOND_A_SCHEMA);
}

#[test]
fn every_persona_in_the_folder_is_in_the_table_once() {
    let mut ids: Vec<String> = BUILTIN.iter().map(|b| format!("{}.yaml", b.id)).collect();
    ids.sort();
    let files: Vec<String> = files("assets/personas").iter().map(|f| name(f)).collect();
    assert_eq!(ids, files);
}

#[test]
fn every_built_in_persona_passes_check_without_a_warning() {
    assert!(BUILTIN.len() >= 10);
    let reports: Vec<String> = BUILTIN
        .iter()
        .map(|b| check(&format!("{}.yaml", b.id), b.text))
        .filter(|report| !report.is_empty())
        .map(|report| report.to_string())
        .collect();
    assert!(reports.is_empty(), "{}", reports.join("\n\n"));
}

/// Each has a hidden issue, and each step of the conversation that is practised has something to find.
#[test]
fn every_built_in_persona_has_something_at_every_step() {
    let script = mineral::script::catalogue::builtin("mineral-rights-client").unwrap();
    let script = script.script().unwrap();
    for builtin in BUILTIN {
        let persona = builtin.persona().unwrap();
        let hidden = persona.holds.iter().filter(|held| held.hidden).count();
        assert!((3..=6).contains(&hidden), "{}: {hidden}", builtin.id);
        for step in &script.steps {
            let held = persona.holds.iter().filter(|held| held.step == step.id);
            assert!(held.count() >= 3, "{}: {}", builtin.id, step.id);
        }
    }
}

#[test]
fn no_two_built_in_personas_share_a_name() {
    let mut names: Vec<&str> = BUILTIN
        .iter()
        .flat_map(|b| {
            [
                b.id,
                b.name,
                b.organisation,
                b.name.split(' ').next().unwrap(),
            ]
        })
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

/// The page for writers has a table of what is built in, in the same order.
#[test]
fn the_page_of_personas_names_those_that_are_built_in() {
    let readme = include_str!("../assets/personas/README.md").replace("\r\n", "\n");
    let (_, table) = readme.split_once("\n## Those that come with it\n").unwrap();
    let rows: Vec<&str> = table
        .lines()
        .filter(|l| l.starts_with('|'))
        .skip(2)
        .collect();
    let wanted = |row: &PersonaRow| {
        let (id, name, role, at) = (&row.id, &row.name, &row.role, &row.organisation);
        format!(
            "| `{id}` | {name}, {role}, {at} | {} | {} |",
            row.style.name(),
            row.summary
        )
    };
    let wanted: Vec<String> = BUILTIN.iter().map(|b| wanted(&b.row())).collect();
    assert_eq!(rows, wanted, "as it ought to be:\n{}", wanted.join("\n"));
}

/// A list spoils nothing, and every field of the format is explained.
#[test]
fn the_page_of_personas_explains_every_field() {
    let readme = include_str!("../assets/personas/README.md");
    let schema = schema();
    let mut fields: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    for part in ["trust", "disclosure", "cue", "lines"] {
        let properties = schema["$defs"][part]["properties"].as_object().unwrap();
        fields.extend(properties.keys());
    }
    assert!(fields.len() > 60);
    for field in fields {
        let there = [format!("{field}:"), format!("`{field}`")];
        assert!(
            there.iter().any(|f| readme.contains(f)),
            "{field} is not explained"
        );
    }
}
