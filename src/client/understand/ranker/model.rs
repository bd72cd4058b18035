//! The weights, read from bytes without copying them.

use super::signs::Sign;
use std::sync::LazyLock;

/// What the file begins with; the number is the format.
pub(super) const MAGIC: &[u8] = b"mineral asks 1\n";
/// How rare a sign is is kept in steps of this (of a logarithm).
pub(super) const RARE: f32 = 0.05;

/// A point for each sign, and one for each disclosure of the built-in personas.
#[derive(Debug)]
pub(in crate::client) struct Model<'a> {
    dims: usize,
    scales: Vec<f32>,
    hashes: &'a [[u8; 4]],
    rare: &'a [u8],
    rows: &'a [u8],
    personas: Vec<(u32, Vec<f32>)>,
}

/// The built-in weights; a test holds that they can be read.
pub(in crate::client) static BUILT_IN: LazyLock<Option<Model<'static>>> =
    LazyLock::new(|| Model::read(include_bytes!("../../../../assets/asks.bin")).ok());

impl<'a> Model<'a> {
    /// The model in these bytes.
    ///
    /// # Errors
    /// In one sentence, what is wrong with them.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let mut rest = bytes
            .strip_prefix(MAGIC)
            .ok_or("this is no model of this version")?;
        let [rows, dims, personas] = [(); 3].map(|()| number(&mut rest));
        let (rows, dims) = (size(rows?)?, size(dims?)?);
        let scales = floats(dims, &mut rest)?;
        let (hashes, _) = take(rows * 4, &mut rest)?.as_chunks();
        let rare = take(rows, &mut rest)?;
        let table = take(rows * dims, &mut rest)?;
        let mut known = Vec::new();
        for _ in 0..personas? {
            let print = number(&mut rest)?;
            let holds = size(number(&mut rest)?)?;
            known.push((print, floats(holds * dims, &mut rest)?));
        }
        if !rest.is_empty() {
            return Err("the model is longer than it should be".to_owned());
        }
        Ok(Self {
            dims,
            scales,
            hashes,
            rare,
            rows: table,
            personas: known,
        })
    }

    /// By disclosure, the points of the persona with this print, one after the other.
    pub(super) fn persona(&self, print: u32) -> Option<&[f32]> {
        let mut all = self.personas.iter();
        all.find(|(known, _)| *known == print)
            .map(|(_, points)| points.as_slice())
    }

    /// How much a line with these signs asks for each of some disclosures, by their points.
    pub(super) fn scores(&self, signs: &[Sign], points: &[f32]) -> Vec<f32> {
        let line = self.point(signs);
        points
            .chunks_exact(self.dims.max(1))
            .map(|point| point.iter().zip(&line).map(|(a, b)| a * b).sum())
            .collect()
    }

    /// Where a line with these signs lies: between those of its signs that are known.
    fn point(&self, signs: &[Sign]) -> Vec<f32> {
        let mut sum = vec![0.0_f32; self.dims];
        let mut size = 0.0_f32;
        for sign in signs {
            let known = self
                .hashes
                .binary_search_by_key(&sign.hash, |hash| u32::from_le_bytes(*hash));
            let Ok(row) = known else { continue };
            let rare = self.rare.get(row).copied().unwrap_or_default();
            let weight = sign.worth * f32::from(rare) * RARE;
            size += weight * weight;
            let row = self.rows.get(row * self.dims..).unwrap_or_default();
            for (sum, value) in sum.iter_mut().zip(row) {
                *sum += weight * f32::from(value.cast_signed());
            }
        }
        let size = size.sqrt().max(f32::MIN_POSITIVE);
        for (sum, scale) in sum.iter_mut().zip(&self.scales) {
            *sum *= scale / size;
        }
        sum
    }
}

fn take<'a>(count: usize, rest: &mut &'a [u8]) -> Result<&'a [u8], String> {
    let (taken, after) = rest
        .split_at_checked(count)
        .ok_or("the model is too short")?;
    *rest = after;
    Ok(taken)
}

fn number(rest: &mut &[u8]) -> Result<u32, String> {
    let (bytes, after) = rest
        .split_first_chunk::<4>()
        .ok_or("the model is too short")?;
    *rest = after;
    Ok(u32::from_le_bytes(*bytes))
}

/// No count in the file is larger.
const MOST: u32 = 1_000_000;

fn size(number: u32) -> Result<usize, String> {
    let size = usize::try_from(number).ok().filter(|_| number <= MOST);
    size.ok_or_else(|| "the model has a count that is none".to_owned())
}

fn floats(count: usize, rest: &mut &[u8]) -> Result<Vec<f32>, String> {
    let one = |_| {
        let number = f32::from_bits(number(rest)?);
        let sound = Some(number).filter(|number| number.is_finite());
        sound.ok_or_else(|| "the model has a number that is none".to_owned())
    };
    (0..count).map(one).collect()
}
