//! What is offered, and for which moment.

use super::*;

#[test]
fn the_missed_cue_comes_first_and_then_what_lost_most() {
    let debrief = practice(mixed());
    assert!(debrief.advice.len() <= 3);
    let keep = advised(&debrief, AdviceKind::Keep);
    assert_eq!((keep.len(), keep[0].line), (1, Some(2)));
    assert_eq!(
        keep[0].what,
        "You took up what they had let drop. They told what they feel. Trust rose from 4.0 to 4.5."
    );
    let tries = advised(&debrief, AdviceKind::Try);
    assert_eq!([tries[0].line, tries[1].line], [Some(10), Some(4)]);
    let better = persona().cue("tea").unwrap().better.clone();
    assert_eq!(tries[0].better, Some(better));
    assert_eq!(
        tries[1].what,
        "You pitched before you knew what they want. Trust fell from 4.5 to 3.0."
    );
    assert_eq!(
        tries[1].quote.as_deref(),
        Some("“Our platform has helped companies like yours to save 20 percent.”")
    );
    // The client's own words of that moment, and a probe of the step.
    assert_eq!(
        tries[1].better.as_deref(),
        Some(
            "You said “I wake up with colours, and I feel lost”. Tell me more about that last part."
        )
    );
}

#[test]
fn what_was_asked_already_is_not_offered() {
    let mut kinds = mixed();
    kinds.insert(1, said("issue", "Tell me more about that last part."));
    let debrief = practice(kinds);
    let tries = advised(&debrief, AdviceKind::Try);
    let better = tries.iter().find(|a| a.line == Some(5)).unwrap();
    assert_eq!(
        better.better.as_deref(),
        Some("You said “I wake up with colours, and I feel lost”. What makes it matter now?")
    );
}

#[test]
fn a_better_line_quotes_nothing_that_was_said_later() {
    let debrief = practice(vec![
        reply("opened", "Good morning to you all then.", 4.0).kept(),
        said(
            "clarify",
            "Our platform has helped companies like yours to save 20 percent.",
        ),
        reply("cooled", "I am sure that it has.", 2.0)
            .moves(
                "self-orientation",
                1.0,
                "You pitched before you knew what they want.",
            )
            .kept(),
        said("clarify", "Sorry. What is it about?"),
        reply("disclosed", "The recipes go in too slowly for them.", 2.5)
            .tells(&["recipes-slow"])
            .kept(),
    ]);
    let tries = advised(&debrief, AdviceKind::Try);
    assert_eq!(tries[0].line, Some(2));
    let better = tries[0].better.as_deref().unwrap();
    assert!(!better.contains("recipes"), "{better}");
    assert!(
        better.starts_with("You said “Good morning to you all then”."),
        "{better}"
    );
}

#[test]
fn a_filled_prompt_comes_before_a_probe() {
    let debrief = practice(vec![
        reply("opened", "Good morning.", 4.0).kept(),
        said("issue", "What is it about?"),
        reply("disclosed", "The recipes go in too slowly for them.", 4.5)
            .tells(&["recipes-slow"])
            .kept(),
        said("clarify", "What have you tried?"),
        reply("disclosed", "A scanner that couldn't read my hand.", 4.5)
            .tells(&["tried"])
            .kept(),
        said(
            "clarify",
            "Our platform has helped companies like yours to save 20 percent.",
        ),
        reply("cooled", "I'm sure.", 3.0)
            .moves(
                "self-orientation",
                1.0,
                "You pitched before you knew what they want.",
            )
            .kept(),
    ]);
    let tries = advised(&debrief, AdviceKind::Try);
    assert_eq!(
        tries[0].better.as_deref(),
        Some(
            "You said “The recipes go in too slowly for them”. What do you think lies underneath?"
        )
    );
}

#[test]
fn making_them_feel_is_asked_better() {
    let debrief = practice(vec![
        reply("opened", "I told my people that nothing changes.", 4.0).kept(),
        said("impact", "How does that make you feel?"),
        reply("deflected", "It doesn't make me anything.", 3.6)
            .moves(
                "intimacy",
                -0.4,
                "You asked what makes them feel, and not what they feel.",
            )
            .kept(),
    ]);
    let better = advised(&debrief, AdviceKind::Try)[0].better.as_deref();
    let better = better.unwrap();
    assert!(better.contains("do you feel"), "{better}");
}

#[test]
fn where_nothing_was_gained_what_was_there_is_kept() {
    let debrief = practice(vec![
        reply("opened", "Before we start: we were bought on Monday.", 4.0).kept(),
        said("issue", "Our platform saves 20 percent."),
        reply("cooled", "I'm sure.", 3.0)
            .moves(
                "self-orientation",
                1.0,
                "You pitched before you knew what they want.",
            )
            .kept(),
    ]);
    let keep = advised(&debrief, AdviceKind::Keep);
    assert_eq!(keep[0].what, "You let them speak first.");
    assert_eq!(keep[0].line, Some(1));
    // Nothing at all: nothing is made up.
    assert!(practice(Vec::new()).advice.is_empty());
    assert!(live(Vec::new()).advice.is_empty());
}

#[test]
fn of_what_was_noted_the_strongest_feeling_is_kept_and_the_gaps_are_tried() {
    let debrief = live(vec![
        answer("issue", "The close takes nine days and nobody trusts it."),
        answer("impact", "Two people have left since the spring."),
        feeling("impact", "worried", Some(2)),
        feeling("impact", "worn down", Some(5)),
        answer("future", "A third one leaves by the summer."),
        closed(),
    ]);
    let keep = advised(&debrief, AdviceKind::Keep)[0];
    assert_eq!(
        (keep.line, keep.quote.as_deref()),
        (Some(4), Some("“worn down”"))
    );
    assert_eq!(
        keep.what,
        "You heard what they feel, 5 of 5, and kept their word for it."
    );
    let tries = advised(&debrief, AdviceKind::Try);
    assert_eq!(
        tries[0].what,
        "In “if nothing changes” there are facts, and no feeling."
    );
    assert_eq!(tries[0].line, Some(5));
    let better = tries[0].better.as_deref().unwrap();
    assert!(better.contains("you feel"), "{better}");
    assert_eq!(
        tries[1].what,
        "Nobody has promised anything: it was left open who does what by when."
    );
}

#[test]
fn a_promise_without_a_date_is_asked_for_its_day() {
    let debrief = live(vec![
        answer("issue", "The close takes nine days and nobody trusts it."),
        promise(Owner::Them, "ask the CFO", None),
    ]);
    let dated = debrief
        .advice
        .iter()
        .find(|a| a.what.contains("no date"))
        .unwrap();
    assert_eq!(dated.line, Some(2));
    assert_eq!(
        dated.better.as_deref(),
        Some("What will you take on, and by when?")
    );
}

#[test]
fn a_long_turn_and_no_what_else_are_tried() {
    let debrief = live(vec![
        speaks(Who::Client),
        answer("issue", "The close takes nine days and nobody trusts it."),
        speaks(Who::Me),
        promise(Owner::Us, "send it", Some("2026-12-01")),
        promise(Owner::Them, "read it", Some("2026-12-02")),
        parked("the planner"),
        speaks(Who::Client),
    ]);
    let tries = advised(&debrief, AdviceKind::Try);
    assert_eq!(
        tries[0].what,
        "Before this you spoke for 0:04; their longest stretch was 0:02."
    );
    assert_eq!(
        tries[1].what,
        "In “the issue” you never asked “what else?”."
    );
    assert_eq!(
        tries[1].better.as_deref(),
        Some("You said “The close takes nine days and nobody trusts it”. What else?")
    );
    assert_eq!(
        advised(&debrief, AdviceKind::Keep)[0].what,
        "Both sides have promised something, with a date."
    );
}
