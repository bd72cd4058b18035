//! The scripts that sessions ran, byte for byte.

use super::cover::Belongs;
use super::error::StoreError;
use super::files::{self, Durable};
use super::library::Library;
use std::io;
use std::path::PathBuf;

/// The largest script that is read, in bytes.
const MAX_SCRIPT: u64 = 1 << 20;

impl Library {
    /// What names a script's bytes: the first 32 hexadecimal digits of BLAKE3.
    pub fn hash(script: &[u8]) -> String {
        let mut hex = blake3::hash(script).to_hex().to_string();
        hex.truncate(32);
        hex
    }

    /// The bytes of a script as a session ran it.
    ///
    /// # Errors
    /// When the hash is none, the script is not there, too large, or not what the hash names.
    pub fn script_used(&self, hash: &str) -> Result<Vec<u8>, StoreError> {
        let mut path = self.script_path(hash)?;
        if self.keys().is_some() && path.symlink_metadata().is_err() {
            // While the library becomes a vault it may still have its plain name.
            path = self.script_dir().join(format!("{hash}.yaml"));
        }
        let bytes = files::read(&path, MAX_SCRIPT * 2)?;
        let bytes = self
            .cover()
            .open_blob(&Belongs::script(hash), &path, bytes)?;
        if let Some(bytes) = bytes.filter(|bytes| Self::hash(bytes) == hash) {
            return Ok(bytes);
        }
        Err(StoreError::Script {
            hash: hash.to_owned(),
            why: "its file was changed".to_owned(),
        })
    }

    /// Keeps a script's bytes, unless they are there; what is to be synced is put on the list.
    pub(super) fn keep_script(
        &self,
        hash: &str,
        script: &[u8],
        unsynced: &mut Vec<PathBuf>,
    ) -> Result<(), StoreError> {
        let path = self.script_path(hash)?;
        let wrong = |why: &str| StoreError::Script {
            hash: hash.to_owned(),
            why: why.to_owned(),
        };
        if Self::hash(script) != hash {
            return Err(wrong("these are not the bytes of the script"));
        }
        if script.len() as u64 > MAX_SCRIPT {
            return Err(wrong("it is larger than a megabyte"));
        }
        let dir = files::parent(&path);
        if path.symlink_metadata().is_ok() {
            return Ok(());
        }
        files::make_dirs(dir, Durable::Later(unsynced)).map_err(StoreError::io("made", dir))?;
        let bytes = self.cover().blob(Belongs::script(hash), script);
        match files::place_new(&path, &bytes, Durable::Later(unsynced)) {
            Ok(_) => Ok(()),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(e) => Err(StoreError::io("written", &path)(e)),
        }
    }

    pub(super) fn script_dir(&self) -> PathBuf {
        self.dir().join("scripts-used")
    }

    /// Where a script lies. In a vault the name says nothing: the hash of a script that others have, too, would.
    pub(super) fn script_path(&self, hash: &str) -> Result<PathBuf, StoreError> {
        let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if hash.len() != 32 || !hash.bytes().all(hex) {
            return Err(StoreError::Script {
                hash: crate::text::clean_line(hash),
                why: "this is not the hash of a script".to_owned(),
            });
        }
        let name = match self.keys() {
            Some(keys) => keys.name_for(hash),
            None => hash.to_owned(),
        };
        Ok(self.script_dir().join(format!("{name}.yaml")))
    }
}
