use super::*;

fn hint(text: &str, asked: Option<Question>) -> Option<String> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let sign = evasion(&tokens, text, asked)?;
    assert!(sign.confidence <= 0.6, "{text:?}");
    Some(text.get(sign.at)?.to_owned())
}

#[test]
fn ways_round_a_question_are_hinted_at() {
    let open = Some(Question::Open);
    let closed = Some(Question::Closed);
    let cases: &[(&str, Option<Question>, bool)] = &[
        ("It depends", None, true),
        ("Hard to say.", closed, true),
        ("That's hard to say", None, true),
        ("We'll see", None, true),
        ("Why do you ask?", open, true),
        ("Let's talk about something else", None, true),
        ("No comment", None, true),
        ("You know how it is", None, true),
        ("I'd rather talk about the budget", open, true),
        ("I’d rather not say", open, true),
        ("Can we change the subject?", None, true),
        ("Can we move on", None, true),
        ("It is what it is", None, true),
        ("You'd have to ask my boss", None, true),
        ("I don't want to talk about it", None, true),
        ("Fine.", open, true),
        ("Oh, fine, thanks", open, true),
        ("Dunno", open, true),
        ("No idea.", open, true),
        ("Not much", open, true),
        ("I don't know", open, true),
        ("Fine.", closed, false),
        ("Fine.", None, false),
        ("Fine, and then my mother died", open, false),
        ("No", closed, false),
        ("Nothing works since Monday", open, false),
        ("We depend on the weather", None, false),
        ("I find it hard to tell him", None, false),
        ("I'll see you on Friday", None, false),
        ("We'll see what the board decides", None, false),
        ("Let's talk about the budget", open, false),
        ("Nobody comments on it", None, false),
        ("You know how they work", None, false),
        ("I'd rather go home", open, false),
        ("They moved on", None, false),
        ("Everybody says it is fine work", open, false),
        ("I asked why", None, false),
        ("I remember exactly what he said", open, false),
        ("It was good for a year", open, false),
        ("The usual suspects complained", open, false),
        ("", open, false),
    ];
    let mut wrong = Vec::new();
    for (text, asked, expected) in cases {
        let hint = hint(text, *asked);
        if hint.is_some() != *expected {
            wrong.push(format!("{text:?} after {asked:?}: {hint:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
