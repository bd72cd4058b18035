//! Finding, and being right again.

mod breaking;
mod counting;
mod finding;
mod sealed;
mod strangers;

use super::{Found, Index, Page, Place, Query, Reading};
use crate::session::{
    Answer, Became, Closed, Commitment, Entry, Feeling, Head, Kept, Kind, Mode, Moment, Owner,
    Person, PersonRef, Remark, ScriptRef, Viability,
};
use crate::store::{Library, sealed};
use jiff::civil::date;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// A library in a folder that goes with it.
struct Shelf {
    dir: tempfile::TempDir,
    library: Library,
}

fn moment(day: &str) -> Moment {
    Moment::parse(&format!("{day}T09:00:00+01:00")).unwrap()
}

fn ulid(number: u64) -> String {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + number);
    let random = ulid::Ulid(u128::from(number));
    let made = ulid::Ulid::from_datetime(time);
    ulid::Ulid::from_parts(made.timestamp_ms(), random.0).to_string()
}

fn answer(step: &str, text: &str) -> Kind {
    Kind::Answer(Answer {
        step: step.into(),
        question: None,
        text: text.into(),
    })
}

fn note(step: &str, text: &str) -> Kind {
    Kind::Note(Remark {
        step: step.into(),
        text: text.into(),
    })
}

fn feeling(step: &str, word: &str) -> Kind {
    Kind::Feeling(Feeling {
        step: step.into(),
        question: None,
        word: word.into(),
        intensity: Some(4),
        listed: true,
        of: None,
    })
}

fn promise(text: &str) -> Kind {
    Kind::Commitment(Commitment {
        step: "commit".into(),
        question: None,
        owner: Owner::Us,
        text: text.into(),
        due: None,
        said: None,
        from: None,
    })
}

fn closed(viability: Viability) -> Kind {
    Kind::Closed(Closed {
        viability: Some(viability),
        reason: Some("they have no budget".into()),
        capital: None,
    })
}

fn person(number: u64, name: &str, organisation: &str) -> Person {
    Person {
        id: ulid(900_000 + number),
        name: name.into(),
        organisation: Some(organisation.into()),
        other_names: Vec::new(),
    }
}

impl Shelf {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::at(dir.path().join("data"));
        Self { dir, library }
    }

    fn path(&self, number: u64) -> PathBuf {
        let id = ulid(number);
        self.library.dir().join(format!("sessions/2026/{id}.yaml"))
    }

    /// Writes a session; the number makes its id, and the larger is the newer one.
    fn put(&self, number: u64, day: &str, who: &Person, mode: Mode, kinds: Vec<Kind>) {
        let head = Head {
            id: ulid(number),
            began: moment(day),
            mode,
            script: ScriptRef {
                id: "mineral-rights-client".into(),
                title: "Mineral Rights with a client".into(),
                hash: "0".repeat(32),
            },
            person: PersonRef {
                id: who.id.clone(),
                name: who.name.clone(),
                organisation: who.organisation.clone(),
            },
            practice: None,
        };
        let entries: Vec<Entry> = (1..)
            .zip(kinds)
            .map(|(n, kind)| Entry {
                n,
                at: head.began,
                t: u64::from(n) * 1_000,
                kind,
            })
            .collect();
        let path = self.path(number);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, sealed(&head, &entries).unwrap()).unwrap();
    }

    /// A live session of a day with one answer.
    fn say(&self, number: u64, text: &str) {
        let ana = person(1, "Ana Ruiz", "Halvorsen Mills");
        let said = vec![answer("issue", text)];
        self.put(number, "2026-11-02", &ana, Mode::Live, said);
    }

    fn index_dir(&self) -> PathBuf {
        self.dir.path().join("cache/index")
    }

    fn index(&self) -> Index {
        Index::at(Place::Dir(self.index_dir()))
    }

    fn refresh(&self, index: &Index) -> super::Refreshed {
        index
            .refresh(&self.library, &|_| ControlFlow::Continue(()))
            .unwrap()
    }
}

fn ask_with(index: &Index, text: &str, typing: bool, page: Page) -> Found {
    let today = date(2026, 11, 18);
    let query =
        Query::parse(text, Reading { today, typing }).unwrap_or_else(|e| panic!("{text}: {e}"));
    index.search(&query, page).unwrap()
}

fn ask(index: &Index, text: &str) -> Found {
    let page = Page {
        slips: false,
        ..Page::default()
    };
    ask_with(index, text, false, page)
}

/// The numbers of the sessions that were found, in their order.
fn numbers(found: &Found) -> Vec<u64> {
    let number = |id: &str| {
        let ulid = ulid::Ulid::from_string(id).unwrap();
        ulid.timestamp_ms() / 1_000 - 1_700_000_000
    };
    found.hits.iter().map(|hit| number(&hit.row.id)).collect()
}
