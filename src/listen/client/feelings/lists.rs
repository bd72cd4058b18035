//! Words that stand before a feeling, by what they do. Each list is sorted; a test holds that.

/// "I", and what is written in one with it.
pub(super) const ME: &[&str] = &[
    "i", "i'd", "i'll", "i'm", "i've", "im", "me", "myself", "us", "we", "we'd", "we'll", "we're",
    "we've",
];
/// Somebody else.
pub(super) const OTHERS: &[&str] = &[
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "he",
    "he'd",
    "he'll",
    "he's",
    "her",
    "him",
    "nobody",
    "she",
    "she'd",
    "she'll",
    "she's",
    "somebody",
    "someone",
    "them",
    "they",
    "they'd",
    "they'll",
    "they're",
    "they've",
    "who",
    "who's",
];
/// No person.
pub(super) const THINGS: &[&str] = &[
    "everything",
    "it",
    "it'd",
    "it'll",
    "it's",
    "its",
    "that",
    "that's",
    "there",
    "there's",
    "these",
    "this",
    "those",
    "what",
    "what's",
    "which",
];
/// To be, to get, to look; and what is written in one with it.
pub(super) const BE: &[&str] = &[
    "ain't", "am", "are", "aren't", "be", "became", "become", "becoming", "been", "being", "get",
    "gets", "getting", "got", "grew", "growing", "he's", "i'm", "im", "is", "isn't", "it's",
    "left", "look", "looked", "looking", "looks", "made", "make", "makes", "making", "seem",
    "seemed", "seems", "she's", "sound", "sounded", "sounds", "stayed", "that's", "they're", "was",
    "wasn't", "we're", "were", "weren't", "what's", "who's", "you're",
];
/// To feel.
pub(super) const FEEL: &[&str] = &["feel", "feelin", "feeling", "feelings", "feels", "felt"];
/// Takes something away.
pub(super) const HEDGES: &[&str] = &[
    "almost", "bit", "fairly", "guess", "kind", "kinda", "little", "maybe", "might", "mildly",
    "partly", "perhaps", "possibly", "probably", "slightly", "somewhat", "sort", "sorta",
    "suppose",
];
/// Makes strong.
pub(super) const STRONG: &[&str] = &[
    "awfully",
    "bloody",
    "damn",
    "deeply",
    "fucking",
    "genuinely",
    "greatly",
    "hugely",
    "more",
    "really",
    "seriously",
    "so",
    "such",
    "super",
    "terribly",
    "thoroughly",
    "too",
    "truly",
    "very",
];
/// Makes as strong as can be.
pub(super) const UTTER: &[&str] = &[
    "absolutely",
    "beyond",
    "completely",
    "desperately",
    "entirely",
    "extremely",
    "fully",
    "immensely",
    "incredibly",
    "intensely",
    "massively",
    "totally",
    "utterly",
];
/// Words that change nothing and may stand in between.
pub(super) const PLAIN: &[&str] = &[
    "a",
    "again",
    "all",
    "already",
    "also",
    "always",
    "an",
    "and",
    "any",
    "anymore",
    "as",
    "at",
    "both",
    "can",
    "constantly",
    "could",
    "did",
    "do",
    "does",
    "even",
    "ever",
    "exactly",
    "far",
    "for",
    "frankly",
    "from",
    "going",
    "had",
    "has",
    "have",
    "honestly",
    "just",
    "kept",
    "like",
    "longer",
    "most",
    "mostly",
    "much",
    "need",
    "now",
    "of",
    "often",
    "only",
    "or",
    "particularly",
    "pretty",
    "quite",
    "rather",
    "real",
    "reason",
    "same",
    "say",
    "sense",
    "should",
    "simply",
    "some",
    "sometimes",
    "still",
    "suddenly",
    "the",
    "thing",
    "think",
    "to",
    "usually",
    "will",
    "would",
    "yet",
];
/// With "I" before them these carry a "not" over to what follows: "I don't think I'm angry".
pub(super) const THINKING: &[&str] = &[
    "call", "guess", "pretend", "said", "say", "saying", "suppose", "think", "thinking",
];

#[cfg(test)]
#[test]
fn every_list_is_sorted() {
    let lists = [
        ME, OTHERS, THINGS, BE, FEEL, HEDGES, STRONG, UTTER, PLAIN, THINKING,
    ];
    for list in lists {
        assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
    }
}
