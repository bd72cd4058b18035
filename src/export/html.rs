//! One page that holds all: no script, no link, nothing from outside; charts as drawings with words. It is well-formed XML, too, so
//! that any reader of XML can say whether it is whole.

use super::json::shares;
use super::{ExportError, Exported, who};
use crate::session::{Kind, Line, Role, Session, transcript};
use crate::text::ellipsis;
use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

/// Pixels of the widest label, and of a whole bar, in a drawing of 640.
const LABEL: u32 = 210;
const BAR: u32 = 300;
/// From one bar to the next.
const STEP: u32 = 34;
/// Columns of a label: what is longer is cut in the drawing, and whole in its description.
const LABEL_COLUMNS: usize = 26;
/// Feelings in a drawing; all are in the text below.
const FEELINGS: usize = 30;

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    several: bool,
    redacted: bool,
}

#[derive(Serialize)]
struct Page<'a> {
    several: bool,
    who: &'a str,
    meta: Vec<&'a str>,
    warnings: Vec<&'a str>,
    charts: Vec<Chart>,
    lines: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    role: &'static str,
    tag: &'static str,
    time: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Chart {
    title: &'static str,
    says: String,
    height: u32,
    bars: Vec<Bar>,
}

#[derive(Serialize)]
struct Bar {
    label: String,
    value: String,
    x: u32,
    y: u32,
    full: u32,
    width: u32,
    /// What is not empty but somebody else's.
    rest: u32,
}

fn page<T: Serialize>(name: &str, with: &T) -> Result<String, ExportError> {
    let mut pages = Environment::new();
    // What ends in .html has every value escaped.
    pages.add_template("head.html", include_str!("../../assets/export/head.html"))?;
    pages.add_template(
        "session.html",
        include_str!("../../assets/export/session.html"),
    )?;
    pages.add_template("foot.html", include_str!("../../assets/export/foot.html"))?;
    Ok(pages.get_template(name)?.render(Value::from(Serde(with)))? + "\n")
}

pub(super) fn head(
    first: &Exported,
    sessions: usize,
    redacted: bool,
) -> Result<String, ExportError> {
    let several = format!("{sessions} conversations");
    let one = format!(
        "{} · {}",
        who(&first.session),
        first.session.head().began.date()
    );
    page(
        "head.html",
        &Head {
            title: if sessions > 1 { &several } else { &one },
            several: sessions > 1,
            redacted,
        },
    )
}

pub(super) fn foot() -> Result<String, ExportError> {
    page("foot.html", &())
}

pub(super) fn session(item: &Exported, sessions: usize) -> Result<String, ExportError> {
    let session = &item.session;
    let all = transcript(session, &item.problems);
    let of = |role: Role| {
        all.iter()
            .filter(move |l| l.role == role)
            .map(|l| l.text.as_str())
    };
    // What the file's reader found stands above the first step.
    let first = all
        .iter()
        .position(|l| l.role == Role::Heading)
        .unwrap_or(all.len());
    page(
        "session.html",
        &Page {
            several: sessions > 1,
            who: of(Role::Title).next().unwrap_or_default(),
            meta: of(Role::Meta).collect(),
            warnings: of(Role::Warning).collect(),
            charts: [warmth(session), feelings(session), talk(session)]
                .into_iter()
                .flatten()
                .collect(),
            lines: all.iter().skip(first).filter_map(shown).collect(),
        },
    )
}

fn shown(line: &Line) -> Option<Shown<'_>> {
    let (role, tag) = match line.role {
        Role::Heading => ("heading", "span"),
        Role::Figure => ("figure", "span"),
        Role::Question => ("question", "span"),
        Role::Said => ("said", "span"),
        Role::Answer => ("answer", "blockquote"),
        Role::Feeling => ("feeling", "span"),
        Role::Note => ("note", "span"),
        Role::Parked => ("parked", "span"),
        Role::Commitment => ("commitment", "span"),
        Role::Withdrawn => ("withdrawn", "del"),
        Role::Title | Role::Meta | Role::Warning | Role::Blank => return None,
    };
    Some(Shown {
        role,
        tag,
        time: &line.time,
        text: &line.text,
    })
}

fn chart(title: &'static str, says: &[String], mut bars: Vec<Bar>) -> Option<Chart> {
    let count = u32::try_from(bars.len()).ok().filter(|n| *n > 0)?;
    for (bar, at) in bars.iter_mut().zip(0..) {
        bar.y = at * STEP;
        bar.label = ellipsis(&bar.label, LABEL_COLUMNS);
    }
    Some(Chart {
        title,
        says: says.join("; "),
        height: count * STEP,
        bars,
    })
}

/// A bar for a value from 0 to 5.
fn of_five(label: String, value: f32, words: String) -> Bar {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the bar"
    )]
    let width = (value / 5.0 * 300.0).round().clamp(0.0, 300.0) as u32;
    Bar {
        label,
        value: words,
        x: LABEL,
        y: 0,
        full: BAR,
        width,
        rest: 0,
    }
}

/// How warm it was, step by step.
fn warmth(session: &Session) -> Option<Chart> {
    let steps = session.script().steps.iter().zip(&session.fold().steps);
    let asked: Vec<_> = steps
        .filter(|(s, f)| s.feelings || !f.feelings.is_empty())
        .collect();
    if !asked.iter().any(|(_, f)| f.warmth > 0.0) {
        return None;
    }
    let words = |warmth: f32| {
        if warmth > 0.0 {
            format!("{warmth:.1} of 5")
        } else {
            "none kept".to_owned()
        }
    };
    let says: Vec<String> = asked
        .iter()
        .map(|(step, fold)| format!("{} {}", step.title, words(fold.warmth)))
        .collect();
    let bars = asked
        .iter()
        .map(|(step, fold)| of_five(step.title.clone(), fold.warmth, words(fold.warmth)))
        .collect();
    chart("Warmth over the steps", &says, bars)
}

/// What was felt, in the order in which it was kept.
fn feelings(session: &Session) -> Option<Chart> {
    let all: Vec<(&str, Option<u8>)> = session
        .counting()
        .filter_map(|e| match &e.kind {
            Kind::Feeling(x) => Some((x.word.as_str(), x.intensity)),
            _ => None,
        })
        .take(FEELINGS)
        .collect();
    let words = |intensity: &Option<u8>| match intensity {
        Some(i) => format!("{i} of 5"),
        None => "named".to_owned(),
    };
    let says: Vec<String> = all
        .iter()
        .map(|(word, i)| format!("{word} {}", words(i)))
        .collect();
    let bars = all
        .iter()
        .map(|(word, i)| of_five((*word).to_owned(), f32::from(i.unwrap_or(0)), words(i)))
        .collect();
    chart("Feelings", &says, bars)
}

/// Who spoke how much.
fn talk(session: &Session) -> Option<Chart> {
    let (client, me, clock) = shares(session)?;
    let title = if clock {
        "Who spoke, by the clock"
    } else {
        "Who spoke, by words"
    };
    let share = |percent: u64| u32::try_from(percent.min(100)).unwrap_or(0) * BAR / 100;
    let bar = Bar {
        label: format!("client {client} %"),
        value: format!("you {me} %"),
        x: LABEL,
        y: 0,
        full: BAR,
        width: share(client),
        rest: share(me).saturating_sub(3),
    };
    chart(
        title,
        &[format!("client {client} %, you {me} %")],
        vec![bar],
    )
}
