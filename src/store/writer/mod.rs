//! The writer of a running session: takes words without ever waiting for a disk, and loses none.
//!
//! Three parties: the hand (whoever holds the [`Writer`]), the pen (the thread that writes), and the
//! syncer (the thread that waits for the disk). They meet in `Shared`.

mod journal;
mod news;
mod pen;
mod report;
mod shared;
mod slip;
mod syncer;

pub use report::{FailKind, Report, Unsaved};

use super::cover::Wrapper;
use super::error::StoreError;
use super::library::draft_path;
use super::stream::Tail;
use crate::session::{Draft, Entry};
use journal::Journal;
pub(super) use journal::write_once;
use shared::{Job, Shared, State};
use slip::Slip;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};
use syncer::SyncWork;

/// How long dropping a writer that was not finished may take.
const LAST_CHANCE: Duration = Duration::from_millis(500);

/// The longest wait that a clock can reckon with.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// How long to look before sleeping.
const GLANCE: Duration = Duration::from_micros(100);

/// The writer of a session that runs. It holds the session's lock.
pub struct Writer {
    shared: Arc<Shared>,
    finished: bool,
}

/// What a writer begins with.
pub(super) struct Begin {
    path: PathBuf,
    file: File,
    bytes: Vec<u8>,
    tail: Tail,
    /// Files and directories that are new with this session and not on disk yet.
    pub(super) unsynced: Vec<PathBuf>,
    /// The highest number in the session.
    pub(super) last: u32,
    /// What stands in the draft's file.
    pub(super) draft: Option<Draft>,
    /// What lies around the documents of both files.
    pub(super) wrappers: (Wrapper, Wrapper),
}

impl Begin {
    /// A file, locked, and its bytes.
    pub(super) fn new(path: PathBuf, file: File, bytes: Vec<u8>, tail: Tail) -> Self {
        Self {
            path,
            file,
            bytes,
            tail,
            unsynced: Vec::new(),
            last: 0,
            draft: None,
            wrappers: (Wrapper::default(), Wrapper::default()),
        }
    }
}

impl Writer {
    pub(super) fn start(
        begin: Begin,
        report: impl Fn(Report) + Send + Sync + 'static,
    ) -> Result<Self, StoreError> {
        let path = begin.path;
        let (wrapper, drafts) = begin.wrappers;
        let slip = Slip::new(draft_path(&path), drafts);
        let mut journal = Journal::new(path.clone(), begin.file, begin.bytes, &begin.tail, wrapper);
        if !begin.unsynced.is_empty() {
            journal.is_new();
        }
        let state = State {
            last: begin.last,
            draft: begin.draft,
            path: path.clone(),
            alive: 2,
            sync: SyncWork {
                births: begin.unsynced,
                ..SyncWork::default()
            },
            ..State::default()
        };
        let shared = Arc::new(Shared::new(state, Box::new(report)));
        let failed = |source| StoreError::Io {
            action: "given a thread to write it",
            path: path.clone(),
            source,
        };
        let pen = Arc::clone(&shared);
        thread::Builder::new()
            .name("mineral-writer".to_owned())
            .spawn(move || pen::run(&pen, journal, slip))
            .map_err(failed)?;
        let writer = Self {
            shared: Arc::clone(&shared),
            finished: false,
        };
        thread::Builder::new()
            .name("mineral-sync".to_owned())
            .spawn(move || syncer::run(&shared))
            .map_err(failed)?;
        Ok(writer)
    }

    /// Hands in an entry. Never waits.
    pub fn append(&self, entry: Entry) {
        let mut state = self.shared.lock();
        state.last = state.last.max(entry.n);
        state.unsynced.push_back(entry.clone());
        state.jobs.push_back(Job::Entry(entry));
        state.handed += 1;
        drop(state);
        self.shared.work.notify_one();
    }

    /// Hands in what stands in the input now, also when that is nothing. Never waits. After an entry,
    /// hand in the draft of the next number, even if it is empty.
    pub fn draft(&self, draft: Draft) {
        let mut state = self.shared.lock();
        state.handed += 1;
        state.drafts_handed += 1;
        let count = state.drafts_handed;
        state.draft = Some(draft.clone());
        let job = Job::Draft(draft, count);
        match state.jobs.back_mut() {
            Some(last @ Job::Draft(..)) => *last = job,
            _ => state.jobs.push_back(job),
        }
        drop(state);
        self.shared.work.notify_one();
    }

    /// Waits until `write` has returned for everything handed in so far; `false` when that takes longer
    /// than `within`, and at once when it is known not to work. Then [`Report::Kernel`] follows when all
    /// is with the kernel after all.
    pub fn settle(&self, within: Duration) -> bool {
        let mut state = self.shared.lock();
        let wanted = state.handed;
        if state.done >= wanted {
            return true;
        }
        let until = Instant::now() + within.min(LONGEST);
        if !state.blocked {
            drop(state);
            if self.looked(wanted, until) {
                return true;
            }
            state = self.shared.lock();
        }
        loop {
            if state.done >= wanted {
                return true;
            }
            let now = Instant::now();
            if state.blocked || state.pen_done || now >= until {
                state.owed = true;
                return false;
            }
            state = Shared::wait(&self.shared.settled, state, Some(until - now));
        }
    }

    /// Looks for a moment without sleeping: most writes are over before a thread could be woken again.
    fn looked(&self, wanted: u64, until: Instant) -> bool {
        let until = until.min(Instant::now() + GLANCE);
        while Instant::now() < until {
            if self.shared.done.load(Ordering::Acquire) >= wanted {
                return true;
            }
            thread::yield_now();
        }
        false
    }

    /// Saves the whole session at another path, which must be free, and the draft beside it with
    /// `.draft` at the end of its name. The session goes on there. [`Report::SavedElsewhere`] or
    /// [`Report::ElsewhereFailed`] follows.
    pub fn elsewhere(&self, path: PathBuf) {
        // Where the program is may change.
        let path = std::path::absolute(&path).unwrap_or(path);
        let mut state = self.shared.lock();
        state.jobs.push_back(Job::Elsewhere(path));
        state.handed += 1;
        drop(state);
        self.shared.work.notify_one();
    }

    /// Where the session is written.
    pub fn path(&self) -> PathBuf {
        self.shared.lock().path.clone()
    }

    /// Writes and syncs all that is left; takes the draft's file away when it has no words that are not
    /// in the session. Never takes longer than `within`.
    ///
    /// # Errors
    /// What is not on disk then, word for word, and why.
    pub fn finish(mut self, within: Duration) -> Result<(), Unsaved> {
        self.close(within)
    }

    fn close(&mut self, within: Duration) -> Result<(), Unsaved> {
        self.finished = true;
        let until = Instant::now() + within.min(LONGEST);
        let mut state = self.shared.lock();
        state.closing = Some(until);
        self.shared.work.notify_one();
        self.shared.sync.notify_one();
        while state.alive > 0 {
            let now = Instant::now();
            if now >= until {
                break;
            }
            state = Shared::wait(&self.shared.settled, state, Some(until - now));
        }
        state.unsaved().map_or(Ok(()), Err)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.finished {
            // Whoever wants to know finishes.
            let _ = self.close(LAST_CHANCE);
        }
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}
