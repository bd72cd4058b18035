//! Good listening wins: five ways to talk are played against every built-in persona. `ONLY=acquired` plays one of them;
//! `SHOW=skilled/acquired/0` prints a conversation, with `-- --nocapture`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "tests"
)]

#[path = "support/players.rs"]
mod players;

use mineral::client::persona::{BUILTIN, Depth, Persona};
use mineral::client::{Client, Difficulty};
use mineral::script::Script;
use mineral::script::catalogue::{builtin, vocabulary};
use players::player;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// Seeds of each pairing.
const SEEDS: u64 = 20;
/// Turns of the longest conversation.
const TURNS: usize = 130;

const NAMES: [&str; 5] = ["skilled", "random", "closed", "silent", "pitcher"];

fn script() -> Script {
    builtin("mineral-rights-client").unwrap().script().unwrap()
}

/// What came of a player with a persona, over all seeds.
#[derive(Debug, Clone, Default)]
struct Outcome {
    /// Depths reached, 1 to 4 for each of seven steps.
    depth: f32,
    trust: f32,
    feelings: f32,
    hidden: f32,
    /// Ids of what was ever reached of the hidden issue.
    reached: BTreeSet<String>,
    /// Seeds in which something hidden was reached.
    seeds: u64,
}

fn play(persona: &Persona, script: &Script, name: &str, seed: u64) -> Client {
    let whom = Arc::new(persona.clone());
    let mut client = Client::new(whom, script, vocabulary(), Difficulty::Fair, seed).unwrap();
    let mut player = player(name, script, seed);
    let mut reply = client.open();
    for _ in 0..TURNS {
        let Some(line) = player.next(&reply) else {
            break;
        };
        let before = reply.text.clone();
        reply = client.hear(&line);
        assert!(!reply.text.is_empty() && reply.text != before, "{before}");
        if std::env::var_os("SHOW")
            .is_some_and(|show| show == *format!("{name}/{}/{seed}", persona.id))
        {
            println!(
                "> {line}\n{:?} {:.1} {:?} {}",
                reply.kind,
                reply.trust.figure(),
                reply.disclosed,
                reply.text
            );
        }
        if reply.over {
            break;
        }
    }
    client
}

fn outcome(persona: &Persona, script: &Script, name: &str) -> Outcome {
    let mut all = Outcome::default();
    for seed in 0..SEEDS {
        let client = play(persona, script, name, seed);
        let level =
            |depth: &Depth| 1.0 + Depth::ALL.iter().position(|d| d == depth).unwrap() as f32;
        all.depth += client.state().depths().values().map(level).sum::<f32>() / SEEDS as f32;
        all.trust += client.state().trust().figure() / SEEDS as f32;
        all.feelings += client.feelings().count() as f32 / SEEDS as f32;
        let hidden: BTreeSet<String> = client
            .disclosed()
            .filter(|held| held.hidden)
            .map(|held| held.id.clone())
            .collect();
        all.hidden += hidden.len() as f32 / SEEDS as f32;
        all.seeds += u64::from(!hidden.is_empty());
        all.reached.extend(hidden);
    }
    all
}

#[test]
fn good_listening_wins_with_every_persona() {
    let script = &script();
    let only = std::env::var("ONLY").ok();
    let rows: Vec<(String, Persona, Vec<Outcome>)> = std::thread::scope(|scope| {
        let handles: Vec<_> = BUILTIN
            .iter()
            .filter(|b| only.as_deref().is_none_or(|only| only == b.id))
            .map(|builtin| {
                scope.spawn(move || {
                    let persona = builtin.persona().unwrap();
                    let outcomes = NAMES
                        .iter()
                        .map(|name| outcome(&persona, script, name))
                        .collect();
                    (builtin.id.to_owned(), persona, outcomes)
                })
            })
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap())
            .collect()
    });
    let mut table = String::from("persona            player   depth trust feelings hidden\n");
    let mut wrong = Vec::new();
    for (id, persona, outcomes) in &rows {
        for (name, o) in NAMES.iter().zip(outcomes) {
            let _ = writeln!(
                table,
                "{id:<18} {name:<8} {:5.1} {:5.1} {:8.1} {:6.1}",
                o.depth, o.trust, o.feelings, o.hidden
            );
        }
        let (skilled, pitcher) = (&outcomes[0], &outcomes[4]);
        for (name, other) in NAMES.iter().zip(outcomes).skip(1) {
            if other.depth >= skilled.depth
                || other.trust >= skilled.trust
                || other.feelings >= skilled.feelings
            {
                wrong.push(format!("{id}: {name} does as well as the skilled one"));
            }
            if other.depth < pitcher.depth
                || other.trust < pitcher.trust
                || other.feelings < pitcher.feelings
            {
                wrong.push(format!("{id}: {name} does worse than the pitcher"));
            }
        }
        if !pitcher.reached.is_empty() {
            wrong.push(format!("{id}: the hidden issue is reached by pitching"));
        }
        let hidden = persona.holds.iter().filter(|held| held.hidden);
        let missed: Vec<&str> = hidden
            .map(|held| held.id.as_str())
            .filter(|id| !skilled.reached.contains(*id))
            .collect();
        if skilled.seeds < SEEDS || !missed.is_empty() {
            wrong.push(format!(
                "{id}: hidden reached in {} seeds, never {missed:?}",
                skilled.seeds
            ));
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{table}\n{}", wrong.join("\n"));
}

fn lines() -> Vec<&'static str> {
    vec![
        "May I ask you something?",
        "What would you most like to talk about today?",
        "",
        "What else?",
        "Our platform would save you a lot.",
        "I'm sorry, I was running ahead of you.",
        "What do you feel when you think of that?",
    ]
}

#[test]
fn the_same_words_give_the_same_conversation_and_fewer_rewind_it() {
    let script = script();
    let persona = Arc::new(BUILTIN[0].persona().unwrap());
    let replay = |lines: &[&str]| {
        Client::replay(
            Arc::clone(&persona),
            &script,
            vocabulary(),
            Difficulty::Hard,
            7,
            lines,
        )
        .unwrap()
    };
    let mut live = Client::new(
        Arc::clone(&persona),
        &script,
        vocabulary(),
        Difficulty::Hard,
        7,
    )
    .unwrap();
    let mut replies = vec![live.open()];
    for (at, line) in lines().iter().enumerate() {
        replies.push(live.hear(line));
        let (again, said) = replay(&lines()[..=at]);
        assert_eq!(said, replies);
        assert_eq!(again.state(), live.state());
    }
    let (mut back, _) = replay(&lines()[..3]);
    assert_eq!(back.hear(lines()[3]), replies[4]);
}

#[test]
fn other_seeds_choose_other_words() {
    let script = script();
    let persona = Arc::new(BUILTIN[0].persona().unwrap());
    let texts: BTreeSet<String> = (0..8)
        .map(|seed| {
            let (_, replies) = Client::replay(
                Arc::clone(&persona),
                &script,
                vocabulary(),
                Difficulty::Fair,
                seed,
                &lines(),
            )
            .unwrap();
            replies.into_iter().map(|reply| reply.text).collect()
        })
        .collect();
    assert!(texts.len() > 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_falls_on_any_words(
        at in 0..BUILTIN.len(),
        seed: u64,
        said in prop::collection::vec(prop_oneof!["\\PC{0,60}", any::<String>(), "[a-z ?.!']{0,60}", Just(String::new())], 1..16),
    ) {
        let script = script();
        let persona = Arc::new(BUILTIN[at].persona().unwrap());
        let (client, replies) = Client::replay(Arc::clone(&persona), &script, vocabulary(), Difficulty::Easy, seed, &said).unwrap();
        prop_assert_eq!(replies.len(), said.len() + 1);
        for pair in replies.windows(2) {
            prop_assert!(!pair[1].text.trim().is_empty());
            prop_assert_ne!(&pair[0].text, &pair[1].text);
            prop_assert!(pair[1].trust.figure().is_finite());
        }
        let _ = client.hint().words();
    }
}
