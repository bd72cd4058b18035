//! Opening an index: whole and of this program, or not at all.

use super::blocks::{GOOD, Plain};
use super::error::IndexError;
use super::schema::{FORMAT, Fields, register};
use super::sealed::Sealed;
use crate::store::{Library, Stamp};
use crate::vault::Keys;
use std::collections::HashMap;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::directory::RamDirectory;
use tantivy::{Directory, IndexReader, IndexSettings, ReloadPolicy};

/// Where an index lies.
#[derive(Debug, Clone)]
pub enum Place {
    /// In this directory, which is made when it is needed.
    Dir(PathBuf),
    /// In memory, for as long as the program runs.
    Memory,
    /// In blocks of a test's own.
    #[cfg(test)]
    Blocks(Box<dyn Directory>),
}

/// An index of sessions. Cheap to clone; touches no file before it is asked to.
#[derive(Debug, Clone)]
pub struct Index {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    place: Place,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    opened: Option<Opened>,
    /// The index in memory, from when it turns out that nothing can be written.
    memory: bool,
    /// The key, where the library is a vault.
    keys: Option<Keys>,
}

/// An index that is open.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) index: tantivy::Index,
    pub(super) reader: IndexReader,
    pub(super) fields: Fields,
    /// What `meta.json` was when the reader looked.
    seen: Option<Stamp>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").finish_non_exhaustive()
    }
}

const BLOCKS: &str = "blocks";
const META: &str = "meta.json";

/// The right to change the index. Held as long as the file is open.
#[derive(Debug)]
pub(super) struct Writing {
    _lock: Option<File>,
}

impl Index {
    /// The index at this place.
    pub fn at(place: Place) -> Self {
        let memory = matches!(place, Place::Memory);
        Self {
            shared: Arc::new(Shared {
                place,
                state: Mutex::new(State {
                    memory,
                    ..State::default()
                }),
            }),
        }
    }

    /// The index of this library at this place.
    #[must_use]
    pub fn of(self, library: &Library) -> Self {
        self.state().keys = library.keys().cloned();
        self
    }

    /// Lets the key go, and all that was read with it.
    pub fn forget_key(&self) {
        let mut state = self.state();
        if state.keys.take().is_some() {
            state.opened = None;
        }
    }

    /// Makes sure that it has the library's key, if that has one: the same index serves before and after a vault is opened.
    pub(super) fn belongs_to(&self, library: &Library) -> Result<(), IndexError> {
        library.is_as_opened()?;
        let mut state = self.state();
        let same = match (&state.keys, library.keys()) {
            (None, None) => true,
            (Some(ours), Some(its)) => ours.is(its),
            _ => false,
        };
        if !same {
            state.keys = library.keys().cloned();
            state.opened = None;
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What stands in it is whole at any moment: a panic elsewhere has broken nothing here.
        self.shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn dir(&self) -> Option<&Path> {
        match &self.shared.place {
            Place::Dir(dir) => Some(dir),
            Place::Memory => None,
            #[cfg(test)]
            Place::Blocks(_) => None,
        }
    }

    /// Whether it is kept in memory alone, since nothing can be written where it should lie.
    pub fn in_memory(&self) -> bool {
        self.state().memory
    }

    /// The open index as it was committed last; `None` when there is none yet.
    pub(super) fn opened(&self) -> Result<Option<Opened>, IndexError> {
        let mut state = self.state();
        let on_disk = self.dir().filter(|_| !state.memory);
        let stamp = on_disk.and_then(|dir| stamp(&dir.join(BLOCKS).join(META)));
        if let Some(opened) = &mut state.opened {
            if on_disk.is_none() {
                opened.reader.reload()?;
            } else if opened.seen != stamp {
                // Thrown away, or thrown away and made anew by somebody else: the old one knows nothing of it.
                if let Err(e) = opened.reader.reload() {
                    state.opened = None;
                    return Err(e.into());
                }
                opened.seen = stamp;
            }
            return Ok(Some(opened.clone()));
        }
        let Some(dir) = on_disk.filter(|_| stamp.is_some()) else {
            return Ok(None);
        };
        let opened = open_dir(dir, stamp, state.keys.as_ref())?;
        state.opened = Some(opened.clone());
        Ok(Some(opened))
    }

    /// The open index, made where there is none.
    pub(super) fn made(&self) -> Result<Opened, IndexError> {
        if let Some(opened) = self.opened()? {
            return Ok(opened);
        }
        let mut state = self.state();
        let opened = match &self.shared.place {
            Place::Dir(dir) if !state.memory => {
                make_dir(&dir.join(BLOCKS))?;
                let keys = state.keys.as_ref();
                let blocks = blocks(&dir.join(BLOCKS), keys).map_err(IndexError::io("opened"))?;
                place(&dir.join("format"), format_of(keys).as_bytes())?;
                let mut opened = create(blocks)?;
                opened.seen = stamp(&dir.join(BLOCKS).join(META));
                opened
            }
            #[cfg(test)]
            Place::Blocks(blocks) if !state.memory => create(blocks.clone())?,
            _ => create(Box::new(RamDirectory::create()))?,
        };
        state.opened = Some(opened.clone());
        Ok(opened)
    }

    /// Takes the right to change the index; `None` while another program has it.
    pub(super) fn lock(&self) -> Result<Option<Writing>, IndexError> {
        let memory = self.in_memory();
        let Some(dir) = self.dir().filter(|_| !memory) else {
            return Ok(Some(Writing { _lock: None }));
        };
        make_dir(dir)?;
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(dir.join("lock"))
            .map_err(IndexError::io("locked"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Writing { _lock: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            // Where the file system knows no locks, tantivy's own has to do.
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {
                Ok(Some(Writing { _lock: None }))
            }
            Err(TryLockError::Error(e)) => Err(IndexError::io("locked")(e)),
        }
    }

    /// Throws everything away but the lock, which has to be held.
    pub(super) fn throw_away(&self, _held: &Writing) -> Result<(), IndexError> {
        let mut state = self.state();
        state.opened = None;
        let Some(dir) = self.dir().filter(|_| !state.memory) else {
            return Ok(());
        };
        let gone = |result: io::Result<()>| match result {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(IndexError::io("thrown away")(e)),
            _ => Ok(()),
        };
        gone(fs::remove_file(dir.join("format")))?;
        gone(fs::remove_file(dir.join(GOOD)))?;
        let blocks = dir.join(BLOCKS);
        if blocks.is_dir() {
            gone(fs::remove_dir_all(blocks))
        } else {
            gone(fs::remove_file(blocks))
        }
    }

    /// From now on the index is in memory: nothing can be written where it should lie.
    pub(super) fn go_to_memory(&self) {
        let mut state = self.state();
        state.memory = true;
        state.opened = None;
    }

    /// Forgets what is open, so that the next look opens it anew.
    pub(super) fn forget(&self) {
        self.state().opened = None;
    }

    /// Writes down that the blocks are as the program wrote them, so that opening need not read them all.
    pub(super) fn note_good(&self, opened: &Opened) {
        let Some(dir) = self.dir().filter(|_| !self.in_memory()) else {
            return;
        };
        if let Ok(files) = files(&opened.index) {
            write_good(dir, &files);
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    Stamp::at(path).ok()
}

fn create(blocks: Box<dyn Directory>) -> Result<Opened, IndexError> {
    let (schema, fields) = Fields::new();
    let index = tantivy::Index::create(blocks, schema, IndexSettings::default())?;
    ready(index, fields, None)
}

fn ready(index: tantivy::Index, fields: Fields, seen: Option<Stamp>) -> Result<Opened, IndexError> {
    register(&index);
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .doc_store_cache_num_blocks(24)
        .try_into()?;
    Ok(Opened {
        index,
        reader,
        fields,
        seen,
    })
}

/// What says which program wrote an index, and for what kind of library.
fn format_of(keys: Option<&Keys>) -> String {
    match keys {
        None => FORMAT.to_owned(),
        Some(keys) => format!("{FORMAT}vault {}\n", keys.check("index")),
    }
}

/// The blocks in a directory that is there.
fn blocks(dir: &Path, keys: Option<&Keys>) -> io::Result<Box<dyn Directory>> {
    let plain = Plain::open(dir)?;
    Ok(match keys {
        None => Box::new(plain),
        Some(keys) => Box::new(Sealed::new(plain, keys.clone())),
    })
}

fn open_dir(dir: &Path, seen: Option<Stamp>, keys: Option<&Keys>) -> Result<Opened, IndexError> {
    let broken = |why: &str| IndexError::Broken(why.to_owned());
    let format =
        fs::read(dir.join("format")).map_err(|_| broken("nothing says which form it has"))?;
    if format != format_of(keys).as_bytes() {
        return Err(broken("another version of mineral wrote it"));
    }
    let directory = blocks(&dir.join(BLOCKS), keys).map_err(|e| broken(&e.to_string()))?;
    let index = tantivy::Index::open(directory)?;
    let (schema, fields) = Fields::new();
    if index.schema() != schema {
        return Err(broken("it has other fields"));
    }
    check(dir, &index)?;
    ready(index, fields, seen)
}

/// The files of the segments, by name.
fn files(index: &tantivy::Index) -> Result<Vec<PathBuf>, IndexError> {
    let files = index.load_metas()?.list_segment_files();
    let mut files: Vec<PathBuf> = files.into_iter().collect();
    files.sort();
    Ok(files)
}

/// Reads those files whose stamps are not written down as good, and compares their sums.
fn check(dir: &Path, index: &tantivy::Index) -> Result<(), IndexError> {
    let good = read_good(dir);
    let blocks = dir.join(BLOCKS);
    let mut all = Vec::new();
    let mut new = false;
    for file in files(index)? {
        let Ok(stamp) = Stamp::at(&blocks.join(&file)) else {
            // Not every segment has every kind of file; some are opened without being missed.
            if needed(&file) {
                return Err(IndexError::Broken(format!("{} is gone", file.display())));
            }
            continue;
        };
        let name = file.to_string_lossy().into_owned();
        if good.get(&name) != Some(&stamp.number()) {
            new = true;
            let whole = index
                .directory()
                .validate_checksum(&file)
                .map_err(|e| IndexError::Broken(e.to_string()))?;
            if !whole {
                return Err(IndexError::Broken(format!("{name} was changed")));
            }
        }
        all.push(file);
    }
    if new {
        write_good(dir, &all);
    }
    Ok(())
}

/// Whether every segment has a file of this kind.
fn needed(file: &Path) -> bool {
    let kind = file.extension().and_then(|e| e.to_str());
    matches!(kind, Some("idx" | "pos" | "term" | "store" | "fast"))
}

/// What tells this start of the machine from all others, where the system says it.
fn start_of_machine() -> Option<String> {
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let id = id.trim();
    (!id.is_empty()).then(|| id.to_owned())
}

fn read_good(dir: &Path) -> HashMap<String, u64> {
    let text = fs::read_to_string(dir.join(GOOD)).unwrap_or_default();
    let mut lines = text.lines();
    // Since the machine was started a power cut may have left anything under these stamps.
    if start_of_machine().is_none_or(|start| lines.next() != Some(start.as_str())) {
        return HashMap::new();
    }
    lines
        .filter_map(|line| {
            let (name, stamp) = line.split_once(' ')?;
            Some((name.to_owned(), stamp.parse().ok()?))
        })
        .collect()
}

/// Only spares reading next time: where it cannot be written, nothing is lost.
fn write_good(dir: &Path, files: &[PathBuf]) {
    use std::fmt::Write as _;
    let Some(mut text) = start_of_machine() else {
        return;
    };
    text.push('\n');
    for file in files {
        if let Ok(stamp) = Stamp::at(&dir.join(BLOCKS).join(file)) {
            let _ = writeln!(text, "{} {}", file.display(), stamp.number());
        }
    }
    let _ = place(&dir.join(GOOD), text.as_bytes());
}

/// Makes a directory and those above it, each the user's alone.
fn make_dir(dir: &Path) -> Result<(), IndexError> {
    if dir.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(IndexError::io("made"))
}

/// Puts a small file in its place, whole or not at all.
fn place(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let placed = tempfile::Builder::new()
        .prefix(".mineral-")
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(dir)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.persist(path).map_err(|e| e.error)
        });
    placed.map(drop).map_err(IndexError::io("written"))
}
