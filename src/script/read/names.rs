//! What in a script has an id, and from where on it can be spoken of.

use super::question::{ANSWERS, Answer, MAX_OPTIONS, MAX_QUESTIONS};
use super::{MAX_COMPUTED, MAX_STEPS};
use crate::script::Formula;
use crate::text::clean_line;
use crate::yaml::{LONGEST, Node, Words};
use std::collections::HashMap;

/// More names than this are not counted up in a hint.
const MOST_IN_HINT: usize = 12;

/// A place in the order in which a script is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At(usize, usize);

impl At {
    /// Before the step with this number is entered.
    pub(super) fn step(nth: usize) -> Self {
        Self(nth, 0)
    }

    /// When a question of a step is asked.
    pub(super) fn question(step: usize, nth: usize) -> Self {
        Self(step, 1 + 2 * nth)
    }

    /// When a question of a step has been answered.
    fn answered(step: usize, nth: usize) -> Self {
        Self(step, 2 + 2 * nth)
    }

    /// When a step's prompts and probes are said.
    pub(super) fn prompts(step: usize) -> Self {
        Self(step, usize::MAX)
    }
}

/// What an id stands for.
#[derive(Debug)]
pub(super) enum Sort<'n> {
    Step {
        nth: usize,
        /// Whether it has prompts, so that there are answers to it.
        answers: bool,
        known: Vec<&'n str>,
    },
    Question {
        /// `None` when it cannot be read, which is noted elsewhere.
        answer: Option<Answer>,
        options: Vec<String>,
    },
    Computed,
}

#[derive(Debug)]
pub(super) struct Named<'n> {
    pub(super) sort: Sort<'n>,
    /// From where on there can be an answer or a value.
    pub(super) ready: At,
}

/// Everything with an id, in the order of the script.
#[derive(Debug, Default)]
pub(super) struct Names<'n> {
    all: Vec<(&'n str, Named<'n>)>,
    index: HashMap<&'n str, usize>,
    /// Where each id stands first, and what it is the id of.
    lines: HashMap<&'n str, (usize, &'static str)>,
}

impl<'n> Names<'n> {
    /// Collects all ids as far as they can be read; twice the same is noted.
    pub(super) fn of<'s: 'n>(words: &mut Words<'s>, root: &'n Node) -> Self {
        let mut names = Self::default();
        let steps = root.field("steps").map_or(&[][..], Node::items);
        for (nth, step) in steps.iter().take(MAX_STEPS).enumerate() {
            let listed = |key| step.field(key).map_or(&[][..], Node::items);
            let questions = listed("questions");
            let sort = Sort::Step {
                nth,
                // Where nothing can be read, the step would be blamed for what is wrong elsewhere.
                answers: questions.is_empty() || !listed("prompts").is_empty(),
                known: listed("known")
                    .iter()
                    .filter_map(|known| words.check.text(known.field("id")?))
                    .collect(),
            };
            names.add(words, step, "step", sort, At::prompts(nth));
            for (place, question) in questions.iter().take(MAX_QUESTIONS).enumerate() {
                let sort = question_sort(words, question);
                names.add(words, question, "question", sort, At::answered(nth, place));
            }
        }
        let computed = root.field("computed").map_or(&[][..], Node::items);
        for node in computed.iter().take(MAX_COMPUTED) {
            let formula = node.field("formula").and_then(|f| words.check.text(f));
            let formula = formula.and_then(|text| Formula::parse(text).ok());
            let ready = formula
                .iter()
                .flat_map(Formula::names)
                .filter_map(|name| Some(names.get(name)?.ready))
                .max()
                .unwrap_or(At::step(0));
            names.add(words, node, "computed value", Sort::Computed, ready);
        }
        names
    }

    fn add<'s: 'n>(
        &mut self,
        words: &mut Words<'s>,
        node: &'n Node,
        thing: &'static str,
        sort: Sort<'n>,
        ready: At,
    ) {
        let Some(id) = node.field("id") else {
            return;
        };
        let Some(name) = words.check.text(id) else {
            return;
        };
        words.unique(&mut self.lines, name, &id.place, thing);
        if !self.index.contains_key(name) {
            self.index.insert(name, self.all.len());
            self.all.push((name, Named { sort, ready }));
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Named<'n>> {
        self.all.get(*self.index.get(id)?).map(|(_, named)| named)
    }

    /// What a condition can compare this with.
    pub(super) fn options(&self, id: &str) -> Vec<&str> {
        match self.get(id).map(|named| &named.sort) {
            Some(Sort::Question { options, .. }) => options.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The ids of what fits and is ready here.
    pub(super) fn ready(
        &self,
        at: At,
        fits: impl Fn(&Sort<'n>) -> bool,
    ) -> impl Iterator<Item = &'n str> + Clone {
        self.all
            .iter()
            .filter(move |(name, named)| !name.is_empty() && named.ready <= at && fits(&named.sort))
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .into_iter()
    }
}

fn question_sort<'n, 's: 'n>(words: &Words<'s>, question: &'n Node) -> Sort<'n> {
    let answer = match question.field("answer") {
        None => Some(Answer::Words),
        Some(node) => words.check.text(node).and_then(|name| {
            let known = ANSWERS.iter().find(|(known, _)| *known == name);
            known.map(|(_, answer)| *answer)
        }),
    };
    let options = match answer {
        Some(Answer::YesNo) => vec!["yes".to_owned(), "no".to_owned()],
        Some(Answer::Choice) => question
            .field("options")
            .map_or(&[][..], Node::items)
            .iter()
            .take(MAX_OPTIONS)
            .filter_map(|option| words.check.text(option))
            // A longer one is noted, and would be compared again and again here.
            .filter(|option| option.len() <= LONGEST)
            .map(clean_line)
            .collect(),
        _ => Vec::new(),
    };
    Sort::Question { answer, options }
}

/// Some names for a hint: the last ones, which stand nearest.
pub(super) fn some<'k>(names: impl Iterator<Item = &'k str>) -> String {
    let names: Vec<&str> = names.collect();
    let skipped = names.len().saturating_sub(MOST_IN_HINT);
    let shown = names
        .get(skipped..)
        .unwrap_or_default()
        .iter()
        .map(|name| clean_line(name))
        .collect::<Vec<_>>()
        .join(", ");
    if skipped > 0 {
        format!("…, {shown}")
    } else {
        shown
    }
}

/// Where in a script something is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here<'a, 'n> {
    pub(super) names: &'a Names<'n>,
    pub(super) at: At,
}

impl Here<'_, '_> {
    /// The same script, at another place.
    pub(super) fn at(self, at: At) -> Self {
        Self { at, ..self }
    }
}
