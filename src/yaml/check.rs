//! Going over a tree and noting everything that does not fit, instead of stopping at the first thing.

use super::{Entry, Node, Place, Problem, Value, near};
use std::ops::{Range, RangeInclusive};

/// With so many problems noted, the rest is not looked at: a hostile file could keep us busy for long.
const ENOUGH: usize = 1000;

/// With so many problems noted, no more near names are looked for: that takes a while, and no report gets this long.
const ENOUGH_NEAR: usize = 100;

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

    /// Notes a warning.
    pub fn warning(&mut self, at: &Place, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(Problem::warning(at, what, mend));
    }

    /// The known name that was probably meant, unless so much is wrong that it does not matter any more.
    pub fn near<'k>(
        &self,
        typed: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<&'k str> {
        if self.problems.len() > ENOUGH_NEAR {
            return None;
        }
        near::did_you_mean(typed, known)
    }

    /// The place of a part of a node's words; of the whole node where the words do not stand in one line as they
    /// read. An empty part is the place behind the words before it.
    pub fn part(&self, node: &Node, words: &str, part: Range<usize>) -> Place {
        let start = node.written.span.start;
        let line = self
            .source
            .get(start..)
            .and_then(|rest| rest.lines().next());
        let (Some(line), true) = (line, node.place == node.written) else {
            return node.place.clone();
        };
        let within = match (line.find(words), words.get(part.clone())) {
            (Some(at), _) if !words.is_empty() => Some(at + part.start),
            // The words go on in the next line, but the part may stand in the first.
            (_, Some(piece)) if !piece.is_empty() => line.find(piece),
            _ => None,
        };
        let Some((before, within)) = within.and_then(|at| Some((line.get(..at)?, at))) else {
            return node.place.clone();
        };
        Place {
            line: node.place.line,
            column: node.place.column + before.chars().count(),
            span: start + within..start + within + part.len(),
        }
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
                // `{says: one thing, and another}`: what was meant as words ends at the comma.
                let cut = entry.node.value == Value::Null && entry.key.contains(' ');
                let mend = if cut {
                    "put quotes around all the words: between { and } a comma ends them".to_owned()
                } else {
                    near::hint(&entry.key, known)
                };
                self.error(
                    &entry.place,
                    format!("`{}` is not a field of {thing}", entry.key),
                    mend,
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
        self.required_as(fields, thing, key, &format!("add `{key}: …` to it"))
    }

    /// As [`Checker::required`]; `mend` says how to mend it when it is not there.
    pub fn required_as<'n>(
        &mut self,
        fields: Fields<'n>,
        thing: &str,
        key: &str,
        mend: &str,
    ) -> Option<&'n Node> {
        let found = fields.get(key);
        // A slip in the key was noted already, with this key as what was meant.
        if found.is_none() && !self.slipped(fields, key) {
            self.error(fields.place, format!("{thing} needs `{key}`"), mend);
        }
        found
    }

    /// Whether a key that is no field here, as was noted, looks like a slip for this one. Another field may look like it, too.
    pub fn slipped(&self, fields: Fields<'_>, key: &str) -> bool {
        let mut keys = fields.entries.iter().map(|e| e.key.as_str());
        keys.any(|typed| {
            let noted = format!("`{typed}` is not a field ");
            typed != key
                && near::did_you_mean(typed, [key]).is_some()
                && self.problems.iter().any(|p| p.what.starts_with(&noted))
        })
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

    /// A whole number within bounds, which may be below zero.
    pub fn whole(&mut self, node: &Node, label: &str, bounds: RangeInclusive<i32>) -> Option<i32> {
        let number = match node.value {
            Value::Number => self.written(node).parse::<i32>().ok(),
            _ => None,
        };
        let found = number.filter(|number| bounds.contains(number));
        if found.is_none() {
            self.error(
                &node.place,
                format!("{label} is not a whole number within bounds"),
                format!(
                    "write a figure from {} to {}, without quotes",
                    bounds.start(),
                    bounds.end()
                ),
            );
        }
        found
    }

    /// A number, such as 2.5.
    pub fn number(&mut self, node: &Node, label: &str) -> Option<f64> {
        let number = match node.value {
            Value::Number => self.written(node).parse::<f64>().ok(),
            _ => None,
        };
        let found = number.filter(|number| number.is_finite());
        if found.is_none() {
            let kind = match &node.value {
                Value::Number => "not one to count with",
                other => other.kind(),
            };
            self.error(
                &node.place,
                format!("{label} should be a number; this is {kind}"),
                "write a figure such as 3 or 2.5, without quotes",
            );
        }
        found
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

    /// The comment behind unquoted words, in the line where they end.
    pub fn comment(&self, node: &Node) -> Option<&'s str> {
        let words = self.source.get(node.written.span.clone())?;
        if words.is_empty() || words.starts_with(['"', '\'', '|', '>']) {
            return None;
        }
        // The words may or may not cover the space behind them.
        let end = node.written.span.start + words.trim_end().len();
        let line = self.source.get(end..)?.lines().next()?;
        Some(line.trim_start()).filter(|behind| behind.starts_with('#'))
    }

    fn written(&self, node: &Node) -> &'s str {
        self.source
            .get(node.written.span.clone())
            .unwrap_or_default()
            .trim()
    }
}
