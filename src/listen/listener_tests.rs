//! Turns through the whole listener.

use super::*;
use crate::listen::FeelingsFile;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

static LISTENER: LazyLock<Listener> = LazyLock::new(|| {
    let text = include_str!("../../assets/feelings.yaml");
    let file: FeelingsFile = serde_saphyr::from_str(text).unwrap();
    Listener::new(&Vocabulary::new(file).unwrap()).unwrap()
});

/// What coaches say: the main act, the question, all acts.
const COACH: &str = "
    What happened after the merger? | Question Open Open
    How do you feel about the new role? | Question Open Open
    What matters most to you here? | Question Open Open
    Tell me more about your team. | Question Open Open
    What would be different then? | Question Open Open
    What else? | Question Open Open
    What makes this so important to you? | Question Open Open
    How did you get through that year? | Question Open Open
    Did you talk to your boss? | Question Closed Closed
    Is the budget approved? | Question Closed Closed
    How many people work for you? | Question Closed Closed
    Do you like your job? | Question Closed Closed
    Have you tried to delegate more? | Question Closed Closed
    Are you angry with him? | Question Closed Closed
    Was it Monday or Tuesday? | Question Closed Closed
    Don't you think you should tell her? | Question Closed Leading Closed
    What do you feel right now? | Question Open WhatFelt Open
    How does that make you feel? | Question Open Open MakesFeel
    May I ask you something personal? | Question Closed Leave Closed
    Would it be all right if I asked about your family? | Question Closed Leave Closed
    What do you want, and when do you need it? | Question Open Open TwoInOne
    How was your weekend? | Question Open SmallTalk Open
    You're worried that you may lose your job. | Reflection None Deepens
    So you feel caught between sales and production. | Reflection None Deepens
    You've lost two of your best people. | Reflection None Deepens
    You're proud of what your team has done. | Reflection None Deepens
    Our software saves you ten hours a week. | Input None Pitch
    We are the leading provider of logistics software. | Input None Pitch
    Thank you for your time. | Other None SmallTalk
    Good morning, nice to see you. | Other None SmallTalk SmallTalk
    I'm sorry that I was late. | Other None Apology
    Mm-hmm. | Other None
    ... | Other None Silence
";

/// What clients say: the main act, the question, what it speaks for.
const CLIENT: &str = "
    I could start next week. | Other None Change
    I have to do something about it. | Other None Change
    I can't go on like this. | Other None Change
    I really want to stop working weekends. | Other None Change
    I want to get my evenings back. | Other None Change
    I'll call him tomorrow. | Other None Change
    I could try to leave earlier. | Other None Change
    I want to be a better father. | Other None Change
    I'll start on Monday. | Other None Change
    I could cut down a little. | Other None Change
    I want to quit for my kids. | Other None Change
    I'm going to talk to her tonight. | Other None Change
    I don't want to change anything. | Other None Sustain
    I'm not ready to stop. | Other None Sustain
    I don't think I have a problem. | Other None Sustain
    I can't just stop. | Other None Sustain
    I don't want to quit. | Other None Sustain
    I don't think it's that bad. | Other None Sustain
    I don't want to talk to him. | Other None Sustain
    Hello. | Other None Neutral
    Yes. | Other None Neutral
    Okay. | Other None Neutral
    Thank you. | Other None Neutral
    My name is Petra. | Other None Neutral
    I work in the finance department. | Other None Neutral
    I was born in Leeds. | Other None Neutral
    What do you mean? | Question Open Neutral
    How long does it take? | Question Closed Neutral
    What should I do? | Question Open Neutral
    Do you have children? | Question Closed Neutral
    I have two kids. | Other None Neutral
    My sister lives in Spain. | Other None Neutral
    We went there last summer. | Other None Neutral
    I saw him yesterday. | Other None Neutral
    I met my wife at school. | Other None Neutral
";

#[test]
fn plain_turns_are_heard_as_what_they_are() {
    let mut listener = LISTENER.clone();
    let mut wrong = Vec::new();
    for (speaker, table) in [(Speaker::Coach, COACH), (Speaker::Client, CLIENT)] {
        for line in table.lines().filter(|line| !line.is_empty()) {
            let (text, expected) = line.trim().split_once(" | ").unwrap();
            listener.begin();
            let heard = listener.hear(speaker, text);
            let mut told = format!("{:?} {:?}", heard.main, heard.question);
            for sign in &heard.acts {
                write!(told, " {:?}", sign.what).unwrap();
            }
            if let Some(talk) = heard.talk {
                write!(told, " {talk:?}").unwrap();
            }
            if told != expected {
                wrong.push(format!("{text} {told}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// All places that are pointed at.
#[test]
fn words_give_a_verdict_away_and_no_marks() {
    for text in [
        "Our planner helped others.",
        "Sick, mostly. Like I've been the one hiding things.",
        "Well... I see! And then?",
    ] {
        for speaker in [Speaker::Coach, Speaker::Client] {
            let heard = heard(speaker, text);
            assert!(!heard.because.is_empty(), "{text}");
            for because in heard.because {
                let words = text.get(because.at).unwrap();
                assert!(
                    words.starts_with(char::is_alphanumeric),
                    "{words:?} of {text:?}"
                );
                assert!(
                    words.ends_with(char::is_alphanumeric),
                    "{words:?} of {text:?}"
                );
            }
        }
    }
}

fn places(heard: &mut Heard) -> Vec<&mut Range<usize>> {
    let mut all: Vec<_> = heard.acts.iter_mut().map(|sign| &mut sign.at).collect();
    all.extend(heard.feelings.iter_mut().map(|sign| &mut sign.at));
    all.extend(heard.cues.iter_mut().map(|sign| &mut sign.at));
    all.extend(heard.binding.iter_mut().map(|sign| &mut sign.at));
    all.extend(heard.evasion.iter_mut().map(|sign| &mut sign.at));
    all.extend(heard.because.iter_mut().map(|because| &mut because.at));
    all.extend(heard.dates.iter_mut().chain(&mut heard.people));
    all
}

/// What was heard in a turn; every place in it is one.
fn heard(speaker: Speaker, text: &str) -> Heard {
    let mut listener = LISTENER.clone();
    let mut heard = listener.hear(speaker, text);
    let mut bounds: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    bounds.push(text.len());
    let on = |place: usize| bounds.binary_search(&place).is_ok();
    for at in places(&mut heard) {
        assert!(at.start <= at.end, "{text:?} {at:?}");
        assert!(on(at.start) && on(at.end), "{text:?} {at:?}");
    }
    listener.begin();
    assert_eq!(listener.hear(speaker, text), heard, "{text:?}");
    heard
}

const BOTH: [Speaker; 2] = [Speaker::Coach, Speaker::Client];

/// Words, marks and signs of all kinds, in any order.
fn turns() -> impl Strategy<Value = String> {
    let pieces = [
        "What",
        "do you feel",
        "I'm",
        "worried",
        "my boss",
        "Anna",
        "on Monday",
        "12",
        "?",
        ".",
        "“",
        "”",
        "um",
        "-",
        "you should",
        "I'll send it",
        "it depends",
        "…",
        "👩‍👩‍👧",
        "น\u{e33}",
        "\u{600}",
        "e\u{301}",
        "don’t",
        "\u{200f}",
        "[",
        "]",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..14)
        .prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_heard_the_same_each_time_and_on_graphemes(text in any::<String>()) {
        for speaker in BOTH {
            heard(speaker, &text);
        }
    }

    #[test]
    fn so_is_any_text_with_much_in_it(text in turns()) {
        for speaker in BOTH {
            heard(speaker, &text);
        }
    }

    #[test]
    fn white_space_around_moves_places_and_changes_nothing(
        text in turns(),
        before in "[ \t\n]{0,4}",
        after in "[ \t\n]{0,4}",
    ) {
        // Silence is the whole turn, white space too; and a few signs are one with the white space beside them.
        let joins = text.starts_with('\u{200f}') || text.ends_with('\u{600}');
        prop_assume!(!coach::silent(&text) && !joins);
        for speaker in BOTH {
            let mut moved = heard(speaker, &text);
            for at in places(&mut moved) {
                *at = at.start + before.len()..at.end + before.len();
            }
            prop_assert_eq!(heard(speaker, &format!("{before}{text}{after}")), moved);
        }
    }
}

#[test]
fn naughty_strings_are_heard() {
    let Some(data) = std::env::var_os("MINERAL_DATA") else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: naughty strings: MINERAL_DATA is not set"
        );
        return;
    };
    let file = std::path::Path::new(&data).join("naughty-strings/blns.json");
    let text = std::fs::read_to_string(file).unwrap();
    let strings: Vec<String> = serde_json::from_str(&text).unwrap();
    assert!(strings.len() > 400);
    for text in &strings {
        for speaker in BOTH {
            heard(speaker, text);
        }
    }
}
