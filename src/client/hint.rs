//! What kind of move would help now, without the words for it.

use super::conversation::Client;
use super::persona::{Depth, Silence};
use super::state::CueState;

/// A hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The conversation is over.
    Over,
    /// They want to leave.
    Mend,
    /// They asked about the user.
    AnswerShortly,
    /// A cue waits.
    Cue,
    /// Too many closed questions.
    AskOpenly,
    /// Something that they felt was just told.
    GiveBack,
    /// They go on by themselves.
    LeaveSilence,
    /// Trust is low.
    Earn,
    /// Something more of this step is there to be told.
    GoDeeper,
    /// Facts only, so far.
    AskFeeling,
    /// This step has been told.
    GoOn,
}

impl Hint {
    /// The hint, in one sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Over => "The conversation is over; go back to one of your lines and try another.",
            Self::Mend => {
                "They want to leave. Only a plain word about what you did would keep them."
            }
            Self::AnswerShortly => "They asked about you. Few words, and then back to them.",
            Self::Cue => "They let something drop that nobody asked about yet.",
            Self::AskOpenly => {
                "Those were closed questions. Ask one that cannot be answered with a yes."
            }
            Self::GiveBack => {
                "They have just told you something that matters to them. Show that you heard it, before you ask on."
            }
            Self::LeaveSilence => "They are somebody who goes on if you leave the silence alone.",
            Self::Earn => {
                "They do not trust you enough for more yet. Stay with what they say, and want nothing."
            }
            Self::GoDeeper => "There is more under this. Stay here.",
            Self::AskFeeling => "You have the facts. You do not know yet how it is for them.",
            Self::GoOn => "This has been told. The next step has something for you.",
        }
    }
}

impl Client {
    /// What kind of move would help now.
    pub fn hint(&self) -> Hint {
        let state = &self.state;
        if state.over {
            return Hint::Over;
        }
        if state.closing {
            return Hint::Mend;
        }
        if state.asked_company {
            return Hint::AnswerShortly;
        }
        if self
            .cues()
            .any(|(_, cue)| matches!(cue, CueState::Dropped(_)))
        {
            return Hint::Cue;
        }
        if state.closed_questions >= 2 {
            return Hint::AskOpenly;
        }
        let step = state.step.as_deref();
        let left: Vec<_> = (self.persona.holds.iter().enumerate())
            .filter(|(place, held)| {
                Some(held.step.as_str()) == step && !state.disclosed.contains(place)
            })
            .map(|(_, held)| held)
            .collect();
        let enough = |depth, hidden| state.trust.figure() >= self.difficulty.needs(depth, hidden);
        let last = self.disclosed().last();
        if last.is_some_and(|last| last.depth >= Depth::Personal) && state.silences == 0 {
            return if self.persona.silence == Silence::GoesOn {
                Hint::LeaveSilence
            } else {
                Hint::GiveBack
            };
        }
        if left.is_empty() {
            return Hint::GoOn;
        }
        if !left.iter().any(|held| enough(held.depth, held.hidden)) {
            return Hint::Earn;
        }
        let felt = left
            .iter()
            .any(|held| held.depth == Depth::Feeling && enough(held.depth, held.hidden));
        if felt {
            Hint::AskFeeling
        } else {
            Hint::GoDeeper
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::moves::tests::{client, persona};
    use super::*;

    #[test]
    fn a_hint_names_the_move_and_not_the_words() {
        let persona = persona("acquired");
        let mut client = client(&persona, 1);
        client.open();
        assert_eq!(client.hint(), Hint::Cue);
        for line in [
            "Our platform saves money.",
            "Our software is great.",
            "Our service is the best.",
        ] {
            client.hear(line);
        }
        assert_eq!(client.hint(), Hint::Mend);
        client.hear("Goodbye.");
        assert_eq!(client.hint(), Hint::Over);
    }
}
