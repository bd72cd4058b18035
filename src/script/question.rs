//! A question with its kind of answer.

use super::{Condition, Prompt};
use serde::{Deserialize, Serialize};

/// A question that is answered in its own way, such as with a rating.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The name by which conditions, recalls and formulas know it; unique in the script.
    pub id: String,
    /// What to ask.
    pub ask: Prompt,
    /// How it is answered.
    pub answer: AnswerKind,
    /// When it is asked; `None` for always.
    pub when: Option<Condition>,
    /// What stands below it, to help with answering.
    pub hint: Option<String>,
    /// What its answer leaves behind, beyond itself.
    pub leaves: Option<Leaves>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerKind {
    /// In any words.
    Words,
    /// With a whole number on a scale.
    Rating(Scale),
    /// With one of these options, of which there are two to nine.
    Choice(Vec<String>),
    /// With yes or no, and more words if wanted.
    YesNo,
    /// With several things.
    List,
    /// With a date in plain words.
    Date,
    /// With a name, and more words if wanted.
    Person,
    /// With a commitment: who does what by when.
    Commitment,
    /// With a feeling, and how strong it is.
    Feeling,
}

impl AnswerKind {
    /// The name by which scripts know it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Rating(_) => "rating",
            Self::Choice(_) => "choice",
            Self::YesNo => "yes-no",
            Self::List => "list",
            Self::Date => "date",
            Self::Person => "person",
            Self::Commitment => "commitment",
            Self::Feeling => "feeling",
        }
    }

    /// What conditions may compare the answer with: the options of a choice, `yes` and `no`, nothing otherwise.
    pub fn options(&self) -> Vec<&str> {
        match self {
            Self::Choice(options) => options.iter().map(String::as_str).collect(),
            Self::YesNo => vec!["yes", "no"],
            _ => Vec::new(),
        }
    }
}

/// A scale from one whole number up to another, with what its ends mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The lowest rating.
    pub from: i32,
    /// The highest rating; more than `from`.
    pub to: i32,
    /// What the lowest means.
    pub low: String,
    /// What the highest means.
    pub high: String,
}

/// What an answer leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Leaves {
    /// On a date: a promise of ours to look again on that day.
    Review,
    /// On a person: a promise of ours to speak with that person.
    Contact,
    /// On a choice of yes, not yet, no, or a yes-no: whether this is an opportunity for us.
    Viability,
}
