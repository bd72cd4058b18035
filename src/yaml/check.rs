//! Going over a tree and noting everything that does not fit, instead of stopping at the first thing.

use super::{Entry, Node, Place, Problem, Value, near};
use std::ops::RangeInclusive;

/// With so many problems noted, the rest is not looked at: a hostile file could keep us busy for long.
const ENOUGH: usize = 1000;

/// Collects the problems of one document.
#[derive(Debug)]
pub struct Checker<'s> {
    source: &'s str,
    problems: Vec<Problem>,
}

/// The fields of a map.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'n> {
    entries: &'n [Entry],
    place: &'n Place,
}

impl<'n> Fields<'n> {
    /// The value of a field, if it is there.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|e| e.key == key).map(|e| &e.node)
    }

    /// Where the map begins.
    pub fn place(&self) -> &'n Place {
        self.place
    }
}

impl<'s> Checker<'s> {
    /// A checker for the tree that was read from this text.
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            problems: Vec::new(),
        }
    }

    /// The text that places refer to.
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// Notes an error.
    pub fn error(&mut self, at: &Place, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(Problem::error(at, what, mend));
    }

    /// Whether so much is wrong that looking for more is of no use.
    pub fn is_full(&self) -> bool {
        self.problems.len() >= ENOUGH
    }

    /// All that was noted.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The fields of a map; notes those that are not known and those that are there twice. `thing` is
    /// what the map is, such as "a step".
    pub fn fields<'n>(
        &mut self,
        node: &'n Node,
        thing: &str,
        known: &[&str],
    ) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            let fields = known.join(", ");
            self.error(
                &node.place,
                format!("{thing} is wanted here; this is {}", node.value.kind()),
                format!("write its fields, each on a line of its own: {fields}"),
            );
            return None;
        };
        for (nth, entry) in entries.iter().enumerate() {
            if self.is_full() {
                break;
            }
            if !known.contains(&entry.key.as_str()) {
                self.error(
                    &entry.place,
                    format!("`{}` is not a field of {thing}", entry.key),
                    near::hint(&entry.key, known),
                );
            } else if let Some(first) = entries.iter().take(nth).find(|e| e.key == entry.key) {
                self.error(
                    &entry.place,
                    format!("`{}` stands here a second time", entry.key),
                    format!("keep this one or the one in line {}", first.place.line),
                );
            }
        }
        Some(Fields {
            entries,
            place: &node.place,
        })
    }

    /// A field that must be there; `thing` as in [`Checker::fields`].
    pub fn required<'n>(&mut self, fields: Fields<'n>, thing: &str, key: &str) -> Option<&'n Node> {
        let found = fields.get(key);
        // A slip in the key was noted already, with this key as what was meant.
        let slipped = || {
            let mut keys = fields.entries.iter().map(|e| e.key.as_str());
            keys.any(|typed| near::did_you_mean(typed, [key]).is_some())
        };
        if found.is_none() && !slipped() {
            self.error(
                fields.place,
                format!("{thing} needs `{key}`"),
                format!("add `{key}: …` to it"),
            );
        }
        found
    }

    /// The words of a node, if it has any; a number or a flag is taken as it is written.
    pub fn text<'n>(&self, node: &'n Node) -> Option<&'n str>
    where
        's: 'n,
    {
        match &node.value {
            Value::Text(text) => Some(text),
            Value::Number | Value::Flag(_) => Some(self.written(node)),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// As [`Checker::text`]; notes a node that has no words. `label` names it, such as "`title`" or "this
    /// prompt".
    pub fn words<'n>(&mut self, node: &'n Node, label: &str) -> Option<&'n str>
    where
        's: 'n,
    {
        let text = self.text(node);
        if text.is_none() {
            let (what, mend) = match &node.value {
                Value::Map(_) => (
                    format!("{label} should be words; this is a map"),
                    "put quotes around the words: a colon with a space after it makes a map of them",
                ),
                Value::List(_) => (
                    format!("{label} should be words; this is a list"),
                    "write the words behind it, in quotes if they begin with [ or -",
                ),
                _ => (
                    format!("{label} has no words"),
                    "write some, or take it out",
                ),
            };
            self.error(&node.place, what, mend);
        }
        text
    }

    /// `true` or `false`.
    pub fn flag(&mut self, node: &Node, label: &str) -> Option<bool> {
        let mend = match &node.value {
            Value::Flag(flag) => return Some(*flag),
            Value::Text(text) => match text.to_lowercase().as_str() {
                "yes" | "on" | "y" | "true" => "write true, without quotes",
                "no" | "off" | "n" | "false" => "write false, without quotes",
                _ => "write true or false",
            },
            _ => "write true or false",
        };
        self.error(
            &node.place,
            format!("{label} is neither true nor false"),
            mend,
        );
        None
    }

    /// A whole number within bounds.
    pub fn count(&mut self, node: &Node, label: &str, bounds: RangeInclusive<u64>) -> Option<u64> {
        let (least, most) = (bounds.start(), bounds.end());
        let what = if node.value == Value::Number {
            match self.written(node).parse::<u64>() {
                Ok(number) if bounds.contains(&number) => return Some(number),
                _ => format!("{label} is out of bounds"),
            }
        } else {
            format!(
                "{label} should be a whole number; this is {}",
                node.value.kind()
            )
        };
        self.error(
            &node.place,
            what,
            format!("write a figure from {least} to {most}, without quotes"),
        );
        None
    }

    /// A list of at most `most`; nothing at all is an empty list. Items beyond `most` are noted and left out.
    pub fn list<'n>(&mut self, node: &'n Node, label: &str, most: usize) -> &'n [Node] {
        match &node.value {
            Value::Null => &[],
            Value::List(items) => {
                if let Some(surplus) = items.get(most) {
                    self.error(
                        &surplus.place,
                        format!(
                            "{label} has {} entries; at most {most} are read",
                            items.len()
                        ),
                        "take out this one and those after it, or put them elsewhere",
                    );
                }
                items.get(..most).unwrap_or(items)
            }
            other => {
                self.error(
                    &node.place,
                    format!("{label} should be a list; this is {}", other.kind()),
                    "write each entry on a line of its own that begins with `- `",
                );
                &[]
            }
        }
    }

    fn written(&self, node: &Node) -> &'s str {
        self.source
            .get(node.written.span.clone())
            .unwrap_or_default()
            .trim()
    }
}
