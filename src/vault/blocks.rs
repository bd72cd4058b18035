//! Blocks of the index, encrypted piece by piece: a large one needs no second copy in memory while it is written.
//!
//! The pieces are those of the STREAM construction of `aead` over XChaCha20-Poly1305: none can be left out, doubled, exchanged or be
//! the last one that is not. A file begins with its own nonce; its name is bound to each piece.

use super::key::Keys;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::generic_array::GenericArray;
use chacha20poly1305::aead::rand_core::RngCore;
use chacha20poly1305::aead::stream::{EncryptorBE32, NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::aead::{KeyInit, OsRng, Payload};
use std::io::{self, Write};
use std::ops::Range;

/// Text in a piece.
const PIECE: usize = 64 << 10;
/// What a tag adds to it.
const TAG: usize = 16;
/// Of the nonce, what the stream does not count with.
const NONCE: usize = 19;

/// Writes an encrypted file.
pub struct BlockWriter<W> {
    to: W,
    name: Vec<u8>,
    /// Gone when the last piece is written.
    stream: Option<EncryptorBE32<XChaCha20Poly1305>>,
    waiting: Vec<u8>,
    begun: Option<[u8; NONCE]>,
}

impl<W: Write> BlockWriter<W> {
    /// Begins a file of this name.
    pub fn new(keys: &Keys, name: &str, to: W) -> Self {
        let mut nonce = [0; NONCE];
        OsRng.fill_bytes(&mut nonce);
        let cipher = XChaCha20Poly1305::new(keys.blocks().into());
        Self {
            to,
            name: name.as_bytes().to_vec(),
            stream: Some(EncryptorBE32::from_aead(
                cipher,
                GenericArray::from_slice(&nonce),
            )),
            waiting: Vec::new(),
            begun: Some(nonce),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.begun.take() {
            Some(nonce) => self.to.write_all(&nonce),
            None => Ok(()),
        }
    }

    /// Writes the last piece.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn finish(&mut self) -> io::Result<()> {
        self.begin()?;
        let Some(stream) = self.stream.take() else {
            return Ok(());
        };
        let payload = Payload {
            msg: &self.waiting,
            aad: &self.name,
        };
        let piece = stream.encrypt_last(payload).map_err(|_| too_much())?;
        self.to.write_all(&piece)?;
        self.to.flush()
    }

    /// Where it is written to.
    pub fn inner(&mut self) -> &mut W {
        &mut self.to
    }
}

impl<W: Write> Write for BlockWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        // The last piece is marked as such, so one always waits.
        while self.waiting.len() > PIECE {
            self.begin()?;
            let rest = self.waiting.split_off(PIECE);
            let piece = std::mem::replace(&mut self.waiting, rest);
            let payload = Payload {
                msg: &piece,
                aad: &self.name,
            };
            let stream = self.stream.as_mut().ok_or_else(too_much)?;
            let sealed = stream.encrypt_next(payload).map_err(|_| too_much())?;
            self.to.write_all(&sealed)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn too_much() -> io::Error {
    io::Error::other("the block is too large, or ended already")
}

/// An encrypted file that is read piece by piece, each when it is needed.
pub struct Pieces {
    stream: StreamBE32<XChaCha20Poly1305>,
    name: Vec<u8>,
    count: usize,
    length: usize,
}

impl Pieces {
    /// Text in each piece but the last.
    pub const TEXT: usize = PIECE;

    /// What is read of a file of this name that has so many bytes and begins with these; `None` where it is too short for one.
    pub fn new(keys: &Keys, name: &str, begins: &[u8], bytes: usize) -> Option<Self> {
        let nonce = begins.get(..NONCE)?;
        let body = bytes.checked_sub(NONCE)?;
        let count = body.div_ceil(PIECE + TAG).max(1);
        let cipher = XChaCha20Poly1305::new(keys.blocks().into());
        Some(Self {
            stream: StreamBE32::from_aead(cipher, GenericArray::from_slice(nonce)),
            name: name.as_bytes().to_vec(),
            count,
            length: body.checked_sub(count * TAG)?,
        })
    }

    /// How many bytes at the beginning of a file have to be known.
    pub const BEGIN: usize = NONCE;

    /// How many pieces there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Bytes of the text. They are believed when the last piece is right: another one is not the last.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Where a piece lies in the file.
    pub fn place(&self, at: usize) -> Range<usize> {
        let from = NONCE + at * (PIECE + TAG);
        let end = NONCE + self.length + self.count * TAG;
        from..(from + PIECE + TAG).min(end)
    }

    /// The text of a piece; `None` where it was changed, is at another place, or of another file.
    pub fn open(&self, at: usize, piece: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload {
            msg: piece,
            aad: &self.name,
        };
        let last = at + 1 == self.count;
        let at = u32::try_from(at).ok()?;
        self.stream.decrypt(at, last, payload).ok()
    }
}

/// Reads an encrypted file; `None` where it was changed, cut, or is another one.
pub fn opened(keys: &Keys, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let pieces = Pieces::new(keys, name, bytes, bytes.len())?;
    let mut text = Vec::with_capacity(pieces.length());
    for at in 0..pieces.count() {
        text.extend(pieces.open(at, bytes.get(pieces.place(at))?)?);
    }
    Some(text)
}

/// A small file at once.
///
/// # Errors
/// When it is too large.
pub fn sealed(keys: &Keys, name: &str, text: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = BlockWriter::new(keys, name, Vec::new());
    writer.write_all(text)?;
    writer.finish()?;
    Ok(std::mem::take(writer.inner()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_every_size_read_back() {
        let keys = Keys::generate();
        for size in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7] {
            let text: Vec<u8> = (0..size).map(|n| u8::try_from(n % 251).unwrap()).collect();
            let file = sealed(&keys, "a.idx", &text).unwrap();
            assert_eq!(opened(&keys, "a.idx", &file).unwrap(), text, "{size}");
            assert_eq!(opened(&keys, "b.idx", &file), None);
            assert_eq!(opened(&Keys::generate(), "a.idx", &file), None);
        }
    }

    #[test]
    fn a_piece_is_read_alone_and_only_in_its_place() {
        let keys = Keys::generate();
        let text: Vec<u8> = (0..2 * PIECE + 9)
            .map(|n| u8::try_from(n % 251).unwrap())
            .collect();
        let file = sealed(&keys, "a", &text).unwrap();
        let pieces = Pieces::new(&keys, "a", &file[..Pieces::BEGIN], file.len()).unwrap();
        assert_eq!((pieces.count(), pieces.length()), (3, text.len()));
        for at in [2, 0, 1] {
            let piece = &file[pieces.place(at)];
            let end = ((at + 1) * PIECE).min(text.len());
            assert_eq!(pieces.open(at, piece).unwrap(), text[at * PIECE..end]);
            assert_eq!(pieces.open((at + 1) % 3, piece), None);
        }
        // Of a file that was cut between two pieces the last one is not the last.
        let cut = NONCE + 2 * (PIECE + TAG);
        let pieces = Pieces::new(&keys, "a", &file, cut).unwrap();
        assert_eq!(pieces.count(), 2);
        assert!(pieces.open(0, &file[pieces.place(0)]).is_some());
        assert_eq!(pieces.open(1, &file[pieces.place(1)]), None);
    }

    #[test]
    fn a_block_that_was_changed_or_cut_is_none() {
        let keys = Keys::generate();
        let text = vec![7; PIECE + 100];
        let file = sealed(&keys, "a", &text).unwrap();
        for at in (0..file.len())
            .step_by(997)
            .chain(file.len() - 20..file.len())
        {
            let mut changed = file.clone();
            changed[at] ^= 64;
            assert_eq!(opened(&keys, "a", &changed), None, "{at}");
            assert_eq!(opened(&keys, "a", &file[..at]), None, "cut at {at}");
        }
        // At the bound of a piece, too.
        assert_eq!(opened(&keys, "a", &file[..NONCE + PIECE + TAG]), None);
    }
}
