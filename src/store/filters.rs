//! The filters that the user saved, byte for byte: a name may stand in one, so in a vault they are encrypted like everything else.

use super::care::wipe;
use super::cover::Belongs;
use super::error::StoreError;
use super::files::{self, Durable};
use super::library::Library;
use super::vaulted::replace;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
const MOST: u64 = 1 << 20;

impl Library {
    /// Where the filters lie.
    pub fn filters_path(&self) -> PathBuf {
        self.dir().join("filters.yaml")
    }

    /// What the file of the filters says; `None` where there is none.
    ///
    /// # Errors
    /// When it is encrypted and there is no key, was changed in a vault, is too large, or the system refuses.
    pub fn filters(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.filters_path();
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        let bytes = files::read(&path, 2 * MOST)?;
        let text = self
            .cover()
            .open_blob(&Belongs::filters(), &path, bytes)?
            .ok_or_else(|| StoreError::Damaged { path: path.clone() })?;
        if text.len() as u64 > MOST {
            let bytes = text.len() as u64;
            return Err(StoreError::TooLarge {
                path,
                bytes,
                most: MOST,
            });
        }
        Ok(Some(text))
    }

    /// Puts other filters in the place of these: whole, or not at all; those that were there are overwritten.
    ///
    /// # Errors
    /// When the vault is locked, or the system refuses.
    pub fn keep_filters(&self, text: &[u8]) -> Result<(), StoreError> {
        self.is_as_opened()?;
        let path = self.filters_path();
        let bytes = self.cover().blob(Belongs::filters(), text);
        files::make_dirs(self.dir(), Durable::Now).map_err(StoreError::io("made", self.dir()))?;
        replace(&path, &bytes, true)
    }

    /// What may lie outside of the library and has words of it, as it is to be written: as it is, or encrypted in a vault. `what` says
    /// what it is; it can be read as nothing else.
    pub fn covered(&self, what: &str, text: &[u8]) -> Vec<u8> {
        self.cover().blob(Belongs::outside(what), text)
    }

    /// Reads what [`Self::covered`] made; `None` where it was changed, or is of another library.
    pub fn uncovered(&self, what: &str, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let of = Belongs::outside(what);
        let path = Path::new(what);
        self.cover().open_blob(&of, path, bytes).ok().flatten()
    }
}

/// Overwrites a file that has words in it, and takes its name away; whether it was there.
///
/// # Errors
/// When the system refuses.
pub fn wiped(path: &Path) -> Result<bool, StoreError> {
    wipe(path)
}
