//! Classes of words that carry grammar. Everything else is [`Class::Other`]: the words with content.

use super::tokens::Shape;

/// What part a word plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// A word with content.
    Other,
    /// "what", "how".
    Wh,
    /// "is", "do", "have".
    Auxiliary,
    /// "can", "would".
    Modal,
    /// "you".
    You,
    /// "I".
    I,
    /// "we".
    We,
    /// "they", "she".
    They,
    /// "it", "this".
    It,
    /// "not", "never".
    Not,
    /// "um", "okay", "and".
    Filler,
    /// "in", "of".
    Preposition,
    /// "the", "some".
    Determiner,
    /// "maybe", "kind of".
    Hedge,
    /// "feel", "think", "want".
    Mind,
    /// "because", "if".
    Joining,
    /// Ends in "ing".
    Ing,
    /// Ends in "ed".
    Past,
    /// Ends in "ly".
    Manner,
    /// A number.
    Figure,
    /// A mark that asks.
    Asking,
    /// Any other mark.
    Mark,
}

/// The words of each class; a word stands in one.
const WORDS: &[(Class, &[&str])] = &[
    (
        Class::Wh,
        &[
            "what", "how", "why", "who", "when", "where", "which", "whose", "whom", "what's",
            "how's", "who's", "where's", "when's", "why's", "what're", "how'd", "what'd", "whats",
            "hows",
        ],
    ),
    (
        Class::Auxiliary,
        &[
            "is", "are", "was", "were", "am", "be", "been", "being", "do", "does", "did", "have",
            "has", "had", "isn't", "aren't", "wasn't", "weren't", "don't", "doesn't", "didn't",
            "haven't", "hasn't", "hadn't", "dont", "didnt", "doesnt", "isnt",
        ],
    ),
    (
        Class::Modal,
        &[
            "can",
            "could",
            "will",
            "would",
            "shall",
            "should",
            "may",
            "might",
            "must",
            "can't",
            "couldn't",
            "won't",
            "wouldn't",
            "shouldn't",
            "cannot",
            "cant",
            "wont",
            "gonna",
            "gotta",
            "wanna",
            "ought",
        ],
    ),
    (
        Class::You,
        &[
            "you", "your", "yours", "yourself", "you're", "you've", "you'd", "you'll", "youre",
            "youve",
        ],
    ),
    (
        Class::I,
        &[
            "i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", "im", "ive",
        ],
    ),
    (
        Class::We,
        &[
            "we", "us", "our", "ours", "we're", "we've", "we'd", "we'll", "let's", "lets",
        ],
    ),
    (
        Class::They,
        &[
            "they",
            "them",
            "their",
            "he",
            "she",
            "him",
            "her",
            "his",
            "they're",
            "they've",
            "they'd",
            "they'll",
            "he's",
            "she's",
            "he'd",
            "she'd",
            "he'll",
            "she'll",
            "people",
            "someone",
            "somebody",
            "everyone",
            "everybody",
        ],
    ),
    (
        Class::It,
        &[
            "it",
            "this",
            "that",
            "these",
            "those",
            "it's",
            "that's",
            "its",
            "thats",
            "there",
            "there's",
            "it'd",
            "it'll",
            "something",
            "anything",
            "everything",
            "thing",
            "things",
            "stuff",
            "one",
        ],
    ),
    (
        Class::Not,
        &[
            "not", "never", "no", "nothing", "nobody", "none", "neither", "nor", "without",
        ],
    ),
    (
        Class::Filler,
        &[
            "um", "uh", "well", "okay", "ok", "so", "and", "but", "yeah", "yes", "oh", "mm", "hmm",
            "mmm", "mhm", "mm-hmm", "uh-huh", "right", "alright", "all", "now", "just", "like",
            "yep", "sure", "hm", "ah", "er", "erm", "huh", "then", "too", "also",
        ],
    ),
    (
        Class::Preposition,
        &[
            "in", "on", "at", "of", "to", "for", "with", "from", "by", "about", "into", "over",
            "after", "before", "between", "through", "up", "down", "out", "off", "around", "under",
        ],
    ),
    (
        Class::Determiner,
        &[
            "the", "a", "an", "some", "any", "each", "every", "more", "most", "much", "many",
            "lot", "few", "little", "bit", "another", "other",
        ],
    ),
    (
        Class::Hedge,
        &[
            "maybe",
            "perhaps",
            "probably",
            "sort",
            "kind",
            "guess",
            "suppose",
            "possibly",
            "kinda",
            "sorta",
            "somewhat",
            "seems",
            "seem",
            "sounds",
            "sound",
            "looks",
            "almost",
            "wonder",
            "wondering",
        ],
    ),
    (
        Class::Mind,
        &[
            "feel",
            "feels",
            "felt",
            "think",
            "thinking",
            "thought",
            "want",
            "wants",
            "wanted",
            "know",
            "knew",
            "believe",
            "hope",
            "hoping",
            "need",
            "needs",
            "worry",
            "care",
            "mean",
            "say",
            "saying",
            "said",
            "tell",
            "ask",
            "hear",
            "hearing",
            "see",
            "understand",
            "feeling",
            "try",
            "trying",
            "tried",
        ],
    ),
    (
        Class::Joining,
        &[
            "because", "cause", "'cause", "if", "as", "while", "than", "or", "though", "although",
            "until", "since", "unless", "when", "whether",
        ],
    ),
];

/// The class of a word in its comparable form.
pub(super) fn of(key: &str, shape: Shape) -> Class {
    match shape {
        Shape::Figure => return Class::Figure,
        Shape::Mark if key.contains('?') => return Class::Asking,
        Shape::Mark => return Class::Mark,
        Shape::Word => {}
    }
    if let Some(class) = listed(key) {
        return class;
    }
    match key.len() {
        0..=4 => Class::Other,
        _ if key.ends_with("ing") => Class::Ing,
        _ if key.ends_with("ed") => Class::Past,
        _ if key.ends_with("ly") => Class::Manner,
        _ => Class::Other,
    }
}

fn listed(key: &str) -> Option<Class> {
    use std::collections::HashMap;
    use std::sync::LazyLock;
    static LISTED: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
        WORDS
            .iter()
            .rev()
            .flat_map(|(class, words)| words.iter().map(|word| (*word, *class)))
            .collect()
    });
    LISTED.get(key).copied()
}
