//! Watching two others: what the one who asks does is counted, each with one key or one letter.

use super::Live;
use crate::app::event::{Effect, Now};
use crate::app::keymap::{Action, Place, TABLE};
use crate::session::{Closed, Kind, Observed, Remark};
use crate::text::folded;

/// What is there beside the session while two others are watched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Observing {
    /// Whether a note is typed: then characters are text.
    pub noting: bool,
    /// What was counted last.
    pub last: Option<Observed>,
}

/// The letter for what is counted, where nobody has changed the keys.
fn letter(what: Observed) -> Option<char> {
    let row = TABLE
        .iter()
        .find(|b| b.place == Place::Observe && b.action == Action::Count(what))?;
    row.keys.first()?.typed()
}

/// What a line can be, for whoever counts in lines: `o open question, c closed question …`.
pub fn letters() -> String {
    let each = Observed::ALL.map(|what| {
        let letter = letter(what).map(String::from).unwrap_or_default();
        format!("{letter} {}", what.words())
    });
    each.join(", ")
}

/// What a letter or a name means. The beginning of a name is enough, where it is that of one alone.
fn observed(text: &str) -> Option<Observed> {
    let typed: Vec<char> = text.chars().collect();
    let lettered = |what: &Observed| letter(*what).is_some_and(|l| typed == [l]);
    let name = |text: &str| folded(text).replace(['“', '”', '"', '?'], "");
    let wanted = name(text);
    let named = |what: &Observed| !wanted.is_empty() && name(what.words()).starts_with(&wanted);
    Observed::ALL.into_iter().find(lettered).or_else(|| {
        let mut fit = Observed::ALL.into_iter().filter(named);
        fit.next().filter(|_| fit.next().is_none())
    })
}

impl Live {
    /// What is there beside the session while two others are watched; nothing where it is another session.
    pub fn observing(&self) -> Option<Observing> {
        self.observing
    }

    /// How often something was counted.
    pub fn counted(&self, what: Observed) -> u32 {
        let counted = &self.session.fold().counted;
        counted.get(&what).copied().unwrap_or(0)
    }

    pub(crate) fn observe_action(&mut self, action: Action, now: Now, effects: &mut Vec<Effect>) {
        match action {
            Action::Count(what) => self.count(what, now, effects),
            Action::NextStep => self.observe_next(now, effects),
            Action::PreviousStep => self.previous_step(now, effects),
            Action::Withdraw => self.take_back(now, effects),
            Action::Restore => self.restore(None, now, effects),
            Action::Note => self.begin_note(now, effects),
            Action::Keep => self.keep_note(now, effects),
            Action::Back => self.drop_note(now, effects),
            Action::End => {
                self.keep_note(now, effects);
                self.end(now, effects);
            }
            action => self.anywhere(action, effects),
        }
    }

    fn count(&mut self, what: Observed, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        self.notice = None;
        self.keep(Kind::Counted(what), now, effects);
        self.last_counted(Some(what));
    }

    fn last_counted(&mut self, last: Option<Observed>) {
        if let Some(observing) = &mut self.observing {
            observing.last = last;
        }
    }

    fn take_back(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.withdraw(None, now, effects);
        self.last_counted(None);
    }

    fn observe_next(&mut self, now: Now, effects: &mut Vec<Effect>) {
        match self.step_after().map(|s| s.id.clone()) {
            Some(next) => self.move_to(next, now, effects),
            None => self.notice("this is the last step", now),
        }
    }

    fn begin_note(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        if let Some(observing) = &mut self.observing {
            observing.noting = true;
        }
        self.notice = None;
        // The mark belongs to the text: so it is a note wherever it is read before it is kept.
        self.editor.replace("# ".to_owned());
        self.edited(now, effects);
    }

    /// Keeps the note that is being typed; an empty one is none.
    fn keep_note(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let typed = self.editor.text().trim();
        let text = typed.strip_prefix('#').unwrap_or(typed).trim().to_owned();
        self.note(text, now, effects);
        self.drop_note(now, effects);
    }

    fn note(&mut self, text: String, now: Now, effects: &mut Vec<Effect>) {
        if text.is_empty() || self.refuse_read_only(now) {
            return;
        }
        let step = self.step().map(|s| s.id.clone()).unwrap_or_default();
        self.keep(Kind::Note(Remark { step, text }), now, effects);
        self.last_counted(None);
    }

    fn drop_note(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Some(observing) = &mut self.observing {
            observing.noting = false;
        }
        if !self.editor.is_empty() {
            self.take_input(now, effects);
        }
    }

    /// A line: a letter or a name is counted, `#` notes, `/` commands. A line that is none of these stays in the input.
    pub(super) fn observe_line(&mut self, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        let text = self.editor.text().trim().to_owned();
        if let Some(command) = text.strip_prefix('/') {
            let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
            match name {
                "step" | "withdraw" | "restore" | "save" | "leave" | "end" | "help" => {
                    if !self.command(name, rest.trim(), now, &mut effects) {
                        return effects;
                    }
                }
                "next" => self.observe_next(now, &mut effects),
                "back" => self.previous_step(now, &mut effects),
                _ => {
                    self.notice(format!("/{name} is of no use while one counts"), now);
                    return effects;
                }
            }
        } else if text.starts_with('#') {
            self.keep_note(now, &mut effects);
        } else {
            match (text.as_str(), observed(&text)) {
                ("", _) => {}
                ("u" | "undo", _) => self.take_back(now, &mut effects),
                ("n", _) => self.observe_next(now, &mut effects),
                ("b", _) => self.previous_step(now, &mut effects),
                (_, Some(what)) => self.count(what, now, &mut effects),
                (text, None) => {
                    self.notice(format!("{text:?} is not counted: {}", letters()), now);
                    return effects;
                }
            }
        }
        self.drop_note(now, &mut effects);
        // The file is closed after all that belongs into it.
        if let Some(at) = effects.iter().position(|e| *e == Effect::Finish) {
            effects.remove(at);
            effects.push(Effect::Finish);
        }
        effects
    }

    /// Closes without a question: it is not the one who watches who is asked how it went.
    pub(super) fn close_observing(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.keep(Kind::Closed(Closed::default()), now, effects);
        effects.push(Effect::Draft(self.draft(now)));
        effects.push(Effect::Finish);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_thing_has_a_letter_of_its_own_and_is_found_by_its_name() {
        let letters: BTreeSet<char> = Observed::ALL.into_iter().filter_map(letter).collect();
        assert_eq!(letters.len(), Observed::ALL.len());
        for what in Observed::ALL {
            assert_eq!(observed(what.words()), Some(what));
            assert_eq!(observed(&letter(what).unwrap().to_string()), Some(what));
        }
        let cases = [
            ("open", Some(Observed::Open)),
            ("Refl", Some(Observed::Reflection)),
            ("what else?", Some(Observed::Else)),
            ("cue", None),
            ("", None),
            ("oo", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(observed(text), wanted, "{text:?}");
        }
    }
}
