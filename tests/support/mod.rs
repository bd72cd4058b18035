//! What journeys and snapshots share.

pub(crate) mod keys;
pub(crate) mod picture;
pub(crate) mod play;
pub(crate) mod stage;
