//! Exports: which sessions, in which form, with or without names, and into a file that is whole or not there.

use super::{DeskError, Shelf};
use crate::app::{Event, Now};
use crate::export::redact::{Redactor, Replaced};
use crate::export::{Exported, Exporter, Format};
use crate::session::Session;
use jiff::civil::Date;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Which sessions. Whatever chooses them, they are exported the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// The newest one.
    Newest,
    /// The one whose id begins so.
    One(String),
    /// All with a person.
    Person {
        /// Their name.
        name: String,
        /// Where they work, where several have the name.
        organisation: Option<String>,
    },
    /// Those with these ids, the newest first, as a search finds them.
    Found(Vec<String>),
    /// All.
    All,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Names are looked for.
    Looking,
    /// Sessions are written.
    Writing,
}

/// Is told how far it is: the stage, how many sessions are done, of how many. Says whether to go on.
pub type Progress<'p> = dyn FnMut(Stage, usize, usize) -> bool + 'p;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// How many sessions.
    pub sessions: usize,
    /// How many rows or dates there are in it.
    pub things: usize,
    /// Sessions that could not be read, each with the reason.
    pub left_out: Vec<String>,
}

/// A selection that is ready to be written.
#[derive(Debug, Clone)]
pub struct Export {
    shelf: Shelf,
    ids: Vec<String>,
    /// The form.
    pub format: Format,
    redactor: Option<Redactor>,
}

impl Shelf {
    /// The ids of a selection, the oldest first.
    ///
    /// # Errors
    /// When there is none, several people have the name, or something cannot be read.
    pub fn select(&self, selection: &Selection) -> Result<Vec<String>, DeskError> {
        let library = self.library();
        match selection {
            Selection::Newest => Ok(library.newest()?.into_iter().collect()),
            Selection::One(id) => Ok(vec![library.find(id)?]),
            Selection::Person { name, organisation } => {
                self.with_person(name, organisation.as_deref())
            }
            Selection::Found(ids) => Ok(ids.iter().rev().cloned().collect()),
            Selection::All => {
                let mut ids: Vec<String> = library.all_ids()?;
                ids.reverse();
                Ok(ids)
            }
        }
    }

    fn with_person(
        &self,
        name: &str,
        organisation: Option<&str>,
    ) -> Result<Vec<String>, DeskError> {
        let people = self.library().people()?;
        let found = people.meant(name, organisation);
        if found.len() > 1 {
            let row = |p: &&crate::session::Person| match &p.organisation {
                Some(at) => format!("\n  {} · {at}", p.name),
                None => format!("\n  {} · no organisation", p.name),
            };
            return Err(DeskError::Several {
                name: name.to_owned(),
                list: found.iter().map(row).collect(),
            });
        }
        let Some(person) = found.first() else {
            return Ok(Vec::new());
        };
        let all = self.library().list(usize::MAX)?;
        // Whoever was merged into them since is them.
        let with = |p: &crate::session::PersonRef| people.root(&p.id) == person.id;
        let mut ids: Vec<String> = all
            .into_iter()
            .filter(|s| s.person.as_ref().is_some_and(with))
            .map(|s| s.id)
            .collect();
        ids.reverse();
        Ok(ids)
    }

    /// The bytes of a session's own file.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn session_file(&self, id: &str) -> Result<Vec<u8>, DeskError> {
        Ok(self.library().session_bytes(id)?)
    }

    /// Sessions to be written in a form.
    pub fn exporting(&self, ids: Vec<String>, format: Format) -> Export {
        Export {
            shelf: self.clone(),
            ids,
            format,
            redactor: None,
        }
    }

    /// Writes a session into the current folder, under a name that nothing has yet.
    ///
    /// # Errors
    /// When it cannot be read, or not written.
    pub fn export(&self, id: &str, format: Format, redact: bool) -> Result<Event, DeskError> {
        let mut export = self.exporting(vec![id.to_owned()], format);
        if redact {
            export.redact(&[], &mut |_, _, _| true)?;
        }
        let named = export.load(id)?;
        let path = free_path(&named.session, format.ending());
        let written = export.to_file(&path, &mut |_, _, _| true)?;
        if written.things == 0 {
            return Ok(Event::Done(
                "nothing in it has a date: no file was written".to_owned(),
            ));
        }
        Ok(Event::Done(format!("written to {}", path.display())))
    }

    /// What redaction would replace in a session.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn replacing(&self, id: &str) -> Result<Event, DeskError> {
        let mut export = self.exporting(vec![id.to_owned()], Format::Markdown);
        Ok(Event::Replacing(export.redact(&[], &mut |_, _, _| true)?))
    }
}

impl Export {
    /// How many sessions.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Takes names out from here on, and says what is replaced. All sessions are looked through first.
    ///
    /// # Errors
    /// When the people or the only session cannot be read, or one did not want to go on.
    pub fn redact(
        &mut self,
        marks: &[String],
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Replaced>, DeskError> {
        let people = self.shelf.library().people()?;
        let mut redactor = Redactor::new(&people.all, marks);
        let all = self.ids.len();
        // Everybody has to be known before the first name is replaced.
        for (done, id) in self.ids.iter().enumerate() {
            if !progress(Stage::Looking, done, all * 2) {
                return Err(DeskError::Stopped);
            }
            if let Some(item) = self.read(id, &mut Vec::new())? {
                let person = &item.session.head().person.id;
                redactor.same(person, people.root(person));
                redactor.learn(&item);
            }
        }
        for (done, id) in self.ids.iter().enumerate() {
            if !progress(Stage::Looking, all + done, all * 2) {
                return Err(DeskError::Stopped);
            }
            if let Some(item) = self.read(id, &mut Vec::new())? {
                redactor.redact(&item);
            }
        }
        let replaced = redactor.replaced();
        self.redactor = Some(redactor);
        Ok(replaced)
    }

    /// A name of a file without what is replaced, where it has something of that.
    pub fn tells(&mut self, name: &str) -> Option<String> {
        self.redactor.as_mut()?.untold(name)
    }

    /// A session as it will be written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(&mut self, id: &str) -> Result<Exported, DeskError> {
        let item = self.exported(id)?;
        Ok(match &mut self.redactor {
            Some(redactor) => redactor.redact(&item),
            None => item,
        })
    }

    fn exported(&self, id: &str) -> Result<Exported, DeskError> {
        let loaded = self.shelf.loaded(id)?;
        Ok(Exported {
            session: loaded.session,
            problems: loaded.problems,
        })
    }

    /// One of several that cannot be read is left out, and told; the only one is an error.
    fn read(&self, id: &str, left_out: &mut Vec<String>) -> Result<Option<Exported>, DeskError> {
        match self.exported(id) {
            Ok(item) => Ok(Some(item)),
            Err(error) if self.ids.len() > 1 => {
                left_out.push(error.sentence());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Writes all, one after the other.
    ///
    /// # Errors
    /// When something cannot be read or written, or one did not want to go on.
    pub fn write(
        &mut self,
        to: &mut dyn Write,
        progress: &mut Progress<'_>,
    ) -> Result<Written, DeskError> {
        let failed = |e: io::Error| DeskError::Output(e);
        let mut exporter = Exporter::new(self.format, self.ids.len(), self.redactor.is_some());
        let mut written = Written::default();
        let all = self.ids.len();
        for (done, id) in self.ids.clone().iter().enumerate() {
            if !progress(Stage::Writing, done, all) {
                return Err(DeskError::Stopped);
            }
            let Some(mut item) = self.read(id, &mut written.left_out)? else {
                continue;
            };
            if let Some(redactor) = &mut self.redactor {
                item = redactor.redact(&item);
            }
            let text = exporter.add(&item)?;
            to.write_all(text.as_bytes()).map_err(failed)?;
            written.sessions += 1;
        }
        to.write_all(exporter.end()?.as_bytes()).map_err(failed)?;
        to.flush().map_err(failed)?;
        written.things = exporter.things();
        if let Some(redactor) = &mut self.redactor {
            for reason in &mut written.left_out {
                if let Some(other) = redactor.untold(reason) {
                    *reason = other;
                }
            }
        }
        Ok(written)
    }

    /// Writes all into a file that is not there yet; whole, or not at all. A calendar without a date is not written.
    ///
    /// # Errors
    /// As [`Self::write`], and when the file is there.
    pub fn to_file(
        &mut self,
        path: &Path,
        progress: &mut Progress<'_>,
    ) -> Result<Written, DeskError> {
        let nothing = |format: Format, w: &Written| format == Format::Calendar && w.things == 0;
        let format = self.format;
        place_new(path, |file| {
            let written = self.write(file, progress)?;
            let keep = !nothing(format, &written);
            Ok((written, keep))
        })
    }
}

/// Writes a file that must not be there yet, readable by the user alone: beside its place, then named. What `write` returns with
/// `false` is not kept.
///
/// # Errors
/// When it is there, the system refuses, or `write` fails.
pub fn place_new<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(T, bool), DeskError>,
) -> Result<T, DeskError> {
    let shown = || path.display().to_string();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => DeskError::Exists(shown()),
        _ => DeskError::Write {
            path: shown(),
            why: error.to_string(),
        },
    };
    // Before all the work.
    if path.symlink_metadata().is_ok() {
        return Err(DeskError::Exists(shown()));
    }
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    let temporary = tempfile::Builder::new()
        .prefix(".mineral-")
        .permissions(std::fs::Permissions::from_mode(0o600))
        .tempfile_in(dir)
        .map_err(failed)?;
    let mut out = io::BufWriter::new(temporary.as_file());
    let (value, keep) = write(&mut out).map_err(|error| match error {
        DeskError::Output(error) => failed(error),
        other => other,
    })?;
    out.flush().map_err(failed)?;
    drop(out);
    if keep {
        temporary.as_file().sync_all().map_err(failed)?;
        temporary
            .persist_noclobber(path)
            .map_err(|e| failed(e.error))?;
    }
    Ok(value)
}

/// A file name for a session that nothing has yet: person and date, then a number.
pub(super) fn free_path(session: &Session, ending: &str) -> PathBuf {
    let head = session.head();
    free(&base(&head.person.name, head.began.date()), ending)
}

/// A file name of today that nothing has yet.
pub(super) fn free_today(name: &str, now: Now, ending: &str) -> PathBuf {
    free(&base(name, now.at.date()), ending)
}

/// A name and a day, in letters and figures that every file system takes.
fn base(name: &str, day: Date) -> String {
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_lowercase().next().unwrap_or(c)
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    format!("mineral-{}-{day}", name.trim_matches('-'))
}

/// The name, or the name with a number, that nothing has yet in the current folder.
pub(super) fn free(base: &str, ending: &str) -> PathBuf {
    let numbered = (2..1_000).map(|n| PathBuf::from(format!("{base}-{n}.{ending}")));
    std::iter::once(PathBuf::from(format!("{base}.{ending}")))
        .chain(numbered)
        .find(|path| path.symlink_metadata().is_err())
        .unwrap_or_else(|| PathBuf::from(format!("{base}-more.{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(dir).unwrap();
        entries
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_is_whole_or_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.md");
        // Stopped in the middle; and nothing worth keeping.
        let stopped = place_new(&path, |out| {
            out.write_all(&[b'x'; 10_000]).map_err(DeskError::Output)?;
            Err::<((), bool), _>(DeskError::Stopped)
        });
        assert!(matches!(stopped, Err(DeskError::Stopped)));
        place_new(&path, |_| Ok(((), false))).unwrap();
        assert!(names(dir.path()).is_empty(), "{:?}", names(dir.path()));
        place_new(&path, |out| Ok((out.write_all(b"one").unwrap(), true))).unwrap();
        let again = place_new(&path, |_| Ok(((), true)));
        assert!(matches!(again, Err(DeskError::Exists(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(names(dir.path()), ["x.md"]);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
