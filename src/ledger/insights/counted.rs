//! What the lines show, so that each leads to the sessions behind it.

use super::{Figure, Insights, Row};

/// What is counted, stretch by stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Conversations that were ended, of those that were begun.
    Conversations,
    /// Those without a dated promise.
    Undated,
    /// Promises kept by us.
    KeptByUs,
    /// Promises kept by them.
    KeptByThem,
    /// Whose promises they are.
    Effort,
    /// What was won.
    Won,
    /// What we walked away from.
    WalkedAway,
    /// Open questions in practice.
    OpenInPractice,
}

impl Measure {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Conversations,
        Self::Undated,
        Self::KeptByUs,
        Self::KeptByThem,
        Self::Effort,
        Self::Won,
        Self::WalkedAway,
        Self::OpenInPractice,
    ];

    /// What it is called.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Conversations => "Conversations",
            Self::Undated => "Ended without a promise that has a date",
            Self::KeptByUs => "Promises kept by us",
            Self::KeptByThem => "Promises kept by them",
            Self::Effort => "Effort: who promised",
            Self::Won => "Won, of won and lost",
            Self::WalkedAway => "Walked away, of all that ended",
            Self::OpenInPractice => "Open questions in practice, of open and closed",
        }
    }

    /// Its figure in a row.
    pub fn of(self, row: &Row) -> &Figure {
        match self {
            Self::Conversations => &row.conversations,
            Self::Undated => &row.undated,
            Self::KeptByUs => &row.kept_by_us,
            Self::KeptByThem => &row.kept_by_them,
            Self::Effort => &row.effort,
            Self::Won => &row.won,
            Self::WalkedAway => &row.walked_away,
            Self::OpenInPractice => &row.open_in_practice,
        }
    }
}

/// What a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// A measure in the row with this number; without one over all time.
    Row(Measure, Option<usize>),
    /// A step that was left out, by its place.
    LeftOut(usize),
    /// A feeling, by its place.
    Feeling(usize),
}

impl Insights {
    /// Whether nothing was counted at all.
    pub fn is_empty(&self) -> bool {
        let nothing = |m: &Measure| m.of(&self.all).whole == 0;
        Measure::ALL.iter().all(nothing)
    }

    /// The figure of what a line shows.
    pub fn figure(&self, counted: Counted) -> Option<&Figure> {
        match counted {
            Counted::Row(measure, None) => Some(measure.of(&self.all)),
            Counted::Row(measure, Some(at)) => Some(measure.of(self.rows.get(at)?)),
            Counted::LeftOut(at) => Some(&self.left_out.get(at)?.figure),
            Counted::Feeling(at) => Some(&self.feelings.get(at)?.figure),
        }
    }

    /// What that figure is called.
    pub fn called(&self, counted: Counted) -> String {
        let named = |all: &[super::Named], at: usize| {
            let named = all.get(at);
            named.map_or_else(String::new, |n| n.name.clone())
        };
        match counted {
            Counted::Row(measure, at) => {
                let from = at.and_then(|at| self.rows.get(at)?.from);
                let when = from.map_or_else(|| "all time".to_owned(), |day| self.by.label(day));
                format!("{} · {when}", measure.heading())
            }
            Counted::LeftOut(at) => format!("Nothing kept: {}", named(&self.left_out, at)),
            Counted::Feeling(at) => format!("Feeling: {}", named(&self.feelings, at)),
        }
    }
}
