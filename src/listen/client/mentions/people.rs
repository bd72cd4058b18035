//! People: by name, by title, and as somebody's boss, colleague, daughter.

use super::names::{GIVEN, NO_NAMES, THINGS};
use crate::listen::classes::Class;
use crate::listen::phrase::{previous, span};
use crate::listen::tokens::{Shape, Tokens};
use crate::listen::words::{
    bare,
    client::{KIN, OWN, ROLES},
    is,
};
use std::ops::Range;

/// Titles that stand before a name.
const TITLES: &[&str] = &[
    "dr",
    "lady",
    "lord",
    "miss",
    "mr",
    "mrs",
    "ms",
    "prof",
    "professor",
    "sir",
];

/// What may stand between "my" and "boss".
const KINDS: &[&str] = &[
    "account",
    "area",
    "best",
    "big",
    "biggest",
    "business",
    "chief",
    "closest",
    "current",
    "deputy",
    "direct",
    "eldest",
    "executive",
    "ex",
    "finance",
    "financial",
    "first",
    "former",
    "general",
    "group",
    "it",
    "key",
    "late",
    "lead",
    "legal",
    "line",
    "little",
    "main",
    "managing",
    "marketing",
    "new",
    "next",
    "old",
    "older",
    "oldest",
    "operations",
    "own",
    "plant",
    "poor",
    "previous",
    "product",
    "production",
    "project",
    "purchasing",
    "regional",
    "sales",
    "second",
    "senior",
    "service",
    "team",
    "technical",
    "top",
    "two",
    "vice",
    "whole",
    "works",
    "young",
    "younger",
    "youngest",
];

/// What follows a role and takes the person out of it: "our client portal".
const COMPOUNDS: &[&str] = &[
    "account",
    "accounts",
    "base",
    "data",
    "experience",
    "feedback",
    "journey",
    "list",
    "meeting",
    "needs",
    "office",
    "orders",
    "portal",
    "position",
    "program",
    "programme",
    "role",
    "satisfaction",
    "segment",
    "service",
    "side",
    "site",
    "start",
    "support",
    "system",
    "team",
    "time",
    "training",
];

/// Before a capitalised word these say that it is a person.
const TOWARDS: &[&str] = &[
    "and", "ask", "asked", "asking", "because", "believe", "blame", "called", "calls", "convince",
    "dear", "email", "emailed", "fire", "fired", "hired", "if", "inform", "invite", "is", "join",
    "like", "lost", "meet", "meeting", "met", "miss", "named", "or", "poor", "promised",
    "replaced", "said", "saw", "says", "tell", "telling", "that", "thank", "think", "told",
    "trust", "trusted", "unless", "was", "what", "when", "whether", "why", "with",
];

/// "To" and "from" before a name need one of these: "we moved to Arden" is a place.
const SPEAKING: &[&str] = &[
    "according",
    "answer",
    "call",
    "close",
    "email",
    "go",
    "hear",
    "heard",
    "lied",
    "listen",
    "listened",
    "married",
    "message",
    "note",
    "reply",
    "report",
    "reported",
    "reporting",
    "reports",
    "said",
    "say",
    "speak",
    "speaking",
    "spoke",
    "spoken",
    "talk",
    "talked",
    "talking",
    "wrote",
];

/// Behind a capitalised word these say that it is a person.
const DOING: &[&str] = &[
    "asked", "asks", "believes", "called", "calls", "can't", "decided", "didn't", "doesn't",
    "feels", "hates", "herself", "himself", "insists", "keeps", "knows", "leaves", "left", "likes",
    "loves", "never", "promised", "quit", "refused", "refuses", "resigned", "retires", "said",
    "says", "thinks", "thought", "told", "wants", "who", "won't", "wrote",
];

/// Adds where people stand in a turn, in order.
pub(in crate::listen) fn people(tokens: &Tokens, text: &str, out: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < tokens.list().len() {
        let end = person_at(tokens, text, at);
        if let Some(end) = end {
            out.push(span(tokens, at, end));
        }
        at = end.unwrap_or(at + 1);
    }
}

/// Whether a person is named from this token on; the token behind.
fn person_at(tokens: &Tokens, text: &str, at: usize) -> Option<usize> {
    let token = tokens.list().get(at)?;
    if token.shape != Shape::Word {
        return None;
    }
    let key = tokens.at(at);
    // Most words are neither whose somebody is, nor a title, nor written as a name.
    if matches!(token.class, Class::I | Class::We | Class::You | Class::They) && is(OWN, key) {
        return role(tokens, text, at);
    }
    if token.class == Class::Other
        && is(TITLES, key)
        && let Some(end) = titled(tokens, text, at)
    {
        return Some(end);
    }
    if !capital(tokens, text, at) {
        return None;
    }
    named(tokens, text, at)
}

/// "My boss", "our new CFO Petra", "her late husband".
fn role(tokens: &Tokens, text: &str, at: usize) -> Option<usize> {
    let mut next = at + 1;
    while is(KINDS, tokens.at(next)) && next < at + 4 && !is_role(tokens.at(next + 1)) {
        next += 1;
    }
    if is(KINDS, tokens.at(next)) && is_role(tokens.at(next + 1)) {
        next += 1;
    }
    let key = bare(tokens.at(next));
    if !is(ROLES, key) && !is(KIN, key) {
        return None;
    }
    next += 1;
    // "Head of sales" and "vice president of finance" are one.
    if matches!(key, "head" | "chief" | "vp" | "director" | "president") && tokens.at(next) == "of"
    {
        next += 2;
    } else if is(COMPOUNDS, tokens.at(next)) {
        return None;
    }
    while is_role(tokens.at(next)) && !capital(tokens, text, next) {
        next += 1;
    }
    Some(names_from(tokens, text, next).min(tokens.list().len()))
}

fn is_role(key: &str) -> bool {
    is(ROLES, bare(key)) || is(KIN, bare(key))
}

/// "Dr. Ferris". A title without a capital counts where it can be nothing else.
fn titled(tokens: &Tokens, text: &str, at: usize) -> Option<usize> {
    let name = if tokens.at(at + 1) == "." {
        at + 2
    } else {
        at + 1
    };
    let certain = matches!(tokens.at(at), "dr" | "mr" | "mrs" | "ms");
    let word = tokens
        .list()
        .get(name)
        .is_some_and(|t| t.shape == Shape::Word);
    if capital(tokens, text, name) {
        Some(names_from(tokens, text, name))
    } else {
        (certain && word && !NO_NAMES.contains(bare(tokens.at(name)))).then_some(name + 1)
    }
}

/// A capitalised word that is a name by itself or by what stands around it.
fn named(tokens: &Tokens, text: &str, at: usize) -> Option<usize> {
    let key = bare(tokens.at(at));
    let end = names_from(tokens, text, at);
    if end == at || THINGS.contains(tokens.at(end)) {
        return None;
    }
    if GIVEN.contains(key) {
        return Some(end);
    }
    let before = previous(tokens, at).filter(|before| {
        let token = tokens.list().get(*before);
        token.is_some_and(|token| token.shape == Shape::Word)
    });
    let does = is(DOING, tokens.at(end));
    let Some(before) = before else {
        // The first word of a sentence has its capital from there; two in a row have not.
        return (does && at + 1 < end).then_some(end);
    };
    let before_key = tokens.at(before);
    let speaking = || {
        let one = previous(tokens, before);
        let two = one.and_then(|one| previous(tokens, one));
        [one, two]
            .into_iter()
            .flatten()
            .any(|at| is(SPEAKING, tokens.at(at)))
    };
    let person = match before_key {
        "to" | "from" => speaking(),
        "a" | "an" | "the" | "in" | "at" | "into" | "on" | "via" | "per" | "using" => false,
        _ => does || end - at > 1 || is(TOWARDS, before_key),
    };
    person.then_some(end)
}

/// The names in a row from a token on; the token behind them.
fn names_from(tokens: &Tokens, text: &str, at: usize) -> usize {
    let mut next = at;
    while next < at + 4 && same_sentence(tokens, at, next) && capital(tokens, text, next) {
        let key = tokens.at(next);
        next += 1;
        if key.ends_with("'s") {
            break;
        }
        // "Maria de Souza", "Jan van Dam".
        let small = matches!(
            tokens.at(next),
            "de" | "van" | "von" | "da" | "del" | "bin" | "la"
        );
        if small && capital(tokens, text, next + 1) {
            next += 1;
        }
        if tokens.at(next) == "-" && capital(tokens, text, next + 1) {
            next += 1;
        }
    }
    next
}

fn same_sentence(tokens: &Tokens, one: usize, other: usize) -> bool {
    let sentence = |at: usize| tokens.list().get(at).map(|token| token.sentence);
    sentence(one) == sentence(other)
}

/// Whether a word is written as a name is: a capital, then small letters, and no word that has its capital for
/// another reason.
fn capital(tokens: &Tokens, text: &str, at: usize) -> bool {
    let Some(token) = tokens.list().get(at) else {
        return false;
    };
    let written = text.get(token.at.clone()).unwrap_or_default();
    let mut letters = written.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let second = letters.next();
    // "O'Brien", "McKay", "Jean-Luc" have two; "SharePoint" is a product.
    let inner = letters.clone().any(char::is_uppercase)
        && !written.starts_with("Mc")
        && !written.starts_with("Mac");
    second.is_some_and(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
        && (!inner || second.is_some_and(|c| !c.is_lowercase()))
        && token.shape == Shape::Word
        && !NO_NAMES.contains(tokens.at(at))
        && !NO_NAMES.contains(bare(tokens.at(at)))
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
