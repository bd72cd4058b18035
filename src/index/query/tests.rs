use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn read(text: &str, typing: bool) -> Result<Query, QueryError> {
    let today = date(2026, 11, 18);
    parse(text, Reading { today, typing })
}

/// A query in a form that can be compared at a glance.
fn told(query: &Query) -> String {
    let phrase = |p: &Phrase| format!("{}{}", p.words.join("_"), if p.open_end { "*" } else { "" });
    let clauses = query.clauses.iter().map(|c| {
        let what = match &c.what {
            What::Words(p) => phrase(p),
            What::Person(p) => format!("person={}", phrase(p)),
            What::PersonId(id) => format!("person-id={id}"),
            What::Organisation(p) => format!("org={}", phrase(p)),
            What::Script(p) => format!("script={}", phrase(p)),
            What::Feeling(p) => format!("feeling={}", phrase(p)),
            What::Mode(mode) => format!("{mode:?}"),
            What::Viability(v) => format!("{v:?}"),
            What::Step(step) => format!("step={step}"),
            What::Open => "open".to_owned(),
            What::Ended(how) => format!("ended={how:?}"),
            What::Began { from, to } => {
                let day = |d: &Option<Date>| d.map_or(String::new(), |d| d.to_string());
                format!("{}..{}", day(from), day(to))
            }
        };
        format!("{}{what}", if c.without { "-" } else { "" })
    });
    clauses.collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_typed_is_understood() {
    let cases = [
        ("", ""),
        ("Worried", "worried"),
        ("month  end", "month end"),
        ("\"month end\" board*", "month_end board*"),
        ("“month end”", "month_end"),
        ("don't", "don_t"),
        ("-budget - \"-x\"", "-budget x"),
        ("-\"two years\"", "-two_years"),
        ("person:Ana", "person=ana"),
        ("ended:walked -ended:won", "ended=WalkedAway -ended=Won"),
        ("-PERSON:\"Ana Ruiz\"", "-person=ana_ruiz"),
        ("org:mills organisation:mi*", "org=mills org=mi*"),
        (
            "script:warm-up feeling:\"worn down\"",
            "script=warm_up feeling=worn_down",
        ),
        ("mode:practice mode:r", "Practice Run"),
        (
            "viability:not-yet viability:\"not yet\" viability:no",
            "NotYet NotYet No",
        ),
        ("has:open step:Impact", "open step=impact"),
        ("on:yesterday", "2026-11-17..2026-11-17"),
        ("after:\"last month\"", "2026-11-01.."),
        ("since:\"last month\"", "2026-10-01.."),
        ("before:2026", "..2025-12-31"),
        ("on:2025-02", "2025-02-01..2025-02-28"),
        ("10:30 http://x", "10_30 http_x"),
        ("納期 ☂", "納_期 ☂"),
        ("a\"b c\"", "a b_c"),
        ("... ana", "ana"),
    ];
    for (text, expected) in cases {
        let query = read(text, false).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(told(&query), expected, "{text}");
    }
}

#[test]
fn what_is_still_being_typed_may_go_on() {
    let cases = [
        ("wor", "wor*"),
        ("month en", "month en*"),
        ("wor ", "wor"),
        ("\"month e", "month"),
        ("\"month en", "month_en*"),
        ("\"month end\"", "month_end"),
        ("-bud", "-bud*"),
        ("person:an", "person=an*"),
        ("person:", ""),
        ("viability:n", ""),
        ("viability:no", "No"),
        ("since:las", ""),
        ("mode:p", "Practice"),
        ("e-", "e"),
        ("!", ""),
        ("*", ""),
    ];
    for (text, expected) in cases {
        let query = read(text, true).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(told(&query), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_meant_is_said_with_its_place() {
    let cases = [
        ("ana \"month", "month", "not closed", "at its end"),
        ("x persn:ana", "persn", "no `persn:`", "`person:`"),
        ("mode:dead", "dead", "knows no “dead”", "mode:practice"),
        ("has:cake", "cake", "knows no “cake”", "has:open"),
        ("on:someday", "someday", "is no date", "on:yesterday"),
        ("step:", "", "nothing stands behind `step:`", "step:impact"),
        ("ana *", "*", "* alone", "beginning of a word"),
        ("?!", "?!", "there is no word in “?!”", "letters"),
    ];
    for (text, place, what, mend) in cases {
        let error = read(text, false).unwrap_err();
        assert_eq!(text.get(error.span.clone()), Some(place), "{text}: {error}");
        assert!(error.what.contains(what), "{text}: {error}");
        assert!(error.mend.contains(mend), "{text}: {error}");
    }
    assert!(read(&"a ".repeat(33), false).is_err());
    assert!(read(&"a".repeat(2_001), false).is_err());
}

proptest! {
    #[test]
    fn anything_may_be_typed(text in any::<String>(), typing in any::<bool>()) {
        if let Err(error) = read(&text, typing) {
            prop_assert!(text.get(error.span.clone()).is_some());
            prop_assert!(!error.what.is_empty() && !error.mend.is_empty());
        }
    }

    #[test]
    fn pieces_of_queries_in_any_order_are_read(
        pieces in proptest::collection::vec("(-?(person|org|mode|step|on|has)?:?\"?[a-zé*:\" ]{0,6}\"?)", 0..6),
        typing in any::<bool>(),
    ) {
        let text = pieces.join(" ");
        match read(&text, typing) {
            Err(error) => prop_assert!(text.get(error.span).is_some()),
            Ok(query) => for clause in query.clauses {
                if let What::Words(phrase) = clause.what {
                    prop_assert!(!phrase.words.is_empty());
                }
            },
        }
    }

    #[test]
    fn plain_words_are_all_asked_for(words in proptest::collection::vec("[a-z]{1,8}", 1..8)) {
        let query = read(&words.join(" "), false).unwrap();
        prop_assert_eq!(told(&query), words.join(" "));
    }
}
