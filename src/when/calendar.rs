//! Dates by their numbers: "3 dec", "december 3rd, 2027", "2026-12-03", "3.12.", "the 15th".

use jiff::civil::Date;

use super::reader::{Hit, Reader};
use super::token::Gap;
use super::words::{Unit, day_figures, figures, is_firm, is_lead, month, nth, shift, unit, year};

/// What may follow "on the 3rd" for it to be a day and not "the 3rd floor".
const AFTER_NTH: [&str; 45] = [
    "please",
    "and",
    "or",
    "but",
    "at",
    "in",
    "if",
    "when",
    "so",
    "then",
    "with",
    "to",
    "for",
    "is",
    "was",
    "we",
    "i",
    "you",
    "they",
    "he",
    "she",
    "it",
    "as",
    "because",
    "from",
    "by",
    "not",
    "will",
    "would",
    "should",
    "must",
    "can",
    "may",
    "after",
    "before",
    "until",
    "morning",
    "afternoon",
    "evening",
    "night",
    "latest",
    "maybe",
    "instead",
    "already",
    "works",
];

/// What follows "may" when it is a verb: "the 3rd may be late".
const AFTER_VERB: [&str; 9] = [
    "be", "have", "not", "also", "need", "well", "take", "only", "still",
];

const PRONOUNS: [&str; 10] = [
    "i", "we", "you", "they", "he", "she", "it", "who", "that", "this",
];

/// Day first, unless the second number cannot be a month.
fn day_first(year: i16, one: i16, two: i16) -> Option<Date> {
    let (day, month) = if two > 12 { (two, one) } else { (one, two) };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

impl Reader<'_> {
    /// Any date given by its numbers.
    pub(super) fn calendar(&self, at: usize, lead: &str) -> Option<Hit> {
        self.in_figures(at, lead)
            .or_else(|| self.day_month(at, lead))
            .or_else(|| self.month_day(at, lead))
            .or_else(|| self.day_of_month(at, lead))
    }

    fn in_figures(&self, at: usize, lead: &str) -> Option<Hit> {
        let word = self.word(at);
        let mark = word
            .chars()
            .find(|c| !c.is_ascii_digit())
            .filter(|c| matches!(c, '.' | '/' | '-'))?;
        let parts: Vec<&str> = word.split(mark).collect();
        let date = match *parts.as_slice() {
            [y, m, d] if y.len() == 4 => {
                let (month, day) = (figures(m, 2)?, figures(d, 2)?);
                Date::new(year(y)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?
            }
            [d, m, y] => {
                let year = match y.len() {
                    // "1.2.26" is as likely a version; only a preposition makes it a date.
                    2 if mark == '/' || is_firm(lead) => figures(y, 2)?.checked_add(2000)?,
                    _ => year(y)?,
                };
                day_first(year, figures(d, 2)?, figures(m, 2)?)?
            }
            [d, m] => {
                let (one, two) = (figures(d, 2)?, figures(m, 2)?);
                let fraction = matches!((one, two), (1, 2..=4) | (2 | 3, 3 | 4));
                let meant = match mark {
                    '.' => self.dotted(at + 1) && self.may_be_day_dot_month(at, lead),
                    '/' => is_firm(lead) && !fraction,
                    _ => false,
                };
                let month = i8::try_from(two).ok().filter(|_| meant)?;
                self.coming(month, i8::try_from(one).ok()?)?
            }
            _ => return None,
        };
        Some((date, at + 1))
    }

    /// "3.5." may also be a number at the end of a sentence.
    fn may_be_day_dot_month(&self, at: usize, lead: &str) -> bool {
        at == 0
            || is_lead(lead)
            || self.gap_before(at + 1) == Gap::Space && self.starts_small(at + 1)
    }

    /// "3 dec", "the 3rd of december", "3 dec 2027", "the 15th of next month".
    fn day_month(&self, at: usize, lead: &str) -> Option<Hit> {
        let from = self.skip_the(at);
        let (day, after) = self.day_number(from)?;
        let of = self.step(after) == "of";
        let at_month = after + usize::from(of);
        if of && let Some(hit) = self.of_this_month(day, at_month) {
            return Some(hit);
        }
        // "by 3. december", as some write it
        let dotted = self.gap_before(at_month) == Gap::Dot && !lead.is_empty() && !of;
        let name = month(if dotted {
            self.word(at_month)
        } else {
            self.step(at_month)
        })?;
        if !of && nth(self.word(after - 1)).is_some() {
            return None;
        }
        let end = at_month + 1;
        let (date, next) = self.with_year(name.value, day, end)?;
        let sure = of || next > end || is_lead(lead) || self.closes(end);
        let verb = !of && AFTER_VERB.contains(&self.step(end));
        (!name.doubtful || sure && !verb).then_some((date, next))
    }

    fn of_this_month(&self, day: i8, at: usize) -> Option<Hit> {
        let months = match self.step(at) {
            "the" => None,
            "this" => Some(0),
            "next" => Some(1),
            _ => return None,
        };
        if self.step(at + 1) != "month" {
            return None;
        }
        let date = match months {
            None => self.coming_day(day)?,
            Some(months) => {
                let month = shift(self.today.first_of_month(), months, Unit::Month)?;
                Date::new(month.year(), month.month(), day).ok()?
            }
        };
        Some((date, at + 2))
    }

    /// "dec 3", "december 3rd, 2027", "dec. 3".
    fn month_day(&self, at: usize, lead: &str) -> Option<Hit> {
        let name = month(self.word(at))?;
        let short = self.word(at).len() <= 4 && self.word(at) != "may";
        let joined = match self.gap_before(at + 1) {
            Gap::Space | Gap::Hyphen => true,
            Gap::Dot => short,
            _ => false,
        };
        let on = self.skip_the(at + 1);
        let (day, ending) = day_figures(self.word(on)).filter(|_| joined)?;
        let end = on + 1;
        let (date, next) = self.with_year(name.value, day, end)?;
        // "jan 3 weeks later"
        if !ending && next == end && unit(self.step(end)).is_some() {
            return None;
        }
        let sure = ending || next > end || is_lead(lead) || self.closes(end);
        let verb = lead.is_empty() && PRONOUNS.contains(&self.prior(at));
        (!name.doubtful || sure && !verb).then_some((date, next))
    }

    /// "on the 3rd", "the 15th".
    fn day_of_month(&self, at: usize, lead: &str) -> Option<Hit> {
        let from = self.skip_the(at);
        let (day, _) = day_figures(self.word(from)).filter(|(_, ending)| *ending)?;
        let end = from + 1;
        let placed = is_lead(lead);
        // "I was the 1st" is no date, "the 15th" is.
        let meant = placed || from > at && (day > 3 || at == 0);
        let followed = self.closes(end) || AFTER_NTH.contains(&self.step(end));
        if !meant || !followed {
            return None;
        }
        Some((self.coming_day(day)?, end))
    }

    /// A day of the month in figures or words ("twenty first"), and what comes after it.
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((day, _)) = day_figures(self.word(at)) {
            return Some((day, at + 1));
        }
        let tens = match self.word(at) {
            "twenty" => 20,
            "thirty" => 30,
            word => return Some((nth(word)?, at + 1)),
        };
        let ones = nth(self.step(at + 1)).filter(|ones| *ones < 10)?;
        Some((tens + ones, at + 2))
    }

    /// A day and month with the year that may stand at `at`, else the next such day.
    fn with_year(&self, month: i8, day: i8, at: usize) -> Option<Hit> {
        match self.year_at(at) {
            Some((year, next)) => Some((Date::new(year, month, day).ok()?, next)),
            None => Some((self.coming(month, day)?, at)),
        }
    }

    /// The year that may follow a month: "2027", "next year".
    pub(super) fn year_at(&self, at: usize) -> Option<(i16, usize)> {
        let this = self.today.year();
        match (self.step(at), self.step(at + 1)) {
            ("this", "year") => Some((this, at + 2)),
            ("next", "year") => Some((this.checked_add(1)?, at + 2)),
            _ => Some((year(self.step_over_comma(at))?, at + 1)),
        }
    }

    /// The next such day, today included; eight years reach over every gap between leap years.
    fn coming(&self, month: i8, day: i8) -> Option<Date> {
        let this = self.today.year();
        (this..=this.saturating_add(8))
            .filter_map(|year| Date::new(year, month, day).ok())
            .find(|date| *date >= self.today)
    }

    /// The next month that has such a day still to come, this one included.
    pub(super) fn coming_day(&self, day: i8) -> Option<Date> {
        let first = self.today.first_of_month();
        (0..=3)
            .filter_map(|months| shift(first, months, Unit::Month))
            .filter_map(|month| Date::new(month.year(), month.month(), day).ok())
            .find(|date| *date >= self.today)
    }
}
