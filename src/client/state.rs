//! How things stand in a conversation with a client.

use super::dice::Dice;
use super::persona::{Depth, Persona, Situation};
use super::trust::Trust;
use std::collections::BTreeMap;

/// What became of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CueState {
    /// It was not let drop yet.
    Held,
    /// It was let drop, and has waited for this many turns of the user.
    Dropped(u8),
    /// It was followed.
    Followed,
    /// It was ignored twice, and what it would have opened needs more trust now.
    Closed,
}

/// Where a line is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pool {
    Opening,
    Disclosure(usize),
    Unasked(usize),
    Line(Situation),
}

/// How things stand. Two conversations with equal states go on in the same way.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "what has happened and what has not"
)]
pub struct State {
    pub(super) trust: Trust,
    /// What slips have cost and no apology has mended: credibility, intimacy, self-orientation.
    pub(super) damage: [f32; 3],
    pub(super) dice: Dice,
    /// Places of what was disclosed, in order.
    pub(super) disclosed: Vec<usize>,
    /// Places of what was asked for too early.
    pub(super) asked_early: Vec<usize>,
    /// By cue of the persona.
    pub(super) cues: Vec<CueState>,
    /// The last thing talked about; none for the opening.
    pub(super) topic: Option<usize>,
    /// The step that the talk seems to be in.
    pub(super) step: Option<String>,
    pub(super) depths: BTreeMap<String, Depth>,
    pub(super) pitches: u8,
    /// In a row.
    pub(super) silences: u8,
    /// In a row.
    pub(super) closed_questions: u8,
    /// Turns of the user.
    pub(super) turns: u32,
    /// By line: how often it was said.
    pub(super) used: BTreeMap<(Pool, usize), u16>,
    pub(super) last: String,
    pub(super) closing: bool,
    pub(super) over: bool,
    /// Whether the client waits for the user's answer about themselves.
    pub(super) asked_company: bool,
    /// Whether the client has asked that already.
    pub(super) has_asked_company: bool,
}

impl State {
    pub(super) fn new(persona: &Persona, seed: u64) -> Self {
        Self {
            trust: Trust::of(persona.start),
            damage: [0.0; 3],
            dice: Dice::new(seed),
            disclosed: Vec::new(),
            asked_early: Vec::new(),
            cues: vec![CueState::Held; persona.cues.len()],
            topic: None,
            step: None,
            depths: BTreeMap::new(),
            pitches: 0,
            silences: 0,
            closed_questions: 0,
            turns: 0,
            used: BTreeMap::new(),
            last: String::new(),
            closing: false,
            over: false,
            asked_company: false,
            has_asked_company: false,
        }
    }

    /// A variant of a line: one that was said least, by chance where there are several, and never what was said last.
    pub(super) fn variant(&mut self, pool: Pool, variants: &[String]) -> Option<String> {
        let times = |used: &BTreeMap<_, u16>, at| used.get(&(pool, at)).copied().unwrap_or(0);
        let fresh: Vec<usize> = (0..variants.len())
            .filter(|at| variants.get(*at).is_some_and(|line| *line != self.last))
            .collect();
        let least = fresh.iter().map(|at| times(&self.used, *at)).min()?;
        let rested: Vec<usize> = fresh
            .into_iter()
            .filter(|at| times(&self.used, *at) == least)
            .collect();
        let at = *rested.get(self.dice.below(rested.len()))?;
        let used = self.used.entry((pool, at)).or_default();
        *used = used.saturating_add(1);
        variants.get(at).cloned()
    }

    /// Trust as it stands.
    pub fn trust(&self) -> Trust {
        self.trust
    }

    /// How far each step has been opened, by its id. A step that is not there was not opened.
    pub fn depths(&self) -> &BTreeMap<String, Depth> {
        &self.depths
    }

    /// Pitches and pieces of advice before anybody knew what was wanted.
    pub fn pitches(&self) -> u8 {
        self.pitches
    }

    /// The id of the step that the talk seems to be in.
    pub fn step(&self) -> Option<&str> {
        self.step.as_deref()
    }

    /// Whether the conversation is over.
    pub fn is_over(&self) -> bool {
        self.over
    }
}
