//! Reading a question with its kind of answer.

use super::condition;
use super::names::{At, Here};
use super::prompt;
use crate::script::{AnswerKind, Leaves, Question, Scale};
use crate::text::same_words;
use crate::yaml::{Fields, Node, Value, Words};
use std::ops::RangeInclusive;

pub(super) const MAX_QUESTIONS: usize = 30;
pub(super) const MAX_OPTIONS: usize = 9;

/// Counts are rated, too: how many talks in a quarter.
const SCALE: RangeInclusive<i32> = -1000..=1000;

const THING: &str = "a question";
const FIELDS: [&str; 8] = [
    "id", "ask", "answer", "scale", "options", "hint", "when", "leaves",
];

/// A kind of answer, without what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Words,
    Rating,
    Choice,
    YesNo,
    List,
    Date,
    Person,
    Commitment,
    Feeling,
}

pub(super) const ANSWERS: [(&str, Answer); 9] = [
    ("words", Answer::Words),
    ("rating", Answer::Rating),
    ("choice", Answer::Choice),
    ("yes-no", Answer::YesNo),
    ("list", Answer::List),
    ("date", Answer::Date),
    ("person", Answer::Person),
    ("commitment", Answer::Commitment),
    ("feeling", Answer::Feeling),
];

const LEAVES: [(&str, Leaves); 3] = [
    ("review", Leaves::Review),
    ("contact", Leaves::Contact),
    ("viability", Leaves::Viability),
];

const VIABILITY: [&str; 3] = ["yes", "not yet", "no"];

/// Reads the questions of the step with this number.
pub(super) fn questions(
    words: &mut Words<'_>,
    step: Fields<'_>,
    nth: usize,
    here: Here<'_, '_>,
) -> Vec<Question> {
    let Some(node) = step.get("questions") else {
        return Vec::new();
    };
    let items = words.check.list(node, "`questions`", MAX_QUESTIONS);
    items
        .iter()
        .enumerate()
        .filter_map(|(place, item)| question(words, item, here.at(At::question(nth, place))))
        .collect()
}

fn question(words: &mut Words<'_>, node: &Node, here: Here<'_, '_>) -> Option<Question> {
    let fields = words.check.fields(node, THING, &FIELDS)?;
    let id = words.name(fields, THING, "id");
    let answer = answer(words, fields);
    // What is answered in words should not be answerable with yes.
    let opens = answer == Some(AnswerKind::Words);
    let ask = words.check.required(fields, THING, "ask");
    let ask = ask.map(|ask| prompt::said(words, ask, "`ask`", opens, here));
    let when = condition::when(words, fields, here);
    let hint = words.maybe_line(fields, "hint");
    let leaves = leaves(words, fields, answer.as_ref());
    Some(Question {
        id,
        ask: ask?,
        answer: answer?,
        when,
        hint,
        leaves,
    })
}

fn answer(words: &mut Words<'_>, question: Fields<'_>) -> Option<AnswerKind> {
    let answer = match question.get("answer") {
        None => Answer::Words,
        Some(node) => words.one_of(node, "`answer`", "a kind of answer", &ANSWERS)?,
    };
    for (field, owner, kind) in [
        ("scale", Answer::Rating, "rating"),
        ("options", Answer::Choice, "choice"),
    ] {
        if let Some(node) = question.get(field)
            && answer != owner
        {
            words.check.error(
                &node.place,
                format!("`{field}` belongs to a {kind}"),
                format!("write `answer: {kind}`, or take `{field}` out"),
            );
        }
    }
    Some(match answer {
        Answer::Words => AnswerKind::Words,
        Answer::Rating => AnswerKind::Rating(scale(words, question)?),
        Answer::Choice => AnswerKind::Choice(options(words, question)),
        Answer::YesNo => AnswerKind::YesNo,
        Answer::List => AnswerKind::List,
        Answer::Date => AnswerKind::Date,
        Answer::Person => AnswerKind::Person,
        Answer::Commitment => AnswerKind::Commitment,
        Answer::Feeling => AnswerKind::Feeling,
    })
}

fn scale(words: &mut Words<'_>, question: Fields<'_>) -> Option<Scale> {
    let thing = "a scale";
    let node = words.check.required_as(
        question,
        "a rating",
        "scale",
        "add `scale: {from: 1, to: 10, low: what 1 means, high: what 10 means}`",
    )?;
    let fields = words
        .check
        .fields(node, thing, &["from", "to", "low", "high"])?;
    let mut end = |key| {
        let node = words.check.required(fields, thing, key)?;
        let number = words.check.whole(node, &format!("`{key}`"), SCALE)?;
        Some((number, node))
    };
    let (from, to) = (end("from"), end("to"));
    let low = words.line(fields, thing, "low");
    let high = words.line(fields, thing, "high");
    let ((from, _), (to, to_node)) = (from?, to?);
    if from >= to {
        words.check.error(
            &to_node.place,
            format!("the scale goes from {from} to {to}"),
            "write the lower number behind `from` and the higher one behind `to`",
        );
    }
    Some(Scale {
        from,
        to,
        low,
        high,
    })
}

fn options(words: &mut Words<'_>, question: Fields<'_>) -> Vec<String> {
    let mend = "add `options: [one thing, another]`, with two to nine of them";
    let Some(node) = words
        .check
        .required_as(question, "a choice", "options", mend)
    else {
        return Vec::new();
    };
    let items = words.check.list(node, "`options`", MAX_OPTIONS);
    if items.len() < 2 && matches!(node.value, Value::Null | Value::List(_)) {
        words.check.error(
            &node.place,
            "a choice needs at least two options",
            "add what else it can be, or ask for a yes-no",
        );
    }
    let mut options: Vec<String> = Vec::new();
    for item in items {
        let option = words.clean(item, "this option");
        if options.iter().any(|other| same_words(other, &option)) && !option.is_empty() {
            words.check.error(
                &item.place,
                format!("the option `{option}` is there already"),
                "take one of the two out",
            );
        }
        options.push(option);
    }
    options
}

fn leaves(
    words: &mut Words<'_>,
    question: Fields<'_>,
    answer: Option<&AnswerKind>,
) -> Option<Leaves> {
    let node = question.get("leaves")?;
    let thing = "something that an answer can leave behind";
    let leaves = words.one_of(node, "`leaves`", thing, &LEAVES)?;
    let (fits, mend) = match (leaves, answer?) {
        (Leaves::Review, answer) => (
            matches!(answer, AnswerKind::Date),
            "a review needs `answer: date`",
        ),
        (Leaves::Contact, answer) => (
            matches!(answer, AnswerKind::Person),
            "a contact needs `answer: person`",
        ),
        (Leaves::Viability, AnswerKind::Choice(options)) => (
            options.len() == VIABILITY.len()
                && VIABILITY
                    .iter()
                    .all(|wanted| options.iter().any(|option| option == wanted)),
            "for viability write `options: [yes, not yet, no]`",
        ),
        (Leaves::Viability, answer) => (
            matches!(answer, AnswerKind::YesNo),
            "viability needs `answer: yes-no`, or `answer: choice` with `options: [yes, not yet, no]`",
        ),
    };
    if !fits {
        words
            .check
            .error(&node.place, "this answer cannot leave that behind", mend);
    }
    Some(leaves)
}
