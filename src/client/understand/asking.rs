//! How a line asks: by its first words, and by listening's verdict where they leave it open.

use super::{Asks, words};
use crate::listen::{Heard, Main, Question};

/// From this probability on, listening's word that there is a question counts where no mark says so.
const HEARD: f32 = 0.6;

const ASKING: [&str; 9] = [
    "what", "how", "why", "who", "whom", "when", "where", "which", "whose",
];
const JOINING: [&str; 7] = ["and", "so", "but", "well", "then", "now", "or"];
const YES_NO: [&str; 23] = [
    "is", "are", "am", "was", "were", "do", "does", "did", "have", "has", "had", "will", "would",
    "can", "could", "should", "isn't", "aren't", "don't", "doesn't", "didn't", "won't", "wouldn't",
];
const TELL: [&str; 7] = ["tell", "walk", "help", "show", "take", "talk", "give"];
/// What a wish to know begins with: it asks, though it is built as a statement.
const WISHES: [&str; 15] = [
    " i'd like ",
    " i would like ",
    " i'd love ",
    " i want to ",
    " i wanted to ",
    " i'm trying to understand ",
    " i'd be interested ",
    " i'm interested in ",
    " i'm curious ",
    " i'm after ",
    " i wonder ",
    " i'm wonder ",
    " i was wonder ",
    " just wonder ",
    " let's talk about ",
];
/// What one wishes to do who is about to tell.
const TELLING: [&str; 14] = [
    "tell",
    "show",
    "say",
    "add",
    "offer",
    "suggest",
    "recommend",
    "share",
    "thank",
    "introduce",
    "start",
    "begin",
    "help",
    "explain",
];
const FIGURE: [&str; 7] = ["many", "much", "often", "long", "old", "far", "big"];

/// How a line asks. "What else?" asks openly, however it is put.
pub(super) fn asks(said: &str, heard: &Heard, wants_more: bool) -> Asks {
    if wants_more {
        return Asks::Open;
    }
    let marked = said.contains('?');
    // Who informs at length uses the same words ("what it says is …").
    let informs = heard.main == Main::Input && heard.confidence.main >= HEARD;
    let listened =
        heard.question != Question::None && heard.confidence.question >= HEARD && !informs;
    let counts = |part: &&str| {
        if marked {
            part.ends_with('?')
        } else {
            part.chars().any(char::is_alphanumeric)
        }
    };
    let part = said
        .split_inclusive(['?', '.', '!', ';', ':'])
        .rfind(counts)
        .unwrap_or(said);
    let list: Vec<String> = words::plain(part).take(60).map(bare).collect();
    if tells_to_tell(&list) || wishes(part) {
        return Asks::Open;
    }
    let asking = |word: &String| ASKING.contains(&word.as_str());
    if marked || listened && list.iter().take(4).any(asking) {
        return by_words(&list, part.contains(','), heard);
    }
    if listened && heard.question == Question::Open && heard.main == Main::Question {
        Asks::Open
    } else {
        Asks::No
    }
}

/// "I'd like to understand how that came about." A leave that is asked alone ("I'd like to ask you something") is none.
fn wishes(part: &str) -> bool {
    let line = words::spaced(part).replace(" wondering ", " wonder ");
    !line.contains(" something ")
        && WISHES.iter().any(|wish| {
            let rest = line.split_once(wish).map(|(_, rest)| rest);
            rest.is_some_and(|rest| {
                let mut rest = rest.split(' ').filter(|word| *word != "to");
                rest.next().is_some_and(|next| !TELLING.contains(&next))
            })
        })
}

/// A word that asks, without what is drawn together with it: "who'd", "what'll".
fn bare(word: String) -> String {
    match word.split_once('\'') {
        Some((asks, _)) if ASKING.contains(&asks) => asks.to_owned(),
        _ => word,
    }
}

/// "Tell me about it."
fn tells_to_tell(list: &[String]) -> bool {
    let me = |word: &String| matches!(word.as_str(), "me" | "us");
    list.first().is_some_and(|word| match word.as_str() {
        "describe" | "explain" | "paint" => true,
        word => TELL.contains(&word) && list.iter().take(3).any(me),
    })
}

/// How a question asks by its words. Behind a comma it may begin anew.
fn by_words(list: &[String], comma: bool, heard: &Heard) -> Asks {
    let mut bare = list
        .iter()
        .skip_while(|word| JOINING.contains(&word.as_str()));
    if bare
        .next()
        .is_some_and(|first| YES_NO.contains(&first.as_str()))
    {
        // "Can you remember a day when …" wants the day told.
        let you = bare.next().is_some_and(|word| word == "you");
        return if you && heard.question == Question::Open || wants_told(list) {
            Asks::Open
        } else {
            Asks::YesNo
        };
    }
    let place = list
        .iter()
        .enumerate()
        .find(|(at, word)| ASKING.contains(&word.as_str()) && (*at < 4 || comma));
    let Some((at, word)) = place else {
        // "And if nobody does anything?"
        let supposes = list
            .iter()
            .take(2)
            .any(|word| matches!(word.as_str(), "if" | "suppose" | "imagine"));
        return if supposes { Asks::Open } else { Asks::YesNo };
    };
    let next = list.get(at + 1).map_or("", String::as_str);
    match word.as_str() {
        "how" if FIGURE.contains(&next) => Asks::Fact,
        "what" | "how" | "why" => Asks::Open,
        _ => Asks::Fact,
    }
}

/// "Can you tell me …", "may I ask what …", "… and how is that?": built for yes or no, but a yes would not do.
fn wants_told(list: &[String]) -> bool {
    let pairs = list.windows(2).map(|pair| (pair.first(), pair.last()));
    let asks = pairs.into_iter().any(|(one, two)| {
        let (Some(one), Some(two)) = (one, two) else {
            return false;
        };
        let wh = matches!(two.as_str(), "what" | "how" | "why" | "who");
        wh && matches!(
            one.as_str(),
            "ask" | "tell" | "say" | "me" | "and" | "explain"
        )
    });
    let request = matches!(
        list.first().map(String::as_str),
        Some("can" | "could" | "would" | "will")
    ) && list.get(1).is_some_and(|word| word == "you")
        && list
            .iter()
            .skip(2)
            .take(4)
            .any(|word| matches!(word.as_str(), "me" | "us"));
    asks || request
}

/// Whether a line begins as giving back does.
pub(super) fn starts_giving_back(line: &str) -> bool {
    [
        " so ",
        " it sounds ",
        " sounds ",
        " you're ",
        " you'd ",
        " you feel ",
        " you felt ",
        " you've ",
        " it seems ",
        " i hear ",
        " what i hear ",
        " in other words ",
        " that's ",
        " it's ",
        " they ",
        " and you ",
        " you ",
        " it feels ",
        " i'm hearing ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

/// Whether two things are asked at once.
pub(super) fn two(said: &str) -> bool {
    let questions = said
        .split_inclusive(['?', '.', '!'])
        .filter(|part| part.ends_with('?') && words::plain(part).take(3).count() == 3)
        .count();
    let line = words::spaced(said);
    let joined = ASKING
        .iter()
        .any(|word| line.contains(&format!(" and {word} ")));
    let begins = ASKING
        .iter()
        .any(|word| line.starts_with(&format!(" {word} ")));
    questions > 1 || said.contains('?') && begins && joined
}

/// How many sentences say anything.
pub(super) fn sentences(said: &str) -> usize {
    said.split(['?', '.', '!', ';'])
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .count()
}

/// Nothing, or dots alone.
pub(super) fn silent(said: &str) -> bool {
    said.chars()
        .all(|c| c.is_whitespace() || c == '.' || c == '…')
}
