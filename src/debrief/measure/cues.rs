//! What was let drop, and what was offered too soon.

use super::asking::counted_cues;
use super::{count_of, counted_lines};
use crate::debrief::matter::{Answered, Matter};
use crate::debrief::model::{Measure, MeasureId, Way};
use crate::debrief::say::{count, float, percent, quote};
use crate::listen::Act;
use crate::session::Observed;
use std::fmt::Write as _;

/// A cue that was let drop.
pub(in crate::debrief) struct Dropped<'a> {
    pub(in crate::debrief) id: &'a str,
    /// The place of the reply that let it drop.
    pub(in crate::debrief) at: usize,
    /// Whether it was followed in the end, or closed; neither while it waits.
    pub(in crate::debrief) met: bool,
    pub(in crate::debrief) missed: bool,
}

impl Dropped<'_> {
    /// How it was said.
    pub(in crate::debrief) fn words(&self, matter: &Matter<'_>) -> String {
        let cue = matter.persona.and_then(|p| p.cue(self.id));
        let said = matter.replies.get(self.at).map(|a| a.reply.text.as_str());
        quote(cue.map_or(said.unwrap_or_default(), |c| c.words.as_str()))
    }
}

/// The cues in the order in which they were let drop.
pub(in crate::debrief) fn dropped<'a>(matter: &Matter<'a>) -> Vec<Dropped<'a>> {
    let mut all: Vec<Dropped<'a>> = Vec::new();
    for (at, answered) in matter.replies.iter().enumerate() {
        let reply = answered.reply;
        for (ids, met) in [(&reply.met, true), (&reply.missed, false)] {
            for cue in all.iter_mut().filter(|c| ids.iter().any(|id| id == c.id)) {
                cue.met |= met;
                cue.missed |= !met;
            }
        }
        if let Some(id) = &reply.cue
            && !all.iter().any(|c| c.id == id)
        {
            all.push(Dropped {
                id,
                at,
                met: false,
                missed: false,
            });
        }
    }
    all
}

/// Cues met and missed, each with the line that let it drop.
pub(super) fn cues(matter: &Matter<'_>) -> Option<Measure> {
    match matter.way {
        Way::Notes => return None,
        Way::Counts => {
            let (met, missed) = counted_cues(matter);
            return Some(
                figure(met, missed, 0)
                    .shows("missed", counted_lines(matter, Observed::CueMissed))
                    .shows("met", counted_lines(matter, Observed::CueMet)),
            );
        }
        Way::Words => {}
    }
    let all = dropped(matter);
    if all.is_empty() {
        return None;
    }
    let lines = |wanted: &dyn Fn(&Dropped<'_>) -> bool| -> Vec<u32> {
        let these = all.iter().filter(|c| wanted(c));
        these
            .filter_map(|c| Some(matter.replies.get(c.at)?.n))
            .collect()
    };
    let met = lines(&|c| c.met);
    let missed = lines(&|c| c.missed && !c.met);
    let waiting = lines(&|c| !c.missed && !c.met);
    let note = |c: &Dropped<'_>| {
        let n = matter.replies.get(c.at).map_or(0, |a: &Answered<'_>| a.n);
        let what = match (c.met, c.missed) {
            (true, false) => "met",
            (true, true) => "met late",
            (false, true) => "missed",
            (false, false) => "not taken up",
        };
        format!("{what}: {} (line {n})", c.words(matter))
    };
    let mut notes: Vec<&Dropped<'_>> = all.iter().collect();
    notes.sort_by_key(|c| c.met);
    Some(
        figure(met.len(), missed.len(), waiting.len())
            .notes(notes.into_iter().map(note))
            .shows("missed", missed)
            .shows("not taken up", waiting)
            .shows("met", met),
    )
}

fn figure(met: usize, missed: usize, waiting: usize) -> Measure {
    let mut figure = format!("{met} met, {missed} missed");
    if waiting > 0 {
        let _ = write!(figure, ", {waiting} not taken up");
    }
    Measure::new(MeasureId::Cues, figure)
        .number("met", percent(met, met + missed + waiting), "%")
        .number("met", float(met), "cues")
        .number("missed", float(missed), "cues")
        .number("not taken up", float(waiting), "cues")
}

/// Pitches and advice before the last step.
pub(super) fn pitches(matter: &Matter<'_>) -> Option<Measure> {
    match matter.way {
        Way::Notes => return None,
        Way::Counts => return count_of(matter, MeasureId::Pitches, Observed::Pitch),
        Way::Words if matter.said.is_empty() => return None,
        Way::Words => {}
    }
    let early = |act: Act| -> Vec<_> {
        let these = matter.said.iter().filter(|l| l.does(act));
        these
            .filter(|l| matter.is_before_the_last(l.step))
            .collect()
    };
    let pitches = early(Act::Pitch);
    let mut advice = early(Act::Advice);
    advice.retain(|l| !l.does(Act::Pitch));
    let steps = matter.session.script().steps.len();
    let figure = match (pitches.len(), advice.len()) {
        (0, 0) => format!("no pitch and no advice before step {steps}"),
        (p, 0) => format!("{} before step {steps}", pitch(p)),
        (0, a) => format!("{} before step {steps}", pieces(a)),
        (p, a) => format!("{} and {} before step {steps}", pitch(p), pieces(a)),
    };
    let parked: Vec<u32> = matter.session.parked().map(|(n, _)| n).collect();
    let kept =
        (!parked.is_empty()).then(|| format!("{} parked instead", count(parked.len(), "idea")));
    let notes: Vec<String> = pitches
        .iter()
        .chain(&advice)
        .map(|l| format!("line {}: {}", l.n, quote(l.text)))
        .collect();
    Some(
        Measure::new(MeasureId::Pitches, figure)
            .number(
                "before the last step",
                float(pitches.len() + advice.len()),
                "times",
            )
            .number("pitches", float(pitches.len()), "times")
            .number("advice", float(advice.len()), "times")
            .notes(notes.into_iter().chain(kept))
            .shows("pitch", pitches.iter().map(|l| l.n).collect())
            .shows("advice", advice.iter().map(|l| l.n).collect())
            .shows("parked", parked),
    )
}

fn pitch(n: usize) -> String {
    if n == 1 {
        "1 pitch".to_owned()
    } else {
        format!("{n} pitches")
    }
}

fn pieces(n: usize) -> String {
    if n == 1 {
        "1 piece of advice".to_owned()
    } else {
        format!("{n} pieces of advice")
    }
}

/// Ideas that were parked.
pub(super) fn parked(matter: &Matter<'_>) -> Option<Measure> {
    let lines: Vec<u32> = matter.session.parked().map(|(n, _)| n).collect();
    // In a practice it stands beside the pitches.
    if matter.way != Way::Notes {
        return None;
    }
    let figure = format!("{} kept for the end", count(lines.len(), "idea"));
    Some(
        Measure::new(MeasureId::Parked, figure)
            .number("parked", float(lines.len()), "times")
            .shows("parked", lines),
    )
}
