//! What is told about a turn, as the one word that it has in files and in JSON. These words stay: other programs read them.

use super::{Act, Binding, Cue, Emotion, Main, Polarity, Question, Speaker, Talk};

/// Gives an enum its names, in kebab-case.
macro_rules! names {
    ($type:ident, $($variant:ident => $name:literal),+ $(,)?) => {
        impl $type {
            /// Its name in files and in JSON.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }
        }
    };
}

names!(Speaker, Coach => "coach", Client => "client");
names!(Main, Question => "question", Reflection => "reflection", Input => "input", Other => "other");
names!(Question, None => "none", Open => "open", Closed => "closed");
names!(Talk, Change => "change", Neutral => "neutral", Sustain => "sustain");
names!(Binding, Strong => "strong", Hedged => "hedged", Refused => "refused");
names!(Polarity, Pleasant => "pleasant", Unpleasant => "unpleasant", Mixed => "mixed");
names!(
    Emotion,
    Anger => "anger",
    Disgust => "disgust",
    Fear => "fear",
    Joy => "joy",
    Sadness => "sadness",
    Surprise => "surprise",
    Neutral => "neutral",
);
names!(
    Act,
    Open => "open",
    Closed => "closed",
    Leading => "leading",
    TwoInOne => "two-in-one",
    WhatFelt => "what-felt",
    MakesFeel => "makes-feel",
    Repeats => "repeats",
    Deepens => "deepens",
    Summary => "summary",
    Empathy => "empathy",
    Information => "information",
    Advice => "advice",
    Pitch => "pitch",
    Leave => "leave",
    SmallTalk => "small-talk",
    Apology => "apology",
    Silence => "silence",
);
names!(
    Cue,
    Loss => "loss",
    Fear => "fear",
    Deadline => "deadline",
    Conflict => "conflict",
    Change => "change",
    Decision => "decision",
    Person => "person",
    PastFailure => "past-failure",
    Strain => "strain",
    Money => "money",
    Unsaid => "unsaid",
);
