//! How much of the conversation touched what the client feels.

use crate::debrief::matter::Matter;
use crate::debrief::model::{Look, Measure, MeasureId, Point, Way};
use crate::debrief::say::{count, float, quote, tenths};
use crate::listen::Act;
use crate::session::{Feeling, Kind, Observed};

/// Replies in which a client cools down.
const COOL: [&str; 2] = ["cooled", "closing"];

/// A feeling that was told or noted.
struct Felt {
    n: u32,
    word: String,
    strength: Option<u8>,
}

/// Feelings over time: by reply in a practice, by step where they were noted. Each has the strength that the persona's file
/// or the user has given it; without one it counts, and has no height.
pub(super) fn warmth(matter: &Matter<'_>) -> Option<Measure> {
    let points = match matter.way {
        Way::Counts => return None,
        Way::Words => by_reply(matter),
        Way::Notes => by_step(matter),
    };
    let warm: Vec<&Point> = points.iter().filter(|p| p.value > 0.0).collect();
    let strongest = warm.iter().max_by(|a, b| a.value.total_cmp(&b.value));
    let unit = if matter.way == Way::Words {
        "replies"
    } else {
        "steps"
    };
    let figure = match strongest {
        None => "no feeling with a strength".to_owned(),
        Some(most) => {
            let where_ = most.line.map_or(String::new(), |n| format!(", line {n}"));
            format!(
                "a feeling in {} of {} {unit} · strongest {} of 5{where_}",
                warm.len(),
                points.len(),
                tenths(most.value)
            )
        }
    };
    let lines = warm.iter().filter_map(|p| p.line).collect();
    let mut measure = Measure::new(MeasureId::Warmth, figure)
        .number("strongest", strongest.map_or(0.0, |p| p.value), "of 5")
        .number("touched", float(warm.len()), "times");
    let cooled = matter
        .replies
        .iter()
        .position(|a| COOL.contains(&a.reply.kind.as_str()));
    if let Some(line) = cooled.and_then(|at| matter.asked_by(at)) {
        let why = matter.after(line).and_then(|a| worst(&a.reply.moves));
        let why = why.map_or_else(|| quote(line.text), ToOwned::to_owned);
        measure = measure
            .note(format!("cooled at line {}: {why}", line.n))
            .shows("cooled", vec![line.n]);
    }
    Some(measure.shows("warm", lines).chart(Look::Bars, 5.0, points))
}

/// The reason of the move that cost most.
fn worst(moves: &[crate::session::Moving]) -> Option<&str> {
    let cost = |m: &&crate::session::Moving| match m.part.as_str() {
        "self-orientation" => m.by,
        "depth" => 0.0,
        _ => -m.by,
    };
    let most = moves.iter().max_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    (cost(&most) > 0.0).then_some(most.why.as_str())
}

fn by_reply(matter: &Matter<'_>) -> Vec<Point> {
    let felt = felt(matter);
    let of = |n: u32| {
        let strengths = felt.iter().filter(|f| f.n == n).filter_map(|f| f.strength);
        strengths.max().unwrap_or(0)
    };
    let points = matter.replies.iter().map(|a| Point {
        label: format!("line {}", a.n),
        value: f64::from(of(a.n)),
        line: Some(a.n),
    });
    points.collect()
}

fn by_step(matter: &Matter<'_>) -> Vec<Point> {
    let points = matter.steps().filter_map(|(at, step)| {
        let fold = matter.session.fold().steps.get(at)?;
        Some(Point {
            label: step.title.clone(),
            value: f64::from(fold.warmth),
            line: fold.feelings.first().copied(),
        })
    });
    points.collect()
}

/// What was felt: what the persona told of it, what the user noted, and, where the persona cannot be read, what listening
/// hears named.
fn felt(matter: &Matter<'_>) -> Vec<Felt> {
    let mut all = Vec::new();
    for answered in &matter.replies {
        for held in matter.disclosed(answered.reply) {
            all.extend(held.feeling.as_ref().map(|felt| Felt {
                n: answered.n,
                word: felt.word.clone(),
                strength: Some(felt.strength),
            }));
        }
        if matter.persona.is_none() {
            let named = answered.heard.feelings.iter().map(|sign| &sign.what);
            all.extend(named.filter(|f| !f.denied && !f.others).map(|f| Felt {
                n: answered.n,
                word: f.word.clone(),
                strength: f.intensity,
            }));
        }
    }
    for (n, noted) in noted(matter) {
        all.push(Felt {
            n: noted.of.filter(|_| matter.way == Way::Words).unwrap_or(n),
            word: noted.word.clone(),
            strength: noted.intensity,
        });
    }
    all
}

fn noted<'a>(matter: &Matter<'a>) -> Vec<(u32, &'a Feeling)> {
    let noted = matter.session.counting().filter_map(|e| match &e.kind {
        Kind::Feeling(feeling) => Some((e.n, feeling)),
        _ => None,
    });
    noted.collect()
}

/// Feelings that were asked for, and those that were named.
pub(super) fn feelings(matter: &Matter<'_>) -> Option<Measure> {
    if matter.way == Way::Counts {
        return super::count_of(matter, MeasureId::Feelings, Observed::Feeling).map(|m| Measure {
            figure: format!("asked {}", m.figure),
            ..m
        });
    }
    let (mut asked, mut makes) = (Vec::new(), Vec::new());
    let heard = matter.said.iter().map(|l| (l.n, &l.heard));
    for (n, heard) in heard.chain(matter.asked.iter().map(|m| (m.n, &m.heard))) {
        let does = |act| heard.acts.iter().any(|sign| sign.what == act);
        if does(Act::MakesFeel) {
            makes.push(n);
        } else if does(Act::WhatFelt) {
            asked.push(n);
        }
    }
    let mut felt = felt(matter);
    felt.sort_by_key(|f| f.n);
    let words: Vec<String> = felt
        .iter()
        .map(|f| match f.strength {
            Some(strength) => format!("{} {strength}", f.word),
            None => f.word.clone(),
        })
        .collect();
    let named = match words.as_slice() {
        [] => "none named".to_owned(),
        words => format!("named: {}", words.join(", ")),
    };
    let figure = format!("asked {} · {named}", count(asked.len(), "time"));
    let mut measure = Measure::new(MeasureId::Feelings, figure)
        .number("asked", float(asked.len()), "times")
        .number("named", float(felt.len()), "feelings");
    if !makes.is_empty() {
        measure = measure
            .note("asked what makes them feel, which makes the feeling somebody's doing; “what do you feel?” leaves it theirs")
            .number("asked what makes them feel", float(makes.len()), "times");
    }
    let mut lines: Vec<u32> = felt.iter().map(|f| f.n).collect();
    lines.dedup();
    Some(
        measure
            .shows("asked what makes them feel", makes)
            .shows("asked", asked)
            .shows("named", lines),
    )
}
