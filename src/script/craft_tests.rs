use super::*;
use proptest::prelude::*;

/// The beginnings of what is remarked.
fn said(text: &str, opens: bool) -> Vec<String> {
    let prompt = Prompt::new(text);
    remarks(&prompt, opens)
        .into_iter()
        .map(|slip| {
            assert!(text.get(slip.at.clone()).is_some(), "{text}: {slip:?}");
            slip.what
        })
        .collect()
}

#[test]
fn a_first_question_that_yes_or_no_answers_is_closed() {
    let closed = [
        "Do you have a plan?",
        "Is it urgent?",
        "And are you happy with it?",
        "So, have you tried it?",
        "We spoke of hiring. Has anything changed?",
        "Looking back, did you listen?",
        "Could you do it?",
        "Can I help?",
        "Would you like to begin?",
        "Am I still curious?",
        "{issue}: is it solved?",
    ];
    for text in closed {
        let found = said(text, true);
        assert!(
            found.len() == 1 && found[0].contains("closed"),
            "{text}: {found:?}"
        );
        assert_eq!(said(text, false), [""; 0], "{text}");
    }
    let open = [
        "What is it?",
        "And what do you feel?",
        "Could you tell me more?",
        "Can you please describe an ordinary day?",
        "Would you walk me through it?",
        "May I ask what happened?",
        "Tell me about it.",
        "If you could choose, what would it be?",
        "To whom does it matter, do you think?",
        "Of everything, what deserves our time?",
        "You do have a plan. What is in it?",
        "Ask them: “Is it urgent?”",
        "",
        "?",
    ];
    for text in open {
        assert_eq!(said(text, true), [""; 0], "{text}");
    }
}

#[test]
fn each_slip_of_craft_is_remarked_once() {
    let long = "word ".repeat(41);
    let cases = [
        ("What is it? Who knows?", "two questions"),
        ("What is it? Take your time. Who knows?", "two questions"),
        ("Do you surely agree?", "leading"),
        ("What is it? And why does it matter.", "two questions"),
        ("Don't you think it is late?", "leading"),
        ("It is late, isn't it?", "leading"),
        ("It is late, don’t you think?", "leading"),
        ("Wouldn't it be better to wait?", "leading"),
        ("Why don't you wait?", "leading"),
        ("Aren't you tired?", "leading"),
        ("You surely know. How?", "leading"),
        ("You must be tired. What happened?", "leading"),
        ("I'm sure you tried. What came of it?", "leading"),
        ("So you waited, right?", "leading"),
        ("How does that make you feel?", "feel"),
        ("What makes you feel so?", "feel"),
        ("What do you feel when they make you wait?", "feel"),
        ("How has it made them feel?", "feel"),
        ("Which low-hanging fruit do you see?", "“low hanging fruit”"),
        ("What is the ROI?", "“roi”"),
        ("Which SOLUTIONS have you seen?", "“solutions”"),
        (
            "What if satisfaction guaranteed were true?",
            "“satisfaction guaranteed”",
        ),
        ("What if it were 100% free?", "“100% free”"),
        ("You said { issue }. What now?", "braces"),
        ("What of {the issue}?", "braces"),
        (long.as_str(), "too long"),
    ];
    for (text, what) in cases {
        let found = said(text, true);
        assert!(
            found.len() == 1 && found[0].contains(what),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn good_questions_stay_unremarked() {
    let texts = [
        "You said {issue}. What is that doing to your people?",
        "Who asked “what is it?” and what came of it?",
        "What don't you know yet?",
        "What isn't working?",
        "What is it that you must not lose?",
        "What went right?",
        "Have I got that right? ",
        "What do you feel when you make that call?",
        "What would make it easier?",
        "What is the solution worth to you?",
        "“And you, what do you feel?”",
        "What do people make of it?",
        "What did you do instantly?",
        "Don't answer yet. What comes to mind?",
        "What costs {a} more than {b}?",
        "Is it red, or is it blue?",
    ];
    for text in texts {
        assert_eq!(said(text, false), [""; 0], "{text}");
    }
}

#[test]
fn a_remark_marks_what_it_is_about() {
    let text = "“É”: {issue} is over. How does it make you feel?";
    let slip = &remarks(&Prompt::new(text), true)[0];
    assert_eq!(text.get(slip.at.clone()), Some("make you"));
}

#[test]
fn the_list_has_whole_phrases_once_each() {
    let mut seen = std::collections::BTreeSet::new();
    for (phrase, instead) in OFF_PUTTING {
        assert!(seen.insert(*phrase), "{phrase} is there twice");
        assert_eq!(*phrase, phrase.to_lowercase());
        assert!(!phrase.contains('-'), "{phrase}: a hyphen is a space here");
        assert!(!instead.is_empty() && !instead.ends_with('.'), "{phrase}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_remarked_on(text in any::<String>(), opens: bool) {
        for slip in remarks(&Prompt::new(&text), opens) {
            prop_assert!(Prompt::new(&text).source().get(slip.at).is_some());
        }
    }

    #[test]
    fn what_looks_like_a_question_can_be_remarked_on(
        words in prop::collection::vec("don't|you|is|it|\\?|,|“|”|\\{|\\}|make|feel|right|é|-|\\.", 0..12)
    ) {
        let text = words.join(" ");
        for slip in remarks(&Prompt::new(&text), true) {
            prop_assert!(text.get(slip.at).is_some());
        }
    }
}
