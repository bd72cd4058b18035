//! A point in time as a clock on the wall showed it.

use jiff::{Timestamp, civil, fmt::temporal::DateTimeParser, tz::Offset};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A wall time with its distance from UTC, to the second. It needs no time zone database to be read
/// back, on any machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    wall: civil::DateTime,
    offset: Offset,
}

impl Moment {
    /// The moment that a zoned clock shows, without fractions of a second.
    pub fn of(zoned: &jiff::Zoned) -> Self {
        let wall = zoned.datetime();
        Self {
            wall: wall.with().subsec_nanosecond(0).build().unwrap_or(wall),
            // Files carry whole minutes of offset.
            offset: zoned.offset(),
        }
    }

    /// The date on the wall.
    pub fn date(self) -> civil::Date {
        self.wall.date()
    }

    /// The time on the wall.
    pub fn time(self) -> civil::Time {
        self.wall.time()
    }

    /// The instant, for measuring how long ago something was; `None` at the ends of time.
    pub fn instant(self) -> Option<Timestamp> {
        self.offset.to_timestamp(self.wall).ok()
    }

    /// Reads a moment as [`fmt::Display`] writes it.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn parse(text: &str) -> Result<Self, String> {
        static PARSER: DateTimeParser = DateTimeParser::new();
        let pieces = PARSER
            .parse_pieces(text)
            .map_err(|_| format!("{text:?} is not a time such as 2026-11-21T14:03:11+01:00"))?;
        let offset = pieces
            .to_numeric_offset()
            .ok_or_else(|| format!("{text:?} lacks its distance from UTC, such as +01:00"))?;
        let time = pieces.time().unwrap_or_else(civil::Time::midnight);
        Ok(Self {
            wall: pieces.date().to_datetime(time),
            offset,
        })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let seconds = seconds.unsigned_abs();
        write!(
            f,
            "{}{sign}{:02}:{:02}",
            self.wall,
            seconds / 3600,
            seconds / 60 % 60
        )?;
        if !seconds.is_multiple_of(60) {
            write!(f, ":{:02}", seconds % 60)?;
        }
        Ok(())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for Moment {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date-time"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back() {
        for text in [
            "2026-11-21T14:03:11+01:00",
            "1999-12-31T23:59:59-09:30",
            "2026-01-01T00:00:00+00:00",
        ] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        assert!(Moment::parse("2026-11-21T14:03:11").is_err());
        assert!(Moment::parse("soon").is_err());
    }
}
