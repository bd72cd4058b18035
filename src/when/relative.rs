//! Dates told from today or from another date: "tomorrow", "in two weeks", "3 days before friday".

use jiff::civil::Date;

use super::reader::{Hit, Reader};
use super::token::Gap;
use super::words::{Unit, count, is_inner, shift, unit, weekday};

/// What is counted; working days leave out weekends.
#[derive(Clone, Copy)]
enum Measure {
    Unit(Unit),
    WorkingDays,
}

impl Measure {
    fn shift(self, date: Date, count: i64) -> Option<Date> {
        match self {
            Self::Unit(unit) => shift(date, count, unit),
            Self::WorkingDays => working_days(date, count),
        }
    }
}

/// Steps day by day; more than a year of working days is nothing people count.
fn working_days(mut date: Date, count: i64) -> Option<Date> {
    let mut left = count.abs();
    if left > 400 {
        return None;
    }
    while left > 0 {
        date = shift(date, count.signum(), Unit::Day)?;
        left -= i64::from(date.weekday().to_monday_zero_offset() < 5);
    }
    Some(date)
}

impl Reader<'_> {
    /// "today", "tomorrow", "this evening".
    pub(super) fn near_day(&self, at: usize, lead: &str) -> Option<Hit> {
        // "carry on tomorrow": there "on" belongs to the verb.
        if lead == "on" {
            return None;
        }
        let (days, end) = match (self.word(at), self.step(at + 1)) {
            ("today" | "tonight", _) => (0, at + 1),
            ("tomorrow" | "tmrw" | "tmr", _) => (1, at + 1),
            ("yesterday", _) => (-1, at + 1),
            ("this", "morning" | "afternoon" | "evening") => (0, at + 2),
            _ => return None,
        };
        Some((shift(self.today, days, Unit::Day)?, end))
    }

    /// "in 3 days", "within a week", "two weeks from now", "a week from friday", "day after tomorrow".
    pub(super) fn offset(&self, at: usize, lead: &str) -> Option<Hit> {
        if is_inner(lead) {
            self.ahead(at, lead)
        } else {
            self.apart(at)
        }
    }

    /// What follows "in" or "within".
    fn ahead(&self, at: usize, lead: &str) -> Option<Hit> {
        let from = self.skip_the(at);
        let next = from > at && matches!(self.word(from), "next" | "coming");
        let (count, from) = match (next, self.quantity(if next { from + 1 } else { at })) {
            // "over two weeks" says how long, "over the next two weeks" says by when.
            (false, Some(_)) if matches!(lead, "over" | "during") => return None,
            (_, Some(found)) => found,
            (true, None) => (1, from + 1),
            (false, None) => return None,
        };
        let (measure, end) = self.measure(from)?;
        // "in two weeks on friday"
        if let (Measure::Unit(Unit::Week), "on", Some(name)) =
            (measure, self.step(end), weekday(self.step(end + 1)))
        {
            return Some((self.in_week(name.value, count)?, end + 2));
        }
        let end = match (self.step(end), self.step(end + 1)) {
            ("time", _) => end + 1,
            ("from", "now" | "today") => end + 2,
            _ => end,
        };
        Some((measure.shift(self.today, count)?, end))
    }

    /// A count of days or weeks that the words after it tie to a date.
    fn apart(&self, at: usize) -> Option<Hit> {
        let from = self.skip_the(at);
        let one_day = self.word(from) == "day" && matches!(self.step(from + 1), "after" | "before");
        let (count, measure, end) = if one_day {
            (1, Measure::Unit(Unit::Day), from + 1)
        } else {
            // "once a week from friday"
            if matches!(self.prior(at), "once" | "twice" | "times") {
                return None;
            }
            let (count, from) = self.quantity(at)?;
            let (measure, end) = self.measure(from)?;
            (count, measure, end)
        };
        let sign = match (self.step(end), self.step(end + 1)) {
            ("ago", _) => return Some((measure.shift(self.today, -count)?, end + 1)),
            ("from", "now") => return Some((measure.shift(self.today, count)?, end + 2)),
            ("from" | "after", _) => 1,
            // "a week on friday"
            ("on", name) if weekday(name).is_some() => 1,
            ("before", _) => -1,
            _ => return None,
        };
        let anchor = end + 1;
        if self.closes(anchor) {
            return None;
        }
        let found = self
            .day(anchor, "by")
            .or_else(|| self.edge(anchor, "by"))
            .or_else(|| self.period(anchor, "by"));
        let (date, end) = found?;
        Some((measure.shift(date, sign * count)?, end))
    }

    /// "a", "two", "14", "a couple of".
    pub(super) fn quantity(&self, at: usize) -> Option<(i64, usize)> {
        let from = at + usize::from(self.word(at) == "a" && self.step(at + 1) == "couple");
        if self.word(from) == "couple" {
            return Some((2, from + 1 + usize::from(self.step(from + 1) == "of")));
        }
        Some((i64::from(count(self.word(at))?), at + 1))
    }

    fn measure(&self, at: usize) -> Option<(Measure, usize)> {
        // "in 3-day sprints" is no date.
        if self.gap_before(at) != Gap::Space {
            return None;
        }
        let word = self.step(at);
        if matches!(word, "working" | "business") {
            return matches!(self.step(at + 1), "day" | "days")
                .then_some((Measure::WorkingDays, at + 2));
        }
        // "in a week's time"
        let word = word
            .strip_suffix("'s")
            .filter(|_| self.step(at + 1) == "time")
            .unwrap_or(word);
        Some((Measure::Unit(unit(word)?), at + 1))
    }
}
