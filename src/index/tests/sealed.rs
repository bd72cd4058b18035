//! The index of a vault: the same answers, nothing that can be read in its files, and nothing believed that was changed.

use super::*;
use crate::store::Opening;
use crate::vault::ways::{Opener, recovery};
use std::fs::File;

const MANY: u64 = 240;

/// A vault whose index has files of several pieces, and that index.
fn vault() -> Shelf {
    let mut shelf = Shelf::new();
    for number in 1..=MANY {
        // Words that stand nowhere else, so that the files grow.
        let own: Vec<String> = (0..120).map(|at| format!("w{number}x{at}")).collect();
        shelf.say(number, &format!("common word{number} {}", own.join(" ")));
    }
    let (written, way) = recovery();
    let made = shelf.library.make_vault(&[("recovery".to_owned(), way)]);
    made.unwrap().seal(|_, _| {}).unwrap();
    let vault = shelf.library.vault().unwrap().unwrap();
    let Opening::Open(library) = vault.open(&Opener::typed(written)).unwrap() else {
        panic!("it opens")
    };
    shelf.library = library;
    shelf.refresh(&opened(&shelf));
    shelf
}

/// What a program that starts now has.
fn opened(shelf: &Shelf) -> Index {
    shelf.index().of(&shelf.library)
}

fn blocks(shelf: &Shelf) -> Vec<PathBuf> {
    let dir = fs::read_dir(shelf.index_dir().join("blocks")).unwrap();
    let mut files: Vec<_> = dir.map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e != "lock" && e != "json"));
    files.sort();
    files
}

/// What is found, or that something cannot be read.
fn found(index: &Index) -> Option<Vec<u64>> {
    let mut all = Vec::new();
    for text in [
        "common",
        "word7",
        "w200x119",
        "\"word9 w9x0 w9x1\"",
        "person:ana",
    ] {
        let reading = Reading {
            today: date(2026, 11, 18),
            typing: false,
        };
        let query = Query::parse(text, reading).unwrap();
        let page = Page {
            most: 1_000,
            slips: false,
            ..Page::default()
        };
        all.extend(numbers(&index.search(&query, page).ok()?));
    }
    Some(all)
}

#[test]
fn whatever_is_changed_in_the_index_of_a_vault_is_never_believed() {
    let shelf = vault();
    let right = found(&opened(&shelf)).unwrap();
    assert_eq!(right.len() as u64, 2 * MANY + 3);
    let (mut turned, mut seen) = (0, 0);
    for path in blocks(&shelf) {
        let whole = fs::read(&path).unwrap();
        assert!(!whole.windows(7).any(|w| w == b"common "), "{path:?}");
        let when = fs::metadata(&path).unwrap().modified().unwrap();
        let put = |bytes: &[u8]| {
            // In place and with its old time: nothing but the bytes says that it was changed.
            fs::write(&path, bytes).unwrap();
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(when).unwrap();
        };
        let places = (10..whole.len()).step_by(31_000).chain([whole.len() - 1]);
        for at in places {
            assert_eq!(found(&opened(&shelf)).as_ref(), Some(&right), "{path:?}");
            let mut changed = whole.clone();
            changed[at] ^= 4;
            put(&changed);
            turned += 1;
            let index = opened(&shelf);
            if let Some(numbers) = found(&index) {
                assert_eq!(numbers, right, "{path:?} at {at}");
            } else {
                seen += 1;
                // Whoever asks next, or starts anew, is told so as well, until it is made anew.
                assert_eq!(found(&index), None, "{path:?} at {at}");
                assert_eq!(found(&opened(&shelf)), None, "{path:?} at {at}");
            }
            put(&whole);
        }
    }
    assert!(turned > 12 && seen > 6, "{seen} of {turned}");
    // It is made anew by itself.
    let path = blocks(&shelf).remove(0);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let index = opened(&shelf);
    shelf.refresh(&index);
    assert_eq!(found(&index), Some(right));
    assert!(!index.in_memory());
}
