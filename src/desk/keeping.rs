//! The index, kept right while the program runs: how that goes, as the machine knows it.

use super::Shelf;
use crate::app::Event;
use crate::app::library::{Indexed, News};
use crate::index::{Index, Keeper, News as Kept, Refreshed};
use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often all files are looked at, though nobody asked for it.
const EVERY: Duration = Duration::from_secs(300);
/// How often it is told how far reading is.
const OFTEN: Duration = Duration::from_millis(100);
/// Fewer are read before anybody has seen it.
const FEW: usize = 20;

/// Keeps the index. Ends when it is dropped, without being waited for.
#[derive(Debug)]
pub struct Keeping {
    keeper: Keeper,
}

impl Keeping {
    /// Begins to keep the index of a shelf. `report` is called from several threads.
    ///
    /// # Errors
    /// When there can be no further thread.
    pub fn start(
        shelf: &Shelf,
        report: impl Fn(Event) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (index, library) = (shelf.index().clone(), shelf.library().clone());
        let theirs = index.clone();
        let told = Mutex::new(None::<Instant>);
        let keeper = Keeper::start(index, library, EVERY, move |news| {
            if let Some(indexed) = indexed(&theirs, news, &told) {
                report(Event::Library(News::Index(indexed)));
            }
        })?;
        Ok(Self { keeper })
    }

    /// Looks at all files as soon as it can.
    pub fn look(&self) {
        self.keeper.look();
    }

    /// Looks at one session as soon as it can.
    pub fn look_at(&self, id: &str) {
        self.keeper.look_at(id);
    }
}

fn indexed(index: &Index, news: Kept, told: &Mutex<Option<Instant>>) -> Option<Indexed> {
    Some(match news {
        Kept::Progress(progress) if progress.all < FEW => return None,
        Kept::Progress(progress) => {
            // One for each session is more than anybody can see.
            let mut told = told.try_lock().ok()?;
            if told.is_some_and(|at| at.elapsed() < OFTEN) {
                return None;
            }
            *told = Some(Instant::now());
            Indexed::Reading {
                done: progress.done,
                all: progress.all,
            }
        }
        Kept::Looked(Refreshed::Current { read, gone }) => Indexed::Current {
            changed: read + gone > 0,
            sessions: index.len().unwrap_or(0),
        },
        Kept::Looked(Refreshed::Busy) => Indexed::Elsewhere,
        Kept::Looked(Refreshed::Stopped) => return None,
        Kept::Failed(why) => Indexed::Failed(format!("searching may miss the newest: {why}")),
    })
}
