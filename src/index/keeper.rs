//! Keeping the index right while the program runs, on a thread of its own.

use super::open::Index;
use super::refresh::{Progress, Refreshed};
use crate::store::Library;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// How the keeping goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// So far it has come.
    Progress(Progress),
    /// A look has ended.
    Looked(Refreshed),
    /// It did not succeed; it will be tried again.
    Failed(String),
}

enum Wish {
    All,
    One(String),
}

/// Looks at the files at once, then from time to time, and brings the index up to date, at low priority. Ends when it is dropped, without
/// being waited for: what it was doing is taken up by whoever looks next.
#[derive(Debug)]
pub struct Keeper {
    wishes: Sender<Wish>,
    stop: Arc<AtomicBool>,
}

/// How much others go before it, where the system can tell threads apart.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

impl Keeper {
    /// Begins to keep an index. `report` is called from several threads.
    ///
    /// # Errors
    /// When there can be no further thread.
    pub fn start(
        index: Index,
        library: Library,
        every: Duration,
        report: impl Fn(News) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (wishes, received) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        thread::Builder::new()
            .name("mineral-index".to_owned())
            .spawn(move || {
                // On Linux a thread has a niceness of its own, which the threads that it starts inherit.
                #[cfg(target_os = "linux")]
                let _ = rustix::process::nice(NICE);
                keep(&index, &library, every, &received, &stopped, &report);
            })?;
        Ok(Self { wishes, stop })
    }

    /// Looks at everything as soon as it can.
    pub fn look(&self) {
        let _ = self.wishes.send(Wish::All);
    }

    /// Looks at one session as soon as it can.
    pub fn look_at(&self, id: &str) {
        let _ = self.wishes.send(Wish::One(id.to_owned()));
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn keep(
    index: &Index,
    library: &Library,
    every: Duration,
    wishes: &Receiver<Wish>,
    stop: &AtomicBool,
    report: &(impl Fn(News) + Sync),
) {
    let stopped = || stop.load(Ordering::Relaxed);
    let watch = |progress| {
        report(News::Progress(progress));
        if stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let mut wish = Wish::All;
    while !stopped() {
        let looked = match wish {
            Wish::All => index.refresh(library, &watch),
            Wish::One(id) => index.take_in(library, &id),
        };
        report(match looked {
            Ok(looked) => News::Looked(looked),
            Err(error) => News::Failed(error.to_string()),
        });
        wish = match wishes.recv_timeout(every) {
            Ok(wish) => wish,
            Err(RecvTimeoutError::Timeout) => Wish::All,
            Err(RecvTimeoutError::Disconnected) => return,
        };
    }
}
