//! What can be disclosed, and what comes next of a topic.

use super::super::conversation::Client;
use super::super::persona::{Depth, Disclosure};
use super::super::reply::{Draft, ReplyKind};
use super::super::state::{CueState, Pool};
use super::super::trust::{Move, Part};
use super::super::understand::{Does, Turn};

/// By what the client is moved to disclose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// An open question.
    Open,
    /// A question for a name, a day, a figure.
    Fact,
    /// A question for yes or no.
    YesNo,
    /// What was said was given back.
    Reflection,
    /// Nothing was said.
    Silence,
}

/// What must be less trusted when a cue to it was followed, and more when it has closed.
const FOLLOWED: f32 = 0.75;
const CLOSED: f32 = 1.3;
/// What was asked for too early comes easier later.
const ASKED_EARLY: f32 = 0.9;
/// Feelings come easier when one asks for them as such.
const WELL_ASKED: f32 = 0.9;
/// Beyond figures and names, a question for a fact gets less.
const BY_FACT: f32 = 1.25;

/// Who trusts this many times as much as is needed says more than yes, though no more was asked for.
const MORE_THAN_YES: f32 = 2.0;

/// What is hidden is not told to somebody to whom nothing was told yet, however well they ask: so much more trust it needs at
/// first, and less with everything that was told.
const STRANGER: f32 = 2.0;

/// Whether what must come before has come.
pub(super) fn ready(client: &Client, held: &Disclosure) -> bool {
    held.after
        .iter()
        .all(|id| client.disclosed().any(|before| before.id == *id))
}

pub(super) fn told(client: &Client, place: usize) -> bool {
    client.state.disclosed.contains(&place)
}

/// Whether trust is enough for it, moved in this way.
pub(super) fn may(client: &Client, place: usize, way: Way, turn: &Turn) -> bool {
    let Some(held) = client.persona.holds.get(place) else {
        return false;
    };
    let by_way = match (way, held.depth) {
        (Way::YesNo | Way::Fact, Depth::Surface)
        | (Way::Fact, Depth::Evidence)
        | (Way::Open | Way::Silence, _) => 1.0,
        (Way::YesNo, _) => MORE_THAN_YES,
        (Way::Fact, _) => BY_FACT,
        (Way::Reflection, _) => 0.95,
    };
    let cues = client.cues().filter(|(id, _)| {
        client
            .persona
            .cue(id)
            .is_some_and(|cue| cue.opens.contains(&held.id))
    });
    let mut by_cue = 1.0_f32;
    for (_, state) in cues {
        match state {
            CueState::Followed => by_cue = FOLLOWED,
            CueState::Closed if by_cue >= 1.0 => by_cue = CLOSED,
            _ => {}
        }
    }
    let early = if client.state.asked_early.contains(&place) {
        ASKED_EARLY
    } else {
        1.0
    };
    let asked = if held.depth == Depth::Feeling && turn.does(Does::AsksFeeling) {
        WELL_ASKED
    } else {
        1.0
    };
    let by_talk = if held.hidden {
        let told = u16::try_from(client.state.disclosed.len()).unwrap_or(u16::MAX);
        1.0 + STRANGER / (1.0 + f32::from(told))
    } else {
        1.0
    };
    let needs = client.difficulty.needs(held.depth, held.hidden)
        * by_way
        * by_cue
        * by_talk
        * early
        * asked;
    client.state.trust.figure() >= needs
}

/// How much something belongs to a topic; the opening is the topic before anything was disclosed.
pub(super) fn belongs(client: &Client, topic: Option<usize>, held: &Disclosure) -> f32 {
    let opened_by = |id: &str| {
        client
            .persona
            .cue(id)
            .is_some_and(|cue| cue.opens.contains(&held.id))
    };
    let Some(topic) = topic.and_then(|place| client.persona.holds.get(place)) else {
        let first = client.persona.cues.first();
        let cue = if first.is_some_and(|cue| opened_by(&cue.id)) {
            1.5
        } else {
            0.0
        };
        let step = client
            .persona
            .holds
            .first()
            .is_some_and(|first| first.step == held.step);
        return cue + if step { 1.0 } else { 0.0 };
    };
    let mut sum = 0.0;
    if held.after.contains(&topic.id) {
        sum += 2.5;
    }
    if topic.cue.as_deref().is_some_and(opened_by) {
        sum += 2.0;
    }
    if held.step == topic.step {
        sum += 1.0;
    }
    if held.people.iter().any(|who| topic.people.contains(who)) {
        sum += 0.6;
    }
    if sum > 0.0 && held.depth > topic.depth {
        sum += 0.3;
    }
    sum
}

/// How much something must belong to what was given back, to be told behind it: the same step alone is not enough, since a
/// feeling about one thing is no answer to another.
const LINKED: f32 = 1.6;
/// How near the words of the turn must be to it otherwise.
const MEANT: f32 = 0.3;

/// What comes next of a topic: what belongs to it most, what the turn is nearest to, and what may be told.
pub(super) fn next(client: &Client, topic: Option<usize>, way: Way, turn: &Turn) -> Option<usize> {
    let feeling = turn.sought.depth == Some((Depth::Feeling, Depth::Feeling));
    let mut best: Option<(usize, f32)> = None;
    for (place, held) in client.persona.holds.iter().enumerate() {
        let belongs = belongs(client, topic, held);
        if belongs < 1.0
            || told(client, place)
            || !ready(client, held)
            || !may(client, place, way, turn)
        {
            continue;
        }
        if feeling && held.depth != Depth::Feeling && held.feeling.is_none() {
            continue;
        }
        let near = turn.near.asks.get(place).copied().unwrap_or(0.0);
        if way == Way::Reflection && belongs < LINKED && near < MEANT {
            continue;
        }
        let worth = belongs + 1.5 * near;
        if best.is_none_or(|(_, before)| worth > before + 0.01) {
            best = Some((place, worth));
        }
    }
    best.map(|(place, _)| place)
}

/// Says it to somebody who has asked for it.
pub(super) fn disclose(client: &mut Client, place: usize, draft: &mut Draft) {
    let persona = std::sync::Arc::clone(&client.persona);
    if let Some(held) = persona.holds.get(place) {
        say(client, place, held, Pool::Disclosure(place), draft);
    }
}

/// Says it to somebody who has not asked: it must not sound like an answer.
pub(super) fn volunteer(client: &mut Client, place: usize, draft: &mut Draft) {
    let persona = std::sync::Arc::clone(&client.persona);
    match persona.holds.get(place) {
        Some(held) if !held.unasked.is_empty() => {
            say(client, place, held, Pool::Unasked(place), draft);
        }
        Some(held) => say(client, place, held, Pool::Disclosure(place), draft),
        None => {}
    }
}

fn say(client: &mut Client, place: usize, held: &Disclosure, pool: Pool, draft: &mut Draft) {
    let variants = match pool {
        Pool::Unasked(_) => &held.unasked,
        _ => &held.say,
    };
    let Some(line) = client.state.variant(pool, variants) else {
        return;
    };
    draft.pieces.push(line);
    draft.kind = ReplyKind::Disclosed;
    draft.disclosed.push(held.id.clone());
    client.state.disclosed.push(place);
    client.state.topic = Some(place);
    client.state.step = Some(held.step.clone());
    let before = client.state.depths.get(&held.step).copied();
    if before.is_none_or(|before| held.depth > before) {
        client.state.depths.insert(held.step.clone(), held.depth);
        let why = match held.depth {
            Depth::Surface => "They tell you what they would tell anybody.",
            Depth::Evidence => "They give you facts.",
            Depth::Personal => "They tell you what it means to them.",
            Depth::Feeling => "They tell you what they feel.",
        };
        let by = level(held.depth) - before.map_or(0.0, level);
        draft.moves.push(Move {
            part: Part::Depth,
            by,
            why,
        });
    }
    if let Some(cue) = &held.cue {
        client.drop_cue(cue, draft);
    }
}

/// A depth as a figure, 1 to 4.
fn level(depth: Depth) -> f32 {
    match depth {
        Depth::Surface => 1.0,
        Depth::Evidence => 2.0,
        Depth::Personal => 3.0,
        Depth::Feeling => 4.0,
    }
}
