//! A conversation, on the screen or as lines.

use super::arguments::{Arguments, Command};
use super::context::{has_screen, library, newest, unfinished};
use super::screen::on_screen;
use super::{Fail, converse};
use crate::app::Start;
use crate::desk::Desk;

/// Home, a conversation, or going on with one.
pub(super) fn converse(arguments: &Arguments) -> Result<u8, Fail> {
    let library = library(arguments)?;
    if has_screen(arguments) {
        return on_screen(arguments, library, |desk| start(arguments, desk));
    }
    match &arguments.command {
        Some(Command::Live { script, with, org }) => {
            let name = with.as_ref().ok_or_else(|| {
                Fail::usage(
                    "with whom?",
                    "say it: mineral live --with NAME [--org ORGANISATION]",
                )
            })?;
            converse::live(
                library,
                script,
                &cleaned(name)?,
                org.as_deref().map(line).as_deref(),
            )
        }
        Some(Command::Resume { id }) => converse::resume(library, id.as_deref()),
        _ => Err(Fail::usage(
            "home needs a terminal",
            "in a pipe: mineral live --with NAME, mineral resume, mineral read",
        )),
    }
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
        Some(Command::Live { script, with, org }) => Start::Live {
            script: script.clone(),
            name: with.as_deref().map(cleaned).transpose()?,
            organisation: org.as_deref().map(line).filter(|o| !o.is_empty()),
        },
        Some(Command::Resume { id: Some(id) }) => Start::Resume(id.clone()),
        Some(Command::Resume { id: None }) => Start::Resume(unfinished(&desk.shelf())?),
        Some(Command::Read { id: Some(id) }) => Start::Read(id.clone()),
        Some(Command::Read { id: None }) => Start::Read(newest(&desk.shelf())?),
        _ => Start::Home,
    })
}
