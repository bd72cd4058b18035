//! What people say who advise, pitch, thank, apologise: phrases, each with what it tells. See [`Phrases`] for how they
//! are written.

mod tables;

use crate::listen::heard::Act;
use crate::listen::phrase::Phrases;
use std::sync::LazyLock;

/// What a phrase tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tells {
    /// The act; none for words that only look like one, and hide what begins inside them.
    pub(super) act: Option<Act>,
    pub(super) confidence: f32,
    pub(super) within: Where,
}

/// In which sentences a phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    Anywhere,
    /// Not where something is really asked: "what do you think you should do?"
    Told,
    /// Only where something is asked.
    Asked,
}

/// All phrases.
pub(super) static PHRASES: LazyLock<Phrases<Tells>> = LazyLock::new(|| {
    let mut phrases = Phrases::new();
    for (act, confidence, within, several) in tables::TABLES {
        let tells = Tells {
            act: *act,
            confidence: *confidence,
            within: *within,
        };
        phrases.add(several, tells);
    }
    phrases
});
