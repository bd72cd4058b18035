//! What makes practising with a persona worse, even though it can be used.

use super::{MAX_ABOUT, MAX_ASKS, MAX_CUES, MAX_HOLDS, MAX_ON_SHEET, MAX_VARIANTS, items};
use crate::client::persona::Situation;
use crate::script::catalogue::builtin;
use crate::text::{clean_line, folded};
use crate::yaml::{Node, Words};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A text with more characters is no longer said at once.
const AT_ONCE: usize = 300;

/// With fewer lines than this, a conversation soon hears the same ones again.
const FEW_LINES: usize = 60;

/// The conversation that is practised.
const PRACTISED: &str = "mineral-rights-client";

/// The ids of its steps.
static STEPS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let script = builtin(PRACTISED).and_then(|builtin| builtin.script().ok());
    let steps = script.map(|script| script.steps).unwrap_or_default();
    steps.into_iter().map(|step| step.id).collect()
});

/// Warns of all of it.
pub(super) fn check(words: &mut Words<'_>, root: &Node) {
    let holds = items(root, "holds", MAX_HOLDS);
    let opening = items(root, "opening", MAX_VARIANTS);
    steps(words, holds);
    same_questions(words, holds);
    cues(words, opening, holds, items(root, "cues", MAX_CUES));
    let says = holds.iter().map(|held| items(held, "say", MAX_VARIANTS));
    let unasked = holds
        .iter()
        .map(|held| items(held, "unasked", MAX_VARIANTS));
    let names = Situation::ALL.iter().map(|situation| situation.name());
    let lines = root.field("lines").into_iter();
    let lines = lines.flat_map(|lines| names.clone().map(|name| items(lines, name, MAX_VARIANTS)));
    let spoken: Vec<&[Node]> = std::iter::once(opening)
        .chain(says)
        .chain(unasked)
        .chain(lines)
        .collect();
    let asks = holds.iter().map(|held| items(held, "asks", MAX_ASKS));
    for list in spoken.iter().copied().chain(asks) {
        cut_by_a_comma(words, list);
    }
    let spoken: Vec<&Node> = spoken.into_iter().flatten().collect();
    variants(words, &spoken, items(root, "never", MAX_ON_SHEET));
    if let (true, Some(lines)) = (spoken.len() < FEW_LINES, root.field("lines")) {
        words.check.warning(
            &lines.place,
            format!(
                "this persona has {} lines in all, and {FEW_LINES} are wanted",
                spoken.len()
            ),
            "write more variants, here and under `say`",
        );
    }
}

fn steps(words: &mut Words<'_>, holds: &[Node]) {
    let mut told = HashSet::new();
    for node in holds.iter().filter_map(|held| held.field("step")) {
        let Some(step) = words.check.text(node) else {
            continue;
        };
        let known = STEPS.iter().any(|known| known == step);
        if known || !crate::yaml::is_name(step) || !told.insert(step.to_owned()) {
            continue;
        }
        let ids = STEPS.iter().map(String::as_str);
        let mend = match words.check.near(step, ids.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its steps are {}", ids.collect::<Vec<_>>().join(", ")),
        };
        let what = format!("`{step}` is not a step of {PRACTISED}");
        words.check.warning(&node.place, what, mend);
    }
}

/// A question for two disclosures finds only one of them.
fn same_questions(words: &mut Words<'_>, holds: &[Node]) {
    let mut first: HashMap<String, (usize, String)> = HashMap::new();
    for held in holds {
        let id = held.field("id").and_then(|id| words.check.text(id));
        let id = clean_line(id.unwrap_or("another one"));
        for node in items(held, "asks", MAX_ASKS) {
            if words.check.is_full() {
                return;
            }
            let Some(key) = words.check.text(node).map(|text| wordings(text).join(" ")) else {
                continue;
            };
            if let Some((line, other)) = first.get(&key) {
                let what = format!("this asks for `{other}` already, in line {line}");
                let mend = "word it so that it asks for only one of the two";
                words.check.warning(&node.place, what, mend);
            } else {
                first.insert(key, (node.place.line, id.clone()));
            }
        }
    }
}

/// A line that drops a cue has it in it: otherwise nobody can follow it.
fn cues(words: &mut Words<'_>, opening: &[Node], holds: &[Node], cues: &[Node]) {
    let mut dropped: Vec<(&Node, &[Node])> = Vec::new();
    if let Some(first) = cues.first() {
        dropped.push((first, opening));
    }
    for held in holds {
        let id = held.field("cue").and_then(|cue| words.check.text(cue));
        let cue = id.and_then(|id| {
            let same = |cue: &&Node| cue.field("id").and_then(|i| words.check.text(i)) == Some(id);
            cues.iter().find(same)
        });
        for key in ["say", "unasked"] {
            dropped.extend(cue.map(|cue| (cue, items(held, key, MAX_VARIANTS))));
        }
    }
    for (cue, variants) in dropped {
        let text = |node: &Node| words.check.text(node).map(wordings).unwrap_or_default();
        let mut marks: HashSet<String> = cue
            .field("words")
            .map(text)
            .unwrap_or_default()
            .into_iter()
            .collect();
        // Articles and the like are in every line.
        marks.retain(|word| word.chars().count() > 3);
        let about = items(cue, "about", MAX_ABOUT);
        marks.extend(about.iter().flat_map(text));
        let id = cue.field("id").and_then(|id| words.check.text(id));
        let id = clean_line(id.unwrap_or_default());
        for variant in variants {
            if words.check.is_full() || marks.is_empty() {
                return;
            }
            let said = words.check.text(variant).map(wordings).unwrap_or_default();
            if !said.is_empty() && !said.iter().any(|word| marks.contains(word)) {
                words.check.warning(
                    &variant.place,
                    format!("this is to drop the cue `{id}`, and has none of its words"),
                    "let it be said here, or give the cue other `words` and `about`",
                );
            }
        }
    }
}

/// `[It is late, and cold.]` is two texts: between brackets a comma ends the first, unless it stands in quotes.
fn cut_by_a_comma(words: &mut Words<'_>, list: &[Node]) {
    for pair in list.windows(2) {
        let [node, next] = pair else { continue };
        let source = words.check.source();
        let behind = source.get(node.written.span.end..).unwrap_or_default();
        let text = source.get(node.written.span.clone()).unwrap_or_default();
        let quoted = text.starts_with(['"', '\'']);
        let goes_on = words.check.text(next).and_then(|text| text.chars().next());
        let goes_on = goes_on.is_some_and(char::is_lowercase);
        if !quoted && goes_on && behind.trim_start().starts_with(',') && !words.check.is_full() {
            words.check.warning(
                &node.place,
                "this ends at the comma: what follows is another entry",
                "put quotes around the whole of it: between [ and ] a comma ends it",
            );
        }
    }
}

fn variants(words: &mut Words<'_>, spoken: &[&Node], never: &[Node]) {
    let never: Vec<Vec<String>> = never
        .iter()
        .filter_map(|node| words.check.text(node))
        .map(wordings)
        .filter(|words| !words.is_empty())
        .collect();
    for node in spoken {
        if words.check.is_full() {
            return;
        }
        let Some(text) = words.check.text(node).map(clean_line) else {
            continue;
        };
        let length = text.chars().count();
        if length > AT_ONCE {
            words.check.warning(
                &node.place,
                format!("this has {length} characters; what is said at once has {AT_ONCE} at most"),
                "make two of it, or leave something for the next question",
            );
        }
        words.cut_by_a_comment(node, &text);
        let said = wordings(&text);
        let used =
            |phrase: &&Vec<String>| said.windows(phrase.len()).any(|w| w == phrase.as_slice());
        if let Some(phrase) = never.iter().find(used) {
            words.check.warning(
                &node.place,
                format!("“{}” stands in `never`", phrase.join(" ")),
                "say it in other words, or take it out of `never`",
            );
        }
    }
}

/// The words of a text as they are compared.
fn wordings(text: &str) -> Vec<String> {
    let text = folded(text).replace('’', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.map(|word| word.trim_matches('\''));
    let words = words.filter(|word| !word.is_empty());
    words.map(ToOwned::to_owned).collect()
}
