//! The session's file as the pen sees it: all its bytes in memory, and how far the disk has followed.

use super::super::cover::Wrapper;
use super::super::files::{self, Durable, Place};
use super::super::seal::{self, Digits};
use super::super::stream::Tail;
use super::report::Failure;
use super::syncer::{Standing, Target, standing};
use crate::session::{Doc, Document, Entry};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A session's file.
pub(super) struct Journal {
    pub(super) path: PathBuf,
    pub(super) file: Arc<File>,
    /// Every byte that the file should have: those that were there, and all that was appended since.
    image: Vec<u8>,
    /// How many of them `write` has taken.
    written: usize,
    /// How many are on disk.
    synced: usize,
    /// The documents that are not on disk yet: where each ends, and its number.
    docs: VecDeque<(usize, u32)>,
    /// What the next document is chained to.
    seal: Option<Digits>,
    /// What comes before the next document.
    before: &'static [u8],
    /// What lies around each.
    wrapper: Wrapper,
    /// A write failed half-way: the file may be longer than `written`.
    ragged: bool,
    /// What was written since the last sync may never reach the disk.
    doubtful: bool,
    /// The path does not name our file.
    lost: Option<Standing>,
}

impl Journal {
    pub(super) fn new(
        path: PathBuf,
        file: File,
        image: Vec<u8>,
        tail: &Tail,
        wrapper: Wrapper,
    ) -> Self {
        let length = image.len();
        Self {
            path,
            file: Arc::new(file),
            image,
            written: length,
            synced: length,
            docs: VecDeque::new(),
            seal: tail.seal,
            before: tail.before,
            wrapper,
            ragged: false,
            doubtful: false,
            lost: None,
        }
    }

    /// Nothing of the file is on disk yet, not even its head.
    pub(super) fn is_new(&mut self) {
        self.synced = 0;
    }

    /// Takes an entry into the image; it is written by [`Journal::write`].
    pub(super) fn push(&mut self, entry: &Entry) {
        let yaml = entry.to_yaml().or_else(|fault| {
            // JSON is YAML, and keeps every word even where the proof of reading back fails.
            serde_json::to_string(&Doc::from(entry)).map_err(|_| fault)
        });
        // A struct of texts and numbers always becomes JSON.
        let yaml = yaml.unwrap_or_else(|fault| format!("# {} {entry:?}\n", fault.message));
        let (bytes, seal) = seal::frame(self.seal.as_ref(), entry.n, &yaml);
        let mut document = self.before.to_vec();
        document.extend(bytes);
        let before = self.seal.replace(seal);
        let wrapped = self.wrapper.next(entry.n, before.as_ref(), document);
        self.image.extend_from_slice(&wrapped);
        self.before = b"";
        self.docs.push_back((self.image.len(), entry.n));
    }

    /// Whether all is with the kernel.
    pub(super) fn is_written(&self) -> bool {
        self.written == self.image.len() && self.lost.is_none()
    }

    /// Whether all is on disk.
    pub(super) fn is_synced(&self) -> bool {
        self.synced == self.image.len() && self.lost.is_none()
    }

    /// What the syncer should do, if anything; `anyhow` if only to look at the path.
    pub(super) fn target(&self, anyhow: bool) -> Option<Target> {
        let wanted = anyhow || self.synced < self.written;
        (wanted && self.lost.is_none()).then(|| Target {
            file: Arc::clone(&self.file),
            path: self.path.clone(),
            upto: self.written as u64,
        })
    }

    /// Whether the news are about the file that we have now.
    pub(super) fn is_about(&self, target: &Target) -> bool {
        Arc::ptr_eq(&self.file, &target.file)
    }

    /// Writes what is still to be written, one `write` for each document.
    pub(super) fn write(&mut self) -> Result<(), Failure> {
        self.come_home()?;
        if self.ragged {
            self.file.set_len(self.written as u64)?;
            self.ragged = false;
        }
        if self.doubtful {
            self.rewrite(self.synced)?;
            self.doubtful = false;
        }
        for at in 0..self.docs.len() {
            let Some((end, _)) = self.docs.get(at).copied() else {
                break;
            };
            if end > self.written {
                self.write_to(end)?;
            }
        }
        Ok(())
    }

    fn write_to(&mut self, end: usize) -> Result<(), Failure> {
        let bytes = self.image.get(self.written..end).unwrap_or_default();
        if let Err(failure) = write_once(&self.file, bytes) {
            // Back to the last whole document before anything else; if even that fails, before the next.
            self.ragged = self.file.set_len(self.written as u64).is_err();
            return Err(failure.into());
        }
        self.written = end;
        Ok(())
    }

    /// Writes again what the kernel may have dropped after a failed sync. In place and over the same
    /// bytes: to truncate first would take away words that the kernel may still hold.
    fn rewrite(&self, from: usize) -> io::Result<()> {
        let bytes = self.image.get(from..self.written).unwrap_or_default();
        files::set_appending(&self.file, false)?;
        let written = self.file.write_all_at(bytes, from as u64);
        files::set_appending(&self.file, true)?;
        written
    }

    /// After a sync: how many documents are on disk now that were not, and the number of the last.
    pub(super) fn synced(&mut self, upto: u64) -> Option<(usize, u32)> {
        let upto = usize::try_from(upto).unwrap_or(usize::MAX);
        let new = self.synced == 0;
        self.synced = self.synced.max(upto.min(self.written));
        // The head of a new session is number 0.
        let mut done = (new && self.synced > 0).then_some((0, 0));
        while let Some((end, n)) = self.docs.front().copied() {
            if end > self.synced {
                break;
            }
            self.docs.pop_front();
            done = Some((done.map_or(0, |(count, _)| count) + 1, n));
        }
        done
    }

    /// After a failed sync.
    pub(super) fn doubt(&mut self) {
        self.doubtful = true;
    }

    /// After a look at the path: what is wrong there, if anything.
    pub(super) fn look(&mut self, standing: Standing, upto: u64) -> Result<(), Failure> {
        let why = match standing {
            Standing::Ours(length) if length >= upto => return Ok(()),
            Standing::Ours(_) => "the session's file was made shorter; it is written anew",
            Standing::Missing => "the session's file is gone; it is written anew",
            Standing::Other => return Err(self.other()),
        };
        self.lost = Some(standing);
        Err(Failure::gone(why.to_owned()))
    }

    /// Looks at the path here and now.
    pub(super) fn look_now(&mut self) -> Result<(), Failure> {
        let standing = standing(&self.path, &self.file)?;
        self.look(standing, self.written as u64)
    }

    /// Whether another file stands in our place.
    pub(super) fn is_displaced(&self) -> bool {
        self.lost == Some(Standing::Other)
    }

    fn other(&mut self) -> Failure {
        self.lost = Some(Standing::Other);
        let path = self.path.display();
        Failure::gone(format!("another file stands at {path}"))
    }

    /// Makes the path name a file with all our bytes again.
    fn come_home(&mut self) -> Result<(), Failure> {
        if self.lost.is_none() {
            return Ok(());
        }
        match files::place(&self.path, &self.file)? {
            Place::Other => return Err(self.other()),
            Place::Missing => {
                files::make_dirs(files::parent(&self.path), Durable::Now)?;
                let path = self.path.clone();
                self.settle_at(path)?;
            }
            Place::Ours => {
                self.written = self.image.len();
                self.rewrite(0)?;
                self.file.set_len(self.written as u64)?;
                self.synced = 0;
            }
        }
        self.lost = None;
        self.ragged = false;
        self.doubtful = false;
        Ok(())
    }

    /// Puts the whole session at a new path, synced; from then on that is its file.
    pub(super) fn settle_at(&mut self, path: PathBuf) -> io::Result<()> {
        let file = files::place_new(&path, &self.image, Durable::Now)?;
        self.file = Arc::new(file);
        self.path = path;
        self.written = self.image.len();
        self.lost = None;
        self.ragged = false;
        self.doubtful = false;
        Ok(())
    }

    /// The length of all that there is.
    pub(super) fn length(&self) -> u64 {
        self.image.len() as u64
    }
}

/// One `write` of everything; less is a failure, and the caller puts the file right.
pub(in crate::store) fn write_once(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    loop {
        match file.write(bytes) {
            Ok(n) if n == bytes.len() => return Ok(()),
            Ok(_) => {
                return Err(io::Error::new(
                    io::ErrorKind::WriteZero,
                    "only a part was taken",
                ));
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// The draft beside a session that was saved at a path that the user chose.
pub(super) fn draft_beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".draft");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Answer, Kind, Moment};

    fn entry(n: u32) -> Entry {
        let (step, text) = ("issue".to_owned(), format!("words {n}"));
        Entry {
            n,
            at: Moment::parse("2026-11-21T14:03:11+01:00").unwrap(),
            t: 0,
            kind: Kind::Answer(Answer {
                step,
                question: None,
                text,
            }),
        }
    }

    #[test]
    fn after_a_failed_sync_the_doubtful_bytes_are_written_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.yaml");
        let file = files::place_new(&path, b"head\n", Durable::Now).unwrap();
        let (image, tail) = (b"head\n".to_vec(), Tail::default());
        let mut journal = Journal::new(path.clone(), file, image, &tail, Wrapper::default());
        journal.push(&entry(1));
        journal.write().unwrap();
        let one = journal.length();
        assert_eq!(journal.synced(one), Some((1, 1)));
        journal.push(&entry(2));
        journal.write().unwrap();
        let whole = std::fs::read(&path).unwrap();
        // As if the kernel had dropped the page.
        let zeros = vec![0; whole.len() - usize::try_from(one).unwrap()];
        let other = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        other.write_all_at(&zeros, one).unwrap();
        journal.doubt();
        journal.push(&entry(3));
        journal.write().unwrap();
        let now = std::fs::read(&path).unwrap();
        assert!(now.starts_with(&whole) && now.len() > whole.len());
        assert_eq!(now.len() as u64, journal.length());
        assert!(journal.target(false).is_some() && !journal.is_synced());
        assert_eq!(journal.synced(journal.length()), Some((2, 3)));
        assert!(journal.is_synced());
    }
}
