//! The one short line above the input: answers to what the user did, and at most one reminder at a time.

use super::Live;
use crate::app::event::Now;
use crate::session::Who;

/// A line that goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether it answers what stands in the input: nothing was typed since.
    pub(super) fresh: bool,
    until_ms: u64,
}

/// How long a line stays, in milliseconds: long enough to be read twice.
const STAYS: u64 = 7_000;
/// The least time between two reminders, in milliseconds. Prompts every few seconds kill a conversation.
const BETWEEN: u64 = 30_000;
/// A stretch of one's own talk that deserves a word, in milliseconds.
const LONG_TALK: u64 = 120_000;
/// How long a step may go without a feeling before a word is said, in milliseconds.
const NO_FEELING: u64 = 120_000;

impl Live {
    pub(crate) fn notice(&mut self, text: impl Into<String>, now: Now) {
        self.notices += 1;
        self.notice = Some(Notice {
            text: text.into(),
            fresh: true,
            until_ms: now.ms + STAYS,
        });
    }

    pub(super) fn remind(&mut self, now: Now) {
        if self.notice.as_ref().is_some_and(|n| n.until_ms <= now.ms) {
            self.notice = None;
        }
        let t = self.t(now);
        let early = self
            .reminded_t
            .is_some_and(|last| t.saturating_sub(last) < BETWEEN);
        let busy = self.notice.is_some() || self.closing.is_some() || !self.editor.is_empty();
        if early || busy || self.is_over() || self.is_following() {
            return;
        }
        if let Some(text) = self.reminder(now) {
            self.reminded_t = Some(t);
            self.notice(text, now);
        }
    }

    fn reminder(&self, now: Now) -> Option<String> {
        let t = self.t(now);
        let talk = self.session.fold().talk;
        match talk.who() {
            // While the client speaks there is nothing more important than the client.
            Who::Client => return None,
            Who::Me if talk.stretch(t) >= LONG_TALK => {
                let minutes = talk.stretch(t) / 60_000;
                return Some(format!("you have been talking for {minutes} minutes"));
            }
            Who::Me | Who::Nobody => {}
        }
        let step = self.step()?;
        let fold = self.session.fold().steps.get(self.session.fold().step)?;
        let long = t.saturating_sub(self.entered_t) >= NO_FEELING;
        (step.feelings && fold.feelings.is_empty() && !fold.answers.is_empty() && long)
            .then(|| "no feeling kept in this step yet · ~word 1-5".to_owned())
    }
}
