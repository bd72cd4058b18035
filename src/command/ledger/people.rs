//! People: who they are, what is known of them, what to read before a call.

use super::super::arguments::Arguments;
use super::super::context::has_screen;
use super::super::{Fail, print};
use super::arguments::{BriefFormat, BriefOptions, PersonCommand, Whom};
use super::shown::shortest;
use super::{desk, digests_with, each_digest, json, look, look_in, today};
use crate::app::ledger::View;
use crate::desk::Desk;
use crate::ledger::{self, Brief, Page};
use crate::session::{Person, PersonRef};
use crate::store::{People, TakenBack};
use crate::terminal::Clock;
use crate::text::clean_line;
use crate::when::spoken;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write as _;

/// What can be done with people.
pub(in crate::command) fn person(
    arguments: &Arguments,
    command: Option<&PersonCommand>,
) -> Result<u8, Fail> {
    if command.is_none() && has_screen(arguments) {
        return look(arguments, View::People);
    }
    let desk = desk(arguments)?;
    let Some(command) = command else {
        return list(&desk, false);
    };
    match command {
        PersonCommand::Show { whom, json: false } if has_screen(arguments) => {
            let person = known(&desk, whom)?;
            look_in(arguments, &desk, View::Person(person.id))
        }
        PersonCommand::List { json } => list(&desk, *json),
        PersonCommand::Show { whom, json } => show(&desk, whom, *json),
        PersonCommand::Rename { whom, to } => rename(&desk, whom, to),
        PersonCommand::Merge {
            whom,
            into,
            into_org,
        } => {
            let into = Whom {
                name: into.clone(),
                org: into_org.clone(),
            };
            merge(&desk, whom, &into)
        }
        PersonCommand::Undo => undo(&desk),
        PersonCommand::Erase(options) => super::erase::erase(arguments, &desk, options),
    }
}

/// What to read before a call.
pub(in crate::command) fn brief(arguments: &Arguments, options: &BriefOptions) -> Result<u8, Fail> {
    let desk = desk(arguments)?;
    let person = known(&desk, &options.whom)?;
    if options.format.is_none() && has_screen(arguments) {
        return look_in(arguments, &desk, View::Brief(person.id));
    }
    let found = digests_with(&desk, &person.id)?;
    let brief = Brief::of(&PersonRef::from(&person), &found.all, today());
    let lines = brief.lines();
    print(&match options.format {
        Some(BriefFormat::Plain) | None => ledger::plain(&lines),
        Some(BriefFormat::Md) => ledger::markdown(&lines),
    })
}

/// Who is meant. Whoever is known from sessions alone, since the file of the people is lost, is looked for there.
fn known(desk: &Desk, whom: &Whom) -> Result<Person, Fail> {
    let people = desk.shelf().library().people();
    let people = people.map_err(crate::desk::DeskError::from)?;
    if people.meant(&clean_line(&whom.name), None).is_empty() {
        return meant(desk, &each_digest(desk, |_| {})?.people, whom);
    }
    meant(desk, &people, whom)
}

pub(super) fn meant(desk: &Desk, people: &People, whom: &Whom) -> Result<Person, Fail> {
    let name = clean_line(&whom.name);
    if name.is_empty() {
        let hint = "`mineral person list` lists everybody";
        return Err(Fail::usage("a name is needed", hint));
    }
    let org = whom.org.as_deref().map(clean_line);
    Ok(desk.shelf().person(people, &name, org.as_deref())?)
}

/// A person in a list.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    organisation: Option<&'a str>,
    other_names: &'a [String],
    conversations: usize,
    last: Option<Date>,
}

fn list(desk: &Desk, as_json: bool) -> Result<u8, Fail> {
    let mut met = HashMap::new();
    let found = each_digest(desk, |d| {
        if d.is_conversation() {
            let (many, last) = met.entry(d.person.id.clone()).or_insert((0, None));
            *many += 1;
            *last = (*last).max(Some(d.day()));
        }
    })?;
    let about = |p| about(p, &met);
    let listed: Vec<Listed<'_>> = found.people.all.iter().map(about).collect();
    if as_json {
        return json(&listed);
    }
    let today = today();
    let short = shortest(listed.iter().map(|p| p.id));
    let mut out = String::new();
    for person in &listed {
        out.push_str(person.name);
        if let Some(organisation) = person.organisation {
            let _ = write!(out, " · {organisation}");
        }
        let _ = match (person.conversations, person.last) {
            (0, _) | (_, None) => write!(out, " · no conversation yet"),
            (1, Some(last)) => write!(out, " · 1 conversation, {}", spoken(last, today)),
            (n, Some(last)) => {
                write!(
                    out,
                    " · {n} conversations, the last {}",
                    spoken(last, today)
                )
            }
        };
        if !person.other_names.is_empty() {
            let _ = write!(out, " · also {}", person.other_names.join(", "));
        }
        let _ = writeln!(out, " · {}", short.get(person.id).unwrap_or(&person.id));
    }
    print(&out)
}

fn about<'a>(person: &'a Person, met: &HashMap<String, (usize, Option<Date>)>) -> Listed<'a> {
    let (conversations, last) = met.get(&person.id).copied().unwrap_or_default();
    Listed {
        id: &person.id,
        name: &person.name,
        organisation: person.organisation.as_deref(),
        other_names: &person.other_names,
        conversations,
        last,
    }
}

fn show(desk: &Desk, whom: &Whom, as_json: bool) -> Result<u8, Fail> {
    let person = known(desk, whom)?;
    let found = digests_with(desk, &person.id)?;
    let page = Page::of(&PersonRef::from(&person), &found.all);
    if as_json {
        return json(&page);
    }
    print(&ledger::plain(&page.lines(today())))
}

fn rename(desk: &Desk, whom: &Whom, to: &str) -> Result<u8, Fail> {
    let library = desk.shelf().library().clone();
    let person = meant(
        desk,
        &library.people().map_err(crate::desk::DeskError::from)?,
        whom,
    )?;
    let at = Clock::start().now().at;
    let was = library
        .rename_person(&person.id, to, at)
        .map_err(crate::desk::DeskError::from)?;
    let to = clean_line(to);
    let mut out = format!("{} is called {to} now; both names find them\n", was.name);
    let people = library.people().map_err(crate::desk::DeskError::from)?;
    if people.matching(&to, None).len() > 1 {
        let _ = writeln!(
            out,
            "somebody else is called {to}, too: they stay apart · `mineral person merge` makes them one"
        );
    }
    print(&out)
}

fn merge(desk: &Desk, whom: &Whom, into: &Whom) -> Result<u8, Fail> {
    let library = desk.shelf().library().clone();
    let people = library.people().map_err(crate::desk::DeskError::from)?;
    let (one, other) = (meant(desk, &people, whom)?, meant(desk, &people, into)?);
    library
        .merge_people(&one.id, &other.id, Clock::start().now().at)
        .map_err(crate::desk::DeskError::from)?;
    print(&format!(
        "{} is {} now, with all conversations · `mineral person undo` makes them two again\n",
        full(&one),
        full(&other)
    ))
}

fn undo(desk: &Desk) -> Result<u8, Fail> {
    let library = desk.shelf().library().clone();
    let undone = library
        .undo_people(Clock::start().now().at)
        .map_err(crate::desk::DeskError::from)?;
    let people = library.people().map_err(crate::desk::DeskError::from)?;
    let called = |id: &str| people.of(id).map_or_else(|| id.to_owned(), full);
    match undone {
        None => Err(Fail::not_found(
            "there is no renaming and no merging to take back",
            "`mineral person list` lists everybody",
        )),
        Some(TakenBack::Renamed { id, name }) => {
            print(&format!("{} is not called {name} any more\n", called(&id)))
        }
        Some(TakenBack::Merged { id, into }) => print(&format!(
            "{} and {} are two again\n",
            called(&id),
            called(&into)
        )),
    }
}

fn full(person: &Person) -> String {
    match &person.organisation {
        Some(organisation) => format!("{} · {organisation}", person.name),
        None => person.name.clone(),
    }
}
