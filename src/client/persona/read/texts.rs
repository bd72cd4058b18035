//! Lists of texts.

use crate::yaml::{Fields, Node, Value, Words};

/// A required list with at least one text; `thing` is what needs it, such as "a persona".
pub(super) fn texts(
    words: &mut Words<'_>,
    fields: Fields<'_>,
    thing: &str,
    key: &str,
    most: usize,
) -> Vec<String> {
    match words.check.required(fields, thing, key) {
        Some(node) => {
            let all = all(words, node, key, most);
            // Something that is not a list was noted as such.
            if all.is_empty() && matches!(node.value, Value::Null | Value::List(_)) {
                words.check.error(
                    &node.place,
                    format!("`{key}` has nothing in it"),
                    "write at least one entry, on a line of its own that begins with `- `",
                );
            }
            all
        }
        None => Vec::new(),
    }
}

/// A list of texts that may be missing or empty.
pub(super) fn maybe_texts(
    words: &mut Words<'_>,
    fields: Fields<'_>,
    key: &str,
    most: usize,
) -> Vec<String> {
    match fields.get(key) {
        Some(node) => all(words, node, key, most),
        None => Vec::new(),
    }
}

fn all(words: &mut Words<'_>, node: &Node, key: &str, most: usize) -> Vec<String> {
    let items = words.check.list(node, &format!("`{key}`"), most);
    let label = format!("an entry of `{key}`");
    let clean = items.iter().map(|item| words.clean(item, &label));
    clean.collect()
}
