//! What only a session of practice has: whom one practises with, what was said on both sides, what an observer counted.
//! What a client's words have moved is written down as it was told then, so that a session can be read without its persona.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a practice is held.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Seat {
    /// With a simulated client.
    #[default]
    Simulated,
    /// With somebody in the room who plays the client: the one who asks notes what is said, as in a live conversation.
    Pair,
    /// Watching two others, and counting.
    Observer,
}

/// Whom a practice is held with; `hash` finds the persona's very bytes beside the script's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PracticeRef {
    /// The persona's id.
    pub persona: String,
    /// The first 32 hexadecimal digits of BLAKE3 over the persona's bytes.
    pub hash: String,
    /// How it is held.
    #[serde(default)]
    pub seat: Seat,
    /// How much has to be earned of a simulated client: `easy`, `fair` or `hard`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<String>,
    /// The seed of a simulated client's chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

/// What the user said to a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The id of the step that the user was in.
    pub step: String,
    /// The words; empty for silence.
    pub text: String,
}

/// What a client answered, and what had come of the words before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replied {
    /// The id of the step that the user was in.
    pub step: String,
    /// The words.
    pub text: String,
    /// What kind of reply it is, such as `disclosed` or `cooled`.
    pub kind: String,
    /// Ids of what was disclosed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosed: Vec<String>,
    /// The id of the cue that was let drop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Ids of the cues that the words before it have followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<String>,
    /// Ids of the cues that have closed, because nobody asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<String>,
    /// What has moved, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Moving>,
    /// Trust afterwards.
    pub trust: TrustParts,
    /// Whether the client has gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
}

/// Something that has moved in a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moving {
    /// What has moved: a part of trust, `depth` or `cue`.
    pub part: String,
    /// By how much, to two digits.
    pub by: f64,
    /// The move of the user's that brought it, in a sentence.
    pub why: String,
}

/// Trust in its parts, each from 0.5 to 10, to two digits.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TrustParts {
    /// How much the client believes.
    pub credibility: f64,
    /// How much they rely on what is promised.
    pub reliability: f64,
    /// How safe they feel.
    pub intimacy: f64,
    /// How much they think that the user is after something.
    pub self_orientation: f64,
}

impl TrustParts {
    /// Trust as one figure: T = (C + R + I) / S, after Charles Green.
    pub fn figure(self) -> f64 {
        (self.credibility + self.reliability + self.intimacy) / self.self_orientation.max(0.5)
    }
}

/// A figure as it is written down: to two digits, and never anything but a number.
pub fn hundredths(value: f64) -> f64 {
    if value.is_finite() {
        (value.clamp(-1e6, 1e6) * 100.0).round() / 100.0
    } else {
        0.0
    }
}

/// What an observer counts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Observed {
    /// A question that invites a story.
    Open,
    /// One that yes, no, a name or a figure answers.
    Closed,
    /// What was said or meant was given back.
    Reflection,
    /// "What else?"
    Else,
    /// "What do you feel?"
    Feeling,
    /// A silence that was left alone.
    Silence,
    /// Something that was let drop was asked about.
    CueMet,
    /// Something that was let drop was passed by.
    CueMissed,
    /// A product, a solution or advice before its time.
    Pitch,
    /// The other was interrupted.
    Interrupted,
}

impl Observed {
    /// All, in the order in which they stand on the sheet.
    pub const ALL: [Self; 10] = [
        Self::Open,
        Self::Closed,
        Self::Reflection,
        Self::Else,
        Self::Feeling,
        Self::Silence,
        Self::CueMet,
        Self::CueMissed,
        Self::Pitch,
        Self::Interrupted,
    ];

    /// What is counted, in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open question",
            Self::Closed => "closed question",
            Self::Reflection => "reflection",
            Self::Else => "“what else?”",
            Self::Feeling => "asked what they feel",
            Self::Silence => "silence left alone",
            Self::CueMet => "cue met",
            Self::CueMissed => "cue missed",
            Self::Pitch => "pitch or advice",
            Self::Interrupted => "interrupted",
        }
    }
}

/// How the user judges themselves when a conversation is over, each 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// How well did I listen?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listened: Option<u8>,
    /// How far did I get beneath the first answer?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<u8>,
    /// How well do I know what they feel?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feelings: Option<u8>,
    /// How well did I keep my own solutions back?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restraint: Option<u8>,
    /// How clear is it who does what by when?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<u8>,
}

/// One of the five questions that the user judges themselves by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// How well did I listen?
    Listened,
    /// How far did I get beneath the first answer?
    Depth,
    /// How well do I know what they feel?
    Feelings,
    /// How well did I keep my own solutions back?
    Restraint,
    /// How clear is it who does what by when?
    Agreed,
}

impl Judge {
    /// All five, in the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::Listened,
        Self::Depth,
        Self::Feelings,
        Self::Restraint,
        Self::Agreed,
    ];

    /// What is judged, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Listened => "listened",
            Self::Depth => "depth",
            Self::Feelings => "feelings",
            Self::Restraint => "restraint",
            Self::Agreed => "agreed",
        }
    }

    /// The question.
    pub fn asks(self) -> &'static str {
        match self {
            Self::Listened => "How well did I listen?",
            Self::Depth => "How far did I get beneath the first answer?",
            Self::Feelings => "How well do I know what they feel?",
            Self::Restraint => "How well did I keep my own solutions back?",
            Self::Agreed => "How clear is it who does what by when?",
        }
    }
}

impl Judgement {
    /// The answer to a question, if it was given.
    pub fn of(&self, judge: Judge) -> Option<u8> {
        match judge {
            Judge::Listened => self.listened,
            Judge::Depth => self.depth,
            Judge::Feelings => self.feelings,
            Judge::Restraint => self.restraint,
            Judge::Agreed => self.agreed,
        }
    }

    /// Takes an answer down; what is outside 1 to 5 is brought to the nearest.
    pub fn set(&mut self, judge: Judge, answer: Option<u8>) {
        let answer = answer.map(|n| n.clamp(1, 5));
        match judge {
            Judge::Listened => self.listened = answer,
            Judge::Depth => self.depth = answer,
            Judge::Feelings => self.feelings = answer,
            Judge::Restraint => self.restraint = answer,
            Judge::Agreed => self.agreed = answer,
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All answers within 1 to 5.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        for judge in Judge::ALL {
            self.set(judge, self.of(judge));
        }
        self
    }
}
