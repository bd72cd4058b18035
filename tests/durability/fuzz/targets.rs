//! What is done with a file of each kind, whoever made it up. Each falls when the program would, and when it shows what nobody wrote.

use mineral::client::persona::Persona;
use mineral::config::Settings;
use mineral::desk::Definition as _;
use mineral::script::Script;
use mineral::store::{Contents, Integrity, Library};
use mineral::vault::frames::{MARK, Piece, What};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use tempfile::TempDir;

/// A kind of file, and what reads it.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 8] = [
    ("scripts", scripts),
    ("personas", personas),
    ("settings", settings),
    ("sessions", sessions),
    ("people", people),
    ("backups", backups),
    ("frames", frames),
    ("vaults", vaults),
];

/// Libraries that the program wrote once; they have to stay readable, too.
pub(crate) fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/durability/kept")
}

fn scripts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    drop(Script::check("x.yaml", &text).to_string());
}

fn personas(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    drop(Persona::check("x.yaml", &text).to_string());
}

fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(report) = Settings::read("config.yaml", &text) {
        drop(report.to_string());
    }
}

/// A library to write into.
struct Place {
    dir: TempDir,
    library: Library,
}

impl Place {
    /// With what is kept under this name.
    fn of(name: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (path, bytes) in files_of(name) {
            let to = dir.path().join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        let library = Library::at(dir.path());
        Self { dir, library }
    }
}

/// All files of a library that is kept, by name.
pub(crate) fn files_of(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    fn walk(root: &Path, dir: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    let (root, mut found) = (kept().join(name), Vec::new());
    walk(&root, &root, &mut found);
    found.sort();
    found
}

static PLAIN: LazyLock<Mutex<Place>> = LazyLock::new(|| Mutex::new(Place::of("plain")));

fn sessions(bytes: &[u8]) {
    let place = PLAIN.lock().unwrap_or_else(PoisonError::into_inner);
    let id = place.library.ids().unwrap().remove(0);
    let file = place.library.file(&id).unwrap().unwrap().path;
    fs::write(&file, bytes).unwrap();
    fs::write(file.with_extension("draft"), bytes).unwrap();
    if let Ok(loaded) = place.library.load(&id) {
        let entries: Vec<_> = loaded.entries.into_iter().map(|(e, _)| e).collect();
        let _ = mineral::session::Fold::of_entries(&entries);
    }
}

fn people(bytes: &[u8]) {
    let place = PLAIN.lock().unwrap_or_else(PoisonError::into_inner);
    fs::write(place.dir.path().join("people.yaml"), bytes).unwrap();
    if let Ok(people) = place.library.people() {
        let _ = people.meant("Ana Ruiz", None);
    }
}

fn backups(bytes: &[u8]) {
    let mut from = bytes;
    if let Ok(contents) = Contents::of(&mut from, &mut |_, _| true) {
        // What a header says besides name, kind and size may differ, and what pads; there is nothing in it that is not in the file.
        assert!(contents.bytes() <= bytes.len() as u64);
    }
}

/// The vault that is kept, opened.
struct Vault {
    place: Place,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// What each session says: its entries.
    said: HashMap<String, Vec<String>>,
    people: Vec<String>,
}

fn open(library: &Library) -> Option<Library> {
    let key = fs::read_to_string(kept().join("vault.key")).unwrap();
    library
        .opened_with(key.lines().last().unwrap())
        .ok()
        .filter(|l| l.keys().is_some())
}

static VAULT: LazyLock<Mutex<Vault>> = LazyLock::new(|| {
    let mut place = Place::of("vault");
    place.library = open(&place.library).unwrap();
    let mut said = HashMap::new();
    for id in place.library.ids().unwrap() {
        let loaded = place.library.load(&id).unwrap();
        assert_eq!(loaded.problems, []);
        let entries = loaded.entries.iter().map(|(e, _)| format!("{e:?}"));
        said.insert(id, entries.collect());
    }
    let people = place.library.people().unwrap().all;
    Mutex::new(Vault {
        people: people.iter().map(|p| format!("{p:?}")).collect(),
        files: files_of("vault"),
        place,
        said,
    })
});

/// What stands in the drafts of the vault that is kept: all that was typed, key by key.
const TYPED: [&str; 2] = ["It was told in confidence", "half a wo"];

impl Vault {
    /// All that is shown was written there, and what is left out or out of its place is told.
    fn shows_what_was_written(&self, library: &Library) {
        for (id, said) in &self.said {
            let Ok(loaded) = library.load(id) else {
                continue;
            };
            let shown: Vec<_> = loaded
                .entries
                .iter()
                .map(|(e, _)| format!("{e:?}"))
                .collect();
            for entry in &shown {
                assert!(said.contains(entry), "{id}: nobody wrote {entry}");
            }
            let whole = loaded
                .entries
                .iter()
                .all(|(_, state)| *state == Integrity::Whole);
            if whole && loaded.problems.is_empty() {
                assert!(said.starts_with(&shown), "{id}: not told: {shown:#?}");
            }
            if let Some(draft) = loaded.draft {
                let typed = TYPED.iter().any(|t| t.starts_with(&draft.text));
                assert!(typed, "{id}: nobody typed {draft:?}");
            }
        }
        if let Ok(people) = library.people() {
            for person in people.all {
                let person = format!("{person:?}");
                assert!(self.people.contains(&person), "there is no {person}");
            }
        }
    }
}

/// The first byte says which file of a vault the rest is put in the place of.
fn vaults(bytes: &[u8]) {
    let vault = VAULT.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let (name, whole) = &vault.files[usize::from(*which) % vault.files.len()];
    let path = vault.place.dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    if name.starts_with("vault") {
        if let Some(library) = open(&Library::at(vault.place.dir.path())) {
            vault.shows_what_was_written(&library);
        }
    } else {
        vault.shows_what_was_written(&vault.place.library);
    }
    fs::write(&path, whole).unwrap();
}

/// The frames of one session, as they were written.
struct Frames {
    of: String,
    written: Vec<Vec<u8>>,
}

static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let vault = VAULT.lock().unwrap_or_else(PoisonError::into_inner);
    let id = vault.place.library.ids().unwrap().remove(0);
    let bytes = fs::read(vault.place.library.file(&id).unwrap().unwrap().path).unwrap();
    let of = format!("session:{id}");
    let pieces = vault.place.library.keys().unwrap().frames_in(&of, &bytes);
    let text = |piece: Piece| match piece.what {
        What::Frame {
            text,
            in_place: true,
            ..
        } => text,
        other => panic!("{other:?}"),
    };
    Frames {
        written: pieces.all.into_iter().map(text).collect(),
        of,
    }
});

/// Any bytes give frames that were written there, and bytes that are damaged: nothing else, and nothing is passed over.
fn frames(bytes: &[u8]) {
    let frames = &*FRAMES;
    let keys = {
        let vault = VAULT.lock().unwrap_or_else(PoisonError::into_inner);
        vault.place.library.keys().unwrap().clone()
    };
    let pieces = keys.frames_in(&frames.of, bytes);
    let (mut end, mut behind) = (0, Some(0));
    for piece in &pieces.all {
        let between = bytes
            .get(end..piece.byte)
            .expect("pieces come one behind the other");
        assert!(
            between.iter().all(u8::is_ascii_whitespace),
            "passed over at {end}"
        );
        assert!(piece.end > piece.byte && piece.end <= bytes.len());
        end = piece.end;
        match &piece.what {
            What::Frame { text, in_place, .. } => {
                assert!(bytes[piece.byte..].starts_with(&MARK));
                let at = frames
                    .written
                    .iter()
                    .position(|w| w == text)
                    .expect("nobody wrote that");
                if *in_place {
                    assert!(
                        behind.is_none_or(|next| next == at),
                        "frame {at} is not in its place"
                    );
                }
                behind = Some(at + 1);
            }
            // Behind what is damaged anything may stand: that something is missing is told.
            What::Damaged(_) => behind = None,
            What::Cut => assert_eq!(piece.end, bytes.len(), "only the last one can be cut"),
        }
    }
    let rest = &bytes[end..];
    assert!(
        rest.iter().all(u8::is_ascii_whitespace),
        "passed over at the end"
    );
}
