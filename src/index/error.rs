//! What can go wrong with an index. None of it loses a word: the sessions are elsewhere.

use crate::store::StoreError;
use std::io;

/// Why the index could not answer or be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The sessions could not be listed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system refused.
    #[error("the index could not be {action}")]
    Io {
        /// What was tried, as a participle.
        action: &'static str,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// What is on the disk is no index, or not one of this program's.
    #[error("the index is broken: {0}")]
    Broken(String),
}

impl IndexError {
    pub(super) fn io(action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, source }
    }
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Broken(error.to_string())
    }
}
