//! Lines with roles, which screens, plain mode and exports draw.

use crate::text::{clean_block, escaped};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who or what, at the top.
    Title,
    /// About it, under the title.
    Meta,
    /// A part.
    Heading,
    /// Something to ask or to say.
    Ask,
    /// The client's own words.
    Words,
    /// A promise.
    Promise,
    /// A figure that was counted.
    Figure,
    /// The user's own note, or what was parked: not the client's words.
    Note,
    /// Nothing.
    Blank,
}

/// One line; it may be longer than a row, and has no line ends in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The words.
    pub text: String,
    /// The session that it comes from, and the number of the entry there, where it comes from one.
    pub of: Option<(String, Option<u32>)>,
}

impl Line {
    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        Self {
            role,
            text: text.into(),
            of: None,
        }
    }

    pub(super) fn from(self, session: &str, n: impl Into<Option<u32>>) -> Self {
        Self {
            of: Some((session.to_owned(), n.into())),
            ..self
        }
    }
}

/// A part with its heading; nothing where it has no lines.
pub(super) fn part(heading: &str, lines: Vec<Line>) -> Vec<Line> {
    if lines.is_empty() {
        return lines;
    }
    let mut out = vec![
        Line::new(Role::Blank, ""),
        Line::new(Role::Heading, heading),
    ];
    out.extend(lines);
    out
}

/// The lines as plain text.
pub fn plain(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let indent = match line.role {
            Role::Title | Role::Heading | Role::Blank => "",
            _ => "  ",
        };
        // One line, with the spaces that put columns below each other.
        let text = clean_block(&line.text).replace('\n', " ");
        out.push_str(format!("{indent}{text}").trim_end());
        out.push('\n');
    }
    out
}

/// The lines as Markdown.
pub fn markdown(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut before = Role::Blank;
    for (at, line) in lines.iter().enumerate() {
        let text = escaped(&line.text.split_whitespace().collect::<Vec<_>>().join(" "));
        if line.role == Role::Words && before != Role::Words && before != Role::Heading {
            out.push('\n');
        }
        let text = match line.role {
            Role::Blank => String::new(),
            Role::Title => format!("# {text}\n"),
            Role::Heading => format!("## {text}\n"),
            // A line that another one follows breaks.
            Role::Meta if lines.get(at + 1).is_some_and(|l| l.role == Role::Meta) => {
                format!("{text}\\")
            }
            Role::Meta => text,
            Role::Ask => format!("- **{text}**"),
            Role::Note => format!("- *{text}*"),
            Role::Words | Role::Promise | Role::Figure => format!("- {text}"),
        };
        out.push_str(&text);
        out.push('\n');
        before = line.role;
    }
    out
}
