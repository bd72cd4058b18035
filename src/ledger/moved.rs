//! A day to which something is moved, as people say it: first the day, then why.

use crate::text::clean_line;
use crate::when;
use jiff::civil::Date;

/// Words that a date has at most: "the day after tomorrow" has four.
const LONGEST_DATE: usize = 8;

/// A day to which something is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveTo {
    /// The day.
    pub day: Date,
    /// The day as it was said.
    pub said: String,
    /// Why.
    pub why: Option<String>,
}

/// The date that the words begin with, and what comes after it as the reason. The longest such beginning counts; else a date
/// anywhere, and all words are the reason. `None` without a date.
pub fn move_to(text: &str, today: Date) -> Option<MoveTo> {
    let line = clean_line(text);
    let words: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
    let why = |words: &[&str]| Some(words.join(" ")).filter(|w| !w.is_empty());
    for count in (1..=words.len().min(LONGEST_DATE)).rev() {
        let (Some(first), Some(rest)) = (words.get(..count), words.get(count..)) else {
            continue;
        };
        let phrase = first.join(" ");
        let bare = phrase.trim_end_matches([',', ';', ':', '.']);
        if let Some(found) = when::find(bare, today)
            && found.span == (0..bare.len())
        {
            return Some(MoveTo {
                day: found.date,
                said: bare.to_owned(),
                why: why(rest),
            });
        }
    }
    let found = when::find(&line, today)?;
    Some(MoveTo {
        day: found.date,
        said: line.get(found.span)?.to_owned(),
        why: why(&words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_read_from_the_beginning_of_the_words() {
        let today = date(2026, 11, 21);
        for (words, day, why) in [
            ("friday", date(2026, 11, 27), ""),
            (
                "next friday they asked for it",
                date(2026, 11, 27),
                "they asked for it",
            ),
            (
                "3 december, Tom is away until monday",
                date(2026, 12, 3),
                "Tom is away until monday",
            ),
            ("to 3 december", date(2026, 12, 3), "to 3 december"),
            ("end of month", date(2026, 11, 30), ""),
            (
                "in two weeks since we wait",
                date(2026, 12, 5),
                "since we wait",
            ),
            ("2026-12-24", date(2026, 12, 24), ""),
            (
                "they need until friday",
                date(2026, 11, 27),
                "they need until friday",
            ),
        ] {
            let found = move_to(words, today).unwrap();
            let after = found.why.unwrap_or_default();
            assert_eq!((found.day, after.as_str()), (day, why), "{words:?}");
        }
        for none in ["", "soon", "31 february", "\u{1b}["] {
            assert_eq!(move_to(none, today), None);
        }
    }
}
