//! One text, explained to a person: what it does, and by which words one can tell.

use super::balance::Balance;
use super::marks::{Look, Mark, spans};
use super::words::{self, likely};
use crate::command::arguments::Arguments;
use crate::command::{Fail, screen};
use crate::listen::{Heard, Listener, Speaker};
use crate::text::{clean_block, ellipsis, wrap};
use std::io::IsTerminal as _;
use std::ops::Range;

/// Columns, also where there are more: longer lines are harder to read.
const COLUMNS: usize = 80;
/// Words are quoted up to so many columns.
const QUOTE: usize = 120;

/// Before the further rows of a line.
const FURTHER: &str = "    ";

/// What an explanation is written on.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    look: Look,
    columns: usize,
}

/// The paper that standard output is.
pub(super) fn paper(arguments: &Arguments) -> Result<Paper, Fail> {
    let terminal = std::io::stdout().is_terminal();
    let columns = if terminal {
        let columns = crossterm::terminal::size().map_or(COLUMNS, |(columns, _)| columns.into());
        columns.clamp(20, COLUMNS)
    } else {
        COLUMNS
    };
    let look = if arguments.plain {
        Look::Plain
    } else if terminal {
        screen::colours(arguments)?.map_or(Look::Signs, |theme| Look::Colours(Box::new(theme)))
    } else {
        Look::Signs
    };
    Ok(Paper { look, columns })
}

/// Explains a text, and, for one of the user's, whether it is about the other.
pub(super) fn explain(
    mut listener: Listener,
    speaker: Speaker,
    text: &str,
    before: Option<&str>,
    paper: &Paper,
) -> String {
    let mut out = String::new();
    if let Some(before) = before {
        let (other, who) = match speaker {
            Speaker::Coach => (Speaker::Client, "client"),
            Speaker::Client => (Speaker::Coach, "you"),
        };
        let before = clean_block(before);
        listener.hear(other, &before);
        let quoted = ellipsis(&before, QUOTE);
        paper.line(None, "before, ", &format!("{who}: “{quoted}”"), &mut out);
        out.push('\n');
    }
    let text = clean_block(text);
    let text = text.trim_end();
    let heard = listener.hear(speaker, text);
    if !text.is_empty() {
        paper.look.text(
            text,
            &spans(&heard, shown(speaker)),
            paper.columns,
            &mut out,
        );
        out.push('\n');
    }
    let mut lines = Lines {
        text,
        heard: &heard,
        paper,
        out,
    };
    lines.verdicts();
    lines.details();
    let mut out = lines.out;
    if speaker == Speaker::Coach {
        out.push('\n');
        let [figures, says] = Balance::of(text).lines();
        paper.line(None, &figures, "", &mut out);
        paper.line(None, &says, "", &mut out);
    }
    out
}

/// Which verdicts on the whole are of use to a person: what a question sounds like, and what kind of turn a client's is,
/// are for programs.
fn shown(speaker: Speaker) -> &'static [&'static str] {
    match speaker {
        Speaker::Coach => &["main", "question"],
        Speaker::Client => &["talk", "emotion"],
    }
}

impl Paper {
    /// A line, with its further rows set in.
    fn line(&self, mark: Option<Mark>, name: &str, rest: &str, out: &mut String) {
        let before = self.look.before(mark);
        let inner = self.columns.saturating_sub(FURTHER.len());
        let whole = format!("{name}{rest}");
        for (nth, row) in wrap(&whole, inner).into_iter().enumerate() {
            let row = whole.get(row).unwrap_or_default();
            if nth > 0 {
                out.push_str(FURTHER);
                out.push_str(row);
            } else if let Some(rest) = row.strip_prefix(name) {
                out.push_str(&before);
                out.push_str(&self.look.name(name, mark));
                out.push_str(rest);
            } else {
                out.push_str(&before);
                out.push_str(row);
            }
            out.push('\n');
        }
    }
}

struct Lines<'a> {
    text: &'a str,
    heard: &'a Heard,
    paper: &'a Paper,
    out: String,
}

impl Lines<'_> {
    /// What the turn does as a whole.
    fn verdicts(&mut self) {
        let Heard {
            main,
            question,
            emotion,
            talk,
            confidence,
            ..
        } = self.heard;
        for of in shown(self.heard.speaker) {
            let (name, what, confidence) = match (*of, talk) {
                ("main", _) => ("main", words::main(*main), confidence.main),
                ("question", _) => ("question", question.name(), confidence.question),
                ("talk", Some(talk)) => ("speaks", words::talk(*talk), confidence.talk),
                _ => ("emotion", emotion.name(), confidence.emotion),
            };
            let because = self.heard.because.iter().find(|b| b.of == *of);
            let what = format!("{what} {}", likely(confidence));
            self.say(Mark::Verdict, name, &what, because.map(|b| b.at.clone()));
        }
    }

    /// What else it does, and what it lets drop.
    fn details(&mut self) {
        let heard = self.heard;
        for sign in &heard.acts {
            if let Some(does) = words::act(sign.what) {
                let what = format!("{does} {}", likely(sign.confidence));
                self.say(Mark::Verdict, "does", &what, Some(sign.at.clone()));
            }
        }
        for sign in &heard.feelings {
            let what = words::feeling(&sign.what);
            self.say(Mark::Feeling, "feeling", &what, Some(sign.at.clone()));
        }
        for sign in &heard.cues {
            let what = format!("{} {}", words::cue(sign.what), likely(sign.confidence));
            self.say(Mark::Cue, "ask about", &what, Some(sign.at.clone()));
        }
        if let Some(sign) = &heard.evasion {
            let what = format!(
                "perhaps goes round the question {}",
                likely(sign.confidence)
            );
            self.say(Mark::Cue, "evasion", &what, Some(sign.at.clone()));
        }
        if let Some(sign) = &heard.binding {
            let what = format!("{} {}", words::binding(sign.what), likely(sign.confidence));
            self.say(Mark::Commitment, "commitment", &what, Some(sign.at.clone()));
        }
        for (name, list) in [("date", &heard.dates), ("person", &heard.people)] {
            for at in list {
                self.say(Mark::Named, name, "", Some(at.clone()));
            }
        }
    }

    /// `name: what: “words”`
    fn say(&mut self, mark: Mark, name: &str, what: &str, at: Option<Range<usize>>) {
        let words = at.and_then(|at| self.text.get(at)).unwrap_or_default();
        let words = ellipsis(words, QUOTE);
        let rest = match (what.is_empty(), words.is_empty()) {
            (_, true) => format!(": {what}"),
            (true, false) => format!(": “{words}”"),
            (false, false) => format!(": {what}: “{words}”"),
        };
        let mark = Some(mark).filter(|_| !words.is_empty());
        self.paper.line(mark, name, &rest, &mut self.out);
    }
}
