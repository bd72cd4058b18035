use super::*;
use crate::listen::client::mentions::people;
use Cue::{
    Change, Conflict, Deadline, Decision, Fear, Loss, Money, PastFailure, Person, Strain, Unsaid,
};

fn kinds(text: &str) -> Vec<Cue> {
    found(text).into_iter().map(|sign| sign.what).collect()
}

fn found(text: &str) -> Vec<Sign<Cue>> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    let (mut who, mut out) = (Vec::new(), Vec::new());
    people(&tokens, text, &mut who);
    cues(&tokens, &who, &mut out);
    out
}

/// What is in the text, whatever else there is.
const THERE: &[(&str, &[Cue])] = &[
    ("We were bought on Monday", &[Change]),
    ("I may not be the one sitting here in spring", &[Loss]),
    ("I may not be here in spring", &[Loss]),
    ("Anyway. Routing.", &[Unsaid]),
    ("I found out from the trade press", &[Unsaid]),
    ("They laid off forty people", &[Loss]),
    ("two of my engineers were let go", &[Loss, Person]),
    ("My mother died in March", &[Loss, Person]),
    ("He handed in his notice", &[Loss]),
    ("we lost our biggest customer", &[Loss]),
    ("she is leaving us", &[Loss]),
    ("my husband is seriously ill", &[Loss, Person]),
    ("We are going through a divorce", &[Loss]),
    ("They're closing the plant", &[Loss]),
    ("I worry about it", &[Fear]),
    ("It keeps me up at night", &[Fear]),
    ("my job is on the line", &[Fear]),
    ("what if it fails", &[Fear, PastFailure]),
    ("It has to run by the end of the quarter", &[Deadline]),
    ("There's a deadline", &[Deadline]),
    ("We need it by Friday", &[Deadline]),
    ("the audit is in May", &[Deadline]),
    ("we're running out of time", &[Deadline]),
    ("The contract ends soon", &[Deadline]),
    ("Sales and production are fighting", &[Conflict]),
    ("We don't get along", &[Conflict]),
    ("she goes behind my back", &[Conflict]),
    ("people complain daily", &[Conflict]),
    ("there is a lot of politics", &[Conflict]),
    ("We have a new CEO", &[Change]),
    ("after the takeover", &[Change]),
    ("they are reorganising everything", &[Change]),
    ("My wife is pregnant", &[Change, Person]),
    ("The board decides in May", &[Decision]),
    ("I have to choose", &[Decision]),
    ("I can't make up my mind", &[Decision]),
    ("it's not my call", &[Decision]),
    ("We tried that before", &[PastFailure]),
    ("I've been burned", &[PastFailure]),
    ("the last vendor was no better", &[PastFailure]),
    ("it didn't work", &[PastFailure]),
    ("It went badly wrong, a disaster", &[PastFailure]),
    ("I can't sleep", &[Strain]),
    ("we're understaffed", &[Strain]),
    ("I'm doing two jobs", &[Strain]),
    ("We work weekends", &[Strain]),
    ("under a lot of pressure", &[Strain]),
    ("they cut the budget", &[Money]),
    ("We can't afford it", &[Money]),
    ("it costs us a fortune", &[Money]),
    ("the margins are thin", &[Money]),
    ("It's a long story", &[Unsaid]),
    ("don't get me started", &[Unsaid]),
    ("I shouldn't say", &[Unsaid]),
    ("it's complicated", &[Unsaid]),
    ("between you and me", &[Unsaid]),
    ("so, you know. Peachy.", &[Unsaid]),
    ("my boss wants it", &[Person]),
    ("our cfo said so", &[Person]),
    ("I spoke with Anna", &[Person]),
    ("not only a deadline", &[Deadline]),
    ("It cost us $400", &[Money]),
];

/// What is not there, whatever else is.
const NOT_THERE: &[(&str, &[Cue])] = &[
    ("There is no deadline", &[Deadline]),
    ("nobody is leaving us", &[Loss]),
    ("we don't have a budget", &[Money]),
    ("there were no layoffs", &[Loss]),
    ("We aren't being acquired", &[Change]),
    ("without any conflict", &[Conflict]),
    ("I'm not worried", &[Fear]),
    ("it hasn't been decided yet", &[PastFailure]),
    ("a fire drill", &[Loss]),
    ("cut and paste it", &[Money]),
    ("the lost and found", &[Loss]),
    ("conflict of interest policy", &[Conflict]),
    ("on the left hand", &[Loss]),
    ("let's move on", &[Change]),
    ("the deadlock", &[Deadline]),
    ("undecidedly", &[Decision]),
    ("we play board games", &[Decision]),
    ("I passed the exam", &[Loss]),
    ("a dead battery", &[Loss]),
    ("I tried the cake", &[PastFailure]),
    ("it was a fair price", &[Loss, Fear, Conflict]),
    ("by car", &[Deadline]),
    ("by and large", &[Deadline]),
    ("due process", &[Deadline]),
    ("the row of seats by the wall", &[Deadline]),
    ("we meet in the office", &[Person, Change, Decision]),
    ("I know", &[Unsaid, Person]),
    ("the weather changes", &[Change]),
    ("Which is fine", &[Person]),
    (
        "the report is ready",
        &[Loss, Fear, Deadline, Money, Strain],
    ),
    ("that's how we work", &[Strain, PastFailure]),
    ("I'll close the window", &[Loss]),
    ("change the subject", &[Change]),
];

#[test]
fn cues_are_heard() {
    let mut wrong = Vec::new();
    for (text, expected) in THERE {
        let kinds = kinds(text);
        if !expected.iter().all(|cue| kinds.contains(cue)) {
            wrong.push(format!("{text:?}: {kinds:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_no_cue_is_not_heard() {
    let mut wrong = Vec::new();
    for (text, unexpected) in NOT_THERE {
        let kinds = kinds(text);
        if unexpected.iter().any(|cue| kinds.contains(cue)) {
            wrong.push(format!("{text:?}: {kinds:?}, not {unexpected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_kind_has_its_words_once() {
    let text = "We lost our biggest customer, and our biggest customer was lost. We were let go.";
    let words: Vec<_> = found(text)
        .iter()
        .map(|sign| (sign.what, text.get(sign.at.clone()).unwrap()))
        .collect();
    let expected = [
        (Loss, "lost our biggest customer"),
        (Person, "our biggest customer"),
        (Person, "our biggest customer"),
        (Loss, "let go"),
    ];
    assert_eq!(words, expected);
}
