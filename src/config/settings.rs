//! `config.yaml`: what the user changed. Every problem is reported with its line.

use crate::app::key::Key;
use crate::app::keymap::{Keymap, PLACES, TABLE, place_name};
use crate::yaml::{Checker, Entry, Node, Report, Value, did_you_mean, read_node};

/// The user's settings.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: ThemeChoice,
    /// After how many minutes without a key a vault locks itself; 0 for never.
    pub idle_lock: Option<u16>,
    /// What the user wants to win, in percent of what is won or lost.
    pub wished_win_ratio: Option<u8>,
}

/// Which colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// The terminal's own sixteen.
    #[default]
    Terminal,
    /// None.
    None,
}

/// Nodes that a config may have.
const MAX_NODES: usize = 4_000;
/// Keys that one action may have.
const MAX_KEYS: usize = 8;

impl Settings {
    /// Reads the settings. `name` is the file's name, for reports.
    ///
    /// # Errors
    /// All problems with their places.
    pub fn read(name: &str, text: &str) -> Result<Self, Report> {
        if text
            .lines()
            .all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'))
        {
            return Ok(Self::default());
        }
        let (source, root) = read_node(name, text, MAX_NODES)?;
        let mut checker = Checker::new(&source);
        let mut settings = Self::default();
        if let Some(fields) = checker.fields(
            &root,
            "the config",
            &["theme", "keys", "wished-win-ratio", "idle-lock"],
        ) {
            if let Some(minutes) = fields.get("idle-lock") {
                let minutes = checker.count(minutes, "idle-lock", 0..=1440);
                settings.idle_lock = minutes.and_then(|m| u16::try_from(m).ok());
            }
            if let Some(theme) = fields.get("theme") {
                settings.theme = read_theme(&mut checker, theme);
            }
            if let Some(wished) = fields.get("wished-win-ratio") {
                let percent = checker.count(wished, "wished-win-ratio", 0..=100);
                settings.wished_win_ratio = percent.and_then(|p| u8::try_from(p).ok());
            }
            if let Some(keys) = fields.get("keys") {
                read_places(&mut checker, keys, &mut settings.keymap);
            }
        }
        let problems = checker.into_problems();
        if problems.is_empty() {
            Ok(settings)
        } else {
            Err(Report::new(name, source, problems))
        }
    }
}

fn read_theme(checker: &mut Checker, node: &Node) -> ThemeChoice {
    match checker.words(node, "theme") {
        Some("terminal") => ThemeChoice::Terminal,
        Some("none") => ThemeChoice::None,
        Some(other) => {
            let what = format!("there is no theme {other:?}");
            checker.error(&node.place, what, "the themes are: terminal, none");
            ThemeChoice::default()
        }
        None => ThemeChoice::default(),
    }
}

fn read_places(checker: &mut Checker, node: &Node, keymap: &mut Keymap) {
    let names: Vec<&str> = PLACES.iter().map(|p| place_name(*p)).collect();
    let Some(fields) = checker.fields(node, "keys", &names) else {
        return;
    };
    let mut given = Vec::new();
    for place in PLACES {
        let Some(actions) = fields.get(place_name(place)) else {
            continue;
        };
        let Value::Map(entries) = &actions.value else {
            let what = format!("{} should name actions and their keys", place_name(place));
            checker.error(
                &actions.place,
                what,
                "write for instance   next-step: ctrl-n",
            );
            continue;
        };
        for entry in entries {
            let Some(keys) = read_keys(checker, &entry.node) else {
                continue;
            };
            if let Err(why) = keymap.rebind(place, &entry.key, keys) {
                checker.error(&entry.place, why, mend(entry, place));
            } else {
                given.push((place, entry));
            }
        }
    }
    for (place, entry) in given {
        if let Some(why) = keymap.conflict(place, &entry.key) {
            let mend = "give one of the two another key; `mineral keys` lists them";
            checker.error(&entry.node.place, why, mend);
        }
    }
}

fn mend(entry: &Entry, place: crate::app::keymap::Place) -> String {
    let names = TABLE.iter().filter(|b| b.place == place).map(|b| b.name);
    match did_you_mean(&entry.key, names.clone()) {
        Some(name) if name != entry.key => format!("did you mean {name}?"),
        _ => "`mineral keys` lists places, names and keys".to_owned(),
    }
}

fn read_keys(checker: &mut Checker, node: &Node) -> Option<Vec<Key>> {
    let nodes = match &node.value {
        Value::List(_) => checker.list(node, "keys", MAX_KEYS),
        _ => std::slice::from_ref(node),
    };
    let mut keys = Vec::new();
    for node in nodes {
        match Key::parse(checker.words(node, "key")?) {
            Ok(key) => keys.push(key),
            Err(why) => {
                checker.error(
                    &node.place,
                    why,
                    "write for instance ctrl-n, shift-tab or f5",
                );
                return None;
            }
        }
    }
    Some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::{Action, Place};

    #[test]
    fn keys_and_theme_are_read() {
        let text = "theme: none\nwished-win-ratio: 60\nidle-lock: 5\nkeys:\n  talk:\n    next-step: f10\n    end: [f12, ctrl-d]\n";
        let settings = Settings::read("config.yaml", text).unwrap();
        assert_eq!(settings.theme, ThemeChoice::None);
        assert_eq!(settings.wished_win_ratio, Some(60));
        assert_eq!(settings.idle_lock, Some(5));
        assert_eq!(
            settings.keymap.action(Place::Talk, Key::f(10)),
            Some(Action::NextStep)
        );
        assert_eq!(
            settings.keymap.action(Place::Talk, Key::f(12)),
            Some(Action::End)
        );
        assert!(Settings::read("config.yaml", "# nothing\n").is_ok());
    }

    #[test]
    fn every_problem_names_its_line() {
        let text = "theme: neon\nkeys:\n  talk:\n    next-stop: f10\n    end: hyper-x\n    leave: ctrl-n\n  tlak: {}\nwished-win-ratio: 101\n";
        let report = Settings::read("config.yaml", text).unwrap_err().to_string();
        for words in [
            "config.yaml:1",
            "neon",
            "config.yaml:4",
            "did you mean next-step?",
            "config.yaml:5",
            "hyper",
            "config.yaml:6",
            "already",
            "config.yaml:7",
            "config.yaml:8",
            "talk",
        ] {
            assert!(report.contains(words), "{words:?} is missing in\n{report}");
        }
    }
}
