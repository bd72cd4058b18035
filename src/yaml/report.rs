//! What is wrong in a YAML file, for the person who wrote it: every problem with its line, and how to mend it.

use super::{MAX_BYTES, Place};
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// More problems than this are counted but not kept: the first ones usually cause the others.
const MOST: usize = 100;

/// Lines longer than this, in bytes, are named but not shown.
const LONGEST_SHOWN: usize = 4000;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, and would be better without this.
    Warning,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The line, from 1; 0 where unknown.
    pub line: usize,
    /// The column in characters, from 1; 0 where unknown.
    pub column: usize,
    /// The bytes that it is about, in [`Report::source`]; empty where unknown.
    pub span: Range<usize>,
    /// What is wrong, in one sentence.
    pub what: String,
    /// How to mend it, in one sentence.
    pub mend: String,
}

impl Problem {
    /// An error at a place.
    pub fn error(at: &Place, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(Severity::Error, at, what, mend)
    }

    /// A warning at a place.
    pub fn warning(at: &Place, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(Severity::Warning, at, what, mend)
    }

    fn new(
        severity: Severity,
        at: &Place,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            line: at.line,
            column: at.column,
            span: at.span.clone(),
            what: plain(&what.into()),
            mend: plain(&mend.into()),
        }
    }
}

/// Everything that is wrong in a file, or could be better. Its `Display` shows each problem with the line that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    name: String,
    source: String,
    problems: Vec<Problem>,
    more: usize,
}

impl Report {
    /// A report over the problems of the file `name` with the text `source`, which the places refer to.
    /// They are put into the order of the text.
    pub fn new(name: &str, source: String, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|p| (p.line, p.column));
        let more = problems.len().saturating_sub(MOST);
        if more > 0 {
            // Errors first: with a hundred warnings before it, an error must not get lost.
            problems.sort_by_key(|p| p.severity == Severity::Warning);
            problems.truncate(MOST);
            problems.sort_by_key(|p| (p.line, p.column));
        }
        Self {
            name: plain(name),
            source,
            problems,
            more,
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, with its line ends made `\n` and without a byte order mark.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The problems in the order of the text; the first hundred.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems there are at least beyond those in [`Report::problems`].
    pub fn more(&self) -> usize {
        self.more
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Whether the file cannot be used.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many of [`Report::problems`] are errors.
    pub fn errors(&self) -> usize {
        let errors = self.problems.iter();
        errors.filter(|p| p.severity == Severity::Error).count()
    }

    /// How many of [`Report::problems`] are warnings.
    pub fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }

    fn show(&self, problem: &Problem, line: &str) -> String {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(problem.what.as_str());
        let path = self.name.as_str();
        let group = if problem.line == 0 {
            title.element(Origin::path(path))
        } else if line.len() > LONGEST_SHOWN {
            title.element(
                Origin::path(path)
                    .line(problem.line)
                    .char_column(problem.column),
            )
        } else {
            let shown = plain(line);
            let mark = mark(problem, line, &shown);
            title.element(
                Snippet::source(shown)
                    .line_start(problem.line)
                    .path(path)
                    .annotation(AnnotationKind::Primary.span(mark)),
            )
        };
        let group = group.element(Level::HELP.message(problem.mend.as_str()));
        Renderer::plain().render(&[group])
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Problems are in order, so that the lines are walked once.
        let mut lines = self.source.split('\n').enumerate();
        let mut current = (0, "");
        for (nth, problem) in self.problems.iter().enumerate() {
            while current.0 < problem.line {
                let Some((before, line)) = lines.next() else {
                    break;
                };
                current = (before + 1, line);
            }
            let line = if current.0 == problem.line {
                current.1
            } else {
                ""
            };
            if nth > 0 {
                out.write_str("\n\n")?;
            }
            out.write_str(&self.show(problem, line))?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(out, "\n\nand at least {more} more"),
        }
    }
}

impl std::error::Error for Report {}

/// The bytes of the shown line that are marked: from the column to the end of the span, or of the line.
fn mark(problem: &Problem, line: &str, shown: &str) -> Range<usize> {
    let before = problem.column.saturating_sub(1);
    // The span is in bytes of the whole text; characters make it fit the shown line.
    let start = byte_of(line, before);
    let end = start
        .saturating_add(problem.span.len())
        .min(line.trim_end().len());
    let marked = line.get(start..end).map_or(0, |part| part.chars().count());
    byte_of(shown, before)..byte_of(shown, before.saturating_add(marked))
}

fn byte_of(line: &str, characters: usize) -> usize {
    line.char_indices()
        .nth(characters)
        .map_or(line.len(), |(at, _)| at)
}

/// The place of a line and a column, both from 1, in a text.
pub(super) fn place_of(source: &str, line: usize, column: usize) -> Place {
    let start: usize = source
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = source.get(start..).unwrap_or_default();
    let at = start + byte_of(rest, column.saturating_sub(1));
    Place {
        line,
        column,
        span: at..at,
    }
}

/// Text without a byte order mark and with `\n` at every line's end, so that everyone counts the same lines.
pub(super) fn one_kind_of_line_end(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// The problem of a text with more than [`MAX_BYTES`].
pub(super) fn too_large(source: &str) -> Option<Problem> {
    (source.len() > MAX_BYTES).then(|| {
        Problem::error(
            &Place::default(),
            format!(
                "the text has {} bytes; at most {MAX_BYTES} are read",
                source.len()
            ),
            "keep one definition in each file",
        )
    })
}

/// A text that cannot disturb a terminal: controls and direction marks become `�`, one for one.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => '\t',
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {
                '\u{fffd}'
            }
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(source: &str, line: usize, column: usize, length: usize) -> Problem {
        let mut place = place_of(source, line, column);
        place.span.end += length;
        Problem::error(&place, "what", "mend")
    }

    fn shown(source: &str, problem: Problem) -> String {
        Report::new("f\u{1b}.yaml", source.to_owned(), vec![problem]).to_string()
    }

    #[test]
    fn the_mark_is_under_what_it_is_about() {
        let cases = [
            (
                "one\ntwo words\n",
                (2, 5, 5),
                "2 | two words\n  |     ^^^^^\n",
            ),
            ("éü ab\n", (1, 4, 2), "1 | éü ab\n  |    ^^\n"),
            ("漢字 ab\n", (1, 4, 2), "1 | 漢字 ab\n  |      ^^\n"),
            // Over the end of the line, and of the text.
            ("one\ntwo\n", (1, 2, 6), "1 | one\n  |  ^^\n"),
            ("one", (1, 9, 9), "1 | one\n  |    ^\n"),
            // What could disturb a terminal does not get there.
            ("a\u{1b}[2Jb c\n", (1, 8, 1), "1 | a�[2Jb c\n  |        ^\n"),
        ];
        for (source, (line, column, length), lines) in cases {
            let shown = shown(source, at(source, line, column, length));
            assert!(shown.contains(lines), "{shown}");
            assert!(shown.starts_with("error: what\n"), "{shown}");
            assert!(shown.contains("help: mend"), "{shown}");
            assert!(shown.contains(" --> f�.yaml:"), "{shown}");
        }
    }

    #[test]
    fn long_lines_and_unknown_places_are_only_named() {
        let long = "x".repeat(LONGEST_SHOWN + 1);
        assert!(shown(&long, at(&long, 1, 7, 1)).contains("f�.yaml:1:7\n"));
        let nowhere = Problem::error(&Place::default(), "what", "mend");
        assert!(shown("one", nowhere).contains("--> f�.yaml\n"));
    }

    #[test]
    fn problems_are_in_order_and_not_endless() {
        let source = "x\n".repeat(MOST + 10);
        let problems = (1..=MOST + 5).rev().map(|line| at(&source, line, 1, 1));
        let report = Report::new("f", source.clone(), problems.collect());
        assert_eq!(report.problems().len(), MOST);
        assert_eq!(report.problems()[0].line, 1);
        assert_eq!(report.more(), 5);
        let shown = report.to_string();
        assert!(
            shown.contains("f:100:1\n") && shown.ends_with("and at least 5 more"),
            "{shown}"
        );
    }
}
