//! Which lines of a session show what was asked for, and where.

use super::hit::{Hit, Row, Said};
use super::query::{Phrase, Query, What};
use super::words;
use crate::session::Role;
use std::ops::Range;

/// How many slips a word is forgiven: one from four letters on, two from eight on.
pub(super) fn slips(word: &str) -> u8 {
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Something that can be shown in a line or a name.
struct Mark<'a> {
    phrase: &'a Phrase,
    /// Slips that are forgiven.
    slips: usize,
    shows: Shows,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Words,
    Feeling,
    Name,
}

/// What is to be marked for a query.
pub(super) struct Marker<'a> {
    marks: Vec<Mark<'a>>,
    /// Words count in these steps alone; where there are none, everywhere.
    steps: &'a [String],
    near: bool,
    line: Line,
}

/// The words of a line, folded, in buffers that are used again.
#[derive(Default)]
struct Line {
    folded: String,
    words: Vec<(Range<usize>, Range<usize>)>,
    one: String,
}

impl Line {
    fn read(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        let mut at = 0;
        while let Some(range) = words::next(text, at) {
            at = range.end;
            words::fold(text.get(range.clone()).unwrap_or_default(), &mut self.one);
            if !self.one.is_empty() {
                let begin = self.folded.len();
                self.folded.push_str(&self.one);
                self.words.push((range, begin..self.folded.len()));
            }
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.folded.get(self.words.get(at)?.1.clone())
    }

    /// Where a mark stands in the line.
    fn find(&self, mark: &Mark<'_>, to: &mut Vec<Range<usize>>) {
        let asked = &mark.phrase.words;
        let Some(last) = asked.len().checked_sub(1) else {
            return;
        };
        for at in 0..self.words.len().saturating_sub(last) {
            let all = asked.iter().enumerate().all(|(i, asked)| {
                self.word(at + i).is_some_and(|word| {
                    is_meant(word, asked, mark.phrase.open_end && i == last, mark.slips)
                })
            });
            if let (true, Some(first), Some(end)) =
                (all, self.words.get(at), self.words.get(at + last))
            {
                to.push(first.0.start..end.0.end);
            }
        }
    }
}

fn is_meant(word: &str, asked: &str, open_end: bool, slips: usize) -> bool {
    if word == asked || (open_end && word.starts_with(asked)) {
        return true;
    }
    if slips == 0 {
        return false;
    }
    if !open_end {
        return strsim::osa_distance(word, asked) <= slips;
    }
    let long = asked.chars().count();
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.skip(long.saturating_sub(slips + 1))
        .take(2 * slips + 1)
        .filter_map(|end| word.get(..end))
        .any(|begin| strsim::osa_distance(begin, asked) <= slips)
}

/// Apart from each other and in order.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

impl<'a> Marker<'a> {
    /// A marker for a query; `steps` are those in which its words have to stand, `near` says that slips are forgiven.
    pub(super) fn new(query: &'a Query, steps: &'a [String], near: bool) -> Self {
        let marks = query.clauses.iter().filter(|c| !c.without);
        let marks = marks.filter_map(|clause| {
            let (phrase, shows) = match &clause.what {
                What::Words(phrase) => (phrase, Shows::Words),
                What::Feeling(phrase) => (phrase, Shows::Feeling),
                What::Person(phrase) => (phrase, Shows::Name),
                _ => return None,
            };
            let forgiven = match phrase.words.as_slice() {
                [word] if near && shows == Shows::Words => slips(word),
                _ => 0,
            };
            Some(Mark {
                phrase,
                slips: usize::from(forgiven),
                shows,
            })
        });
        Self {
            marks: marks.collect(),
            steps,
            near,
            line: Line::default(),
        }
    }

    /// What a session shows of it.
    pub(super) fn hit(&mut self, row: Row, lines: impl Iterator<Item = Said>) -> Hit {
        let mut hit = Hit {
            name: self.name(&row),
            row,
            line: None,
            ranges: Vec::new(),
            lines: Vec::new(),
            near: self.near,
        };
        if !self.marks.iter().any(|m| m.shows != Shows::Name) {
            return hit;
        }
        let mut best = 0;
        for said in lines {
            if !self.steps.is_empty() && !self.steps.contains(&said.step) {
                continue;
            }
            let (shown, ranges) = self.line(&said);
            if shown > 0 {
                hit.lines.push(said.n);
            }
            if shown > best {
                best = shown;
                hit.ranges = apart(ranges);
                hit.line = Some(said);
            }
        }
        hit
    }

    /// How many of the marks a line shows, and where.
    fn line(&mut self, said: &Said) -> (usize, Vec<Range<usize>>) {
        self.line.read(&said.text);
        let mut ranges = Vec::new();
        let mut shown = 0;
        for mark in &self.marks {
            let fits = match mark.shows {
                Shows::Words => true,
                Shows::Feeling => said.role == Role::Feeling,
                Shows::Name => false,
            };
            if fits {
                let before = ranges.len();
                self.line.find(mark, &mut ranges);
                shown += usize::from(ranges.len() > before);
            }
        }
        (shown, ranges)
    }

    fn name(&mut self, row: &Row) -> Vec<Range<usize>> {
        let Some(person) = row.person.as_ref().filter(|p| !p.is_me()) else {
            return Vec::new();
        };
        self.line.read(&person.name);
        let mut ranges = Vec::new();
        for mark in &self.marks {
            let anywhere = mark.shows == Shows::Words && self.steps.is_empty();
            if anywhere || mark.shows == Shows::Name {
                self.line.find(mark, &mut ranges);
            }
        }
        apart(ranges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_by_length() {
        let cases = [
            ("worried", "woried", false, 1, true),
            ("worried", "wroried", false, 1, true),
            ("worried", "wrroid", false, 1, false),
            ("deadlines", "deadlnie", true, 2, true),
            ("deadlines", "dedlin", true, 1, true),
            ("deadlines", "sedlin", true, 1, false),
            ("cat", "car", false, 0, false),
        ];
        for (word, asked, open, slips, meant) in cases {
            assert_eq!(is_meant(word, asked, open, slips), meant, "{word} {asked}");
        }
        assert_eq!([slips("cat"), slips("José"), slips("deadline")], [0, 1, 2]);
    }

    #[test]
    fn ranges_are_in_order_and_apart() {
        assert_eq!(apart(vec![4..6, 0..2, 1..3, 6..7]), [0..3, 4..7]);
    }
}
