//! Care for a library: what is wrong with it, what of that can be mended safely, and what has to be written anew.
//!
//! Looking changes nothing. What is mended is said before; words are never thrown away for it: what is torn, or belongs to
//! nothing, goes into the bin. Only here is a file ever written anew, and then beside its place, synced, and renamed.

mod erase;
mod examine;
mod mend;
mod reseal;
mod walk;

pub use erase::{Erased, Erasure};
pub(super) use erase::{over, says, wipe};
pub use examine::{Health, Outlived};
pub use mend::Mend;
pub use reseal::Reseal;

/// Something that is wrong in a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about: a file as it lies in the library, or a part of it.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What would mend it, where something safely does.
    pub mend: Option<Mend>,
    /// What the user can do, where nothing mends it by itself.
    pub hint: String,
}

impl Finding {
    pub(super) fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: crate::text::clean_line(&place.into()),
            what: crate::text::clean_line(&what.into()),
            mend: None,
            hint: String::new(),
        }
    }

    pub(super) fn mended(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}
