//! Dates and times in plain words. Only where they stand: what day is meant is for those who know today.

use crate::listen::phrase::{Phrases, previous, span};
use crate::listen::tokens::{Shape, Token, Tokens};
use crate::listen::words::{
    client::{MONTHS, NUMBERS},
    is,
};
use std::ops::Range;
use std::sync::LazyLock;

/// Phrases in which nothing has to be counted. What needs a figure of a certain kind is in [`counted`].
const PLAIN: &str = "
    @day morning|afternoon|evening|night|lunchtime?;
    the? day after tomorrow; the? day before yesterday; this|that morning|afternoon|evening;
    next|last|this|coming|every|each|following? @weekday morning|afternoon|evening|night?;
    a week on @weekday|tomorrow; the? @weekday after next; the? week|month|year after next;
    the? next|last|this|coming|past|following|previous day|week|weekend|month|quarter|year|night|fortnight|decade;
    the? next|last|past|coming|following few|couple|_ of? days|weeks|months|quarters|years;
    the? next|last|this|coming @season|fall; last night; first thing tomorrow|@weekday;
    <in|by|until|till|before|since|after|over|during|from|through|this|early|late @season;
    <in|by|until|before|since|after|over|during the @season|fall;
    <by|until|before|after|over|at|on the weekend;
    early|late|mid next|this|last? @season|week|month|year|january|february|april|june|july|august|september|october|november|december|march|may;
    the? very? end|middle|beginning|start|close|turn of the|this|next|last|each|every? \
        day|week|month|quarter|year|decade|summer|spring|autumn|winter|business|fall|@month|@weekday|school+year|fiscal+year|financial+year|calendar+year;
    the? first|second|third|last half|quarter|week|month|day of the|this|next? year|quarter|month|@month|week;
    the? first|second|third|fourth|last|next|this|current quarter; year|quarter|month|week end;
    the? half|mid year; christmas eve|day?; boxing day; easter monday|sunday|weekend?; thanksgiving; new year; new year's eve|day?;
    black friday; the holidays;
    in|within the? next? a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|ninety|several|# @unit time|or+so?;
    in|within the? next? a few|couple|matter|fortnight of? days|weeks|months|years|hours|minutes?;
    a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|# @unit ago|back+then|hence|later|earlier|from+now|from+today;
    a couple|few|number of? @unit ago|later|earlier|from+now; ages|years|months|weeks ago;
    half past @number|#; quarter to|past|after|before @number|#; @number|# to|past noon|midnight;
    five|ten|twenty to|past @number|#; @number|# o'clock|oclock sharp?; <at|by|until|before|since|around noon|midnight;
    @number|# am|pm|a.m|p.m;
    at about|around? @number !percent|per|of|different|or|times|people|hundred|thousand|million|in|sites|points|@unit|o'clock|a.m|p.m|am|pm|-|major|key;
    on|by|until|before the @ordinal; the @ordinal of @month;
    january|february|april|june|july|august|september|october|november|december !jones;
    <in|by|until|till|since|before|after|from|of|during|this|last|next|through march|may; by cob|eod|eow|eom|eoy|close+of+business;
    eod|eow|eom|eoy
";

/// Words before a date that belong to it.
const LEADING: &[&str] = &[
    "about", "after", "around", "as", "at", "before", "by", "during", "from", "in", "of", "on",
    "over", "since", "through", "till", "until", "within",
];

/// Words and marks that may stand between two parts of one date.
const BETWEEN: &[&str] = &[",", "at", "in", "on", "the"];

static TABLE: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let ordinals = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth\
        |fourteenth|fifteenth|sixteenth|twentieth|thirtieth";
    let on = format!("{ordinals} $");
    let mut table = Phrases::in_quotes_too();
    table.add(
        &PLAIN
            .replace("the @ordinal;", &format!("the {on};"))
            .replace("@ordinal", ordinals),
        (),
    );
    table
});

/// Adds where dates and times stand in a turn, in order. "By", "on", "in" belong to them, and what follows at once:
/// "next Tuesday at half past nine" is one.
pub(in crate::listen) fn dates(tokens: &Tokens, _text: &str, out: &mut Vec<Range<usize>>) {
    let mut at = 0;
    let mut last_end = None;
    while at < tokens.list().len() {
        let plain = TABLE.longest(tokens, at).map(|(end, ())| end);
        let Some(end) = plain.max(counted(tokens, at)) else {
            at += 1;
            continue;
        };
        let from = leading(tokens, at, last_end.unwrap_or(0));
        let together = last_end.is_some_and(|last| joins(tokens, last, from));
        match out.last_mut() {
            Some(last) if together => last.end = span(tokens, from, end).end,
            _ => out.push(span(tokens, from, end)),
        }
        last_end = Some(end);
        at = end;
    }
}

/// Takes in "by the" and the like before a date, but nothing that was used already.
fn leading(tokens: &Tokens, at: usize, least: usize) -> usize {
    let leads = |place: usize| {
        let before = previous(tokens, place).filter(|before| *before >= least)?;
        leads(tokens, before, at).then_some(before)
    };
    let the = previous(tokens, at).filter(|the| *the >= least && tokens.at(*the) == "the");
    leads(at).unwrap_or_else(|| the.map_or(at, |the| leads(the).unwrap_or(the)))
}

/// Whether a word belongs to the date behind it. "About nine" is a time; "worried about Friday" is a worry.
fn leads(tokens: &Tokens, before: usize, at: usize) -> bool {
    let counts = || {
        let token = tokens.list().get(at);
        token.is_some_and(|token| token.shape == Shape::Figure)
            || is(NUMBERS, tokens.at(at))
            || matches!(tokens.at(at), "a" | "an" | "half" | "noon" | "midnight")
    };
    match tokens.at(before) {
        "about" => counts(),
        word => is(LEADING, word),
    }
}

/// Whether two dates are one: nothing of weight is between them.
fn joins(tokens: &Tokens, last: usize, from: usize) -> bool {
    let sentence = |at: usize| tokens.list().get(at).map(|token| token.sentence);
    sentence(last) == sentence(from)
        && from - last <= 2
        && (last..from).all(|between| is(BETWEEN, tokens.at(between)))
        && !matches!(
            tokens.at(from),
            "by" | "until" | "before" | "after" | "since" | "from"
        )
}

/// What needs figures: "12 May 2027", "the 14th", "Q3", "3 pm", "15:30", "2027-05-12". The token behind it.
fn counted(tokens: &Tokens, at: usize) -> Option<usize> {
    let token = tokens.list().get(at)?;
    let key = tokens.at(at);
    if token.shape == Shape::Word {
        // "May 12", "May 12th, 2027", "March 2027".
        let next = tokens.list().get(at + 1);
        let figure = next.is_some_and(|next| next.shape == Shape::Figure);
        let dated = |next: &str| is_day(next) || is_year(next);
        return (figure && is(MONTHS, key) && dated(tokens.at(at + 1)))
            .then(|| year(tokens, at + 2));
    }
    if token.shape != Shape::Figure {
        return None;
    }
    let next = |n: usize| tokens.at(at + n);
    let near = |n: usize| {
        let (a, b) = (tokens.list().get(at + n - 1), tokens.list().get(at + n));
        a.zip(b)
            .is_some_and(|(a, b): (&Token, &Token)| a.at.end == b.at.start)
    };
    if is_quarter(key) {
        return Some(year(tokens, at + 1));
    }
    if is_day(key) && is(MONTHS, next(1)) {
        return Some(year(tokens, at + 2));
    }
    if is_day(key) && next(1) == "of" && is(MONTHS, next(2)) {
        return Some(year(tokens, at + 3));
    }
    let parted = matches!(next(1), "-" | "/") && next(3) == next(1) && near(1) && near(2);
    if parted && near(3) && near(4) && is_number(key) && is_number(next(2)) && is_number(next(4)) {
        return Some(at + 5);
    }
    if next(1) == ":" && near(1) && near(2) && is_hour(key) && is_minute(next(2)) {
        let half = matches!(next(3), "am" | "pm" | "a.m" | "p.m");
        return Some(at + 3 + usize::from(half));
    }
    if is_dotted(key) {
        return Some(at + 1);
    }
    let clock = key.strip_suffix("am").or_else(|| key.strip_suffix("pm"));
    if clock.is_some_and(is_hour) {
        return Some(at + 1);
    }
    let before = previous(tokens, at).map_or("", |before| tokens.at(before));
    if is_ordinal(key) && (before == "the" || is(LEADING, before)) {
        let thing = tokens
            .list()
            .get(at + 1)
            .is_some_and(|t| t.shape == Shape::Word)
            && !is(AFTER_A_DAY, next(1));
        return (!thing).then_some(at + 1);
    }
    let dated = matches!(
        before,
        "in" | "since" | "by" | "until" | "before" | "from" | "of" | "late" | "early"
    );
    if dated
        && is_year(key)
        && tokens
            .list()
            .get(at + 1)
            .is_none_or(|t| t.shape != Shape::Word || is(AFTER_A_DAY, next(1)))
    {
        return Some(at + 1);
    }
    let hour = before == "at"
        && (is_hour(key)
            || key
                .split_once('.')
                .is_some_and(|(h, m)| is_hour(h) && is_minute(m)));
    let open = tokens.list().get(at + 1).is_none_or(|t| {
        (t.shape == Shape::Mark && !matches!(next(1), "%" | "$" | "€" | "/" | "-"))
            || is(AFTER_A_DAY, next(1))
    });
    (hour && open).then_some(at + 1)
}

/// Words that may follow "the 14th": with others it is the fourteenth of something.
const AFTER_A_DAY: &[&str] = &[
    "and", "at", "because", "but", "for", "i", "if", "in", "is", "latest", "or", "please", "so",
    "that", "then", "to", "today", "tomorrow", "we", "when", "with",
];

/// A year behind a date, with or without a comma.
fn year(tokens: &Tokens, at: usize) -> usize {
    if is_year(tokens.at(at)) {
        at + 1
    } else if tokens.at(at) == "," && is_year(tokens.at(at + 1)) {
        at + 2
    } else {
        at
    }
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.len() <= 4 && key.bytes().all(|b| b.is_ascii_digit())
}

fn up_to(key: &str, most: u16) -> bool {
    is_number(key) && key.parse::<u16>().is_ok_and(|n| n <= most)
}

fn is_hour(key: &str) -> bool {
    key.len() <= 2 && up_to(key, 24)
}

fn is_minute(key: &str) -> bool {
    key.len() == 2 && up_to(key, 59)
}

fn is_ordinal(key: &str) -> bool {
    let day = key.get(..key.len().saturating_sub(2)).unwrap_or_default();
    ["st", "nd", "rd", "th"]
        .iter()
        .any(|end| key.ends_with(end))
        && day != "0"
        && up_to(day, 31)
}

fn is_day(key: &str) -> bool {
    is_ordinal(key) || (key.len() <= 2 && key != "0" && up_to(key, 31))
}

fn is_year(key: &str) -> bool {
    key.len() == 4 && is_number(key) && (key.starts_with("19") || key.starts_with("20"))
}

/// "12.05.2027", "1.5.27"; and not "1.2.3", which is a version.
fn is_dotted(key: &str) -> bool {
    let mut parts = key.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year), None) => {
            is_day(day) && up_to(month, 12) && is_number(year) && year.len() >= 2
        }
        _ => false,
    }
}

fn is_quarter(key: &str) -> bool {
    matches!(key, "q1" | "q2" | "q3" | "q4" | "h1" | "h2")
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
