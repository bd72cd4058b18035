//! The orders in which sessions can be had, beside the newest first: read from numbers that stand beside each document.

use super::error::IndexError;
use super::hit::Row;
use super::open::Index;
use super::query::Query;
use super::record::whole;
use super::schema::{ID_HIGH, ID_LOW, LENGTH, NAME_HIGH, NAME_LOW, ORDER, WARMTH};
use crate::text::folded;
use tantivy::collector::{Collector, Count, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// The order of what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By the person's name, each with the newest first.
    Person,
    /// The warmest first.
    Warmest,
    /// The longest first.
    Longest,
}

/// The larger, the earlier in the list.
type Key = [u64; 3];

/// What was collected: how many there are, and those that come first.
pub(super) type Kept = (usize, Vec<(Key, DocAddress)>);

/// How warm a session was on the whole, in thousandths; 0 without a feeling.
pub(super) fn warmth(row: &Row) -> u64 {
    let felt = || row.steps.iter().map(|s| s.warmth).filter(|w| *w > 0.0);
    let count = u16::try_from(felt().count()).unwrap_or(u16::MAX);
    if count == 0 {
        return 0;
    }
    let mean = felt().sum::<f32>() / f32::from(count);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a mean of intensities lies between 0 and 5"
    )]
    let thousandths = (mean.clamp(0.0, 5.0) * 1_000.0).round() as u64;
    thousandths
}

/// The beginning of a person's name as two numbers that are ordered as the names are; the largest for nobody.
pub(super) fn name(row: &Row) -> (u64, u64) {
    let Some(person) = row.person.as_ref().filter(|p| !p.is_me()) else {
        return (u64::MAX, u64::MAX);
    };
    let mut bytes = folded(&person.name).into_bytes();
    bytes.resize(16, 0);
    let number = |from: usize| {
        let eight = bytes.iter().skip(from).take(8);
        eight.fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    };
    (number(0), number(8))
}

/// Counts all, and keeps those that come first.
pub(super) struct Sorted {
    pub(super) sort: Sort,
    pub(super) limit: usize,
}

pub(super) struct SortedOf {
    columns: Vec<(Column<u64>, bool)>,
    segment: SegmentOrdinal,
    limit: usize,
    count: usize,
    kept: Vec<(Key, DocAddress)>,
}

impl Collector for Sorted {
    type Fruit = Kept;
    type Child = SortedOf;

    fn for_segment(
        &self,
        at: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SortedOf> {
        // Whether the smaller number comes first.
        let columns: &[(&str, bool)] = match self.sort {
            Sort::Newest => &[(ORDER, false)],
            Sort::Oldest => &[(ORDER, true)],
            Sort::Person => &[(NAME_HIGH, true), (NAME_LOW, true), (ORDER, false)],
            Sort::Warmest => &[(WARMTH, false), (ORDER, false)],
            Sort::Longest => &[(LENGTH, false), (ORDER, false)],
        };
        let open = |(name, up): &(&str, bool)| Ok((segment.fast_fields().u64(name)?, *up));
        Ok(SortedOf {
            columns: columns.iter().map(open).collect::<tantivy::Result<_>>()?,
            segment: at,
            limit: self.limit,
            count: 0,
            kept: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Kept>) -> tantivy::Result<Kept> {
        let count = segments.iter().map(|(count, _)| count).sum();
        let mut all: Vec<_> = segments.into_iter().flat_map(|(_, kept)| kept).collect();
        first(&mut all, self.limit);
        Ok((count, all))
    }
}

fn first(all: &mut Vec<(Key, DocAddress)>, limit: usize) {
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.truncate(limit);
}

impl SegmentCollector for SortedOf {
    type Fruit = Kept;

    fn collect(&mut self, doc: DocId, _score: Score) {
        self.count += 1;
        if self.limit == 0 {
            return;
        }
        let mut key = Key::default();
        for (to, (column, up)) in key.iter_mut().zip(&self.columns) {
            let number = column.first(doc).unwrap_or_default();
            *to = if *up { !number } else { number };
        }
        self.kept.push((key, DocAddress::new(self.segment, doc)));
        if self.kept.len() >= self.limit.saturating_mul(2).saturating_add(64) {
            first(&mut self.kept, self.limit);
        }
    }

    fn harvest(mut self) -> Kept {
        first(&mut self.kept, self.limit);
        (self.count, self.kept)
    }
}

impl Index {
    /// The ids of all that have just what was asked for, the newest first, without anything else of them being read.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn ids(&self, query: &Query) -> Result<Vec<String>, IndexError> {
        self.asking(query, |asking| {
            let newest = Sorted {
                sort: Sort::Newest,
                limit: usize::MAX,
            };
            let searcher = asking.searcher;
            let (_, all) = searcher.search(&asking.asked(false)?, &newest)?;
            let halves = |segment: &SegmentReader| -> tantivy::Result<_> {
                let fast = segment.fast_fields();
                Ok((fast.u64(ID_HIGH)?, fast.u64(ID_LOW)?))
            };
            let segments = searcher.segment_readers().iter().map(halves);
            let segments = segments.collect::<tantivy::Result<Vec<_>>>()?;
            let id = |(_, at): (Key, DocAddress)| {
                let (high, low) = segments.get(usize::try_from(at.segment_ord).ok()?)?;
                Some(whole(high.first(at.doc_id)?, low.first(at.doc_id)?))
            };
            Ok(all.into_iter().filter_map(id).collect())
        })
    }

    /// How many have just what was asked for.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn count(&self, query: &Query) -> Result<usize, IndexError> {
        self.asking(query, |asking| {
            Ok(asking.searcher.search(&asking.asked(false)?, &Count)?)
        })
    }

    /// The ids of all steps that something was kept in.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn steps(&self) -> Result<Vec<String>, IndexError> {
        self.asking(&Query::default(), |asking| {
            let mut ids = asking.all_steps()?;
            ids.sort();
            ids.dedup();
            Ok(ids)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::PersonRef;

    fn called(name: &str) -> Row {
        Row {
            person: Some(PersonRef {
                id: "x".into(),
                name: name.into(),
                organisation: None,
            }),
            ..serde_json::from_str(r#"{"id":"x","script":"","title":""}"#).unwrap()
        }
    }

    #[test]
    fn names_are_ordered_as_people_order_them() {
        let names = [
            "Ana",
            "ána ruiz",
            "Ana Weiss",
            "Christopher Adams",
            "christopher brown",
            "Øre",
            "王",
        ];
        let keys: Vec<_> = names.iter().map(|n| name(&called(n))).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        let nobody = Row {
            person: None,
            ..called("")
        };
        assert!(name(&nobody) > name(&called("王")));
        assert_eq!(name(&called("")), (0, 0));
    }

    #[test]
    fn warmth_is_that_of_the_steps_with_a_feeling() {
        let step = |warmth| super::super::hit::Step {
            id: "x".into(),
            warmth,
        };
        let row = Row {
            steps: vec![step(4.0), step(0.0), step(3.0)],
            ..called("x")
        };
        assert_eq!(warmth(&row), 3_500);
        assert_eq!(warmth(&called("x")), 0);
    }
}
