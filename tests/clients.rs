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
/// Seeds of the skilled player on `hard`.
const HARD_SEEDS: u64 = 4;
/// Nobody tells of what they hide before this turn, on average, and not the most agreeable either: it takes more than the
/// right question.
const SOONEST: f32 = 5.0;
/// The same on `hard`: only patience opens anything.
const SOONEST_HARD: f32 = 10.0;
/// Turns of the longest conversation.
const TURNS: usize = 130;

const NAMES: [&str; 5] = ["skilled", "random", "closed", "silent", "pitcher"];

fn script() -> Script {
    builtin("mineral-rights-client").unwrap().script().unwrap()
}

/// How far somebody has come.
#[derive(Debug, Clone, Copy, Default)]
struct Far {
    /// Depths reached, 1 to 4 for each of seven steps.
    depth: f32,
    trust: f32,
    feelings: f32,
    hidden: f32,
}

impl Far {
    fn of(client: &Client) -> Self {
        let level =
            |depth: &Depth| 1.0 + Depth::ALL.iter().position(|d| d == depth).unwrap() as f32;
        Self {
            depth: client.state().depths().values().map(level).sum(),
            trust: client.state().trust().figure(),
            feelings: client.feelings().count() as f32,
            hidden: client.disclosed().filter(|held| held.hidden).count() as f32,
        }
    }

    fn mean(all: impl Iterator<Item = Self>) -> Self {
        let (mut sum, mut count) = (Self::default(), 0.0);
        for one in all {
            sum.depth += one.depth;
            sum.trust += one.trust;
            sum.feelings += one.feelings;
            sum.hidden += one.hidden;
            count += 1.0;
        }
        Self {
            depth: sum.depth / count,
            trust: sum.trust / count,
            feelings: sum.feelings / count,
            hidden: sum.hidden / count,
        }
    }

    fn all(self) -> [f32; 3] {
        [self.depth, self.trust, self.feelings]
    }
}

/// A conversation: how far it had come after each turn, the opening first; and what it reached of the hidden issue.
struct Played {
    far: Vec<Far>,
    reached: BTreeSet<String>,
}

impl Played {
    fn after(&self, turns: usize) -> Far {
        self.far[turns.min(self.far.len() - 1)]
    }

    fn end(&self) -> Far {
        self.after(usize::MAX)
    }

    fn turns(&self) -> usize {
        self.far.len() - 1
    }

    /// The turn in which the first of the hidden issue was told.
    fn found(&self) -> Option<usize> {
        self.far.iter().position(|far| far.hidden > 0.0)
    }
}

fn play(
    persona: &Persona,
    script: &Script,
    name: &str,
    difficulty: Difficulty,
    seed: u64,
) -> Played {
    let whom = Arc::new(persona.clone());
    let mut client = Client::new(whom, script, vocabulary(), difficulty, seed).unwrap();
    let mut player = player(name, script, seed);
    let mut reply = client.open();
    let mut far = vec![Far::of(&client)];
    let show = std::env::var_os("SHOW")
        .is_some_and(|show| show == *format!("{name}/{}/{seed}", persona.id));
    for _ in 0..TURNS {
        let Some(line) = player.next(&reply) else {
            break;
        };
        let before = reply.text.clone();
        reply = client.hear(&line);
        assert!(!reply.text.is_empty() && reply.text != before, "{before}");
        if show {
            println!(
                "> {line}\n{:?} {:.1} {:?} {}",
                reply.kind,
                reply.trust.figure(),
                reply.disclosed,
                reply.text
            );
        }
        far.push(Far::of(&client));
        if reply.over {
            break;
        }
    }
    let hidden = client.disclosed().filter(|held| held.hidden);
    Played {
        far,
        reached: hidden.map(|held| held.id.clone()).collect(),
    }
}

/// All conversations of a persona: by player, then by seed; and the skilled player's on `hard`.
struct Rows {
    persona: Persona,
    players: Vec<Vec<Played>>,
    hard: Vec<Played>,
}

fn rows(persona: Persona, script: &Script) -> Rows {
    let all = |name, difficulty, seeds| -> Vec<Played> {
        (0..seeds)
            .map(|seed| play(&persona, script, name, difficulty, seed))
            .collect()
    };
    Rows {
        players: NAMES.map(|name| all(name, Difficulty::Fair, SEEDS)).into(),
        hard: all("skilled", Difficulty::Hard, HARD_SEEDS),
        persona,
    }
}

/// What is wrong with a persona, and a table of how far the players come with them.
fn judged(rows: &Rows, table: &mut String) -> Vec<String> {
    let id = &rows.persona.id;
    let mut wrong = Vec::new();
    let (skilled, pitcher) = (&rows.players[0], &rows.players[4]);
    let end = |played: &[Played]| Far::mean(played.iter().map(Played::end));
    // Each after as many turns as the pitcher had with the same seed.
    let early = |played: &[Played]| {
        let pairs = played.iter().zip(pitcher);
        Far::mean(pairs.map(|(played, pitcher)| played.after(pitcher.turns())))
    };
    for (name, played) in NAMES.iter().zip(&rows.players) {
        let (end, early) = (end(played), early(played));
        let turns = played.iter().map(Played::turns).sum::<usize>() as f32 / played.len() as f32;
        let _ = writeln!(
            table,
            "{id:<18} {name:<8} {turns:5.1} {:6.1} {:5.1} {:8.1} {:6.1}   {:6.1} {:5.1} {:8.1}",
            end.depth,
            end.trust,
            end.feelings,
            end.hidden,
            early.depth,
            early.trust,
            early.feelings
        );
    }
    for (name, played) in NAMES.iter().zip(&rows.players).skip(1) {
        let least = end(skilled).all();
        if end(played).all().iter().zip(least).any(|(a, b)| *a >= b) {
            wrong.push(format!("{id}: {name} does as well as the skilled one"));
        }
        if early(played).trust >= early(skilled).trust {
            wrong.push(format!(
                "{id}: {name} is trusted as soon as the skilled one"
            ));
        }
        // In the end somebody who has asked for yes and no forty times may well be trusted less than who was shown the door
        // at once; but not after as many turns, and never are they told less.
        let [depth, _, feelings] = end(pitcher).all();
        let (own, same) = (end(played), early(played).all());
        if own.depth < depth || own.feelings < feelings {
            wrong.push(format!("{id}: {name} is told less than the pitcher"));
        }
        if same.iter().zip(early(pitcher).all()).any(|(a, b)| *a < b) {
            wrong.push(format!("{id}: {name} does worse than the pitcher"));
        }
    }
    if pitcher.iter().any(|played| !played.reached.is_empty()) {
        wrong.push(format!("{id}: the hidden issue is reached by pitching"));
    }
    let hidden = rows.persona.holds.iter().filter(|held| held.hidden);
    let missed: Vec<&str> = hidden
        .map(|held| held.id.as_str())
        .filter(|id| !skilled.iter().any(|played| played.reached.contains(*id)))
        .collect();
    if !missed.is_empty() {
        wrong.push(format!("{id}: never reached: {missed:?}"));
    }
    let found = |played: &[Played]| {
        let at: Vec<usize> = played.iter().filter_map(Played::found).collect();
        (at.len() == played.len()).then(|| at.iter().sum::<usize>() as f32 / at.len() as f32)
    };
    let (fair, hard) = (found(skilled), found(&rows.hard));
    let _ = writeln!(
        table,
        "{id:<18} hidden found at turn {fair:?}, on hard {hard:?}; on hard trust ends at {:.1}",
        end(&rows.hard).trust
    );
    match (fair, hard) {
        (Some(fair), Some(hard)) if fair >= SOONEST && hard >= SOONEST_HARD => {}
        _ => wrong.push(format!("{id}: hidden found at {fair:?}, on hard {hard:?}")),
    }
    wrong
}

#[test]
fn good_listening_wins_with_every_persona() {
    let script = &script();
    let only = std::env::var("ONLY").ok();
    let all: Vec<Rows> = std::thread::scope(|scope| {
        let handles: Vec<_> = BUILTIN
            .iter()
            .filter(|b| only.as_deref().is_none_or(|only| only == b.id))
            .map(|builtin| scope.spawn(move || rows(builtin.persona().unwrap(), script)))
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap())
            .collect()
    });
    let mut table = String::from(
        "                                     in the end                        after the pitcher's turns\n\
         persona            player   turns  depth trust feelings hidden    depth trust feelings\n",
    );
    let wrong: Vec<String> = all
        .iter()
        .flat_map(|rows| judged(rows, &mut table))
        .collect();
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
