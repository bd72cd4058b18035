//! What a key or a `/` command does in a conversation.

use super::Live;
use crate::app::event::{Effect, Now};
use crate::session::{Kind, Marked, Who};
use std::path::PathBuf;

/// The commands: name, what it takes, what it does.
pub const COMMANDS: &[(&str, &str, &str)] = &[
    ("next", "", "the next step"),
    ("back", "", "the step before"),
    ("step", "ID", "to a step by its name"),
    ("prompt", "", "another prompt of this step"),
    ("probe", "", "the next probe of this step"),
    ("else", "", "\"what else?\" was asked"),
    ("known", "ID", "tick or untick what must be known"),
    (
        "speaker",
        "",
        "who speaks: the client, then you; \"/speaker nobody\" stops the clock",
    ),
    (
        "withdraw",
        "[N]",
        "withdraw the newest thing kept, or number N",
    ),
    (
        "restore",
        "[N]",
        "restore what was withdrawn last, or number N",
    ),
    (
        "hint",
        "",
        "what would help now; in a practice without the words for it",
    ),
    (
        "rewind",
        "[N]",
        "in a practice: back before your last line, or line number N",
    ),
    (
        "glass",
        "",
        "in a practice: show what moves inside the client, or no longer",
    ),
    (
        "consent",
        "WORDS",
        "on what basis notes are kept: \"/consent agreed until 3 march 2027\", asked, or not needed",
    ),
    ("save", "[PATH]", "save the session in another place"),
    ("leave", "", "leave; the session stays unfinished and kept"),
    ("end", "", "end the conversation: the closing questions"),
    (
        "help",
        "",
        "the keys, the prefixes, and the traps of this step",
    ),
];

impl Live {
    /// Does what a command says. Returns whether the input was used up.
    pub(super) fn command(
        &mut self,
        name: &str,
        rest: &str,
        now: Now,
        effects: &mut Vec<Effect>,
    ) -> bool {
        match name {
            "next" => self.next_step(now, effects),
            "back" => self.previous_step(now, effects),
            "step" => return self.step_to(rest, now, effects),
            "prompt" => self.next_prompt(now),
            "probe" => self.next_probe(now),
            "else" => self.what_else(now, effects),
            "known" => return self.known_named(rest, now, effects),
            "speaker" => return self.speaker_named(rest, now, effects),
            "withdraw" | "restore" => return self.numbered(name, rest, now, effects),
            "hint" => self.give_hint(now),
            "glass" => self.toggle_glass(now),
            "rewind" => return self.rewind_to(rest, now, effects),
            "consent" => return self.consent(rest, now, effects),
            "save" => {
                let path = (!rest.is_empty()).then(|| PathBuf::from(rest));
                effects.push(Effect::Elsewhere(path));
            }
            "leave" => effects.push(Effect::Finish),
            "end" => self.end(now, effects),
            // Drawn by whoever shows the conversation.
            "help" => {}
            _ => {
                self.notice(
                    format!("there is no command /{name} · /help lists them"),
                    now,
                );
                return false;
            }
        }
        true
    }

    /// To the next step; what is left open is said once, and holds nobody up.
    pub fn next_step(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        let Some(next) = self.step_after().map(|s| s.id.clone()) else {
            if self.is_conversation() {
                self.notice(
                    "this is the last step · /end asks the closing questions",
                    now,
                );
            } else {
                self.end(now, effects);
            }
            return;
        };
        let open = self.open_knowns();
        self.move_to(next, now, effects);
        if !open.is_empty() {
            self.notice(format!("left open: {}", open.join(", ")), now);
        }
    }

    /// To the step before.
    pub fn previous_step(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let at = self.session.fold().step;
        let before = self.session.script().steps.iter().take(at).rev();
        let step = before
            .into_iter()
            .find(|s| self.belongs(s))
            .map(|s| s.id.clone());
        match step {
            Some(step) => self.move_to(step, now, effects),
            None => self.notice("this is the first step", now),
        }
    }

    fn step_to(&mut self, wanted: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        let steps = &self.session.script().steps;
        let place = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let found = steps
            .iter()
            .find(|s| s.id == wanted)
            .or_else(|| place.and_then(|at| steps.get(at)))
            .map(|s| s.id.clone());
        let Some(step) = found else {
            let ids: Vec<&str> = steps.iter().map(|s| s.id.as_str()).collect();
            self.notice(format!("which step? {}", ids.join(" ")), now);
            return false;
        };
        self.move_to(step, now, effects);
        true
    }

    pub(super) fn move_to(&mut self, step: String, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        self.keep(Kind::Moved(step), now, effects);
        self.notice = None;
        self.entered_t = self.t(now);
        self.show_first();
        self.asks(now);
    }

    fn open_knowns(&self) -> Vec<String> {
        let fold = self.session.fold();
        let Some(step) = fold.steps.get(fold.step) else {
            return Vec::new();
        };
        self.step()
            .into_iter()
            .flat_map(|s| &s.known)
            .filter(|k| !step.knows(&k.id))
            .map(|k| k.text.clone())
            .collect()
    }

    /// Ticks or unticks a must-know of this step by its place, from 1.
    pub fn tick_place(&mut self, place: u8, now: Now, effects: &mut Vec<Effect>) {
        let at = usize::from(place).saturating_sub(1);
        let id = self
            .step()
            .and_then(|s| s.known.get(at))
            .map(|k| k.id.clone());
        match id {
            Some(id) => self.toggle_known(id, now, effects),
            None => self.notice("this step has no more that must be known", now),
        }
    }

    fn known_named(&mut self, wanted: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        let knowns = self.step().into_iter().flat_map(|s| &s.known);
        let ids: Vec<String> = knowns.map(|k| k.id.clone()).collect();
        if let Some(id) = ids.iter().find(|id| *id == wanted) {
            self.toggle_known(id.clone(), now, effects);
            return true;
        }
        self.notice(format!("which? {}", ids.join(" ")), now);
        false
    }

    fn toggle_known(&mut self, id: String, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        let fold = self.session.fold();
        let known = fold.steps.get(fold.step).is_some_and(|s| s.knows(&id));
        let Some(step) = self.step().map(|s| s.id.clone()) else {
            return;
        };
        let mark = Marked {
            step,
            id,
            known: !known,
            by: None,
        };
        self.keep(Kind::Known(mark), now, effects);
    }

    /// Somebody else speaks: the client first, then the user, in turn.
    pub fn speaker(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let next = match self.session.fold().talk.who() {
            Who::Client => Who::Me,
            Who::Me | Who::Nobody => Who::Client,
        };
        self.speaks(next, now, effects);
    }

    fn speaker_named(&mut self, wanted: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        match wanted {
            "" => self.speaker(now, effects),
            "client" | "them" => self.speaks(Who::Client, now, effects),
            "me" | "us" => self.speaks(Who::Me, now, effects),
            "nobody" | "stop" => self.speaks(Who::Nobody, now, effects),
            _ => {
                self.notice("who speaks? /speaker client, me or nobody", now);
                return false;
            }
        }
        true
    }

    fn speaks(&mut self, who: Who, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        let before = self.session.fold().talk.who();
        self.keep(Kind::Speaker(who), now, effects);
        self.quiet_since = (before == Who::Me && who == Who::Client).then(|| self.t(now));
    }

    /// The line that comes back into the input stays there.
    fn rewind_to(&mut self, rest: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        if rest.is_empty() {
            self.rewind(None, now, effects);
        } else if let Ok(n) = rest.parse() {
            self.rewind(Some(n), now, effects);
        } else {
            self.notice("/rewind takes the number of a line of yours", now);
        }
        false
    }

    fn numbered(&mut self, name: &str, rest: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        let n = if rest.is_empty() {
            None
        } else {
            let Ok(n) = rest.parse::<u32>() else {
                self.notice(format!("/{name} takes the number of what was kept"), now);
                return false;
            };
            Some(n)
        };
        if name == "withdraw" {
            self.withdraw(n, now, effects);
        } else {
            self.restore(n, now, effects);
        }
        true
    }

    /// Withdraws what was kept: by number, or the newest that still counts. Its words stay in the file.
    pub fn withdraw(&mut self, n: Option<u32>, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        let found = self
            .session
            .entries()
            .iter()
            .rev()
            .filter(|e| words(&e.kind).is_some() && !self.session.is_withdrawn(e.n))
            .find(|e| n.is_none_or(|n| n == e.n))
            .and_then(|e| words(&e.kind).map(|w| (e.n, crate::text::ellipsis(w, 40))));
        let found = found.map(|(of, what)| self.with_its_answer(of, what, n));
        let Some((of, what)) = found else {
            self.notice("there is nothing to withdraw", now);
            return;
        };
        self.keep(Kind::Withdrawn(of), now, effects);
        let back = match self.observing {
            Some(_) => "",
            None => " · /restore brings it back",
        };
        self.notice(format!("withdrawn: {what}{back}"), now);
        self.ask_again(of, now);
        self.stay_sayable();
    }

    /// A promise that an answer left behind is newer than the answer, and yet it is the answer that is meant.
    fn with_its_answer(&self, of: u32, what: String, n: Option<u32>) -> (u32, String) {
        let from = match self.session.entry(of).map(|e| &e.kind) {
            Some(Kind::Commitment(c)) if n.is_none() => c.from,
            _ => None,
        };
        let answer = from.and_then(|from| self.session.entry(from));
        let said = answer.and_then(|e| Some((e.n, words(&e.kind)?)));
        said.map_or((of, what), |(n, text)| (n, crate::text::ellipsis(text, 40)))
    }

    /// Restores what was withdrawn: by number, or the last one.
    pub fn restore(&mut self, n: Option<u32>, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        let found = self
            .session
            .entries()
            .iter()
            .rev()
            .find_map(|e| match e.kind {
                Kind::Withdrawn(of)
                    if self.session.is_withdrawn(of) && n.is_none_or(|n| n == of) =>
                {
                    Some(of)
                }
                _ => None,
            });
        let Some(of) = found else {
            self.notice("there is nothing to restore", now);
            return;
        };
        self.keep(Kind::Restored(of), now, effects);
        let what = self
            .session
            .entry(of)
            .and_then(|e| words(&e.kind))
            .unwrap_or_default();
        self.notice(
            format!("restored: {}", crate::text::ellipsis(what, 40)),
            now,
        );
    }

    /// The question may have quoted what was just withdrawn.
    fn stay_sayable(&mut self) {
        if self.question().is_empty() {
            self.show_first();
        }
    }
}

/// The words of an entry that can be withdrawn.
fn words(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Answer(x) => Some(&x.text),
        Kind::Feeling(x) => Some(&x.word),
        Kind::Note(x) | Kind::Parked(x) => Some(&x.text),
        Kind::Commitment(x) => Some(&x.text),
        Kind::Counted(what) => Some(what.words()),
        _ => None,
    }
}
