//! Filters that the user saved: a small file beside the settings, which may be changed by hand.

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
        let file: File = yaml::read(&text).map_err(|fault| broken(path, &fault.to_string()))?;
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
mod tests {
    use super::*;

    fn filter(name: &str, query: &str) -> Filter {
        Filter {
            name: name.to_owned(),
            query: query.to_owned(),
            sort: Sort::Warmest,
        }
    }

    #[test]
    fn filters_are_saved_replaced_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let filters = Filters::at(dir.path().join("config/filters.yaml"));
        assert_eq!(filters.read().unwrap(), []);
        for name in ["zebra", "Ána: \"1\" # no", "no", "😀 \u{202e}x"] {
            filters
                .save(filter(name, "person:\"ana ruiz\" -budget*"))
                .unwrap();
        }
        let all = filters.save(filter("ZEBRA", "feeling:worried")).unwrap();
        assert_eq!(all.len(), 4);
        let read = filters.read().unwrap();
        assert!(
            read.contains(&filter("ZEBRA", "feeling:worried")),
            "{read:?}"
        );
        let left = filters.forget("no").unwrap();
        assert_eq!(left.len(), 3);
        assert_eq!(filters.read().unwrap().len(), 3);
    }

    #[test]
    fn a_file_that_does_not_read_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("filters.yaml");
        for text in ["filters: [", "filters:\n  - nam: x\n", "- a", "\u{0}"] {
            fs::write(&path, text).unwrap();
            let filters = Filters::at(path.clone());
            assert!(filters.read().is_err(), "{text}");
            assert!(filters.save(filter("x", "y")).is_err(), "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}
