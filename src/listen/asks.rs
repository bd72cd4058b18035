//! Whether a sentence asks, and how: by the way it is built. Where it is not clear, the model decides.

mod built;
mod inner;
mod words;

use super::classes::Class;
use super::view::View;
use built::{built, is_scale};
use inner::{inner, punctuated};
use words::{TAGS, is_back_channel};

/// How a sentence asks, by its build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Asks {
    /// It does not.
    No,
    /// "What happened then", "tell me more".
    Open,
    /// "How many", "when": a name or a figure answers.
    Fact,
    /// "Do you", "is it": yes or no answers.
    YesNo,
    /// "… or …".
    Choice,
    /// A statement that ends as a question: "So you left?"
    Check,
    /// A statement with a tag: "…, right?", "…, isn't it?"
    Tag,
    /// A few words with a question mark: "Since Monday?"
    Scrap,
}

/// No question begins further inside.
const FAR: usize = 60;

/// How a sentence asks.
pub(super) fn asks(sentence: View<'_>) -> Asks {
    let count = sentence.len();
    let marked = (0..3.min(count)).any(|back| {
        let place = count - 1 - back;
        sentence.class(place) == Class::Asking && !sentence.quoted(place)
    });
    if !(0..count).any(|place| sentence.quoted(place)) {
        return own(sentence, marked);
    }
    // What others say is no question of the speaker's: only what stands around it counts.
    let mut from = 0;
    while from < count {
        let to = (from..count)
            .find(|place| sentence.quoted(*place))
            .unwrap_or(count);
        let part = sentence.part(from, to);
        let found = if has_words(part) {
            own(part, marked)
        } else {
            Asks::No
        };
        if found != Asks::No {
            return found;
        }
        from = (to..count)
            .find(|place| !sentence.quoted(*place))
            .unwrap_or(count);
    }
    Asks::No
}

fn has_words(sentence: View<'_>) -> bool {
    (0..sentence.len()).any(|place| !is_mark(sentence, place))
}

fn is_mark(sentence: View<'_>, place: usize) -> bool {
    matches!(sentence.class(place), Class::Mark | Class::Asking)
}

fn is_subject(class: Class) -> bool {
    matches!(
        class,
        Class::You | Class::I | Class::We | Class::They | Class::It
    )
}

fn is_verb(class: Class) -> bool {
    matches!(class, Class::Auxiliary | Class::Modal)
}

/// How words ask that are all the speaker's own.
fn own(sentence: View<'_>, marked: bool) -> Asks {
    if let Some(found) = lone(sentence, marked) {
        return found;
    }
    // Where the question may begin: at the start, or behind "and", "because", "but then".
    let count = sentence.len();
    let mut from = 0;
    while matches!(
        sentence.class(from),
        Class::Filler | Class::Mark | Class::Joining
    ) && from + 1 < count
    {
        from += 1;
    }
    let whole = sentence.from(from);
    if is_scale(whole) && (marked || (0..whole.len()).any(|p| whole.class(p) == Class::Wh)) {
        return Asks::Fact;
    }
    let built = built(whole, marked);
    if built != Asks::No {
        return if built == Asks::YesNo && offers(whole) {
            Asks::Choice
        } else {
            built
        };
    }
    let end = end(whole);
    if marked && tag(whole, end).is_some_and(|words| words > 1 && whole.at(end - words - 1) == ",")
    {
        return Asks::Tag;
    }
    let inner = inner(whole, marked);
    if inner != Asks::No {
        return inner;
    }
    if negated_tag(whole, end) || !marked && trails_off(whole, end) {
        return Asks::Tag;
    }
    if !marked {
        return Asks::No;
    }
    if tag(whole, end).is_some() {
        return Asks::Tag;
    }
    if end <= 6 && offers(whole) {
        return Asks::Choice;
    }
    if whole.len() <= 4 {
        Asks::Scrap
    } else {
        Asks::Check
    }
}

/// What a sentence is that has nothing but a back-channel before its mark.
fn lone(sentence: View<'_>, marked: bool) -> Option<Asks> {
    let kept = || (0..sentence.len()).filter(|place| !is_mark(sentence, *place));
    if kept().nth(2).is_some() {
        return None;
    }
    if kept().next().is_none() && sentence.lead().next().is_none() {
        return Some(Asks::No);
    }
    let last = kept()
        .next_back()
        .map(|place| sentence.at(place))
        .or_else(|| sentence.lead().next())?;
    let back_channel = kept().all(|place| is_back_channel(sentence.at(place)));
    let hummed = last == "huh"
        && sentence
            .lead()
            .any(|word| matches!(word, "uh" | "mm" | "um" | "yeah" | "oh"));
    let alone = kept().next().is_none();
    match last {
        _ if !marked => None,
        "right" | "alright" | "correct" if alone || back_channel || kept().count() == 1 => {
            Some(Asks::Tag)
        }
        _ if back_channel && (is_back_channel(last) || hummed) => Some(Asks::No),
        _ if alone => Some(Asks::Scrap),
        _ => None,
    }
}

/// Whether one thing or another is offered; "or what" and "or something" offer nothing.
fn offers(sentence: View<'_>) -> bool {
    let end = end(sentence);
    (1..end.min(FAR)).any(|place| {
        sentence.at(place) == "or"
            && place + 1 < end
            && !(matches!(sentence.at(place - 1), "more")
                || matches!(
                    sentence.at(place + 1),
                    "what" | "not" | "something" | "anything" | "so" | "whatever" | "less" | "no"
                ))
    })
}

/// The place behind the last word.
fn end(sentence: View<'_>) -> usize {
    let mut end = sentence.len();
    while end > 0 && is_mark(sentence, end - 1) {
        end -= 1;
    }
    end
}

/// "…, isn't it": a tag even without a mark, because nothing else ends so.
fn negated_tag(sentence: View<'_>, end: usize) -> bool {
    let Some(verb) = end.checked_sub(2).filter(|verb| *verb > 0) else {
        return false;
    };
    sentence.at(verb).ends_with("n't")
        && is_verb(sentence.class(verb))
        && matches!(
            sentence.at(verb + 1),
            "it" | "you" | "that" | "he" | "she" | "they" | "we" | "i" | "there"
        )
}

/// "So you want to stay or": in speech the rest is left to the other.
fn trails_off(sentence: View<'_>, end: usize) -> bool {
    end > 3
        && sentence.at(end - 1) == "or"
        && !punctuated(sentence)
        && (0..end).any(|place| sentence.class(place) == Class::You)
}

/// How many words the tag has that it ends in.
fn tag(sentence: View<'_>, end: usize) -> Option<usize> {
    let fits = TAGS.iter().filter_map(|tag| {
        let last = tag.rsplit(' ').next()?;
        if sentence.back(sentence.len() - end) != last {
            return None;
        }
        let words = tag.split(' ').count();
        let from = end.checked_sub(words).filter(|from| *from > 0)?;
        sentence.from(from).begins(tag)
    });
    fits.max()
}

#[cfg(test)]
#[path = "asks_tests.rs"]
mod tests;
