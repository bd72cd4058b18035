//! The rules: what a client makes of a move. They are gone through in the order in which they stand in [`answer`]; the first
//! that has something to say answers, and at most one more piece follows it.

mod asked;
mod cues;
mod steered;
mod told;
mod topic;

#[cfg(test)]
pub(super) mod tests;
#[cfg(test)]
mod ways_tests;

use super::conversation::Client;
use super::persona::Situation;
use super::reply::{Draft, ReplyKind};
use super::trust::{Part, Trust};
use super::understand::{Asks, Does, Turn, speaks_of_self};

/// Words in which one can say who one is. More is a speech.
const FEW_WORDS: usize = 25;
/// Turns in a row without a word after which a client grows cool.
const TOO_STILL: u8 = 4;

/// Answers a turn of the user.
pub(super) fn answer(client: &mut Client, said: &str, turn: &Turn, draft: &mut Draft) {
    if client.state.over {
        return client.say(Situation::CoolGoodbye, ReplyKind::Parted, draft);
    }
    if client.state.closing {
        return steered::closing(client, turn, draft);
    }
    if turn.silent {
        return silence(client, turn, draft);
    }
    client.state.silences = 0;
    if turn.unclear {
        return client.say(Situation::Unclear, ReplyKind::Unclear, draft);
    }
    let followed = cues::look(client, turn, draft);
    if turn.asks == Asks::No
        && turn.does(Does::Parts)
        && turn.words <= FEW_WORDS
        && !turn.does(Does::Binds)
    {
        return steered::goodbye(client, draft);
    }
    if turn.does(Does::Apologises) {
        steered::apology(client, draft);
        if turn.asks == Asks::No {
            return;
        }
    }
    if client.state.asked_company && company(client, said, turn, draft) {
        return;
    }
    if steered::steered(client, turn, draft) {
        return;
    }
    if turn.courtesy {
        return client.say(Situation::Greeting, ReplyKind::Greeted, draft);
    }
    if turn.does(Does::AsksLeave) {
        let asks_more = turn.told && turn.asks != Asks::YesNo
            || turn.asks == Asks::Open
            || asked::is_about_something(client, turn);
        shift(
            client,
            Part::Reliability,
            0.3,
            "You asked leave first.",
            draft,
        );
        shift(
            client,
            Part::SelfOrientation,
            -0.15,
            "You asked leave first.",
            draft,
        );
        if !asks_more || turn.asks == Asks::YesNo && turn.words <= 8 {
            return client.say(Situation::Leave, ReplyKind::Warmed, draft);
        }
    }
    if steered::binds(client, turn, draft) {
        return;
    }
    if turn.reflects {
        return told::reflected(client, turn, followed, draft);
    }
    if turn.asks != Asks::No {
        asked::asked(client, turn, followed, draft);
        company_in_return(client, draft);
        return;
    }
    told::told(client, said, turn, followed, draft);
    company_in_return(client, draft);
}

/// Moves trust, as far as one conversation can. Goodwill runs into what is there already: the second half of the way to being
/// trusted wholly is walked in ever smaller steps. And nobody forgets in an hour that the other one is there for something:
/// what they suspect sinks to half of what they came with, and no further.
fn shift(client: &mut Client, part: Part, by: f32, why: &'static str, draft: &mut Draft) {
    let trust = client.state.trust;
    let left = |value: f32| (1.0 - value / 10.0).clamp(0.0, 1.0);
    let room = match part {
        Part::Credibility if by > 0.0 => left(trust.credibility),
        Part::Reliability if by > 0.0 => left(trust.reliability),
        Part::Intimacy if by > 0.0 => left(trust.intimacy),
        Part::SelfOrientation if by < 0.0 => {
            let rest = Trust::of(client.persona.start).self_orientation / 2.0;
            ((trust.self_orientation - rest) / rest).clamp(0.0, 1.0)
        }
        _ => 1.0,
    };
    client.shift(part, by * room, why, draft);
}

/// The user says nothing.
fn silence(client: &mut Client, turn: &Turn, draft: &mut Draft) {
    use super::persona::Silence;
    client.state.silences = client.state.silences.saturating_add(1);
    let silences = client.state.silences;
    if silences > TOO_STILL {
        shift(
            client,
            Part::Reliability,
            -0.4,
            "You said nothing for a long time.",
            draft,
        );
        return client.say(Situation::Silence, ReplyKind::Waited, draft);
    }
    match client.persona.silence {
        Silence::GoesOn if silences <= 2 => {
            let next = topic::next(client, client.state.topic, topic::Way::Silence, turn);
            if let Some(place) = next {
                shift(
                    client,
                    Part::Intimacy,
                    0.2,
                    "You left the silence alone.",
                    draft,
                );
                return topic::volunteer(client, place, draft);
            }
        }
        Silence::Uneasy if silences == 2 => {
            shift(
                client,
                Part::SelfOrientation,
                0.2,
                "You left them alone with the silence.",
                draft,
            );
        }
        Silence::GoesOn | Silence::Waits | Silence::Uneasy => {}
    }
    client.say(Situation::Silence, ReplyKind::Waited, draft);
}

/// The user was asked about themselves. Whether that was all there is to answer.
fn company(client: &mut Client, said: &str, turn: &Turn, draft: &mut Draft) -> bool {
    client.state.asked_company = false;
    if !speaks_of_self(said) && turn.words <= FEW_WORDS {
        return false;
    }
    if turn.asks != Asks::No && turn.words <= FEW_WORDS {
        shift(
            client,
            Part::Credibility,
            0.4,
            "You said who you are in a few words, and came back to them.",
            draft,
        );
        shift(
            client,
            Part::SelfOrientation,
            -0.3,
            "You said who you are in a few words, and came back to them.",
            draft,
        );
        client.say(Situation::CompanyShort, ReplyKind::Told, draft);
        if asked::is_about_something(client, turn) {
            asked::asked(client, turn, None, draft);
            if draft.disclosed.is_empty() {
                draft.kind = ReplyKind::Told;
            }
        }
        return true;
    }
    shift(
        client,
        Part::SelfOrientation,
        1.0,
        "You went on about yourselves.",
        draft,
    );
    client.say(Situation::CompanyLong, ReplyKind::Told, draft);
    true
}

/// Once, a client who is not yet deep in the talk may ask the user about themselves.
fn company_in_return(client: &mut Client, draft: &mut Draft) {
    let state = &mut client.state;
    let may = !state.has_asked_company
        && (3..=8).contains(&state.turns)
        && draft.pieces.len() == 1
        && matches!(
            draft.kind,
            ReplyKind::Short | ReplyKind::Unknown | ReplyKind::Greeted
        );
    if !may || !state.dice.once_in(4) {
        return;
    }
    state.has_asked_company = true;
    state.asked_company = true;
    let kind = draft.kind;
    client.say(Situation::AsksCompany, ReplyKind::Asked, draft);
    if kind == ReplyKind::Unknown {
        draft.kind = kind;
    }
}
