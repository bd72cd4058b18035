//! The index, thrown away and made anew. And the bar that shows how far something has come.

use super::super::arguments::Arguments;
use super::super::context::{index, library};
use super::super::{Fail, print};
use crate::index::{Index, IndexError, Progress, Refreshed};
use crate::store::Library;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long to wait for another program that is at it.
const PATIENCE: Duration = Duration::from_secs(10);
/// Nothing is shown of what takes less.
const SOON: Duration = Duration::from_millis(500);
/// How often the bar is drawn.
const REDRAWN: Duration = Duration::from_millis(100);
/// Columns of the bar.
const WIDE: usize = 30;

/// Throws the index away and makes it anew.
pub(in crate::command) fn rebuild(arguments: &Arguments) -> Result<u8, Fail> {
    let library = library(arguments)?;
    let index = index(arguments, &library)?;
    let began = Instant::now();
    match at_it(|watch| index.rebuild(&library, watch)) {
        Ok(Refreshed::Current { read, .. }) if index.in_memory() => Err(Fail::broken(
            format!("{read} conversations were read, but the index could not be written"),
            "see whether the disk is full, and who owns the folder of the index",
        )),
        Ok(Refreshed::Current { read, .. }) => {
            let took = began.elapsed().as_secs_f64();
            print(&format!(
                "the index was made anew: {}, {took:.1} s\n",
                conversations(read)
            ))
        }
        Ok(_) => Err(Fail::broken(
            "another mineral is bringing the index up to date",
            "try again when it is done",
        )),
        Err(error) => Err(failed(&error)),
    }
}

/// Brings the index up to date. While another program does, waits a little for it.
pub(in crate::command) fn refresh(index: &Index, library: &Library) -> Result<Refreshed, Fail> {
    at_it(|watch| index.refresh(library, watch)).map_err(|e| failed(&e))
}

pub(in crate::command) fn failed(error: &IndexError) -> Fail {
    let cause = std::error::Error::source(error);
    let cause = cause.map_or(String::new(), |cause| format!(": {cause}"));
    Fail::broken(
        format!("{error}{cause}"),
        "make it anew: mineral doctor --rebuild",
    )
}

fn at_it(
    work: impl Fn(&(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Result<Refreshed, IndexError>,
) -> Result<Refreshed, IndexError> {
    let bar = Bar::new();
    let watch = |progress| {
        bar.show(progress);
        ControlFlow::Continue(())
    };
    let began = Instant::now();
    let done = loop {
        match work(&watch) {
            // There is no lock call with a limit of time.
            Ok(Refreshed::Busy) if began.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => break done,
        }
    };
    bar.wipe();
    done
}

fn conversations(many: usize) -> String {
    match many {
        1 => "1 conversation".to_owned(),
        many => format!("{} conversations", grouped(many)),
    }
}

/// A number with commas between the thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A bar on standard error, where that is a terminal.
struct Bar {
    shown: bool,
    began: Instant,
    drawn: Mutex<Option<Instant>>,
}

impl Bar {
    fn new() -> Self {
        Self {
            shown: io::stderr().is_terminal(),
            began: Instant::now(),
            drawn: Mutex::new(None),
        }
    }

    fn show(&self, progress: Progress) {
        if !self.shown || self.began.elapsed() < SOON {
            return;
        }
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.is_some_and(|at| at.elapsed() < REDRAWN) {
            return;
        }
        *drawn = Some(Instant::now());
        let _ = write!(io::stderr().lock(), "\r{}", bar(progress));
    }

    fn wipe(&self) {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.is_some() {
            let _ = write!(io::stderr().lock(), "\r{:79}\r", "");
        }
    }
}

fn bar(progress: Progress) -> String {
    let Progress { done, all } = progress;
    let full = (done * WIDE).checked_div(all).unwrap_or(WIDE).min(WIDE);
    let mut out = String::from("reading  [");
    out.extend((0..WIDE).map(|at| if at < full { '#' } else { '.' }));
    let _ = write!(out, "]  {} of {}", grouped(done), grouped(all));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_what_is_done() {
        let show = |done, all| bar(Progress { done, all });
        let half = format!(
            "reading  [{}{}]  50,000 of 100,000",
            "#".repeat(15),
            ".".repeat(15)
        );
        assert_eq!(show(50_000, 100_000), half);
        assert!(show(0, 0).contains("##"));
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(conversations(999), "999 conversations");
    }
}
