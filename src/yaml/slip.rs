//! What is wrong inside a text, such as a condition or a formula.

use std::fmt;
use std::ops::Range;

/// A slip in a text: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The bytes of the text that it is about; empty at the end of the text.
    pub at: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Slip {
    /// A slip at these bytes of the text.
    pub fn new(at: Range<usize>, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            at,
            what: what.into(),
            mend: mend.into(),
        }
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.what, self.mend)
    }
}

impl std::error::Error for Slip {}
