//! One table of keys. Dispatch, footers, help and the key reference are all read from it.

mod row;
mod table;

pub use table::TABLE;

use super::key::Key;
use crate::ledger::By;
use crate::session::{Became, Observed};

/// Where a key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The home screen.
    Home,
    /// The scripts of a moment.
    Choose,
    /// The clients to practise with.
    Clients,
    /// The form for a new conversation.
    Begin,
    /// A conversation: the input always has the focus.
    Talk,
    /// A conversation with a simulated client.
    Practice,
    /// The same, while a line to go back to is chosen.
    Rewind,
    /// The closing questions of a conversation.
    Closing,
    /// Watching two others: each thing that is counted has a key.
    Observe,
    /// The same, while a note is typed.
    Note,
    /// A session that another program writes.
    Follow,
    /// A transcript.
    Read,
    /// The same, while the form of an export is chosen.
    Export,
    /// Whether something is to be deleted.
    Delete,
    /// Everybody whom one has talked with.
    People,
    /// The same, while it is chosen whom somebody is to be merged into.
    Merge,
    /// A person over the months.
    Person,
    /// What to read before one speaks with somebody.
    Brief,
    /// What is due.
    Due,
    /// The figures over all sessions.
    Insights,
    /// The sessions behind a figure.
    Sessions,
    /// A line that is asked for: a reason, a day, a name.
    Ask,
    /// How a conversation ended.
    Ended,
    /// Whether to ask for feedback on what was lost.
    Feedback,
    /// The questions by which one judges oneself.
    Judge,
    /// A debrief.
    Debrief,
    /// The measures over weeks.
    Weeks,
    /// A vault that is locked: the passphrase is typed.
    Locked,
    /// Everywhere.
    Anywhere,
    /// The library: the list.
    Library,
    /// The same, while one types what is to be found.
    Find,
    /// What the library is narrowed down by.
    Filter,
    /// Something is under way that can be stopped.
    Working,
    /// Any input: editing. Keys of the place that has the input come first.
    Input,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each has its sentence in the table")]
pub enum Action {
    Help,
    Quit,
    Interrupt,
    Blank,
    Lock,
    // Moving in lists and texts.
    Up,
    Down,
    PageUp,
    PageDown,
    Top,
    Bottom,
    Open,
    Back,
    // Home.
    NewLive,
    Practise,
    // The clients to practise with.
    Harder,
    OtherScript,
    Guide,
    RoleSheet,
    Observe,
    // A practice.
    Hint,
    Rewind,
    Glass,
    // Watching two others.
    Count(Observed),
    Note,
    // A conversation.
    Keep,
    NextStep,
    PreviousStep,
    NextPrompt,
    NextProbe,
    WhatElse,
    Tick(u8),
    Speaker,
    Withdraw,
    Restore,
    End,
    Leave,
    SaveElsewhere,
    // A transcript.
    NextHeading,
    PreviousHeading,
    Search,
    NextMatch,
    PreviousMatch,
    Export,
    ExportAs,
    AsMarkdown,
    AsHtml,
    AsJson,
    AsCsv,
    AsCalendar,
    Redact,
    Delete,
    BringBack,
    // Many sessions.
    People,
    Person,
    Brief,
    Due,
    Insights,
    Rename,
    Merge,
    Became(Became),
    Calendar,
    CalendarAll,
    By(By),
    // A debrief.
    Debrief,
    Rate(u8),
    Read,
    TryAgain,
    More,
    Weeks,
    // The library.
    Review,
    Sort,
    Filter,
    SaveFilter,
    Mark,
    MarkAll,
    Peek,
    PeekUp,
    PeekDown,
    Resume,
    Ended,
    Won,
    Lost,
    WalkedAway,
    StillOpen,
    Feedback,
    Stop,
    // Editing.
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    DeleteBack,
    DeleteOn,
    DeleteWord,
    DeleteToStart,
    DeleteToEnd,
    Newline,
    Undo,
    Redo,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it counts.
    pub place: Place,
    /// What it does.
    pub action: Action,
    /// The name by which `config.yaml` knows it.
    pub name: &'static str,
    /// The keys, unless the config says otherwise.
    pub keys: &'static [Key],
    /// One or two words for the footer; empty where it does not stand there.
    pub footer: &'static str,
    /// What help says.
    pub help: &'static str,
}

/// The table with what a config changed.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self {
            keys: TABLE.iter().map(|b| b.keys.to_vec()).collect(),
        }
    }
}

/// The name of a place in `config.yaml`.
pub fn place_name(place: Place) -> &'static str {
    match place {
        Place::Home => "home",
        Place::Choose => "choose",
        Place::Clients => "clients",
        Place::Practice => "practice",
        Place::Rewind => "rewind",
        Place::Begin => "begin",
        Place::Talk => "talk",
        Place::Closing => "closing",
        Place::Observe => "observe",
        Place::Note => "note",
        Place::Follow => "follow",
        Place::Read => "read",
        Place::Export => "export",
        Place::Delete => "delete",
        Place::People => "people",
        Place::Merge => "merge",
        Place::Person => "person",
        Place::Brief => "brief",
        Place::Due => "due",
        Place::Insights => "insights",
        Place::Sessions => "sessions",
        Place::Ask => "ask",
        Place::Ended => "ended",
        Place::Feedback => "feedback",
        Place::Judge => "judge",
        Place::Debrief => "debrief",
        Place::Weeks => "weeks",
        Place::Locked => "locked",
        Place::Anywhere => "anywhere",
        Place::Library => "library",
        Place::Find => "find",
        Place::Filter => "filter",
        Place::Working => "working",
        Place::Input => "input",
    }
}

/// Whether an input has the focus there: then no character may be a key.
pub fn has_input(place: Place) -> bool {
    !matches!(
        place,
        Place::Home
            | Place::Choose
            | Place::Clients
            | Place::Rewind
            | Place::Observe
            | Place::Follow
            | Place::Read
            | Place::Export
            | Place::Delete
            | Place::People
            | Place::Merge
            | Place::Person
            | Place::Brief
            | Place::Due
            | Place::Insights
            | Place::Sessions
            | Place::Ended
            | Place::Feedback
            | Place::Judge
            | Place::Debrief
            | Place::Weeks
            | Place::Library
            | Place::Working
    )
}

/// All places.
pub const PLACES: [Place; 34] = [
    Place::Home,
    Place::Choose,
    Place::Clients,
    Place::Begin,
    Place::Talk,
    Place::Practice,
    Place::Rewind,
    Place::Closing,
    Place::Observe,
    Place::Note,
    Place::Follow,
    Place::Read,
    Place::Export,
    Place::Delete,
    Place::People,
    Place::Merge,
    Place::Person,
    Place::Brief,
    Place::Due,
    Place::Insights,
    Place::Sessions,
    Place::Ask,
    Place::Ended,
    Place::Feedback,
    Place::Judge,
    Place::Debrief,
    Place::Weeks,
    Place::Locked,
    Place::Anywhere,
    Place::Library,
    Place::Find,
    Place::Filter,
    Place::Working,
    Place::Input,
];

impl Keymap {
    /// What a key does in a place, if anything.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        self.rows(place)
            .find(|(_, keys)| keys.contains(&key))
            .map(|(binding, _)| binding.action)
    }

    /// The rows of a place with the keys that are in force.
    pub fn rows(&self, place: Place) -> impl Iterator<Item = (&'static Binding, &[Key])> {
        TABLE
            .iter()
            .zip(&self.keys)
            .filter(move |(binding, _)| binding.place == place)
            .map(|(binding, keys)| (binding, keys.as_slice()))
    }

    /// The first key of an action, for a footer.
    pub fn shown(&self, place: Place, action: Action) -> String {
        self.rows(place)
            .find(|(b, _)| b.action == action)
            .and_then(|(_, keys)| keys.first())
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Gives an action other keys. Whether they are free is for [`Self::conflict`], once all are given: so two keys
    /// can be swapped.
    ///
    /// # Errors
    /// Says what is wrong: no such action, no key, or a printable one where the input has the focus.
    pub fn rebind(&mut self, place: Place, name: &str, keys: Vec<Key>) -> Result<(), String> {
        let place_is = place_name(place);
        let at = TABLE
            .iter()
            .position(|b| b.place == place && b.name == name)
            .ok_or_else(|| format!("there is no action {name:?} in {place_is}"))?;
        if keys.is_empty() {
            return Err(format!("{name} needs at least one key"));
        }
        if has_input(place)
            && let Some(key) = keys.iter().find(|key| key.typed().is_some())
        {
            return Err(format!(
                "{key} types a character: it cannot be a key in {place_is}"
            ));
        }
        if let Some(slot) = self.keys.get_mut(at) {
            *slot = keys;
        }
        Ok(())
    }

    /// What else the keys of an action do where it counts, if anything.
    pub fn conflict(&self, place: Place, name: &str) -> Option<String> {
        let keys = self.rows(place).find(|(b, _)| b.name == name)?.1;
        let there = PLACES.iter().filter(|other| {
            // Arrows and enter mean in a form and in an input what the place says first.
            let shared = matches!(
                (place, other),
                (Place::Talk | Place::Closing | Place::Ask, Place::Input)
            ) || matches!(
                (place, other),
                (Place::Input, Place::Talk | Place::Closing | Place::Ask)
            );
            let anywhere = **other == Place::Anywhere || place == Place::Anywhere;
            **other == place || shared || anywhere
        });
        there
            .flat_map(|other| self.rows(*other))
            .find_map(|(binding, taken)| {
                let same = binding.place == place && binding.name == name;
                let key = keys.iter().find(|key| !same && taken.contains(key))?;
                let place = place_name(binding.place);
                Some(format!(
                    "{key} is the key for {} in {place} already",
                    binding.name
                ))
            })
    }
}

/// The key reference in Markdown, as `mineral keys` prints it.
pub fn reference(keymap: &Keymap) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for place in PLACES {
        let _ = writeln!(
            out,
            "## {}\n\n| key | name | does |\n| --- | --- | --- |",
            place_name(place)
        );
        for (binding, keys) in keymap.rows(place) {
            let keys: Vec<String> = keys.iter().map(|k| format!("`{k}`")).collect();
            let _ = writeln!(
                out,
                "| {} | {} | {} |",
                keys.join(" "),
                binding.name,
                binding.help
            );
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests;
