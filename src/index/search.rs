//! Asking the index.

use super::error::IndexError;
use super::hit::{Found, Hit, Page, Row};
use super::letters::{Begins, latin};
use super::mark::{Marker, slips};
use super::open::{Index, Opened};
use super::placed::{Placed, step_number};
use super::query::{Clause, Phrase, Query, What};
use super::record::{Lines, OPEN, UNREAD, ended_word, mode_word, viability_word};
use super::schema::ORDER;
use super::sort::{Sort, Sorted};
use jiff::civil::Date;
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tantivy::collector::{Collector, Count, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, FuzzyTermQuery, InvertedIndexRangeQuery, Occur,
    Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};
use tantivy::{TantivyDocument, Term};

/// Fewer hits than this are few: then slips are forgiven.
const FEW: usize = 3;
/// Steps whose ids begin alike, at most.
const MOST_STEPS: usize = 64;

impl Index {
    /// What the index has of it. Where there is no index yet, nothing.
    ///
    /// # Errors
    /// When the index is broken; [`Index::refresh`] makes it anew.
    pub fn search(&self, query: &Query, page: Page) -> Result<Found, IndexError> {
        let Some(opened) = self.opened().inspect_err(|_| self.forget())? else {
            return Ok(Found::default());
        };
        let found = catch_unwind(AssertUnwindSafe(|| search(&opened, query, page)));
        let found =
            found.unwrap_or_else(|_| Err(IndexError::Broken("it cannot be read".to_owned())));
        // What is broken is looked at anew next time, and not written over by what is open.
        found.inspect_err(|_| self.forget())
    }

    /// Asks something else of what is open; nothing comes of it where there is no index yet.
    pub(super) fn asking<T: Default>(
        &self,
        query: &Query,
        ask: impl FnOnce(&Asking<'_>) -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        let Some(opened) = self.opened().inspect_err(|_| self.forget())? else {
            return Ok(T::default());
        };
        let asked = catch_unwind(AssertUnwindSafe(|| {
            let searcher = opened.reader.searcher();
            let steps = steps(&opened, &searcher, query)?;
            ask(&Asking {
                opened: &opened,
                searcher: &searcher,
                query,
                steps,
            })
        }));
        let asked =
            asked.unwrap_or_else(|_| Err(IndexError::Broken("it cannot be read".to_owned())));
        asked.inspect_err(|_| self.forget())
    }

    /// How many sessions it has.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn len(&self) -> Result<usize, IndexError> {
        let opened = self.opened()?;
        let many = opened.map_or(0, |o| o.reader.searcher().num_docs());
        Ok(usize::try_from(many).unwrap_or(usize::MAX))
    }

    /// How many sessions could not be read when they were looked at: nothing that was said in them is found.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn unread(&self) -> Result<usize, IndexError> {
        let Some(opened) = self.opened()? else {
            return Ok(0);
        };
        let term = Term::from_field_text(opened.fields.has, UNREAD);
        let asked = TermQuery::new(term, IndexRecordOption::Basic);
        Ok(opened.reader.searcher().search(&asked, &Count)?)
    }

    /// Whether it has none.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub fn is_empty(&self) -> Result<bool, IndexError> {
        Ok(self.len()? == 0)
    }
}

fn search(opened: &Opened, query: &Query, page: Page) -> Result<Found, IndexError> {
    let searcher = opened.reader.searcher();
    let asking = Asking {
        opened,
        searcher: &searcher,
        query,
        steps: steps(opened, &searcher, query)?,
    };
    let exact = asking.asked(false)?;
    let top = |asked: &dyn Asked, limit| asking.top(asked, page.sort, limit);
    let (total, newest) = top(&exact, page.from.saturating_add(page.most))?;
    let mut found = Found {
        hits: asking.hits(&newest, page.from, page.most, false)?,
        total,
        near: 0,
    };
    let forgiving = page.slips && total < FEW && query.clauses.iter().any(may_slip);
    if forgiving {
        let near = BooleanQuery::new(vec![
            (Occur::Must, Box::new(asking.asked(true)?) as Box<dyn Asked>),
            (Occur::MustNot, Box::new(exact)),
        ]);
        let from = page.from.saturating_sub(total);
        let most = page.most.saturating_sub(found.hits.len());
        let (count, newest) = top(&near, from.saturating_add(most))?;
        found.near = count;
        found.hits.extend(asking.hits(&newest, from, most, true)?);
    }
    Ok(found)
}

fn may_slip(clause: &Clause) -> bool {
    matches!(&clause.what, What::Words(phrase)
        if !clause.without && matches!(phrase.words.as_slice(), [word] if slips(word) > 0))
}

/// The ids of the steps in which words have to stand.
fn steps(opened: &Opened, searcher: &Searcher, query: &Query) -> Result<Vec<String>, IndexError> {
    let mut ids = Vec::new();
    for clause in query.clauses.iter().filter(|c| !c.without) {
        if let What::Step(begin) = &clause.what {
            ids.extend(steps_of(opened, searcher, begin)?);
        }
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// The step with this id, or those whose ids begin so.
fn steps_of(opened: &Opened, searcher: &Searcher, begin: &str) -> Result<Vec<String>, IndexError> {
    let mut ids = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(opened.fields.step)?;
        let stream = index.terms().range().ge(begin.as_bytes()).into_stream();
        let mut stream = stream.map_err(IndexError::io("read"))?;
        while stream.advance() && ids.len() < MOST_STEPS {
            match std::str::from_utf8(stream.key()) {
                Ok(id) if id.starts_with(begin) => ids.push(id.to_owned()),
                _ => break,
            }
        }
    }
    if ids.iter().any(|id| id == begin) {
        ids.retain(|id| id == begin);
    }
    Ok(ids)
}

/// A query on its way into the index.
pub(super) struct Asking<'a> {
    opened: &'a Opened,
    pub(super) searcher: &'a Searcher,
    query: &'a Query,
    steps: Vec<String>,
}

type Part = Box<dyn Asked>;

fn any(parts: Vec<Part>) -> Part {
    Box::new(BooleanQuery::union(parts))
}

impl Asking<'_> {
    /// How many there are, and where those lie that come first.
    fn top(&self, asked: &dyn Asked, sort: Sort, limit: usize) -> Result<Newly, IndexError> {
        if sort == Sort::Newest {
            return Ok(self.searcher.search(asked, &Newest { limit })?);
        }
        let (count, kept) = self.searcher.search(asked, &Sorted { sort, limit })?;
        Ok((count, kept.into_iter().map(|(_, at)| (0, at)).collect()))
    }

    /// The ids of all steps.
    pub(super) fn all_steps(&self) -> Result<Vec<String>, IndexError> {
        steps_of(self.opened, self.searcher, "")
    }

    /// The whole query. With `near`, words may have slips.
    pub(super) fn asked(&self, near: bool) -> Result<BooleanQuery, IndexError> {
        let mut parts: Vec<(Occur, Part)> = Vec::new();
        for clause in &self.query.clauses {
            let occur = if clause.without {
                Occur::MustNot
            } else {
                Occur::Must
            };
            parts.push((occur, self.part(clause, near)?));
        }
        if !parts.iter().any(|(occur, _)| *occur == Occur::Must) {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(BooleanQuery::new(parts))
    }

    fn part(&self, clause: &Clause, near: bool) -> Result<Part, IndexError> {
        let fields = &self.opened.fields;
        let word = |field, word: &str| -> Part {
            let term = Term::from_field_text(field, word);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        Ok(match &clause.what {
            What::Words(phrase) => self.words(phrase, clause.without, near && may_slip(clause)),
            What::Person(phrase) => phrased(fields.person, phrase, false),
            What::PersonId(id) => word(fields.person_id, id),
            What::Organisation(phrase) => phrased(fields.organisation, phrase, false),
            What::Script(phrase) => phrased(fields.script, phrase, false),
            What::Feeling(phrase) => phrased(fields.feeling, phrase, false),
            What::Mode(mode) => word(fields.mode, mode_word(*mode)),
            What::Viability(viability) => word(fields.viability, viability_word(*viability)),
            What::Open => word(fields.has, OPEN),
            What::Ended(how) => word(fields.ended, ended_word(*how)),
            What::Step(begin) => {
                let ids = steps_of(self.opened, self.searcher, begin)?;
                any(ids.iter().map(|id| word(fields.step, id)).collect())
            }
            What::Began { from, to } => began(fields.day, *from, *to),
        })
    }

    fn words(&self, phrase: &Phrase, without: bool, near: bool) -> Part {
        let fields = &self.opened.fields;
        let in_steps = self
            .query
            .clauses
            .iter()
            .any(|c| !c.without && matches!(c.what, What::Step(_)));
        if in_steps && !without {
            // A single letter that is still being typed would be half of all words: it is not bound to the step yet.
            if let Some(letter) = self.letter(phrase) {
                return letter;
            }
            return Box::new(Placed {
                field: fields.words,
                phrase: phrase.clone(),
                slips: match phrase.words.as_slice() {
                    [word] if near => slips(word),
                    _ => 0,
                },
                steps: Some(self.steps.iter().map(|id| step_number(id)).collect()),
            });
        }
        if let Some(letter) = self.letter(phrase) {
            return letter;
        }
        any(vec![
            phrased(fields.words, phrase, near),
            phrased(fields.names, phrase, near),
        ])
    }

    /// Words that begin with a single letter, where nothing but that is asked for.
    fn letter(&self, phrase: &Phrase) -> Option<Part> {
        let ([word], true) = (phrase.words.as_slice(), phrase.open_end) else {
            return None;
        };
        let mut letters = word.chars();
        let (letter, None) = (letters.next()?, letters.next()) else {
            return None;
        };
        if let Some(bit) = latin(letter) {
            return Some(Box::new(Begins(bit)));
        }
        let term = Term::from_field_text(self.opened.fields.letters, word);
        Some(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
    }

    /// The sessions of a page, with their lines.
    fn hits(
        &self,
        newest: &[(u64, DocAddress)],
        from: usize,
        most: usize,
        near: bool,
    ) -> Result<Vec<Hit>, IndexError> {
        let mut marker = Marker::new(self.query, &self.steps, near);
        let page = newest.iter().skip(from).take(most);
        page.map(|(_, address)| self.hit(*address, &mut marker))
            .collect()
    }

    fn hit(&self, address: DocAddress, marker: &mut Marker<'_>) -> Result<Hit, IndexError> {
        let broken = |_| IndexError::Broken("what it shows cannot be read".to_owned());
        let doc: TantivyDocument = self.searcher.doc(address)?;
        let text = |field: Field| doc.get_first(field);
        let row = text(self.opened.fields.row);
        let row = row.and_then(|v| v.as_str()).unwrap_or_default();
        let row: Row = serde_json::from_str(row).map_err(broken)?;
        let lines = text(self.opened.fields.lines);
        let lines = lines.and_then(|v| v.as_str()).unwrap_or_default();
        let lines: Lines = serde_json::from_str(lines).map_err(broken)?;
        let steps = row.steps.clone();
        Ok(marker.hit(row, lines.said(&steps)))
    }
}

/// What is larger than all words that begin so: no word goes on with the largest character there is.
pub(super) fn behind(begin: &str) -> String {
    format!("{begin}{}", char::MAX)
}

/// A phrase in a field.
fn phrased(field: Field, phrase: &Phrase, near: bool) -> Part {
    let term = |word: &String| Term::from_field_text(field, word);
    match phrase.words.as_slice() {
        [] => Box::new(EmptyQuery),
        [word] if near => {
            let slips = slips(word);
            Box::new(if phrase.open_end {
                FuzzyTermQuery::new_prefix(term(word), slips, true)
            } else {
                FuzzyTermQuery::new(term(word), slips, true)
            })
        }
        [word] if phrase.open_end => {
            let end = behind(word);
            Box::new(InvertedIndexRangeQuery::new(
                Bound::Included(term(word)),
                Bound::Excluded(Term::from_field_text(field, &end)),
            ))
        }
        [word] => Box::new(TermQuery::new(term(word), IndexRecordOption::Basic)),
        _ => Box::new(Placed {
            field,
            phrase: phrase.clone(),
            slips: 0,
            steps: None,
        }),
    }
}

fn began(field: Field, from: Option<Date>, to: Option<Date>) -> Part {
    let day = |date: Date| {
        let since = date.duration_since(jiff::civil::date(1970, 1, 1));
        Bound::Included(Term::from_field_i64(field, since.as_hours() / 24))
    };
    if from.is_none() && to.is_none() {
        return Box::new(AllQuery);
    }
    Box::new(RangeQuery::new(
        from.map_or(Bound::Unbounded, day),
        to.map_or(Bound::Unbounded, day),
    ))
}

/// Counts all, and keeps the newest.
struct Newest {
    limit: usize,
}

type Newly = (usize, Vec<(u64, DocAddress)>);

struct NewestOf {
    order: Column<u64>,
    segment: SegmentOrdinal,
    limit: usize,
    count: usize,
    /// Only what is newer than this can still be among them.
    least: u64,
    kept: Vec<(u64, DocAddress)>,
    /// The orders of a block of documents, read in one go: one by one they would be most of the time of a search.
    orders: Vec<Option<u64>>,
}

impl Collector for Newest {
    type Fruit = Newly;
    type Child = NewestOf;

    fn for_segment(
        &self,
        segment_local_id: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<NewestOf> {
        Ok(NewestOf {
            order: segment.fast_fields().u64(ORDER)?,
            segment: segment_local_id,
            limit: self.limit,
            count: 0,
            least: 0,
            kept: Vec::new(),
            orders: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Newly>) -> tantivy::Result<Newly> {
        let count = segments.iter().map(|(count, _)| count).sum();
        let mut all: Vec<_> = segments.into_iter().flat_map(|(_, kept)| kept).collect();
        newest(&mut all, self.limit);
        Ok((count, all))
    }
}

fn newest(all: &mut Vec<(u64, DocAddress)>, limit: usize) {
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.truncate(limit);
}

impl SegmentCollector for NewestOf {
    type Fruit = Newly;

    fn collect(&mut self, doc: DocId, _score: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.count += docs.len();
        if self.limit == 0 {
            return;
        }
        let mut orders = std::mem::take(&mut self.orders);
        orders.clear();
        orders.resize(docs.len(), None);
        self.order.first_vals(docs, &mut orders);
        for (doc, order) in docs.iter().zip(&orders) {
            let order = order.unwrap_or_default();
            if order >= self.least {
                self.keep(order, *doc);
            }
        }
        self.orders = orders;
    }

    fn harvest(mut self) -> Newly {
        newest(&mut self.kept, self.limit);
        (self.count, self.kept)
    }
}

impl NewestOf {
    fn keep(&mut self, order: u64, doc: DocId) {
        self.kept.push((order, DocAddress::new(self.segment, doc)));
        if self.kept.len() >= 2 * self.limit + 64 {
            newest(&mut self.kept, self.limit);
            self.least = self.kept.last().map_or(0, |(order, _)| *order);
        }
    }
}
