//! When something is asked: "viable is no and later conversation".

mod parse;

pub(super) use parse::{Placed, parse_with};

use super::Slip;
use std::fmt;

/// Clauses that hold together, or do not.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    clauses: Vec<Clause>,
}

/// One clause of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// `viable is no`, `viable is not no`.
    Is {
        /// The choice or yes-no.
        id: String,
        /// The option.
        value: String,
        /// Whether it must be another option.
        not: bool,
    },
    /// `energy is over 4`.
    Over {
        /// The rating or computed value.
        id: String,
        /// The number that it has to exceed.
        number: f64,
    },
    /// `energy is under 4`.
    Under {
        /// The rating or computed value.
        id: String,
        /// The number that it has to stay below.
        number: f64,
    },
    /// `issue is answered`.
    Answered {
        /// The step or question.
        id: String,
    },
    /// `issue is open`.
    Open {
        /// The step or question.
        id: String,
    },
    /// `outcome knows measure`.
    Knows {
        /// The step.
        step: String,
        /// Its must-know.
        known: String,
    },
    /// `outcome lacks measure`.
    Lacks {
        /// The step.
        step: String,
        /// Its must-know.
        known: String,
    },
    /// `first conversation`.
    FirstConversation,
    /// `later conversation`.
    LaterConversation,
}

/// What is known so far: what conditions are held against.
pub trait Facts {
    /// The option that was chosen for a choice, `yes` or `no` for a yes-no; `None` while it is open.
    fn choice(&self, id: &str) -> Option<&str>;
    /// The rating that was given, or the value that was computed; `None` while there is none.
    fn number(&self, id: &str) -> Option<f64>;
    /// Whether a step or a question has an answer.
    fn answered(&self, id: &str) -> bool;
    /// Whether the must-know `known` of the step `step` is known.
    fn knows(&self, step: &str, known: &str) -> bool;
    /// Whether there was an ended session before: with the same person; for a script about oneself, of the same
    /// script.
    fn later_conversation(&self) -> bool;
}

impl Condition {
    /// Reads a condition. Without the script, `x is not yet` means that `x` has another value than `yet`; reading a
    /// script, where `not yet` may be an option of `x`, the option counts.
    ///
    /// # Errors
    /// A [`Slip`]: what is wrong, where, and how to mend it.
    pub fn parse(text: &str) -> Result<Self, Slip> {
        Ok(Self::of(parse_with(text, |_| Vec::new())?))
    }

    pub(super) fn of(placed: Vec<Placed>) -> Self {
        Self {
            clauses: placed.into_iter().map(|p| p.clause).collect(),
        }
    }

    /// The condition with another clause in the place of each.
    pub(super) fn mapped(&self, change: impl FnMut(&Clause) -> Clause) -> Self {
        Self {
            clauses: self.clauses.iter().map(change).collect(),
        }
    }

    /// Its clauses; never empty.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// Whether every clause holds. Something that was not answered compares with nothing: `is`, `is not`, `is over`
    /// and `is under` do not hold for it; only `is open` does.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        self.clauses.iter().all(|clause| match clause {
            Clause::Is { id, value, not } => facts
                .choice(id)
                .is_some_and(|chosen| crate::text::same_words(chosen, value) != *not),
            Clause::Over { id, number } => facts.number(id).is_some_and(|n| n > *number),
            Clause::Under { id, number } => facts.number(id).is_some_and(|n| n < *number),
            Clause::Answered { id } => facts.answered(id),
            Clause::Open { id } => !facts.answered(id),
            Clause::Knows { step, known } => facts.knows(step, known),
            Clause::Lacks { step, known } => !facts.knows(step, known),
            Clause::FirstConversation => !facts.later_conversation(),
            Clause::LaterConversation => facts.later_conversation(),
        })
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is { id, value, not } => {
                write!(out, "{id} is {}{value}", if *not { "not " } else { "" })
            }
            Self::Over { id, number } => write!(out, "{id} is over {number}"),
            Self::Under { id, number } => write!(out, "{id} is under {number}"),
            Self::Answered { id } => write!(out, "{id} is answered"),
            Self::Open { id } => write!(out, "{id} is open"),
            Self::Knows { step, known } => write!(out, "{step} knows {known}"),
            Self::Lacks { step, known } => write!(out, "{step} lacks {known}"),
            Self::FirstConversation => out.write_str("first conversation"),
            Self::LaterConversation => out.write_str("later conversation"),
        }
    }
}

/// As it is written in a script.
impl fmt::Display for Condition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, clause) in self.clauses.iter().enumerate() {
            if nth > 0 {
                out.write_str(" and ")?;
            }
            clause.fmt(out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "condition_tests.rs"]
mod tests;
