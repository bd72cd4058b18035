//! Reading a script from YAML. Everything that is wrong is reported, not only the first thing.

mod computed;
mod condition;
mod names;
mod prompt;
mod question;
mod step;
mod words;

use super::{Occasion, Script, ScriptKind, With};
use crate::yaml::{Fields, Node, Place, Report, Value, read_node};
use names::Names;
use words::Words;
pub use words::{as_name, is_name};

/// The format that this version reads.
pub const FORMAT: u64 = 1;

/// More nodes than the largest script within the limits can have.
const MAX_NODES: usize = 120_000;

const MAX_STEPS: usize = 50;
const MAX_COMPUTED: usize = 20;

const FIELDS: [&str; 11] = [
    "format", "id", "title", "kind", "moment", "with", "purpose", "source", "streak", "steps",
    "computed",
];

/// Reads a script. `name` is the file's name for the report.
///
/// # Errors
/// A [`Report`] with everything that is wrong.
pub fn read(name: &str, text: &str) -> Result<Script, Report> {
    let (source, root) = read_node(name, text, MAX_NODES)?;
    let mut words = Words::new(&source, false);
    let script = document(&mut words, &root);
    let problems = words.into_problems();
    match script {
        Some(script) if problems.is_empty() => Ok(script),
        _ => Err(Report::new(name, source, problems)),
    }
}

/// Everything that is wrong in a script, and warnings of what makes a conversation worse; the report is empty when
/// there is nothing to say. `name` is the file's name for the report.
pub fn check(name: &str, text: &str) -> Report {
    match read_node(name, text, MAX_NODES) {
        Ok((source, root)) => {
            let mut words = Words::new(&source, true);
            document(&mut words, &root);
            let problems = words.into_problems();
            Report::new(name, source, problems)
        }
        Err(report) => report,
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
    let names = Names::of(words, root);
    let id = words.name(fields, "a script", "id");
    let title = words.line(fields, "a script", "title");
    let kind = kind(words, fields);
    let moment = moment(words, fields);
    let with = with(words, fields, kind);
    let purpose = words.line(fields, "a script", "purpose");
    let source = words.line(fields, "a script", "source");
    let streak = step::flag(words, fields, "streak");
    let steps = steps(words, fields, &names);
    let computed = computed::computed(words, fields, &names);
    Some(Script {
        id,
        title,
        kind: kind?,
        moment: moment?,
        with: with?,
        purpose,
        source,
        streak,
        steps,
        computed,
    })
}

fn kind(words: &mut Words<'_>, script: Fields<'_>) -> Option<ScriptKind> {
    let all = ScriptKind::ALL.map(|kind| (kind.name(), kind));
    let mend = format!(
        "say what it is, such as `kind: conversation`: {}",
        all.map(|(name, _)| name).join(", ")
    );
    let node = words.check.required_as(script, "a script", "kind", &mend)?;
    words.one_of(node, "`kind`", "a kind of script", &all)
}

fn moment(words: &mut Words<'_>, script: Fields<'_>) -> Option<Occasion> {
    let all = Occasion::ALL.map(|moment| (moment.name(), moment));
    let mend = format!(
        "say when it is for, such as `moment: during`: {}",
        all.map(|(name, _)| name).join(", ")
    );
    let node = words
        .check
        .required_as(script, "a script", "moment", &mend)?;
    words.one_of(node, "`moment`", "a moment", &all)
}

fn with(words: &mut Words<'_>, script: Fields<'_>, kind: Option<ScriptKind>) -> Option<With> {
    let Some(node) = script.get("with") else {
        return kind.map(ScriptKind::with);
    };
    let all = [With::Person, With::Me].map(|with| (with.name(), with));
    let with = words.one_of(node, "`with`", "somebody whom a script is about", &all)?;
    if with == With::Me && kind.is_some_and(|kind| kind.with() == With::Person) {
        words.check.error(
            &node.place,
            "this kind of script is held with another person",
            "take `with` out, or write `kind: self-reflection`",
        );
    }
    Some(with)
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

fn steps(words: &mut Words<'_>, script: Fields<'_>, names: &Names<'_>) -> Vec<super::Step> {
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
    nodes
        .iter()
        .enumerate()
        .filter_map(|(nth, node)| step::step(words, node, nth, names))
        .collect()
}

#[cfg(test)]
mod tests;
