//! What was kept of sessions in short is lost or right, and never misleads: every prefix of its file, and bits that flip in it.
//!
//! `MINERAL_EXHAUSTIVE=1` goes through all of them; without it, through a part.

use super::fuzz::written;
use mineral::desk::Desk;
use mineral::ledger::Digest;
use mineral::store::Library;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

#[test]
fn every_prefix_and_flipped_bit_of_the_digests_is_not_believed_or_changes_nothing() {
    let dir = written();
    let library = Library::at(dir.path().join("data"));
    // What was written just now is not kept in short yet.
    for file in library.files().unwrap() {
        let long_ago = SystemTime::now() - Duration::from_secs(3_600);
        let file = File::options().append(true).open(file.path).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let path = dir.path().join("cache/digests");
    let _ = fs::remove_file(&path);
    let desk = Desk::new(library, |_| {}).with_digests(path.clone());
    let all = || {
        let mut all: Vec<Digest> = Vec::new();
        let see = |digest: &Digest| all.push(digest.clone());
        desk.shelf().each_digest(see, |_, _| {}).unwrap();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    };
    let right = all();
    let bytes = fs::read(&path).unwrap();
    assert!(right.len() == 3 && bytes.len() > 1_000, "{bytes:?}");
    let is_right = |what: &str, changed: &[u8]| {
        fs::write(&path, changed).unwrap();
        assert_eq!(all(), right, "{what}");
        assert_eq!(all(), right, "{what}, once more");
    };
    let exhaustive = std::env::var_os("MINERAL_EXHAUSTIVE").is_some();
    let stride = if exhaustive { 1 } else { 97 };
    for end in (0..bytes.len()).step_by(stride) {
        is_right(&format!("cut at {end}"), &bytes[..end]);
    }
    for bit in (0..bytes.len() * 8).step_by(if exhaustive { 1 } else { 499 }) {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        is_right(&format!("bit {bit}"), &changed);
    }
}
