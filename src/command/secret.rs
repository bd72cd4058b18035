//! Asking for something on the terminal that is not shown. What is typed stands in one place, which never moves while it grows and is
//! wiped; terminals are read by hand for that.

use super::Fail;
use age::secrecy::SecretString;
use rustix::process::{Signal, getpid, kill_process};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// The longest that is taken in, in bytes.
const LONGEST: usize = 1_000;

/// The terminal, which shows nothing of what is typed as long as this lives.
struct Hidden {
    tty: File,
    was: Termios,
}

impl Hidden {
    fn new() -> io::Result<Self> {
        let tty = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
        let was = tcgetattr(&tty)?;
        let mut modes = was.clone();
        let shown = LocalModes::ECHO | LocalModes::ECHONL;
        // Signals come as keys, so that the terminal is put right before one is sent.
        modes
            .local_modes
            .remove(shown | LocalModes::ICANON | LocalModes::ISIG);
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&tty, OptionalActions::Now, &modes)?;
        Ok(Self { tty, was })
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        let _ = tcsetattr(&self.tty, OptionalActions::Now, &self.was);
    }
}

/// How a question was answered.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// With Enter, or the end of all input.
    Given,
    /// With the key that interrupts.
    Interrupted,
}

/// Asks for something that is not shown; `None` where nothing was given.
pub(super) fn secret(question: &str) -> Result<Option<SecretString>, Fail> {
    let failed = |e: io::Error| Fail::system("the passphrase could not be read", &e);
    let mut words = Zeroizing::new(Vec::with_capacity(LONGEST));
    let hidden = Hidden::new().map_err(failed)?;
    let mut tty = &hidden.tty;
    // Only now: whoever types as soon as they are asked is not seen either.
    write!(tty, "{question}: ").map_err(failed)?;
    let answer = typed(&mut tty, &mut words).map_err(failed)?;
    writeln!(tty).map_err(failed)?;
    drop(hidden);
    if answer == Answer::Interrupted {
        let _ = kill_process(getpid(), Signal::INT);
        return Ok(None);
    }
    let words = std::str::from_utf8(&words)
        .map_err(|_| failed(io::Error::other("what was typed is no UTF-8 text")))?;
    Ok((!words.is_empty()).then(|| SecretString::from(words)))
}

/// Takes in what is typed, byte by byte.
fn typed(from: &mut impl Read, words: &mut Vec<u8>) -> io::Result<Answer> {
    while let Some(byte) = next(from)? {
        match byte {
            b'\r' | b'\n' => break,
            // Backspace takes a whole character.
            0x08 | 0x7f => while words.pop().is_some_and(|b| b & 0xc0 == 0x80) {},
            // ^u and ^w: from the beginning.
            0x15 | 0x17 => words.clear(),
            0x03 => return Ok(Answer::Interrupted),
            0x04 if words.is_empty() => break,
            0x1b => skip_a_key(from)?,
            byte if byte.is_ascii_control() => {}
            byte if words.len() < LONGEST => words.push(byte),
            _ => {}
        }
    }
    Ok(Answer::Given)
}

/// Passes over an arrow key or its like.
fn skip_a_key(from: &mut impl Read) -> io::Result<()> {
    if matches!(next(from)?, Some(b'[' | b'O')) {
        while next(from)?.is_some_and(|byte| !(0x40..=0x7e).contains(&byte)) {}
    }
    Ok(())
}

fn next(from: &mut impl Read) -> io::Result<Option<u8>> {
    let mut byte = Zeroizing::new([0]);
    loop {
        match from.read(&mut *byte) {
            Ok(0) => return Ok(None),
            Ok(_) => return Ok(byte.first().copied()),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut keys: &[u8]) -> (String, Answer) {
        let mut words = Vec::with_capacity(LONGEST);
        let place = words.as_ptr();
        let answer = typed(&mut keys, &mut words).unwrap();
        assert_eq!(words.as_ptr(), place, "it moved, and a copy was left");
        (String::from_utf8(words).unwrap(), answer)
    }

    #[test]
    fn what_is_typed_is_read_as_a_terminal_sends_it() {
        for (keys, words) in [
            (&b"four words\rmore"[..], "four words"),
            ("Übung ñ\x7f\x7fé\n".as_bytes(), "Übungé"),
            (b"\x7f\x7fa\x08b\r", "b"),
            (b"wrong\x15right\r", "right"),
            (b"le\x1b[D\x1b[3~\x1bOHft\r", "left"),
            (b"a\x01\x00\x04b\r", "ab"),
            (b"no end", "no end"),
            (b"\x04never", ""),
            (b"", ""),
        ] {
            assert_eq!(read(keys), (words.to_owned(), Answer::Given), "{keys:?}");
        }
        assert_eq!(read(b"abc\x03").1, Answer::Interrupted);
        let long = [b'x'; 5_000];
        assert_eq!(read(&long).0.len(), LONGEST);
    }
}
