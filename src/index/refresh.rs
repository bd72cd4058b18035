//! Bringing the index up to date: what is new or changed comes in, what is gone goes out.

use super::change::{Change, change};
use super::error::IndexError;
use super::open::{Index, Opened, Writing};
use super::queue::{Queue, Queued};
use super::record::{Known, document};
use crate::store::{Library, SessionFile, StoreError};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, Term};

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Sessions that were read.
    pub done: usize,
    /// Sessions that have to be read.
    pub all: usize,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// The index is as the files are.
    Current {
        /// Sessions that were read.
        read: usize,
        /// Sessions that went.
        gone: usize,
    },
    /// Another program is doing it now.
    Busy,
    /// It was told to stop. What was done until then is kept.
    Stopped,
}

/// Told how far it has come, from several threads; says whether to go on.
pub type Watch<'a> = &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync);

/// Fewer are read without threads.
const FEW: usize = 32;
/// More are indexed with more memory.
const MANY: usize = 3_000;
/// Threads that read, at most: the disk and the user's own programs want some of the machine too.
const MOST_READERS: usize = 4;
/// After so long, what was read becomes searchable; then after twice as long, and so on. Each time costs a segment that is merged later.
const COMMIT_AFTER: Duration = Duration::from_secs(2);
/// Memory for what was read and is not written yet, for few sessions and for many.
const SMALL: usize = 15_000_000;
const LARGE: usize = 56_000_000;
/// What has more sessions than this is not merged with others any more: that takes seconds, and is not found sooner for it.
const LARGE_SEGMENT: usize = 5_000;

impl Index {
    /// Brings the index up to date with the library. An index that is broken or of another version is made anew. Where it
    /// cannot be written, it is made in memory.
    ///
    /// # Errors
    /// When the library cannot be listed, or nothing helped.
    pub fn refresh(&self, library: &Library, watch: Watch<'_>) -> Result<Refreshed, IndexError> {
        self.belongs_to(library)?;
        self.repaired(|held| self.bring_up(held, library, watch), false)
    }

    /// Throws the index away and makes it anew.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub fn rebuild(&self, library: &Library, watch: Watch<'_>) -> Result<Refreshed, IndexError> {
        self.belongs_to(library)?;
        self.repaired(|held| self.bring_up(held, library, watch), true)
    }

    /// Takes in one session as its file is now, or out when it has none.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub fn take_in(&self, library: &Library, id: &str) -> Result<Refreshed, IndexError> {
        self.belongs_to(library)?;
        self.repaired(
            |_| {
                let opened = self.made()?;
                let known = Known::new(&library.people()?);
                let read: Vec<_> = library.file(id)?.into_iter().collect();
                let change = Change {
                    gone: usize::from(read.is_empty()),
                    drop: vec![id.to_owned()],
                    read,
                };
                self.write(&opened, library, &known, &change, &|_| {
                    ControlFlow::Continue(())
                })
            },
            false,
        )
    }

    /// Does something that needs the right to write; what is broken is thrown away first, and what cannot be written is
    /// done in memory.
    fn repaired(
        &self,
        work: impl Fn(&Writing) -> Result<Refreshed, IndexError>,
        anew: bool,
    ) -> Result<Refreshed, IndexError> {
        let work = |held: &Writing| {
            catch_unwind(AssertUnwindSafe(|| work(held)))
                .unwrap_or_else(|_| Err(IndexError::Broken("it cannot be read".to_owned())))
        };
        match self.lock() {
            Ok(None) => return Ok(Refreshed::Busy),
            Ok(Some(held)) => {
                let first = if anew {
                    self.throw_away(&held).and_then(|()| work(&held))
                } else {
                    work(&held)
                };
                match first {
                    Err(IndexError::Store(e)) => return Err(IndexError::Store(e)),
                    Err(_) => {}
                    done => return done,
                }
                match self.throw_away(&held).and_then(|()| work(&held)) {
                    Err(IndexError::Store(e)) => return Err(IndexError::Store(e)),
                    Err(e) if self.in_memory() => return Err(e),
                    Err(_) => {}
                    done => return done,
                }
            }
            Err(e) if self.in_memory() => return Err(e),
            Err(_) => {}
        }
        self.go_to_memory();
        let held = self.lock()?;
        held.map_or(Ok(Refreshed::Busy), |held| work(&held))
    }

    fn bring_up(
        &self,
        _held: &Writing,
        library: &Library,
        watch: Watch<'_>,
    ) -> Result<Refreshed, IndexError> {
        let opened = self.made()?;
        let known = Known::new(&library.people()?);
        let change = change(&opened, library.files()?, &known)?;
        self.write(&opened, library, &known, &change, watch)
    }

    fn write(
        &self,
        opened: &Opened,
        library: &Library,
        known: &Known,
        change: &Change,
        watch: Watch<'_>,
    ) -> Result<Refreshed, IndexError> {
        if change.is_none() {
            return Ok(Refreshed::Current { read: 0, gone: 0 });
        }
        let mut writer = writer(opened, change.read.len())?;
        for id in &change.drop {
            writer.delete_term(Term::from_field_text(opened.fields.id, id));
        }
        let reading = Reading {
            opened,
            library,
            known,
            watch,
            files: &change.read,
            next: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
            queue: Arc::default(),
        };
        let mut commit_after = COMMIT_AFTER;
        while reading.some(&writer, Instant::now() + commit_after)? {
            writer.commit()?;
            commit_after *= 2;
        }
        writer.commit()?;
        opened.reader.reload()?;
        if reading.stopped.into_inner() {
            self.note_good(opened);
            return Ok(Refreshed::Stopped);
        }
        writer.wait_merging_threads()?;
        self.note_good(opened);
        Ok(Refreshed::Current {
            read: change.read.len(),
            gone: change.gone,
        })
    }
}

fn writer(opened: &Opened, many: usize) -> Result<IndexWriter<Queued>, IndexError> {
    let memory = if many > MANY { LARGE } else { SMALL };
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(memory)
        .num_merge_threads(1)
        .build();
    let writer = opened.index.writer_with_options(options)?;
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(0.3);
    policy.set_max_docs_before_merge(LARGE_SEGMENT);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Sessions being read.
struct Reading<'a> {
    opened: &'a Opened,
    library: &'a Library,
    known: &'a Known,
    watch: Watch<'a>,
    files: &'a [SessionFile],
    /// The one that is read next.
    next: AtomicUsize,
    done: AtomicUsize,
    stopped: AtomicBool,
    queue: Arc<Queue>,
}

impl Reading<'_> {
    /// Reads until all are read, or time is up; says whether there are more.
    fn some(&self, writer: &IndexWriter<Queued>, until: Instant) -> Result<bool, IndexError> {
        let read = || -> Result<(), IndexError> {
            while !self.stopped.load(Ordering::Relaxed) && Instant::now() < until {
                let next = self.next.fetch_add(1, Ordering::Relaxed);
                let Some(file) = self.files.get(next) else {
                    break;
                };
                self.one(writer, file)?;
            }
            Ok(())
        };
        if self.files.len() < FEW {
            read()?;
        } else {
            thread::scope(|scope| {
                let readers: Vec<_> = (0..processors().min(MOST_READERS))
                    .map(|_| scope.spawn(read))
                    .collect();
                readers
                    .into_iter()
                    .try_for_each(|reader| match reader.join() {
                        Ok(result) => result,
                        Err(_) => Err(IndexError::Broken("a reader failed".to_owned())),
                    })
            })?;
        }
        let more = self.next.load(Ordering::Relaxed) < self.files.len();
        Ok(more && !self.stopped.load(Ordering::Relaxed))
    }

    fn one(&self, writer: &IndexWriter<Queued>, file: &SessionFile) -> Result<(), IndexError> {
        let content = self.library.content(file);
        // What the disk did not give this time it may give the next: with a stamp that no file has, it is looked at again.
        let stamp = match &content {
            Err(StoreError::Io { .. }) => 0,
            _ => file.stamp.number(),
        };
        let content = content.map_err(|e| e.told());
        let fields = &self.opened.fields;
        if let Some(document) = document(fields, &file.id, stamp, content, self.known) {
            writer.add_document(self.queue.enter(document))?;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let progress = Progress {
            done,
            all: self.files.len(),
        };
        if (self.watch)(progress).is_break() {
            self.stopped.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}
