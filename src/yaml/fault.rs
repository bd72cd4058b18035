//! The words for an error of the YAML reader: what it means for a person, and how to mend it.

use super::{Problem, near, report};
use serde_saphyr::Error;

/// What is wrong in a YAML text, and where (lines and columns count from 1; 0 where unknown).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, in one sentence.
    pub message: String,
}

pub(super) fn fault(error: &Error) -> Fault {
    let (line, column) = error.location().map_or((0, 0), |at| {
        (
            usize::try_from(at.line()).unwrap_or(0),
            usize::try_from(at.column()).unwrap_or(0),
        )
    });
    let whole = error.without_snippet().render();
    // The place is carried apart from the words.
    let message = whole
        .split(" at line ")
        .next()
        .unwrap_or(&whole)
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned();
    Fault {
        line,
        column,
        message,
    }
}

/// The problem that an error of the YAML reader stands for.
pub(super) fn problem(error: &Error, source: &str) -> Problem {
    let Fault {
        line,
        column,
        message,
    } = fault(error);
    // The reader notices a tab one line early.
    let (line, column) = tab_near(source, line).unwrap_or((line, column));
    let (what, mend) = words(error.without_snippet(), message, source, line);
    Problem::error(&report::place_of(source, line, column), what, mend)
}

fn words(error: &Error, message: String, source: &str, line: usize) -> (String, String) {
    match error {
        Error::MultipleDocuments { .. } => (
            "a second document begins here".to_owned(),
            "keep one document in each file, without a line `---` between".to_owned(),
        ),
        Error::DuplicateMappingKey { key: Some(key), .. } => (
            format!("`{key}` stands here a second time"),
            "keep one of the two".to_owned(),
        ),
        Error::SerdeUnknownField {
            field, expected, ..
        } => (
            format!("`{field}` is not a field here"),
            near::hint(field, expected),
        ),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => (
            format!("`{variant}` is not known here"),
            near::hint(variant, expected),
        ),
        Error::InvalidBooleanStrict { .. } => (
            "this is neither true nor false".to_owned(),
            "write true or false".to_owned(),
        ),
        _ if message.contains("Depth") || message.starts_with("recursion limit") => (
            "this is nested too deeply".to_owned(),
            "close the brackets, and indent no further than the format needs".to_owned(),
        ),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. } => too_much(),
        // From inside a list, only the words of it come through.
        _ if message.starts_with("alias replay limit exceeded") => too_much(),
        Error::UnknownAnchor { .. } => (
            message,
            "put quotes around the words: a * at their beginning means something to YAML"
                .to_owned(),
        ),
        _ if message.contains("quoted scalar") && message.contains("trailing") => (
            "there is something behind the quote that closes the words".to_owned(),
            "put the whole of it in quotes, with ' around words that have \" in them".to_owned(),
        ),
        _ if message.contains("quoted scalar") => (
            "a quote was opened before this and is not closed".to_owned(),
            "close it, with the same sign at the end of the words".to_owned(),
        ),
        // The parser is the only one to speak of characters.
        _ if message.starts_with("unexpected character") => (
            "there is a control character here".to_owned(),
            "take it out".to_owned(),
        ),
        _ if message == "expected string scalar" => (
            "a key has to be words; this is a list or a map".to_owned(),
            "put quotes around it".to_owned(),
        ),
        Error::ExternalMessage { .. } => (
            format!("this is not YAML: {message}"),
            syntax_hint(source, line).to_owned(),
        ),
        _ => (
            message,
            "this is YAML, but not what belongs here: look up what the field holds".to_owned(),
        ),
    }
}

fn too_much() -> (String, String) {
    (
        "this is more than is read from one file".to_owned(),
        "make the file smaller, and write aliases out".to_owned(),
    )
}

/// What usually causes a syntax error that is reported in this line.
fn syntax_hint(source: &str, line: usize) -> &'static str {
    if tab_near(source, line).is_some() {
        return "indent with spaces; a tab does not count as indentation";
    }
    let here = source
        .lines()
        .nth(line.saturating_sub(1))
        .unwrap_or_default();
    let value = here.trim_start_matches([' ', '-']);
    let value = value.split_once(": ").map_or(value, |(_, after)| after);
    if value.starts_with(['{', '[', '*', '&', '!', '%', '@', '`']) || value.contains(": ") {
        return "put quotes around the words: at their beginning { [ * & ! % @ ` mean something to YAML, \
                and so does a colon with a space after it";
    }
    if value.matches('"').count() % 2 == 1 || value.starts_with('\'') {
        return "check the quotes: each one that opens has to close, and nothing may follow it in the line";
    }
    "check the indentation: what belongs together begins in the same column"
}

/// The line and column of a tab that indents this line or the next.
fn tab_near(source: &str, line: usize) -> Option<(usize, usize)> {
    let lines = source
        .lines()
        .enumerate()
        .skip(line.checked_sub(1)?)
        .take(2);
    lines.into_iter().find_map(|(before, text)| {
        let indent = text.chars().take_while(|c| c.is_whitespace());
        let column = indent.into_iter().position(|c| c == '\t')?;
        Some((before + 1, column + 1))
    })
}
