//! A client who hears and answers.

use super::moves;
use super::persona::{Disclosure, Felt, Persona, Situation};
use super::reply::{Draft, Reply, ReplyKind};
use super::state::{CueState, Pool, State};
use super::trust::{Difficulty, Move, Part};
use super::understand::{Index, Turn, asks_about_you};
use crate::listen::{Listener, Speaker, Vocabulary};
use crate::script::Script;
use std::sync::Arc;

/// A simulated client. The same words and the same seed give the same conversation on every machine.
#[derive(Debug, Clone)]
pub struct Client {
    pub(super) persona: Arc<Persona>,
    pub(super) index: Arc<Index>,
    /// The group of the vocabulary to which each disclosure's feeling belongs.
    pub(super) groups: Arc<Vec<Option<String>>>,
    pub(super) difficulty: Difficulty,
    pub(super) state: State,
    listener: Listener,
    seed: u64,
}

impl Client {
    /// A client before their first word. `script` is what the user has before them: its prompts are known by heart.
    ///
    /// # Errors
    /// What is wrong with the weights that are built into listening; a test holds that nothing is.
    pub fn new(
        persona: Arc<Persona>,
        script: &Script,
        vocabulary: &Vocabulary,
        difficulty: Difficulty,
        seed: u64,
    ) -> Result<Self, String> {
        let group = |held: &Disclosure| {
            let felt = held.feeling.as_ref()?;
            Some(vocabulary.look_up(&felt.word)?.group.clone())
        };
        Ok(Self {
            index: Arc::new(Index::new(&persona, script)),
            groups: Arc::new(persona.holds.iter().map(group).collect()),
            difficulty,
            state: State::new(&persona, seed),
            listener: Listener::new(vocabulary)?,
            seed,
            persona,
        })
    }

    /// The conversation so far, played again: the client as they are after these lines, and what they said: first the
    /// opening, then an answer to each line. To rewind is to replay fewer lines.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn replay<S: AsRef<str>>(
        persona: Arc<Persona>,
        script: &Script,
        vocabulary: &Vocabulary,
        difficulty: Difficulty,
        seed: u64,
        lines: &[S],
    ) -> Result<(Self, Vec<Reply>), String> {
        let client = Self::new(persona, script, vocabulary, difficulty, seed)?;
        Ok(client.again(lines))
    }

    /// The same client from their first word on, after these lines, and what they said, as [`Self::replay`] gives it.
    #[must_use]
    pub fn again<S: AsRef<str>>(&self, lines: &[S]) -> (Self, Vec<Reply>) {
        let mut client = self.clone();
        client.state = State::new(&client.persona, client.seed);
        client.listener.begin();
        let mut replies = vec![client.open()];
        replies.extend(lines.iter().map(|line| client.hear(line.as_ref())));
        (client, replies)
    }

    /// The first line.
    pub fn open(&mut self) -> Reply {
        let mut draft = Draft::new();
        draft.kind = ReplyKind::Opened;
        if let Some(line) = self.state.variant(Pool::Opening, &self.persona.opening) {
            if asks_about_you(&line) {
                self.state.asked_company = true;
                self.state.has_asked_company = true;
            }
            draft.pieces.push(line);
        }
        if let Some(first) = self.persona.cues.first().map(|cue| cue.id.clone()) {
            self.drop_cue(&first, &mut draft);
        }
        self.state.step = self.persona.steps().first().map(|step| (*step).to_owned());
        self.finish(draft)
    }

    /// Answers what the user said. Nothing, or dots alone, is silence.
    pub fn hear(&mut self, said: &str) -> Reply {
        let heard = self.listener.hear(Speaker::Coach, said);
        let turn = Turn::new(said, &heard, &self.index);
        self.state.turns = self.state.turns.saturating_add(1);
        let mut draft = Draft::new();
        moves::answer(self, said, &turn, &mut draft);
        self.finish(draft)
    }

    /// Puts the pieces together. What would be said twice in a row is said otherwise.
    fn finish(&mut self, mut draft: Draft) -> Reply {
        draft.pieces.truncate(2);
        let mut text = draft.pieces.join(" ");
        if text.is_empty() || text == self.state.last {
            text = [Situation::Short, Situation::Silence, Situation::Greeting]
                .into_iter()
                .find_map(|at| {
                    self.state
                        .variant(Pool::Line(at), self.persona.lines.get(at))
                })
                .unwrap_or_default();
        }
        if text.is_empty() || text == self.state.last {
            let plain = if self.state.last == "Mm." {
                "Well."
            } else {
                "Mm."
            };
            plain.clone_into(&mut text);
        }
        self.state.last.clone_from(&text);
        self.listener.hear(Speaker::Client, &text);
        Reply {
            text,
            kind: draft.kind,
            disclosed: draft.disclosed,
            cue_dropped: draft.cue,
            moves: draft.moves,
            trust: self.state.trust,
            over: self.state.over,
        }
    }

    /// Says a line for a situation.
    pub(super) fn say(&mut self, at: Situation, kind: ReplyKind, draft: &mut Draft) {
        draft.kind = kind;
        if let Some(line) = self
            .state
            .variant(Pool::Line(at), self.persona.lines.get(at))
        {
            draft.pieces.push(line);
        }
    }

    /// Moves trust.
    pub(super) fn shift(&mut self, part: Part, by: f32, why: &'static str, draft: &mut Draft) {
        let by = self.state.trust.shift(part, by);
        if by.abs() > f32::EPSILON {
            draft.moves.push(Move { part, by, why });
        }
    }

    /// Gives back to a part what it had lost, just as much.
    pub(super) fn restore(&mut self, part: Part, by: f32, why: &'static str, draft: &mut Draft) {
        let by = self.state.trust.restore(part, by);
        if by.abs() > f32::EPSILON {
            draft.moves.push(Move { part, by, why });
        }
    }

    pub(super) fn drop_cue(&mut self, id: &str, draft: &mut Draft) {
        let place = self.persona.cues.iter().position(|cue| cue.id == id);
        if let Some(cue) = place.and_then(|place| self.state.cues.get_mut(place))
            && *cue == CueState::Held
        {
            *cue = CueState::Dropped(0);
            draft.cue = Some(id.to_owned());
        }
    }

    /// Counts what the first answer of this process would have to wait for: how people ask, over the questions of all built-in
    /// personas. Best called on another thread, while the first line is read.
    pub fn prepare() {
        super::understand::prepare();
    }

    /// The persona.
    pub fn persona(&self) -> &Persona {
        &self.persona
    }

    /// How much has to be earned.
    pub fn difficulty(&self) -> Difficulty {
        self.difficulty
    }

    /// The seed of their chance.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How things stand.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What was disclosed, in order.
    pub fn disclosed(&self) -> impl Iterator<Item = &Disclosure> {
        self.state
            .disclosed
            .iter()
            .filter_map(|place| self.persona.holds.get(*place))
    }

    /// What became of each cue, by its id, in the order of the persona.
    pub fn cues(&self) -> impl Iterator<Item = (&str, CueState)> {
        self.persona
            .cues
            .iter()
            .zip(&self.state.cues)
            .map(|(cue, state)| (cue.id.as_str(), *state))
    }

    /// The feelings that were disclosed, in order.
    pub fn feelings(&self) -> impl Iterator<Item = &Felt> {
        self.disclosed().filter_map(|held| held.feeling.as_ref())
    }
}
