//! Reading a script from YAML. Everything that is wrong is reported, not only the first thing.

mod recall;
mod step;
mod words;

use super::model::Script;
use crate::yaml::{Fields, Node, Place, Report, Value, read_node};
use std::collections::HashMap;
use words::Words;

/// The format that this version reads.
pub const FORMAT: u64 = 1;

/// More nodes than the largest script within the limits can have.
const MAX_NODES: usize = 60_000;

const MAX_STEPS: usize = 50;

const FIELDS: [&str; 6] = ["format", "id", "title", "purpose", "source", "steps"];

/// Reads a script. `name` is the file's name for the report.
///
/// # Errors
/// A [`Report`] with everything that is wrong.
pub fn read(name: &str, text: &str) -> Result<Script, Report> {
    let (source, root) = read_node(name, text, MAX_NODES)?;
    let mut words = Words::new(&source);
    let script = document(&mut words, &root);
    let problems = words.into_problems();
    match script {
        Some(script) if problems.is_empty() => Ok(script),
        _ => Err(Report::new(name, source, problems)),
    }
}

fn document(words: &mut Words<'_>, root: &Node) -> Option<Script> {
    if root.value == Value::Null {
        words.check.error(
            &Place {
                line: 1,
                column: 1,
                ..Place::default()
            },
            "there is nothing in this file",
            format!("a script has the fields {}", FIELDS.join(", ")),
        );
        return None;
    }
    // What a newer format looks like is not known: nothing else would be worth reporting.
    if !is_of_this_format(words, root) {
        return None;
    }
    let fields = words.check.fields(root, "a script", &FIELDS)?;
    let script = Script {
        id: words.name(fields, "a script", "id"),
        title: words.line(fields, "a script", "title"),
        purpose: words.line(fields, "a script", "purpose"),
        source: words.line(fields, "a script", "source"),
        steps: steps(words, fields),
    };
    Some(script)
}

/// Whether the rest can be read. A missing or unreadable format is noted, and the rest read as this one.
fn is_of_this_format(words: &mut Words<'_>, root: &Node) -> bool {
    let Value::Map(entries) = &root.value else {
        return true;
    };
    let Some(format) = entries.iter().find(|e| e.key == "format") else {
        words.check.error(
            &root.place,
            "the format is not given",
            format!("begin the file with `format: {FORMAT}`"),
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
        Some(FORMAT) => true,
        Some(newer) if newer > FORMAT => {
            words.check.error(
                &format.node.place,
                format!(
                    "this script has format {newer}; this version of mineral reads format {FORMAT}"
                ),
                "update mineral",
            );
            false
        }
        _ => {
            words.check.error(
                &format.node.place,
                "this is not a format that mineral knows",
                format!("write `format: {FORMAT}`"),
            );
            true
        }
    }
}

fn steps(words: &mut Words<'_>, script: Fields<'_>) -> Vec<super::model::Step> {
    let Some(node) = words.check.required(script, "a script", "steps") else {
        return Vec::new();
    };
    let nodes = words.check.list(node, "`steps`", MAX_STEPS);
    if nodes.is_empty() && matches!(node.value, Value::Null | Value::List(_)) {
        words.check.error(
            &node.place,
            "a script needs at least one step",
            "add one: `- id: …`",
        );
    }
    let ids = step_ids(words, nodes);
    nodes
        .iter()
        .enumerate()
        .filter_map(|(nth, node)| {
            let step = step::step(words, node)?;
            recall::check(words, node, &ids, nth);
            Some(step)
        })
        .collect()
}

/// The ids of all steps in order, as far as they can be read; twice the same is noted.
fn step_ids<'n, 's: 'n>(words: &mut Words<'s>, nodes: &'n [Node]) -> Vec<&'n str> {
    let mut first = HashMap::new();
    let mut ids = Vec::with_capacity(nodes.len());
    for node in nodes {
        let id = step::id(node).and_then(|id| Some((words.check.text(id)?, &id.place)));
        if let Some((name, place)) = id {
            words.unique(&mut first, name, place, "step");
        }
        ids.push(id.map_or("", |(name, _)| name));
    }
    ids
}

#[cfg(test)]
mod tests;
