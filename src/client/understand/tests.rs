use super::*;
use crate::client::moves::tests::{persona, script};
use crate::listen::{Listener, Speaker};
use crate::script::catalogue;

fn turn(said: &str) -> Turn {
    let heard = Listener::new(catalogue::vocabulary())
        .unwrap()
        .hear(Speaker::Coach, said);
    Turn::new(said, &heard, &Index::new(&persona("acquired"), &script()))
}

#[test]
fn a_line_asks_in_one_of_three_ways_or_not() {
    for (line, how) in [
        ("What is going on?", Asks::Open),
        ("How do you sleep at the moment?", Asks::Open),
        ("Tell me about the day you found out.", Asks::Open),
        ("What else?", Asks::Open),
        ("How many are there?", Asks::Fact),
        ("Who decides?", Asks::Fact),
        ("And by when?", Asks::Fact),
        ("Is it slow?", Asks::YesNo),
        ("Do you decide that?", Asks::YesNo),
        ("So it is slow.", Asks::No),
        ("Good morning.", Asks::No),
        ("", Asks::No),
    ] {
        assert_eq!(turn(line).asks, how, "{line}");
    }
}

#[test]
fn silence_is_nothing_or_dots() {
    for line in ["", "  ", "...", "…", ". . ."] {
        assert!(turn(line).silent, "{line:?}");
    }
    assert!(!turn("?").silent && !turn("mm").silent);
}

#[test]
fn two_questions_are_told_from_one() {
    assert!(turn("How many are there? And who is waiting for them?").two);
    assert!(turn("What happened and who told you?").two);
    assert!(!turn("What happened?").two);
    assert!(!turn("You said that it is slow. What is behind that?").two);
}

/// The thing that a line asks for most, by its words alone.
#[test]
fn a_line_is_nearest_to_what_it_asks_for() {
    let persona = persona("acquired");
    for (line, wanted) in [
        ("How are the six taking it?", "six"),
        ("Did you sleep last night?", "nights"),
        ("What's the number of recipes left?", "count"),
        ("How did you hear of it being sold?", "sold"),
        ("And Tariq?", "tariq-house"),
    ] {
        let near = turn(line).near.asks;
        let best = (0..near.len())
            .max_by(|a, b| near[*a].total_cmp(&near[*b]))
            .unwrap();
        assert_eq!(persona.holds[best].id, wanted, "{line}");
    }
}

#[test]
fn any_text_is_understood_somehow() {
    for text in ["\u{0}", "🙂🙂", "’s", "ﬀ ﬁ", "a\u{301}?", "𝓌𝒽𝒶𝓉?", "?!?!"] {
        let _ = turn(text);
    }
    let _ = turn(&"what ".repeat(20_000));
}
