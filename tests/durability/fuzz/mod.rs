//! Files that may be anything: what people write and what the program wrote, with bytes changed, cut out, doubled and mixed. None of it may
//! make the program fall or hang.
//!
//! `MINERAL_FUZZ=600` goes on for ten minutes with each kind of file. What was found once is kept in `corpus/`, and tried each time.

mod targets;

use self::targets::{TARGETS, files_of};
use super::pty::Chance;
use mineral::script::catalogue;
use mineral::store::Library;
use mineral::vault::frames::MARK;
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

/// Documents or frames of a file in another order, some twice, some missing, some of another file.
fn shuffled(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let seed = &seeds[some(chance, seeds.len())];
    let mark: &[u8] = if seed.windows(8).any(|w| w == MARK) {
        &MARK
    } else {
        b"---\n"
    };
    let mut pieces = pieces(seed, mark);
    for _ in 0..=some(chance, 3) {
        let (at, to) = (some(chance, pieces.len()), some(chance, pieces.len()));
        match chance.below(4) {
            0 => pieces.swap(at, to),
            1 => pieces.insert(to, pieces[at]),
            2 if pieces.len() > 1 => drop(pieces.remove(at)),
            _ => {
                let other = self::pieces(&seeds[some(chance, seeds.len())], mark);
                pieces.insert(at, other[some(chance, other.len())]);
            }
        }
    }
    pieces.concat()
}

fn pieces<'a>(bytes: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let mut starts: Vec<usize> = bytes
        .windows(mark.len())
        .enumerate()
        .filter(|(_, w)| *w == mark)
        .map(|(at, _)| at)
        .collect();
    starts.insert(0, 0);
    starts.push(bytes.len());
    starts.windows(2).map(|w| &bytes[w[0]..w[1]]).collect()
}

/// Tries one kind of file for its time.
fn fuzz(kind: &str, mut seeds: Vec<Vec<u8>>) {
    let (_, read) = TARGETS.iter().find(|(name, _)| *name == kind).unwrap();
    let known = corpus(kind);
    let try_it = |bytes: &[u8]| {
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
        let bytes = match chance.below(4) {
            0 => shuffled(&seeds, &mut chance),
            1 => changed(&[shuffled(&seeds, &mut chance)], &mut chance),
            _ => changed(&seeds, &mut chance),
        };
        try_it(&bytes);
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
    fuzz("scripts", builtin_scripts());
}

#[test]
fn personas() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/personas");
    let files = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    let files = files.filter(|p| p.extension().is_some_and(|e| e == "yaml"));
    fuzz(
        "personas",
        files.take(6).map(|p| fs::read(p).unwrap()).collect(),
    );
}

#[test]
fn settings() {
    fuzz("settings", Vec::new());
}

/// A library that the program has written.
pub(crate) fn written() -> tempfile::TempDir {
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

#[test]
fn session_files_and_drafts() {
    let dir = written();
    let library = Library::at(dir.path().join("data"));
    let ids = library.ids().unwrap().into_iter();
    let now = ids.map(|id| library.session_bytes(&id).unwrap());
    let kept = files_of("plain").into_iter().map(|(_, bytes)| bytes);
    fuzz("sessions", now.chain(kept).collect());
}

#[test]
fn people() {
    let dir = written();
    fuzz(
        "people",
        vec![fs::read(dir.path().join("data/people.yaml")).unwrap()],
    );
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
    fuzz("backups", vec![fs::read(&file).unwrap()]);
}

#[test]
fn frames_of_a_vault() {
    fuzz(
        "frames",
        files_of("vault")
            .into_iter()
            .map(|(_, bytes)| bytes)
            .collect(),
    );
}

/// Each file of a vault, also in the place of each other.
#[test]
fn files_of_a_vault() {
    let files = files_of("vault");
    let mut seeds = Vec::new();
    for which in 0..files.len() {
        for (_, bytes) in &files {
            let mut seed = vec![u8::try_from(which).unwrap()];
            seed.extend(bytes);
            seeds.push(seed);
        }
    }
    fuzz("vaults", seeds);
}

/// Each kind has its place in the corpus.
#[test]
fn every_kind_has_kept_files() {
    for (kind, _) in TARGETS {
        assert!(!corpus(kind).is_empty(), "{kind}");
    }
}
