//! Narrowing the list down without knowing how a query is written: fields, what they can be, and filters that were saved.

use super::super::editor::Editor;
use super::super::event::{Effect, Now};
use super::super::key::Key;
use super::super::keymap::Action;
use super::super::talk::{Edit, edit};
use super::super::{App, Screen};
use super::{Choice, Doing, Field, Filter, Library, Wish};
use crate::text::folded;
use crate::when;
use jiff::civil::Date;
use std::ops::Range;

impl Field {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Person,
        Self::Organisation,
        Self::When,
        Self::Feeling,
        Self::Open,
        Self::Viability,
        Self::Ended,
        Self::Step,
        Self::Script,
        Self::Mode,
    ];

    /// Its name and what it is.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Person => ("person", "whom it was with"),
            Self::Organisation => ("organisation", "where they work"),
            Self::When => ("when", "days, in plain words"),
            Self::Feeling => ("feeling", "one that was kept"),
            Self::Open => ("open", "something promised is open"),
            Self::Viability => ("viability", "an opportunity, not yet, or none"),
            Self::Ended => ("ended", "won, lost, walked away"),
            Self::Step => (
                "step",
                "something was kept in it; words are looked for there",
            ),
            Self::Script => ("script", "what was run"),
            Self::Mode => ("mode", "live, practice, by yourself"),
        }
    }

    /// How it is written before a colon.
    fn prefixes(self) -> &'static [&'static str] {
        match self {
            Self::Person => &["person"],
            Self::Organisation => &["org", "organisation", "organization"],
            Self::When => &["since", "on", "before", "after"],
            Self::Feeling => &["feeling"],
            Self::Open => &["has"],
            Self::Viability => &["viability"],
            Self::Ended => &["ended"],
            Self::Step => &["step"],
            Self::Script => &["script"],
            Self::Mode => &["mode"],
        }
    }
}

/// The chooser.
#[derive(Debug, Clone, Default)]
pub struct Chooser {
    /// What was typed to narrow the choice itself down.
    pub input: Editor,
    /// The field whose values are chosen from; without one, the fields and the saved filters are.
    pub field: Option<Field>,
    /// The chosen row.
    pub at: usize,
    choices: Option<Vec<Choice>>,
}

/// A row of the chooser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChooserRow {
    /// A saved filter.
    Saved(Filter),
    /// A field.
    Field(Field),
    /// A value.
    Choice(Choice),
}

impl Chooser {
    /// Whether the values are still being looked for.
    pub fn is_waiting(&self) -> bool {
        self.field.is_some_and(|f| f != Field::When) && self.choices.is_none()
    }

    pub(super) fn take(&mut self, field: Field, choices: Vec<Choice>) {
        if self.field == Some(field) {
            self.choices = Some(choices);
        }
    }

    pub(super) fn typed<T>(&mut self, change: impl FnOnce(&mut Editor) -> T) -> T {
        self.at = 0;
        change(&mut self.input)
    }

    /// What can be chosen from, narrowed down by what was typed.
    pub fn rows(&self, filters: &[Filter], today: Date) -> Vec<ChooserRow> {
        let wanted = folded(self.input.text());
        let fits = |words: &str| wanted.split(' ').all(|w| folded(words).contains(w));
        match self.field {
            None => {
                let saved = filters.iter().filter(|f| fits(&f.name)).cloned();
                let fields = Field::ALL.into_iter();
                let fields = fields.filter(|f| fits(&format!("{} {}", f.words().0, f.words().1)));
                saved
                    .map(ChooserRow::Saved)
                    .chain(fields.map(ChooserRow::Field))
                    .collect()
            }
            Some(Field::When) => stretches(self.input.text(), today)
                .into_iter()
                .map(ChooserRow::Choice)
                .collect(),
            Some(_) => {
                let choices = self.choices.iter().flatten();
                choices
                    .filter(|c| fits(&c.words))
                    .cloned()
                    .map(ChooserRow::Choice)
                    .collect()
            }
        }
    }
}

/// Days in plain words: what was typed, or what people ask for most.
fn stretches(typed: &str, today: Date) -> Vec<Choice> {
    let said = typed.trim();
    let choice = |prefix: &str, said: &str| {
        let days = when::past(said, today)?;
        let shown = |date: &Date| when::exact(*date);
        let which = match prefix {
            "since" => format!("from {} on", shown(days.start())),
            "before" => format!("until {}", shown(&days.start().yesterday().ok()?)),
            _ if days.start() == days.end() => shown(days.start()),
            _ => format!("{} to {}", shown(days.start()), shown(days.end())),
        };
        Some(Choice {
            words: format!("{prefix} {said} · {which}"),
            query: format!("{prefix}:{}", quoted(said)),
            many: None,
        })
    };
    if said.is_empty() {
        const USUAL: [(&str, &str); 9] = [
            ("on", "today"),
            ("on", "yesterday"),
            ("on", "this week"),
            ("on", "last week"),
            ("on", "this month"),
            ("on", "last month"),
            ("on", "this quarter"),
            ("on", "last quarter"),
            ("on", "this year"),
        ];
        return USUAL.iter().filter_map(|(p, s)| choice(p, s)).collect();
    }
    ["on", "since", "before"]
        .iter()
        .filter_map(|prefix| choice(prefix, said))
        .collect()
}

/// As a value stands behind a colon.
pub(in super::super) fn quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || c == '-');
    if plain && !value.is_empty() {
        value.to_owned()
    } else {
        // A quote inside would end it; it is no part of a word.
        format!("\"{}\"", value.replace(['"', '“', '”', '„'], " "))
    }
}

/// The pieces of a query: split at spaces that stand in no quotes.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut begin = None;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        if matches!(c, '"' | '“' | '”' | '„') {
            inside = !inside;
        }
        match begin {
            None if !c.is_whitespace() => begin = Some(at),
            Some(from) if c.is_whitespace() && !inside => {
                out.push(from..at);
                begin = None;
            }
            _ => {}
        }
    }
    out.extend(begin.map(|from| from..text.len()));
    out
}

/// The query with something else asked for in a field.
fn narrowed(text: &str, field: Field, query: &str) -> String {
    let is_of_field = |piece: &&str| {
        let name = piece
            .split_once(':')
            .map(|(name, _)| name.to_ascii_lowercase());
        name.is_some_and(|name| field.prefixes().contains(&name.as_str()))
    };
    let all = pieces(text);
    let others = all
        .iter()
        .filter_map(|range| text.get(range.clone()))
        .filter(|piece| !is_of_field(piece));
    let mut parts: Vec<&str> = others.collect();
    parts.push(query);
    parts.join(" ")
}

impl App {
    pub(super) fn open_chooser(&mut self) -> Vec<Effect> {
        if let Screen::Library(library) = &mut self.screen {
            library.doing = Some(Doing::Filter(Box::default()));
        }
        Vec::new()
    }

    pub(super) fn filter_key(
        &mut self,
        action: Option<Action>,
        editing: Option<Action>,
        key: Key,
        now: Now,
    ) -> Vec<Effect> {
        let rows = self.rows;
        let today = now.at.date();
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        let Library {
            doing: Some(Doing::Filter(chooser)),
            filters,
            ..
        } = &mut **library
        else {
            return Vec::new();
        };
        let all = chooser.rows(filters, today);
        match action {
            Some(Action::Back) if chooser.field.is_some() => **chooser = Chooser::default(),
            Some(Action::Back) => library.doing = None,
            Some(Action::Keep) => {
                if let Some(row) = all.into_iter().nth(chooser.at) {
                    return library.choose(row);
                }
            }
            Some(Action::Delete) => {
                if let Some(ChooserRow::Saved(filter)) = all.into_iter().nth(chooser.at) {
                    let name = filter.name.clone();
                    let words = format!("“{name}” is forgotten · u in the list brings it back");
                    self.message = Some(words);
                    library.forgotten = Some(filter);
                    return vec![Effect::Library(Wish::DropFilter(name))];
                }
                self.message = Some("only a saved filter can be deleted".to_owned());
            }
            Some(action) => {
                let last = all.len().saturating_sub(1);
                chooser.at = super::super::home::moved(chooser.at, last, action, rows);
            }
            None if editing == Some(Action::Newline) => {}
            None => {
                let before = chooser.input.text().to_owned();
                if !matches!(edit(&mut chooser.input, editing, key), Edit::Nothing)
                    && chooser.input.text() != before
                {
                    chooser.at = 0;
                }
            }
        }
        Vec::new()
    }
}

impl Library {
    fn choose(&mut self, row: ChooserRow) -> Vec<Effect> {
        match row {
            ChooserRow::Saved(filter) => {
                self.doing = None;
                self.sort = filter.sort;
                self.ask_for(filter.query)
            }
            // There is but one thing to choose.
            ChooserRow::Field(Field::Open) => {
                self.doing = None;
                let text = narrowed(self.input.text(), Field::Open, "has:open");
                self.ask_for(text)
            }
            ChooserRow::Field(field) => {
                self.doing = Some(Doing::Filter(Box::new(Chooser {
                    field: Some(field),
                    ..Chooser::default()
                })));
                if field == Field::When {
                    return Vec::new();
                }
                vec![Effect::Library(Wish::Choices(field))]
            }
            ChooserRow::Choice(choice) => {
                let field = match self.doing.take() {
                    Some(Doing::Filter(chooser)) => chooser.field,
                    _ => None,
                };
                let Some(field) = field else {
                    return Vec::new();
                };
                let text = narrowed(self.input.text(), field, &choice.query);
                self.ask_for(text)
            }
        }
    }

    fn ask_for(&mut self, text: String) -> Vec<Effect> {
        (self.typing, self.goes_on) = (false, false);
        self.input.replace(text);
        self.ask_anew()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_field_stands_in_a_query_once() {
        let cases = [
            ("", Field::Person, "person:ana", "person:ana"),
            (
                "worried person:tom \"month end\"",
                Field::Person,
                "person:ana",
                "worried \"month end\" person:ana",
            ),
            (
                "person:\"tom berg\" x",
                Field::Person,
                "person:ana",
                "x person:ana",
            ),
            (
                "since:monday -before:2026",
                Field::When,
                "on:\"last week\"",
                "-before:2026 on:\"last week\"",
            ),
            (
                "\"person: not closed",
                Field::Mode,
                "mode:live",
                "\"person: not closed mode:live",
            ),
        ];
        for (text, field, query, wanted) in cases {
            assert_eq!(narrowed(text, field, query), wanted, "{text}");
        }
    }

    #[test]
    fn values_are_quoted_where_they_have_to_be() {
        let cases = [
            ("ana", "ana"),
            ("ana ruiz", "\"ana ruiz\""),
            ("a\"b", "\"a b\""),
            ("", "\"\""),
            ("not-yet", "not-yet"),
        ];
        for (value, wanted) in cases {
            assert_eq!(quoted(value), wanted);
        }
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        let today = date(2026, 11, 21);
        let words = |typed: &str| -> Vec<String> {
            stretches(typed, today)
                .into_iter()
                .map(|c| c.words)
                .collect()
        };
        assert_eq!(
            words("last month")[0],
            "on last month · Thu 1 Oct 2026 to Sat 31 Oct 2026"
        );
        assert_eq!(
            words("last month")[1],
            "since last month · from Thu 1 Oct 2026 on"
        );
        assert_eq!(
            words("last month")[2],
            "before last month · until Wed 30 Sep 2026"
        );
        assert_eq!(words("never ever"), Vec::<String>::new());
        assert_eq!(words("").len(), 9);
    }
}
