//! The craft of asking: what in a question makes a conversation worse, even though a script with it can be used.

mod tokens;

use super::words::OFF_PUTTING;
use super::{Prompt, Slip};
use std::collections::HashMap;
use std::sync::LazyLock;
use tokens::{Sentence, Token, is, sentences, tokens, whole};

/// A text with more characters cannot be said at a glance.
const AT_A_GLANCE: usize = 200;

/// Words that a closed question begins with.
const AUXILIARIES: &[&str] = &[
    "am", "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "can", "could",
    "will", "would", "shall", "should", "may", "might", "must",
];

/// Words that an open question begins with, or has in it.
const OPEN: &[&str] = &[
    "what", "how", "who", "whom", "whose", "where", "when", "why", "which",
];

/// Words before the one that a question really begins with.
const FILLERS: &[&str] = &[
    "and", "but", "so", "or", "then", "now", "well", "okay", "yes",
];

/// "Could you tell me …" is open, whatever it looks like.
const INVITING: &[&str] = &[
    "tell", "describe", "walk", "say", "help", "share", "give", "show", "explain", "take", "talk",
    "put", "name", "paint",
];

const PRONOUNS: &[&str] = &[
    "you", "it", "that", "this", "there", "they", "we", "he", "she", "i", "these", "those",
];

/// What puts the answer into somebody's mouth, wherever it stands.
const LEADING: &[&str] = &[
    "surely",
    "obviously",
    "i'm sure you",
    "i am sure you",
    "you'd agree",
    "you would agree",
    "you'll agree",
    "wouldn't it be",
    "don't you think",
];

/// What makes a text worse as a question. With `opens`, it is the first one that somebody is asked, and has to be open.
pub(super) fn remarks(prompt: &Prompt, opens: bool) -> Vec<Slip> {
    let text = prompt.source();
    let tokens = tokens(&text);
    let sentences = sentences(&tokens);
    let mut found: Vec<Slip> = Vec::new();
    found.extend(too_long(&text));
    found.extend(braces(&text));
    found.extend(two_questions(&sentences));
    found.extend(sentences.iter().find_map(leading));
    found.extend(sentences.iter().find_map(makes_you_feel));
    found.extend(off_putting(&tokens));
    // What is leading is closed, too; one of the two is enough to say.
    let led = found.iter().any(|slip| slip.what.contains("leading"));
    if opens && !led {
        found.extend(closed(&sentences));
    }
    found
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

fn two_questions(sentences: &[Sentence<'_>]) -> Option<Slip> {
    let mut asked = false;
    for sentence in sentences.iter().filter(|s| !s.quoted) {
        let asks = sentence.end == Some('?')
            || asked && opening(sentence.tokens).is_some_and(|token| is(token, OPEN));
        if asked && asks {
            return Some(Slip::new(
                sentence.at.clone(),
                "these are two questions in one",
                "ask one at a time: make a prompt or a probe of the other",
            ));
        }
        asked |= asks;
    }
    None
}

/// The word that a sentence really begins with, and where.
fn beginning(tokens: &[Token]) -> Option<usize> {
    tokens
        .iter()
        .position(|token| !token.mark && !is(token, FILLERS))
}

fn opening(tokens: &[Token]) -> Option<&Token> {
    tokens.get(beginning(tokens)?)
}

fn closed(sentences: &[Sentence<'_>]) -> Option<Slip> {
    let question = sentences
        .iter()
        .rfind(|s| s.end == Some('?') && !s.quoted)?;
    let begins = beginning(question.tokens)?;
    let rest = question.tokens.get(begins..)?;
    let first = rest.first()?;
    let closes = if is(first, AUXILIARIES) {
        !inviting(rest)
    } else {
        // "Of these, is one urgent?"
        let open = question.tokens.iter().any(|token| is(token, OPEN));
        let behind = rest
            .iter()
            .rposition(|token| token.mark && token.word == ",");
        let clause = behind.and_then(|comma| rest.get(comma + 1..));
        !open
            && clause.is_some_and(|clause| {
                matches!(clause, [verb, who, ..] if is(verb, AUXILIARIES) && is(who, PRONOUNS))
                    && !inviting(clause)
            })
    };
    closes.then(|| {
        Slip::new(
            question.at.clone(),
            "this is a closed question: yes or no answers it",
            "begin with what, how, who or where, or with “tell me”",
        )
    })
}

/// "Could you tell me …", "May I ask what …".
fn inviting(clause: &[Token]) -> bool {
    let polite = |token: &&Token| !is(token, &["please", "just", "perhaps", "maybe", "also"]);
    let words: Vec<&Token> = clause.iter().filter(polite).collect();
    match words.as_slice() {
        [verb, who, what, ..]
            if is(verb, &["could", "can", "would", "will"]) && is(who, &["you"]) =>
        {
            is(what, INVITING)
        }
        [verb, who, what, rest @ ..]
            if is(verb, &["could", "can", "may", "might"]) && is(who, &["i", "we"]) =>
        {
            is(what, &["ask"]) && rest.iter().any(|token| is(token, OPEN))
        }
        _ => false,
    }
}

fn leading(sentence: &Sentence<'_>) -> Option<Slip> {
    let tokens = sentence.tokens;
    let begins = beginning(tokens)?;
    let first = tokens.get(begins)?;
    let wondering = is(first, OPEN);
    let phrase = LEADING.iter().find_map(|phrase| whole(tokens, phrase));
    let must = || (!wondering).then(|| whole(tokens, "you must")).flatten();
    // "Don't you …", "…, isn't it?", "Why don't you …"; but not "What don't you …".
    let negated = || {
        tokens.windows(2).enumerate().find_map(|(at, pair)| {
            let [verb, who] = pair else { return None };
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let placed = at == begins
                || before.is_some_and(|token| {
                    token.mark && [",", "–", "—", "-"].contains(&token.word.as_str())
                        || is(token, &["why"])
                });
            (verb.word.ends_with("n't") && is(who, PRONOUNS) && placed)
                .then_some(verb.at.start..who.at.end)
        })
    };
    let right = || match tokens {
        [.., before, last]
            if sentence.end == Some('?') && before.mark && is(last, &["right", "correct"]) =>
        {
            Some(last.at.clone())
        }
        [last] if sentence.end == Some('?') && is(last, &["right", "correct"]) => {
            Some(last.at.clone())
        }
        _ => None,
    };
    let at = phrase.or_else(must).or_else(negated).or_else(right)?;
    Some(Slip::new(
        at,
        "this is a leading question: it says what you want to hear",
        "ask what they think, and leave your own answer out",
    ))
}

fn makes_you_feel(sentence: &Sentence<'_>) -> Option<Slip> {
    let tokens = sentence.tokens;
    let feels = tokens
        .iter()
        .any(|t| is(t, &["feel", "feels", "feeling", "feelings", "felt"]));
    let makes = tokens.windows(2).find_map(|pair| {
        let [verb, who] = pair else { return None };
        let makes = is(verb, &["make", "makes", "made", "making"]);
        let whom = is(who, &["you", "me", "them", "him", "her", "us", "people"]);
        (makes && whom).then_some(verb.at.start..who.at.end)
    });
    // "What feeling does that make?"
    let asks = whole(tokens, "feeling does that make");
    let at = makes.filter(|_| feels).or(asks)?;
    Some(Slip::new(
        at,
        "nothing makes anybody feel: a feeling is one's own",
        "ask “What do you feel?”",
    ))
}

/// A phrase that puts people off: its words, how it is written, what to say instead.
type Phrase = (Vec<Token>, &'static str, &'static str);

/// The phrases by their first word, so that a text is walked once.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (phrase, instead) in OFF_PUTTING {
        let words = tokens(phrase);
        if let Some(first) = words.first() {
            let same = phrases.entry(first.word.clone()).or_default();
            same.push((words, phrase, instead));
        }
    }
    for same in phrases.values_mut() {
        same.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
    }
    phrases
});

fn off_putting(tokens: &[Token]) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let [first, behind @ ..] = rest {
        let phrases = PHRASES.get(&first.word).map_or(&[][..], Vec::as_slice);
        let fitting = phrases.iter().find_map(|(words, phrase, instead)| {
            let (here, after) = rest.split_at_checked(words.len())?;
            let same = here
                .iter()
                .zip(words)
                .all(|(one, other)| one.word == other.word);
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
