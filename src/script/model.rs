//! The parts of a script.

use super::{Clause, Computed, Condition, Prompt, Question};
use serde::{Deserialize, Serialize};

/// A conversation or a practice as it is defined: a purpose and an ordered list of steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// The name by which commands and sessions know it, such as `mineral-rights-client`.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// What sort of conversation or practice it is.
    pub kind: ScriptKind,
    /// When people need it.
    pub moment: Occasion,
    /// Whom it is about.
    pub with: With,
    /// What the conversation is for, in a sentence or two.
    pub purpose: String,
    /// Where the idea comes from.
    pub source: String,
    /// Whether the days in a row on which it was done are counted.
    pub streak: bool,
    /// The steps in order; never empty.
    pub steps: Vec<Step>,
    /// Figures that are worked out from ratings, in order: each knows those above it.
    pub computed: Vec<Computed>,
}

/// What sort of conversation or practice a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScriptKind {
    /// With a client; ends with the closing questions.
    Conversation,
    /// With a colleague or a team member; ends with how well you listened.
    OneToOne,
    /// Questions to yourself.
    SelfReflection,
    /// Questions with figures, about yourself or a relationship.
    Audit,
    /// Before a meeting, or in it.
    Planning,
    /// A few minutes before a conversation.
    WarmUp,
    /// Practising one move.
    Drill,
}

impl ScriptKind {
    /// All of them, in the order in which people read of them.
    pub const ALL: [Self; 7] = [
        Self::Conversation,
        Self::OneToOne,
        Self::SelfReflection,
        Self::Audit,
        Self::Planning,
        Self::WarmUp,
        Self::Drill,
    ];

    /// The name by which scripts know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conversation => "conversation",
            Self::OneToOne => "one-to-one",
            Self::SelfReflection => "self-reflection",
            Self::Audit => "audit",
            Self::Planning => "planning",
            Self::WarmUp => "warm-up",
            Self::Drill => "drill",
        }
    }

    /// Whom a script of this kind is about when it does not say so.
    pub fn with(self) -> With {
        match self {
            Self::Conversation | Self::OneToOne => With::Person,
            _ => With::Me,
        }
    }
}

/// When people need a script.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// Before a conversation.
    Before,
    /// In a conversation.
    During,
    /// After a conversation.
    After,
    /// Every day.
    Day,
    /// Every quarter.
    Quarter,
}

impl Occasion {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 5] = [
        Self::Before,
        Self::During,
        Self::After,
        Self::Day,
        Self::Quarter,
    ];

    /// The name by which scripts know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
            Self::Day => "day",
            Self::Quarter => "quarter",
        }
    }

    /// As people say it, such as "every day".
    pub fn words(self) -> &'static str {
        match self {
            Self::Day => "every day",
            Self::Quarter => "every quarter",
            other => other.name(),
        }
    }
}

/// Whom a script is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum With {
    /// Another person.
    Person,
    /// The user.
    Me,
}

impl With {
    /// The name by which scripts know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Me => "me",
        }
    }
}

/// One stage of a script.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The name by which sessions and commands know it, such as `impact`.
    pub id: String,
    /// The name that people read, such as "current impact".
    pub title: String,
    /// What this step is for, in a sentence.
    pub purpose: String,
    /// When it belongs to the conversation; `None` for always.
    pub when: Option<Condition>,
    /// Questions with their kinds of answer, asked one after the other before the prompts; there are questions,
    /// or prompts, or both.
    pub questions: Vec<Question>,
    /// Questions to ask, in words that a person can say aloud.
    pub prompts: Vec<Prompt>,
    /// Short follow-ups that go deeper in the same step.
    pub probes: Vec<Prompt>,
    /// How often "what else?" should be asked here; 0 for not at all.
    pub what_else: u8,
    /// What must be known before leaving the step.
    pub known: Vec<Known>,
    /// Whether feelings are asked here.
    pub feelings: bool,
    /// The usual mistakes here, each with the way back.
    pub traps: Vec<Trap>,
    /// What to say after an answer was kept in this step, and no more than that.
    pub after: Option<String>,
}

/// Something that must be known before a step is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The name by which `/known ID` ticks it.
    pub id: String,
    /// What kind of entry ticks it.
    pub kind: KnownKind,
    /// What people read, such as "who else is affected".
    pub text: String,
}

/// What ticks a must-know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KnownKind {
    /// Ticked by key.
    Words,
    /// An answer with a figure in it: something that was seen or counted.
    Evidence,
    /// A feeling kept in the step.
    Feeling,
    /// An answer with a figure in it: how success is measured.
    Measure,
    /// An answer or a commitment with a date in it.
    Date,
    /// A commitment kept in the step.
    Commitment,
    /// Ticked by key: one thing chosen among several.
    Choice,
}

/// A usual mistake, with the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trap {
    /// The mistake.
    pub trap: String,
    /// How to come back from it.
    pub back: String,
}

impl Script {
    /// Whether it asks for what was said in an earlier session, in a quote or a condition.
    pub fn looks_back(&self) -> bool {
        let prompts = self.steps.iter().flat_map(|s| {
            s.prompts
                .iter()
                .chain(&s.probes)
                .chain(s.questions.iter().map(|q| &q.ask))
        });
        let quotes = |p: &Prompt| p.recalls().any(|r| matches!(r, super::Recall::Last(_)));
        let conditions = self.steps.iter().flat_map(|s| {
            let questions = s.questions.iter().filter_map(|q| q.when.as_ref());
            let said = s.prompts.iter().chain(&s.probes).filter_map(Prompt::when);
            s.when.iter().chain(questions).chain(said)
        });
        let earlier =
            |c: &Clause| matches!(c, Clause::FirstConversation | Clause::LaterConversation);
        prompts.clone().any(quotes) || conditions.flat_map(Condition::clauses).any(earlier)
    }

    /// The place of a step, counted from 0.
    pub fn position(&self, step: &str) -> Option<usize> {
        self.steps.iter().position(|s| s.id == step)
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == id)
    }

    /// A question by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|q| q.id == id)
    }

    /// All questions in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.steps.iter().flat_map(|s| &s.questions)
    }

    /// A computed figure by its id.
    pub fn computed(&self, id: &str) -> Option<&Computed> {
        self.computed.iter().find(|c| c.id == id)
    }

    /// The value of a computed figure, from the ratings that were given so far. `None` where there is no such
    /// figure, one of its ratings is open, or a divisor is 0.
    pub fn value(&self, id: &str, rating: impl Fn(&str) -> Option<f64>) -> Option<f64> {
        // Each figure needs only those above it: one walk down to the wanted one is enough.
        let mut values: Vec<(&str, Option<f64>)> = Vec::new();
        for computed in &self.computed {
            let value = computed.formula.value(|name| {
                match values.iter().find(|(known, _)| *known == name) {
                    Some((_, value)) => *value,
                    None => rating(name),
                }
            });
            if computed.id == id {
                return value;
            }
            values.push((&computed.id, value));
        }
        None
    }
}
