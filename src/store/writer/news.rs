//! The pen again: what it makes of the syncer's news, and how it ends.

use super::pen::Pen;
use super::report::{Failure, Report};
use super::syncer::{Outcome, Standing, Target};
use std::io;
use std::time::Instant;

impl Pen<'_> {
    /// Takes the syncer's news.
    pub(super) fn hear(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Journal(target, result) => {
                if self.journal.is_about(&target) {
                    self.hear_of_journal(&target, result);
                }
            }
            Outcome::Draft(target, result) => {
                if self.slip.is_about(&target) {
                    self.hear_of_draft(&target, result);
                }
            }
            Outcome::Anew(temp, held, path) => {
                if path != self.slip.path {
                    return;
                }
                // The old file still has the text of an entry that is not on disk yet.
                if !self.journal.is_synced() {
                    self.slip.later();
                } else if self.slip.begin_anew(temp, held).is_ok() {
                    self.ask_for_draft_sync();
                } else {
                    self.slip.stays();
                }
            }
            Outcome::AnewFailed => self.slip.stays(),
        }
    }

    fn hear_of_journal(&mut self, target: &Target, result: io::Result<Standing>) {
        match result {
            Ok(standing) => {
                self.unsynced = false;
                match self.journal.look(standing, target.upto) {
                    Ok(()) => self.on_disk(target.upto),
                    Err(failure) => self.lost(failure),
                }
            }
            Err(e) => {
                self.unsynced = true;
                self.asked = 0;
                self.journal.doubt();
                self.fail(e.into());
            }
        }
    }

    fn hear_of_draft(&mut self, target: &Target, result: io::Result<Standing>) {
        match result {
            Ok(Standing::Ours(_)) => {
                self.draft_unsynced = false;
                self.shared.lock().drafts_synced = target.upto;
                self.shared.say(Report::DraftSynced);
            }
            Ok(Standing::Missing | Standing::Other) => {
                self.slip.lost = true;
                // The session may have gone the same way.
                self.asked = 0;
                self.look = true;
            }
            Err(e) => {
                self.draft_unsynced = true;
                self.slip.lost = true;
                self.fail(e.into());
            }
        }
    }

    /// The path does not name our file: to be put right at once.
    fn lost(&mut self, failure: Failure) {
        self.asked = 0;
        self.journal_again = Some(Instant::now());
        self.fail(failure);
    }

    /// Whether the end was asked for and nothing is left to do, or no time.
    pub(super) fn is_over(&mut self) -> bool {
        let Some(deadline) = self.deadline else {
            return false;
        };
        if self.journal.is_displaced() {
            self.rescue();
        }
        let state = self.shared.lock();
        let idle = state.jobs.is_empty() && state.unsaved().is_none();
        let live = state.draft.as_ref().is_some_and(|d| state.is_live(d));
        drop(state);
        if idle && self.journal.is_synced() {
            match self.journal.look_now() {
                Ok(()) => {
                    if !live {
                        self.slip.remove();
                    }
                    return true;
                }
                Err(failure) => self.lost(failure),
            }
        }
        Instant::now() >= deadline
    }

    /// Another file stands in the session's place, and there is no time to wait until it goes: the whole
    /// session is put beside it.
    fn rescue(&mut self) {
        for k in 1..100 {
            let path = self.journal.path.with_extension(format!("saved-{k}.yaml"));
            match self.move_to(path.clone()) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return self.fail(e.into()),
                Ok(()) => return self.moved(path),
            }
        }
    }
}
