//! A script with other words: the same conversation, told to somebody who is not to know whom it is about.

use super::{
    AnswerKind, Clause, Computed, Condition, Known, Meaning, Prompt, Question, Scale, Script, Step,
    Trap,
};

/// What becomes of the words that people read, and of the ids by which the parts of a script know each other.
pub trait Rewrite {
    /// Other words.
    fn words(&mut self, text: &str) -> String;
    /// Another id; the same for the same.
    fn id(&mut self, id: &str) -> String;
}

impl Script {
    /// The script with other words and ids. Every part is named here, so that none is forgotten.
    #[must_use]
    pub fn rewritten(&self, by: &mut impl Rewrite) -> Self {
        let Self {
            id,
            title,
            kind,
            moment,
            with,
            purpose,
            source,
            streak,
            steps,
            computed,
        } = self;
        Self {
            id: by.id(id),
            title: by.words(title),
            kind: *kind,
            moment: *moment,
            with: *with,
            purpose: by.words(purpose),
            source: by.words(source),
            streak: *streak,
            steps: steps.iter().map(|s| step(s, by)).collect(),
            computed: computed.iter().map(|c| figure(c, by)).collect(),
        }
    }
}

fn step(step: &Step, by: &mut impl Rewrite) -> Step {
    let Step {
        id,
        title,
        purpose,
        when,
        questions,
        prompts,
        probes,
        what_else,
        known,
        feelings,
        traps,
        after,
    } = step;
    Step {
        id: by.id(id),
        title: by.words(title),
        purpose: by.words(purpose),
        when: when.as_ref().map(|w| condition(w, by)),
        questions: questions.iter().map(|q| question(q, by)).collect(),
        prompts: prompts.iter().map(|p| prompt(p, by)).collect(),
        probes: probes.iter().map(|p| prompt(p, by)).collect(),
        what_else: *what_else,
        known: known
            .iter()
            .map(|k| Known {
                id: by.id(&k.id),
                kind: k.kind,
                text: by.words(&k.text),
            })
            .collect(),
        feelings: *feelings,
        traps: traps
            .iter()
            .map(|t| Trap {
                trap: by.words(&t.trap),
                back: by.words(&t.back),
            })
            .collect(),
        after: after.as_ref().map(|a| by.words(a)),
    }
}

fn question(question: &Question, by: &mut impl Rewrite) -> Question {
    let Question {
        id,
        ask,
        answer,
        when,
        hint,
        leaves,
    } = question;
    Question {
        id: by.id(id),
        ask: prompt(ask, by),
        answer: match answer {
            AnswerKind::Choice(options) => {
                AnswerKind::Choice(options.iter().map(|o| by.words(o)).collect())
            }
            AnswerKind::Rating(scale) => AnswerKind::Rating(Scale {
                low: by.words(&scale.low),
                high: by.words(&scale.high),
                ..*scale
            }),
            other => other.clone(),
        },
        when: when.as_ref().map(|w| condition(w, by)),
        hint: hint.as_ref().map(|h| by.words(h)),
        leaves: *leaves,
    }
}

fn prompt(prompt: &Prompt, by: &mut impl Rewrite) -> Prompt {
    let when = prompt.when().map(|w| condition(w, by));
    prompt.rewritten(by).only_when(when)
}

fn figure(figure: &Computed, by: &mut impl Rewrite) -> Computed {
    Computed {
        id: by.id(&figure.id),
        title: by.words(&figure.title),
        formula: figure.formula.rewritten(by),
        means: figure
            .means
            .iter()
            .map(|m| Meaning {
                up_to: m.up_to,
                says: by.words(&m.says),
            })
            .collect(),
    }
}

fn condition(condition: &Condition, by: &mut impl Rewrite) -> Condition {
    condition.mapped(|clause| match clause {
        Clause::Is { id, value, not } => Clause::Is {
            id: by.id(id),
            value: by.words(value),
            not: *not,
        },
        Clause::Over { id, number } => Clause::Over {
            id: by.id(id),
            number: *number,
        },
        Clause::Under { id, number } => Clause::Under {
            id: by.id(id),
            number: *number,
        },
        Clause::Answered { id } => Clause::Answered { id: by.id(id) },
        Clause::Open { id } => Clause::Open { id: by.id(id) },
        Clause::Knows { step, known } => Clause::Knows {
            step: by.id(step),
            known: by.id(known),
        },
        Clause::Lacks { step, known } => Clause::Lacks {
            step: by.id(step),
            known: by.id(known),
        },
        Clause::FirstConversation => Clause::FirstConversation,
        Clause::LaterConversation => Clause::LaterConversation,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::catalogue::BUILTIN;

    struct Same;

    impl Rewrite for Same {
        fn words(&mut self, text: &str) -> String {
            text.to_owned()
        }

        fn id(&mut self, id: &str) -> String {
            id.to_owned()
        }
    }

    struct Other;

    impl Rewrite for Other {
        fn words(&mut self, text: &str) -> String {
            text.replace('a', "o")
        }

        fn id(&mut self, id: &str) -> String {
            format!("{id}-x")
        }
    }

    #[test]
    fn a_script_keeps_its_shape_and_changes_all_its_words() {
        for builtin in BUILTIN {
            let script = builtin.script().unwrap();
            assert_eq!(script.rewritten(&mut Same), script, "{}", builtin.id);
            let other = script.rewritten(&mut Other);
            let before = format!("{script:?}").matches("Step {").count();
            let text = format!("{other:?}");
            assert_eq!(text.matches("Step {").count(), before);
            // Figures name the ratings by their new ids, and are worked out from them.
            for (was, is) in script.computed.iter().zip(&other.computed) {
                let value = |id: &str| {
                    let short = id.trim_end_matches("-x").len();
                    u32::try_from(short).ok().map(f64::from)
                };
                assert_eq!(was.formula.value(value), is.formula.value(value));
                assert!(is.formula.names().all(|n| n.ends_with("-x")));
            }
        }
    }
}
