//! Files that may be anything: what people write and what the program wrote, with bytes changed, cut out, doubled and mixed. None of it may
//! make the program fall or hang.
//!
//! `MINERAL_FUZZ=600` goes on for ten minutes with each kind of file. What was found once is kept in `corpus/`, and tried each time.

use super::pty::Chance;
use mineral::client::persona::Persona;
use mineral::config::Settings;
use mineral::desk::Definition;
use mineral::script::{Script, catalogue};
use mineral::store::{Contents, Library};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Pieces that matter to whoever reads such files.
const PIECES: [&[u8]; 16] = [
    b"---\n",
    b"...\n",
    b"# seal 1 0123456789abcdef\n",
    b": ",
    b"\n  - ",
    b"{",
    b"[",
    b"&a ",
    b"*a",
    b"|\n",
    b"\"",
    b"\xff",
    b"\0",
    b"\t",
    "\u{202e}\u{1b}[2J".as_bytes(),
    b"99999999999999999999",
];
/// Nothing may take so long.
const SLOW: Duration = Duration::from_secs(5);

fn seconds() -> Duration {
    let asked = std::env::var("MINERAL_FUZZ").ok();
    Duration::from_secs_f64(asked.and_then(|s| s.parse().ok()).unwrap_or(0.7))
}

fn corpus(kind: &str) -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/durability/corpus")
        .join(kind);
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    entries
        .map(|e| fs::read(e.unwrap().path()).unwrap())
        .collect()
}

fn some(chance: &mut Chance, below: usize) -> usize {
    usize::try_from(chance.below(below.max(1) as u64)).unwrap()
}

fn changed(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seeds[some(chance, seeds.len())].clone();
    for _ in 0..=some(chance, 4) {
        let (at, to) = (some(chance, bytes.len()), some(chance, bytes.len()));
        let (from, to) = (at.min(to), at.max(to));
        match chance.below(7) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(from..to.min(from + 40))),
            2 => bytes.truncate(at),
            3 => {
                let piece = PIECES[some(chance, PIECES.len())];
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
            4 => {
                let piece = bytes[from..to.min(from + 2_000)].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            5 => {
                let other = &seeds[some(chance, seeds.len())];
                let begin = some(chance, other.len());
                let piece = other[begin..other.len().min(begin + 300)].to_vec();
                drop(bytes.splice(from..to.min(from + 300), piece));
            }
            _ => {
                let piece = PIECES[some(chance, PIECES.len())].repeat(1 + some(chance, 200));
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    bytes
}

/// Tries one kind of file for its time.
fn fuzz(kind: &str, mut seeds: Vec<Vec<u8>>, mut read: impl FnMut(&[u8])) {
    let known = corpus(kind);
    let mut try_it = |bytes: &[u8]| {
        let begun = Instant::now();
        let fell = catch_unwind(AssertUnwindSafe(|| read(bytes))).is_err();
        if fell || begun.elapsed() > SLOW {
            let path =
                std::env::temp_dir().join(format!("mineral-fuzz-{kind}-{}", Library::hash(bytes)));
            fs::write(&path, bytes).unwrap();
            panic!(
                "{kind}: {} after {:?}; the file is {}",
                if fell { "fell" } else { "slow" },
                begun.elapsed(),
                path.display()
            );
        }
    };
    for bytes in &known {
        try_it(bytes);
    }
    seeds.extend(known);
    let (until, mut chance, mut tried) = (Instant::now() + seconds(), Chance::new(11), 0);
    while Instant::now() < until {
        try_it(&changed(&seeds, &mut chance));
        tried += 1;
    }
    println!("{kind}: {tried} files");
}

fn builtin_scripts() -> Vec<Vec<u8>> {
    let all = catalogue::BUILTIN.iter().take(12);
    all.map(|s| s.text.as_bytes().to_vec()).collect()
}

#[test]
fn scripts() {
    fuzz("scripts", builtin_scripts(), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        drop(Script::check("x.yaml", &text).to_string());
    });
}

#[test]
fn personas() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/personas");
    let files = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    let files = files.filter(|p| p.extension().is_some_and(|e| e == "yaml"));
    let seeds = files.take(6).map(|p| fs::read(p).unwrap()).collect();
    fuzz("personas", seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        drop(Persona::check("x.yaml", &text).to_string());
    });
}

#[test]
fn settings() {
    let seeds = vec![
        b"theme: none\nwished-win-ratio: 60\nkeys:\n  talk:\n    next-step: f10\n    end: [f12, ctrl-d]\n".to_vec(),
        b"theme: terminal\n".to_vec(),
    ];
    fuzz("settings", seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Err(report) = Settings::read("config.yaml", &text) {
            drop(report.to_string());
        }
    });
}

/// A library that the program has written.
fn written() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], input: &str| {
        use std::io::Write as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_mineral"))
            .args(arguments)
            .env("MINERAL_HOME", dir.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        assert!(child.wait().unwrap().success());
    };
    let said = "Nobody trusts it\n~worried 4\n# a note\n+ an idea\n!us send it by friday\n/next\n/withdraw\n/consent agreed until 3 march 2099\nhalf\n/end\n";
    run(
        &["live", "--plain", "--with", "Ana Ruiz", "--org", "Mina"],
        said,
    );
    run(&["live", "--plain", "--with", "Tom Berg"], "Words\n");
    run(
        &["practice", "acquired", "--plain"],
        "What happened?\nHow was that?\n",
    );
    run(&["person", "rename", "Tom Berg", "Tom Holm"], "");
    run(&["person", "undo"], "");
    dir
}

fn sessions(library: &Library) -> Vec<Vec<u8>> {
    let ids = library.ids().unwrap();
    ids.iter()
        .map(|id| library.session_bytes(id).unwrap())
        .collect()
}

#[test]
fn session_files_and_drafts() {
    let dir = written();
    let library = Library::at(dir.path().join("data"));
    let id = library.newest().unwrap().unwrap();
    let file = library.file(&id).unwrap().unwrap().path;
    let mut seeds = sessions(&library);
    seeds.push(
        b"---\ndraft: 3\nt: 9\ncursor: 2\ntext: \"half a word\"\n# seal 3 0123456789abcdef\n...\n"
            .to_vec(),
    );
    fuzz("sessions", seeds, |bytes| {
        fs::write(&file, bytes).unwrap();
        fs::write(file.with_extension("draft"), bytes).unwrap();
        if let Ok(loaded) = library.load(&id) {
            let entries: Vec<_> = loaded.entries.into_iter().map(|(e, _)| e).collect();
            let _ = mineral::session::Fold::of_entries(&entries);
        }
    });
}

#[test]
fn people() {
    let dir = written();
    let data = dir.path().join("data");
    let library = Library::at(&data);
    let seeds = vec![fs::read(data.join("people.yaml")).unwrap()];
    fuzz("people", seeds, |bytes| {
        fs::write(data.join("people.yaml"), bytes).unwrap();
        if let Ok(people) = library.people() {
            let _ = people.meant("Ana Ruiz", None);
        }
    });
}

#[test]
fn backups() {
    let dir = written();
    let file = dir.path().join("b.tar");
    let status = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(["backup", file.to_str().unwrap()])
        .env("MINERAL_HOME", dir.path())
        .stdout(std::process::Stdio::null())
        .status();
    assert!(status.unwrap().success());
    let whole = fs::read(&file).unwrap();
    fuzz("backups", vec![whole.clone()], |bytes| {
        let mut from = bytes;
        if Contents::of(&mut from, &mut |_, _| true).is_ok() {
            // Padding, and what a header says besides name, kind and size, is all that may differ.
            assert!(bytes.len() <= whole.len() + (1 << 20));
        }
    });
}
