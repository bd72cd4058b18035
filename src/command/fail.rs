//! How a command fails: what, why, how to mend it, and the exit code.

use crate::desk::DeskError;
use crate::store::StoreError;
use std::fmt::{self, Write as _};

/// A command failed.
#[derive(Debug)]
pub struct Fail {
    what: String,
    hint: String,
    code: u8,
}

impl Fail {
    /// What was asked for does not hold, or was not found.
    const NOT_SO: u8 = 1;
    /// Wrong usage.
    const USAGE: u8 = 2;
    /// Could not read or save.
    pub(super) const BROKEN: u8 = 3;
    /// Ended by the interrupt key, as shells know it.
    const INTERRUPTED: u8 = 130;

    /// Something was not found.
    pub(super) fn not_found(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
            code: Self::NOT_SO,
        }
    }

    /// The command was used in a way that cannot work.
    pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
            code: Self::USAGE,
        }
    }

    /// Something could not be read or saved.
    pub(super) fn broken(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
            code: Self::BROKEN,
        }
    }

    /// The operating system said no.
    pub(super) fn system(what: &str, error: &std::io::Error) -> Self {
        Self::broken(format!("{what}: {error}"), "")
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        self.code
    }
}

impl From<DeskError> for Fail {
    fn from(error: DeskError) -> Self {
        let code = match &error {
            DeskError::NotThere { .. }
            | DeskError::Several { .. }
            | DeskError::DoesNotRead { .. } => Self::USAGE,
            DeskError::Exists(_)
            | DeskError::NoPerson(_)
            | DeskError::NoConversation(_)
            | DeskError::NotSo { .. }
            | DeskError::Store(
                StoreError::NotFound(_)
                | StoreError::NotInBin(_)
                | StoreError::Several { .. }
                | StoreError::NoPerson(_)
                | StoreError::Unchanged(_),
            ) => Self::NOT_SO,
            DeskError::Stopped => Self::INTERRUPTED,
            DeskError::Held { .. }
            | DeskError::Store(_)
            | DeskError::Listening(_)
            | DeskError::Output(_)
            | DeskError::Export(_)
            | DeskError::Write { .. } => Self::BROKEN,
        };
        let hint = error.hint();
        let mut what = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            let _ = write!(what, ": {error}");
            cause = error.source();
        }
        Self { what, hint, code }
    }
}

impl fmt::Display for Fail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "mineral: {}", self.what)?;
        if !self.hint.is_empty() {
            write!(f, "\n  {}", self.hint)?;
        }
        Ok(())
    }
}
