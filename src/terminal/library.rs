//! Who works behind the library: one thread keeps the index, one answers, and work with many sessions has one of its own.

use super::{Incoming, Line};
use crate::app::library::{Job, News, Wish, Worked};
use crate::app::{Effect, Event, Now};
use crate::desk::{Desk, Finder, Keeping, Shelf};
use jiff::civil::Date;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long work may take before it is said how far it is, and how often then.
const SILENT: Duration = Duration::from_millis(500);
const OFTEN: Duration = Duration::from_millis(100);

/// They, as far as they were begun.
#[derive(Debug, Default)]
pub(super) struct Behind {
    keeping: Option<Keeping>,
    finder: Option<Finder>,
    /// What is asked of it once the frame is on the screen: what answers wants a processor, and the key comes first.
    asks: Vec<(Wish, Shelf, Date)>,
    stop: Arc<AtomicBool>,
    works: Arc<AtomicBool>,
}

/// Where so many were touched, one look at all finds them sooner.
const MANY: usize = 20;
/// How long the end of the program waits for work to stop, so that nothing half written is left.
const END: Duration = Duration::from_millis(500);

impl Drop for Behind {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let begun = Instant::now();
        while self.works.load(Ordering::Acquire) && begun.elapsed() < END {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Behind {
    /// Begins to keep the index. Where there can be no thread for it, it is found when somebody searches.
    pub(super) fn keep(&mut self, all: &Shelf, line: &Line) {
        let line = line.clone();
        self.keeping = Keeping::start(all, move |event| line.send(Incoming::Event(event))).ok();
    }

    /// Looks at all sessions.
    pub(super) fn look(&self) {
        if let Some(keeping) = &self.keeping {
            keeping.look();
        }
    }

    /// Looks at sessions that were written or moved.
    pub(super) fn look_at(&self, touched: &[String]) {
        let Some(keeping) = &self.keeping else { return };
        if touched.len() > MANY {
            keeping.look();
        } else {
            for id in touched {
                keeping.look_at(id);
            }
        }
    }

    /// Asks what was to be asked. The frame has been drawn.
    pub(super) fn ask(&mut self) {
        for (wish, all, today) in self.asks.drain(..) {
            if let Some(finder) = &self.finder {
                finder.ask(wish, all, today);
            }
        }
    }

    /// Takes an effect that is for somebody here; any other comes back.
    pub(super) fn take(
        &mut self,
        effect: Effect,
        desk: &Desk,
        line: &Line,
        now: Now,
    ) -> Option<Effect> {
        match effect {
            Effect::Library(Wish::Look) => self.look(),
            Effect::Library(Wish::Stop) => self.stop.store(true, Ordering::Relaxed),
            Effect::Library(Wish::Work(job)) => self.work(job, desk, line, now),
            Effect::Library(wish) if Finder::takes(&wish) => {
                if self.finder.is_none() {
                    let line = line.clone();
                    let report = move |event| line.send(Incoming::Event(event));
                    self.finder = Finder::start(report).ok();
                }
                if self.finder.is_none() {
                    return Some(Effect::Library(wish));
                }
                self.asks.push((wish, desk.shelf(), now.at.date()));
            }
            other => return Some(other),
        }
        None
    }

    /// Works on a task of its own, which can be stopped.
    fn work(&mut self, job: Job, desk: &Desk, line: &Line, now: Now) {
        self.stop = Arc::default();
        let (stop, all, line) = (Arc::clone(&self.stop), desk.shelf(), line.clone());
        let works = Arc::clone(&self.works);
        works.store(true, Ordering::Release);
        let moved = matches!(job, Job::Delete(_) | Job::BringBack(_));
        tokio::task::spawn_blocking(move || {
            let begun = Instant::now();
            let mut told: Option<Instant> = None;
            let mut far = |done, of| {
                let silent = begun.elapsed() < SILENT;
                if !silent && told.is_none_or(|at| at.elapsed() >= OFTEN) {
                    told = Some(Instant::now());
                    send(&line, News::Working { done, all: of });
                }
                !stop.load(Ordering::Relaxed)
            };
            let worked = all.work(job, now.at.date(), &mut far);
            works.store(false, Ordering::Release);
            let stopped = stop.load(Ordering::Relaxed) && matches!(worked, Worked::Replacing(_));
            if !stopped {
                send(&line, News::Worked(worked));
            }
            if moved {
                line.send(Incoming::Moved);
            }
        });
    }
}

fn send(line: &Line, news: News) {
    line.send(Incoming::Event(Event::Library(news)));
}
