//! What differs between the files and the index.

use super::error::IndexError;
use super::open::Opened;
use super::record::{Known, halves, whole};
use super::schema::{ID_HIGH, ID_LOW, PERSON_KEY, PERSON_STAMP, STAMP};
use crate::store::SessionFile;
use std::collections::HashMap;

/// What has to be done.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Files to read: new ones and those that were changed, the newest first.
    pub(super) read: Vec<SessionFile>,
    /// Ids in the index that have to go: files that are gone, and those that come again.
    pub(super) drop: Vec<String>,
    /// How many of these have no file any more.
    pub(super) gone: usize,
}

impl Change {
    pub(super) fn is_none(&self) -> bool {
        self.read.is_empty() && self.drop.is_empty()
    }
}

/// What the index has of a session.
struct Kept {
    stamp: u64,
    current: bool,
}

/// Compares what the index has with the files as they are.
pub(super) fn change(
    opened: &Opened,
    files: Vec<SessionFile>,
    known: &Known,
) -> Result<Change, IndexError> {
    let mut kept = kept(opened, known)?;
    let mut change = Change::default();
    for file in files {
        let Some(halves) = halves(&file.id) else {
            continue;
        };
        match kept.remove(&halves) {
            Some(kept) if kept.current && kept.stamp == file.stamp.number() => {}
            Some(_) => {
                change.drop.push(file.id.clone());
                change.read.push(file);
            }
            None => change.read.push(file),
        }
    }
    change.gone = kept.len();
    change
        .drop
        .extend(kept.keys().map(|(high, low)| whole(*high, *low)));
    Ok(change)
}

fn kept(opened: &Opened, known: &Known) -> Result<HashMap<(u64, u64), Kept>, IndexError> {
    let searcher = opened.reader.searcher();
    let many = usize::try_from(searcher.num_docs()).unwrap_or(0);
    let mut kept = HashMap::with_capacity(many);
    for segment in searcher.segment_readers() {
        let column = |name| segment.fast_fields().u64(name);
        let (high, low) = (column(ID_HIGH)?, column(ID_LOW)?);
        let (stamp, key, person) = (column(STAMP)?, column(PERSON_KEY)?, column(PERSON_STAMP)?);
        for doc in segment.doc_ids_alive() {
            let (Some(high), Some(low)) = (high.first(doc), low.first(doc)) else {
                return Err(IndexError::Broken("a session has no id".to_owned()));
            };
            let key = key.first(doc).unwrap_or_default();
            let now = Kept {
                stamp: stamp.first(doc).unwrap_or_default(),
                current: person.first(doc) == Some(known.stamp(key)),
            };
            if kept.insert((high, low), now).is_some() {
                return Err(IndexError::Broken("a session is in it twice".to_owned()));
            }
        }
    }
    Ok(kept)
}
