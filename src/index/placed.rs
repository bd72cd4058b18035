//! Words that stand one behind the other, and, where that is asked for, in certain steps. The index knows at which word each line begins
//! and in which step it stands; so places are enough to tell, and no word has to be kept twice.

use super::query::Phrase;
use super::schema::LINES;
use super::search::behind;
use std::ops::Range;
use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, FuzzyTermQuery, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, Term};

/// A step as lines carry it in the index: a number for its id.
pub(super) fn step_number(id: &str) -> u32 {
    let mut number = [0; 4];
    let mut hasher = blake3::Hasher::new();
    hasher.update(id.as_bytes());
    hasher.finalize_xof().fill(&mut number);
    u32::from_le_bytes(number)
}

/// A line as one number: the place of its first word, and its step.
pub(super) fn line_number(place: u32, step: u32) -> u64 {
    u64::from(place) << 32 | u64::from(step)
}

/// Asks for words that stand one behind the other in a line.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) field: Field,
    pub(super) phrase: Phrase,
    /// Slips that are forgiven, in a single word.
    pub(super) slips: u8,
    /// In a line of one of these steps; `None` where any will do.
    pub(super) steps: Option<Vec<u32>>,
}

impl Query for Placed {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Placed {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        let steps = self.steps.as_deref();
        let steps =
            steps.map(|steps| tantivy::Result::Ok((reader.fast_fields().u64(LINES)?, steps)));
        let mut places = Places {
            steps: steps.transpose()?,
            allowed: Vec::new(),
            first: Vec::new(),
            other: Vec::new(),
        };
        if let Some((last, before)) = self.phrase.words.split_last() {
            for end in self.ends(&index, last)? {
                let mut words = Vec::with_capacity(before.len() + 1);
                for word in before {
                    let term = Term::from_field_text(self.field, word);
                    let postings =
                        index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?;
                    words.extend(postings);
                }
                words.push(end);
                // One of them is nowhere in this segment.
                if words.len() == self.phrase.words.len() {
                    places.collect(&mut words, &mut found);
                }
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let there = self.scorer(reader, 1.0)?.seek(doc) == doc;
        Ok(Explanation::new("in steps", if there { 1.0 } else { 0.0 }))
    }
}

impl Placed {
    /// All that the last word can be.
    fn ends(
        &self,
        index: &InvertedIndexReader,
        word: &str,
    ) -> tantivy::Result<Vec<SegmentPostings>> {
        let placed = IndexRecordOption::WithFreqsAndPositions;
        let term = Term::from_field_text(self.field, word);
        let mut infos = Vec::new();
        if self.slips > 0 {
            let asked = if self.phrase.open_end {
                FuzzyTermQuery::new_prefix(term, self.slips, true)
            } else {
                FuzzyTermQuery::new(term, self.slips, true)
            };
            let automaton = asked.automaton()?;
            let mut stream = index.terms().search(&automaton).into_stream()?;
            while stream.advance() {
                infos.push(stream.value().clone());
            }
        } else if self.phrase.open_end {
            let range = index.terms().range().ge(word).lt(behind(word));
            let mut stream = range.into_stream()?;
            while stream.advance() {
                infos.push(stream.value().clone());
            }
        } else {
            infos.extend(index.get_term_info(&term)?);
        }
        infos
            .iter()
            .map(|info| Ok(index.read_postings_from_terminfo(info, placed)?))
            .collect()
    }
}

/// Where words of a document stand, and where they may stand.
struct Places<'a> {
    steps: Option<(Column<u64>, &'a [u32])>,
    allowed: Vec<Range<u32>>,
    first: Vec<u32>,
    other: Vec<u32>,
}

impl Places<'_> {
    /// The documents in which the words stand one behind the other, in an allowed line. The rarest word leads.
    fn collect(&mut self, words: &mut [SegmentPostings], found: &mut BitSet) {
        let rarest = words.iter().enumerate().min_by_key(|(_, w)| w.doc_freq());
        let Some(lead) = rarest.map(|(at, _)| at) else {
            return;
        };
        let mut doc = words.get(lead).map_or(TERMINATED, DocSet::doc);
        while doc != TERMINATED {
            let all = words.iter_mut().all(|word| {
                let at = word.doc();
                (if at < doc { word.seek(doc) } else { at }) == doc
            });
            if all && !found.contains(doc) && self.in_line(doc, words) {
                found.insert(doc);
            }
            doc = words.get_mut(lead).map_or(TERMINATED, DocSet::advance);
        }
    }

    fn in_line(&mut self, doc: DocId, words: &mut [SegmentPostings]) -> bool {
        let Some((first, others)) = words.split_first_mut() else {
            return false;
        };
        let bound = self.allow(doc);
        if bound && self.allowed.is_empty() {
            return false;
        }
        first.positions(&mut self.first);
        let (places, allowed) = (&mut self.first, &self.allowed);
        // Lines lie apart, so where the first word may stand, all that follow it may.
        places.retain(|place| !bound || allowed.iter().any(|line| line.contains(place)));
        for (behind, other) in (1_u32..).zip(others) {
            if places.is_empty() {
                return false;
            }
            other.positions(&mut self.other);
            let there = &self.other;
            places.retain(|place| there.binary_search(&(place + behind)).is_ok());
        }
        !places.is_empty()
    }

    /// Reads where the lines of the steps are; says whether there are steps at all.
    fn allow(&mut self, doc: DocId) -> bool {
        self.allowed.clear();
        let Some((lines, steps)) = &self.steps else {
            return false;
        };
        let mut open = None;
        for number in lines.values_for_doc(doc) {
            let place = u32::try_from(number >> 32).unwrap_or(u32::MAX);
            let step = u32::try_from(number & u64::from(u32::MAX)).unwrap_or(0);
            if let Some(start) = open.take() {
                self.allowed.push(start..place);
            }
            open = steps.contains(&step).then_some(place);
        }
        if let Some(start) = open {
            self.allowed.push(start..u32::MAX);
        }
        true
    }
}
