//! What can be chosen from: what is built in, and the user's own beside it.

use super::DeskError;
use super::definition::Definition;
use super::folder::{FileStamp, Stamp, complaint, second_of, shown, text_of};
use crate::script::Script;
use crate::yaml::{Report, did_you_mean};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// All files of a user in one folder together, in bytes; what goes beyond it is reported and not kept.
const MOST_IN_ALL: usize = 32 << 20;

/// The scripts that can be run, or other things of one sort. Clones share what was read; the user's folder is read when it is first needed.
#[derive(Debug, Clone)]
pub struct Catalogue<T: Definition = Script> {
    dir: Option<PathBuf>,
    read: Arc<OnceLock<Contents<T>>>,
}

/// One of them in a list: what is shown of it, without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<T: Definition = Script> {
    /// What is shown of it.
    pub row: T::Row,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it takes the place of one that is built in.
    pub replaces_builtin: bool,
}

/// Where something in a catalogue comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    Builtin,
    /// A file of the user's.
    File(PathBuf),
}

#[derive(Debug)]
struct Contents<T: Definition> {
    stamp: Stamp,
    files: Vec<Arc<Seen<T>>>,
    listings: Vec<Listing<T>>,
    problems: Vec<(PathBuf, Report)>,
}

/// A file of the user's as it was when it was last looked into.
#[derive(Debug)]
struct Seen<T: Definition> {
    stamp: FileStamp,
    path: PathBuf,
    /// What it defines, and its text; where the file is broken now, that which it last had.
    good: Option<(Listing<T>, Arc<str>)>,
    /// What is wrong with the file.
    problem: Option<Report>,
}

impl<T: Definition> Catalogue<T> {
    /// What is built in, and what is in a folder, which is read when it is first needed.
    pub fn at(dir: Option<&Path>) -> Self {
        Self {
            dir: dir.map(Path::to_owned),
            read: Arc::default(),
        }
    }

    /// As [`Self::at`], read at once.
    pub fn read(dir: Option<&Path>) -> Self {
        let catalogue = Self::at(dir);
        catalogue.contents();
        catalogue
    }

    fn contents(&self) -> &Contents<T> {
        self.read
            .get_or_init(|| Contents::read(self.dir.as_deref(), self.stamp(), &[]))
    }

    /// The folder of the user's own.
    pub fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// What the folder holds now. Equal stamps mean that nothing has changed; no file is opened for it.
    pub fn stamp(&self) -> Stamp {
        self.dir.as_deref().map(Stamp::of).unwrap_or_default()
    }

    /// Looks into the folder again. Of a file that is broken now, the last good state stays. Whether anything
    /// has changed.
    pub fn refresh(&mut self) -> bool {
        let old = self.contents();
        let stamp = self.stamp();
        if stamp == old.stamp {
            return false;
        }
        let new = Contents::read(self.dir.as_deref(), stamp, &old.files);
        self.read = Arc::new(OnceLock::from(new));
        true
    }

    /// All of them: the built-in ones in their order, each in the place of its replacement, then the user's
    /// own in the order of their files.
    pub fn list(&self) -> &[Listing<T>] {
        &self.contents().listings
    }

    /// What lists show of all of them. The user's own come first: who wrote one looks for it, and home shows
    /// no more than the first few scripts of a moment.
    pub fn rows(&self) -> Vec<T::Row> {
        let (new, others): (Vec<_>, Vec<_>) = self.list().iter().partition(|l| l.is_new());
        new.into_iter()
            .chain(others)
            .map(|l| l.row.clone())
            .collect()
    }

    /// As [`Self::rows`], as far as it is known without a look into any file: a program begins with this.
    pub fn rows_so_far(&self) -> Vec<T::Row> {
        match self.read.get() {
            Some(_) => self.rows(),
            None => T::builtin().map(|(row, _)| row).collect(),
        }
    }

    /// Whether there is anything beside what is built in, and be it a file that does not read.
    pub fn has_own(&self) -> bool {
        let contents = self.contents();
        !contents.files.is_empty() || !contents.problems.is_empty()
    }

    /// What is wrong with the user's files.
    pub fn problems(&self) -> &[(PathBuf, Report)] {
        &self.contents().problems
    }

    /// What is wrong with the user's files, each in one line.
    pub fn sentences(&self) -> Vec<String> {
        let sentence = |(path, report): &(PathBuf, Report)| {
            let name = path.file_name().unwrap_or(path.as_os_str());
            let name = shown(Path::new(name));
            let stays = self.list().iter().find(|l| l.origin.is(path));
            let stays = stays.map_or("", |_| " · as it was before, it still runs");
            let place = report.problems().first().map_or(String::new(), |p| {
                let line = match p.line {
                    0 => String::new(),
                    line => format!(", line {line}"),
                };
                format!("{line}: {}", p.what)
            });
            format!(
                "{name}{place}{stays} · `mineral {} check` shows all",
                T::THING
            )
        };
        self.problems().iter().map(sentence).collect()
    }

    /// What is shown of one of them, by its id.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn listing(&self, id: &str) -> Result<&Listing<T>, DeskError> {
        let found = self.list().iter().find(|l| l.id() == id);
        found.ok_or_else(|| self.not_there(id))
    }

    /// One of them with its text, by its id.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn get(&self, id: &str) -> Result<(T, Arc<str>), DeskError> {
        let (name, text) = match &self.listing(id)?.origin {
            Origin::File(path) => {
                let files = &self.contents().files;
                let seen = files.iter().find(|seen| seen.path == *path);
                let text = seen.and_then(|seen| seen.good.as_ref());
                (shown(path), text.map(|(_, text)| Arc::clone(text)))
            }
            Origin::Builtin => {
                let mut all = T::builtin();
                let text = all.find(|(row, _)| T::id(row) == id);
                let text = text.map(|(_, text)| Arc::from(text));
                (format!("{id}.yaml"), text)
            }
        };
        let text = text.ok_or_else(|| self.not_there(id))?;
        let whole = T::read(&name, &text).map_err(|report| DeskError::DoesNotRead {
            thing: T::THING,
            report: Box::new(report),
        })?;
        Ok((whole, text))
    }

    fn not_there(&self, id: &str) -> DeskError {
        let ids = self.list().iter().map(Listing::id);
        let near = did_you_mean(id, ids).map(ToOwned::to_owned);
        DeskError::NotThere {
            thing: T::THING,
            id: id.to_owned(),
            broken: near.is_none() && !self.problems().is_empty(),
            near,
        }
    }
}

impl Origin {
    fn is(&self, path: &Path) -> bool {
        matches!(self, Self::File(file) if file == path)
    }
}

impl<T: Definition> Listing<T> {
    /// Its id.
    pub fn id(&self) -> &str {
        T::id(&self.row)
    }

    fn in_file(row: T::Row, path: &Path) -> Self {
        let id = T::id(&row);
        Self {
            replaces_builtin: T::builtin().any(|(row, _)| T::id(&row) == id),
            row,
            origin: Origin::File(path.to_owned()),
        }
    }

    /// Whether it is the user's own, and not in the place of a built-in one.
    fn is_new(&self) -> bool {
        self.origin != Origin::Builtin && !self.replaces_builtin
    }
}

impl<T: Definition> Contents<T> {
    /// Reads a folder; of `old`, what has not changed is taken over.
    fn read(dir: Option<&Path>, stamp: Stamp, old: &[Arc<Seen<T>>]) -> Self {
        let mut contents = Self {
            stamp: Stamp::default(),
            files: Vec::new(),
            listings: T::builtin()
                .map(|(row, _)| Listing {
                    row,
                    origin: Origin::Builtin,
                    replaces_builtin: false,
                })
                .collect(),
            problems: Vec::new(),
        };
        let Some(dir) = dir else {
            return contents;
        };
        if let Some(why) = &stamp.unreadable {
            let what = format!("the folder could not be read: {why}");
            let mend = "look whether it is a folder and may be read";
            contents.complain(dir, complaint(dir, what, mend));
        }
        if stamp.more > 0 {
            let (read, more) = (stamp.files.len(), stamp.more);
            let what = format!(
                "of the {}s here the first {read} are read, and {more} are not",
                T::THING
            );
            contents.complain(dir, complaint(dir, what, "move some of them away"));
        }
        let mut in_all = 0;
        for file in &stamp.files {
            let path = dir.join(&file.name);
            let before = old.iter().find(|seen| seen.path == path);
            let seen = match before {
                Some(seen) if seen.stamp == *file => Arc::clone(seen),
                before => Arc::new(Seen::read(path, file.clone(), before.map(Arc::as_ref))),
            };
            in_all += seen.size();
            if in_all > MOST_IN_ALL {
                let what = format!(
                    "from this file on, the {}s have over {MOST_IN_ALL} bytes",
                    T::THING
                );
                contents.complain(
                    &seen.path,
                    complaint(&seen.path, what, "move some of them away"),
                );
                break;
            }
            contents.take(seen);
        }
        contents.stamp = stamp;
        contents
    }

    fn complain(&mut self, path: &Path, report: Report) {
        self.problems.push((path.to_owned(), report));
    }

    fn take(&mut self, seen: Arc<Seen<T>>) {
        if let Some(report) = &seen.problem {
            self.complain(&seen.path, report.clone());
        }
        if let Some((listing, text)) = &seen.good {
            let place = self.listings.iter().position(|l| l.id() == listing.id());
            match place.and_then(|at| self.listings.get_mut(at)) {
                Some(Listing {
                    origin: Origin::File(first),
                    ..
                }) => {
                    let report = second_of(&seen.path, first, listing.id(), text);
                    self.complain(&seen.path, report);
                }
                Some(builtin) => *builtin = listing.clone(),
                None => self.listings.push(listing.clone()),
            }
        }
        self.files.push(seen);
    }
}

impl<T: Definition> Seen<T> {
    fn read(path: PathBuf, stamp: FileStamp, before: Option<&Self>) -> Self {
        let read = text_of(&path).and_then(|text| {
            let whole = T::read(&shown(&path), &text).map_err(Box::new)?;
            Ok((Listing::in_file(whole.row(), &path), Arc::from(text)))
        });
        let (good, problem) = match read {
            Ok(good) => (Some(good), None),
            Err(report) => (before.and_then(|b| b.good.clone()), Some(*report)),
        };
        Self {
            stamp,
            path,
            good,
            problem,
        }
    }

    fn size(&self) -> usize {
        let text = self.good.as_ref().map_or(0, |(_, text)| text.len());
        text + self.problem.as_ref().map_or(0, |p| p.source().len())
    }
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
