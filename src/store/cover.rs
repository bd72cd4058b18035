//! What lies around the documents on the disk: nothing, or in a vault a frame around each.
//!
//! Inside the frames stands the same sealed stream that a plain file has, so that everything that reads it is one, and so that a
//! library becomes a vault and a plain one again byte for byte, with whatever was wrong in it. A frame's text is the seal that stood
//! before it, and then one document.

use super::error::StoreError;
use super::problem::{Problem, ProblemKind};
use super::seal::{self, Digits};
use crate::vault::Keys;
use crate::vault::frames::{self, FIRST, Tag, What};
use std::borrow::Cow;
use std::path::Path;

/// What a seal before the first document is.
const NO_SEAL: Digits = [b'-'; 16];

/// Whether files are encrypted, and with what.
#[derive(Debug, Clone, Default)]
pub(super) enum Cover {
    /// They are readable text.
    #[default]
    Plain,
    /// They are frames. While a library becomes a vault or a plain one, some are not.
    Vault {
        /// The library's key.
        keys: Keys,
        /// Whether plain files count, too.
        mixed: bool,
    },
}

/// Which file something belongs to; bound to each frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Belongs(String);

impl Belongs {
    pub(super) fn session(id: &str) -> Self {
        Self(format!("session:{id}"))
    }

    pub(super) fn draft(id: &str) -> Self {
        Self(format!("draft:{id}"))
    }

    pub(super) fn people() -> Self {
        Self("people".to_owned())
    }

    pub(super) fn script(hash: &str) -> Self {
        Self(format!("script:{hash}"))
    }

    pub(super) fn filters() -> Self {
        Self("filters".to_owned())
    }

    /// Something that lies outside of the library.
    pub(super) fn outside(what: &str) -> Self {
        Self(format!("outside:{what}"))
    }

    pub(super) fn piece(name: &str) -> Self {
        Self(format!("piece:{name}"))
    }
}

/// A place in the text where what stands there does not follow what stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hole {
    /// Where, in bytes of the text.
    pub(super) at: usize,
    /// The seal behind which the document there was written.
    pub(super) before: Option<Digits>,
    /// How many frames are damaged here; none where the document is not in its place.
    pub(super) lost: u32,
}

/// A file as text.
#[derive(Debug, Default)]
pub(super) struct Uncovered<'a> {
    /// What a plain file would have; what cannot be read is left out.
    pub(super) text: Cow<'a, [u8]>,
    /// What cannot be read, with its place in the file.
    pub(super) problems: Vec<Problem>,
    /// Where in the text something is left out or not in its place.
    pub(super) holes: Vec<Hole>,
    /// Where the frames begin: in the text, and in the file. Nothing in a plain file.
    places: Vec<(usize, usize)>,
    /// How much of the file stays when it is gone on with; what follows is a torn frame.
    keep: usize,
    /// To what the next frame is chained.
    last: Tag,
}

impl Uncovered<'_> {
    /// How many bytes of the file there are up to here in its text.
    pub(super) fn in_file(&self, text: usize) -> usize {
        if self.places.is_empty() {
            return text.min(self.keep);
        }
        if text >= self.text.len() {
            return self.keep;
        }
        let behind = self.places.partition_point(|(at, _)| *at <= text);
        let place = behind.checked_sub(1).and_then(|at| self.places.get(at));
        place.map_or(self.keep, |(_, file)| *file)
    }

    /// To what the next frame is chained.
    pub(super) fn last(&self) -> Tag {
        self.last
    }
}

impl Cover {
    /// The keys, in a vault.
    pub(super) fn keys(&self) -> Option<&Keys> {
        match self {
            Self::Plain => None,
            Self::Vault { keys, .. } => Some(keys),
        }
    }

    /// Takes the cover off.
    ///
    /// # Errors
    /// When the file is encrypted and there is no key, or is not though all of the library should be.
    pub(super) fn off<'a>(
        &self,
        of: &Belongs,
        path: &Path,
        bytes: &'a [u8],
    ) -> Result<Uncovered<'a>, StoreError> {
        let covered = frames::are_frames(bytes);
        let blank = bytes.iter().all(|b| *b == 0) || frames::MARK.starts_with(bytes);
        match self {
            Self::Plain if covered => Err(StoreError::Locked {
                path: path.to_owned(),
            }),
            Self::Vault { keys, .. } if covered || blank => Ok(uncover(keys, of, bytes)),
            Self::Vault { mixed: false, .. } if !has_frames(bytes) => Err(StoreError::NotCovered {
                path: path.to_owned(),
            }),
            Self::Vault { keys, .. } if has_frames(bytes) => Ok(uncover(keys, of, bytes)),
            Self::Plain | Self::Vault { .. } => Ok(Uncovered {
                text: Cow::Borrowed(bytes),
                keep: bytes.len(),
                ..Uncovered::default()
            }),
        }
    }

    /// What new documents of a file are wrapped with, behind what is there.
    pub(super) fn wrapper(&self, of: Belongs, last: Tag) -> Wrapper {
        Wrapper {
            keys: self.keys().cloned(),
            of: of.0,
            last,
        }
    }

    /// Something small that is kept whole.
    pub(super) fn blob(&self, of: Belongs, bytes: &[u8]) -> Vec<u8> {
        self.wrapper(of, FIRST).alone(0, bytes)
    }

    /// Reads what [`Self::blob`] made; `None` where it is damaged.
    ///
    /// # Errors
    /// As [`Self::off`].
    pub(super) fn open_blob(
        &self,
        of: &Belongs,
        path: &Path,
        bytes: Vec<u8>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.off(of, path, &bytes)?;
        let whole = found.problems.is_empty();
        if let Cow::Owned(text) = found.text {
            return Ok(whole.then_some(text));
        }
        Ok(Some(bytes))
    }
}

/// A file that begins with damage is one of frames all the same.
fn has_frames(bytes: &[u8]) -> bool {
    bytes.windows(frames::MARK.len()).any(|w| w == frames::MARK)
}

fn uncover<'a>(keys: &Keys, of: &Belongs, bytes: &[u8]) -> Uncovered<'a> {
    let pieces = keys.frames_in(&of.0, bytes);
    let mut found = Uncovered {
        keep: bytes.len(),
        last: pieces.last,
        ..Uncovered::default()
    };
    let mut text = Vec::with_capacity(bytes.len());
    let mut lost = 0;
    for piece in pieces.all {
        found.places.push((text.len(), piece.byte));
        let what = match piece.what {
            What::Frame {
                text: chunk,
                in_place,
                ..
            } => {
                let (before, document) = split(&chunk);
                if lost > 0 || !in_place {
                    let (at, lost) = (text.len(), std::mem::take(&mut lost));
                    found.holes.push(Hole { at, before, lost });
                }
                text.extend_from_slice(document);
                continue;
            }
            What::Damaged(n) => {
                lost += 1;
                ProblemKind::Sealed { n }
            }
            What::Cut => {
                found.keep = piece.byte;
                ProblemKind::Cut {
                    bytes: (piece.end - piece.byte) as u64,
                }
            }
        };
        let byte = piece.byte as u64;
        found.problems.push(Problem {
            line: 0,
            byte,
            what,
        });
    }
    found.text = Cow::Owned(text);
    found
}

fn split(chunk: &[u8]) -> (Option<Digits>, &[u8]) {
    match chunk.split_first_chunk() {
        Some((before, document)) => ((*before != NO_SEAL).then_some(*before), document),
        None => (None, chunk),
    }
}

/// Wraps documents of one file, one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Wrapper {
    keys: Option<Keys>,
    of: String,
    last: Tag,
}

impl Wrapper {
    /// A document as it stands in the file, behind the one before, whose seal is `before`.
    pub(super) fn next(&mut self, n: u32, before: Option<&Digits>, document: Vec<u8>) -> Vec<u8> {
        let Some(keys) = &self.keys else {
            return document;
        };
        let (frame, tag) = keys.frame(&self.of, n, &self.last, &chunk(before, &document));
        self.last = tag;
        frame
    }

    /// Something that stands alone.
    pub(super) fn alone(&self, n: u32, document: &[u8]) -> Vec<u8> {
        match &self.keys {
            Some(keys) => keys.frame(&self.of, n, &FIRST, &chunk(None, document)).0,
            None => document.to_vec(),
        }
    }

    /// A whole plain file, each part in a frame of its own.
    pub(super) fn all(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() * 2);
        let mut chain = seal::Chain::new();
        let parts = seal::parts(bytes);
        let starts = parts.iter().skip(1).map(|p| p.byte).chain([bytes.len()]);
        let (mut from, mut n) = (0, 0);
        for (part, end) in parts.iter().zip(starts) {
            let before = chain.last();
            chain.verify(part);
            n = part.seal.map_or(n, |(n, _)| n);
            // White space between parts goes with the one before.
            let document = bytes.get(from..end).unwrap_or_default().to_vec();
            out.extend(self.next(n, before.as_ref(), document));
            from = end;
        }
        if from < bytes.len() {
            let rest = bytes.get(from..).unwrap_or_default().to_vec();
            out.extend(self.next(n, None, rest));
        }
        out
    }
}

fn chunk(before: Option<&Digits>, document: &[u8]) -> Vec<u8> {
    let mut chunk = Vec::with_capacity(document.len() + NO_SEAL.len());
    chunk.extend_from_slice(before.unwrap_or(&NO_SEAL));
    chunk.extend_from_slice(document);
    chunk
}
