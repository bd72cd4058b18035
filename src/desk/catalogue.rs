//! The scripts that can be run: those that are built in, and the user's own beside them.

use super::DeskError;
use super::folder::{FileStamp, Stamp, complaint, second_of, shown, text_of};
use crate::app::ScriptRow;
use crate::script::catalogue::{BUILTIN, Builtin, builtin};
use crate::script::{Occasion, Script, ScriptKind, With, read};
use crate::yaml::{Report, did_you_mean};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// All scripts of a user together, in bytes; what goes beyond it is reported and not kept.
const MOST_IN_ALL: usize = 32 << 20;

/// The scripts that can be run. Clones share what was read; the user's folder is read when it is first needed.
#[derive(Debug, Clone)]
pub struct Catalogue {
    dir: Option<PathBuf>,
    read: Arc<OnceLock<Contents>>,
}

/// A script in a list: what is shown of it, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What sort of conversation or practice it is.
    pub kind: ScriptKind,
    /// When people need it.
    pub moment: Occasion,
    /// Whom it is about.
    pub with: With,
    /// Whether its days in a row are counted.
    pub streak: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it takes the place of one that is built in.
    pub replaces_builtin: bool,
}

/// Where a script comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    Builtin,
    /// A file of the user's.
    File(PathBuf),
}

#[derive(Debug, Default)]
struct Contents {
    stamp: Stamp,
    files: Vec<Arc<Seen>>,
    listings: Vec<Listing>,
    problems: Vec<(PathBuf, Report)>,
}

/// A file of the user's as it was when it was last looked into.
#[derive(Debug)]
struct Seen {
    stamp: FileStamp,
    path: PathBuf,
    /// The script, and its text; where the file is broken now, those that it last had.
    script: Option<(Listing, Arc<str>)>,
    /// What is wrong with the file.
    problem: Option<Report>,
}

impl Catalogue {
    /// The built-in scripts, and those in a folder, which is read when it is first needed.
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

    fn contents(&self) -> &Contents {
        self.read
            .get_or_init(|| Contents::read(self.dir.as_deref(), self.stamp(), &[]))
    }

    /// The folder of the user's own scripts.
    pub fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// What the folder holds now. Equal stamps mean that nothing has changed; no file is opened for it.
    pub fn stamp(&self) -> Stamp {
        self.dir.as_deref().map(Stamp::of).unwrap_or_default()
    }

    /// Looks into the folder again. Of a file that is broken now, the last good script stays. Whether anything
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

    /// All scripts: the built-in ones in their order, each in the place of its replacement, then the user's
    /// own in the order of their files.
    pub fn list(&self) -> &[Listing] {
        &self.contents().listings
    }

    /// All scripts, as the machine knows them. The user's own come first: who wrote one looks for it, and home shows
    /// no more than the first few of a moment.
    pub fn rows(&self) -> Vec<ScriptRow> {
        let (new, others): (Vec<_>, Vec<_>) = self.list().iter().partition(|l| l.is_new());
        new.into_iter().chain(others).map(Listing::row).collect()
    }

    /// As [`Self::rows`], as far as it is known without a look into any file: a program begins with this.
    pub fn rows_so_far(&self) -> Vec<ScriptRow> {
        match self.read.get() {
            Some(_) => self.rows(),
            None => BUILTIN.iter().map(|b| Listing::of(b).row()).collect(),
        }
    }

    /// Whether there is anything beside the built-in scripts, and be it a file that does not read.
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
            format!("{name}{place}{stays} · `mineral script check` shows all")
        };
        self.problems().iter().map(sentence).collect()
    }

    /// What is shown of a script, by its id.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn listing(&self, id: &str) -> Result<&Listing, DeskError> {
        let found = self.list().iter().find(|l| l.id == id);
        found.ok_or_else(|| self.no_script(id))
    }

    /// A script with its text, by its id.
    ///
    /// # Errors
    /// When there is none of that id.
    pub fn script(&self, id: &str) -> Result<(Script, Arc<str>), DeskError> {
        let (name, text) = match &self.listing(id)?.origin {
            Origin::File(path) => {
                let files = &self.contents().files;
                let seen = files.iter().find(|seen| seen.path == *path);
                let text = seen.and_then(|seen| seen.script.as_ref());
                (shown(path), text.map(|(_, text)| Arc::clone(text)))
            }
            Origin::Builtin => {
                let text = builtin(id).map(|b| Arc::from(b.text));
                (format!("{id}.yaml"), text)
            }
        };
        let text = text.ok_or_else(|| self.no_script(id))?;
        let script = read(&name, &text).map_err(|report| DeskError::Script(Box::new(report)))?;
        Ok((script, text))
    }

    fn no_script(&self, id: &str) -> DeskError {
        let ids = self.list().iter().map(|l| l.id.as_str());
        let near = did_you_mean(id, ids).map(ToOwned::to_owned);
        DeskError::NoScript {
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

impl Listing {
    fn of(builtin: &Builtin) -> Self {
        Self {
            id: builtin.id.to_owned(),
            title: builtin.title.to_owned(),
            kind: builtin.kind,
            moment: builtin.moment,
            with: builtin.with,
            streak: builtin.streak,
            origin: Origin::Builtin,
            replaces_builtin: false,
        }
    }

    fn in_file(script: Script, path: &Path) -> Self {
        Self {
            replaces_builtin: builtin(&script.id).is_some(),
            id: script.id,
            title: script.title,
            kind: script.kind,
            moment: script.moment,
            with: script.with,
            streak: script.streak,
            origin: Origin::File(path.to_owned()),
        }
    }

    /// Whether it is the user's own, and not in the place of a built-in one.
    fn is_new(&self) -> bool {
        self.origin != Origin::Builtin && !self.replaces_builtin
    }

    fn row(&self) -> ScriptRow {
        ScriptRow {
            id: self.id.clone(),
            title: self.title.clone(),
            kind: self.kind,
            moment: self.moment,
            with: self.with,
            streak: self.streak,
        }
    }
}

impl Contents {
    /// Reads a folder; of `old`, what has not changed is taken over.
    fn read(dir: Option<&Path>, stamp: Stamp, old: &[Arc<Seen>]) -> Self {
        let mut contents = Self {
            listings: BUILTIN.iter().map(Listing::of).collect(),
            ..Self::default()
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
            let what = format!("of the scripts here the first {read} are read, and {more} are not");
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
                let what = format!("from this file on, the scripts have over {MOST_IN_ALL} bytes");
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

    fn take(&mut self, seen: Arc<Seen>) {
        if let Some(report) = &seen.problem {
            self.complain(&seen.path, report.clone());
        }
        if let Some((listing, text)) = &seen.script {
            let place = self.listings.iter().position(|l| l.id == listing.id);
            match place.and_then(|at| self.listings.get_mut(at)) {
                Some(Listing {
                    origin: Origin::File(first),
                    ..
                }) => {
                    let report = second_of(&seen.path, first, &listing.id, text);
                    self.complain(&seen.path, report);
                }
                Some(builtin) => *builtin = listing.clone(),
                None => self.listings.push(listing.clone()),
            }
        }
        self.files.push(seen);
    }
}

impl Seen {
    fn read(path: PathBuf, stamp: FileStamp, before: Option<&Self>) -> Self {
        let script = text_of(&path).and_then(|text| {
            let script = read(&shown(&path), &text).map_err(Box::new)?;
            Ok((Listing::in_file(script, &path), Arc::from(text)))
        });
        let (script, problem) = match script {
            Ok(script) => (Some(script), None),
            Err(report) => (before.and_then(|b| b.script.clone()), Some(*report)),
        };
        Self {
            stamp,
            path,
            script,
            problem,
        }
    }

    fn size(&self) -> usize {
        let text = self.script.as_ref().map_or(0, |(_, text)| text.len());
        text + self.problem.as_ref().map_or(0, |p| p.source().len())
    }
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
