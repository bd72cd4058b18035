//! The questions, and what is seen of them.

use mineral::client::persona::{BUILTIN, Depth, Persona};
use mineral::client::ranker::{Sign, look};
use std::collections::{BTreeMap, HashMap};

/// In so many lines a sign must stand.
const LEAST: u32 = 3;
/// How much a line counts: a question, what is said then, a word or two of `about`.
const ASKED: f32 = 1.0;
const SAID: f32 = 0.5;
const ABOUT: f32 = 0.3;
/// So many of the last disclosures are just told.
const JUST: usize = 2;
/// What the ways are held against.
const ENOUGH: u32 = 16;

/// A line, and what it asks for.
pub(crate) struct Seen {
    pub(crate) persona: usize,
    pub(crate) place: usize,
    /// The places of its signs with their worth; the squares sum up to one.
    pub(crate) signs: Vec<(usize, f32)>,
    pub(crate) counts: f32,
}

/// What a disclosure is asked for beside.
pub(crate) struct Beside {
    /// By disclosure: whether it can be asked for then.
    pub(crate) open: Vec<bool>,
    /// By disclosure: whether it comes after what was just told.
    pub(crate) fresh: Vec<bool>,
}

pub(crate) struct Data {
    pub(crate) personas: Vec<Persona>,
    /// By persona: how many disclosures are before its own.
    pub(crate) first: Vec<usize>,
    pub(crate) seen: Vec<Seen>,
    pub(crate) ways: Vec<Seen>,
    /// Each sign that is known, and how rare it is.
    pub(crate) signs: Vec<(u32, f32)>,
    /// How many pairs of a step and a depth there are, and which one each disclosure has.
    pub(crate) kinds: usize,
    pub(crate) kind: Vec<usize>,
    pub(crate) beside: Vec<Beside>,
}

#[derive(serde::Deserialize)]
struct Ways {
    ways: BTreeMap<String, Vec<String>>,
}

/// A line as it is read: persona, place, what it counts.
struct Line(usize, usize, f32, Vec<Sign>);

impl Data {
    pub(crate) fn read() -> Result<Self, String> {
        let personas = BUILTIN
            .iter()
            .map(|builtin| builtin.persona().map_err(|report| report.to_string()))
            .collect::<Result<Vec<Persona>, String>>()?;
        let mut lines = Vec::new();
        let mut ways = Vec::new();
        for (at, persona) in personas.iter().enumerate() {
            let add = |to: &mut Vec<Line>, place, counts, text: &str| {
                to.extend(
                    look(persona, [text])
                        .into_iter()
                        .map(|signs| Line(at, place, counts, signs)),
                );
            };
            for (place, held) in persona.holds.iter().enumerate() {
                for (counts, texts) in
                    [(ASKED, &held.asks), (ABOUT, &held.about), (SAID, &held.say)]
                {
                    for text in texts {
                        add(&mut lines, place, counts, text);
                    }
                }
            }
            let place = |id: &str, path: &str| {
                let place = persona.holds.iter().position(|held| held.id == id);
                place.ok_or_else(|| format!("{path}: there is no {id}"))
            };
            let path = format!("training/asks/{}.tsv", persona.id);
            for line in text(&path)?.lines() {
                let (id, ask) = line
                    .split_once('\t')
                    .ok_or_else(|| format!("{path}: {line}"))?;
                add(&mut lines, place(id, &path)?, ASKED, ask);
            }
            let path = format!("tests/ways/{}.yaml", persona.id);
            let read: Ways =
                serde_saphyr::from_str(&text(&path)?).map_err(|e| format!("{path}: {e}"))?;
            for (id, asks) in read.ways {
                for ask in asks {
                    add(&mut ways, place(&id, &path)?, ASKED, &ask);
                }
            }
        }
        let signs = known(&lines);
        let places: HashMap<u32, usize> = signs
            .iter()
            .enumerate()
            .map(|(row, (hash, _))| (*hash, row))
            .collect();
        let weigh = |lines: &[Line]| {
            lines
                .iter()
                .map(|line| weighed(line, &signs, &places))
                .collect()
        };
        let (mut first, mut kinds, mut kind, mut beside) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for persona in &personas {
            first.push(kind.len());
            for (place, held) in persona.holds.iter().enumerate() {
                let one: (&str, Depth) = (&held.step, held.depth);
                let at = kinds.iter().position(|known| *known == one);
                kind.push(at.unwrap_or(kinds.len()));
                if at.is_none() {
                    kinds.push(one);
                }
                beside.push(Beside::of(persona, place));
            }
        }
        Ok(Self {
            seen: weigh(&lines),
            ways: weigh(&ways),
            kinds: kinds.len(),
            first,
            signs,
            kind,
            beside,
            personas,
        })
    }

    /// Of the ways, how many are told apart from what else could be asked for.
    pub(crate) fn report(&self, scores: impl Fn(&Seen) -> Vec<f32>) {
        let mut hits: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for way in &self.ways {
            let beside = &self.beside[self.first[way.persona] + way.place];
            let mut best = (0, f32::MIN);
            for (place, score) in scores(way).into_iter().enumerate() {
                let score = score + beside.bonus(place);
                if beside.open[place] && score > best.1 {
                    best = (place, score);
                }
            }
            *hits.entry((way.persona, way.place)).or_default() += u32::from(best.0 == way.place);
        }
        println!(
            "{} of {} ways, {} of {} disclosures at {ENOUGH} or more",
            hits.values().sum::<u32>(),
            self.ways.len(),
            hits.values().filter(|hits| **hits >= ENOUGH).count(),
            hits.len()
        );
    }
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

/// The signs that stand in enough lines, in an order that is always the same.
fn known(lines: &[Line]) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for sign in lines.iter().flat_map(|line| &line.3) {
        *counts.entry(sign.hash).or_default() += 1;
    }
    let all = lines.len() as f32;
    let often = counts.into_iter().filter(|(_, count)| *count >= LEAST);
    often
        .map(|(hash, count)| (hash, libm::logf(all / count as f32)))
        .collect()
}

fn weighed(line: &Line, signs: &[(u32, f32)], places: &HashMap<u32, usize>) -> Seen {
    let mut list: Vec<(usize, f32)> = (line.3.iter())
        .filter_map(|sign| {
            let row = *places.get(&sign.hash)?;
            Some((row, sign.worth * signs[row].1))
        })
        .collect();
    let size = list
        .iter()
        .map(|(_, worth)| worth * worth)
        .sum::<f32>()
        .sqrt();
    for (_, worth) in &mut list {
        *worth /= size.max(f32::MIN_POSITIVE);
    }
    Seen {
        persona: line.0,
        place: line.1,
        counts: line.2,
        signs: list,
    }
}

impl Beside {
    /// When a disclosure is asked for, what must come before it was told.
    fn of(persona: &Persona, place: usize) -> Self {
        let after = |place: usize| -> Vec<usize> {
            let ids = persona.holds[place].after.iter();
            ids.filter_map(|id| persona.holds.iter().position(|held| held.id == *id))
                .collect()
        };
        let mut before = after(place);
        let mut told = Vec::new();
        while let Some(next) = before.pop() {
            told.retain(|known| *known != next);
            told.push(next);
            before.extend(after(next));
        }
        let just = &told[..told.len().min(JUST)];
        let open =
            |place| !told.contains(&place) && after(place).iter().all(|at| told.contains(at));
        let fresh =
            |place| !told.contains(&place) && after(place).iter().any(|at| just.contains(at));
        let places = 0..persona.holds.len();
        Self {
            open: places.clone().map(open).collect(),
            fresh: places.map(fresh).collect(),
        }
    }

    /// What comes after something just told is likelier.
    pub(crate) fn bonus(&self, place: usize) -> f32 {
        if self.fresh[place] { FRESH } else { 0.0 }
    }
}

const FRESH: f32 = 0.7;
