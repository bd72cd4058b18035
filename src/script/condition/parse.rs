//! Reading a condition, word by word.

use super::{Clause, Slip};
use std::ops::Range;

/// The longest condition, in bytes.
const LONGEST: usize = 4000;

const FORMS: &str = "write it such as `viable is no`, `energy is under 4`, `issue is answered`, `outcome lacks date` or \
                     `later conversation`";

/// A clause, and where in the text stands what it names and what it says of that.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::script) struct Placed {
    pub(in crate::script) clause: Clause,
    pub(in crate::script) name: Range<usize>,
    pub(in crate::script) value: Range<usize>,
}

/// Reads a condition. `options` are what a choice of this id can be: where the words behind `is` are one of them,
/// that option is meant, even if it begins with `not` or has an `and` in it.
pub(in crate::script) fn parse_with<'o>(
    text: &str,
    options: impl Fn(&str) -> Vec<&'o str>,
) -> Result<Vec<Placed>, Slip> {
    if text.len() > LONGEST {
        return Err(Slip::new(
            0..0,
            "this condition is too long",
            "ask for one thing, or two",
        ));
    }
    let mut words = Words {
        text,
        all: words(text),
        next: 0,
    };
    let mut clauses = Vec::new();
    loop {
        clauses.push(words.clause(&options)?);
        let Some((at, word)) = words.take() else {
            return Ok(clauses);
        };
        if word != "and" {
            let mend = if word == "or" {
                "only `and` joins conditions; for an or, write the prompt or question twice"
            } else {
                "join two conditions with `and`"
            };
            return Err(Slip::new(
                at,
                format!("`{word}` does not belong here"),
                mend,
            ));
        }
    }
}

/// The words with where they stand.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = text.char_indices().map(|(at, c)| (at, c.is_whitespace()));
    for (at, space) in ends.chain([(text.len(), true)]) {
        match (start, space) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                found.push((from..at, text.get(from..at).unwrap_or_default()));
                start = None;
            }
            _ => {}
        }
    }
    found
}

struct Words<'t> {
    text: &'t str,
    all: Vec<(Range<usize>, &'t str)>,
    next: usize,
}

impl<'t> Words<'t> {
    fn rest(&self) -> &[(Range<usize>, &'t str)] {
        self.all.get(self.next..).unwrap_or_default()
    }

    fn peek(&self) -> Option<&'t str> {
        self.rest().first().map(|(_, word)| *word)
    }

    fn take(&mut self) -> Option<(Range<usize>, &'t str)> {
        let word = self.all.get(self.next).cloned();
        self.next += usize::from(word.is_some());
        word
    }

    /// The next word, or the complaint that `wanted` is missing.
    fn wanted(&mut self, wanted: &str, mend: &str) -> Result<(Range<usize>, &'t str), Slip> {
        let end = self.text.len();
        self.take()
            .ok_or_else(|| Slip::new(end..end, format!("{wanted} is missing here"), mend))
    }

    fn clause<'o>(&mut self, options: &impl Fn(&str) -> Vec<&'o str>) -> Result<Placed, Slip> {
        let (name, id) = self.wanted("a condition", FORMS)?;
        let place = |clause| Placed {
            clause,
            name: name.clone(),
            value: name.clone(),
        };
        match (id, self.peek()) {
            ("first", Some("conversation")) => {
                self.take();
                return Ok(place(Clause::FirstConversation));
            }
            ("later", Some("conversation")) => {
                self.take();
                return Ok(place(Clause::LaterConversation));
            }
            _ => {}
        }
        if !id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            let small = id.trim_matches(['{', '}']).to_lowercase();
            let mend = if crate::script::is_name(&small) {
                format!("write `{small}`")
            } else {
                FORMS.to_owned()
            };
            return Err(Slip::new(
                name,
                format!("`{id}` is not the id of a step, a question or a computed value"),
                mend,
            ));
        }
        let forms = match id {
            "first" | "later" => format!("write `{id} conversation`"),
            _ => FORMS.to_owned(),
        };
        let (verb_at, verb) = self.wanted("`is`, `knows` or `lacks`", &forms)?;
        match verb {
            "is" => self.is(name, id, &options(id)),
            "knows" | "lacks" => {
                let (value, known) =
                    self.wanted("a must-know", "write the id of a must-know of this step")?;
                let (step, known) = (id.to_owned(), known.to_owned());
                let clause = if verb == "knows" {
                    Clause::Knows { step, known }
                } else {
                    Clause::Lacks { step, known }
                };
                Ok(Placed {
                    clause,
                    name,
                    value,
                })
            }
            _ => Err(Slip::new(
                verb_at,
                format!("`{verb}` is not something that a condition can say"),
                forms,
            )),
        }
    }

    /// What follows `is`.
    fn is(&mut self, name: Range<usize>, id: &str, options: &[&str]) -> Result<Placed, Slip> {
        let id = id.to_owned();
        let begin = self.next;
        if let Some((not, value)) = self.option(options) {
            let value_at = self.covered(begin);
            let value = value.to_owned();
            return Ok(Placed {
                clause: Clause::Is { id, value, not },
                name,
                value: value_at,
            });
        }
        let (at, word) = self.wanted("what it has to be", FORMS)?;
        let clause = match word {
            "answered" => Clause::Answered { id },
            "open" => Clause::Open { id },
            "over" => {
                let number = self.number(word)?;
                Clause::Over { id, number }
            }
            "under" => {
                let number = self.number(word)?;
                Clause::Under { id, number }
            }
            "and" => {
                return Err(Slip::new(at, "what it has to be is missing here", FORMS));
            }
            _ => {
                let not = word == "not";
                if not {
                    self.not()?;
                } else {
                    self.next -= 1;
                }
                let from = self.next;
                while self.peek().is_some_and(|word| word != "and") {
                    self.take();
                }
                let value_at = self.covered(from);
                let value = self.text.get(value_at.clone()).unwrap_or_default();
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                return Ok(Placed {
                    clause: Clause::Is { id, value, not },
                    name,
                    value: value_at,
                });
            }
        };
        Ok(Placed {
            clause,
            name,
            value: self.covered(begin),
        })
    }

    /// Notes what `not` cannot stand before.
    fn not(&self) -> Result<(), Slip> {
        let end = self.text.len()..self.text.len();
        let (at, word) = self.rest().first().cloned().unwrap_or((end, ""));
        let instead = match word {
            "answered" => "write `is open`",
            "open" => "write `is answered`",
            "over" => "write `is under` and a number one higher",
            "under" => "write `is over` and a number one lower",
            "" | "and" => "write what it must not be",
            _ => return Ok(()),
        };
        Err(Slip::new(
            at,
            "`is not` wants the option that it must not be",
            instead,
        ))
    }

    fn number(&mut self, word: &str) -> Result<f64, Slip> {
        let mend = format!("write a figure behind `{word}`, such as {word} 4");
        let (at, figure) = self.wanted("a figure", &mend)?;
        let plain = figure
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == '-');
        figure
            .parse::<f64>()
            .ok()
            .filter(|number| plain && number.is_finite())
            .ok_or_else(|| Slip::new(at, format!("`{figure}` is not a figure"), mend))
    }

    /// The longest of the options that stands here up to an `and` or the end, and whether `not` stands before it.
    fn option<'o>(&mut self, options: &[&'o str]) -> Option<(bool, &'o str)> {
        for not in [false, true] {
            let rest = match self.rest() {
                rest if !not => rest,
                [(_, "not"), rest @ ..] => rest,
                _ => return None,
            };
            let fitting = options.iter().filter_map(|option| {
                let count = option.split_whitespace().count();
                let same = rest.len() >= count
                    && option
                        .split_whitespace()
                        .zip(rest)
                        .all(|(one, (_, other))| crate::text::same_words(one, other));
                let ends = rest.get(count).is_none_or(|(_, word)| *word == "and");
                (count > 0 && same && ends).then_some((count, *option))
            });
            if let Some((count, option)) = fitting.max_by_key(|(count, _)| *count) {
                self.next += count + usize::from(not);
                return Some((not, option));
            }
        }
        None
    }

    /// The bytes of the words from the one with this number to the one that was taken last.
    fn covered(&self, from: usize) -> Range<usize> {
        let end = self.text.len();
        let first = self.all.get(from).map_or(end, |(at, _)| at.start);
        let last = self
            .next
            .checked_sub(1)
            .and_then(|n| self.all.get(n))
            .map_or(first, |(at, _)| at.end);
        first..last.max(first)
    }
}
