//! Completion and the hint line while a prefix is being typed.

use super::Live;
use super::commands::COMMANDS;
use crate::app::event::Now;
use crate::app::typed::{self, Typed};
use crate::listen::parse_feeling;
use crate::script::{AnswerKind, catalogue};
use crate::session::Owner;
use crate::when;

/// What the input could become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The choices, best first: what is shown, and the whole input that it leads to.
    pub choices: Vec<(String, String)>,
    /// The chosen one.
    pub at: usize,
}

/// What the hint below every question ends with.
pub const LEAVES_OPEN: &str = " · empty leaves it open";

/// How many choices are shown; more cannot be taken in while somebody talks.
const MOST: usize = 6;

impl Live {
    /// What the hint line says about what is being typed.
    pub fn hint(&self, now: Now) -> Option<String> {
        let text = self.editor.text();
        if let Some(closing) = &self.closing {
            return closing.hint(self, text, now);
        }
        if text.is_empty() {
            let question = self.asked_question().map(super::answer::hint);
            return question.map(|hint| {
                if hint.is_empty() {
                    "empty leaves it open".to_owned()
                } else {
                    hint + LEAVES_OPEN
                }
            });
        }
        if !text.starts_with(typed::PREFIXES) {
            return None;
        }
        Some(match typed::read(text, now.at.date()) {
            Typed::Unfinished('~') => "~ a feeling and how strong: ~worn down 4".to_owned(),
            Typed::Unfinished('#') => "# your own note, apart from the client's words".to_owned(),
            Typed::Unfinished('+') => {
                "+ parked: a rabbit trail, or an idea before its time".to_owned()
            }
            Typed::Unfinished('!') => "! a commitment: !us or !them, what, by when".to_owned(),
            Typed::Unfinished(_) => "/ a command".to_owned(),
            Typed::Feeling {
                word,
                intensity,
                listed,
                out_of_range,
            } => describe_feeling(&word, intensity, listed, out_of_range),
            Typed::Note(_) => "your own note".to_owned(),
            Typed::Parked(_) => "parked until its time".to_owned(),
            Typed::Commitment { owner, due, .. } => {
                describe_commitment(owner, due.map(|(date, _)| date), now)
            }
            Typed::Command(name, _) => COMMANDS
                .iter()
                .find(|(command, _, _)| *command == name)
                .map_or_else(
                    || "no such command yet".to_owned(),
                    |(_, _, does)| (*does).to_owned(),
                ),
            Typed::Nothing | Typed::Answer(_) => return None,
        })
    }

    pub(super) fn recomplete(&mut self, now: Now) {
        let text = self.editor.text();
        let choices = if self.editor.cursor() < text.len() {
            Vec::new()
        } else if let Some(closing) = &self.closing {
            closing.choices(text)
        } else {
            self.choices(text, now)
        };
        let already = choices
            .first()
            .is_some_and(|(_, leads_to)| leads_to.trim_end() == text.trim_end());
        self.completion =
            (!choices.is_empty() && !already).then_some(Completion { choices, at: 0 });
    }

    fn choices(&self, text: &str, now: Now) -> Vec<(String, String)> {
        if let Some(typed) = text.strip_prefix('~') {
            return Self::feeling_choices(typed.trim_start(), "~");
        }
        if let Some(typed) = text.strip_prefix('/') {
            return self.command_choices(typed);
        }
        if let Some(typed) = text.strip_prefix('!') {
            return commitment_choices(typed, now);
        }
        match self.asked_question().map(|q| &q.answer) {
            Some(AnswerKind::Feeling) => Self::feeling_choices(text, ""),
            Some(kind) if !text.is_empty() => named("", text, kind.options().into_iter()),
            _ => Vec::new(),
        }
    }

    pub(super) fn feeling_choices(typed: &str, prefix: &str) -> Vec<(String, String)> {
        let parsed = parse_feeling(typed);
        if parsed.word.is_empty() || parsed.intensity.is_some() || parsed.out_of_range {
            return Vec::new();
        }
        catalogue::vocabulary()
            .complete(&parsed.word, MOST)
            .into_iter()
            .map(|w| (w.word.clone(), format!("{prefix}{} ", w.word)))
            .collect()
    }

    fn command_choices(&self, typed: &str) -> Vec<(String, String)> {
        if let Some(beginning) = typed.strip_prefix("step ") {
            let ids = self.session.script().steps.iter().map(|s| s.id.as_str());
            return named("/step ", beginning, ids);
        }
        if let Some(beginning) = typed.strip_prefix("known ") {
            let ids = self
                .step()
                .into_iter()
                .flat_map(|s| &s.known)
                .map(|k| k.id.as_str());
            return named("/known ", beginning, ids);
        }
        COMMANDS
            .iter()
            .filter(|(name, _, _)| name.starts_with(typed))
            .map(|(name, takes, _)| {
                let behind = if takes.is_empty() { "" } else { " " };
                (format!("/{name}"), format!("/{name}{behind}"))
            })
            .collect()
    }

    /// Closes the completion. Returns whether one was open.
    pub fn close_completion(&mut self) -> bool {
        self.completion.take().is_some()
    }

    /// Completes the input with the chosen choice. Returns whether there was one.
    pub fn accept_completion(&mut self) -> bool {
        let Some(open) = self.completion.take() else {
            return false;
        };
        let Some((_, leads_to)) = open.choices.into_iter().nth(open.at) else {
            return false;
        };
        self.editor.replace(leads_to);
        true
    }

    /// Chooses the next or the previous choice. Returns whether a completion is open.
    pub fn choose(&mut self, down: bool) -> bool {
        let Some(open) = &mut self.completion else {
            return false;
        };
        let count = open.choices.len().max(1);
        open.at = if down {
            open.at + 1
        } else {
            open.at + count - 1
        } % count;
        true
    }
}

fn named<'a>(
    before: &str,
    beginning: &str,
    ids: impl Iterator<Item = &'a str>,
) -> Vec<(String, String)> {
    ids.filter(|id| id.starts_with(beginning))
        .map(|id| (id.to_owned(), format!("{before}{id}")))
        .collect()
}

fn commitment_choices(typed: &str, now: Now) -> Vec<(String, String)> {
    const OWNERS: [&str; 2] = ["us", "them"];
    if !typed.contains(' ') {
        return OWNERS
            .iter()
            .filter(|o| o.starts_with(typed))
            .map(|o| (format!("!{o}"), format!("!{o} ")))
            .collect();
    }
    // "… by fr" completes to a date.
    let Some((before, beginning)) = typed.rsplit_once(" by ") else {
        return Vec::new();
    };
    let known = when::find(beginning, now.at.date()).is_some();
    if beginning.is_empty() || known {
        return Vec::new();
    }
    let beginning = beginning.to_lowercase();
    when::suggestions()
        .iter()
        .filter(|s| s.starts_with(&beginning))
        .take(MOST)
        .map(|s| ((*s).to_owned(), format!("!{before} by {s}")))
        .collect()
}

fn describe_feeling(word: &str, intensity: Option<u8>, listed: bool, out_of_range: bool) -> String {
    let own = if listed {
        ""
    } else {
        " · not in the vocabulary: kept as their own word"
    };
    match intensity {
        _ if out_of_range => format!("{word} · how strong: 1 to 5{own}"),
        Some(i) => format!("{word} · {i} of 5{own}"),
        None => format!("{word} · add 1 to 5 for how strong{own}"),
    }
}

pub(super) fn describe_commitment(
    owner: Option<Owner>,
    due: Option<jiff::civil::Date>,
    now: Now,
) -> String {
    let who = match owner {
        Some(Owner::Us) => "we do it",
        Some(Owner::Them) => "they do it",
        None => "kept as ours; !them for theirs",
    };
    match due {
        Some(date) => {
            let spoken = when::spoken(date, now.at.date());
            format!("{who} · by {spoken}, {}", when::exact(date))
        }
        None => format!("{who} · no date yet: by friday, by 3 dec"),
    }
}
