//! Ways to break an index. After each the next look makes it right, without a word about it.

use super::*;
use crate::index::{Keeper, News, Refreshed};
use std::fs::OpenOptions;
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, RamDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// A library of twelve, and an index of it.
fn library() -> Shelf {
    let shelf = Shelf::new();
    for number in 1..=12 {
        shelf.say(number, &format!("common word{number}"));
    }
    shelf
}

fn indexed() -> Shelf {
    let shelf = library();
    assert_eq!(
        shelf.refresh(&shelf.index()),
        Refreshed::Current { read: 12, gone: 0 }
    );
    shelf
}

/// What a program that starts now finds.
fn is_right(shelf: &Shelf, all: usize) {
    let index = shelf.index();
    shelf.refresh(&index);
    check(&index, all);
    assert!(!index.in_memory());
}

fn check(index: &Index, all: usize) {
    assert_eq!(ask(index, "common").total, all);
    assert_eq!(numbers(&ask(index, "word7")), [7]);
    assert_eq!(ask(index, "").total, all);
}

fn blocks(shelf: &Shelf) -> Vec<PathBuf> {
    let dir = fs::read_dir(shelf.index_dir().join("blocks")).unwrap();
    let mut files: Vec<_> = dir.map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

fn each_file(shelf: &Shelf) -> Vec<PathBuf> {
    let mut files = blocks(shelf);
    files.push(shelf.index_dir().join("format"));
    files.push(shelf.index_dir().join("good"));
    files.retain(|path| fs::metadata(path).is_ok_and(|m| m.len() > 0));
    assert!(files.len() > 6, "{files:?}");
    files
}

#[test]
fn nothing_to_do_is_nothing_done() {
    let shelf = indexed();
    let index = shelf.index();
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current { read: 0, gone: 0 }
    );
    check(&index, 12);
}

#[test]
fn deleted_whole_or_in_part() {
    let shelf = indexed();
    fs::remove_dir_all(shelf.index_dir()).unwrap();
    is_right(&shelf, 12);
    for at in 0..each_file(&shelf).len() {
        let Some(path) = each_file(&shelf).get(at).cloned() else {
            continue;
        };
        fs::remove_file(&path).unwrap();
        is_right(&shelf, 12);
    }
}

#[test]
fn truncated() {
    let shelf = indexed();
    for at in 0..each_file(&shelf).len() {
        for share in [0, 1, 2] {
            let Some(path) = each_file(&shelf).get(at).cloned() else {
                continue;
            };
            let file = OpenOptions::new().write(true).open(&path).unwrap();
            file.set_len(file.metadata().unwrap().len() * share / 3)
                .unwrap();
            is_right(&shelf, 12);
        }
    }
}

#[test]
fn garbage_in_a_segment() {
    let shelf = indexed();
    for at in 0..each_file(&shelf).len() {
        let Some(path) = each_file(&shelf).get(at).cloned() else {
            continue;
        };
        let mut file = OpenOptions::new().write(true).open(&path).unwrap();
        let half = file.metadata().unwrap().len() / 2;
        file.seek(SeekFrom::Start(half)).unwrap();
        file.write_all(b"\xff\x00garbage").unwrap();
        drop(file);
        is_right(&shelf, 12);
    }
}

#[test]
fn a_bit_that_flips_anywhere() {
    let shelf = indexed();
    for at in 0..each_file(&shelf).len() {
        for part in 0..5_u64 {
            let Some(path) = each_file(&shelf).get(at).cloned() else {
                continue;
            };
            let mut bytes = fs::read(&path).unwrap();
            let place = usize::try_from(bytes.len() as u64 * part / 5).unwrap();
            bytes[place] ^= 1 << (place % 8);
            fs::write(&path, bytes).unwrap();
            is_right(&shelf, 12);
        }
    }
}

#[test]
fn from_another_version_or_no_index_at_all() {
    let shelf = indexed();
    fs::write(shelf.index_dir().join("format"), "mineral index 99\n").unwrap();
    is_right(&shelf, 12);
    fs::remove_dir_all(shelf.index_dir().join("blocks")).unwrap();
    fs::write(shelf.index_dir().join("blocks"), "a file").unwrap();
    is_right(&shelf, 12);
}

#[test]
fn older_than_the_files() {
    let shelf = indexed();
    // Changed in place, added and taken away, by hand.
    shelf.say(3, "common other");
    shelf.say(13, "common word13");
    fs::remove_file(shelf.path(5)).unwrap();
    let index = shelf.index();
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current { read: 2, gone: 1 }
    );
    check(&index, 12);
    assert_eq!(numbers(&ask(&index, "other")), [3]);
    for gone in ["word3", "word5"] {
        assert_eq!(ask(&index, gone).total, 0, "{gone}");
    }
    // One that comes under the same name, with the same size.
    shelf.say(3, "common rehto");
    shelf.refresh(&index);
    assert_eq!(
        (ask(&index, "rehto").total, ask(&index, "other").total),
        (1, 0)
    );
    // All of them.
    fs::remove_dir_all(shelf.library.dir().join("sessions")).unwrap();
    shelf.refresh(&index);
    assert_eq!(ask(&index, "").total, 0);
}

#[test]
fn a_person_is_called_otherwise_now() {
    let shelf = indexed();
    let ana = Person {
        other_names: vec!["Anita".into()],
        ..person(1, "Ana María Ruiz", "Halvorsen Group")
    };
    shelf
        .library
        .add_person(&ana, moment("2026-11-03"))
        .unwrap();
    let index = shelf.index();
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current { read: 12, gone: 0 }
    );
    for text in ["anita", "person:maria", "org:group"] {
        assert_eq!(ask(&index, text).total, 12, "{text}");
    }
}

#[test]
fn a_session_that_cannot_be_read_is_listed_with_the_reason_and_read_when_it_can() {
    let shelf = indexed();
    let whole = fs::read(shelf.path(4)).unwrap();
    fs::write(shelf.path(4), "no session\n").unwrap();
    let index = shelf.index();
    shelf.refresh(&index);
    let found = ask(&index, "");
    assert_eq!(found.total, 12);
    let hit = found.hits.iter().find(|h| h.row.id == ulid(4)).unwrap();
    assert!(
        hit.row.broken.as_ref().unwrap().contains("line 1"),
        "{:?}",
        hit.row
    );
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current { read: 0, gone: 0 }
    );
    assert_eq!(index.unread().unwrap(), 1);
    fs::write(shelf.path(4), whole).unwrap();
    shelf.refresh(&index);
    assert_eq!(index.unread().unwrap(), 0);
    assert_eq!(ask(&index, "word4").total, 1);
}

#[test]
fn two_programs_at_once() {
    let shelf = indexed();
    let (one, two) = (shelf.index(), shelf.index());
    check(&one, 12);
    check(&two, 12);
    // While one writes, the other does not, and reads what is there; then it sees what was written.
    shelf.say(13, "common word13");
    let asked = AtomicUsize::new(0);
    let watch = |_| {
        let busy = two
            .refresh(&shelf.library, &|_| ControlFlow::Continue(()))
            .unwrap();
        assert_eq!(busy, Refreshed::Busy);
        check(&two, 12);
        asked.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Continue(())
    };
    one.refresh(&shelf.library, &watch).unwrap();
    assert_eq!(asked.into_inner(), 1);
    check(&two, 13);
    // One throws it away under the other.
    one.rebuild(&shelf.library, &|_| ControlFlow::Continue(()))
        .unwrap();
    check(&two, 13);
    shelf.say(14, "common word14");
    assert_eq!(shelf.refresh(&two), Refreshed::Current { read: 1, gone: 0 });
    check(&one, 14);
}

#[test]
fn stopped_in_the_middle() {
    let shelf = library();
    let index = shelf.index();
    let watch = |p: crate::index::Progress| {
        if p.done >= 5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    assert_eq!(
        index.refresh(&shelf.library, &watch).unwrap(),
        Refreshed::Stopped
    );
    let some = ask(&index, "common").total;
    assert!((5..12).contains(&some), "{some}");
    is_right(&shelf, 12);
    check(&index, 12);
}

#[test]
fn killed_in_the_middle() {
    // What a kill leaves: files of segments that no commit names, and a lock that nobody holds.
    let shelf = library();
    let index = shelf.index();
    let opened = index.made().unwrap();
    let held = index.lock().unwrap();
    let options = tantivy::indexer::IndexWriterOptions::builder().build();
    let mut writer: tantivy::IndexWriter = opened.index.writer_with_options(options).unwrap();
    let mut half = tantivy::TantivyDocument::default();
    half.add_text(opened.fields.words, "common half");
    writer.add_document(half).unwrap();
    drop(writer.prepare_commit().unwrap());
    drop((writer, held, opened, index));
    fs::write(shelf.index_dir().join("blocks/0123.store"), "half a block").unwrap();
    is_right(&shelf, 12);
}

#[test]
fn no_place_to_write() {
    let shelf = library();
    // A file stands where the folder should be; also root cannot write there.
    let cache = shelf.dir.path().join("cache");
    fs::write(&cache, "a file").unwrap();
    let index = shelf.index();
    shelf.refresh(&index);
    assert!(index.in_memory());
    check(&index, 12);
    shelf.say(13, "common word13");
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current { read: 1, gone: 0 }
    );
    check(&index, 13);
    fs::remove_file(&cache).unwrap();
    is_right(&shelf, 13);
}

#[test]
fn a_folder_that_can_only_be_read() {
    let shelf = indexed();
    let dir = shelf.index_dir();
    let mode = |mode| {
        for dir in [dir.clone(), dir.join("blocks")] {
            fs::set_permissions(dir, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    mode(0o500);
    let index = shelf.index();
    check(&index, 12);
    shelf.say(13, "common word13");
    // Root may write all the same, and then does.
    shelf.refresh(&index);
    check(&index, 13);
    mode(0o700);
    is_right(&shelf, 13);
}

/// Blocks on a disk that is full from the n-th write on.
#[derive(Clone, Debug)]
struct Full {
    inner: RamDirectory,
    left: Arc<AtomicUsize>,
}

impl Full {
    fn take(&self) -> io::Result<()> {
        let left = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
        left.map(drop)
            .map_err(|_| io::ErrorKind::StorageFull.into())
    }
}

impl tantivy::Directory for Full {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }
    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }
    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.take()
            .map_err(|e| OpenWriteError::wrap_io_error(e, path.to_owned()))?;
        self.inner.open_write(path)
    }
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.take()?;
        self.inner.atomic_write(path, data)
    }
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }
    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

#[test]
fn a_disk_that_is_full_at_any_moment() {
    for left in 0..40 {
        let shelf = library();
        let full = Full {
            inner: RamDirectory::create(),
            left: Arc::new(AtomicUsize::new(left)),
        };
        let index = Index::at(Place::Blocks(Box::new(full)));
        shelf.refresh(&index);
        check(&index, 12);
        shelf.say(13, "common word13");
        shelf.refresh(&index);
        check(&index, 13);
    }
}

/// Those that wait to be indexed are more than there is room for: nobody waits for a thread that has ended.
#[test]
fn a_disk_that_is_full_while_many_wait() {
    let shelf = library();
    for number in 13..=400 {
        shelf.say(number, "common");
    }
    for left in [0, 3, 6, 9, 12] {
        let full = Full {
            inner: RamDirectory::create(),
            left: Arc::new(AtomicUsize::new(left)),
        };
        let index = Index::at(Place::Blocks(Box::new(full)));
        shelf.refresh(&index);
        check(&index, 400);
    }
}

#[test]
fn files_of_the_index_are_the_users_alone() {
    let shelf = indexed();
    shelf.say(13, "common");
    shelf.refresh(&shelf.index());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&shelf.index_dir()), 0o700);
    for entry in fs::read_dir(shelf.index_dir()).unwrap() {
        let path = entry.unwrap().path();
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), expected, "{path:?}");
    }
    for path in blocks(&shelf) {
        assert_eq!(mode(&path), 0o600, "{path:?}");
    }
}

#[test]
fn one_session_is_taken_in_and_out() {
    let shelf = indexed();
    let index = shelf.index();
    shelf.say(13, "common fresh");
    index.take_in(&shelf.library, &ulid(13)).unwrap();
    assert_eq!(numbers(&ask(&index, "fresh")), [13]);
    check(&index, 13);
    fs::remove_file(shelf.path(13)).unwrap();
    index.take_in(&shelf.library, &ulid(13)).unwrap();
    check(&index, 12);
    assert_eq!(
        shelf.refresh(&index),
        Refreshed::Current { read: 0, gone: 0 }
    );
}

#[test]
fn a_keeper_keeps_it_right() {
    let shelf = library();
    let index = shelf.index();
    let (send, news) = channel();
    let send = std::sync::Mutex::new(send);
    let report = move |n| {
        let _ = send.lock().unwrap().send(n);
    };
    let hour = Duration::from_secs(3_600);
    let keeper = Keeper::start(index.clone(), shelf.library.clone(), hour, report).unwrap();
    let looked = || {
        loop {
            match news.recv_timeout(Duration::from_secs(60)).unwrap() {
                News::Looked(looked) => return looked,
                News::Progress(_) => {}
                News::Failed(why) => panic!("{why}"),
            }
        }
    };
    assert_eq!(looked(), Refreshed::Current { read: 12, gone: 0 });
    shelf.say(13, "common word13");
    keeper.look();
    assert_eq!(looked(), Refreshed::Current { read: 1, gone: 0 });
    fs::remove_file(shelf.path(13)).unwrap();
    keeper.look_at(&ulid(13));
    assert_eq!(looked(), Refreshed::Current { read: 0, gone: 1 });
    check(&index, 12);
    drop(keeper);
    // It lets go of its end when it has ended.
    assert!(news.recv_timeout(Duration::from_secs(60)).is_err());
}
