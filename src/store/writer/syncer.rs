//! The syncer: makes durable what the pen wrote, so that a slow disk never holds up a write. It changes no
//! file; what it finds goes to the pen.

use super::super::files::{self, Place};
use super::shared::{Alive, Shared, State};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, MutexGuard};
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// How old the first key is when a sync of a draft begins. A power cut is to cost no more than 100 ms and one sync: what is left of
/// them is for being woken up on a busy machine, and for the entry or the directory that is synced before it.
const DRAFT_AGE: Duration = Duration::from_millis(70);
/// How long after a failure it is tried again.
pub(super) const AGAIN: Duration = Duration::from_secs(1);

/// A file to sync.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) file: Arc<File>,
    pub(super) path: PathBuf,
    /// The session: its length. The draft: its count.
    pub(super) upto: u64,
}

/// What is to be synced.
#[derive(Debug, Default)]
pub(super) struct SyncWork {
    pub(super) journal: Option<Target>,
    /// Files and directories that are new with the session: they go to the disk before its file counts
    /// as synced.
    pub(super) births: Vec<PathBuf>,
    pub(super) draft: Option<Target>,
    /// Since when the draft waits.
    pub(super) draft_since: Option<Instant>,
    /// The draft file's name is new.
    pub(super) draft_named: bool,
    /// The bytes for a draft file begun anew, and the path it is for.
    pub(super) anew: Option<(Vec<u8>, PathBuf)>,
    /// The last sync failed: wait.
    pub(super) not_before: Option<Instant>,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Outcome {
    Journal(Target, Result<Standing, io::Error>),
    Draft(Target, Result<Standing, io::Error>),
    /// A draft file, synced, not yet in its place.
    Anew(NamedTempFile, u64, PathBuf),
    AnewFailed,
}

/// What stands at the path of a file that was synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The file, of this length.
    Ours(u64),
    Missing,
    Other,
}

enum Task {
    Journal(Target, Vec<PathBuf>),
    Draft(Target, bool),
    Anew(Vec<u8>, PathBuf),
}

/// The thread's body.
pub(super) fn run(shared: &Shared) {
    let _alive = Alive::syncer(shared);
    while let Some(task) = next(shared) {
        let (outcome, births) = perform(task);
        let mut state = shared.lock();
        state.sync.births.extend(births);
        let failed = match &outcome {
            Outcome::Journal(_, result) | Outcome::Draft(_, result) => result.is_err(),
            Outcome::Anew(..) | Outcome::AnewFailed => false,
        };
        if failed {
            let pause = if state.closing.is_some() {
                AGAIN / 4
            } else {
                AGAIN
            };
            state.sync.not_before = Some(Instant::now() + pause);
        }
        if state.pen_done {
            // Nobody hears it; a temporary file in it goes now, not after we counted as gone.
            drop(state);
            return drop(outcome);
        }
        state.outcomes.push(outcome);
        drop(state);
        shared.work.notify_one();
    }
}

/// Waits for something that is due; `None` when the pen is done.
fn next(shared: &Shared) -> Option<Task> {
    let mut state = shared.lock();
    loop {
        if state.pen_done {
            return None;
        }
        match due(&mut state) {
            Ok(task) => return Some(task),
            Err(limit) => state = Shared::wait(&shared.sync, state, limit),
        }
    }
}

/// What is due now, or how long to wait. Entries come first, so that no later draft is durable before the
/// entry that an earlier one became.
fn due(state: &mut MutexGuard<'_, State>) -> Result<Task, Option<Duration>> {
    let now = Instant::now();
    let closing = state.closing.is_some();
    let work = &mut state.sync;
    if let Some(at) = work.not_before {
        if at > now {
            return Err(Some(at - now));
        }
        work.not_before = None;
    }
    if let Some(target) = work.journal.take() {
        let births = std::mem::take(&mut work.births);
        return Ok(Task::Journal(target, births));
    }
    if let Some((bytes, path)) = work.anew.take() {
        return Ok(Task::Anew(bytes, path));
    }
    let Some(first) = work.draft_since else {
        return Err(None);
    };
    let at = first + DRAFT_AGE;
    if at > now && !closing {
        return Err(Some(at - now));
    }
    work.draft_since = None;
    let named = std::mem::take(&mut work.draft_named);
    match work.draft.take() {
        Some(target) => Ok(Task::Draft(target, named)),
        None => Err(None),
    }
}

/// What came of a task, and the new files and directories that are still to be synced.
fn perform(task: Task) -> (Outcome, Vec<PathBuf>) {
    match task {
        Task::Journal(target, births) => {
            let born = births.iter().try_for_each(|path| files::sync_path(path));
            let result = born.and_then(|()| sync(&target, false));
            let births = if result.is_err() { births } else { Vec::new() };
            (Outcome::Journal(target, result), births)
        }
        Task::Draft(target, named) => {
            let result = sync(&target, named);
            (Outcome::Draft(target, result), Vec::new())
        }
        Task::Anew(bytes, path) => match anew(&bytes, &path) {
            Ok(temp) => (Outcome::Anew(temp, bytes.len() as u64, path), Vec::new()),
            Err(_) => (Outcome::AnewFailed, Vec::new()),
        },
    }
}

fn sync(target: &Target, named: bool) -> io::Result<Standing> {
    target.file.sync_data()?;
    if named {
        files::sync_path(files::parent(&target.path))?;
    }
    // A directory that may not be entered any more does not unmake what was synced.
    Ok(standing(&target.path, &target.file).unwrap_or(Standing::Ours(target.upto)))
}

/// Looks at what stands at a file's path.
pub(super) fn standing(path: &Path, file: &File) -> io::Result<Standing> {
    Ok(match files::place(path, file)? {
        Place::Ours => Standing::Ours(file.metadata()?.len()),
        Place::Missing => Standing::Missing,
        Place::Other => Standing::Other,
    })
}

fn anew(bytes: &[u8], path: &Path) -> io::Result<NamedTempFile> {
    use std::io::Write;
    let mut temp = files::temporary(path)?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    Ok(temp)
}
