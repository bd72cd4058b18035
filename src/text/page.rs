//! A text in parts, to be read or printed: the same parts as Markdown, as plain lines, or as a page for a browser.

mod html;

use super::escaped;
use std::fmt::Write as _;

/// One part of a page. All texts are plain and clean; each form escapes what means something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A step, below a heading: its place in the script where that is known, and its title.
    Step(Option<usize>, String),
    /// A paragraph.
    Text(String),
    /// What somebody says.
    Quote(String),
    /// An entry of a list: what it is, which may be nothing, and the text.
    Item(String, String),
    /// What belongs to the entry above.
    Below(String, String),
    /// Something to be ticked with a pen.
    Box(String),
    /// A table to be filled in with a pen; the first row is its head.
    Table(Vec<Vec<String>>),
}

/// A text in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is called.
    pub title: String,
    /// What stands under the title.
    pub under: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

impl Page {
    /// A page without parts.
    pub fn new(title: impl Into<String>, under: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            under: under.into(),
            parts: Vec::new(),
        }
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: &str) {
        self.parts.push(Part::Heading(text.to_owned()));
    }

    /// Adds a paragraph; none where the text is empty.
    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }

    /// Adds what somebody says.
    pub fn quote(&mut self, text: &str) {
        self.parts.push(Part::Quote(text.to_owned()));
    }

    /// Adds an entry of a list.
    pub fn item(&mut self, what: &str, text: impl Into<String>) {
        self.parts.push(Part::Item(what.to_owned(), text.into()));
    }

    /// Adds what belongs to the entry above.
    pub fn below(&mut self, what: &str, text: impl Into<String>) {
        self.parts.push(Part::Below(what.to_owned(), text.into()));
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", escaped(&self.title));
        if !self.under.is_empty() {
            let _ = writeln!(out, "{}\n", escaped(&self.under));
        }
        let mut in_list = false;
        for part in &self.parts {
            let listed = matches!(part, Part::Item(..) | Part::Below(..) | Part::Box(_));
            if in_list && !listed {
                out.push('\n');
            }
            in_list = listed;
            // Writing to a string cannot fail.
            let _ = match part {
                Part::Heading(text) => writeln!(out, "## {}\n", escaped(text)),
                Part::Step(at, text) => writeln!(out, "### {}\n", escaped(&step(*at, text))),
                Part::Text(text) => writeln!(out, "{}\n", escaped(text)),
                Part::Quote(text) => writeln!(out, "> {}\n", escaped(text)),
                Part::Item(what, text) if what.is_empty() => writeln!(out, "- {}", escaped(text)),
                Part::Item(what, text) => {
                    writeln!(out, "- **{}**: {}", escaped(what), escaped(text))
                }
                Part::Below(what, text) => {
                    writeln!(out, "  - {}: {}", escaped(what), escaped(text))
                }
                Part::Box(text) => writeln!(out, "- [ ] {}", escaped(text)),
                Part::Table(rows) => writeln!(out, "{}", markdown_table(rows)),
            };
        }
        out.truncate(out.trim_end().len());
        out + "\n"
    }

    /// As plain lines, for screen readers.
    pub fn plain(&self) -> String {
        let mut out = format!("{}\n", self.title);
        if !self.under.is_empty() {
            let _ = writeln!(out, "{}", self.under);
        }
        for part in &self.parts {
            let _ = match part {
                Part::Heading(text) => writeln!(out, "\n{text}."),
                Part::Step(Some(at), text) => writeln!(out, "\nStep {}: {text}.", at + 1),
                Part::Step(None, text) => writeln!(out, "\nStep {text}."),
                Part::Text(text) => writeln!(out, "{text}"),
                Part::Quote(text) => writeln!(out, "“{text}”"),
                Part::Item(what, text) if what.is_empty() => writeln!(out, "- {text}"),
                Part::Item(what, text) => writeln!(out, "{what}: {text}"),
                Part::Below(what, text) => writeln!(out, "  {what}: {text}"),
                Part::Box(text) => writeln!(out, "- {text}"),
                Part::Table(rows) => writeln!(out, "{}", plain_table(rows).trim_end()),
            };
        }
        out
    }
}

/// A step with its number, where that is known.
fn step(at: Option<usize>, title: &str) -> String {
    match at {
        Some(at) => format!("{} · {title}", at + 1),
        None => title.to_owned(),
    }
}

/// A pipe would end the cell; [`escaped`] takes care of it.
fn markdown_table(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
        if at == 0 {
            let _ = writeln!(out, "|{}", " --- |".repeat(row.len()));
        }
    }
    out
}

/// What a pen would fill in is of no use in lines: the first column says what there is to be filled in.
fn plain_table(rows: &[Vec<String>]) -> String {
    let firsts = rows.iter().skip(1).filter_map(|row| row.first());
    let mut out = String::new();
    for first in firsts.filter(|first| !first.is_empty()) {
        let _ = writeln!(out, "- {first}:");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let mut page = Page::new("Rita *Osgood*", "head | baker");
        page.heading("What you hide");
        page.text("She <has> been offered money.");
        page.quote("The vans leave late.");
        page.item("style", "guarded");
        page.below("feels", "sick, 4 of 5");
        page.item("", "a thing");
        page.parts
            .push(Part::Step(Some(2), "current impact".into()));
        page.parts.push(Part::Box("who else".into()));
        page.parts.push(Part::Table(vec![
            vec!["counted".into(), "sum".into()],
            vec!["open | question".into(), String::new()],
        ]));
        page
    }

    #[test]
    fn a_page_is_markdown_and_plain_lines() {
        let expected = "# Rita \\*Osgood\\*\n\nhead \\| baker\n\n## What you hide\n\nShe \\<has\\> been offered money.\n\n\
                        > The vans leave late.\n\n- **style**: guarded\n  - feels: sick, 4 of 5\n- a thing\n\n\
                        ### 3 · current impact\n\n- [ ] who else\n\n| counted | sum |\n| --- | --- |\n\
                        | open \\| question |  |\n";
        assert_eq!(page().markdown(), expected);
        let expected = "Rita *Osgood*\nhead | baker\n\nWhat you hide.\nShe <has> been offered money.\n\
                        “The vans leave late.”\nstyle: guarded\n  feels: sick, 4 of 5\n- a thing\n\n\
                        Step 3: current impact.\n- who else\n- open | question:\n";
        assert_eq!(page().plain(), expected);
    }

    #[test]
    fn a_page_for_a_browser_is_well_formed_and_says_the_same() {
        let html = page().html();
        let options = roxmltree::ParsingOptions {
            allow_dtd: true,
            ..roxmltree::ParsingOptions::default()
        };
        let document = roxmltree::Document::parse_with_options(&html, options).unwrap();
        let told: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.text().filter(|_| node.is_text()))
            .map(str::trim)
            .collect();
        for text in [
            "Rita *Osgood*",
            "She <has> been offered money.",
            "open | question",
        ] {
            assert!(told.contains(&text), "{text:?} is missing in {told:?}");
        }
        for never in ["http", "<script", "javascript", "@import", "url("] {
            assert!(!html.contains(never), "{html}");
        }
        let names: Vec<&str> = document
            .descendants()
            .map(|n| n.tag_name().name())
            .collect();
        for name in ["table", "blockquote", "h1", "h2", "h3", "ul"] {
            assert!(names.contains(&name), "{name} is missing in {html}");
        }
    }
}
