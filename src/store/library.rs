//! The library: the directory where sessions live, and the ways in.

use super::cover::{Belongs, Cover, Wrapper};
use super::drafts;
use super::error::StoreError;
use super::files::{self, Durable};
use super::loaded::{Loaded, assemble, remains};
use super::problem::Problem;
use super::stream::Tail;
use super::writer::{Begin, Report, Writer};
use crate::session::{Document, Head, Moment, Person};
use crate::vault::Keys;
use crate::vault::frames::{FIRST, Tag};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use ulid::Ulid;

/// The largest session that is read, in bytes: some hundred days of talk without a pause.
pub(super) const MAX_SESSION: u64 = 64 << 20;
/// How many sessions are named when a beginning fits several.
const MOST_NAMED: usize = 5;
/// The letters and digits in an id.
const ID_LENGTH: usize = 26;

/// Where sessions live. Cheap to clone; touches no file before it is asked to.
#[derive(Debug, Clone)]
pub struct Library {
    dir: Arc<Path>,
    cover: Cover,
}

/// How a session was opened.
#[derive(Debug)]
pub enum Access {
    /// It can go on.
    Writing(Writer),
    /// It can only be read.
    ReadOnly {
        /// Why, in one sentence.
        why: String,
    },
}

impl Library {
    /// The library in this directory. Nothing is created before the first session.
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into().into(),
            cover: Cover::Plain,
        }
    }

    /// The library with the key of its vault. `mixed` also reads files that are not encrypted: while it becomes a vault, or a plain one.
    #[must_use]
    pub(super) fn with_cover(mut self, keys: Keys, mixed: bool) -> Self {
        self.cover = Cover::Vault { keys, mixed };
        self
    }

    /// What lies around its files.
    pub(super) fn cover(&self) -> &Cover {
        &self.cover
    }

    /// The key of the vault, where it is one and was opened.
    pub fn keys(&self) -> Option<&Keys> {
        self.cover.keys()
    }

    /// What wraps a session's new entries, and its drafts.
    fn wrappers(&self, id: &str, last: Tag) -> (Wrapper, Wrapper) {
        let session = self.cover.wrapper(Belongs::session(id), last);
        (session, self.cover.wrapper(Belongs::draft(id), FIRST))
    }

    /// The data directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A new id for a session or a person: a ULID of this time.
    pub fn new_id(now: SystemTime) -> String {
        Ulid::from_datetime(now).to_string()
    }

    /// Begins a session: its file with the head, the script that it runs beside the others (and the persona, where one is
    /// practised with), and the person if it is a new one. All are with the operating system when this returns, so that no crash of the
    /// program loses them; [`Report::Synced`] with number 0 says that they are on disk. `report` is called
    /// from the writer's threads.
    ///
    /// # Errors
    /// When the id is none or taken, the script is not the one that the head names, or the system refuses.
    pub fn create(
        &self,
        head: &Head,
        script: &[u8],
        persona: Option<&[u8]>,
        newcomer: Option<&Person>,
        report: impl Fn(Report) + Send + Sync + 'static,
    ) -> Result<Writer, StoreError> {
        check_id(&head.id)?;
        self.is_as_opened()?;
        let mut unsynced = Vec::new();
        if let Some(person) = newcomer {
            self.add(person, head.began, Durable::Later(&mut unsynced))?;
        }
        self.keep_script(&head.script.hash, script, &mut unsynced)?;
        if let (Some(practice), Some(persona)) = (&head.practice, persona) {
            self.keep_script(&practice.hash, persona, &mut unsynced)?;
        }
        let year = format!("{:04}", head.began.date().year());
        let dir = self.sessions().join(year);
        let path = dir.join(format!("{}.yaml", head.id));
        if self.path_of(&head.id).is_ok() {
            return Err(StoreError::Exists { path });
        }
        let yaml = head.to_yaml().map_err(|fault| StoreError::Encode {
            what: "the head of the session",
            fault,
        })?;
        let (bytes, seal) = super::seal::frame(None, 0, &yaml);
        let mut wrappers = self.wrappers(&head.id, FIRST);
        let bytes = wrappers.0.next(0, None, bytes);
        files::make_dirs(&dir, Durable::Later(&mut unsynced))
            .map_err(StoreError::io("made", &dir))?;
        let file =
            files::place_new(&path, &bytes, Durable::Later(&mut unsynced)).map_err(|e| match e
                .kind()
            {
                io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.clone() },
                _ => StoreError::io("created", &path)(e),
            })?;
        let tail = Tail {
            keep: bytes.len(),
            before: b"",
            seal: Some(seal),
            tag: FIRST,
        };
        let mut begin = Begin::new(path, file, bytes, tail);
        begin.wrappers = wrappers;
        begin.unsynced = unsynced;
        Writer::start(begin, report)
    }

    /// Opens a session to go on with it. A torn last document goes to the bin; other damage stays as it
    /// is, and what is new is chained to the last seal in the file. Where the session is being written
    /// by another process, or may not be written, it is opened for reading.
    ///
    /// # Errors
    /// As [`Library::load`], and when the torn document cannot be put away.
    pub fn resume(
        &self,
        id: &str,
        report: impl Fn(Report) + Send + Sync + 'static,
    ) -> Result<(Loaded, Access), StoreError> {
        let path = self.path_of(id)?;
        self.is_as_opened()?;
        let file = match open_locked(&path) {
            Ok(file) => file,
            Err(e) => match read_only(&e) {
                Some(why) => return Ok((self.load(id)?, Access::ReadOnly { why })),
                None => return Err(StoreError::io("opened", &path)(e)),
            },
        };
        let mut bytes = files::read_open(&file, &path, MAX_SESSION)?;
        let drafts = drafts::read(&draft_path(&path));
        let (loaded, tail, unreadable) = assemble(&self.cover, id, &path, &bytes, drafts)?;
        if let Some(bytes) = unreadable {
            files::to_bin(&self.dir, &format!("{id}-draft"), &bytes)?;
        }
        let torn = loaded.problems.iter().any(Problem::is_cut);
        if torn && let Some(cut) = bytes.get(tail.keep..) {
            files::to_bin(&self.dir, &format!("{id}-cut"), cut)?;
        }
        bytes.truncate(tail.keep);
        file.set_len(tail.keep as u64)
            .and_then(|()| file.sync_all())
            .map_err(StoreError::io("mended", &path))?;
        let wrappers = self.wrappers(id, tail.tag);
        let mut begin = Begin::new(path, file, bytes, tail);
        begin.wrappers = wrappers;
        begin.last = loaded.next_number() - 1;
        begin.draft.clone_from(&loaded.draft);
        let writer = Writer::start(begin, report)?;
        Ok((loaded, Access::Writing(writer)))
    }

    /// Reads a session. No file is changed, and no lock taken.
    ///
    /// # Errors
    /// When there is no such session, it is too large, or its head cannot be read.
    pub fn load(&self, id: &str) -> Result<Loaded, StoreError> {
        let path = self.path_of(id)?;
        // The draft first: while a session runs, an entry reaches it before the draft that follows.
        let drafts = drafts::read(&draft_path(&path));
        let bytes = files::read(&path, MAX_SESSION)?;
        Ok(assemble(&self.cover, id, &path, &bytes, drafts)?.0)
    }

    /// Reads what is left of a session whose head a vault has lost. With whom it was, and by which script, is not known then.
    ///
    /// # Errors
    /// As [`Library::load`], which is to be tried first.
    pub fn remains(&self, id: &str) -> Result<Loaded, StoreError> {
        let path = self.path_of(id)?;
        let bytes = files::read(&path, MAX_SESSION)?;
        remains(&self.cover, id, &path, &bytes, began(id)?)
    }

    /// The one session whose id begins so; case does not count.
    ///
    /// # Errors
    /// When none does, or several do.
    pub fn find(&self, beginning: &str) -> Result<String, StoreError> {
        let asked = beginning.trim();
        let upper = asked.to_ascii_uppercase();
        let usable = !upper.is_empty() && upper.bytes().all(|b| b.is_ascii_alphanumeric());
        // A whole id needs no look at all the others.
        if upper.len() == ID_LENGTH && self.path_of(&upper).is_ok() {
            return Ok(upper);
        }
        let mut ids = self.ids()?;
        ids.retain(|id| usable && id.starts_with(&upper));
        match ids.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(StoreError::NotFound(crate::text::clean_line(asked))),
            several => Err(StoreError::Several {
                beginning: asked.to_owned(),
                ids: several.iter().take(MOST_NAMED).cloned().collect(),
                more: several.len() > MOST_NAMED,
            }),
        }
    }

    /// The ids of all sessions, the newest first.
    ///
    /// # Errors
    /// When the directories cannot be read.
    pub fn all_ids(&self) -> Result<Vec<String>, StoreError> {
        self.ids()
    }

    /// The bytes of a session's own file, without what a vault lays around them.
    ///
    /// # Errors
    /// When there is no such session, or it cannot be read.
    pub fn session_bytes(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        let path = self.path_of(id)?;
        let bytes = files::read(&path, MAX_SESSION)?;
        let found = self.cover.off(&Belongs::session(id), &path, &bytes)?;
        Ok(found.text.into_owned())
    }

    /// The newest session, by id.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn newest(&self) -> Result<Option<String>, StoreError> {
        Ok(self.ids()?.into_iter().next())
    }

    pub(super) fn sessions(&self) -> PathBuf {
        self.dir.join("sessions")
    }

    /// The file of a session that is there.
    pub(super) fn path_of(&self, id: &str) -> Result<PathBuf, StoreError> {
        check_id(id)?;
        let name = format!("{id}.yaml");
        let mut paths = self.years()?.into_iter().map(|dir| dir.join(&name));
        paths
            .find(|path| path.symlink_metadata().is_ok())
            .ok_or_else(|| StoreError::NotFound(id.to_owned()))
    }

    /// The ids of all sessions, the newest first. Files that are not called like one are none of ours.
    ///
    /// # Errors
    /// When the directories cannot be read.
    pub fn ids(&self) -> Result<Vec<String>, StoreError> {
        let mut ids = Vec::new();
        for dir in self.years()? {
            for name in names(&dir)? {
                if let Some(id) = name.strip_suffix(".yaml")
                    && check_id(id).is_ok()
                {
                    ids.push(id.to_owned());
                }
            }
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.dedup();
        Ok(ids)
    }

    /// The directories of the years; none when there is no library yet.
    pub(super) fn years(&self) -> Result<Vec<PathBuf>, StoreError> {
        let sessions = self.sessions();
        let year = |n: &String| n.len() == 4 && n.bytes().all(|b| b.is_ascii_digit());
        let names = names(&sessions)?.into_iter().filter(year);
        Ok(names
            .map(|name| sessions.join(name))
            .filter(|dir| dir.is_dir())
            .collect())
    }
}

/// The names in a directory; none when it is not there.
pub(super) fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(StoreError::io("listed", dir)(e)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(StoreError::io("listed", dir))?;
        names.extend(entry.file_name().into_string());
    }
    Ok(names)
}

/// Only what is written exactly like a ULID is an id: nothing else ever becomes part of a path.
pub(super) fn check_id(id: &str) -> Result<(), StoreError> {
    match Ulid::from_string(id) {
        Ok(ulid) if id.len() == ID_LENGTH && ulid.to_string() == id => Ok(()),
        _ => Err(StoreError::BadId(crate::text::clean_line(id))),
    }
}

/// When a session began, as its id says it.
fn began(id: &str) -> Result<Moment, StoreError> {
    check_id(id)?;
    let at = Ulid::from_string(id).map_or(SystemTime::UNIX_EPOCH, |ulid| ulid.datetime());
    let at = jiff::Timestamp::try_from(at).unwrap_or_default();
    Ok(Moment::of(&at.to_zoned(jiff::tz::TimeZone::UTC)))
}

/// The draft beside a session's file.
pub(super) fn draft_path(session: &Path) -> PathBuf {
    session.with_extension("draft")
}

/// Opens and locks the file that the path names, also when maintenance puts another there meanwhile.
pub(super) fn open_locked(path: &Path) -> io::Result<fs::File> {
    for _ in 0..3 {
        let file = files::open_append(path, false)?;
        files::lock(&file)?;
        if files::place(path, &file)? == files::Place::Ours {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}

fn read_only(error: &io::Error) -> Option<String> {
    match error.kind() {
        io::ErrorKind::WouldBlock => Some("another mineral is writing this session".to_owned()),
        io::ErrorKind::PermissionDenied => Some("its file may not be written".to_owned()),
        io::ErrorKind::ReadOnlyFilesystem => Some("its disk is read-only".to_owned()),
        _ => None,
    }
}
