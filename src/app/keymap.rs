//! One table of keys. Dispatch, footers, help and the key reference are all read from it.

mod table;

pub use table::TABLE;

use super::key::Key;
use crate::session::Observed;

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
    /// The questions by which one judges oneself.
    Judge,
    /// A debrief.
    Debrief,
    /// The measures over weeks.
    Weeks,
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
    // A debrief.
    Debrief,
    Rate(u8),
    Read,
    TryAgain,
    More,
    Weeks,
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
        Place::Judge => "judge",
        Place::Debrief => "debrief",
        Place::Weeks => "weeks",
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
            | Place::Judge
            | Place::Debrief
            | Place::Weeks
    )
}

/// All places.
pub const PLACES: [Place; 18] = [
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
    Place::Judge,
    Place::Debrief,
    Place::Weeks,
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
            let shared = matches!((place, other), (Place::Talk | Place::Closing, Place::Input))
                || matches!((place, other), (Place::Input, Place::Talk | Place::Closing));
            **other == place || shared
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
mod tests {
    use super::table::ch;
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn no_key_does_two_things_and_no_name_stands_twice() {
        for place in PLACES {
            let mut keys = HashMap::new();
            let mut names = HashSet::new();
            for binding in TABLE.iter().filter(|b| b.place == place) {
                for key in binding.keys {
                    let other = keys.insert(*key, binding.name);
                    assert_eq!(other, None, "{key} in {place:?}: {}", binding.name);
                }
                assert!(names.insert(binding.name), "{}", binding.name);
            }
        }
    }

    #[test]
    fn no_character_is_a_key_where_the_input_has_the_focus() {
        for binding in TABLE {
            if has_input(binding.place) {
                assert!(
                    binding.keys.iter().all(|k| k.typed().is_none()),
                    "{}",
                    binding.name
                );
            }
        }
    }

    #[test]
    fn keys_of_a_conversation_are_not_editing_keys() {
        let map = Keymap::default();
        let shared = |k: &Key| map.action(Place::Input, *k).is_some();
        for (binding, keys) in map.rows(Place::Talk) {
            assert!(!keys.iter().any(shared), "{}", binding.name);
        }
    }

    #[test]
    fn a_key_is_changed_or_the_reason_why_not_is_told() {
        let mut map = Keymap::default();
        map.rebind(Place::Talk, "next-step", vec![Key::f(10)])
            .unwrap();
        assert_eq!(map.action(Place::Talk, Key::f(10)), Some(Action::NextStep));
        assert_eq!(map.action(Place::Talk, Key::ctrl('n')), None);
        for (name, key, why) in [
            ("next-stop", Key::f(10), "no action"),
            ("end", ch('x'), "types a character"),
        ] {
            let error = map.rebind(Place::Talk, name, vec![key]).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn keys_are_swapped_and_what_is_taken_is_told() {
        let mut map = Keymap::default();
        map.rebind(Place::Talk, "next-step", vec![Key::ctrl('p')])
            .unwrap();
        let taken = map.conflict(Place::Talk, "next-step").unwrap();
        assert!(taken.contains("previous-step"), "{taken}");
        map.rebind(Place::Talk, "previous-step", vec![Key::ctrl('n')])
            .unwrap();
        assert_eq!(map.conflict(Place::Talk, "next-step"), None);
        map.rebind(Place::Talk, "leave", vec![Key::ctrl('a')])
            .unwrap();
        let taken = map.conflict(Place::Talk, "leave").unwrap();
        assert!(taken.contains("line-start in input"), "{taken}");
    }
}
