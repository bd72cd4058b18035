use super::*;

fn said(text: &str) -> Option<Binding> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    binding(&tokens, text).map(|sign| sign.what)
}

const STRONG: &[&str] = &[
    "I'll send it Tuesday",
    "I will call him",
    "Count on me",
    "You'll have it by Friday",
    "Deal.",
    "Okay, deal!",
    "I promise",
    "Let's do it",
    "We’ll sign on Monday.",
    "I'm going to talk to my boss tomorrow",
    "I will definitely bring the numbers",
    "Will do.",
    "Consider it done",
    "Leave it with me",
    "I won't let you down",
    "I'll make sure that she knows",
    "You have my word",
    "I can't do Monday, but I'll send it Tuesday",
    "ill send it tomorrow",
    "We commit to that",
];

const HEDGED: &[&str] = &[
    "I'll try",
    "I'll see what I can do",
    "I might",
    "Probably.",
    "We should be able to do that",
    "Hopefully",
    "We'll look into it",
    "Let me think about it",
    "I'll get back to you",
    "I'll send it, probably",
    "Maybe I'll call him",
    "I'll try to send it Tuesday",
    "I'll send it if I can",
    "I guess I'll ask her",
    "I can't promise anything",
    "We'll see.",
    "Should be able to",
];

const REFUSED: &[&str] = &[
    "I won't",
    "I'm not going to do that",
    "No way",
    "I can't commit to that",
    "Not happening",
    "I'd rather not",
    "We will not sign this",
    "Absolutely not.",
    "I refuse",
    "Count me out",
    "I'll try, but I can't commit",
    "There's no way I sign that",
    "That's not going to happen",
];

const NONE: &[&str] = &[
    "he'll be angry",
    "it will rain",
    "I would have",
    "I sent it Tuesday",
    "They'll send it",
    "I promised him that once",
    "It's a big deal",
    "We deal with that daily",
    "I'll be fired",
    "I'll be honest with you",
    "I told him I'll call",
    "Shall I send it?",
    "She won't",
    "It probably works",
    "Hopefully it works",
    "There's no way of knowing",
    "I might have been wrong",
    "I may not be here in spring",
    "He might call",
    "I'll regret it",
    "You'll get the idea",
    "We did it",
    "I could hear him",
    "The vendor should be able to do that",
    "If I'll be there, fine",
    "I wouldn't",
    "They refuse to pay",
    "We will be let go",
    "I'll tell you what",
    "The deal closed",
    "",
];

#[test]
fn promises_are_told_from_hedges_refusals_and_what_is_none() {
    let lists = [
        (STRONG, Some(Binding::Strong)),
        (HEDGED, Some(Binding::Hedged)),
        (REFUSED, Some(Binding::Refused)),
        (NONE, None),
    ];
    let mut wrong = Vec::new();
    for (texts, expected) in lists {
        for text in texts {
            let found = said(text);
            if found != expected {
                wrong.push(format!("{text:?}: {found:?}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
