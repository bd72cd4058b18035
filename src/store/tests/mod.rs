//! The room from outside: real files, real threads, real locks.
#![allow(clippy::string_slice, reason = "a test that panics has failed")]

mod bin;
mod drafting;
mod exhaustive;
mod failing;
mod lists;
mod people;
mod reading;
mod vaulted;
mod writing;

use super::{Access, Library, Loaded, Report, Writer};
use crate::session::{
    Answer, Document, Draft, Entry, Head, Kind, Mode, Moment, PersonRef, ScriptRef,
};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, SystemTime};

/// No test waits longer than this, so that a hang fails.
const BOUND: Duration = Duration::from_secs(20);
const SCRIPT: &[u8] = b"id: small\ntitle: Small\n";

fn at() -> Moment {
    Moment::parse("2026-11-21T14:03:11+01:00").unwrap()
}

fn head(id: &str) -> Head {
    Head {
        id: id.to_owned(),
        began: at(),
        mode: Mode::Live,
        script: ScriptRef {
            id: "small".to_owned(),
            title: "Small".to_owned(),
            hash: Library::hash(SCRIPT),
        },
        practice: None,
        person: PersonRef {
            id: "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
            name: "Ana Ruiz".to_owned(),
            organisation: Some("Mina".to_owned()),
        },
    }
}

fn answer(n: u32, text: &str) -> Entry {
    let text = text.to_owned();
    let step = "issue".to_owned();
    Entry {
        n,
        at: at(),
        t: u64::from(n) * 1000,
        kind: Kind::Answer(Answer {
            step,
            question: None,
            text,
        }),
    }
}

fn draft(n: u32, text: &str) -> Draft {
    Draft {
        n,
        t: 0,
        text: text.to_owned(),
        cursor: text.len(),
    }
}

/// The bytes of a session with these entries, and where each document begins (and the end).
fn sealed(head: &Head, entries: &[Entry]) -> (Vec<u8>, Vec<usize>) {
    let (mut bytes, mut seal) = super::seal::frame(None, 0, &head.to_yaml().unwrap());
    let mut starts = vec![0];
    for entry in entries {
        starts.push(bytes.len());
        let (more, next) = super::seal::frame(Some(&seal), entry.n, &entry.to_yaml().unwrap());
        bytes.extend(more);
        seal = next;
    }
    starts.push(bytes.len());
    (bytes, starts)
}

struct Home {
    _dir: tempfile::TempDir,
    library: Library,
    id: String,
    says: Sender<Report>,
    heard: Receiver<Report>,
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::at(dir.path().join("data"));
        let (says, heard) = channel();
        let id = Library::new_id(SystemTime::now());
        Self {
            _dir: dir,
            library,
            id,
            says,
            heard,
        }
    }

    fn create(&self) -> Writer {
        self.library
            .create(&head(&self.id), SCRIPT, None, None, self.listen())
            .unwrap()
    }

    fn listen(&self) -> impl Fn(Report) + Send + Sync + 'static {
        let says = self.says.clone();
        move |report| {
            let _ = says.send(report);
        }
    }

    fn hears(&self, wanted: impl Fn(&Report) -> bool) -> Report {
        loop {
            let report = self.heard.recv_timeout(BOUND).expect("no such report");
            if wanted(&report) {
                return report;
            }
        }
    }

    fn path(&self) -> PathBuf {
        let dir = self.library.dir().join("sessions/2026");
        dir.join(format!("{}.yaml", self.id))
    }

    fn draft_path(&self) -> PathBuf {
        self.path().with_extension("draft")
    }

    /// A session with these bytes, that nobody writes.
    fn with(bytes: &[u8]) -> Self {
        let home = Self::new();
        std::fs::create_dir_all(home.path().parent().unwrap()).unwrap();
        std::fs::write(home.path(), bytes).unwrap();
        home
    }

    fn load(&self) -> Loaded {
        self.library.load(&self.id).unwrap()
    }

    fn resume(&self) -> (Loaded, Writer) {
        match self.library.resume(&self.id, self.listen()).unwrap() {
            (loaded, Access::Writing(writer)) => (loaded, writer),
            (_, Access::ReadOnly { why }) => panic!("{why}"),
        }
    }
}

fn texts(loaded: &Loaded) -> Vec<(u32, String)> {
    let text = |e: &Entry| match &e.kind {
        Kind::Answer(answer) => answer.text.clone(),
        other => format!("{other:?}"),
    };
    loaded.entries.iter().map(|(e, _)| (e.n, text(e))).collect()
}
