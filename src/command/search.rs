//! Searching without a screen.

use super::arguments::Arguments;
use super::context::{index, library};
use super::doctor::{failed, refresh};
use super::{Fail, print, tell};
use crate::index::{Found, Hit, Index, Page, Query, QueryError, Reading, Refreshed};
use crate::session::{Mode, Viability};
use crate::store::Library;
use crate::terminal::Clock;
use crate::text::clean_line;
use crate::when;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::ops::ControlFlow;

/// Columns of a line that are shown around the first match.
const EXCERPT: usize = 100;
/// Hits that are taken at once where all are wanted: each is held with its words.
const AT_ONCE: usize = 1_000;

/// How the answer is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) json: bool,
    pub(super) exact: bool,
    pub(super) limit: usize,
}

/// What was asked, and what it is asked of, brought up to date.
pub(super) fn asked(arguments: &Arguments, text: &str) -> Result<(Query, Index, Library), Fail> {
    let query = meant(text)?;
    let library = library(arguments)?;
    let index = current(arguments, &library)?;
    Ok((query, index, library))
}

fn meant(text: &str) -> Result<Query, Fail> {
    let reading = Reading {
        today: Clock::start().now().at.date(),
        typing: false,
    };
    Query::parse(text, reading).map_err(|e| misread(text, &e))
}

/// The index of a library, as its files are.
fn current(arguments: &Arguments, library: &Library) -> Result<Index, Fail> {
    let index = index(arguments, library)?;
    if refresh(&index, library)? == Refreshed::Busy {
        tell("another mineral is still reading; the newest conversations may be missing");
    }
    Ok(index)
}

/// The ids of all that have just what was asked for, the newest first.
pub(super) fn ids(
    arguments: &Arguments,
    library: &Library,
    text: &str,
) -> Result<Vec<String>, Fail> {
    let query = meant(text)?;
    let index = current(arguments, library)?;
    let mut ids = Vec::new();
    loop {
        let page = Page {
            from: ids.len(),
            most: AT_ONCE,
            slips: false,
            ..Page::default()
        };
        let found = answer(&index, library, &query, page)?;
        if found.hits.is_empty() {
            return Ok(ids);
        }
        ids.extend(found.hits.into_iter().map(|hit| hit.row.id));
    }
}

/// Prints what was found, the newest first.
pub(super) fn search(arguments: &Arguments, text: &str, form: Form) -> Result<u8, Fail> {
    let (query, index, library) = asked(arguments, text)?;
    let page = Page {
        from: 0,
        most: form.limit,
        slips: !form.exact,
        ..Page::default()
    };
    let found = answer(&index, &library, &query, page)?;
    tell_of_unread(&index);
    let code = u8::from(found.total + found.near == 0);
    if form.json {
        // What comes from the command line is cleaned like all that comes from outside.
        let asked = clean_line(text);
        let answer = Answer::of(&asked, &found);
        let json = serde_json::to_string(&answer)
            .map_err(|e| Fail::broken(format!("the answer could not be written: {e}"), ""))?;
        print(&(json + "\n"))?;
        return Ok(code);
    }
    if code == 1 {
        return Err(Fail::not_found(
            format!("nothing was found for “{}”", clean_line(text)),
            "fewer words find more; word* finds all that begin so",
        ));
    }
    let mut out = String::new();
    for hit in &found.hits {
        out.push_str(&line(hit));
        out.push('\n');
    }
    print(&out)?;
    let more = (found.total + found.near).saturating_sub(found.hits.len());
    if more > 0 {
        tell(&format!(
            "{more} more; --limit {} shows them",
            found.total + found.near
        ));
    }
    Ok(code)
}

/// What is in them may be just what was asked for.
fn tell_of_unread(index: &Index) {
    let unread = index.unread().unwrap_or(0);
    if unread > 0 {
        let many = super::doctor::many(unread, "conversation", "conversations");
        tell(&format!(
            "{many} could not be read, so nothing is found there; `mineral doctor` says why"
        ));
    }
}

/// Prints the schema of what `--json` prints.
pub(super) fn schema() -> Result<u8, Fail> {
    let text = serde_json::to_string_pretty(&schemars::schema_for!(Answer))
        .map_err(|e| Fail::broken(format!("the schema could not be written: {e}"), ""))?;
    print(&(text + "\n"))
}

/// Asks; an index that turns out to be broken is made anew first.
fn answer(index: &Index, library: &Library, query: &Query, page: Page) -> Result<Found, Fail> {
    if let Ok(found) = index.search(query, page) {
        return Ok(found);
    }
    index
        .rebuild(library, &|_| ControlFlow::Continue(()))
        .map_err(|e| failed(&e))?;
    index.search(query, page).map_err(|e| failed(&e))
}

/// The query with a line under what is wrong.
fn misread(text: &str, error: &QueryError) -> Fail {
    let before = text.get(..error.span.start).unwrap_or_default();
    let wrong = text.get(error.span.clone()).unwrap_or_default();
    let under = "^".repeat(crate::text::width(&clean_line(wrong)).max(1));
    let gap = crate::text::width(&crate::text::clean_block(before));
    Fail::usage(
        format!(
            "{}\n  {}\n  {:gap$}{under}",
            error.what,
            crate::text::clean_block(text),
            ""
        ),
        error.mend.clone(),
    )
}

/// A hit as a line: when, who, which script, what, where.
fn line(hit: &Hit) -> String {
    let row = &hit.row;
    let mut out = row
        .began
        .map_or_else(|| "no date".to_owned(), |began| when::exact(began.date()));
    if let Some(person) = row.person.as_ref().filter(|p| !p.is_me()) {
        let _ = write!(out, "  {}", person.name);
        if let Some(organisation) = &person.organisation {
            let _ = write!(out, " ({organisation})");
        }
    }
    if !row.title.is_empty() {
        let _ = write!(out, "  {}", row.title);
    }
    if row.mode == Some(Mode::Practice) {
        out.push_str(" · practice");
    }
    if hit.near {
        out.push_str(" · near");
    }
    if let Some(why) = &row.broken {
        let _ = write!(out, "  cannot be read: {}", clean_line(why));
    }
    if let Some(said) = &hit.line {
        let (text, _) = hit.excerpt(EXCERPT);
        let _ = write!(out, "  “{text}”  {}:{}", row.id, said.n);
    } else {
        let _ = write!(out, "  {}", row.id);
    }
    out
}

/// What `mineral search --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "mineral search", deny_unknown_fields)]
struct Answer<'a> {
    /// What was asked for.
    query: &'a str,
    /// How many conversations have it as it was written.
    total: usize,
    /// How many more have it when slips are forgiven.
    near: usize,
    /// The newest of them, at most as many as --limit says.
    hits: Vec<One<'a>>,
}

/// A conversation that was found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct One<'a> {
    /// Its id.
    id: &'a str,
    /// When it began; null where its file cannot be read.
    began: Option<String>,
    /// live, practice or run; null as above.
    mode: Option<&'static str>,
    /// With whom; null as above.
    person: Option<Person<'a>>,
    /// The id of its script.
    script: &'a str,
    /// The title of its script.
    title: &'a str,
    /// Whether it was ended.
    closed: bool,
    /// yes, not-yet or no; null where it was not said.
    viability: Option<&'static str>,
    /// How many commitments are open.
    open: u32,
    /// Whether it was only found by forgiving a slip.
    near: bool,
    /// How many lines show what was asked for.
    lines: usize,
    /// The line that shows the most of it; null where none does, as when only a person or a date was asked for.
    line: Option<Line<'a>>,
    /// Why its file cannot be read; null where it can.
    broken: Option<&'a str>,
}

/// With whom.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Person<'a> {
    /// Their id; "me" for scripts about oneself.
    id: &'a str,
    /// Their name.
    name: &'a str,
    /// Where they work.
    organisation: Option<&'a str>,
}

/// A line.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Line<'a> {
    /// The number of its entry.
    n: u32,
    /// The id of its step; empty for the reason that a session was closed with.
    step: &'a str,
    /// answer, said, feeling, note, parked, commitment or reason.
    kind: &'static str,
    /// Its words, whole.
    text: &'a str,
    /// Where it shows what was asked for: from and to, in bytes of the text.
    matches: Vec<(usize, usize)>,
}

impl<'a> Answer<'a> {
    fn of(query: &'a str, found: &'a Found) -> Self {
        Self {
            query,
            total: found.total,
            near: found.near,
            hits: found.hits.iter().map(One::of).collect(),
        }
    }
}

impl<'a> One<'a> {
    fn of(hit: &'a Hit) -> Self {
        let row = &hit.row;
        Self {
            id: &row.id,
            began: row.began.map(|began| began.to_string()),
            mode: row.mode.map(|mode| match mode {
                Mode::Live => "live",
                Mode::Practice => "practice",
                Mode::Run => "run",
            }),
            person: row.person.as_ref().map(|person| Person {
                id: &person.id,
                name: &person.name,
                organisation: person.organisation.as_deref(),
            }),
            script: &row.script,
            title: &row.title,
            closed: row.closed,
            viability: row.viability.map(|viability| match viability {
                Viability::Yes => "yes",
                Viability::NotYet => "not-yet",
                Viability::No => "no",
            }),
            open: row.open,
            near: hit.near,
            lines: hit.lines.len(),
            line: hit.line.as_ref().map(|said| Line {
                n: said.n,
                step: &said.step,
                kind: said.kind(),
                text: &said.text,
                matches: hit.ranges.iter().map(|r| (r.start, r.end)).collect(),
            }),
            broken: row.broken.as_deref(),
        }
    }
}
