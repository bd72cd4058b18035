//! Keeping words from whoever has the disk: keys, frames, ways to open, and what is asked of the system for them.
//!
//! A library that is a vault has one random key ([`Keys`]). It is wrapped once per [way](ways) to open the vault, each time in an age
//! file of its own. Documents are kept as [`frames`]: XChaCha20-Poly1305, each authenticated alone and chained to the one before.
//! The cipher, the wrapping and the derivation are those of `chacha20poly1305`, `age` and `blake3`; nothing here is a cipher of our own.
//! This room knows bytes, and no file of the library: those are the store's.

pub mod blocks;
pub mod frames;
mod held;
mod key;
pub mod strength;
pub mod ways;

pub use held::{Holding, forget, hardened, hold, recall};
pub use key::Keys;
