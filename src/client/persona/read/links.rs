//! What in a persona names another part of it: is that there, and does a conversation ever get to it?

use super::{MAX_CUES, MAX_HOLDS, MAX_ON_SHEET, items};
use crate::yaml::{Node, Value, Words};
use std::collections::{HashMap, HashSet};

/// Disclosures that stand one after the other, at most: one conversation does not get through more.
const LONGEST_CHAIN: usize = 3;

/// A disclosure, as far as it can be read.
struct Held<'n> {
    id: &'n str,
    node: &'n Node,
    hidden: bool,
    /// The places, in the list of all, of those that have to be disclosed before.
    after: Vec<usize>,
    /// Whether an entry of `after` names nothing.
    dangling: bool,
    cue: Option<&'n str>,
}

/// A cue, as far as it can be read.
struct Dropped<'n> {
    id: &'n str,
    node: &'n Node,
    opens: Vec<&'n str>,
}

/// Notes ids that are there twice or not at all, circles, chains that are too long, and hidden disclosures to which
/// nothing leads.
pub(super) fn check<'s: 'n, 'n>(words: &mut Words<'s>, root: &'n Node) {
    let holds = unique(words, items(root, "holds", MAX_HOLDS), "disclosure");
    let cues = unique(words, items(root, "cues", MAX_CUES), "cue");
    let cues: Vec<Dropped<'n>> = cues
        .into_iter()
        .map(|(id, node)| Dropped {
            id,
            node,
            opens: named(words, node, "opens", "disclosure", &holds),
        })
        .collect();
    let ids: Vec<(&str, &Node)> = cues.iter().map(|cue| (cue.id, cue.node)).collect();
    let all: Vec<Held<'n>> = holds
        .iter()
        .map(|(id, node)| {
            let after = named(words, node, "after", "disclosure", &holds);
            let written = items(node, "after", MAX_ON_SHEET).len();
            Held {
                id,
                node,
                hidden: node
                    .field("hidden")
                    .is_some_and(|h| h.value == Value::Flag(true)),
                dangling: after.len() < written,
                after: after
                    .into_iter()
                    .filter_map(|id| holds.iter().position(|(held, _)| *held == id))
                    .collect(),
                cue: named_one(words, node, &ids),
            }
        })
        .collect();
    let circular = circles(words, &all);
    chains(words, &all, &circular);
    hidden(words, &all, &cues, &circular);
    if words.craft {
        never_dropped(words, &all, &cues);
    }
}

/// The entries of a list with their ids; twice the same is noted, and the first counts.
fn unique<'s: 'n, 'n>(
    words: &mut Words<'s>,
    nodes: &'n [Node],
    thing: &'static str,
) -> Vec<(&'n str, &'n Node)> {
    let mut first = HashMap::new();
    let mut found: Vec<(&str, &Node)> = Vec::new();
    for node in nodes {
        if words.check.is_full() {
            break;
        }
        let Some(at) = node.field("id") else { continue };
        let Some(id) = words.check.text(at) else {
            continue;
        };
        if !first.contains_key(id) {
            found.push((id, node));
        }
        words.unique(&mut first, id, &at.place, thing);
    }
    found
}

/// The ids in a list that are there; the others are noted.
fn named<'s: 'n, 'n>(
    words: &mut Words<'s>,
    node: &'n Node,
    key: &str,
    thing: &str,
    known: &[(&'n str, &'n Node)],
) -> Vec<&'n str> {
    let mut found = Vec::new();
    for item in items(node, key, MAX_ON_SHEET) {
        if let Some(id) = words.check.text(item)
            && is_there(words, item, id, thing, known)
        {
            found.push(id);
        }
    }
    found
}

fn named_one<'s: 'n, 'n>(
    words: &mut Words<'s>,
    node: &'n Node,
    known: &[(&'n str, &'n Node)],
) -> Option<&'n str> {
    let item = node.field("cue")?;
    let id = words.check.text(item)?;
    is_there(words, item, id, "cue", known).then_some(id)
}

fn is_there(
    words: &mut Words<'_>,
    at: &Node,
    id: &str,
    thing: &str,
    known: &[(&str, &Node)],
) -> bool {
    let there = known.iter().any(|(known, _)| *known == id);
    if !there && !words.check.is_full() {
        let ids = known.iter().map(|(id, _)| *id);
        let mend = match words.check.near(id, ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write the id of a {thing} of this persona"),
        };
        let what = format!("there is no {thing} `{}`", crate::text::clean_line(id));
        words.check.error(&at.place, what, mend);
    }
    there
}

/// Everything that has to be disclosed before one, near and far.
fn before(all: &[Held<'_>], one: usize) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut todo = vec![one];
    while let Some(at) = todo.pop() {
        let after = all.get(at).map_or(&[][..], |held| &held.after);
        todo.extend(after.iter().filter(|before| found.insert(**before)));
    }
    found
}

/// Notes each circle once. Those that are in one come back.
fn circles(words: &mut Words<'_>, all: &[Held<'_>]) -> HashSet<usize> {
    let reach: Vec<HashSet<usize>> = (0..all.len()).map(|at| before(all, at)).collect();
    let waits = |one: usize, other: usize| reach.get(one).is_some_and(|r| r.contains(&other));
    let mut circular = HashSet::new();
    for (at, held) in all.iter().enumerate() {
        if !waits(at, at) {
            continue;
        }
        let known = circular.iter().any(|&o| waits(at, o) && waits(o, at));
        circular.insert(at);
        if known {
            continue;
        }
        let others: Vec<&str> = all
            .iter()
            .enumerate()
            .filter(|(o, _)| *o != at && waits(at, *o) && waits(*o, at))
            .map(|(_, held)| held.id)
            .collect();
        let what = if others.is_empty() {
            format!("`{}` waits for itself", held.id)
        } else {
            let others = others.join("`, `");
            format!("`{}` waits for itself, by way of `{others}`", held.id)
        };
        let place = &held.node.field("after").unwrap_or(held.node).place;
        words
            .check
            .error(place, what, "take one of the ids out of an `after`");
    }
    circular
}

/// Notes chains that are too long, each where it becomes so.
fn chains(words: &mut Words<'_>, all: &[Held<'_>], circular: &HashSet<usize>) {
    // A circle has no length, nor has what waits for one.
    let endless = |at: usize| before(all, at).iter().any(|b| circular.contains(b));
    let mut lengths = vec![1_usize; all.len()];
    for _ in 0..=LONGEST_CHAIN {
        let longest = |held: &Held<'_>| {
            let before = held.after.iter().filter_map(|at| lengths.get(*at));
            1 + before.max().copied().unwrap_or_default()
        };
        lengths = all.iter().map(longest).collect();
    }
    for (at, held) in all.iter().enumerate() {
        if lengths.get(at) == Some(&(LONGEST_CHAIN + 1)) && !endless(at) {
            let place = &held.node.field("after").unwrap_or(held.node).place;
            words.check.error(
                place,
                format!(
                    "`{}` stands at the end of a chain of more than {LONGEST_CHAIN}",
                    held.id
                ),
                "name fewer in `after`: one conversation has to get there",
            );
        }
    }
}

/// Notes hidden disclosures to which nothing leads: neither `after`, nor a cue that is dropped before.
fn hidden(
    words: &mut Words<'_>,
    all: &[Held<'_>],
    cues: &[Dropped<'_>],
    circular: &HashSet<usize>,
) {
    let mut reached: HashSet<usize> = HashSet::new();
    loop {
        let before = reached.len();
        for (at, held) in all.iter().enumerate() {
            let opened = cues.iter().enumerate().any(|(nth, cue)| {
                // The first cue is in the opening.
                let dropped = nth == 0
                    || reached
                        .iter()
                        .filter_map(|at| all.get(*at))
                        .any(|held| held.cue == Some(cue.id));
                dropped && cue.opens.contains(&held.id)
            });
            let led_to = !held.hidden || !held.after.is_empty() || opened;
            if led_to && held.after.iter().all(|at| reached.contains(at)) {
                reached.insert(at);
            }
        }
        if reached.len() == before {
            break;
        }
    }
    for (at, held) in all.iter().enumerate() {
        let blamed_elsewhere = held.dangling || circular.contains(&at) || !held.after.is_empty();
        if held.hidden && !reached.contains(&at) && !blamed_elsewhere {
            let place = &held.node.field("id").unwrap_or(held.node).place;
            words.check.error(
                place,
                format!("nothing leads to `{}`, which is hidden", held.id),
                "name in `after` what is said before it, or let a cue that is dropped before open it",
            );
        }
    }
    if words.craft && !all.is_empty() && !all.iter().any(|held| held.hidden) {
        let first = all.first().map(|held| &held.node.place);
        words.check.warning(
            first.unwrap_or(&crate::yaml::Place::default()),
            "nothing in `holds` is hidden",
            "write `hidden: true` at what belongs to the issue behind the one presented",
        );
    }
}

fn never_dropped(words: &mut Words<'_>, all: &[Held<'_>], cues: &[Dropped<'_>]) {
    for cue in cues.iter().skip(1) {
        if !all.iter().any(|held| held.cue == Some(cue.id)) {
            let place = &cue.node.field("id").unwrap_or(cue.node).place;
            words.check.warning(
                place,
                format!("nothing drops the cue `{}`", cue.id),
                format!(
                    "write `cue: {}` at the disclosure that has it in its lines",
                    cue.id
                ),
            );
        }
    }
}
