//! One table of keys. Dispatch, footers, help and the key reference are all read from it.

use super::key::{Code, Key};

/// Where a key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The home screen.
    Home,
    /// The scripts of a moment.
    Choose,
    /// The form for a new conversation.
    Begin,
    /// A conversation: the input always has the focus.
    Talk,
    /// The closing questions of a conversation.
    Closing,
    /// A transcript.
    Read,
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

const fn row(
    place: Place,
    action: Action,
    name: &'static str,
    keys: &'static [Key],
    footer: &'static str,
    help: &'static str,
) -> Binding {
    Binding {
        place,
        action,
        name,
        keys,
        footer,
        help,
    }
}

const fn shift(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: false,
        shift: true,
    }
}
const fn ctrl(code: Code) -> Key {
    Key {
        code,
        ctrl: true,
        alt: false,
        shift: false,
    }
}
const fn alt(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: true,
        shift: false,
    }
}
const fn plain(code: Code) -> Key {
    Key::plain(code)
}
const fn ch(c: char) -> Key {
    Key::plain(Code::Char(c))
}

const HELP: &[Key] = &[Key::f(1)];
const INTERRUPT: &[Key] = &[Key::ctrl('c')];

/// Every key of the program. The order within a place is the order of footer and help.
#[rustfmt::skip]
pub const TABLE: &[Binding] = &[
    row(Place::Home, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "the line above"),
    row(Place::Home, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "the line below"),
    row(Place::Home, Action::PageUp, "page-up", &[plain(Code::PageUp)], "", "a page up"),
    row(Place::Home, Action::PageDown, "page-down", &[plain(Code::PageDown)], "", "a page down"),
    row(Place::Home, Action::Top, "top", &[plain(Code::Home)], "", "to the first line"),
    row(Place::Home, Action::Bottom, "bottom", &[plain(Code::End)], "", "to the last line"),
    row(Place::Home, Action::Open, "open", &[plain(Code::Enter)], "open", "open the chosen line: go on with it, or read it"),
    row(Place::Home, Action::NewLive, "new-live", &[ch('l')], "live", "begin a live conversation"),
    row(Place::Home, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Home, Action::Quit, "quit", &[ch('q'), plain(Code::Esc)], "quit", "leave the program"),
    row(Place::Home, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Choose, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "the line above"),
    row(Place::Choose, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "the line below"),
    row(Place::Choose, Action::PageUp, "page-up", &[plain(Code::PageUp)], "", "a page up"),
    row(Place::Choose, Action::PageDown, "page-down", &[plain(Code::PageDown)], "", "a page down"),
    row(Place::Choose, Action::Top, "top", &[plain(Code::Home)], "", "to the first line"),
    row(Place::Choose, Action::Bottom, "bottom", &[plain(Code::End)], "", "to the last line"),
    row(Place::Choose, Action::Open, "open", &[plain(Code::Enter)], "begin", "begin with the chosen script"),
    row(Place::Choose, Action::Back, "back", &[plain(Code::Esc), ch('q')], "home", "back to home"),
    row(Place::Choose, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Choose, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Begin, Action::Keep, "next-field", &[plain(Code::Enter)], "next, begin", "the next line; on the last one, begin"),
    row(Place::Begin, Action::Down, "field-down", &[plain(Code::Down)], "", "the next line, or the next choice"),
    row(Place::Begin, Action::Up, "field-up", &[plain(Code::Up)], "", "the line above, or the choice above"),
    row(Place::Begin, Action::NextProbe, "complete", &[plain(Code::Tab)], "complete", "complete a name that is known, else the next line"),
    row(Place::Begin, Action::Back, "cancel", &[plain(Code::Esc)], "home", "back to home"),
    row(Place::Begin, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Begin, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Talk, Action::Keep, "keep", &[plain(Code::Enter)], "", "keep what was typed"),
    row(Place::Talk, Action::NextProbe, "probe", &[plain(Code::Tab)], "probe", "the next probe of this step; while a completion is open, complete"),
    row(Place::Talk, Action::NextPrompt, "prompt", &[shift(Code::Tab)], "prompt", "another prompt of this step"),
    row(Place::Talk, Action::NextStep, "next-step", &[Key::ctrl('n')], "next step", "the next step"),
    row(Place::Talk, Action::PreviousStep, "previous-step", &[Key::ctrl('p')], "back", "the step before"),
    row(Place::Talk, Action::WhatElse, "what-else", &[Key::ctrl('o')], "what else", "\"what else?\" was asked"),
    row(Place::Talk, Action::Speaker, "speaker", &[Key::ctrl('t')], "who speaks", "the chess clock: the client speaks, you speak"),
    row(Place::Talk, Action::Tick(1), "tick-1", &[Key::f(5)], "known", "tick or untick the first must-know"),
    row(Place::Talk, Action::Tick(2), "tick-2", &[Key::f(6)], "", "tick or untick the second must-know"),
    row(Place::Talk, Action::Tick(3), "tick-3", &[Key::f(7)], "", "tick or untick the third must-know"),
    row(Place::Talk, Action::Tick(4), "tick-4", &[Key::f(8)], "", "tick or untick the fourth must-know"),
    row(Place::Talk, Action::Tick(5), "tick-5", &[Key::f(9)], "", "tick or untick the fifth must-know"),
    row(Place::Talk, Action::Withdraw, "withdraw", &[Key::ctrl('x')], "", "withdraw the newest thing kept, then the one before"),
    row(Place::Talk, Action::Restore, "restore", &[Key::ctrl('g')], "", "restore what was withdrawn last"),
    row(Place::Talk, Action::End, "end", &[Key::ctrl('d')], "end", "end the conversation: the closing questions"),
    row(Place::Talk, Action::Leave, "leave", &[Key::ctrl('q')], "leave", "leave; the session stays unfinished and kept"),
    row(Place::Talk, Action::SaveElsewhere, "save-elsewhere", &[Key::ctrl('s')], "", "save the session in another place, when saving fails"),
    row(Place::Talk, Action::PageUp, "kept-up", &[plain(Code::PageUp)], "", "look further up in what was kept"),
    row(Place::Talk, Action::PageDown, "kept-down", &[plain(Code::PageDown)], "", "look further down in what was kept"),
    row(Place::Talk, Action::Back, "back", &[plain(Code::Esc)], "", "close help or a completion"),
    row(Place::Talk, Action::Help, "help", HELP, "help", "the keys, the prefixes, and the traps of this step"),
    row(Place::Talk, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program; everything is kept"),

    row(Place::Closing, Action::Keep, "keep", &[plain(Code::Enter)], "keep, or leave open", "keep what was typed; an empty line leaves the question open"),
    row(Place::Closing, Action::NextProbe, "complete", &[plain(Code::Tab)], "", "complete, while a completion is open"),
    row(Place::Closing, Action::Back, "back", &[plain(Code::Esc)], "back to the conversation", "close help or a completion; else back to the conversation"),
    row(Place::Closing, Action::End, "end", &[Key::ctrl('d')], "close now", "close with what there is"),
    row(Place::Closing, Action::Leave, "leave", &[Key::ctrl('q')], "leave", "leave; the session stays unfinished and kept"),
    row(Place::Closing, Action::SaveElsewhere, "save-elsewhere", &[Key::ctrl('s')], "", "save the session in another place, when saving fails"),
    row(Place::Closing, Action::PageUp, "parked-up", &[plain(Code::PageUp)], "", "look further up in what was parked"),
    row(Place::Closing, Action::PageDown, "parked-down", &[plain(Code::PageDown)], "", "look further down in what was parked"),
    row(Place::Closing, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Closing, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program; everything is kept"),

    row(Place::Read, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "a line up"),
    row(Place::Read, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "a line down"),
    row(Place::Read, Action::PageUp, "page-up", &[plain(Code::PageUp), ch('b')], "", "a page up"),
    row(Place::Read, Action::PageDown, "page-down", &[plain(Code::PageDown), ch(' ')], "page", "a page down"),
    row(Place::Read, Action::Top, "top", &[plain(Code::Home), ch('g')], "", "to the beginning"),
    row(Place::Read, Action::Bottom, "bottom", &[plain(Code::End), ch('G')], "", "to the end"),
    row(Place::Read, Action::NextHeading, "next-heading", &[plain(Code::Tab), ch(']')], "next step", "to the next step"),
    row(Place::Read, Action::PreviousHeading, "previous-heading", &[shift(Code::Tab), ch('[')], "", "to the step before"),
    row(Place::Read, Action::Search, "search", &[ch('/')], "search", "search in this session"),
    row(Place::Read, Action::NextMatch, "next-match", &[ch('n')], "", "the next place found"),
    row(Place::Read, Action::PreviousMatch, "previous-match", &[ch('N')], "", "the place found before"),
    row(Place::Read, Action::Export, "export", &[ch('e')], "export", "write it as Markdown into the current folder"),
    row(Place::Read, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Read, Action::Back, "back", &[ch('q'), plain(Code::Esc)], "back", "close help or a search; else back to home"),
    row(Place::Read, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Input, Action::Left, "left", &[plain(Code::Left), Key::ctrl('b')], "", "a character back"),
    row(Place::Input, Action::Right, "right", &[plain(Code::Right), Key::ctrl('f')], "", "a character on"),
    row(Place::Input, Action::WordLeft, "word-left", &[ctrl(Code::Left), alt(Code::Left), alt(Code::Char('b'))], "", "a word back"),
    row(Place::Input, Action::WordRight, "word-right", &[ctrl(Code::Right), alt(Code::Right), alt(Code::Char('f'))], "", "a word on"),
    row(Place::Input, Action::LineStart, "line-start", &[plain(Code::Home), Key::ctrl('a')], "", "to the beginning of the line"),
    row(Place::Input, Action::LineEnd, "line-end", &[plain(Code::End), Key::ctrl('e')], "", "to the end of the line"),
    row(Place::Input, Action::Up, "row-up", &[plain(Code::Up)], "", "a row up"),
    row(Place::Input, Action::Down, "row-down", &[plain(Code::Down)], "", "a row down"),
    row(Place::Input, Action::DeleteBack, "delete-back", &[plain(Code::Backspace), Key::ctrl('h')], "", "delete the character before"),
    row(Place::Input, Action::DeleteOn, "delete-on", &[plain(Code::Delete)], "", "delete the character behind"),
    row(Place::Input, Action::DeleteWord, "delete-word", &[Key::ctrl('w'), alt(Code::Backspace)], "", "delete the word before"),
    row(Place::Input, Action::DeleteToStart, "delete-to-start", &[Key::ctrl('u')], "", "delete to the beginning of the line"),
    row(Place::Input, Action::DeleteToEnd, "delete-to-end", &[Key::ctrl('k')], "", "delete to the end of the line"),
    row(Place::Input, Action::Newline, "newline", &[alt(Code::Enter), Key::ctrl('j')], "", "a new line"),
    row(Place::Input, Action::Undo, "undo", &[Key::ctrl('z')], "", "take back the last change in the input"),
    row(Place::Input, Action::Redo, "redo", &[Key::ctrl('y')], "", "do it again"),
];

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
        Place::Begin => "begin",
        Place::Talk => "talk",
        Place::Closing => "closing",
        Place::Read => "read",
        Place::Input => "input",
    }
}

/// Whether an input has the focus there: then no character may be a key.
pub fn has_input(place: Place) -> bool {
    !matches!(place, Place::Home | Place::Choose | Place::Read)
}

/// All places.
pub const PLACES: [Place; 7] = [
    Place::Home,
    Place::Choose,
    Place::Begin,
    Place::Talk,
    Place::Closing,
    Place::Read,
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
