//! Where the blocks of the index lie. The index knows them only through tantivy's `Directory`: plain files here, memory where nothing
//! can be written, and in a vault the same files encrypted.

use std::fmt;
use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::{Directory, directory};

/// The file beside the blocks that lists those that were found good.
pub(super) const GOOD: &str = "good";
/// The mode of every file.
const FILE_MODE: u32 = 0o600;

/// Plain files in a directory, mapped for reading, each the user's alone. They are not synced: adding one session would wait for the disk
/// twenty times. What a power cut has left is seen when the index is opened: after each start of the machine all sums are compared.
#[derive(Clone)]
pub(super) struct Plain {
    dir: PathBuf,
    files: MmapDirectory,
}

impl fmt::Debug for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Plain").field(&self.dir).finish()
    }
}

impl Plain {
    /// The blocks in a directory that is there.
    pub(super) fn open(dir: &Path) -> io::Result<Self> {
        let files = MmapDirectory::open(dir).map_err(io::Error::other)?;
        Ok(Self {
            dir: dir.to_owned(),
            files,
        })
    }

    /// Where it stands which of them were found good.
    pub(super) fn good(&self) -> PathBuf {
        self.dir.with_file_name(GOOD)
    }

    fn make_ours(&self, path: &Path) -> io::Result<()> {
        std::fs::set_permissions(self.dir.join(path), Permissions::from_mode(FILE_MODE))
    }
}

/// A file that is whole for other programs when it is written, and on the disk whenever the system likes.
struct Unsynced(File);

impl Write for Unsynced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Unsynced {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()
    }
}

impl Directory for Plain {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(self.dir.join(path));
        match file {
            Ok(file) => Ok(BufWriter::new(Box::new(Unsynced(file)))),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(e) => Err(OpenWriteError::wrap_io_error(e, path.to_owned())),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".mineral-")
            .permissions(Permissions::from_mode(FILE_MODE))
            .tempfile_in(&self.dir)?;
        file.write_all(data)?;
        file.persist(self.dir.join(path)).map_err(|e| e.error)?;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Ok(held) => {
                let _ = self.make_ours(&lock.filepath);
                Ok(held)
            }
            // Where nothing can be written nothing can be taken away either, and reading needs no lock.
            Err(LockError::IoError(e))
                if lock.filepath == directory::META_LOCK.filepath
                    && matches!(
                        e.kind(),
                        io::ErrorKind::PermissionDenied
                            | io::ErrorKind::ReadOnlyFilesystem
                            | io::ErrorKind::StorageFull
                    ) =>
            {
                Ok(DirectoryLock::from(Box::new(())))
            }
            Err(e) => Err(e),
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(watch_callback)
    }
}
