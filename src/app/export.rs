//! Exporting from a transcript: the form in one row, with names or without; what is replaced is shown before anything is written.

use super::key::Key;
use super::keymap::{Action, Place};
use super::read::Asked;
use super::{App, Effect, LedgerEffect, Screen};
use crate::export::Format;
use crate::export::redact::Replaced;

/// A form is being chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exporting {
    /// Whether names are taken out.
    pub redacted: bool,
    /// What is replaced, a line each, once it is known.
    pub replaced: Option<Vec<String>>,
    /// The first line of the list that is seen.
    pub top: usize,
}

impl Exporting {
    /// What stands above the forms.
    pub fn says(&self) -> String {
        match (&self.replaced, self.redacted) {
            (_, false) => "export as … · with all names".to_owned(),
            (None, true) => "export as … · redacted".to_owned(),
            (Some(all), true) if all.is_empty() => {
                "export as … · redacted: nothing was found to replace".to_owned()
            }
            (Some(_), true) => "export as … · redacted: this is replaced".to_owned(),
        }
    }

    /// The list, while it is to be seen.
    pub fn list(&self) -> Option<&[String]> {
        self.replaced
            .as_deref()
            .filter(|all| self.redacted && !all.is_empty())
    }
}

/// A row of the list of what is replaced: `Person 1  Ana Ruiz, Ana · 3 times`.
pub fn row(replaced: &Replaced) -> String {
    let times = match replaced.times {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    };
    format!(
        "{}  {} · {times}",
        replaced.placeholder,
        replaced.was.join(", ")
    )
}

/// The form that a key chooses.
fn format(action: Action) -> Option<Format> {
    Some(match action {
        Action::AsMarkdown => Format::Markdown,
        Action::AsHtml => Format::Html,
        Action::AsJson => Format::Json,
        Action::AsCsv => Format::Csv,
        Action::AsCalendar => Format::Calendar,
        _ => return None,
    })
}

/// What is exported.
enum Of {
    /// A session, by its id.
    Session(String),
    /// All sessions with a person, by their id.
    Person(String),
}

impl Of {
    fn replacing(self) -> Effect {
        match self {
            Self::Session(id) => Effect::Replacing(id),
            Self::Person(id) => Effect::Ledger(LedgerEffect::ReplacingPerson(id)),
        }
    }

    fn export(self, format: Format, redact: bool) -> Effect {
        match self {
            Self::Session(id) => Effect::Export { id, format, redact },
            Self::Person(id) => Effect::Ledger(LedgerEffect::ExportPerson { id, format, redact }),
        }
    }
}

/// What a key has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Nothing yet.
    Nothing,
    /// It has to be found out what redaction replaces.
    Replacing,
    /// No export.
    Back,
    /// This form, and whether names are taken out.
    Write(Format, bool),
}

/// A key while the form is chosen, on a screen of so many rows.
pub(super) fn exporting_key(
    exporting: &mut Exporting,
    action: Option<Action>,
    rows: usize,
) -> Chosen {
    let list = exporting.list().map_or(0, <[String]>::len);
    let lowest = list.saturating_sub(rows.saturating_sub(4).max(1));
    match action {
        Some(Action::Redact) => {
            exporting.redacted = !exporting.redacted;
            exporting.top = 0;
            if exporting.redacted && exporting.replaced.is_none() {
                return Chosen::Replacing;
            }
        }
        Some(Action::Up) => exporting.top = exporting.top.saturating_sub(1),
        Some(Action::Down) => exporting.top = (exporting.top + 1).min(lowest),
        Some(Action::Back) => return Chosen::Back,
        Some(action) => {
            if let Some(format) = format(action) {
                return Chosen::Write(format, exporting.redacted);
            }
        }
        None => {}
    }
    Chosen::Nothing
}

impl App {
    /// What is exported from here, and its form while that is chosen.
    fn exporting(&mut self) -> Option<(Of, &mut Option<Exporting>)> {
        match &mut self.screen {
            Screen::Read(read) => {
                let id = read.session()?.to_owned();
                Some((Of::Session(id), &mut read.exporting))
            }
            Screen::Ledger(ledger) => {
                let (id, exporting) = ledger.exporting()?;
                Some((Of::Person(id), exporting))
            }
            _ => None,
        }
    }

    pub(super) fn read_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let editing = self.setup.keymap.action(Place::Input, key);
        let over_debrief = matches!(self.under(), Some(Screen::Debrief(_)));
        let Screen::Read(read) = &mut self.screen else {
            return Vec::new();
        };
        self.message = None;
        match read.key(action, editing, key) {
            Asked::Nothing => Vec::new(),
            Asked::Export => vec![read.export()],
            // A role sheet is Markdown, and no conversation that could be deleted.
            Asked::ExportAs if read.session().is_none() => vec![read.export()],
            Asked::ExportAs => {
                read.exporting = Some(Exporting::default());
                Vec::new()
            }
            Asked::Delete => {
                self.deleting = read.session().map(str::to_owned);
                if self.deleting.is_none() {
                    self.message = Some("only a saved conversation can be deleted".to_owned());
                }
                Vec::new()
            }
            Asked::Debrief if over_debrief => self.go_back(),
            Asked::HowEnded => {
                match read.session().map(str::to_owned) {
                    Some(id) => self.ask_ending(&id),
                    None => self.message = Some("a role sheet has no end".to_owned()),
                }
                Vec::new()
            }
            Asked::Debrief => match read.session() {
                Some(id) => vec![Effect::Debrief(id.to_owned())],
                None => Vec::new(),
            },
            Asked::Back => match read.sheet_of().map(|of| of.persona.clone()) {
                // Another client may be played next.
                Some(persona) => self.choose_client_after(&persona),
                None => self.go_back(),
            },
        }
    }

    pub(super) fn export_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = usize::from(self.size().1);
        let Some((of, place)) = self.exporting() else {
            return Vec::new();
        };
        let Some(exporting) = place else {
            return Vec::new();
        };
        match exporting_key(exporting, action, rows) {
            Chosen::Nothing => {}
            Chosen::Replacing => return vec![of.replacing()],
            Chosen::Back => *place = None,
            Chosen::Write(format, redact) => {
                *place = None;
                return vec![of.export(format, redact)];
            }
        }
        Vec::new()
    }

    /// What redaction replaces has been found.
    pub(super) fn replacing(&mut self, replaced: &[Replaced]) {
        if let Some((_, Some(exporting))) = self.exporting() {
            exporting.replaced = Some(replaced.iter().map(row).collect());
        }
    }
}
