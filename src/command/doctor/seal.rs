//! Sealing anew what was changed outside the program, after showing it.

use super::super::arguments::Arguments;
use super::super::context::{catalogue, library};
use super::super::{Fail, ask, print, tell};
use crate::desk::{Desk, DeskError, Shelf, shown};
use crate::session::{Document as _, line_of};
use crate::store::{Library, Reseal};
use crate::text::{clean_block, clean_line};
use std::fmt::Write as _;

/// Shows what was changed in a session, or in all of them, and seals that anew.
pub(super) fn seal(arguments: &Arguments, which: Option<&str>, yes: bool) -> Result<u8, Fail> {
    let library = library(arguments)?;
    let of = |e| Fail::from(DeskError::from(e));
    let ids = match which {
        Some(id) => vec![library.find(id).map_err(of)?],
        None => library.ids().map_err(of)?,
    };
    let mut found: Vec<Reseal> = Vec::new();
    for id in &ids {
        // What cannot be read at all is no matter of seals: `doctor` tells of it.
        let Ok(reseal) = library.to_reseal(id) else {
            continue;
        };
        if reseal.head_changed || !reseal.changed.is_empty() {
            found.push(reseal);
        }
    }
    if found.is_empty() {
        return print("all seals hold; there is nothing to seal anew\n");
    }
    let desk = Desk::new(library.clone(), |_| {}).with_scripts(catalogue(arguments)?);
    let shelf = desk.shelf();
    for reseal in &found {
        print(&differences(&shelf, reseal)?)?;
    }
    tell(
        "what stands there now would count as written by the program; the files as they are go into the bin",
    );
    if !yes && !ask("seal it so?")? {
        return Err(Fail::not_found(
            "nothing was sealed",
            "without a terminal to ask on: --seal --yes",
        ));
    }
    sealed(&library, &found)
}

fn sealed(library: &Library, found: &[Reseal]) -> Result<u8, Fail> {
    for reseal in found {
        let kept = library
            .reseal(reseal)
            .map_err(|e| Fail::from(DeskError::from(e)))?;
        print(&format!(
            "{} is sealed anew; as it was: {}\n",
            reseal.id,
            shown(&kept)
        ))?;
    }
    Ok(0)
}

/// What was changed in a session, as it reads now.
fn differences(shelf: &Shelf, reseal: &Reseal) -> Result<String, Fail> {
    let loaded = shelf.loaded(&reseal.id)?;
    let head = &reseal.head;
    let mut out = format!(
        "{} · {} · {}\n",
        reseal.id,
        clean_line(&head.person.name),
        clean_line(&head.script.title)
    );
    if reseal.head_changed {
        out.push_str("  the head was changed; it says what stands above\n");
    }
    for entry in &reseal.changed {
        let line = line_of(&loaded.session, entry).map(|line| line.text);
        let text = match line {
            Some(text) => clean_block(&text),
            // What has no words: as it stands in the file.
            None => entry.to_yaml().unwrap_or_default(),
        };
        let text = text.replace("  [changed outside mineral]", "");
        let _ = writeln!(
            out,
            "  entry {}: {}",
            entry.n,
            text.trim_end().replace('\n', "\n      ")
        );
    }
    if reseal.damaged > 0 {
        let _ = writeln!(
            out,
            "  {} that cannot be read stays as it is",
            super::many(reseal.damaged, "part", "parts")
        );
    }
    Ok(out)
}
