//! Entries as YAML documents: what stands in a session's file, field by field.

mod swift;
#[cfg(test)]
mod tests;

use super::Moment;
use super::afterwards::{Ended, Kept};
use super::consent::Consent;
use super::entry::{
    Answer, Asked, Closed, Commitment, Draft, Entry, Feeling, Head, Kind, Marked, Mode, PersonRef,
    Remark, ScriptRef, Who,
};
use super::practice::{
    Judgement, Moving, Observed, PracticeRef, Replied, Said, TrustParts, hundredths,
};
use crate::yaml::{self, Fault};
use serde::{Deserialize, Serialize};

/// The version of the session format that this program writes. Older ones are read, newer ones refused.
pub const VERSION: u32 = 1;

/// The largest document that is read, in bytes. An answer of a megabyte is not a conversation.
const MAX_DOCUMENT: usize = 4 << 20;

/// Something that can stand as one document in a sealed file.
pub trait Document: Sized {
    /// The YAML text, ending with a line end, without marks and seal.
    ///
    /// # Errors
    /// When it cannot be written in a form that reads back.
    fn to_yaml(&self) -> Result<String, Fault>;

    /// Reads what [`Document::to_yaml`] wrote. Text that was changed by hand is cleaned of control
    /// characters.
    ///
    /// # Errors
    /// The fault with its line in the document.
    fn from_yaml(text: &str) -> Result<Self, Fault>;
}

/// A head as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadDoc {
    mineral: String,
    version: u32,
    id: String,
    began: Moment,
    mode: Mode,
    script: ScriptRef,
    person: PersonRef,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    practice: Option<PracticeRef>,
}

/// What the first field of a session's head says.
const SESSION: &str = "session";

impl Document for Head {
    fn to_yaml(&self) -> Result<String, Fault> {
        yaml::write(&HeadDoc {
            mineral: SESSION.to_owned(),
            version: VERSION,
            id: self.id.clone(),
            began: self.began,
            mode: self.mode,
            script: self.script.clone(),
            person: self.person.clone(),
            practice: self.practice.clone(),
        })
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        refuse_newer(text)?;
        let doc: HeadDoc = yaml::read_bounded(text, MAX_DOCUMENT)?;
        if doc.mineral != SESSION {
            return Err(wrong(format!(
                "this is a {:?} file, not a session",
                doc.mineral
            )));
        }
        Ok(Self {
            id: clean(doc.id),
            began: doc.began,
            mode: doc.mode,
            script: ScriptRef {
                id: clean(doc.script.id),
                title: clean(doc.script.title),
                hash: clean(doc.script.hash),
            },
            person: PersonRef {
                id: clean(doc.person.id),
                name: clean(doc.person.name),
                organisation: doc.person.organisation.map(clean),
            },
            practice: doc.practice.map(|p| PracticeRef {
                persona: clean(p.persona),
                hash: clean(p.hash),
                difficulty: p.difficulty.map(clean),
                ..p
            }),
        })
    }
}

/// Looks at the version alone, so that a file from a later program is not called damaged.
fn refuse_newer(text: &str) -> Result<(), Fault> {
    let version = text
        .lines()
        .find_map(|line| line.strip_prefix("version:"))
        .and_then(|v| v.trim().parse::<u32>().ok());
    match version {
        Some(version) if version > VERSION => Err(wrong(format!(
            "this file has format version {version}; this program reads up to {VERSION}: update mineral"
        ))),
        _ => Ok(()),
    }
}

fn wrong(message: String) -> Fault {
    Fault {
        line: 0,
        column: 0,
        message,
    }
}

/// An entry as it stands in a file: number, times, and exactly one of the kinds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doc {
    n: u32,
    at: Option<Moment>,
    t: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    feeling: Option<Feeling>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Remark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parked: Option<Remark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commitment: Option<Commitment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known: Option<Marked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<Moved>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked: Option<Asked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<Who>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Of>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    restored: Option<Of>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<Said>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reply: Option<Box<Replied>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch: Option<Branched>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted: Option<Counted>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judged: Option<Judgement>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<Closed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<Kept>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ended: Option<Ended>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    consent: Option<Consent>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    to: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    of: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Branched {
    after: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    what: Observed,
}

impl From<&Entry> for Doc {
    fn from(entry: &Entry) -> Self {
        let mut doc = Self {
            n: entry.n,
            at: Some(entry.at),
            t: entry.t,
            ..Self::default()
        };
        match entry.kind.clone() {
            Kind::Answer(x) => doc.answer = Some(x),
            Kind::Feeling(x) => doc.feeling = Some(x),
            Kind::Note(x) => doc.note = Some(x),
            Kind::Parked(x) => doc.parked = Some(x),
            Kind::Commitment(x) => doc.commitment = Some(x),
            Kind::Known(x) => doc.known = Some(x),
            Kind::Moved(to) => doc.moved = Some(Moved { to }),
            Kind::Asked(x) => doc.asked = Some(x),
            Kind::Speaker(x) => doc.speaker = Some(x),
            Kind::Withdrawn(of) => doc.withdrawn = Some(Of { of }),
            Kind::Restored(of) => doc.restored = Some(Of { of }),
            Kind::Said(x) => doc.said = Some(x),
            Kind::Reply(x) => doc.reply = Some(x),
            Kind::Branch(after) => doc.branch = Some(Branched { after }),
            Kind::Counted(what) => doc.counted = Some(Counted { what }),
            Kind::Judged(x) => doc.judged = Some(x),
            Kind::Closed(x) => doc.closed = Some(x),
            Kind::Kept(x) => doc.kept = Some(x),
            Kind::Ended(x) => doc.ended = Some(x),
            Kind::Consent(x) => doc.consent = Some(x),
        }
        doc
    }
}

impl Doc {
    fn into_entry(self) -> Result<Entry, Fault> {
        let mut kinds = [
            self.answer.map(answer),
            self.feeling.map(feeling),
            self.note.map(|x| Kind::Note(remark(x))),
            self.parked.map(|x| Kind::Parked(remark(x))),
            self.commitment.map(commitment),
            self.known.map(marked),
            self.moved.map(|x| Kind::Moved(clean(x.to))),
            self.asked.map(asked),
            self.speaker.map(Kind::Speaker),
            self.withdrawn.map(|x| Kind::Withdrawn(x.of)),
            self.restored.map(|x| Kind::Restored(x.of)),
            self.said.map(said),
            self.reply.map(|x| Kind::Reply(Box::new(replied(*x)))),
            self.branch.map(|x| Kind::Branch(x.after)),
            self.counted.map(|x| Kind::Counted(x.what)),
            self.judged.map(|x| Kind::Judged(x.bounded())),
            self.closed.map(closed),
            self.kept.map(|x| Kind::Kept(x.cleaned())),
            self.ended.map(|x| Kind::Ended(x.cleaned())),
            self.consent.map(|x| Kind::Consent(x.cleaned())),
        ]
        .into_iter()
        .flatten();
        let (kind, more) = (kinds.next(), kinds.next());
        match (self.at, kind, more) {
            (Some(at), Some(kind), None) if self.n > 0 => Ok(Entry {
                n: self.n,
                at,
                t: self.t,
                kind,
            }),
            (None, ..) => Err(wrong("an entry needs its time: at".to_owned())),
            (_, None, _) => Err(wrong("an entry needs one kind, such as answer".to_owned())),
            (_, _, Some(_)) => Err(wrong(
                "an entry has one kind, this one has several".to_owned(),
            )),
            _ => Err(wrong("an entry's number begins at 1".to_owned())),
        }
    }
}

fn clean(text: String) -> String {
    crate::text::cleaned_line(text)
}

fn block(text: String) -> String {
    crate::text::cleaned_block(text)
}

fn answer(x: Answer) -> Kind {
    Kind::Answer(Answer {
        step: clean(x.step),
        question: x.question.map(clean),
        text: block(x.text),
    })
}

fn feeling(x: Feeling) -> Kind {
    Kind::Feeling(Feeling {
        step: clean(x.step),
        word: clean(x.word),
        question: x.question.map(clean),
        intensity: x.intensity.map(|i| i.clamp(1, 5)),
        ..x
    })
}

fn commitment(x: Commitment) -> Kind {
    Kind::Commitment(Commitment {
        step: clean(x.step),
        question: x.question.map(clean),
        text: block(x.text),
        said: x.said.map(clean),
        ..x
    })
}

fn marked(x: Marked) -> Kind {
    Kind::Known(Marked {
        step: clean(x.step),
        id: clean(x.id),
        ..x
    })
}

fn asked(x: Asked) -> Kind {
    Kind::Asked(Asked {
        step: clean(x.step),
        ..x
    })
}

fn said(x: Said) -> Kind {
    Kind::Said(Said {
        step: clean(x.step),
        text: block(x.text),
    })
}

fn closed(x: Closed) -> Kind {
    Kind::Closed(Closed {
        reason: x.reason.map(block),
        ..x
    })
}

fn replied(x: Replied) -> Replied {
    let ids = |ids: Vec<String>| ids.into_iter().map(clean).collect();
    Replied {
        step: clean(x.step),
        text: block(x.text),
        kind: clean(x.kind),
        disclosed: ids(x.disclosed),
        cue: x.cue.map(clean),
        met: ids(x.met),
        missed: ids(x.missed),
        moves: x
            .moves
            .into_iter()
            .map(|m| Moving {
                part: clean(m.part),
                by: hundredths(m.by),
                why: clean(m.why),
            })
            .collect(),
        trust: TrustParts {
            credibility: hundredths(x.trust.credibility),
            reliability: hundredths(x.trust.reliability),
            intimacy: hundredths(x.trust.intimacy),
            self_orientation: hundredths(x.trust.self_orientation),
        },
        over: x.over,
    }
}

fn remark(x: Remark) -> Remark {
    Remark {
        step: clean(x.step),
        text: block(x.text),
    }
}

impl Document for Entry {
    fn to_yaml(&self) -> Result<String, Fault> {
        yaml::write(&Doc::from(self))
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        let bounded = text.len() <= MAX_DOCUMENT;
        match bounded.then(|| yaml::read_simple(text)).flatten() {
            Some(swift::Swift(entry)) => Ok(entry),
            None => yaml::read_bounded::<Doc>(text, MAX_DOCUMENT)?.into_entry(),
        }
    }
}

/// A draft as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftDoc {
    draft: u32,
    t: u64,
    cursor: usize,
    text: String,
}

impl Document for Draft {
    /// A draft is written at every key: as one line of JSON, which is YAML, without the proof of
    /// reading back that entries get. The text is clean, so JSON's escapes are enough.
    fn to_yaml(&self) -> Result<String, Fault> {
        let text = serde_json::to_string(&self.text).map_err(|e| wrong(e.to_string()))?;
        Ok(format!(
            "draft: {}\nt: {}\ncursor: {}\ntext: {text}\n",
            self.n, self.t, self.cursor
        ))
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        let doc: DraftDoc = yaml::read_bounded(text, MAX_DOCUMENT)?;
        let text = block(doc.text);
        let cursor = if text.is_char_boundary(doc.cursor) {
            doc.cursor
        } else {
            text.len()
        };
        Ok(Self {
            n: doc.draft,
            t: doc.t,
            text,
            cursor,
        })
    }
}
