//! Words of real counsellors, said to every persona. The folder with the data is named by `MINERAL_DATA`; no text of it is in
//! the project. `SAMPLE=7` prints a hundred turns, drawn by that seed and evenly over acts, with `-- --nocapture`, to be read
//! and judged; the sheet of the last judgement (seed 6061, read after what earlier samples had shown was mended) is
//! `tests/annomi-sheet.csv`: whether the kind of reply fits the kind of act. The topic is foreign to every persona, so that
//! what an answer says is not judged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

use mineral::client::persona::{BUILTIN, Persona};
use mineral::client::{Client, Difficulty, Reply};
use mineral::script::Script;
use mineral::script::catalogue::{builtin, vocabulary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Turns of each act in a sample.
const OF_EACH: usize = 20;
/// In this order: the acts that are drawn evenly.
const ACTS: [&str; 5] = ["open", "closed", "reflection", "input", "other"];

type Row = BTreeMap<String, String>;

/// A counsellor's turn.
struct Line {
    turn: u32,
    text: String,
    /// One of [`ACTS`], as most of the annotators say.
    act: String,
}

fn most<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(_, count)| *count);
    best.map_or(String::new(), |(word, _)| word.to_owned())
}

/// The counsellors' turns by conversation, or nothing where there is no data.
fn conversations() -> Option<BTreeMap<u32, Vec<Line>>> {
    let Some(folder) = std::env::var_os("MINERAL_DATA") else {
        println!("skipped: MINERAL_DATA names no folder with the data");
        return None;
    };
    let file = std::path::Path::new(&folder).join("annomi-dev/AnnoMI-full.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let mut turns: BTreeMap<(u32, u32), Vec<Row>> = BTreeMap::new();
    for row in reader.deserialize() {
        let row: Row = row.unwrap();
        if row["interlocutor"] == "therapist" {
            let key = (row["transcript_id"].parse(), row["utterance_id"].parse());
            let rows = turns.entry((key.0.unwrap(), key.1.unwrap()));
            rows.or_default().push(row);
        }
    }
    let mut all: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
    for ((conversation, turn), rows) in turns {
        let main = most(
            rows.iter()
                .map(|row| row["main_therapist_behaviour"].as_str()),
        );
        let asked = most(rows.iter().map(|row| row["question_subtype"].as_str()));
        let act = match main.as_str() {
            "question" if asked == "open" => "open",
            "question" => "closed",
            "reflection" => "reflection",
            "therapist_input" => "input",
            _ => "other",
        };
        all.entry(conversation).or_default().push(Line {
            turn,
            text: rows[0]["utterance_text"].clone(),
            act: act.to_owned(),
        });
    }
    Some(all)
}

/// Says the lines to a persona, and begins anew where that one has had enough. Of each line: what was said before it, and the
/// reply.
fn played(
    persona: &Arc<Persona>,
    script: &Script,
    seed: u32,
    lines: &[Line],
) -> Vec<(String, Reply)> {
    let fresh = || {
        let whom = Arc::clone(persona);
        let seed = u64::from(seed);
        let mut client = Client::new(whom, script, vocabulary(), Difficulty::Fair, seed).unwrap();
        let opening = client.open();
        (client, opening.text)
    };
    let (mut client, mut before) = fresh();
    let mut replies = Vec::new();
    for line in lines {
        let reply = client.hear(&line.text);
        assert!(!reply.text.is_empty());
        assert_ne!(reply.text, before, "{} turn {}", persona.id, line.turn);
        let over = reply.over;
        replies.push((std::mem::replace(&mut before, reply.text.clone()), reply));
        if over {
            (client, before) = fresh();
        }
    }
    replies
}

fn personas() -> Vec<Arc<Persona>> {
    let all = BUILTIN.iter().map(|b| Arc::new(b.persona().unwrap()));
    all.collect()
}

fn script() -> Script {
    builtin("mineral-rights-client").unwrap().script().unwrap()
}

#[test]
fn every_client_has_an_answer_to_what_counsellors_say() {
    let Some(conversations) = conversations() else {
        return;
    };
    let script = &script();
    std::thread::scope(|scope| {
        for persona in &personas() {
            let (persona, conversations) = (Arc::clone(persona), &conversations);
            scope.spawn(move || {
                for (id, lines) in conversations {
                    let replies = played(&persona, script, *id, lines);
                    assert_eq!(replies.len(), lines.len());
                }
            });
        }
    });
}

#[test]
fn a_sample_to_be_judged() {
    let Some(seed) = std::env::var("SAMPLE")
        .ok()
        .and_then(|seed| seed.parse::<u64>().ok())
    else {
        println!("skipped: SAMPLE names no seed");
        return;
    };
    let Some(conversations) = conversations() else {
        return;
    };
    let (script, personas) = (script(), personas());
    let mut state = seed;
    let mut below = |count: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % count
    };
    for act in ACTS {
        let of: Vec<(u32, usize)> = conversations
            .iter()
            .flat_map(|(id, lines)| {
                let at = lines.iter().enumerate().filter(|(_, line)| line.act == act);
                at.map(|(at, _)| (*id, at))
            })
            .collect();
        for _ in 0..OF_EACH {
            let (id, at) = of[below(of.len())];
            let persona = &personas[below(personas.len())];
            let lines = &conversations[&id][..=at];
            let (before, reply) = played(persona, &script, id, lines).pop().unwrap();
            println!(
                "{id},{},{act},{},{:?}\n    before: {before}\n    said: {}\n    reply: {}",
                lines[at].turn, persona.id, reply.kind, lines[at].text, reply.text
            );
        }
    }
}
