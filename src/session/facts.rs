//! What a session knows by now: answers to questions, figures worked out from them, what was said before. Conditions,
//! quotes and formulas of a script are looked up here.

use super::model::Session;
use crate::script::{AnswerKind, Computed, Condition, Facts, Prompt, Question, Recall};
use std::collections::BTreeMap;

/// What was said in earlier sessions: with the same person, or, of a script about oneself, in the same script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Whether there was an earlier one.
    pub any: bool,
    /// For the id of a step or a question, the newest answer to it in an ended session.
    pub answers: BTreeMap<String, String>,
}

impl Earlier {
    /// Adds an ended session; the newest has to come first.
    pub fn add(&mut self, session: &Session) {
        self.any = true;
        for entry in session.counting().collect::<Vec<_>>().into_iter().rev() {
            if let Some((question, text)) = entry.kind.answers() {
                self.answers
                    .entry(question.to_owned())
                    .or_insert_with(|| text.to_owned());
            }
        }
        for step in &session.script().steps {
            if let Some(text) = session.newest_answer(&step.id) {
                self.answers
                    .entry(step.id.clone())
                    .or_insert_with(|| text.to_owned());
            }
        }
    }
}

impl Session {
    /// The newest answer to a question that counts, as it was kept.
    pub fn answer_to(&self, question: &str) -> Option<&str> {
        self.counting_back().find_map(|e| {
            let (id, text) = e.kind.answers()?;
            (id == question).then_some(text)
        })
    }

    /// What a prompt recalls of a step: the newest answer that counts and says something. "Yes" and "No, not
    /// really" are quoted only where there is nothing else.
    pub fn newest_answer(&self, step: &str) -> Option<&str> {
        const SAYS_SOMETHING: usize = 4;
        let says = |text: &&str| text.split_whitespace().count() >= SAYS_SOMETHING;
        let mut all = self.counting_back().filter_map(|e| match &e.kind {
            kind if kind.answers().is_none() => kind.client_words(step),
            _ => None,
        });
        let newest = all.next()?;
        Some(
            std::iter::once(newest)
                .chain(all)
                .find(says)
                .unwrap_or(newest),
        )
    }

    /// A prompt as it can be said now; `None` when its condition does not hold or its quote is not there.
    pub fn spoken(&self, prompt: &Prompt) -> Option<String> {
        if !self.holds(prompt.when()) {
            return None;
        }
        prompt.spoken(|recall| match recall {
            Recall::Here(id) => self.answer_to(id).or_else(|| self.newest_answer(id)),
            Recall::Last(id) => self.earlier().answers.get(id).map(String::as_str),
        })
    }

    /// Whether something belongs to this session: without a condition it does.
    pub fn holds(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|condition| condition.holds(self))
    }

    /// A question of the script by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.script()
            .steps
            .iter()
            .flat_map(|s| &s.questions)
            .find(|q| q.id == id)
    }

    /// A computed value; `None` while something that it needs is open, or its divisor is 0.
    pub fn value(&self, computed: &Computed) -> Option<f64> {
        computed.formula.value(|id| self.number(id))
    }
}

impl Facts for Session {
    fn choice(&self, id: &str) -> Option<&str> {
        chosen(&self.question(id)?.answer, self.answer_to(id)?)
    }

    fn number(&self, id: &str) -> Option<f64> {
        if let Some(question) = self.question(id) {
            let AnswerKind::Rating(_) = question.answer else {
                return None;
            };
            return self.answer_to(id)?.split_whitespace().next()?.parse().ok();
        }
        // A computed value knows only those above it, so this comes to an end.
        let computed = self.script().computed.iter().find(|c| c.id == id)?;
        self.value(computed)
    }

    fn answered(&self, id: &str) -> bool {
        if self.question(id).is_some() {
            return self.answer_to(id).is_some();
        }
        let script = self.script();
        let step = script.position(id).and_then(|at| self.fold().steps.get(at));
        step.is_some_and(|step| !step.answers.is_empty())
    }

    fn knows(&self, step: &str, known: &str) -> bool {
        let at = self.script().position(step);
        at.and_then(|at| self.fold().steps.get(at))
            .is_some_and(|step| step.knows(known))
    }

    fn later_conversation(&self) -> bool {
        self.earlier().any
    }
}

/// The option that an answer to a choice or a yes-no chose: the answer begins with it.
fn chosen<'a>(kind: &'a AnswerKind, answer: &str) -> Option<&'a str> {
    let lower = answer.to_lowercase();
    let begins = |option: &&str| {
        lower
            .strip_prefix(&option.to_lowercase())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    // The longest first: "not yet" is not "no".
    kind.options()
        .into_iter()
        .filter(begins)
        .max_by_key(|o| o.len())
}
