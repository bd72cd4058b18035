//! A calendar (RFC 5545): what has a date, as events of whole days. Nobody is invited, and no time of day is taken.
//!
//! Written by hand: `ics` 0.5 folds lines to 76 octets, `icalendar` 0.17 brings chrono, uuid and a clock of its own beside jiff and
//! ulid, for lines that a page of code writes. (`icalendar` reads them back in the tests.)

use super::{Exported, who};
use crate::script::KnownKind;
use crate::session::{Became, Kind, Mode, Moment, Owner, Session};
use crate::when;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(super) const BEGIN: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mineral//mineral 1//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n";
pub(super) const END: &str = "END:VCALENDAR\r\n";

/// The longest line in octets, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Something with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Dated {
    /// The number of the entry that it stands in.
    n: u32,
    /// The number of what is due: the promise, or the words with the outcome.
    of: u32,
    /// When it was kept.
    at: Moment,
    date: Date,
    title: String,
    more: String,
}

/// The events of a session, and how many there are. A practice binds nobody.
///
/// With `only`, those that are due under these numbers alone.
pub(super) fn session(item: &Exported, only: Option<&BTreeSet<u32>>) -> (String, usize) {
    let session = &item.session;
    if session.head().mode == Mode::Practice {
        return (String::new(), 0);
    }
    let mut all = dated(session);
    all.retain(|d| only.is_none_or(|only| only.contains(&d.of)));
    let mut out = String::new();
    for event in &all {
        write(&mut out, session, event);
    }
    (out, all.len())
}

/// All that has a date and counts, in the order of the session.
fn dated(session: &Session) -> Vec<Dated> {
    let mut out = promises(session);
    let reviews: Vec<Dated> = reviews(session)
        .into_iter()
        .filter(|(by, review)| {
            // An answer that left a promise behind has its date there, also when that was moved since.
            !session
                .commitments()
                .any(|(_, c)| c.from == Some(*by) && c.due == Some(review.date))
        })
        .map(|(_, review)| review)
        .collect();
    out.extend(reviews);
    out.sort_by_key(|d| d.n);
    out
}

fn promises(session: &Session) -> Vec<Dated> {
    session
        .commitments()
        .filter_map(|(n, promise)| {
            let owner = match promise.owner {
                Owner::Us => "us",
                Owner::Them => "them",
            };
            let standing = session.standing(n);
            // What was done or given up is no more to be done.
            if standing.is_some_and(|s| s.what != Became::Moved) {
                return None;
            }
            Some(Dated {
                n,
                of: n,
                at: standing.map_or(session.entry(n)?.at, |s| s.at),
                date: session.due_of(n, promise)?,
                title: format!("{owner}: {}", promise.text),
                more: "promised".to_owned(),
            })
        })
        .collect()
}

/// Dates that the script asks for and that an answer has named; with the number of that answer.
fn reviews(session: &Session) -> Vec<(u32, Dated)> {
    let steps = session.script().steps.iter().zip(&session.fold().steps);
    steps
        .flat_map(|(step, fold)| {
            let dates = step.known.iter().filter(|k| k.kind == KnownKind::Date);
            dates.filter(|k| fold.knows(&k.id)).map(move |k| (step, k))
        })
        .filter_map(|(step, known)| {
            let (n, by) = session.counting_back().find_map(|e| match &e.kind {
                Kind::Known(mark) if mark.step == step.id && mark.id == known.id && mark.known => {
                    Some((e.n, mark.by?))
                }
                _ => None,
            })?;
            let answer = session.entry(by)?;
            // What became of a check stands under the answer with the outcome.
            let standing = session.standing(by);
            if standing.is_some_and(|s| s.what != Became::Moved) {
                return None;
            }
            let text = match &answer.kind {
                Kind::Answer(x) => &x.text,
                Kind::Reply(x) => &x.text,
                // A promise stands in the calendar with its own date.
                _ => return None,
            };
            let today = answer.at.date();
            let found =
                when::find(text, today).or_else(|| when::find(&format!("by {text}"), today))?;
            let event = Dated {
                n,
                of: by,
                at: standing.map_or(answer.at, |s| s.at),
                date: match standing {
                    Some(moved) => moved.due?,
                    None => found.date,
                },
                title: format!("{} · {}", step.title, known.text),
                more: text.clone(),
            };
            Some((by, event))
        })
        .collect()
}

fn write(out: &mut String, session: &Session, event: &Dated) {
    let head = session.head();
    let date = |date: Date| format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    let mut whom = who(session).to_owned();
    if let Some(organisation) = &head.person.organisation {
        let _ = write!(whom, " · {organisation}");
    }
    let more = format!(
        "{}\n{whom}\n{} on {}",
        event.more,
        head.script.title,
        when::exact(head.began.date())
    );
    line(out, "BEGIN:VEVENT");
    // The same event has the same name each time, so that a calendar that has it already takes it for the same.
    line(
        out,
        &format!("UID:{}-{}@mineral", escaped(&head.id), event.n),
    );
    line(out, &format!("DTSTAMP:{}", stamp(event.at)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", date(event.date)));
    line(
        out,
        &format!(
            "SUMMARY:{}",
            escaped(&format!("{} ({})", event.title, who(session)))
        ),
    );
    line(out, &format!("DESCRIPTION:{}", escaped(&more)));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// When an entry was kept, in UTC.
fn stamp(at: Moment) -> String {
    match at.instant() {
        Some(instant) => instant.strftime("%Y%m%dT%H%M%SZ").to_string(),
        None => "19700101T000000Z".to_owned(),
    }
}

/// A value of text: what would end it means itself (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line, folded. No character is torn.
fn line(out: &mut String, text: &str) {
    let mut room = LONGEST;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LONGEST - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::super::tests::{answer, promise, with};
    use super::*;
    use crate::session::Kept;

    #[test]
    fn what_became_of_a_promise_changes_the_calendar() {
        let kept = |of, what, due: Option<&str>| {
            Kind::Kept(Kept {
                of,
                what,
                due: due.map(|d| d.parse().unwrap()),
                said: None,
                why: None,
            })
        };
        let item = with(
            "Ana",
            None,
            vec![
                answer("nine days"),
                promise("done", Some("2026-11-27")),
                promise("dropped", Some("2026-11-27")),
                promise("moved", Some("2026-11-27")),
                promise("moved to no date", Some("2026-11-27")),
                promise("given one", None),
                promise("as it was", Some("2026-11-28")),
                kept(2, Became::Done, None),
                kept(3, Became::Dropped, None),
                kept(4, Became::Moved, Some("2026-12-04")),
                kept(5, Became::Moved, None),
                kept(6, Became::Moved, Some("2026-12-05")),
            ],
        );
        let all: Vec<_> = dated(&item.session)
            .into_iter()
            .map(|d| (d.n, d.date.to_string(), d.title))
            .collect();
        let is = |n, date: &str, title: &str| (n, date.to_owned(), title.to_owned());
        assert_eq!(
            all,
            [
                is(4, "2026-12-04", "us: moved"),
                is(6, "2026-12-05", "us: given one"),
                is(7, "2026-11-28", "us: as it was"),
            ]
        );
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for (text, rows) in [
            ("", 1),
            (&*"a".repeat(75), 1),
            (&*"a".repeat(76), 2),
            (&*"a".repeat(75 + 74), 2),
            (&*"a".repeat(75 + 75), 3),
            (&*"é".repeat(38), 2),
            (&*"👩\u{200d}💻".repeat(20), 3),
        ] {
            let mut out = String::new();
            line(&mut out, text);
            let lines: Vec<&str> = out.split_terminator("\r\n").collect();
            assert_eq!(lines.len(), rows, "{text}");
            assert!(lines.iter().all(|l| l.len() <= LONGEST), "{out:?}");
            assert!(lines.iter().skip(1).all(|l| l.starts_with(' ')));
            assert_eq!(out.replace("\r\n ", ""), format!("{text}\r\n"));
        }
    }

    #[test]
    fn what_would_end_a_value_means_itself() {
        assert_eq!(escaped("a\\b;c,d\ne\r\u{7}:\""), "a\\\\b\\;c\\,d\\ne:\"");
    }
}
