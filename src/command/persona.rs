//! The personas: listing, showing, checking them, and writing one's own.

use super::arguments::{self, Arguments, PersonaCommand};
use super::context::{catalogue, columns, personas};
use super::{Fail, own, paper, print};
use crate::app::first_script;
use crate::client::persona::{Persona, sheet};
use crate::desk::Catalogue;
use crate::text::{wrap, wrapped};
use std::fmt::Write as _;

pub(super) fn persona(arguments: &Arguments, command: &PersonaCommand) -> Result<u8, Fail> {
    let personas = personas(arguments)?;
    match command {
        PersonaCommand::List => list(&personas, arguments.plain),
        PersonaCommand::Show { id, format, output } => {
            let (persona, _) = personas.get(id)?;
            let script = catalogue(arguments)?.get(first_script()).ok();
            let page = sheet(&persona, script.as_ref().map(|(script, _)| script));
            let form = if arguments.plain {
                arguments::Paper::Plain
            } else {
                arguments::Paper::Md
            };
            paper::print(&page, format.unwrap_or(form), output.as_deref())
        }
        PersonaCommand::Check(what) => own::check(&personas, what),
        PersonaCommand::New(what) => own::new(&personas, what),
        PersonaCommand::Schema => own::schema::<Persona>(),
        PersonaCommand::Guide => print(GUIDE),
        PersonaCommand::Where => own::place(&personas),
    }
}

/// How a persona is written.
const GUIDE: &str = include_str!("../../assets/personas/README.md");

/// Columns of a summary.
const COLUMNS: usize = 74;

fn list(personas: &Catalogue<Persona>, plain: bool) -> Result<u8, Fail> {
    let mut out = String::new();
    for listing in personas.list() {
        let row = &listing.row;
        let _ = write!(
            out,
            "{}: {}, {}, {} · {}{}",
            row.id,
            row.name,
            row.role,
            row.organisation,
            row.style.name(),
            own::whose(listing)
        );
        if plain {
            let _ = writeln!(out, " · {}", row.summary);
            continue;
        }
        out.push('\n');
        for part in wrap(&row.summary, COLUMNS) {
            let _ = writeln!(out, "    {}", row.summary.get(part).unwrap_or_default());
        }
    }
    if plain {
        out = wrapped(&out, columns());
    }
    own::listed(out, personas)
}
