//! Putting another file in the place of one, and leaving nothing of the old one that can be read through the file system.
//!
//! The old file keeps a second name, `NAME.wiping`, until its bytes were overwritten. A program that is killed leaves that name behind,
//! and the next turn finds it. What a disk or a journal keeps besides is beyond any program.

use super::super::error::StoreError;
use super::super::files;
use std::fs::{self, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What the old file is called meanwhile.
pub(super) const WIPING: &str = ".wiping";

/// For a test that kills the program at each step: the variable says before which it dies. Only in debug builds.
pub(in crate::store) fn step() {
    #[cfg(debug_assertions)]
    {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static STEPS: AtomicUsize = AtomicUsize::new(0);
        let step = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
        let last = std::env::var("MINERAL_TEST_DIE_AT").ok();
        if last.and_then(|at| at.parse().ok()) == Some(step) {
            std::process::abort();
        }
    }
}

pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(WIPING);
    name.into()
}

/// Puts a new file at `path`, synced. The file that was there is overwritten where `wipe` says so.
pub(in crate::store) fn replace(path: &Path, bytes: &[u8], wipe: bool) -> Result<(), StoreError> {
    let failed = |e| StoreError::io("written", path)(e);
    let mut temp = files::temporary(path).map_err(failed)?;
    temp.write_all(bytes).map_err(failed)?;
    temp.as_file().sync_all().map_err(failed)?;
    step();
    let old = beside(path);
    let kept = wipe && second_name(path, &old).map_err(failed)?;
    step();
    temp.persist(path).map_err(|e| failed(e.error))?;
    files::sync_path(files::parent(path)).map_err(failed)?;
    step();
    if kept {
        overwritten(&old)?;
    }
    Ok(())
}

/// Gives the file its second name; `false` where there is none to keep, or the file system knows no second names.
fn second_name(path: &Path, old: &Path) -> io::Result<bool> {
    match fs::hard_link(path, old) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            leftover(path, old)?;
            fs::hard_link(path, old).map(|()| true)
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        // Where files have one name only, the old bytes stay until the disk uses their place.
        Err(_) => Ok(false),
    }
}

/// A second name that a killed program left: of the same file, or of the one before.
fn leftover(path: &Path, old: &Path) -> io::Result<()> {
    let (there, was) = (fs::metadata(path)?, fs::metadata(old)?);
    if (there.dev(), there.ino()) != (was.dev(), was.ino()) {
        overwrite(old)?;
    }
    fs::remove_file(old)
}

/// Overwrites a file and takes it away.
pub(super) fn away(path: &Path) -> Result<(), StoreError> {
    let old = beside(path);
    fs::rename(path, &old).map_err(StoreError::io("removed", path))?;
    step();
    overwritten(&old)
}

/// Overwrites what has the name for it, and takes it away.
pub(super) fn overwritten(old: &Path) -> Result<(), StoreError> {
    let failed = |e| StoreError::io("overwritten", old)(e);
    overwrite(old).map_err(failed)?;
    step();
    fs::remove_file(old).map_err(failed)?;
    files::sync_path(files::parent(old)).map_err(failed)
}

/// Deals with a second name that is found: `path` is what it was a name of.
pub(super) fn found(path: &Path, old: &Path) -> Result<(), StoreError> {
    let failed = |e| StoreError::io("overwritten", old)(e);
    leftover(path, old).map_err(failed)?;
    files::sync_path(files::parent(old)).map_err(failed)
}

fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    let zeros = [0; 1 << 13];
    while left > 0 {
        let some = left.min(zeros.len() as u64);
        let some = usize::try_from(some).unwrap_or(zeros.len());
        file.write_all(zeros.get(..some).unwrap_or(&zeros))?;
        left -= some as u64;
    }
    file.sync_all()
}
