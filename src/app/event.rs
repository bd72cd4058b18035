//! What comes into the machine and what goes out of it.

use super::key::Key;
pub use super::ledger::{LedgerEffect, LedgerEvent};
use super::library::{Mouse, News, Wish};
use super::lock::Typed;
use crate::client::persona::PersonaRow;
use crate::client::{Client, Difficulty};
use crate::debrief::{Debrief, Weeks};
use crate::export::{Format, redact::Replaced};
use crate::script::{Occasion, ScriptKind, With};
use crate::session::{Draft, Entry, Judgement, Moment, Person, Seat, Session};
use crate::text::Page;
use std::path::PathBuf;

/// The time as the driver reads it from its clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The clock on the wall.
    pub at: Moment,
    /// Milliseconds on a clock that only goes forward.
    pub ms: u64,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// About a second has passed.
    Tick,
    /// How saving goes.
    Saving(Saving),
    /// The saved sessions, newest first.
    Sessions(Vec<Row>),
    /// Names and organisations that are known, for completion.
    People(Vec<(String, Option<String>)>),
    /// A session was opened for going on with.
    Opened(Box<Opened>),
    /// A session was read.
    Loaded(Box<Loaded>),
    /// A role sheet was looked up.
    RoleSheet(Box<RoleSheet>),
    /// A session that another program writes was opened for watching.
    Followed(Box<Followed>),
    /// What is watched has changed.
    Changed(Box<Followed>),
    /// What is watched cannot be read now; a sentence.
    Lost(String),
    /// A session was read, with its debrief.
    Debriefed(Box<Debriefed>),
    /// The measures of many sessions by week.
    Weeks(Weeks),
    /// A practice was opened, to go on before one of the user's lines, whose number this is.
    TryAgain {
        /// The practice.
        opened: Box<Opened>,
        /// The line.
        before: u32,
    },
    /// Several people have the name: they, and what was to begin.
    Which {
        /// The people.
        people: Vec<Person>,
        /// The script's id.
        script: String,
        /// The name that was given.
        name: String,
        /// The organisation that was given.
        organisation: Option<String>,
    },
    /// The scripts that can be run, after they were read anew.
    Scripts {
        /// They.
        rows: Vec<ScriptRow>,
        /// What is wrong with the user's own, a sentence each.
        problems: Vec<String>,
    },
    /// The clients to practise with, and what is wrong with the user's own, a sentence each.
    Personas {
        /// They.
        rows: Vec<PersonaRow>,
        /// What is wrong.
        problems: Vec<String>,
    },
    /// Something about many sessions was found, or kept.
    Ledger(LedgerEvent),
    /// Something has come for the library.
    Library(News),
    /// What redaction would replace in the session that is read.
    Replacing(Vec<Replaced>),
    /// A session is in the bin.
    Deleted(String),
    /// A session is out of the bin again.
    BroughtBack,
    /// The vault is open.
    Unlocked,
    /// What was typed does not open the vault; a sentence.
    StillLocked(String),
    /// Something that was asked for is done; a sentence.
    Done(String),
    /// Something that was asked for failed; a sentence with how to mend it.
    Failed(String),
}

/// How saving goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// All entries up to this number are on the disk.
    Synced(u32),
    /// What was typed is (true) or is not (false) with the operating system yet.
    Safe(bool),
    /// It fails, and why.
    Failed(String),
    /// It works again.
    Recovered,
    /// The session goes on in another file.
    Elsewhere(PathBuf),
    /// The other place did not work either, and why.
    ElsewhereFailed(String),
}

/// A saved session in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The session.
    pub id: String,
    /// With whom.
    pub person: String,
    /// Where they work.
    pub organisation: Option<String>,
    /// Whether it was practice.
    pub practice: bool,
    /// What it ran.
    pub script: String,
    /// The id of what it ran.
    pub script_id: String,
    /// The step that it is in, by title.
    pub step: Option<String>,
    /// When it began, where that can be read.
    pub began: Option<Moment>,
    /// How long it lasted, in milliseconds.
    pub length: u64,
    /// Whether it was ended.
    pub closed: bool,
    /// Whether anything was kept, or stands in the input.
    pub words: bool,
    /// Why it cannot be read, if it cannot.
    pub broken: Option<String>,
}

/// A script in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What sort of conversation or practice it is.
    pub kind: ScriptKind,
    /// When people need it.
    pub moment: Occasion,
    /// Whom it is about.
    pub with: With,
    /// Whether its days in a row are counted.
    pub streak: bool,
}

/// A session that goes on.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The session.
    pub session: Session,
    /// What stood in the input when it was left.
    pub draft: Option<Draft>,
    /// Why it cannot be written to, if it cannot.
    pub read_only: Option<String>,
    /// What reading its file found, in words.
    pub problems: Vec<String>,
    /// The simulated client, in a practice with one, before their first word.
    pub client: Option<Box<Client>>,
    /// Whether what moves inside the client is shown from the beginning.
    pub glass: bool,
}

/// A practice that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The persona's id.
    pub persona: String,
    /// The script's id.
    pub script: String,
    /// How it is held.
    pub seat: Seat,
    /// How much has to be earned.
    pub difficulty: Difficulty,
    /// The seed; without one, any.
    pub seed: Option<u64>,
    /// Whether what moves inside the client is shown from the beginning.
    pub glass: bool,
}

/// A session to be read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The session.
    pub session: Session,
    /// What stands in the input, not yet kept.
    pub draft: Option<Draft>,
    /// What reading its file found, in words.
    pub problems: Vec<String>,
}

/// A session that another program writes, as it was found.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The session with what stands in the other's input.
    pub loaded: Loaded,
    /// The simulated client, in a practice with one; only when it is opened.
    pub client: Option<Box<Client>>,
    /// For how long nothing was written, in milliseconds.
    pub since: u64,
}

/// A persona for whoever plays them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSheet {
    /// Which.
    pub of: SheetOf,
    /// The sheet.
    pub page: Page,
}

/// Whose role sheet, and for which conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetOf {
    /// The persona's id.
    pub persona: String,
    /// The id of the script that the conversation will follow.
    pub script: String,
}

/// A session with its debrief.
#[derive(Debug, Clone)]
pub struct Debriefed {
    /// The session.
    pub loaded: Loaded,
    /// What it amounted to.
    pub debrief: Debrief,
}

/// Something that the driver is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// List the saved sessions and the people.
    List,
    /// Begin a session with a person.
    Begin {
        /// The script's id.
        script: String,
        /// The person's name.
        name: String,
        /// Where they work.
        organisation: Option<String>,
        /// Which person, where several have the name; `Some("")` for a new one.
        person: Option<String>,
    },
    /// Begin a practice.
    Practise(Wanted),
    /// List the clients to practise with.
    Personas,
    /// Go on with a session.
    Resume(String),
    /// Read a session.
    Load(String),
    /// Watch a session that another program writes.
    Follow(String),
    /// Look a role sheet up.
    RoleSheet(SheetOf),
    /// Write a role sheet as Markdown.
    ExportSheet(SheetOf),
    /// Keep an entry of the running session.
    Append(Entry),
    /// Keep what stands in the input.
    Draft(Draft),
    /// Save the running session in another place; `None` for the best place that can be found.
    Elsewhere(Option<PathBuf>),
    /// The running session is over or left: close its file.
    Finish,
    /// Look back at a session.
    Debrief(String),
    /// Read the measures of many sessions by week.
    Weeks,
    /// Keep how the user judges themselves in a session that was closed.
    Judge {
        /// The session's id.
        id: String,
        /// What they say.
        judged: Judgement,
    },
    /// Go on with a practice before one of the user's lines, also with one that was closed.
    TryAgain {
        /// The session's id.
        id: String,
        /// The number of the line.
        before: u32,
    },
    /// Write a session for other programs.
    Export {
        /// The session.
        id: String,
        /// In which form.
        format: Format,
        /// Whether names are taken out.
        redact: bool,
    },
    /// Say what redaction would replace in a session.
    Replacing(String),
    /// Look something up in many sessions, or keep something about one.
    Ledger(LedgerEffect),
    /// What the library asks for.
    Library(Wish),
    /// Put a session into the bin.
    Delete(String),
    /// Bring a session back from the bin.
    BringBack(String),
    /// Let the vault's key go.
    Lock,
    /// Open the vault with what was typed.
    Unlock(Typed),
    /// Leave the program.
    Quit,
}
