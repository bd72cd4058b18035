//! How well questions in other words are understood.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test that shows its figures"
)]

use super::super::reply::Draft;
use super::super::{Client, Difficulty, ReplyKind};
use super::tests::{persona, script};
use crate::client::persona::{self, Persona};
use crate::script::Script;
use crate::script::catalogue;

/// A client who trusts, and has told what must come before.
pub(super) fn open_client(persona: &Persona, script: &Script, place: usize) -> Client {
    let mut client = Client::new(
        std::sync::Arc::new(persona.clone()),
        script,
        catalogue::vocabulary(),
        Difficulty::Fair,
        1,
    )
    .unwrap();
    client.open();
    client.state.asked_company = false;
    client.state.has_asked_company = true;
    client.state.trust.intimacy = 10.0;
    client.state.trust.self_orientation = 0.6;
    let mut before = persona.holds[place].after.clone();
    let mut told = Vec::new();
    while let Some(id) = before.pop() {
        let at = persona.holds.iter().position(|held| held.id == id).unwrap();
        told.retain(|before| *before != at);
        told.push(at);
        before.extend(persona.holds[at].after.clone());
    }
    for at in told.into_iter().rev() {
        super::topic::disclose(&mut client, at, &mut Draft::new());
    }
    client
}

/// Each question that a persona gives for a disclosure is put to a persona that does not know it. Such questions are as
/// different as they can be, so that this is the hardest there is: what counts is that it does not become worse. (What kind of
/// thing people ask for in which words is counted over all personas, and there the question is still known.)
#[test]
fn questions_reach_what_they_ask_for_in_words_not_known_before() {
    let script = script();
    let (mut all, mut hit) = (0, 0);
    let mut wrong = Vec::new();
    for builtin in persona::BUILTIN {
        let persona = builtin.persona().unwrap();
        for (place, held) in persona.holds.iter().enumerate() {
            for (at, ask) in held.asks.iter().enumerate().skip(place % 13).step_by(13) {
                let mut without = persona.clone();
                without.holds[place].asks.remove(at);
                let reply = open_client(&without, &script, place).hear(ask);
                if reply.kind == ReplyKind::Short {
                    continue;
                }
                all += 1;
                let got = reply
                    .disclosed
                    .first()
                    .and_then(|id| without.disclosure(id));
                if got.is_some_and(|got| got.step == held.step && got.depth == held.depth) {
                    hit += 1;
                } else {
                    wrong.push(format!("{} {}: {ask}", builtin.id, held.id));
                }
            }
        }
    }
    assert!(
        hit * 100 >= all * 52,
        "{hit} of {all}\n{}",
        wrong.join("\n")
    );
}

/// Twenty ways to ask for each of five disclosures of every persona, by people who had not seen the persona's questions nor
/// what the program listens for: tests/ways.
const WAYS: &[(&str, &str)] = &[
    (
        "acquired",
        include_str!("../../../tests/ways/acquired.yaml"),
    ),
    (
        "and-also",
        include_str!("../../../tests/ways/and-also.yaml"),
    ),
    (
        "anxious-founder",
        include_str!("../../../tests/ways/anxious-founder.yaml"),
    ),
    ("burned", include_str!("../../../tests/ways/burned.yaml")),
    (
        "farewell-tour",
        include_str!("../../../tests/ways/farewell-tour.yaml"),
    ),
    (
        "fixed-product",
        include_str!("../../../tests/ways/fixed-product.yaml"),
    ),
    (
        "lost-deal",
        include_str!("../../../tests/ways/lost-deal.yaml"),
    ),
    (
        "numbers-only",
        include_str!("../../../tests/ways/numbers-only.yaml"),
    ),
    (
        "over-agreeable",
        include_str!("../../../tests/ways/over-agreeable.yaml"),
    ),
    (
        "part-of-it",
        include_str!("../../../tests/ways/part-of-it.yaml"),
    ),
    (
        "team-member",
        include_str!("../../../tests/ways/team-member.yaml"),
    ),
    (
        "tell-us-about-you",
        include_str!("../../../tests/ways/tell-us-about-you.yaml"),
    ),
];

/// The personas whose misses were looked at while the engine was made. The others were only counted.
const OPEN: &[&str] = &[
    "acquired",
    "and-also",
    "anxious-founder",
    "burned",
    "farewell-tour",
    "fixed-product",
];

/// What is aimed at, of twenty.
const ENOUGH: usize = 16;

/// The truth of it: these reach it, and all the others do not yet.
const REACHED: &[(&str, &str)] = &[
    ("acquired", "sold"),
    ("acquired", "tea-back"),
    ("and-also", "room-four"),
    ("and-also", "used-to-being-asked"),
    ("anxious-founder", "missed"),
    ("anxious-founder", "vat"),
    ("burned", "seventeen"),
    ("farewell-tour", "jealous"),
    ("farewell-tour", "own-handwriting"),
    ("fixed-product", "gate"),
    ("fixed-product", "glovebox"),
    ("fixed-product", "ute"),
    ("lost-deal", "promise-canteen"),
    ("numbers-only", "nine-of-eleven"),
    ("numbers-only", "overtime"),
    ("numbers-only", "second-one"),
    ("numbers-only", "the-one"),
    ("numbers-only", "tried"),
    ("over-agreeable", "dad-sold"),
    ("over-agreeable", "half-minute"),
    ("over-agreeable", "tried"),
    ("part-of-it", "better-than-mine"),
    ("part-of-it", "her-initials"),
    ("part-of-it", "since-when"),
    ("part-of-it", "who-decides"),
    ("team-member", "seat"),
    ("team-member", "tomasz-tea"),
    ("tell-us-about-you", "car-park"),
    ("tell-us-about-you", "waits"),
];

/// Of twelve hundred, at least.
const UNDERSTOOD: usize = 916;

#[derive(serde::Deserialize)]
struct Ways {
    persona: String,
    ways: std::collections::BTreeMap<String, Vec<String>>,
}

fn folded(line: &str) -> String {
    line.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Each way is heard by a client who trusts and has told what must come before, and counts if just that is disclosed.
/// `WAYS=acquired` prints what was missed with a persona, with `-- --nocapture`.
#[test]
fn twenty_ways_to_ask_the_same_reach_it() {
    let script = script();
    let show = std::env::var("WAYS").unwrap_or_default();
    let mut counts: Vec<(&str, String, usize)> = Vec::new();
    for (id, text) in WAYS {
        let ways: Ways = serde_saphyr::from_str(text).unwrap();
        let persona = persona(id);
        assert_eq!(ways.persona, *id);
        let asks: std::collections::HashSet<String> = persona
            .holds
            .iter()
            .flat_map(|held| held.asks.iter().map(|ask| folded(ask)))
            .collect();
        assert_eq!(ways.ways.len(), 5, "{id}");
        for (wanted, lines) in &ways.ways {
            assert_eq!(lines.len(), 20, "{id} {wanted}");
            let place = (persona.holds.iter())
                .position(|held| held.id == *wanted)
                .unwrap();
            let client = open_client(&persona, &script, place);
            let mut hit = 0;
            for line in lines {
                assert!(!asks.contains(&folded(line)), "{id}: {line}");
                let reply = client.clone().hear(line);
                if reply.disclosed == [wanted.as_str()] {
                    hit += 1;
                } else if show.split(',').any(|show| show == *id) {
                    println!(
                        "{id} {wanted}: {line}\n    {:?} {:?}",
                        reply.kind, reply.disclosed
                    );
                }
            }
            counts.push((id, wanted.clone(), hit));
        }
    }
    for (id, wanted, hit) in &counts {
        println!("{id:<18} {wanted:<22} {hit:>2}");
    }
    for (half, open) in [("open", true), ("kept", false)] {
        let of: Vec<usize> = counts
            .iter()
            .filter(|(id, _, _)| OPEN.contains(id) == open)
            .map(|(_, _, hit)| *hit)
            .collect();
        println!(
            "{half}: mean {:.2} of 20, least {}, {} of {} at {ENOUGH} or more",
            of.iter().sum::<usize>() as f32 / of.len() as f32,
            of.iter().min().unwrap(),
            of.iter().filter(|hit| **hit >= ENOUGH).count(),
            of.len()
        );
    }
    let enough: Vec<(&str, &str)> = counts
        .iter()
        .filter(|(_, _, hit)| *hit >= ENOUGH)
        .map(|(id, wanted, _)| (*id, wanted.as_str()))
        .collect();
    assert_eq!(enough, REACHED);
    let all: usize = counts.iter().map(|(_, _, hit)| hit).sum();
    assert!(all >= UNDERSTOOD, "{all} of {}", counts.len() * 20);
}
