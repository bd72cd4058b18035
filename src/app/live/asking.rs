//! What is asked now: a question with its kind of answer, a prompt, a probe, "what else?".

use super::{Live, Showing};
use crate::app::event::{Effect, Now};
use crate::script::{Prompt, Question, ScriptKind, Step};
use crate::session::{Asked, AskedWhat, Kind};

impl Live {
    /// Whether this is talk with somebody, and not a form that one fills for oneself.
    pub fn is_conversation(&self) -> bool {
        let kind = self.session.script().kind;
        matches!(kind, ScriptKind::Conversation | ScriptKind::OneToOne)
    }

    /// The question with its kind of answer that stands on the screen, if it is one.
    pub fn asked_question(&self) -> Option<&Question> {
        match self.showing {
            Showing::Question(at) => self.step()?.questions.get(at),
            _ => None,
        }
    }

    /// The question that stands on the screen.
    pub fn question(&self) -> String {
        let Some(step) = self.step() else {
            return String::new();
        };
        let prompt = match self.showing {
            Showing::Question(at) => step.questions.get(at).map(|q| &q.ask),
            Showing::Prompt(at) => step.prompts.get(at),
            Showing::Probe(at) => step.probes.get(at),
            Showing::Else => return "What else?".to_owned(),
        };
        prompt
            .and_then(|p| self.session.spoken(p))
            .unwrap_or_default()
    }

    /// Which question of the step stands on the screen, and how many there are, where there are several.
    pub fn question_place(&self) -> Option<(usize, usize)> {
        let Showing::Question(at) = self.showing else {
            return None;
        };
        let questions = &self.step()?.questions;
        let asked = |end: usize| {
            questions
                .iter()
                .take(end)
                .filter(|q| self.is_asked(q))
                .count()
        };
        let (place, count) = (asked(at + 1), asked(questions.len()));
        (count > 1).then_some((place, count))
    }

    /// Whether a step belongs to this session: its condition holds, and there is something to ask in it.
    pub(super) fn belongs(&self, step: &Step) -> bool {
        let asks = step.questions.iter().any(|q| self.is_asked(q));
        let says = step.prompts.iter().any(|p| self.is_sayable(p));
        self.session.holds(step.when.as_ref()) && (asks || says)
    }

    fn is_asked(&self, question: &Question) -> bool {
        self.session.holds(question.when.as_ref()) && self.is_sayable(&question.ask)
    }

    fn is_sayable(&self, prompt: &Prompt) -> bool {
        self.session.spoken(prompt).is_some()
    }

    /// The step that comes next and belongs to this session.
    pub fn step_after(&self) -> Option<&Step> {
        let at = self.session.fold().step;
        self.session
            .script()
            .steps
            .iter()
            .skip(at + 1)
            .find(|s| self.belongs(s))
    }

    /// A question is put: the quiet after it is counted.
    pub(super) fn asks(&mut self, now: Now) {
        let live = self.is_conversation() && self.practice().is_none();
        self.quiet_since = live.then(|| self.t(now));
    }

    /// The question that was on the screen when something was kept last in this step.
    pub(super) fn show_last_asked(&mut self) {
        if self.asked_question().is_some() {
            return;
        }
        let step = self.step().map(|s| s.id.as_str());
        let mut back = self.session.entries().iter().rev();
        let asked = back.find_map(|e| match &e.kind {
            Kind::Moved(_) => Some(None),
            Kind::Asked(asked) => Some(Some(asked).filter(|a| Some(a.step.as_str()) == step)),
            _ => None,
        });
        let Some(asked) = asked.flatten() else {
            return;
        };
        let at = usize::from(asked.index).saturating_sub(1);
        let showing = match asked.what {
            AskedWhat::Prompt => Showing::Prompt(at),
            AskedWhat::Probe => Showing::Probe(at),
            AskedWhat::Else => Showing::Else,
        };
        let before = std::mem::replace(&mut self.showing, showing);
        if self.question().is_empty() {
            self.showing = before;
        } else {
            self.marked = true;
        }
    }

    /// What a step begins with: its first open question, else its first prompt.
    pub(super) fn show_first(&mut self) {
        (self.prompt, self.probe) = (0, None);
        self.marked = false;
        self.showing = match self.open_question(0).or_else(|| self.sayable(0)) {
            Some(showing) => showing,
            // All was answered: the questions can be looked at again.
            None => self.any_question().unwrap_or(Showing::Prompt(0)),
        };
        if let Showing::Prompt(at) = self.showing {
            self.prompt = at;
        }
    }

    fn open_question(&self, from: usize) -> Option<Showing> {
        let mut all = self.step()?.questions.iter().enumerate().skip(from);
        all.find(|(_, q)| self.is_asked(q) && self.session.answer_to(&q.id).is_none())
            .map(|(at, _)| Showing::Question(at))
    }

    fn any_question(&self) -> Option<Showing> {
        let at = self
            .step()?
            .questions
            .iter()
            .position(|q| self.is_asked(q))?;
        Some(Showing::Question(at))
    }

    /// The first prompt from a place on, round the end, that can be said.
    fn sayable(&self, from: usize) -> Option<Showing> {
        let prompts = &self.step()?.prompts;
        let count = prompts.len();
        (0..count)
            .map(|ahead| (from + ahead) % count)
            .find(|at| prompts.get(*at).is_some_and(|p| self.is_sayable(p)))
            .map(Showing::Prompt)
    }

    /// A question was answered, or left open: to the next one, then to the prompts of the step, then on.
    pub(super) fn after_question(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Showing::Question(at) = self.showing else {
            return;
        };
        if let Some(next) = self.open_question(at + 1).or_else(|| self.sayable(0)) {
            self.showing = next;
            self.marked = false;
            self.asks(now);
        } else if self.step_after().is_some() {
            self.next_step(now, effects);
        } else {
            self.end(now, effects);
        }
    }

    /// The answer to a question of this step was withdrawn: the question is asked again.
    pub(super) fn ask_again(&mut self, withdrawn: u32, now: Now) {
        let question = self.session.entry(withdrawn).and_then(|e| match &e.kind {
            Kind::Answer(x) => x.question.as_deref(),
            Kind::Feeling(x) => x.question.as_deref(),
            Kind::Commitment(x) => x.question.as_deref(),
            _ => None,
        });
        let questions = self.step().map(|s| s.questions.as_slice());
        let at = question.and_then(|id| questions?.iter().position(|q| q.id == id));
        if let Some(at) = at {
            self.showing = Showing::Question(at);
            self.marked = false;
            self.asks(now);
        }
    }

    /// Another prompt of this step; prompts that quote what nobody has said yet are passed over. From a question it goes
    /// to the next one.
    pub fn next_prompt(&mut self, now: Now) {
        let next = match self.showing {
            Showing::Question(at) => {
                let questions = self.step().map_or(0, |s| s.questions.len());
                let mut ahead = (1..=questions).map(|n| (at + n) % questions);
                let step = self.step();
                ahead
                    .find(|at| {
                        let question = step.and_then(|s| s.questions.get(*at));
                        question.is_some_and(|q| self.is_asked(q))
                    })
                    .map(Showing::Question)
            }
            Showing::Prompt(at) => self.sayable(at + 1),
            // Back from a probe or "what else?" to what stood there before.
            Showing::Probe(_) | Showing::Else => {
                self.sayable(self.prompt).or_else(|| self.open_question(0))
            }
        };
        if let Some(next) = next {
            self.showing = next;
            self.marked = false;
            if let Showing::Prompt(at) = next {
                self.prompt = at;
            }
        }
        self.asks(now);
    }

    /// The next probe of this step.
    pub fn next_probe(&mut self, now: Now) {
        let Some(step) = self.step() else { return };
        let count = step.probes.len();
        let from = self.probe.map_or(0, |at| at + 1);
        let next = (0..count)
            .map(|ahead| (from + ahead) % count)
            .find(|at| step.probes.get(*at).is_some_and(|p| self.is_sayable(p)));
        match next {
            Some(next) => {
                self.showing = Showing::Probe(next);
                self.probe = Some(next);
                self.marked = false;
                self.asks(now);
            }
            None => self.notice("this step has no probes", now),
        }
    }

    /// "What else?" was asked.
    pub fn what_else(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.refuse_read_only(now) {
            return;
        }
        self.showing = Showing::Else;
        self.marked = true;
        if let Some(step) = self.step().map(|s| s.id.clone()) {
            let asked = Asked {
                step,
                what: AskedWhat::Else,
                index: 0,
            };
            self.keep(Kind::Asked(asked), now, effects);
        }
        if self.practice().is_some() {
            self.says("What else?", now, effects);
        }
        self.asks(now);
    }
}
