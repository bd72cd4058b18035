//! Documents on their way into the index. Reading is quicker than indexing, and what waits in between costs memory: so only a few do.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// Documents that are on their way at the same time, at most.
const MOST: usize = 128;

/// How many are on their way.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Mutex<usize>,
    less: Condvar,
}

impl Queue {
    /// A place in it, as soon as there is one.
    pub(super) fn enter(self: &Arc<Self>, document: TantivyDocument) -> Queued {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting >= MOST {
            let woken = self.less.wait(waiting);
            waiting = woken.unwrap_or_else(PoisonError::into_inner);
        }
        *waiting += 1;
        Queued {
            document,
            queue: Arc::clone(self),
        }
    }
}

/// A document on its way; it leaves the queue when it is indexed, or thrown away.
#[derive(Debug)]
pub(super) struct Queued {
    document: TantivyDocument,
    queue: Arc<Queue>,
}

impl Drop for Queued {
    fn drop(&mut self) {
        let waiting = self.queue.waiting.lock();
        *waiting.unwrap_or_else(PoisonError::into_inner) -= 1;
        self.queue.less.notify_one();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}
