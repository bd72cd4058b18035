//! The blocks of a vault's index: the plain ones, each file encrypted. What is needed of one is decrypted when it is needed, and stays in
//! memory; what was changed or cut cannot be read, and so the index is made anew.

use super::blocks::Plain;
use crate::vault::Keys;
use crate::vault::blocks::{self, BlockWriter, Pieces};
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::Directory;
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// A stretch of more pieces than this is not kept, if it is nearly all of a file: whoever reads all of it at once keeps it, or compares its sum.
const MANY: usize = 8;

/// Encrypted files in a directory.
#[derive(Clone)]
pub(super) struct Sealed {
    files: Plain,
    keys: Keys,
    /// What was opened. A file never changes once it is written.
    read: Arc<Mutex<HashMap<PathBuf, Arc<Lazy>>>>,
}

/// A file of which pieces are read when they are needed.
struct Lazy {
    path: PathBuf,
    file: Arc<dyn FileHandle>,
    pieces: Pieces,
    known: Mutex<Text>,
    /// Where it stands that the files are good, which is not so when one turns out to be changed.
    good: PathBuf,
}

/// What is decrypted of a file.
#[derive(Default)]
struct Text {
    pieces: HashMap<usize, OwnedBytes>,
    /// Stretches over several pieces, which have to lie in one piece of memory.
    stretches: HashMap<Range<usize>, OwnedBytes>,
}

impl fmt::Debug for Lazy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lazy").field(&self.path).finish()
    }
}

impl HasLen for Lazy {
    fn len(&self) -> usize {
        self.pieces.length()
    }
}

impl Lazy {
    fn open(
        path: &Path,
        file: Arc<dyn FileHandle>,
        keys: &Keys,
        good: PathBuf,
    ) -> io::Result<Self> {
        let begin = Pieces::BEGIN.min(file.len());
        let begin = file.read_bytes(0..begin)?;
        let pieces = Pieces::new(keys, &name(path), &begin, file.len());
        let lazy = Self {
            path: path.to_owned(),
            file,
            pieces: pieces.ok_or_else(|| changed(path))?,
            known: Mutex::default(),
            good,
        };
        // The last one says how long the file is.
        lazy.piece(&mut lazy.known(), lazy.pieces.count() - 1)?;
        Ok(lazy)
    }

    fn known(&self) -> MutexGuard<'_, Text> {
        // A panic elsewhere has broken nothing here.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn piece(&self, known: &mut Text, at: usize) -> io::Result<OwnedBytes> {
        if let Some(text) = known.pieces.get(&at) {
            return Ok(text.clone());
        }
        let text = OwnedBytes::new(self.decrypted(at)?);
        known.pieces.insert(at, text.clone());
        Ok(text)
    }

    fn decrypted(&self, at: usize) -> io::Result<Vec<u8>> {
        let place = self.pieces.place(at);
        if place.end > self.file.len() {
            return Err(changed(&self.path));
        }
        let sealed = self.file.read_bytes(place)?;
        self.pieces.open(at, &sealed).ok_or_else(|| {
            // Next time all of them are looked at, and made anew.
            let _ = std::fs::remove_file(&self.good);
            changed(&self.path)
        })
    }

    /// A stretch over several pieces.
    fn stretch(&self, range: &Range<usize>, first: usize, last: usize) -> io::Result<OwnedBytes> {
        let mut known = self.known();
        if let Some(bytes) = known.stretches.get(range) {
            return Ok(bytes.clone());
        }
        let mut bytes = Vec::with_capacity((last + 1 - first) * Pieces::TEXT);
        for at in first..=last {
            match known.pieces.get(&at) {
                Some(text) => bytes.extend_from_slice(text),
                None => bytes.extend(self.decrypted(at)?),
            }
        }
        let before = range.start - first * Pieces::TEXT;
        let bytes = OwnedBytes::new(bytes).slice(before..before + range.len());
        let pieces = last + 1 - first;
        if pieces <= MANY || pieces < self.pieces.count() / 10 * 9 {
            known.stretches.insert(range.clone(), bytes.clone());
        }
        Ok(bytes)
    }
}

impl FileHandle for Lazy {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.end > self.pieces.length() || range.start > range.end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let (first, last) = (range.start / Pieces::TEXT, (range.end - 1) / Pieces::TEXT);
        if first < last {
            return self.stretch(&range, first, last);
        }
        let text = self.piece(&mut self.known(), first)?;
        let from = range.start - first * Pieces::TEXT;
        Ok(text.slice(from..from + range.len()))
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sealed").field(&self.files).finish()
    }
}

/// What binds a block to its name.
fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn changed(path: &Path) -> io::Error {
    let what = format!("{} was changed, or is of another vault", path.display());
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn broken(path: &Path) -> OpenReadError {
    OpenReadError::wrap_io_error(changed(path), path.to_owned())
}

impl Sealed {
    pub(super) fn new(files: Plain, keys: Keys) -> Self {
        Self {
            files,
            keys,
            read: Arc::default(),
        }
    }

    fn read(&self) -> MutexGuard<'_, HashMap<PathBuf, Arc<Lazy>>> {
        // A panic elsewhere has broken nothing here.
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a block; whole when it is ended.
struct Ending(BlockWriter<WritePtr>);

impl Write for Ending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Ending {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.finish()
    }
}

impl Directory for Sealed {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if let Some(file) = self.read().get(path) {
            return Ok(file.clone());
        }
        let file = self.files.get_file_handle(path)?;
        let file = Lazy::open(path, file, &self.keys, self.files.good())
            .map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        let file = Arc::new(file);
        self.read().insert(path.to_owned(), file.clone());
        Ok(file)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.read().remove(path);
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let to = self.files.open_write(path)?;
        let writer = BlockWriter::new(&self.keys, &name(path), to);
        Ok(BufWriter::new(Box::new(Ending(writer))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        // It is read at each look at what is new: a good moment to forget what others have taken away.
        self.read()
            .retain(|path, _| self.files.exists(path).unwrap_or(true));
        let sealed = self.files.atomic_read(path)?;
        blocks::opened(&self.keys, &name(path), &sealed).ok_or_else(|| broken(path))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let sealed = blocks::sealed(&self.keys, &name(path), data)?;
        self.files.atomic_write(path, &sealed)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(watch_callback)
    }
}
