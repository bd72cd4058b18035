use super::*;

fn found(phrase: &str, text: &str) -> Option<String> {
    let mut phrases = Phrases::new();
    phrases.add(phrase, ());
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut first = None;
    for at in 0..tokens.list().len() {
        if let Some((end, ())) = phrases.longest(&tokens, at) {
            first = first.or_else(|| Some(text.get(span(&tokens, at, end)).unwrap().to_owned()));
        }
    }
    first
}

#[test]
fn phrases_are_found_as_they_are_written() {
    let cases = [
        ("by|until the? end", "until the end", Some("until the end")),
        ("by|until the? end", "it is by end", Some("by end")),
        ("the? end of", "the end of it", Some("the end of")),
        ("the? very? end", "very end", Some("very end")),
        ("i'll|i+will send", "I will send it", Some("I will send")),
        ("i'll|i+will send", "I'll send it", Some("I'll send")),
        ("i'll|i+will send", "I’ll send it", Some("I’ll send")),
        ("i'll|i+will send", "I do send it", None),
        ("worn down", "quite worn-down now", Some("worn-down")),
        ("worn down", "worn. Down", None),
        ("worn down", "worn, down", None),
        ("moved !to|on", "I was moved by it", Some("moved")),
        ("moved !to|on", "I moved to Rome", None),
        ("moved !$", "I was moved.", None),
        ("moved !$", "I was moved", None),
        ("moved !$", "moved it", Some("moved")),
        ("deal $", "deal!", Some("deal")),
        ("deal $", "deal with", None),
        ("<a|the deal", "the deal", Some("deal")),
        ("<a|the deal", "big deal", None),
        ("<!big|no deal", "big deal", None),
        ("<!big|no deal", "deal", Some("deal")),
        ("<^ deal", "Right. Deal", Some("Deal")),
        ("<^ deal", "a deal", None),
        ("<the+big deal", "the big deal", Some("deal")),
        ("in # days", "in 3 days", Some("in 3 days")),
        ("in _ days", "in three days", Some("in three days")),
        ("in _ days", "in , days", None),
        ("a b; c d", "c d", Some("c d")),
        ("a b? c", "a c", Some("a c")),
        ("a b?", "a", Some("a")),
        ("on @weekday", "on Friday", Some("on Friday")),
        ("try ~ing", "try going", Some("try going")),
        ("try ~ing", "try Bing", None),
        (
            "our .. best",
            "our new team is best",
            Some("our new team is best"),
        ),
        ("our .. best", "our team, best", None),
        ("one ... other", "one, so, other", Some("one, so, other")),
        ("one ... other", "one. other", None),
        ("you should", "you, um, should", Some("you, um, should")),
        ("well done", "Well done!", Some("Well done")),
        ("you should", "he said “you should”", None),
    ];
    for (phrase, text, expected) in cases {
        assert_eq!(
            found(phrase, text).as_deref(),
            expected,
            "{phrase} in {text}"
        );
    }
}
