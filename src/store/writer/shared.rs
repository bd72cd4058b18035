//! What the hand, the pen and the syncer share: one lock, three conditions. Nobody touches a file while
//! holding the lock.

use super::report::{Report, Unsaved};
use super::syncer::{Outcome, SyncWork};
use crate::session::{Draft, Entry};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Something for the pen.
#[derive(Debug)]
pub(super) enum Job {
    Entry(Entry),
    /// With its count among all drafts.
    Draft(Draft, u64),
    Elsewhere(PathBuf),
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) jobs: VecDeque<Job>,
    /// How many jobs were handed in.
    pub(super) handed: u64,
    /// How many of them are with the kernel.
    pub(super) done: u64,
    /// The pen cannot write at the moment; waiting for it is idle.
    pub(super) blocked: bool,
    /// Somebody waited in vain and is to hear when all is with the kernel.
    pub(super) owed: bool,
    /// News from the syncer for the pen.
    pub(super) outcomes: Vec<Outcome>,
    /// What is to be synced.
    pub(super) sync: SyncWork,
    /// When all must be over.
    pub(super) closing: Option<Instant>,
    /// The pen has laid itself down.
    pub(super) pen_done: bool,
    /// How many of the two threads live.
    pub(super) alive: u8,
    /// The entries that are not on disk yet.
    pub(super) unsynced: VecDeque<Entry>,
    /// The newest draft.
    pub(super) draft: Option<Draft>,
    pub(super) drafts_handed: u64,
    pub(super) drafts_synced: u64,
    /// The highest number of an entry.
    pub(super) last: u32,
    /// The reason of the last failure that still holds.
    pub(super) trouble: Option<String>,
    /// Where the session is.
    pub(super) path: PathBuf,
}

impl State {
    /// Whether a draft has words that are in no entry.
    pub(super) fn is_live(&self, draft: &Draft) -> bool {
        draft.n > self.last && !draft.text.is_empty()
    }

    /// What would be lost if the machine went dark now.
    pub(super) fn unsaved(&self) -> Option<Unsaved> {
        let pending = self.drafts_handed > self.drafts_synced;
        let draft = self.draft.clone();
        let draft = draft.filter(|d| pending && self.is_live(d));
        if self.unsynced.is_empty() && draft.is_none() {
            return None;
        }
        let why = self.trouble.clone();
        Some(Unsaved {
            entries: self.unsynced.iter().cloned().collect(),
            draft,
            why: why.unwrap_or_else(|| "the disk did not answer in time".to_owned()),
        })
    }
}

type Listener = Box<dyn Fn(Report) + Send + Sync>;

pub(super) struct Shared {
    state: Mutex<State>,
    /// The pen waits here.
    pub(super) work: Condvar,
    /// The hand waits here.
    pub(super) settled: Condvar,
    /// The syncer waits here.
    pub(super) sync: Condvar,
    /// `State::done`, to be looked at without the lock.
    pub(super) done: AtomicU64,
    listener: Listener,
}

impl Shared {
    pub(super) fn new(state: State, listener: Listener) -> Self {
        Self {
            state: Mutex::new(state),
            work: Condvar::new(),
            settled: Condvar::new(),
            sync: Condvar::new(),
            done: AtomicU64::new(0),
            listener,
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits on a condition; at most so long, for ever without a limit.
    pub(super) fn wait<'a>(
        on: &Condvar,
        state: MutexGuard<'a, State>,
        limit: Option<Duration>,
    ) -> MutexGuard<'a, State> {
        match limit {
            None => on.wait(state).unwrap_or_else(PoisonError::into_inner),
            Some(limit) => {
                on.wait_timeout(state, limit)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
        }
    }

    /// Tells the listener. Never called with the lock held; a listener that panics must not cost words.
    pub(super) fn say(&self, report: Report) {
        let _ = catch_unwind(AssertUnwindSafe(|| (self.listener)(report)));
    }
}

/// Counts a thread as gone however it ends.
pub(super) struct Alive<'a> {
    shared: &'a Shared,
    pen: bool,
}

impl<'a> Alive<'a> {
    pub(super) fn pen(shared: &'a Shared) -> Self {
        Self { shared, pen: true }
    }

    pub(super) fn syncer(shared: &'a Shared) -> Self {
        Self { shared, pen: false }
    }
}

impl Drop for Alive<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.alive = state.alive.saturating_sub(1);
        state.pen_done |= self.pen;
        drop(state);
        self.shared.settled.notify_all();
        self.shared.sync.notify_all();
    }
}
