//! Help: the keys of the place, the prefixes, and the traps of the step. In a conversation it stands below the
//! question, never over it.

use super::App;
use super::key::{Code, Key};
use super::keymap::{Action, Place, has_input};
use super::ledger::PersonFound;
use super::library::QUESTIONS;
use super::live::COMMANDS;
use super::screen_live;
use crate::ledger::{Line, Role};

/// Help, while it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// The first line that is shown.
    pub top: usize,
    /// Only lines with these words; typed where no input has the focus.
    pub filter: String,
    /// Other lines than those of help: the brief on whom one talks with.
    brief: Option<Vec<HelpLine>>,
    done: bool,
}

impl Help {
    /// The brief on somebody, in the place of help.
    pub(super) fn brief(found: &PersonFound) -> Self {
        let line = |line: &Line| match line.role {
            Role::Title | Role::Meta | Role::Heading => HelpLine {
                key: String::new(),
                text: line.text.clone(),
            },
            _ => HelpLine {
                key: "·".to_owned(),
                text: line.text.clone(),
            },
        };
        let lines = found.lines.iter().filter(|l| l.role != Role::Blank);
        Self {
            brief: Some(lines.map(line).collect()),
            ..Self::default()
        }
    }

    /// Whether it is a brief that is shown.
    pub fn is_brief(&self) -> bool {
        self.brief.is_some()
    }

    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Whether help takes a key for itself.
    pub(super) fn takes(&mut self, place: Place, action: Option<Action>, key: Key) -> bool {
        match key.code {
            Code::Esc => self.done = true,
            Code::Up => self.top = self.top.saturating_sub(1),
            Code::Down => self.top = self.top.saturating_add(1),
            Code::PageUp => self.top = self.top.saturating_sub(8),
            Code::PageDown => self.top = self.top.saturating_add(8),
            _ if has_input(place) => return false,
            Code::Backspace => {
                self.filter.pop();
                self.top = 0;
            }
            Code::Char(c) if key.typed().is_some() => {
                self.filter.push(c);
                self.top = 0;
            }
            _ => return action.is_some(),
        }
        true
    }
}

/// One line of help: a key or a prefix, and what it does. A line without a key is a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// The key or prefix.
    pub key: String,
    /// What it does, or a heading.
    pub text: String,
}

const PREFIXES: [(&str, &str); 7] = [
    ("(nothing)", "the client's own words"),
    ("~word 4", "a feeling of the client, 1 to 5"),
    ("# text", "your own note, apart from the client's words"),
    (
        "+ text",
        "parked: a rabbit trail, or an idea before its time",
    ),
    (
        "!us text by friday",
        "a commitment: !us or !them, what, by when",
    ),
    ("/name", "a command"),
    ("\\", "before one of these: it means the character itself"),
];

/// The lines of help for what the user looks at.
pub fn lines(app: &App) -> Vec<HelpLine> {
    if let Some(brief) = app.help.as_ref().and_then(|h| h.brief.as_ref()) {
        return brief.clone();
    }
    let mut lines = Vec::new();
    let place = app.place();
    if let Some(live) = screen_live(app).filter(|l| l.closing().is_none())
        && let Some(step) = live.step()
    {
        heading(&mut lines, &format!("this step: {}", step.purpose));
        for trap in &step.traps {
            add(&mut lines, "trap", format!("{} → {}", trap.trap, trap.back));
        }
    }
    heading(&mut lines, "keys");
    keys(app, place, &mut lines);
    if matches!(place, Place::Talk) {
        heading(&mut lines, "what is typed begins with");
        for (key, text) in PREFIXES {
            add(&mut lines, key, text.to_owned());
        }
        heading(&mut lines, "commands");
        for (name, takes, does) in COMMANDS {
            add(
                &mut lines,
                format!("/{name} {takes}").trim(),
                (*does).to_owned(),
            );
        }
    }
    if matches!(place, Place::Library | Place::Find) {
        heading(&mut lines, "what can be asked for");
        for (key, text) in QUESTIONS {
            add(&mut lines, key, text.to_owned());
        }
    }
    heading(&mut lines, "everywhere");
    keys(app, Place::Anywhere, &mut lines);
    if has_input(place) && place != Place::Locked {
        heading(&mut lines, "editing");
        keys(app, Place::Input, &mut lines);
    }
    let wanted = app
        .help
        .as_ref()
        .map_or("", |h| h.filter.as_str())
        .to_lowercase();
    if !wanted.is_empty() {
        lines.retain(|l| {
            !l.key.is_empty()
                && (l.text.to_lowercase().contains(&wanted)
                    || l.key.to_lowercase().contains(&wanted))
        });
    }
    lines
}

fn keys(app: &App, place: Place, lines: &mut Vec<HelpLine>) {
    for (binding, keys) in app.setup.keymap.rows(place) {
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        add(lines, &keys.join(" "), binding.help.to_owned());
    }
}

fn heading(lines: &mut Vec<HelpLine>, text: &str) {
    add(lines, "", text.to_owned());
}

fn add(lines: &mut Vec<HelpLine>, key: &str, text: String) {
    lines.push(HelpLine {
        key: key.to_owned(),
        text,
    });
}
