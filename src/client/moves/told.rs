//! The user gives something back, feels with the client, or tells.

use super::super::conversation::Client;
use super::super::persona::Situation;
use super::super::reply::{Draft, ReplyKind};
use super::super::trust::Part;
use super::super::understand::{Asks, Does, Turn, speaks_of_self};
use super::shift;
use super::topic::{self, Way};

/// How much of a line must stand in what was said to be it.
const ECHO: f32 = 0.34;
/// How near a line must be to what was not said yet, to be what was meant.
const MEANT: f32 = 0.5;
/// How many disclosures a summary must have given back.
const SUMMED: usize = 3;

/// The user gave back what they heard.
pub(super) fn reflected(
    client: &mut Client,
    turn: &Turn,
    followed: Option<usize>,
    draft: &mut Draft,
) {
    let says = |place: usize| turn.near.says.get(place).copied().unwrap_or(0.0);
    let opening = client.persona.holds.len();
    let met = client
        .state
        .disclosed
        .iter()
        .filter(|place| says(**place) >= 0.2)
        .count();
    if turn.words >= 20 && met >= SUMMED {
        shift(client, Part::Credibility, 0.5, "You summed up well.", draft);
        shift(client, Part::Intimacy, 0.4, "You summed up well.", draft);
        return client.say(Situation::Summary, ReplyKind::Confirmed, draft);
    }
    let echoed = client
        .state
        .disclosed
        .iter()
        .rev()
        .map(|place| (Some(*place), says(*place)))
        .chain([(None, says(opening))])
        .filter(|(_, like)| *like >= ECHO)
        .fold(
            None,
            |best: Option<(Option<usize>, f32)>, found| match best {
                Some(before) if before.1 >= found.1 => Some(before),
                _ => Some(found),
            },
        );
    let felt = names_feeling(client, turn);
    let meant = turn.near.asks.iter().copied().fold(0.0, f32::max) >= MEANT
        && turn
            .near
            .asks
            .iter()
            .enumerate()
            .any(|(place, near)| *near >= MEANT && fits(client, place));
    if echoed.is_none() && !felt && !meant && followed.is_none() {
        if turn.near.content == 0 || turn.does(Does::Feels) {
            return told_feeling(client, turn, followed, draft);
        }
        // It only sounds like giving back: something that one says of the world.
        if !turn.gives_back && !turn.does(Does::RefersBack) {
            return client.say(Situation::Short, ReplyKind::Short, draft);
        }
        shift(
            client,
            Part::Credibility,
            -0.1,
            "You gave back something that they had not meant.",
            draft,
        );
        return client.say(Situation::Misses, ReplyKind::Corrected, draft);
    }
    if let Some((topic, _)) = echoed {
        client.state.topic = topic;
    }
    client.state.closed_questions = 0;
    shift(
        client,
        Part::Intimacy,
        0.35,
        "You gave back what they had said, and it fits.",
        draft,
    );
    shift(
        client,
        Part::Credibility,
        0.15,
        "You gave back what they had said, and it fits.",
        draft,
    );
    shift(
        client,
        Part::SelfOrientation,
        -0.08,
        "You stayed with them.",
        draft,
    );
    client.say(Situation::Fits, ReplyKind::Confirmed, draft);
    deepen(client, turn, draft);
}

/// Whether something not said yet lies next to what was said: then giving it back is a good guess.
fn fits(client: &Client, place: usize) -> bool {
    let topic = client.state.topic;
    topic::told(client, place)
        || client.persona.holds.get(place).is_some_and(|held| {
            topic::ready(client, held) && topic::belongs(client, topic, held) >= 1.0
        })
}

/// Whether a feeling is named that lies in what was said last.
fn names_feeling(client: &Client, turn: &Turn) -> bool {
    let recent = client.state.disclosed.iter().rev().take(2);
    let mut groups = recent.filter_map(|place| client.groups.get(*place)?.as_ref());
    groups.any(|group| turn.feelings.contains(group))
}

/// Something deeper of the topic follows, if trust allows.
fn deepen(client: &mut Client, turn: &Turn, draft: &mut Draft) {
    let kind = draft.kind;
    let next = topic::next(client, client.state.topic, Way::Reflection, turn);
    if let Some(place) = next {
        topic::volunteer(client, place, draft);
        draft.kind = kind;
    }
}

/// The user shows that they heard how it is.
fn told_feeling(client: &mut Client, turn: &Turn, followed: Option<usize>, draft: &mut Draft) {
    shift(
        client,
        Part::Intimacy,
        0.35,
        "You showed that you heard how it is for them.",
        draft,
    );
    client.say(Situation::Empathy, ReplyKind::Warmed, draft);
    if followed.is_some() {
        deepen(client, turn, draft);
    }
}

/// The user said something that asks for nothing.
pub(super) fn told(
    client: &mut Client,
    said: &str,
    turn: &Turn,
    followed: Option<usize>,
    draft: &mut Draft,
) {
    if turn.does(Does::Admits) {
        shift(
            client,
            Part::Credibility,
            0.5,
            "You admitted what you do not know or cannot do.",
            draft,
        );
        shift(
            client,
            Part::SelfOrientation,
            -0.2,
            "You admitted what you do not know or cannot do.",
            draft,
        );
        return client.say(Situation::Honest, ReplyKind::Warmed, draft);
    }
    if turn.does(Does::Feels) || followed.is_some() && !speaks_of_self(said) {
        return told_feeling(client, turn, followed, draft);
    }
    if turn.does(Does::Chats) {
        return client.say(Situation::Greeting, ReplyKind::Greeted, draft);
    }
    if turn.nod || turn.near.content == 0 && turn.asks == Asks::No && turn.words <= 6 {
        return nod(client, turn, draft);
    }
    if speaks_of_self(said) {
        shift(
            client,
            Part::SelfOrientation,
            0.15,
            "You spoke of yourself.",
            draft,
        );
    }
    client.say(Situation::Short, ReplyKind::Short, draft);
}

/// "I see": whoever goes on in a silence goes on here, too.
fn nod(client: &mut Client, turn: &Turn, draft: &mut Draft) {
    let goes_on = client.persona.silence == super::super::persona::Silence::GoesOn;
    let next = topic::next(client, client.state.topic, Way::Silence, turn).filter(|_| goes_on);
    match next {
        Some(place) => topic::volunteer(client, place, draft),
        None => client.say(Situation::Silence, ReplyKind::Waited, draft),
    }
}
