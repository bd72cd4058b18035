//! The page of a person, in lines.

use super::super::line::{Line, Role, part};
use super::super::promise::Promise;
use super::super::shown::{
    because, capital, ended, long_ago, minutes, month, person, promise, times, viability,
};
use super::{Change, Dated, Measured, Met, Page, Promised, Series};
use crate::session::{Capital, Owner, chart};
use crate::text::width;
use crate::when::spoken;
use jiff::civil::Date;
use std::fmt::Write as _;

/// Rows of a part, at most; the others are counted.
const MOST: usize = 12;
/// How high the tallest bar of a chart stands.
const TALLEST: f64 = 5.0;
/// Feelings over time, at most.
const MOST_FEELINGS: usize = 8;

impl Page {
    /// The page in lines, as one reads it on a day.
    pub fn lines(&self, today: Date) -> Vec<Line> {
        let mut lines = self.head(today);
        lines.extend(part("Conversations", self.timeline(today)));
        lines.extend(part("In their own words", self.said(today)));
        lines.extend(part("Feelings over time, the oldest first", self.felt()));
        lines.extend(part("Trust and emotional capital", self.trust(today)));
        let promised = |of: &dyn Fn(&Promise) -> bool| {
            let those = self.promised.iter().filter(|p| of(&p.promise));
            most(those.map(|p| promise_line(p, today)).collect(), MOST)
        };
        let ours = promised(&|p| p.is_between_us() && p.owner == Owner::Us);
        let theirs = promised(&|p| p.is_between_us() && p.owner == Owner::Them);
        lines.extend(part("We promised", ours));
        lines.extend(part("They promised", theirs));
        let ahead = promised(&|p| !p.is_between_us());
        lines.extend(part("To look at again", ahead));
        lines.extend(part("What changed", self.changed(today)));
        lines.extend(part("An opportunity for us", self.viable(today)));
        // Apart from what they said, so that nobody takes one for the other.
        for (heading, those) in [("Your own notes", &self.notes), ("Parked", &self.parked)] {
            let rows = those.iter().map(|d| note(d, today)).collect();
            lines.extend(part(heading, most(rows, MOST)));
        }
        lines
    }

    fn head(&self, today: Date) -> Vec<Line> {
        let about = match self.conversations().count() {
            0 => "no conversation yet".to_owned(),
            count => {
                let first = self.conversations().next_back().map(|m| m.on);
                let last = self.conversations().next().map(|m| m.on);
                let mut about = times(count, "conversation");
                if let (Some(first), Some(last)) = (first, last) {
                    let _ = write!(about, " since {}", month(first, today));
                    let _ = write!(about, " · the last {}", long_ago(last, today));
                }
                about
            }
        };
        vec![
            Line::new(Role::Title, person(&self.person)),
            Line::new(Role::Meta, about),
        ]
    }

    fn timeline(&self, today: Date) -> Vec<Line> {
        let days: Vec<String> = self.met.iter().map(|m| spoken(m.on, today)).collect();
        let widest = days.iter().map(|d| width(d)).max().unwrap_or(0);
        let rows = self.met.iter().zip(&days).map(|(met, day)| {
            let pad = " ".repeat(widest.saturating_sub(width(day)));
            Line::new(Role::Figure, format!("{day}{pad}  {}", about(met))).from(&met.session, None)
        });
        most(rows.collect(), MOST)
    }

    fn said(&self, today: Date) -> Vec<Line> {
        let mut lines = Vec::new();
        for step in &self.words {
            let rows = step.said.iter().map(|d| {
                let day = spoken(d.on, today);
                let text = format!("{}: “{}” · {day}", step.title, d.text);
                Line::new(Role::Words, text).from(&d.session, d.n)
            });
            lines.extend(most(rows.collect(), MOST));
        }
        lines
    }

    fn felt(&self) -> Vec<Line> {
        let widest = self.feelings.iter().take(MOST_FEELINGS);
        let widest = widest.map(|s| width(&s.word)).max().unwrap_or(0);
        let rows = self.feelings.iter().map(|series| {
            let pad = " ".repeat(widest.saturating_sub(width(&series.word)));
            let text = format!("{}{pad}  {}", series.word, over_time(series));
            let newest = series.strength.iter().zip(&series.sessions);
            let last = newest.rev().find(|(s, _)| s.is_some());
            let line = Line::new(Role::Figure, text);
            match last {
                Some((_, session)) => line.from(session, None),
                None => line,
            }
        });
        most(rows.collect(), MOST_FEELINGS)
    }

    fn trust(&self, today: Date) -> Vec<Line> {
        let mut lines: Vec<Line> = self.measured.iter().map(|m| measured(m, today)).collect();
        if !self.capital.is_empty() {
            let mark = |c: &Capital| match c {
                Capital::Enriched => "+",
                Capital::Flat => "·",
                Capital::Spent => "-",
            };
            let marks: Vec<&str> = self.capital.iter().map(|(_, c)| mark(c)).collect();
            let last = self.capital.last().map(|(on, c)| {
                let last = capital(*c);
                format!("the last {last}, {}", spoken(*on, today))
            });
            let text = format!("capital  {}  {}", marks.join(" "), last.unwrap_or_default());
            lines.push(Line::new(Role::Figure, text));
        }
        lines
    }

    fn changed(&self, today: Date) -> Vec<Line> {
        let rows = self.changes.iter().flat_map(|c| change(c, today));
        most(rows.collect(), MOST)
    }

    fn viable(&self, today: Date) -> Vec<Line> {
        let viable = self.viability.iter().map(|v| {
            let what = because(viability(v.viability), v.reason.as_deref());
            let text = format!("{}: {what}", spoken(v.on, today));
            Line::new(Role::Figure, text).from(&v.session, None)
        });
        let over = self.met.iter().filter_map(|m| {
            let end = m.ended.as_ref()?;
            let what = ended(end.how, end.why.as_deref());
            let text = format!("{}: {what}", spoken(end.on, today));
            Some(Line::new(Role::Figure, text).from(&m.session, None))
        });
        most(over.chain(viable).collect(), MOST)
    }
}

/// At most so many, and how many more there are.
fn most(mut lines: Vec<Line>, most: usize) -> Vec<Line> {
    let more = lines.len().saturating_sub(most);
    if more > 0 {
        lines.truncate(most);
        lines.push(Line::new(Role::Figure, format!("and {more} more")));
    }
    lines
}

fn about(met: &Met) -> String {
    let mut parts = vec![met.script.clone()];
    if met.conversation {
        parts.push(minutes(met.length));
        if met.warmth.iter().any(|w| *w > 0.0) {
            parts.push(format!("warmth {}", chart(met.warmth.iter().copied())));
        }
    }
    if let Some(viable) = met.viability {
        parts.push(format!("viable: {}", viability(viable)));
    }
    if let Some(end) = &met.ended {
        parts.push(end.how.words().to_owned());
    }
    if let Some(consent) = &met.consent {
        parts.push(format!("notes: {}", consent.words()));
    }
    if met.open > 0 {
        parts.push(format!("{} open", met.open));
    }
    if !met.closed {
        parts.push("not ended yet".to_owned());
    }
    parts.join(" · ")
}

/// A bar for each time, and in words how often and how strong.
fn over_time(series: &Series) -> String {
    let bars: String = series
        .strength
        .iter()
        .map(|s| match s {
            None => "·".to_owned(),
            // Named without a number: there, and no more is known.
            Some(0) => "?".to_owned(),
            Some(strength) => chart([f32::from(*strength)]),
        })
        .collect();
    let named = series.named();
    let all = series.strength.len();
    let mut text = format!("{bars}  in {named} of {all}");
    let numbers: Vec<String> = series
        .strength
        .iter()
        .flatten()
        .filter(|s| **s > 0)
        .map(u8::to_string)
        .collect();
    if !numbers.is_empty() {
        let _ = write!(text, ", strength {}", numbers.join(" "));
    }
    text
}

fn measured(measured: &Measured, today: Date) -> Line {
    let values = measured.values.iter();
    let rows: Vec<String> = values.map(|(_, _, value)| format!("{value:.1}")).collect();
    // Bars against the largest one: a ratio has no top of its own.
    let top = measured.values.iter().map(|(_, _, v)| *v);
    let top = top.fold(f64::MIN_POSITIVE, f64::max);
    let bars = measured.values.iter().map(|(_, _, v)| {
        let part = (v / top).clamp(0.0, 1.0) * TALLEST;
        #[expect(clippy::cast_possible_truncation, reason = "it is 0 to 5")]
        let part = part as f32;
        part
    });
    let text = format!("{}  {}  {}", measured.title, chart(bars), rows.join(" "));
    match measured.values.last() {
        Some((on, session, _)) => {
            let text = format!("{text}  the last {}", spoken(*on, today));
            Line::new(Role::Figure, text).from(session, None)
        }
        None => Line::new(Role::Figure, text),
    }
}

fn promise_line(promised: &Promised, today: Date) -> Line {
    let text = promise(&promised.promise, today);
    Line::new(Role::Promise, text).from(&promised.session, promised.promise.n)
}

fn note(dated: &Dated, today: Date) -> Line {
    let text = format!("{} · {}", dated.text, spoken(dated.on, today));
    Line::new(Role::Note, text).from(&dated.session, dated.n)
}

fn change(change: &Change, today: Date) -> Vec<Line> {
    let day = spoken(change.on, today);
    let line = |text: String| Line::new(Role::Figure, text).from(&change.session, None);
    let mut lines = Vec::new();
    for new in &change.words {
        let text = format!(
            "{day}, {}: “{}”, then “{}”",
            new.title, new.before, new.then
        );
        lines.push(line(text));
    }
    if !change.new.is_empty() {
        lines.push(line(format!("{day}, new: {}", change.new.join(", "))));
    }
    if !change.gone.is_empty() {
        let text = format!("{day}, not named any more: {}", change.gone.join(", "));
        lines.push(line(text));
    }
    if let Some((before, then)) = change.viability {
        let words = |v: Option<_>| v.map_or("open", viability);
        let text = format!("{day}, viable: {}, then {}", words(before), words(then));
        lines.push(line(text));
    }
    lines
}
