//! What is due, and what became of it.

use super::super::arguments::Arguments;
use super::super::{Fail, print};
use super::arguments::{DueCommand, DueOptions, Told};
use super::shown::shortest;
use super::{desk, digests, json, reason, today};
use crate::desk::{Afterwards, Desk};
use crate::ledger::{Due, Item};
use crate::session::{Became, Kept};
use crate::terminal::Clock;
use crate::text::clean_line;
use crate::when;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};

/// Words that a date has at most: "the day after tomorrow" has four.
const LONGEST_DATE: usize = 8;
/// Something is overdue or due today.
const PRESSING: u8 = 1;

/// Lists what is due, or says what became of it.
pub(in crate::command) fn due(arguments: &Arguments, options: &DueOptions) -> Result<u8, Fail> {
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
    let found = digests(desk)?;
    let today = today();
    let due = Due::at(today, &found.all);
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
        let short = shortest(found.all.iter().map(|d| d.id.as_str()).chain(unread));
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
    let mut words = told.words.as_slice();
    let (mut due, mut said) = (None, None);
    let split: Vec<String>;
    if what == Became::Moved {
        split = split_words(words);
        let today = today();
        let (date, phrase, rest) = date_first(&split, today).ok_or_else(|| {
            Fail::usage(
                "to which day?",
                "say it in plain words: mineral due moved ID:N next friday [why]",
            )
        })?;
        if date < today {
            let day = when::exact(date);
            let hint = "say a day to come, or `mineral due dropped ID:N`";
            return Err(Fail::usage(format!("{day} has passed"), hint));
        }
        (due, said) = (Some(date), Some(phrase));
        words = rest;
    }
    let kept = Kept {
        of,
        what,
        due,
        said,
        why: reason(words)?,
    };
    keep(desk, id, &Afterwards::Kept(kept), "kept")
}

/// The words one by one, however the shell has split them.
fn split_words(words: &[String]) -> Vec<String> {
    let line = clean_line(&words.join(" "));
    line.split(' ')
        .filter(|w| !w.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// The date that the words begin with, those words, and what comes after them. The longest such beginning counts; else a
/// date anywhere, and all words are the reason.
fn date_first(words: &[String], today: Date) -> Option<(Date, String, &[String])> {
    for count in (1..=words.len().min(LONGEST_DATE)).rev() {
        let (Some(first), Some(rest)) = (words.get(..count), words.get(count..)) else {
            continue;
        };
        let phrase = first.join(" ");
        let bare = phrase.trim_end_matches([',', ';', ':', '.']);
        if let Some(found) = when::find(bare, today)
            && found.span == (0..bare.len())
        {
            return Some((found.date, bare.to_owned(), rest));
        }
    }
    let all = words.join(" ");
    let found = when::find(&all, today)?;
    let phrase = all.get(found.span)?.to_owned();
    Some((found.date, phrase, words))
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
    use jiff::civil::date;

    #[test]
    fn a_date_is_read_from_the_beginning_of_the_words() {
        let today = date(2026, 11, 21);
        for (words, day, rest) in [
            ("friday", date(2026, 11, 27), ""),
            (
                "next friday they asked for it",
                date(2026, 11, 27),
                "they asked for it",
            ),
            (
                "3 december, Tom is away until monday",
                date(2026, 12, 3),
                "Tom is away until monday",
            ),
            ("to 3 december", date(2026, 12, 3), "to 3 december"),
            ("end of month", date(2026, 11, 30), ""),
            (
                "in two weeks since we wait",
                date(2026, 12, 5),
                "since we wait",
            ),
            ("2026-12-24", date(2026, 12, 24), ""),
            (
                "they need until friday",
                date(2026, 11, 27),
                "they need until friday",
            ),
        ] {
            let all = split_words(&[words.to_owned()]);
            let (found, _, after) = date_first(&all, today).unwrap();
            assert_eq!((found, after.join(" ").as_str()), (day, rest), "{words:?}");
        }
        for none in ["", "soon", "31 february", "\u{1b}["] {
            assert_eq!(date_first(&split_words(&[none.to_owned()]), today), None);
        }
    }

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
