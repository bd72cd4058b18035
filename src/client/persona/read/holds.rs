//! Reading what a persona holds, and the cues that it drops.

use super::named;
use super::texts::{maybe_texts, texts};
use super::{MAX_ABOUT, MAX_ASKS, MAX_CUES, MAX_HOLDS, MAX_ON_SHEET, MAX_VARIANTS, THING};
use crate::client::persona::{Cue, CueKind, Depth, Disclosure, Felt};
use crate::listen::parse_feeling;
use crate::script::catalogue::vocabulary;
use crate::yaml::{Fields, Node, Value, Words};

/// With fewer of them, a question hardly ever finds what it is about.
const FEW_ABOUT: usize = 4;

const HELD: &str = "a disclosure";
const CUE: &str = "a cue";

/// Reads the field `holds`. `None` when a disclosure could not be read, which is noted.
pub(super) fn holds(words: &mut Words<'_>, persona: Fields<'_>) -> Option<Vec<Disclosure>> {
    let nodes = entries(words, persona, "holds", MAX_HOLDS)?;
    let read: Vec<_> = nodes.iter().map(|node| disclosure(words, node)).collect();
    read.into_iter().collect()
}

/// Reads the field `cues`. `None` when a cue could not be read, which is noted.
pub(super) fn cues(words: &mut Words<'_>, persona: Fields<'_>) -> Option<Vec<Cue>> {
    let nodes = entries(words, persona, "cues", MAX_CUES)?;
    let read: Vec<_> = nodes.iter().map(|node| cue(words, node)).collect();
    read.into_iter().collect()
}

fn entries<'n>(
    words: &mut Words<'_>,
    persona: Fields<'n>,
    key: &str,
    most: usize,
) -> Option<&'n [Node]> {
    let node = words.check.required(persona, THING, key)?;
    let items = words.check.list(node, &format!("`{key}`"), most);
    if items.is_empty() && matches!(node.value, Value::Null | Value::List(_)) {
        words.check.error(
            &node.place,
            format!("`{key}` has nothing in it"),
            "write at least one: `- id: …`",
        );
    }
    Some(items)
}

fn disclosure(words: &mut Words<'_>, node: &Node) -> Option<Disclosure> {
    let known = [
        "id", "step", "depth", "hidden", "after", "asks", "about", "feeling", "people", "cue",
        "say", "unasked",
    ];
    let fields = words.check.fields(node, HELD, &known)?;
    let id = words.name(fields, HELD, "id");
    let step = words.name(fields, HELD, "step");
    let depth = named(words, fields, HELD, "depth", "a depth", Depth::NAMES);
    let hidden = fields
        .get("hidden")
        .and_then(|node| words.check.flag(node, "`hidden`"));
    let after = maybe_texts(words, fields, "after", MAX_ON_SHEET);
    let asks = texts(words, fields, HELD, "asks", MAX_ASKS);
    let about = about(words, fields, HELD);
    let feeling = fields.get("feeling").and_then(|node| felt(words, node));
    let people = maybe_texts(words, fields, "people", MAX_ON_SHEET);
    let cue = words.maybe_line(fields, "cue");
    let say = texts(words, fields, HELD, "say", MAX_VARIANTS);
    let unasked = maybe_texts(words, fields, "unasked", MAX_VARIANTS);
    Some(Disclosure {
        id,
        step,
        depth: depth?,
        hidden: hidden.unwrap_or_default(),
        after,
        asks,
        about,
        feeling,
        people,
        cue,
        say,
        unasked,
    })
}

fn cue(words: &mut Words<'_>, node: &Node) -> Option<Cue> {
    let known = ["id", "words", "kind", "about", "opens", "better"];
    let fields = words.check.fields(node, CUE, &known)?;
    let id = words.name(fields, CUE, "id");
    let said = words.line(fields, CUE, "words");
    let kind = named(words, fields, CUE, "kind", "a kind of cue", CueKind::NAMES);
    let about = about(words, fields, CUE);
    let opens = texts(words, fields, CUE, "opens", MAX_ON_SHEET);
    let better = words.line(fields, CUE, "better");
    Some(Cue {
        id,
        words: said,
        kind: kind?,
        about,
        opens,
        better,
    })
}

fn about(words: &mut Words<'_>, fields: Fields<'_>, thing: &str) -> Vec<String> {
    let about = texts(words, fields, thing, "about", MAX_ABOUT);
    if let (true, 1..FEW_ABOUT, Some(node)) = (words.craft, about.len(), fields.get("about")) {
        words.check.warning(
            &node.place,
            format!("`about` has only {} of {FEW_ABOUT} words", about.len()),
            "add others that a question may have in it: the more telling the better",
        );
    }
    about
}

/// A feeling and how strong it is, such as `worried 3`.
fn felt(words: &mut Words<'_>, node: &Node) -> Option<Felt> {
    let text = words.clean(node, "`feeling`");
    if text.is_empty() {
        return None;
    }
    let typed = parse_feeling(&text);
    let (false, Some(strength)) = (typed.word.is_empty(), typed.intensity) else {
        words.check.error(
            &node.place,
            "`feeling` is not a word for a feeling with a figure from 1 to 5",
            "write for instance `feeling: worried 3`",
        );
        return None;
    };
    if words.craft && vocabulary().look_up(&typed.word).is_none() {
        let near = vocabulary().complete(&typed.word, 1);
        let mend = match near.first() {
            Some(near) => format!("write `{} {strength}`, or another ordinary word", near.word),
            None => "write an ordinary word, such as worried, ashamed or relieved".to_owned(),
        };
        let what = format!("`{}` is not in the vocabulary of feelings", typed.word);
        words.check.warning(&node.place, what, mend);
    }
    Some(Felt {
        word: typed.word,
        strength,
    })
}
