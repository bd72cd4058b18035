//! Documents as frames: each authenticated alone, and chained to the one before.
//!
//! ```text
//! mark      8  F6 "MINRL1" LF: no text begins so
//! length    4  of the body, little end first
//! n         4  the document's number
//! previous 16  the tag of the frame before; zeros for the first, and for one that stands alone
//! nonce    24  random
//! check     8  BLAKE3 with a key of its own over what the file is and all of the above
//! body         XChaCha20-Poly1305 over what the file is, n and previous; its last 16 bytes are the tag
//! ```
//!
//! The check says that a head is right though its body is not: so a frame that is damaged is known by its number, one that is cut is
//! told from one that is damaged, and a file made to be slow is not. Text is filled up to a multiple of 64 bytes.

use super::key::Keys;
use chacha20poly1305::aead::rand_core::RngCore;
use chacha20poly1305::aead::{Aead, KeyInit, OsRng, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

/// How a frame begins.
pub const MARK: [u8; 8] = *b"\xF6MINRL1\n";
/// The bytes before the body.
pub const HEAD: usize = 64;
/// What a body is filled up to.
const FILL: usize = 64;
/// Without the check.
const CHECKED: usize = HEAD - 8;

/// The tag of a frame, to which the next one is chained.
pub type Tag = [u8; 16];

/// Chained to nothing.
pub const FIRST: Tag = [0; 16];

/// Whether bytes are frames.
pub fn are_frames(bytes: &[u8]) -> bool {
    bytes.starts_with(&MARK)
}

/// A piece of a file of frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins, in bytes.
    pub byte: usize,
    /// Just behind it.
    pub end: usize,
    /// What it is.
    pub what: What,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A frame that is authentic.
    Frame {
        /// Its number.
        n: u32,
        /// The text.
        text: Vec<u8>,
        /// Whether it follows what it was written behind, as far as that can be read.
        in_place: bool,
    },
    /// Bytes that cannot be read; the number, where the head of a frame is whole.
    Damaged(Option<u32>),
    /// A frame that was not written to its end.
    Cut,
}

/// All pieces of a file, and the tag to which the next frame is chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces {
    /// In the order of the file.
    pub all: Vec<Piece>,
    /// Of the last frame that is authentic.
    pub last: Tag,
}

impl Keys {
    /// A frame, and its tag. `what` says which file it belongs to; it can be read as part of no other.
    pub fn frame(&self, what: &str, n: u32, previous: &Tag, text: &[u8]) -> (Vec<u8>, Tag) {
        let mut plain = Zeroizing::new(Vec::with_capacity(text.len() + 4 + FILL));
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        plain.extend_from_slice(&length.to_le_bytes());
        plain.extend_from_slice(text);
        let filled = plain.len().next_multiple_of(FILL);
        plain.resize(filled, 0);
        let mut nonce = XNonce::default();
        OsRng.fill_bytes(&mut nonce);
        let payload = Payload {
            msg: &plain,
            aad: &bound(what, n, previous),
        };
        // It fails on more bytes than fit into memory alone.
        let body = self.cipher().encrypt(&nonce, payload).unwrap_or_default();
        let mut frame = Vec::with_capacity(HEAD + body.len());
        frame.extend_from_slice(&MARK);
        frame.extend_from_slice(&u32::try_from(body.len()).unwrap_or(0).to_le_bytes());
        frame.extend_from_slice(&n.to_le_bytes());
        frame.extend_from_slice(previous);
        frame.extend_from_slice(&nonce);
        let check = self.head_check(what, &frame);
        frame.extend_from_slice(&check);
        frame.extend_from_slice(&body);
        (frame, tag_of(&body))
    }

    /// Reads a file of frames.
    pub fn frames_in(&self, what: &str, bytes: &[u8]) -> Pieces {
        let mut reader = Reader {
            keys: self,
            what,
            bytes,
            found: Pieces {
                all: Vec::new(),
                last: FIRST,
            },
            gap: None,
            lost: false,
        };
        reader.run();
        reader.found
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.frames().into())
    }

    fn head_check(&self, what: &str, head: &[u8]) -> [u8; 8] {
        let mut hasher = blake3::Hasher::new_keyed(self.heads());
        hasher.update(what.as_bytes());
        hasher.update(&[0]);
        hasher.update(head);
        let mut check = [0; 8];
        hasher.finalize_xof().fill(&mut check);
        check
    }
}

/// What a frame is bound to.
fn bound(what: &str, n: u32, previous: &Tag) -> Vec<u8> {
    let mut all = Vec::with_capacity(what.len() + 40);
    all.extend_from_slice(b"mineral frame 1\0");
    all.extend_from_slice(what.as_bytes());
    all.push(0);
    all.extend_from_slice(&n.to_le_bytes());
    all.extend_from_slice(previous);
    all
}

fn tag_of(body: &[u8]) -> Tag {
    body.last_chunk().copied().unwrap_or(FIRST)
}

/// A head whose check is right.
struct Head {
    length: usize,
    n: u32,
    previous: Tag,
    nonce: XNonce,
}

struct Reader<'a> {
    keys: &'a Keys,
    what: &'a str,
    bytes: &'a [u8],
    found: Pieces,
    /// Bytes that were not read so far: where they begin, and whether a head stands there that is right.
    gap: Option<(usize, Option<Head>)>,
    /// Something between the last frame and here is damaged.
    lost: bool,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(mark) = self.next_mark(at) {
            if mark > at && self.gap.is_none() {
                self.gap = Some((at, None));
            }
            at = self.take(mark);
        }
        if at < self.bytes.len() && self.gap.is_none() {
            self.gap = Some((at, None));
        }
        self.end();
    }

    fn next_mark(&self, from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        let found = rest.windows(MARK.len()).position(|w| w == MARK)?;
        Some(from + found)
    }

    /// Takes what begins with a mark; says where to go on.
    fn take(&mut self, mark: usize) -> usize {
        let Some(head) = self.head(mark) else {
            if self.gap.is_none() {
                self.gap = Some((mark, None));
            }
            return mark + MARK.len();
        };
        // A head that is right begins something of its own.
        self.close_gap(mark);
        let from = mark + HEAD;
        let body = from
            .checked_add(head.length)
            .and_then(|end| self.bytes.get(from..end));
        let text = body.and_then(|body| self.open(&head, body));
        let (Some(body), Some(text)) = (body, text) else {
            self.gap = Some((mark, Some(head)));
            return mark + MARK.len();
        };
        let end = from + body.len();
        self.found.all.push(Piece {
            byte: mark,
            end,
            what: What::Frame {
                n: head.n,
                text,
                in_place: self.lost || head.previous == self.found.last,
            },
        });
        self.found.last = tag_of(body);
        self.lost = false;
        end
    }

    fn head(&self, mark: usize) -> Option<Head> {
        let bytes = self.bytes.get(mark..mark + HEAD)?;
        let (checked, check) = bytes.split_at_checked(CHECKED)?;
        if self.keys.head_check(self.what, checked) != check {
            return None;
        }
        let (length, rest) = checked.get(MARK.len()..)?.split_first_chunk()?;
        let (n, rest) = rest.split_first_chunk()?;
        let (previous, nonce) = rest.split_first_chunk()?;
        Some(Head {
            length: usize::try_from(u32::from_le_bytes(*length)).ok()?,
            n: u32::from_le_bytes(*n),
            previous: *previous,
            nonce: *XNonce::from_slice(nonce),
        })
    }

    fn open(&self, head: &Head, body: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload {
            msg: body,
            aad: &bound(self.what, head.n, &head.previous),
        };
        let plain = Zeroizing::new(self.keys.cipher().decrypt(&head.nonce, payload).ok()?);
        let (length, text) = plain.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        text.get(..length).map(ToOwned::to_owned)
    }

    /// Tells of what could not be read, up to here.
    fn close_gap(&mut self, end: usize) {
        let Some((byte, head)) = self.gap.take() else {
            return;
        };
        let unread = self.bytes.get(byte..end).unwrap_or_default();
        if unread.is_empty() || (head.is_none() && unread.iter().all(u8::is_ascii_whitespace)) {
            return;
        }
        self.lost = true;
        let what = What::Damaged(head.map(|h| h.n));
        self.found.all.push(Piece { byte, end, what });
    }

    /// What is left at the end was cut off, or is damaged.
    fn end(&mut self) {
        let end = self.bytes.len();
        let Some((byte, head)) = &self.gap else {
            return;
        };
        let (byte, unread) = (*byte, self.bytes.get(*byte..).unwrap_or_default());
        let cut = match head {
            Some(head) => unread.len() < HEAD + head.length,
            // A head that is not whole, or what a power cut leaves of one.
            None => {
                MARK.starts_with(unread)
                    || (unread.starts_with(&MARK) && unread.len() < HEAD)
                    || unread.iter().all(|b| *b == 0)
            }
        };
        if cut && !unread.is_empty() {
            self.gap = None;
            let what = What::Cut;
            self.found.all.push(Piece { byte, end, what });
        } else {
            self.close_gap(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHAT: &str = "session:01ARZ3NDEKTSV4RRFFQ69G5FAV";

    /// A file of frames, and where each begins.
    fn file(keys: &Keys, texts: &[&str]) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut starts, mut last) = (Vec::new(), Vec::new(), FIRST);
        for (n, text) in (0_u32..).zip(texts) {
            starts.push(bytes.len());
            let (frame, tag) = keys.frame(WHAT, n, &last, text.as_bytes());
            bytes.extend(frame);
            last = tag;
        }
        starts.push(bytes.len());
        (bytes, starts)
    }

    fn texts(pieces: &Pieces) -> Vec<(u32, String, bool)> {
        let text = |piece: &Piece| match &piece.what {
            What::Frame { n, text, in_place } => {
                Some((*n, String::from_utf8(text.clone()).unwrap(), *in_place))
            }
            _ => None,
        };
        pieces.all.iter().filter_map(text).collect()
    }

    const TEXTS: [&str; 4] = ["the head", "nobody trusts it", "", "nine days every month"];

    #[test]
    fn what_is_written_reads_back_and_tells_nothing() {
        let keys = Keys::generate();
        let (bytes, _) = file(&keys, &TEXTS);
        let found = keys.frames_in(WHAT, &bytes);
        let all: Vec<_> = (0..)
            .zip(TEXTS)
            .map(|(n, t)| (n, t.to_owned(), true))
            .collect();
        assert_eq!(texts(&found), all);
        assert_eq!(found.all.len(), 4);
        assert!(!bytes.windows(6).any(|w| w == b"nobody"));
        // Of another file, or with another key, nothing can be read.
        for other in [
            keys.frames_in("session:other", &bytes),
            Keys::generate().frames_in(WHAT, &bytes),
        ] {
            assert_eq!(texts(&other), []);
            assert!(!other.all.is_empty());
        }
    }

    #[test]
    fn every_flipped_bit_damages_its_frame_alone() {
        let keys = Keys::generate();
        let (bytes, starts) = file(&keys, &TEXTS);
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let hurt = starts.iter().filter(|s| **s <= bit / 8).count() - 1;
            let found = keys.frames_in(WHAT, &changed);
            let whole: Vec<_> = (0..)
                .zip(TEXTS)
                .filter(|(n, _)| *n != hurt)
                .map(|(n, t)| (u32::try_from(n).unwrap(), t.to_owned(), true))
                .collect();
            assert_eq!(texts(&found), whole, "bit {bit}");
            let damaged: Vec<_> = found
                .all
                .iter()
                .filter(|p| matches!(p.what, What::Damaged(_)))
                .map(|p| (p.byte, p.end))
                .collect();
            assert_eq!(damaged, [(starts[hurt], starts[hurt + 1])], "bit {bit}");
        }
    }

    #[test]
    fn every_prefix_keeps_whole_frames_and_says_what_was_cut() {
        let keys = Keys::generate();
        let (bytes, starts) = file(&keys, &TEXTS);
        for length in 0..bytes.len() {
            let found = keys.frames_in(WHAT, &bytes[..length]);
            let whole = starts.iter().filter(|s| **s <= length).count() - 1;
            assert_eq!(texts(&found).len(), whole, "{length}");
            let rest = found.all.get(whole);
            match (length == starts[whole], rest) {
                (true, None) => {}
                (false, Some(piece)) => {
                    assert_eq!(
                        (piece.byte, &piece.what),
                        (starts[whole], &What::Cut),
                        "{length}"
                    );
                }
                other => panic!("{length}: {other:?}"),
            }
        }
    }

    #[test]
    fn frames_that_are_missing_doubled_or_exchanged_are_not_in_their_place() {
        let keys = Keys::generate();
        let (bytes, starts) = file(&keys, &TEXTS);
        let part = |n: usize| &bytes[starts[n]..starts[n + 1]];
        for (order, in_place) in [
            (vec![0, 2, 3], vec![true, false, true]),
            (vec![0, 1, 1, 2, 3], vec![true, true, false, true, true]),
            (vec![0, 2, 1, 3], vec![true, false, false, false]),
            (vec![1, 2, 3], vec![false, true, true]),
        ] {
            let file: Vec<u8> = order.iter().flat_map(|n| part(*n).to_vec()).collect();
            let found = texts(&keys.frames_in(WHAT, &file));
            let states: Vec<bool> = found.iter().map(|f| f.2).collect();
            assert_eq!(states, in_place, "{order:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic_and_give_no_text(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let keys = Keys::generate();
            prop_assert_eq!(texts(&keys.frames_in(WHAT, &bytes)), []);
        }

        #[test]
        fn any_cut_and_pasted_file_gives_only_what_was_written(
            cuts in proptest::collection::vec((0usize..700, 0usize..300), 1..6),
        ) {
            let keys = Keys::generate();
            let (bytes, _) = file(&keys, &TEXTS);
            let mut pasted = Vec::new();
            for (from, length) in cuts {
                let from = from.min(bytes.len());
                pasted.extend_from_slice(&bytes[from..(from + length).min(bytes.len())]);
            }
            for (n, text, _) in texts(&keys.frames_in(WHAT, &pasted)) {
                prop_assert_eq!(&text, TEXTS[n as usize]);
            }
        }
    }
}
