//! Looks up and keeps what the screens over many sessions ask for, off the keys' way.

use super::{Incoming, Line};
use crate::app::{Event, LedgerEffect, LedgerEvent, Now};
use crate::desk::{DeskError, Shelf};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

/// Looking up may take so long before one is told how far it is.
const QUIET: Duration = Duration::from_secs(1);
/// How often one is told.
const STEP: Duration = Duration::from_millis(200);

/// Something to be kept.
type Task = (Shelf, LedgerEffect, Now);

/// Whoever looks up and keeps.
#[derive(Debug)]
pub(super) struct Clerk {
    line: Line,
    /// What is looked up last: what was asked before is of no use any more.
    newest: Arc<AtomicU64>,
    keeper: Option<(Sender<Task>, JoinHandle<()>)>,
}

impl Clerk {
    pub(super) fn new(line: Line) -> Self {
        Self {
            line,
            newest: Arc::default(),
            keeper: None,
        }
    }

    /// Carries out what is asked. What comes of it goes to the driver.
    pub(super) fn perform(&mut self, from: Shelf, effect: LedgerEffect, now: Now) {
        if effect.keeps() {
            self.keep(from, effect, now);
        } else {
            self.look_up(from, effect, now);
        }
    }

    fn look_up(&self, from: Shelf, effect: LedgerEffect, now: Now) {
        let (line, newest) = (self.line.clone(), Arc::clone(&self.newest));
        let writes = effect.writes();
        let mine = if writes {
            0
        } else {
            newest.fetch_add(1, Ordering::Relaxed) + 1
        };
        tokio::task::spawn_blocking(move || {
            let began = Instant::now();
            let mut told: Option<Instant> = None;
            let mut going = |at: usize, all: usize| {
                if told.is_none_or(|t| t.elapsed() > STEP) && began.elapsed() > QUIET {
                    told = Some(Instant::now());
                    let progress = LedgerEvent::Progress(at, all);
                    line.send(Incoming::Event(Event::Ledger(progress)));
                }
                let wanted = writes || newest.load(Ordering::Relaxed) == mine;
                wanted && !line.is_closed()
            };
            let found = from.ledger(effect, now, &mut going);
            if let Some(event) = event(found) {
                line.send(Incoming::Event(event));
            }
        });
    }

    /// What is kept is kept in its turn, on a thread of its own: the disk may take a while.
    fn keep(&mut self, from: Shelf, effect: LedgerEffect, now: Now) {
        if self.keeper.is_none() {
            match keeper(self.line.clone()) {
                Ok(keeper) => self.keeper = Some(keeper),
                Err(e) => {
                    let why =
                        format!("this was not kept, since the system is short of threads: {e}");
                    self.line.send(Incoming::Event(Event::Failed(why)));
                }
            }
        }
        if let Some((sender, _)) = &self.keeper {
            // The thread ends only after this end of the channel is gone.
            let _ = sender.send((from, effect, now));
        }
    }

    /// Waits until all that was to be kept is.
    pub(super) fn finish(&mut self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        if let Some((sender, thread)) = self.keeper.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// A thread that keeps one thing after the other.
fn keeper(line: Line) -> io::Result<(Sender<Task>, JoinHandle<()>)> {
    let (sender, receiver) = channel::<Task>();
    let thread = Builder::new().name("mineral-ledger".to_owned());
    let thread = thread.spawn(move || {
        for (from, effect, now) in receiver {
            let touched = match effect.session() {
                Some(session) => Incoming::Touched(session.to_owned()),
                // Who somebody is stands in all of their sessions.
                None => Incoming::Moved,
            };
            let kept = from.ledger(effect, now, &mut |_, _| true);
            if kept.is_ok() {
                line.send(touched);
            }
            if let Some(event) = event(kept) {
                line.send(Incoming::Event(event));
            }
        }
    })?;
    Ok((sender, thread))
}

/// What is told of it; nothing where something else was asked for meanwhile.
fn event(found: Result<LedgerEvent, DeskError>) -> Option<Event> {
    match found {
        Ok(event) => Some(Event::Ledger(event)),
        Err(DeskError::Stopped) => None,
        Err(error) => Some(Event::Failed(error.sentence())),
    }
}
