//! From probabilities to words: what a turn does, and what kind of question is in it.

use super::asks::Asks;
use super::model::{Model, SENTENCE, Scores, Task, Verdict, likeliest};
use super::study::{Part, Study};
use super::view::View;
use super::{Act, Emotion, Main, Question, Sign, Talk};
use std::ops::Range;

/// A sentence below this probability does nothing of note.
const CLEAR: f32 = 0.5;

/// A turn below this probability asks nothing. A little above the half: the training has made questions more frequent than
/// they are.
const CLEARLY_ASKED: f32 = 0.55;

/// What is said of a turn, and how likely it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    pub(super) main: Main,
    pub(super) main_likely: f32,
    pub(super) question: Question,
    pub(super) question_likely: f32,
    /// The sentence that asks, if one does.
    pub(super) asking: Option<usize>,
    /// What a reflection is, where there is one.
    pub(super) reflects: Option<(Act, f32)>,
}

/// Judges a turn by its sentences.
pub(super) fn judge(
    model: &Model<'_>,
    study: &Study,
    parts: &[Part],
    inputs: &super::model::Inputs,
) -> Judged {
    let (main, main_likely) = likeliest(&model.judge(Verdict::Main, inputs), 4);
    let (question, question_likely, asking) = question(model, study, parts, inputs);
    let (reflects, likely) = likeliest(&model.judge(Verdict::Reflection, inputs), 3);
    let reflects = match reflects {
        1 => Some((Act::Repeats, likely)),
        2 => Some((Act::Deepens, likely)),
        _ => None,
    };
    let main = match main {
        0 => Main::Question,
        1 => Main::Reflection,
        2 => Main::Input,
        _ => Main::Other,
    };
    Judged {
        main,
        main_likely,
        question,
        question_likely,
        asking,
        reflects,
    }
}

/// Whether there is a question is the model's to say; whether it is open, the rules' where the sentence is built as one: on
/// talk that nobody trained on, they are better at it.
fn question(
    model: &Model<'_>,
    study: &Study,
    parts: &[Part],
    inputs: &super::model::Inputs,
) -> (Question, f32, Option<usize>) {
    let [_, asked, ..] = model.judge(Verdict::Asked, inputs);
    if asked < CLEARLY_ASKED {
        return (Question::None, 1.0 - asked, None);
    }
    let built = study
        .tokens
        .each_sentence()
        .map(|sentence| sentence.asks())
        .enumerate()
        .filter(|(_, how)| *how != Asks::No)
        .last();
    let likeliest = || {
        let asks = |part: &Part| 1.0 - part.asks.first().copied().unwrap_or(1.0);
        (0..parts.len()).max_by(|a, b| {
            let of = |place: &usize| parts.get(*place).map_or(0.0, asks);
            of(a).total_cmp(&of(b))
        })
    };
    let place = built.map(|(place, _)| place).or_else(likeliest);
    let open = match built.map(|(_, how)| how) {
        Some(Asks::Open) => true,
        Some(Asks::YesNo | Asks::Choice | Asks::Tag) => false,
        Some(Asks::Fact | Asks::Scrap | Asks::Check | Asks::No) | None => {
            let [open, closed, ..] = model.judge(Verdict::Openness, inputs);
            open > closed
        }
    };
    (
        if open {
            Question::Open
        } else {
            Question::Closed
        },
        asked,
        place,
    )
}

/// What the sentences of a user do by the model, where it is clear.
pub(super) fn acts(study: &Study, parts: &[Part], out: &mut Vec<Sign<Act>>) {
    for (view, part) in study.tokens.each_sentence().zip(parts) {
        let (class, likely) = likeliest(&part.does, SENTENCE.len());
        if let Some(what) = act(class).filter(|_| likely >= CLEAR) {
            out.push(Sign {
                what,
                at: span(view),
                confidence: likely,
            });
        }
    }
}

/// The act that a class of sentences stands for. How a sentence asks is told by the question of its turn.
fn act(class: usize) -> Option<Act> {
    Some(match class {
        2 => Act::Repeats,
        3 => Act::Deepens,
        4 => Act::Information,
        5 => Act::Advice,
        6 => Act::Pitch,
        7 => Act::Empathy,
        _ => return None,
    })
}

/// Where a sentence is in the text, without what is idle around it.
pub(super) fn span(view: View<'_>) -> Range<usize> {
    view.span(0, view.len())
}

/// What a client speaks for.
pub(super) fn talk(scores: &Scores) -> (Talk, f32) {
    let (class, likely) = likeliest(scores, Task::Talk.classes());
    let talk = match class {
        0 => Talk::Change,
        1 => Talk::Neutral,
        _ => Talk::Sustain,
    };
    (talk, likely)
}

/// The emotion that a turn sounds most like.
pub(super) fn emotion(scores: &Scores) -> (Emotion, f32) {
    let (class, likely) = likeliest(scores, Task::Emotion.classes());
    let emotion = match class {
        0 => Emotion::Anger,
        1 => Emotion::Disgust,
        2 => Emotion::Fear,
        3 => Emotion::Joy,
        4 => Emotion::Sadness,
        5 => Emotion::Surprise,
        _ => Emotion::Neutral,
    };
    (emotion, likely)
}

/// The emotion that a named feeling stands for, by its group in the vocabulary; nothing for groups that are none of the seven.
pub(super) fn emotion_of(group: &str) -> Option<Emotion> {
    Some(match group {
        "glad" | "strong" => Emotion::Joy,
        "sad" | "ashamed" => Emotion::Sadness,
        "angry" => Emotion::Anger,
        "afraid" => Emotion::Fear,
        _ => return None,
    })
}
