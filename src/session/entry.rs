//! What a session is made of.

use super::Moment;
use super::afterwards::{Ended, Kept};
use super::consent::Consent;
use super::practice::{Judgement, Observed, PracticeRef, Replied, Said};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a session came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// With a real person.
    Live,
    /// With a simulated client; never mixed into a real person's history.
    Practice,
    /// A script without a client.
    Run,
}

/// The script that a session runs, by content: `hash` finds the very bytes in `scripts-used/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptRef {
    /// The script's id.
    pub id: String,
    /// The script's title when the session began.
    pub title: String,
    /// The first 32 hexadecimal digits of BLAKE3 over the script's bytes.
    pub hash: String,
}

/// The person that a session belongs to, as they were called when it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonRef {
    /// The person's ULID in `people.yaml`.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

impl PersonRef {
    /// Whether it is the user, whom scripts about oneself belong to.
    pub fn is_me(&self) -> bool {
        self.id == ME
    }
}

/// The id of the user.
pub const ME: &str = "me";

/// A person whom the user talks with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// A ULID.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: Option<String>,
    /// Other names that find them.
    pub other_names: Vec<String>,
}

impl From<&Person> for PersonRef {
    fn from(person: &Person) -> Self {
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            organisation: person.organisation.clone(),
        }
    }
}

/// The first document of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// A ULID; the file is called after it.
    pub id: String,
    /// When the session began.
    pub began: Moment,
    /// How it came about.
    pub mode: Mode,
    /// What was run.
    pub script: ScriptRef,
    /// With whom.
    pub person: PersonRef,
    /// What is practised, in a practice.
    pub practice: Option<PracticeRef>,
}

/// One thing that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number, from 1 without gaps. Order is by number, never by clock.
    pub n: u32,
    /// The wall time.
    pub at: Moment,
    /// Milliseconds since the session began; time away from the session does not count.
    pub t: u64,
    /// What it is.
    pub kind: Kind,
}

/// What an entry can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// The client's own words.
    Answer(Answer),
    /// A feeling of the client.
    Feeling(Feeling),
    /// The user's own note or interpretation.
    Note(Remark),
    /// Put aside until its time: a rabbit trail, or an idea for a solution.
    Parked(Remark),
    /// Who does what by when.
    Commitment(Commitment),
    /// A must-know was ticked or unticked.
    Known(Marked),
    /// Another step was entered; its id.
    Moved(String),
    /// A question was on the screen when the client answered, or "what else?" was asked.
    Asked(Asked),
    /// Somebody else speaks now.
    Speaker(Who),
    /// An earlier entry no longer counts; its number.
    Withdrawn(u32),
    /// A withdrawn entry counts again; its number.
    Restored(u32),
    /// What the user said to a client.
    Said(Said),
    /// What a client answered.
    Reply(Box<Replied>),
    /// The conversation goes on behind an earlier entry, whose number this is; 0 for the very beginning. What came behind it
    /// until now is left behind.
    Branch(u32),
    /// Somebody who watches has counted something.
    Counted(Observed),
    /// How the user judges themselves.
    Judged(Judgement),
    /// The session is over.
    Closed(Closed),
    /// What became of a promise since.
    Kept(Kept),
    /// How it ended, as far as one knows now.
    Ended(Ended),
    /// On what basis the notes are kept.
    Consent(Consent),
}

impl Kind {
    /// The id of the question that it answers, and the answer in words, for what answers one.
    pub fn answers(&self) -> Option<(&str, &str)> {
        match self {
            Self::Answer(x) => Some((x.question.as_deref()?, &x.text)),
            Self::Feeling(x) => Some((x.question.as_deref()?, &x.word)),
            Self::Commitment(x) => Some((x.question.as_deref()?, &x.text)),
            _ => None,
        }
    }

    /// The client's own words, for what is such in a step.
    pub fn client_words(&self, step: &str) -> Option<&str> {
        match self {
            Self::Answer(x) if x.step == step => Some(&x.text),
            Self::Reply(x) if x.step == step => Some(&x.text),
            _ => None,
        }
    }

    /// The id of the step that it was kept in, for what belongs to one.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Answer(x) => Some(&x.step),
            Self::Feeling(x) => Some(&x.step),
            Self::Note(x) | Self::Parked(x) => Some(&x.step),
            Self::Commitment(x) => Some(&x.step),
            Self::Asked(x) => Some(&x.step),
            Self::Said(x) => Some(&x.step),
            Self::Reply(x) => Some(&x.step),
            Self::Known(_)
            | Self::Branch(_)
            | Self::Counted(_)
            | Self::Moved(_)
            | Self::Speaker(_)
            | Self::Withdrawn(_)
            | Self::Restored(_)
            | Self::Judged(_)
            | Self::Closed(_)
            | Self::Kept(_)
            | Self::Ended(_)
            | Self::Consent(_) => None,
        }
    }
}

/// The client's own words in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The step's id.
    pub step: String,
    /// The id of the question that it answers; without one it answers a prompt of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What they said.
    pub text: String,
}

/// A feeling word in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Feeling {
    /// The step's id.
    pub step: String,
    /// The id of the question that it answers; without one it answers a prompt of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The word as it was said; the vocabulary knows it, or another way to say it, where `listed`.
    pub word: String,
    /// 1 (a trace) to 5 (overwhelming), where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intensity: Option<u8>,
    /// Whether the word stands in the vocabulary.
    pub listed: bool,
    /// The number of the answer that it belongs to; else it belongs to the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
}

/// A text in a step that is not the client's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The step's id.
    pub step: String,
    /// The text.
    pub text: String,
}

/// Whose promise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// The user's side.
    Us,
    /// The client's side.
    Them,
}

/// Who does what by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The step's id.
    pub step: String,
    /// The id of the question that it answers; without one it answers a prompt of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Who does it.
    pub owner: Owner,
    /// What is to be done, without the date.
    pub text: String,
    /// By when; `None` is shown as "no date".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The date as it was typed, such as "by friday".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// The number of the answer that left this promise behind: it goes and comes back with that answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
}

/// A must-know ticked or unticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Marked {
    /// The step's id.
    pub step: String,
    /// The must-know's id.
    pub id: String,
    /// Whether it is known now.
    pub known: bool,
    /// The number of the entry that ticked it by itself; a tick by key has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<u32>,
}

/// What kind of question was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AskedWhat {
    /// A prompt of the step.
    Prompt,
    /// A probe of the step.
    Probe,
    /// "What else?"
    Else,
}

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The step's id.
    pub step: String,
    /// Which kind.
    pub what: AskedWhat,
    /// Which one, from 1 in the order of the script; 0 for "what else?".
    #[serde(default, skip_serializing_if = "is_zero")]
    pub index: u16,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(value: &u16) -> bool {
    *value == 0
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The client: the user is in receptive gear.
    Client,
    /// The user, in active gear.
    Me,
    /// The clock stands still.
    Nobody,
}

/// Is this an opportunity for us?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Viability {
    /// Yes.
    Yes,
    /// Not yet.
    NotYet,
    /// No.
    No,
}

/// What the conversation did to the relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Capital {
    /// It is richer now.
    Enriched,
    /// It is as it was.
    Flat,
    /// It has cost something.
    Spent,
}

/// The end of a session. What the user left open stays `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Is this an opportunity for us?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viability: Option<Viability>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Emotional capital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Capital>,
}

/// What stands in the input, not yet kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The number of the entry that it will become; stale when the session has that number already.
    pub n: u32,
    /// Milliseconds since the session began.
    pub t: u64,
    /// The text as typed, prefix and all.
    pub text: String,
    /// Where the cursor stands, in bytes.
    pub cursor: usize,
}
