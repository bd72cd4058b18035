//! For which disclosure of a built-in persona a line asks: a small trained model. Each sign of a line (words, pairs of words, letters)
//! and each disclosure is a point; how much a line asks for a disclosure is how far their points lie in one direction.
//! `cargo run --release --example rank` trains it; `training/README.md` says from what.

mod model;
mod signs;
pub mod write;

pub(in crate::client) use model::BUILT_IN;
pub use signs::Sign;

use super::words::{Word, words};
use crate::client::persona::Persona;
use crate::listen::hash::{begin, step};
use std::collections::HashSet;

/// What is trained of one persona.
#[derive(Debug, Clone)]
pub(in crate::client) struct Ranker {
    names: HashSet<String>,
    points: &'static [f32],
}

impl Ranker {
    /// None for a persona that nothing was trained for: one of the user's own, or one that was changed since.
    pub(in crate::client) fn of(persona: &Persona) -> Option<Self> {
        let points = BUILT_IN.as_ref()?.persona(print(persona))?;
        Some(Self {
            names: names(persona),
            points,
        })
    }

    /// By disclosure: how likely the line asks for it, as a logarithm of which only differences count.
    pub(in crate::client::understand) fn scores(&self, line: &[Word]) -> Vec<f32> {
        let Some(model) = BUILT_IN.as_ref() else {
            return Vec::new();
        };
        model.scores(&signs::signs(line, &self.names), self.points)
    }
}

/// The names that a persona knows, in small letters.
fn names(persona: &Persona) -> HashSet<String> {
    let people = persona.holds.iter().flat_map(|held| &held.people);
    people
        .flat_map(|who| words(who))
        .filter(|word| !word.stop)
        .map(|word| word.plain)
        .collect()
}

/// Tells a persona from any other, and from itself before its questions were changed.
fn print(persona: &Persona) -> u32 {
    let texts = persona.holds.iter().flat_map(|held| {
        let lists = [&held.asks, &held.about, &held.say, &held.people];
        let names = [&held.id, &held.step].into_iter();
        names.chain(lists.into_iter().flatten())
    });
    texts
        .flat_map(|text| text.bytes().chain(std::iter::once(0)))
        .fold(begin(), step)
}

/// What is seen of some lines said to a persona: for training.
pub fn look<'a>(persona: &Persona, lines: impl IntoIterator<Item = &'a str>) -> Vec<Vec<Sign>> {
    let names = names(persona);
    let lines = lines.into_iter();
    lines
        .map(|line| signs::signs(&words(line), &names))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::persona::BUILTIN;

    #[test]
    fn every_built_in_persona_is_trained_as_it_is() {
        assert!(BUILT_IN.is_some());
        for builtin in BUILTIN {
            let persona = builtin.persona().unwrap();
            let ranker = Ranker::of(&persona);
            assert!(
                ranker.is_some(),
                "{} was changed: cargo run --release --example rank",
                builtin.id
            );
            let scores = ranker.unwrap().scores(&words("What do you feel?"));
            assert_eq!(scores.len(), persona.holds.len());
        }
    }

    #[test]
    fn what_was_changed_is_not_answered_with_what_was_trained_before() {
        let mut persona = BUILTIN[0].persona().unwrap();
        persona.holds[0].asks.pop();
        assert!(Ranker::of(&persona).is_none());
    }

    #[test]
    fn weights_that_are_none_are_refused() {
        let bytes = include_bytes!("../../../../assets/asks.bin");
        assert!(model::Model::read(bytes).is_ok());
        for bad in [&[][..], b"mineral asks 9\n", &bytes[..bytes.len() - 1]] {
            assert!(model::Model::read(bad).is_err());
        }
        let longer: Vec<u8> = bytes.iter().copied().chain([0]).collect();
        assert!(model::Model::read(&longer).is_err());
    }
}
