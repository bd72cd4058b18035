//! Filters that the user saved. They lie in the library, since a name may stand in one; what an earlier version, or the user by hand, has
//! put beside the settings counts, too, and goes into the library with the next one that is saved.
//!
//! The first line has the sum of the others, so that half a file, or one that the disk gives back otherwise, does not find something else
//! than was meant without a word. A file without that line is somebody's own, and is taken as it is.

use super::DeskError;
use crate::app::library::{Filter, Sort};
use crate::store::{Library, wiped};
use crate::text::{clean_line, same_words};
use crate::yaml;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// How the first line begins; behind it, the sum of all that follows it.
const SUM: &str = "# sum ";
/// Letters of a sum.
const LETTERS: usize = 16;
/// The most filters that are kept.
const MOST: usize = 500;

/// The filters of a library.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    /// Where they lay before.
    earlier: Option<PathBuf>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    filters: Vec<Saved>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    name: String,
    query: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<String>,
}

impl Filters {
    pub(super) fn earlier_at(path: PathBuf) -> Self {
        Self {
            earlier: Some(path),
        }
    }

    /// All, by name.
    pub(super) fn read(&self, library: &Library) -> Result<Vec<Filter>, DeskError> {
        let mut all = match library.filters()? {
            Some(bytes) => read(&library.filters_path(), bytes)?,
            None => Vec::new(),
        };
        if let Some((path, bytes)) = self.earlier(library)? {
            for filter in read(path, bytes)? {
                if !all.iter().any(|f| same_words(&f.name, &filter.name)) {
                    all.push(filter);
                }
            }
        }
        all.truncate(MOST);
        all.sort_by_key(|f| crate::text::folded(&f.name));
        Ok(all)
    }

    /// What lies where they lay before.
    fn earlier(&self, library: &Library) -> Result<Option<(&Path, Vec<u8>)>, DeskError> {
        let here = library.filters_path();
        let Some(path) = self.earlier.as_deref().filter(|path| *path != here) else {
            return Ok(None);
        };
        match bytes(path) {
            Ok(bytes) => Ok(Some((path, bytes))),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(broken(path, &e.to_string())),
        }
    }

    /// Takes into the library what lies where they lay before; nothing of it stays there.
    pub(super) fn take_in(&self, library: &Library) -> Result<(), DeskError> {
        if self.earlier(library)?.is_some() {
            self.write(library, self.read(library)?)?;
        }
        Ok(())
    }

    /// Saves one; another one of that name goes. Returns all.
    pub(super) fn save(&self, library: &Library, filter: Filter) -> Result<Vec<Filter>, DeskError> {
        let mut all = self.read(library)?;
        all.retain(|other| !same_words(&other.name, &filter.name));
        if all.len() >= MOST {
            return Err(DeskError::NotSo {
                why: format!("there are {MOST} saved filters already"),
                hint: "delete one first".to_owned(),
            });
        }
        all.push(filter);
        all.sort_by_key(|f| crate::text::folded(&f.name));
        self.write(library, all)
    }

    /// Forgets those that are meant. Returns the others.
    pub(super) fn forget(
        &self,
        library: &Library,
        is_meant: impl Fn(&Filter) -> bool,
    ) -> Result<Vec<Filter>, DeskError> {
        let mut all = self.read(library)?;
        let before = all.len();
        all.retain(|filter| !is_meant(filter));
        if all.len() == before {
            return Ok(all);
        }
        self.write(library, all)
    }

    fn write(&self, library: &Library, all: Vec<Filter>) -> Result<Vec<Filter>, DeskError> {
        let saved = all.iter().map(|f| Saved {
            name: f.name.clone(),
            query: f.query.clone(),
            order: (f.sort != Sort::default()).then(|| f.sort.name().to_owned()),
        });
        let file = File {
            filters: saved.collect(),
        };
        let path = library.filters_path();
        let text = yaml::write(&file).map_err(|fault| broken(&path, &fault.to_string()))?;
        let text = format!("{SUM}{}\n{text}", sum(&text));
        library.keep_filters(text.as_bytes())?;
        // Only now: whoever is killed before has both, and they are one.
        if let Some((path, _)) = self.earlier(library)? {
            wiped(path)?;
        }
        Ok(all)
    }
}

/// The filters in a file.
fn read(path: &Path, bytes: Vec<u8>) -> Result<Vec<Filter>, DeskError> {
    let text = String::from_utf8(bytes).map_err(|_| broken(path, "it is not UTF-8 text"))?;
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let text = whole(&text).ok_or_else(|| {
        let why = "it is not as it was written; was it changed by hand, take its first line out";
        broken(path, why)
    })?;
    let file: File = yaml::read(text).map_err(|fault| broken(path, &fault.to_string()))?;
    let saved = file.filters.into_iter().take(MOST);
    Ok(saved
        .map(|saved| Filter {
            name: clean_line(&saved.name),
            query: clean_line(&saved.query),
            sort: Sort::ALL
                .into_iter()
                .find(|s| Some(s.name()) == saved.order.as_deref())
                .unwrap_or_default(),
        })
        .collect())
}

/// Takes the filters that lay beside the settings into the library.
///
/// # Errors
/// When they do not read, or the system refuses.
pub fn take_in_filters(library: &Library, earlier: &Path) -> Result<(), DeskError> {
    Filters::earlier_at(earlier.to_owned()).take_in(library)
}

/// Forgets the filters of a library that have a name in them, in what they are called or in what they ask for; how many there were.
///
/// # Errors
/// When they do not read, or the system refuses.
pub fn forget_filters(
    library: &Library,
    earlier: &Path,
    names: &[String],
) -> Result<usize, DeskError> {
    let filters = Filters::earlier_at(earlier.to_owned());
    let mut names: Vec<String> = names.iter().map(|n| words_of(n)).collect();
    names.retain(|name| name != "  ");
    let is_meant = |filter: &Filter| {
        let all = [&filter.name, &filter.query].map(|text| words_of(text));
        all.iter()
            .any(|words| names.iter().any(|name| words.contains(name.as_str())))
    };
    let before = filters.read(library)?.len();
    Ok(before - filters.forget(library, is_meant)?.len())
}

/// The words of a text, each with a space on both sides.
fn words_of(text: &str) -> String {
    let only_words = text.replace(|c: char| !c.is_alphanumeric(), " ");
    format!(" {} ", crate::text::folded(&only_words))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if read as u64 > LARGEST {
        return Err(io::Error::other("it is larger than a megabyte"));
    }
    Ok(bytes)
}

/// What stands behind the sum, if it is right, or all where there is none.
fn whole(text: &str) -> Option<&str> {
    let Some(summed) = text.strip_prefix(SUM) else {
        return Some(text);
    };
    let (said, rest) = summed.split_once('\n')?;
    (said == sum(rest)).then_some(rest)
}

fn sum(text: &str) -> String {
    let mut hex = blake3::hash(text.as_bytes()).to_hex().to_string();
    hex.truncate(LETTERS);
    hex
}

/// A file that does not read is never written over.
fn broken(path: &Path, why: &str) -> DeskError {
    DeskError::NotSo {
        why: format!(
            "the saved filters in {} could not be read: {why}",
            path.display()
        ),
        hint: "mend the file, or move it away".to_owned(),
    }
}

#[cfg(test)]
#[path = "filters_tests.rs"]
mod tests;
