//! A conversation, on the screen or as lines.

use super::arguments::{self, Arguments, Command, Paper, Part};
use super::context::{catalogue, has_screen, library, library_on_screen, personas};
use super::context::{newest, unfinished};
use super::screen::on_screen;
use super::vault::open::Found;
use super::{Fail, converse, pair};
use crate::app::{SheetOf, Start, Wanted};
use crate::client::Difficulty;
use crate::desk::{Catalogue, Desk};
use crate::script::With;
use crate::session::{ME, Seat};

/// Home, a conversation, or going on with one.
pub(super) fn converse(arguments: &Arguments) -> Result<u8, Fail> {
    if let Some(Command::Practice {
        persona: Some(persona),
        script,
        pair: Some(part),
        print,
        output,
        ..
    }) = &arguments.command
    {
        // A role sheet is no conversation: where there is no screen it is printed.
        let lines = (*part == Part::Client && !has_screen(arguments)).then_some(Paper::Plain);
        if let Some(form) = print.or(lines) {
            return pair::print(arguments, persona, script, *part, form, output.as_deref());
        }
    }
    if has_screen(arguments) {
        let found = match &arguments.command {
            // Which one is meant has to be looked up first.
            Some(Command::Resume { id: None }) => Found::Open(library(arguments)?),
            _ => library_on_screen(arguments)?,
        };
        return on_screen(arguments, found, |desk| start(arguments, desk));
    }
    let library = library(arguments)?;
    let scripts = catalogue(arguments)?;
    match &arguments.command {
        Some(Command::Live { script, with, org } | Command::Run { script, with, org }) => {
            let name = match with {
                Some(name) => cleaned(name)?,
                None if whom(&scripts, script)? == With::Me => ME.to_owned(),
                None => {
                    return Err(Fail::usage(
                        "with whom?",
                        format!("say it: mineral run {script} --with NAME [--org ORGANISATION]"),
                    ));
                }
            };
            let organisation = org.as_deref().map(line);
            converse::live(library, scripts, script, &name, organisation.as_deref())
        }
        Some(Command::Practice { .. }) => {
            let Some(wanted) = wanted(arguments.command.as_ref()) else {
                return Err(Fail::usage(
                    "with whom?",
                    "say it: mineral practice PERSONA · `mineral persona list` lists them",
                ));
            };
            converse::practice(library, scripts, personas(arguments)?, wanted)
        }
        Some(Command::Resume { id }) => {
            converse::resume(library, scripts, personas(arguments)?, id.as_deref())
        }
        _ => Err(Fail::usage(
            "home needs a terminal",
            "in a pipe: mineral live --with NAME, mineral run SCRIPT, mineral resume, mineral read",
        )),
    }
}

/// Whom a script is about, which has to be known before somebody is asked for a name.
fn whom(scripts: &Catalogue, id: &str) -> Result<With, Fail> {
    Ok(scripts.listing(id)?.row.with)
}

/// The practice that was asked for; nothing where no client was named.
fn wanted(command: Option<&Command>) -> Option<Wanted> {
    let Some(Command::Practice {
        persona: Some(persona),
        script,
        difficulty,
        seed,
        glass,
        pair,
        ..
    }) = command
    else {
        return None;
    };
    Some(Wanted {
        persona: persona.clone(),
        script: script.clone(),
        seat: match pair {
            Some(Part::Guide) => Seat::Pair,
            Some(Part::Observer) => Seat::Observer,
            // The role sheet of the client is read: nothing is practised with it here.
            Some(Part::Client) | None => Seat::Simulated,
        },
        difficulty: match difficulty {
            arguments::Difficulty::Easy => Difficulty::Easy,
            arguments::Difficulty::Fair => Difficulty::Fair,
            arguments::Difficulty::Hard => Difficulty::Hard,
        },
        seed: *seed,
        glass: *glass,
    })
}

fn line(text: &str) -> String {
    crate::text::clean_line(text)
}

fn cleaned(name: &str) -> Result<String, Fail> {
    let name = line(name);
    if name.is_empty() {
        return Err(Fail::usage("a name is needed", "mineral live --with NAME"));
    }
    Ok(name)
}

fn start(arguments: &Arguments, desk: &Desk) -> Result<Start, Fail> {
    Ok(match &arguments.command {
        Some(Command::Live { script, with, org } | Command::Run { script, with, org }) => {
            // An id that is not there is answered in the shell.
            whom(desk.shelf().catalogue(), script)?;
            Start::Begin {
                script: script.clone(),
                name: with.as_deref().map(cleaned).transpose()?,
                organisation: org.as_deref().map(line).filter(|o| !o.is_empty()),
            }
        }
        Some(Command::Practice {
            persona: Some(persona),
            script,
            pair: Some(Part::Client),
            ..
        }) => Start::RoleSheet(SheetOf {
            persona: persona.clone(),
            script: script.clone(),
        }),
        Some(Command::Practice { .. }) => match wanted(arguments.command.as_ref()) {
            Some(wanted) => Start::Practise(wanted),
            None => Start::Clients,
        },
        Some(Command::Resume { id: Some(id) }) => Start::Resume(id.clone()),
        Some(Command::Resume { id: None }) => Start::Resume(unfinished(&desk.shelf())?),
        Some(Command::Read { id: Some(id) }) => Start::Read(id.clone()),
        Some(Command::Read { id: None }) => Start::Read(newest(&desk.shelf())?),
        _ => Start::Home,
    })
}
