use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Vec<(String, usize)> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let list = tokens.list().iter();
    list.map(|t| (text.get(t.at.clone()).unwrap().to_owned(), t.sentence))
        .collect()
}

#[test]
fn a_turn_is_taken_apart() {
    let cases: &[(&str, &[(&str, usize)])] = &[
        ("", &[]),
        ("I’ll go.", &[("I’ll", 0), ("go", 0), (".", 0)]),
        ("No. Yes!", &[("No", 0), (".", 0), ("Yes", 1), ("!", 1)]),
        ("Well?!", &[("Well", 0), ("?", 0), ("!", 0)]),
        ("Dr. Ferris", &[("Dr", 0), (".", 0), ("Ferris", 0)]),
        ("at 9.30 a.m", &[("at", 0), ("9.30", 0), ("a.m", 0)]),
        ("น\u{e33} ok", &[("น\u{e33}", 0), ("ok", 0)]),
    ];
    for (text, expected) in cases {
        let expected: Vec<_> = expected
            .iter()
            .map(|(t, n)| ((*t).to_owned(), *n))
            .collect();
        assert_eq!(read(text), expected, "{text:?}");
    }
}

proptest! {
    #[test]
    fn tokens_stand_on_grapheme_bounds_in_order(text in any::<String>()) {
        let mut tokens = Tokens::default();
        tokens.read(&text);
        let bounds: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let mut last = 0;
        for token in tokens.list() {
            prop_assert!(token.at.start >= last && token.at.end > token.at.start);
            prop_assert!(bounds.contains(&token.at.start) && bounds.contains(&token.at.end));
            last = token.at.end;
        }
    }

    #[test]
    fn the_fast_way_through_ascii_finds_what_the_slow_one_does(text in "[a-zA-Z0-9 .,:;'!?\"/\n\t-]{0,40}") {
        let slow: Vec<_> = text.split_word_bounds().filter(|p| !p.chars().all(char::is_whitespace)).collect();
        let fast: Vec<_> = read(&text).into_iter().map(|(piece, _)| piece).collect();
        prop_assert_eq!(fast, slow);
    }
}
