//! Threads that wait for keys, for signals, and for the terminal to hang up.

use super::ending::{Ending, end};
use super::{Incoming, Line, event_of};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::Termios;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io;
use std::thread;

/// Watches for the signals that end a program, and for the terminal to hang up.
pub(super) fn signals(line: &Line, modes: &Termios) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let (to, saved) = (line.clone(), modes.clone());
    spawn("mineral-signals", move || {
        if let Some(signal) = signals.forever().next() {
            end(&to, Ending::Signal(signal), &saved);
        }
    })?;
    // A closed terminal does not always come as a signal: nohup and some shells have it ignored.
    let (to, saved) = (line.clone(), modes.clone());
    spawn("mineral-hangup", move || {
        if hung_up(None) {
            end(&to, Ending::HungUp, &saved);
        }
    })
}

/// Reads keys, pastes and sizes. The thread ends with the terminal; should it spin on a terminal that is gone, as the
/// library has been seen to do, the watch for the hang-up ends the process within a second.
pub(super) fn keys(line: &Line) -> io::Result<()> {
    let line = line.clone();
    spawn("mineral-keys", move || {
        while let Ok(event) = crossterm::event::read() {
            if let Some(event) = event_of(event) {
                line.send(Incoming::Event(event));
            }
        }
    })
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map(drop)
}

/// Whether the terminal is gone now.
pub(super) fn is_gone() -> bool {
    hung_up(Some(&Timespec::default()))
}

/// Waits until the terminal is gone, at most `within`; `false` when it is still there, or that cannot be known.
fn hung_up(within: Option<&Timespec>) -> bool {
    let stdin = rustix::stdio::stdin();
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut fds, within) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return false,
        }
        let [fd] = &fds;
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if within.is_some() || fd.revents().intersects(gone) {
            return fd.revents().intersects(gone);
        }
    }
}
