//! What lies beside the sessions and is none: what a file-sync tool, an editor or a system keeps there.

use super::*;

/// Names that were seen beside `ID.yaml`: conflict copies, files on their way, backups of editors.
const BESIDE: [&str; 14] = [
    "{id}.sync-conflict-20261118-091500-ABCDEFG.yaml",
    "{id} (Ana's conflicted copy 2026-11-18).yaml",
    "{id} (1).yaml",
    "{id} 2.yaml",
    "{id}-laptop.yaml",
    "{id}_conflict-20261118-091500.yaml",
    ".syncthing.{id}.yaml.tmp",
    "~syncthing~{id}.yaml.tmp",
    ".{id}.yaml.icloud",
    "{id}.yaml.part",
    "{id}.yaml~",
    ".{id}.yaml.swp",
    "#{id}.yaml#",
    "desktop.ini",
];

#[test]
fn what_other_programs_leave_beside_a_session_is_none() {
    let shelf = Shelf::new();
    shelf.say(7, "common word7");
    let session = shelf.path(7);
    let (dir, bytes) = (session.parent().unwrap(), fs::read(&session).unwrap());
    for name in BESIDE {
        fs::write(dir.join(name.replace("{id}", &ulid(7))), &bytes).unwrap();
    }
    // Where large and small letters are told apart, this is another file, and no id.
    fs::write(dir.join(format!("{}.yaml", ulid(7).to_lowercase())), &bytes).unwrap();
    let index = shelf.index();
    assert_eq!(
        shelf.refresh(&index),
        super::super::Refreshed::Current { read: 1, gone: 0 }
    );
    assert_eq!(numbers(&ask(&index, "common")), [7]);
}

#[test]
fn a_session_in_two_years_is_one() {
    let shelf = Shelf::new();
    shelf.say(7, "common word7");
    let session = shelf.path(7);
    let other = shelf.library.dir().join("sessions/2025");
    fs::create_dir_all(&other).unwrap();
    fs::copy(&session, other.join(session.file_name().unwrap())).unwrap();
    let index = shelf.index();
    shelf.refresh(&index);
    assert_eq!(numbers(&ask(&index, "common")), [7]);
    // Whichever goes, the other one is still found.
    fs::remove_file(&session).unwrap();
    shelf.refresh(&index);
    assert_eq!(numbers(&ask(&index, "common")), [7]);
}

/// A socket can be looked at and not be opened: what a disk that fails does for a moment.
#[test]
fn what_could_not_be_read_for_a_moment_is_read_at_the_next_look() {
    let shelf = Shelf::new();
    shelf.say(7, "common word7");
    let session = shelf.path(8);
    let _socket = std::os::unix::net::UnixListener::bind(&session).unwrap();
    let index = shelf.index();
    let first = shelf.refresh(&index);
    assert_eq!(first, super::super::Refreshed::Current { read: 2, gone: 0 });
    assert_eq!(index.unread().unwrap(), 1);
    // Nothing about the file is another.
    let again = shelf.refresh(&index);
    assert_eq!(again, super::super::Refreshed::Current { read: 1, gone: 0 });
    assert_eq!(
        (ask(&index, "common").total, index.unread().unwrap()),
        (1, 1)
    );
}
