//! The figures over all sessions as bars that read in 80 columns, without colour.

use super::super::line::{Line, Role, part};
use super::super::shown::times;
use super::{Counted, Figure, Insights, Measure, Named, Row};
use crate::text::{ellipsis, width};

/// Columns of a bar.
const BAR: u32 = 20;
/// Stretches of time that are shown, at most: the newest.
const SHOWN: usize = 12;
/// Names in a list, at most.
const MOST: usize = 10;
/// Columns of a name.
const NAME: usize = 40;

/// How a figure is shown.
#[derive(Clone, Copy)]
enum Show {
    /// As a share, "50 %  2 of 4".
    Share,
    /// As a number; the bars are drawn against the largest one.
    Count,
    /// As two sides, "us 51 %, them 49 %".
    Sides,
}

impl Measure {
    fn show(self) -> Show {
        match self {
            Self::Conversations => Show::Count,
            Self::Effort => Show::Sides,
            _ => Show::Share,
        }
    }
}

/// A line, and what it shows.
type Shown = (Line, Option<Counted>);

impl Insights {
    /// The figures in lines.
    pub fn lines(&self) -> Vec<Line> {
        self.shown().into_iter().map(|(line, _)| line).collect()
    }

    /// For each of the lines, what it shows.
    pub fn counted(&self) -> Vec<Option<Counted>> {
        self.shown()
            .into_iter()
            .map(|(_, counted)| counted)
            .collect()
    }

    fn shown(&self) -> Vec<Shown> {
        let held = times(size(self.all.conversations.whole), "conversation");
        let mut lines = vec![
            Line::new(Role::Title, format!("Insights, by {}", self.by.word())),
            Line::new(
                Role::Meta,
                format!("{held} with people; practice counts only where it says so"),
            ),
        ]
        .into_iter()
        .map(|line| (line, None))
        .collect::<Vec<Shown>>();
        for measure in Measure::ALL {
            lines.extend(self.block(measure));
        }
        let named = |all: &[Named], counted: fn(usize) -> Counted| -> Vec<Shown> {
            let shown = all.get(..MOST).unwrap_or(all);
            let rows = shown.iter().enumerate();
            rows.map(|(at, n)| (name_line(n, shown), Some(counted(at))))
                .collect()
        };
        let heading = "Steps in which nothing was kept, of ended conversations";
        lines.extend(block(heading, named(&self.left_out, Counted::LeftOut)));
        let heading = "Feelings named, of all conversations";
        lines.extend(block(heading, named(&self.feelings, Counted::Feeling)));
        lines.extend(self.not_yet().into_iter().map(|line| (line, None)));
        lines
    }

    /// One figure over time, and over all time.
    fn block(&self, measure: Measure) -> Vec<Shown> {
        let total = measure.of(&self.all);
        if total.whole == 0 || (measure == Measure::WalkedAway && total.part == 0) {
            return Vec::new();
        }
        let from = self.rows.len().saturating_sub(SHOWN);
        let rows: Vec<(usize, &Row)> = self.rows.iter().enumerate().skip(from).collect();
        let of = |row: &Row| measure.of(row).whole;
        let largest = rows.iter().map(|(_, r)| of(r)).max().unwrap_or(0);
        let mut lines: Vec<Shown> = rows
            .iter()
            .skip_while(|(_, r)| of(r) == 0)
            .map(|(at, row)| {
                let label = row.from.map(|from| self.by.label(from)).unwrap_or_default();
                let text = drawn(&label, measure.of(row), measure.show(), largest);
                let counted = Counted::Row(measure, Some(*at));
                (Line::new(Role::Figure, text), Some(counted))
            })
            .collect();
        let text = drawn("all time", total, measure.show(), largest.max(total.whole));
        let counted = Counted::Row(measure, None);
        lines.push((Line::new(Role::Figure, text), Some(counted)));
        let heading = match self.wished {
            Some(wished) if measure == Measure::Won => {
                format!("{} (wished {wished} %)", measure.heading())
            }
            _ => measure.heading().to_owned(),
        };
        block(&heading, lines)
    }

    /// What could not be counted, and what it would take: an empty place says nothing.
    fn not_yet(&self) -> Vec<Line> {
        let all = &self.all;
        let wanting = [
            (
                all.kept_by_us.whole + all.kept_by_them.whole,
                "promises kept: none was due yet",
            ),
            (
                all.won.whole,
                "won and lost: `mineral ended ID won` says how it ended",
            ),
            (
                all.open_in_practice.whole,
                "open to closed questions in practice: none was counted",
            ),
        ];
        let rows = wanting
            .into_iter()
            .filter(|(whole, _)| *whole == 0)
            .map(|(_, words)| Line::new(Role::Figure, words));
        part("Not counted yet", rows.collect())
    }
}

/// A part with its heading; nothing where it has no lines.
fn block(heading: &str, lines: Vec<Shown>) -> Vec<Shown> {
    let (lines, counted): (Vec<Line>, Vec<Option<Counted>>) = lines.into_iter().unzip();
    let all = part(heading, lines);
    let above = all.len().saturating_sub(counted.len());
    let none = std::iter::repeat_n(None, above);
    all.into_iter().zip(none.chain(counted)).collect()
}

fn drawn(label: &str, figure: &Figure, show: Show, largest: u32) -> String {
    if figure.whole == 0 {
        return format!("{label:<10}  {}  -", "·".repeat(size(BAR)));
    }
    let percent = figure.percent().unwrap_or(0);
    let (part, whole) = (figure.part, figure.whole);
    let (bar, words) = match show {
        Show::Count => (
            bar(whole, largest),
            format!("{whole}, {part} of them ended"),
        ),
        Show::Share => (
            bar(part, whole),
            format!("{percent:>3} %  {part} of {whole}"),
        ),
        Show::Sides => {
            let other = 100 - percent.min(100);
            let counts = format!("{part} and {}", whole.saturating_sub(part));
            (
                bar(part, whole),
                format!("us {percent} %, them {other} %  {counts}"),
            )
        }
    };
    format!("{label:<10}  {bar}  {words}")
}

/// So much of a bar. What there is at all shows, and what is not whole does not look so.
fn bar(part: u32, whole: u32) -> String {
    let exact = u64::from(part) * u64::from(BAR);
    let whole64 = u64::from(whole.max(1));
    let mut full = u32::try_from((exact + whole64 / 2) / whole64).unwrap_or(BAR);
    if part > 0 {
        full = full.max(1);
    }
    if part < whole {
        full = full.min(BAR - 1);
    }
    let full = full.min(BAR);
    "■".repeat(size(full)) + &"·".repeat(size(BAR - full))
}

/// A name; with what it belongs to where another one among them is called so, too.
fn name_line(named: &Named, among: &[Named]) -> Line {
    let same = among.iter().filter(|n| n.name == named.name).count() > 1;
    let whole = match &named.of {
        Some(of) if same => format!("{} ({of})", named.name),
        _ => named.name.clone(),
    };
    let name = ellipsis(&whole, NAME);
    let pad = " ".repeat(NAME.saturating_sub(width(&name)));
    let (part, whole) = (named.figure.part, named.figure.whole);
    let text = format!("{name}{pad}  {}  {part} of {whole}", bar(part, whole));
    Line::new(Role::Figure, text)
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
