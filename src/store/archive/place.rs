//! Bringing back what is in an archive: what is missing comes, what is there stays.

use super::super::error::StoreError;
use super::super::files::{self, Durable};
use super::super::library::Library;
use super::names::target;
use super::read::read;
use super::{ArchiveError, Contents, Going, LARGEST};
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How many different ones can stand beside a file.
const MOST_BESIDE: u32 = 100;

/// A file that differs from the one that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The one that is there, and stays.
    pub there: PathBuf,
    /// Where the other one was put.
    pub put: PathBuf,
}

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
    /// Files that were missing.
    pub back: usize,
    /// Files that are there already, with the same bytes.
    pub same: usize,
    /// Files that have all that is in the archive, and more since.
    pub newer: usize,
    /// Files that differ.
    pub beside: Vec<Beside>,
}

impl Library {
    /// Brings back what an archive holds, which was read to its end before: `contents` is what was found then. Whoever stops it
    /// has whole files, and can do it again.
    ///
    /// # Errors
    /// When the archive is another one by now, does not belong here, or something cannot be written.
    pub fn restore_archive(
        &self,
        config: &Path,
        from: &mut dyn Read,
        contents: &Contents,
        going: &mut Going<'_>,
    ) -> Result<Restored, ArchiveError> {
        self.belongs_here(contents)?;
        let all = contents.bytes();
        let (mut restored, mut unsynced) = (Restored::default(), Vec::new());
        let mut expected = contents.files.iter();
        let placed = read(from, &mut |done, _| going(done, all), &mut |sum, bytes| {
            if expected.next() != Some(sum) {
                return Err(ArchiveError::Refused(
                    "it was changed while it was read".to_owned(),
                ));
            }
            let Some(path) = target(&sum.name, self.dir(), config) else {
                return Ok(());
            };
            let path = self.where_it_is(&path).unwrap_or(path);
            place(&path, &bytes, &mut restored, &mut unsynced)?;
            Ok(())
        });
        // Also of a part: what is there is to stay.
        let unsynced: BTreeSet<PathBuf> = unsynced.into_iter().collect();
        for path in unsynced {
            files::sync_path(&path).map_err(StoreError::io("synced", &path))?;
        }
        placed.map(|_| restored)
    }

    /// A session that lies under another year than the archive says.
    fn where_it_is(&self, path: &Path) -> Option<PathBuf> {
        let id = path.file_stem()?.to_str()?;
        let there = self.path_of(id).ok()?;
        path.starts_with(self.sessions())
            .then(|| there.with_extension(path.extension().unwrap_or_default()))
    }

    /// Files of a vault are of no use beside those of another, or of a plain library.
    fn belongs_here(&self, contents: &Contents) -> Result<(), ArchiveError> {
        let elsewhere = |why: &str| Err(ArchiveError::Elsewhere(why.to_owned()));
        let of_data = || {
            contents
                .files
                .iter()
                .filter(|s| s.name.starts_with("data/"))
        };
        let has_no_keys = !of_data().any(|s| s.name.starts_with("data/vault/"));
        let has_sessions = !self.ids()?.is_empty();
        let is_vault = match self.vault() {
            Ok(vault) => vault.is_some(),
            // One that has lost what opens it gets it back from here.
            Err(StoreError::Vault { .. }) => true,
            Err(e) => return Err(e.into()),
        };
        // What is encrypted is the same nowhere else.
        let same_key = || {
            of_data().any(|s| {
                let path = target(&s.name, self.dir(), self.dir());
                let bytes = path.and_then(|path| files::read(&path, LARGEST).ok());
                bytes.is_some_and(|b| blake3::hash(&b).to_hex().as_str() == s.hash)
            })
        };
        match (has_no_keys, is_vault) {
            (true, true) => elsewhere(
                "this backup is of a library without a vault, and here is one with a vault",
            ),
            (false, false) if has_sessions => {
                elsewhere("this backup is of a vault, and here is a library without one")
            }
            (false, true) if !same_key() => elsewhere("this backup is of another vault"),
            _ => Ok(()),
        }
    }
}

fn place(
    path: &Path,
    bytes: &[u8],
    restored: &mut Restored,
    unsynced: &mut Vec<PathBuf>,
) -> Result<(), StoreError> {
    let dir = files::parent(path);
    files::make_dirs(dir, Durable::Later(unsynced)).map_err(StoreError::io("made", dir))?;
    for k in 0..=MOST_BESIDE {
        let to = if k == 0 {
            path.to_owned()
        } else {
            beside(path, k)
        };
        match files::place_new(&to, bytes, Durable::Later(unsynced)) {
            Ok(_) if k == 0 => restored.back += 1,
            Ok(_) => restored.beside.push(Beside {
                there: path.to_owned(),
                put: to,
            }),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                let there = files::read(&to, LARGEST).unwrap_or_default();
                if there == bytes {
                    restored.same += 1;
                } else if k == 0 && is_grown(path) && there.starts_with(bytes) {
                    restored.newer += 1;
                } else {
                    continue;
                }
            }
            Err(e) => return Err(StoreError::io("brought back", &to)(e)),
        }
        return Ok(());
    }
    Err(StoreError::Exists {
        path: path.to_owned(),
    })
}

/// Whether such a file only ever grows.
fn is_grown(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "yaml")
}

/// The name beside a file: `people.restored-1.yaml`.
fn beside(path: &Path, k: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}.restored-{k}.{ending}"))
}
