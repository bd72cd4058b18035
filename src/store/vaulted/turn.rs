//! A plain library becomes a vault, and a vault a plain library: file by file, each whole before and after.
//!
//! `vault.yaml` says that it is on the way, so that files of both kinds are read. A program that is killed has lost nothing: each file
//! is the old one or the new one, and the next turn does what is left.

use super::super::bin;
use super::super::cover::{Belongs, Cover};
use super::super::error::StoreError;
use super::super::files;
use super::super::library::{Library, MAX_SESSION, check_id, names, open_locked};
use super::super::problem::ProblemKind;
use super::wipe::{self, WIPING, step};
use super::{Turn, Vault};
use crate::vault::frames;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// How a turn went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turned {
    /// Files that were turned now.
    pub files: usize,
    /// Files in the library that are none of the program's, and stay as they are.
    pub others: usize,
}

/// A file with something in it that cannot be read, and would be lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Which.
    pub path: PathBuf,
    /// What.
    pub what: String,
}

/// A file that belongs to the library.
struct Ours {
    path: PathBuf,
    of: Belongs,
    is: Is,
}

/// What a file has in it.
#[derive(Clone, PartialEq, Eq)]
enum Is {
    /// Documents, one after the other.
    Stream,
    /// Something that is kept whole.
    Whole,
    /// A script, whose name says what is in it.
    Script(String),
}

impl Library {
    /// Encrypts what is not encrypted yet, and says at the end that all is. `progress` is told how many files of how many are done.
    ///
    /// # Errors
    /// When a conversation runs, something cannot be read, or the system refuses. What was done stays, and is gone on with the next time.
    pub fn seal(&self, mut progress: impl FnMut(usize, usize)) -> Result<Turned, StoreError> {
        let vault = Vault::of(self)?;
        let library = self.mixed()?;
        library.leftovers()?;
        let (all, others) = library.all_files()?;
        are_free(&all)?;
        vault.says(Turn::Sealing)?;
        let mut turned = Turned { files: 0, others };
        for (at, file) in all.iter().enumerate() {
            turned.files += usize::from(library.seal_one(file)?);
            progress(at + 1, all.len());
        }
        library.temporaries()?;
        vault.says(Turn::Whole)?;
        Ok(turned)
    }

    /// What would be lost if the vault became a plain library: whatever is damaged.
    ///
    /// # Errors
    /// When something cannot be read at all.
    pub fn damage(&self) -> Result<Vec<Damage>, StoreError> {
        let library = self.mixed()?;
        let mut all = Vec::new();
        for file in library.all_files()?.0 {
            let bytes = files::read(&file.path, 2 * MAX_SESSION)?;
            let found = library.cover().off(&file.of, &file.path, &bytes)?;
            for problem in &found.problems {
                if matches!(problem.what, ProblemKind::Sealed { .. }) {
                    let (path, what) = (file.path.clone(), problem.to_string());
                    all.push(Damage { path, what });
                }
            }
        }
        Ok(all)
    }

    /// Makes the vault a plain library. What cannot be read is left out.
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub fn unseal(&self, mut progress: impl FnMut(usize, usize)) -> Result<Turned, StoreError> {
        let vault = Vault::of(self)?;
        let library = self.mixed()?;
        library.leftovers()?;
        let (all, others) = library.all_files()?;
        are_free(&all)?;
        vault.says(Turn::Opening)?;
        let mut turned = Turned { files: 0, others };
        for (at, file) in all.iter().enumerate() {
            turned.files += usize::from(library.unseal_one(file)?);
            progress(at + 1, all.len());
        }
        library.temporaries()?;
        vault.end()?;
        Ok(turned)
    }

    /// Takes away what is left where a program was killed at the very end of the way out: the library is plain, and only the vault's own
    /// files are not all gone. Whether there was something.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn end_the_turn(&self) -> Result<bool, StoreError> {
        let dir = self.dir().join("vault");
        if self.vault()?.is_some() || !dir.is_dir() {
            return Ok(false);
        }
        for name in names(&dir)? {
            let path = dir.join(&name);
            if name.ends_with(WIPING) {
                wipe::overwritten(&path)?;
            } else if name == "vault.yaml" || name.starts_with(".mineral-") {
                wipe::away(&path)?;
            }
        }
        // Something of the user's may be in it.
        Ok(fs::remove_dir(&dir).is_ok())
    }

    /// The library as one that is on the way.
    fn mixed(&self) -> Result<Self, StoreError> {
        match self.cover() {
            Cover::Vault { keys, .. } => Ok(self.clone().with_cover(keys.clone(), true)),
            Cover::Plain => Err(StoreError::Locked {
                path: self.dir().to_owned(),
            }),
        }
    }

    fn seal_one(&self, file: &Ours) -> Result<bool, StoreError> {
        let path = &file.path;
        let _locked = locked(file)?;
        let bytes = files::read(path, MAX_SESSION)?;
        if frames::are_frames(&bytes) {
            return Ok(false);
        }
        let sealed = match file.is {
            Is::Stream => {
                let mut wrapper = self.cover().wrapper(file.of.clone(), frames::FIRST);
                wrapper.all(&bytes)
            }
            Is::Whole | Is::Script(_) => self.cover().blob(file.of.clone(), &bytes),
        };
        // What was written is what will be read, before the old one goes.
        let again = self.cover().off(&file.of, path, &sealed)?;
        if !bytes.is_empty() && (again.text != bytes || !again.problems.is_empty()) {
            return Err(StoreError::Io {
                action: "encrypted",
                path: path.clone(),
                source: io::Error::other("it did not read back"),
            });
        }
        match &file.is {
            Is::Script(hash) => {
                let to = self.script_path(hash)?;
                wipe::replace(&to, &sealed, false)?;
                step();
                wipe::away(path)?;
            }
            Is::Stream | Is::Whole => wipe::replace(path, &sealed, true)?,
        }
        Ok(true)
    }

    fn unseal_one(&self, file: &Ours) -> Result<bool, StoreError> {
        let path = &file.path;
        let _locked = locked(file)?;
        let bytes = files::read(path, 2 * MAX_SESSION)?;
        if !frames::are_frames(&bytes) {
            return Ok(false);
        }
        let found = self.cover().off(&file.of, path, &bytes)?;
        match &file.is {
            Is::Script(_) => {
                let hash = Self::hash(&found.text);
                let to = self.script_dir().join(format!("{hash}.yaml"));
                wipe::replace(&to, &found.text, false)?;
                step();
                fs::remove_file(path).map_err(StoreError::io("removed", path))?;
            }
            // Of a frame that is damaged nothing is left, and nobody could open it any more.
            Is::Whole if found.text.is_empty() && file.of == Belongs::filters() => {
                fs::remove_file(path).map_err(StoreError::io("removed", path))?;
            }
            // A piece of a frame that was torn long ago says nothing to anybody.
            Is::Whole if found.text.is_empty() => return Ok(false),
            Is::Stream | Is::Whole => wipe::replace(path, &found.text, false)?,
        }
        Ok(true)
    }

    /// All files of the library, and how many others there are.
    fn all_files(&self) -> Result<(Vec<Ours>, usize), StoreError> {
        let (mut all, mut others) = (Vec::new(), 0);
        let mut sort = |path: PathBuf, found: Option<(Belongs, Is)>| match found {
            Some((of, is)) => all.push(Ours { path, of, is }),
            None => others += 1,
        };
        let people = self.dir().join("people.yaml");
        if people.symlink_metadata().is_ok() {
            sort(people, Some((Belongs::people(), Is::Stream)));
        }
        let filters = self.filters_path();
        if filters.symlink_metadata().is_ok() {
            sort(filters, Some((Belongs::filters(), Is::Whole)));
        }
        for dir in self.years()? {
            for name in names(&dir)? {
                let found = session_or_draft(&name);
                sort(dir.join(&name), found);
            }
        }
        let bin = self.dir().join("bin");
        for name in names(&bin)? {
            // What was torn has no frame around it, or is a torn frame.
            let found = session_or_draft(&name)
                .filter(|_| bin::is_deleted(&name))
                .unwrap_or_else(|| (Belongs::piece(&name), Is::Whole));
            sort(bin.join(&name), Some(found));
        }
        let scripts = names(&self.script_dir())?;
        let named = if scripts.is_empty() {
            HashMap::new()
        } else {
            self.scripts_by_name()?
        };
        for name in scripts {
            let path = self.script_dir().join(&name);
            let found = script_in(&path, &name, &named)?;
            sort(path, found);
        }
        Ok((all, others))
    }

    /// Deals with what a killed turn left.
    fn leftovers(&self) -> Result<(), StoreError> {
        let mut dirs = vec![
            self.dir().join("bin"),
            self.script_dir(),
            self.dir().to_owned(),
        ];
        dirs.push(self.dir().join("vault"));
        dirs.extend(self.years()?);
        for dir in dirs {
            for name in names(&dir)? {
                let Some(base) = name.strip_suffix(WIPING) else {
                    continue;
                };
                let (path, old) = (dir.join(base), dir.join(&name));
                if path.symlink_metadata().is_ok() {
                    wipe::found(&path, &old)?;
                } else if dir == self.script_dir() || dir.ends_with("vault") {
                    // It was taken away on purpose: a script has another name by now.
                    wipe::overwritten(&old)?;
                } else {
                    fs::rename(&old, &path).map_err(StoreError::io("brought back", &path))?;
                }
            }
        }
        Ok(())
    }

    /// Takes files away that a killed program had begun and not named: they may have words in them.
    fn temporaries(&self) -> Result<(), StoreError> {
        let mut dirs = vec![
            self.dir().join("bin"),
            self.script_dir(),
            self.dir().to_owned(),
        ];
        dirs.push(self.dir().join("vault"));
        dirs.extend(self.years()?);
        for dir in dirs {
            for name in names(&dir)? {
                let path = dir.join(&name);
                if name.starts_with(".mineral-") && path.is_file() {
                    wipe::away(&path)?;
                }
            }
        }
        Ok(())
    }
}

/// Which script a file is. A name in a vault says nothing: whose it is, is found among those that sessions name.
fn script_in(
    path: &Path,
    name: &str,
    named: &HashMap<String, String>,
) -> Result<Option<(Belongs, Is)>, StoreError> {
    let Some(stem) = name.strip_suffix(".yaml").filter(|s| s.len() == 32) else {
        return Ok(None);
    };
    let hash = match files::read(path, MAX_SESSION) {
        Ok(bytes) if frames::are_frames(&bytes) => named.get(stem).cloned(),
        Ok(_) => Some(stem.to_owned()),
        // Left as it is, it could never be read again.
        Err(error @ StoreError::Io { .. }) => return Err(error),
        Err(_) => None,
    };
    Ok(hash.map(|hash| (Belongs::script(&hash), Is::Script(hash))))
}

/// What a file beside a session is, by its name. `ID.saved-1.yaml` is a session, too.
fn session_or_draft(name: &str) -> Option<(Belongs, Is)> {
    let id = name.split('.').next()?;
    check_id(id).ok()?;
    match name.rsplit_once('.')?.1 {
        "yaml" => Some((Belongs::session(id), Is::Stream)),
        "draft" => Some((Belongs::draft(id), Is::Stream)),
        _ => None,
    }
}

/// Whether nobody writes any of them.
fn are_free(all: &[Ours]) -> Result<(), StoreError> {
    all.iter().try_for_each(|file| locked(file).map(drop))
}

/// The lock of a file that has one: nobody writes it meanwhile.
fn locked(file: &Ours) -> Result<Option<File>, StoreError> {
    let has_lock = file.path.extension().is_some_and(|e| e == "yaml");
    if file.is != Is::Stream || !has_lock {
        return Ok(None);
    }
    match open_locked(&file.path) {
        Ok(lock) => Ok(Some(lock)),
        Err(e) if e.kind() == io::ErrorKind::WouldBlock => Err(StoreError::Running {
            path: file.path.clone(),
        }),
        Err(e) => Err(StoreError::io("opened", &file.path)(e)),
    }
}
