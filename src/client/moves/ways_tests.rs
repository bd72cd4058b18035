//! How well questions in other words are understood.

use super::super::{Client, Difficulty, ReplyKind};
use super::tests::{persona, script};
use crate::client::persona::{self, Persona};
use crate::script::Script;
use crate::script::catalogue;

/// A client who trusts, and has told what must come before.
fn open_client(persona: &Persona, script: &Script, place: usize) -> Client {
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
    while let Some(id) = before.pop() {
        let at = persona.holds.iter().position(|held| held.id == id).unwrap();
        client.state.disclosed.push(at);
        before.extend(persona.holds[at].after.clone());
    }
    client
}

/// Each question that a persona gives for a disclosure is put to a persona that does not know it. Such questions are as
/// different as they can be, so that this is the hardest there is: what counts is that it does not become worse.
#[test]
fn questions_reach_what_they_ask_for_in_words_not_known_before() {
    let script = script();
    let (mut all, mut hit) = (0, 0);
    let mut wrong = Vec::new();
    for builtin in persona::BUILTIN {
        let persona = builtin.persona().unwrap();
        for (place, held) in persona.holds.iter().enumerate() {
            for (at, ask) in held.asks.iter().enumerate().skip(place % 3).step_by(3) {
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

/// Twenty ways to ask, written without looking at the questions of the persona. On average sixteen should be understood; the
/// hardest are those in which a word means something else to this persona ("board", "final").
const WAYS: &[(&str, &str, &[&str])] = &[
    (
        "acquired",
        "tried",
        &[
            "What have you tried up to now?",
            "What did you do to get faster?",
            "Which attempts have there been?",
            "What has already been done about it?",
            "Have you had any help with it, and how did that go?",
            "What didn't work?",
            "How have you tried to fix it?",
            "What steps have you taken?",
            "Tell me what you've attempted so far.",
            "What solutions did you try before?",
            "What did you try first?",
            "And what came of your attempts?",
            "How did you go about speeding things up?",
            "What efforts have been made?",
            "What have you done so far to speed this up?",
            "What else did you try?",
            "Did anything you tried work?",
            "I'd like to hear what you have tried.",
            "Which things have you tried already?",
            "Who helped you with the typing?",
        ],
    ),
    (
        "acquired",
        "nights",
        &[
            "How are you sleeping?",
            "What is this doing to you at night?",
            "What does your wife say?",
            "How do your nights look?",
            "What do you feel when you come home?",
            "How does it affect you personally?",
            "What worries you at night?",
            "And how is it for you, at home?",
            "What keeps you awake?",
            "How's your sleep?",
            "What do you take home from all this?",
            "What is it like for you in the evening?",
            "How are you bearing up?",
            "How tired are you?",
            "What worries you most?",
            "What does Denise think?",
            "How do you feel in the evenings?",
            "What does this do to you?",
            "Where do you feel it, at home?",
            "When do you wake up these days?",
        ],
    ),
    (
        "over-agreeable",
        "if-nothing",
        &[
            "What happens if nothing changes?",
            "What if you do nothing?",
            "Where will you be in a year?",
            "What if it goes on like this?",
            "How does this end if you leave it?",
            "What will happen if it carries on?",
            "Suppose it stays like this. What then?",
            "What does the future look like if this continues?",
            "What comes of it in the long run?",
            "Where does this lead?",
            "And if nobody does anything?",
            "What would another year of this look like?",
            "How will it be in twelve months if nothing changes?",
            "What if it stays as it is?",
            "Imagine nothing changes. Where does that leave you?",
            "Where is this heading?",
            "If you change nothing, what then?",
            "What happens down the line?",
            "How does it go on if you just carry on?",
            "What will become of it eventually?",
        ],
    ),
    (
        "burned",
        "decides",
        &[
            "Who decides?",
            "Who makes the decision?",
            "Who has to say yes?",
            "Whose signature do you need?",
            "Who signs it off?",
            "Who has the last word?",
            "Who needs to approve?",
            "How is a decision like that made here?",
            "Whose decision is it?",
            "Who else has to agree?",
            "Who would have to approve that?",
            "Who holds the budget?",
            "How do decisions get made on your side?",
            "Who gets to decide about this?",
            "Who has the final say?",
            "What does it take to get a yes here?",
            "Which people decide?",
            "Whom do we need to convince?",
            "Who do you need on board?",
            "Who has authority for that?",
        ],
    ),
];

#[test]
fn twenty_ways_to_ask_the_same_reach_it() {
    let script = script();
    let mut all = 0;
    for (id, wanted, ways) in WAYS {
        let persona = persona(id);
        let place = persona
            .holds
            .iter()
            .position(|held| held.id == *wanted)
            .unwrap();
        let held = &persona.holds[place];
        let mut missed = Vec::new();
        for line in *ways {
            let reply = open_client(&persona, &script, place).hear(line);
            let got = reply
                .disclosed
                .first()
                .and_then(|id| persona.disclosure(id));
            if !got.is_some_and(|got| got.step == held.step && got.depth == held.depth) {
                missed.push(format!("{line} -> {:?} {:?}", reply.kind, reply.disclosed));
            }
        }
        assert!(missed.len() <= 6, "{id} {wanted}:\n{}", missed.join("\n"));
        all += missed.len();
    }
    assert!(all <= 4 * WAYS.len(), "{all} missed");
}
