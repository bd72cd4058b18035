//! How the program ends when it is not the user who leaves.

use super::{Incoming, Line};
use rustix::termios::{OptionalActions, Termios, tcsetattr};
use signal_hook::consts::SIGHUP;
use std::thread;
use std::time::Duration;

/// Why the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The user left.
    Quit,
    /// A signal, by its number.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
    /// A thread has panicked.
    Broken,
}

impl Ending {
    /// What the shell is told: a signal as shells know it.
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(1),
            Self::Broken => 3,
            Self::HungUp => u8::try_from(128 + SIGHUP).unwrap_or(1),
        }
    }
}

/// How long the driver has for an orderly end. After it the process ends all the same: a terminal that takes
/// no more bytes must not leave it spinning or waiting for ever. What was typed is with the operating system by then.
const GRACE: Duration = Duration::from_millis(900);

pub(super) fn end(line: &Line, ending: Ending, modes: &Termios) {
    line.send(Incoming::End(ending));
    thread::sleep(GRACE);
    restore_modes(modes);
    std::process::exit(i32::from(ending.code()));
}

/// Gives back the modes alone: it never waits for a terminal that reads nothing.
pub(super) fn restore_modes(modes: &Termios) {
    let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, modes);
}
