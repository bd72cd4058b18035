//! Reading a script from YAML. Everything that is wrong is reported, not only the first thing.

mod computed;
mod condition;
mod names;
mod prompt;
mod question;
mod step;

use super::{Occasion, Script, ScriptKind, With};
use crate::yaml::{Fields, Form, Node, Report, Value, Words};
use names::Names;

/// The format that this version reads.
pub const FORMAT: u64 = 1;

/// More nodes than the largest script within the limits can have.
const MAX_NODES: usize = 120_000;

const MAX_STEPS: usize = 50;
const MAX_COMPUTED: usize = 20;

/// How a script is read.
const FORM: Form<Script> = Form {
    thing: "script",
    format: FORMAT,
    fields: &[
        "format", "id", "title", "kind", "moment", "with", "purpose", "source", "streak", "steps",
        "computed",
    ],
    max_nodes: MAX_NODES,
    document,
};

/// Reads a script. `name` is the file's name for the report.
///
/// # Errors
/// A [`Report`] with everything that is wrong.
pub fn read(name: &str, text: &str) -> Result<Script, Report> {
    FORM.read(name, text)
}

/// Everything that is wrong in a script, and warnings of what makes a conversation worse; the report is empty when
/// there is nothing to say. `name` is the file's name for the report.
pub fn check(name: &str, text: &str) -> Report {
    FORM.check(name, text)
}

fn document(words: &mut Words<'_>, fields: Fields<'_>, root: &Node) -> Option<Script> {
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
