//! Words that stand one behind the other, and, where that is asked for, in certain steps. The index knows at which word each line begins
//! and in which step it stands; so places are enough to tell, and no word has to be kept twice.

use super::query::Phrase;
use super::schema::LINES;
use super::search::behind;
use std::cmp::Reverse;
use std::ops::Range;
use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, FuzzyTermQuery, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    BitSet, DocId, DocSet, HasLen, InvertedIndexReader, Score, SegmentReader, TERMINATED, Term,
};

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
        let found = self.found(reader)?;
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let there = self.scorer(reader, 1.0)?.seek(doc) == doc;
        Ok(Explanation::new("in steps", if there { 1.0 } else { 0.0 }))
    }
}

impl Placed {
    fn found(&self, reader: &SegmentReader) -> tantivy::Result<BitSet> {
        let index = reader.inverted_index(self.field)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut places = Places::new(reader, self.steps.as_deref())?;
        let Some((last, before)) = self.phrase.words.split_last() else {
            return Ok(found);
        };
        let mut words = Vec::with_capacity(before.len() + 1);
        for word in before {
            let term = Term::from_field_text(self.field, word);
            match index.read_postings(&term, PLACED)? {
                Some(postings) => words.push(postings),
                // It is nowhere in this segment.
                None => return Ok(found),
            }
        }
        let ends = self.ends(&index, last)?;
        let end =
            |info| Ok::<_, tantivy::TantivyError>(index.read_postings_from_terminfo(info, PLACED)?);
        match (ends.as_slice(), words.is_empty()) {
            ([one], false) => {
                words.push(end(one)?);
                places.collect(&mut words, |doc, _| {
                    found.insert(doc);
                });
            }
            (ends, false) => {
                let mut begun = Begun::new(reader.max_doc());
                places.collect(&mut words, |doc, first| begun.add(doc, first, before.len()));
                for info in ends {
                    begun.ended(end(info)?, &mut places.other, &mut found);
                }
            }
            (ends, true) => {
                for info in ends {
                    places.single(end(info)?, &mut found);
                }
            }
        }
        Ok(found)
    }

    /// All that the last word can be, what is in most sessions first: these the others need not look at again.
    fn ends(&self, index: &InvertedIndexReader, word: &str) -> tantivy::Result<Vec<TermInfo>> {
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
        infos.sort_unstable_by_key(|info| Reverse(info.doc_freq));
        Ok(infos)
    }
}

const PLACED: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// Documents in which a phrase has begun, and where its last word would have to stand.
struct Begun {
    docs: Vec<DocId>,
    /// Where the places of each document end among all.
    ends: Vec<usize>,
    places: Vec<u32>,
    /// Those that have not been found yet.
    open: BitSet,
}

impl Begun {
    fn new(many: u32) -> Self {
        Self {
            docs: Vec::new(),
            ends: Vec::new(),
            places: Vec::new(),
            open: BitSet::with_max_value(many),
        }
    }

    fn add(&mut self, doc: DocId, first: &[u32], words: usize) {
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        self.docs.push(doc);
        let places = first.iter().map(|place| place.saturating_add(words));
        self.places.extend(places);
        self.ends.push(self.places.len());
        self.open.insert(doc);
    }

    /// Finds the documents in which the phrase goes on with this word. Whichever is less goes first.
    fn ended(&mut self, mut word: SegmentPostings, there: &mut Vec<u32>, found: &mut BitSet) {
        if self.docs.len() < HasLen::len(&word) {
            for at in 0..self.docs.len() {
                let doc = self.docs.get(at).copied().unwrap_or(TERMINATED);
                if self.open.contains(doc) && reach(&mut word, doc) {
                    self.look(at, doc, &mut word, there, found);
                }
            }
            return;
        }
        let mut from = 0;
        let mut doc = word.doc();
        while doc != TERMINATED {
            if self.open.contains(doc) {
                let rest = self.docs.get(from..).unwrap_or_default();
                from += rest.partition_point(|other| *other < doc);
                self.look(from, doc, &mut word, there, found);
            }
            doc = word.advance();
        }
    }

    fn look(
        &mut self,
        at: usize,
        doc: DocId,
        word: &mut SegmentPostings,
        there: &mut Vec<u32>,
        found: &mut BitSet,
    ) {
        let begin = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = begin.copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(begin);
        let places = self.places.get(begin..end).unwrap_or_default();
        word.positions(there);
        if places
            .iter()
            .any(|place| there.binary_search(place).is_ok())
        {
            self.open.remove(doc);
            found.insert(doc);
        }
    }
}

/// Goes on to a document; says whether it is there.
fn reach(word: &mut SegmentPostings, doc: DocId) -> bool {
    let at = word.doc();
    (if at < doc { word.seek(doc) } else { at }) == doc
}

/// Where words of a document stand, and where they may stand.
struct Places<'a> {
    steps: Option<(Column<u64>, &'a [u32])>,
    allowed: Vec<Range<u32>>,
    first: Vec<u32>,
    other: Vec<u32>,
}

impl<'a> Places<'a> {
    fn new(reader: &SegmentReader, steps: Option<&'a [u32]>) -> tantivy::Result<Self> {
        let steps = match steps {
            Some(steps) => Some((reader.fast_fields().u64(LINES)?, steps)),
            None => None,
        };
        Ok(Self {
            steps,
            allowed: Vec::new(),
            first: Vec::new(),
            other: Vec::new(),
        })
    }

    /// The documents in which the words stand one behind the other, in an allowed line, with the places of the first one. The
    /// rarest word leads.
    fn collect(&mut self, words: &mut [SegmentPostings], mut take: impl FnMut(DocId, &[u32])) {
        let rarest = words.iter().enumerate().min_by_key(|(_, w)| w.doc_freq());
        let Some(lead) = rarest.map(|(at, _)| at) else {
            return;
        };
        let mut doc = words.get(lead).map_or(TERMINATED, DocSet::doc);
        while doc != TERMINATED {
            if words.iter_mut().all(|word| reach(word, doc)) && self.in_line(doc, words) {
                take(doc, &self.first);
            }
            doc = words.get_mut(lead).map_or(TERMINATED, DocSet::advance);
        }
    }

    /// The documents in which a word stands in an allowed line, but for those that were found already.
    fn single(&mut self, mut word: SegmentPostings, found: &mut BitSet) {
        let mut doc = word.doc();
        while doc != TERMINATED {
            if !found.contains(doc) && self.in_line(doc, std::slice::from_mut(&mut word)) {
                found.insert(doc);
            }
            doc = word.advance();
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
