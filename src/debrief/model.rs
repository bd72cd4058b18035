//! The parts of a debrief. They are written as JSON as they stand here.

use crate::session::{Judge, Judgement};
use schemars::JsonSchema;
use serde::Serialize;

/// What a conversation amounted to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Debrief {
    /// The session's id.
    pub id: String,
    /// With whom it was.
    pub with: String,
    /// Where they work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The title of the script.
    pub script: String,
    /// When it began: wall time and offset.
    pub began: String,
    /// Whether it was ended.
    pub ended: bool,
    /// How long it lasted, in seconds.
    pub seconds: u64,
    /// What the figures are counted from.
    pub way: Way,
    /// Whether it was practice.
    pub practice: bool,
    /// How the user judged themselves, each 1 to 5.
    pub judged: Judgement,
    /// The measures for which the session has what they need.
    pub measures: Vec<Measure>,
    /// What could not be measured, and why.
    pub not_measured: Vec<String>,
    /// At most three things: what to keep first, then what to try.
    pub advice: Vec<Advice>,
}

/// What the figures of a debrief are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// From the words of both: a practice with a simulated client.
    Words,
    /// From what the user noted: a live conversation, or one with somebody who plays the client.
    Notes,
    /// From what somebody who watched has counted.
    Counts,
}

/// The measures, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureId {
    /// Which steps were walked, and what was left unknown.
    Steps,
    /// How far each topic was opened, of what was there.
    Depth,
    /// How strong the feelings were that were told, over time.
    Warmth,
    /// Feelings asked for, and named.
    Feelings,
    /// Open questions to closed ones.
    Questions,
    /// Reflections to questions.
    Reflections,
    /// Whose words, or whose minutes.
    Talk,
    /// The user's longest stretch.
    Stretch,
    /// How often "what else?" was asked.
    WhatElse,
    /// Silences that were left alone.
    Silence,
    /// What was let drop: followed, or passed by.
    Cues,
    /// Pitches and advice before the last step.
    Pitches,
    /// Ideas that were parked instead of offered.
    Parked,
    /// How often the other was interrupted.
    Interrupted,
    /// Who promised what, by when.
    Promises,
    /// Trust over time, with what changed it.
    Trust,
}

impl MeasureId {
    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Depth => "depth",
            Self::Warmth => "warmth",
            Self::Feelings => "feelings",
            Self::Questions => "questions",
            Self::Reflections => "reflections",
            Self::Talk => "talk",
            Self::Stretch => "stretch",
            Self::WhatElse => "what else?",
            Self::Silence => "silence",
            Self::Cues => "cues",
            Self::Pitches => "pitches",
            Self::Parked => "parked",
            Self::Interrupted => "interrupted",
            Self::Promises => "promises",
            Self::Trust => "trust",
        }
    }

    /// The questions by which the user judged themselves that this measure may stand beside.
    pub fn judges(self) -> Option<Judge> {
        match self {
            Self::Talk | Self::Reflections => Some(Judge::Listened),
            Self::Depth | Self::WhatElse => Some(Judge::Depth),
            Self::Feelings => Some(Judge::Feelings),
            Self::Pitches | Self::Parked => Some(Judge::Restraint),
            Self::Promises => Some(Judge::Agreed),
            _ => None,
        }
    }
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Which.
    pub id: MeasureId,
    /// The figure in words, with its units.
    pub figure: String,
    /// The same as numbers; the first is the one that is followed over weeks.
    pub numbers: Vec<Number>,
    /// The figure over time or by step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
    /// What else there is to know, a sentence each.
    pub notes: Vec<String>,
    /// The lines that show it.
    pub shows: Vec<Shows>,
    /// What it may be held against. Information, never a pass mark.
    pub references: Vec<Reference>,
}

impl Measure {
    pub(super) fn new(id: MeasureId, figure: impl Into<String>) -> Self {
        Self {
            id,
            figure: figure.into(),
            numbers: Vec::new(),
            chart: None,
            notes: Vec::new(),
            shows: Vec::new(),
            references: Vec::new(),
        }
    }

    pub(super) fn number(mut self, name: &'static str, value: f64, unit: &'static str) -> Self {
        self.numbers.push(Number {
            name,
            value: crate::session::hundredths(value),
            unit,
        });
        self
    }

    /// Lines that show it; none where there are none.
    pub(super) fn shows(mut self, what: &'static str, lines: Vec<u32>) -> Self {
        if !lines.is_empty() {
            self.shows.push(Shows { what, lines });
        }
        self
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(super) fn notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    pub(super) fn beside(mut self, references: &[Reference]) -> Self {
        self.references.extend_from_slice(references);
        self
    }

    pub(super) fn chart(mut self, look: Look, most: f64, points: Vec<Point>) -> Self {
        self.chart = (!points.is_empty()).then_some(Chart { look, most, points });
        self
    }

    /// All lines that show it, those to look at first before the others; each once.
    pub fn lines(&self) -> Vec<u32> {
        let mut lines = Vec::new();
        for n in self.shows.iter().flat_map(|s| &s.lines) {
            if !lines.contains(n) {
                lines.push(*n);
            }
        }
        lines
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// What it is.
    pub name: &'static str,
    /// To two digits.
    pub value: f64,
    /// Its unit, such as "%", "words", "s", "times", "of 5".
    pub unit: &'static str,
}

/// Values over time, or by step.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// How it is drawn.
    pub look: Look,
    /// The value that fills a column.
    pub most: f64,
    /// The values in order.
    pub points: Vec<Point>,
}

impl Chart {
    /// The chart in one row of characters, at most so many columns: several neighbours are drawn as the highest of them.
    pub fn row(&self, columns: usize) -> String {
        let chunk = self.points.len().div_ceil(columns.max(1)).max(1);
        let highest = |points: &[Point]| points.iter().map(|p| p.value).fold(0.0, f64::max);
        let values = self.points.chunks(chunk).map(highest);
        match self.look {
            Look::Boxes => values.map(|v| if v > 0.0 { '■' } else { '□' }).collect(),
            Look::Bars => {
                let most = if self.most > 0.0 { self.most } else { 1.0 };
                #[expect(clippy::cast_possible_truncation, reason = "it is between 0 and 5")]
                crate::session::chart(values.map(|v| (v / most * 5.0).clamp(0.0, 5.0) as f32))
            }
        }
    }
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Columns of different heights.
    Bars,
    /// Full or empty boxes.
    Boxes,
}

/// A value in a chart.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// What it is of: a step, or what changed it.
    pub label: String,
    /// The value.
    pub value: f64,
    /// The entry that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// Lines that show a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shows {
    /// What they show, such as "closed".
    pub what: &'static str,
    /// The numbers of the entries.
    pub lines: Vec<u32>,
}

/// A figure from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What was found.
    pub what: &'static str,
    /// By whom.
    pub source: &'static str,
    /// Whether somebody found it who sells something.
    pub vendor: bool,
    /// Whether it is known through another source only.
    pub second_hand: bool,
}

impl Reference {
    /// The reference in one sentence.
    pub fn words(&self) -> String {
        let vendor = if self.vendor { ", a vendor" } else { "" };
        let second = if self.second_hand {
            ", second-hand"
        } else {
            ""
        };
        format!("{} ({}{vendor}{second})", self.what, self.source)
    }
}

/// Something to take along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Whether to keep it, or to try something else.
    pub kind: AdviceKind,
    /// The number of the entry that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The moment, in the words that were said or noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// What it did, in plain sentences.
    pub what: String,
    /// A better line for exactly that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub better: Option<String>,
}

/// What to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdviceKind {
    /// Do it again.
    Keep,
    /// Try another line.
    Try,
}

impl AdviceKind {
    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Keep => "Keep",
            Self::Try => "Try",
        }
    }
}
