//! Watching a session that another program writes: it is read again when its files have changed, and nothing is written.

use super::{DeskError, Shelf};
use crate::app::{Event, Followed, Loaded};
use crate::session::Earlier;
use crate::store::Written;
use std::time::SystemTime;

/// A session that is watched.
#[derive(Debug, Clone)]
pub struct Follower {
    shelf: Shelf,
    id: String,
    seen: Option<Written>,
    /// Whether it could not be read the last time.
    lost: bool,
    /// What was said in earlier sessions; that is looked up once.
    earlier: Option<Earlier>,
}

impl Follower {
    /// Watches a session, by the beginning of its id.
    ///
    /// # Errors
    /// When there is none, or several begin so.
    pub fn new(shelf: Shelf, id: &str) -> Result<Self, DeskError> {
        let id = shelf.library().find(id)?;
        Ok(Self {
            shelf,
            id,
            seen: None,
            lost: false,
            earlier: None,
        })
    }

    /// The session as it is now, if it has changed since the last look. What cannot be read is told once.
    pub fn look(&mut self) -> Option<Result<Followed, DeskError>> {
        // What is written while it is read is seen at the next look.
        let written = match self.shelf.library().written(&self.id) {
            Ok(written) => written,
            Err(error) => {
                self.seen = None;
                let told = std::mem::replace(&mut self.lost, true);
                return (!told).then(|| Err(error.into()));
            }
        };
        if self.seen.as_ref() == Some(&written) {
            return None;
        }
        let since = written.since(SystemTime::now());
        self.seen = Some(written);
        let read = self.read();
        let told = std::mem::replace(&mut self.lost, read.is_err());
        match read {
            Err(_) if told => None,
            Err(error) => Some(Err(error)),
            Ok(loaded) => Some(Ok(Followed {
                loaded,
                client: None,
                since: u64::try_from(since.as_millis()).unwrap_or(u64::MAX),
            })),
        }
    }

    fn read(&mut self) -> Result<Loaded, DeskError> {
        let mut loaded = self.shelf.library().load(&self.id)?;
        // The last entry may be on its way just now. If it never comes, the one before it is the last.
        loaded.problems.retain(|problem| !problem.is_unfinished());
        let draft = loaded.draft.clone();
        let (session, problems) = self.shelf.alone(loaded);
        let earlier = match &self.earlier {
            Some(earlier) => earlier.clone(),
            None => self.shelf.earlier(session.head(), session.script())?,
        };
        self.earlier = Some(earlier.clone());
        Ok(Loaded {
            session: session.after(earlier),
            draft,
            problems,
        })
    }
}

impl Shelf {
    /// A session to be watched, for the first time.
    pub(super) fn follow(&self, id: &str) -> Result<Event, DeskError> {
        let mut watcher = Follower::new(self.clone(), id)?;
        let mut followed = match watcher.look() {
            Some(followed) => followed?,
            None => return self.load(id),
        };
        // Without its persona a talk can be watched all the same.
        followed.client = self.client_of(&followed.loaded.session).ok().flatten();
        Ok(Event::Followed(Box::new(followed)))
    }

    /// The id of the session that runs: of those that were not ended, the one that was written to last.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn running(&self) -> Result<Option<String>, DeskError> {
        let library = self.library();
        let all = library.list(super::shelf::LISTED)?;
        let open = all.into_iter().filter(|s| !s.closed && s.broken.is_none());
        let written = open.filter_map(|s| Some((library.written(&s.id).ok()?.at(), s.id)));
        Ok(written.max().map(|(_, id)| id))
    }
}
