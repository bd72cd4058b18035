//! Reading what was typed.

use super::super::record::{OPEN, ended_word, mode_word, viability_word};
use super::super::words::words;
use super::{Clause, Phrase, Query, QueryError, Reading, What};
use crate::session::{How, Mode, Viability};
use crate::text::{clean_line, folded};
use crate::when;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::ops::Range;

/// The longest query that is read, in bytes.
const LONGEST: usize = 2_000;
/// The most that can be asked for at once.
const MOST: usize = 32;
/// The most words of one phrase.
const MOST_WORDS: usize = 64;

/// A field, as it is written before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Person,
    Organisation,
    Script,
    Mode,
    Feeling,
    Step,
    Viability,
    Has,
    Ended,
    After,
    Before,
    On,
    Since,
}

const FIELDS: [(&str, Field); 13] = [
    ("person", Field::Person),
    ("org", Field::Organisation),
    ("script", Field::Script),
    ("mode", Field::Mode),
    ("feeling", Field::Feeling),
    ("step", Field::Step),
    ("viability", Field::Viability),
    ("has", Field::Has),
    ("ended", Field::Ended),
    ("after", Field::After),
    ("before", Field::Before),
    ("on", Field::On),
    ("since", Field::Since),
];

/// One piece of a query as it was written.
struct Piece<'a> {
    without: bool,
    field: Option<Field>,
    value: &'a str,
    /// Where the value stands.
    span: Range<usize>,
    /// Whether nothing stands behind it that would end it.
    last: bool,
}

/// Reads what was typed.
///
/// # Errors
/// What cannot be meant, and where.
pub fn parse(text: &str, reading: Reading) -> Result<Query, QueryError> {
    if text.len() > LONGEST {
        return Err(error(
            0..text.len(),
            format!("this is longer than {LONGEST} letters"),
            "ask for less",
        ));
    }
    let mut query = Query::default();
    let mut at = 0;
    let mut seen = false;
    while let Some(piece) = piece(text, &mut at, reading)? {
        seen = true;
        let Some(what) = what(&piece, reading)? else {
            continue;
        };
        if query.clauses.len() == MOST {
            let many = format!("more than {MOST} things are asked for");
            return Err(error(piece.span, many, "ask for less"));
        }
        query.clauses.push(Clause {
            without: piece.without,
            what,
        });
    }
    if seen && query.clauses.is_empty() && !reading.typing {
        return Err(error(
            0..text.len(),
            format!("there is no word in “{}”", clean_line(text)),
            "words are made of letters, figures or symbols such as ☂",
        ));
    }
    Ok(query)
}

fn error(span: Range<usize>, what: impl Into<String>, mend: impl Into<String>) -> QueryError {
    QueryError {
        span,
        what: what.into(),
        mend: mend.into(),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn piece<'a>(
    text: &'a str,
    at: &mut usize,
    reading: Reading,
) -> Result<Option<Piece<'a>>, QueryError> {
    let rest = text.get(*at..).unwrap_or_default();
    let start = *at + (rest.len() - rest.trim_start().len());
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Ok(None);
    }
    let (without, rest) = match rest.strip_prefix('-') {
        Some(behind) if !behind.is_empty() && !behind.starts_with(char::is_whitespace) => {
            (true, behind)
        }
        _ => (false, rest),
    };
    let begin = start + usize::from(without);
    let (field, value) = field(rest, begin)?;
    let begin = begin + (rest.len() - value.len());
    if let Some(inner) = value.strip_prefix(is_quote) {
        let begin = begin + (value.len() - inner.len());
        let end = inner.find(is_quote);
        if end.is_none() && !reading.typing {
            return Err(error(
                begin..text.len(),
                "a quote is opened here and not closed",
                "put a \" at its end",
            ));
        }
        let value = inner.get(..end.unwrap_or(inner.len())).unwrap_or_default();
        let span = begin..begin + value.len();
        let closing = inner.get(value.len()..).and_then(|r| r.chars().next());
        *at = span.end + closing.map_or(0, char::len_utf8);
        return Ok(Some(Piece {
            without,
            field,
            value,
            last: end.is_none(),
            span,
        }));
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    // A quote in the middle begins a phrase of its own: `a"b c"`.
    let quote = value.find(is_quote).unwrap_or(value.len());
    let end = end.min(quote);
    let value = value.get(..end).unwrap_or_default();
    let span = begin..begin + value.len();
    *at = span.end;
    Ok(Some(Piece {
        without,
        field,
        value,
        last: span.end == text.len(),
        span,
    }))
}

/// The field before a colon, and what stands behind it. What is no field is a word like any other, unless it looks like a slip.
fn field(rest: &str, begin: usize) -> Result<(Option<Field>, &str), QueryError> {
    let none = Ok((None, rest));
    let Some((name, value)) = rest.split_once(':') else {
        return none;
    };
    if name.is_empty() || name.len() > 12 || !name.bytes().all(|b| b.is_ascii_alphabetic()) {
        return none;
    }
    let name = name.to_ascii_lowercase();
    if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) {
        return Ok((Some(*field), value));
    }
    let long = matches!(name.as_str(), "organisation" | "organization");
    if long {
        return Ok((Some(Field::Organisation), value));
    }
    let meant = FIELDS
        .iter()
        .find(|(known, _)| known.len() > 3 && strsim::osa_distance(known, &name) == 1);
    match meant {
        Some((meant, _)) => Err(error(
            begin..begin + name.len(),
            format!("there is no `{name}:`"),
            format!("did you mean `{meant}:`? As a word, put it in quotes"),
        )),
        None => none,
    }
}

fn what(piece: &Piece<'_>, reading: Reading) -> Result<Option<What>, QueryError> {
    let Some(field) = piece.field else {
        return Ok(phrase(piece, reading)?.map(What::Words));
    };
    if folded(piece.value).is_empty() {
        if reading.typing {
            return Ok(None);
        }
        let name = name(field);
        return Err(error(
            piece.span.clone(),
            format!("nothing stands behind `{name}:`"),
            format!("write {}", example(field)),
        ));
    }
    let phrase = || phrase(piece, reading);
    Ok(match field {
        Field::Person => phrase()?.map(What::Person),
        Field::Organisation => phrase()?.map(What::Organisation),
        Field::Script => phrase()?.map(What::Script),
        Field::Feeling => phrase()?.map(What::Feeling),
        Field::Step => Some(What::Step(step(piece))),
        Field::Mode => {
            let all = [Mode::Live, Mode::Practice, Mode::Run];
            one_of(piece, field, all.map(|m| (mode_word(m), m)), reading)?.map(What::Mode)
        }
        Field::Viability => {
            let all = [Viability::Yes, Viability::NotYet, Viability::No];
            let all = all.map(|v| (viability_word(v), v));
            one_of(piece, field, all, reading)?.map(What::Viability)
        }
        Field::Ended => {
            let all = [How::Won, How::Lost, How::WalkedAway, How::Open];
            one_of(piece, field, all.map(|h| (ended_word(h), h)), reading)?.map(What::Ended)
        }
        Field::Has => one_of(piece, field, [(OPEN, What::Open)], reading)?,
        Field::After | Field::Before | Field::On | Field::Since => began(piece, field, reading)?,
    })
}

fn name(field: Field) -> &'static str {
    let known = FIELDS.iter().find(|(_, known)| *known == field);
    known.map_or("", |(name, _)| name)
}

/// How a field is written.
fn example(field: Field) -> &'static str {
    match field {
        Field::Person => "person:ana or person:\"ana ruiz\"",
        Field::Organisation => "org:\"halvorsen mills\"",
        Field::Script => "script:warm-up",
        Field::Mode => "mode:live, mode:practice or mode:run",
        Field::Feeling => "feeling:worried",
        Field::Step => "step:impact",
        Field::Viability => "viability:yes, viability:not-yet or viability:no",
        Field::Has => "has:open",
        Field::Ended => "ended:won, ended:lost, ended:walked-away or ended:open",
        Field::After => "after:friday, after:\"last month\" or after:2026-03-01",
        Field::Before => "before:friday, before:\"last month\" or before:2026-03-01",
        Field::On => "on:yesterday, on:\"last week\" or on:2026-03",
        Field::Since => "since:monday, since:\"3 weeks ago\" or since:2026",
    }
}

/// The words of a piece; none when there is no letter in it.
fn phrase(piece: &Piece<'_>, reading: Reading) -> Result<Option<Phrase>, QueryError> {
    let star = piece.value.ends_with('*');
    let words: Vec<String> = words(piece.value).map(|(_, word)| word).collect();
    if words.is_empty() {
        if star && !reading.typing {
            return Err(error(
                piece.span.clone(),
                "a * alone stands for every word",
                "put the beginning of a word before it",
            ));
        }
        return Ok(None);
    }
    if words.len() > MOST_WORDS {
        return Err(error(
            piece.span.clone(),
            format!("a phrase of more than {MOST_WORDS} words"),
            "ask for fewer",
        ));
    }
    // "e-mail" that is still being typed may become "e-mails"; behind "e-" a word begins.
    let goes_on = reading.typing && piece.last && piece.value.ends_with(char::is_alphanumeric);
    let mut words = words;
    // The first letter behind other words could become thousands of words: it counts from the second on.
    let letter = words.last().is_some_and(|w| w.chars().nth(1).is_none());
    if goes_on && letter && words.len() > 1 {
        words.pop();
        return Ok(Some(Phrase {
            words,
            open_end: false,
        }));
    }
    Ok(Some(Phrase {
        words,
        open_end: star || goes_on,
    }))
}

/// A step's id, as scripts write them.
fn step(piece: &Piece<'_>) -> String {
    folded(piece.value.trim_end_matches('*')).replace(' ', "-")
}

fn one_of<T, const N: usize>(
    piece: &Piece<'_>,
    field: Field,
    all: [(&'static str, T); N],
    reading: Reading,
) -> Result<Option<T>, QueryError> {
    let asked = step(piece);
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let exact = names.iter().position(|name| *name == asked);
    let mut begin = names
        .iter()
        .enumerate()
        .filter(|(_, n)| n.starts_with(&asked));
    let only = match (begin.next(), begin.next()) {
        (Some((at, _)), None) => Some(at),
        // Still being typed: `n` may become `no` or `not-yet`.
        (Some(_), Some(_)) if reading.typing && piece.last && exact.is_none() => return Ok(None),
        _ => None,
    };
    if let Some(at) = exact.or(only) {
        return Ok(all.into_iter().nth(at).map(|(_, value)| value));
    }
    Err(error(
        piece.span.clone(),
        format!("`{}:` knows no “{}”", name(field), clean_line(piece.value)),
        format!("write {}", example(field)),
    ))
}

fn began(piece: &Piece<'_>, field: Field, reading: Reading) -> Result<Option<What>, QueryError> {
    let Some(days) = when::past(piece.value, reading.today) else {
        if reading.typing && piece.last {
            return Ok(None);
        }
        return Err(error(
            piece.span.clone(),
            format!("“{}” is no date", clean_line(piece.value)),
            format!("write {}", example(field)),
        ));
    };
    let next = |date: Date| date.checked_add(1.day()).unwrap_or(Date::MAX);
    let back = |date: Date| date.checked_sub(1.day()).unwrap_or(Date::MIN);
    let (from, to) = match field {
        Field::After => (Some(next(*days.end())), None),
        Field::Before => (None, Some(back(*days.start()))),
        Field::Since => (Some(*days.start()), None),
        _ => (Some(*days.start()), Some(*days.end())),
    };
    Ok(Some(What::Began { from, to }))
}
