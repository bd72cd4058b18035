//! Looking back without a screen: lines, or JSON for other programs.

use super::arguments::Arguments;
use super::context::{catalogue, has_screen, library, personas};
use super::screen::on_screen;
use super::vault::open::Found;
use super::{Fail, print};
use crate::app::Start;
use crate::debrief::{Debrief, Weeks, plain, plain_weeks};
use crate::desk::{Desk, Shelf};
use crate::yaml::schema::schema_of;
use serde::Serialize;

/// How a debrief is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    pub(super) json: bool,
    pub(super) weeks: bool,
    pub(super) schema: bool,
}

/// Looks back at a conversation, or at many by week.
pub(super) fn debrief(arguments: &Arguments, id: Option<&str>, how: How) -> Result<u8, Fail> {
    if how.schema {
        let schema = if how.weeks {
            schema_of::<Weeks>()
        } else {
            schema_of::<Debrief>()
        };
        return json(&schema);
    }
    if has_screen(arguments) && !how.json {
        return on_screen(arguments, Found::Open(library(arguments)?), |desk| {
            if how.weeks {
                return Ok(Start::Weeks);
            }
            let id = id.map_or_else(|| newest(&desk.shelf()), |id| Ok(id.to_owned()))?;
            Ok(Start::Debrief(id))
        });
    }
    let desk = Desk::new(library(arguments)?, |_| {})
        .with_scripts(catalogue(arguments)?)
        .with_personas(personas(arguments)?);
    let shelf = desk.shelf();
    if how.weeks {
        let weeks = shelf.weeks()?;
        if weeks.courses.is_empty() {
            return Err(none());
        }
        return if how.json {
            json(&weeks)
        } else {
            print(&joined(&plain_weeks(&weeks)))
        };
    }
    let id = id.map_or_else(|| newest(&shelf), |id| Ok(id.to_owned()))?;
    let debrief = shelf.debriefed(&id)?.debrief;
    if how.json {
        json(&debrief)
    } else {
        print(&joined(&plain(&debrief)))
    }
}

fn newest(shelf: &Shelf) -> Result<String, Fail> {
    shelf.newest_conversation()?.ok_or_else(none)
}

fn none() -> Fail {
    Fail::not_found(
        "there is no conversation to look back at",
        "practise one: mineral practice PERSONA · `mineral persona list` lists them",
    )
}

pub(super) fn joined(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn json(value: &impl Serialize) -> Result<u8, Fail> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Fail::broken(format!("the debrief could not be written as JSON: {e}"), ""))?;
    print(&(text + "\n"))
}
