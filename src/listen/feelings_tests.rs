use super::*;
use proptest::prelude::*;

fn word(word: &str, also: &[&str]) -> WordInFile {
    WordInFile {
        word: word.to_owned(),
        also: also.iter().map(|&a| a.to_owned()).collect(),
    }
}

fn group(id: &str, polarity: Polarity, family: &str, words: Vec<WordInFile>) -> GroupInFile {
    GroupInFile {
        id: id.to_owned(),
        title: id.to_owned(),
        polarity,
        families: vec![FamilyInFile {
            id: family.to_owned(),
            words,
        }],
    }
}

fn file() -> FeelingsFile {
    let sad = vec![
        word("worn down", &["ground down"]),
        word("alone", &[]),
        word("left out", &["excluded", "shut out"]),
        word("sad", &["low-spirited"]),
    ];
    let afraid = vec![
        word("anxious", &["on edge"]),
        word("worried", &[]),
        word("blasé", &[]),
        word("overwhelmed", &["snowed under"]),
    ];
    let glad = vec![word("relieved", &["off the hook"]), word("glad", &[])];
    FeelingsFile {
        format: 1,
        groups: vec![
            group("sad", Polarity::Unpleasant, "lonely", sad),
            group("afraid", Polarity::Mixed, "uneasy", afraid),
            group("glad", Polarity::Pleasant, "relief", glad),
        ],
    }
}

fn vocabulary() -> Vocabulary {
    Vocabulary::new(file()).unwrap()
}

#[test]
fn looking_up_ignores_case_accents_and_hyphens() {
    let vocabulary = vocabulary();
    let cases = [
        ("worn down", Some("worn down")),
        ("  Worn-Down ", Some("worn down")),
        ("Shut out", Some("left out")),
        ("low spirited", Some("sad")),
        ("BLASE", Some("blasé")),
        ("blase\u{301}", Some("blasé")),
        ("worn", None),
        ("", None),
    ];
    for (typed, found) in cases {
        let word = vocabulary.look_up(typed).map(|w| w.word.as_str());
        assert_eq!(word, found, "{typed:?}");
    }
    let word = vocabulary.look_up("excluded").unwrap();
    assert_eq!(
        (word.family.as_str(), word.group.as_str()),
        ("lonely", "sad")
    );
    assert_eq!(word.polarity, Polarity::Unpleasant);
    assert_eq!(vocabulary.len(), vocabulary.words().count());
    assert!(!vocabulary.is_empty());
}

#[test]
fn the_likeliest_word_comes_first() {
    let vocabulary = vocabulary();
    let cases = [
        ("wo", "worried"),
        ("wor", "worried"),
        ("worn d", "worn down"),
        ("wornd own", "worn down"),
        ("worm down", "worn down"),
        ("anxius", "anxious"),
        ("axnious", "anxious"),
        ("anxoi", "anxious"),
        ("ovrwhelmd", "overwhelmed"),
        ("down", "worn down"),
        ("shut", "left out"),
        ("snowd under", "overwhelmed"),
        ("sad", "sad"),
        ("sd", "sad"),
        ("wd", "worn down"),
        ("glad", "glad"),
        ("WORR", "worried"),
        ("rlvd", "relieved"),
    ];
    for (typed, first) in cases {
        let found = vocabulary.complete(typed, 3);
        let found: Vec<_> = found.iter().map(|w| w.word.as_str()).collect();
        assert_eq!(found.first(), Some(&first), "{typed:?}: {found:?}");
    }
    assert_eq!(vocabulary.complete("worn", 9).len(), 1);
    for typed in ["", "  ", "…", "qqqq", &"a".repeat(10_000)] {
        assert!(vocabulary.complete(typed, 3).is_empty(), "{typed:?}");
    }
    assert!(vocabulary.complete("o", 0).is_empty());
    assert_eq!(vocabulary.complete("o", 2).len(), 2);
}

#[test]
fn what_is_there_twice_or_empty_is_refused() {
    let with = |extra: WordInFile| {
        let mut file = file();
        file.groups[2].families[0].words.push(extra);
        Vocabulary::new(file).map(|v| v.len())
    };
    let twice = |name: &str| Err(format!("the word `{name}` is there twice"));
    assert_eq!(with(word("Alone", &[])), twice("Alone"));
    assert_eq!(with(word("new", &["shut-out"])), twice("shut-out"));
    assert_eq!(with(word("new", &["new"])), twice("new"));
    assert!(with(word(" ", &[])).is_err());
    assert!(with(word("a\u{1b}b", &[])).is_err());
    assert_eq!(with(word("new", &[])), Ok(vocabulary().len() + 1));

    let mut again = file();
    again
        .groups
        .push(group("sad", Polarity::Mixed, "other", vec![]));
    assert!(Vocabulary::new(again).unwrap_err().contains("group"));
    let mut again = file();
    again
        .groups
        .push(group("other", Polarity::Mixed, "lonely", vec![]));
    assert!(Vocabulary::new(again).unwrap_err().contains("family"));
    let newer = FeelingsFile {
        format: 2,
        ..file()
    };
    assert!(Vocabulary::new(newer).is_err());
}

#[test]
fn the_file_is_read_as_it_is_written() {
    let json = r#"{"format": 1, "groups": [{"id": "sad", "title": "sad", "polarity": "unpleasant",
        "families": [{"id": "lonely", "words": [{"word": "left out", "also": ["excluded"]}, {"word": "alone"}]}]}]}"#;
    let file: FeelingsFile = serde_json::from_str(json).unwrap();
    assert_eq!(Vocabulary::new(file).unwrap().len(), 2);
    let unknown = json.replace("\"also\"", "\"as\"");
    assert!(serde_json::from_str::<FeelingsFile>(&unknown).is_err());
}

proptest! {
    #[test]
    fn completing_is_bounded_and_the_same_each_time(typed in any::<String>(), most in 0_usize..5) {
        let vocabulary = vocabulary();
        let found = vocabulary.complete(&typed, most);
        prop_assert!(found.len() <= most);
        prop_assert_eq!(&found, &vocabulary.complete(&typed, most));
    }

    #[test]
    fn a_word_completes_itself(nth in 0_usize..10) {
        let vocabulary = vocabulary();
        let word = vocabulary.words().nth(nth).unwrap();
        prop_assert_eq!(vocabulary.complete(&word.word, 1), vec![word]);
    }
}
