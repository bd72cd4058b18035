//! Reading what is said or asked. `{id}` in it quotes the newest answer to a step or a question; it can only quote
//! what was already asked.

use super::condition;
use super::names::{Here, Sort, some};
use crate::script::{Prompt, Recall, craft};
use crate::text::clean_line;
use crate::yaml::{LONGEST, Node, Value, Words, did_you_mean};

/// Reads a prompt: words, or `say` with `when`. `label` names it, such as "this prompt"; `opens` is whether it is the
/// first that somebody is asked.
pub(super) fn prompt(
    words: &mut Words<'_>,
    node: &Node,
    label: &str,
    opens: bool,
    here: Here<'_, '_>,
) -> Prompt {
    if !has_fields(node) {
        return said(words, node, label, opens, here);
    }
    let Some(fields) = words.check.fields(node, label, &["say", "when"]) else {
        return Prompt::new("");
    };
    let prompt = match words.check.required(fields, label, "say") {
        Some(say) => said(words, say, "`say`", opens, here),
        None => Prompt::new(""),
    };
    prompt.only_when(condition::when(words, fields, here))
}

/// Whether this is a map on purpose; a colon with a space behind it makes a map of words, too.
fn has_fields(node: &Node) -> bool {
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .any(|e| did_you_mean(&e.key, ["say", "when"]).is_some()),
        _ => false,
    }
}

/// Reads words with recalls in them.
pub(super) fn said(
    words: &mut Words<'_>,
    node: &Node,
    label: &str,
    opens: bool,
    here: Here<'_, '_>,
) -> Prompt {
    let text = words.clean(node, label);
    let prompt = Prompt::new(&text);
    // A longer text was noted as too long already.
    if text.len() <= 4 * LONGEST {
        for recall in prompt.recalls() {
            if words.check.is_full() {
                break;
            }
            if let Recall::Here(id) = recall {
                check(words, node, &text, id, here);
            }
        }
        craft(words, node, &text, &prompt, opens);
    }
    prompt
}

/// Warns of what makes this worse as a question.
pub(super) fn craft(words: &mut Words<'_>, node: &Node, text: &str, prompt: &Prompt, opens: bool) {
    if !words.craft || words.check.is_full() {
        return;
    }
    for slip in craft::remarks(prompt, opens) {
        let place = words.check.part(node, text, slip.at);
        words.check.warning(&place, slip.what, slip.mend);
    }
    words.cut_by_a_comment(node, text);
}

fn check(words: &mut Words<'_>, node: &Node, text: &str, id: &str, here: Here<'_, '_>) {
    let Some((what, mend)) = wrong(words, id, here) else {
        return;
    };
    let braced = format!("{{{id}}}");
    let at = text.find(&braced).unwrap_or_default();
    let place = words.check.part(node, text, at..at + braced.len());
    words
        .check
        .error(&place, format!("`{{{id}}}` quotes {what}"), mend);
}

/// What is wrong with quoting this here, and how to mend it.
fn wrong(words: &Words<'_>, id: &str, here: Here<'_, '_>) -> Option<(String, String)> {
    let quotable =
        |sort: &Sort<'_>| !matches!(sort, Sort::Computed | Sort::Step { answers: false, .. });
    let possible = here.names.ready(here.at, quotable);
    let instead = || match possible.clone().count() {
        0 => "nothing that it could quote stands before it".to_owned(),
        _ => format!(
            "it can quote what stands before it: {}",
            some(possible.clone())
        ),
    };
    let Some(named) = here.names.get(id) else {
        let mend = match words.check.near(id, possible.clone()) {
            Some(near) => format!("did you mean `{{{}}}`?", clean_line(near)),
            None => instead(),
        };
        let what = "a step or question that this script does not have";
        return Some((what.to_owned(), mend));
    };
    match named.sort {
        Sort::Computed => Some((
            "a value that is worked out; only answers can be quoted".to_owned(),
            instead(),
        )),
        Sort::Step { answers: false, .. } => Some((
            "a step that has only questions".to_owned(),
            "quote one of its questions".to_owned(),
        )),
        _ if named.ready > here.at => Some(("an answer that comes later".to_owned(), instead())),
        _ => None,
    }
}
