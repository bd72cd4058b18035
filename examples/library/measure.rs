//! Measures finding in a library.

use crate::make::Note;
use mineral::index::{Index, Page, Place, Progress, Query, Reading};
use mineral::store::Library;
use rustix::time::{ClockId, clock_gettime};
use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

/// What is typed, key by key: a rare word, one that is in about 60 % of the notes, one letter, a phrase, a step, a slip.
pub(crate) const TYPED: [&str; 9] = [
    "kaleidoscope",
    "zebrafinch",
    "resentful",
    "no",
    "a",
    "k",
    "\"afraid of success",
    "step:impact anxious",
    "feeling:calm person:ana kaleidoscoqe",
];
/// Words whose hits are counted, beside the planted ones.
const COUNTED: [&str; 14] = [
    "zebrafinch",
    "kaleidoscope",
    "saltzburg",
    "afraid of success",
    "anxious",
    "resentful",
    "the",
    "people",
    "tender",
    "weiss",
    "grace",
    "will",
    "time",
    "xu",
];

/// Makes the index from nothing.
pub(crate) fn make_index(dir: &Path) {
    let library = Library::at(dir);
    let at = dir.join("index");
    let _ = std::fs::remove_dir_all(&at);
    let index = Index::at(Place::Dir(at.clone()));
    let most = Mutex::new(0.0_f64);
    let watch = |progress: Progress| {
        if progress.done.is_multiple_of(500) {
            let now = resident();
            let mut most = most.lock().expect("no reader fails");
            *most = most.max(now);
        }
        ControlFlow::Continue(())
    };
    let (began, cpu) = (Instant::now(), processor());
    println!("{:?}", index.refresh(&library, &watch).expect("it is made"));
    println!("made from nothing    {:9.1}", ms(began));
    println!("  processor          {:9.1}", processor() - cpu);
    println!("on disk, MB          {:9.1}", size(&at));
    println!(
        "memory, MB           {:9.1} at most {:.1}",
        resident(),
        most.into_inner().expect("no reader fails")
    );
}

/// Milliseconds that all threads have worked.
fn processor() -> f64 {
    worked(ClockId::ProcessCPUTime)
}

/// Milliseconds that this one has.
pub(crate) fn thread() -> f64 {
    worked(ClockId::ThreadCPUTime)
}

fn worked(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

pub(crate) fn measure(dir: &Path, notes: Option<&Path>) {
    make_index(dir);
    let library = Library::at(dir);
    let at = dir.join("index");
    let go_on = |_| ControlFlow::Continue(());
    let index = Index::at(Place::Dir(at));
    let began = Instant::now();
    let many = index.len().expect("it opens");
    println!("opened, {many:6}       {:9.1}", ms(began));
    let began = Instant::now();
    println!("{:?}", index.refresh(&library, &go_on).expect("a look"));
    println!("looked at all files  {:9.1}", ms(began));

    let file = library.files().expect("files").remove(0);
    let mut times = Vec::new();
    for _ in 0..20 {
        let began = Instant::now();
        index.take_in(&library, &file.id).expect("taken in");
        times.push((ms(began), 0.0));
    }
    told("one taken in", &times);

    let mut every = Vec::new();
    for typed in TYPED {
        let mut all = Vec::new();
        let mut whole = Vec::new();
        let mut hits = 0;
        for _ in 0..20 {
            for (end, c) in typed.char_indices() {
                let text = &typed[..end + c.len_utf8()];
                let (began, worked) = (Instant::now(), thread());
                if let Ok(query) = Query::parse(text, reading(true)) {
                    let found = index.search(&query, Page::default()).expect("an answer");
                    hits = found.total;
                }
                let took = (ms(began), thread() - worked);
                all.push(took);
                if text == typed {
                    whole.push(took);
                }
            }
        }
        told(&format!("typing {typed} ({hits})"), &all);
        told("    its last key", &whole);
        every.extend(all);
    }
    told("every key", &every);
    println!("memory, MB           {:9.1}", resident());
    if let Some(notes) = notes {
        compare(&index, notes);
    }
}

pub(crate) fn reading(typing: bool) -> Reading {
    Reading {
        today: jiff::civil::date(2026, 11, 22),
        typing,
    }
}

pub(crate) fn ms(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1_000.0
}

/// Wall time, and how long the thread has worked: on a machine that has other things to do, the second says more.
pub(crate) fn told(what: &str, times: &[(f64, f64)]) {
    let of = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        [at(50), at(99), at(100)]
    };
    let wall = of(times.iter().map(|t| t.0).collect());
    let work = of(times.iter().map(|t| t.1).collect());
    println!(
        "{what:52} p50 {:8.3}  p99 {:8.3}  most {:8.3}   worked p50 {:7.3}  p99 {:7.3}",
        wall[0], wall[1], wall[2], work[0], work[1]
    );
}

pub(crate) fn size(dir: &Path) -> f64 {
    let mut bytes = 0;
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let meta = entry.metadata().expect("a file");
        if meta.is_dir() {
            return size(&entry.path()) + bytes as f64 / 1e6;
        }
        bytes += meta.len();
    }
    bytes as f64 / 1e6
}

/// Megabytes of memory that are resident and belong to no file.
pub(crate) fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("RssAnon:"));
    let kb = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kb.unwrap_or_default() / 1_000.0
}

/// Counts the notes by themselves: in how many a word stands, in answers, feelings and names.
fn compare(index: &Index, notes: &Path) {
    let file = std::fs::File::open(notes).expect("the notes");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in BufReader::new(file).lines() {
        let note: Note = serde_json::from_str(&line.expect("a line")).expect("a note");
        let mut text = String::new();
        for line in note.body.lines() {
            let answer = line.strip_prefix("A: ");
            let feeling = line.trim().strip_prefix("feels ");
            let kept = answer.or(feeling.and_then(|f| f.split(' ').next()));
            if let Some(kept) = kept {
                text.push_str(kept);
                text.push_str(" | ");
            }
        }
        text.push_str(&note.client);
        text.push_str(" mills | ");
        if note.id.is_multiple_of(3) {
            text.push_str("send the draft");
        }
        let text = text.to_lowercase();
        let words: HashSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        for asked in COUNTED {
            let there = if asked.contains(' ') {
                text.contains(asked)
            } else {
                words.contains(asked)
            };
            *counts.entry(asked).or_default() += usize::from(there);
        }
    }
    let page = Page {
        slips: false,
        ..Page::default()
    };
    let mut same = true;
    for (asked, count) in counts {
        let query = Query::parse(&format!("\"{asked}\""), reading(false)).expect("a query");
        let found = index.search(&query, page).expect("an answer").total;
        println!("{asked:20} {count:7} counted, {found:7} found");
        same &= count == found;
    }
    println!("{}", if same { "all the same" } else { "NOT the same" });
}
