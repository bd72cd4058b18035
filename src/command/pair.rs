//! A practice with two people in the room: on the screen, as lines, or on paper.

use super::arguments::{Arguments, Paper, Part};
use super::context::{catalogue, personas};
use super::{Fail, paper};
use crate::client::persona::sheet;
use crate::export::pair::{guide, observer};
use std::path::Path;

/// Prints what a part in a pair needs.
pub(super) fn print(
    arguments: &Arguments,
    persona: &str,
    script: &str,
    part: Part,
    form: Paper,
    output: Option<&Path>,
) -> Result<u8, Fail> {
    let (script, _) = catalogue(arguments)?.get(script)?;
    let (persona, _) = personas(arguments)?.get(persona)?;
    let with = format!("{}, {}", persona.name, persona.organisation);
    let page = match part {
        Part::Guide => guide(&script, &with),
        Part::Client => sheet(&persona, Some(&script)),
        Part::Observer => observer(&script, &with),
    };
    paper::print(&page, form, output)
}
