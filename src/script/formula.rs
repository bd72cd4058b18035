//! A formula of names and numbers with `+ - * / ( )`, and what its value means.

use super::{Rewrite, Slip};
use std::fmt;
use std::ops::Range;

/// The longest formula, in bytes.
const LONGEST: usize = 500;

/// How deep parentheses and signs may be nested.
const DEEPEST: usize = 32;

/// A figure that is worked out from ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The name by which conditions and formulas further down know it.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// How it is worked out.
    pub formula: Formula,
    /// What its values mean, from low to high; may be empty.
    pub means: Vec<Meaning>,
}

/// What a range of values means.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// The highest value that means this; `None` for all that are higher than those before.
    pub up_to: Option<f64>,
    /// What it means.
    pub says: String,
}

impl Computed {
    /// What a value means: the first meaning that fits.
    pub fn meaning(&self, value: f64) -> Option<&str> {
        self.means
            .iter()
            .find(|m| m.up_to.is_none_or(|most| value <= most))
            .map(|m| m.says.as_str())
    }
}

/// A formula, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    source: String,
    root: Term,
    names: Vec<(String, Range<usize>)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Number(f64),
    Name(String),
    Minus(Box<Term>),
    Pair(Box<Term>, Operator, Box<Term>),
}

impl Term {
    fn rewritten(&self, by: &mut impl Rewrite) -> Self {
        match self {
            Self::Number(number) => Self::Number(*number),
            Self::Name(name) => Self::Name(by.id(name)),
            Self::Minus(term) => Self::Minus(Box::new(term.rewritten(by))),
            Self::Pair(left, operator, right) => Self::Pair(
                Box::new(left.rewritten(by)),
                *operator,
                Box::new(right.rewritten(by)),
            ),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// A [`Slip`]: what is wrong, where, and how to mend it.
    pub fn parse(text: &str) -> Result<Self, Slip> {
        if text.len() > LONGEST {
            return Err(Slip::new(
                0..0,
                format!(
                    "this formula has {} characters; at most {LONGEST} are read",
                    text.chars().count()
                ),
                "work out a part of it under an id of its own, above",
            ));
        }
        let mut reader = Reader {
            text,
            at: 0,
            names: Vec::new(),
        };
        let root = reader.sum(0)?;
        if let Some((at, token)) = reader.peek()? {
            let mend = match token {
                Token::Close => "take it out, or open it further left",
                _ => "write + - * or / between the two",
            };
            return Err(Slip::new(
                at,
                "the formula should have ended before this",
                mend,
            ));
        }
        Ok(Self {
            source: text.to_owned(),
            root,
            names: reader.names,
        })
    }

    /// The same, naming figures by other ids.
    pub(super) fn rewritten(&self, by: &mut impl Rewrite) -> Self {
        let (mut source, mut names, mut done) = (String::new(), Vec::new(), 0);
        for (name, at) in &self.names {
            source.push_str(self.source.get(done..at.start).unwrap_or_default());
            let from = source.len();
            let name = by.id(name);
            source.push_str(&name);
            names.push((name, from..source.len()));
            done = at.end;
        }
        source.push_str(self.source.get(done..).unwrap_or_default());
        Self {
            source,
            root: self.root.rewritten(by),
            names,
        }
    }

    /// The ids that it names, in the order of the text; one may be there several times.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }

    /// The names with where they stand in the text.
    pub(super) fn places(&self) -> &[(String, Range<usize>)] {
        &self.names
    }

    /// What it amounts to; `None` where a name has no value, a divisor is 0, or the value is out of all bounds.
    pub fn value(&self, lookup: impl Fn(&str) -> Option<f64>) -> Option<f64> {
        self.root.value(&lookup)
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.source)
    }
}

impl Term {
    fn value(&self, lookup: &impl Fn(&str) -> Option<f64>) -> Option<f64> {
        let value = match self {
            Self::Number(number) => *number,
            Self::Name(name) => lookup(name)?,
            Self::Minus(term) => -term.value(lookup)?,
            Self::Pair(left, operator, right) => {
                let (left, right) = (left.value(lookup)?, right.value(lookup)?);
                match operator {
                    Operator::Plus => left + right,
                    Operator::Minus => left - right,
                    Operator::Times => left * right,
                    // Over 0 it is infinite or not a number.
                    Operator::Over => left / right,
                }
            }
        };
        value.is_finite().then_some(value)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    Number(f64),
    Name(&'t str),
    Sign(Operator),
    Open,
    Close,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    names: Vec<(String, Range<usize>)>,
}

impl<'t> Reader<'t> {
    fn sum(&mut self, depth: usize) -> Result<Term, Slip> {
        let mut left = self.product(depth)?;
        while let Some((at, Token::Sign(sign @ (Operator::Plus | Operator::Minus)))) =
            self.peek()?
        {
            self.at = at.end;
            let right = self.product(depth)?;
            left = Term::Pair(Box::new(left), sign, Box::new(right));
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Term, Slip> {
        let mut left = self.single(depth)?;
        while let Some((at, Token::Sign(sign @ (Operator::Times | Operator::Over)))) =
            self.peek()?
        {
            self.at = at.end;
            let right = self.single(depth)?;
            left = Term::Pair(Box::new(left), sign, Box::new(right));
        }
        Ok(left)
    }

    fn single(&mut self, depth: usize) -> Result<Term, Slip> {
        let wanted = "an id or a number is wanted here";
        let end = self.text.len();
        let Some((at, token)) = self.peek()? else {
            return Err(Slip::new(
                end..end,
                wanted,
                "write the id of a rating, or a number",
            ));
        };
        if depth > DEEPEST {
            return Err(Slip::new(
                at,
                "this is nested too deeply",
                "work out a part of it under an id of its own, above",
            ));
        }
        match token {
            Token::Number(number) => {
                self.at = at.end;
                Ok(Term::Number(number))
            }
            Token::Name(name) => {
                self.at = at.end;
                self.names.push((name.to_owned(), at));
                Ok(Term::Name(name.to_owned()))
            }
            Token::Sign(Operator::Minus) => {
                self.at = at.end;
                Ok(Term::Minus(Box::new(self.single(depth + 1)?)))
            }
            Token::Open => {
                self.at = at.end;
                let inner = self.sum(depth + 1)?;
                match self.peek()? {
                    Some((close, Token::Close)) => {
                        self.at = close.end;
                        Ok(inner)
                    }
                    _ => Err(Slip::new(at, "this ( is not closed", "close it with )")),
                }
            }
            Token::Sign(_) | Token::Close => Err(Slip::new(
                at,
                wanted,
                "write the id of a rating, or a number, before this",
            )),
        }
    }

    /// The next token and where it stands, without taking it.
    fn peek(&self) -> Result<Option<(Range<usize>, Token<'t>)>, Slip> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = self.at + (rest.len() - rest.trim_start().len());
        let rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return Ok(None);
        };
        let single = start..start + first.len_utf8();
        let token = match first {
            '+' => Token::Sign(Operator::Plus),
            '-' => Token::Sign(Operator::Minus),
            '*' => Token::Sign(Operator::Times),
            '/' => Token::Sign(Operator::Over),
            '(' => Token::Open,
            ')' => Token::Close,
            c if c.is_alphanumeric() || c == '_' => {
                let word = word(rest);
                return Ok(Some((start..start + word.len(), name_or_number(word))));
            }
            other => {
                let mend = match other {
                    '×' | '·' => "write * for it",
                    '÷' | ':' => "write / for it",
                    '−' | '–' => "write - for it",
                    '.' | ',' => "write a number as 0.5",
                    '{' | '}' => "write the id without braces",
                    _ => "a formula has ids, numbers, + - * / ( )",
                };
                return Err(Slip::new(
                    single,
                    format!("`{other}` does not belong in a formula"),
                    mend,
                ));
            }
        };
        Ok(Some((single, token)))
    }
}

/// The name or number that the text begins with: a `-` belongs to it when something follows, and so does a point
/// between digits.
fn word(text: &str) -> &str {
    let mut end = 0;
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        let within = c.is_alphanumeric()
            || c == '_'
            || (c == '-' && next.is_alphanumeric())
            || (c == '.' && before.is_ascii_digit() && next.is_ascii_digit());
        if !within {
            break;
        }
        end = at + c.len_utf8();
        before = c;
    }
    text.get(..end).unwrap_or(text)
}

fn name_or_number(word: &str) -> Token<'_> {
    let digits = word.chars().all(|c| c.is_ascii_digit() || c == '.');
    match word.parse::<f64>() {
        Ok(number) if digits => Token::Number(number),
        _ => Token::Name(word),
    }
}

#[cfg(test)]
#[path = "formula_tests.rs"]
mod tests;
