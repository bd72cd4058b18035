//! A conversation as it is seen by somebody who only watches it.

use super::{Live, Observing, Practice};
use crate::app::editor::Editor;
use crate::app::event::{Followed, Now, Opened};
use crate::session::Kind;

/// Beyond this nobody can say any more whether the other's clock still goes, in milliseconds.
const LONG: u64 = 60 * 60 * 1_000;

/// What is there beside the session while somebody watches it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Following {
    /// Why it cannot be read now.
    lost: Option<String>,
}

impl Live {
    /// The session as it is now, with what stands in the other's input. `before` is how it was shown until now.
    pub fn follow(followed: Followed, before: Option<&Self>, now: Now) -> Self {
        let loaded = followed.loaded;
        let known = before.is_some_and(|b| b.problems == loaded.problems);
        let draft = loaded.draft;
        let typed_t = draft.as_ref().map_or(0, |d| d.t);
        let mut live = Self::new(
            Opened {
                session: loaded.session,
                draft: None,
                read_only: Some("it is only watched here".to_owned()),
                problems: loaded.problems,
                client: None,
                glass: false,
            },
            now,
        );
        if known {
            live.notice = None;
        }
        if let Some(draft) = draft {
            live.editor = Editor::with(draft.text, draft.cursor);
        }
        let client = followed.client.map(|client| Practice::watched(*client));
        live.practice = client.or_else(|| before?.practice.clone());
        live.kept_scroll = before.map_or(0, |b| b.kept_scroll);
        live.following = Some(Following::default());
        live.base_t = live.base_t.max(typed_t);
        if !live.is_over() && followed.since < LONG {
            live.base_t = live.base_t.saturating_add(followed.since);
        }
        if live.observing.is_some() {
            live.observing = Some(live.watched_observing());
        }
        live
    }

    fn watched_observing(&self) -> Observing {
        let last = self.session.entries().last().map(|e| &e.kind);
        Observing {
            noting: !self.editor.is_empty(),
            last: match last {
                Some(Kind::Counted(what)) => Some(*what),
                _ => None,
            },
        }
    }

    /// Whether it is only watched.
    pub fn is_following(&self) -> bool {
        self.following.is_some()
    }

    /// What is watched cannot be read now.
    pub(crate) fn lose(&mut self, why: String) {
        if let Some(following) = &mut self.following {
            following.lost = Some(why);
        }
    }

    /// What somebody who watches has to know, if there is something.
    pub fn following_now(&self) -> Option<String> {
        let following = self.following.as_ref()?;
        match &following.lost {
            _ if self.is_over() => {
                Some("it was ended · enter reads all of it, q leaves".to_owned())
            }
            Some(why) => Some(format!("as it was last: {why}")),
            None => None,
        }
    }
}
