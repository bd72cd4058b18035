//! Filters that the user saved: a small file beside the settings, which may be changed by hand.
//!
//! Its first line has the sum of the others, so that half a file, or one that the disk gives back otherwise, does not find something else
//! than was meant without a word. A file without that line is somebody's own, and is taken as it is.

use super::{DeskError, exports};
use crate::app::library::{Filter, Sort};
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

/// The file.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    path: Option<PathBuf>,
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
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }

    /// All, by name.
    pub(super) fn read(&self) -> Result<Vec<Filter>, DeskError> {
        let Some(path) = &self.path else {
            return Ok(Vec::new());
        };
        let text = match text(path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(broken(path, &e.to_string())),
        };
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let text = whole(&text).ok_or_else(|| {
            let why =
                "it is not as it was written; was it changed by hand, take its first line out";
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

    /// Saves one; another one of that name goes. Returns all.
    pub(super) fn save(&self, filter: Filter) -> Result<Vec<Filter>, DeskError> {
        let mut all = self.read()?;
        all.retain(|other| !same_words(&other.name, &filter.name));
        if all.len() >= MOST {
            return Err(DeskError::NotSo {
                why: format!("there are {MOST} saved filters already"),
                hint: "delete one first".to_owned(),
            });
        }
        all.push(filter);
        all.sort_by_key(|f| crate::text::folded(&f.name));
        self.write(all)
    }

    /// Forgets one. Returns the others.
    pub(super) fn forget(&self, name: &str) -> Result<Vec<Filter>, DeskError> {
        let mut all = self.read()?;
        all.retain(|other| other.name != name);
        self.write(all)
    }

    fn write(&self, all: Vec<Filter>) -> Result<Vec<Filter>, DeskError> {
        let Some(path) = &self.path else {
            return Ok(all);
        };
        let saved = all.iter().map(|f| Saved {
            name: f.name.clone(),
            query: f.query.clone(),
            order: (f.sort != Sort::default()).then(|| f.sort.name().to_owned()),
        });
        let file = File {
            filters: saved.collect(),
        };
        let text = yaml::write(&file).map_err(|fault| broken(path, &fault.to_string()))?;
        let failed = |e: io::Error| DeskError::Write {
            path: path.display().to_string(),
            why: e.to_string(),
        };
        let text = format!("{SUM}{}\n{text}", sum(&text));
        exports::replace(path, text.as_bytes()).map_err(failed)?;
        Ok(all)
    }
}

fn text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if read as u64 > LARGEST {
        return Err(io::Error::other("it is larger than a megabyte"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8 text"))
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
