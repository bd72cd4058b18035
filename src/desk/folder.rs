//! A folder with files that people write themselves: what is in it, and their texts, all bounded.

use super::definition::Definition;
use crate::text::clean_line;
use crate::yaml::{MAX_BYTES, Place, Problem, Report};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files that are looked at, at most.
pub const MOST_FILES: usize = 1_000;
/// Names that are gone through, at most: what else lies in such a folder is nobody's writing.
const MOST_NAMES: usize = 100_000;
/// [`MAX_BYTES`], as the system counts.
const MOST_BYTES: u64 = MAX_BYTES as u64;

/// What a folder holds, without a look into its files: two that are equal mean that nothing has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    pub(super) files: Vec<FileStamp>,
    /// Files beyond those that are looked at.
    pub(super) more: usize,
    /// Why the folder could not be looked into.
    pub(super) unreadable: Option<String>,
}

/// A file as the folder shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileStamp {
    pub(super) name: OsString,
    size: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    /// Looks into a folder. One that is not there is empty.
    pub fn of(dir: &Path) -> Self {
        let names = match names(dir) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => {
                return Self {
                    unreadable: Some(error.to_string()),
                    ..Self::default()
                };
            }
        };
        let more = names.len().saturating_sub(MOST_FILES);
        let files = names.into_iter().take(MOST_FILES).map(|name| {
            let about = fs::metadata(dir.join(&name)).ok();
            FileStamp {
                size: about.as_ref().map_or(0, fs::Metadata::len),
                changed: about.and_then(|a| a.modified().ok()),
                name,
            }
        });
        Self {
            files: files.collect(),
            more,
            unreadable: None,
        }
    }
}

/// The names of the YAML files in a folder, in order. Hidden ones are the litter of editors.
fn names(dir: &Path) -> io::Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)?.take(MOST_NAMES) {
        let name = entry?.file_name();
        let path = Path::new(&name);
        let is_yaml = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
        if is_yaml && !name.as_encoded_bytes().starts_with(b".") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The YAML files of a folder, in order, and how many there are beyond those that are looked at.
///
/// # Errors
/// When the folder cannot be read.
pub fn yaml_files(dir: &Path) -> io::Result<(Vec<PathBuf>, usize)> {
    let names = names(dir)?;
    let more = names.len().saturating_sub(MOST_FILES);
    let paths = names.iter().take(MOST_FILES).map(|name| dir.join(name));
    Ok((paths.collect(), more))
}

/// The text of a file. What keeps it from being read is reported like what is wrong inside: too large, no
/// text, no file at all.
///
/// # Errors
/// A [`Report`] with that one problem.
pub fn text_of(path: &Path) -> Result<String, Box<Report>> {
    let bytes = bytes_of(path).map_err(|error| {
        let what = format!("this could not be read: {error}");
        let mend = "look whether it is there and may be read";
        Box::new(complaint(path, what, mend))
    })?;
    match bytes {
        Bytes::All(bytes) => {
            String::from_utf8(bytes).map_err(|error| Box::new(not_text(path, &error)))
        }
        Bytes::TooMany(bytes) => Err(Box::new(too_large(path, bytes))),
        Bytes::NoFile => {
            let mend = "name a file, or a folder with files";
            Err(Box::new(complaint(path, "this is not a file", mend)))
        }
    }
}

/// What a file holds.
enum Bytes {
    All(Vec<u8>),
    /// So many that they are not read.
    TooMany(u64),
    /// It is a folder, a pipe or a device.
    NoFile,
}

fn bytes_of(path: &Path) -> io::Result<Bytes> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Ok(Bytes::NoFile);
    }
    if about.len() > MOST_BYTES {
        return Ok(Bytes::TooMany(about.len()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    // It may have grown, or not say how large it is.
    if bytes.len() > MAX_BYTES {
        return Ok(Bytes::TooMany(bytes.len() as u64));
    }
    Ok(Bytes::All(bytes))
}

/// A report with one problem about a file as a whole.
pub(super) fn complaint(path: &Path, what: impl Into<String>, mend: &str) -> Report {
    let problem = Problem::error(&Place::default(), what, mend);
    Report::new(&shown(path), String::new(), vec![problem])
}

fn too_large(path: &Path, bytes: u64) -> Report {
    complaint(
        path,
        format!("the file has {bytes} bytes; at most {MOST_BYTES} are read"),
        "keep one definition in each file, and nothing else",
    )
}

fn not_text(path: &Path, error: &std::string::FromUtf8Error) -> Report {
    let upto = error.utf8_error().valid_up_to();
    let before = error.as_bytes().get(..upto).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let line = before.split('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars();
    let place = Place {
        line,
        column: column.count() + 1,
        span: upto..upto,
    };
    let source = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let problem = Problem::error(
        &place,
        "from here on this is not UTF-8 text",
        "save the file as UTF-8: editors call that its encoding",
    );
    Report::new(&shown(path), source, vec![problem])
}

/// A path as it can be shown.
pub fn shown(path: &Path) -> String {
    clean_line(&path.display().to_string())
}

/// What is wrong with a definition in a file, and what could be better.
pub fn check<T: Definition>(path: &Path) -> Report {
    match text_of(path) {
        Ok(text) => T::check(&shown(path), &text),
        Err(report) => *report,
    }
}

/// As [`check`], for files that lie in one folder: of two with the same id, the second is an error.
pub fn check_together<T: Definition>(paths: &[PathBuf]) -> impl Iterator<Item = Report> {
    let mut ids: HashMap<String, &Path> = HashMap::new();
    paths.iter().map(move |path| {
        let report = check::<T>(path);
        let Some((id, place)) = id_in(report.source()).filter(|_| !report.has_errors()) else {
            return report;
        };
        match ids.entry(id) {
            Entry::Occupied(first) => second(&report, first.key(), first.get(), &place),
            Entry::Vacant(free) => {
                free.insert(path);
                report
            }
        }
    })
}

/// The id that a definition gives itself, and its line; where the file writes it as people do.
fn id_in(text: &str) -> Option<(String, Place)> {
    let mut lines = text.split('\n').enumerate();
    let (before, line) = lines.find(|(_, line)| line.starts_with("id:"))?;
    let id = line.strip_prefix("id:")?.split(" #").next()?.trim();
    let place = Place {
        line: before + 1,
        column: 1,
        span: 0..line.len(),
    };
    Some((id.trim_matches(['"', '\'']).to_owned(), place))
}

/// The report about a second file with the same id, beside what else was found in it.
fn second(report: &Report, id: &str, first: &Path, place: &Place) -> Report {
    let first = shown(Path::new(first.file_name().unwrap_or(first.as_os_str())));
    let mut problems = report.problems().to_vec();
    problems.push(Problem::error(
        place,
        format!("{first} has the id `{id}` already; this file is not used"),
        "give it another id, or remove one of the two",
    ));
    Report::new(report.name(), report.source().to_owned(), problems)
}

/// As [`second`], for a definition that was read.
pub(super) fn second_of(path: &Path, first: &Path, id: &str, text: &str) -> Report {
    let report = Report::new(&shown(path), text.replace("\r\n", "\n"), Vec::new());
    let place = id_in(report.source()).map_or_else(Place::default, |(_, place)| place);
    second(&report, id, first, &place)
}
