//! Which steps were walked, and how far each topic was opened.

use crate::client::persona::Depth;
use crate::debrief::matter::Matter;
use crate::debrief::model::{Look, Measure, MeasureId, Point, Way};
use crate::debrief::say::{float, percent};
use crate::script::Step;
use crate::session::Kind;
use std::fmt::Write as _;

/// Coverage: a step counts as walked when something was said, told or noted in it.
pub(super) fn steps(matter: &Matter<'_>) -> Option<Measure> {
    let mut points = Vec::new();
    let (mut left, mut lines, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    let (mut known, mut wanted) = (0, 0);
    for (at, step) in matter.steps() {
        let line = first_line(matter, at, step);
        let fold = matter.session.fold().steps.get(at);
        let open = step
            .known
            .iter()
            .filter(|k| !fold.is_some_and(|f| f.knows(&k.id)));
        let open: Vec<&str> = open.map(|k| k.text.as_str()).collect();
        wanted += step.known.len();
        known += step.known.len() - open.len();
        if line.is_none() {
            left.push(step.title.as_str());
        } else if !open.is_empty() {
            unknown.push(format!("left unknown, {}: {}", step.title, open.join(", ")));
        }
        lines.extend(line);
        points.push(Point {
            label: step.title.clone(),
            value: if line.is_some() { 1.0 } else { 0.0 },
            line,
        });
    }
    let all = points.len();
    if all == 0 {
        return None;
    }
    let walked = all - left.len();
    let mut figure = format!("{walked} of {all}");
    if !left.is_empty() && walked > 0 {
        let _ = write!(figure, " · left out: {}", left.join(", "));
    }
    // In a practice must-knows are ticked by hand, and few do: where nobody did, they tell nothing.
    let ticked = known > 0 || matter.way == Way::Notes;
    let mut measure = Measure::new(MeasureId::Steps, figure)
        .number("walked", percent(walked, all), "%")
        .number("walked", float(walked), "steps")
        .number("steps", float(all), "steps")
        .chart(Look::Boxes, 1.0, points)
        .shows("the first line of each", lines);
    if ticked && wanted > 0 && matter.way != Way::Counts {
        measure = measure
            .number("known", float(known), "must-knows")
            .number("must-knows", float(wanted), "must-knows")
            .note(format!("known: {known} of {wanted} must-knows"))
            .notes(unknown);
    }
    Some(measure)
}

/// The first entry that shows that a step was walked.
fn first_line(matter: &Matter<'_>, at: usize, step: &Step) -> Option<u32> {
    let told = || {
        let mut told = matter.told().into_iter();
        told.find(|(_, held)| held.step == step.id).map(|(n, _)| n)
    };
    let noted = || {
        let mut all = matter.session.counting();
        let here = |kind: &Kind| match kind {
            Kind::Said(said) => said.step == step.id && !said.text.trim().is_empty(),
            Kind::Reply(_) => false,
            kind => kind.step() == Some(step.id.as_str()),
        };
        all.find(|e| here(&e.kind)).map(|e| e.n)
    };
    let entered = || {
        let mut all = matter.session.counting();
        let moved = |kind: &Kind| matches!(kind, Kind::Moved(to) if *to == step.id);
        let first = all.find(|e| moved(&e.kind) || at == 0 && matches!(e.kind, Kind::Counted(_)));
        first.map(|e| e.n)
    };
    if matter.way == Way::Counts {
        return entered();
    }
    match (told(), noted()) {
        (Some(told), Some(noted)) => Some(told.min(noted)),
        (told, noted) => told.or(noted),
    }
}

/// How much was told of what the persona holds, step by step. Only in a practice is it known what there was to tell.
pub(super) fn depth(matter: &Matter<'_>) -> Option<Measure> {
    let persona = matter.persona?;
    let told = matter.told();
    let mut parts = Vec::new();
    let mut points = Vec::new();
    for id in persona.steps() {
        let held = persona.holds.iter().filter(|h| h.step == id).count();
        let opened: Vec<u32> = told
            .iter()
            .filter(|(_, h)| h.step == id)
            .map(|(n, _)| *n)
            .collect();
        parts.push(format!("{id} {}/{held}", opened.len()));
        points.push(Point {
            label: id.to_owned(),
            value: float(opened.len()) / float(held.max(1)),
            line: opened.first().copied(),
        });
    }
    let of_hidden = persona.holds.iter().filter(|h| h.hidden).count();
    let hidden = told.iter().filter(|(_, h)| h.hidden).count();
    let deepest = told.iter().map(|(_, h)| h.depth).max();
    let deep: Vec<u32> = told
        .iter()
        .filter(|(_, h)| Some(h.depth) == deepest)
        .map(|(n, _)| *n)
        .collect();
    let rest: Vec<u32> = told.iter().map(|(n, _)| *n).collect();
    let mut measure = Measure::new(MeasureId::Depth, parts.join(" · "))
        .number("told", percent(told.len(), persona.holds.len()), "%")
        .number("told", float(told.len()), "disclosures")
        .number("held", float(persona.holds.len()), "disclosures")
        .number("told of what lies behind", float(hidden), "disclosures")
        .number("held of what lies behind", float(of_hidden), "disclosures")
        .chart(Look::Bars, 1.0, points);
    if let Some(deepest) = deepest {
        measure = measure.note(format!("deepest: {}", depth_words(deepest)));
    }
    if of_hidden > 0 {
        measure = measure.note(format!(
            "of what lies behind the issue: {hidden} of {of_hidden} told"
        ));
    }
    Some(measure.shows("deepest", deep).shows("told", rest))
}

/// How deep something goes, in words.
pub(in crate::debrief) fn depth_words(depth: Depth) -> &'static str {
    match depth {
        Depth::Surface => "what they would tell anybody",
        Depth::Evidence => "figures, names and dates",
        Depth::Personal => "what it means to them",
        Depth::Feeling => "what they feel",
    }
}
