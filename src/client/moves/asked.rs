//! The user asks.

use super::super::conversation::Client;
use super::super::persona::{Depth, Situation};
use super::super::reply::{Draft, ReplyKind};
use super::super::trust::Part;
use super::super::understand::{Asks, Does, Turn};
use super::shift;
use super::topic::{self, Way};

/// Below this nothing is disclosed: it was not asked for.
const ASKED_FOR: f32 = 0.38;
/// How near something else must be to what is asked for most, to be told in its place.
const NEARLY: f32 = 0.72;
/// The same, where what is asked for most was told already.
const NEARLY_AS_KNOWN: f32 = 0.85;
/// From here on the words themselves ask for something, whatever was talked about before.
const BY_ITSELF: f32 = 0.5;
/// From here on there is no doubt for what it asks, where more words than these have content.
const CERTAIN: f32 = 0.85;
const MANY_WORDS: usize = 1;
/// What must wait for something else is asked for less: one does not ask for what one cannot know of.
const NOT_READY: f32 = 0.75;
/// What a line is worth that speaks of nothing foreign, though no single word gives away what it asks for.
const PERHAPS: f32 = 0.45;
/// How much less likely it is that something is asked for that was told already; that must wait for something else.
const AGAIN: f32 = 1.5;
const TOO_SOON: f32 = 6.0;
/// How much more likely what comes after something just told is to be asked for, and what a cue opens that is followed.
const FRESH: f32 = 1.8;
const OPENED: f32 = 1.5;
/// So many of the last disclosures are just told.
const JUST: usize = 2;
/// How much is counted on the older measure, which knows the script's own questions by heart.
const BY_HEART: f32 = 3.0;
/// The same where more was trained; and how much more likely there what comes after something just told is.
const BY_HEART_TRAINED: f32 = 1.0;
const FRESH_TRAINED: f32 = 0.7;
/// A line that is near to what was told, or cannot be known of yet, is meant for its neighbour.
const AGAIN_TRAINED: f32 = 6.0;
const TOO_SOON_TRAINED: f32 = 10.0;
/// By how much (of a logarithm) something must be less likely to be worth a third.
const SLOPE: f32 = 2.0;
/// From here on a question is the script's own.
const SCRIPTED: f32 = 0.78;
/// How much of a line must stand in what was said, to go back to it.
const ECHO: f32 = 0.4;
/// Closed questions in a row from which on it is an interrogation.
const MANY_CLOSED: u8 = 3;

/// Whether a turn asks for anything that this persona could tell.
pub(super) fn is_about_something(client: &Client, turn: &Turn) -> bool {
    (0..client.persona.holds.len()).any(|place| worth(client, turn, None, place) >= ASKED_FOR)
}

/// How much a turn asks for something: its words, and what such questions ask for.
fn worth(client: &Client, turn: &Turn, followed: Option<usize>, place: usize) -> f32 {
    let Some(held) = client.persona.holds.get(place) else {
        return 0.0;
    };
    let words = turn.near.asks.get(place).copied().unwrap_or(0.0);
    let deep = turn
        .sought
        .depth
        .map(|(least, most)| (least..=most).contains(&held.depth));
    let step = turn
        .near
        .prompt
        .and_then(|(step, like)| Some((client.index.step(step)?, like)))
        .filter(|(step, _)| *step == held.step)
        .map(|(_, like)| like);
    // Where the words themselves are clear, how they are built counts less.
    let clear = turn.near.asks.iter().any(|near| *near >= BY_ITSELF);
    let mut sum = words;
    match (step, deep) {
        (Some(like), Some(true) | None) => sum += like * if clear { 0.4 } else { 0.55 },
        (Some(_), Some(false)) => sum += if clear { 0.05 } else { 0.2 },
        (None, Some(true)) if words > 0.2 => sum += 0.15,
        (None, Some(false)) if words > 0.2 => sum -= 0.1,
        (None, _) => {}
    }
    let feeling = turn.sought.depth == Some((Depth::Feeling, Depth::Feeling));
    if feeling && words < 0.7 {
        sum *= if held.feeling.is_some() || held.depth == Depth::Feeling {
            1.15
        } else {
            0.7
        };
    }
    let cue = followed.and_then(|cue| client.persona.cues.get(cue));
    if cue.is_some_and(|cue| cue.opens.contains(&held.id)) {
        sum += if words > 0.2 { 0.15 } else { 0.3 };
    }
    if turn.asks_who && sum > 0.2 && !held.people.is_empty() && turn.near.prompt.is_none() {
        sum += 0.08;
    }
    if !topic::ready(client, held) {
        sum *= NOT_READY;
    }
    if sum > 0.3 && client.state.step.as_deref() == Some(held.step.as_str()) {
        sum += 0.05;
    }
    sum
}

/// By disclosure: how much a turn asks for it. Whether it asks for anything that is here, single words and the script's own
/// questions tell; for what, all words and the build of the question together.
fn worths(client: &Client, turn: &Turn, followed: Option<usize>) -> Vec<f32> {
    let places = 0..client.persona.holds.len();
    let by_words: Vec<f32> = places
        .clone()
        .map(|place| worth(client, turn, followed, place))
        .collect();
    let most = by_words.iter().copied().fold(0.0, f32::max);
    // Yes or no can be asked of anything; what is asked openly, and not in foreign words, is asked of what is here.
    let foreign = if turn.asks == Asks::YesNo {
        turn.near.foreign > 0
    } else {
        turn.near.foreign * 3 >= turn.near.content.max(1) * 2
    };
    let asked = if foreign { most } else { most.max(PERHAPS) };
    let just: Vec<&str> = client
        .state
        .disclosed
        .iter()
        .rev()
        .take(JUST)
        .filter_map(|place| Some(client.persona.holds.get(*place)?.id.as_str()))
        .collect();
    let opened = |id: &String| {
        let cue = followed.and_then(|cue| client.persona.cues.get(cue));
        cue.is_some_and(|cue| cue.opens.contains(id))
    };
    let (by_line, [by_heart, fresh, again, too_soon]) = match &turn.near.ranked {
        Some(ranked) => (
            ranked,
            [
                BY_HEART_TRAINED,
                FRESH_TRAINED,
                AGAIN_TRAINED,
                TOO_SOON_TRAINED,
            ],
        ),
        None => (&turn.near.likely, [BY_HEART, FRESH, AGAIN, TOO_SOON]),
    };
    let likely: Vec<f32> = places
        .zip(&client.persona.holds)
        .map(|(place, held)| {
            let mut likely = by_line.get(place).copied().unwrap_or(0.0)
                + by_heart * by_words.get(place).copied().unwrap_or(0.0);
            if topic::told(client, place) {
                likely -= again;
            } else if !topic::ready(client, held) {
                likely -= too_soon;
            } else if held.after.iter().any(|id| just.contains(&id.as_str())) {
                likely += fresh;
            }
            if opened(&held.id) {
                likely += OPENED;
            }
            likely
        })
        .collect();
    let top = likely.iter().copied().fold(f32::MIN, f32::max);
    likely
        .iter()
        .map(|likely| asked * libm::expf((likely - top) / SLOPE))
        .collect()
}

/// Answers a question.
pub(super) fn asked(client: &mut Client, turn: &Turn, followed: Option<usize>, draft: &mut Draft) {
    let way = match turn.asks {
        Asks::Fact => Way::Fact,
        Asks::YesNo => Way::YesNo,
        Asks::Open | Asks::No => Way::Open,
    };
    credit(client, turn, draft);
    if turn.two && draft.is_open() {
        shift(
            client,
            Part::SelfOrientation,
            0.1,
            "You asked two things at once.",
            draft,
        );
        client.say(Situation::Two, ReplyKind::Short, draft);
    }
    let back = back_to(client, turn);
    if let Some(Back(topic)) = back
        && turn.does(Does::RefersBack)
    {
        client.state.topic = topic;
        shift(
            client,
            Part::Intimacy,
            0.25,
            "You went back to what they had said.",
            draft,
        );
    }
    let worths = worths(client, turn, followed);
    let best = best(&worths, |_| true);
    let most = best.map_or(0.0, |(_, worth)| worth);
    let words = turn.near.asks.iter().copied().fold(0.0, f32::max);
    let scripted = turn.near.prompt.is_some_and(|(_, like)| like >= SCRIPTED);
    let follows = turn.does(Does::WantsMore)
        || turn.does(Does::PointsBack) && turn.near.content <= 1 && most < BY_ITSELF
        || turn.near.content == 0
        || turn.near.probe >= SCRIPTED && !scripted
        || turn.does(Does::RefersBack) && back.is_some()
        || turn.does(Does::AsksFeeling) && turn.near.content <= 1 && most < BY_ITSELF;
    if way == Way::YesNo && !turn.does(Does::WantsMore) {
        return closed(client, turn, &worths, draft);
    }
    let bare = turn.near.content == 0 && turn.sought.step.is_none();
    let by_itself = words >= BY_ITSELF && !bare || scripted;
    if follows && (!by_itself || turn.does(Does::RefersBack)) {
        return follow(client, way, turn, most, draft);
    }
    match best.filter(|(_, worth)| *worth >= ASKED_FOR) {
        Some((place, worth)) => tell(client, way, turn, &worths, (place, worth), draft),
        None if turn.does(Does::PointsBack) => follow(client, way, turn, most, draft),
        None => client.say(Situation::Unknown, ReplyKind::Unknown, draft),
    }
}

/// What the question itself earns.
fn credit(client: &mut Client, turn: &Turn, draft: &mut Draft) {
    if turn.asks == Asks::YesNo || turn.asks == Asks::Fact && turn.words <= 5 {
        client.state.closed_questions = client.state.closed_questions.saturating_add(1);
        if client.state.closed_questions >= MANY_CLOSED {
            shift(
                client,
                Part::SelfOrientation,
                0.15,
                "One closed question follows the other.",
                draft,
            );
        }
        return;
    }
    client.state.closed_questions = 0;
    if turn.does(Does::AsksFeeling) {
        shift(
            client,
            Part::Intimacy,
            0.3,
            "You asked what they feel.",
            draft,
        );
    } else if turn.asks == Asks::Open {
        shift(client, Part::Intimacy, 0.15, "You asked openly.", draft);
        shift(
            client,
            Part::SelfOrientation,
            -0.03,
            "You asked about them.",
            draft,
        );
    }
}

/// To what a line goes back: the place of a disclosure, or none for the opening.
struct Back(Option<usize>);

fn back_to(client: &Client, turn: &Turn) -> Option<Back> {
    if turn.near.content == 0 {
        return None;
    }
    let opening = client.persona.holds.len();
    let says = |place: usize| turn.near.says.get(place).copied().unwrap_or(0.0);
    let told = client
        .state
        .disclosed
        .iter()
        .rev()
        .map(|place| (Some(*place), says(*place)));
    let mut best: Option<(Option<usize>, f32)> = None;
    for (topic, like) in told.chain([(None, says(opening))]) {
        if like >= ECHO && best.is_none_or(|(_, before)| like > before) {
            best = Some((topic, like));
        }
    }
    best.map(|(topic, _)| Back(topic))
}

/// The place of what is worth most, among those that count.
fn best(worths: &[f32], counts: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    for (place, worth) in worths.iter().copied().enumerate() {
        if counts(place) && best.is_none_or(|(_, before)| worth > before + 0.001) {
            best = Some((place, worth));
        }
    }
    best
}

/// Something was asked for.
fn tell(
    client: &mut Client,
    way: Way,
    turn: &Turn,
    worths: &[f32],
    most: (usize, f32),
    draft: &mut Draft,
) {
    let (place, worth) = most;
    let known = topic::told(client, place);
    let least = (worth * if known { NEARLY_AS_KNOWN } else { NEARLY }).max(ASKED_FOR);
    let near = |at: usize| worths.get(at).is_some_and(|worth| *worth >= least);
    // The easier one of two is the less deep one.
    let easy = |client: &Client, at: usize| {
        !turn.two
            || client
                .persona
                .holds
                .get(at)
                .is_some_and(|held| held.depth <= Depth::Evidence)
    };
    let open = |client: &Client, at: usize| {
        near(at)
            && !topic::told(client, at)
            && client
                .persona
                .holds
                .get(at)
                .is_some_and(|held| topic::ready(client, held))
    };
    let may = |at: usize| open(client, at) && topic::may(client, at, way, turn);
    let told = best(worths, |at| may(at) && easy(client, at)).or_else(|| best(worths, may));
    if let Some((at, _)) = told {
        return topic::disclose(client, at, draft);
    }
    if known && !(0..worths.len()).any(|at| open(client, at)) {
        // A question that belongs to a step as a whole goes on with what is left there.
        let step = turn
            .near
            .prompt
            .and_then(|(step, _)| client.index.step(step));
        let left = |at: usize| {
            let held = client.persona.holds.get(at);
            held.is_some_and(|held| Some(held.step.as_str()) == step && topic::ready(client, held))
                && !topic::told(client, at)
        };
        let next = best(worths, |at| left(at) && topic::may(client, at, way, turn));
        if let Some((at, _)) = next.filter(|_| turn.near.content <= MANY_WORDS || worth < CERTAIN) {
            return topic::disclose(client, at, draft);
        }
        client.state.topic = Some(place);
        return client.say(Situation::Known, ReplyKind::Known, draft);
    }
    early(client, place, worths, least, draft);
}

/// Asked too deep, too early: it is remembered.
fn early(client: &mut Client, place: usize, worths: &[f32], least: f32, draft: &mut Draft) {
    let held = best(worths, |at| !topic::told(client, at))
        .filter(|(_, worth)| *worth >= least)
        .map_or(place, |(at, _)| at);
    if !client.state.asked_early.contains(&held) {
        client.state.asked_early.push(held);
    }
    client.say(Situation::NotYet, ReplyKind::DeclinedYet, draft);
}

/// A question that goes on from what was said last.
fn follow(client: &mut Client, way: Way, turn: &Turn, most: f32, draft: &mut Draft) {
    let topic = client.state.topic;
    if let Some(next) = topic::next(client, topic, way, turn) {
        // "What else?", "go on": it is not an answer to a question of its own.
        if turn.does(Does::WantsMore) && turn.near.content == 0 {
            return topic::volunteer(client, next, draft);
        }
        return topic::disclose(client, next, draft);
    }
    let waits = client
        .persona
        .holds
        .iter()
        .enumerate()
        .any(|(place, held)| {
            topic::belongs(client, topic, held) >= 1.0
                && !topic::told(client, place)
                && topic::ready(client, held)
                && (!turn.does(Does::AsksFeeling) || held.depth == Depth::Feeling)
        });
    if waits {
        return client.say(Situation::NotYet, ReplyKind::DeclinedYet, draft);
    }
    if turn.near.content > 2 && most < ASKED_FOR && !turn.does(Does::RefersBack) {
        return client.say(Situation::Unknown, ReplyKind::Unknown, draft);
    }
    client.say(Situation::More, ReplyKind::Exhausted, draft);
}

/// A question for yes or no: that, and at most what is said to anybody.
fn closed(client: &mut Client, turn: &Turn, worths: &[f32], draft: &mut Draft) {
    let found = best(worths, |_| true).filter(|(_, worth)| *worth >= ASKED_FOR);
    let Some((place, worth)) = found else {
        let (at, kind) = if turn.near.content > 1 {
            (Situation::No, ReplyKind::Short)
        } else {
            (Situation::Short, ReplyKind::Short)
        };
        return client.say(at, kind, draft);
    };
    let at = if topic::told(client, place) || client.state.dice.once_in(2) {
        Situation::Yes
    } else {
        Situation::Short
    };
    // It gives nothing away: for what is hidden, neither yes nor no.
    let hidden = client
        .persona
        .holds
        .get(place)
        .is_some_and(|held| held.hidden);
    client.say(
        if hidden { Situation::Short } else { at },
        ReplyKind::Short,
        draft,
    );
    // Whoever speaks of something that is unheard of here gets a yes or a no, and no more.
    let heard_of = turn.near.foreign < 2;
    let told = best(worths, |at| {
        heard_of
            && worths
                .get(at)
                .is_some_and(|near| *near >= (worth * NEARLY).max(ASKED_FOR))
            && !topic::told(client, at)
            && client
                .persona
                .holds
                .get(at)
                .is_some_and(|held| topic::ready(client, held))
            && topic::may(client, at, Way::YesNo, turn)
    });
    if let Some((at, _)) = told {
        topic::disclose(client, at, draft);
        draft.kind = ReplyKind::Short;
    }
}
