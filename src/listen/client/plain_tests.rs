//! Plain sentences of people at work, and all that each lets drop.

use super::tests::all;

/// The sentence, its cues, how it binds, its dates.
const PLAIN: &[(&str, &[&str], &str, &[&str])] = &[
    (
        "Two of my best people left in spring",
        &["Loss"],
        "",
        &["in spring"],
    ),
    ("It costs us about 40,000 a month", &["Money"], "", &[]),
    ("My boss is furious", &["Person", "Conflict"], "", &[]),
    ("I don't see why we should stop", &[], "", &[]),
    ("I want to get my evenings back", &[], "", &[]),
    ("I'm worried about Friday", &["Fear"], "", &["Friday"]),
    (
        "The bakery on the corner opened in May",
        &[],
        "",
        &["in May"],
    ),
    (
        "We ship on Thursday at about nine",
        &[],
        "",
        &["on Thursday at about nine"],
    ),
    (
        "I'll talk to my boss on Monday",
        &["Person"],
        "Strong",
        &["on Monday"],
    ),
    (
        "The report goes to the board in June",
        &[],
        "",
        &["in June"],
    ),
    (
        "Our supplier raised the prices twice",
        &["Person", "Money"],
        "",
        &[],
    ),
    ("I could send you the figures", &[], "Hedged", &[]),
    ("We haven't made up our minds", &["Decision"], "", &[]),
    ("He's really angry about the delay", &["Conflict"], "", &[]),
    ("The meeting room has a big table", &[], "", &[]),
    ("She quit last week", &["Loss"], "", &["last week"]),
    ("The team meets every Monday", &[], "", &["every Monday"]),
    ("I will not sign that contract", &[], "Refused", &[]),
    ("Our plant runs three shifts", &[], "", &[]),
    (
        "We lost the Miller account in March",
        &["Loss"],
        "",
        &["in March"],
    ),
    (
        "I don't know whether I should tell her",
        &["Decision"],
        "",
        &[],
    ),
    ("They pay us about 5,000 a year", &["Money"], "", &[]),
    ("I'd rather not talk about it", &["Unsaid"], "Refused", &[]),
    (
        "It has to be finished by the end of June",
        &["Deadline"],
        "",
        &["by the end of June"],
    ),
    (
        "We tried that two years ago",
        &["PastFailure"],
        "",
        &["two years ago"],
    ),
    (
        "Sales and finance don't agree on the numbers",
        &["Conflict"],
        "",
        &[],
    ),
    ("There are no deadlines in this project", &[], "", &[]),
    ("I'll see what I can do", &[], "Hedged", &[]),
    (
        "My daughter starts school in September",
        &["Person"],
        "",
        &["in September"],
    ),
    ("The printer on the second floor works again", &[], "", &[]),
    ("They are closing our office in Leeds", &["Loss"], "", &[]),
    (
        "We took on two new people in autumn",
        &[],
        "",
        &["in autumn"],
    ),
    (
        "I work weekends since the merger",
        &["Strain", "Change"],
        "",
        &[],
    ),
    ("I don't see him on Fridays", &[], "", &["on Fridays"]),
    (
        "I, um, will send it on Monday",
        &[],
        "Strong",
        &["on Monday"],
    ),
];

#[test]
fn plain_sentences_let_drop_what_they_say_and_no_more() {
    let mut wrong = Vec::new();
    for (text, cues, binding, dates) in PLAIN {
        let found = all(text);
        let part = |nth: usize| found.get(nth).into_iter().flatten();
        let kinds = |nth: usize| part(nth).map(|(what, _)| what.as_str());
        let when: Vec<_> = part(4)
            .map(|(_, at)| text.get(at.clone()).unwrap())
            .collect();
        let bound: String = kinds(2).collect();
        if !kinds(1).eq(cues.iter().copied()) || bound != *binding || when != *dates {
            let heard: Vec<_> = kinds(1).collect();
            wrong.push(format!("{text:?}: {heard:?} {bound:?} {when:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
