//! A conversation while it is held. The same machine serves the screen, plain mode and a pipe.

mod answer;
mod asking;
mod closing;
mod commands;
mod complete;
mod consent;
mod follow;
mod keep;
mod observe;
mod practice;
mod remind;

pub use closing::{Closing, Item};
pub use commands::COMMANDS;
pub use complete::{Completion, LEAVES_OPEN};
pub use observe::{Observing, letters};
pub use practice::Practice;
pub use remind::Notice;

use super::editor::Editor;
use super::event::{Effect, Now, Opened, Saving};
use crate::script::Step;
use crate::session::{Draft, Entry, Kind, Session, Talk, Who};
use std::path::PathBuf;

/// A conversation while it is held.
#[derive(Debug, Clone)]
pub struct Live {
    session: Session,
    /// The one input.
    pub editor: Editor,
    showing: Showing,
    /// The prompt and the probe of this step that were shown last.
    prompt: usize,
    probe: Option<usize>,
    /// Whether what is shown was marked as asked already.
    marked: bool,
    base_t: u64,
    began_ms: u64,
    entered_t: u64,
    quiet_since: Option<u64>,
    saving: Saved,
    read_only: Option<String>,
    notice: Option<Notice>,
    /// How many notices there were: so that the same words said again are known as new.
    notices: u64,
    reminded_t: Option<u64>,
    completion: Option<Completion>,
    closing: Option<Closing>,
    /// How far the list of what was kept is scrolled up, in rows.
    pub kept_scroll: usize,
    problems: Vec<String>,
    practice: Option<Practice>,
    observing: Option<Observing>,
    following: Option<follow::Following>,
}

/// Which question stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Showing {
    Question(usize),
    Prompt(usize),
    Probe(usize),
    Else,
}

/// How saving goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// Entries up to this number are on the disk; `None` while not even the session's head is.
    pub synced: Option<u32>,
    /// What was typed is not with the operating system yet.
    pub unsafe_draft: bool,
    /// Why saving fails, while it does.
    pub failed: Option<String>,
    /// Where the session goes on, if it had to move.
    pub elsewhere: Option<PathBuf>,
}

/// What there is to say about a session's safety.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Safety {
    /// All that was kept is on the disk.
    Saved,
    /// On its way to the disk.
    Saving,
    /// What was typed has not even reached the operating system.
    NotYetSafe,
    /// It fails, and why; the words are kept in memory.
    NotSaved(String),
    /// Nothing is written here, and why.
    ReadOnly(String),
}

impl Live {
    /// Goes on with a session where it was left.
    pub fn new(opened: Opened, now: Now) -> Self {
        // A session that is only watched shows no input of somebody else's.
        let draft = opened.draft.filter(|_| opened.read_only.is_none());
        let draft = draft.unwrap_or(Draft {
            n: 0,
            t: 0,
            text: String::new(),
            cursor: 0,
        });
        let client = opened.client;
        let practice = client.map(|client| Practice::new(*client, &opened.session, opened.glass));
        let base_t = opened.session.fold().last_t.max(draft.t);
        // What was read from a file is on the disk; a session without an entry may be new.
        let last = opened.session.fold().last_n;
        let synced = (last > 0).then_some(last);
        let mut live = Self {
            editor: Editor::with(draft.text, draft.cursor),
            showing: Showing::Prompt(0),
            prompt: 0,
            probe: None,
            marked: false,
            base_t,
            began_ms: now.ms,
            entered_t: base_t,
            quiet_since: None,
            saving: Saved {
                synced,
                ..Saved::default()
            },
            read_only: opened.read_only,
            notice: None,
            notices: 0,
            reminded_t: None,
            completion: None,
            closing: None,
            kept_scroll: 0,
            problems: opened.problems,
            session: opened.session,
            practice,
            observing: None,
            following: None,
        };
        // A note that was being typed is gone on with.
        live.observing = live.is_observer().then(|| Observing {
            noting: !live.editor.is_empty(),
            last: None,
        });
        live.show_first();
        live.show_last_asked();
        live.recomplete(now);
        if let Some(problem) = live.problems.first().cloned() {
            live.notice(problem, now);
        }
        live
    }

    /// Takes the session up where it was left: nobody speaks until the clock is told so. A new one begins with the first
    /// step that belongs to it.
    pub fn take_up(&mut self, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.read_only.is_none() {
            self.stop_clock(now, &mut effects);
            self.opens(now, &mut effects);
            if self.step().is_some_and(|step| !self.belongs(step)) && self.step_after().is_some() {
                self.next_step(now, &mut effects);
                self.notice = None;
            }
        }
        effects
    }

    fn stop_clock(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.session.fold().talk.who() != Who::Nobody {
            self.keep(Kind::Speaker(Who::Nobody), now, effects);
        }
    }

    /// Whether nothing can be kept here.
    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session's time in milliseconds; time away from it does not count.
    pub fn t(&self, now: Now) -> u64 {
        if self.following.is_some() && self.is_over() {
            return self.base_t;
        }
        self.base_t + now.ms.saturating_sub(self.began_ms)
    }

    /// The current step.
    pub fn step(&self) -> Option<&Step> {
        self.session.step()
    }

    /// Talk times up to now.
    pub fn talk(&self, now: Now) -> Talk {
        self.session.fold().talk.until(self.t(now))
    }

    /// How long it has been quiet after a question, in milliseconds.
    pub fn quiet(&self, now: Now) -> Option<u64> {
        self.quiet_since
            .map(|since| self.t(now).saturating_sub(since))
    }

    /// Whether everything is saved.
    pub fn safety(&self) -> Safety {
        if let Some(why) = &self.read_only {
            Safety::ReadOnly(why.clone())
        } else if let Some(why) = &self.saving.failed {
            Safety::NotSaved(why.clone())
        } else if self.saving.unsafe_draft {
            Safety::NotYetSafe
        } else if self.saving.synced < Some(self.session.fold().last_n) {
            Safety::Saving
        } else {
            Safety::Saved
        }
    }

    /// The one short line above the input, if there is something to say.
    pub fn notice_now(&self) -> Option<&str> {
        self.notice.as_ref().map(|n| n.text.as_str())
    }

    /// The same, if nothing was typed since: then it is an answer to what stands in the input.
    pub fn answer_now(&self) -> Option<&str> {
        let fresh = self.notice.as_ref().filter(|n| n.fresh);
        fresh.map(|n| n.text.as_str())
    }

    /// How many notices there were so far.
    pub fn notices(&self) -> u64 {
        self.notices
    }

    /// The completion that is open.
    pub fn completion(&self) -> Option<&Completion> {
        self.completion.as_ref()
    }

    /// The closing questions, once the conversation is ending.
    pub fn closing(&self) -> Option<&Closing> {
        self.closing.as_ref()
    }

    /// Whether the session was closed: nothing more is kept.
    pub fn is_over(&self) -> bool {
        self.session.fold().closed.is_some()
    }

    /// What reading the session's file found, in words.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// How saving goes.
    pub fn saving(&mut self, event: Saving, now: Now) {
        match event {
            Saving::Synced(n) => self.saving.synced = self.saving.synced.max(Some(n)),
            Saving::Safe(safe) => self.saving.unsafe_draft = !safe,
            Saving::Failed(why) => self.saving.failed = Some(why),
            Saving::Recovered => {
                self.saving.failed = None;
                // Where the session went says more.
                if self.saving.elsewhere.is_none() {
                    self.notice("saving works again; everything is kept", now);
                }
            }
            Saving::Elsewhere(path) => {
                self.saving.failed = None;
                self.notice(format!("the session goes on in {}", path.display()), now);
                self.saving.elsewhere = Some(path);
            }
            Saving::ElsewhereFailed(why) => {
                self.notice(
                    format!("not saved elsewhere: {why} · /save PATH tries another"),
                    now,
                );
            }
        }
    }

    /// Time passes: reminders come and go.
    pub fn tick(&mut self, now: Now) {
        self.remind(now);
    }

    fn keep(&mut self, kind: Kind, now: Now, effects: &mut Vec<Effect>) -> u32 {
        let entry = Entry {
            n: self.session.next_n(),
            at: now.at,
            t: self.t(now),
            kind,
        };
        let n = entry.n;
        self.session.push(entry.clone());
        self.kept_scroll = 0;
        effects.push(Effect::Append(entry));
        n
    }

    /// What stands in the input, to be kept before it is drawn.
    pub fn draft(&self, now: Now) -> Draft {
        Draft {
            n: self.session.next_n(),
            t: self.t(now),
            text: self.editor.text().to_owned(),
            cursor: self.editor.cursor(),
        }
    }

    /// The input changed: keep it as a draft, and see what can be completed.
    pub fn edited(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.editor.is_empty() {
            // Somebody has begun to answer.
            self.quiet_since = None;
        }
        if let Some(notice) = &mut self.notice {
            notice.fresh = false;
        }
        self.recomplete(now);
        if self.read_only.is_none() {
            effects.push(Effect::Draft(self.draft(now)));
        }
    }

    fn refuse_read_only(&mut self, now: Now) -> bool {
        let Some(why) = self.read_only.clone() else {
            return false;
        };
        self.notice(format!("read only: {why}"), now);
        true
    }
}
