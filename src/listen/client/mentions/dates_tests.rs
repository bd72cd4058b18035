use super::*;

fn found(text: &str) -> Vec<&str> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let mut out = Vec::new();
    dates(&tokens, text, &mut out);
    out.into_iter().map(|at| text.get(at).unwrap()).collect()
}

#[test]
fn dates_are_found_with_what_belongs_to_them() {
    let cases: &[(&str, &[&str])] = &[
        (
            "It must be done by the end of March.",
            &["by the end of March"],
        ),
        ("See you next Tuesday", &["next Tuesday"]),
        ("we decide in Q3", &["in Q3"]),
        ("it starts on the 14th.", &["on the 14th"]),
        ("I am back in two weeks", &["in two weeks"]),
        ("signed on 12 May 2027", &["on 12 May 2027"]),
        ("call me tomorrow morning, please", &["tomorrow morning"]),
        ("last year it was worse", &["last year"]),
        ("the meeting is at half past nine", &["at half past nine"]),
        ("by the end of the quarter", &["by the end of the quarter"]),
        (
            "next Tuesday at half past nine",
            &["next Tuesday at half past nine"],
        ),
        ("on May 12th, 2027 we sign", &["on May 12th, 2027"]),
        ("the 3rd of June", &["the 3rd of June"]),
        ("until 2027-05-12", &["until 2027-05-12"]),
        ("on 12/05/2027", &["on 12/05/2027"]),
        ("on 12.05.2027", &["on 12.05.2027"]),
        ("at 15:30 today", &["at 15:30 today"]),
        ("around 3pm", &["around 3pm"]),
        ("three years ago we tried", &["three years ago"]),
        ("a couple of months ago", &["a couple of months ago"]),
        ("I may not be here in spring", &["in spring"]),
        ("since 2019", &["since 2019"]),
        ("it is due in 10 days", &["in 10 days"]),
        ("Monday or Wednesday", &["Monday", "Wednesday"]),
        ("the day after tomorrow", &["the day after tomorrow"]),
        ("before Christmas", &["before Christmas"]),
        ("over the next few months", &["over the next few months"]),
        ("within a week", &["within a week"]),
        ("at 9", &["at 9"]),
        ("I have another at eleven.", &["at eleven"]),
        ("last night I lay awake", &["last night"]),
        ("in early May", &["in early May"]),
        ("by March", &["by March"]),
        ("We may march on", &[]),
        ("I may leave", &[]),
        ("on the 14th floor", &[]),
        ("it takes two weeks", &[]),
        ("at eleven percent", &[]),
        ("9 people in 3 teams", &[]),
        ("on the second page", &[]),
        ("we spring into action", &[]),
        ("one of these days", &[]),
        ("quarter of the staff", &[]),
        ("5:1", &[]),
        ("at 20%", &[]),
        ("the 25th anniversary", &[]),
        ("version 1.2.3", &[]),
        ("the sun and the sea", &[]),
        ("she wed a sailor", &[]),
        ("2027 pieces", &[]),
        ("order 12/7", &[]),
        ("a second chance", &[]),
        ("fall behind", &[]),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = found(text);
        if &found != expected {
            wrong.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
