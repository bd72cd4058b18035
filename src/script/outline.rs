//! A script as text to read before it is used.

use super::{AnswerKind, Condition, Leaves, Prompt, Question, Recall, Script, Step, With};
use std::fmt::Write as _;

/// The whole script in plain words: what it is for, every step with what is asked in it, and the figures.
pub fn outline(script: &Script) -> String {
    let mut out = Outline(String::new());
    out.line(0, &script.title);
    let with = match script.with {
        With::Person => "with a person",
        With::Me => "for yourself",
    };
    let (kind, moment) = (script.kind.name(), script.moment.words());
    out.line(0, &format!("{} · {kind} · {moment} · {with}", script.id));
    out.line(0, "");
    out.line(0, &script.purpose);
    out.line(0, &format!("Source: {}", script.source));
    if script.streak {
        out.line(0, "The days in a row on which it was done are counted.");
    }
    for (nth, step) in script.steps.iter().enumerate() {
        out.line(0, "");
        out.step(nth + 1, step);
    }
    if !script.computed.is_empty() {
        out.line(0, "");
        out.line(0, "Figures");
    }
    for computed in &script.computed {
        let formula = format!("{} = {}", computed.id, computed.formula);
        if computed.title == computed.id {
            out.line(1, &formula);
        } else {
            out.line(1, &format!("{}: {formula}", computed.title));
        }
        for meaning in &computed.means {
            let range = meaning
                .up_to
                .map_or_else(|| "else".to_owned(), |most| format!("up to {most}"));
            out.line(2, &format!("{range}: {}", meaning.says));
        }
    }
    out.0
}

struct Outline(String);

impl Outline {
    fn line(&mut self, depth: usize, text: &str) {
        if !text.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{:width$}{text}", "", width = 3 * depth);
        }
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str, any: bool) {
        if any {
            self.line(1, text);
        }
    }

    fn only_when(&mut self, depth: usize, when: Option<&Condition>) {
        if let Some(when) = when {
            self.line(depth, &format!("only when {when}"));
        }
    }

    fn step(&mut self, number: usize, step: &Step) {
        let title = &step.title;
        self.line(0, &format!("{number}. {title} ({})", step.id));
        self.line(1, &step.purpose);
        self.only_when(1, step.when.as_ref());
        self.heading("Questions", !step.questions.is_empty());
        for question in &step.questions {
            self.question(question);
        }
        self.heading("Ask", !step.prompts.is_empty());
        self.prompts(&step.prompts);
        self.heading("Go deeper", !step.probes.is_empty());
        self.prompts(&step.probes);
        if step.what_else > 0 {
            let times = match step.what_else {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                more => format!("{more} times"),
            };
            self.line(1, &format!("Ask “What else?” {times}."));
        }
        if step.feelings {
            self.line(1, "Ask what they feel.");
        }
        self.heading("Know before you leave", !step.known.is_empty());
        for known in &step.known {
            self.line(2, &format!("- {} ({})", known.text, known.id));
        }
        self.heading("Traps", !step.traps.is_empty());
        for trap in &step.traps {
            self.line(2, &format!("- {}", trap.trap));
            self.line(3, &trap.back);
        }
        if let Some(after) = &step.after {
            self.line(1, &format!("After an answer: {after}"));
        }
    }

    fn prompts(&mut self, prompts: &[Prompt]) {
        for prompt in prompts {
            self.line(2, &format!("- {}", said(prompt)));
            self.only_when(3, prompt.when());
        }
    }

    fn question(&mut self, question: &Question) {
        self.line(2, &format!("- {} ({})", said(&question.ask), question.id));
        self.line(3, &answer(&question.answer));
        if let Some(hint) = &question.hint {
            self.line(3, &format!("hint: {hint}"));
        }
        self.only_when(3, question.when.as_ref());
        if let Some(leaves) = question.leaves {
            let leaves = match leaves {
                Leaves::Review => "leaves behind: a promise of ours to look again on that day",
                Leaves::Contact => "leaves behind: a promise of ours to speak with them",
                Leaves::Viability => "leaves behind: whether this is an opportunity for us",
            };
            self.line(3, leaves);
        }
    }
}

/// A prompt with the name of what it quotes in the quote's place.
fn said(prompt: &Prompt) -> String {
    prompt.told(|recall| match recall {
        Recall::Here(id) => format!("“{id}”"),
        Recall::Last(id) => format!("“{id}, last time”"),
    })
}

fn answer(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::Words => "answer: in words".to_owned(),
        AnswerKind::Rating(scale) => format!(
            "answer: from {} ({}) to {} ({})",
            scale.from, scale.low, scale.to, scale.high
        ),
        AnswerKind::Choice(options) => format!("answer: {}", options.join(" · ")),
        AnswerKind::YesNo => "answer: yes or no".to_owned(),
        AnswerKind::List => "answer: several things".to_owned(),
        AnswerKind::Date => "answer: a date".to_owned(),
        AnswerKind::Person => "answer: a person".to_owned(),
        AnswerKind::Commitment => "answer: who does what by when".to_owned(),
        AnswerKind::Feeling => "answer: a feeling, and how strong".to_owned(),
    }
}
