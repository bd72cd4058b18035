//! The craft of asking: what in a question makes a conversation worse, even though a script with it can be used.

use super::words::OFF_PUTTING;
use super::{Prompt, Slip};
use crate::listen::tokens::{Shape, Token, Tokens};
use crate::listen::{self, Act};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A text with more characters cannot be said at a glance.
const AT_A_GLANCE: usize = 200;

/// What makes a text worse as a question. With `opens`, it is the first one that somebody is asked, and has to be open.
pub(super) fn remarks(prompt: &Prompt, opens: bool) -> Vec<Slip> {
    let text = prompt.source();
    let said = without_recalls(&text);
    let heard = listen::remarks(&said);
    let of = |act: Act| heard.iter().filter(move |sign| sign.what == act);
    let slips = |act: Act, what: &'static str, mend: &'static str| {
        of(act).map(move |sign| Slip::new(sign.at.clone(), what, mend))
    };
    let mut found: Vec<Slip> = Vec::new();
    found.extend(too_long(&text));
    found.extend(braces(&text));
    found.extend(slips(
        Act::TwoInOne,
        "these are two questions in one",
        "ask one at a time: make a prompt or a probe of the other",
    ));
    found.extend(slips(
        Act::Leading,
        "this is a leading question: it says what you want to hear",
        "ask what they think, and leave your own answer out",
    ));
    found.extend(slips(
        Act::MakesFeel,
        "nothing makes anybody feel: a feeling is one's own",
        "ask “What do you feel?”",
    ));
    found.extend(off_putting(&said));
    // What is leading is closed, too; one of the two is enough to say.
    if opens && of(Act::Leading).next().is_none() {
        found.extend(slips(
            Act::Closed,
            "this is a closed question: yes or no answers it",
            "begin with what, how, who or where, or with “tell me”",
        ));
    }
    found
}

/// The text with a word of the same length in the place of each that stands in braces: an answer is quoted there, and
/// its id says nothing.
fn without_recalls(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, behind)) = after.split_once('}') else {
            break;
        };
        said.push_str(before);
        said.extend(std::iter::repeat_n('x', inside.len() + 2));
        rest = behind;
    }
    said.push_str(rest);
    said
}

fn too_long(text: &str) -> Option<Slip> {
    let length = text.chars().count();
    (length > AT_A_GLANCE).then(|| {
        Slip::new(
            0..text.len(),
            format!("this is too long to be said at a glance: {length} characters"),
            format!("say it in {AT_A_GLANCE} characters or less, or make two of it"),
        )
    })
}

/// Braces that look like a recall and are none: they would be read aloud.
fn braces(text: &str) -> Option<Slip> {
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find('{') {
        let start = from + open;
        let rest = text.get(start..)?;
        let end = start + rest.find('}')? + 1;
        let braced = text.get(start..end)?;
        if Prompt::new(braced).recalls().next().is_none() {
            let inner = braced.trim_matches(['{', '}', ' ']);
            let meant = format!("{{{inner}}}");
            let mend = if Prompt::new(&meant).recalls().next().is_some() {
                format!("write `{meant}`")
            } else {
                "write the id of a step or question between them, or take them out".to_owned()
            };
            return Some(Slip::new(
                start..end,
                "these braces quote nothing; they would be read aloud",
                mend,
            ));
        }
        from = end;
    }
    None
}

/// A phrase that puts people off: its words, how it is written, what to say instead.
type Phrase = (Vec<&'static str>, &'static str, &'static str);

/// The phrases by their first word, so that a text is walked once.
static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<_, Vec<Phrase>> = HashMap::new();
    let mut tokens = Tokens::default();
    for (phrase, instead) in OFF_PUTTING {
        tokens.read(phrase);
        let words: Vec<&str> = tokens
            .list()
            .iter()
            .filter_map(|token| phrase.get(token.at.clone()))
            .collect();
        if let Some(first) = words.first() {
            let same = phrases.entry(*first).or_default();
            same.push((words, phrase, instead));
        }
    }
    for same in phrases.values_mut() {
        same.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
    }
    phrases
});

fn off_putting(said: &str) -> Vec<Slip> {
    let mut tokens = Tokens::default();
    tokens.read(said);
    // A hyphen is as good as a space.
    let hyphen = |token: &&Token| token.shape == Shape::Mark && tokens.key(token) == "-";
    let words: Vec<&Token> = tokens.list().iter().filter(|t| !hyphen(t)).collect();
    let mut found = Vec::new();
    let mut rest = words.as_slice();
    while let [first, behind @ ..] = rest {
        let phrases = PHRASES
            .get(tokens.key(first))
            .map_or(&[][..], Vec::as_slice);
        let fitting = phrases.iter().find_map(|(words, phrase, instead)| {
            let (here, after) = rest.split_at_checked(words.len())?;
            let same = here
                .iter()
                .zip(words)
                .all(|(one, other)| tokens.key(one) == *other);
            let end = here.last()?.at.end;
            same.then_some((first.at.start..end, after, phrase, instead))
        });
        let Some((at, after, phrase, instead)) = fitting else {
            rest = behind;
            continue;
        };
        found.push(Slip::new(
            at,
            format!("“{phrase}” puts people off"),
            *instead,
        ));
        rest = after;
    }
    found
}

#[cfg(test)]
#[path = "craft_tests.rs"]
mod tests;
