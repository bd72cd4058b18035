//! What lies in a library, by its names: nothing is read.

use super::super::files::FILE_MODE;
use super::super::library::check_id;
use super::{Finding, Mend};
use std::fs::{self, Metadata};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How deep a library is: `sessions/2026/ID.yaml`.
const DEEPEST: usize = 3;
/// A temporary file that nobody has written to for so long was left by a program that is gone.
const LEFT: Duration = Duration::from_secs(600);
/// What may lie in the same directory and is not the library's: with `--data-dir` alone, the settings and the index.
const OTHERS: [&str; 7] = [
    "config.yaml",
    "scripts",
    "personas",
    "themes",
    "index",
    "digests",
    "vault",
];

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) findings: Vec<Finding>,
    /// Drafts beside sessions: the id, and where.
    pub(super) drafts: Vec<(String, PathBuf)>,
    /// Hashes of scripts.
    pub(super) scripts: Vec<String>,
    /// All files of the library together, in bytes.
    pub(super) bytes: u64,
}

/// Looks at everything below the library's directory. Nothing that points elsewhere is followed.
pub(super) fn walk(dir: &Path) -> Seen {
    let mut seen = Seen::default();
    look(dir, dir, 0, &mut seen);
    seen.findings.sort_by(|a, b| a.place.cmp(&b.place));
    seen
}

fn look(root: &Path, dir: &Path, depth: usize, seen: &mut Seen) {
    let inside = |path: &Path| match path.strip_prefix(root) {
        Ok(inside) if !inside.as_os_str().is_empty() => inside.display().to_string(),
        _ => path.display().to_string(),
    };
    match dir.symlink_metadata() {
        Ok(about) => modes(dir, &about, 0o700, inside(dir), seen),
        Err(e) => return seen.findings.push(unseen(inside(dir), &e)),
    }
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(e) => return seen.findings.push(unseen(inside(dir), &e)),
    };
    for entry in entries.flatten() {
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        if depth == 0 && OTHERS.contains(&name.as_str()) {
            continue;
        }
        let about = match path.symlink_metadata() {
            Ok(about) => about,
            // It went meanwhile.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
            Err(e) => {
                seen.findings.push(unseen(inside(&path), &e));
                continue;
            }
        };
        if about.is_dir() && depth < DEEPEST {
            look(root, &path, depth + 1, seen);
        } else if about.is_file() {
            modes(&path, &about, FILE_MODE, inside(&path), seen);
            file(&path, &name, &about, inside(&path), seen);
        } else {
            let what = if about.is_symlink() {
                "a link that points elsewhere: the program writes no such"
            } else {
                "no file and no directory that the program writes"
            };
            let finding = Finding::new(inside(&path), what);
            seen.findings
                .push(finding.hint("move it out of the data directory"));
        }
    }
}

fn unseen(place: String, error: &std::io::Error) -> Finding {
    Finding::new(place, format!("it cannot be looked at: {error}"))
        .hint("see who owns it and what its mode is")
}

fn modes(path: &Path, about: &Metadata, wanted: u32, place: String, seen: &mut Seen) {
    let us = rustix::process::geteuid().as_raw();
    if about.uid() != us && us != 0 {
        let finding = Finding::new(place, "it belongs to somebody else");
        seen.findings
            .push(finding.hint("see how it came there; `chown` makes it yours"));
        return;
    }
    let mode = about.permissions().mode() & 0o777;
    if mode != wanted {
        let what = if mode.trailing_zeros() >= 6 {
            format!("its mode is {mode:04o} instead of {wanted:04o}")
        } else {
            format!("others than you may open it: its mode is {mode:04o}")
        };
        let mend = Mend::Mode {
            path: path.to_owned(),
            mode: wanted,
        };
        seen.findings.push(Finding::new(place, what).mended(mend));
    }
}

fn file(path: &Path, name: &str, about: &Metadata, place: String, seen: &mut Seen) {
    seen.bytes += about.len();
    let folder = place.split('/').next().unwrap_or_default();
    let of = |ending: &str| name.strip_suffix(ending).unwrap_or_default();
    if name.starts_with(".mineral-") {
        let age = about
            .modified()
            .ok()
            .and_then(|at| SystemTime::now().duration_since(at).ok());
        if age.is_some_and(|age| age > LEFT) {
            let what = "a temporary file that a program which is gone has left";
            let mend = Mend::Temporary(path.to_owned());
            seen.findings.push(Finding::new(place, what).mended(mend));
        }
        return;
    }
    match folder {
        "sessions" if check_id(of(".draft")).is_ok() => {
            seen.drafts.push((of(".draft").to_owned(), path.to_owned()));
        }
        "sessions" if check_id(of(".yaml")).is_ok() => {}
        "scripts-used" if !of(".yaml").is_empty() => seen.scripts.push(of(".yaml").to_owned()),
        "bin" if ends(name) => {}
        _ if matches!(name, "people.yaml" | "filters.yaml") && folder == name => {}
        _ if name.contains(".restored-") => {
            let what = "it came out of a backup and differs from what was there";
            let hint = "compare the two, keep what you need, and remove it";
            seen.findings.push(Finding::new(place, what).hint(hint));
        }
        "sessions" if is_copy(name) => {
            let what = "a copy of a conversation, as file-sync tools keep where two were written";
            let hint = "compare it with the one beside it, keep what you need, and move it out of the data directory";
            seen.findings.push(Finding::new(place, what).hint(hint));
        }
        _ => {
            let what = "a file that the program did not write";
            let hint = "if it is yours, move it out of the data directory";
            seen.findings.push(Finding::new(place, what).hint(hint));
        }
    }
}

/// Whether it is called as a session is, with something behind or before its id.
fn is_copy(name: &str) -> bool {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let has_id = words.into_iter().any(|word| check_id(word).is_ok());
    has_id && name.contains(".yaml")
}

/// Whether it is called as a session, a draft, or a piece of them is.
fn ends(name: &str) -> bool {
    [".yaml", ".draft"]
        .iter()
        .any(|e| name.strip_suffix(e).is_some())
}
