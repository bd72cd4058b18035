//! The figures over all sessions as bars that read in 80 columns, without colour.

use super::super::line::{Line, Role, part};
use super::super::shown::times;
use super::{Figure, Insights, Named, Row};
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

impl Insights {
    /// The figures in lines.
    pub fn lines(&self) -> Vec<Line> {
        let held = times(size(self.all.conversations.whole), "conversation");
        let mut lines = vec![
            Line::new(Role::Title, format!("Insights, by {}", self.by.word())),
            Line::new(
                Role::Meta,
                format!("{held} with people; practice counts only where it says so"),
            ),
        ];
        lines.extend(self.block("Conversations", Show::Count, |r| &r.conversations));
        let heading = "Ended without a promise that has a date";
        lines.extend(self.block(heading, Show::Share, |r| &r.undated));
        lines.extend(self.block("Promises kept by us", Show::Share, |r| &r.kept_by_us));
        lines.extend(self.block("Promises kept by them", Show::Share, |r| &r.kept_by_them));
        lines.extend(self.block("Effort: who promised", Show::Sides, |r| &r.effort));
        let won = match self.wished {
            Some(wished) => format!("Won, of won and lost (wished {wished} %)"),
            None => "Won, of won and lost".to_owned(),
        };
        lines.extend(self.block(&won, Show::Share, |r| &r.won));
        let left = "Walked away, of all that ended";
        if self.all.walked_away.part > 0 {
            lines.extend(self.block(left, Show::Share, |r| &r.walked_away));
        }
        let open = "Open questions in practice, of open and closed";
        lines.extend(self.block(open, Show::Share, |r| &r.open_in_practice));
        let named = |all: &[Named]| {
            let shown = all.get(..MOST).unwrap_or(all);
            shown.iter().map(|n| name_line(n, shown)).collect()
        };
        let heading = "Steps in which nothing was kept, of ended conversations";
        lines.extend(part(heading, named(&self.left_out)));
        let heading = "Feelings named, of all conversations";
        lines.extend(part(heading, named(&self.feelings)));
        lines.extend(self.not_yet());
        lines
    }

    /// One figure over time, and over all time.
    fn block(&self, heading: &str, show: Show, of: impl Fn(&Row) -> &Figure) -> Vec<Line> {
        let total = of(&self.all);
        if total.whole == 0 {
            return Vec::new();
        }
        let from = self.rows.len().saturating_sub(SHOWN);
        let rows: Vec<&Row> = self.rows.iter().skip(from).collect();
        let largest = rows.iter().map(|r| of(r).whole).max().unwrap_or(0);
        let mut lines: Vec<Line> = rows
            .iter()
            .skip_while(|r| of(r).whole == 0)
            .map(|row| {
                let label = row.from.map(|from| self.by.label(from)).unwrap_or_default();
                Line::new(Role::Figure, drawn(&label, of(row), show, largest))
            })
            .collect();
        lines.push(Line::new(
            Role::Figure,
            drawn("all time", total, show, largest.max(total.whole)),
        ));
        part(heading, lines)
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
