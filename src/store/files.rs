//! Files and directories: made with their modes, read within bounds, placed whole or not at all.

use super::error::StoreError;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The mode of every file that is made.
pub(super) const FILE_MODE: u32 = 0o600;
/// The mode of every directory that is made.
const DIR_MODE: u32 = 0o700;

/// The bits for `open` that keep a pipe from holding us up.
fn no_wait() -> i32 {
    i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or(0)
}

/// When something that is made has to be on disk.
pub(super) enum Durable<'a> {
    /// Before the call returns.
    Now,
    /// Later: what is to be synced is put on the list.
    Later(&'a mut Vec<PathBuf>),
}

impl Durable<'_> {
    /// The same once more, for another call.
    pub(super) fn again(&mut self) -> Durable<'_> {
        match self {
            Self::Now => Durable::Now,
            Self::Later(list) => Durable::Later(list),
        }
    }

    /// Syncs a file or a directory, or puts it on the list.
    pub(super) fn see_to(&mut self, path: &Path) -> io::Result<()> {
        match self {
            Self::Now => sync_path(path),
            Self::Later(list) => {
                list.push(path.to_owned());
                Ok(())
            }
        }
    }
}

/// Makes the directory and those above it that are missing, each with mode 0700 whatever the umask, and
/// syncs the directories in which they were made. Directories that are there stay as they are.
pub(super) fn make_dirs(dir: &Path, mut durable: Durable<'_>) -> io::Result<()> {
    let missing: Vec<&Path> = dir
        .ancestors()
        .take_while(|d| !d.as_os_str().is_empty() && !d.exists())
        .collect();
    for new in missing.into_iter().rev() {
        match DirBuilder::new().mode(DIR_MODE).create(new) {
            Ok(()) => fs::set_permissions(new, Permissions::from_mode(DIR_MODE))?,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
        durable.see_to(parent(new))?;
    }
    Ok(())
}

/// The directory that a path lies in.
pub(super) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// Makes the bytes of a file, or the names in a directory, last.
pub(super) fn sync_path(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        // Some file systems cannot sync a directory, and need not.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput) => Ok(()),
        other => other,
    }
}

/// A new temporary file in the directory of `path`, with mode 0600.
pub(super) fn temporary(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let temp = tempfile::Builder::new()
        .prefix(".mineral-")
        .permissions(Permissions::from_mode(FILE_MODE))
        .tempfile_in(parent(path))?;
    temp.as_file()
        .set_permissions(Permissions::from_mode(FILE_MODE))?;
    Ok(temp)
}

/// Puts a new file with these bytes at `path`: whole and locked, or not at all. What is there already is
/// never overwritten. The file is open for appending.
pub(super) fn place_new(path: &Path, bytes: &[u8], mut durable: Durable<'_>) -> io::Result<File> {
    let mut temp = temporary(path)?;
    temp.write_all(bytes)?;
    if matches!(durable, Durable::Now) {
        // Before it has its name: a name without its bytes must not outlive a power cut.
        temp.as_file().sync_all()?;
    }
    lock(temp.as_file())?;
    let file = temp.persist_noclobber(path).map_err(|e| e.error)?;
    if let Durable::Later(list) = &mut durable {
        list.push(path.to_owned());
    }
    durable.see_to(parent(path))?;
    set_appending(&file, true)?;
    Ok(file)
}

/// Takes the lock, or says who is in the way. Where the file system knows no locks we go on without one:
/// words that are not kept are worse.
pub(super) fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(fs::TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(fs::TryLockError::Error(e)) => Err(e),
    }
}

/// Whether each write goes to the end of the file.
pub(super) fn set_appending(file: &File, on: bool) -> io::Result<()> {
    let mut flags = fcntl_getfl(file)?;
    flags.set(OFlags::APPEND, on);
    Ok(fcntl_setfl(file, flags)?)
}

/// Opens a regular file for reading and appending.
pub(super) fn open_append(path: &Path, create: bool) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(create)
        .mode(FILE_MODE)
        .custom_flags(no_wait())
        .open(path)?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    // A strict umask may have left us less; an older file may have had more, and may be another's.
    if meta.permissions().mode() & 0o777 != FILE_MODE {
        let _ = file.set_permissions(Permissions::from_mode(FILE_MODE));
    }
    Ok(file)
}

/// Reads a regular file of at most `most` bytes.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(no_wait())
        .open(path)
        .map_err(StoreError::io("read", path))?;
    read_open(&file, path, most)
}

/// Reads an open file from where it stands.
pub(super) fn read_open(mut file: &File, path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let meta = file.metadata().map_err(StoreError::io("read", path))?;
    let too_large = |bytes| StoreError::TooLarge {
        path: path.to_owned(),
        bytes,
        most,
    };
    if !meta.is_file() {
        let path = path.to_owned();
        return Err(StoreError::NotAFile { path });
    }
    if meta.len() > most {
        return Err(too_large(meta.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    // It may grow while it is read.
    (&mut file)
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(StoreError::io("read", path))?;
    if bytes.len() as u64 > most {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// What stands at a path, seen from an open file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The open file.
    Ours,
    /// Nothing.
    Missing,
    /// Something else.
    Other,
}

/// Compares an open file with what its path names now.
pub(super) fn place(path: &Path, file: &File) -> io::Result<Place> {
    let ours = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) if (there.dev(), there.ino()) == (ours.dev(), ours.ino()) => Ok(Place::Ours),
        Ok(_) => Ok(Place::Other),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Place::Missing),
        Err(e) => Err(e),
    }
}

/// Keeps bytes that are about to go, under a name of their own in the bin.
pub(super) fn to_bin(dir: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    /// More than this many pieces of one session make no sense.
    const MOST: u32 = 10_000;
    let bin = dir.join("bin");
    make_dirs(&bin, Durable::Now).map_err(StoreError::io("made", &bin))?;
    for k in 1..MOST {
        let path = bin.join(format!("{name}-{k}.yaml"));
        match place_new(&path, bytes, Durable::Now) {
            Ok(_) => return Ok(path),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(StoreError::io("written", &path)(e)),
        }
    }
    Err(StoreError::Exists { path: bin })
}
