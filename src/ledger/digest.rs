//! A session in short: all that folding many of them needs, so that none has to be read again.

use super::promise::{Promise, promises};
use crate::script::{AnswerKind, Clause, Condition, KnownKind, Step, catalogue::vocabulary};
use crate::session::{
    Capital, Consent, How, Judgement, Kind, Mode, Moment, PersonRef, ScriptRef, Session, StepFold,
    Viability,
};
use crate::text::ellipsis;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The step in which the issue is told.
const ISSUE: &str = "issue";
/// Columns of a quote, at most: what is longer is cut, and says so.
const LONGEST: usize = 280;
/// Notes, and parked ideas, that a digest has at most: the newest ones.
const MOST_NOTES: usize = 40;

/// A session in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// Its id.
    pub id: String,
    /// When it began.
    pub began: Moment,
    /// How it came about.
    pub mode: Mode,
    /// What it ran.
    pub script: ScriptRef,
    /// With whom. As they were called then, until somebody who knows puts in how they are called now, and whom they were
    /// merged into.
    pub person: PersonRef,
    /// Milliseconds from its beginning to its last entry.
    pub length: u64,
    /// How many things were kept that still count: words, feelings, notes, promises.
    pub kept: u32,
    /// Whether it was closed.
    pub closed: bool,
    /// Whether it is an opportunity for us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viability: Option<Viability>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it did to the relationship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Capital>,
    /// How the user judges themselves.
    #[serde(default)]
    pub judged: Judgement,
    /// How it ended, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<EndedOn>,
    /// On what basis its notes are kept, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// One for each step of the script.
    pub steps: Vec<StepDigest>,
    /// What was promised, and how it stands; what is to be looked at again, whom to speak with, and whether the outcome came.
    pub promises: Vec<Promise>,
    /// Whether the script asks for a promise.
    pub asks_for_promises: bool,
    /// The user's notes, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Quote>,
    /// What was parked, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parked: Vec<Quote>,
    /// The client's share of the talk in percent, where the clock was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_share: Option<u8>,
    /// What was worked out from ratings, such as trust.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// What the user's questions were, in a practice; left empty by [`Digest::of`], for whoever has listened to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<Questions>,
}

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedOn {
    /// How.
    pub how: How,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The day on which that was said.
    pub on: Date,
}

/// A step in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepDigest {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it belonged to this conversation, as far as that can be told from the session alone.
    pub expected: bool,
    /// Whether the conversation has been in it.
    pub visited: bool,
    /// How many things were kept in it.
    pub kept: u32,
    /// How many answers were.
    pub answers: u32,
    /// How often "what else?" was asked.
    pub what_else: u8,
    /// The newest words of the client that say something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Quote>,
    /// The feelings in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feelings: Vec<Felt>,
    /// The mean intensity of the feelings, 0 to 5; 0 where there are none.
    pub warmth: f32,
}

impl StepDigest {
    /// Whether it was left out: it belonged to the conversation, and nothing was kept in it.
    pub fn is_left_out(&self) -> bool {
        self.expected && self.kept == 0
    }
}

/// Words, with the entry that has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The number of the entry.
    pub n: u32,
    /// The words on one line; `…` at the end where they go on.
    pub text: String,
}

/// A feeling that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Felt {
    /// The number of the entry.
    pub n: u32,
    /// The vocabulary's word, or their own.
    pub word: String,
    /// The vocabulary's group, such as `sad`; none for a word of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// 1 to 5, where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intensity: Option<u8>,
}

/// A figure that was worked out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Its id, such as `trust`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How much it is.
    pub value: f64,
}

/// The user's questions in a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    /// Those that invite a story.
    pub open: u32,
    /// Those that yes, no, a name or a figure answers.
    pub closed: u32,
}

impl Digest {
    /// A session in short.
    pub fn of(session: &Session) -> Self {
        let (head, fold) = (session.head(), session.fold());
        let closed = fold.closed.clone().unwrap_or_default();
        let script = session.script();
        let steps = script.steps.iter().zip(&fold.steps);
        Self {
            id: head.id.clone(),
            began: head.began,
            mode: head.mode,
            script: head.script.clone(),
            person: head.person.clone(),
            length: fold.last_t,
            kept: count(session.counting().filter(|e| is_kept(&e.kind))),
            closed: fold.closed.is_some(),
            viability: closed.viability,
            reason: closed.reason.map(|r| short(&r)),
            capital: closed.capital,
            judged: fold.judged,
            ended: fold.ended.as_ref().map(|e| EndedOn {
                how: e.ended.how,
                why: e.ended.why.as_deref().map(short),
                on: e.at.date(),
            }),
            consent: fold.consent.as_ref().map(|a| a.consent.clone()),
            steps: steps.map(|(s, f)| step(session, s, f)).collect(),
            promises: promises(session),
            asks_for_promises: asks_for_promises(session),
            notes: newest(session, |kind| match kind {
                Kind::Note(x) => Some(&x.text),
                _ => None,
            }),
            parked: newest(session, |kind| match kind {
                Kind::Parked(x) => Some(&x.text),
                _ => None,
            }),
            client_share: client_share(session),
            values: script
                .computed
                .iter()
                .filter_map(|c| {
                    Some(Value {
                        id: c.id.clone(),
                        title: c.title.clone(),
                        value: session.value(c).filter(|v| v.is_finite())?,
                    })
                })
                .collect(),
            questions: None,
        }
    }

    /// Without what only a person's own page shows: words but those about the issue, notes, what was parked.
    #[must_use]
    pub fn lean(mut self) -> Self {
        for step in self.steps.iter_mut().filter(|s| s.id != ISSUE) {
            step.words = None;
        }
        (self.notes, self.parked) = (Vec::new(), Vec::new());
        self
    }

    /// The day on which it began.
    pub fn day(&self) -> Date {
        self.began.date()
    }

    /// Whether it is a conversation with a person in which something was kept.
    pub fn is_conversation(&self) -> bool {
        self.mode == Mode::Live && self.kept > 0 && !self.person.is_me()
    }

    /// What was said in a step, by its id.
    pub fn words(&self, step: &str) -> Option<&Quote> {
        self.steps.iter().find(|s| s.id == step)?.words.as_ref()
    }

    /// The feelings with their steps, in order.
    pub fn feelings(&self) -> impl Iterator<Item = (&StepDigest, &Felt)> {
        self.steps
            .iter()
            .flat_map(|s| s.feelings.iter().map(move |f| (s, f)))
    }

    /// Warmth, step by step.
    pub fn warmth(&self) -> impl Iterator<Item = f32> {
        self.steps.iter().map(|s| s.warmth)
    }

    /// Whether it was won, lost or left.
    pub fn is_settled(&self) -> bool {
        self.ended.as_ref().is_some_and(|e| e.how.is_settled())
    }
}

/// That a question was on the screen is nothing that was kept.
fn is_kept(kind: &Kind) -> bool {
    kind.step().is_some() && !matches!(kind, Kind::Asked(_))
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

/// Words on one line, cut where they are very long.
pub(super) fn short(text: &str) -> String {
    ellipsis(text, LONGEST)
}

fn step(session: &Session, step: &Step, fold: &StepFold) -> StepDigest {
    let here = || {
        session
            .counting()
            .filter(|e| e.kind.step() == Some(step.id.as_str()))
    };
    let words = session.newest_answer(&step.id).and_then(|text| {
        let is_it = |kind: &Kind| kind.client_words(&step.id) == Some(text);
        let entry = session.counting_back().find(|e| is_it(&e.kind))?;
        Some(Quote {
            n: entry.n,
            text: short(text),
        })
    });
    StepDigest {
        id: step.id.clone(),
        title: step.title.clone(),
        expected: expected(session, step.when.as_ref()),
        visited: fold.visited,
        kept: count(here().filter(|e| is_kept(&e.kind))),
        answers: count(fold.answers.iter()),
        what_else: fold.what_else,
        words,
        feelings: here().filter_map(|e| felt(e.n, &e.kind)).collect(),
        warmth: fold.warmth,
    }
}

/// Whether a step belongs to the conversation. Whether there was an earlier one cannot be told here: a step that depends on
/// it is not missed.
fn expected(session: &Session, when: Option<&Condition>) -> bool {
    let earlier = |c: &Clause| matches!(c, Clause::FirstConversation | Clause::LaterConversation);
    let unsure = when.is_some_and(|when| when.clauses().iter().any(earlier));
    !unsure && session.holds(when)
}

fn felt(n: u32, kind: &Kind) -> Option<Felt> {
    let Kind::Feeling(x) = kind else { return None };
    let listed = vocabulary().look_up(&x.word);
    Some(Felt {
        n,
        word: listed.map_or_else(|| short(&x.word), |w| w.word.clone()),
        group: listed.map(|w| w.group.clone()),
        intensity: x.intensity,
    })
}

fn newest(session: &Session, text: impl Fn(&Kind) -> Option<&String>) -> Vec<Quote> {
    let quote = |e: &crate::session::Entry| {
        Some(Quote {
            n: e.n,
            text: short(text(&e.kind)?),
        })
    };
    let mut all: Vec<Quote> = session
        .counting_back()
        .filter_map(quote)
        .take(MOST_NOTES)
        .collect();
    all.reverse();
    all
}

fn asks_for_promises(session: &Session) -> bool {
    session.script().steps.iter().any(|s| {
        let known = s.known.iter().any(|k| k.kind == KnownKind::Commitment);
        known
            || s.questions
                .iter()
                .any(|q| q.answer == AnswerKind::Commitment)
    })
}

fn client_share(session: &Session) -> Option<u8> {
    let fold = session.fold();
    let (client, _) = fold.talk.until(fold.last_t).share()?;
    u8::try_from(client).ok()
}
