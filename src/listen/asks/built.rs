//! How a sentence asks that begins as a question does.

use super::words::{Opening, counts, happens, invites, is_fact, names, openings, softens};
use super::{Asks, FAR, end, is_mark, is_subject, is_verb};
use crate::listen::classes::Class;
use crate::listen::tokens::Shape;
use crate::listen::view::View;

/// "On a scale from 0 to 10, …": whatever is asked, a figure answers it.
pub(super) fn is_scale(sentence: View<'_>) -> bool {
    matches!(sentence.at(0), "on" | "using" | "from")
        && matches!(
            sentence.at(1),
            "a" | "the" | "that" | "this" | "one" | "0" | "zero" | "1"
        )
        && (sentence.at(2) == "scale"
            || sentence.at(2) == "to" && sentence.at(3).starts_with(['1', 't']))
}

/// How something asks that begins as a question does.
pub(super) fn built(sentence: View<'_>, marked: bool) -> Asks {
    let first = sentence.at(0);
    let second = sentence.at(1);
    if matches!(first, "anything" | "something") && second == "else" && sentence.len() <= 12
        || first == "anything" && marked && sentence.class(1) == Class::You
        || first == "any" && marked && matches!(second, "thoughts" | "ideas" | "idea" | "concerns")
        || first == "go" && second == "on" && end(sentence) == 2
    {
        return Asks::Open;
    }
    if let Some((length, opening)) = opening(sentence) {
        return opened(sentence, length, opening);
    }
    match sentence.class(0) {
        Class::Wh => asked(sentence, marked),
        Class::Auxiliary | Class::Modal => turned(sentence, marked),
        _ => Asks::No,
    }
}

/// The opening that a sentence has, and how many words it takes.
fn opening(sentence: View<'_>) -> Option<(usize, Opening)> {
    openings(sentence.at(0)).iter().find_map(|(rest, opening)| {
        let length = if rest.is_empty() {
            0
        } else {
            sentence.from(1).begins(rest)?
        };
        Some((1 + length, *opening))
    })
}

/// "Tell me …", "I wonder …": what is asked stands behind it.
fn opened(sentence: View<'_>, length: usize, opening: Opening) -> Asks {
    let rest = sentence.from(length);
    if opening == Opening::Tells {
        // "Show me the money!" and "give me the keys" are beside the point; "Tell me!" is not.
        return Asks::Open;
    }
    for place in 0..rest.len().min(6) {
        match rest.at(place) {
            "if" | "whether" => {
                let please = (place + 1..place + 5).any(|place| invites(rest.at(place)));
                return if please { Asks::Open } else { Asks::YesNo };
            }
            _ if rest.class(place) == Class::Wh => return wh(rest.from(place)),
            _ if opening == Opening::May
                && is_verb(rest.class(place))
                && is_subject(rest.class(place + 1)) =>
            {
                return Asks::YesNo;
            }
            "hear" | "know" | "learn" if opening == Opening::May => return Asks::Open,
            _ => {}
        }
    }
    if opening == Opening::Wonders && rest.len() > 2 {
        Asks::Open
    } else {
        Asks::No
    }
}

/// What kind of question a question word begins.
fn wh(sentence: View<'_>) -> Asks {
    let (first, second) = (sentence.at(0), sentence.at(1));
    // "What's your name", "what is the date".
    let is = first == "what's" || first == "what" && matches!(second, "is" | "was");
    let at = if first == "what" { 3 } else { 2 };
    let named = is
        && names(sentence.at(at))
        && matches!(
            sentence.class(at + 1),
            Class::Asking | Class::Mark | Class::Other | Class::Preposition
        )
        || is && names(sentence.at(at + 1)) && is_mark(sentence, at + 2);
    let fact = is_fact(first)
        || first.starts_with("how") && counts(second)
        || first.starts_with("what") && names(second)
        || named;
    if fact { Asks::Fact } else { Asks::Open }
}

/// With "do you think", "would you say" and the like, also "where" and "how long" ask for thoughts.
fn muses(sentence: View<'_>) -> bool {
    sentence.at(0) != "when"
        && (1..5).any(|place| {
            sentence.at(place + 1) == "you"
                && match sentence.at(place) {
                    "do" => matches!(sentence.at(place + 2), "think" | "want" | "feel"),
                    "are" => sentence.at(place + 2) == "thinking",
                    "would" => matches!(
                        sentence.at(place + 2),
                        "like" | "want" | "say" | "feel" | "go"
                    ),
                    _ => false,
                }
        })
}

/// A sentence that begins with a question word. "What I mean is …" and "when you come home, …" tell.
fn asked(sentence: View<'_>, marked: bool) -> Asks {
    let (first, second) = (sentence.at(0), sentence.at(1));
    let found = if muses(sentence) {
        Asks::Open
    } else {
        wh(sentence)
    };
    let next = sentence.class(1);
    if is_subject(next) && !first.contains('\'') {
        // "Why me?"
        let short = marked && sentence.len() <= 4;
        return if short { found } else { Asks::No };
    }
    // "What a day!", "How lovely!"
    let verb = (1..sentence.len().min(9)).find(|place| is_verb(sentence.class(*place)));
    // "How many of you are there" turns; "how hard this was" does not.
    let turned = verb.is_some_and(|verb| {
        verb == 1
            || !is_subject(sentence.class(verb - 1))
            || sentence.class(verb.saturating_sub(2)) == Class::Preposition
    });
    let to_someone = verb.is_some_and(|verb| {
        is_subject(sentence.class(verb + 1)) || sentence.class(verb + 1) == Class::Determiner
    });
    if !marked && sentence.back(0) == "!" && !to_someone {
        return Asks::No;
    }
    if marked {
        return found;
    }
    let asks = match first {
        "when" | "where" | "who" | "whose" | "whom" | "which" => {
            let there = verb.is_some_and(|verb| sentence.at(verb + 1) == "there");
            turned && to_someone && !(verb == Some(1) && (first == "which" || there))
        }
        _ if first.contains('\'') => {
            matches!(
                first,
                "what's" | "how's" | "how'd" | "what'd" | "why's" | "what're"
            ) && !tells(sentence, 1)
        }
        "whats" | "hows" => !tells(sentence, 1),
        _ if matches!(second, "else" | "about" | "if" | "come" | "not" | "other") => true,
        "what" if happens(second) => !tells(sentence, 2),
        "what" | "how" | "why" if verb == Some(1) => to_someone || !tells(sentence, 2),
        "how" => turned && to_someone,
        _ => turned && (to_someone || found == Asks::Fact),
    };
    if asks { found } else { Asks::No }
}

/// "What helps is …", "what is hard is …": a statement that takes a run-up.
fn tells(sentence: View<'_>, from: usize) -> bool {
    (from..sentence.len().min(8)).any(|place| matches!(sentence.at(place), "is" | "was"))
}

/// A sentence that begins with the verb: "do you …".
fn turned(sentence: View<'_>, marked: bool) -> Asks {
    let first = sentence.at(0);
    let next = sentence.class(1);
    let subject = match next {
        // "Do it", "do that again": nobody is asked.
        Class::It => first != "do" || matches!(sentence.at(1), "these" | "those" | "things"),
        Class::You | Class::I | Class::We | Class::They => true,
        // "Have a good day."
        Class::Determiner => marked || !matches!(first, "have" | "do" | "don't" | "had"),
        _ => {
            marked
                && sentence.token(1).is_some_and(|t| t.shape == Shape::Word)
                && !(is_verb(next) || matches!(first, "do" | "don't") && sentence.len() <= 3)
        }
    };
    let exclaims = !marked && sentence.back(0) == "!" && first.ends_with("n't");
    // "Should you need me, call."
    let supposes = !marked
        && (matches!(first, "should" | "had")
            && (0..sentence.len().min(FAR)).any(|p| sentence.at(p) == ",")
            || first == "had" && next == Class::I);
    if !subject || exclaims || supposes || matches!(first, "be" | "been" | "being") {
        return Asks::No;
    }
    if let Some(found) = requests(sentence) {
        return found;
    }
    let asks_more = (1..6).any(|place| match sentence.at(place) {
        "anything" => sentence.at(place + 1) == "else",
        "any" => matches!(
            sentence.at(place + 1),
            "other" | "idea" | "ideas" | "thoughts"
        ),
        "an" => sentence.at(place + 1) == "idea",
        "a" => sentence.at(place + 1) == "sense",
        _ => false,
    });
    if asks_more { Asks::Open } else { Asks::YesNo }
}

/// "Could you tell me …", "may I ask what …": what is built for a yes and wants more than that.
fn requests(sentence: View<'_>) -> Option<Asks> {
    let mut place = 2;
    while softens(sentence.at(place)) {
        place += 1;
    }
    let (first, verb) = (sentence.at(0), sentence.at(place));
    match sentence.class(1) {
        Class::You if matches!(first, "can" | "could" | "would" | "will" | "can't") => {
            // "Can you remember a day when …" wants the day told, not a yes.
            let recalls = matches!(verb, "remember" | "recall" | "think" | "imagine")
                && (place + 1..place + 5).any(|place| {
                    sentence.class(place) == Class::Wh
                        || matches!(
                            sentence.at(place),
                            "a" | "an" | "any" | "some" | "of" | "anything" | "something"
                        )
                });
            let near = (2..5).any(|place| invites(sentence.at(place)));
            let near = near || matches!(verb, "name" | "put");
            (near || recalls && matches!(first, "can" | "could")).then_some(Asks::Open)
        }
        Class::I | Class::We | Class::You => {
            let at = (2..6).find(|place| matches!(sentence.at(*place), "ask" | "asking"))?;
            (at + 1..at + 6)
                .find(|place| sentence.class(*place) == Class::Wh)
                .map(|place| wh(sentence.from(place)))
        }
        _ => None,
    }
}
