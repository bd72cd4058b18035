//! On what basis the notes of a conversation are kept, said at any time.

use super::super::arguments::Arguments;
use super::super::read::shelf;
use super::super::{Fail, print};
use super::arguments::ConsentOptions;
use super::{desk, today};
use crate::desk::Afterwards;
use crate::session::Consent;
use crate::terminal::Clock;
use crate::text::clean_line;

/// Keeps on what basis the notes are kept; without words says what holds.
pub(in crate::command) fn consent(
    arguments: &Arguments,
    options: &ConsentOptions,
) -> Result<u8, Fail> {
    let said = options.words.join(" ");
    if said.trim().is_empty() {
        return show(arguments, &options.id);
    }
    let consent = Consent::read(&said, today()).map_err(|why| {
        Fail::usage(
            why,
            "such as: mineral consent ID agreed until 3 march 2027 · asked · not needed",
        )
    })?;
    let said = Afterwards::Consent(consent);
    let noted = desk(arguments)?.afterwards(&options.id, &said, Clock::start().now())?;
    print(&format!("kept: {}\n", clean_line(&noted.words)))
}

fn show(arguments: &Arguments, id: &str) -> Result<u8, Fail> {
    let loaded = shelf(arguments)?.loaded(id)?;
    match &loaded.session.fold().consent {
        Some(agreement) => print(&format!(
            "notes: {}\n",
            clean_line(&agreement.consent.words())
        )),
        None => Err(Fail::not_found(
            "nothing was said about keeping these notes",
            "say it: mineral consent ID agreed until 3 march 2027 · asked · not needed",
        )),
    }
}
