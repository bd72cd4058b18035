//! The user steers: pitches, advises, leads, blames, takes away, binds; and mends.

use super::super::conversation::Client;
use super::super::persona::Situation;
use super::super::reply::{Draft, ReplyKind};
use super::super::trust::Part;
use super::super::understand::{Asks, Does, Turn};
use super::shift;

/// The step from which on one may speak of solutions: what is wanted is known.
const WANTED: &str = "outcome";
/// How much of the damage an apology mends.
const MENDED: f32 = 0.5;

/// Whether anything was told of what the client wants.
fn wanted(client: &Client) -> bool {
    client.state.depths.contains_key(WANTED)
}

/// Moves trust down, and keeps in mind what an apology can mend.
fn slip(
    client: &mut Client,
    [credibility, intimacy, self_orientation]: [f32; 3],
    why: &'static str,
    draft: &mut Draft,
) {
    let parts = [Part::Credibility, Part::Intimacy, Part::SelfOrientation];
    for (at, (part, by)) in parts
        .into_iter()
        .zip([-credibility, -intimacy, self_orientation])
        .enumerate()
    {
        let before = draft.moves.len();
        shift(client, part, by, why, draft);
        let moved = draft.moves.get(before).map_or(0.0, |moved| moved.by);
        if let Some(damage) = client.state.damage.get_mut(at) {
            *damage += moved;
        }
    }
}

/// Answers what is steering. Whether it was.
pub(super) fn steered(client: &mut Client, turn: &Turn, draft: &mut Draft) -> bool {
    if turn.does(Does::Adds) {
        shift(
            client,
            Part::Credibility,
            0.4,
            "You accepted how they decided, and asked leave to add something.",
            draft,
        );
        shift(
            client,
            Part::SelfOrientation,
            -0.4,
            "You accepted how they decided, and asked leave to add something.",
            draft,
        );
        client.say(Situation::AndAlso, ReplyKind::Warmed, draft);
    } else if turn.does(Does::TakesAway) {
        takes_away(client, draft);
    } else if (turn.pitch || turn.advice && !turn.does(Does::Binds)) && !wanted(client) {
        pitched(client, turn, draft);
    } else if turn.does(Does::Blames) {
        slip(
            client,
            [0.1, 1.0, 0.5],
            "You blamed them, or made them wrong.",
            draft,
        );
        client.say(Situation::Blame, ReplyKind::Deflected, draft);
    } else if turn.does(Does::MakesFeel) {
        shift(
            client,
            Part::Intimacy,
            0.1,
            "You asked what makes them feel, and not what they feel.",
            draft,
        );
        client.say(Situation::MakesFeel, ReplyKind::Deflected, draft);
    } else if turn.does(Does::Leads) && !(turn.gives_back && turn.asks == Asks::No) {
        slip(
            client,
            [0.0, 0.0, 0.35],
            "You put the answer into their mouth.",
            draft,
        );
        client.say(Situation::Leading, ReplyKind::Deflected, draft);
    } else {
        if turn.does(Does::Hurries) {
            slip(client, [0.0, 0.1, 0.3], "You hurried them.", draft);
        }
        return false;
    }
    true
}

/// A pitch or advice before anybody knows what is wanted.
fn pitched(client: &mut Client, turn: &Turn, draft: &mut Draft) {
    client.state.pitches = client.state.pitches.saturating_add(1);
    if turn.pitch {
        slip(
            client,
            [0.3, 0.2, 1.2],
            "You pitched before you knew what they want.",
            draft,
        );
    } else {
        slip(
            client,
            [0.2, 0.1, 0.8],
            "You advised before you knew what they want.",
            draft,
        );
    }
    let line = match client.state.pitches {
        1 if turn.pitch => Situation::FirstPitch,
        2 if turn.pitch => Situation::SecondPitch,
        1 | 2 => Situation::Advice,
        _ => {
            client.state.closing = true;
            return client.say(Situation::ThirdPitch, ReplyKind::Closing, draft);
        }
    };
    client.say(line, ReplyKind::Cooled, draft);
}

/// The client wants to leave: an apology is all that helps.
pub(super) fn closing(client: &mut Client, turn: &Turn, draft: &mut Draft) {
    if turn.does(Does::Apologises) {
        client.state.closing = false;
        client.state.pitches = 1;
        return apology(client, draft);
    }
    client.state.over = true;
    if turn.does(Does::Parts) {
        return client.say(Situation::CoolGoodbye, ReplyKind::Parted, draft);
    }
    client.say(Situation::Clock, ReplyKind::Closing, draft);
}

/// Mends half of what slips have cost.
pub(super) fn apology(client: &mut Client, draft: &mut Draft) {
    let damage = std::mem::take(&mut client.state.damage);
    if damage.iter().all(|cost| cost.abs() < 0.05) {
        return client.say(Situation::NoNeed, ReplyKind::Warmed, draft);
    }
    let parts = [Part::Credibility, Part::Intimacy, Part::SelfOrientation];
    for (part, cost) in parts.into_iter().zip(damage) {
        client.restore(part, -cost * MENDED, "You apologised for it.", draft);
    }
    shift(
        client,
        Part::Credibility,
        0.2,
        "You apologised for it.",
        draft,
    );
    client.say(Situation::Apology, ReplyKind::Warmed, draft);
}

/// The solution is taken off the table.
fn takes_away(client: &mut Client, draft: &mut Draft) {
    if client.state.trust.figure() >= client.difficulty.needs_to_fight() {
        shift(
            client,
            Part::SelfOrientation,
            -0.4,
            "You were ready to let it go.",
            draft,
        );
        client.say(Situation::Fights, ReplyKind::Fought, draft);
    } else {
        shift(
            client,
            Part::SelfOrientation,
            -0.2,
            "You were ready to let it go.",
            draft,
        );
        client.say(Situation::LetsGo, ReplyKind::LetGo, draft);
    }
}

/// A next step is spoken of. Whether that was all.
pub(super) fn binds(client: &mut Client, turn: &Turn, draft: &mut Draft) -> bool {
    if !turn.does(Does::Binds) || matches!(turn.asks, Asks::Open) || turn.reflects {
        return false;
    }
    // Whose yes is needed and what day suits is told first, if it was not told yet.
    let near = client
        .persona
        .holds
        .iter()
        .enumerate()
        .filter(|(place, held)| held.step == "commit" && !client.state.disclosed.contains(place))
        .filter_map(|(place, _)| turn.near.asks.get(place))
        .any(|near| *near >= 0.45);
    if near && turn.asks == Asks::Fact {
        return false;
    }
    if !wanted(client) {
        slip(
            client,
            [0.0, 0.1, 0.5],
            "You went for a next step before you knew what they want.",
            draft,
        );
    }
    let (trust, needs) = (
        client.state.trust.figure(),
        client.difficulty.needs_to_commit(),
    );
    client.state.step = Some("commit".to_owned());
    if trust >= needs && wanted(client) {
        shift(
            client,
            Part::Reliability,
            0.5,
            "You agreed who does what, and when.",
            draft,
        );
        client.say(Situation::Commits, ReplyKind::Committed, draft);
    } else if trust >= needs * 0.5 {
        client.say(Situation::Hedges, ReplyKind::Hedged, draft);
    } else {
        client.say(Situation::Refuses, ReplyKind::Refused, draft);
    }
    true
}

/// The end.
pub(super) fn goodbye(client: &mut Client, draft: &mut Draft) {
    client.state.over = true;
    let warm = client.state.trust.figure() >= client.difficulty.needs_to_fight();
    let line = if warm {
        Situation::Goodbye
    } else {
        Situation::CoolGoodbye
    };
    client.say(line, ReplyKind::Parted, draft);
}
