//! What people ask for in which words: counted once over the questions of all built-in personas and of the script. A question
//! about something that nobody knows of still shows what kind of thing it is after.

use super::intents;
use super::words::{Word, words};
use crate::client::persona::{BUILTIN, Depth};
use crate::script::catalogue;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The script whose prompts count as questions of their step.
const SCRIPT: &str = "mineral-rights-client";
/// In so many places at least (personas, or the script) a sign must have been seen, so that it is no subject of one of them.
const PLACES: usize = 2;
/// So many questions are supposed to have been seen before the first, spread as all are.
const SUPPOSED: f32 = 1.5;
/// What a sign counts. Signs go together ("how", "how many", "^ how"), so each is less than a proof of its own.
const SIGN: f32 = 0.6;

/// How likely each step and depth is, as logarithms.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Kinds {
    steps: Vec<f32>,
    depths: Vec<f32>,
}

impl Kinds {
    pub(super) fn step(&self, step: &str) -> f32 {
        let place = ASKED.steps.iter().position(|known| known == step);
        place
            .and_then(|place| self.steps.get(place))
            .copied()
            .unwrap_or(UNKNOWN)
    }

    pub(super) fn depth(&self, depth: Depth) -> f32 {
        let place = Depth::ALL.iter().position(|known| *known == depth);
        place
            .and_then(|place| self.depths.get(place))
            .copied()
            .unwrap_or(UNKNOWN)
    }
}

/// For a step that no built-in persona has.
const UNKNOWN: f32 = -6.0;

/// How often something was seen with each step and each depth.
#[derive(Debug, Clone)]
struct Seen {
    steps: Vec<f32>,
    depths: Vec<f32>,
}

impl Seen {
    fn none(steps: usize) -> Self {
        Self {
            steps: vec![0.0; steps],
            depths: vec![0.0; Depth::ALL.len()],
        }
    }

    fn add(&mut self, step: Option<usize>, depth: Option<usize>) {
        let step = step.and_then(|place| self.steps.get_mut(place));
        let depth = depth.and_then(|place| self.depths.get_mut(place));
        for count in step.into_iter().chain(depth) {
            *count += 1.0;
        }
    }
}

struct Asked {
    steps: Vec<String>,
    all: Seen,
    signs: HashMap<String, Seen>,
    /// Names of people: one is as good as the other.
    names: HashSet<String>,
    /// By stem: in how many disclosures it stands.
    stands: HashMap<String, f32>,
    disclosures: f32,
    /// Stems of the questions: what one can ask about anywhere.
    general: HashSet<String>,
}

static ASKED: LazyLock<Asked> = LazyLock::new(Asked::count);

/// Counts now what the first answer would have to wait for.
pub(in crate::client) fn prepare() {
    LazyLock::force(&ASKED);
}

impl Asked {
    fn count() -> Self {
        let personas: Vec<_> = BUILTIN.iter().filter_map(|b| b.persona().ok()).collect();
        let script = catalogue::builtin(SCRIPT).and_then(|b| b.script().ok());
        let mut asked = Self {
            steps: Vec::new(),
            all: Seen::none(0),
            signs: HashMap::new(),
            names: HashSet::new(),
            stands: HashMap::new(),
            disclosures: 0.0,
            general: HashSet::new(),
        };
        for held in personas.iter().flat_map(|persona| &persona.holds) {
            if !asked.steps.contains(&held.step) {
                asked.steps.push(held.step.clone());
            }
            for who in &held.people {
                let names = words(who).into_iter().filter(|word| !word.stop);
                asked.names.extend(names.map(|word| word.plain));
            }
            let texts = held.about.iter().chain(&held.asks).chain(&held.say);
            let stems: HashSet<String> = texts
                .flat_map(|text| words(text))
                .map(|word| word.stem)
                .collect();
            for stem in stems {
                *asked.stands.entry(stem).or_default() += 1.0;
            }
            asked.disclosures += 1.0;
        }
        asked.all = Seen::none(asked.steps.len());
        let mut places: HashMap<String, HashSet<usize>> = HashMap::new();
        let mut stems: HashMap<String, HashSet<usize>> = HashMap::new();
        let mut one = |asked: &mut Self, place, line: &str, step: &str, depth: Option<Depth>| {
            let line = words(line);
            for word in line.iter().filter(|word| !word.stop) {
                let there = stems.entry(word.stem.clone()).or_default();
                there.insert(place);
            }
            let step = asked.steps.iter().position(|known| known == step);
            let depth = depth.and_then(|depth| Depth::ALL.iter().position(|d| *d == depth));
            asked.all.add(step, depth);
            for sign in signs(&line, &asked.names, &intents::all(&line)) {
                let none = || Seen::none(asked.steps.len());
                let seen = asked.signs.entry(sign.clone()).or_insert_with(none);
                seen.add(step, depth);
                places.entry(sign).or_default().insert(place);
            }
        };
        for (place, persona) in personas.iter().enumerate() {
            for held in &persona.holds {
                for ask in &held.asks {
                    one(&mut asked, place, ask, &held.step, Some(held.depth));
                }
            }
        }
        for step in script.iter().flat_map(|script| &script.steps) {
            for prompt in step.prompts.iter().chain(&step.probes) {
                let line = prompt.words().collect::<Vec<_>>().join(" ");
                one(&mut asked, personas.len(), &line, &step.id, None);
            }
        }
        asked
            .signs
            .retain(|sign, _| places.get(sign).is_some_and(|at| at.len() >= PLACES));
        asked.general = stems
            .into_iter()
            .filter(|(_, places)| places.len() >= PLACES)
            .map(|(stem, _)| stem)
            .collect();
        asked
    }
}

/// Whether questions of several personas have this word: one can ask with it about anything.
pub(super) fn is_general(stem: &str) -> bool {
    ASKED.general.contains(stem)
}

/// How rare a stem is among all that any persona can tell: the logarithm.
pub(super) fn rare(stem: &str) -> f32 {
    let there = ASKED.stands.get(stem).copied().unwrap_or(0.0);
    libm::logf((ASKED.disclosures + 1.0) / (there + 1.0))
}

/// How likely each step and each depth is for a line, by its words and its build (naive Bayes, each sign shrunk towards what
/// is usual). `build` is what [`intents::all`] finds in it.
pub(super) fn kinds(line: &[Word], build: &[usize]) -> Kinds {
    let asked = &*ASKED;
    let mut kinds = Kinds {
        steps: (asked.all.steps.iter())
            .map(|count| libm::logf(count + 1.0))
            .collect(),
        depths: (asked.all.depths.iter())
            .map(|count| libm::logf(count + 1.0))
            .collect(),
    };
    for sign in signs(line, &asked.names, build) {
        if let Some(seen) = asked.signs.get(&sign) {
            weigh(&mut kinds.steps, &seen.steps, &asked.all.steps);
            weigh(&mut kinds.depths, &seen.depths, &asked.all.depths);
        }
    }
    share(&mut kinds.steps);
    share(&mut kinds.depths);
    kinds
}

fn weigh(likely: &mut [f32], seen: &[f32], all: &[f32]) {
    let total: f32 = seen.iter().sum();
    let whole = all.iter().sum::<f32>().max(1.0);
    for ((likely, seen), all) in likely.iter_mut().zip(seen).zip(all) {
        let usual = (all / whole).max(0.001);
        let here = (seen + SUPPOSED * usual) / (total + SUPPOSED);
        *likely += SIGN * libm::logf(here / usual);
    }
}

/// Takes off what all have in common, so that the likelihoods sum up to one.
fn share(likely: &mut [f32]) {
    let most = likely.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = likely.iter().map(|value| libm::expf(value - most)).sum();
    let all = libm::logf(sum.max(f32::MIN_POSITIVE)) + most;
    for value in likely {
        *value -= all;
    }
}

/// What can be seen of a question whatever it is about: its words and pairs of them, where it begins and ends, its build.
fn signs(line: &[Word], names: &HashSet<String>, build: &[usize]) -> HashSet<String> {
    let plain: Vec<&str> = line
        .iter()
        .map(|word| {
            if names.contains(&word.plain) {
                "NAME"
            } else if word.plain.bytes().all(|b| b.is_ascii_digit()) {
                "FIGURE"
            } else if word.stop {
                &word.plain
            } else {
                &word.stem
            }
        })
        .collect();
    let mut signs: HashSet<String> = plain.iter().map(|word| (*word).to_owned()).collect();
    let ends = |word: Option<&&str>| word.copied().unwrap_or("|").to_owned();
    signs.insert(format!("| {}", ends(plain.first())));
    signs.insert(format!("{} |", ends(plain.last())));
    for pair in plain.windows(2) {
        signs.insert(pair.join(" "));
    }
    signs.extend(build.iter().map(|kind| format!("#{kind}")));
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_shows_its_kind_whatever_it_is_about() {
        let likeliest = |line: &str| {
            let line = words(line);
            let kinds = kinds(&line, &intents::all(&line));
            let depths = Depth::ALL.iter().copied();
            depths
                .max_by(|a, b| kinds.depth(*a).total_cmp(&kinds.depth(*b)))
                .unwrap()
        };
        assert_eq!(likeliest("How many giraffes are there?"), Depth::Evidence);
        assert_eq!(
            likeliest("What do you feel when you think of the giraffes?"),
            Depth::Feeling
        );
        let line = words("What happens to the giraffes if nothing changes in a year?");
        let kinds = kinds(&line, &intents::all(&line));
        assert!(kinds.step("future") > kinds.step("clarify"));
        assert!(kinds.step("no such step") <= UNKNOWN);
    }

    #[test]
    fn what_all_ask_with_is_general_and_a_subject_is_not() {
        assert!(is_general("happen") && !is_general("giraff"));
        assert!(rare("giraff") > rare("what"));
    }
}
