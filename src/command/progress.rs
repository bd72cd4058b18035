//! How far something has come, on standard error, where that is a terminal and it takes over a second.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Nothing is shown of what takes less.
const SOON: Duration = Duration::from_secs(1);
/// How often it is drawn.
const OFTEN: Duration = Duration::from_millis(100);

/// A line that says how far it is.
pub(super) struct Meter {
    what: &'static str,
    terminal: bool,
    began: Instant,
    drawn: Option<Instant>,
}

impl Meter {
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            terminal: io::stderr().is_terminal(),
            began: Instant::now(),
            drawn: None,
        }
    }

    pub(super) fn show(&mut self, done: u64, all: u64) {
        let due = self.drawn.is_none_or(|at| at.elapsed() >= OFTEN);
        if !self.terminal || !due || self.began.elapsed() < SOON {
            return;
        }
        self.drawn = Some(Instant::now());
        let percent = done.saturating_mul(100).checked_div(all).unwrap_or(100);
        let _ = write!(
            io::stderr().lock(),
            "\r{}: {:3} %",
            self.what,
            percent.min(100)
        );
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let _ = write!(io::stderr().lock(), "\r{:60}\r", "");
        }
    }
}
