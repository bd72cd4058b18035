//! The library's key and what is derived from it: in one place in memory, out of swap where the system allows it, wiped at the end.

use chacha20poly1305::aead::OsRng;
use chacha20poly1305::aead::rand_core::RngCore;
use std::fmt;
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// How the key begins where it is written down inside an age file.
const WRITTEN: &str = "mineral-vault-key-1 ";

/// Bytes of a key.
const LENGTH: usize = 32;

type Bytes = [u8; LENGTH];

/// The library's key. Cheap to clone: all clones are one, which is wiped when the last one goes.
#[derive(Clone)]
pub struct Keys(Arc<Held>);

/// All keys lie together, so that one page is locked.
#[derive(Zeroize)]
struct Secrets {
    library: Bytes,
    frames: Bytes,
    heads: Bytes,
    names: Bytes,
    blocks: Bytes,
    checks: Bytes,
}

struct Held {
    /// Goes before the page is given back.
    out_of_swap: Option<region::LockGuard>,
    secrets: Box<Secrets>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.secrets.zeroize();
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// A new key.
    pub fn generate() -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        OsRng.fill_bytes(&mut *bytes);
        Self::from_bytes(&bytes)
    }

    /// The key with these bytes.
    pub(super) fn from_bytes(library: &Bytes) -> Self {
        let derive = |what: &str, to: &mut Bytes| {
            let mut hasher = blake3::Hasher::new_derive_key(what);
            let mut out = hasher.update(library).finalize_xof();
            out.fill(to);
            // They hold the key, too.
            out.zeroize();
            hasher.zeroize();
        };
        // Made where they stay: a copy on the way would outlive them.
        let mut secrets = Box::new(Secrets {
            library: [0; LENGTH],
            frames: [0; LENGTH],
            heads: [0; LENGTH],
            names: [0; LENGTH],
            blocks: [0; LENGTH],
            checks: [0; LENGTH],
        });
        let at: *const Secrets = &raw const *secrets;
        // Where no memory may be locked, the key is as safe as the words that it opens.
        let locked = region::lock(at, size_of::<Secrets>()).ok();
        secrets.library.copy_from_slice(library);
        derive("mineral 2026-11 vault frames", &mut secrets.frames);
        derive("mineral 2026-11 vault heads of frames", &mut secrets.heads);
        derive("mineral 2026-11 vault names of files", &mut secrets.names);
        derive(
            "mineral 2026-11 vault blocks of the index",
            &mut secrets.blocks,
        );
        derive("mineral 2026-11 vault checks", &mut secrets.checks);
        overwrite_the_stack();
        Self(Arc::new(Held {
            out_of_swap: locked,
            secrets,
        }))
    }

    /// Whether the system keeps the key out of swap.
    pub fn is_out_of_swap(&self) -> bool {
        self.0.out_of_swap.is_some()
    }

    /// The key as it stands inside an age file, and in the keyring.
    pub(super) fn written(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(WRITTEN.len() + 2 * LENGTH + 1));
        text.push_str(WRITTEN);
        for byte in &self.0.secrets.library {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
            }
        }
        text.push('\n');
        text
    }

    /// Reads what [`Self::written`] wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        let hex = text.trim_end().strip_prefix(WRITTEN)?.as_bytes();
        if hex.len() != 2 * LENGTH {
            return None;
        }
        let mut bytes = Zeroizing::new([0; LENGTH]);
        for (to, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            for digit in pair {
                let digit = char::from(*digit).to_digit(16)?;
                *to = *to << 4 | u8::try_from(digit).ok()?;
            }
        }
        Some(Self::from_bytes(&bytes))
    }

    pub(super) fn frames(&self) -> &Bytes {
        &self.0.secrets.frames
    }

    pub(super) fn heads(&self) -> &Bytes {
        &self.0.secrets.heads
    }

    pub(super) fn blocks(&self) -> &Bytes {
        &self.0.secrets.blocks
    }

    /// What a name becomes that would tell something: the same for the same, and nothing without the key.
    pub fn name_for(&self, name: &str) -> String {
        let mut hex = blake3::keyed_hash(&self.0.secrets.names, name.as_bytes())
            .to_hex()
            .to_string();
        hex.truncate(32);
        hex
    }

    /// A proof that who wrote these words had the key.
    pub fn check(&self, words: &str) -> String {
        let sum = blake3::keyed_hash(&self.0.secrets.checks, words.as_bytes());
        sum.to_hex().to_string()
    }

    /// Whether a proof is right.
    pub fn checks(&self, words: &str, proof: &str) -> bool {
        let sum = blake3::keyed_hash(&self.0.secrets.checks, words.as_bytes());
        blake3::Hash::from_hex(proof).is_ok_and(|proof| proof == sum)
    }

    /// Whether both are the same key. In the time that it always takes.
    pub fn is(&self, other: &Self) -> bool {
        let sum = |keys: &Self| blake3::keyed_hash(&keys.0.secrets.checks, b"the same");
        sum(self) == sum(other)
    }
}

/// What worked with a key has left pieces of it on the stack, below where we are now: they go before anything else may stay above them.
#[inline(never)]
fn overwrite_the_stack() {
    const DEPTH: usize = 1 << 14;
    let mut over = [0xff_u8; DEPTH];
    over.zeroize();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_written_down_reads_back_and_shows_itself_nowhere() {
        let keys = Keys::generate();
        let written = keys.written();
        let again = Keys::read(&written).unwrap();
        assert!(again.is(&keys) && !Keys::generate().is(&keys));
        assert_eq!(again.written(), written);
        assert_eq!(format!("{keys:?}"), "Keys(…)");
        for wrong in ["", "mineral-vault-key-1 ", "mineral-vault-key-2 00"] {
            assert!(Keys::read(wrong).is_none(), "{wrong}");
        }
        let cut = written.get(..written.len() - 3).unwrap();
        assert!(Keys::read(cut).is_none());
    }

    #[test]
    fn names_and_proofs_are_those_of_one_key() {
        let (one, other) = (Keys::generate(), Keys::generate());
        assert_eq!(one.name_for("a"), one.name_for("a"));
        assert_ne!(one.name_for("a"), other.name_for("a"));
        let proof = one.check("whole");
        assert!(one.checks("whole", &proof));
        assert!(!one.checks("open", &proof) && !other.checks("whole", &proof));
    }
}
