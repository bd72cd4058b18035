//! What can be written on the command line about people, promises and all sessions.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Which person is meant.
#[derive(Debug, Args)]
pub(in crate::command) struct Whom {
    /// Their name, another name of theirs, or the beginning of their id
    pub(super) name: String,
    /// Where they work, when several have the name
    #[arg(long, value_name = "ORGANISATION")]
    pub(super) org: Option<String>,
}

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub(in crate::command) enum PersonCommand {
    /// List everybody you have talked with
    List {
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Show a person over the months: what they said and felt, what was promised, what changed
    Show {
        #[command(flatten)]
        whom: Whom,
        /// As JSON, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Give a person another name; the old one still finds them
    Rename {
        #[command(flatten)]
        whom: Whom,
        /// The new name
        #[arg(value_name = "NEW")]
        to: String,
    },
    /// Say that two people are one: the sessions of the first belong to the second
    Merge {
        #[command(flatten)]
        whom: Whom,
        /// Whom they belong to: a name, or the beginning of an id
        #[arg(value_name = "INTO")]
        into: String,
        /// Where that one works, when several have the name
        #[arg(long, value_name = "ORGANISATION")]
        into_org: Option<String>,
    },
    /// Take back the newest renaming or merging that was not taken back yet
    Undo,
    /// Erase everything about a person for good: conversations, drafts, the bin, their entry, the index; prints a receipt
    Erase(EraseOptions),
}

/// Who is to be erased, and what is written before.
#[derive(Debug, Args)]
pub(in crate::command) struct EraseOptions {
    #[command(flatten)]
    pub(super) whom: Whom,
    /// First write everything about them into this file (.json, .md, .html or .csv); it must not be there yet
    #[arg(long, value_name = "FILE")]
    pub(super) export: Option<PathBuf>,
    /// Write the receipt into this file, too
    #[arg(long, value_name = "FILE")]
    pub(super) receipt: Option<PathBuf>,
    /// Without asking
    #[arg(short, long)]
    pub(super) yes: bool,
}

/// What to read before a call.
#[derive(Debug, Args)]
pub(in crate::command) struct BriefOptions {
    #[command(flatten)]
    pub(super) whom: Whom,
    /// In which form; without it a terminal shows the screen
    #[arg(long, value_enum)]
    pub(super) format: Option<BriefFormat>,
}

/// A form of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::command) enum BriefFormat {
    /// Lines of text
    Plain,
    /// Markdown
    Md,
}

/// What is due.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::command) struct DueOptions {
    #[command(subcommand)]
    pub(super) change: Option<DueCommand>,
    /// As JSON, for other programs
    #[arg(long)]
    pub(super) json: bool,
    /// Only what is due within so many days; 0 for today and what is overdue
    #[arg(long, value_name = "N")]
    pub(super) days: Option<u16>,
    /// Only the number: of what is overdue or due today, or within `--days`
    #[arg(long, conflicts_with = "json")]
    pub(super) count: bool,
}

/// What became of something that is due.
#[derive(Debug, Subcommand)]
pub(in crate::command) enum DueCommand {
    /// It was done
    Done(Told),
    /// It has another date now: `mineral due moved ID:N next friday they asked for it`
    Moved(Told),
    /// It will not be done
    Dropped(Told),
    /// What was said last about it does not hold
    Undo {
        /// Which, as `mineral due` lists it
        #[arg(value_name = "ID:N")]
        which: String,
    },
}

/// Something that is said about something due.
#[derive(Debug, Args)]
pub(in crate::command) struct Told {
    /// Which, as `mineral due` lists it
    #[arg(value_name = "ID:N")]
    pub(super) which: String,
    /// The new date in plain words, for what is moved; and why
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,
}

/// The figures over all sessions.
#[derive(Debug, Args)]
pub(in crate::command) struct InsightsOptions {
    /// By what the rows are
    #[arg(long, value_enum, default_value_t = Stretch::Month)]
    pub(super) by: Stretch,
    /// As JSON, for other programs, with the sessions behind each figure
    #[arg(long)]
    pub(super) json: bool,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::command) enum Stretch {
    /// Weeks, from Monday
    Week,
    /// Months
    Month,
    /// Quarters of a year
    Quarter,
}

/// How it ended.
#[derive(Debug, Args)]
pub(in crate::command) struct EndedOptions {
    /// The session's id, or its beginning
    pub(super) id: String,
    /// How
    #[arg(value_enum)]
    pub(super) how: Way,
    /// Why
    #[arg(value_name = "WHY")]
    pub(super) why: Vec<String>,
}

/// How it is said on what basis notes are kept.
pub(in crate::command) const CONSENT_EXAMPLES: &str = "\
Examples:
  mineral consent 01JD8Z3K agreed until 3 march 2027
  mineral consent 01JD8Z3K agreed by mail until end of year
  mineral consent 01JD8Z3K not needed
  mineral consent 01JD8Z3K                       # what holds";

/// On what basis notes are kept.
#[derive(Debug, Args)]
pub(in crate::command) struct ConsentOptions {
    /// The session's id, or its beginning
    pub(super) id: String,
    /// agreed, asked or not needed, and until when; without this, what holds is printed
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,
}

/// How something can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::command) enum Way {
    /// They said yes
    Won,
    /// They said no, or chose somebody else
    Lost,
    /// You said no
    WalkedAway,
    /// It is open, still or again
    Open,
}
