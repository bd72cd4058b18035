//! What is asked for: words, phrases, fields, and what is left out.
//!
//! ```text
//! worried "month end" board*        all of them, anywhere in a session; * stands for any end of a word
//! -budget -person:ana               left out
//! person:ana org:"halvorsen mills"  script: mode: feeling: step: viability: has:open ended:lost
//! since:"last month" before:2026    after: on:
//! ```
//!
//! With `step:`, words stand in that step. Case and accents do not count.

mod parse;
#[cfg(test)]
mod tests;

use crate::session::{How, Mode, Viability};
use jiff::civil::Date;
use std::fmt;
use std::ops::Range;

pub use parse::parse;

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What "yesterday" is told from.
    pub today: Date,
    /// Whether it is still being typed: then the last word may go on, and a quote need not be closed.
    pub typing: bool,
}

/// What is asked for. An empty one asks for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of it has to hold.
    pub clauses: Vec<Clause>,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether it must not hold.
    pub without: bool,
    /// What.
    pub what: What,
}

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Words that stand in a line, or in a name.
    Words(Phrase),
    /// A name of the person.
    Person(Phrase),
    /// The very person, by id; never read from a text.
    PersonId(String),
    /// Their organisation.
    Organisation(Phrase),
    /// The script's id or title.
    Script(Phrase),
    /// A feeling.
    Feeling(Phrase),
    /// How it came about.
    Mode(Mode),
    /// Is it an opportunity?
    Viability(Viability),
    /// A step, by the beginning of its id. Words are looked for in it.
    Step(String),
    /// Whether a commitment is open.
    Open,
    /// How it ended, as was said afterwards.
    Ended(How),
    /// The days on which it began; open at one end or neither.
    Began {
        /// The first.
        from: Option<Date>,
        /// The last.
        to: Option<Date>,
    },
}

/// Words, one behind the other, as they are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// At least one.
    pub words: Vec<String>,
    /// Whether the last one is only the beginning of a word.
    pub open_end: bool,
}

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// What cannot be meant, and where.
    pub fn parse(text: &str, reading: Reading) -> Result<Self, QueryError> {
        parse(text, reading)
    }

    /// Whether everything is asked for.
    pub fn is_everything(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// What is wrong with a query, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Where, in bytes of what was typed.
    pub span: Range<usize>,
    /// What.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.what, self.mend)
    }
}

impl std::error::Error for QueryError {}
