//! What is asked of the desk about many sessions, and what it answers.

use crate::export::Format;
use crate::export::redact::Replaced;
use crate::ledger::{By, Due, Insights, Item, Line};
use crate::session::{Ended, How, Kept, PersonRef};
use jiff::civil::Date;

/// Something that is to be looked up or kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerEffect {
    /// Everybody whom one has talked with.
    People,
    /// A person over the months, by their id.
    Person(String),
    /// What to read before one speaks with somebody again, by their id.
    Brief(String),
    /// The same, by their name.
    BriefNamed {
        /// The name.
        name: String,
        /// Where they work, where that is known.
        organisation: Option<String>,
    },
    /// All that is due.
    Due,
    /// The few most pressing things that are due, for home.
    Pressing,
    /// The figures over all sessions, by a stretch of time.
    Insights(By),
    /// Sessions in a line each, the newest first.
    Sessions(Vec<String>),
    /// Keep what became of a promise.
    Kept {
        /// The session.
        session: String,
        /// What.
        kept: Kept,
    },
    /// What was said last about a promise does not hold.
    TakeBack {
        /// The session.
        session: String,
        /// The number of the promise.
        of: u32,
    },
    /// Keep how a session ended.
    Ended {
        /// The session.
        session: String,
        /// How.
        ended: Ended,
    },
    /// Give somebody another name.
    Rename {
        /// Their id.
        id: String,
        /// The name.
        to: String,
    },
    /// Two people are one: the sessions of the first belong to the second.
    Merge {
        /// The first one's id.
        id: String,
        /// The second one's.
        into: String,
    },
    /// Take the newest renaming or merging back.
    UndoPeople,
    /// Write all sessions with somebody for other programs.
    ExportPerson {
        /// Their id.
        id: String,
        /// In which form.
        format: Format,
        /// Whether names are taken out.
        redact: bool,
    },
    /// Say what redaction would replace in all sessions with somebody.
    ReplacingPerson(String),
    /// Write the brief on somebody as Markdown.
    ExportBrief(String),
    /// Write what is due into a calendar: one promise, or all.
    Calendar(Option<(String, u32)>),
}

impl LedgerEffect {
    /// Whether it keeps something: then it has to be carried out in its turn, whatever comes behind it.
    pub fn keeps(&self) -> bool {
        matches!(
            self,
            Self::Kept { .. }
                | Self::TakeBack { .. }
                | Self::Ended { .. }
                | Self::Rename { .. }
                | Self::Merge { .. }
                | Self::UndoPeople
        )
    }

    /// The session in whose file something is kept.
    pub fn session(&self) -> Option<&str> {
        match self {
            Self::Kept { session, .. }
            | Self::TakeBack { session, .. }
            | Self::Ended { session, .. } => Some(session),
            _ => None,
        }
    }

    /// Whether it writes a file for the user: that goes on whatever is looked at meanwhile.
    pub fn writes(&self) -> bool {
        matches!(
            self,
            Self::ExportPerson { .. } | Self::ExportBrief(_) | Self::Calendar(_)
        )
    }
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum LedgerEvent {
    /// So many sessions are gone through, of so many.
    Progress(usize, usize),
    /// Everybody.
    People(Vec<PersonRow>),
    /// A person over the months.
    Person(Box<PersonFound>),
    /// What to read before one speaks with somebody.
    Brief(Box<PersonFound>),
    /// All that is due.
    Due(Due),
    /// The most pressing things that are due, and how many there are in all.
    Pressing(Vec<Item>, usize),
    /// The figures.
    Insights(Box<Insights>),
    /// Sessions in a line each.
    Sessions(Vec<SessionRow>),
    /// Something was kept about a promise; the same in words.
    Kept(String),
    /// It is kept how a session ended.
    Ended {
        /// The session.
        session: String,
        /// How.
        how: How,
        /// With whom it was.
        person: PersonRef,
        /// The same in words.
        words: String,
    },
    /// People are called otherwise, or are others.
    PeopleChanged {
        /// The same in a sentence.
        words: String,
        /// The id of somebody who was merged, and the id of whom they are now.
        now: Option<(String, String)>,
    },
    /// What redaction would replace in the sessions with somebody.
    Replacing(Vec<Replaced>),
    /// A file was written; a sentence.
    Written(String),
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub person: PersonRef,
    /// The beginning of their id, where another one has the same name and organisation.
    pub mark: Option<String>,
    /// What else they are called.
    pub other_names: Vec<String>,
    /// How many conversations there were.
    pub conversations: usize,
    /// The day of the newest one.
    pub last: Option<Date>,
    /// How many promises are open, of both sides.
    pub open: usize,
}

/// A person and what is known of them, in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFound {
    /// Who.
    pub person: PersonRef,
    /// What is known.
    pub lines: Vec<Line>,
}

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub id: String,
    /// With whom.
    pub person: PersonRef,
    /// The title of its script.
    pub script: String,
    /// The day.
    pub on: Date,
    /// What is to be seen of it at once: its length, how it stands.
    pub about: String,
}
