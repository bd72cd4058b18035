//! Reading one step.

use super::names::{At, Here, Names};
use super::{condition, prompt, question};
use crate::script::{Known, KnownKind, Prompt, Step, Trap};
use crate::yaml::{Fields, Node, Value, Words};
use std::collections::HashMap;

const MAX_PROMPTS: usize = 50;
const MAX_TRAPS: usize = 50;
const MAX_KNOWN: usize = 5;
const MOST_WHAT_ELSE: u64 = 9;

const THING: &str = "a step";
const FIELDS: [&str; 12] = [
    "id",
    "title",
    "purpose",
    "when",
    "questions",
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

/// Reads the step with this number.
pub(super) fn step(
    words: &mut Words<'_>,
    node: &Node,
    nth: usize,
    names: &Names<'_>,
) -> Option<Step> {
    let fields = words.check.fields(node, THING, &FIELDS)?;
    let here = Here {
        names,
        at: At::step(nth),
    };
    let step = Step {
        id: words.name(fields, THING, "id"),
        title: words.line(fields, THING, "title"),
        purpose: words.line(fields, THING, "purpose"),
        when: condition::when(words, fields, here),
        questions: question::questions(words, fields, nth, here),
        prompts: prompts(words, fields, "prompts", here.at(At::prompts(nth))),
        probes: prompts(words, fields, "probes", here.at(At::prompts(nth))),
        what_else: what_else(words, fields),
        known: all_known(words, fields),
        feelings: flag(words, fields, "feelings"),
        traps: traps(words, fields),
        after: words.maybe_line(fields, "after"),
    };
    asks_something(words, fields);
    if words.craft {
        craft(words, fields, &step);
    }
    Some(step)
}

/// Warns of what makes the step worse as a part of a conversation.
fn craft(words: &mut Words<'_>, fields: Fields<'_>, step: &Step) {
    if let (Some(after), Some(node)) = (&step.after, fields.get("after")) {
        prompt::craft(words, node, after, &Prompt::new(after), false);
    }
    if !step.prompts.is_empty() && step.probes.is_empty() && !words.check.slipped(fields, "probes")
    {
        let place = fields.get("id").map_or(fields.place(), |id| &id.place);
        words.check.warning(
            place,
            "this step has prompts and no probes",
            "add `probes:` with what goes deeper, such as `- What else?` or `- Say more about that.`",
        );
    }
}

/// Notes a step that has nothing to ask.
fn asks_something(words: &mut Words<'_>, step: Fields<'_>) {
    let both = ["prompts", "questions"];
    let nothing = |key| match step.get(key) {
        None => !words.check.slipped(step, key),
        Some(node) => match &node.value {
            Value::Null => true,
            Value::List(items) => items.is_empty(),
            // Something that is not a list was noted as such.
            _ => false,
        },
    };
    if !both.into_iter().all(nothing) {
        return;
    }
    let empty = both.into_iter().find_map(|key| step.get(key));
    let (place, what) = match empty {
        Some(node) => (&node.place, "a step needs at least one prompt or question"),
        None => (step.place(), "a step needs `prompts` or `questions`"),
    };
    words.check.error(
        place,
        what,
        "write what to ask: `prompts:` and below it `- What …?`",
    );
}

/// `true` or `false`; when the field is missing, `false`.
pub(super) fn flag(words: &mut Words<'_>, fields: Fields<'_>, key: &str) -> bool {
    fields
        .get(key)
        .and_then(|node| words.check.flag(node, &format!("`{key}`")))
        .unwrap_or_default()
}

fn prompts(words: &mut Words<'_>, step: Fields<'_>, key: &str, here: Here<'_, '_>) -> Vec<Prompt> {
    let Some(node) = step.get(key) else {
        return Vec::new();
    };
    let label = if key == "prompts" {
        "this prompt"
    } else {
        "this probe"
    };
    words
        .check
        .list(node, &format!("`{key}`"), MAX_PROMPTS)
        .iter()
        .enumerate()
        .map(|(nth, item)| {
            let opens = nth == 0 && key == "prompts";
            prompt::prompt(words, item, label, opens, here)
        })
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
            let kind = words
                .check
                .required(fields, "a must-know", "kind")
                .and_then(|kind| words.one_of(kind, "`kind`", "a kind of must-know", &KINDS));
            Some(Known {
                id: words.name(fields, "a must-know", "id"),
                kind: kind?,
                text: words.line(fields, "a must-know", "text"),
            })
        })
        .collect()
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
