//! `{step}` in a prompt quotes the newest answer of that step. It can only quote what was already asked.

use super::{step, words::Words};
use crate::script::model::Prompt;
use crate::yaml::{Node, Place, Value, did_you_mean};

/// A text with more bytes was already noted as too long.
const TOO_LONG: usize = 4 * super::words::LONGEST;

/// Notes every recall in the step `nth` that names no step, or one that comes later.
pub(super) fn check(words: &mut Words<'_>, node: &Node, ids: &[&str], nth: usize) {
    for item in step::prompt_nodes(node) {
        let Value::Text(text) = &item.value else {
            continue;
        };
        if words.check.is_full() || text.len() > TOO_LONG {
            continue;
        }
        for recalled in Prompt::new(text).recalls() {
            let Some(position) = ids.iter().position(|id| *id == recalled) else {
                dangling(words, item, recalled, ids.get(..=nth).unwrap_or(ids));
                continue;
            };
            if position > nth {
                words.check.error(
                    &place(words.check.source(), item, recalled),
                    format!("`{{{recalled}}}` quotes an answer of a step that comes later"),
                    "quote this step or an earlier one, or move the prompt",
                );
            }
        }
    }
}

fn dangling(words: &mut Words<'_>, item: &Node, recalled: &str, possible: &[&str]) {
    let possible = possible.iter().copied().filter(|id| !id.is_empty());
    let mend = match did_you_mean(recalled, possible.clone()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!(
            "it can quote this step and the earlier ones: {}",
            possible.collect::<Vec<_>>().join(", ")
        ),
    };
    words.check.error(
        &place(words.check.source(), item, recalled),
        format!("`{{{recalled}}}` quotes a step that this script does not have"),
        mend,
    );
}

/// The place of `{recalled}` itself, if it stands in one line with the beginning of the prompt.
fn place(source: &str, item: &Node, recalled: &str) -> Place {
    let braced = format!("{{{recalled}}}");
    let start = item.place.span.start;
    let first_line = source.get(start..).and_then(|rest| rest.lines().next());
    match first_line.and_then(|line| line.split_once(&braced)) {
        Some((before, _)) => Place {
            line: item.place.line,
            column: item.place.column + before.chars().count(),
            span: start + before.len()..start + before.len() + braced.len(),
        },
        None => item.place.clone(),
    }
}
