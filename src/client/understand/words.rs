//! A line taken apart: words in lower case, their stems, and which of them carry nothing.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of a line that are looked at. Nobody asks in more.
const MOST: usize = 400;

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case, with straight apostrophes, without `'s`.
    pub(super) plain: String,
    /// Its stem.
    pub(super) stem: String,
    /// Whether it carries grammar alone.
    pub(super) stop: bool,
}

/// Words that carry grammar, or that stand in any question whatever it is about.
const STOP: &str = "a about actually after again all already also always am an and any anybody anyone anything are around as ask at \
    away back be because been before being between both but by can can't could couldn't d day did didn't different do does \
    doesn't doing don't done down each either else even ever every everybody everyone everything exactly far few first for \
    from get gets getting give go goes going gone got had has hasn't have haven't having he he'd he's her here hers him \
    his how however i i'd i'll i'm i've if in into is isn't it it's its just keep kind know last least less let let's like \
    little ll long look lot made make makes many may maybe me mean might mind mine moment more most much must my myself \
    need never next no nobody none nor not nothing now of off oh ok okay on once one only or other others our ours out \
    over own part people perhaps please put quite rather re really right said same saw say saying says see seem seems \
    shall she she'd she's should so some somebody someone something sort still such suppose sure take talk tell than \
    thank thanks that that's the their them then there there's these they they're they've thing things think this those \
    though through time to today together told too try under until up us use ve very want wants was wasn't way we we'd \
    we'll we're we've well were what what's whatever when where whether which while who who's whole whom whose why will \
    with within without won't wonder wondering would wouldn't yes yet you you'd you'll you're you've your yours yourself \
    hello hi hey sorry bit feel feels felt feeling hear hearing sounds sound guess hmm mm uh um yeah okay \
    huh mh mhm aha ah yep yup wow";

static STOPS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| STOP.split_whitespace().collect());
/// Forms that no rule about endings brings together.
const IRREGULAR: &[(&str, &str)] = &[
    ("goes", "go"),
    ("went", "go"),
    ("gone", "go"),
    ("does", "do"),
    ("did", "do"),
    ("done", "do"),
    ("made", "make"),
    ("said", "say"),
    ("told", "tell"),
    ("kept", "keep"),
    ("lost", "lose"),
    ("felt", "feel"),
    ("knew", "know"),
    ("known", "know"),
    ("began", "begin"),
    ("begun", "begin"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("heard", "hear"),
    ("saw", "see"),
    ("seen", "see"),
    ("came", "come"),
    ("took", "take"),
    ("taken", "take"),
    ("gave", "give"),
    ("given", "give"),
    ("thought", "think"),
    ("meant", "mean"),
    ("paid", "pay"),
    ("sold", "sell"),
    ("bought", "buy"),
    ("wrote", "write"),
    ("written", "write"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("slept", "sleep"),
    ("woke", "wake"),
    ("awake", "wake"),
    ("became", "become"),
    ("stood", "stand"),
    ("rang", "ring"),
    ("rung", "ring"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("grew", "grow"),
    ("won", "win"),
    ("caught", "catch"),
];

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of a word (Snowball, English). Words with other letters stay as they are: the stemmer is made for plain ones,
/// and names should not lose their ends.
pub(super) fn stem(word: &str) -> String {
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*base).to_owned();
    }
    if word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) {
        STEMMER.stem(word).into_owned()
    } else {
        word.to_owned()
    }
}

/// The words of a line.
pub(super) fn words(text: &str) -> Vec<Word> {
    plain(text).map(word).collect()
}

fn word(plain: String) -> Word {
    let stop = STOPS.contains(plain.as_str());
    Word {
        stem: stem(&plain),
        stop,
        plain,
    }
}

/// The words as they stand, without marks.
pub(super) fn plain(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .flat_map(|part| part.split('-'))
        .map(|part| {
            let lower: String = part
                .chars()
                .map(|c| if c == '’' { '\'' } else { c })
                .flat_map(char::to_lowercase)
                .collect();
            let bare = lower.trim_matches('\'');
            match bare.strip_suffix("'s") {
                Some(owner)
                    if !matches!(owner, "it" | "that" | "what" | "there" | "who" | "let") =>
                {
                    owner.to_owned()
                }
                _ => bare.to_owned(),
            }
        })
        .filter(|word| !word.is_empty())
        .take(MOST)
}

/// The words in one line with a space at both ends, so that a phrase can be looked for as it stands.
pub(super) fn spaced(text: &str) -> String {
    let mut line = String::from(" ");
    for word in plain(text) {
        line.push_str(&word);
        line.push(' ');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_marks_and_their_ends() {
        let words = words("What’s Maureen's *worry*, when recipes are half-typed?");
        let stems: Vec<&str> = words
            .iter()
            .filter(|w| !w.stop)
            .map(|w| w.stem.as_str())
            .collect();
        assert_eq!(stems, ["maureen", "worri", "recip", "half", "type"]);
        assert_eq!(spaced(" Don’t — 'ask'! "), " don't ask ");
    }

    #[test]
    fn any_text_has_words() {
        for text in ["", "...", "’’'", "--", "ß ÄÖ İ ﬀ", "𝒽𝑒𝓁𝓁𝑜 日本語 🙂"]
        {
            let _ = words(text);
        }
        assert_eq!(words(&"word ".repeat(10_000)).len(), MOST);
    }
}
