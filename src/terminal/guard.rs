//! Taking the terminal, and giving it back as it was: at the end, on an error, on a panic, on a signal.

use super::Line;
use super::ending::{Ending, end, restore_modes};
use super::mouse;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, enable_raw_mode};
use rustix::termios::{Termios, tcgetattr};
use std::io;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal is ours while this lives.
pub(super) struct Guard {
    modes: Termios,
}

impl Guard {
    /// Takes the terminal.
    pub(super) fn take(line: &Line) -> io::Result<Self> {
        let modes = tcgetattr(rustix::stdio::stdin())?;
        restore_on_panic(&modes, line);
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self { modes };
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        Ok(guard)
    }

    /// The modes that the terminal had.
    pub(super) fn modes(&self) -> &Termios {
        &self.modes
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(&self.modes);
    }
}

/// Gives the terminal back, once. A terminal that is gone takes nothing back, and that is no error.
fn restore(modes: &Termios) {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = mouse::wanted(false);
        let _ = execute!(
            io::stdout(),
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
    }
    restore_modes(modes);
}

/// A panic anywhere gives the terminal back before it says what happened. On the main thread it then unwinds to
/// where words are put in safety; on any other the driver is told to end.
fn restore_on_panic(modes: &Termios, line: &Line) {
    static HOOK: Once = Once::new();
    let (modes, line) = (modes.clone(), line.clone());
    let main = std::thread::current().id();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore(&modes);
            before(panic);
            if std::thread::current().id() != main {
                end(&line, Ending::Broken, &modes);
            }
        }));
    });
}
