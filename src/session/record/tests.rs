use super::*;
use proptest::prelude::*;

fn at() -> Moment {
    Moment::parse("2026-11-21T14:03:11+01:00").unwrap()
}

#[test]
fn an_entry_is_readable_yaml() {
    let entry = Entry {
        n: 3,
        at: at(),
        t: 72_110,
        kind: Kind::Feeling(Feeling {
            step: "impact".to_owned(),
            question: None,
            word: "worn down".to_owned(),
            intensity: Some(4),
            listed: true,
            of: Some(2),
        }),
    };
    let yaml = entry.to_yaml().unwrap();
    assert_eq!(
        yaml,
        "n: 3\nat: 2026-11-21T14:03:11+01:00\nt: 72110\nfeeling:\n  step: impact\n  word: worn down\n  intensity: 4\n  listed: true\n  of: 2\n"
    );
    assert_eq!(Entry::from_yaml(&yaml).unwrap(), entry);
}

#[test]
fn what_is_no_entry_is_refused() {
    for (text, why) in [
        ("n: 1\nt: 0\nmoved: {to: a}\n", "needs its time"),
        (
            "n: 1\nat: 2026-11-21T14:03:11+01:00\nt: 0\n",
            "needs one kind",
        ),
        (
            "n: 1\nat: 2026-11-21T14:03:11+01:00\nt: 0\nspeaker: me\nmoved: {to: a}\n",
            "several",
        ),
        (
            "n: 0\nat: 2026-11-21T14:03:11+01:00\nt: 0\nspeaker: me\n",
            "begins at 1",
        ),
        (
            "n: 1\nat: 2026-11-21T14:03:11+01:00\nt: 0\nshouted: x\n",
            "shouted",
        ),
    ] {
        let fault = Entry::from_yaml(text).unwrap_err().to_string();
        assert!(fault.contains(why), "{text:?}: {fault}");
    }
}

#[test]
fn a_head_from_a_later_program_is_refused_with_a_hint() {
    let fault = Head::from_yaml("mineral: session\nversion: 9\nsurprise: yes\n").unwrap_err();
    assert!(fault.message.contains("update mineral"), "{fault}");
}

proptest! {
    /// Where the swift reader knows an entry at all, the other one reads the same.
    #[test]
    fn swift_or_not_an_entry_is_the_same(
        kind in "answer|asked|feeling|note|parked|commitment|known|moved|speaker|withdrawn|said|branch|closed|kept|ended|counted",
        lines in proptest::collection::vec("  (step|text|word|listed|what|to|of|after|index|id|known|owner|due|viability|reason|question): (issue|  a  b|true|prompt|3|0|us|talk|yes|done|won|2026-11-27)", 0..4),
        before in "(at: 2026-11-21T14:03:11[+]01:00\n|t: 9\n|n: [0-2]\n|speaker: me\n){2,4}",
    ) {
        let text = if kind == "speaker" { format!("{before}speaker: client\n") } else { format!("{before}{kind}:\n{}\n", lines.join("\n")) };
        if let Some(swift::Swift(entry)) = yaml::read_simple(&text) {
            prop_assert_eq!(yaml::read::<Doc>(&text).unwrap().into_entry().unwrap(), entry);
        }
    }

    #[test]
    fn any_words_read_back(raw in any::<String>(), cursor in 0usize..20) {
        let text = crate::text::clean_block(&raw);
        let entry = Entry { n: 1, at: at(), t: 5, kind: Kind::Answer(Answer { step: "issue".into(), question: None, text: text.clone() }) };
        prop_assert_eq!(Entry::from_yaml(&entry.to_yaml().unwrap()).unwrap(), entry);
        let cursor = if text.is_char_boundary(cursor) { cursor } else { 0 };
        let draft = Draft { n: 2, t: 9, cursor, text };
        prop_assert_eq!(Draft::from_yaml(&draft.to_yaml().unwrap()).unwrap(), draft);
    }
}
