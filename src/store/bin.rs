//! The bin: where a deleted session waits for thirty days before it is gone.
//!
//! A session is its file: whatever names the file has the session. Moving it is one call, so that it is in the library or in the bin
//! at every moment, never in neither. The draft follows when a session goes, and leads when it comes back; one that a killed program
//! left behind lies where nobody takes it for a session, and is found again by its id.

use super::cover::Belongs;
use super::error::StoreError;
use super::files::{self, Durable};
use super::library::{Library, MAX_SESSION, check_id, draft_path, names, open_locked};
use super::loaded::assemble;
use crate::session::Head;
use jiff::civil::Date;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Days after which what is in the bin is gone.
pub const DAYS: i32 = 30;

/// As much of a session's file as is looked through for the scripts that it names: they stand in its first document.
const HEAD: u64 = 1 << 14;

/// How often one session can be deleted on one day.
const MOST_A_DAY: u32 = 1_000;

/// A session in the bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// Its id.
    pub id: String,
    /// The day on which it was deleted.
    pub day: Date,
    path: PathBuf,
}

impl Deleted {
    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many days it stays yet; below 0 when it should be gone.
    pub fn days_left(&self, today: Date) -> i32 {
        let past = today.since(self.day).map_or(0, |span| span.get_days());
        DAYS - past
    }
}

/// The id and the day that the name of a file in the bin says: `ID.2026-11-22.yaml`, and with a number behind the day where that is
/// not the first of the day.
fn named(name: &str) -> Option<(String, Date)> {
    let mut parts = name.strip_suffix(".yaml")?.split('.');
    let (id, day) = (parts.next()?, parts.next()?);
    let number = parts.next().is_none_or(|n| n.parse::<u32>().is_ok());
    let day = (day.len() == 10)
        .then(|| day.parse::<Date>().ok())
        .flatten()?;
    (number && parts.next().is_none() && check_id(id).is_ok()).then(|| (id.to_owned(), day))
}

/// Whether a name in the bin is that of a deleted session, or of its draft.
pub(super) fn is_deleted(name: &str) -> bool {
    let session = name.strip_suffix(".draft").map(|n| format!("{n}.yaml"));
    named(session.as_deref().unwrap_or(name)).is_some()
}

impl Library {
    /// The hashes of the scripts that sessions name, by the names that they have in a vault.
    pub(super) fn scripts_by_name(&self) -> Result<HashMap<String, String>, StoreError> {
        let mut all = HashMap::new();
        let Some(keys) = self.keys() else {
            return Ok(all);
        };
        let sessions = self.files()?.into_iter().map(|f| (f.path, f.id));
        let bin = self.deleted()?.into_iter().map(|d| (d.path, d.id));
        for (path, id) in sessions.chain(bin) {
            // What is damaged names nothing; what the disk did not give for a moment may name a script that would keep a wrong name.
            let head = match self.beginning(&id, &path) {
                Err(e) if e.raw_os_error().is_some() && e.kind() != io::ErrorKind::NotFound => {
                    return Err(StoreError::io("read", &path)(e));
                }
                other => other.unwrap_or_default(),
            };
            for hash in hashes_in(&head) {
                all.insert(keys.name_for(&hash), hash);
            }
        }
        Ok(all)
    }

    fn bin(&self) -> PathBuf {
        self.dir().join("bin")
    }

    /// What is in the bin, deleted last first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn deleted(&self) -> Result<Vec<Deleted>, StoreError> {
        let bin = self.bin();
        let mut all: Vec<Deleted> = names(&bin)?
            .into_iter()
            .filter_map(|name| {
                let (id, day) = named(&name)?;
                let path = bin.join(name);
                Some(Deleted { id, day, path })
            })
            .collect();
        all.sort_by(|a, b| (b.day, &b.id, &b.path).cmp(&(a.day, &a.id, &a.path)));
        Ok(all)
    }

    /// The one in the bin whose id begins so; the one that was deleted last, where a session is there twice.
    ///
    /// # Errors
    /// When none does, or several do.
    pub fn find_deleted(&self, beginning: &str) -> Result<Deleted, StoreError> {
        let asked = beginning.trim().to_ascii_uppercase();
        let mut all = self.deleted()?;
        all.retain(|d| !asked.is_empty() && d.id.starts_with(&asked));
        let first = all.first().cloned();
        let first =
            first.ok_or_else(|| StoreError::NotInBin(crate::text::clean_line(beginning)))?;
        let mut others: Vec<String> = all.into_iter().map(|d| d.id).collect();
        others.dedup();
        if others.len() > 1 {
            return Err(StoreError::Several {
                beginning: asked,
                more: others.len() > 5,
                ids: others.into_iter().take(5).collect(),
            });
        }
        Ok(first)
    }

    /// What a session in the bin is.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn head_of(&self, deleted: &Deleted) -> Result<Head, StoreError> {
        let bytes = files::read(deleted.path(), MAX_SESSION)?;
        Ok(assemble(
            self.cover(),
            &deleted.id,
            deleted.path(),
            &bytes,
            Ok(Vec::new()),
        )?
        .0
        .head)
    }

    /// Puts a session and its draft into the bin.
    ///
    /// # Errors
    /// When there is no such session, another program is writing it, or the system refuses. It is where it was then.
    pub fn delete(&self, id: &str, today: Date) -> Result<Deleted, StoreError> {
        let path = self.path_of(id)?;
        let _locked = lock(&path)?;
        let bin = self.bin();
        files::make_dirs(&bin, Durable::Now).map_err(StoreError::io("made", &bin))?;
        for number in 1..=MOST_A_DAY {
            let name = match number {
                1 => format!("{id}.{today}.yaml"),
                n => format!("{id}.{today}.{n}.yaml"),
            };
            let to = bin.join(name);
            match move_new(&path, &to) {
                Ok(()) => {
                    follow(&draft_path(&path), &draft_path(&to))?;
                    synced(&path, &to);
                    return Ok(Deleted {
                        id: id.to_owned(),
                        day: today,
                        path: to,
                    });
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(StoreError::io("put into the bin", &path)(e)),
            }
        }
        Err(StoreError::Exists { path: bin })
    }

    /// Brings a session back from the bin. Nothing that is there is overwritten.
    ///
    /// # Errors
    /// When there is a session of that id again, somebody has the file, or the system refuses. It is where it was then.
    pub fn restore(&self, deleted: &Deleted) -> Result<(), StoreError> {
        let from = deleted.path();
        let _locked = lock(from)?;
        if let Ok(there) = self.path_of(&deleted.id) {
            return Err(StoreError::Exists { path: there });
        }
        let to = self.home_of(&deleted.id)?;
        let dir = files::parent(&to);
        files::make_dirs(dir, Durable::Now).map_err(StoreError::io("made", dir))?;
        follow(&draft_path(from), &draft_path(&to))?;
        move_new(from, &to).map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists { path: to.clone() },
            _ => StoreError::io("brought back", from)(e),
        })?;
        synced(from, &to);
        Ok(())
    }

    /// Where a session that comes back goes: beside the draft that a killed program has left there, else into the year that its id
    /// says.
    fn home_of(&self, id: &str) -> Result<PathBuf, StoreError> {
        for dir in self.years()? {
            let path = dir.join(format!("{id}.yaml"));
            if draft_path(&path).symlink_metadata().is_ok() {
                return Ok(path);
            }
        }
        let began = ulid::Ulid::from_string(id).map_or(0, |u| u.timestamp_ms());
        let began = i64::try_from(began).unwrap_or(0);
        let year = jiff::Timestamp::from_millisecond(began)
            .map_or(1970, |at| at.to_zoned(jiff::tz::TimeZone::UTC).year());
        let dir = self.sessions().join(format!("{year:04}"));
        Ok(dir.join(format!("{id}.yaml")))
    }

    /// Whether something in the bin should be gone by now. One look at the names.
    pub fn has_overdue(&self, today: Date) -> bool {
        self.deleted()
            .is_ok_and(|all| all.iter().any(|d| d.days_left(today) < 0))
    }

    /// Takes what has been in the bin for more than thirty days away for good. What somebody else holds stays for another time.
    ///
    /// # Errors
    /// When the bin cannot be read, or the system refuses.
    pub fn clear_overdue(&self, today: Date) -> Result<usize, StoreError> {
        let mut all = self.deleted()?;
        all.retain(|d| d.days_left(today) < 0);
        self.purge(&all)
    }

    /// Takes sessions in the bin away for good: drafts, files, and the scripts that no session names any more. Returns how many.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn purge(&self, all: &[Deleted]) -> Result<usize, StoreError> {
        let (mut gone, mut scripts) = (0, Vec::new());
        for deleted in all {
            let path = deleted.path();
            // Somebody brings it back, or has it open: then it is not for us.
            let Ok(_locked) = lock(path) else { continue };
            let named = hashes_in(&self.beginning(&deleted.id, path).unwrap_or_default());
            remove(&draft_path(path))?;
            // A draft that a killed program has left behind.
            if self.path_of(&deleted.id).is_err() {
                for dir in self.years()? {
                    remove(&dir.join(format!("{}.draft", deleted.id)))?;
                }
            }
            // Last: as long as it is there, the rest is found again.
            remove(path)?;
            scripts.extend(named);
            gone += 1;
        }
        if gone > 0 {
            // The bin's directory: a name that is gone must stay gone.
            let _ = files::sync_path(&self.bin());
            scripts.sort_unstable();
            scripts.dedup();
            self.forget_scripts(&scripts)?;
        }
        Ok(gone)
    }

    /// Removes scripts that no session names, neither in the library nor in the bin. Where one cannot be read, all stay.
    pub(super) fn forget_scripts(&self, hashes: &[String]) -> Result<(), StoreError> {
        let mut unnamed = hashes.to_vec();
        self.without_named(&mut unnamed)?;
        for hash in unnamed {
            let (path, Ok(bytes)) = (self.script_path(&hash)?, self.script_used(&hash)) else {
                continue;
            };
            remove(&path)?;
            // A session that was begun just now, while we looked, has found it there.
            let mut again = vec![hash.clone()];
            self.without_named(&mut again)?;
            if again.is_empty() {
                let mut unsynced = Vec::new();
                self.keep_script(&hash, &bytes, &mut unsynced)?;
            }
        }
        Ok(())
    }

    /// Takes out of the list what a session names.
    pub(super) fn without_named(&self, hashes: &mut Vec<String>) -> Result<(), StoreError> {
        let sessions = self
            .ids()?
            .into_iter()
            .map(|id| Ok((self.path_of(&id)?, id)));
        let bin = self.deleted()?.into_iter().map(|d| Ok((d.path, d.id)));
        for path in sessions.chain(bin) {
            if hashes.is_empty() {
                break;
            }
            let (path, id) = match path {
                Ok(path) => path,
                // It went meanwhile.
                Err(StoreError::NotFound(_)) => continue,
                Err(e) => return Err(e),
            };
            let head = match self.beginning(&id, &path) {
                Ok(head) => head,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(StoreError::io("read", &path)(e)),
            };
            hashes.retain(|hash| !head.contains(hash.as_str()));
        }
        Ok(())
    }

    /// What stands at the beginning of a session's file.
    fn beginning(&self, id: &str, path: &Path) -> io::Result<String> {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(HEAD).read_to_end(&mut bytes)?;
        let found = self.cover().off(&Belongs::session(id), path, &bytes);
        let found = found.map_err(|e| io::Error::other(e.to_string()))?;
        if self.keys().is_some() && found.text.is_empty() {
            return Err(io::Error::other("its head cannot be read"));
        }
        Ok(String::from_utf8_lossy(&found.text).into_owned())
    }
}

/// Takes the lock of a file that is about to move.
fn lock(path: &Path) -> Result<fs::File, StoreError> {
    open_locked(path).map_err(|e| match e.kind() {
        io::ErrorKind::WouldBlock => StoreError::Running {
            path: path.to_owned(),
        },
        _ => StoreError::io("opened", path)(e),
    })
}

/// Moves a file where there is none. Where the system cannot say "only if there is none", the file has both names for a moment.
fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from)
        }
        other => Ok(other?),
    }
}

/// Moves a draft after its session, if there is one and its place is free.
fn follow(from: &Path, to: &Path) -> Result<(), StoreError> {
    match move_new(from, to) {
        Ok(()) => Ok(()),
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists
            ) =>
        {
            Ok(())
        }
        Err(e) => Err(StoreError::io("moved", from)(e)),
    }
}

/// Makes a move last. Where that fails the move has been made all the same.
fn synced(from: &Path, to: &Path) {
    let _ = files::sync_path(files::parent(to));
    let _ = files::sync_path(files::parent(from));
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(StoreError::io("removed", path)(e)),
    }
}

/// What looks like the hash of a script in a session's head.
fn hashes_in(head: &str) -> Vec<String> {
    head.lines()
        .filter_map(|line| line.trim().strip_prefix("hash:"))
        .map(|hash| hash.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|hash| hash.len() == 32 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_read() {
        let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        for (name, there) in [
            (format!("{id}.2026-11-22.yaml"), true),
            (format!("{id}.2026-11-22.2.yaml"), true),
            (format!("{id}.2026-11-22.draft"), false),
            (format!("{id}.2026-02-30.yaml"), false),
            (format!("{id}.2026-11-22.x.yaml"), false),
            (format!("{id}.2026-11-22.2.3.yaml"), false),
            (format!("{id}-cut-1.yaml"), false),
            ("people-cut-1.yaml".to_owned(), false),
            ("../x.2026-11-22.yaml".to_owned(), false),
            (".yaml".to_owned(), false),
        ] {
            assert_eq!(named(&name).is_some(), there, "{name}");
        }
    }
}
