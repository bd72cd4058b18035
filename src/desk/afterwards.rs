//! Saying what became of a promise, and how it ended: an entry in a session that nobody is writing just now.

use super::{Desk, DeskError, Shelf};
use crate::app::Now;
use crate::session::{Consent, Draft, Ended, Entry, Head, Kept, Kind, Mode, Session, line_of};
use crate::store::Access;
use std::time::Duration;

/// How long saving one entry may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is said about a session afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Afterwards {
    /// What became of a promise.
    Kept(Kept),
    /// How it ended.
    Ended(Ended),
    /// On what basis its notes are kept.
    Consent(Consent),
    /// What was said last about the promise with this number does not hold.
    Back(u32),
}

/// What was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    /// Of which session.
    pub head: Head,
    /// What was kept, in words.
    pub words: String,
}

impl Desk {
    /// See [`Shelf::afterwards`].
    ///
    /// # Errors
    /// As there.
    pub fn afterwards(&self, id: &str, said: &Afterwards, now: Now) -> Result<Noted, DeskError> {
        self.shelf().afterwards(id, said, now)
    }
}

impl Shelf {
    /// Keeps what is said about a session afterwards. It is on disk when this returns; whether the session was closed stays
    /// as it was, and so does what stands in its input.
    ///
    /// # Errors
    /// When there is no such session, it has nothing of that kind, somebody else is writing it, or it cannot be saved.
    pub fn afterwards(&self, id: &str, said: &Afterwards, now: Now) -> Result<Noted, DeskError> {
        let library = self.library();
        let id = library.find(id)?;
        // What does not fit is refused before the file is touched.
        let (session, _) = self.alone(library.load(&id)?);
        kind(&session, said)?;
        let (loaded, access) = library.resume(&id, |_| {})?;
        let writer = match access {
            Access::Writing(writer) => writer,
            Access::ReadOnly { why } => return Err(DeskError::Held { id, why }),
        };
        let draft = loaded.draft.clone();
        let (mut session, _) = self.alone(loaded);
        // Somebody may have been faster.
        let kind = kind(&session, said)?;
        let entry = Entry {
            n: session.next_n(),
            at: now.at,
            // Time away from a session does not count.
            t: session.fold().last_t,
            kind,
        };
        writer.append(entry.clone());
        if let Some(draft) = draft {
            // It was for the number that is taken now.
            let n = entry.n.saturating_add(1);
            writer.draft(Draft { n, ..draft });
        }
        let path = writer.path();
        writer
            .finish(PATIENCE)
            .map_err(|unsaved| DeskError::Write {
                path: path.display().to_string(),
                why: unsaved.to_string(),
            })?;
        session.push(entry.clone());
        Ok(Noted {
            head: session.head().clone(),
            words: words(&session, &entry),
        })
    }
}

fn words(session: &Session, entry: &Entry) -> String {
    let shown = match entry.kind {
        Kind::Withdrawn(of) => session.entry(of).unwrap_or(entry),
        _ => entry,
    };
    line_of(session, shown).map_or_else(String::new, |line| line.text)
}

/// The entry that keeps it, if it fits the session.
fn kind(session: &Session, said: &Afterwards) -> Result<Kind, DeskError> {
    let head = session.head();
    if head.mode == Mode::Practice {
        return Err(not_so(
            "this session was practice: nothing that was promised in it is due",
            "a conversation with a client is meant: `mineral due` lists what is open",
        ));
    }
    match said {
        Afterwards::Kept(kept) => {
            promised(session, kept.of)?;
            Ok(Kind::Kept(kept.clone()))
        }
        Afterwards::Ended(ended) if head.person.is_me() => {
            let what = ended.how.words();
            Err(not_so(
                &format!("this session is about yourself: it was not {what}"),
                "a conversation with a client is meant",
            ))
        }
        Afterwards::Consent(_) if head.person.is_me() => Err(not_so(
            "this session is about yourself: there is nobody to ask",
            "a conversation with a client is meant",
        )),
        Afterwards::Consent(consent) => Ok(Kind::Consent(consent.clone())),
        Afterwards::Ended(ended) => Ok(Kind::Ended(ended.clone())),
        Afterwards::Back(of) => {
            promised(session, *of)?;
            let by = session.standing(*of).map(|s| s.by).ok_or_else(|| {
                let why = format!("nothing was said about entry {of} that could be taken back");
                not_so(&why, "it is open")
            })?;
            Ok(Kind::Withdrawn(by))
        }
    }
}

/// Whether an entry is one that something can become of: a commitment, or the words that a check goes back to.
fn promised(session: &Session, of: u32) -> Result<(), DeskError> {
    let mut open = crate::ledger::Digest::of(session).promises.into_iter();
    if open.any(|p| p.n == of) {
        return Ok(());
    }
    let why = format!("entry {of} of this session is no promise that counts");
    Err(not_so(
        &why,
        "`mineral due` lists what is open, each with its ID:N",
    ))
}

fn not_so(why: &str, hint: &str) -> DeskError {
    DeskError::NotSo {
        why: why.to_owned(),
        hint: hint.to_owned(),
    }
}
