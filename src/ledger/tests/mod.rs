//! Sessions that were made by hand, and what many of them amount to.

mod brief;
mod digest;
mod due;
mod insights;
mod order;
mod page;

use super::Digest;
use crate::script::{Script, catalogue};
use crate::session::{
    Answer, Became, Capital, Closed, Commitment, Ended, Entry, Feeling, Head, How, Kept, Kind, ME,
    Mode, Moment, Owner, PersonRef, Remark, ScriptRef, Session, Viability,
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// What is run where nothing else is said.
const USUAL: &str = "mineral-rights-client";
static SCRIPT: LazyLock<Arc<Script>> =
    LazyLock::new(|| Arc::new(catalogue::builtin(USUAL).unwrap().script().unwrap()));

/// The day on which tests look back: a Saturday.
const TODAY: &str = "2026-11-21";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn today() -> Date {
    day(TODAY)
}

/// A conversation that is put together entry by entry.
#[derive(Debug)]
struct Told {
    head: Head,
    script: Arc<Script>,
    entries: Vec<Entry>,
    at: Moment,
}

fn told_of(script: &str, id: &str, person: &str, began: &str, mode: Mode) -> Told {
    let at = Moment::parse(&format!("{began}T09:00:00+01:00")).unwrap();
    let script = match script {
        USUAL => Arc::clone(&SCRIPT),
        id => Arc::new(catalogue::builtin(id).unwrap().script().unwrap()),
    };
    let name = if person == ME {
        ME.to_owned()
    } else {
        person.to_owned()
    };
    Told {
        head: Head {
            id: id.to_owned(),
            began: at,
            mode,
            script: ScriptRef {
                id: script.id.clone(),
                title: script.title.clone(),
                hash: String::new(),
            },
            person: PersonRef {
                id: if person == ME {
                    ME.to_owned()
                } else {
                    format!("id of {person}")
                },
                name,
                organisation: None,
            },
            practice: None,
        },
        script,
        entries: Vec::new(),
        at,
    }
}

/// A conversation with somebody that began on a day.
fn told(id: &str, person: &str, began: &str) -> Told {
    told_of(USUAL, id, person, began, Mode::Live)
}

impl Told {
    fn and(mut self, kind: Kind) -> Self {
        let n = u32::try_from(self.entries.len()).unwrap() + 1;
        self.entries.push(Entry {
            n,
            at: self.at,
            t: u64::from(n) * 60_000,
            kind,
        });
        self
    }

    /// What comes now is said on a later day.
    fn later(mut self, day: &str) -> Self {
        self.at = Moment::parse(&format!("{day}T18:30:00+01:00")).unwrap();
        self
    }

    fn said(self, step: &str, text: &str) -> Self {
        self.and(Kind::Answer(Answer {
            step: step.to_owned(),
            question: None,
            text: text.to_owned(),
        }))
    }

    fn felt(self, step: &str, word: &str, intensity: u8) -> Self {
        self.and(Kind::Feeling(Feeling {
            step: step.to_owned(),
            question: None,
            word: word.to_owned(),
            intensity: (intensity > 0).then_some(intensity),
            listed: true,
            of: None,
        }))
    }

    fn note(self, text: &str) -> Self {
        self.and(Kind::Note(remark(text)))
    }

    fn parked(self, text: &str) -> Self {
        self.and(Kind::Parked(remark(text)))
    }

    fn us(self, text: &str, due: &str) -> Self {
        self.and(promise(Owner::Us, text, due))
    }

    fn them(self, text: &str, due: &str) -> Self {
        self.and(promise(Owner::Them, text, due))
    }

    fn kept(self, of: u32, what: Became, due: &str) -> Self {
        self.and(Kind::Kept(Kept {
            of,
            what,
            due: due.parse().ok(),
            said: None,
            why: Some("because".to_owned()),
        }))
    }

    fn ended(self, how: How) -> Self {
        self.and(Kind::Ended(Ended {
            how,
            why: Some("their reason".to_owned()),
        }))
    }

    fn closed(self, viability: Option<Viability>, capital: Option<Capital>) -> Self {
        self.and(Kind::Closed(Closed {
            viability,
            reason: viability.map(|_| "the reason".to_owned()),
            capital,
        }))
    }

    fn practised(mut self) -> Self {
        self.head.mode = Mode::Practice;
        self
    }

    fn session(self) -> Session {
        Session::new(self.head, self.script, self.entries, BTreeSet::new())
    }

    fn digest(self) -> Digest {
        Digest::of(&self.session())
    }
}

fn remark(text: &str) -> Remark {
    Remark {
        step: "issue".to_owned(),
        text: text.to_owned(),
    }
}

fn promise(owner: Owner, text: &str, due: &str) -> Kind {
    Kind::Commitment(Commitment {
        step: "commit".to_owned(),
        question: None,
        owner,
        text: text.to_owned(),
        due: due.parse().ok(),
        said: None,
        from: None,
    })
}

fn ana() -> PersonRef {
    PersonRef {
        id: "id of Ana".to_owned(),
        name: "Ana".to_owned(),
        organisation: Some("Mina".to_owned()),
    }
}
