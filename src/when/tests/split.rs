use super::super::split_due;
use super::WEDNESDAY;

#[test]
fn takes_the_phrase_out_wherever_it_stands() {
    let rows = [
        ("send the draft by friday", "send the draft", "by friday"),
        (
            "  send the draft by friday  ",
            "send the draft",
            "by friday",
        ),
        (
            "send the draft by friday please",
            "send the draft please",
            "by friday",
        ),
        ("By Friday, send the draft", "send the draft", "By Friday"),
        ("By Friday send the draft", "send the draft", "By Friday"),
        ("Friday: send the draft", "send the draft", "Friday"),
        ("send the draft, by friday", "send the draft", "by friday"),
        ("send the draft - friday", "send the draft", "friday"),
        ("send the draft by friday.", "send the draft.", "by friday"),
        ("send the draft (by friday)", "send the draft", "by friday"),
        (
            "send the draft (by friday) to Zoë",
            "send the draft to Zoë",
            "by friday",
        ),
        ("send it, by friday, to Zoë", "send it, to Zoë", "by friday"),
        ("can we do friday?", "can we do?", "friday"),
        ("call on monday at 10:30", "call at 10:30", "on monday"),
        ("pay 3.12. at the latest", "pay", "3.12. at the latest"),
        ("friday", "friday", "friday"),
        (" by friday! ", "by friday!", "by friday"),
    ];
    for (typed, text, phrase) in rows {
        let (rest, due) = split_due(typed, WEDNESDAY);
        assert_eq!(
            (rest.as_str(), due.map(|(_, phrase)| phrase).as_deref()),
            (text, Some(phrase)),
            "{typed}"
        );
    }
}

#[test]
fn leaves_a_text_without_a_date_alone() {
    assert_eq!(
        split_due("  send the draft, please ", WEDNESDAY),
        ("send the draft, please".to_owned(), None)
    );
    assert_eq!(split_due("", WEDNESDAY), (String::new(), None));
}
