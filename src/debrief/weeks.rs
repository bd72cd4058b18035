//! The same measures over weeks.

use super::model::{Debrief, MeasureId, Way};
use super::say::float;
use jiff::ToSpan as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Weeks that are shown, at most: the newest.
const MOST_WEEKS: usize = 26;

/// The measures of many sessions, by week. Practice and live conversations stand apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weeks {
    /// Practice first, then live.
    pub courses: Vec<Course>,
}

/// The weeks of one kind of conversation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Whether it is practice.
    pub practice: bool,
    /// How many conversations there were in these weeks.
    pub conversations: usize,
    /// The Mondays of the weeks, without a gap, the oldest first.
    pub weeks: Vec<String>,
    /// The measures.
    pub tracks: Vec<Track>,
}

/// One measure over the weeks.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Which.
    pub id: MeasureId,
    /// What the number is.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The mean over the conversations of each week; nothing for a week that has none with this measure.
    pub values: Vec<Option<f64>>,
}

impl Weeks {
    /// The weeks of debriefs, each with the day on which its conversation began. What somebody counted who watched is about
    /// others, and left out; so is what was not ended.
    pub fn of<'a>(debriefs: impl IntoIterator<Item = (Date, &'a Debrief)>) -> Self {
        let mut all: Vec<(Date, &Debrief)> = debriefs
            .into_iter()
            .filter(|(_, d)| d.ended && d.way != Way::Counts)
            .map(|(date, d)| (monday(date), d))
            .collect();
        all.sort_by_key(|(date, _)| *date);
        let course = |practice: bool| {
            let these: Vec<_> = all.iter().filter(|(_, d)| d.practice == practice).collect();
            course(practice, &these)
        };
        Self {
            courses: [true, false].into_iter().filter_map(course).collect(),
        }
    }
}

/// A day as people say it.
fn day(date: &str) -> String {
    let date = date.parse::<Date>();
    date.map_or_else(|_| String::new(), |d| d.strftime("%-d %b").to_string())
}

fn monday(date: Date) -> Date {
    let since = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(since.days()).unwrap_or(date)
}

/// Which measure, what its number is, and the unit: seconds are not added to words.
type Key = (MeasureId, &'static str, &'static str);

fn course(practice: bool, all: &[&(Date, &Debrief)]) -> Option<Course> {
    let newest = all.last()?.0;
    let mut weeks = vec![newest];
    let oldest = all.first()?.0;
    while let Some(week) = weeks.last().and_then(|w| w.checked_sub(7.days()).ok())
        && week >= oldest
        && weeks.len() < MOST_WEEKS
    {
        weeks.push(week);
    }
    weeks.reverse();
    let mut sums: BTreeMap<Key, Vec<(f64, usize)>> = BTreeMap::new();
    let mut conversations = 0;
    for (week, debrief) in all {
        let Some(at) = weeks.iter().position(|w| w == week) else {
            continue;
        };
        conversations += 1;
        for measure in &debrief.measures {
            let Some(number) = measure.numbers.first() else {
                continue;
            };
            let key = (measure.id, number.name, number.unit);
            let sum = sums
                .entry(key)
                .or_insert_with(|| vec![(0.0, 0); weeks.len()]);
            if let Some((sum, n)) = sum.get_mut(at) {
                *sum += number.value;
                *n += 1;
            }
        }
    }
    let tracks = sums.into_iter().map(|((id, name, unit), sums)| Track {
        id,
        name,
        unit,
        values: sums
            .into_iter()
            .map(|(sum, n)| (n > 0).then(|| crate::session::hundredths(sum / float(n))))
            .collect(),
    });
    Some(Course {
        practice,
        conversations,
        tracks: tracks.collect(),
        weeks: weeks.iter().map(ToString::to_string).collect(),
    })
}

impl Course {
    /// What it is, and over how many weeks.
    pub fn title(&self) -> String {
        let what = if self.practice { "Practice" } else { "Live" };
        let n = super::say::count(self.conversations, "conversation");
        let weeks = super::say::count(self.weeks.len(), "week");
        format!("{what} · {n} in {weeks}")
    }
}

impl Track {
    /// What it is, with its unit where that is not said by the measure.
    pub fn title(&self) -> String {
        self.id.title().to_owned()
    }

    /// One column a week: higher is more, `·` for a week without.
    pub fn row(&self, weeks: &[String]) -> String {
        let most = self
            .values
            .iter()
            .flatten()
            .map(|v| v.abs())
            .fold(0.0, f64::max);
        let column = |value: &Option<f64>| match value {
            None => "·".to_owned(),
            #[expect(clippy::cast_possible_truncation, reason = "it is between 0 and 5")]
            Some(value) => {
                let height = if most > 0.0 { value / most * 5.0 } else { 0.0 };
                crate::session::chart([height.clamp(0.0, 5.0) as f32])
            }
        };
        self.values.iter().take(weeks.len()).map(column).collect()
    }

    /// The figures of the last two weeks that have one, in words; the newest first.
    pub fn last_words(&self, weeks: &[String]) -> String {
        let known = weeks.iter().zip(&self.values);
        let mut known = known.rev().filter_map(|(w, v)| Some((day(w), (*v)?)));
        let mut text = self.name.to_owned();
        if let Some((week, value)) = known.next() {
            let _ = write!(text, ": {} (week of {week})", self.figure(value));
        }
        if let Some((week, value)) = known.next() {
            let _ = write!(text, ", before {} ({week})", self.figure(value));
        }
        text
    }

    fn figure(&self, value: f64) -> String {
        let text = format!("{value:.1}");
        let number = text.strip_suffix(".0").unwrap_or(&text);
        match self.unit {
            "trust" => format!("{value:+.1}"),
            "s" | "%" | "of 5" => format!("{number} {}", self.unit),
            unit if number == "1" => format!("1 {}", unit.trim_end_matches('s')),
            unit => format!("{number} {unit}"),
        }
    }
}
