//! A debrief as lines that can be read aloud.

use super::model::{Advice, Debrief, Measure};
use super::say::listed;
use super::weeks::Weeks;
use crate::session::Judge;

/// Columns of a chart in a line.
const CHART: usize = 24;

/// The whole debrief: how the user judged themselves first, then the measures, then what to take along.
pub fn plain(debrief: &Debrief) -> Vec<String> {
    let mut lines = vec![debrief.title()];
    lines.push(String::new());
    lines.extend(judged(debrief));
    for measure in &debrief.measures {
        lines.extend(measured(debrief, measure));
    }
    lines.extend(debrief.not_measured.iter().cloned());
    if !debrief.advice.is_empty() {
        lines.push(String::new());
    }
    lines.extend(debrief.advice.iter().flat_map(advised));
    lines
}

impl Debrief {
    /// Who, and how long.
    pub fn title(&self) -> String {
        let practice = if self.practice { "Practice with " } else { "" };
        let minutes = match self.seconds / 60 {
            0 => "under a minute".to_owned(),
            1 => "1 minute".to_owned(),
            m => format!("{m} minutes"),
        };
        let open = if self.ended { "" } else { " · not ended yet" };
        format!("{practice}{} · {minutes}{open}", self.with)
    }

    /// What the user said of themselves beside a measure: only the first of those that a question may stand beside has it.
    pub fn said_beside(&self, measure: &Measure) -> Option<(Judge, u8)> {
        let judge = measure.id.judges()?;
        let first = self
            .measures
            .iter()
            .find(|m| m.id.judges() == Some(judge))?;
        let said = self.judged.of(judge)?;
        (first.id == measure.id).then_some((judge, said))
    }
}

fn judged(debrief: &Debrief) -> Vec<String> {
    let mut lines: Vec<String> = Judge::ALL
        .into_iter()
        .filter_map(|judge| {
            let said = debrief.judged.of(judge)?;
            Some(format!("{} You said {said} of 5.", judge.asks()))
        })
        .collect();
    if lines.is_empty() {
        lines.push("You have not judged yourself.".to_owned());
    }
    lines.push(String::new());
    lines
}

fn measured(debrief: &Debrief, measure: &Measure) -> Vec<String> {
    let said = debrief
        .said_beside(measure)
        .map(|(_, said)| format!(" · you said {said} of 5"))
        .unwrap_or_default();
    let mut lines = vec![format!("{}: {}{said}", measure.id.title(), measure.figure)];
    if let Some(chart) = &measure.chart {
        lines.push(format!("  {}", chart.row(CHART)));
    }
    lines.extend(measure.notes.iter().map(|note| format!("  {note}")));
    if let Some(shows) = measure.shown() {
        lines.push(format!("  lines: {shows}"));
    }
    let references = measure.references.iter();
    lines.extend(references.map(|r| format!("  for comparison: {}", r.words())));
    lines
}

impl Measure {
    /// The lines that show it, in words: `closed 4, 12; open 2`.
    pub fn shown(&self) -> Option<String> {
        let parts: Vec<String> = self
            .shows
            .iter()
            .map(|s| format!("{} {}", s.what, listed(&s.lines)))
            .collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

fn advised(advice: &Advice) -> Vec<String> {
    let line = advice.line.map_or(String::new(), |n| format!(", line {n}"));
    let quote = advice
        .quote
        .as_deref()
        .map_or(String::new(), |q| format!(": {q}"));
    let mut lines = vec![format!("{}{line}{quote}", advice.kind.title())];
    lines.push(format!("  {}", advice.what));
    lines.extend(
        advice
            .better
            .as_ref()
            .map(|better| format!("  for that moment: {better}")),
    );
    lines
}

/// The weeks as lines.
pub fn plain_weeks(weeks: &Weeks) -> Vec<String> {
    let mut lines = Vec::new();
    for course in &weeks.courses {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(course.title());
        for track in &course.tracks {
            lines.push(format!(
                "{}: {} {}",
                track.title(),
                track.row(&course.weeks),
                track.last_words(&course.weeks)
            ));
        }
    }
    if lines.is_empty() {
        lines.push("there is no ended conversation yet".to_owned());
    }
    lines
}
