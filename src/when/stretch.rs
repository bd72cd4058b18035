//! What a stretch of time is on the calendar, and which day stands for it.

use jiff::civil::Date;

use super::reader::Reader;
use super::words::{Unit, monday, month, quarter, shift, unit, year};

/// Which day stands for a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    Mid,
    End,
}

/// A stretch of time on the calendar.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stretch {
    /// A week, month, quarter or year, so many ahead of this one. Loose, without "this" or "next",
    /// it moves on when its day has passed: "start of the month" is the next one.
    Unit { unit: Unit, ahead: i64, loose: bool },
    /// Months from this month number on, in a given year or in the next one that fits.
    Months {
        first: i8,
        count: i64,
        year: Option<i16>,
        later: bool,
    },
}

impl Stretch {
    /// The day of the stretch that its start, middle or end names.
    pub(super) fn at(self, edge: Edge, today: Date) -> Option<Date> {
        match self {
            Self::Unit { unit, ahead, loose } => {
                let date = unit_edge(unit, ahead, edge, today)?;
                if date >= today || ahead != 0 {
                    return Some(date);
                }
                match edge {
                    // On a weekend, Friday is over but the week is not.
                    Edge::End => Some(today),
                    _ if loose => unit_edge(unit, 1, edge, today),
                    _ => Some(date),
                }
            }
            Self::Months {
                first,
                count,
                year: Some(year),
                ..
            } => months_edge(Date::new(year, first, 1).ok()?, count, edge),
            Self::Months {
                first,
                count,
                year: None,
                later,
            } => {
                let since = if later {
                    shift(today.last_of_month(), 1, Unit::Day)?
                } else {
                    today
                };
                let year = today.year();
                [year, year.saturating_add(1)].into_iter().find_map(|year| {
                    let date = months_edge(Date::new(year, first, 1).ok()?, count, edge)?;
                    (date >= since).then_some(date)
                })
            }
        }
    }

    /// The months a weekday may be counted in, the likeliest first; nothing for other stretches.
    pub(super) fn months(self, today: Date) -> Option<impl Iterator<Item = Date>> {
        let this = today.first_of_month();
        let (one, two) = match self {
            Self::Unit {
                unit: Unit::Month,
                ahead,
                loose,
            } => (
                shift(this, ahead, Unit::Month),
                shift(this, 1, Unit::Month).filter(|_| loose),
            ),
            Self::Months {
                first,
                count: 1,
                year: Some(year),
                ..
            } => (Date::new(year, first, 1).ok(), None),
            Self::Months {
                first,
                count: 1,
                year: None,
                ..
            } => (
                Date::new(today.year(), first, 1).ok(),
                today
                    .year()
                    .checked_add(1)
                    .and_then(|year| Date::new(year, first, 1).ok()),
            ),
            _ => return None,
        };
        Some([one, two].into_iter().flatten())
    }
}

fn unit_edge(unit: Unit, ahead: i64, edge: Edge, today: Date) -> Option<Date> {
    let month = today.first_of_month();
    let (first, count) = match unit {
        Unit::Week => {
            let monday = shift(monday(today)?, ahead, Unit::Week)?;
            let day = match edge {
                Edge::Start => 0,
                Edge::Mid => 2,
                Edge::End => 4,
            };
            return shift(monday, day, Unit::Day);
        }
        Unit::Month => (month, 1),
        Unit::Quarter => (
            shift(month, -i64::from((today.month() - 1) % 3), Unit::Month)?,
            3,
        ),
        Unit::Year => (today.first_of_year(), 12),
        Unit::Day | Unit::Fortnight => return None,
    };
    months_edge(shift(first, ahead * count, Unit::Month)?, count, edge)
}

fn months_edge(first: Date, count: i64, edge: Edge) -> Option<Date> {
    match (edge, count) {
        (Edge::Start, _) => Some(first),
        (Edge::Mid, 12) => shift(first, 6, Unit::Month),
        (Edge::Mid, _) => shift(shift(first, count / 2, Unit::Month)?, 14, Unit::Day),
        (Edge::End, _) => Some(shift(first, count - 1, Unit::Month)?.last_of_month()),
    }
}

impl Reader<'_> {
    /// A stretch named for its own sake or after "end of": "the month", "next week", "dec 2027", "q4".
    pub(super) fn stretch(&self, at: usize) -> Option<(Stretch, usize)> {
        let from = self.skip_the(at);
        let (ahead, on) = match self.word(from) {
            "this" | "current" => (Some(0), from + 1),
            "next" | "coming" | "following" => (Some(1), from + 1),
            _ => (None, from),
        };
        let (word, end) = (
            if on > from {
                self.step(on)
            } else {
                self.word(on)
            },
            on + 1,
        );
        if let Some(unit) = unit(word).filter(|_| !word.ends_with('s')) {
            if ahead.is_none() && self.step(end) == "after" && self.step(end + 1) == "next" {
                return Some((
                    Stretch::Unit {
                        unit,
                        ahead: 2,
                        loose: false,
                    },
                    end + 2,
                ));
            }
            let loose = ahead.is_none();
            return Some((
                Stretch::Unit {
                    unit,
                    ahead: ahead.unwrap_or(0),
                    loose,
                },
                end,
            ));
        }
        if let Some(year) = year(word) {
            return Some((
                Stretch::Months {
                    first: 1,
                    count: 12,
                    year: Some(year),
                    later: false,
                },
                end,
            ));
        }
        let (first, count) = match quarter(word) {
            Some(quarter) => (quarter * 3 - 2, 3),
            None => (month(word)?.value, 1),
        };
        let (year, end) = self
            .year_at(end)
            .map_or((None, end), |(year, end)| (Some(year), end));
        Some((
            Stretch::Months {
                first,
                count,
                year,
                later: ahead == Some(1),
            },
            end,
        ))
    }
}
