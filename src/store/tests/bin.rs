//! Deleting, bringing back, and what goes for good.

use super::super::{DAYS, Deleted, StoreError};
use super::*;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fs;

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn in_days(days: i32) -> Date {
    today().checked_add(days.days()).unwrap()
}

/// A session that was left with words in its input.
fn left() -> Home {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    writer.draft(draft(2, "tw"));
    writer.finish(BOUND).unwrap();
    home
}

fn whole(home: &Home) {
    let loaded = home.load();
    assert_eq!(texts(&loaded), [(1, "one".to_owned())]);
    assert_eq!(loaded.draft, Some(draft(2, "tw")));
    assert_eq!(loaded.problems, []);
}

fn names(home: &Home) -> Vec<String> {
    let Ok(entries) = fs::read_dir(home.library.dir().join("bin")) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_deleted_session_comes_back_with_all_words() {
    let home = left();
    let bytes = fs::read(home.path()).unwrap();
    let deleted = home.library.delete(&home.id, today()).unwrap();
    assert_eq!(
        names(&home),
        [
            format!("{}.2026-11-22.draft", home.id),
            format!("{}.2026-11-22.yaml", home.id)
        ]
    );
    assert!(!home.path().exists() && !home.draft_path().exists());
    assert!(matches!(
        home.library.load(&home.id),
        Err(StoreError::NotFound(_))
    ));
    assert_eq!(
        home.library.deleted().unwrap(),
        std::slice::from_ref(&deleted)
    );
    assert_eq!(
        (deleted.days_left(today()), deleted.days_left(in_days(30))),
        (DAYS, 0)
    );
    assert_eq!(
        home.library.head_of(&deleted).unwrap().person.name,
        "Ana Ruiz"
    );
    let found = home
        .library
        .find_deleted(&home.id[..20].to_lowercase())
        .unwrap();
    home.library.restore(&found).unwrap();
    whole(&home);
    assert_eq!(fs::read(home.path()).unwrap(), bytes);
    assert!(names(&home).is_empty());
    assert!(matches!(
        home.library.find_deleted(&home.id),
        Err(StoreError::NotInBin(_))
    ));
    assert!(matches!(
        home.library.find_deleted(""),
        Err(StoreError::NotInBin(_))
    ));
}

#[test]
fn a_session_that_runs_is_not_deleted() {
    let home = Home::new();
    let writer = home.create();
    assert!(writer.settle(BOUND));
    let error = home.library.delete(&home.id, today()).unwrap_err();
    assert!(matches!(error, StoreError::Running { .. }), "{error}");
    writer.append(answer(1, "one"));
    writer.finish(BOUND).unwrap();
    assert_eq!(texts(&home.load()), [(1, "one".to_owned())]);
    home.library.delete(&home.id, today()).unwrap();
}

#[test]
fn bringing_back_overwrites_nothing() {
    let home = left();
    let deleted = home.library.delete(&home.id, today()).unwrap();
    fs::write(home.path(), "another").unwrap();
    let error = home.library.restore(&deleted).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(fs::read_to_string(home.path()).unwrap(), "another");
    assert_eq!(home.library.deleted().unwrap().len(), 1);
    // A session that is deleted twice on a day lies there twice.
    home.library.delete(&home.id, today()).unwrap();
    assert_eq!(home.library.deleted().unwrap().len(), 2);
}

/// What a program that is killed between two calls into the system leaves behind.
#[test]
fn killed_between_any_two_calls_it_is_in_one_of_the_two_places() {
    // While it was deleted: the session has gone, its draft has not.
    let home = left();
    fs::create_dir_all(home.library.dir().join("bin")).unwrap();
    let in_bin = home
        .library
        .dir()
        .join(format!("bin/{}.2026-11-22.yaml", home.id));
    fs::rename(home.path(), &in_bin).unwrap();
    assert!(home.library.all_ids().unwrap().is_empty());
    let deleted = home.library.find_deleted(&home.id).unwrap();
    home.library.restore(&deleted).unwrap();
    whole(&home);

    // While it was brought back: the draft is there again, the session is not.
    let deleted = home.library.delete(&home.id, today()).unwrap();
    fs::rename(in_bin.with_extension("draft"), home.draft_path()).unwrap();
    assert!(home.library.all_ids().unwrap().is_empty());
    home.library.restore(&deleted).unwrap();
    whole(&home);

    // While it was taken away for good: first the drafts, last the session.
    let deleted = home.library.delete(&home.id, today()).unwrap();
    fs::rename(in_bin.with_extension("draft"), home.draft_path()).unwrap();
    assert_eq!(home.library.purge(&[deleted]).unwrap(), 1);
    assert!(!home.draft_path().exists() && names(&home).is_empty());
}

#[test]
fn after_thirty_days_it_is_gone_and_the_script_with_it() {
    let home = left();
    let script = home
        .library
        .dir()
        .join(format!("scripts-used/{}.yaml", Library::hash(SCRIPT)));
    let other = Home {
        id: Library::new_id(SystemTime::now() + Duration::from_secs(5)),
        library: home.library.clone(),
        ..Home::new()
    };
    other.create().finish(BOUND).unwrap();
    home.library.delete(&home.id, today()).unwrap();
    for (day, overdue) in [
        (in_days(-3), false),
        (today(), false),
        (in_days(30), false),
        (in_days(31), true),
    ] {
        assert_eq!(home.library.has_overdue(day), overdue, "{day}");
    }
    assert_eq!(home.library.clear_overdue(in_days(30)).unwrap(), 0);
    assert_eq!(home.library.clear_overdue(in_days(31)).unwrap(), 1);
    assert!(names(&home).is_empty());
    assert!(script.exists(), "another session names it");
    // Also one in the bin names it, until that is gone.
    home.library.delete(&other.id, today()).unwrap();
    assert!(script.exists());
    assert_eq!(
        home.library
            .purge(&home.library.deleted().unwrap())
            .unwrap(),
        1
    );
    assert!(!script.exists());
    assert!(home.library.script_used(&Library::hash(SCRIPT)).is_err());
}

#[test]
fn what_somebody_holds_stays_and_so_does_what_is_not_ours() {
    let home = left();
    let deleted = home.library.delete(&home.id, today()).unwrap();
    let bin = home.library.dir().join("bin");
    fs::write(bin.join("people-cut-1.yaml"), "kept").unwrap();
    fs::write(bin.join(format!("{}-cut-1.yaml", home.id)), "kept").unwrap();
    let held = fs::File::open(deleted.path()).unwrap();
    held.lock().unwrap();
    assert_eq!(home.library.clear_overdue(in_days(99)).unwrap(), 0);
    assert!(matches!(
        home.library.restore(&deleted),
        Err(StoreError::Running { .. })
    ));
    drop(held);
    assert_eq!(home.library.clear_overdue(in_days(99)).unwrap(), 1);
    assert_eq!(names(&home).len(), 2, "{:?}", names(&home));
}

#[test]
fn ids_from_outside_never_reach_a_path() {
    let home = left();
    for id in ["", "../people", "/etc/passwd", "x", &home.id.to_lowercase()] {
        assert!(home.library.delete(id, today()).is_err(), "{id}");
    }
    whole(&home);
    let none: &[Deleted] = &[];
    assert_eq!(home.library.purge(none).unwrap(), 0);
}
