//! The listener: turn by turn, it tells what was done and what was let drop.

use super::client::feelings::FeelingFinder;
use super::client::{binding, cues, evasion, mentions};
use super::explain::telling;
use super::features::Before;
use super::heard::{Because, Confidence, Heard};
use super::judge::{self, Judged, span};
use super::model::{Inputs, Model, Scores, Task};
use super::study::{Part, Study};
use super::view::View;
use super::{Act, Emotion, Main, Question, Sign, Speaker, Talk, Vocabulary, coach};
use std::ops::Range;

/// The trained weights that are built in.
const WEIGHTS: &[u8] = include_bytes!("../../assets/listen.bin");

/// Below this probability the model's warmth is no empathy: small talk and promises sound warm, too.
const WARM: f32 = 0.65;

/// From this probability on, the model's emotion stands against a feeling that was named.
const SURE: f32 = 0.5;

/// Listens to a conversation. What it tells of a turn depends on the turn just before.
#[derive(Debug, Clone)]
pub struct Listener {
    model: Model<'static>,
    feelings: FeelingFinder,
    study: Study,
    parts: Vec<Part>,
    inputs: Inputs,
    before: Before,
    asked: Option<Question>,
}

impl Listener {
    /// A listener to a new conversation, with the vocabulary of feelings to look for.
    ///
    /// # Errors
    /// What is wrong with the built-in weights, in one sentence; a test holds that nothing is.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, String> {
        Ok(Self {
            model: Model::read(WEIGHTS)?,
            feelings: FeelingFinder::new(vocabulary),
            study: Study::default(),
            parts: Vec::new(),
            inputs: Inputs::default(),
            before: Before::default(),
            asked: None,
        })
    }

    /// Forgets what came before: another conversation begins.
    pub fn begin(&mut self) {
        self.before = Before::default();
        self.asked = None;
    }

    /// Listens to the next turn.
    pub fn hear(&mut self, speaker: Speaker, text: &str) -> Heard {
        self.study.read(text);
        self.look(speaker);
        let judged = judge::judge(&self.model, &self.study, &self.parts, &self.inputs);
        let mut heard = Heard {
            speaker,
            main: judged.main,
            question: judged.question,
            acts: Vec::new(),
            feelings: Vec::new(),
            emotion: Emotion::Neutral,
            talk: None,
            cues: Vec::new(),
            binding: None,
            evasion: None,
            dates: Vec::new(),
            people: Vec::new(),
            confidence: Confidence {
                main: judged.main_likely,
                question: judged.question_likely,
                ..Confidence::default()
            },
            because: Vec::new(),
        };
        self.explain(&judged, &mut heard);
        self.whole(&mut heard);
        if speaker == Speaker::Coach {
            self.acts(&judged, text, &mut heard.acts);
        }
        self.let_drop(text, &mut heard);
        self.study.keep(speaker, &mut self.before);
        self.asked = Some(heard.question);
        heard
    }

    /// Looks at the sentences one by one.
    fn look(&mut self, speaker: Speaker) {
        let count = self.study.sentences();
        self.parts.clear();
        for place in 0..count {
            let (features, _, tokens) = self.study.sentence(place, count, speaker, &self.before);
            let does = self.model.probabilities(Task::Sentence, features);
            let asks = self.model.probabilities(Task::Asks, features);
            self.parts.push(Part { does, asks, tokens });
        }
        self.study
            .inputs(&self.parts, speaker, &self.before, &mut self.inputs);
    }

    /// What the turn sounds like as a whole.
    fn whole(&mut self, heard: &mut Heard) {
        let emotion: Scores = self.model.probabilities(Task::Emotion, self.study.mood());
        (heard.emotion, heard.confidence.emotion) = judge::emotion(&emotion);
        if heard.emotion != Emotion::Neutral {
            let view = self.study.tokens.everything();
            let class = heard.emotion as usize;
            heard
                .because
                .extend(self.tell("emotion", Task::Emotion, class, view));
        }
        if heard.speaker == Speaker::Client {
            let features = self.study.whole(heard.speaker, &self.before);
            let (talk, likely) = judge::talk(&self.model.probabilities(Task::Talk, features));
            heard.talk = Some(talk);
            heard.confidence.talk = likely;
            if talk != Talk::Neutral {
                let view = self.study.tokens.whole();
                heard
                    .because
                    .extend(self.tell("talk", Task::Talk, talk as usize, view));
            }
        }
    }

    /// The words of a view that speak for a class; the features are those of the view.
    fn tell(&self, of: &'static str, task: Task, class: usize, view: View<'_>) -> Option<Because> {
        let at = telling(&self.model, task, &[class], &self.study.features, view)?;
        Some(Because { of, at })
    }

    /// Which words speak for the main act and for the question.
    fn explain(&mut self, judged: &Judged, heard: &mut Heard) {
        let classes: &[usize] = match judged.main {
            Main::Question => &[0, 1],
            Main::Reflection => &[2, 3],
            Main::Input => &[4, 5, 6],
            Main::Other => &[7, 8],
        };
        let likely = |part: &Part| {
            classes
                .iter()
                .filter_map(|class| part.does.get(*class))
                .sum::<f32>()
        };
        let best = (0..self.parts.len()).max_by(|a, b| {
            let of = |place: &usize| self.parts.get(*place).map_or(0.0, likely);
            of(a).total_cmp(&of(b))
        });
        for (of, place) in [("main", best), ("question", judged.asking)] {
            if let Some(at) = place.and_then(|place| {
                self.words(
                    heard.speaker,
                    place,
                    if of == "main" { classes } else { &[0, 1] },
                )
            }) {
                heard.because.push(Because { of, at });
            }
        }
    }

    /// The words of a sentence that speak for these classes; where none does, all of it.
    fn words(&mut self, speaker: Speaker, place: usize, classes: &[usize]) -> Option<Range<usize>> {
        let count = self.study.sentences();
        self.study.sentence(place, count, speaker, &self.before);
        let view = self.study.tokens.each_sentence().nth(place)?;
        let told = telling(
            &self.model,
            Task::Sentence,
            classes,
            &self.study.features,
            view,
        );
        told.or_else(|| Some(span(view)).filter(|at| !at.is_empty()))
    }

    /// What the user does: by rule, by the model where it is clear, and what the verdicts imply.
    fn acts(&self, judged: &Judged, text: &str, out: &mut Vec<Sign<Act>>) {
        let mut found = Vec::new();
        coach::acts(&self.study.tokens, text, &mut found);
        let by_rule = found.len();
        judge::acts(&self.study, &self.parts, &mut found);
        let whole = span(self.study.tokens.whole());
        // The rules' questions were told by their build alone; the turn's verdict stands.
        let asked = match judged.question {
            Question::Open => Some(Act::Open),
            Question::Closed => Some(Act::Closed),
            Question::None => None,
        };
        let reflected = judged.reflects.map(|(act, _)| act);
        for (nth, sign) in found.into_iter().enumerate() {
            let ruled = nth < by_rule;
            let keep = match sign.what {
                Act::Open | Act::Closed => Some(sign.what) == asked,
                Act::Repeats | Act::Deepens if !ruled => Some(sign.what) == reflected,
                Act::Empathy if !ruled && sign.confidence < WARM => false,
                Act::Empathy if !ruled => !out
                    .iter()
                    .any(|s| matches!(s.what, Act::SmallTalk | Act::Apology | Act::Leave)),
                _ => true,
            };
            let known = out.iter().any(|s| {
                s.what == sign.what && s.at.start < sign.at.end && sign.at.start < s.at.end
            });
            if keep && !known && !sign.at.is_empty() {
                out.push(sign);
            }
        }
        let asking = judged
            .asking
            .and_then(|place| self.study.tokens.each_sentence().nth(place))
            .map(span);
        for (what, confidence, at) in [
            asked.map(|act| {
                (
                    act,
                    judged.question_likely,
                    asking.clone().unwrap_or_else(|| whole.clone()),
                )
            }),
            judged
                .reflects
                .map(|(act, likely)| (act, likely, whole.clone())),
        ]
        .into_iter()
        .flatten()
        {
            if !out.iter().any(|sign| sign.what == what) && !at.is_empty() {
                out.push(Sign {
                    what,
                    at,
                    confidence,
                });
            }
        }
        if coach::silent(text) {
            out.push(Sign {
                what: Act::Silence,
                at: 0..text.len(),
                confidence: 1.0,
            });
        }
        out.sort_by_key(|sign| (sign.at.start, sign.at.end, sign.what));
    }

    /// A feeling that was named says more than a guess: where the model is not sure, the feeling tells the emotion.
    fn feel(heard: &mut Heard) {
        let named = heard.feelings.iter().find(|sign| !sign.what.denied);
        let told =
            named.and_then(|sign| Some((judge::emotion_of(&sign.what.group)?, sign.at.clone())));
        if let Some((emotion, at)) =
            told.filter(|(emotion, _)| *emotion != heard.emotion && heard.confidence.emotion < SURE)
        {
            heard.because.retain(|because| because.of != "emotion");
            heard.because.push(Because { of: "emotion", at });
            heard.emotion = emotion;
            heard.confidence.emotion = SURE;
        }
    }

    /// What is let drop, mostly by a client.
    fn let_drop(&self, text: &str, heard: &mut Heard) {
        let tokens = &self.study.tokens;
        self.feelings.find(tokens, text, &mut heard.feelings);
        Self::feel(heard);
        heard.binding = binding::binding(tokens, text);
        mentions::dates(tokens, text, &mut heard.dates);
        mentions::people(tokens, text, &mut heard.people);
        if heard.speaker == Speaker::Client {
            cues::cues(tokens, &heard.people, &mut heard.cues);
            heard.evasion = evasion::evasion(tokens, text, self.asked);
        }
    }
}

#[cfg(test)]
#[path = "listener_tests.rs"]
mod tests;
