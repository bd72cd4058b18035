//! What is taken out, and what stays.

use super::*;
use crate::export::tests::{answer, exported, promise, with};
use crate::export::{Exported, Format};
use crate::session::{Kind, Session};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

fn person(id: &str, name: &str, organisation: Option<&str>, others: &[&str]) -> Person {
    Person {
        id: id.to_owned(),
        name: name.to_owned(),
        organisation: organisation.map(str::to_owned),
        other_names: others.iter().map(|&o| o.to_owned()).collect(),
    }
}

fn text_of(item: &Exported) -> String {
    let mut out = String::new();
    for entry in item.session.entries() {
        if let Kind::Answer(x) = &entry.kind {
            out.push_str(&x.text);
        }
    }
    out
}

/// An answer in a session with somebody, redacted.
fn redacted(people: &[Person], marks: &[&str], name: &str, at: Option<&str>, text: &str) -> String {
    let marks: Vec<String> = marks.iter().map(|&m| m.to_owned()).collect();
    let mut redactor = Redactor::new(people, &marks);
    let item = with(name, at, vec![answer(text)]);
    redactor.learn(&item);
    text_of(&redactor.redact(&item))
}

#[test]
fn names_go_and_words_stay() {
    let cases = [
        // With whom, where they work, parts, case, accents, possessives.
        (
            "Ana Ruiz",
            "Ana Ruiz of Halvorsen Mills called",
            "Person 1 of Organisation 1 called",
        ),
        (
            "Ana Ruiz",
            "ANA said; ána's boss, Ruiz’s, is at HALVORSEN.",
            "Person 1 said; Person 1's boss, Person 1’s, is at Organisation 1.",
        ),
        (
            "Ana Ruiz",
            "Ruiz, Ana; A. Ruiz; Ana R. left; anaruiz; ana r",
            "Person 1, Person 1; Person 1; Person 1. left; Person 1; Person 1 r",
        ),
        // Inside words they stay.
        (
            "Ana Ruiz",
            "banana analysis Anatomy ruizes",
            "banana analysis Anatomy ruizes",
        ),
        // Names that are words count with a capital.
        (
            "Will May",
            "will it? Will said it may, in May",
            "will it? Person 1 said it may, in Person 1",
        ),
        ("Mark", "a mark; Mark's mark", "a mark; Person 1's mark"),
        // Characters that mean something to a pattern.
        (
            "a.b",
            "a.b and A.B, not ab.c",
            "Person 1 and Person 1, not ab.c",
        ),
        (
            "(.*)",
            "(.*) matches (.*) and all",
            "Person 1 matches Person 1 and all",
        ),
        (
            "[x+] $1 \\d",
            "say [x+] $1 \\d now",
            "say [Person 1 Amount 1 Person 1 now",
        ),
        ("☃", "a ☃ here", "a Person 1 here"),
        ("王伟", "我见了王伟说", "我见了Person 1说"),
        (
            "José-María O’Brien",
            "Jose-Maria, josemaria and OBRIEN",
            "Person 1, Person 1 and Person 1",
        ),
        ("Łukasz Müller", "lukasz muller", "Person 1"),
        // Mills is a word, and part of where they work.
        (
            "Ana Ruiz",
            "two mills, and Mills",
            "two mills, and Organisation 1",
        ),
    ];
    for (name, text, expected) in cases {
        let found = redacted(&[], &[], name, Some("Halvorsen Mills"), text);
        assert_eq!(found, expected, "{name}: {text}");
    }
}

#[test]
fn overlapping_names_and_namesakes_are_told_apart() {
    let people = [
        person("1", "Ana Ruiz", Some("Kestrel"), &["Anita"]),
        person("2", "Ana Weber", Some("Kestrel Bank"), &[]),
        person("3", "Tom Ruiz Weber", None, &[]),
    ];
    let text = "Anita, Ana Weber, Tom Ruiz Weber, Kestrel Bank, Kestrel";
    let found = redacted(&people, &[], "Petra Novak", None, text);
    assert_eq!(
        found,
        "Person 2, Person 3, Person 4, Organisation 1, Organisation 2"
    );
    // "Ana" may be either: it is neither's, unless the session is with one of them.
    let item = |name: &str, id: &str| {
        let item = with(name, None, vec![answer("Ana")]);
        let mut head = item.session.head().clone();
        head.person.id = id.to_owned();
        Exported {
            session: Session::new(
                head,
                Arc::new(item.session.script().clone()),
                item.session.entries().to_vec(),
                BTreeSet::new(),
            ),
            problems: Vec::new(),
        }
    };
    let mut redactor = Redactor::new(&people, &[]);
    let items = [
        item("Ana Ruiz", "1"),
        item("Ana Weber", "2"),
        item("Petra Novak", "9"),
    ];
    for item in &items {
        redactor.learn(item);
    }
    let found: Vec<String> = items.iter().map(|i| text_of(&redactor.redact(i))).collect();
    assert_eq!(found, ["Person 1", "Person 2", "Person 4"]);
}

#[test]
fn people_that_listening_hears_go_everywhere() {
    let text = "I told Petra Novak. my boss Tom said no, and our CFO too. novak and tom, petra's plan; my mother";
    let found = redacted(&[], &[], "Ana Ruiz", None, text);
    assert_eq!(
        found,
        "I told Person 2. my boss Person 3 said no, and our CFO too. Person 2 and Person 3, Person 2's plan; my mother"
    );
}

#[test]
fn what_the_user_marks_goes() {
    let text = "Project North is north of it; the northern one; NORTH, project north";
    let found = redacted(&[], &["project north", "North"], "Ana", None, text);
    assert_eq!(
        found,
        "Marked 1 is Marked 2 of it; the northern one; Marked 2, Marked 1"
    );
}

#[test]
fn the_same_thing_has_the_same_placeholder_in_all_sessions_and_forms() {
    let items = [
        with(
            "Ana Ruiz",
            Some("Halvorsen"),
            vec![
                answer("€40,000, ana@halvorsen.example"),
                promise("call Tom on +46 70 123 45 67", Some("2026-11-27")),
            ],
        ),
        with(
            "Ana Ruiz",
            Some("HALVORSEN"),
            vec![answer("ruiz wants € 40,000 and ANA@halvorsen.example")],
        ),
    ];
    let mut redactor = Redactor::new(&[], &[]);
    for item in &items {
        redactor.learn(item);
    }
    let out: Vec<Exported> = items.iter().map(|i| redactor.redact(i)).collect();
    let list = redactor.replaced();
    let row = |placeholder: &str| list.iter().find(|r| r.placeholder == placeholder).unwrap();
    assert_eq!(row("Person 1").times, 3, "{list:#?}");
    assert_eq!(row("Organisation 1").was, ["Halvorsen", "HALVORSEN"]);
    assert_eq!(row("Amount 1").times, 2);
    assert_eq!(row("Mail 1").times, 2);
    assert_eq!(row("Telephone 1").was, ["+46 70 123 45 67"]);
    for format in Format::ALL {
        let text = exported(format, true, &out).to_lowercase();
        for word in ["ana", "ruiz", "halvorsen", "40,000", "123 45", "@h"] {
            assert!(
                !crate::export::redact::words::words(&text)
                    .iter()
                    .any(|w| w.folded == word)
                    && (word.chars().all(char::is_alphabetic) || !text.contains(word)),
                "{word} in {format:?}:\n{text}"
            );
        }
        assert!(text.contains("person 1"), "{format:?}");
    }
}

#[test]
fn a_script_of_ones_own_is_redacted_with_its_ids_and_still_holds_together() {
    let text = "format: 1\nid: ana-ruiz-review\ntitle: Ruiz again\nkind: conversation\nmoment: during\npurpose: To see Ana.\nsource: me\nsteps:\n  - id: ruiz\n    title: What Ruiz wants\n    purpose: Know it.\n    questions:\n      - id: ana\n        ask: Is Ana well?\n        answer: choice\n        options: [Ana is, nobody is]\n      - id: why\n        ask: \"Why, when you say {ana}?\"\n        answer: words\n        when: ana is Ana is\n    prompts: [\"What does Ana want?\"]\n";
    let script = crate::script::read("own.yaml", text).unwrap_or_else(|e| panic!("{e}"));
    let item = with("Ana Ruiz", None, Vec::new());
    let mut head = item.session.head().clone();
    head.script = crate::session::ScriptRef {
        id: "ana-ruiz-review".into(),
        title: "Ruiz again".into(),
        hash: "2".repeat(32),
    };
    let kinds = [("ana", "Ana is"), ("why", "Because of Ruiz")];
    let entries = kinds
        .iter()
        .zip(1..)
        .map(|((question, text), n)| crate::session::Entry {
            n,
            at: crate::export::tests::at(),
            t: 0,
            kind: Kind::Answer(crate::session::Answer {
                step: "ruiz".into(),
                question: Some((*question).into()),
                text: (*text).into(),
            }),
        });
    let item = Exported {
        session: Session::new(head, Arc::new(script), entries.collect(), BTreeSet::new()),
        problems: vec!["its draft said: Ana".to_owned()],
    };
    let mut redactor = Redactor::new(&[], &[]);
    redactor.learn(&item);
    let out = redactor.redact(&item);
    for format in Format::ALL {
        let text = exported(format, true, std::slice::from_ref(&out)).to_lowercase();
        let gone = |word: &str| !words::words(&text).iter().any(|w| w.folded == word);
        assert!(
            gone("ana") && gone("ruiz") && !text.contains("2222"),
            "{format:?}:\n{text}"
        );
    }
    // The quote finds the answer by its new id, and the condition the option by its new words.
    let text = crate::export::markdown(&out.session, &out.problems);
    assert!(text.contains("Why, when you say “Person 1 is”?"), "{text}");
    assert!(text.contains("What Person 1 wants"), "{text}");
}

#[test]
fn a_files_name_is_looked_at_too() {
    let mut redactor = Redactor::new(&[person("1", "Ana Ruiz", None, &[])], &[]);
    assert_eq!(
        redactor.untold("call-ana-ruiz.md").as_deref(),
        Some("call-redacted.md")
    );
    assert_eq!(redactor.untold("call.md"), None);
}

/// Words of a name that are no ordinary ones, and long enough to be looked for.
fn telling(name: &str) -> Vec<String> {
    let all = words::words(name).into_iter().map(|w| w.folded);
    all.filter(|w| {
        w.chars().count() > 1
            && !words::is_ordinary(w)
            && !words::is_title(w)
            && !w.chars().all(char::is_numeric)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_word_of_a_name_survives(
        name in "[\\p{L}'’.-]{2,8}( [\\p{L}0-9.-]{2,8}){0,2}",
        firm in "[A-Z][a-z]{3,8}q( [A-Z][a-z]{2,6}x)?",
        before in "\\PC{0,20}",
        between in "[ ,.;:!?\n]{1,3}",
    ) {
        let clean = crate::text::clean_line;
        let (name, firm, before) = (clean(&name), clean(&firm), clean(&before));
        let text = format!("{before} {name}{between}{firm}'s {} {} {before}", name.to_uppercase(), firm.to_lowercase());
        let mut item = with(&name, Some(&firm), vec![answer(&text), promise(&text, Some("2026-11-27")), Kind::Note(crate::session::Remark { step: "issue".into(), text: text.clone() })]);
        item.problems.push(text.clone());
        let mut redactor = Redactor::new(&[], &[]);
        redactor.learn(&item);
        let out = redactor.redact(&item);
        // What stands in every export, whoever it is about.
        let nobody = with("Person 1", Some("Organisation 1"), vec![answer("Number 1 Link 1 Mail 1 Amount 1 Telephone 1 Marked 1")]);
        for format in [Format::Json, Format::Csv, Format::Markdown] {
            let common: BTreeSet<String> = words::words(&exported(format, true, std::slice::from_ref(&nobody))).into_iter().map(|w| w.folded).collect();
            let text = exported(format, true, std::slice::from_ref(&out));
            let left: BTreeSet<String> = words::words(&text).into_iter().map(|w| w.folded).collect();
            for word in telling(&name).into_iter().chain(telling(&firm)) {
                prop_assert!(common.contains(&word) || !left.contains(&word), "{word:?} of {name:?} at {firm:?} in {format:?}:\n{text}");
            }
        }
    }

    #[test]
    fn redaction_takes_any_text(text in any::<String>()) {
        let text = crate::text::clean_block(&text);
        let _ = redacted(&[], &[&text], &text, Some(&text), &text);
    }
}
