//! Which words may be meant by a few typed letters.

use super::feelings::Name;
use nucleo_matcher::{Config, Matcher, Utf32String};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Nobody types a feeling longer than this, in bytes; and matching must stay quick.
const LONGEST: usize = 64;

/// With fewer letters a slip could be anything.
const SHORTEST_WITH_SLIP: usize = 4;

/// How likely a name is meant: smaller is likelier. Ties go by score, then length, then the file's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Exact,
    Begins,
    OtherNameBegins,
    InnerWordBegins,
    Slip,
    Letters,
    BeginsWithSlip,
}

/// The places of the words that may be meant by `typed`, a key, the likeliest first.
pub(super) fn ranked(names: &[Name], typed: &str) -> Vec<usize> {
    if typed.is_empty() || typed.len() > LONGEST {
        return Vec::new();
    }
    let compact = typed.replace(' ', "");
    let wide = Utf32String::from(compact.as_str());
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut found: Vec<_> = names
        .iter()
        .filter_map(|name| {
            let score = matcher.fuzzy_match(name.wide.slice(..), wide.slice(..));
            let (tier, score) = tier(name, typed, &compact, score)?;
            Some((tier, Reverse(score), name.compact.len(), name.word))
        })
        .collect();
    found.sort_unstable();
    // Where something begins as typed, words that merely have these letters are noise.
    if found
        .first()
        .is_some_and(|best| best.0 <= Tier::InnerWordBegins)
    {
        found.retain(|(tier, ..)| *tier <= Tier::Slip);
    }
    let mut seen = HashSet::new();
    found
        .into_iter()
        .map(|(_, _, _, word)| word)
        .filter(|word| seen.insert(*word))
        .collect()
}

fn tier(name: &Name, typed: &str, compact: &str, letters: Option<u16>) -> Option<(Tier, u16)> {
    if name.key == typed {
        return Some((Tier::Exact, 0));
    }
    if name.compact.starts_with(compact) {
        let tier = if name.main {
            Tier::Begins
        } else {
            Tier::OtherNameBegins
        };
        return Some((tier, 0));
    }
    if name
        .key
        .split(' ')
        .skip(1)
        .any(|inner| inner.starts_with(typed))
    {
        return Some((Tier::InnerWordBegins, 0));
    }
    if let Some(few) = slips(compact, &name.compact) {
        return Some((Tier::Slip, u16::MAX - few));
    }
    if let Some(score) = letters {
        return Some((Tier::Letters, score));
    }
    // Someone who is still typing has only the beginning yet.
    let length = compact.chars().count();
    let beginning: String = name.compact.chars().take(length).collect();
    slips(compact, &beginning).map(|few| (Tier::BeginsWithSlip, u16::MAX - few))
}

/// How many slips make one of the other, if they are few for this length.
fn slips(typed: &str, name: &str) -> Option<u16> {
    let length = typed.chars().count();
    if length < SHORTEST_WITH_SLIP || name.chars().count().abs_diff(length) > 2 {
        return None;
    }
    let allowed = if length < 7 { 1 } else { 2 };
    let slips = strsim::osa_distance(typed, name);
    (slips <= allowed).then(|| u16::try_from(slips).unwrap_or(u16::MAX))
}
