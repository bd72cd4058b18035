//! A person over the months.

mod lines;

use super::digest::{Digest, EndedOn};
use super::promise::Promise;
use super::{in_order, with};
use crate::session::{Capital, Consent, PersonRef, Viability};
use crate::text::folded;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// All that is known of a person. Lists have the newest first, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// Who.
    pub person: PersonRef,
    /// The sessions with them.
    pub met: Vec<Met>,
    /// What they said, step by step in the order in which steps came up first.
    pub words: Vec<StepWords>,
    /// Their feelings over time, those named in most sessions first.
    pub feelings: Vec<Series>,
    /// What the conversations did to the relationship, the oldest first.
    pub capital: Vec<(Date, Capital)>,
    /// What was measured by rating, such as trust, the oldest first.
    pub measured: Vec<Measured>,
    /// What both sides promised, and what we have in hand for them.
    pub promised: Vec<Promised>,
    /// What changed from one conversation to the next.
    pub changes: Vec<Change>,
    /// Whether this is an opportunity for us.
    pub viability: Vec<Viable>,
    /// The user's own notes; never the client's words.
    pub notes: Vec<Dated>,
    /// What was parked.
    pub parked: Vec<Dated>,
}

/// A session with the person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Met {
    /// Its id.
    pub session: String,
    /// The day.
    pub on: Date,
    /// What was run.
    pub script: String,
    /// Whether it was a conversation, and not a form about them.
    pub conversation: bool,
    /// Milliseconds.
    pub length: u64,
    /// Whether it was closed.
    pub closed: bool,
    /// Whether it is an opportunity.
    pub viability: Option<Viability>,
    /// Warmth, step by step, 0 to 5.
    pub warmth: Vec<f32>,
    /// How many promises of it are open.
    pub open: usize,
    /// How it ended.
    pub ended: Option<EndedOn>,
    /// On what basis its notes are kept.
    pub consent: Option<Consent>,
}

/// Words with their day and place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// The session.
    pub session: String,
    /// The number of the entry.
    pub n: u32,
    /// The day.
    pub on: Date,
    /// The words.
    pub text: String,
}

/// What was said in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepWords {
    /// The id of the step.
    pub step: String,
    /// Its title, as it was called last.
    pub title: String,
    /// The words.
    pub said: Vec<Dated>,
}

/// A feeling over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// The word.
    pub word: String,
    /// The vocabulary's group.
    pub group: Option<String>,
    /// For each session in which any feeling was kept, the oldest first: how strong it was at most. `None` where it was not
    /// named, 0 where it was named without a number.
    pub strength: Vec<Option<u8>>,
    /// These sessions.
    pub sessions: Vec<String>,
}

impl Series {
    /// In how many sessions it was named.
    pub fn named(&self) -> usize {
        self.strength.iter().flatten().count()
    }
}

/// Something that is measured by rating.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// What, such as "trust".
    pub title: String,
    /// The days, the sessions and the values.
    pub values: Vec<(Date, String, f64)>,
}

/// A promise with the session that it was made in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promised {
    /// The session.
    pub session: String,
    /// The promise.
    #[serde(flatten)]
    pub promise: Promise,
}

/// What changed from one conversation to the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The conversation before.
    pub from: String,
    /// The later one.
    pub session: String,
    /// The day of the later one.
    pub on: Date,
    /// Steps in which both have words, and other ones.
    pub words: Vec<NewWords>,
    /// Feelings that were not named any more.
    pub gone: Vec<String>,
    /// Feelings that were named for the first time since.
    pub new: Vec<String>,
    /// Whether it is an opportunity, before and then, where that changed.
    pub viability: Option<(Option<Viability>, Option<Viability>)>,
}

impl Change {
    fn is_empty(&self) -> bool {
        let same = self.words.is_empty() && self.gone.is_empty();
        same && self.new.is_empty() && self.viability.is_none()
    }
}

/// Other words in the same step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewWords {
    /// The title of the step.
    pub title: String,
    /// The words before.
    pub before: String,
    /// The words then.
    pub then: String,
}

/// Whether it was an opportunity, on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Viable {
    /// The session.
    pub session: String,
    /// The day.
    pub on: Date,
    /// Whether it is one.
    pub viability: Viability,
    /// Why.
    pub reason: Option<String>,
}

impl Page {
    /// All that sessions tell of a person; those with others are passed over.
    pub fn of<'a>(person: &PersonRef, digests: impl IntoIterator<Item = &'a Digest>) -> Self {
        let all = in_order(with(&person.id, digests));
        let met = all.iter().rev().filter(|d| d.kept > 0);
        Self {
            person: person.clone(),
            met: met.map(|d| Met::of(d)).collect(),
            words: words(&all),
            feelings: feelings(&all),
            capital: all
                .iter()
                .filter_map(|d| Some((d.day(), d.capital?)))
                .collect(),
            measured: measured(&all),
            promised: promised(&all),
            changes: changes(&all),
            viability: all
                .iter()
                .rev()
                .filter_map(|d| {
                    Some(Viable {
                        session: d.id.clone(),
                        on: d.day(),
                        viability: d.viability?,
                        reason: d.reason.clone(),
                    })
                })
                .collect(),
            notes: quotes(&all, |d| &d.notes),
            parked: quotes(&all, |d| &d.parked),
        }
    }

    /// The conversations with them, without forms about them.
    pub fn conversations(&self) -> impl DoubleEndedIterator<Item = &Met> {
        self.met.iter().filter(|m| m.conversation)
    }
}

impl Met {
    fn of(d: &Digest) -> Self {
        Self {
            session: d.id.clone(),
            on: d.day(),
            script: d.script.title.clone(),
            conversation: d.is_conversation(),
            length: d.length,
            closed: d.closed,
            viability: d.viability,
            warmth: d.warmth().collect(),
            open: d.promises.iter().filter(|p| p.is_open()).count(),
            ended: d.ended.clone(),
            consent: d.consent.clone(),
        }
    }
}

fn quotes(all: &[&Digest], of: impl Fn(&Digest) -> &Vec<super::Quote>) -> Vec<Dated> {
    let mut out: Vec<Dated> = Vec::new();
    for d in all {
        out.extend(of(d).iter().map(|q| dated(d, q)));
    }
    out.reverse();
    out
}

fn dated(d: &Digest, quote: &super::Quote) -> Dated {
    Dated {
        session: d.id.clone(),
        n: quote.n,
        on: d.day(),
        text: quote.text.clone(),
    }
}

/// Only what was said in conversations: a form about somebody holds the user's words.
fn words(all: &[&Digest]) -> Vec<StepWords> {
    let mut steps: Vec<StepWords> = Vec::new();
    for d in all.iter().filter(|d| d.is_conversation()) {
        for step in &d.steps {
            let Some(quote) = &step.words else { continue };
            let at = steps.iter().position(|s| s.step == step.id);
            let at = at.unwrap_or_else(|| {
                steps.push(StepWords {
                    step: step.id.clone(),
                    title: String::new(),
                    said: Vec::new(),
                });
                steps.len() - 1
            });
            if let Some(known) = steps.get_mut(at) {
                known.title.clone_from(&step.title);
                known.said.insert(0, dated(d, quote));
            }
        }
    }
    steps
}

fn feelings(all: &[&Digest]) -> Vec<Series> {
    let felt: Vec<&Digest> = all
        .iter()
        .copied()
        .filter(|d| d.feelings().next().is_some())
        .collect();
    let sessions: Vec<String> = felt.iter().map(|d| d.id.clone()).collect();
    let mut by_word: BTreeMap<String, Series> = BTreeMap::new();
    for (at, d) in felt.iter().enumerate() {
        for (_, feeling) in d.feelings() {
            let series = by_word
                .entry(folded(&feeling.word))
                .or_insert_with(|| Series {
                    word: feeling.word.clone(),
                    group: feeling.group.clone(),
                    strength: vec![None; felt.len()],
                    sessions: sessions.clone(),
                });
            if let Some(strength) = series.strength.get_mut(at) {
                let there = feeling.intensity.unwrap_or(0);
                *strength = Some(strength.unwrap_or(0).max(there));
            }
        }
    }
    let mut series: Vec<Series> = by_word.into_values().collect();
    series.sort_by(|a, b| b.named().cmp(&a.named()).then_with(|| a.word.cmp(&b.word)));
    series
}

fn measured(all: &[&Digest]) -> Vec<Measured> {
    let mut by_id: BTreeMap<&str, Measured> = BTreeMap::new();
    for d in all {
        for value in &d.values {
            let known = by_id.entry(&value.id).or_insert_with(|| Measured {
                title: String::new(),
                values: Vec::new(),
            });
            known.title.clone_from(&value.title);
            known.values.push((d.day(), d.id.clone(), value.value));
        }
    }
    by_id.into_values().collect()
}

fn promised(all: &[&Digest]) -> Vec<Promised> {
    let mut out = Vec::new();
    for d in all {
        out.extend(d.promises.iter().map(|p| Promised {
            session: d.id.clone(),
            promise: p.clone(),
        }));
    }
    out.reverse();
    out
}

fn changes(all: &[&Digest]) -> Vec<Change> {
    let met: Vec<&&Digest> = all.iter().filter(|d| d.is_conversation()).collect();
    let pairs = met.iter().zip(met.iter().skip(1));
    let mut out: Vec<Change> = pairs
        .map(|(before, then)| change(before, then))
        .filter(|c| !c.is_empty())
        .collect();
    out.reverse();
    out
}

fn change(before: &Digest, then: &Digest) -> Change {
    let words = then.steps.iter().filter_map(|step| {
        let (was, is) = (before.words(&step.id)?, step.words.as_ref()?);
        (folded(&was.text) != folded(&is.text)).then(|| NewWords {
            title: step.title.clone(),
            before: was.text.clone(),
            then: is.text.clone(),
        })
    });
    let (was, is) = (felt(before), felt(then));
    let missing = |from: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        let those = from.iter().filter(|(key, _)| !other.contains_key(*key));
        those.map(|(_, word)| word.clone()).collect()
    };
    // Where nobody was asked, no feeling has gone.
    let gone = if is.is_empty() {
        Vec::new()
    } else {
        missing(&was, &is)
    };
    let viability = (before.viability, then.viability);
    Change {
        from: before.id.clone(),
        session: then.id.clone(),
        on: then.day(),
        words: words.collect(),
        gone,
        new: missing(&is, &was),
        viability: (then.viability.is_some() && before.viability != then.viability)
            .then_some(viability),
    }
}

/// The feelings of a session, each once.
fn felt(d: &Digest) -> BTreeMap<String, String> {
    let words = d.feelings().map(|(_, f)| f.word.clone());
    words.map(|word| (folded(&word), word)).collect()
}
