//! What is only known after a conversation: what became of a promise, and how it ended. Such entries stand behind `closed`,
//! on any later day, and do not open the session again.

use super::entry::{Commitment, Entry, Kind};
use super::model::Session;
use super::moment::Moment;
use super::transcript::{Line, Role, commitment, line_of, part};
use crate::text::{clean_block, clean_line};
use crate::when;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It was done.
    Done,
    /// It has another date now, and is open.
    Moved,
    /// It will not be done.
    Dropped,
}

impl Became {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Moved => "moved",
            Self::Dropped => "dropped",
        }
    }
}

/// What became of one commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The number of the commitment; or of the answer with the outcome, for the check whether that came true.
    pub of: u32,
    /// What.
    pub what: Became,
    /// The new date of what was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// That date as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Kept {
    /// As it may come out of a file that was changed by hand.
    pub(super) fn cleaned(self) -> Self {
        let moved = self.what == Became::Moved;
        Self {
            due: self.due.filter(|_| moved),
            said: self.said.map(|s| clean_line(&s)).filter(|_| moved),
            why: self.why.map(|w| clean_block(&w)),
            ..self
        }
    }
}

/// How what the conversation was about ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// They said yes.
    Won,
    /// They said no, or chose somebody else.
    Lost,
    /// We said no.
    WalkedAway,
    /// It is open, still or again.
    Open,
}

impl How {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::WalkedAway => "walked away",
            Self::Open => "open",
        }
    }

    /// Whether that settles it.
    pub fn is_settled(self) -> bool {
        self != Self::Open
    }
}

/// How it ended, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// How.
    pub how: How,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Ended {
    /// As it may come out of a file that was changed by hand.
    pub(super) fn cleaned(self) -> Self {
        Self {
            why: self.why.map(|w| clean_block(&w)),
            ..self
        }
    }
}

/// How a promise stands, after all that was said about it; the newest by number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What was said last.
    pub what: Became,
    /// The number of the entry that said so.
    pub by: u32,
    /// When.
    pub at: Moment,
    /// The date that it was moved to last, however it stands now.
    pub due: Option<Date>,
    /// That date as it was typed.
    pub said: Option<String>,
    /// Why it stands so.
    pub why: Option<String>,
    /// How often it was moved.
    pub moved: u16,
}

/// How it ended, with the entry that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// How, and why.
    pub ended: Ended,
    /// The number of the entry.
    pub by: u32,
    /// When that was said.
    pub at: Moment,
}

/// What entries that count say about promises, for the number of each.
pub(super) fn standings<'a>(entries: impl Iterator<Item = &'a Entry>) -> BTreeMap<u32, Standing> {
    let mut said: Vec<(u32, Moment, &Kept)> = entries
        .filter_map(|e| match &e.kind {
            Kind::Kept(kept) => Some((e.n, e.at, kept)),
            _ => None,
        })
        .collect();
    said.sort_by_key(|(n, ..)| *n);
    let mut all: BTreeMap<u32, Standing> = BTreeMap::new();
    for (n, at, kept) in said {
        let before = all.remove(&kept.of);
        let moved = kept.what == Became::Moved;
        let times = before.as_ref().map_or(0, |b| b.moved);
        let (due, words) = match before {
            Some(before) if !moved => (before.due, before.said),
            _ => (kept.due, kept.said.clone()),
        };
        let standing = Standing {
            what: kept.what,
            by: n,
            at,
            due,
            said: words,
            why: kept.why.clone(),
            moved: times.saturating_add(u16::from(moved)),
        };
        all.insert(kept.of, standing);
    }
    all
}

/// What counting entries say about the end: the newest by number.
pub(super) fn ending<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<Ending> {
    let said = entries.filter_map(|e| match &e.kind {
        Kind::Ended(ended) => Some((e, ended)),
        _ => None,
    });
    let (entry, ended) = said.max_by_key(|(e, _)| e.n)?;
    Some(Ending {
        ended: ended.clone(),
        by: entry.n,
        at: entry.at,
    })
}

/// What stands behind a commitment in a list: what became of it.
pub(super) fn standing(session: &Session, n: u32) -> String {
    let Some(standing) = session.fold().standings.get(&n) else {
        return String::new();
    };
    match (standing.what, standing.due) {
        (Became::Done, _) => " · done".to_owned(),
        (Became::Dropped, _) => " · dropped".to_owned(),
        (Became::Moved, Some(due)) => format!(" · moved to {}", when::exact(due)),
        (Became::Moved, None) => " · moved, no date".to_owned(),
    }
}

/// What became of something, in words: `done: us: send the draft · by Fri 27 Nov 2026 · said on Thu 26 Nov 2026`.
pub(super) fn kept(session: &Session, entry: &Entry, kept: &Kept) -> String {
    let mut text = format!("{}: {}", kept.what.word(), promised(session, kept.of));
    if kept.what == Became::Moved {
        let to = kept.due.map_or_else(|| "no date".to_owned(), when::exact);
        let _ = write!(text, " · to {to}");
    }
    after(&mut text, entry, kept.why.as_deref());
    text
}

/// How it ended, in words: `how it ended: lost · they chose Kestrel · said on Thu 3 Dec 2026`.
pub(super) fn ended(entry: &Entry, ended: &Ended) -> String {
    let mut text = format!("how it ended: {}", ended.how.words());
    after(&mut text, entry, ended.why.as_deref());
    text
}

fn after(text: &mut String, entry: &Entry, why: Option<&str>) {
    if let Some(why) = why {
        let _ = write!(text, " · {why}");
    }
    let _ = write!(text, " · said on {}", when::exact(entry.at.date()));
}

fn promised(session: &Session, of: u32) -> String {
    match session.entry(of).map(|e| &e.kind) {
        Some(Kind::Commitment(x)) => commitment(x),
        Some(Kind::Answer(x)) => format!("did it work? “{}”", x.text),
        _ => format!("something that is not there any more (entry {of})"),
    }
}

/// What came after the conversation, in the order of its entries, also what was taken back.
pub(super) fn afterwards(session: &Session) -> Vec<Line> {
    let mut later: Vec<&Entry> = session
        .entries()
        .iter()
        .filter(|e| matches!(e.kind, Kind::Kept(_) | Kind::Ended(_)))
        .collect();
    later.sort_by_key(|e| e.n);
    let rows = later.into_iter().filter_map(|e| line_of(session, e));
    part(Line::new(Role::Heading, "Afterwards"), rows.collect())
}

impl Session {
    /// What was said about a promise since, where something was.
    pub fn standing(&self, n: u32) -> Option<&Standing> {
        self.fold().standings.get(&n)
    }

    /// When a promise is due now; `None` without a date.
    pub fn due_of(&self, n: u32, commitment: &Commitment) -> Option<Date> {
        match self.standing(n) {
            Some(standing) if standing.moved > 0 => standing.due,
            _ => commitment.due,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Closed, Doc, Document, Owner, is_closed, transcript};
    use super::*;
    use crate::script::catalogue;
    use crate::session::{Head, Mode, PersonRef, ScriptRef};
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    fn session(entries: Vec<Entry>) -> Session {
        let script = catalogue::builtin("mineral-rights-client").unwrap();
        let head = Head {
            id: "A".to_owned(),
            began: Moment::parse("2026-11-21T09:00:00+01:00").unwrap(),
            mode: Mode::Live,
            script: ScriptRef {
                id: script.id.to_owned(),
                title: "Mineral Rights".to_owned(),
                hash: String::new(),
            },
            person: PersonRef {
                id: "B".to_owned(),
                name: "Ana".to_owned(),
                organisation: None,
            },
            practice: None,
        };
        let script = Arc::new(script.script().unwrap());
        Session::new(head, script, entries, BTreeSet::new())
    }

    fn promised() -> Kind {
        Kind::Commitment(Commitment {
            step: "commit".to_owned(),
            question: None,
            owner: Owner::Us,
            text: "send the draft".to_owned(),
            due: Some("2026-11-27".parse().unwrap()),
            said: None,
            from: None,
        })
    }

    fn lost(why: &str) -> Kind {
        Kind::Ended(Ended {
            how: How::Lost,
            why: Some(why.to_owned()),
        })
    }

    #[test]
    fn what_comes_behind_the_end_does_not_open_it_again() {
        let mut all = vec![
            entry(1, promised()),
            entry(2, Kind::Closed(Closed::default())),
            entry(3, about(1, Became::Done, None)),
            entry(4, lost("they chose Kestrel")),
        ];
        assert!(is_closed(&all));
        let before = session(all.clone());
        assert!(before.fold().closed.is_some());
        assert_eq!(before.standing(1).unwrap().what, Became::Done);
        assert_eq!(before.fold().ended.as_ref().unwrap().ended.how, How::Lost);
        // Taken back as anything else is, and there again when that is taken back.
        all.push(entry(5, Kind::Withdrawn(3)));
        all.push(entry(6, Kind::Withdrawn(4)));
        let without = session(all.clone());
        assert_eq!((without.standing(1), &without.fold().ended), (None, &None));
        all.push(entry(7, Kind::Restored(3)));
        let again = session(all);
        assert_eq!(again.standing(1), before.standing(1));
        assert!(again.fold().closed.is_some() && again.fold().ended.is_none());
    }

    #[test]
    fn the_transcript_says_what_came_of_it() {
        let lines = |entries| -> Vec<String> {
            let lines = transcript(&session(entries), &[]);
            lines.into_iter().map(|l| l.text).collect()
        };
        let all = lines(vec![
            entry(1, promised()),
            entry(2, about(1, Became::Moved, Some("2026-12-04"))),
            entry(3, lost("they chose Kestrel")),
            entry(4, Kind::Withdrawn(3)),
            entry(5, about(9, Became::Dropped, None)),
        ]);
        for words in [
            "us: send the draft · by Fri 27 Nov 2026 · moved to Fri 4 Dec 2026",
            "Afterwards",
            "moved: us: send the draft · by Fri 27 Nov 2026 · to Fri 4 Dec 2026 · said on Thu 26 Nov 2026",
            "(withdrawn) how it ended: lost · they chose Kestrel · said on Thu 26 Nov 2026",
            "dropped: something that is not there any more (entry 9) · said on Thu 26 Nov 2026",
        ] {
            assert!(
                all.iter().any(|l| l == words),
                "{words:?} is missing in {all:#?}"
            );
        }
        let none = lines(vec![entry(1, promised())]);
        assert!(!none.iter().any(|l| l == "Afterwards"), "{none:#?}");
    }

    #[test]
    fn they_are_documents_like_any_other() {
        let moved = entry(3, about(1, Became::Moved, Some("2026-12-04")));
        assert_eq!(
            moved.to_yaml().unwrap(),
            "n: 3\nat: 2026-11-26T09:00:00+01:00\nt: 0\nkept:\n  of: 1\n  what: moved\n  due: 2026-12-04\n  said: 2026-12-04\n"
        );
        let ended = entry(4, lost("why: not"));
        assert_eq!(
            ended.to_yaml().unwrap(),
            "n: 4\nat: 2026-11-26T09:00:00+01:00\nt: 0\nended:\n  how: lost\n  why: \"why: not\"\n"
        );
        // Only what was moved has a new date.
        let odd = "n: 3\nat: 2026-11-26T09:00:00+01:00\nt: 0\nkept: {of: 1, what: done, due: 2026-12-04}\n";
        assert_eq!(
            Entry::from_yaml(odd).unwrap().kind,
            about(1, Became::Done, None)
        );
        for bad in [
            "kept: {of: 1}",
            "kept: {what: done}",
            "ended: {how: perhaps}",
            "ended: {}",
        ] {
            let text = format!("n: 3\nat: 2026-11-26T09:00:00+01:00\nt: 0\n{bad}\n");
            assert!(Entry::from_yaml(&text).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_reason_reads_back(raw in any::<String>()) {
            let why = Some(clean_block(&raw));
            let kept = Kept { of: 1, what: Became::Dropped, due: None, said: None, why: why.clone() };
            for kind in [Kind::Kept(kept), Kind::Ended(Ended { how: How::WalkedAway, why })] {
                let entry = entry(1, kind);
                let json = serde_json::to_string(&Doc::from(&entry)).unwrap();
                prop_assert_eq!(&Entry::from_yaml(&json).unwrap(), &entry);
                prop_assert_eq!(Entry::from_yaml(&entry.to_yaml().unwrap()).unwrap(), entry);
            }
        }
    }

    fn entry(n: u32, kind: Kind) -> Entry {
        Entry {
            n,
            at: Moment::parse("2026-11-26T09:00:00+01:00").unwrap(),
            t: 0,
            kind,
        }
    }

    fn about(of: u32, what: Became, due: Option<&str>) -> Kind {
        Kind::Kept(Kept {
            of,
            what,
            due: due.map(|d| d.parse().unwrap()),
            said: due.map(ToOwned::to_owned),
            why: None,
        })
    }

    #[test]
    fn the_newest_by_number_counts_whatever_the_order_in_the_file() {
        let all = [
            entry(9, about(1, Became::Dropped, None)),
            entry(7, about(1, Became::Moved, Some("2026-12-04"))),
            entry(8, about(1, Became::Moved, Some("2026-12-11"))),
            entry(3, about(2, Became::Done, None)),
        ];
        let found = standings(all.iter());
        let one = &found[&1];
        assert_eq!((one.what, one.by, one.moved), (Became::Dropped, 9, 2));
        assert_eq!(one.due, Some("2026-12-11".parse().unwrap()));
        assert_eq!(found[&2].what, Became::Done);
        assert_eq!(standings(all.iter().rev()), found);
        let ended = |n, how| entry(n, Kind::Ended(Ended { how, why: None }));
        let all = [ended(5, How::Open), ended(4, How::Lost)];
        let found = ending(all.iter()).unwrap();
        assert_eq!((found.ended.how, found.by), (How::Open, 5));
        assert_eq!(ending([].into_iter()), None);
    }

    #[test]
    fn done_and_then_moved_is_open_with_the_new_date() {
        let all = [
            entry(7, about(1, Became::Done, None)),
            entry(8, about(1, Became::Moved, None)),
        ];
        let one = &standings(all.iter())[&1];
        assert_eq!((one.what, one.due, one.moved), (Became::Moved, None, 1));
    }
}
