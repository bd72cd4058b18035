//! A reader that is slow, and one that goes away: all of it comes, or the program ends as programs do; none of it is a fault.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const COMMANDS: [&[&str]; 4] = [
    &["read", "--plain"],
    &["export", "--format", "html"],
    &["export", "--format", "json"],
    &["search", "--json", "word"],
];

fn start(dir: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(arguments)
        .env("MINERAL_HOME", dir)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A library whose newest conversation is more than a pipe holds.
fn long() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let line = |n| format!("word {n} {}", "of a long conversation ".repeat(12));
    let lines = (0..400).map(line).collect::<Vec<_>>().join("\n");
    let mut child = start(dir.path(), &["live", "--plain", "--with", "Ana Ruiz"]);
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    assert!(child.wait_with_output().unwrap().status.success());
    writer.join().unwrap().unwrap();
    dir
}

#[test]
fn a_reader_may_be_slow_or_go_away() {
    let dir = long();
    for arguments in COMMANDS {
        let whole = start(dir.path(), arguments).wait_with_output().unwrap();
        assert!(whole.status.success(), "{arguments:?}: {whole:?}");
        // Ten bytes at a time: the program waits for its reader most of the time.
        let mut child = start(dir.path(), arguments);
        let (mut out, mut some, mut all) = (child.stdout.take().unwrap(), [0; 10], Vec::new());
        while let Ok(read @ 1..) = out.read(&mut some) {
            all.extend_from_slice(&some[..read]);
        }
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{arguments:?}: {ended:?}");
        assert!(all == whole.stdout, "{arguments:?}: something else came");
        // One who has seen enough.
        let mut child = start(dir.path(), arguments);
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut some).unwrap();
        drop(out);
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr);
        assert!(
            !told.contains("fault") && !told.contains("panicked"),
            "{arguments:?}: {told}"
        );
        assert!(ended.status.code() != Some(101), "{arguments:?}: {ended:?}");
    }
}
