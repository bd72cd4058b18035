//! Keeping what was typed.

use super::{Live, Showing};
use crate::app::event::{Effect, Now};
use crate::app::typed::{self, Typed};
use crate::listen::has_figure;
use crate::script::KnownKind;
use crate::session::{Answer, Asked, AskedWhat, Commitment, Feeling, Kind, Marked, Owner, Remark};
use crate::when;

impl Live {
    /// Enter: keeps what stands in the input, or does what it commands.
    pub fn submit(&mut self, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        let text = self.editor.text().to_owned();
        if self.closing.is_some() {
            self.submit_closing(&text, now, &mut effects);
            return effects;
        }
        let typed = typed::read(&text, now.at.date());
        let command = matches!(typed, Typed::Command(..));
        if !command && !matches!(typed, Typed::Nothing) && self.refuse_read_only(now) {
            return effects;
        }
        let done = self.keep_typed(typed, now, &mut effects);
        if done && !text.is_empty() {
            self.take_input(now, &mut effects);
        }
        // The file is closed after all that belongs into it.
        if let Some(at) = effects.iter().position(|e| *e == Effect::Finish) {
            effects.remove(at);
            effects.push(Effect::Finish);
        }
        effects
    }

    /// The input was used up: empty it, and the draft with it.
    pub(super) fn take_input(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.editor.clear();
        self.edited(now, effects);
    }

    /// Returns whether the input was used up.
    fn keep_typed(&mut self, typed: Typed, now: Now, effects: &mut Vec<Effect>) -> bool {
        match typed {
            Typed::Nothing => true,
            Typed::Unfinished(_) => {
                let hint = self.hint(now).unwrap_or_default();
                self.notice(hint, now);
                false
            }
            Typed::Command(name, rest) => self.command(&name, &rest, now, effects),
            typed => {
                let step = self.step().map(|s| s.id.clone()).unwrap_or_default();
                self.keep_in(&step, typed, now, effects);
                true
            }
        }
    }

    /// Keeps what was typed in a step, with everything that follows from it.
    pub(super) fn keep_in(
        &mut self,
        step: &str,
        typed: Typed,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let step = step.to_owned();
        match typed {
            Typed::Answer(text) => self.keep_answer(&step, text, now, effects),
            Typed::Feeling {
                word,
                intensity,
                listed,
                out_of_range,
            } => {
                if out_of_range {
                    self.notice("how strong is 1 to 5: kept without", now);
                }
                let of = self.newest_answer_in(&step);
                let feeling = Feeling {
                    step: step.clone(),
                    word,
                    intensity,
                    listed,
                    of,
                };
                let n = self.keep(Kind::Feeling(feeling), now, effects);
                self.tick_by(&step, KnownKind::Feeling, n, now, effects);
            }
            Typed::Note(text) => {
                self.keep(Kind::Note(Remark { step, text }), now, effects);
            }
            Typed::Parked(text) => {
                self.keep(Kind::Parked(Remark { step, text }), now, effects);
            }
            Typed::Commitment { owner, text, due } => {
                let (due, said) = due.unzip();
                if due.is_none() || owner.is_none() {
                    self.notice(super::complete::describe_commitment(owner, due, now), now);
                }
                let owner = owner.unwrap_or(Owner::Us);
                let kept = Commitment {
                    step: step.clone(),
                    owner,
                    text,
                    due,
                    said,
                };
                let n = self.keep(Kind::Commitment(kept), now, effects);
                self.tick_by(&step, KnownKind::Commitment, n, now, effects);
            }
            Typed::Nothing | Typed::Unfinished(_) | Typed::Command(..) => {}
        }
    }

    fn keep_answer(&mut self, step: &str, text: String, now: Now, effects: &mut Vec<Effect>) {
        self.mark_asked(now, effects);
        let figure = has_figure(&text);
        let dated = when::find(&text, now.at.date()).is_some();
        let n = self.keep(
            Kind::Answer(Answer {
                step: step.to_owned(),
                text,
            }),
            now,
            effects,
        );
        if figure {
            self.tick_by(step, KnownKind::Evidence, n, now, effects);
            self.tick_by(step, KnownKind::Measure, n, now, effects);
        }
        if dated {
            self.tick_by(step, KnownKind::Date, n, now, effects);
        }
        let after = self
            .session
            .script()
            .step(step)
            .and_then(|s| s.after.clone());
        if let Some(after) = after {
            self.notice(format!("say: {after}"), now);
        }
    }

    /// The question on the screen was answered, so it was asked: once for each time it is shown.
    fn mark_asked(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.marked || self.closing.is_some() {
            return;
        }
        self.marked = true;
        let (what, at) = match self.showing {
            Showing::Prompt(at) => (AskedWhat::Prompt, at),
            Showing::Probe(at) => (AskedWhat::Probe, at),
            Showing::Else => return,
        };
        let index = u16::try_from(at + 1).unwrap_or(u16::MAX);
        if let Some(step) = self.step().map(|s| s.id.clone()) {
            self.keep(Kind::Asked(Asked { step, what, index }), now, effects);
        }
    }

    fn newest_answer_in(&self, step: &str) -> Option<u32> {
        let at = self.session.script().position(step)?;
        self.session.fold().steps.get(at)?.answers.last().copied()
    }

    /// Ticks the must-knows of a kind that are still open.
    fn tick_by(
        &mut self,
        step: &str,
        kind: KnownKind,
        by: u32,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let script = self.session.script();
        let Some(fold) = script
            .position(step)
            .and_then(|at| self.session.fold().steps.get(at))
        else {
            return;
        };
        let open: Vec<String> = script
            .step(step)
            .into_iter()
            .flat_map(|s| &s.known)
            .filter(|k| k.kind == kind && fold.may_tick(&k.id))
            .map(|k| k.id.clone())
            .collect();
        for id in open {
            let mark = Marked {
                step: step.to_owned(),
                id,
                known: true,
                by: Some(by),
            };
            self.keep(Kind::Known(mark), now, effects);
        }
    }
}
