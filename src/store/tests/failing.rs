//! Disks that fill up, files that go, paths that are taken.

use super::super::FailKind;
use super::*;
use std::path::Path;
use std::process::Command;

/// A small disk of its own; needs root.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs"]);
        let mounted = mount
            .arg(dir.path())
            .output()
            .is_ok_and(|o| o.status.success());
        mounted.then_some(Self(dir))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

fn fill(path: &Path) {
    use std::io::Write;
    let mut file = std::fs::File::create(path).unwrap();
    while file.write_all(&[b'x'; 1024]).is_ok() {}
}

#[test]
fn a_full_disk_costs_no_word() {
    let Some(disk) = SmallDisk::new() else {
        eprintln!("SKIPPED a_full_disk_costs_no_word: a tmpfs can only be mounted by root");
        return;
    };
    let mut home = Home::new();
    home.library = Library::at(disk.0.path().join("data"));
    let writer = home.create();
    writer.append(answer(1, "one"));
    writer.draft(draft(2, "tw"));
    assert!(writer.settle(BOUND));
    let filler = disk.0.path().join("filler");
    fill(&filler);
    // Larger than what is left in the file's last page: it is torn, and taken back.
    let long = "long words ".repeat(900);
    writer.draft(draft(2, &long));
    writer.append(answer(2, &long));
    writer.draft(draft(3, "three"));
    assert!(!writer.settle(BOUND));
    let failed = home.hears(|r| matches!(r, Report::Failed { .. }));
    assert!(
        matches!(&failed, Report::Failed { kind: FailKind::Full, why } if why.contains("no room")),
        "{failed:?}"
    );
    // Known trouble is told at once, not when the patience is over.
    let begin = std::time::Instant::now();
    assert!(!writer.settle(3 * BOUND) && begin.elapsed() < BOUND);
    // Nothing torn stays, and no later draft hides the words that could not be written.
    let loaded = home.load();
    assert_eq!((texts(&loaded).len(), loaded.problems), (1, vec![]));
    assert_eq!(loaded.draft, Some(draft(2, "tw")));

    std::fs::remove_file(&filler).unwrap();
    home.hears(|r| {
        assert!(!matches!(r, Report::Failed { .. }), "told twice: {r:?}");
        *r == Report::Kernel
    });
    writer.finish(BOUND).unwrap();
    let loaded = home.load();
    assert_eq!(texts(&loaded)[1], (2, long));
    assert_eq!(loaded.draft, Some(draft(3, "three")));
    assert_eq!(loaded.problems, []);
}

#[test]
fn what_a_full_disk_never_took_is_given_back_at_the_end() {
    let Some(disk) = SmallDisk::new() else {
        eprintln!("SKIPPED what_a_full_disk_never_took…: a tmpfs can only be mounted by root");
        return;
    };
    let mut home = Home::new();
    home.library = Library::at(disk.0.path().join("data"));
    let writer = home.create();
    fill(&disk.0.path().join("filler"));
    let long = "long words ".repeat(900);
    writer.append(answer(1, &long));
    writer.draft(draft(2, &long));
    let unsaved = writer.finish(Duration::from_millis(300)).unwrap_err();
    assert_eq!(unsaved.entries, [answer(1, &long)]);
    assert_eq!(unsaved.draft, Some(draft(2, &long)));
    assert_eq!(unsaved.why, "there is no room on the disk");
    assert!(unsaved.to_string().starts_with("one entry and"));

    // Or saved elsewhere, while the disk is still full.
    let mut home = Home::new();
    home.library = Library::at(disk.0.path().join("data"));
    std::fs::remove_file(disk.0.path().join("filler")).unwrap();
    let writer = home.create();
    fill(&disk.0.path().join("filler"));
    writer.append(answer(1, &long));
    home.hears(|r| matches!(r, Report::Failed { .. }));
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("saved.yaml");
    writer.elsewhere(path.clone());
    home.hears(|r| *r == Report::SavedElsewhere(path.clone()));
    home.hears(|r| *r == Report::Recovered);
    writer.finish(BOUND).unwrap();
    let all = [answer(1, &long)];
    assert_eq!(
        std::fs::read(&path).unwrap(),
        sealed(&head(&home.id), &all).0
    );
}

/// The same without root: a limit on the size of files, in a process of its own.
#[test]
fn a_limit_on_files_costs_no_word() {
    let mut child = Command::new("sh");
    child.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
    child.arg(std::env::current_exe().unwrap());
    let name = "store::tests::failing::child_meets_a_limit";
    child.args(["--ignored", "--exact", name]);
    assert!(child.status().unwrap().success());
}

#[test]
#[ignore = "run by a_limit_on_files_costs_no_word, in a process of its own"]
fn child_meets_a_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let home = Home::new();
    let writer = home.create();
    let before = getrlimit(Resource::Fsize);
    let current = Some(2000);
    let maximum = before.maximum;
    setrlimit(Resource::Fsize, Rlimit { current, maximum }).unwrap();
    for n in 1..=20 {
        writer.append(answer(n, "some words that fill the file up"));
    }
    assert!(!writer.settle(BOUND));
    home.hears(|r| {
        matches!(
            r,
            Report::Failed {
                kind: FailKind::Full,
                ..
            }
        )
    });
    let loaded = home.load();
    assert_eq!(loaded.problems, []);
    assert!(loaded.entries.len() < 20);
    setrlimit(Resource::Fsize, before).unwrap();
    home.hears(|r| *r == Report::Recovered);
    assert!(writer.settle(BOUND));
    writer.finish(BOUND).unwrap();
    let loaded = home.load();
    assert_eq!((loaded.entries.len(), loaded.problems), (20, vec![]));
}

fn is_gone(report: &Report) -> bool {
    matches!(
        report,
        Report::Failed {
            kind: FailKind::Gone,
            ..
        }
    )
}

#[test]
fn a_file_that_is_removed_comes_back_with_all_words() {
    for whole_library in [false, true] {
        let home = Home::new();
        let writer = home.create();
        writer.append(answer(1, "one"));
        home.hears(|r| *r == Report::Synced { n: 1 });
        if whole_library {
            std::fs::remove_dir_all(home.library.dir()).unwrap();
        } else {
            std::fs::remove_file(home.path()).unwrap();
        }
        writer.append(answer(2, "two"));
        writer.draft(draft(3, "thr"));
        home.hears(is_gone);
        home.hears(|r| *r == Report::Synced { n: 2 });
        home.hears(|r| *r == Report::Recovered);
        assert_eq!(texts(&home.load()).len(), 2);
        assert_eq!(writing::mode(&home.path()), 0o600);
        // It is locked again.
        let (_, access) = home.library.resume(&home.id, |_| {}).unwrap();
        assert!(matches!(access, Access::ReadOnly { .. }));
        writer.append(answer(3, "three"));
        writer.draft(draft(4, "fo"));
        writer.finish(BOUND).unwrap();
        let loaded = home.load();
        assert_eq!((texts(&loaded).len(), loaded.problems), (3, vec![]));
        assert_eq!(loaded.draft, Some(draft(4, "fo")));
    }
}

#[test]
fn a_file_removed_after_its_last_sync_is_back_at_the_end() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    home.hears(|r| *r == Report::Synced { n: 1 });
    std::fs::remove_file(home.path()).unwrap();
    writer.finish(BOUND).unwrap();
    assert_eq!(texts(&home.load()).len(), 1);
}

#[test]
fn a_file_made_shorter_is_written_anew() {
    let home = Home::new();
    let writer = home.create();
    writer.append(answer(1, "one"));
    home.hears(|r| *r == Report::Synced { n: 1 });
    std::fs::write(home.path(), "").unwrap();
    writer.append(answer(2, "two"));
    home.hears(is_gone);
    home.hears(|r| *r == Report::Recovered);
    writer.append(answer(3, "three"));
    writer.finish(BOUND).unwrap();
    let loaded = home.load();
    assert_eq!((texts(&loaded).len(), loaded.problems), (3, vec![]));
}

#[test]
fn another_file_in_the_place_is_left_alone() {
    let home = Home::new();
    let writer = home.create();
    std::fs::remove_file(home.path()).unwrap();
    std::fs::write(home.path(), "mine").unwrap();
    writer.append(answer(1, "one"));
    let failed = home.hears(is_gone);
    assert!(matches!(failed, Report::Failed { why, .. } if why.contains("another file stands")));
    writer.append(answer(2, "two"));
    assert!(!writer.settle(BOUND));
    // When it goes, all is well again.
    std::fs::remove_file(home.path()).unwrap();
    home.hears(|r| *r == Report::Recovered);
    assert_eq!(texts(&home.load()).len(), 2);
    // When it does not, the session is saved beside it.
    std::fs::remove_file(home.path()).unwrap();
    std::fs::write(home.path(), "mine").unwrap();
    writer.append(answer(3, "three"));
    home.hears(is_gone);
    writer.finish(BOUND).unwrap();
    assert_eq!(std::fs::read(home.path()).unwrap(), b"mine");
    let saved = home.hears(|r| matches!(r, Report::SavedElsewhere(_)));
    let Report::SavedElsewhere(path) = saved else {
        unreachable!()
    };
    let all = [answer(1, "one"), answer(2, "two"), answer(3, "three")];
    assert_eq!(
        std::fs::read(&path).unwrap(),
        sealed(&head(&home.id), &all).0
    );
    assert_eq!(home.library.list(9).unwrap().len(), 1);
}

#[test]
fn a_draft_that_is_removed_comes_back() {
    let home = Home::new();
    let writer = home.create();
    writer.draft(draft(1, "wor"));
    home.hears(|r| *r == Report::DraftSynced);
    std::fs::remove_file(home.draft_path()).unwrap();
    writer.draft(draft(1, "words"));
    writer.finish(BOUND).unwrap();
    assert_eq!(home.load().draft, Some(draft(1, "words")));
}
