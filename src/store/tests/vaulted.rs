//! Sessions in a vault: the same promises, under bits that flip and files that end anywhere.

use super::super::problem::{Problem, ProblemKind};
use super::super::{Integrity, Library, Opening, StoreError, Turn};
use super::*;
use crate::vault::ways::{Opener, Way, recovery};
use age::secrecy::SecretString;
use std::fs;

/// A vault without anything in it, and what opens it.
fn vault(dir: &std::path::Path) -> (Library, SecretString) {
    let (written, way) = recovery();
    let ways: [(String, Way); 1] = [("key".to_owned(), way)];
    let library = Library::at(dir).make_vault(&ways).unwrap();
    library.seal(|_, _| {}).unwrap();
    (open(dir, &written), written)
}

fn open(dir: &std::path::Path, written: &SecretString) -> Library {
    let vault = Library::at(dir).vault().unwrap().unwrap();
    match vault.open(&Opener::typed(written.clone())).unwrap() {
        Opening::Open(library) => library,
        other => panic!("{other:?}"),
    }
}

/// A home whose library is a vault, with a session of four entries and a draft for the fifth.
fn filled() -> (Home, Library) {
    let mut home = Home::new();
    let (library, _) = vault(home.library.dir());
    home.library = library.clone();
    let writer = home.create();
    for n in 1..=4 {
        writer.append(answer(n, &format!("confided {n}")));
    }
    writer.draft(draft(5, "half confided"));
    assert!(writer.settle(BOUND));
    // The draft stays, since it has words.
    writer.finish(BOUND).unwrap();
    (home, library)
}

#[test]
fn a_session_in_a_vault_is_written_read_and_gone_on_with() {
    let (home, library) = filled();
    let loaded = library.load(&home.id).unwrap();
    assert_eq!(loaded.problems, []);
    assert!(
        loaded
            .entries
            .iter()
            .all(|(_, state)| *state == Integrity::Whole)
    );
    assert_eq!(loaded.draft.unwrap().text, "half confided");
    let (_, access) = library.resume(&home.id, home.listen()).unwrap();
    let Access::Writing(writer) = access else {
        panic!("read-only")
    };
    writer.append(answer(5, "half confided"));
    writer.draft(draft(6, ""));
    writer.finish(BOUND).unwrap();
    let loaded = library.load(&home.id).unwrap();
    assert_eq!((loaded.entries.len(), loaded.problems.len()), (5, 0));
    let bytes = fs::read(loaded.path).unwrap();
    assert!(!bytes.windows(8).any(|w| w == b"confided"));
    // Without the key it is neither read nor written.
    let locked = Library::at(library.dir());
    assert!(matches!(
        locked.load(&home.id),
        Err(StoreError::Locked { .. })
    ));
    let resumed = locked.resume(&home.id, home.listen());
    assert!(matches!(resumed, Err(StoreError::Locked { .. })));
    let begun = locked.create(
        &head(&Library::new_id(SystemTime::now())),
        SCRIPT,
        None,
        None,
        |_| {},
    );
    assert!(matches!(begun, Err(StoreError::Locked { .. })));
    assert!(matches!(locked.people().map(|p| p.all.len()), Ok(0)));
    let vault = locked.vault().unwrap().unwrap();
    assert_eq!((vault.turn(), vault.problem), (Turn::Whole, None));
}

/// What every entry of a file is: its number and whether it is whole.
fn states(library: &Library, id: &str) -> Result<Vec<(u32, Integrity)>, StoreError> {
    let loaded = library.load(id)?;
    for (entry, _) in &loaded.entries {
        let Kind::Answer(answer) = &entry.kind else {
            panic!("{entry:?}")
        };
        assert_eq!(answer.text, format!("confided {}", entry.n));
    }
    Ok(loaded.entries.iter().map(|(e, s)| (e.n, *s)).collect())
}

#[test]
fn every_byte_and_every_prefix_of_a_session_in_a_vault_gives_each_entry_its_state() {
    let (home, library) = filled();
    let path = library.load(&home.id).unwrap().path;
    let whole = fs::read(&path).unwrap();
    let starts: Vec<usize> = (0..whole.len())
        .filter(|at| whole[*at..].starts_with(&crate::vault::frames::MARK))
        .collect();
    assert_eq!(starts.len(), 5);
    // Each bit of each frame is turned where frames are read; here one of each byte, through all of the store.
    for bit in (0..whole.len()).map(|byte| byte * 8 + byte % 8) {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &changed).unwrap();
        let hurt = u32::try_from(starts.iter().filter(|s| **s <= bit / 8).count() - 1).unwrap();
        let left: Vec<_> = (1..=4)
            .filter(|n| *n != hurt)
            .map(|n| (n, Integrity::Whole))
            .collect();
        match states(&library, &home.id) {
            Ok(states) => assert_eq!(states, left, "bit {bit}"),
            Err(e) => {
                let lost = matches!(e, StoreError::Head { lost: true, .. });
                assert!(hurt == 0 && lost, "bit {bit}: {e}");
                // All that follows it is there for whoever only reads.
                let rest = library.remains(&home.id).unwrap();
                let numbers: Vec<_> = rest.entries.iter().map(|(e, s)| (e.n, *s)).collect();
                assert_eq!(numbers, left, "bit {bit}");
                assert_eq!(rest.problems[0].what, ProblemKind::Headless);
                assert_eq!(rest.problems.len(), 2, "bit {bit}");
            }
        }
        if hurt > 0 {
            // Without its last entry the draft is ahead, which is said, too.
            let mut problems = library.load(&home.id).unwrap().problems;
            problems.retain(|p| matches!(p.what, ProblemKind::Sealed { .. }));
            let places: Vec<u64> = problems.iter().map(|p| p.byte).collect();
            assert_eq!(places, [starts[hurt as usize] as u64], "bit {bit}");
        }
    }
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let kept = starts
            .iter()
            .skip(1)
            .chain([&whole.len()])
            .filter(|s| **s <= length)
            .count();
        let Ok(loaded) = library.load(&home.id) else {
            assert_eq!(kept, 0, "{length}");
            continue;
        };
        assert_eq!(loaded.entries.len() + 1, kept, "{length}");
        let torn = !starts.contains(&length);
        assert_eq!(
            loaded.problems.iter().any(Problem::is_cut),
            torn,
            "{length}"
        );
    }
}

#[test]
fn a_torn_frame_goes_to_the_bin_and_the_session_goes_on_behind_it() {
    let (home, library) = filled();
    let path = library.load(&home.id).unwrap().path;
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 7]).unwrap();
    let (loaded, access) = library.resume(&home.id, home.listen()).unwrap();
    assert_eq!(loaded.entries.len(), 3);
    let Access::Writing(writer) = access else {
        panic!("read-only")
    };
    writer.append(answer(4, "confided 4"));
    writer.finish(BOUND).unwrap();
    assert_eq!(states(&library, &home.id).unwrap().len(), 4);
    assert_eq!(library.load(&home.id).unwrap().problems, []);
    // Damage in the middle stays where it is.
    let mut hurt = fs::read(&path).unwrap();
    hurt[1000] ^= 1;
    fs::write(&path, &hurt).unwrap();
    let (_, access) = library.resume(&home.id, home.listen()).unwrap();
    let Access::Writing(writer) = access else {
        panic!("read-only")
    };
    writer.append(answer(5, "confided 5"));
    writer.finish(BOUND).unwrap();
    let states = states(&library, &home.id).unwrap();
    assert_eq!(states.len(), 4, "{states:?}");
    assert!(
        states.iter().all(|(_, s)| *s == Integrity::Whole),
        "{states:?}"
    );
    assert!(fs::read(&path).unwrap().starts_with(&hurt));
}

#[test]
fn a_session_that_runs_is_not_turned_and_nobody_else_says_that_plain_files_count() {
    let home = Home::new();
    let writer = home.create();
    let (_, way) = recovery();
    let library = home.library.make_vault(&[("key".to_owned(), way)]).unwrap();
    assert!(matches!(
        library.seal(|_, _| {}),
        Err(StoreError::Running { .. })
    ));
    drop(writer);
    library.seal(|_, _| {}).unwrap();
    // Somebody writes that it is on the way, and puts a plain session into it.
    let path = library.dir().join("vault/vault.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("turn: whole", "turn: sealing")).unwrap();
    let vault = library.vault().unwrap().unwrap();
    let keys = library.keys().unwrap().clone();
    assert!(vault.opened_with(keys).is_none());
    let id = Library::new_id(SystemTime::now());
    let year = library
        .load(&home.id)
        .unwrap()
        .path
        .parent()
        .unwrap()
        .to_owned();
    fs::write(year.join(format!("{id}.yaml")), sealed(&head(&id), &[]).0).unwrap();
    let strict = library
        .clone()
        .with_cover(library.keys().unwrap().clone(), false);
    assert!(matches!(
        strict.load(&id),
        Err(StoreError::NotCovered { .. })
    ));
}
