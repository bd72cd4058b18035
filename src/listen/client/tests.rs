use super::binding::binding;
use super::cues::cues;
use super::evasion::evasion;
use super::feelings::FeelingFinder;
use super::mentions::{dates, people};
use crate::listen::heard::Question;
use crate::listen::tokens::Tokens;
use crate::listen::{FeelingsFile, Vocabulary};
use proptest::prelude::*;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

static FINDER: LazyLock<FeelingFinder> = LazyLock::new(|| {
    let text = include_str!("../../../assets/feelings.yaml");
    let file: FeelingsFile = serde_saphyr::from_str(text).unwrap();
    FeelingFinder::new(&Vocabulary::new(file).unwrap())
});

/// All that is found, by kind: what it is, and where.
pub(super) fn all(text: &str) -> Vec<Vec<(String, Range<usize>)>> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let (mut felt, mut heard) = (Vec::new(), Vec::new());
    let (mut when, mut who) = (Vec::new(), Vec::new());
    FINDER.find(&tokens, text, &mut felt);
    dates(&tokens, text, &mut when);
    people(&tokens, text, &mut who);
    cues(&tokens, &who, &mut heard);
    let binds = binding(&tokens, text);
    let evades = evasion(&tokens, text, Some(Question::Open));
    let plain =
        |spans: Vec<Range<usize>>| spans.into_iter().map(|at| (String::new(), at)).collect();
    vec![
        felt.into_iter()
            .map(|s| (format!("{:?}", s.what), s.at))
            .collect(),
        heard
            .into_iter()
            .map(|s| (format!("{:?}", s.what), s.at))
            .collect(),
        binds
            .into_iter()
            .map(|s| (format!("{:?}", s.what), s.at))
            .collect(),
        evades.into_iter().map(|s| (String::new(), s.at)).collect(),
        plain(when),
        plain(who),
    ]
}

/// Turns that have much to be found in them, broken up and put together in any way.
fn turns() -> impl Strategy<Value = String> {
    let pieces = [
        "I'm",
        "not",
        "worried",
        "a bit",
        "my boss",
        "by the end of",
        "March",
        "we were bought",
        "I'll try",
        "Dr.",
        "Anna",
        "O’Brien",
        "it depends",
        "at half past",
        "nine",
        "12",
        "/",
        "05",
        ",",
        ".",
        "…",
        "don't get me",
        "started",
        "lost our",
        "and",
        "worn",
        "-",
        "down",
        "👩‍👩‍👧",
        "น\u{e33}",
        "\u{600}",
        "e\u{301}",
        "very",
        "out of",
        "five",
        "4",
    ];
    prop::collection::vec(
        prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        0..14,
    )
    .prop_map(|pieces| pieces.join(" "))
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut bounds: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    bounds.push(text.len());
    for signs in all(text) {
        let mut last = 0;
        for (_, at) in signs {
            prop_assert!(at.start < at.end, "{text:?} {at:?}");
            prop_assert!(at.start >= last, "{text:?} {at:?}");
            prop_assert!(
                bounds.contains(&at.start) && bounds.contains(&at.end),
                "{text:?} {at:?}"
            );
            last = at.start;
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_and_signs_stand_on_graphemes_in_order(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn so_is_any_text_with_much_in_it(text in turns()) {
        check(&text)?;
    }

    #[test]
    fn white_space_around_moves_signs_and_changes_none(text in turns(), before in "[ \t\n]{0,4}", after in "[ \t\n]{0,4}") {
        let wide = all(&format!("{before}{text}{after}"));
        let moved = all(&text).into_iter().map(|signs| {
            let moved = signs.into_iter().map(|(what, at)| (what, at.start + before.len()..at.end + before.len()));
            moved.collect::<Vec<_>>()
        });
        prop_assert_eq!(wide, moved.collect::<Vec<_>>());
    }
}
