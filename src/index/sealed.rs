//! The blocks of a vault's index: the plain ones, each file encrypted. Read into memory once, when it is needed; what was changed or
//! cut cannot be read, and so the index is made anew.

use super::blocks::Plain;
use crate::vault::Keys;
use crate::vault::blocks::{self, BlockWriter};
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// Encrypted files in a directory.
#[derive(Clone)]
pub(super) struct Sealed {
    files: Plain,
    keys: Keys,
    /// What was read. A file never changes once it is written.
    read: Arc<Mutex<HashMap<PathBuf, OwnedBytes>>>,
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

fn broken(path: &Path) -> OpenReadError {
    let what = format!("{} was changed, or is of another vault", path.display());
    let error = io::Error::new(io::ErrorKind::InvalidData, what);
    OpenReadError::wrap_io_error(error, path.to_owned())
}

impl Sealed {
    pub(super) fn new(files: Plain, keys: Keys) -> Self {
        Self {
            files,
            keys,
            read: Arc::default(),
        }
    }

    fn read(&self) -> MutexGuard<'_, HashMap<PathBuf, OwnedBytes>> {
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
        if let Some(bytes) = self.read().get(path) {
            return Ok(Arc::new(bytes.clone()));
        }
        let file = self.files.get_file_handle(path)?;
        let sealed = file
            .read_bytes(0..file.len())
            .map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        let bytes = blocks::opened(&self.keys, &name(path), &sealed);
        let bytes = OwnedBytes::new(bytes.ok_or_else(|| broken(path))?);
        self.read().insert(path.to_owned(), bytes.clone());
        Ok(Arc::new(bytes))
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
