//! What goes out for a line: its object with the verdicts behind it, or what is wrong with it.

use super::line::Turn;
use crate::listen::{Act, Because, Cue, Felt, Heard, Sign, Speaker};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use std::ops::Range;

/// The names of our members: one of these that comes in is replaced.
pub(super) const OURS: [&str; 13] = [
    "main",
    "question",
    "acts",
    "feelings",
    "emotion",
    "talk",
    "cues",
    "commitment",
    "evasion",
    "dates",
    "people",
    "confidence",
    "because",
];

/// Writes the answer to a turn as one line.
pub(super) fn answer(turn: &Turn<'_>, heard: &Heard, out: &mut Vec<u8>) -> Result<(), String> {
    let answer = Answer {
        members: &turn.members,
        text: &turn.text,
        heard,
    };
    let line = serde_json::to_string(&answer)
        .map_err(|e| format!("the answer could not be written: {e}"))?;
    push(&line, out);
    Ok(())
}

/// Writes what is wrong with a line, from 1, as one line.
pub(super) fn refuse(why: &str, number: u64, out: &mut Vec<u8>) {
    push(
        &serde_json::json!({ "error": why, "line": number }).to_string(),
        out,
    );
}

/// Adds a line of JSON. What would act on a terminal, or end a line for some readers, can only stand inside a string, where
/// it is written as an escape: it means the same.
fn push(json: &str, out: &mut Vec<u8>) {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    for piece in json.split_inclusive(acts) {
        match piece.chars().next_back().filter(|last| acts(*last)) {
            Some(last) => {
                let plain = piece.strip_suffix(last).unwrap_or_default();
                out.extend_from_slice(plain.as_bytes());
                out.extend_from_slice(format!("\\u{:04x}", u32::from(last)).as_bytes());
            }
            None => out.extend_from_slice(piece.as_bytes()),
        }
    }
    out.push(b'\n');
}

struct Answer<'a> {
    members: &'a [(String, &'a RawValue)],
    text: &'a str,
    heard: &'a Heard,
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Heard {
            speaker,
            main,
            question,
            acts,
            feelings,
            emotion,
            talk,
            cues,
            binding,
            evasion,
            dates,
            people,
            confidence,
            because,
        } = self.heard;
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.members {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("main", main.name())?;
        map.serialize_entry("question", question.name())?;
        map.serialize_entry("acts", &self.each(acts, Self::act))?;
        map.serialize_entry("feelings", &self.each(feelings, Self::feeling))?;
        map.serialize_entry("emotion", emotion.name())?;
        if let Some(talk) = talk {
            map.serialize_entry("talk", talk.name())?;
        }
        map.serialize_entry("cues", &self.each(cues, Self::cue))?;
        let commitment = binding.as_ref().map(|sign| Commitment {
            strength: sign.what.name(),
            words: self.words(&sign.at),
            at: bounds(&sign.at),
            confidence: rounded(sign.confidence),
        });
        map.serialize_entry("commitment", &commitment)?;
        let evasion = evasion.as_ref().map(|sign| Hint {
            words: self.words(&sign.at),
            at: bounds(&sign.at),
            confidence: rounded(sign.confidence),
        });
        map.serialize_entry("evasion", &evasion)?;
        map.serialize_entry("dates", &self.each(dates, Self::named))?;
        map.serialize_entry("people", &self.each(people, Self::named))?;
        let confidence = match speaker {
            Speaker::Coach => confidence.main,
            Speaker::Client => confidence.talk,
        };
        map.serialize_entry("confidence", &rounded(confidence))?;
        map.serialize_entry("because", &self.each(because, Self::because))?;
        map.end()
    }
}

impl<'a> Answer<'a> {
    fn each<T, R>(&self, list: &'a [T], row: impl Fn(&Self, &'a T) -> R) -> Vec<R> {
        list.iter().map(|item| row(self, item)).collect()
    }

    fn words(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    fn act(&self, sign: &'a Sign<Act>) -> ActRow<'a> {
        ActRow {
            act: sign.what.name(),
            words: self.words(&sign.at),
            at: bounds(&sign.at),
            confidence: rounded(sign.confidence),
        }
    }

    fn cue(&self, sign: &'a Sign<Cue>) -> CueRow<'a> {
        CueRow {
            cue: sign.what.name(),
            words: self.words(&sign.at),
            at: bounds(&sign.at),
            confidence: rounded(sign.confidence),
        }
    }

    fn feeling(&self, sign: &'a Sign<Felt>) -> FeelingRow<'a> {
        let felt = &sign.what;
        FeelingRow {
            word: &felt.word,
            words: self.words(&sign.at),
            at: bounds(&sign.at),
            family: &felt.family,
            group: &felt.group,
            polarity: felt.polarity.name(),
            denied: felt.denied,
            hedged: felt.hedged,
            others: felt.others,
            intensity: felt.intensity,
        }
    }

    fn named(&self, at: &'a Range<usize>) -> Named<'a> {
        Named {
            words: self.words(at),
            at: bounds(at),
        }
    }

    fn because(&self, because: &'a Because) -> BecauseRow<'a> {
        BecauseRow {
            of: because.of,
            words: self.words(&because.at),
            at: bounds(&because.at),
        }
    }
}

/// From and to, in bytes of the text.
fn bounds(at: &Range<usize>) -> [usize; 2] {
    [at.start, at.end]
}

/// To three places.
fn rounded(figure: f32) -> f64 {
    (f64::from(figure) * 1_000.0).round() / 1_000.0
}

#[derive(serde::Serialize)]
struct ActRow<'a> {
    act: &'static str,
    words: &'a str,
    at: [usize; 2],
    confidence: f64,
}

#[derive(serde::Serialize)]
struct CueRow<'a> {
    cue: &'static str,
    words: &'a str,
    at: [usize; 2],
    confidence: f64,
}

#[derive(serde::Serialize)]
struct FeelingRow<'a> {
    word: &'a str,
    words: &'a str,
    at: [usize; 2],
    family: &'a str,
    group: &'a str,
    polarity: &'static str,
    denied: bool,
    hedged: bool,
    others: bool,
    intensity: Option<u8>,
}

#[derive(serde::Serialize)]
struct Commitment<'a> {
    strength: &'static str,
    words: &'a str,
    at: [usize; 2],
    confidence: f64,
}

#[derive(serde::Serialize)]
struct Hint<'a> {
    words: &'a str,
    at: [usize; 2],
    confidence: f64,
}

#[derive(serde::Serialize)]
struct Named<'a> {
    words: &'a str,
    at: [usize; 2],
}

#[derive(serde::Serialize)]
struct BecauseRow<'a> {
    of: &'static str,
    words: &'a str,
    at: [usize; 2],
}
