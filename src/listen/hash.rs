//! Hashes that are the same on every machine and in every version: weights are found by them.

const OFFSET: u32 = 0x811c_9dc5;

/// One more byte of a hash that begins with [`begin`].
pub(crate) fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// The hash of nothing.
pub(crate) fn begin() -> u32 {
    OFFSET
}

/// FNV-1a: for short keys, without a table.
pub(crate) fn hash(key: &str) -> u32 {
    key.bytes().fold(OFFSET, step)
}

/// Two hashes in one; the order counts.
pub(crate) fn mix(one: u32, other: u32) -> u32 {
    let joined = (one.rotate_left(7) ^ other).wrapping_mul(0x9e37_79b1);
    joined ^ (joined >> 15)
}
