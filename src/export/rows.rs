//! CSV: a row for each entry that has words. What a spreadsheet would take for a formula is made harmless.

use super::json::{State, asked};
use super::{ExportError, Exported};
use crate::session::{Entry, Kind, Mode, Owner, Session};
use csv::{Terminator, WriterBuilder};

/// The columns. New ones come at the end, so that what counts columns goes on working.
const COLUMNS: [&str; 19] = [
    "session",
    "began",
    "person",
    "organisation",
    "mode",
    "script",
    "n",
    "at",
    "t",
    "step",
    "kind",
    "text",
    "intensity",
    "owner",
    "due",
    "question",
    "state",
    "changed",
    "of",
];

pub(super) fn header() -> Result<String, ExportError> {
    written([COLUMNS.map(str::to_owned)])
}

/// The rows of a session, and how many there are.
pub(super) fn session(item: &Exported) -> Result<(String, usize), ExportError> {
    let session = &item.session;
    let rows: Vec<_> = session
        .entries()
        .iter()
        .filter_map(|e| row(session, e))
        .collect();
    let count = rows.len();
    Ok((written(rows)?, count))
}

fn written(rows: impl IntoIterator<Item = [String; 19]>) -> Result<String, ExportError> {
    let failed = |e: &dyn std::fmt::Display| ExportError::Csv(e.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}

/// What an entry has of its own.
#[derive(Default)]
struct Own<'e> {
    kind: &'static str,
    text: &'e str,
    intensity: Option<u8>,
    owner: &'static str,
    due: String,
    question: &'e str,
    /// The number of the entry that it is about.
    of: Option<u32>,
}

/// What was only known later, and why: `done`, `lost: they chose Kestrel`.
fn later(kind: &Kind) -> String {
    let (word, why) = match kind {
        Kind::Kept(x) => (x.what.word(), &x.why),
        Kind::Ended(x) => (x.how.words(), &x.why),
        Kind::Consent(x) => (x.basis.words(), &x.remark),
        _ => return String::new(),
    };
    match why {
        Some(why) => format!("{word}: {why}"),
        None => word.to_owned(),
    }
}

/// `asked` is the question of an entry that asks one, `later` what [`later`] says of it.
fn own<'e>(kind: &'e Kind, asked: &'e str, later: &'e str) -> Option<Own<'e>> {
    let of = |kind, text| Own {
        kind,
        text,
        ..Own::default()
    };
    let question = |q: &'e Option<String>| q.as_deref().unwrap_or_default();
    Some(match kind {
        Kind::Answer(x) => Own {
            question: question(&x.question),
            ..of("answer", &x.text)
        },
        Kind::Feeling(x) => Own {
            intensity: x.intensity,
            question: question(&x.question),
            of: x.of,
            ..of("feeling", &x.word)
        },
        Kind::Note(x) => of("note", &x.text),
        Kind::Parked(x) => of("parked", &x.text),
        Kind::Commitment(x) => Own {
            owner: match x.owner {
                Owner::Us => "us",
                Owner::Them => "them",
            },
            due: x.due.map(|d| d.to_string()).unwrap_or_default(),
            question: question(&x.question),
            ..of("commitment", &x.text)
        },
        Kind::Asked(_) => of("asked", asked),
        Kind::Said(x) => of("said", &x.text),
        Kind::Reply(x) => of("reply", &x.text),
        Kind::Closed(x) => of("closed", x.reason.as_deref()?),
        Kind::Kept(x) => Own {
            due: x.due.map(|d| d.to_string()).unwrap_or_default(),
            of: Some(x.of),
            ..of("kept", later)
        },
        Kind::Ended(_) => of("ended", later),
        Kind::Consent(x) => Own {
            due: x.until.map(|d| d.to_string()).unwrap_or_default(),
            ..of("consent", later)
        },
        Kind::Known(_)
        | Kind::Moved(_)
        | Kind::Speaker(_)
        | Kind::Withdrawn(_)
        | Kind::Restored(_)
        | Kind::Branch(_)
        | Kind::Counted(_)
        | Kind::Judged(_) => return None,
    })
}

fn row(session: &Session, entry: &Entry) -> Option<[String; 19]> {
    let head = session.head();
    let (asked, later) = (
        asked(session, entry).unwrap_or_default(),
        later(&entry.kind),
    );
    let own = own(&entry.kind, &asked, &later)?;
    let step = entry.kind.step().unwrap_or_default();
    let mode = match head.mode {
        Mode::Live => "live",
        Mode::Practice => "practice",
        Mode::Run => "run",
    };
    Some([
        harmless(&head.id),
        head.began.to_string(),
        harmless(&head.person.name),
        harmless(head.person.organisation.as_deref().unwrap_or_default()),
        mode.to_owned(),
        harmless(&head.script.id),
        entry.n.to_string(),
        entry.at.to_string(),
        seconds(entry.t),
        harmless(step),
        own.kind.to_owned(),
        harmless(own.text),
        own.intensity.map(|i| i.to_string()).unwrap_or_default(),
        own.owner.to_owned(),
        own.due,
        harmless(own.question),
        State::of(session, entry.n).word().to_owned(),
        if session.is_changed(entry.n) {
            "yes"
        } else {
            ""
        }
        .to_owned(),
        own.of.map(|n| n.to_string()).unwrap_or_default(),
    ])
}

/// Milliseconds as seconds.
fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

/// Words that no spreadsheet takes for a formula: those that begin with one of its signs, also behind spaces, also in full width,
/// have a `'` before them.
fn harmless(text: &str) -> String {
    const SIGNS: &[char] = &[
        '=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '﹢', '﹣', '﹦', '﹫', '−',
    ];
    let skipped =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    let first = text.trim_start_matches(skipped);
    // White space that is a sign itself may have been skipped.
    let lead = text.get(..text.len() - first.len()).unwrap_or_default();
    if first.starts_with(SIGNS) || lead.contains(['\t', '\r']) {
        return format!("'{text}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_words_stay() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\tx",
            "\r=x",
            "  =1",
            "\u{a0}=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "\u{feff}=1",
            "   \t=cmd|' /C calc'!A0",
        ] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
        for text in [
            "",
            "plain",
            "a=b",
            "'=1",
            "“=1”",
            "1-2",
            "nine -> three",
            "…",
        ] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn seconds_have_three_digits() {
        assert_eq!(seconds(72_011), "72.011");
        assert_eq!(seconds(5), "0.005");
    }
}
