use super::super::state::CueState;
use super::super::trust::Part;
use super::super::understand::Turn;
use super::super::{Client, Difficulty, Reply, ReplyKind};
use super::topic;
use crate::client::persona::{self, Depth, Persona};
use crate::listen::{Listener, Speaker};
use crate::script::Script;
use crate::script::catalogue;

pub(crate) fn persona(id: &str) -> Persona {
    persona::builtin::builtin(id).unwrap().persona().unwrap()
}

pub(crate) fn script() -> Script {
    catalogue::builtin("mineral-rights-client")
        .unwrap()
        .script()
        .unwrap()
}

pub(crate) fn client(persona: &Persona, seed: u64) -> Client {
    Client::new(
        std::sync::Arc::new(persona.clone()),
        &script(),
        catalogue::vocabulary(),
        Difficulty::Fair,
        seed,
    )
    .unwrap()
}

/// What a persona answers to some lines, the opening left out.
fn played(id: &str, lines: &[&str]) -> Vec<Reply> {
    let persona = persona(id);
    let mut client = client(&persona, 3);
    client.open();
    lines.iter().map(|line| client.hear(line)).collect()
}

fn last(id: &str, lines: &[&str]) -> Reply {
    played(id, lines).pop().unwrap()
}

/// What the moves of a reply sum up to.
fn moved(reply: &Reply, part: Part) -> f32 {
    reply
        .moves
        .iter()
        .filter(|m| m.part == part)
        .map(|m| m.by)
        .sum()
}

const SLOW: &str = "What's the trouble with the recipes?";

#[test]
fn each_move_has_its_answer() {
    use ReplyKind::*;
    let table: &[(&[&str], ReplyKind)] = &[
        (&[SLOW], Disclosed),
        (&["How many recipes are there altogether?"], Disclosed),
        (&["Is it a big problem?"], Short),
        (&["Do you like football?"], Short),
        (&["What's your favourite football team?"], Unknown),
        (&["Which painter do you admire?"], Unknown),
        (&["xqzt blorf"], Unclear),
        (&["!!!"], Unclear),
        (&["Good morning!"], Greeted),
        (&[SLOW, SLOW], Known),
        (
            &[
                SLOW,
                "So the glaze recipes go too slowly into the Spanish system.",
            ],
            Confirmed,
        ),
        (
            &[SLOW, "So you want to open a restaurant in Norway."],
            Corrected,
        ),
        (&["That can't be easy."], Confirmed),
        (&[SLOW, "Who have you told about the page?"], DeclinedYet),
        (
            &["Our platform has helped companies to save 20 percent."],
            Cooled,
        ),
        (&["If I were you, I'd hire somebody."], Cooled),
        (
            &[
                "Our platform saves money.",
                "Our software is great.",
                "Our service is the best.",
            ],
            Closing,
        ),
        (&["That was your own fault."], Deflected),
        (&["Don't you think it is time to change?"], Deflected),
        (&["How does that make you feel?"], Deflected),
        (&["I'm sorry about that."], Warmed),
        (&["May I ask you something?"], Warmed),
        (&["I don't know how that is done, I must say."], Warmed),
        (
            &["I see why you did it that way. May I add a thought?"],
            Warmed,
        ),
        (&["Shall we meet on Tuesday?"], Hedged),
        (
            &[
                "Our platform saves money.",
                "That was your own fault.",
                "That's your mistake.",
                "Shall we meet on Tuesday?",
            ],
            Refused,
        ),
        (&["Perhaps we should leave it."], Fought),
        (
            &[
                "Our platform saves money.",
                "That was your own fault.",
                "Perhaps we should leave it.",
            ],
            LetGo,
        ),
        (&["Goodbye."], Parted),
    ];
    for (lines, kind) in table {
        let reply = last("acquired", lines);
        assert!(
            reply.kind == *kind || *kind == Confirmed && reply.kind == Warmed,
            "{lines:?}: {:?} {}",
            reply.kind,
            reply.text
        );
    }
}

#[test]
fn nothing_is_disclosed_that_was_not_asked_for() {
    for line in [
        "What's your favourite football team?",
        "Do you like pizza?",
        "Have you seen the new film?",
        "Which painter do you admire?",
        "What is the capital of Peru?",
        "xqzt blorf",
        "Interesting.",
        "I had a lovely holiday.",
    ] {
        for builtin in persona::BUILTIN {
            let reply = last(builtin.id, &[line]);
            assert!(
                reply.disclosed.is_empty(),
                "{}: {line}: {}",
                builtin.id,
                reply.text
            );
        }
    }
}

/// Somebody says that they may lose their job, and is asked what that means for the project, offered a product and a demo.
#[test]
fn a_cue_that_is_turned_to_the_matter_is_not_taken_up() {
    let lines = [
        "Congratulations! Do you think that will affect the project?",
        "Our software has helped companies in mergers to save 20 percent.",
        "So would a demo next week make sense?",
    ];
    let replies = played("acquired", &lines);
    assert!(replies.iter().all(|r| moved(r, Part::Cue) <= 0.0));
    assert!(replies.iter().all(|r| r.disclosed.is_empty()));
    for pitch in &replies[1..] {
        assert!(moved(pitch, Part::SelfOrientation) > 0.0, "{pitch:?}");
    }
    let kind = "That's a lot for one week. Are you all right?";
    assert!(moved(&last("acquired", &[kind]), Part::Cue) > 0.0);
}

#[test]
fn trust_moves_as_the_user_does() {
    let table: &[(&[&str], Part, bool)] = &[
        (&[SLOW], Part::Intimacy, true),
        (
            &["You said you may be out with the seconds. How are you with that?"],
            Part::Cue,
            true,
        ),
        (
            &[SLOW, "So the recipes go too slowly into the system."],
            Part::Intimacy,
            true,
        ),
        (
            &["What do you feel when you think of it?"],
            Part::Intimacy,
            true,
        ),
        (&["Our platform saves money."], Part::SelfOrientation, true),
        (&["Our platform saves money."], Part::Credibility, false),
        (&["You should hire somebody."], Part::SelfOrientation, true),
        (&["That was your own fault."], Part::Intimacy, false),
        (
            &["Don't you think it is time to change?"],
            Part::SelfOrientation,
            true,
        ),
        (&["May I ask you something?"], Part::Reliability, true),
        (
            &["I don't know that, I must admit."],
            Part::Credibility,
            true,
        ),
        (
            &["Good morning!", "Interesting.", "Right, then."],
            Part::Cue,
            false,
        ),
    ];
    for (lines, part, up) in table {
        let sum: f32 = played("acquired", lines)
            .iter()
            .map(|reply| moved(reply, *part))
            .sum();
        assert!(
            if *up { sum > 0.0 } else { sum < 0.0 },
            "{lines:?} {part:?}: {sum}"
        );
    }
}

#[test]
fn three_pitches_close_and_only_an_apology_opens_again() {
    let pitches = [
        "Our platform saves money.",
        "Our software is great.",
        "Our service is the best.",
    ];
    let more = |line: &'static str| [&pitches[..], &[line]].concat();
    let over = last("burned", &more("What happens if nothing changes?"));
    assert!(over.over && over.disclosed.is_empty(), "{}", over.text);
    let mended = last("burned", &more("I'm sorry. I was running ahead of you."));
    assert!(!mended.over && mended.kind == ReplyKind::Warmed);
    let before = played("burned", &pitches).pop().unwrap().trust.figure();
    let start = last("burned", &[""]).trust.figure();
    assert!(before < mended.trust.figure() && mended.trust.figure() < start);
}

#[test]
fn an_apology_for_nothing_mends_nothing() {
    let reply = last("acquired", &["I'm sorry about that."]);
    assert!(
        reply.moves.iter().all(|m| m.part == Part::Cue),
        "{:?}",
        reply.moves
    );
}

#[test]
fn silence_lets_go_on_who_goes_on_and_at_most_twice() {
    let told: Vec<usize> = played("acquired", &["", "...", ""])
        .iter()
        .map(|r| r.disclosed.len())
        .collect();
    assert_eq!(told[2], 0);
    assert!(told[0] + told[1] > 0);
    assert!(
        played("burned", &["", "", ""])
            .iter()
            .all(|r| r.disclosed.is_empty())
    );
}

#[test]
fn a_cue_passed_by_twice_closes_and_what_it_opens_needs_more() {
    let persona = persona("acquired");
    let place = persona
        .holds
        .iter()
        .position(|held| held.id == "own-job")
        .unwrap();
    let ask = Turn::new(
        "What else?",
        &Listener::new(catalogue::vocabulary())
            .unwrap()
            .hear(Speaker::Coach, "What else?"),
        &client(&persona, 1).index,
    );
    let trust_needed = |state: CueState| {
        let mut client = client(&persona, 1);
        client.state.cues[0] = state;
        (1..100_u8)
            .map(|tenths| f32::from(tenths) / 10.0)
            .find(|trust| {
                client.state.trust.self_orientation = 1.0;
                client.state.trust.credibility = trust / 3.0;
                client.state.trust.reliability = trust / 3.0;
                client.state.trust.intimacy = trust / 3.0;
                topic::may(&client, place, topic::Way::Open, &ask)
            })
            .unwrap()
    };
    assert!(trust_needed(CueState::Followed) < trust_needed(CueState::Dropped(0)));
    assert!(trust_needed(CueState::Dropped(0)) < trust_needed(CueState::Closed));
}

#[test]
fn a_few_words_about_oneself_and_back_are_better_than_many() {
    let few = last(
        "tell-us-about-you",
        &["We mend what gets stuck. What made you ask everybody the same?"],
    );
    assert!(few.kind == ReplyKind::Told || !few.disclosed.is_empty());
    assert!(moved(&few, Part::SelfOrientation) < 0.0);
    let many = last(
        "tell-us-about-you",
        &[
            &"We were founded long ago and have grown a lot since then, I am proud of it. "
                .repeat(3),
        ],
    );
    assert_eq!(many.kind, ReplyKind::Told);
    assert!(moved(&many, Part::SelfOrientation) > 0.0);
}

#[test]
fn of_two_questions_the_easier_one_is_answered() {
    let reply = last(
        "acquired",
        &["How many recipes are there, and what are you ashamed of?"],
    );
    let deep = persona("acquired");
    let deep = reply
        .disclosed
        .iter()
        .filter_map(|id| deep.disclosure(id))
        .any(|held| held.depth > Depth::Evidence);
    assert!(!deep, "{}", reply.text);
}

#[test]
fn every_reply_is_at_most_two_pieces_and_every_move_says_why() {
    for builtin in persona::BUILTIN {
        for reply in played(
            builtin.id,
            &[
                SLOW,
                "What else?",
                "",
                "What do you feel?",
                "Our platform saves money.",
                "I'm sorry.",
            ],
        ) {
            assert!(reply.disclosed.len() <= 1);
            assert!(reply.moves.iter().all(|m| m.why.ends_with('.')));
        }
    }
}

#[test]
fn whoever_only_keeps_them_talking_passes_nothing_by() {
    for line in [
        "Mm-hm.", "I see.", "Uh-huh", "Really?", "Oh?", "Right.", "Okay.",
    ] {
        for reply in played("burned", &[line, line, line]) {
            assert_eq!(reply.kind, ReplyKind::Waited, "{line}: {}", reply.text);
            assert!(moved(&reply, Part::Cue).abs() < f32::EPSILON, "{line}");
        }
    }
    let more = last("acquired", &[SLOW, "And?"]);
    assert_eq!(more.kind, ReplyKind::Disclosed, "{}", more.text);
}

#[test]
fn a_closed_question_that_turns_from_what_was_let_drop_costs() {
    let away = last("acquired", &["Do you think that will affect the project?"]);
    assert!(
        moved(&away, Part::SelfOrientation) > 0.1,
        "{:?}",
        away.moves
    );
    for line in [
        "Are you worried about it?",
        "What's the trouble with the recipes?",
        "How are you with it?",
    ] {
        let reply = last("acquired", &[line]);
        assert!(
            moved(&reply, Part::SelfOrientation) <= 0.0,
            "{line}: {:?}",
            reply.moves
        );
    }
}

#[test]
fn what_is_told_unasked_has_words_of_its_own() {
    let mut persona = persona("acquired");
    for held in &mut persona.holds {
        held.unasked = vec![format!("Unasked, {}.", held.id)];
    }
    let mut client = client(&persona, 3);
    client.open();
    let asked = client.hear(SLOW);
    assert!(!asked.text.contains("Unasked"), "{}", asked.text);
    for line in ["", "What else?"] {
        let reply = client.hear(line);
        let id = reply.disclosed.first().unwrap();
        assert_eq!(reply.text, format!("Unasked, {id}."), "{line}");
    }
}

/// A feeling about one thing is no answer to another: it has to hang together with what was given back.
#[test]
fn what_follows_a_reflection_hangs_together_with_it() {
    let persona = persona("part-of-it");
    let van = persona
        .holds
        .iter()
        .position(|held| held.id == "van-wording");
    let mut client = super::ways_tests::open_client(&persona, &script(), van.unwrap());
    for line in [
        "So you couldn't tell him what goes on the new van.",
        "It says Pryce and Daughter on the van, and you had no answer.",
    ] {
        let reply = client.hear(line);
        assert_eq!(reply.kind, ReplyKind::Confirmed, "{line}: {}", reply.text);
        let after = ["van-wording", "lowri-going"];
        assert!(
            reply
                .disclosed
                .iter()
                .all(|id| after.contains(&id.as_str())),
            "{line}: {}",
            reply.text
        );
    }
}
