//! A session as Markdown: the transcript's lines, in the same order.

use crate::session::{Line, Role, Session, transcript};
use crate::text::escaped;
use std::fmt::Write as _;

/// A session as Markdown. `problems` are what reading its file found, in words.
pub fn markdown(session: &Session, problems: &[String]) -> String {
    let mut out = String::new();
    let mut before = Role::Blank;
    for line in transcript(session, problems) {
        // A quote and a list are parts of their own, and so is each quote.
        let quote = line.role == Role::Answer || before == Role::Answer;
        let apart = quote || is_item(before) != is_item(line.role);
        if apart && before != Role::Blank && line.role != Role::Blank && !is_heading(before) {
            out.push('\n');
        }
        before = line.role;
        write_line(&mut out, &line);
    }
    out
}

fn is_heading(role: Role) -> bool {
    matches!(role, Role::Title | Role::Heading)
}

fn is_item(role: Role) -> bool {
    !matches!(
        role,
        Role::Title | Role::Heading | Role::Blank | Role::Answer
    )
}

fn write_line(out: &mut String, line: &Line) {
    let text = escaped(&line.text);
    let time = if line.time.is_empty() {
        String::new()
    } else {
        format!("{} ", line.time)
    };
    let _ = match line.role {
        Role::Blank => writeln!(out),
        Role::Title => writeln!(out, "# {text}\n"),
        Role::Heading => writeln!(out, "## {text}\n"),
        Role::Answer => {
            let quoted = text.replace('\n', "\n> ");
            writeln!(out, "> {time}{quoted}")
        }
        Role::Question => writeln!(out, "- {time}*{text}*"),
        Role::Withdrawn => writeln!(out, "- {time}~~{text}~~"),
        Role::Warning => writeln!(out, "- **{text}**"),
        Role::Figure => writeln!(
            out,
            "- {}",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        ),
        _ => writeln!(out, "- {time}{}", text.replace('\n', "\n  ")),
    };
}
