use super::*;
use crate::listen::FeelingsFile;

fn finder() -> FeelingFinder {
    let text = include_str!("../../../../assets/feelings.yaml");
    let file: FeelingsFile = serde_saphyr::from_str(text).unwrap();
    FeelingFinder::new(&Vocabulary::new(file).unwrap())
}

/// Each feeling as its word, with "!" for denied, "~" for hedged, "@" for others', and its figure.
fn said(finder: &FeelingFinder, text: &str) -> String {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut out = Vec::new();
    finder.find(&tokens, text, &mut out);
    let mut said = Vec::new();
    for sign in out {
        let felt = sign.what;
        let mark = |there: bool, mark: &'static str| if there { mark } else { "" };
        said.push(format!(
            "{}{}{}{}{}",
            mark(felt.denied, "!"),
            mark(felt.hedged, "~"),
            mark(felt.others, "@"),
            felt.word,
            felt.intensity.map(|n| format!(" {n}")).unwrap_or_default()
        ));
    }
    said.join(", ")
}

const CASES: &[(&str, &str)] = &[
    // Plain, and inflected.
    ("I'm worried about it", "worried"),
    ("It worries me", "worried"),
    ("I worry a lot", "worried 4"),
    ("That scares me", "scared"),
    ("it frightens them", "@scared"),
    ("I dread Mondays", "dreading it"),
    ("I'm embarrassed to say so", "embarrassed"),
    ("It was so frustrating", "frustrated 4"),
    ("My biggest fear is the audit", "afraid"),
    ("What a relief", "relieved"),
    ("They let me down", "let down"),
    ("I feel like a fraud", "like an impostor"),
    ("I’m at my wits’ end", "exasperated 5"),
    ("She's at her wits' end", "@exasperated 5"),
    ("I feel worn-down", "worn down"),
    ("I'm tired and worried", "tired, worried"),
    ("I feel tired and low", "tired, low"),
    ("Worried.", "worried"),
    ("Lost, honestly.", "lost"),
    ("Sick, mostly.", "sick to my stomach"),
    ("I'm a proud owner of a boat", "proud"),
    ("im scared", "scared"),
    // Denied.
    ("I'm not worried", "!worried"),
    ("I never felt afraid", "!afraid"),
    ("she isn't scared", "!@scared"),
    ("I'm no longer angry", "!angry"),
    ("I'm far from happy", "!happy"),
    ("We went in without fear", "!afraid"),
    ("I wouldn't say angry", "!angry"),
    ("Hardly thrilled", "!delighted"),
    ("I don't think I'm angry", "!angry"),
    ("I'm not sad or lonely", "!sad, !lonely"),
    ("not exactly delighted", "!delighted"),
    ("it doesn't worry me", "!worried"),
    ("nobody is scared", "!@scared"),
    ("anything but happy", "!happy"),
    ("I'm not only worried", "worried"),
    ("I can't help feeling sad", "sad"),
    ("I'm not saying I'm not worried", "worried"),
    ("I've never been so tired", "tired 5"),
    ("I couldn't be more pleased", "pleased 5"),
    ("no wonder I'm angry", "angry"),
    ("not angry, worried", "!angry, worried"),
    ("I can't believe I'm so tired", "tired 4"),
    // Hedged, strong, measured.
    ("I'm a bit worried", "~worried 2"),
    ("I'm kind of sad", "~sad 2"),
    ("I guess I'm jealous", "~jealous 2"),
    ("somewhat nervous", "~nervous 2"),
    ("worried, maybe", "~worried 2"),
    ("I'm very angry", "angry 4"),
    ("completely overwhelmed", "overwhelmed 5"),
    ("I was scared to death", "terrified 5"),
    ("worried, four out of five", "worried 4"),
    ("worried, 8/10", "worried 4"),
    ("VERY ANGRY", "angry 4"),
    ("really, really tired", "tired 4"),
    ("so I'm angry", "angry"),
    // Others.
    ("my team is scared", "@scared"),
    ("she was furious", "@furious"),
    ("they're nervous", "@nervous"),
    ("everyone feels insecure", "@insecure"),
    ("it makes me angry", "angry"),
    ("my boss gets annoyed", "@annoyed"),
    ("part of me is sad", "sad"),
    ("He said I was lonely", "lonely"),
    // None.
    ("I'm sick of the flu", ""),
    ("I like it", ""),
    ("The content is good", ""),
    ("our content team", ""),
    ("The car is safe", ""),
    ("The server is down", ""),
    ("light traffic, still", ""),
    ("I mean it", ""),
    ("we lost the file", ""),
    ("what kind of report", ""),
    ("I pressed send", ""),
    ("I'm free on Tuesday", ""),
    ("it hurt the margins", ""),
    ("we moved offices", ""),
    ("we touched base", ""),
    ("I like bitter coffee", ""),
    ("I found out from the trade press", ""),
    ("We used to do that", ""),
    ("I heard that too", ""),
    ("a certain amount", ""),
    ("I'm happy to help", ""),
    ("don't worry about it", ""),
    ("as far as I'm concerned", ""),
    ("we wound up in Leeds", ""),
    ("I resigned", ""),
    ("a low price, a flat fee", ""),
    ("You're welcome", ""),
    ("It is solid work", ""),
    ("leave me alone with that", ""),
    ("VAT included", ""),
    ("the market is settled", ""),
    ("sorry, what was that?", ""),
    ("a hostile takeover", ""),
    ("he blamed the weather", ""),
    ("I prepared the slides", ""),
    ("the overloaded server", ""),
    ("I hope you are well", ""),
    ("interested parties", ""),
    ("we rushed it", ""),
    ("stress test the plan", ""),
    ("", ""),
];

#[test]
fn feelings_are_found_and_what_only_looks_like_them_is_not() {
    let finder = finder();
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let said = said(&finder, text);
        if said != *expected {
            wrong.push(format!("{text:?}: {said:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_derived_form_has_its_word_in_the_vocabulary() {
    let text = include_str!("../../../../assets/feelings.yaml");
    let file: FeelingsFile = serde_saphyr::from_str(text).unwrap();
    let vocabulary = Vocabulary::new(file).unwrap();
    for (_, several) in derived::DERIVED {
        for (word, _) in derived::lines(several) {
            assert!(vocabulary.look_up(word).is_some(), "{word}");
        }
    }
    for (form, _) in forms::needs() {
        assert!(vocabulary.look_up(form).is_some(), "{form}");
    }
}
