//! Words and names out of a tree: cleaned, bounded, never empty.

use super::{Checker, Fields, Node, Place, Problem, Slip};
use crate::text::clean_line;
use std::collections::HashMap;

/// The longest text that a field may have, in characters.
pub const LONGEST: usize = 1000;

/// The longest id, in characters.
pub(super) const LONGEST_NAME: usize = 64;

/// A [`Checker`] that knows what texts in a definition are like. Where something is wrong, it is noted and an
/// empty value stands in: the definition is thrown away then.
#[derive(Debug)]
pub struct Words<'s> {
    /// Where problems are noted.
    pub check: Checker<'s>,
    /// Whether the craft is looked at, too: what can be used, and would be better otherwise.
    pub craft: bool,
}

impl<'s> Words<'s> {
    /// For the tree that was read from this text.
    pub fn new(source: &'s str, craft: bool) -> Self {
        Self {
            check: Checker::new(source),
            craft,
        }
    }

    /// All that was noted.
    pub fn into_problems(self) -> Vec<Problem> {
        self.check.into_problems()
    }

    /// A required field with words.
    pub fn line(&mut self, fields: Fields<'_>, thing: &str, key: &str) -> String {
        match self.check.required(fields, thing, key) {
            Some(node) => self.clean(node, &format!("`{key}`")),
            None => String::new(),
        }
    }

    /// A field with words that may be missing.
    pub fn maybe_line(&mut self, fields: Fields<'_>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        Some(self.clean(node, &format!("`{key}`")))
    }

    /// The words of a node; `label` names it, such as "this prompt".
    pub fn clean(&mut self, node: &Node, label: &str) -> String {
        let Some(words) = self.check.words(node, label) else {
            return String::new();
        };
        let clean = clean_line(words);
        let length = clean.chars().count();
        if clean.is_empty() {
            self.check.error(
                &node.place,
                format!("{label} has no words"),
                "write some, or take it out",
            );
        } else if length > LONGEST {
            self.check.error(
                &node.place,
                format!("{label} has {length} characters; at most {LONGEST} are read"),
                "make it shorter: it is read at a glance",
            );
        }
        clean
    }

    /// A required field with a name by which files, commands and sessions know the thing.
    pub fn name(&mut self, fields: Fields<'_>, thing: &str, key: &str) -> String {
        let Some(node) = self.check.required(fields, thing, key) else {
            return String::new();
        };
        let Some(name) = self.check.words(node, &format!("`{key}`")) else {
            return String::new();
        };
        if !is_name(name) {
            let mend = match as_name(name) {
                Some(near) => format!("write {near}"),
                None => "choose a short name, such as current-impact".to_owned(),
            };
            self.check.error(
                &node.place,
                format!(
                    "`{key}` is not a name of lower-case letters, digits and single `-`, at most \
                     {LONGEST_NAME} characters long"
                ),
                mend,
            );
        }
        name.to_owned()
    }

    /// One of a few names; `label` is the field, `thing` what the names are, such as "a kind of answer".
    pub fn one_of<T: Copy>(
        &mut self,
        node: &Node,
        label: &str,
        thing: &str,
        known: &[(&str, T)],
    ) -> Option<T> {
        let name = self.check.words(node, label)?;
        let found = known.iter().find(|(known, _)| *known == name);
        if found.is_none() {
            let all: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let near = self
                .check
                .near(name, all.iter().copied())
                .map(|near| format!("did you mean `{near}`? "))
                .unwrap_or_default();
            self.check.error(
                &node.place,
                format!("`{}` is not {thing}", clean_line(name)),
                format!("{near}write one of {}", all.join(", ")),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Notes a slip inside the words of a node.
    pub fn slip(&mut self, node: &Node, text: &str, slip: &Slip) {
        let place = self.check.part(node, text, slip.at.clone());
        self.check
            .error(&place, slip.what.as_str(), slip.mend.as_str());
    }

    /// Warns of words that end before a `#`: `We are #1` does, for YAML the rest is a comment.
    pub fn cut_by_a_comment(&mut self, node: &Node, text: &str) {
        let Some(comment) = self.check.comment(node) else {
            return;
        };
        let cut = comment.chars().nth(1).is_some_and(|c| !c.is_whitespace());
        let whole = text.ends_with(['.', '?', '!', '…', ':', '”', '"', ')']);
        if cut || !whole {
            self.check.warning(
                &node.place,
                "this ends before the #: from there on it is a comment",
                "put quotes around the whole of it; if a comment is meant, put it into a line of its own",
            );
        }
    }

    /// Notes a name that was there before; `first` remembers the line of each, and what it is the name of.
    pub fn unique<'n>(
        &mut self,
        first: &mut HashMap<&'n str, (usize, &'static str)>,
        name: &'n str,
        at: &Place,
        thing: &'static str,
    ) {
        if let Some((line, other)) = first.get(name) {
            let shown = clean_line(name);
            let what = if thing == *other {
                format!("the {thing} `{shown}` is there already, in line {line}")
            } else {
                format!("the {thing} `{shown}` has the id of a {other}, in line {line}")
            };
            self.check.error(at, what, "give one of the two another id");
        } else {
            first.insert(name, (at.line, thing));
        }
    }
}

/// Whether this can be an id: lower-case letters, digits and single `-`, at most 64 characters.
pub fn is_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.len() <= LONGEST_NAME
        && name
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(allowed))
}

/// The id that somebody who wrote these words probably meant; `None` when there is nothing to make one of.
pub fn as_name(words: &str) -> Option<String> {
    let lower = crate::text::folded(words);
    let name = lower
        .split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit()))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    is_name(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kebab_case() {
        let long = "a".repeat(LONGEST_NAME + 1);
        let cases = [
            ("impact", true, Some("impact")),
            ("mineral-rights-2", true, Some("mineral-rights-2")),
            ("Current Impact", false, Some("current-impact")),
            ("präsenz_x", false, Some("prasenz-x")),
            ("-x", false, Some("x")),
            ("a--b", false, Some("a-b")),
            ("../../etc", false, Some("etc")),
            ("", false, None),
            ("…", false, None),
            (long.as_str(), false, None),
        ];
        for (name, fits, near) in cases {
            assert_eq!(is_name(name), fits, "{name}");
            assert_eq!(as_name(name).as_deref(), near, "{name}");
        }
    }
}
