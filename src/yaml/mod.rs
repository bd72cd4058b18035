//! YAML in and out through one door: bounded on the way in, proven to read back on the way out.
//!
//! `serde-saphyr` does the reading. It has no unsafe code, keeps exact places, and refuses alias bombs and
//! deep nesting within a budget. (`serde_yaml`, which many expect, is archived since 2024.)

mod check;
mod fault;
mod form;
mod near;
mod node;
mod quick;
mod report;
pub mod schema;
mod slip;
mod words;

pub use check::{Checker, Fields};
pub use fault::Fault;
pub use form::Form;
pub use near::did_you_mean;
pub use node::{Entry, Node, Place, Value, read_node};
pub use report::{Problem, Report, Severity};
pub use slip::Slip;
pub use words::{LONGEST, Words, as_name, is_name};

use serde::{Serialize, de::DeserializeOwned};
use serde_saphyr::{Budget, DuplicateKeyPolicy, Options};

/// The largest text that is read, in bytes, unless a caller says otherwise: far more than a person writes
/// into one script.
pub const MAX_BYTES: usize = 1 << 20;

/// How deep lists and maps may be nested.
const MAX_DEPTH: usize = 64;

fn options(text: &str) -> Options {
    let mut options = Options::default();
    let mut budget = Budget::default();
    budget.max_depth = MAX_DEPTH;
    budget.max_aliases = 64;
    budget.max_anchors = 64;
    // A node takes at least one byte, so a text cannot need more than this without aliases.
    budget.max_nodes = text.len().saturating_add(64);
    budget.max_events = text.len().saturating_mul(2).saturating_add(256);
    options.budget = Some(budget);
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.strict_booleans = true;
    options
}

/// Reads one YAML document of at most [`MAX_BYTES`].
///
/// # Errors
/// A [`Fault`] with its place: not YAML, not of this shape, too large, too deep, or a key given twice.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    read_bounded(text, MAX_BYTES)
}

/// Reads one YAML document of at most `max_bytes`.
///
/// # Errors
/// As [`read`].
pub fn read_bounded<T: DeserializeOwned>(text: &str, max_bytes: usize) -> Result<T, Fault> {
    if text.len() > max_bytes {
        return Err(Fault {
            line: 0,
            column: 0,
            message: format!(
                "the text has {} bytes; at most {max_bytes} are read",
                text.len()
            ),
        });
    }
    match quick::read(text) {
        Some(value) => Ok(value),
        None => read_slowly(text),
    }
}

/// The value, where the text is of the simple form in which this program writes and fits; `None` says nothing of what it is otherwise.
pub fn read_simple<T: DeserializeOwned>(text: &str) -> Option<T> {
    quick::read(text)
}

/// Reads any YAML.
fn read_slowly<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_saphyr::from_str_with_options(text, options(text)).map_err(|error| fault::fault(&error))
}

/// Reads one YAML document of at most [`MAX_BYTES`]; what is wrong comes as a report for the person who
/// wrote it. `name` is the file's name in that report.
///
/// # Errors
/// A [`Report`] with one problem, as [`read`].
pub fn read_reported<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Report> {
    let source = report::one_kind_of_line_end(text);
    if let Some(problem) = report::too_large(&source) {
        return Err(Report::new(name, source, vec![problem]));
    }
    match serde_saphyr::from_str_with_options(&source, options(&source)) {
        Ok(value) => Ok(value),
        Err(error) => {
            let problem = fault::problem(&error, &source);
            Err(Report::new(name, source, vec![problem]))
        }
    }
}

/// Writes a value as YAML that reads back as the same value. Where the pretty form would not, the value
/// is written as JSON, which is YAML too: kept words matter more than looks.
///
/// # Errors
/// A [`Fault`] when the value cannot be written in a form that reads back.
pub fn write<T: Serialize + DeserializeOwned + PartialEq>(value: &T) -> Result<String, Fault> {
    let mut options = serde_saphyr::SerializerOptions::default();
    options.yaml_12 = true;
    options.no_lang_directive = true;
    if let Ok(pretty) = serde_saphyr::to_string_with_options(value, options)
        && reads_back(&pretty, value)
    {
        return Ok(pretty);
    }
    match serde_json::to_string(value) {
        Ok(json) if reads_back(&json, value) => Ok(json + "\n"),
        _ => Err(Fault {
            line: 0,
            column: 0,
            message: "this cannot be written as YAML that reads back".to_owned(),
        }),
    }
}

fn reads_back<T: DeserializeOwned + PartialEq>(text: &str, value: &T) -> bool {
    // A document inside a stream may not contain the marks that end it.
    let marks = text
        .lines()
        .any(|l| l.starts_with("...") || l.starts_with("---") || l.starts_with("# seal"));
    // Both ways of reading have to say the same, so that each file can be read by either.
    !marks
        && read_slowly::<T>(text).is_ok_and(|back| back == *value)
        && quick::read::<T>(text).is_none_or(|back| back == *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Said {
        text: String,
    }

    #[test]
    fn a_fault_has_its_place_and_words() {
        let fault = read::<Said>("text: [1").unwrap_err();
        assert!(fault.line >= 1, "{fault}");
        assert!(!fault.message.contains('\n'));
    }

    #[test]
    fn twice_the_same_key_is_an_error() {
        assert!(read::<Said>("text: a\ntext: b\n").is_err());
    }

    #[test]
    fn too_large_and_too_deep_are_refused() {
        assert!(read::<Said>(&"a".repeat(MAX_BYTES + 1)).is_err());
        assert!(read::<Said>(&"[".repeat(100_000)).is_err());
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Settings {
        theme: Option<Shade>,
        idle_lock: Option<bool>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Shade {
        Dark,
        Light,
    }

    #[test]
    fn a_typed_text_is_read_or_reported() {
        let read = |text: &str| read_reported::<Settings>("config.yaml", text);
        let settings = read("\u{feff}theme: dark\r\nidle-lock: true\r\n").unwrap();
        assert_eq!(settings.theme, Some(Shade::Dark));
        assert_eq!(settings.idle_lock, Some(true));
        let cases = [
            (
                "theme: dark\nidel-lock: true\n",
                2,
                1,
                "`idel-lock` is not a field here",
                "did you mean `idle-lock`?",
            ),
            (
                "theme: drak\n",
                1,
                8,
                "`drak` is not known here",
                "did you mean `dark`?",
            ),
            (
                "idle-lock: yes\n",
                1,
                12,
                "this is neither true nor false",
                "write true or false",
            ),
            (
                "theme: dark\ntheme: light\n",
                2,
                1,
                "`theme` stands here a second time",
                "keep one",
            ),
            (
                "theme: [dark\n",
                1,
                8,
                "externally tagged",
                "what belongs here",
            ),
            (
                "theme: \"dark\nidle-lock: true\n",
                2,
                1,
                "a quote was opened",
                "close it",
            ),
        ];
        for (text, line, column, what, mend) in cases {
            let report = read(text).unwrap_err();
            let [problem] = report.problems() else {
                unreachable!("{report}")
            };
            assert_eq!((problem.line, problem.column), (line, column), "{report}");
            assert!(problem.what.starts_with(what), "{report}");
            assert!(problem.mend.contains(mend), "{report}");
        }
    }

    proptest! {
        #[test]
        fn any_clean_text_reads_back(raw in any::<String>()) {
            let said = Said { text: crate::text::clean_block(&raw) };
            let yaml = write(&said).unwrap();
            prop_assert_eq!(read::<Said>(&yaml).unwrap(), said);
        }

        #[test]
        fn awkward_text_reads_back(text in "[ \\-#:!&*|>'\"%@`{}\\[\\],?a0~\n.]{0,40}") {
            let said = Said { text };
            let yaml = write(&said).unwrap();
            prop_assert_eq!(read::<Said>(&yaml).unwrap(), said);
        }
    }
}
