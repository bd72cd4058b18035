//! What is asked of the desk about many sessions, and what it answers.

use crate::session::{Ended, How, PersonRef};

/// Something that is to be looked up or kept.
#[derive(Debug, Clone, PartialEq)]
pub enum LedgerEffect {
    /// Keep how a session ended.
    Ended {
        /// The session.
        session: String,
        /// How.
        ended: Ended,
    },
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum LedgerEvent {
    /// It is kept how a session ended.
    Ended {
        /// The session.
        session: String,
        /// How.
        how: How,
        /// With whom it was.
        person: PersonRef,
        /// The same in words.
        words: String,
    },
}
