//! Digests that were made already: a file that can be thrown away at any time. Each is believed only as long as the session's file is
//! just the one it was made from, and as its own line is whole; what is not believed is made anew.
//!
//! A line for each: the sum of what follows, a space, and the digest with the stamp of the file it was made from. A later line for the
//! same session takes the place of an earlier one. In a vault a line is the digest encrypted, without a sum, since it is authentic or nothing.
//! Everything goes through [`Cache::open`] and [`Cache::line`].

use crate::ledger::Digest;
use crate::store::{Library, SessionFile};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The form of the lines, and of what digests have in them: to be counted up whenever a session would give another one.
const FORM: u32 = 2;
/// The largest file that is read, in bytes: some four times what a hundred thousand sessions take.
const LARGEST: u64 = 1 << 30;
/// The longest line that is read or written, in bytes.
const LONGEST: u64 = 1 << 18;
/// Lines that are written together, so that whoever stops in the middle keeps what was done.
const TOGETHER: usize = 256;
/// What the lines are, for the cipher of a vault.
const WHAT: &str = "digest";
/// Letters of a sum.
const SUM: usize = 16;
/// Lines that are of no use any more may stay, up to so many and half of those that are.
const USELESS: usize = 100;
/// What was changed so shortly ago may change again without looking changed.
const FRESH: Duration = Duration::from_secs(2);

/// The file.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    path: PathBuf,
}

/// A line of it, as it is written.
#[derive(Serialize)]
struct Line<'a> {
    /// The stamp of the session's file.
    of: u64,
    digest: &'a Digest,
}

/// The same, as it is read.
#[derive(Deserialize)]
struct Record {
    of: u64,
    digest: Digest,
}

/// What is to be added, in the making.
pub(super) struct Adding {
    cache: Option<Cache>,
    library: Library,
    lines: Vec<u8>,
    count: usize,
}

impl Cache {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Goes through what is there: `known` is told the place of each of these files whose digest is believed, and the digest.
    /// What is of no use any more is taken out on the way.
    pub(super) fn read(
        &self,
        library: &Library,
        files: &[SessionFile],
        mut known: impl FnMut(usize, Digest),
    ) {
        let places: HashMap<&str, (usize, u64)> = (0..)
            .zip(files)
            .map(|(at, f)| (f.id.as_str(), (at, f.stamp.number())))
            .collect();
        let mut useful: HashMap<usize, u64> = HashMap::new();
        let (mut useless, mut gone) = (0_usize, false);
        let each = |at: u64, record: Option<Record>| {
            let Some(record) = record else {
                useless += 1;
                return;
            };
            let digest = record.digest;
            match places.get(digest.id.as_str()) {
                Some((place, of)) if *of == record.of => {
                    useless += usize::from(useful.insert(*place, at).is_some());
                    known(*place, digest);
                }
                Some(_) => useless += 1,
                None => gone = true,
            }
        };
        match self.open(library, each) {
            // What was deleted is not to be found here either.
            Ok(()) if gone || useless > USELESS + useful.len() / 2 => {
                let mut keep: Vec<u64> = useful.into_values().collect();
                keep.sort_unstable();
                // It is a cache: what cannot be tidied up today is tidied up another day.
                let _ = self.tidy(library, &keep);
            }
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            // It is of another program, too large, or not to be read.
            Err(_) => self.forget(),
        }
    }

    /// Reads line after line: its place, and what it says; nothing where that is not to be believed.
    fn open(&self, library: &Library, mut each: impl FnMut(u64, Option<Record>)) -> io::Result<()> {
        let file = File::open(&self.path)?;
        let meta = file.metadata()?;
        if meta.len() > LARGEST || !meta.is_file() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut line = Vec::new();
        let mut at = next(&mut reader, &mut line)?;
        if line != head(library).as_bytes() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        loop {
            let long = next(&mut reader, &mut line)?;
            if long == 0 {
                return Ok(());
            }
            // Lines that are added begin with an end, so that a torn one before them takes none with it.
            if line == b"\n" {
                at += long;
                continue;
            }
            each(
                at,
                text_of(library, &line).and_then(|text| serde_json::from_slice(&text).ok()),
            );
            at += long;
        }
    }

    /// A digest as a line; nothing where it is too long.
    fn line(library: &Library, file: &SessionFile, digest: &Digest) -> Option<Vec<u8>> {
        let record = Line {
            of: file.stamp.number(),
            digest,
        };
        let text = serde_json::to_vec(&record).ok()?;
        let mut line = match library.keys() {
            Some(_) => in_a_line(&library.covered(WHAT, &text)),
            None => [sum(&text).as_bytes(), b" ", &text].concat(),
        };
        line.push(b'\n');
        (line.len() as u64 <= LONGEST).then_some(line)
    }

    /// Begins to add; whoever drops it keeps what was added.
    pub(super) fn adding(this: Option<&Self>, library: &Library) -> Adding {
        Adding {
            cache: this.cloned(),
            library: library.clone(),
            lines: Vec::new(),
            count: 0,
        }
    }

    /// Adds lines, all with one call, so that those of several programs stand one behind the other.
    fn append(&self, library: &Library, lines: &[u8]) -> io::Result<()> {
        let open = || OpenOptions::new().append(true).open(&self.path);
        let mut file = match open() {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                self.begin(library)?;
                open()?
            }
            other => other?,
        };
        file.write_all(lines)
    }

    /// A file with the head alone, for its owner alone.
    fn begin(&self, library: &Library) -> io::Result<()> {
        self.replace(|out| out.write_all(head(library).as_bytes()))
    }

    /// Only the lines at these places stay.
    fn tidy(&self, library: &Library, keep: &[u64]) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(1 << 16, File::open(&self.path)?);
        self.replace(|out| {
            let mut line = Vec::new();
            let mut at = next(&mut reader, &mut line)?;
            out.write_all(&line)?;
            for wanted in keep {
                while at <= *wanted {
                    let long = next(&mut reader, &mut line)?;
                    if at == *wanted && text_of(library, &line).is_some() {
                        out.write_all(&line)?;
                    }
                    if long == 0 {
                        return Ok(());
                    }
                    at += long;
                }
            }
            Ok(())
        })
    }

    /// Writes the file anew, beside its place, and then names it.
    fn replace(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let dir = self.path.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let temporary = tempfile::Builder::new()
            .prefix(".digests-")
            .permissions(std::fs::Permissions::from_mode(0o600))
            .tempfile_in(dir)?;
        let mut out = BufWriter::new(temporary.as_file());
        write(&mut out)?;
        out.flush()?;
        drop(out);
        temporary.persist(&self.path).map_err(|e| e.error)?;
        Ok(())
    }

    /// Throws all of it away.
    pub(super) fn forget(&self) {
        // Where it cannot be removed it will not be believed either.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Adding {
    /// Adds what was made of a file, unless the file may still be changing.
    pub(super) fn add(&mut self, file: &SessionFile, digest: &Digest) {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let settled = i128::try_from(now.saturating_sub(FRESH).as_nanos()).unwrap_or(0);
        if self.cache.is_none() || file.stamp.changed > settled {
            return;
        }
        if let Some(line) = Cache::line(&self.library, file, digest) {
            self.lines.extend(line);
            self.count += 1;
        }
        if self.count >= TOGETHER {
            self.write();
        }
    }

    fn write(&mut self) {
        // A library that has become a vault meanwhile gets no plain line any more.
        let still = || self.count > 0 && self.library.is_as_opened().is_ok();
        if let Some(cache) = self.cache.as_ref().filter(|_| still()) {
            // It is a cache: what is not in it is made again.
            self.lines.insert(0, b'\n');
            let _ = cache.append(&self.library, &self.lines);
        }
        self.lines.clear();
        self.count = 0;
    }
}

impl Drop for Adding {
    fn drop(&mut self) {
        self.write();
    }
}

/// The first line.
fn head(library: &Library) -> String {
    let form = library.keys().map_or("", |_| " encrypted");
    format!(
        "mineral digests {FORM} {}{form}\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// The next line with its end; its length, 0 at the end of the file. What is longer than any line is passed over.
fn next(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    line.clear();
    let mut long = io::Read::take(&mut *reader, LONGEST).read_until(b'\n', line)? as u64;
    while long >= LONGEST && line.last() != Some(&b'\n') {
        line.clear();
        let more = io::Read::take(&mut *reader, LONGEST).read_until(b'\n', line)?;
        if more == 0 {
            break;
        }
        long += more as u64;
    }
    Ok(long)
}

/// The text of a line, if its sum is right, or if it is authentic in a vault.
fn text_of<'l>(library: &Library, line: &'l [u8]) -> Option<Cow<'l, [u8]>> {
    let line = line.strip_suffix(b"\n")?;
    if library.keys().is_some() {
        return library
            .uncovered(WHAT, out_of_a_line(line)?)
            .map(Cow::Owned);
    }
    let (said, text) = (line.get(..SUM)?, line.get(SUM + 1..)?);
    (said == sum(text).as_bytes()).then_some(Cow::Borrowed(text))
}

/// What stands for a byte that may not: the end of a line, and this mark itself.
const MARK: u8 = b'\\';

/// Any bytes without the end of a line among them.
fn in_a_line(bytes: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(bytes.len() + bytes.len() / 64 + 1);
    for byte in bytes {
        match *byte {
            MARK => line.extend([MARK, MARK]),
            b'\n' => line.extend([MARK, b'n']),
            other => line.push(other),
        }
    }
    line
}

/// The bytes that were put into a line so; `None` where they were not.
fn out_of_a_line(line: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(line.len());
    let mut rest = line.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match *byte {
            MARK => match rest.next()? {
                b'n' => b'\n',
                b if *b == MARK => MARK,
                _ => return None,
            },
            other => other,
        });
    }
    Some(bytes)
}

fn sum(text: &[u8]) -> String {
    let mut hex = blake3::hash(text).to_hex().to_string();
    hex.truncate(SUM);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_stand_in_one_line_and_come_out_of_it(bytes in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(MARK), any::<u8>()], 0..200)) {
            let line = in_a_line(&bytes);
            prop_assert!(!line.contains(&b'\n'));
            prop_assert_eq!(out_of_a_line(&line), Some(bytes));
        }
    }

    #[test]
    fn what_was_not_put_into_a_line_does_not_come_out() {
        for wrong in [&b"\\"[..], b"a\\", b"\\x", b"\\\\\\"] {
            assert_eq!(out_of_a_line(wrong), None);
        }
    }
}
