//! Trust, and how much of it is needed for what.

use super::persona::{self, Depth};

/// The least and the most that a part of trust can be.
const LEAST: f32 = 0.5;
const MOST: f32 = 10.0;

/// What a client thinks of whom they talk with: T = (C + R + I) / S, after Charles Green (The Trusted Advisor). Each part is
/// between 0.5 and 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// How much they believe what is said.
    pub credibility: f32,
    /// How much they rely on what is promised.
    pub reliability: f32,
    /// How safe they feel with telling things.
    pub intimacy: f32,
    /// How much they think that the other one is after something. The only part that lowers trust.
    pub self_orientation: f32,
}

impl Trust {
    /// The trust with which a persona begins.
    pub fn of(start: persona::Trust) -> Self {
        Self {
            credibility: f32::from(start.credibility).clamp(LEAST, MOST),
            reliability: f32::from(start.reliability).clamp(LEAST, MOST),
            intimacy: f32::from(start.intimacy).clamp(LEAST, MOST),
            self_orientation: f32::from(start.self_orientation).clamp(LEAST, MOST),
        }
    }

    /// Trust as one figure: T = (C + R + I) / S, from 0.15 to 60; most people begin at 2 to 4.
    pub fn figure(self) -> f32 {
        (self.credibility + self.reliability + self.intimacy) / self.self_orientation
    }

    fn part(&mut self, part: Part) -> Option<&mut f32> {
        match part {
            Part::Credibility => Some(&mut self.credibility),
            Part::Reliability => Some(&mut self.reliability),
            Part::Intimacy => Some(&mut self.intimacy),
            Part::SelfOrientation => Some(&mut self.self_orientation),
            Part::Depth | Part::Cue => None,
        }
    }

    /// Moves a part by just so much, within its bounds, and tells by how much it has moved.
    pub(super) fn restore(&mut self, part: Part, by: f32) -> f32 {
        let Some(value) = self.part(part) else {
            return 0.0;
        };
        let before = *value;
        *value = (before + by).clamp(LEAST, MOST);
        *value - before
    }

    /// Moves a part, and tells by how much it has moved. The nearer a part is to its end, the less a move towards that end
    /// does: the tenth kind word does less than the first.
    pub(super) fn shift(&mut self, part: Part, by: f32) -> f32 {
        let Some(value) = self.part(part) else {
            return 0.0;
        };
        let room = if by >= 0.0 {
            (MOST - *value) / MOST
        } else {
            (*value - LEAST) / (LEAST + *value)
        };
        let before = *value;
        *value = (before + by * room.clamp(0.0, 1.0)).clamp(LEAST, MOST);
        *value - before
    }
}

/// What a move of the user's has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// How much the client believes.
    Credibility,
    /// How much the client relies on what is promised.
    Reliability,
    /// How safe the client feels.
    Intimacy,
    /// How much the client thinks that the user is after something; more is worse.
    SelfOrientation,
    /// How far a topic has been opened, in depths: 1 to 4.
    Depth,
    /// What the client let drop: 1 when it was followed, -1 when it closed.
    Cue,
}

impl Part {
    /// The name by which sessions know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Credibility => "credibility",
            Self::Reliability => "reliability",
            Self::Intimacy => "intimacy",
            Self::SelfOrientation => "self-orientation",
            Self::Depth => "depth",
            Self::Cue => "cue",
        }
    }
}

/// A change, and the move of the user's that brought it.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// What has changed.
    pub part: Part,
    /// By how much, in the part's own measure.
    pub by: f32,
    /// The move, in one plain sentence.
    pub why: &'static str,
}

/// How much has to be earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Difficulty {
    /// Most things are told to whoever asks kindly.
    Easy,
    /// As people are.
    #[default]
    Fair,
    /// Only patience opens anything.
    Hard,
}

impl Difficulty {
    /// All of them, the easiest first.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Fair, Self::Hard];

    /// The name by which the command line knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Fair => "fair",
            Self::Hard => "hard",
        }
    }

    /// The difficulty of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.name() == name)
    }

    /// By this the trust that is needed is multiplied.
    fn scale(self) -> f32 {
        match self {
            Self::Easy => 0.75,
            Self::Fair => 1.0,
            Self::Hard => 1.35,
        }
    }

    /// The trust, as [`Trust::figure`], that is needed for something of this depth. What belongs to the hidden issue needs
    /// more. The figures are ours: personas begin at 2 to 4, so that facts are there for the asking, and what is personal
    /// after a few good turns.
    pub fn needs(self, depth: Depth, hidden: bool) -> f32 {
        let open = match depth {
            Depth::Surface => 0.9,
            Depth::Evidence => 1.8,
            Depth::Personal => 3.6,
            Depth::Feeling => 4.8,
        };
        self.scale() * if hidden { open + 1.0 } else { open }
    }

    /// The trust that is needed for a next step that holds; for half a promise, half of it.
    pub fn needs_to_commit(self) -> f32 {
        self.scale() * 4.0
    }

    /// The trust from which on a client fights for a solution that is taken off the table.
    pub fn needs_to_fight(self) -> f32 {
        self.scale() * 3.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Trust {
        Trust {
            credibility: 3.0,
            reliability: 3.0,
            intimacy: 2.0,
            self_orientation: 2.0,
        }
    }

    #[test]
    fn trust_is_what_is_believed_over_what_is_wanted() {
        let mut trust = start();
        assert!((trust.figure() - 4.0).abs() < 1e-6);
        trust.shift(Part::SelfOrientation, 1.0);
        assert!(trust.figure() < 4.0);
        trust.shift(Part::Intimacy, 9.0);
        assert!(trust.figure() > 4.0);
    }

    #[test]
    fn parts_stay_in_bounds_and_slow_down_towards_them() {
        let mut trust = start();
        let first = trust.shift(Part::Intimacy, 1.0);
        let second = trust.shift(Part::Intimacy, 1.0);
        assert!(first > second && second > 0.0);
        for part in [Part::Credibility, Part::SelfOrientation] {
            for by in [50.0, -50.0, 50.0] {
                for _ in 0..50 {
                    trust.shift(part, by);
                    assert!(trust.figure().is_finite() && trust.figure() <= 60.0);
                }
            }
        }
        assert!(trust.shift(Part::Depth, 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn deeper_and_harder_needs_more() {
        for difficulty in Difficulty::ALL {
            let needs: Vec<f32> = Depth::ALL
                .iter()
                .map(|depth| difficulty.needs(*depth, false))
                .collect();
            assert!(needs.is_sorted_by(|a, b| a < b));
            assert!(
                difficulty.needs(Depth::Feeling, true) > difficulty.needs(Depth::Feeling, false)
            );
        }
        let feeling = |difficulty: Difficulty| difficulty.needs(Depth::Feeling, false);
        assert!(feeling(Difficulty::Easy) < feeling(Difficulty::Fair));
        assert!(feeling(Difficulty::Fair) < feeling(Difficulty::Hard));
    }
}
