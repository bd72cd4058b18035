//! Stretches of time as dates, and their edges: "next week", "end of november", "eom".

use jiff::civil::Weekday;

use super::reader::{Hit, Reader};
use super::stretch::{Edge, Stretch};
use super::words::{Unit, day_figures, is_firm, month, nth, weekday};

impl Reader<'_> {
    /// The beginning, middle or end of a stretch or a day.
    pub(super) fn edge(&self, at: usize, lead: &str) -> Option<Hit> {
        if let Some((unit, end)) = self.closing(at) {
            return match unit {
                Unit::Day => Some(self.ending_day(end)),
                unit => Some((
                    Stretch::Unit {
                        unit,
                        ahead: 0,
                        loose: true,
                    }
                    .at(Edge::End, self.today)?,
                    end,
                )),
            };
        }
        let from = self.skip_the(at);
        let of = self.step(from + 1) == "of";
        let on = from + 1 + usize::from(of);
        // "we start next week": without "of" it is a verb, unless a preposition says otherwise.
        let noun = of || !lead.is_empty();
        let edge = match self.word(from) {
            "start" | "beginning" if noun => Edge::Start,
            "middle" if noun => Edge::Mid,
            "end" if noun => Edge::End,
            "mid" => Edge::Mid,
            "early" if self.step(on) != "this" => Edge::Start,
            "late" if self.step(on) != "this" => Edge::End,
            _ => return None,
        };
        if self.closes(on) {
            return None;
        }
        if of
            && edge == Edge::End
            && let Some(hit) = self.day(on, "by")
        {
            return Some(hit);
        }
        let (stretch, end) = self.stretch(on)?;
        // "end month" alone is no English; "end november" is.
        let bare = matches!(stretch, Stretch::Unit { loose: true, .. }) && self.word(from) != "mid";
        if bare && !of {
            None
        } else {
            Some((stretch.at(edge, self.today)?, end))
        }
    }

    /// "eom", "month end", "end of day", "cob": the unit whose end is meant.
    fn closing(&self, at: usize) -> Option<(Unit, usize)> {
        let unit = match self.word(at) {
            "eod" | "cob" => Unit::Day,
            "eow" => Unit::Week,
            "eom" => Unit::Month,
            "eoq" => Unit::Quarter,
            "eoy" => Unit::Year,
            _ => {
                let from = self.skip_the(at);
                return match (self.word(from), self.step(from + 1)) {
                    ("month", "end") => Some((Unit::Month, from + 2)),
                    ("quarter", "end") => Some((Unit::Quarter, from + 2)),
                    ("year", "end") => Some((Unit::Year, from + 2)),
                    ("end" | "close", "of") => {
                        let on = from + 2 + usize::from(self.step(from + 2) == "the");
                        matches!(self.step(on), "day" | "business" | "play")
                            .then_some((Unit::Day, on + 1))
                    }
                    _ => None,
                };
            }
        };
        Some((unit, at + 1))
    }

    /// "end of day friday" is Friday, "end of day" today.
    fn ending_day(&self, at: usize) -> Hit {
        let on = at + usize::from(matches!(self.step(at), "on" | "by"));
        let named = if self.closes(at) {
            None
        } else {
            self.day(on, "by")
        };
        named.unwrap_or((self.today, at))
    }

    /// A whole stretch as a date: "next week" is its Monday, "this week" its Friday.
    pub(super) fn period(&self, at: usize, lead: &str) -> Option<Hit> {
        if let Some(hit) = self.weekend(at, lead) {
            return Some(hit);
        }
        let (stretch, end) = self.stretch(at)?;
        let edge = if lead == "after" {
            Edge::End
        } else {
            Edge::Start
        };
        match stretch {
            Stretch::Unit { loose: true, .. } => None,
            // "log in next week": there "in" belongs to the verb.
            Stretch::Unit { .. } if matches!(lead, "on" | "in" | "within") => None,
            Stretch::Unit {
                unit: Unit::Week,
                ahead,
                ..
            } => {
                let on = end + usize::from(self.step(end) == "on");
                match weekday(self.step(on))
                    .filter(|name| !name.doubtful || on > end || self.closes(on + 1))
                {
                    Some(name) => Some((self.in_week(name.value, ahead)?, on + 1)),
                    None if ahead == 0 => Some((stretch.at(Edge::End, self.today)?, end)),
                    None => Some((stretch.at(edge, self.today)?, end)),
                }
            }
            Stretch::Unit { ahead: 0, .. } => Some((stretch.at(Edge::End, self.today)?, end)),
            Stretch::Unit { .. } => Some((stretch.at(edge, self.today)?, end)),
            Stretch::Months { count, year, .. } => {
                let meant = if year.is_some() {
                    count < 12 && !self.follows_day(at)
                } else {
                    self.is_named_month(at, end, lead)
                };
                if !meant {
                    return None;
                }
                let start = stretch.at(edge, self.today)?;
                // "this december" said in December is not a year away.
                let now =
                    self.word(at) == "this" && start.year() > self.today.year() && lead != "after";
                let date = if now {
                    stretch.at(Edge::End, self.today)?.min(start)
                } else {
                    start
                };
                Some((date, end))
            }
        }
    }

    /// Whether a month or quarter without a year is a date here and not "the december numbers".
    fn is_named_month(&self, at: usize, end: usize, lead: &str) -> bool {
        // "by feb 31" does not become February.
        if !self.closes(end) && self.word(end).starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let doubtful = month(self.word(end - 1)).is_some_and(|name| name.doubtful);
        match self.word(at) {
            "this" => return !doubtful || self.closes(end),
            "next" | "coming" => return true,
            _ => {}
        }
        let fits =
            is_firm(lead) && lead != "on" || matches!(lead, "in" | "from" | "after" | "during");
        let sure = !doubtful || is_firm(lead) || self.closes(end);
        fits && sure || !doubtful && self.is_whole(at, end)
    }

    /// "29 feb 2027" does not become February 2027.
    fn follows_day(&self, at: usize) -> bool {
        let is_day = |word: &str| day_figures(word).is_some() || nth(word).is_some();
        let prior = self.prior(at);
        is_day(prior) || prior == "of" && at.checked_sub(1).is_some_and(|of| is_day(self.prior(of)))
    }

    /// "by the weekend" is Saturday, or today when it has begun.
    fn weekend(&self, at: usize, lead: &str) -> Option<Hit> {
        let from = self.skip_the(at);
        let (weeks, on) = match self.word(from) {
            "this" => (0, from + 1),
            "next" => (1, from + 1),
            "weekend" if !lead.is_empty() && lead != "in" => (0, from),
            _ => return None,
        };
        if self.word(on) != "weekend" || (on > from && self.closes(on)) {
            return None;
        }
        Some((
            self.in_week(Weekday::Saturday, weeks)?.max(self.today),
            on + 1,
        ))
    }
}
