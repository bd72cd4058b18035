//! What a client lets drop: feelings, cues, promises, dates, people. Rules; each sign points at its words.

pub(in crate::listen) mod binding;
pub(in crate::listen) mod cues;
pub(in crate::listen) mod evasion;
pub(in crate::listen) mod feelings;
pub(in crate::listen) mod mentions;

#[cfg(test)]
mod tests;

#[cfg(test)]
mod plain_tests;
