//! The words by which one hears that somebody asks. Small lists, looked at only behind the word that calls for them.

/// How a sentence begins that asks without being built as a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Tells somebody to speak: "tell me …".
    Tells,
    /// Says that one would like to know: "I wonder …".
    Wonders,
    /// The same, but only when what is wondered about follows: "interested in what …".
    May,
}

use Opening::{May, Tells, Wonders};

/// What may follow a first word so that it asks. The longest comes first.
pub(super) fn openings(first: &str) -> &'static [(&'static str, Opening)] {
    match first {
        "tell" => &[("me", Tells), ("us", Tells)],
        "describe" | "elaborate" => &[("", Tells)],
        "explain" => &[
            ("how", Tells),
            ("why", Tells),
            ("what", Tells),
            ("to me", Tells),
            ("that to me", Tells),
            ("that", Tells),
            ("it", Tells),
        ],
        "walk" | "talk" | "take" => match first {
            "walk" => &[("me", Tells), ("us", Tells)],
            "take" => &[
                ("me through", Tells),
                ("me back", Tells),
                ("me there", Tells),
                ("me to", Tells),
                ("us through", Tells),
            ],
            _ => &[
                ("me", Tells),
                ("to me", Tells),
                ("about", Tells),
                ("a little", Tells),
                ("a bit", Tells),
                ("more", Tells),
            ],
        },
        "say" => &[
            ("more", Tells),
            ("a bit more", Tells),
            ("a little more", Tells),
            ("some more", Tells),
        ],
        "help" => &[("me understand", Tells), ("me see", Tells)],
        "give" => &[
            ("me an", Tells),
            ("me some", Tells),
            ("me your", Tells),
            ("me the", Tells),
            ("me a sense", Tells),
            ("me a picture", Tells),
            ("me a feel", Tells),
            ("me a feeling", Tells),
            ("me a taste", Tells),
        ],
        "share" => &[("with me", Tells), ("more", Tells), ("a", Tells)],
        "show" | "paint" => &[("me", Tells)],
        "i" => &[
            ("wonder", Wonders),
            ("just wonder", Wonders),
            ("was wondering", Wonders),
            ("am wondering", Wonders),
            ("was curious", May),
            ("am curious", Wonders),
            ("want to understand", Wonders),
            ("want to hear", Wonders),
            ("want to know", Wonders),
            ("would like to hear", Wonders),
            ("would love to hear", Wonders),
            ("would like to know", Wonders),
            ("would love to know", Wonders),
            ("would like to understand", Wonders),
            ("would be curious", Wonders),
            ("would be interested", Wonders),
            ("am interested", May),
        ],
        "i'm" | "im" => &[
            ("wondering", Wonders),
            ("just wondering", Wonders),
            ("curious", Wonders),
            ("just curious", Wonders),
            ("interested", May),
        ],
        "i'd" => &[
            ("be curious", Wonders),
            ("be interested", Wonders),
            ("like to hear", Wonders),
            ("love to hear", Wonders),
            ("like to know", Wonders),
            ("love to know", Wonders),
            ("like to understand", Wonders),
        ],
        "curious" | "wondering" => &[("", Wonders)],
        "interested" => &[("", May)],
        "let" => &[("me ask", May)],
        _ => &[],
    }
}

/// Whether "how" with this asks for a figure.
pub(super) fn counts(word: &str) -> bool {
    matches!(
        word,
        "many"
            | "much"
            | "long"
            | "often"
            | "old"
            | "far"
            | "big"
            | "soon"
            | "late"
            | "likely"
            | "tall"
            | "high"
            | "frequently"
    )
}

/// Whether "what" with this asks for a name or a figure.
pub(super) fn names(word: &str) -> bool {
    matches!(
        word,
        "time"
            | "day"
            | "date"
            | "year"
            | "month"
            | "number"
            | "name"
            | "age"
            | "percentage"
            | "percent"
            | "colour"
            | "color"
            | "size"
            | "department"
            | "budget"
            | "deadline"
            | "address"
    )
}

/// Whether a name answers this.
pub(super) fn is_fact(first: &str) -> bool {
    matches!(
        first,
        "when" | "where" | "who" | "which" | "whose" | "when's" | "where's" | "who's" | "whom"
    )
}

/// What somebody is asked to do who is asked to speak: "could you tell me …".
pub(super) fn invites(word: &str) -> bool {
    matches!(
        word,
        "tell"
            | "describe"
            | "walk"
            | "say"
            | "help"
            | "share"
            | "give"
            | "show"
            | "explain"
            | "take"
            | "talk"
            | "paint"
            | "elaborate"
            | "speak"
            | "expand"
    )
}

/// Words that only make a request soft.
pub(super) fn softens(word: &str) -> bool {
    matches!(
        word,
        "please" | "just" | "perhaps" | "maybe" | "also" | "possibly" | "kindly" | "then"
    )
}

/// What happens of itself, so that "what" before it needs no "did": "what happened then".
pub(super) fn happens(word: &str) -> bool {
    matches!(
        word,
        "happened"
            | "happens"
            | "happen"
            | "made"
            | "makes"
            | "brings"
            | "brought"
            | "keeps"
            | "kept"
            | "matters"
            | "mattered"
            | "helps"
            | "helped"
            | "goes"
            | "went"
            | "led"
            | "changed"
            | "changes"
            | "worries"
            | "worried"
            | "bothers"
            | "bothered"
            | "stops"
            | "stopped"
            | "came"
            | "comes"
            | "drives"
            | "works"
            | "worked"
            | "stands"
            | "stood"
            | "holds"
            | "prompted"
            | "triggered"
            | "causes"
            | "caused"
            | "surprised"
            | "scares"
            | "hurts"
            | "struck"
            | "gets"
            | "got"
            | "gives"
            | "needs"
    )
}

/// Whether somebody who says only this shows that they listen, and asks nothing.
pub(super) fn is_back_channel(word: &str) -> bool {
    matches!(
        word,
        "yeah"
            | "yes"
            | "yep"
            | "mm"
            | "mmm"
            | "mhm"
            | "hmm"
            | "oh"
            | "ah"
            | "okay"
            | "ok"
            | "really"
            | "uh-huh"
    )
}

/// The last words of a tag that needs a mark to be one.
pub(super) const TAGS: &[&str] = &[
    "right",
    "okay",
    "ok",
    "yeah",
    "huh",
    "correct",
    "yes",
    "no",
    "eh",
    "hmm",
    "hm",
    "is it",
    "are you",
    "do you",
    "is that right",
    "is that it",
    "is that correct",
    "is that fair",
    "is that okay",
    "is that so",
    "am i right",
    "does that make sense",
    "you know",
    "you see",
    "did you",
    "have you",
    "was it",
    "fair enough",
    "or",
    "or not",
    "or no",
    "or what",
];
