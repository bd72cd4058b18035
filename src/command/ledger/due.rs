//! What is due, and what became of it.

use super::super::arguments::Arguments;
use super::super::context::has_screen;
use super::super::{Fail, print};
use super::arguments::{DueCommand, DueOptions, Told};
use super::shown::shortest;
use super::{desk, each_digest, json, look, reason, today};
use crate::app::ledger::View;
use crate::desk::{Afterwards, Desk};
use crate::ledger::{DueBook, Item, move_to};
use crate::session::{Became, Kept};
use crate::terminal::Clock;
use crate::text::clean_line;
use crate::when;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};

/// Something is overdue or due today.
const PRESSING: u8 = 1;

/// Lists what is due, or says what became of it.
pub(in crate::command) fn due(arguments: &Arguments, options: &DueOptions) -> Result<u8, Fail> {
    let lists = options.json || options.count || options.days.is_some();
    if options.change.is_none() && !lists && has_screen(arguments) {
        // The screen asks by itself where the library is a vault.
        return look(arguments, View::Due);
    }
    let desk = desk(arguments)?;
    match &options.change {
        None => list(&desk, options),
        Some(DueCommand::Done(told)) => became(&desk, told, Became::Done),
        Some(DueCommand::Moved(told)) => became(&desk, told, Became::Moved),
        Some(DueCommand::Dropped(told)) => became(&desk, told, Became::Dropped),
        Some(DueCommand::Undo { which }) => {
            let (id, n) = place(which)?;
            keep(&desk, id, &Afterwards::Back(n), "taken back")
        }
    }
}

fn list(desk: &Desk, options: &DueOptions) -> Result<u8, Fail> {
    let today = today();
    let mut book = DueBook::new(today);
    let mut ids = Vec::new();
    let found = each_digest(desk, |d| {
        book.take(d);
        ids.push(d.id.clone());
    })?;
    let due = book.due();
    let code = if due.pressing().next().is_some() {
        PRESSING
    } else {
        0
    };
    let count = match options.days {
        None if options.count => due.pressing().count(),
        _ => 0,
    };
    let due = match options.days {
        Some(days) => due.within(days),
        None => due,
    };
    let text = if options.json {
        json(&due)?;
        String::new()
    } else if options.count {
        let count = options.days.map_or(count, |_| due.items.len());
        format!("{count}\n")
    } else {
        let unread = found.skipped.iter().map(|(id, _)| id.as_str());
        let short = shortest(ids.iter().map(String::as_str).chain(unread));
        let line = |item: &Item| {
            let id = short.get(item.session.as_str()).copied();
            row(item, id.unwrap_or(&item.session), today)
        };
        due.items.iter().map(line).collect()
    };
    // A person is answered; a mail that says nothing is not sent.
    let nothing = text.is_empty() && !options.json && io::stdout().is_terminal();
    print(if nothing { "nothing is open\n" } else { &text })?;
    Ok(code)
}

/// One line, whatever the words are.
fn row(item: &Item, id: &str, today: Date) -> String {
    let mut line = format!(
        "{:<9}  {:<4}  {}",
        item.when.words(),
        item.side(),
        clean_line(&item.sentence(today))
    );
    if let Some(due) = item.due {
        let _ = write!(line, " · {}", when::spoken(due, today));
    }
    if item.moved > 0 {
        let _ = write!(line, " · moved");
    }
    let _ = match item.n {
        Some(n) => write!(line, " · {id}:{n}"),
        None => write!(line, " · {id}"),
    };
    line.push('\n');
    line
}

fn became(desk: &Desk, told: &Told, what: Became) -> Result<u8, Fail> {
    let (id, of) = place(&told.which)?;
    let words = told.words.join(" ");
    let kept = if what == Became::Moved {
        let today = today();
        let to = move_to(&words, today).ok_or_else(|| {
            Fail::usage(
                "to which day?",
                "say it in plain words: mineral due moved ID:N next friday [why]",
            )
        })?;
        if to.day < today {
            let day = when::exact(to.day);
            let hint = "say a day to come, or `mineral due dropped ID:N`";
            return Err(Fail::usage(format!("{day} has passed"), hint));
        }
        Kept {
            of,
            what,
            due: Some(to.day),
            said: Some(to.said),
            why: reason(&[to.why.unwrap_or_default()])?,
        }
    } else {
        Kept {
            of,
            what,
            due: None,
            said: None,
            why: reason(&[words])?,
        }
    };
    keep(desk, id, &Afterwards::Kept(kept), "kept")
}

/// `ID:N` in its parts.
fn place(which: &str) -> Result<(&str, u32), Fail> {
    let parts = which.trim().rsplit_once(':');
    let parts = parts.and_then(|(id, n)| Some((id, n.parse().ok().filter(|n| *n > 0)?)));
    parts.ok_or_else(|| {
        Fail::usage(
            format!("{which:?} is not ID:N"),
            "`mineral due` lists what is open, each with its ID:N",
        )
    })
}

fn keep(desk: &Desk, id: &str, said: &Afterwards, how: &str) -> Result<u8, Fail> {
    let noted = desk.afterwards(id, said, Clock::start().now())?;
    print(&format!("{how}: {}\n", clean_line(&noted.words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_an_id_and_a_number() {
        assert_eq!(place(" 01ABC:12 ").unwrap(), ("01ABC", 12));
        for bad in [
            "",
            ":",
            "01ABC",
            "01ABC:",
            "01ABC:0",
            "01ABC:-1",
            "01ABC:x",
            "a:99999999999",
        ] {
            assert!(place(bad).is_err(), "{bad:?}");
        }
    }
}
