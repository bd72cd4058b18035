//! What a search gives back.

use super::sort::Sort;
use crate::session::{How, Mode, Moment, PersonRef, Role, Viability};
use crate::text::width;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// A session as a list shows it, without its file being read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The session's id.
    pub id: String,
    /// When it began; `None` where its head cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Moment>,
    /// How it came about; `None` as above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// With whom, as they are called now; `None` as above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
    /// The id of its script.
    pub script: String,
    /// The title of its script.
    pub title: String,
    /// The steps in which something was kept or that were entered, in that order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Whether it was closed.
    #[serde(default)]
    pub closed: bool,
    /// Is this an opportunity for us?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viability: Option<Viability>,
    /// How it ended, where that was said afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<How>,
    /// How many commitments are open.
    #[serde(default)]
    pub open: u32,
    /// Milliseconds from its beginning to its last entry.
    #[serde(default)]
    pub length: u64,
    /// How many entries can be read.
    #[serde(default)]
    pub entries: u32,
    /// How many things are wrong in its file.
    #[serde(default)]
    pub problems: u32,
    /// Why it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<String>,
}

/// A step of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// The mean intensity of the feelings kept in it, 0 to 5; 0 where there are none.
    pub warmth: f32,
}

/// Something that was said or noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The number of its entry.
    pub n: u32,
    /// The id of its step; empty for the reason that a session was closed with.
    pub step: String,
    /// What it is.
    pub role: Role,
    /// The words. They may have line ends in them.
    pub text: String,
}

/// Roles as they are kept in the index and named for other programs.
pub(super) const ROLES: [(Role, &str, &str); 7] = [
    (Role::Answer, "a", "answer"),
    (Role::Said, "s", "said"),
    (Role::Feeling, "f", "feeling"),
    (Role::Note, "n", "note"),
    (Role::Parked, "p", "parked"),
    (Role::Commitment, "c", "commitment"),
    (Role::Figure, "r", "reason"),
];

impl Said {
    /// What it is, in a word for other programs.
    pub fn kind(&self) -> &'static str {
        ROLES
            .iter()
            .find(|(role, ..)| *role == self.role)
            .map_or("answer", |(.., word)| word)
    }
}

/// A session that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The session.
    pub row: Row,
    /// The line that shows the most of what was asked for; `None` where no line does, as when a person or a date was asked for.
    pub line: Option<Said>,
    /// Where the line shows it, in bytes of its text, in order, apart from each other.
    pub ranges: Vec<Range<usize>>,
    /// Where the person's name shows it, as above.
    pub name: Vec<Range<usize>>,
    /// The numbers of the entries whose lines show something of it.
    pub lines: Vec<u32>,
    /// Whether it was only found by forgiving a slip.
    pub near: bool,
}

/// What a search has found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// This page, the newest first; those that were found as it was written before those that are near.
    pub hits: Vec<Hit>,
    /// How many sessions have what was asked for, as it was written.
    pub total: usize,
    /// How many more have it when slips are forgiven.
    pub near: usize,
}

/// Which part of what was found is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many hits to pass over.
    pub from: usize,
    /// How many to give at most.
    pub most: usize,
    /// Whether small slips are forgiven when little is found as it was written.
    pub slips: bool,
    /// In which order.
    pub sort: Sort,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            from: 0,
            most: 40,
            slips: true,
            sort: Sort::Newest,
        }
    }
}

impl Hit {
    /// The line as it fits into so many columns, on one row, beginning a little before the first match; and where the matches
    /// stand in that.
    pub fn excerpt(&self, columns: usize) -> (String, Vec<Range<usize>>) {
        let Some(said) = &self.line else {
            return (String::new(), Vec::new());
        };
        let first = self.ranges.first().map_or(0, |r| r.start);
        excerpt(&said.text, first, &self.ranges, columns)
    }
}

/// Cuts at graphemes; what is left out is shown as `…`.
fn excerpt(
    text: &str,
    first: usize,
    ranges: &[Range<usize>],
    columns: usize,
) -> (String, Vec<Range<usize>>) {
    const LEFT_OUT: &str = "…";
    // A third of the room stands before the match.
    let before: Vec<(usize, &str)> = text
        .get(..first)
        .unwrap_or_default()
        .grapheme_indices(true)
        .collect();
    let whole = width(text) <= columns;
    let mut begin = first;
    let mut room = if whole { usize::MAX } else { columns / 3 };
    for (at, grapheme) in before.iter().rev() {
        let wide = width(grapheme);
        if wide > room {
            break;
        }
        room -= wide;
        begin = *at;
    }
    let mut out = String::new();
    if begin > 0 {
        out.push_str(LEFT_OUT);
    }
    let mut used = width(&out);
    let mut places = Vec::new();
    let rest = text.get(begin..).unwrap_or_default();
    for (at, grapheme) in rest.grapheme_indices(true) {
        let wide = width(grapheme);
        let last = begin + at + grapheme.len() == text.len();
        if used + wide + usize::from(!last) > columns && !whole {
            out.push_str(LEFT_OUT);
            break;
        }
        places.push((begin + at, out.len()));
        out.push_str(if grapheme.trim().is_empty() {
            " "
        } else {
            grapheme
        });
        used += wide;
    }
    places.push((text.len(), out.len()));
    let marks = ranges.iter().filter_map(|range| {
        let place = |asked: usize| {
            let at = places.partition_point(|(from, _)| *from < asked);
            places.get(at).map(|(_, to)| *to)
        };
        let (start, end) = (place(range.start)?, place(range.end)?);
        (start < end).then_some(start..end)
    });
    let marks = marks.collect();
    (out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_excerpt_shows_the_match() {
        let text = "It begins far away, goes on for quite a while, and then the month end comes\nwith all of it.";
        let at = text.find("month end").unwrap();
        let (out, marks) = excerpt(text, at, std::slice::from_ref(&(at..at + 9)), 40);
        assert_eq!(out, "…and then the month end comes with all …");
        assert_eq!(out.get(marks[0].clone()), Some("month end"));
        let (out, marks) = excerpt("month end", 0, std::slice::from_ref(&(0..9)), 40);
        assert_eq!((out.as_str(), marks.first()), ("month end", Some(&(0..9))));
    }

    proptest! {
        #[test]
        fn any_line_can_be_cut(text in any::<String>(), from in 0_usize..20, columns in 0_usize..30) {
            let from = (0..=from).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let range = from..text.len();
            let (out, marks) = excerpt(&text, from, std::slice::from_ref(&range), columns);
            for mark in marks {
                prop_assert!(out.get(mark).is_some());
            }
        }
    }
}
