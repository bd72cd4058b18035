//! A point in time as a clock on the wall showed it.

use jiff::{Timestamp, civil, fmt::temporal::DateTimeParser, tz::Offset};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};
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
        if let Some(moment) = Self::plain(text) {
            return Ok(moment);
        }
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

    /// A moment in the very form in which it is written. A library has millions of them.
    fn plain(text: &str) -> Option<Self> {
        const FORM: &[u8; 25] = b"0000-00-00T00:00:00+00:00";
        let bytes: &[u8; 25] = text.as_bytes().try_into().ok()?;
        let fits = bytes.iter().zip(FORM).all(|(b, form)| match form {
            b'0' => b.is_ascii_digit(),
            b'+' => matches!(b, b'+' | b'-'),
            other => b == other,
        });
        if !fits {
            return None;
        }
        let number = |at: usize, many: usize| {
            let digits = bytes.iter().skip(at).take(many);
            digits.fold(0_i16, |sum, b| sum * 10 + i16::from(b - b'0'))
        };
        let two = |at| i8::try_from(number(at, 2)).ok();
        let wall = civil::DateTime::new(
            number(0, 4),
            two(5)?,
            two(8)?,
            two(11)?,
            two(14)?,
            two(17)?,
            0,
        )
        .ok()?;
        let (hours, minutes) = (number(20, 2), number(23, 2));
        let seconds = i32::from(hours) * 3_600 + i32::from(minutes) * 60;
        let west = bytes.get(19) == Some(&b'-');
        // Nothing west of nothing means something of its own.
        if hours > 23 || minutes > 59 || (west && seconds == 0) {
            return None;
        }
        let offset = Offset::from_seconds(if west { -seconds } else { seconds }).ok()?;
        Some(Self { wall, offset })
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
        deserializer.deserialize_str(AsText)
    }
}

struct AsText;

impl Visitor<'_> for AsText {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time such as 2026-11-21T14:03:11+01:00")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
        Moment::parse(text).map_err(E::custom)
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_moment_in_its_own_form_is_read_the_same(text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9][+-][0-2][0-9]:[0-6][0-9]") {
            if let Some(moment) = Moment::plain(&text) {
                // A space in place of the T takes the other way.
                prop_assert_eq!(Moment::parse(&text.replace('T', " ")), Ok(moment));
            }
        }
    }

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
