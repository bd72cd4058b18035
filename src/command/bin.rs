//! Deleting sessions, and the bin.

use super::arguments::Arguments;
use super::care::BinCommand;
use super::context::library;
use super::{Fail, ask, print, tell};
use crate::desk::DeskError;
use crate::store::{DAYS, Deleted, Library, StoreError};
use crate::text::ellipsis;
use crate::when;
use jiff::civil::Date;
use std::fmt::Write as _;

fn today() -> Date {
    jiff::Zoned::now().date()
}

/// What the store says, as commands say it.
fn of(error: StoreError) -> Fail {
    DeskError::from(error).into()
}

fn not_confirmed(what: &str) -> Fail {
    Fail::not_found(
        format!("nothing was {what}"),
        "without a terminal to ask on: --yes",
    )
}

/// Puts a session into the bin.
pub(super) fn delete(arguments: &Arguments, id: &str, yes: bool) -> Result<u8, Fail> {
    let library = library(arguments)?;
    clear(&library);
    let id = library.find(id).map_err(of)?;
    let what = library.load(&id).map_or_else(
        |_| id.clone(),
        |loaded| {
            let head = loaded.head;
            format!(
                "{} · {} · {}",
                head.person.name,
                head.script.title,
                when::exact(head.began.date())
            )
        },
    );
    tell(&what);
    if !yes && !ask("delete it?")? {
        return Err(not_confirmed("deleted"));
    }
    library.delete(&id, today()).map_err(of)?;
    tell(&format!(
        "it is in the bin for {DAYS} days: mineral bin restore {id}"
    ));
    Ok(0)
}

/// What has been in the bin for too long goes.
fn clear(library: &Library) {
    if library.has_overdue(today()) {
        // It is tried again the next time.
        let _ = library.clear_overdue(today());
    }
}

/// The bin.
pub(super) fn bin(arguments: &Arguments, command: &BinCommand) -> Result<u8, Fail> {
    let library = library(arguments)?;
    match command {
        BinCommand::List => list(&library),
        BinCommand::Restore { id } => {
            let deleted = library.find_deleted(id).map_err(of)?;
            library.restore(&deleted).map_err(of)?;
            tell(&format!("it is back: mineral read {}", deleted.id));
            Ok(0)
        }
        BinCommand::Empty { yes } => empty(&library, *yes),
    }
}

fn list(library: &Library) -> Result<u8, Fail> {
    let all = library.deleted().map_err(of)?;
    if all.is_empty() {
        tell("the bin is empty");
        return Ok(0);
    }
    let today = today();
    let mut out = String::new();
    for deleted in &all {
        let left = match deleted.days_left(today) {
            i32::MIN..=0 => "goes today".to_owned(),
            1 => "1 day left".to_owned(),
            n => format!("{n} days left"),
        };
        let _ = writeln!(
            out,
            "{}  deleted {}  {left:<12}  {}",
            deleted.id,
            when::exact(deleted.day),
            about(library, deleted)
        );
    }
    print(&out)
}

/// Whom a session in the bin is with.
fn about(library: &Library, deleted: &Deleted) -> String {
    match library.head_of(deleted) {
        Ok(head) => ellipsis(&format!("{} · {}", head.person.name, head.script.title), 60),
        Err(_) => "cannot be read".to_owned(),
    }
}

fn empty(library: &Library, yes: bool) -> Result<u8, Fail> {
    let all = library.deleted().map_err(of)?;
    if all.is_empty() {
        tell("the bin is empty");
        return Ok(0);
    }
    let many = match all.len() {
        1 => "1 conversation is".to_owned(),
        n => format!("{n} conversations are"),
    };
    tell(&format!(
        "{many} in the bin; what is taken away now cannot be brought back"
    ));
    if !yes && !ask("take all of it away?")? {
        return Err(not_confirmed("taken away"));
    }
    let gone = library.purge(&all).map_err(of)?;
    if gone < all.len() {
        return Err(Fail::broken(
            format!(
                "{} of {} stay: somebody has them open",
                all.len() - gone,
                all.len()
            ),
            "close them there, and try again",
        ));
    }
    Ok(0)
}
