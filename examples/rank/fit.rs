//! Finding the points: stochastic gradient descent with Adagrad (Duchi and others, 2011).

use crate::data::{Data, Seen};

/// Figures that a point has.
pub(crate) const DIMS: usize = 32;
const EPOCHS: usize = 12;
const RATE: f32 = 0.1;
/// This part of a line's signs is left out each time, so that none is relied on.
const DROP: f32 = 0.5;
/// How strongly points are drawn to the middle.
const DECAY: f32 = 0.001;
/// How often something else can be asked for as well that mostly must wait for something.
const MORE: f32 = 0.03;
/// How far apart scores are.
const SHARP: f32 = 3.0;
/// How far from the middle points begin.
const BEGIN: f32 = 0.0866;
/// What Adagrad has seen before the first step.
const SUPPOSED: f32 = 1e-4;

pub(crate) struct Fitted {
    signs: Points,
    /// A disclosure's point is one of its own and one of its step and depth.
    own: Points,
    kinds: Points,
}

/// Points, and what Adagrad has seen of each figure.
struct Points {
    at: Vec<f32>,
    seen: Vec<f32>,
}

impl Points {
    fn new(count: usize, dice: &mut Dice) -> Self {
        let mut one = || (0..4).map(|_| dice.part() - 0.5).sum::<f32>() * BEGIN;
        Self {
            at: (0..count * DIMS).map(|_| one()).collect(),
            seen: vec![SUPPOSED; count * DIMS],
        }
    }

    fn of(&self, place: usize) -> &[f32] {
        &self.at[place * DIMS..(place + 1) * DIMS]
    }

    fn step(&mut self, place: usize, rate: f32, slope: impl Fn(usize, f32) -> f32) {
        let range = place * DIMS..(place + 1) * DIMS;
        let figures = self.at[range.clone()].iter_mut().zip(&mut self.seen[range]);
        for (dim, (at, seen)) in figures.enumerate() {
            let slope = slope(dim, *at);
            *seen += slope * slope;
            *at -= rate * slope / seen.sqrt();
        }
    }
}

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below 1.
    fn part(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for last in (1..list.len()).rev() {
            let at = self.next() % (last as u64 + 1);
            list.swap(last, usize::try_from(at).unwrap_or(last));
        }
    }
}

impl Fitted {
    pub(crate) fn row(&self, sign: usize) -> Vec<f32> {
        self.signs.of(sign).to_vec()
    }

    /// A disclosure's point, so long that its product with a line's is the score.
    pub(crate) fn key(&self, data: &Data, persona: usize, place: usize) -> Vec<f32> {
        let at = data.first[persona] + place;
        let both = self.own.of(at).iter().zip(self.kinds.of(data.kind[at]));
        both.map(|(own, kind)| SHARP * (own + kind)).collect()
    }

    fn point(&self, signs: &[(usize, f32)]) -> [f32; DIMS] {
        let mut sum = [0.0; DIMS];
        for (sign, worth) in signs {
            for (sum, figure) in sum.iter_mut().zip(self.signs.of(*sign)) {
                *sum += worth * figure;
            }
        }
        sum
    }

    fn score(&self, data: &Data, at: usize, line: &[f32; DIMS]) -> f32 {
        let both = self.own.of(at).iter().zip(self.kinds.of(data.kind[at]));
        SHARP
            * both
                .zip(line)
                .map(|((own, kind), line)| (own + kind) * line)
                .sum::<f32>()
    }

    pub(crate) fn scores(&self, signs: &[(usize, f32)], persona: usize, data: &Data) -> Vec<f32> {
        let line = self.point(signs);
        let places = 0..data.personas[persona].holds.len();
        places
            .map(|place| self.score(data, data.first[persona] + place, &line))
            .collect()
    }

    /// One step towards what this line asks for, away from what else could be asked for then.
    fn learn(&mut self, data: &Data, seen: &Seen, rate: f32, dice: &mut Dice) {
        let first = data.first[seen.persona];
        let beside = &data.beside[first + seen.place];
        let field: Vec<usize> = (0..beside.open.len())
            .filter(|place| beside.open[*place] || dice.part() < MORE)
            .collect();
        let kept = seen.signs.iter().filter(|_| dice.part() >= DROP);
        let signs: Vec<(usize, f32)> = kept
            .map(|(sign, worth)| (*sign, worth / (1.0 - DROP)))
            .collect();
        let line = self.point(&signs);
        let mut likely: Vec<f32> = field
            .iter()
            .map(|place| self.score(data, first + place, &line) + beside.bonus(*place))
            .collect();
        softmax(&mut likely);
        let mut pull: [f32; DIMS] = line.map(|figure| 2.0 * DECAY * figure);
        for (place, likely) in field.iter().zip(&likely) {
            let wanted = if *place == seen.place { 1.0 } else { 0.0 };
            let wrong = seen.counts * SHARP * (likely - wanted);
            let (at, kind) = (first + place, data.kind[first + place]);
            for ((pull, own), kind) in pull
                .iter_mut()
                .zip(self.own.of(at))
                .zip(self.kinds.of(kind))
            {
                *pull += wrong * (own + kind);
            }
            let slope = |dim: usize, figure: f32| wrong * line[dim] + DECAY * figure;
            self.own.step(at, rate, slope);
            self.kinds.step(kind, rate, slope);
        }
        for (sign, worth) in &signs {
            self.signs.step(*sign, rate, |dim, _| worth * pull[dim]);
        }
    }
}

fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in scores.iter_mut() {
        *score = libm::expf(*score - most);
    }
    let sum: f32 = scores.iter().sum();
    for score in scores {
        *score /= sum;
    }
}

pub(crate) fn fit(data: &Data, seed: u64) -> Fitted {
    let mut dice = Dice(seed);
    let mut fitted = Fitted {
        signs: Points::new(data.signs.len(), &mut dice),
        own: Points::new(data.kind.len(), &mut dice),
        kinds: Points::new(data.kinds, &mut dice),
    };
    let mut order: Vec<usize> = (0..data.seen.len()).collect();
    let all = (EPOCHS * order.len()) as f32;
    let mut done = 0.0;
    for _ in 0..EPOCHS {
        dice.shuffle(&mut order);
        for at in &order {
            fitted.learn(data, &data.seen[*at], RATE * (1.0 - done / all), &mut dice);
            done += 1.0;
        }
    }
    fitted
}
