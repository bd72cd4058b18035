//! The library, on the screen or as lines.

use super::arguments::Arguments;
use super::context::{catalogue, has_screen, library_on_screen};
use super::screen::on_screen;
use super::{Fail, print, search};
use crate::app::Start;
use crate::app::library::{Ask, Found, Sort};
use crate::desk::Desk;
use crate::terminal::Clock;
use crate::text::clean_line;
use clap::ValueEnum;
use std::fmt::Write as _;

/// Sessions that are taken at once.
const AT_ONCE: usize = 1_000;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
    /// By the person's name
    Person,
    /// The warmest first
    Warmest,
    /// The longest first
    Longest,
}

impl Order {
    pub(super) fn sort(self) -> Sort {
        match self {
            Self::Newest => Sort::Newest,
            Self::Oldest => Sort::Oldest,
            Self::Person => Sort::Person,
            Self::Warmest => Sort::Warmest,
            Self::Longest => Sort::Longest,
        }
    }
}

/// Opens the library, or prints its list.
pub(super) fn review(arguments: &Arguments, text: &str, sort: Sort) -> Result<u8, Fail> {
    if has_screen(arguments) {
        let text = clean_line(text);
        return on_screen(arguments, library_on_screen(arguments)?, |_| {
            Ok(Start::Library { text, sort })
        });
    }
    let (_, index, library) = search::asked(arguments, text)?;
    let desk = Desk::new(library, |_| {}).with_scripts(catalogue(arguments)?);
    let shelf = desk.with_index(index).shelf();
    let today = Clock::start().now().at.date();
    let mut from = 0;
    loop {
        let ask = Ask {
            number: 0,
            text: text.to_owned(),
            typing: false,
            sort,
            from,
            most: AT_ONCE,
        };
        let Found::Page { rows, total, .. } = shelf.answer(&ask, today).found else {
            return Err(Fail::broken(
                "the index could not be read",
                "mineral doctor --rebuild makes it anew",
            ));
        };
        if total == 0 {
            return Err(nothing(text));
        }
        let mut out = String::new();
        for row in &rows {
            let _ = writeln!(out, "{}  {}", row.line(today), row.id);
            if let Some(shown) = &row.line {
                let _ = writeln!(out, "    “{}”  {}:{}", shown.text, row.id, shown.n);
            }
        }
        print(&out)?;
        from += rows.len();
        if rows.is_empty() || from >= total {
            return Ok(0);
        }
    }
}

fn nothing(text: &str) -> Fail {
    let text = clean_line(text.trim());
    if text.is_empty() {
        return Fail::not_found(
            "no conversation is kept yet",
            "begin one: mineral live --with NAME, or mineral practice",
        );
    }
    Fail::not_found(
        format!("nothing was found for “{text}”"),
        "fewer words find more; word* finds all that begin so",
    )
}
