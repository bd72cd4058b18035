//! Questions, reflections, "what else?".

use super::{count_of, counted, counted_lines};
use crate::debrief::matter::Matter;
use crate::debrief::model::{Measure, MeasureId, Way};
use crate::debrief::references::{FOLLOW_UPS, QUESTIONS, REFLECTIONS};
use crate::debrief::say::{count, float, listed, percent, tenths};
use crate::listen::{Act, Heard, Question};
use crate::session::{AskedWhat, Observed};
use std::fmt::Write as _;

/// The numbers of open and of closed questions.
fn asked(matter: &Matter<'_>) -> (Vec<u32>, Vec<u32>) {
    if matter.way == Way::Counts {
        return (
            counted_lines(matter, Observed::Open),
            counted_lines(matter, Observed::Closed),
        );
    }
    let said = matter.said.iter().map(|l| (l.n, &l.heard));
    let all: Vec<(u32, &Heard)> = said
        .chain(matter.asked.iter().map(|m| (m.n, &m.heard)))
        .collect();
    let of = |kind: Question| {
        let these = all.iter().filter(|(_, heard)| heard.question == kind);
        these.map(|(n, _)| *n).collect()
    };
    (of(Question::Open), of(Question::Closed))
}

/// Open questions to closed ones.
pub(super) fn questions(matter: &Matter<'_>) -> Option<Measure> {
    let (open, closed) = asked(matter);
    let all = open.len() + closed.len();
    if all == 0 && matter.said.is_empty() {
        return None;
    }
    let noted = if matter.way == Way::Notes {
        " of those that were on the screen"
    } else {
        ""
    };
    let figure = format!("{} open, {} closed{noted}", open.len(), closed.len());
    let mut measure = Measure::new(MeasureId::Questions, figure)
        .number("open", percent(open.len(), all), "%")
        .number("open", float(open.len()), "questions")
        .number("closed", float(closed.len()), "questions");
    for (act, what, note) in [
        (Act::TwoInOne, "two in one", "two questions in one"),
        (
            Act::Leading,
            "leading",
            "leading: the answer was in the question",
        ),
    ] {
        let lines: Vec<u32> = matter
            .said
            .iter()
            .filter(|l| l.does(act))
            .map(|l| l.n)
            .collect();
        if !lines.is_empty() {
            measure = measure
                .note(format!("{note} (line {})", listed(&lines)))
                .number(what, float(lines.len()), "times")
                .shows(what, lines);
        }
    }
    Some(
        measure
            .shows("closed", closed)
            .shows("open", open)
            .beside(QUESTIONS),
    )
}

/// Reflections to questions.
pub(super) fn reflections(matter: &Matter<'_>) -> Option<Measure> {
    let (lines, complex) = match matter.way {
        Way::Notes => return None,
        Way::Counts => (counted_lines(matter, Observed::Reflection), None),
        Way::Words if matter.said.is_empty() => return None,
        Way::Words => {
            let all = matter.said.iter().filter(|l| l.reflects());
            let complex = all.clone().filter(|l| l.reflects_more()).count();
            (all.map(|l| l.n).collect(), Some(complex))
        }
    };
    let (open, closed) = asked(matter);
    let questions = open.len() + closed.len();
    let ratio = float(lines.len()) / float(questions.max(1));
    let mut figure = format!(
        "{} to {}",
        count(lines.len(), "reflection"),
        count(questions, "question")
    );
    if questions > 0 && !lines.is_empty() {
        let _ = write!(figure, " · {} to 1", tenths(ratio));
    }
    let mut measure = Measure::new(MeasureId::Reflections, figure)
        .number("to a question", ratio, "reflections")
        .number("reflections", float(lines.len()), "times");
    if let Some(complex) = complex.filter(|_| !lines.is_empty()) {
        measure = measure
            .note(format!(
                "{complex} of {} said more than was said: what was meant, or several things in one",
                lines.len()
            ))
            .number("complex", percent(complex, lines.len()), "%");
    }
    Some(measure.shows("reflections", lines).beside(REFLECTIONS))
}

/// How often "what else?" was asked, by step.
pub(super) fn what_else(matter: &Matter<'_>) -> Option<Measure> {
    if matter.way == Way::Counts {
        return count_of(matter, MeasureId::WhatElse, Observed::Else);
    }
    let marked = matter
        .asked
        .iter()
        .filter(|m| m.asked.what == AskedWhat::Else);
    let marked = marked.map(|m| (m.n, m.asked.step.as_str()));
    let said = matter.said.iter().filter(|l| l.asks_what_else());
    let all: Vec<(u32, &str)> = said.map(|l| (l.n, l.step)).chain(marked).collect();
    let by_step = matter.steps().filter_map(|(_, step)| {
        let asked = all.iter().filter(|(_, id)| *id == step.id).count();
        (asked > 0 || step.what_else > 0)
            .then(|| format!("{} {asked} of {}", step.title, step.what_else))
    });
    let by_step: Vec<String> = by_step.collect();
    if all.is_empty() && by_step.is_empty() {
        return None;
    }
    let lines = all.iter().map(|(n, _)| *n).collect();
    let mut measure = Measure::new(MeasureId::WhatElse, count(all.len(), "time"))
        .number("asked", float(all.len()), "times")
        .shows("asked", lines);
    if !by_step.is_empty() {
        let wished = format!("of what the script suggests: {}", by_step.join(", "));
        measure = measure.note(wished);
    }
    Some(measure.beside(FOLLOW_UPS))
}

/// How often an observer has counted cues: met, and missed.
pub(super) fn counted_cues(matter: &Matter<'_>) -> (usize, usize) {
    (
        counted(matter, Observed::CueMet),
        counted(matter, Observed::CueMissed),
    )
}
