//! Days of the week: "friday", "next fri", "friday 3 december", "first monday of december".

use jiff::civil::Weekday;

use super::reader::{Hit, Reader};
use super::token::Gap;
use super::words::{Unit, day_figures, is_firm, is_lead, monday, month, nth, shift, weekday};

/// Before a weekday, these say that no one day is meant, or another than the coming one.
const NOT_AFTER: [&str; 18] = [
    "a",
    "any",
    "some",
    "every",
    "each",
    "most",
    "one",
    "all",
    "other",
    "alternate",
    "black",
    "good",
    "easter",
    "ash",
    "palm",
    "cyber",
    "last",
    "past",
];

/// Which of the weekdays of that name is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Plain,
    This,
    Coming,
    Next,
    Last,
}

impl Reader<'_> {
    /// A weekday, alone or with the date it only repeats.
    pub(super) fn weekday(&self, at: usize, lead: &str) -> Option<Hit> {
        let from = self.skip_the(at);
        let (which, on) = match (self.word(from), self.step(from + 1)) {
            ("this", "coming") => (Which::Coming, from + 2),
            ("this", _) => (Which::This, from + 1),
            ("coming" | "upcoming", _) => (Which::Coming, from + 1),
            ("next", _) => (Which::Next, from + 1),
            ("last" | "past", _) => (Which::Last, from + 1),
            _ if lead == "since" => (Which::Last, from),
            _ => (Which::Plain, from),
        };
        // "the friday meeting": the article belongs to the meeting.
        if on == from && from > at {
            return None;
        }
        let name = weekday(if on == from {
            self.word(on)
        } else {
            self.step(on)
        })?;
        let prior = if lead.is_empty() { self.prior(at) } else { "" };
        if on == from && (NOT_AFTER.contains(&prior) || nth(prior).is_some()) {
            return None;
        }
        let end = on + 1;
        if which == Which::Plain {
            if let Some(hit) = self.repeated(name.value, end) {
                return Some(hit);
            }
            // "friday 31 feb" is no Friday either.
            if self.is_like_date(end) {
                return None;
            }
        }
        if let Some((weeks, next)) = self.of_week(end) {
            return Some((self.in_week(name.value, weeks)?, next));
        }
        let sure = match which {
            Which::Plain => is_firm(lead) || is_lead(lead) && self.closes(end),
            Which::This => self.closes(end),
            Which::Coming | Which::Next | Which::Last => true,
        };
        if name.doubtful && !sure {
            return None;
        }
        let ahead = i64::from(self.today.weekday().until(name.value));
        let date = match which {
            Which::Plain | Which::Coming if ahead == 0 => shift(self.today, 7, Unit::Day)?,
            Which::Plain | Which::Coming | Which::This => shift(self.today, ahead, Unit::Day)?,
            Which::Next => self.in_week(name.value, 1)?,
            Which::Last => shift(self.today, ahead - 7, Unit::Day)?,
        };
        Some((date, end))
    }

    /// The date that follows a weekday: "friday, 3 december", "fri the 3rd", "fri 27".
    fn repeated(&self, name: Weekday, at: usize) -> Option<Hit> {
        if !matches!(self.gap_before(at), Gap::Space | Gap::Comma | Gap::Dot) {
            return None;
        }
        if let Some(hit) = self.calendar(at, "on") {
            return Some(hit);
        }
        // A bare number may be an hour or a count, unless it fits the weekday.
        let (day, _) = day_figures(self.word(at)).filter(|_| self.closes(at + 1))?;
        let date = self.coming_day(day).filter(|date| date.weekday() == name)?;
        Some((date, at + 1))
    }

    fn is_like_date(&self, at: usize) -> bool {
        if self.closes(at) {
            return false;
        }
        let day_month = self.day_number(self.skip_the(at)).is_some_and(|(_, next)| {
            let next = next + usize::from(self.step(next) == "of");
            month(self.step(next)).is_some()
        });
        day_month
            || month(self.word(at)).is_some()
                && self.step(at + 1).starts_with(|c: char| c.is_ascii_digit())
    }

    /// "next week", "this week" or "in two weeks" after a weekday: how many weeks on, and what follows.
    fn of_week(&self, at: usize) -> Option<(i64, usize)> {
        if self.step(at) == "in" {
            let (count, on) = self.quantity(at + 1)?;
            return matches!(self.step(on), "week" | "weeks").then_some((count, on + 1));
        }
        let at = at + usize::from(self.step(at) == "of");
        let weeks = match self.step(at) {
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        (self.step(at + 1) == "week").then_some((weeks, at + 2))
    }

    /// The weekday in the calendar week that many weeks on.
    pub(super) fn in_week(&self, name: Weekday, weeks: i64) -> Option<jiff::civil::Date> {
        let monday = shift(monday(self.today)?, weeks, Unit::Week)?;
        shift(monday, i64::from(name.to_monday_zero_offset()), Unit::Day)
    }

    /// "the first monday of december", "last friday of next month".
    pub(super) fn nth_weekday(&self, at: usize) -> Option<Hit> {
        let from = self.skip_the(at);
        let which = match self.word(from) {
            "last" => -1,
            word => nth(word).filter(|which| *which <= 4)?,
        };
        let name = weekday(self.step(from + 1))?;
        if !matches!(self.step(from + 2), "of" | "in") {
            return None;
        }
        let (stretch, end) = self.stretch(from + 3)?;
        let date = stretch.months(self.today)?.find_map(|month| {
            let day = month.nth_weekday_of_month(which, name.value).ok()?;
            (day >= self.today).then_some(day)
        })?;
        Some((date, end))
    }
}
