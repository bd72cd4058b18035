#[path = "asking_tests.rs"]
mod asking;
#[path = "telling_tests.rs"]
mod telling;

use super::*;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn heard(text: &str) -> Vec<Sign<Act>> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut out = Vec::new();
    acts(&tokens, text, &mut out);
    out
}

/// That each of these does it, and none of those.
fn hold(act: Act, these: &[&str], none: &[&str]) {
    assert!(these.len() >= 14, "{act:?}: {} that do", these.len());
    assert!(none.len() >= 10, "{act:?}: {} that do not", none.len());
    let does = |text: &str| heard(text).iter().any(|sign| sign.what == act);
    let missed: Vec<_> = these.iter().filter(|text| !does(text)).collect();
    let wrong: Vec<_> = none.iter().filter(|text| does(text)).collect();
    assert!(
        missed.is_empty() && wrong.is_empty(),
        "{act:?}\nmissed: {missed:#?}\nwrong: {wrong:#?}"
    );
}

#[test]
fn several_acts_in_one_turn_each_with_its_words() {
    let cases: &[(&str, &[(Act, &str)])] = &[
        (
            "Thanks for trusting me. That must be hard. What do you feel?",
            &[
                (Act::Empathy, "Thanks for trusting"),
                (Act::Empathy, "That must be hard"),
                (Act::Open, "What do you feel?"),
                (Act::WhatFelt, "What do you feel"),
            ],
        ),
        (
            "I’m sorry about the delay — you should call him, “É” said.",
            &[
                (Act::Apology, "I’m sorry about"),
                (Act::Advice, "you should"),
            ],
        ),
        (
            "So, you want to stay, don't you?",
            &[
                (Act::Closed, "So, you want to stay, don't you?"),
                (Act::Leading, "don't you"),
            ],
        ),
        (
            "May I ask you something? What happened? And who was there?",
            &[
                (Act::Closed, "May I ask you something?"),
                (Act::Leave, "May I ask"),
                (Act::Open, "What happened?"),
                (Act::Closed, "And who was there?"),
                (Act::TwoInOne, "And who was there?"),
            ],
        ),
        ("Well done, um, you.", &[(Act::Empathy, "Well done")]),
        ("I see. It was late.", &[]),
        ("", &[]),
    ];
    for (text, wanted) in cases {
        let found: Vec<_> = heard(text)
            .into_iter()
            .map(|sign| (sign.what, text.get(sign.at).unwrap()))
            .collect();
        assert_eq!(&found, wanted, "{text}");
    }
}

#[test]
fn silence_is_nothing_or_a_note_of_it() {
    let silence = [
        "",
        "  ",
        "…",
        "...",
        ". . .",
        "[pause]",
        "(silence)",
        "*(silence)*",
        "*silence*",
        "[long pause]",
        "… [waits] …",
        "(pauses for 5 seconds)",
        "<silence>",
        "_silent_",
        "(says nothing)",
    ];
    for text in silence {
        assert!(silent(text), "{text}");
    }
    let speech = [
        "Silence.",
        "Hm.",
        "[laughs]",
        "(for a moment)",
        "[pause] Go on.",
        "(pause",
        "*",
        "?",
        "-",
        "Wait [pause]",
        "[nothing works]",
        "()",
    ];
    for text in speech {
        assert!(!silent(text), "{text}");
    }
}

fn spans_hold(text: &str) -> Result<(), TestCaseError> {
    let bounds: std::collections::BTreeSet<usize> = text
        .grapheme_indices(true)
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    for sign in heard(text) {
        prop_assert!(!sign.at.is_empty(), "{text:?} {sign:?}");
        prop_assert!(bounds.contains(&sign.at.start) && bounds.contains(&sign.at.end));
        prop_assert!((0.0..=1.0).contains(&sign.confidence));
    }
    Ok(())
}

/// Words that begin phrases, and what stands around them.
const PIECES: &str = "you|should|don't|what|do|feel|how|that|must|be|hard|sorry|about|our|best|and|or|um|I|me|tell|,|\\?|\\.|\"|“|”|'|-|é|\u{600}|\u{e40}|👩‍👧|\u{301}";

proptest! {
    #[test]
    fn any_text_is_heard(text in any::<String>()) {
        spans_hold(&text)?;
        let _ = (silent(&text), remarks(&text));
    }

    #[test]
    fn any_words_are_heard(words in prop::collection::vec(PIECES, 0..16), apart in " |") {
        spans_hold(&words.join(&apart))?;
    }

    #[test]
    fn white_space_around_only_shifts(words in prop::collection::vec(PIECES, 0..16)) {
        // At the ends signs would take the white space into their own grapheme.
        let text = format!("x {}.", words.join(" "));
        let text = text.as_str();
        let around = format!(" \n {text} \t");
        let mut shifted = heard(text);
        for sign in &mut shifted {
            sign.at = sign.at.start + 3..sign.at.end + 3;
        }
        prop_assert_eq!(shifted, heard(&around));
        prop_assert_eq!(silent(text), silent(&around));
    }
}
