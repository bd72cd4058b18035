//! Verdicts in the words that a person reads.

use crate::listen::{Act, Binding, Cue, Felt, Main, Talk};
use std::fmt::Write as _;

/// Below this a verdict is said to be uncertain.
const SURE: f32 = 0.6;

/// How likely, as it stands in brackets. Nothing that was guessed from words is ever quite sure.
pub(super) fn likely(confidence: f32) -> String {
    let percent = (confidence * 100.0).clamp(1.0, 99.0);
    let doubt = if confidence < SURE { ", uncertain" } else { "" };
    format!("({percent:.0} %{doubt})")
}

/// The main thing that a turn does.
pub(super) fn main(main: Main) -> &'static str {
    match main {
        Main::Question => "a question",
        Main::Reflection => "a reflection",
        Main::Input => "input, such as information, advice or an offer",
        Main::Other => "something else, such as thanks, praise or \"mm-hmm\"",
    }
}

/// What a turn of the user does. How it asks stands in a line of its own.
pub(super) fn act(act: Act) -> Option<&'static str> {
    Some(match act {
        Act::Open | Act::Closed => return None,
        Act::Leading => "puts the answer into their mouth",
        Act::TwoInOne => "asks two things at once",
        Act::WhatFelt => "asks what they feel",
        Act::MakesFeel => "asks what makes them feel, as if somebody did it to them",
        Act::Repeats => "gives back what was said",
        Act::Deepens => "says what was meant and not said",
        Act::Summary => "sums up",
        Act::Empathy => "shows empathy, or values what they did",
        Act::Information => "gives information",
        Act::Advice => "gives advice",
        Act::Pitch => "pitches",
        Act::Leave => "asks leave",
        Act::SmallTalk => "small talk",
        Act::Apology => "apologises",
        Act::Silence => "leaves silence",
    })
}

/// What deserves a question.
pub(super) fn cue(cue: Cue) -> &'static str {
    match cue {
        Cue::Loss => "something that is lost",
        Cue::Fear => "something that is feared",
        Cue::Deadline => "a date that presses",
        Cue::Conflict => "people at odds",
        Cue::Change => "something that changes",
        Cue::Decision => "a decision",
        Cue::Person => "a person",
        Cue::PastFailure => "what did not go well before",
        Cue::Strain => "strain",
        Cue::Money => "money",
        Cue::Unsaid => "something left unsaid",
    }
}

/// What a client speaks for.
pub(super) fn talk(talk: Talk) -> &'static str {
    match talk {
        Talk::Change => "for change",
        Talk::Neutral => "neither for change nor for staying",
        Talk::Sustain => "for staying as it is",
    }
}

/// How firmly somebody binds themselves.
pub(super) fn binding(binding: Binding) -> &'static str {
    match binding {
        Binding::Strong => "firm",
        Binding::Hedged => "with a hedge",
        Binding::Refused => "refused",
    }
}

/// A feeling, with all that was said about it.
pub(super) fn feeling(felt: &Felt) -> String {
    let mut text = felt.word.clone();
    if felt.denied {
        text.push_str(", said not to be there");
    }
    if let Some(intensity) = felt.intensity {
        let _ = write!(text, ", {intensity} of 5");
    }
    if felt.hedged {
        text.push_str(", with a hedge");
    }
    if felt.others {
        text.push_str(", somebody else's");
    }
    text
}
