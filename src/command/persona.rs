//! The personas: listing, showing, checking them, and writing one's own.

use super::arguments::{Arguments, PersonaCommand};
use super::context::personas;
use super::{Fail, own, print};
use crate::client::persona::{Persona, markdown, plain};
use crate::desk::Catalogue;
use crate::text::{clean_block, wrap};
use std::fmt::Write as _;

pub(super) fn persona(arguments: &Arguments, command: &PersonaCommand) -> Result<u8, Fail> {
    let personas = personas(arguments)?;
    match command {
        PersonaCommand::List => list(&personas, arguments.plain),
        PersonaCommand::Show { id } => {
            let (persona, _) = personas.get(id)?;
            let sheet = if arguments.plain { plain } else { markdown };
            print(&clean_block(&sheet(&persona)))
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
    own::listed(out, personas)
}
