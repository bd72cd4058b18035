//! Files that were torn, changed or damaged.

use super::super::cover::{Belongs, Cover};
use super::super::stream::{self, Stream};
use super::super::{Integrity, ProblemKind, StoreError};
use super::*;
use proptest::prelude::*;
use std::path::Path;

type Session = Stream<Head, Entry>;

fn read(bytes: &[u8]) -> Option<Session> {
    let of = Belongs::session(ID);
    let found = Cover::Plain.off(&of, Path::new("a.yaml"), bytes).ok()?;
    stream::read(&found).ok()
}

const ID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

fn three() -> (Vec<u8>, Vec<usize>, Vec<Entry>) {
    let entries: Vec<_> = [(1, "first\nwords"), (2, "second: words"), (3, "third")]
        .map(|(n, text)| answer(n, text))
        .into();
    let (bytes, starts) = sealed(&head(ID), &entries);
    (bytes, starts, entries)
}

fn states(session: &Session) -> Vec<(u32, Integrity)> {
    session.entries.iter().map(|(e, i)| (e.n, *i)).collect()
}

fn kinds(session: &Session) -> Vec<ProblemKind> {
    session.problems.iter().map(|p| p.what.clone()).collect()
}

use Integrity::{Changed, Whole};

#[test]
fn a_whole_file_reads_as_it_was_written() {
    let (bytes, _, entries) = three();
    let session = read(&bytes).unwrap();
    assert_eq!(session.head, head(ID));
    assert_eq!(session.head_state, Whole);
    assert_eq!(session.problems, []);
    let read: Vec<_> = session.entries.into_iter().map(|(e, _)| e).collect();
    assert_eq!(read, entries);
}

#[test]
fn a_changed_document_flags_itself_alone() {
    let (bytes, ..) = three();
    let text = String::from_utf8(bytes).unwrap();
    let changed = text.replace("second: words", "second: WORDS");
    let session = read(changed.as_bytes()).unwrap();
    assert_eq!(states(&session), [(1, Whole), (2, Changed), (3, Whole)]);
    assert_eq!(session.problems, []);
    // The same where the seal is changed, or taken away.
    let seal = text.lines().find(|l| l.starts_with("# seal 2")).unwrap();
    for other in ["# seal 2 0000000000000000", "", "# mended by hand"] {
        let changed = text.replace(seal, other);
        let session = read(changed.as_bytes()).unwrap();
        assert_eq!(states(&session), [(1, Whole), (2, Changed), (3, Whole)]);
    }
    // The number in a seal is the entry's.
    let other = text.replace("# seal 2", "# seal 3");
    let session = read(other.as_bytes()).unwrap();
    assert_eq!(states(&session), [(1, Whole), (2, Changed), (3, Whole)]);
    // Bytes compare, not what they stand for.
    let upper = text.replace(seal, &seal.to_uppercase().replace("# SEAL", "# seal"));
    assert_eq!(
        states(&read(upper.as_bytes()).unwrap()).get(1),
        Some(&(2, Changed))
    );
}

#[test]
fn a_changed_head_still_loads() {
    let (bytes, ..) = three();
    let text = String::from_utf8(bytes).unwrap().replace("Ruiz", "Ruis");
    let session = read(text.as_bytes()).unwrap();
    assert_eq!(session.head_state, Changed);
    assert_eq!(session.head.person.name, "Ana Ruis");
    assert_eq!(states(&session), [(1, Whole), (2, Whole), (3, Whole)]);
}

#[test]
fn a_damaged_document_is_reported_with_its_place() {
    let (bytes, starts, _) = three();
    let text = String::from_utf8(bytes).unwrap();
    let damaged = text.replace("\nn: 2", "\nn: [2");
    let session = read(damaged.as_bytes()).unwrap();
    assert_eq!(states(&session), [(1, Whole), (3, Whole)]);
    let problem = &session.problems[0];
    assert_eq!(problem.byte, starts[2] as u64);
    assert_eq!(problem.line, text[..starts[2]].lines().count() + 1);
    assert!(matches!(&problem.what, ProblemKind::Damaged(why) if why.contains("line")));
    assert_eq!(session.problems.len(), 1);
}

#[test]
fn bytes_that_are_not_text_hide_nothing_else() {
    let (mut bytes, ..) = three();
    let at = bytes.windows(6).position(|w| w == b"second").unwrap();
    bytes[at] = 0xff;
    let session = read(&bytes).unwrap();
    assert_eq!(states(&session), [(1, Whole), (2, Changed), (3, Whole)]);
}

#[test]
fn missing_and_repeated_documents_are_reported() {
    let (bytes, starts, _) = three();
    let without = [&bytes[..starts[2]], &bytes[starts[3]..]].concat();
    let session = read(&without).unwrap();
    assert_eq!(states(&session), [(1, Whole), (3, Changed)]);
    let gap = ProblemKind::Gap {
        expected: 2,
        found: 3,
    };
    assert_eq!(kinds(&session), [gap]);
    let twice = [&bytes[..starts[3]], &bytes[starts[2]..]].concat();
    let session = read(&twice).unwrap();
    assert_eq!(kinds(&session), [ProblemKind::Repeated { n: 2 }]);
    assert_eq!(states(&session)[2], (2, Changed));
}

#[test]
fn text_between_documents_is_reported_unless_blank() {
    let (bytes, starts, _) = three();
    let with = |junk: &[u8]| [&bytes[..starts[2]], junk, &bytes[starts[2]..]].concat();
    let all = [(1, Whole), (2, Whole), (3, Whole)];
    let session = read(&with(b"\n  \n")).unwrap();
    assert_eq!((states(&session), kinds(&session)), (all.to_vec(), vec![]));
    for junk in [&b"my own note\n"[..], b"# note\n...\n", b"...\n", b"\0\n"] {
        let session = read(&with(junk)).unwrap();
        assert_eq!(states(&session), all, "{junk:?}");
        assert_eq!(kinds(&session), [ProblemKind::Stray], "{junk:?}");
        assert_eq!(session.problems[0].byte, starts[2] as u64);
    }
    // Between seal and end mark: not covered by the seal, so not ignored either.
    let text = String::from_utf8(bytes.clone()).unwrap();
    let at = text.find("# seal 2").unwrap();
    let at = at + text[at..].find("...").unwrap();
    let session = read(&[&bytes[..at], b"answer: mine\n", &bytes[at..]].concat()).unwrap();
    assert_eq!(states(&session), all);
    assert_eq!(kinds(&session), [ProblemKind::NoEnd, ProblemKind::Stray]);
}

#[test]
fn a_tail_cut_at_every_byte_never_costs_an_earlier_entry() {
    let (bytes, starts, entries) = three();
    for cut in starts[3]..bytes.len() {
        let session = read(&bytes[..cut]).unwrap();
        let n = session.entries.len();
        let read: Vec<_> = session.entries.iter().map(|(e, _)| e.clone()).collect();
        assert_eq!(read, entries[..n], "cut at {cut}");
        assert!(n >= 2 && states(&session).iter().all(|(_, i)| *i == Whole));
        let quiet = cut == starts[3] || cut == bytes.len() - 1;
        assert_eq!(session.problems.is_empty(), quiet, "cut at {cut}");
        // Whatever was torn: appending after it gives a file without fault.
        let mut mended = bytes[..session.tail.keep].to_vec();
        mended.extend_from_slice(session.tail.before);
        let n = u32::try_from(n).unwrap() + 1;
        let yaml = answer(n, "more").to_yaml().unwrap();
        mended.extend(super::super::seal::frame(session.tail.seal.as_ref(), n, &yaml).0);
        let again = read_whole(&mended, cut);
        assert_eq!(again, n, "cut at {cut}");
    }
}

fn read_whole(bytes: &[u8], cut: usize) -> u32 {
    let session = read(bytes).unwrap();
    assert_eq!(session.problems, [], "cut at {cut}");
    assert!(states(&session).iter().all(|(_, i)| *i == Whole));
    u32::try_from(session.entries.len()).unwrap()
}

#[test]
fn appending_after_damage_goes_on_with_the_last_seal_written() {
    let (bytes, ..) = three();
    let text = String::from_utf8(bytes).unwrap();
    for (from, to) in [
        ("n: 3", "n: [3"),
        ("---\nn: 3", "n: 3"),
        ("third", "THIRD"),
        ("# seal 3", "# SEAL 3"),
    ] {
        let mut bytes = text.replace(from, to).into_bytes();
        let session = read(&bytes).unwrap();
        bytes.truncate(session.tail.keep);
        bytes.extend_from_slice(session.tail.before);
        let yaml = answer(4, "more").to_yaml().unwrap();
        bytes.extend(super::super::seal::frame(session.tail.seal.as_ref(), 4, &yaml).0);
        let session = read(&bytes).unwrap();
        assert_eq!(states(&session).last(), Some(&(4, Whole)), "{to}");
    }
}

/// Every byte, every kind of flip: what is shown without a mark is what was written.
#[test]
fn no_flipped_byte_gives_a_silently_wrong_entry() {
    let (bytes, _, entries) = three();
    for at in 0..bytes.len() {
        let flips = [
            1,
            2,
            4,
            8,
            16,
            32,
            64,
            128,
            0xff,
            bytes[at] ^ b'\n',
            bytes[at] ^ b' ',
        ];
        for flip in flips.into_iter().filter(|f| *f != 0) {
            let mut flipped = bytes.clone();
            flipped[at] ^= flip;
            let Some(session) = read(&flipped) else {
                continue;
            };
            let marked = session.head_state == Changed || !session.problems.is_empty();
            assert!(session.head == head(ID) || marked, "byte {at} by {flip}");
            for (entry, state) in &session.entries {
                let right = entries.contains(entry);
                assert!(right || *state == Changed, "byte {at} by {flip}: {entry:?}");
            }
            let missing = session.entries.len() < entries.len();
            assert!(
                !missing || !session.problems.is_empty(),
                "byte {at} by {flip}"
            );
            let unflagged = session.entries.iter().filter(|(_, s)| *s == Whole).count();
            assert!(unflagged >= 1, "byte {at} by {flip} took all entries");
        }
    }
}

#[test]
fn files_without_a_head_are_errors_with_their_place() {
    let (bytes, starts, _) = three();
    for (bytes, why) in [
        (&b""[..], "empty"),
        (b"\n\n", "empty"),
        (b"---\nmineral: se", "torn"),
        (b"hello\n", "begins with a line ---"),
        (&bytes[starts[1]..], ""),
        (b"---\nmineral: people\nversion: 1\n...\n", ""),
    ] {
        let home = Home::with(bytes);
        let error = home.library.load(&home.id).unwrap_err();
        assert!(matches!(error, StoreError::Head { line: 1, .. }), "{error}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(!error.hint().is_empty());
    }
}

#[test]
fn what_is_too_large_or_no_file_is_refused() {
    let home = Home::with(b"");
    let file = std::fs::File::create(home.path()).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let error = home.library.load(&home.id).unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { .. }), "{error}");
    std::fs::remove_file(home.path()).unwrap();
    std::fs::create_dir(home.path()).unwrap();
    let error = home.library.load(&home.id).unwrap_err();
    assert!(matches!(error, StoreError::NotAFile { .. }), "{error}");
    // A pipe that nobody writes holds nobody up.
    std::fs::remove_dir(home.path()).unwrap();
    rustix::fs::mkfifoat(
        rustix::fs::CWD,
        home.path(),
        rustix::fs::Mode::from_raw_mode(0o600),
    )
    .unwrap();
    let error = home.library.load(&home.id).unwrap_err();
    assert!(matches!(error, StoreError::NotAFile { .. }), "{error}");
    assert!(home.library.resume(&home.id, |_| {}).is_err());
    assert!(home.library.list(9).unwrap()[0].broken.is_some());
}

#[test]
fn a_file_under_another_name_says_so() {
    let (bytes, ..) = three();
    let home = Home::with(&bytes);
    let loaded = home.load();
    assert_eq!(loaded.problems[0].what, ProblemKind::OtherId(ID.to_owned()));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
        super::super::drafts::choose(&bytes, 3);
    }

    #[test]
    fn any_order_of_lines_is_read_without_panic(picks in proptest::collection::vec(0usize..14, 0..40)) {
        let (bytes, ..) = three();
        let text = String::from_utf8(bytes).unwrap();
        let mut lines: Vec<&[u8]> = text.lines().map(str::as_bytes).collect();
        lines.truncate(10);
        lines.extend([&b"---"[..], b"...", b"# seal 1 0123456789abcdef", b"\xff\0"]);
        let mut mixed = three().0;
        for pick in picks {
            mixed.extend_from_slice(lines[pick % lines.len()]);
            mixed.push(b'\n');
        }
        let session = read(&mixed).unwrap();
        let whole = session.entries.iter().filter(|(_, s)| *s == Whole).count();
        prop_assert!(whole >= 3);
        prop_assert!(session.tail.keep <= mixed.len());
        super::super::drafts::choose(&mixed, 3);
    }
}
