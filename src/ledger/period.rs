//! Weeks, months and quarters.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// By what stretch of time something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
}

impl By {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The first day of the stretch that a day lies in.
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Week => {
                let since = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(since.days())
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let since = i64::from((day.month() - 1) % 3);
                day.first_of_month().saturating_sub(since.months())
            }
        }
    }

    /// The stretch that begins on this day, in words of at most 10 columns.
    pub fn label(self, start: Date) -> String {
        match self {
            Self::Week => start.strftime("%-d %b %y").to_string(),
            Self::Month => start.strftime("%b %Y").to_string(),
            Self::Quarter => format!("Q{} {}", (start.month() - 1) / 3 + 1, start.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_lies_in_its_week_month_and_quarter() {
        let day = date(2026, 11, 22);
        for (by, start, label) in [
            (By::Week, date(2026, 11, 16), "16 Nov 26"),
            (By::Month, date(2026, 11, 1), "Nov 2026"),
            (By::Quarter, date(2026, 10, 1), "Q4 2026"),
        ] {
            assert_eq!(by.start(day), start);
            assert_eq!(by.label(start), label);
            assert_eq!(by.start(start), start);
        }
        for by in [By::Week, By::Month, By::Quarter] {
            for end in [Date::MIN, Date::MAX] {
                assert!(by.start(end) <= end);
            }
        }
    }
}
