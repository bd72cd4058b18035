//! What a client names: dates and people.

mod dates;
mod names;
mod people;

pub(in crate::listen) use {dates::dates, people::people};

/// Whether a word in lower case is somebody's given name.
pub(super) fn is_given(key: &str) -> bool {
    names::GIVEN.contains(key)
}
