//! Keeping what was typed.

use super::{Live, Showing};
use crate::app::event::{Effect, Now};
use crate::app::typed::{self, Typed};
use crate::listen::has_figure;
use crate::script::{AnswerKind, KnownKind};
use crate::session::{Answer, Asked, AskedWhat, Commitment, Feeling, Kind, Marked, Owner, Remark};
use crate::when;

impl Live {
    /// Enter: keeps what stands in the input, or does what it commands.
    pub fn submit(&mut self, now: Now) -> Vec<Effect> {
        if self.observing.is_some() {
            return self.observe_line(now);
        }
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
            Typed::Nothing => {
                // An empty line leaves a question open; to a client it is silence.
                if self.practice.is_some() {
                    return self.says("", now, effects);
                }
                if self.asked_question().is_some() && !self.refuse_read_only(now) {
                    self.notice = None;
                    self.after_question(now, effects);
                }
                true
            }
            Typed::Unfinished(_) => {
                let hint = self.hint(now).unwrap_or_default();
                self.notice(hint, now);
                false
            }
            Typed::Command(name, rest) => self.command(&name, &rest, now, effects),
            typed if self.is_answer(&typed) => {
                let question = self.asked_question().cloned();
                let text = self.editor.text().trim().to_owned();
                question.is_some_and(|q| self.answer_question(&q, &unescaped(&text), now, effects))
            }
            Typed::Answer(_) if self.practice.is_some() => {
                let text = self.editor.text().trim().to_owned();
                self.says(&unescaped(&text), now, effects)
            }
            typed => {
                let step = self.step().map(|s| s.id.clone()).unwrap_or_default();
                self.keep_in(&step, typed, now, effects);
                true
            }
        }
    }

    /// Whether what was typed answers the question with its kind of answer that stands on the screen: plain words, or
    /// just the kind that it asks for.
    fn is_answer(&self, typed: &Typed) -> bool {
        self.asked_question().is_some_and(|question| match typed {
            Typed::Answer(_) => true,
            Typed::Feeling { .. } => question.answer == AnswerKind::Feeling,
            Typed::Commitment { .. } => question.answer == AnswerKind::Commitment,
            _ => false,
        })
    }

    /// Keeps what was typed in a step, with everything that follows from it.
    pub(super) fn keep_in(
        &mut self,
        step: &str,
        typed: Typed,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        self.keep_for(step, None, typed, now, effects);
    }

    /// As [`Self::keep_in`], as the answer to a question.
    pub(super) fn keep_for(
        &mut self,
        step: &str,
        question: Option<String>,
        typed: Typed,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let step = step.to_owned();
        match typed {
            Typed::Answer(text) => self.keep_answer(&step, question, text, now, effects),
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
                    question,
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
                    question,
                    owner,
                    text,
                    due,
                    said,
                    from: None,
                };
                let n = self.keep(Kind::Commitment(kept), now, effects);
                self.tick_by(&step, KnownKind::Commitment, n, now, effects);
            }
            Typed::Nothing | Typed::Unfinished(_) | Typed::Command(..) => {}
        }
    }

    fn keep_answer(
        &mut self,
        step: &str,
        question: Option<String>,
        text: String,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        if question.is_none() {
            self.mark_asked(now, effects);
        }
        let figure = has_figure(&text);
        let dated = when::find(&text, now.at.date()).is_some();
        let n = self.keep(
            Kind::Answer(Answer {
                step: step.to_owned(),
                question,
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
        // Said once: thanks after every sentence are none.
        let place = self.session.script().position(step);
        let fold = place.and_then(|at| self.session.fold().steps.get(at));
        let first = fold.is_some_and(|s| s.answers.len() == 1);
        if let Some(after) = after.filter(|_| first) {
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
            Showing::Else | Showing::Question(_) => return,
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
    pub(super) fn tick_by(
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

/// An answer without the `\` that made its first character mean itself.
fn unescaped(text: &str) -> String {
    match typed::literal(text) {
        Some(literal) => literal.to_owned(),
        None => text.to_owned(),
    }
}
