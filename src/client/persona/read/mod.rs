//! Reading a persona from YAML. Everything that is wrong is reported, not only the first thing.

mod craft;
mod holds;
mod links;
mod texts;

use super::{Lines, Persona, Silence, Situation, Style, Trust};
use crate::yaml::{Fields, Form, Node, Report, Words};
use std::collections::BTreeMap;
use texts::texts;

/// The format that this version reads.
pub const FORMAT: u64 = 1;

/// More nodes than the largest persona within the limits can have.
const MAX_NODES: usize = 30_000;

/// Disclosures of a persona.
const MAX_HOLDS: usize = 100;
/// Cues of a persona.
const MAX_CUES: usize = 20;
/// Questions for one disclosure.
const MAX_ASKS: usize = 40;
/// Words by which a question shows what it is about.
const MAX_ABOUT: usize = 24;
/// Variants of a text.
const MAX_VARIANTS: usize = 6;
/// Entries of a list on the role sheet.
const MAX_ON_SHEET: usize = 20;

const THING: &str = "a persona";

/// How a persona is read.
const FORM: Form<Persona> = Form {
    thing: "persona",
    format: FORMAT,
    fields: &[
        "format",
        "id",
        "name",
        "role",
        "organisation",
        "summary",
        "style",
        "manner",
        "situation",
        "presents",
        "hides",
        "start",
        "silence",
        "opens",
        "shuts",
        "opening",
        "holds",
        "cues",
        "lines",
        "never",
        "drill",
    ],
    max_nodes: MAX_NODES,
    document,
};

/// Reads a persona. `name` is the file's name for the report.
///
/// # Errors
/// A [`Report`] with everything that is wrong.
pub fn read(name: &str, text: &str) -> Result<Persona, Report> {
    FORM.read(name, text)
}

/// Everything that is wrong in a persona, and warnings of what makes practising worse; the report is empty when there
/// is nothing to say. `name` is the file's name for the report.
pub fn check(name: &str, text: &str) -> Report {
    FORM.check(name, text)
}

fn document(words: &mut Words<'_>, fields: Fields<'_>, root: &Node) -> Option<Persona> {
    let id = words.name(fields, THING, "id");
    let [name, role, organisation, summary] =
        ["name", "role", "organisation", "summary"].map(|key| words.line(fields, THING, key));
    let style = named(words, fields, THING, "style", "a style", Style::NAMES);
    let [manner, situation, presents, hides] =
        ["manner", "situation", "presents", "hides"].map(|key| words.line(fields, THING, key));
    let start = start(words, fields);
    let what = "what silence does";
    let silence = named(words, fields, THING, "silence", what, Silence::NAMES);
    let opens = texts(words, fields, THING, "opens", MAX_ON_SHEET);
    let shuts = texts(words, fields, THING, "shuts", MAX_ON_SHEET);
    let opening = texts(words, fields, THING, "opening", MAX_VARIANTS);
    let holds = holds::holds(words, fields);
    let cues = holds::cues(words, fields);
    let lines = lines(words, fields);
    let never = texts::maybe_texts(words, fields, "never", MAX_ON_SHEET);
    let drill = words.maybe_line(fields, "drill");
    links::check(words, root);
    if words.craft {
        craft::check(words, root);
    }
    Some(Persona {
        id,
        name,
        role,
        organisation,
        summary,
        style: style?,
        manner,
        situation,
        presents,
        hides,
        start: start?,
        silence: silence?,
        opens,
        shuts,
        opening,
        holds: holds?,
        cues: cues?,
        lines,
        never,
        drill,
    })
}

/// A required field with one of a few names; `what` is what the names are, such as "a style".
fn named<T: Copy>(
    words: &mut Words<'_>,
    fields: Fields<'_>,
    thing: &str,
    key: &str,
    what: &str,
    all: &[(&str, T)],
) -> Option<T> {
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let mend = format!("add `{key}: …` with one of {}", names.join(", "));
    let node = words.check.required_as(fields, thing, key, &mend)?;
    words.one_of(node, &format!("`{key}`"), what, all)
}

/// The items of a list in a tree, as far as they are read.
fn items<'n>(node: &'n Node, key: &str, most: usize) -> &'n [Node] {
    let items = node.field(key).map_or(&[][..], Node::items);
    items.get(..most).unwrap_or(items)
}

fn start(words: &mut Words<'_>, persona: Fields<'_>) -> Option<Trust> {
    const PARTS: [&str; 4] = ["credibility", "reliability", "intimacy", "self-orientation"];
    let node = words.check.required(persona, THING, "start")?;
    let fields = words.check.fields(node, "`start`", &PARTS)?;
    let parts = PARTS.map(|key| {
        let node = words.check.required(fields, "`start`", key)?;
        let part = words.check.count(node, &format!("`{key}`"), 1..=6)?;
        u8::try_from(part).ok()
    });
    let [credibility, reliability, intimacy, self_orientation] = parts;
    Some(Trust {
        credibility: credibility?,
        reliability: reliability?,
        intimacy: intimacy?,
        self_orientation: self_orientation?,
    })
}

fn lines(words: &mut Words<'_>, persona: Fields<'_>) -> Lines {
    let mut lines = BTreeMap::new();
    let names: Vec<&str> = Situation::ALL.iter().map(|s| s.name()).collect();
    let Some(fields) = words
        .check
        .required(persona, THING, "lines")
        .and_then(|node| words.check.fields(node, "`lines`", &names))
    else {
        return Lines::default();
    };
    for situation in Situation::ALL {
        let said = texts(words, fields, "`lines`", situation.name(), MAX_VARIANTS);
        let alone = fields.get(situation.name()).filter(|_| said.len() == 1);
        if let (true, Some(node)) = (words.craft, alone) {
            words.check.warning(
                &node.place,
                format!(
                    "`{}` has only one line: it is said again and again",
                    situation.name()
                ),
                "write two or three that can stand for each other",
            );
        }
        lines.insert(*situation, said);
    }
    Lines::of(lines)
}

#[cfg(test)]
mod tests;
