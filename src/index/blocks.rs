//! Where the blocks of the index lie. The index knows them only through tantivy's `Directory`: plain files here, memory where nothing
//! can be written, and in a vault, when it comes, the same files encrypted.

use std::fmt;
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, directory};

/// The mode of every file.
const FILE_MODE: u32 = 0o600;

/// Plain files in a directory, mapped for reading, each the user's alone.
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

    fn make_ours(&self, path: &Path) -> io::Result<()> {
        std::fs::set_permissions(self.dir.join(path), Permissions::from_mode(FILE_MODE))
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
        let writer = self.files.open_write(path)?;
        // The directory lets nobody else in either, so the moment between the two is no door.
        self.make_ours(path)
            .map_err(|e| OpenWriteError::wrap_io_error(e, path.to_owned()))?;
        Ok(writer)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.files.atomic_write(path, data)?;
        self.make_ours(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
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
