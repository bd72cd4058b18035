//! Words that begin with a letter: what one has typed first. A single letter would be half of all words; so each session has a number
//! with a bit for each letter that words in it begin with, and to ask is to look through these.

use super::schema::LATIN;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader};

/// Documents whose letters are read in one go.
const BLOCK: usize = 1024;

/// The bit of a letter or figure of ASCII; others have none.
pub(super) fn latin(letter: char) -> Option<u64> {
    let letter = u8::try_from(letter).ok()?.to_ascii_lowercase();
    match letter {
        b'a'..=b'z' => Some(1 << (letter - b'a')),
        b'0'..=b'9' => Some(1 << (26 + letter - b'0')),
        _ => None,
    }
}

/// Asks for words that begin with a letter, which is given as its bit.
#[derive(Debug, Clone)]
pub(super) struct Begins(pub(super) u64);

impl Query for Begins {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Begins {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let letters = reader.fast_fields().u64(LATIN)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut docs = Vec::with_capacity(BLOCK);
        let mut there = Vec::with_capacity(BLOCK);
        for from in (0..reader.max_doc()).step_by(BLOCK) {
            docs.clear();
            docs.extend((from..reader.max_doc()).take(BLOCK));
            there.clear();
            there.resize(docs.len(), None);
            letters.first_vals(&docs, &mut there);
            for (doc, there) in docs.iter().zip(&there) {
                if there.is_some_and(|there| there & self.0 != 0) {
                    found.insert(*doc);
                }
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let there = self.scorer(reader, 1.0)?.seek(doc) == doc;
        Ok(Explanation::new(
            "a word begins so",
            if there { 1.0 } else { 0.0 },
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_a_bit_of_its_own() {
        let all: Vec<u64> = ('a'..='z').chain('0'..='9').filter_map(latin).collect();
        let together = all.iter().fold(0, |sum, bit| sum | bit);
        assert_eq!((all.len(), together.count_ones()), (36, 36));
        assert_eq!(latin('A'), latin('a'));
        assert_eq!([latin('é'), latin('-'), latin('ж')], [None; 3]);
    }
}
