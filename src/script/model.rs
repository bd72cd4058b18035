//! The parts of a script.

use serde::{Deserialize, Serialize};

/// A conversation as it is defined: a purpose and an ordered list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The name by which commands and sessions know it, such as `mineral-rights-client`.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// What the conversation is for, in a sentence or two.
    pub purpose: String,
    /// Where the idea comes from.
    pub source: String,
    /// The steps in order; never empty.
    pub steps: Vec<Step>,
}

/// One stage of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The name by which sessions and commands know it, such as `impact`.
    pub id: String,
    /// The name that people read, such as "current impact".
    pub title: String,
    /// What this step is for, in a sentence.
    pub purpose: String,
    /// Questions to ask, in words that a person can say aloud; never empty.
    pub prompts: Vec<Prompt>,
    /// Short follow-ups that go deeper in the same step.
    pub probes: Vec<Prompt>,
    /// How often "what else?" should be asked here; 0 for not at all.
    pub what_else: u8,
    /// What must be known before leaving the step.
    pub known: Vec<Known>,
    /// Whether feelings are asked here.
    pub feelings: bool,
    /// The usual mistakes here, each with the way back.
    pub traps: Vec<Trap>,
    /// What to say after an answer was kept in this step, and no more than that.
    pub after: Option<String>,
}

/// A question or a follow-up. `{issue}` in its text quotes the newest answer of the step `issue`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Recall(String),
}

impl Prompt {
    /// Reads the places of recalled answers out of a text. A brace that is not `{name}`, with a name of
    /// letters, digits and `-`, is an ordinary character.
    pub fn new(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            words.push_str(before);
            match after.split_once('}') {
                Some((name, behind)) if is_name(name) => {
                    if !words.is_empty() {
                        parts.push(Part::Words(std::mem::take(&mut words)));
                    }
                    parts.push(Part::Recall(name.to_owned()));
                    rest = behind;
                }
                _ => {
                    words.push('{');
                    rest = after;
                }
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        Self { parts }
    }

    /// The ids of the steps whose answers this prompt quotes.
    pub fn recalls(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Recall(step) => Some(step.as_str()),
            Part::Words(_) => None,
        })
    }

    /// The text as it stands in the script.
    pub fn source(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Words(words) => words.clone(),
                Part::Recall(step) => format!("{{{step}}}"),
            })
            .collect()
    }

    /// The text to say, with every recalled answer quoted; `None` when one of them is not there yet.
    pub fn spoken<'a>(&self, mut answer: impl FnMut(&str) -> Option<&'a str>) -> Option<String> {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Recall(step) => {
                    out.push('“');
                    out.push_str(&quoted(answer(step)?));
                    out.push('”');
                }
            }
        }
        Some(out)
    }
}

/// Columns of a recalled answer that stand in a question; more cannot be taken in at a glance.
const QUOTE_COLUMNS: usize = 72;

fn quoted(answer: &str) -> String {
    let first = answer.lines().next().unwrap_or_default();
    let short = crate::text::ellipsis(first, QUOTE_COLUMNS);
    short.trim_end_matches(['.', ',', ';', ' ']).to_owned()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Something that must be known before a step is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The name by which `/known ID` ticks it.
    pub id: String,
    /// What kind of entry ticks it.
    pub kind: KnownKind,
    /// What people read, such as "who else is affected".
    pub text: String,
}

/// What ticks a must-know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownKind {
    /// Ticked by key.
    Words,
    /// An answer with a figure in it: something that was seen or counted.
    Evidence,
    /// A feeling kept in the step.
    Feeling,
    /// An answer with a figure in it: how success is measured.
    Measure,
    /// An answer or a commitment with a date in it.
    Date,
    /// A commitment kept in the step.
    Commitment,
    /// Ticked by key: one thing chosen among several.
    Choice,
}

/// A usual mistake, with the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trap {
    /// The mistake.
    pub trap: String,
    /// How to come back from it.
    pub back: String,
}

impl Script {
    /// The place of a step, counted from 0.
    pub fn position(&self, step: &str) -> Option<usize> {
        self.steps.iter().position(|s| s.id == step)
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_quotes_what_was_said() {
        let prompt = Prompt::new("You said {issue}. What does {it costs?");
        assert_eq!(prompt.recalls().collect::<Vec<_>>(), ["issue"]);
        assert_eq!(prompt.source(), "You said {issue}. What does {it costs?");
        assert_eq!(prompt.spoken(|_| None), None);
        assert_eq!(
            prompt.spoken(|_| Some("the close takes nine days.\nReally.")),
            Some("You said “the close takes nine days”. What does {it costs?".to_owned())
        );
    }
}
