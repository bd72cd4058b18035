//! Formats that other programs read: Markdown, an HTML page, JSON, CSV, a calendar; and pages to print. And sessions without
//! names, before any of them ([`redact`]).

mod calendar;
mod html;
mod json;
mod markdown;
pub mod pair;
pub mod redact;
mod rows;
#[cfg(test)]
pub(crate) mod tests;

pub use json::{FORMAT, schema};
pub use markdown::markdown;

use crate::session::Session;
use std::collections::BTreeSet;

/// A session that is to be exported.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The session.
    pub session: Session,
    /// What reading its file found, in words.
    pub problems: Vec<String>,
}

/// A form for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown: the transcripts, one after the other.
    Markdown,
    /// One page that holds all, with charts, and needs nothing else.
    Html,
    /// JSON, as the schema says.
    Json,
    /// A row for each entry that has words.
    Csv,
    /// What has a date: promises and reviews.
    Calendar,
}

impl Format {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Csv,
        Self::Calendar,
    ];

    /// How names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Calendar => "ics",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Calendar => "calendar",
        }
    }
}

/// Why something could not be put into a form. None of these comes of what somebody has said.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The page's template is wrong; a test holds that it is not.
    #[error("the page could not be made: {0}")]
    Page(#[from] minijinja::Error),
    /// A value does not fit into JSON.
    #[error("the JSON could not be made: {0}")]
    Json(#[from] serde_json::Error),
    /// A row does not fit into CSV.
    #[error("the rows could not be made: {0}")]
    Csv(String),
}

/// Puts sessions into a form, one after the other, so that a hundred thousand need no more memory than one.
#[derive(Debug)]
pub struct Exporter {
    format: Format,
    sessions: usize,
    redacted: bool,
    done: usize,
    things: usize,
    /// Of a calendar: only these entries.
    only: Option<BTreeSet<u32>>,
}

impl Exporter {
    /// For so many sessions.
    pub fn new(format: Format, sessions: usize, redacted: bool) -> Self {
        Self {
            format,
            sessions,
            redacted,
            done: 0,
            things: 0,
            only: None,
        }
    }

    /// How many rows or dates there were: what a file without is not worth writing for.
    pub fn things(&self) -> usize {
        self.things
    }

    /// The next session, with what stands before it.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub fn add(&mut self, item: &Exported) -> Result<String, ExportError> {
        let first = self.done == 0;
        self.done += 1;
        let (mut out, things) = match self.format {
            Format::Markdown => {
                let text = markdown(&item.session, &item.problems);
                (
                    if first {
                        text
                    } else {
                        format!("\n---\n\n{text}")
                    },
                    1,
                )
            }
            Format::Html => {
                let head = if first {
                    html::head(item, self.sessions, self.redacted)?
                } else {
                    String::new()
                };
                (head + &html::session(item, self.sessions)?, 1)
            }
            Format::Json => (json::session(item)?, 1),
            Format::Csv => rows::session(item)?,
            Format::Calendar => calendar::session(item, self.only.as_ref()),
        };
        self.things += things;
        match self.format {
            Format::Json if first => out.insert_str(0, &json::begin(self.redacted)),
            Format::Json => out.insert_str(0, ",\n"),
            Format::Csv if first => out.insert_str(0, &rows::header()?),
            Format::Calendar if first => out.insert_str(0, calendar::BEGIN),
            _ => {}
        }
        Ok(out)
    }

    /// As [`Self::add`], of a calendar: only what has these numbers.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub fn add_only(
        &mut self,
        item: &Exported,
        only: &BTreeSet<u32>,
    ) -> Result<String, ExportError> {
        self.only = Some(only.clone());
        let text = self.add(item);
        self.only = None;
        text
    }

    /// What stands behind the last one.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub fn end(&self) -> Result<String, ExportError> {
        let empty = self.done == 0;
        Ok(match self.format {
            Format::Html if !empty => html::foot()?,
            Format::Json => {
                let begin = if empty {
                    json::begin(self.redacted)
                } else {
                    String::new()
                };
                begin + "\n]}\n"
            }
            Format::Csv if empty => rows::header()?,
            Format::Calendar if !empty => calendar::END.to_owned(),
            _ => String::new(),
        })
    }
}

/// Whom a session is with, or what it was about.
fn who(session: &Session) -> &str {
    let head = session.head();
    if head.person.is_me() {
        &head.script.title
    } else {
        &head.person.name
    }
}
