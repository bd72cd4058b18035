//! What a list of entries amounts to. Nothing here is stored: it is computed from the entries, so that
//! every figure on a screen has the entries that show it.

use super::afterwards::{self, Ending, Standing};
use super::consent::{self, Agreement};
use super::entry::{Asked, AskedWhat, Closed, Commitment, Entry, Kind, Marked};
use super::path::left_behind;
use super::practice::{Judgement, Observed};
use super::talk::Talk;
use crate::script::Script;
use std::collections::{BTreeMap, BTreeSet};

/// A session's entries, folded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fold {
    /// The place of the current step, from 0.
    pub step: usize,
    /// One for each step of the script, in its order.
    pub steps: Vec<StepFold>,
    /// Who spoke for how long, as far as the clock was kept.
    pub talk: Talk,
    /// How the user judges themselves.
    pub judged: Judgement,
    /// What somebody who watched has counted.
    pub counted: BTreeMap<Observed, u32>,
    /// How it was closed; `None` while the session is unfinished.
    pub closed: Option<Closed>,
    /// What was said about promises since, for the number of each. A promise that nothing was said about is open.
    pub standings: BTreeMap<u32, Standing>,
    /// How it ended, where that was said; the newest counts.
    pub ended: Option<Ending>,
    /// On what basis the notes are kept, where that was said; the newest counts.
    pub consent: Option<Agreement>,
    /// The number of the newest entry; 0 when there is none.
    pub last_n: u32,
    /// The session's time at the newest entry, in milliseconds.
    pub last_t: u64,
    /// The numbers of the entries that were withdrawn.
    pub withdrawn: BTreeSet<u32>,
    /// The numbers of the entries on ways that the conversation did not take in the end.
    pub left: BTreeSet<u32>,
}

/// What was kept in one step. Numbers are those of entries that count.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StepFold {
    /// Whether the conversation has been in this step.
    pub visited: bool,
    /// Answers.
    pub answers: Vec<u32>,
    /// Feelings.
    pub feelings: Vec<u32>,
    /// Commitments.
    pub commitments: Vec<u32>,
    /// Parked ideas.
    pub parked: Vec<u32>,
    /// How often "what else?" was asked.
    pub what_else: u8,
    /// The mean intensity of the feelings for which one was given, 0 to 5; 0 where there are none.
    pub warmth: f32,
    known: BTreeMap<String, Tick>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tick {
    Known,
    /// The user took it back by key: it does not tick itself again.
    TakenBack,
}

impl StepFold {
    /// Whether a must-know of this step is known.
    pub fn knows(&self, id: &str) -> bool {
        self.known.get(id) == Some(&Tick::Known)
    }

    /// Whether a must-know may still tick itself.
    pub fn may_tick(&self, id: &str) -> bool {
        !self.known.contains_key(id)
    }
}

impl Fold {
    /// Folds entries, in their order. Entries of steps that the script does not have are passed over
    /// here; the transcript shows them all the same.
    pub fn of(script: &Script, entries: &[Entry]) -> Self {
        let mut fold = Self {
            steps: vec![StepFold::default(); script.steps.len()],
            ..Self::counting_of(entries)
        };
        if let Some(first) = fold.steps.first_mut() {
            first.visited = true;
        }
        let mut warmth = vec![Vec::new(); script.steps.len()];
        for entry in entries {
            fold.last_n = fold.last_n.max(entry.n);
            fold.last_t = fold.last_t.max(entry.t);
            if fold.counts(entry.n) {
                fold.add(script, entry, &mut warmth);
            }
        }
        for (step, intensities) in fold.steps.iter_mut().zip(warmth) {
            step.warmth = mean(&intensities);
        }
        fold
    }

    /// Folds entries without their script: what counts, how long it took, how it was closed, what was said since. There are no
    /// steps then.
    pub fn of_entries(entries: &[Entry]) -> Self {
        let mut fold = Self::counting_of(entries);
        for entry in entries {
            fold.last_n = fold.last_n.max(entry.n);
            fold.last_t = fold.last_t.max(entry.t);
            if let Kind::Closed(closed) = &entry.kind
                && fold.counts(entry.n)
            {
                fold.closed = Some(closed.clone());
            }
        }
        fold
    }

    /// Which entries count, and what was said afterwards.
    fn counting_of(entries: &[Entry]) -> Self {
        let mut fold = Self {
            left: left_behind(entries),
            ..Self::default()
        };
        for entry in entries.iter().filter(|e| !fold.left.contains(&e.n)) {
            match entry.kind {
                Kind::Withdrawn(of) => fold.withdrawn.insert(of),
                Kind::Restored(of) => fold.withdrawn.remove(&of),
                _ => continue,
            };
        }
        // A promise that an answer left behind goes with it.
        for entry in entries {
            if let Kind::Commitment(Commitment {
                from: Some(from), ..
            }) = &entry.kind
                && fold.withdrawn.contains(from)
            {
                fold.withdrawn.insert(entry.n);
            }
        }
        let counting = || entries.iter().filter(|e| fold.counts(e.n));
        let (standings, ended) = (
            afterwards::standings(counting()),
            afterwards::ending(counting()),
        );
        let consent = consent::agreement(counting());
        (fold.standings, fold.ended, fold.consent) = (standings, ended, consent);
        fold
    }

    /// Whether an entry counts: it was neither withdrawn nor left behind.
    pub fn counts(&self, n: u32) -> bool {
        !self.withdrawn.contains(&n) && !self.left.contains(&n)
    }

    fn add(&mut self, script: &Script, entry: &Entry, warmth: &mut [Vec<u8>]) {
        let n = entry.n;
        match &entry.kind {
            Kind::Answer(x) => self.at(script, &x.step, |s| s.answers.push(n)),
            Kind::Feeling(x) => {
                self.at(script, &x.step, |s| s.feelings.push(n));
                let place = script.position(&x.step).and_then(|at| warmth.get_mut(at));
                if let (Some(place), Some(intensity)) = (place, x.intensity) {
                    place.push(intensity);
                }
            }
            Kind::Parked(x) => self.at(script, &x.step, |s| s.parked.push(n)),
            Kind::Commitment(x) => self.at(script, &x.step, |s| s.commitments.push(n)),
            Kind::Known(x) => self.mark(script, x),
            Kind::Moved(to) => {
                if let Some(at) = script.position(to) {
                    self.step = at;
                    self.at(script, to, |s| s.visited = true);
                }
            }
            Kind::Asked(Asked {
                step,
                what: AskedWhat::Else,
                ..
            }) => {
                self.at(script, step, |s| {
                    s.what_else = s.what_else.saturating_add(1);
                });
            }
            Kind::Speaker(who) => self.talk.turn(*who, entry.t),
            // What a client answers are their words.
            Kind::Reply(x) => self.at(script, &x.step, |s| s.answers.push(n)),
            Kind::Counted(what) => {
                let count = self.counted.entry(*what).or_default();
                *count = count.saturating_add(1);
            }
            Kind::Judged(judged) => self.judged = *judged,
            Kind::Closed(closed) => {
                self.talk.stop(entry.t);
                self.closed = Some(closed.clone());
            }
            Kind::Asked(_)
            | Kind::Note(_)
            | Kind::Said(_)
            | Kind::Branch(_)
            | Kind::Withdrawn(_)
            | Kind::Restored(_)
            | Kind::Kept(_)
            | Kind::Ended(_)
            | Kind::Consent(_) => {}
        }
    }

    fn mark(&mut self, script: &Script, mark: &Marked) {
        // A tick that came with an entry goes with it.
        if mark.by.is_some_and(|by| self.withdrawn.contains(&by)) {
            return;
        }
        let tick = if mark.known {
            Tick::Known
        } else {
            Tick::TakenBack
        };
        self.at(script, &mark.step, |s| {
            s.known.insert(mark.id.clone(), tick);
        });
    }

    fn at(&mut self, script: &Script, step: &str, change: impl FnOnce(&mut StepFold)) {
        if let Some(step) = script.position(step).and_then(|at| self.steps.get_mut(at)) {
            change(step);
        }
    }
}

fn mean(intensities: &[u8]) -> f32 {
    if intensities.is_empty() {
        return 0.0;
    }
    let sum: f32 = intensities.iter().map(|i| f32::from(*i)).sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a session has far fewer than 2^23 feelings"
    )]
    let count = intensities.len() as f32;
    sum / count
}
