//! A thread that answers the library, so that no key waits. What waits to be answered is replaced by what is asked next.

use super::Shelf;
use crate::app::Event;
use crate::app::library::Wish;
use jiff::civil::Date;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Answers questions, one after the other. Ends when it is dropped, without being waited for.
#[derive(Debug)]
pub struct Finder {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    /// The newest of each kind, in the order in which they are answered.
    wishes: Vec<(Wish, Shelf, Date)>,
    ended: bool,
}

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // What stands in it is whole at any moment.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Finder {
    /// Whether a wish is one for it.
    pub fn takes(wish: &Wish) -> bool {
        matches!(
            wish,
            Wish::Find(_) | Wish::Peek(_) | Wish::All(_) | Wish::Choices(_)
        )
    }

    /// Begins to answer. `report` is called from a thread of its own.
    ///
    /// # Errors
    /// When there can be no further thread.
    pub fn start(report: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::Builder::new()
            .name("mineral-find".to_owned())
            .spawn(move || answer(&theirs, &report))?;
        Ok(Self { shared })
    }

    /// Asks. What was asked before and waits still is forgotten, where it is of the same kind.
    pub fn ask(&self, wish: Wish, all: Shelf, today: Date) {
        let mut waiting = self.shared.waiting();
        let kind = std::mem::discriminant(&wish);
        waiting
            .wishes
            .retain(|(other, ..)| std::mem::discriminant(other) != kind);
        waiting.wishes.push((wish, all, today));
        drop(waiting);
        self.shared.changed.notify_one();
    }
}

impl Drop for Finder {
    fn drop(&mut self) {
        self.shared.waiting().ended = true;
        self.shared.changed.notify_one();
    }
}

fn answer(shared: &Shared, report: &impl Fn(Event)) {
    loop {
        let mut waiting = shared.waiting();
        while waiting.wishes.is_empty() && !waiting.ended {
            waiting = shared
                .changed
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.ended {
            return;
        }
        let (wish, all, today) = waiting.wishes.remove(0);
        drop(waiting);
        if let Some(news) = all.told(&wish, today) {
            report(Event::Library(news));
        }
    }
}
