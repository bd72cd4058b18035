//! A session as it was found.

use super::cover::{Belongs, Cover};
use super::drafts;
use super::error::StoreError;
use super::problem::{Problem, ProblemKind};
use super::stream::{self, Integrity, NoHead, Stream, Tail};
use crate::session::{Draft, Entry, Head, Mode, Moment, PersonRef, ScriptRef};
use std::path::{Path, PathBuf};

/// A session as it stands in its file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What it is.
    pub head: Head,
    /// Whether the head was changed outside the program.
    pub head_changed: bool,
    /// The entries in the order of the file, with their state. Numbers may be missing or come twice;
    /// then `problems` says so.
    pub entries: Vec<(Entry, Integrity)>,
    /// All that is wrong with the file, in its order.
    pub problems: Vec<Problem>,
    /// What stood in the input; `None` when that was nothing, or is in the session already.
    pub draft: Option<Draft>,
    /// The session's file.
    pub path: PathBuf,
}

impl Loaded {
    /// The number that the next entry gets.
    pub fn next_number(&self) -> u32 {
        let last = self.entries.iter().map(|(entry, _)| entry.n).max();
        last.unwrap_or(0).saturating_add(1)
    }
}

/// A session, how its file ends, and the bytes of a draft's file from which nothing can be read.
pub(super) type Assembled = (Loaded, Tail, Option<Vec<u8>>);

/// Puts together what the files of a session say.
pub(super) fn assemble(
    cover: &Cover,
    id: &str,
    path: &Path,
    bytes: &[u8],
    drafts: Result<Vec<u8>, Problem>,
) -> Result<Assembled, StoreError> {
    let found = cover.off(&Belongs::session(id), path, bytes)?;
    let stream: Stream<Head, Entry> = stream::read(&found).map_err(|e| no_head(path, e))?;
    let mut loaded = Loaded {
        head: stream.head,
        head_changed: stream.head_state == Integrity::Changed,
        entries: stream.entries,
        problems: stream.problems,
        draft: None,
        path: path.to_owned(),
    };
    if loaded.head.id != id {
        let other = ProblemKind::OtherId(loaded.head.id.clone());
        loaded.problems.push(Problem::general(other));
    }
    let found = match drafts {
        Ok(bytes) => drafts_in(cover, id, path, bytes, loaded.next_number()),
        Err(problem) => drafts::Found {
            problems: vec![problem],
            ..drafts::Found::default()
        },
    };
    loaded.draft = found.draft;
    loaded.problems.extend(found.problems);
    Ok((loaded, stream.tail, found.unreadable))
}

/// Puts together what is left of a session whose head is lost.
pub(super) fn remains(
    cover: &Cover,
    id: &str,
    path: &Path,
    bytes: &[u8],
    began: Moment,
) -> Result<Loaded, StoreError> {
    let found = cover.off(&Belongs::session(id), path, bytes)?;
    let (entries, mut problems) = stream::headless(&found);
    problems.insert(0, Problem::general(ProblemKind::Headless));
    let unknown = || "unknown".to_owned();
    Ok(Loaded {
        head: Head {
            id: id.to_owned(),
            began,
            mode: Mode::Live,
            script: ScriptRef {
                id: unknown(),
                title: unknown(),
                hash: String::new(),
            },
            person: PersonRef {
                id: String::new(),
                name: "somebody".to_owned(),
                organisation: None,
            },
            practice: None,
        },
        head_changed: false,
        entries,
        problems,
        draft: None,
        path: path.to_owned(),
    })
}

/// What the file of drafts has to say.
fn drafts_in(cover: &Cover, id: &str, path: &Path, bytes: Vec<u8>, next: u32) -> drafts::Found {
    let mut found = match cover.off(&Belongs::draft(id), path, &bytes) {
        Ok(found) => drafts::choose(&found.text, next),
        Err(e) => drafts::Found {
            problems: vec![Problem::general(ProblemKind::DraftUnread(e.to_string()))],
            ..drafts::Found::default()
        },
    };
    // What is put away is the file as it is.
    let nothing = found.draft.is_none() && found.problems.is_empty();
    let unreadable = found.unreadable.is_some() || (nothing && found.is_blank);
    if unreadable && !bytes.trim_ascii().is_empty() {
        found.unreadable = Some(bytes);
    }
    found
}

pub(super) fn no_head(path: &Path, e: NoHead) -> StoreError {
    StoreError::Head {
        path: path.to_owned(),
        line: e.line,
        byte: e.byte,
        why: e.why,
        lost: e.lost,
    }
}
