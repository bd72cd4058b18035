//! The fields of the index: one document for a session.

use super::words::WordTokenizer;
use tantivy::Index;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{RawTokenizer, TextAnalyzer};

/// What the form of the index is called. Another name than this one means that it is thrown away and made anew: to be changed with
/// whatever changes what stands in a document.
pub(super) const FORMAT: &str = "mineral index 5, tantivy 0.27\n";

const WORDS: &str = "words";
const RAW: &str = "as-it-is";

/// Numbers by document, which the program reads itself.
pub(super) const ID_HIGH: &str = "id-high";
pub(super) const ID_LOW: &str = "id-low";
pub(super) const STAMP: &str = "stamp";
pub(super) const PERSON_KEY: &str = "person-key";
pub(super) const PERSON_STAMP: &str = "person-stamp";
pub(super) const ORDER: &str = "order";
pub(super) const LINES: &str = "places";
pub(super) const LATIN: &str = "latin";
pub(super) const LENGTH: &str = "length";
pub(super) const WARMTH: &str = "warmth";
pub(super) const NAME_HIGH: &str = "name-high";
pub(super) const NAME_LOW: &str = "name-low";

/// Handles on the fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The session's id, to delete by.
    pub(super) id: Field,
    /// The id as two numbers, to compare with the files.
    pub(super) id_high: Field,
    pub(super) id_low: Field,
    /// What the file was when it was read.
    pub(super) stamp: Field,
    /// Whose session it is, and what was known of them.
    pub(super) person_key: Field,
    pub(super) person_stamp: Field,
    /// The larger, the newer.
    pub(super) order: Field,
    /// What else a list may be ordered by.
    pub(super) length: Field,
    pub(super) warmth: Field,
    pub(super) name_high: Field,
    pub(super) name_low: Field,
    /// The day it began on, in days since 1970.
    pub(super) day: Field,
    /// All that was said and noted.
    pub(super) words: Field,
    /// For each line the place of its first word among them, and its step.
    pub(super) places: Field,
    /// First letters of words, a bit for each of `a` to `z` and `0` to `9`.
    pub(super) latin: Field,
    /// First letters that are none of these.
    pub(super) letters: Field,
    /// Names of the person and the organisation: a word may stand there as well.
    pub(super) names: Field,
    pub(super) person: Field,
    pub(super) person_id: Field,
    pub(super) organisation: Field,
    pub(super) script: Field,
    pub(super) feeling: Field,
    pub(super) mode: Field,
    pub(super) step: Field,
    pub(super) viability: Field,
    pub(super) has: Field,
    pub(super) ended: Field,
    /// What a list shows, as JSON.
    pub(super) row: Field,
    /// The lines, as JSON.
    pub(super) lines: Field,
}

impl Fields {
    /// The schema, and the handles on it.
    pub(super) fn new() -> (Schema, Self) {
        let mut b = Schema::builder();
        let number = || NumericOptions::default().set_fast();
        let text = |tokenizer: &str, detail| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(detail)
                .set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing)
        };
        let placed = IndexRecordOption::WithFreqsAndPositions;
        let plain = IndexRecordOption::Basic;
        let fields = Self {
            id: b.add_text_field("id", text(RAW, plain)),
            id_high: b.add_u64_field(ID_HIGH, number()),
            id_low: b.add_u64_field(ID_LOW, number()),
            stamp: b.add_u64_field(STAMP, number()),
            person_key: b.add_u64_field(PERSON_KEY, number()),
            person_stamp: b.add_u64_field(PERSON_STAMP, number()),
            order: b.add_u64_field(ORDER, number()),
            length: b.add_u64_field(LENGTH, number()),
            warmth: b.add_u64_field(WARMTH, number()),
            name_high: b.add_u64_field(NAME_HIGH, number()),
            name_low: b.add_u64_field(NAME_LOW, number()),
            day: b.add_i64_field("day", number()),
            words: b.add_text_field("words", text(WORDS, placed)),
            places: b.add_u64_field(LINES, number()),
            latin: b.add_u64_field(LATIN, number()),
            letters: b.add_text_field("letters", text(RAW, plain)),
            names: b.add_text_field("names", text(WORDS, placed)),
            person: b.add_text_field("person", text(WORDS, placed)),
            person_id: b.add_text_field("person-id", text(RAW, plain)),
            organisation: b.add_text_field("organisation", text(WORDS, placed)),
            script: b.add_text_field("script", text(WORDS, placed)),
            feeling: b.add_text_field("feeling", text(WORDS, placed)),
            mode: b.add_text_field("mode", text(RAW, plain)),
            step: b.add_text_field("step", text(RAW, plain)),
            viability: b.add_text_field("viability", text(RAW, plain)),
            has: b.add_text_field("has", text(RAW, plain)),
            ended: b.add_text_field("ended", text(RAW, plain)),
            row: b.add_text_field("row", STORED),
            lines: b.add_text_field("lines", STORED),
        };
        (b.build(), fields)
    }
}

/// Tells the index how texts are cut.
pub(super) fn register(index: &Index) {
    let tokenizers = index.tokenizers();
    tokenizers.register(WORDS, TextAnalyzer::from(WordTokenizer::default()));
    tokenizers.register(RAW, TextAnalyzer::from(RawTokenizer::default()));
}
