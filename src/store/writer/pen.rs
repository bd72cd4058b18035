//! The pen: the one thread that writes a session's files, in the order in which things were handed in.

use super::journal::{Journal, draft_beside};
use super::report::{Failure, Report};
use super::shared::{Alive, Job, Shared};
use super::slip::Slip;
use super::syncer::{AGAIN, Outcome, SyncWork};
use crate::session::Draft;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;

pub(super) struct Pen<'a> {
    pub(super) shared: &'a Shared,
    pub(super) journal: Journal,
    pub(super) slip: Slip,
    /// The newest draft that is not written yet.
    pending: Option<(Draft, u64)>,
    /// When a failed write is tried again.
    pub(super) journal_again: Option<Instant>,
    draft_again: Option<Instant>,
    /// The last failure that was told and still holds.
    trouble: Option<Failure>,
    /// The last sync of that file failed.
    pub(super) unsynced: bool,
    pub(super) draft_unsynced: bool,
    /// What the syncer was last asked to bring to the disk; 0 to ask again.
    pub(super) asked: u64,
    /// The path is to be looked at, though all is synced.
    pub(super) look: bool,
    /// How many jobs were taken.
    taken: u64,
    pub(super) deadline: Option<Instant>,
}

/// The thread's body.
pub(super) fn run(shared: &Shared, journal: Journal, slip: Slip) {
    let _alive = Alive::pen(shared);
    let mut pen = Pen {
        shared,
        journal,
        slip,
        pending: None,
        journal_again: None,
        draft_again: None,
        trouble: None,
        unsynced: false,
        draft_unsynced: false,
        asked: 0,
        look: false,
        taken: 0,
        deadline: None,
    };
    if !pen.journal.is_synced() {
        // A new session goes to the disk before anything is handed in.
        pen.journal_again = Some(Instant::now());
    }
    while pen.turn() {}
    // The files are closed, and the lock let go, before anybody hears that we are done.
    drop(pen);
    let mut state = shared.lock();
    state.sync = SyncWork::default();
    state.outcomes.clear();
}

impl Pen<'_> {
    /// Waits for something to do and does it; `false` when all is over.
    fn turn(&mut self) -> bool {
        let (jobs, outcomes) = self.wait();
        for outcome in outcomes {
            self.hear(outcome);
        }
        for job in jobs {
            self.take(job);
        }
        self.flush();
        self.publish();
        self.recover();
        !self.is_over()
    }

    fn wait(&mut self) -> (Vec<Job>, Vec<Outcome>) {
        let mut state = self.shared.lock();
        loop {
            let closes = state.closing.is_some() && self.deadline.is_none();
            if closes {
                self.deadline = state.closing;
                self.journal_again = self.journal_again.map(|_| Instant::now());
                self.draft_again = self.draft_again.map(|_| Instant::now());
            }
            // A draft waits for the entries before it.
            let again = self.journal_again.or(self.draft_again);
            let wake = again.into_iter().chain(self.deadline).min();
            let now = Instant::now();
            let due = wake.is_some_and(|at| at <= now);
            if closes || due || !state.jobs.is_empty() || !state.outcomes.is_empty() {
                self.taken = state.handed;
                let jobs = std::mem::take(&mut state.jobs).into();
                return (jobs, std::mem::take(&mut state.outcomes));
            }
            let limit = wake.map(|at| at - now);
            state = Shared::wait(&self.shared.work, state, limit);
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Entry(entry) => self.journal.push(&entry),
            Job::Draft(draft, count) => self.pending = Some((draft, count)),
            Job::Elsewhere(path) => match self.move_to(path.clone()) {
                Ok(()) => self.moved(path),
                Err(e) => {
                    let why = format!("{}: {e}", path.display());
                    self.shared.say(Report::ElsewhereFailed(why));
                }
            },
        }
    }

    pub(super) fn moved(&mut self, path: PathBuf) {
        self.shared.lock().path.clone_from(&path);
        self.on_disk(self.journal.length());
        self.shared.say(Report::SavedElsewhere(path));
    }

    pub(super) fn move_to(&mut self, path: PathBuf) -> io::Result<()> {
        let beside = draft_beside(&path);
        if beside.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.journal.settle_at(path)?;
        self.slip = Slip::new(beside, self.slip.wrapper.clone());
        self.journal_again = None;
        self.draft_again = None;
        self.unsynced = false;
        self.draft_unsynced = false;
        if self.pending.is_none() {
            let state = self.shared.lock();
            let draft = state.draft.clone().map(|d| (d, state.drafts_handed));
            self.pending = draft;
        }
        Ok(())
    }

    /// Writes what can be written now: entries first, then the newest draft. A draft never overtakes an
    /// entry, since it would hide the text that the entry is made of.
    fn flush(&mut self) {
        let now = Instant::now();
        if self.journal_again.is_none_or(|at| at <= now) {
            let moved = std::sync::Arc::clone(&self.journal.file);
            self.journal_again = None;
            if let Err(failure) = self.journal.write() {
                self.journal_again = Some(now + self.pause());
                self.fail(failure);
            } else if !std::sync::Arc::ptr_eq(&moved, &self.journal.file) {
                // Placed anew, and synced on the way.
                self.on_disk(self.journal.length());
            }
        }
        if self.journal.is_written() && self.draft_again.is_none_or(|at| at <= now) {
            self.draft_again = None;
            if let Err(failure) = self.write_draft() {
                self.draft_again = Some(now + self.pause());
                self.fail(failure);
            }
        }
    }

    /// Says so when a failure is over: after those who wait were told, so that waiting works again.
    fn recover(&mut self) {
        let calm = self.journal.is_written() && self.pending.is_none() && !self.slip.lost;
        if calm && !self.unsynced && !self.draft_unsynced && self.trouble.take().is_some() {
            self.shared.lock().trouble = None;
            self.shared.say(Report::Recovered);
        }
    }

    fn write_draft(&mut self) -> Result<(), Failure> {
        if self.slip.lost {
            self.slip.again()?;
            self.ask_for_draft_sync();
        }
        if let Some((draft, count)) = &self.pending {
            self.slip.write(draft, *count)?;
            self.pending = None;
            self.ask_for_draft_sync();
        }
        Ok(())
    }

    fn pause(&self) -> std::time::Duration {
        if self.deadline.is_some() {
            AGAIN / 4
        } else {
            AGAIN
        }
    }

    pub(super) fn fail(&mut self, failure: Failure) {
        if self.trouble.as_ref() == Some(&failure) {
            return;
        }
        self.trouble = Some(failure.clone());
        self.shared.lock().trouble = Some(failure.why.clone());
        let Failure { kind, why } = failure;
        self.shared.say(Report::Failed { kind, why });
    }

    /// Lets the syncer know, and those who wait for the kernel.
    fn publish(&mut self) {
        let target = self.journal.target(std::mem::take(&mut self.look));
        let target = target.filter(|t| t.upto != self.asked);
        self.asked = target.as_ref().map_or(self.asked, |t| t.upto);
        let grown = if self.journal.is_synced() {
            self.slip.grown()
        } else {
            None
        };
        let written = self.journal.is_written() && self.pending.is_none();
        let mut state = self.shared.lock();
        let wake = target.is_some() || grown.is_some();
        if target.is_some() {
            state.sync.journal = target;
        }
        if grown.is_some() {
            state.sync.anew = grown;
        }
        state.blocked = !written;
        if written {
            state.done = self.taken;
            self.shared.done.store(self.taken, Ordering::Release);
        }
        let kernel = state.owed && state.done == state.handed;
        if kernel {
            state.owed = false;
        }
        drop(state);
        self.shared.settled.notify_all();
        if wake {
            self.shared.sync.notify_one();
        }
        if kernel {
            self.shared.say(Report::Kernel);
        }
    }

    pub(super) fn ask_for_draft_sync(&mut self) {
        let Some((target, named)) = self.slip.target() else {
            return;
        };
        let now = Instant::now();
        let mut state = self.shared.lock();
        let since = state.sync.draft_since;
        state.sync.draft = Some(target);
        state.sync.draft_named |= named;
        state.sync.draft_since = Some(since.unwrap_or(now));
        drop(state);
        // One that sleeps on an earlier draft wakes by itself.
        if since.is_none() {
            self.shared.sync.notify_one();
        }
    }

    pub(super) fn on_disk(&mut self, upto: u64) {
        if let Some((count, n)) = self.journal.synced(upto) {
            let mut state = self.shared.lock();
            let count = count.min(state.unsynced.len());
            state.unsynced.drain(..count);
            drop(state);
            self.shared.say(Report::Synced { n });
        }
    }
}
