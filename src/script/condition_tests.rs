use super::*;
use proptest::prelude::*;

struct Known;

impl Facts for Known {
    fn choice(&self, id: &str) -> Option<&str> {
        match id {
            "viable" => Some("not yet"),
            "sure" => Some("yes"),
            _ => None,
        }
    }
    fn number(&self, id: &str) -> Option<f64> {
        (id == "energy").then_some(4.0)
    }
    fn answered(&self, id: &str) -> bool {
        id == "issue"
    }
    fn knows(&self, step: &str, known: &str) -> bool {
        (step, known) == ("outcome", "measure")
    }
    fn later_conversation(&self) -> bool {
        true
    }
}

#[test]
fn a_condition_holds_when_each_of_its_clauses_does() {
    let cases = [
        ("sure is yes", true),
        ("sure is Yes", true),
        ("sure is no", false),
        ("sure is not no", true),
        ("sure is not yes", false),
        // What is open compares with nothing.
        ("other is yes", false),
        ("other is not yes", false),
        ("other is over 0", false),
        ("other is under 9", false),
        ("other is open", true),
        ("issue is answered", true),
        ("issue is open", false),
        ("energy is under 4", false),
        ("energy is under 4.5", true),
        ("energy is over 3", true),
        ("energy is over -3", true),
        ("energy is over 4", false),
        ("outcome knows measure", true),
        ("outcome lacks measure", false),
        ("outcome lacks date", true),
        ("later conversation", true),
        ("first conversation", false),
        ("sure is yes and later conversation", true),
        (
            "sure is yes and energy is over 3 and issue is answered",
            true,
        ),
        ("sure is yes and first conversation", false),
    ];
    for (text, holds) in cases {
        let condition = Condition::parse(text).unwrap();
        assert_eq!(condition.holds(&Known), holds, "{text}");
        assert_eq!(
            Condition::parse(&condition.to_string()).unwrap(),
            condition,
            "{text}"
        );
    }
}

#[test]
fn where_the_words_are_an_option_the_option_is_meant() {
    let options = |id: &str| match id {
        "viable" => vec!["yes", "not yet", "no", "yet"],
        "door" => vec!["open", "shut", "over 9"],
        "lack" => vec!["Time", "Time and money"],
        _ => Vec::new(),
    };
    let cases = [
        ("viable is not yet", "not yet", false),
        ("viable is not not yet", "not yet", true),
        ("viable is not no", "no", true),
        ("door is open", "open", false),
        ("door is over 9", "over 9", false),
        ("lack is time and money", "Time and money", false),
        ("lack is time and door is open", "Time", false),
        ("lack is more", "more", false),
    ];
    for (text, wanted, negated) in cases {
        let placed = parse_with(text, options).unwrap();
        let Clause::Is { value, not, .. } = &placed[0].clause else {
            panic!("{text}: {placed:?}")
        };
        assert_eq!((value.as_str(), *not), (wanted, negated), "{text}");
    }
}

#[test]
fn a_slip_is_named_where_it_stands() {
    let cases = [
        ("", "", "a condition is missing here"),
        ("viable", "", "`is`, `knows` or `lacks` is missing here"),
        ("viable was no", "was", "`was` is not something"),
        ("viable is", "", "what it has to be is missing"),
        ("viable is and", "and", "what it has to be is missing"),
        ("viable is not", "", "`is not` wants"),
        ("viable is not answered", "answered", "`is not` wants"),
        ("energy is over", "", "a figure is missing"),
        ("energy is over four", "four", "`four` is not a figure"),
        ("energy is over inf", "inf", "`inf` is not a figure"),
        ("energy is over 3 or so", "or", "`or` does not belong here"),
        ("issue is answered and", "", "a condition is missing"),
        (
            "later conversation viable is no",
            "viable",
            "`viable` does not belong",
        ),
        ("outcome lacks", "", "a must-know is missing"),
        ("Viable is no", "Viable", "`Viable` is not the id"),
        ("{issue} is no", "{issue}", "`{issue}` is not the id"),
    ];
    for (text, marked, what) in cases {
        let slip = Condition::parse(text).unwrap_err();
        assert_eq!(text.get(slip.at.clone()), Some(marked), "{text}: {slip}");
        assert!(slip.what.starts_with(what), "{text}: {slip}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_condition_or_a_slip(text in any::<String>()) {
        if let Err(slip) = Condition::parse(&text) {
            prop_assert!(text.get(slip.at).is_some());
        }
    }

    #[test]
    fn what_looks_like_a_condition_is_one_or_a_slip(
        words in prop::collection::vec(
            "is|not|yet|and|over|under|answered|open|knows|lacks|first|later|conversation|a|4|-|é| ", 0..9)
    ) {
        let text = words.join(" ");
        match Condition::parse(&text) {
            Ok(condition) => {
                condition.holds(&Known);
                prop_assert_eq!(Condition::parse(&condition.to_string()), Ok(condition));
            }
            Err(slip) => prop_assert!(text.get(slip.at).is_some()),
        }
    }
}
