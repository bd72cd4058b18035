//! A program in a pseudo-terminal, typed into and ended; what was visible at its end, to the last byte that it drew.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Nothing takes so long: whatever does, hangs.
pub(crate) const BOUND: Duration = Duration::from_secs(30);
const ROWS: u16 = 24;
const COLUMNS: u16 = 100;

/// A program that runs.
pub(crate) struct Running {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    seen: Arc<(Mutex<Vec<u8>>, Condvar)>,
    reader: Option<JoinHandle<()>>,
    let_go: Arc<AtomicBool>,
}

impl Running {
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let mut from = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let to = Arc::clone(&seen);
        let let_go = Arc::new(AtomicBool::new(false));
        let gone = Arc::clone(&let_go);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 1 << 14];
            while let Ok(read @ 1..) = from.read(&mut bytes) {
                if gone.load(Ordering::SeqCst) {
                    break;
                }
                to.0.lock().unwrap().extend_from_slice(&bytes[..read]);
                to.1.notify_all();
            }
        });
        Self {
            child,
            master: Some(pair.master),
            writer: Some(writer),
            seen,
            reader: Some(reader),
            let_go,
        }
    }

    /// Waits until these words were drawn.
    #[track_caller]
    pub(crate) fn wait_for(&self, words: &str) {
        let until = Instant::now() + BOUND;
        let mut seen = self.seen.0.lock().unwrap();
        while !drawn(&seen).contains(words) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{words:?} did not come: {}", drawn(&seen));
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        // A program that is gone takes no keys.
        let _ = self.writer.as_mut().unwrap().write_all(keys.as_bytes());
    }

    pub(crate) fn pid(&self) -> Pid {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        Pid::from_raw(pid).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let _ = kill_process(self.pid(), signal);
    }

    /// Closes the terminal from the other side.
    pub(crate) fn close(&mut self) {
        // What was drawn until now counts; the reader lets go when something comes, and another size makes the program draw.
        self.let_go.store(true, Ordering::SeqCst);
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS - 1,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.as_ref().unwrap().resize(size).unwrap();
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
    }

    /// Waits until it is gone; how long that took, and the screen as it was at last.
    #[track_caller]
    pub(crate) fn gone(mut self) -> (Duration, String) {
        let begun = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            if begun.elapsed() > BOUND {
                self.child.kill().unwrap();
                panic!("it did not end");
            }
            thread::sleep(Duration::from_millis(1));
        }
        let took = begun.elapsed();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        let seen = self.seen.0.lock().unwrap();
        (took, drawn(&seen))
    }
}

/// What stands on a screen that was given these bytes. What a program draws on its own screen counts until it leaves it.
fn drawn(bytes: &[u8]) -> String {
    let size = |n| NonZeroU16::new(n).unwrap();
    let mut parser = vt100::Parser::new(size(ROWS), size(COLUMNS), 0);
    let left = b"\x1b[?1049l";
    let end = bytes.windows(left.len()).position(|w| w == left);
    parser.process(&bytes[..end.unwrap_or(bytes.len())]);
    parser.screen().contents()
}

/// Without white space, which lines that are broken add.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// As much of the beginning of `typed` as stands in a text.
pub(crate) fn prefix_in(typed: &str, text: &str) -> usize {
    let (typed, text) = (squeezed(typed), squeezed(text));
    (0..=typed.len())
        .rev()
        .find(|end| text.contains(&typed[..*end]))
        .unwrap_or(0)
}

/// Numbers that look like chance and are the same each time.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}
