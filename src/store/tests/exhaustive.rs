//! Every prefix and every single-bit flip of a session of 64 KiB gives each entry its right state: nothing that differs from what was
//! written is ever called whole, and nothing is missing without a word. The same of the session in a vault, where nothing of what was
//! flipped is shown at all.
//!
//! `MINERAL_EXHAUSTIVE=1` goes through all of them; without it, a part that takes seconds.

use super::super::cover::{Belongs, Cover};
use super::super::problem::{Problem, ProblemKind};
use super::super::seal::parts;
use super::super::stream::{self, Integrity, NoHead, Numbered, Stream};
use super::at;
use crate::session::{
    Answer, Document, Entry, Feeling, Head, Kind, Mode, Person, PersonRef, Remark, ScriptRef,
};
use crate::store::sealed;
use crate::vault::Keys;
use crate::vault::frames::{FIRST, MARK};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::thread;

const SIZE: usize = 64 << 10;

struct Whole {
    bytes: Vec<u8>,
    documents: Vec<Range<usize>>,
    entries: BTreeMap<u32, Entry>,
}

/// A session of 64 KiB with entries of several kinds, some with many lines.
fn whole() -> Whole {
    let person = Person {
        id: "B".to_owned(),
        name: "Ana Ruiz".to_owned(),
        organisation: Some("Halvorsen Mills".to_owned()),
        other_names: Vec::new(),
    };
    let head = Head {
        id: "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
        began: at(),
        mode: Mode::Live,
        script: ScriptRef {
            id: "mineral-rights-client".to_owned(),
            title: "Mineral Rights".to_owned(),
            hash: "0".repeat(32),
        },
        person: PersonRef::from(&person),
        practice: None,
    };
    let mut entries = Vec::new();
    let mut bytes = Vec::new();
    for n in 1.. {
        let kind = match n % 5 {
            0 => Kind::Feeling(Feeling {
                step: "impact".to_owned(),
                question: None,
                word: "worn down".to_owned(),
                intensity: Some(4),
                listed: true,
                of: Some(n - 1),
            }),
            1 => Kind::Moved("impact".to_owned()),
            2 => Kind::Note(Remark {
                step: "impact".to_owned(),
                text: format!(
                    "looked away {n}: \"---\", then\n---\n...\n# seal {n} 0123456789abcdef"
                ),
            }),
            k => Kind::Answer(Answer {
                step: "impact".to_owned(),
                question: None,
                text: "Niemand traut der Zahl, ä – 数字。 ".repeat(usize::try_from(k).unwrap()),
            }),
        };
        entries.push(Entry {
            n,
            at: at(),
            t: u64::from(n) * 977,
            kind,
        });
        // Each time all of it is written.
        if n % 40 == 0 {
            bytes = sealed(&head, &entries).unwrap();
        }
        if bytes.len() >= SIZE {
            break;
        }
    }
    let begins: Vec<usize> = parts(&bytes).iter().map(|p| p.byte).collect();
    let ends = begins.iter().skip(1).copied().chain([bytes.len()]);
    let documents = begins
        .iter()
        .copied()
        .zip(ends)
        .map(|(a, b)| a..b)
        .collect();
    Whole {
        documents,
        entries: entries.into_iter().map(|e| (e.n, e)).collect(),
        bytes,
    }
}

/// Reads a plain file.
fn read<H: Document, E: Document + Numbered>(bytes: &[u8]) -> Result<Stream<H, E>, NoHead> {
    let of = Belongs::session("x");
    let found = Cover::Plain.off(&of, Path::new("x"), bytes).unwrap();
    stream::read(&found)
}

/// Reads from the document before number `k` on. What stands before it cannot change what is behind it but by its seal, and that is
/// in its last line; that it is so, the readings of whole files below show.
fn window(k: usize, bytes: &[u8]) -> Result<Stream<Entry, Entry>, NoHead> {
    if k > 1 {
        return read(bytes);
    }
    let stream: Stream<Head, Entry> = read(bytes)?;
    let first = Entry {
        n: 1,
        at: at(),
        t: 0,
        kind: Kind::Moved(String::new()),
    };
    Ok(Stream {
        head: first,
        head_state: stream.head_state,
        entries: stream.entries,
        problems: stream.problems,
        tail: stream.tail,
    })
}

impl Whole {
    fn states(&self, stream: &Stream<Entry, Entry>, what: &str) -> BTreeMap<u32, Integrity> {
        let mut states = BTreeMap::new();
        for (entry, state) in &stream.entries {
            if *state == Integrity::Whole {
                let same = self.entries.get(&entry.n) == Some(entry);
                assert!(
                    same,
                    "{what}: called whole, and is not what was written: {entry:?}"
                );
            }
            states.insert(entry.n, *state);
        }
        states
    }

    fn flip(&self, at: usize, bit: u8) {
        let k = self.documents.iter().position(|d| d.contains(&at)).unwrap();
        let from = self.documents[k.saturating_sub(1)].start;
        let to = self.documents[(k + 2).min(self.documents.len() - 1)].end;
        let mut bytes = self.bytes[from..to].to_vec();
        bytes[at - from] ^= 1 << bit;
        let what = format!("bit {bit} of byte {at}");
        let Ok(stream) = window(k, &bytes) else {
            // Without its head a file is refused, with the place.
            assert!(k <= 1, "{what}: no head");
            return;
        };
        let states = self.states(&stream, &what);
        let number = |k: usize| u32::try_from(k).unwrap();
        if k == 0 {
            assert!(
                stream.head_state == Integrity::Changed || !stream.problems.is_empty(),
                "{what}: not told"
            );
        } else if states.get(&number(k)) != Some(&Integrity::Changed) {
            let as_written = states.contains_key(&number(k));
            assert!(
                as_written || !stream.problems.is_empty(),
                "{what}: missing without a word"
            );
        }
        // The line end behind a document is also what its neighbour begins after.
        let shared = at + 1 == self.documents[k].end;
        for next in k + 1..=k + 2 {
            let there = next < self.documents.len() && !(shared && next == k + 1);
            if there {
                assert_eq!(
                    states.get(&number(next)),
                    Some(&Integrity::Whole),
                    "{what}: entry {next}"
                );
            }
        }
    }

    fn prefix(&self, end: usize) {
        let k = self
            .documents
            .iter()
            .position(|d| d.contains(&end))
            .unwrap();
        let from = self.documents[k.saturating_sub(1)].start;
        let what = format!("cut at {end}");
        let Ok(stream) = window(k, &self.bytes[from..end]) else {
            return assert!(k <= 1, "{what}: no head");
        };
        let states = self.states(&stream, &what);
        let cut = end > self.documents[k].start;
        let told = states.contains_key(&u32::try_from(k).unwrap()) || !stream.problems.is_empty();
        assert!(!cut || k == 0 || told, "{what}: missing without a word");
    }

    /// The same, of the whole file.
    fn all(&self, bytes: &[u8], hurt: usize, what: &str) {
        let Ok(stream) = read::<Head, Entry>(bytes) else {
            return assert!(hurt == 0, "{what}: no head");
        };
        let stream = Stream {
            head: self.entries[&1].clone(),
            head_state: stream.head_state,
            entries: stream.entries,
            problems: stream.problems,
            tail: stream.tail,
        };
        let states = self.states(&stream, what);
        let whole = states.values().filter(|s| **s == Integrity::Whole).count();
        assert!(whole + 2 >= hurt, "{what}: {whole} are whole");
    }
}

/// How many are left out between two that are tried.
fn stride(usual: usize) -> usize {
    if std::env::var_os("MINERAL_EXHAUSTIVE").is_some() {
        1
    } else {
        usual
    }
}

fn each(count: usize, stride: usize, try_it: impl Fn(usize) + Sync) {
    println!("{} of {count}", count.div_ceil(stride));
    let threads = 2;
    thread::scope(|scope| {
        for first in 0..threads {
            let try_it = &try_it;
            scope.spawn(move || {
                for at in (first * stride..count).step_by(threads * stride) {
                    try_it(at);
                }
            });
        }
    });
}

#[test]
fn every_single_bit_that_flips_is_seen() {
    let whole = whole();
    assert!(whole.bytes.len() >= SIZE && whole.documents.len() == whole.entries.len() + 1);
    each(whole.bytes.len() * 8, stride(211), |place| {
        whole.flip(place / 8, u8::try_from(place % 8).unwrap());
    });
    let documents = whole.documents.len() - 1;
    each(whole.bytes.len() * 8, 8 * stride(4_001).max(499), |place| {
        let mut bytes = whole.bytes.clone();
        bytes[place / 8] ^= 1 << (place % 8);
        let hurt = whole
            .documents
            .iter()
            .position(|d| d.contains(&(place / 8)))
            .unwrap();
        whole.all(
            &bytes,
            if hurt == 0 { 0 } else { documents },
            &format!("bit {place}"),
        );
    });
}

#[test]
fn every_prefix_has_all_that_was_whole_before_its_end() {
    let whole = whole();
    each(whole.bytes.len(), stride(29), |end| whole.prefix(end));
    each(whole.bytes.len(), stride(4_001).max(499), |end| {
        let hurt = whole
            .documents
            .iter()
            .position(|d| d.contains(&end))
            .unwrap();
        whole.all(
            &whole.bytes[..end],
            hurt.saturating_sub(1),
            &format!("cut at {end}"),
        );
    });
}

/// The same session in a vault.
struct Sealed {
    whole: Whole,
    cover: Cover,
    bytes: Vec<u8>,
    /// Where frames begin, and the end.
    starts: Vec<usize>,
}

impl Sealed {
    fn new() -> Self {
        let whole = whole();
        let cover = Cover::Vault {
            keys: Keys::generate(),
            mixed: false,
        };
        let mut wrapper = cover.wrapper(Belongs::session("x"), FIRST);
        let bytes = wrapper.all(&whole.bytes);
        let mut starts: Vec<usize> = (0..bytes.len())
            .filter(|at| bytes[*at..].starts_with(&MARK))
            .collect();
        assert_eq!(starts.len(), whole.documents.len());
        starts.push(bytes.len());
        Self {
            whole,
            cover,
            bytes,
            starts,
        }
    }

    /// The frame in which a byte is, and a file of the head, the frame before that one, and what follows it up to `end`. Where in that
    /// file the byte is.
    fn around(&self, at: usize, end: usize) -> (usize, Vec<u8>, usize) {
        let k = self.starts.partition_point(|s| *s <= at) - 1;
        let (head, from) = (self.starts[1], self.starts[k.saturating_sub(1)]);
        let from = from.max(head);
        if end <= from {
            return (k, self.bytes[..end].to_vec(), at);
        }
        let bytes = [&self.bytes[..head], &self.bytes[from..end]].concat();
        let place = if k == 0 { at } else { at - from + head };
        (k, bytes, place)
    }

    /// The entries that are shown, all as they were written, with their states; and what is told.
    fn read(&self, bytes: &[u8], what: &str) -> Option<Shown> {
        let of = Belongs::session("x");
        let found = self.cover.off(&of, Path::new("x"), bytes).ok()?;
        let stream: Stream<Head, Entry> = stream::read(&found).ok()?;
        for (entry, _) in &stream.entries {
            let same = self.whole.entries.get(&entry.n) == Some(entry);
            assert!(
                same,
                "{what}: shown, and is not what was written: {entry:?}"
            );
        }
        let states = stream.entries.into_iter().map(|(e, state)| (e.n, state));
        Some((states.collect(), stream.problems))
    }

    fn flip(&self, at: usize, bit: u8) {
        let last = self.starts.len() - 1;
        let behind = self.starts.partition_point(|s| *s <= at) + 2;
        let (k, mut bytes, place) = self.around(at, self.starts[behind.min(last)]);
        bytes[place] ^= 1 << bit;
        let what = format!("bit {bit} of byte {at} in a vault");
        let Some((states, problems)) = self.read(&bytes, &what) else {
            return assert_eq!(k, 0, "{what}: no head");
        };
        assert!(k > 0, "{what}: a head that is not authentic is read");
        let number = |k: usize| u32::try_from(k).unwrap();
        assert_eq!(states.get(&number(k)), None, "{what}: shown");
        let sealed = |p: &&Problem| matches!(p.what, ProblemKind::Sealed { .. });
        let places: Vec<u64> = problems.iter().filter(sealed).map(|p| p.byte).collect();
        let frame = place - (at - self.starts[k]);
        assert_eq!(places, [frame as u64], "{what}: {problems:?}");
        for next in k + 1..=k + 2 {
            if next < self.whole.documents.len() {
                let state = states.get(&number(next));
                assert_eq!(state, Some(&Integrity::Whole), "{what}: entry {next}");
            }
        }
    }

    fn prefix(&self, end: usize) {
        let (k, bytes, _) = self.around(end, end);
        let what = format!("cut at {end} in a vault");
        let Some((states, problems)) = self.read(&bytes, &what) else {
            return assert_eq!(k, 0, "{what}: no head");
        };
        let torn = end > self.starts[k];
        let told = problems.iter().any(Problem::is_cut);
        assert_eq!(told, torn, "{what}: {problems:?}");
        assert_eq!(
            states.get(&u32::try_from(k).unwrap()),
            None,
            "{what}: shown"
        );
    }
}

type Shown = (BTreeMap<u32, Integrity>, Vec<Problem>);

#[test]
fn every_single_bit_that_flips_in_a_vault_is_seen() {
    let sealed = Sealed::new();
    each(sealed.bytes.len() * 8, stride(331), |place| {
        sealed.flip(place / 8, u8::try_from(place % 8).unwrap());
    });
}

#[test]
fn every_prefix_in_a_vault_has_all_that_was_whole_before_its_end() {
    let sealed = Sealed::new();
    each(sealed.bytes.len(), stride(41), |end| sealed.prefix(end));
}
