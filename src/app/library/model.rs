//! What goes between the library on the screen and whoever has the sessions: questions, answers, work.

use crate::export::Format;
use crate::export::redact::Replaced;
use crate::session::{How, Line, Mode, Moment, Viability};
use std::ops::Range;

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By the person's name.
    Person,
    /// The warmest first.
    Warmest,
    /// The longest first.
    Longest,
}

impl Sort {
    /// All, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [
        Self::Newest,
        Self::Oldest,
        Self::Person,
        Self::Warmest,
        Self::Longest,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Person => "by person",
            Self::Warmest => "warmest first",
            Self::Longest => "longest first",
        }
    }

    /// The name by which a saved filter knows it.
    pub fn name(self) -> &'static str {
        self.words().split(' ').find(|w| *w != "by").unwrap_or("")
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|s| *s == self).unwrap_or(0) + 1;
        Self::ALL.into_iter().nth(at).unwrap_or_default()
    }
}

/// A question to the sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Its number: only the answer to the newest question counts.
    pub number: u64,
    /// What was typed.
    pub text: String,
    /// Whether it is still being typed: then the last word may go on.
    pub typing: bool,
    /// In which order.
    pub sort: Sort,
    /// How many are passed over.
    pub from: usize,
    /// How many are wanted at most.
    pub most: usize,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The number of the question.
    pub number: u64,
    /// What was found.
    pub found: Found,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Sessions.
    Page {
        /// How many were passed over.
        from: usize,
        /// They.
        rows: Vec<Listed>,
        /// How many there are in all, near ones too.
        total: usize,
        /// How many of these were found by forgiving slips alone.
        near: usize,
    },
    /// What was typed cannot be meant.
    Misread(Misread),
    /// It could not be looked for; a sentence.
    Failed(String),
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// Where, in bytes.
    pub span: Range<usize>,
    /// What.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// A session as the library lists it, without its file being read.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// When it began; `None` where that cannot be read.
    pub began: Option<Moment>,
    /// How it came about; `None` as above.
    pub mode: Option<Mode>,
    /// The person's id; `None` for oneself, and as above.
    pub person: Option<String>,
    /// Their name; empty as above.
    pub name: String,
    /// Where in it the match stands.
    pub name_marks: Vec<Range<usize>>,
    /// Where they work.
    pub organisation: Option<String>,
    /// The title of its script.
    pub script: String,
    /// How warm its steps were, 0 to 5, in the order in which they were entered.
    pub warmth: Vec<f32>,
    /// Whether it was closed.
    pub closed: bool,
    /// Is this an opportunity for us?
    pub viability: Option<Viability>,
    /// How it ended, where that was said.
    pub ended: Option<How>,
    /// How many commitments are open.
    pub open: u32,
    /// How long it lasted, in milliseconds.
    pub length: u64,
    /// The line that shows what was asked for.
    pub line: Option<Shown>,
    /// Whether it was only found by forgiving a slip.
    pub near: bool,
    /// Why it cannot be read.
    pub broken: Option<String>,
}

/// A line that shows what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The number of its entry.
    pub n: u32,
    /// The entries that show something of it, this one among them.
    pub all: Vec<u32>,
    /// The words, from a little before the match on.
    pub text: String,
    /// Where the match stands in them.
    pub marks: Vec<Range<usize>>,
}

/// What stands beside the list: a session's transcript, or the beginning of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// The session.
    pub id: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A filter that was saved under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Its name.
    pub name: String,
    /// What is asked for.
    pub query: String,
    /// In which order.
    pub sort: Sort,
}

/// What sessions can be narrowed down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Whom it was with.
    Person,
    /// Where they work.
    Organisation,
    /// What was run.
    Script,
    /// Live, practice, or by oneself.
    Mode,
    /// When it was.
    When,
    /// A feeling that was kept.
    Feeling,
    /// A step in which something was kept.
    Step,
    /// Is it an opportunity?
    Viability,
    /// Whether a promise is open.
    Open,
    /// How it ended.
    Ended,
}

/// Something that sessions can be narrowed down to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is shown.
    pub words: String,
    /// As it stands in a query.
    pub query: String,
    /// How many sessions have it, where that was counted.
    pub many: Option<usize>,
}

/// Something that takes a while and can be stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Put sessions into the bin.
    Delete(Vec<String>),
    /// Bring sessions back.
    BringBack(Vec<String>),
    /// Say what redaction would replace in sessions.
    Replacing(Vec<String>),
    /// Write sessions for other programs, into one file.
    Export {
        /// They, the newest first.
        ids: Vec<String>,
        /// In which form.
        format: Format,
        /// Whether names are taken out.
        redact: bool,
    },
}

/// What the library asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Sessions.
    Find(Ask),
    /// A session's lines, to stand beside the list.
    Peek(String),
    /// The ids of all that a question finds.
    All(Ask),
    /// What a field can be narrowed down to.
    Choices(Field),
    /// The saved filters.
    Filters,
    /// Save a filter; one of that name is replaced.
    SaveFilter(Filter),
    /// Forget the filter of this name.
    DropFilter(String),
    /// Work.
    Work(Job),
    /// Stop what is being worked on.
    Stop,
    /// Look whether files came, went or changed.
    Look,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// An answer.
    Answer(Answer),
    /// A session's lines.
    Peek(Peek),
    /// The ids of all that was found by the question with this number.
    All(u64, Vec<String>),
    /// What a field can be narrowed down to.
    Choices(Field, Vec<Choice>),
    /// The saved filters.
    Filters(Vec<Filter>),
    /// How far the work is.
    Working {
        /// So much is done.
        done: usize,
        /// Of so much.
        all: usize,
    },
    /// Work is done.
    Worked(Worked),
    /// How the index stands.
    Index(Indexed),
}

/// What came of work.
#[derive(Debug, Clone, PartialEq)]
pub enum Worked {
    /// These are in the bin; why others are not, a sentence each.
    Deleted(Vec<String>, Vec<String>),
    /// So many are back; why others are not.
    BroughtBack(usize, Vec<String>),
    /// What is replaced.
    Replacing(Vec<Replaced>),
    /// Something was written, or there was nothing to write; a sentence.
    Exported(String),
    /// It did not succeed, or was stopped; a sentence.
    Failed(String),
}

/// How the index stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Indexed {
    /// So much has been read, of so much.
    Reading {
        /// Sessions that were read.
        done: usize,
        /// Sessions that have to be read.
        all: usize,
    },
    /// It is as the files are.
    Current {
        /// Whether it is another than before.
        changed: bool,
        /// How many sessions it has.
        sessions: usize,
    },
    /// Another program is bringing it up to date.
    Elsewhere,
    /// It cannot be brought up to date now; a sentence.
    Failed(String),
}
