//! Whether the user takes up what the client let drop.

use super::super::conversation::Client;
use super::super::reply::Draft;
use super::super::state::CueState;
use super::super::trust::{Move, Part};
use super::super::understand::{Asks, Does, Turn};
use super::shift;

/// From here on a line is about a cue.
const ABOUT: f32 = 0.5;
/// From here on a line gives back the words of a cue.
const ECHO: f32 = 0.5;
/// Turns that a cue waits for.
const WAITS: u8 = 2;

/// Looks at all cues that wait. Tells the place of one that this turn follows.
pub(super) fn look(client: &mut Client, turn: &Turn, draft: &mut Draft) -> Option<usize> {
    let first = client.persona.holds.len() + 1;
    let back = turn.asks != Asks::No && turn.does(Does::PointsBack)
        || turn.does(Does::Feels) && (turn.asks != Asks::YesNo || turn.about_them)
        || turn.does(Does::WantsMore) && turn.near.content <= 2;
    let near = |place: usize| {
        let about = turn.near.cues.get(place).copied().unwrap_or(0.0);
        let echo = turn.near.says.get(first + place).copied().unwrap_or(0.0);
        if turn.near.content > 1 && echo >= ECHO {
            about.max(echo)
        } else {
            about
        }
    };
    let best = client
        .state
        .cues
        .iter()
        .enumerate()
        .filter_map(|(place, state)| match state {
            CueState::Dropped(age) => {
                let fresh = if *age == 0 && back { ABOUT } else { 0.0 };
                Some((place, near(place).max(fresh)))
            }
            CueState::Closed => Some((place, near(place))),
            CueState::Held | CueState::Followed => None,
        })
        .filter(|(_, near)| *near >= ABOUT)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(place, _)| place);
    // "I see", "what else?" pass nothing by: they may go on.
    let leaves_it_to_them = turn.nod || turn.does(Does::WantsMore) && turn.near.content == 0;
    if best.is_none() && leaves_it_to_them {
        return None;
    }
    let fresh = client.state.cues.contains(&CueState::Dropped(0));
    let turns_away = best.is_none() && fresh && turn.asks == Asks::YesNo && !turn.about_them;
    let mut closed = false;
    for (place, cue) in client.state.cues.iter_mut().enumerate() {
        match cue {
            CueState::Dropped(_) | CueState::Closed if Some(place) == best => {
                *cue = CueState::Followed;
            }
            CueState::Dropped(age) if *age + 1 >= WAITS => {
                *cue = CueState::Closed;
                closed = true;
            }
            CueState::Dropped(age) => *age += 1,
            _ => {}
        }
    }
    if closed {
        let why = "They had let something drop, and you passed it by twice.";
        draft.moves.push(Move {
            part: Part::Cue,
            by: -1.0,
            why,
        });
        shift(client, Part::Intimacy, -0.15, why, draft);
    }
    if turns_away {
        let why = "They let something drop, and you turned to your own matter.";
        shift(client, Part::SelfOrientation, 0.3, why, draft);
    }
    if best.is_some() {
        let why = "You took up what they had let drop.";
        draft.moves.push(Move {
            part: Part::Cue,
            by: 1.0,
            why,
        });
        shift(client, Part::Intimacy, 0.6, why, draft);
    }
    best
}
