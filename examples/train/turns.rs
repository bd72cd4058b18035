//! Turns as the models see them, with what is known of them.

use crate::data::{Turn, bare};
use crate::fit::{Example, probabilities};
use mineral::listen::features::{Before, Features, KINDS};
use mineral::listen::model::write::Trained;
use mineral::listen::model::{Inputs, Scores, Task, value};
use mineral::listen::{Part, Speaker, Study};

/// The class of a sentence that does nothing of note.
const OTHER: usize = 8;

/// A sentence: its features for both tables of sentences, whether it is built as a question, and its tokens.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) features: Vec<(u32, f32)>,
    asks: bool,
    tokens: usize,
}

/// A turn as it is seen.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) turn: Turn,
    pub(crate) sentences: Vec<Sentence>,
    /// How much it counts.
    pub(crate) counts: f32,
    /// What the verdicts are made of, once it was judged.
    pub(crate) inputs: Vec<(u32, f32)>,
    place: usize,
    before: Before,
    text: String,
}

/// The features of a task with their values.
pub(crate) fn weighted(features: &Features, task: Task) -> Vec<(u32, f32)> {
    let mut list = Vec::new();
    for (kind, weight) in KINDS.into_iter().zip(task.weights()) {
        if weight > 0.0 {
            let value = value(features, kind, weight);
            list.extend(features.of(kind).iter().map(|hash| (*hash, value)));
        }
    }
    list
}

/// Turns as they are seen one after the other, with what came before or without, with marks or without.
pub(crate) fn look(turns: &[Turn], known: bool, without_marks: bool) -> Vec<Seen> {
    let mut study = Study::default();
    let mut before = Before::default();
    let mut conversation = usize::MAX;
    let mut seen = Vec::new();
    for (place, turn) in turns.iter().enumerate() {
        if turn.conversation != conversation {
            conversation = turn.conversation;
            before = Before::default();
        }
        let text = if without_marks {
            bare(&turn.text)
        } else {
            turn.text.clone()
        };
        study.read(&text);
        if turn.question.is_some() {
            let before = if known {
                before.clone()
            } else {
                Before::default()
            };
            let count = study.sentences();
            let sentences: Vec<Sentence> = (0..count)
                .map(|nth| {
                    let (features, asks, tokens) =
                        study.sentence(nth, count, turn.speaker, &before);
                    // Both tables of sentences weigh the kinds alike.
                    Sentence {
                        features: weighted(features, Task::Sentence),
                        asks,
                        tokens,
                    }
                })
                .collect();
            if !sentences.is_empty() {
                seen.push(Seen {
                    turn: turn.clone(),
                    sentences,
                    counts: 1.0,
                    inputs: Vec::new(),
                    place,
                    before,
                    text,
                });
            }
        }
        study.keep(turn.speaker, &mut before);
    }
    seen
}

/// Our own turns: as they were said; without what came before; as they are heard, without marks; and reflections that end
/// as questions, which are half of one and half of the other.
pub(crate) fn copies(own: &[Turn]) -> Vec<Seen> {
    let mut seen = look(own, true, false);
    let mut add = |more: Vec<Seen>, counts: f32| {
        seen.extend(more.into_iter().map(|turn| Seen { counts, ..turn }));
    };
    add(look(own, false, false), 0.5);
    add(look(own, false, true), 0.3);
    let raised: Vec<Turn> = own.iter().map(raise).collect();
    let raised = look(&raised, true, false).into_iter().filter(|seen| {
        seen.turn.text.ends_with('?')
            && seen.turn.reflection.is_some_and(|r| r > 0)
            && seen.turn.question == Some(0)
    });
    let raised = raised
        .enumerate()
        .filter(|(nth, _)| nth % 2 == 1)
        .map(|(nth, mut seen)| {
            let turn = nth / 2 % 6;
            if turn < 2 {
                seen.turn.main = Some(turn);
                seen.turn.question = Some(2);
                seen.turn.does.push(1);
            }
            seen
        });
    add(raised.collect(), 0.7);
    seen
}

/// Words of a reflection that may end as a question.
const RAISED: usize = 40;

fn raise(turn: &Turn) -> Turn {
    let mut raised = turn.clone();
    let reflects = turn.reflection.is_some_and(|r| r > 0) && turn.question == Some(0);
    if turn.speaker == Speaker::Coach
        && reflects
        && turn.text.split_whitespace().count() < RAISED
        && raised.text.ends_with('.')
    {
        raised.text.pop();
        raised.text.push('?');
    }
    raised
}

impl Seen {
    /// Which part of the data it belongs to: by conversation, and in one long conversation by stretches.
    pub(crate) fn fold(&self, folds: usize) -> usize {
        if self.turn.conversation == 0 {
            self.place / 500 % folds
        } else {
            self.turn.conversation % folds
        }
    }

    /// What its sentences may do, from what the turn does: who asks by build asks, the rest in order.
    pub(crate) fn first_guess(&self) -> Vec<usize> {
        let does = &self.turn.does;
        let count = self.sentences.len();
        if count == 1 {
            return vec![does.first().copied().unwrap_or(OTHER)];
        }
        let mut labels = vec![OTHER; count];
        if let Some(question) = does.iter().copied().find(|class| *class < 2) {
            let mut asked = false;
            for (label, sentence) in labels.iter_mut().zip(&self.sentences) {
                if sentence.asks {
                    *label = question;
                    asked = true;
                }
            }
            if let Some(last) = labels.last_mut().filter(|_| !asked) {
                *last = question;
            }
        }
        let rest: Vec<usize> = does.iter().copied().filter(|class| *class >= 2).collect();
        let free: Vec<usize> = (0..count).filter(|nth| labels[*nth] == OTHER).collect();
        for (nth, place) in free.iter().enumerate() {
            if let Some(class) =
                rest.get((nth * rest.len() / free.len()).min(rest.len().saturating_sub(1)))
            {
                labels[*place] = *class;
            }
        }
        labels
    }

    /// Gives each sentence the likeliest of what its turn does, and everything that the turn does a sentence.
    pub(crate) fn guess_again(&self, model: &Trained, labels: &mut [usize]) {
        if self.sentences.len() == 1 {
            return;
        }
        let likely: Vec<Vec<f32>> = self
            .sentences
            .iter()
            .map(|s| probabilities(model, Task::Sentence.bits(), &s.features))
            .collect();
        for (label, likely) in labels.iter_mut().zip(&likely) {
            // Doing nothing of note is everybody's; it has to be clearly likelier.
            let mut best = (OTHER, likely[OTHER] * 0.7);
            for class in &self.turn.does {
                if likely[*class] > best.1 {
                    best = (*class, likely[*class]);
                }
            }
            *label = best.0;
        }
        for class in &self.turn.does {
            if !labels.contains(class) {
                let place = (0..labels.len())
                    .max_by(|a, b| likely[*a][*class].total_cmp(&likely[*b][*class]));
                if let Some(label) = place.and_then(|place| labels.get_mut(place)) {
                    *label = *class;
                }
            }
        }
    }

    /// Its sentences as examples of asking.
    pub(crate) fn questions(&self) -> Vec<Example> {
        let question = self.turn.question.unwrap_or(0);
        let count = self.sentences.len();
        let any = self.sentences.iter().any(|sentence| sentence.asks);
        let label = |nth: usize, sentence: &Sentence| {
            let asks = count == 1 || sentence.asks || !any && nth + 1 == count;
            if asks { question } else { 0 }
        };
        let sentences = self.sentences.iter().enumerate();
        sentences
            .map(|(nth, sentence)| Example {
                features: sentence.features.clone(),
                class: label(nth, sentence),
                // The meetings have the say in how real speech asks.
                counts: if self.turn.conversation == 0 {
                    1.0
                } else {
                    0.5 * self.counts
                },
            })
            .collect()
    }

    /// Sets what the verdicts are made of.
    pub(crate) fn judge(&mut self, does: &Trained, asks: &Trained) {
        let parts: Vec<Part> = self
            .sentences
            .iter()
            .map(|sentence| Part {
                does: scores(&probabilities(
                    does,
                    Task::Sentence.bits(),
                    &sentence.features,
                )),
                asks: scores(&probabilities(asks, Task::Asks.bits(), &sentence.features)),
                tokens: sentence.tokens,
            })
            .collect();
        let mut study = Study::default();
        study.read(&self.text);
        let mut inputs = Inputs::default();
        study.inputs(&parts, self.turn.speaker, &self.before, &mut inputs);
        self.inputs = inputs
            .list()
            .iter()
            .filter_map(|(input, value)| Some((u32::try_from(*input).ok()?, *value)))
            .collect();
    }
}

fn scores(list: &[f32]) -> Scores {
    let mut scores = Scores::default();
    for (score, one) in scores.iter_mut().zip(list) {
        *score = *one;
    }
    scores
}
