//! Everything about somebody: exported, and erased, with a receipt that lists what went.

use super::super::arguments::Arguments;
use super::super::context::{index, places};
use super::super::{Fail, ask, doctor, print, search, tell};
use super::arguments::EraseOptions;
use super::each_digest;
use super::people::meant;
use crate::desk::{Desk, DeskError, forget_filters, shown, write_new};
use crate::export::Format;
use crate::store::{Erased, Erasure, Library, StoreError};
use crate::terminal::Clock;
use crate::text::clean_line;
use crate::when;
use std::fmt::Write as _;
use std::path::Path;

fn of(error: StoreError) -> Fail {
    DeskError::from(error).into()
}

/// Erases somebody.
pub(super) fn erase(
    arguments: &Arguments,
    desk: &Desk,
    options: &EraseOptions,
) -> Result<u8, Fail> {
    let found = each_digest(desk, |_| {})?;
    let person = meant(desk, &found.people, &options.whom)?;
    let library = desk.shelf().library().clone();
    let erasure = library.to_erase(&person).map_err(of)?;
    for path in [&options.export, &options.receipt].into_iter().flatten() {
        if path.symlink_metadata().is_ok() {
            let what = format!("{} is there already", shown(path));
            return Err(Fail::broken(
                what,
                "choose another name; nothing was erased",
            ));
        }
    }
    tell(&about(&clean_line(&person.name), &erasure));
    if !options.yes && !ask("erase all of it, for good?")? {
        return Err(Fail::not_found(
            "nothing was erased",
            "without a terminal to ask on: --yes",
        ));
    }
    let erasure = match &options.export {
        Some(path) => {
            export(desk, &erasure, path)?;
            // What was in the bin lies there under another day now.
            library.to_erase(&person).map_err(of)?
        }
        None => erasure,
    };
    let names: Vec<String> = std::iter::once(&person.name)
        .chain(&person.other_names)
        .cloned()
        .collect();
    let earlier = places(arguments)?.filters_file();
    let filters = forget_filters(&library, &earlier, &names)?;
    let erased = library.erase(&erasure).map_err(of)?;
    // What was kept in short of sessions that are gone goes when all are looked through.
    each_digest(desk, |_| {})?;
    // Words that are taken out of an index stay in its files until they are merged: it is made anew.
    let index = index(arguments, &library)?;
    let anew = index.rebuild(&library, &|_| std::ops::ControlFlow::Continue(()));
    let anew = anew.map_err(|e| doctor::failed(&e))?;
    let mut receipt = receipt(&erasure, &erased, options.export.as_deref());
    let _ = writeln!(receipt, "saved filters with the name {filters}");
    if matches!(anew, crate::index::Refreshed::Busy) {
        receipt.push_str("still there: the index; another mineral has it. Afterwards: mineral doctor --rebuild\n");
    } else {
        receipt.push_str("the index was made anew\n");
    }
    receipt.push_str(&elsewhere(arguments, &library, &person.name, &erasure));
    receipt.push_str(NOT_OURS);
    if let Some(path) = &options.receipt {
        write_new(path, &receipt)?;
    }
    print(&receipt)
}

const NOT_OURS: &str = "not in our hands: backups, exports and copies elsewhere; what a disk keeps of what was written over\n";

/// What there is, before it goes.
fn about(name: &str, erasure: &Erasure) -> String {
    let mut text = format!(
        "{name}: {}, {} of them in the bin; what was torn off: {}",
        doctor::many(erasure.conversations(), "conversation", "conversations"),
        erasure.deleted.len(),
        erasure.pieces.len()
    );
    for id in &erasure.unread {
        let _ = write!(
            text,
            "\n  {id} cannot be read, and stays: nobody knows with whom it was"
        );
    }
    text.push_str("\nwhat is erased cannot be brought back, not even from the bin");
    text
}

/// Everything about them, before it goes.
fn export(desk: &Desk, erasure: &Erasure, path: &Path) -> Result<(), Fail> {
    let format = match path.extension().and_then(|e| e.to_str()) {
        Some("md") => Format::Markdown,
        Some("html") => Format::Html,
        Some("csv") => Format::Csv,
        _ => Format::Json,
    };
    let library = desk.shelf().library().clone();
    for deleted in &erasure.deleted {
        // One that was deleted is about them as well.
        library.restore(deleted).map_err(of)?;
    }
    let mut ids: Vec<String> = erasure.sessions.keys().cloned().collect();
    ids.extend(erasure.deleted.iter().map(|d| d.id.clone()));
    ids.sort();
    let written = desk
        .shelf()
        .exporting(ids, format)
        .to_file(path, &mut |_, _, _| true);
    let day = Clock::start().now().at.date();
    for deleted in &erasure.deleted {
        library.delete(&deleted.id, day).map_err(of)?;
    }
    let written = written?;
    if let Some(reason) = written.left_out.first() {
        let what = format!("not everything could be exported: {reason}");
        return Err(Fail::broken(what, "nothing was erased"));
    }
    tell(&format!("exported to {}", shown(path)));
    Ok(())
}

/// What went, without a word of it, and without a name.
fn receipt(erasure: &Erasure, erased: &Erased, exported: Option<&Path>) -> String {
    let at = Clock::start().now().at;
    let mut out = format!(
        "erased on {} at {:02}:{:02}\n",
        when::exact(at.date()),
        at.time().hour(),
        at.time().minute()
    );
    for id in &erasure.ids {
        let _ = writeln!(out, "person {id}");
    }
    for (id, day) in &erasure.sessions {
        let _ = writeln!(out, "conversation {id} of {}", when::exact(*day));
    }
    for deleted in &erasure.deleted {
        let _ = writeln!(
            out,
            "conversation {}, deleted on {}, from the bin",
            deleted.id,
            when::exact(deleted.day)
        );
    }
    let _ = writeln!(
        out,
        "drafts {} · torn or copied pieces {} · entries among the people {}",
        erased.drafts,
        erasure.pieces.len(),
        erased.entries
    );
    if exported.is_some() {
        out.push_str("exported before: yes\n");
    }
    for id in &erasure.unread {
        let _ = writeln!(out, "still there, since it cannot be read: {id}");
    }
    out
}

/// Where else the name stands: in words about somebody else.
fn elsewhere(arguments: &Arguments, library: &Library, name: &str, erasure: &Erasure) -> String {
    let quoted = format!("\"{}\"", clean_line(name).replace('"', " "));
    let found = search::ids(arguments, library, &quoted).unwrap_or_default();
    let others: Vec<String> = found
        .into_iter()
        .filter(|id| !erasure.sessions.contains_key(id))
        .collect();
    if others.is_empty() {
        return String::new();
    }
    format!(
        "the name stands in conversations with others, which stay: {}\n",
        others.join(" ")
    )
}
