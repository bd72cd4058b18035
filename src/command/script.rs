//! The scripts: listing, showing, checking them, and writing one's own.

use super::arguments::{Arguments, ScriptCommand};
use super::context::catalogue;
use super::{Fail, own, print};
use crate::desk::{Catalogue, Listing};
use crate::script::{Occasion, Script, ScriptKind, With, outline};
use crate::text::{clean_block, width};
use std::fmt::Write as _;

pub(super) fn script(arguments: &Arguments, command: &ScriptCommand) -> Result<u8, Fail> {
    let catalogue = catalogue(arguments)?;
    match command {
        ScriptCommand::List => list(&catalogue, arguments.plain),
        ScriptCommand::Show { id } => print(&clean_block(&outline(&catalogue.get(id)?.0))),
        ScriptCommand::Check(what) => own::check(&catalogue, what),
        ScriptCommand::New(what) => own::new(&catalogue, what),
        ScriptCommand::Schema => own::schema::<Script>(),
        ScriptCommand::Guide => print(GUIDE),
        ScriptCommand::Where => own::place(&catalogue),
    }
}

/// How a script is written.
const GUIDE: &str = include_str!("../../scripts/README.md");

fn list(catalogue: &Catalogue, plain: bool) -> Result<u8, Fail> {
    let all = catalogue.list();
    let widest = all.iter().map(|l| width(l.id())).max().unwrap_or(0);
    let mut out = String::new();
    for moment in Occasion::ALL {
        let mut listings = all.iter().filter(|l| l.row.moment == moment).peekable();
        if listings.peek().is_some() {
            let _ = writeln!(out, "{}", moment.words());
        }
        for listing in listings {
            let gap = widest.saturating_sub(width(listing.id()));
            let _ = if plain {
                writeln!(out, "  {}: {}", listing.id(), about(listing))
            } else {
                writeln!(out, "  {}{:gap$}  {}", listing.id(), "", about(listing))
            };
        }
    }
    own::listed(out, catalogue)
}

/// A script in a few words, behind its id.
fn about(listing: &Listing) -> String {
    let row = &listing.row;
    let mut text = format!("{} · {}", row.title, row.kind.name());
    match (row.with, row.kind) {
        (_, ScriptKind::Conversation | ScriptKind::OneToOne) | (With::Me, _) => {}
        (With::Person, _) => text.push_str(" · about a person"),
    }
    if row.streak {
        text.push_str(" · counts the days in a row");
    }
    text + &own::whose(listing)
}
