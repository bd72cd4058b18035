//! What was found wrong in a file that could be read all the same.

use std::fmt;

/// Something wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; 0 where it is not about one place.
    pub line: usize,
    /// The byte, from 0.
    pub byte: u64,
    /// What is wrong.
    pub what: ProblemKind,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A document that cannot be read; why. Reading went on behind it.
    Damaged(String),
    /// In a vault: bytes that are not what the program wrote; the entry's number, where that can be told. Nothing of it is shown.
    Sealed {
        /// The number.
        n: Option<u32>,
    },
    /// The head is lost: nobody knows with whom it was.
    Headless,
    /// Text that belongs to no document.
    Stray,
    /// Entries are missing: `expected` should have come, `found` came.
    Gap {
        /// The number that should have come.
        expected: u32,
        /// The number that came.
        found: u32,
    },
    /// A number that came before.
    Repeated {
        /// The number.
        n: u32,
    },
    /// The last document is torn: it was dropped. `bytes` of it are in the file.
    Cut {
        /// How many bytes.
        bytes: u64,
    },
    /// The document is there, its end mark is not.
    NoEnd,
    /// The people's file: entry `n` was changed outside the program; 0 is the file's head.
    Changed {
        /// Its number.
        n: u32,
    },
    /// The file says that it is another session.
    OtherId(String),
    /// The draft was begun for entry `draft`, but the session ends before `expected`.
    DraftAhead {
        /// The number that the next entry would have.
        expected: u32,
        /// The number that the draft was for.
        draft: u32,
    },
    /// The entry `n` never reached the session; this is what its draft said.
    Unkept {
        /// The number that it was to have.
        n: u32,
        /// Its text.
        text: String,
    },
    /// The draft beside the session could not be read; why.
    DraftUnread(String),
}

impl Problem {
    /// Whether it is a torn last document.
    pub(super) fn is_cut(&self) -> bool {
        matches!(self.what, ProblemKind::Cut { .. })
    }

    /// Whether a document that is just being written looks so.
    pub fn is_unfinished(&self) -> bool {
        matches!(self.what, ProblemKind::Cut { .. } | ProblemKind::NoEnd)
    }

    /// A problem with the file as a whole.
    pub(super) fn general(what: ProblemKind) -> Self {
        Self {
            line: 0,
            byte: 0,
            what,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {} (byte {}): ", self.line, self.byte)?;
        } else if self.byte > 0 {
            write!(f, "byte {}: ", self.byte)?;
        }
        self.what.fmt(f)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(why) => write!(f, "a damaged entry that cannot be read: {why}"),
            Self::Sealed { n: Some(0) } => f.write_str("the head is damaged and cannot be read"),
            Self::Headless => f.write_str(
                "the beginning of this file is damaged: with whom it was, and by which script, cannot be read; what follows it can",
            ),
            Self::Sealed { n: Some(n) } => {
                write!(f, "entry {n} is damaged and cannot be read")
            }
            Self::Sealed { n: None } => f.write_str("a damaged entry that cannot be read"),
            Self::Stray => f.write_str("text that belongs to no entry"),
            Self::Gap { expected, found } if found - expected == 1 => {
                write!(f, "entry {expected} is missing")
            }
            Self::Gap { expected, found } => {
                write!(f, "entries {expected} to {} are missing", found - 1)
            }
            Self::Repeated { n } => write!(f, "entry number {n} came before"),
            Self::Cut { bytes } => {
                write!(f, "the last entry is torn ({bytes} bytes) and left out")
            }
            Self::NoEnd => f.write_str("the entry's end mark is missing"),
            Self::Changed { n } => write!(f, "entry {n} was changed outside the program"),
            Self::OtherId(id) => write!(f, "the file says that it is session {id}"),
            Self::DraftAhead { expected, draft } => write!(
                f,
                "the draft was for entry {draft}, but entry {expected} is not there"
            ),
            Self::Unkept { n, text } => {
                write!(
                    f,
                    "entry {n} did not reach the file; its draft said: {text}"
                )
            }
            Self::DraftUnread(why) => write!(f, "the draft could not be read: {why}"),
        }
    }
}
