//! What the user's words ask for and do: listening's verdict, phrases of our own, and how near the words are to what the
//! persona could say.

mod asking;
mod index;
mod intents;
mod phrases;
mod questions;
pub mod ranker;
mod synonyms;
mod words;

pub(super) use index::{Index, Near};
pub(super) use intents::Sought;
pub(super) use phrases::Does;
pub(super) use questions::prepare;

use crate::listen::{Act, Heard, Main};
use asking::{sentences, silent, starts_giving_back, two};

/// From this probability on, the model's word counts for a move that costs trust.
const SURE: f32 = 0.7;
/// From this one on it counts where the whole turn informs or persuades.
const LIKELY: f32 = 0.5;
/// In fewer words nobody shows that they heard how it is.
const FEW: usize = 3;
/// In so few words a greeting is one, whatever mark stands behind it.
const GREETING: usize = 5;
/// What is asked out of courtesy, behind a greeting.
const COURTESIES: [&str; 3] = [
    " how are you ",
    " how are you today ",
    " how are you doing ",
];
/// Characters of a line that are looked at.
const MOST: usize = 4_000;

/// "I'm sorry to hear that" is for them, not for something done.
const SORRY_FOR_THEM: [&str; 5] = [
    " sorry to hear ",
    " sorry you ",
    " sorry that you ",
    " sorry for you ",
    " sorry for your ",
];

/// How a line asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// It does not.
    No,
    /// For a story, a view, a reason.
    Open,
    /// For a name, a day, a figure.
    Fact,
    /// For a yes or a no.
    YesNo,
}

impl Asks {
    /// It does not ask at all where it only keeps the other one talking.
    fn unless(self, keeps_talking: bool) -> Self {
        if keeps_talking { Self::No } else { self }
    }
}

/// A line of the user's, understood.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a line does several things at once"
)]
pub(super) struct Turn {
    pub(super) silent: bool,
    /// No word in it is one that the persona or the language knows.
    pub(super) unclear: bool,
    pub(super) asks: Asks,
    pub(super) two: bool,
    /// Asks for a person.
    pub(super) asks_who: bool,
    /// Speaks of the client, and not of the matter alone: "do you think" asks about anything.
    pub(super) about_them: bool,
    pub(super) pitch: bool,
    pub(super) advice: bool,
    /// Gives back what was said.
    pub(super) reflects: bool,
    /// Greets, and no more: "Good morning. How are you?"
    pub(super) courtesy: bool,
    /// Begins as giving back does.
    pub(super) gives_back: bool,
    /// A word or two that keep the other one talking: "I see", "mm-hm".
    pub(super) nod: bool,
    /// Sentences beside the one that asks.
    pub(super) told: bool,
    pub(super) words: usize,
    /// The feelings that it names: the groups of the vocabulary's words.
    pub(super) feelings: Vec<String>,
    pub(super) near: Near,
    pub(super) sought: Sought,
    does: Vec<Does>,
}

impl Turn {
    pub(super) fn does(&self, what: Does) -> bool {
        self.does.contains(&what)
    }

    /// Understands a line.
    pub(super) fn new(said: &str, heard: &Heard, index: &Index) -> Self {
        let said = match said.char_indices().nth(MOST) {
            Some((end, _)) => said.get(..end).unwrap_or(said),
            None => said,
        };
        let list = words::words(said);
        let line = words::spaced(said);
        let mut does = Vec::new();
        phrases::does(&line, &mut does);
        let own = line.starts_with(" i ") || line.starts_with(" we ");
        let of_self_alone = own && !line.contains(" you ") && !line.contains(" your ");
        let informs = heard.main == Main::Input && heard.confidence.main >= SURE;
        let may_feel = list.len() >= FEW && !of_self_alone && !informs;
        by_listening(heard, may_feel, &mut does);
        if SORRY_FOR_THEM.iter().any(|words| line.contains(words)) {
            does.retain(|what| *what != Does::Apologises);
        }
        let build = intents::all(&list);
        let sought = intents::sought(&build);
        let near = index.near(&list, sought, &questions::kinds(&list, &build));
        let keeps_talking = keeps_talking(&list);
        if asks_on(said, &list) {
            does.push(Does::WantsMore);
        }
        let more = does.contains(&Does::WantsMore);
        let asks = asking::asks(said, heard, more).unless(keeps_talking);
        let has = |what| does.contains(&what);
        let acts = |act| {
            heard
                .acts
                .iter()
                .any(|s| s.what == act && s.confidence >= SURE)
        };
        let urges = |act| {
            acts(act)
                || informs
                    && heard
                        .acts
                        .iter()
                        .any(|s| s.what == act && s.confidence >= LIKELY)
        };
        let statement = asks == Asks::No;
        let back = has(Does::GivesBack) && starts_giving_back(&line) || has(Does::RefersBack);
        let invites = matches!(asks, Asks::Open | Asks::Fact) && list.len() <= 16;
        let echo = near.says.iter().copied().fold(0.0, f32::max);
        let reflects = (statement || asks == Asks::YesNo && starts_giving_back(&line))
            && (back
                || acts(Act::Repeats)
                || acts(Act::Deepens)
                || has(Does::SumsUp)
                || heard.main == Main::Reflection && near.content > 1
                || near.content > 2 && echo >= 0.6);
        let introduces = line.contains(" my name is ");
        // What was given back before is forgotten when it ends in what to do.
        let sentence = said
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .rfind(['.', '!', '?']);
        let urges_last = statement
            && sentence.is_some_and(|start| {
                let mut signs = heard.acts.iter();
                signs.any(|s| s.what == Act::Advice && s.confidence >= SURE && s.at.start > start)
            });
        Self {
            silent: silent(said) || heard.acts.iter().any(|sign| sign.what == Act::Silence),
            unclear: does.is_empty()
                && !keeps_talking
                && near.known == 0
                && !list.iter().any(says_nothing),
            asks,
            asks_who: [" who ", " whom ", " whose "]
                .iter()
                .any(|word| line.contains(word)),
            about_them: {
                let line = line.replace(" do you think ", " ");
                [" you ", " your ", " you're ", " you've ", " yourself "]
                    .iter()
                    .any(|word| line.contains(word))
            },
            two: two(said) || acts(Act::TwoInOne),
            pitch: (urges(Act::Pitch) || has(Does::Pitches)) && !invites && !back,
            advice: urges(Act::Advice) && !invites && !back && !reflects && !introduces
                || urges_last,
            reflects,
            nod: keeps_talking
                || statement && list.len() <= 4 && list.iter().all(says_nothing) && does.is_empty(),
            gives_back: starts_giving_back(&line),
            courtesy: has(Does::Chats)
                && (list.len() <= GREETING && asks != Asks::Open
                    || COURTESIES.iter().any(|end| line.ends_with(end))),
            told: sentences(said) > 1,
            words: list.len(),
            feelings: heard
                .feelings
                .iter()
                .filter(|sign| !sign.what.denied)
                .map(|sign| sign.what.group.clone())
                .collect(),
            near,
            sought,
            does,
        }
    }
}

/// Words with which one agrees and says nothing.
const ASSENT: [&str; 17] = [
    "true",
    "exactly",
    "absolutely",
    "definitely",
    "certainly",
    "possibly",
    "probably",
    "indeed",
    "agreed",
    "correct",
    "totally",
    "good",
    "great",
    "fine",
    "nice",
    "cool",
    "perfect",
];

/// Sounds and words that keep the other one talking, also with a question mark behind them.
const KEEPS_TALKING: [&str; 22] = [
    "mm", "mmm", "mhm", "hm", "hmm", "uh", "huh", "ah", "aha", "oh", "wow", "gosh", "really",
    "yes", "yeah", "yep", "ok", "okay", "right", "sure", "i", "see",
];

/// "And?"
fn asks_on(said: &str, list: &[words::Word]) -> bool {
    let [word] = list else {
        return false;
    };
    said.contains('?') && ["and", "so", "then"].contains(&word.plain.as_str())
}

/// Whether a line is nothing but such words.
fn keeps_talking(list: &[words::Word]) -> bool {
    (1..=3).contains(&list.len())
        && list
            .iter()
            .all(|word| KEEPS_TALKING.contains(&word.plain.as_str()))
}

/// Whether a word carries grammar or assent alone.
fn says_nothing(word: &words::Word) -> bool {
    word.stop || ASSENT.contains(&word.plain.as_str())
}

/// What listening has a name for. A word or two, and what one tells of oneself alone, show no empathy, whatever the model
/// says.
fn by_listening(heard: &Heard, may_feel: bool, does: &mut Vec<Does>) {
    for sign in heard.acts.iter().filter(|sign| sign.confidence >= SURE) {
        let what = match sign.what {
            Act::Leading => Does::Leads,
            Act::WhatFelt => Does::AsksFeeling,
            Act::MakesFeel => Does::MakesFeel,
            Act::Summary => Does::SumsUp,
            Act::Empathy if may_feel && !does.contains(&Does::Apologises) => Does::Feels,
            Act::Leave => Does::AsksLeave,
            Act::SmallTalk => Does::Chats,
            Act::Apology => Does::Apologises,
            _ => continue,
        };
        if !does.contains(&what) {
            does.push(what);
        }
    }
}

/// Whether a text asks about the user or their firm.
pub(super) fn asks_about_you(text: &str) -> bool {
    let line = words::spaced(text);
    [
        " about your company ",
        " your company who ",
        " about your firm ",
        " about yourselves ",
        " tell us about you ",
    ]
    .iter()
    .any(|words| line.contains(words))
}

/// Whether a line speaks of the user or their firm.
pub(super) fn speaks_of_self(said: &str) -> bool {
    let line = words::spaced(said);
    [
        " we ", " our ", " i ", " us ", " we're ", " i'm ", " we've ", " my ", " i've ",
    ]
    .iter()
    .any(|word| line.contains(word))
}

#[cfg(test)]
mod tests;
