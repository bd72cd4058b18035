//! Trust over time, with what changed it.

use crate::debrief::matter::{Line, Matter};
use crate::debrief::model::{Look, Measure, MeasureId, Point};
use crate::debrief::say::tenths;
use crate::session::Moving;

/// Below this, trust has not moved: it is shown to one digit.
const STILL: f64 = 0.05;

/// Trust of a simulated client, T = (C + R + I) / S.
pub(super) fn trust(matter: &Matter<'_>) -> Option<Measure> {
    let first = matter.replies.first()?.reply.trust.figure();
    let last = matter.replies.last()?.reply.trust.figure();
    let points: Vec<Point> = matter
        .replies
        .iter()
        .enumerate()
        .map(|(at, a)| {
            let line = matter.asked_by(at);
            Point {
                label: line.map_or_else(
                    || "the first line".to_owned(),
                    |l| why(matter, l).unwrap_or_else(|| "nothing moved".to_owned()),
                ),
                value: crate::session::hundredths(a.reply.trust.figure()),
                line: Some(line.map_or(a.n, |l| l.n)),
            }
        })
        .collect();
    let most = points.iter().map(|p| p.value).fold(0.0, f64::max);
    let figure = format!("{} at first, {} at the end", tenths(first), tenths(last));
    let mut measure = Measure::new(MeasureId::Trust, figure)
        .number("change", last - first, "trust")
        .number("at first", first, "trust")
        .number("at the end", last, "trust")
        .chart(Look::Bars, most, points);
    let by = |a: &&Line<'_>, b: &&Line<'_>| matter.moved(a).total_cmp(&matter.moved(b));
    let moved = || matter.said.iter();
    let (fell, rose) = (moved().min_by(by), moved().rev().max_by(by));
    for (word, line) in [
        ("fell most", fell.filter(|l| matter.moved(l) <= -STILL)),
        ("rose most", rose.filter(|l| matter.moved(l) >= STILL)),
    ] {
        let Some(line) = line else { continue };
        let why = why(matter, line).unwrap_or_default();
        measure = measure
            .note(format!(
                "{word} at line {}, by {}: {why}",
                line.n,
                tenths(matter.moved(line).abs())
            ))
            .shows(word, vec![line.n]);
    }
    Some(measure.note("T = (credibility + reliability + intimacy) / self-orientation"))
}

/// The reason of the move that did most in the direction in which trust went with a line.
pub(in crate::debrief) fn why(matter: &Matter<'_>, line: &Line<'_>) -> Option<String> {
    let down = matter.moved(line) < 0.0;
    let does = |m: &Moving| match m.part.as_str() {
        "depth" | "cue" => 0.0,
        "self-orientation" => -m.by,
        _ => m.by,
    };
    let moves = &matter.after(line)?.reply.moves;
    let toward = |m: &Moving| if down { -does(m) } else { does(m) };
    let most = moves
        .iter()
        .max_by(|a, b| toward(a).total_cmp(&toward(b)))?;
    (toward(most) > 0.0).then(|| most.why.clone())
}
