//! The draft's file as the pen sees it: appended to at every key, begun anew when it has grown.

use super::super::cover::Wrapper;
use super::super::drafts;
use super::super::files::{self, Durable};
use super::journal::write_once;
use super::report::{FailKind, Failure};
use super::syncer::Target;
use crate::session::Draft;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::NamedTempFile;

/// Over this many bytes the file is begun anew.
const GROWN: u64 = 256 << 10;

/// The file with the draft.
#[derive(Default)]
pub(super) struct Slip {
    pub(super) path: PathBuf,
    /// What lies around each draft.
    pub(super) wrapper: Wrapper,
    file: Option<Arc<File>>,
    length: u64,
    /// The file may not end with a line end.
    ragged: bool,
    /// The name is new in its directory.
    named: bool,
    /// Beyond this length it is to be begun anew; 0: not reckoned yet.
    most: u64,
    /// The bytes of the newest draft that was written.
    newest: Vec<u8>,
    count: u64,
    /// The file is to be written anew from memory.
    pub(super) lost: bool,
}

impl Slip {
    pub(super) fn new(path: PathBuf, wrapper: Wrapper) -> Self {
        Self {
            path,
            wrapper,
            ..Self::default()
        }
    }

    /// Writes the newest draft, with one `write`.
    pub(super) fn write(&mut self, draft: &Draft, count: u64) -> Result<(), Failure> {
        let framed = drafts::frame(draft).map_err(|fault| Failure {
            kind: FailKind::Other,
            why: fault.to_string(),
        })?;
        self.append(self.wrapper.alone(draft.n, &framed))?;
        self.count = count;
        Ok(())
    }

    fn append(&mut self, framed: Vec<u8>) -> Result<(), Failure> {
        let file = self.open()?;
        let mut bytes = Vec::new();
        if self.ragged {
            bytes.push(b'\n');
        }
        let whole = if self.ragged {
            bytes.extend_from_slice(&framed);
            &bytes
        } else {
            &framed
        };
        if let Err(e) = write_once(&file, whole) {
            // A torn draft does no harm to those before it; the next one begins on a line of its own.
            self.ragged = file.set_len(self.length).is_err() || self.ragged;
            return Err(e.into());
        }
        self.length += whole.len() as u64;
        self.ragged = false;
        self.newest = framed;
        Ok(())
    }

    fn open(&mut self) -> io::Result<Arc<File>> {
        if let Some(file) = &self.file {
            return Ok(Arc::clone(file));
        }
        let there = self.path.exists();
        let file = Arc::new(files::open_append(&self.path, true)?);
        self.length = file.metadata()?.len();
        self.named |= !there;
        // Whatever a former run left may be torn, and is begun anew when there is time.
        self.ragged = self.length > 0;
        self.most = if self.length > 0 { 0 } else { GROWN };
        self.file = Some(Arc::clone(&file));
        Ok(file)
    }

    /// What the syncer should do, and whether the directory is to be synced too.
    pub(super) fn target(&mut self) -> Option<(Target, bool)> {
        let file = Arc::clone(self.file.as_ref()?);
        let path = self.path.clone();
        let named = std::mem::take(&mut self.named);
        let upto = self.count;
        Some((Target { file, path, upto }, named))
    }

    /// Whether the news are about the file that we have now.
    pub(super) fn is_about(&self, target: &Target) -> bool {
        let file = self.file.as_ref();
        file.is_some_and(|file| Arc::ptr_eq(file, &target.file))
    }

    /// The bytes to begin anew with, when it is time to; asked for once.
    pub(super) fn grown(&mut self) -> Option<(Vec<u8>, PathBuf)> {
        if self.file.is_none() || self.length <= self.most || self.newest.is_empty() {
            return None;
        }
        self.most = u64::MAX;
        Some((self.newest.clone(), self.path.clone()))
    }

    /// Puts the file that the syncer made in the place of the old one. It holds a draft on disk already;
    /// the newest goes in behind it before the names change.
    pub(super) fn begin_anew(&mut self, temp: NamedTempFile, held: u64) -> io::Result<()> {
        let mut length = held;
        if held != self.newest.len() as u64 || !holds(temp.as_file(), &self.newest) {
            files::set_appending(temp.as_file(), true)?;
            write_once(temp.as_file(), &self.newest)?;
            length += self.newest.len() as u64;
        }
        let file = temp.persist(&self.path).map_err(|e| e.error)?;
        files::set_appending(&file, true)?;
        self.file = Some(Arc::new(file));
        self.length = length;
        self.ragged = false;
        self.named = true;
        self.reckon();
        Ok(())
    }

    /// It could not be begun anew: again when it has grown by as much.
    pub(super) fn stays(&mut self) {
        self.most = self.length + GROWN;
    }

    /// Not now: to be asked for again at the next turn.
    pub(super) fn later(&mut self) {
        self.most = 0;
    }

    fn reckon(&mut self) {
        // A text as large as that is not to be copied at every key.
        self.most = GROWN.max(4 * self.newest.len() as u64);
    }

    /// The file is gone: the newest draft into a new one.
    pub(super) fn again(&mut self) -> Result<(), Failure> {
        self.file = None;
        if !self.newest.is_empty() {
            files::make_dirs(files::parent(&self.path), Durable::Now)?;
            self.append(self.newest.clone())?;
        }
        self.lost = false;
        Ok(())
    }

    /// Takes the file away; it has no words that are not in the session.
    pub(super) fn remove(&mut self) {
        self.file = None;
        // A draft that stays is stale or empty, and does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

fn holds(file: &File, bytes: &[u8]) -> bool {
    use std::os::unix::fs::FileExt;
    let mut there = vec![0; bytes.len()];
    file.read_exact_at(&mut there, 0).is_ok() && there == bytes
}
