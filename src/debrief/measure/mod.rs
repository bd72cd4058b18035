//! The measures. Each looks for what it needs; where the session does not have it, there is no measure.

mod asking;
mod cues;
mod promises;
mod steps;
mod talk;
mod trust;
mod warmth;

pub(super) use cues::dropped;
pub(super) use promises::made;
pub(super) use steps::depth_words;
pub(super) use talk::longest_turn;
pub(super) use trust::why;

use super::matter::Matter;
use super::model::{Measure, MeasureId, Way};
use super::say::count;
use crate::session::Observed;

/// All measures in their order, and what could not be measured.
pub(super) fn all(matter: &Matter<'_>) -> (Vec<Measure>, Vec<String>) {
    let measures = [
        steps::steps(matter),
        steps::depth(matter),
        warmth::warmth(matter),
        warmth::feelings(matter),
        asking::questions(matter),
        asking::reflections(matter),
        talk::share(matter),
        talk::stretch(matter),
        asking::what_else(matter),
        talk::silence(matter),
        cues::cues(matter),
        cues::pitches(matter),
        cues::parked(matter),
        talk::interrupted(matter),
        promises::promises(matter),
        trust::trust(matter),
    ];
    let measures: Vec<Measure> = measures.into_iter().flatten().collect();
    let missing = missing(matter, &measures);
    (measures, missing)
}

fn missing(matter: &Matter<'_>, measures: &[Measure]) -> Vec<String> {
    let has = |id| measures.iter().any(|m| m.id == id);
    let mut missing = Vec::new();
    let mut say = |what: &str| missing.push(format!("not measured: {what}"));
    match matter.way {
        Way::Words => {
            if matter.said.is_empty() {
                say("what you said: nothing was said yet");
            }
            if matter.persona.is_none() {
                say("depth: the client's file cannot be read any more");
            }
        }
        Way::Notes => {
            say("reflections, pitches and cues: your own words are not kept here");
            if !has(MeasureId::Talk) {
                say("talk: the clock was not kept (^t says who speaks)");
            }
        }
        Way::Counts => {
            say("depth, feelings told, talk and promises: only what was counted is known here");
        }
    }
    missing
}

/// How often an observer has counted something.
fn counted(matter: &Matter<'_>, what: Observed) -> usize {
    let counted = matter.session.fold().counted.get(&what);
    counted.map_or(0, |n| usize::try_from(*n).unwrap_or(usize::MAX))
}

/// The entries in which an observer has counted something.
fn counted_lines(matter: &Matter<'_>, what: Observed) -> Vec<u32> {
    let is = |e: &&crate::session::Entry| matches!(e.kind, crate::session::Kind::Counted(x) if x == what);
    matter.session.counting().filter(is).map(|e| e.n).collect()
}

/// A measure that is a plain count of an observer's.
fn count_of(matter: &Matter<'_>, id: MeasureId, what: Observed) -> Option<Measure> {
    let n = counted(matter, what);
    let measure =
        Measure::new(id, count(n, "time")).number("counted", super::say::float(n), "times");
    (matter.way == Way::Counts).then(|| measure.shows("counted", counted_lines(matter, what)))
}
