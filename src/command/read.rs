//! Reading without a screen.

use super::arguments::Arguments;
use super::context::{catalogue, has_screen, library, library_on_screen, newest};
use super::screen::on_screen;
use super::vault::open::Found;
use super::{Fail, print};
use crate::app::Start;
use crate::desk::{Desk, Shelf};
use crate::session::{Role, transcript};
use std::fmt::Write as _;

pub(super) fn shelf(arguments: &Arguments) -> Result<Shelf, Fail> {
    let desk = Desk::new(library(arguments)?, |_| {});
    Ok(desk.with_scripts(catalogue(arguments)?).shelf())
}

/// Reads a session, on the screen or as lines.
pub(super) fn read(arguments: &Arguments, id: Option<&str>) -> Result<u8, Fail> {
    if has_screen(arguments) {
        let found = match id {
            Some(_) => library_on_screen(arguments)?,
            // Which one is the newest has to be looked up first.
            None => Found::Open(library(arguments)?),
        };
        return on_screen(arguments, found, |desk| {
            let id = id.map_or_else(|| newest(&desk.shelf()), |id| Ok(id.to_owned()))?;
            Ok(Start::Read(id))
        });
    }
    let shelf = shelf(arguments)?;
    let id = id.map_or_else(|| newest(&shelf), |id| Ok(id.to_owned()))?;
    let loaded = shelf.readable(&id)?;
    let mut out = String::new();
    for line in transcript(&loaded.session, &loaded.problems) {
        let indent = match line.role {
            Role::Title | Role::Heading | Role::Blank => "",
            _ => "  ",
        };
        let time = if line.time.is_empty() {
            String::new()
        } else {
            format!("{} ", line.time)
        };
        let text = line.text.replace('\n', "\n        ");
        out.push_str(format!("{indent}{time}{text}").trim_end());
        out.push('\n');
    }
    if let Some(draft) = &loaded.draft {
        let _ = write!(out, "\nin the input, not kept yet: {}\n", draft.text);
    }
    print(&out)
}
