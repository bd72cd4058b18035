//! Measures finding in a library and in the same one as a vault, in turns, so that whatever else the machine does meets both.

use crate::measure::{TYPED, ms, reading, resident, size, thread, told};
use mineral::index::{Index, Page, Place, Query};
use mineral::store::{Library, Opening};
use mineral::vault::ways::{Opener, recovery};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How often each key is typed.
const ROUNDS: usize = 20;
/// How often an index is opened.
const OPENED: usize = 5;

struct One {
    name: &'static str,
    library: Library,
    at: PathBuf,
}

impl One {
    fn index(&self) -> Index {
        Index::at(Place::Dir(self.at.clone())).of(&self.library)
    }

    fn make(&self) {
        let _ = std::fs::remove_dir_all(&self.at);
        let began = Instant::now();
        let go_on = |_| ControlFlow::Continue(());
        self.index()
            .refresh(&self.library, &go_on)
            .expect("it is made");
        println!("{}: made from nothing, ms  {:9.1}", self.name, ms(began));
        println!(
            "{}: on disk, MB            {:9.1}",
            self.name,
            size(&self.at)
        );
    }

    /// Opens it as a program does that was just started: then the first key is typed.
    fn open(&self) {
        let (mut opened, mut first, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..OPENED {
            let memory = resident();
            let (began, worked) = (Instant::now(), thread());
            let index = self.index();
            index.len().expect("it opens");
            opened.push((ms(began), thread() - worked));
            let after = resident() - memory;
            let (began, worked) = (Instant::now(), thread());
            search(&index, "a");
            first.push((ms(began), thread() - worked));
            for typed in TYPED {
                search(&index, typed);
            }
            all.push((after, resident() - memory));
        }
        told(&format!("{}: opened", self.name), &opened);
        told(&format!("{}: its first key", self.name), &first);
        let (after, whole) = all[0];
        println!(
            "{}: memory, MB: {after:.1} more when open, {whole:.1} when it has answered",
            self.name
        );
        // As after each start of the machine, when no stamp is believed.
        let _ = std::fs::remove_file(self.at.join("good"));
        let (began, worked) = (Instant::now(), thread());
        self.index().len().expect("it opens");
        told(
            &format!("{}: opened, all sums compared", self.name),
            &[(ms(began), thread() - worked)],
        );
    }
}

fn search(index: &Index, text: &str) -> usize {
    Query::parse(text, reading(true)).map_or(0, |query| {
        let found = index.search(&query, Page::default()).expect("an answer");
        found.total
    })
}

/// Measures a library, and the same one as a vault.
pub(crate) fn beside(dir: &Path) {
    let mut copy = dir.as_os_str().to_owned();
    copy.push(".vault");
    let copy = PathBuf::from(copy);
    let _ = std::fs::remove_dir_all(&copy);
    for name in ["sessions", "scripts-used"] {
        copied(&dir.join(name), &copy.join(name));
    }
    std::fs::copy(dir.join("people.yaml"), copy.join("people.yaml")).expect("the people");
    let (written, way) = recovery();
    let plain = Library::at(&copy);
    let began = Instant::now();
    let made = plain
        .make_vault(&[("recovery".to_owned(), way)])
        .expect("a vault");
    let turned = made.seal(|_, _| {}).expect("it is encrypted");
    println!("{} files encrypted, ms    {:9.1}", turned.files, ms(began));
    let vault = Library::at(&copy).vault().expect("a vault").expect("one");
    let began = Instant::now();
    let Ok(Opening::Open(library)) = vault.open(&Opener::typed(written)) else {
        unreachable!("it opens with its key")
    };
    println!("opened with its key, ms   {:9.1}", ms(began));
    let both = [
        One {
            name: "plain",
            library: Library::at(dir),
            at: dir.join("index"),
        },
        One {
            name: "vault",
            library,
            at: copy.join("index"),
        },
    ];
    for one in &both {
        one.make();
    }
    for one in &both {
        one.open();
    }
    let indexes: Vec<Index> = both.iter().map(One::index).collect();
    let mut every = [Vec::new(), Vec::new()];
    for typed in TYPED {
        let mut all = [Vec::new(), Vec::new()];
        let mut hits = [0, 0];
        for _ in 0..ROUNDS {
            for (end, c) in typed.char_indices() {
                let text = &typed[..end + c.len_utf8()];
                for (at, index) in indexes.iter().enumerate() {
                    let (began, worked) = (Instant::now(), thread());
                    hits[at] = search(index, text);
                    all[at].push((ms(began), thread() - worked));
                }
            }
        }
        assert_eq!(hits[0], hits[1], "both find the same for {typed}");
        for (at, times) in all.into_iter().enumerate() {
            told(
                &format!("{}: typing {typed} ({})", both[at].name, hits[at]),
                &times,
            );
            every[at].extend(times);
        }
    }
    for (at, times) in every.iter().enumerate() {
        told(&format!("{}: every key", both[at].name), times);
    }
    let _ = std::fs::remove_dir_all(copy);
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("a file");
        }
    }
}
