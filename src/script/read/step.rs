//! Reading one step.

use super::words::Words;
use crate::script::model::{Known, KnownKind, Prompt, Step, Trap};
use crate::yaml::{Fields, Node, Value, did_you_mean};
use std::collections::HashMap;

const MAX_PROMPTS: usize = 50;
const MAX_TRAPS: usize = 50;
const MAX_KNOWN: usize = 5;
const MOST_WHAT_ELSE: u64 = 9;

const THING: &str = "a step";
const FIELDS: [&str; 10] = [
    "id",
    "title",
    "purpose",
    "prompts",
    "probes",
    "what-else",
    "known",
    "feelings",
    "traps",
    "after",
];

const KINDS: [(&str, KnownKind); 7] = [
    ("words", KnownKind::Words),
    ("evidence", KnownKind::Evidence),
    ("feeling", KnownKind::Feeling),
    ("measure", KnownKind::Measure),
    ("date", KnownKind::Date),
    ("commitment", KnownKind::Commitment),
    ("choice", KnownKind::Choice),
];

/// The node of a step's id, if it has one.
pub(super) fn id(step: &Node) -> Option<&Node> {
    field(step, "id")
}

/// The nodes of a step's prompts and probes.
pub(super) fn prompt_nodes(step: &Node) -> impl Iterator<Item = &Node> {
    ["prompts", "probes"]
        .into_iter()
        .filter_map(|key| match &field(step, key)?.value {
            Value::List(items) => Some(items),
            _ => None,
        })
        .flat_map(|items| items.iter().take(MAX_PROMPTS))
}

fn field<'n>(step: &'n Node, key: &str) -> Option<&'n Node> {
    match &step.value {
        Value::Map(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.node),
        _ => None,
    }
}

pub(super) fn step(words: &mut Words<'_>, node: &Node) -> Option<Step> {
    let fields = words.check.fields(node, THING, &FIELDS)?;
    Some(Step {
        id: words.name(fields, THING, "id"),
        title: words.line(fields, THING, "title"),
        purpose: words.line(fields, THING, "purpose"),
        prompts: prompts(words, fields),
        probes: probes(words, fields),
        what_else: what_else(words, fields),
        known: all_known(words, fields),
        feelings: fields
            .get("feelings")
            .and_then(|node| words.check.flag(node, "`feelings`"))
            .unwrap_or_default(),
        traps: traps(words, fields),
        after: words.maybe_line(fields, "after"),
    })
}

fn prompts(words: &mut Words<'_>, step: Fields<'_>) -> Vec<Prompt> {
    let Some(node) = words.check.required(step, THING, "prompts") else {
        return Vec::new();
    };
    let items = words.check.list(node, "`prompts`", MAX_PROMPTS);
    if items.is_empty() && matches!(node.value, Value::Null | Value::List(_)) {
        words.check.error(
            &node.place,
            "a step needs at least one prompt",
            "add a question: `- What …?`",
        );
    }
    items
        .iter()
        .map(|item| Prompt::new(&words.clean(item, "this prompt")))
        .collect()
}

fn probes(words: &mut Words<'_>, step: Fields<'_>) -> Vec<Prompt> {
    let Some(node) = step.get("probes") else {
        return Vec::new();
    };
    words
        .check
        .list(node, "`probes`", MAX_PROMPTS)
        .iter()
        .map(|item| Prompt::new(&words.clean(item, "this probe")))
        .collect()
}

fn what_else(words: &mut Words<'_>, step: Fields<'_>) -> u8 {
    step.get("what-else")
        .and_then(|node| words.check.count(node, "`what-else`", 0..=MOST_WHAT_ELSE))
        .and_then(|times| u8::try_from(times).ok())
        .unwrap_or_default()
}

fn all_known<'n, 's: 'n>(words: &mut Words<'s>, step: Fields<'n>) -> Vec<Known> {
    let Some(node) = step.get("known") else {
        return Vec::new();
    };
    let items = words.check.list(node, "`known`", MAX_KNOWN);
    let mut first = HashMap::new();
    items
        .iter()
        .filter_map(|item| {
            let fields = words
                .check
                .fields(item, "a must-know", &["id", "kind", "text"])?;
            if let Some(id) = fields.get("id")
                && let Some(name) = words.check.text(id)
            {
                words.unique(&mut first, name, &id.place, "must-know");
            }
            Some(Known {
                id: words.name(fields, "a must-know", "id"),
                kind: kind(words, fields)?,
                text: words.line(fields, "a must-know", "text"),
            })
        })
        .collect()
}

fn kind(words: &mut Words<'_>, known: Fields<'_>) -> Option<KnownKind> {
    let node = words.check.required(known, "a must-know", "kind")?;
    let name = words.check.words(node, "`kind`")?;
    let found = KINDS.iter().find(|(known, _)| *known == name);
    if found.is_none() {
        let all = KINDS.map(|(name, _)| name);
        let near = did_you_mean(name, all)
            .map(|near| format!("did you mean `{near}`? "))
            .unwrap_or_default();
        words.check.error(
            &node.place,
            format!(
                "`{}` is not a kind of must-know",
                crate::text::clean_line(name)
            ),
            format!("{near}write one of {}", all.join(", ")),
        );
    }
    found.map(|(_, kind)| *kind)
}

fn traps(words: &mut Words<'_>, step: Fields<'_>) -> Vec<Trap> {
    let Some(node) = step.get("traps") else {
        return Vec::new();
    };
    words
        .check
        .list(node, "`traps`", MAX_TRAPS)
        .iter()
        .filter_map(|item| {
            let fields = words.check.fields(item, "a trap", &["trap", "back"])?;
            Some(Trap {
                trap: words.line(fields, "a trap", "trap"),
                back: words.line(fields, "a trap", "back"),
            })
        })
        .collect()
}
