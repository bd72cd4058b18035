//! A session as a person reads it: in order, by step, each line with its role. Screens, plain mode and
//! exports all draw these lines.

use super::afterwards;
use super::entry::{Asked, AskedWhat, Commitment, Entry, Feeling, Head, Kind, Mode, Owner};
use super::model::Session;
use super::practice::Seat;
use crate::script::AnswerKind;
use crate::script::Recall;
use crate::when;
use std::fmt::Write as _;

/// What a line of a transcript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who, at the top.
    Title,
    /// What and when, under the title.
    Meta,
    /// A figure that was computed.
    Figure,
    /// A step, or a part after the steps.
    Heading,
    /// A question that was asked.
    Question,
    /// What the user said to a client.
    Said,
    /// The client's own words.
    Answer,
    /// A feeling.
    Feeling,
    /// The user's own note.
    Note,
    /// Parked.
    Parked,
    /// A commitment.
    Commitment,
    /// An entry that was withdrawn.
    Withdrawn,
    /// What does not match what the program wrote.
    Warning,
    /// Nothing.
    Blank,
}

/// One line, which may be longer than a row and may have line ends in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The wall time, such as `14:03`, where it has one.
    pub time: String,
    /// The words, marks such as `~` and `#` included.
    pub text: String,
    /// The place of the step that begins here, for headings of steps.
    pub step: Option<usize>,
    /// The number of the entry that it shows.
    pub n: Option<u32>,
}

impl Line {
    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        Self {
            role,
            time: String::new(),
            text: text.into(),
            step: None,
            n: None,
        }
    }

    fn blank() -> Self {
        Self::new(Role::Blank, "")
    }
}

/// The whole session. `problems` are what reading its file found, in words.
pub fn transcript(session: &Session, problems: &[String]) -> Vec<Line> {
    let mut lines = head(session);
    lines.extend(
        problems
            .iter()
            .map(|p| Line::new(Role::Warning, format!("! {p}"))),
    );
    for (at, step) in session.script().steps.iter().enumerate() {
        lines.extend(part(
            heading(session, at),
            lines_of(session, Some(&step.id)),
        ));
    }
    let other = Line::new(Role::Heading, "In steps that the script does not have");
    lines.extend(part(other, lines_of(session, None)));
    lines.extend(super::figures::values(session));
    lines.extend(promises(session));
    lines.extend(parked(session));
    lines.extend(afterwards::afterwards(session));
    lines.extend(super::figures::figures(session));
    lines
}

/// Bars from `▁` to `█` for values from 0 to 5.
pub fn chart(values: impl IntoIterator<Item = f32>) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    values
        .into_iter()
        .map(|value| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to 0..=7"
            )]
            let height = (value / 5.0 * 7.0).round().clamp(0.0, 7.0) as usize;
            BARS.get(height).copied().unwrap_or('█')
        })
        .collect()
}

fn head(session: &Session) -> Vec<Line> {
    let head = session.head();
    let mine = head.person.is_me();
    let mut who = if mine {
        head.script.title.clone()
    } else {
        head.person.name.clone()
    };
    if let Some(organisation) = &head.person.organisation {
        let _ = write!(who, " · {organisation}");
    }
    let mode = practised(head);
    let minutes = session.fold().last_t / 60_000;
    let length = match minutes {
        0 => "under a minute".to_owned(),
        1 => "1 minute".to_owned(),
        m => format!("{m} minutes"),
    };
    let script = if mine {
        String::new()
    } else {
        format!("{} · ", head.script.title)
    };
    let began = format!(
        "{script}{} at {} · {length}{mode}",
        when::exact(head.began.date()),
        clock_time(head.began),
    );
    let mut lines = vec![Line::new(Role::Title, who), Line::new(Role::Meta, began)];
    if session.fold().closed.is_none() {
        lines.push(Line::new(Role::Meta, "not ended yet"));
    }
    if let Some(agreement) = &session.fold().consent {
        let words = format!("notes: {}", agreement.consent.words());
        lines.push(Line::new(Role::Meta, words));
    }
    lines
}

/// How a practice was held.
fn practised(head: &Head) -> String {
    let Some(practice) = head
        .practice
        .as_ref()
        .filter(|_| head.mode == Mode::Practice)
    else {
        return String::new();
    };
    match practice.seat {
        Seat::Pair => " · practice with somebody who plays them".to_owned(),
        Seat::Observer => " · practice, observed".to_owned(),
        Seat::Simulated => {
            let difficulty = practice.difficulty.as_deref().unwrap_or_default();
            let seed = practice.seed.unwrap_or_default();
            format!(" · practice · {difficulty} · seed {seed}")
        }
    }
}

fn clock_time(at: super::Moment) -> String {
    format!("{:02}:{:02}", at.time().hour(), at.time().minute())
}

/// The lines of a step in their order; `None` for those of steps that the script does not have.
fn lines_of(session: &Session, step: Option<&str>) -> Vec<Line> {
    let wanted = |id: &str| match step {
        Some(step) => step == id,
        None => session.script().position(id).is_none(),
    };
    session
        .entries()
        .iter()
        .filter(|e| e.kind.step().is_some_and(wanted))
        .flat_map(|e| {
            asked_line(session, e)
                .into_iter()
                .chain(line_of(session, e))
        })
        .collect()
}

fn heading(session: &Session, at: usize) -> Line {
    let steps = &session.script().steps;
    let title = steps.get(at).map_or("", |s| s.title.as_str());
    Line {
        step: Some(at),
        ..Line::new(
            Role::Heading,
            format!("{} of {} · {title}", at + 1, steps.len()),
        )
    }
}

/// The line of one entry; `None` for entries that are no words.
pub fn line_of(session: &Session, entry: &Entry) -> Option<Line> {
    let (role, text) = match &entry.kind {
        Kind::Answer(x) => (Role::Answer, format!("“{}”", x.text)),
        Kind::Feeling(x) => (Role::Feeling, feeling(x)),
        Kind::Note(x) => (Role::Note, format!("# {}", x.text)),
        Kind::Parked(x) => (Role::Parked, format!("+ {}", x.text)),
        Kind::Commitment(x) => (Role::Commitment, format!("! {}", commitment(x))),
        Kind::Asked(x) => (Role::Question, question(session, x, entry.n)),
        Kind::Said(x) if x.text.is_empty() => (Role::Said, "› (silence)".to_owned()),
        Kind::Said(x) => (Role::Said, format!("› {}", x.text)),
        Kind::Reply(x) => (Role::Answer, format!("“{}”", x.text)),
        Kind::Kept(x) => (Role::Commitment, afterwards::kept(session, entry, x)),
        Kind::Ended(x) => (Role::Figure, afterwards::ended(entry, x)),
        Kind::Consent(x) => (Role::Figure, format!("notes: {}", x.words())),
        _ => return None,
    };
    let (withdrawn, left) = (session.is_withdrawn(entry.n), session.is_left(entry.n));
    let mut text = match (withdrawn, left) {
        (true, _) => format!("(withdrawn) {text}"),
        (_, true) => format!("(another try) {text}"),
        _ => text,
    };
    let withdrawn = withdrawn || left;
    if session.is_changed(entry.n) {
        text.push_str("  [changed outside mineral]");
    }
    Some(Line {
        time: clock_time(entry.at),
        n: Some(entry.n),
        ..Line::new(if withdrawn { Role::Withdrawn } else { role }, text)
    })
}

/// A feeling with its intensity in words and dots: `~ worn down ●●●●○ 4 of 5`.
pub(crate) fn feeling(x: &Feeling) -> String {
    let mut text = format!("~ {}", x.word);
    if let Some(intensity) = x.intensity {
        let full = usize::from(intensity.min(5));
        let _ = write!(
            text,
            " {}{} {full} of 5",
            "●".repeat(full),
            "○".repeat(5 - full)
        );
    }
    if !x.listed {
        text.push_str(" (own word)");
    }
    text
}

/// A commitment in words: `us: send the draft · by Fri 27 Nov 2026`.
pub(crate) fn commitment(x: &Commitment) -> String {
    let owner = match x.owner {
        Owner::Us => "us",
        Owner::Them => "them",
    };
    match x.due {
        Some(due) => format!("{owner}: {} · by {}", x.text, when::exact(due)),
        None => format!("{owner}: {} · no date", x.text),
    }
}

fn question(session: &Session, asked: &Asked, n: u32) -> String {
    let step = session.script().step(&asked.step);
    let index = usize::from(asked.index).saturating_sub(1);
    let prompt = match asked.what {
        AskedWhat::Prompt => step.and_then(|s| s.prompts.get(index)),
        AskedWhat::Probe => step.and_then(|s| s.probes.get(index)),
        AskedWhat::Else => return "What else?".to_owned(),
    };
    let said_before = |id: &str| {
        let earlier = session.counting_back().filter(|e| e.n < n);
        let mut said = earlier.filter_map(|e| match (&e.kind, e.kind.answers()) {
            (_, Some((question, text))) => (question == id).then_some(text),
            (kind, None) => kind.client_words(id),
        });
        said.next()
    };
    let before = |recall: Recall<'_>| match recall {
        Recall::Here(id) => said_before(id),
        Recall::Last(id) => session.earlier().answers.get(id).map(String::as_str),
    };
    prompt.map_or_else(
        || "(a question that the script no longer has)".to_owned(),
        |p| p.spoken(before).unwrap_or_else(|| p.source()),
    )
}

/// The question that an entry answers, where it is one with its kind of answer.
fn asked_line(session: &Session, entry: &Entry) -> Option<Line> {
    let (id, _) = entry.kind.answers()?;
    let question = session.question(id)?;
    let text = match (session.spoken(&question.ask), &question.answer) {
        (Some(text), AnswerKind::Rating(scale)) => {
            format!(
                "{text} ({} {}, {} {})",
                scale.from, scale.low, scale.to, scale.high
            )
        }
        (Some(text), _) => text,
        (None, _) => question.ask.source(),
    };
    Some(Line::new(Role::Question, text))
}

fn promises(session: &Session) -> Vec<Line> {
    let rows = session.commitments().map(|(n, c)| Line {
        n: Some(n),
        ..Line::new(
            Role::Commitment,
            commitment(c) + &afterwards::standing(session, n),
        )
    });
    part(Line::new(Role::Heading, "Commitments"), rows.collect())
}

fn parked(session: &Session) -> Vec<Line> {
    let rows = session.parked().map(|(n, p)| Line {
        n: Some(n),
        ..Line::new(Role::Parked, p.text.as_str())
    });
    part(Line::new(Role::Heading, "Parked"), rows.collect())
}

/// A part with its heading; nothing where there are no lines.
pub(super) fn part(heading: Line, lines: Vec<Line>) -> Vec<Line> {
    if lines.is_empty() {
        return lines;
    }
    let mut out = vec![Line::blank(), heading];
    out.extend(lines);
    out
}
