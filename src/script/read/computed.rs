//! Reading the figures that are worked out from ratings.

use super::MAX_COMPUTED;
use super::names::{Names, Sort, some};
use super::question::Answer;
use crate::script::{Computed, Formula, Meaning};
use crate::yaml::{Fields, LONGEST, Words};

const MAX_MEANINGS: usize = 20;

const THING: &str = "a computed value";

/// Reads the field `computed`, if it is there.
pub(super) fn computed(
    words: &mut Words<'_>,
    script: Fields<'_>,
    names: &Names<'_>,
) -> Vec<Computed> {
    let Some(node) = script.get("computed") else {
        return Vec::new();
    };
    let items = words.check.list(node, "`computed`", MAX_COMPUTED);
    let mut above: Vec<&str> = Vec::new();
    let mut all = Vec::new();
    for item in items {
        let Some(fields) = words
            .check
            .fields(item, THING, &["id", "title", "formula", "means"])
        else {
            continue;
        };
        let id = words.name(fields, THING, "id");
        let title = words.line(fields, THING, "title");
        let formula = formula(words, fields, names, &above);
        let means = means(words, fields);
        let own = fields.get("id").and_then(|id| words.check.text(id));
        above.extend(own.filter(|id| is_computed(names, id)));
        if let Some(formula) = formula {
            all.push(Computed {
                id,
                title,
                formula,
                means,
            });
        }
    }
    all
}

/// Whether the first thing with this id is a computed value.
fn is_computed(names: &Names<'_>, id: &str) -> bool {
    names
        .get(id)
        .is_some_and(|named| matches!(named.sort, Sort::Computed))
}

fn formula(
    words: &mut Words<'_>,
    computed: Fields<'_>,
    names: &Names<'_>,
    above: &[&str],
) -> Option<Formula> {
    let node = words.check.required(computed, THING, "formula")?;
    let text = words.clean(node, "`formula`");
    if text.is_empty() || text.len() > 4 * LONGEST {
        return None;
    }
    let formula = match Formula::parse(&text) {
        Ok(formula) => formula,
        Err(slip) => {
            words.slip(node, &text, &slip);
            return None;
        }
    };
    for (name, at) in formula.places() {
        if let Some((what, mend)) = wrong(words, name, names, above) {
            let place = words.check.part(node, &text, at.clone());
            words.check.error(&place, what, mend);
        }
    }
    Some(formula)
}

/// What is wrong with a name in a formula, and how to mend it.
fn wrong(
    words: &Words<'_>,
    name: &str,
    names: &Names<'_>,
    above: &[&str],
) -> Option<(String, String)> {
    let is_rating = |sort: &Sort<'_>| {
        matches!(
            sort,
            Sort::Question {
                answer: Some(Answer::Rating),
                ..
            }
        )
    };
    let everywhere = super::names::At::prompts(usize::MAX);
    let possible = names.ready(everywhere, is_rating);
    let possible = possible.chain(above.iter().copied());
    let instead = || match possible.clone().count() {
        0 => "ask for a rating: a question with `answer: rating`".to_owned(),
        _ => format!("it can have {}", some(possible.clone())),
    };
    match names.get(name).map(|named| &named.sort) {
        // With an answer that cannot be read, that is what is to be mended.
        Some(Sort::Question {
            answer: Some(Answer::Rating) | None,
            ..
        }) => None,
        Some(Sort::Computed) if above.contains(&name) => None,
        Some(Sort::Computed) => Some((
            format!("`{name}` does not stand above this one"),
            "put it above, and let nothing be worked out from itself".to_owned(),
        )),
        Some(_) => Some((
            format!("`{name}` is not a rating: there is no figure to work with"),
            instead(),
        )),
        None => {
            let parts: Vec<&str> = name.split('-').collect();
            let is_part =
                |part: &&str| possible.clone().any(|p| p == *part) || part.parse::<u32>().is_ok();
            let mend = if parts.len() > 1 && parts.iter().all(is_part) {
                format!("put spaces around a minus: {}", parts.join(" - "))
            } else {
                match words.check.near(name, possible.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => instead(),
                }
            };
            let what = format!("`{name}` is not a rating or a computed value of this script");
            Some((what, mend))
        }
    }
}

fn means(words: &mut Words<'_>, computed: Fields<'_>) -> Vec<Meaning> {
    let Some(node) = computed.get("means") else {
        return Vec::new();
    };
    let items = words.check.list(node, "`means`", MAX_MEANINGS);
    let mut means: Vec<Meaning> = Vec::new();
    for item in items {
        let Some(fields) = words.check.fields(item, "a meaning", &["up-to", "says"]) else {
            continue;
        };
        let says = words.line(fields, "a meaning", "says");
        let node = fields.get("up-to");
        let up_to = node.and_then(|node| words.check.number(node, "`up-to`"));
        // A slip, or something that is no number, is noted; it is in no order.
        if words.check.slipped(fields, "up-to") || node.is_some() && up_to.is_none() {
            continue;
        }
        let meaning = Meaning { up_to, says };
        if let Some((what, mend)) = means.last().and_then(|last| never_said(last, &meaning)) {
            let place = &node.unwrap_or(item).place;
            words.check.error(place, what, mend);
        }
        means.push(meaning);
    }
    means
}

/// Why a meaning that follows another is never said, and how to mend it.
fn never_said(before: &Meaning, meaning: &Meaning) -> Option<(&'static str, &'static str)> {
    match (before.up_to, meaning.up_to) {
        (None, _) => Some((
            "this is never said: the one before it has no `up-to`",
            "give the one before an `up-to`, or put this one before it",
        )),
        (Some(before), Some(up_to)) if up_to <= before => Some((
            "this is never said: `up-to` is not higher than the one before",
            "put them in order, the lowest first",
        )),
        _ => None,
    }
}
