//! What people can define in files of their own, beside what is built in.

use crate::app::ScriptRow;
use crate::client::persona::{self, Persona, PersonaRow};
use crate::script::{self, Script, catalogue};
use crate::yaml::Report;
use serde_json::Value;
use std::fmt::Debug;

/// A sort of thing that is built in, and that people write files for, too. Catalogue, folder and commands work on any.
pub trait Definition: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// What lists show of it, without its text.
    type Row: Clone + Debug + PartialEq + Eq + Send + Sync + 'static;

    /// What it is called, such as "script". With an `s` behind it, it is several; it is a command, too.
    const THING: &'static str;

    /// Reads a text; `name` is the file's name for the report.
    ///
    /// # Errors
    /// Everything that is wrong.
    fn read(name: &str, text: &str) -> Result<Self, Report>;

    /// Everything that is wrong in a text, and what could be better.
    fn check(name: &str, text: &str) -> Report;

    /// What lists show of it.
    fn row(&self) -> Self::Row;

    /// The id in a row.
    fn id(row: &Self::Row) -> &str;

    /// What is built in, in its order, each with its text. None of the texts is read for it.
    fn builtin() -> impl Iterator<Item = (Self::Row, &'static str)>;

    /// The beginning of one's own with this id.
    fn template(id: &str) -> String;

    /// The JSON Schema of the file.
    fn schema() -> Value;
}

impl Definition for Script {
    type Row = ScriptRow;

    const THING: &'static str = "script";

    fn read(name: &str, text: &str) -> Result<Self, Report> {
        script::read(name, text)
    }

    fn check(name: &str, text: &str) -> Report {
        script::check(name, text)
    }

    fn row(&self) -> ScriptRow {
        ScriptRow {
            id: self.id.clone(),
            title: self.title.clone(),
            kind: self.kind,
            moment: self.moment,
            with: self.with,
            streak: self.streak,
        }
    }

    fn id(row: &ScriptRow) -> &str {
        &row.id
    }

    fn builtin() -> impl Iterator<Item = (ScriptRow, &'static str)> {
        catalogue::BUILTIN.iter().map(|builtin| {
            let row = ScriptRow {
                id: builtin.id.to_owned(),
                title: builtin.title.to_owned(),
                kind: builtin.kind,
                moment: builtin.moment,
                with: builtin.with,
                streak: builtin.streak,
            };
            (row, builtin.text)
        })
    }

    fn template(id: &str) -> String {
        script::template(id)
    }

    fn schema() -> Value {
        script::schema()
    }
}

impl Definition for Persona {
    type Row = PersonaRow;

    const THING: &'static str = "persona";

    fn read(name: &str, text: &str) -> Result<Self, Report> {
        persona::read(name, text)
    }

    fn check(name: &str, text: &str) -> Report {
        persona::check(name, text)
    }

    fn row(&self) -> PersonaRow {
        PersonaRow::of(self)
    }

    fn id(row: &PersonaRow) -> &str {
        &row.id
    }

    fn builtin() -> impl Iterator<Item = (PersonaRow, &'static str)> {
        persona::BUILTIN.iter().map(|b| (b.row(), b.text))
    }

    fn template(id: &str) -> String {
        persona::template(id)
    }

    fn schema() -> Value {
        persona::schema()
    }
}
