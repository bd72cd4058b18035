//! How a sort of file is read, such as a script: from its text to the thing, or to a report of all that is wrong.

use super::{Fields, Node, Place, Report, Value, Words, read_node};

/// A sort of file that people write: its name, its format, its fields, and who reads them.
#[derive(Debug)]
pub struct Form<T> {
    /// What it is called, such as "script".
    pub thing: &'static str,
    /// The format that is read; a file says its own in the field `format`.
    pub format: u64,
    /// The fields of the file.
    pub fields: &'static [&'static str],
    /// More nodes than the largest file within the limits can have.
    pub max_nodes: usize,
    /// Reads the fields and notes what is wrong. What it makes is thrown away when anything is.
    pub document: fn(&mut Words<'_>, Fields<'_>, &Node) -> Option<T>,
}

impl<T> Form<T> {
    /// Reads a text. `name` is the file's name for the report.
    ///
    /// # Errors
    /// A [`Report`] with everything that is wrong.
    pub fn read(&self, name: &str, text: &str) -> Result<T, Report> {
        let (source, root) = read_node(name, text, self.max_nodes)?;
        let mut words = Words::new(&source, false);
        let read = self.whole(&mut words, &root);
        let problems = words.into_problems();
        match read {
            Some(read) if problems.is_empty() => Ok(read),
            _ => Err(Report::new(name, source, problems)),
        }
    }

    /// Everything that is wrong in a text, and warnings of what could be better; the report is empty when there is
    /// nothing to say. `name` is the file's name for the report.
    pub fn check(&self, name: &str, text: &str) -> Report {
        match read_node(name, text, self.max_nodes) {
            Ok((source, root)) => {
                let mut words = Words::new(&source, true);
                self.whole(&mut words, &root);
                let problems = words.into_problems();
                Report::new(name, source, problems)
            }
            Err(report) => report,
        }
    }

    fn whole(&self, words: &mut Words<'_>, root: &Node) -> Option<T> {
        let thing = format!("a {}", self.thing);
        if root.value == Value::Null {
            words.check.error(
                &Place {
                    line: 1,
                    column: 1,
                    ..Place::default()
                },
                "there is nothing in this file",
                format!("{thing} has the fields {}", self.fields.join(", ")),
            );
            return None;
        }
        // What a newer format looks like is not known: nothing else would be worth reporting.
        if !self.is_of_this_format(words, root) {
            return None;
        }
        let fields = words.check.fields(root, &thing, self.fields)?;
        (self.document)(words, fields, root)
    }

    /// Whether the rest can be read. A missing or unreadable format is noted, and the rest read as this one.
    fn is_of_this_format(&self, words: &mut Words<'_>, root: &Node) -> bool {
        let (thing, known) = (self.thing, self.format);
        let Value::Map(entries) = &root.value else {
            return true;
        };
        let Some(format) = entries.iter().find(|e| e.key == "format") else {
            words.check.error(
                &root.place,
                "the format is not given",
                format!("begin the file with `format: {known}`"),
            );
            return true;
        };
        let number = match format.node.value {
            Value::Number => words
                .check
                .text(&format.node)
                .and_then(|n| n.parse::<u64>().ok()),
            _ => None,
        };
        match number {
            Some(number) if number == known => true,
            Some(newer) if newer > known => {
                words.check.error(
                    &format.node.place,
                    format!(
                        "this {thing} has format {newer}; this version of mineral reads format {known}"
                    ),
                    "update mineral",
                );
                false
            }
            _ => {
                words.check.error(
                    &format.node.place,
                    "this is not a format that mineral knows",
                    format!("write `format: {known}`"),
                );
                true
            }
        }
    }
}
