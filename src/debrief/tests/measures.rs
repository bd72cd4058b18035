//! Each measure, counted by hand.

use super::super::{Way, plain};
use super::*;
use crate::session::{Judgement, Observed};

#[test]
fn steps_are_walked_where_something_was_said_told_or_noted() {
    let debrief = practice(mixed());
    let steps = measure(&debrief, MeasureId::Steps);
    assert_eq!(
        steps.figure,
        "3 of 7 · left out: if nothing changes, own contribution, ideal outcome, next steps"
    );
    assert_eq!(steps.chart.as_ref().unwrap().row(20), "■■■□□□□");
    assert_eq!(steps.lines(), [2, 6, 9]);
    // What was told of a step counts, wherever the guide stood: line 9 tells of the impact.
    assert!((steps.numbers[0].value - 43.0).abs() < 1e-9);
}

#[test]
fn what_was_left_unknown_is_named_where_the_user_noted() {
    let debrief = live(vec![answer("issue", "The close takes nine days")]);
    let steps = measure(&debrief, MeasureId::Steps);
    assert!(
        steps.notes[0].starts_with("known: 0 of "),
        "{:?}",
        steps.notes
    );
    assert_eq!(
        steps.notes[1..],
        ["left unknown, the issue: their words, one for today, why now"]
    );
}

#[test]
fn depth_is_what_was_told_of_what_there_was() {
    let debrief = practice(mixed());
    let depth = measure(&debrief, MeasureId::Depth);
    assert!(
        depth
            .figure
            .starts_with("issue 1/4 · clarify 0/5 · impact 3/6 · "),
        "{}",
        depth.figure
    );
    assert_eq!(shown(&debrief, MeasureId::Depth, "deepest"), [3]);
    assert_eq!(shown(&debrief, MeasureId::Depth, "told"), [3, 9, 11, 13]);
    assert_eq!(depth.notes[0], "deepest: what they feel");
    assert!(depth.notes[1].starts_with("of what lies behind the issue: 0 of "));
    // A thing told twice is told once.
    let twice = reply("disclosed", "Lost.", 4.0).tells(&["own-job"]);
    let debrief = practice(vec![
        reply("opened", "Hello.", 4.0).tells(&["own-job"]).kept(),
        twice.kept(),
    ]);
    assert!((number(&debrief, MeasureId::Depth, "told", "disclosures") - 1.0).abs() < 1e-9);
}

#[test]
fn warmth_goes_over_the_replies_and_says_where_it_cooled() {
    let debrief = practice(mixed());
    let warmth = measure(&debrief, MeasureId::Warmth);
    // The file of the persona has "lost 3" for it.
    assert_eq!(
        warmth.figure,
        "a feeling in 1 of 7 replies · strongest 3.0 of 5, line 3"
    );
    assert_eq!(warmth.chart.as_ref().unwrap().row(20), "▁▅▁▁▁▁▁");
    assert_eq!(
        warmth.notes,
        ["cooled at line 4: You pitched before you knew what they want."]
    );
    assert_eq!(warmth.lines(), [4, 3]);
}

#[test]
fn warmth_of_what_was_noted_goes_over_the_steps() {
    let debrief = live(vec![
        feeling("issue", "worried", Some(3)),
        feeling("issue", "worn down", Some(5)),
        feeling("impact", "angry", None),
    ]);
    let warmth = measure(&debrief, MeasureId::Warmth);
    let values: Vec<f64> = warmth
        .chart
        .iter()
        .flat_map(|c| &c.points)
        .map(|p| p.value)
        .collect();
    assert_eq!(values, [4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert!(
        warmth.figure.starts_with("a feeling in 1 of 7 steps"),
        "{}",
        warmth.figure
    );
}

#[test]
fn feelings_are_asked_for_and_named() {
    let mut kinds = mixed();
    kinds.insert(
        13,
        said("impact", "What do you feel when you think of that?"),
    );
    kinds.insert(14, reply("short", "Fine.", 3.0).kept());
    kinds.insert(15, said("impact", "How does that make you feel?"));
    kinds.insert(16, feeling("impact", "tired", Some(2)));
    let debrief = practice(kinds);
    let feelings = measure(&debrief, MeasureId::Feelings);
    assert_eq!(feelings.figure, "asked 1 time · named: lost 3, tired 2");
    assert_eq!(shown(&debrief, MeasureId::Feelings, "asked"), [14]);
    assert_eq!(
        shown(&debrief, MeasureId::Feelings, "asked what makes them feel"),
        [16]
    );
    assert_eq!(shown(&debrief, MeasureId::Feelings, "named"), [3, 17]);
}

#[test]
fn questions_are_open_or_closed() {
    let debrief = practice(mixed());
    assert_eq!(shown(&debrief, MeasureId::Questions, "closed"), [6]);
    let open = shown(&debrief, MeasureId::Questions, "open");
    assert_eq!(open, [2, 10, 12]);
    let questions = measure(&debrief, MeasureId::Questions);
    assert_eq!(questions.figure, "3 open, 1 closed");
    assert!((questions.numbers[0].value - 75.0).abs() < 1e-9);
    // The closed ones are those to look at first.
    assert_eq!(questions.lines()[0], 6);
}

#[test]
fn questions_that_were_on_the_screen_are_listened_to() {
    let debrief = live(vec![
        asked("issue", AskedWhat::Prompt, 1),
        answer("issue", "The close"),
        asked("issue", AskedWhat::Else, 0),
        answer("issue", "And hiring"),
    ]);
    assert_eq!(
        measure(&debrief, MeasureId::Questions).figure,
        "2 open, 0 closed of those that were on the screen"
    );
    assert!(
        !debrief
            .measures
            .iter()
            .any(|m| m.id == MeasureId::Reflections)
    );
    assert!(
        debrief
            .not_measured
            .iter()
            .any(|w| w.contains("reflections"))
    );
}

#[test]
fn reflections_stand_to_questions() {
    let debrief = practice(vec![
        reply(
            "opened",
            "My team has worked every Saturday since March.",
            4.0,
        )
        .kept(),
        said("issue", "Your team has worked every Saturday since March."),
        reply("confirmed", "Yes. And nobody has asked them to.", 4.2).kept(),
        said("issue", "What is that like for you?"),
        reply("short", "Hard.", 4.2).kept(),
    ]);
    let reflections = measure(&debrief, MeasureId::Reflections);
    assert_eq!(reflections.figure, "1 reflection to 1 question · 1.0 to 1");
    assert_eq!(reflections.lines(), [2]);
    assert!(
        reflections
            .references
            .iter()
            .all(|r| r.source == "MITI 4" && !r.vendor)
    );
}

#[test]
fn talk_is_words_in_a_practice_and_time_by_the_clock() {
    let debrief = practice(vec![
        reply("opened", "one two three", 4.0).kept(),
        said("issue", "one"),
    ]);
    assert_eq!(
        measure(&debrief, MeasureId::Talk).figure,
        "you 25 %, they 75 % of the words"
    );
    // Entries are a second apart: the client 3 s, the user 1 s.
    let debrief = live(vec![
        speaks(Who::Client),
        answer("issue", "a"),
        answer("issue", "b"),
        speaks(Who::Me),
        speaks(Who::Nobody),
    ]);
    assert_eq!(
        measure(&debrief, MeasureId::Talk).figure,
        "you 25 %, they 75 % of the time, by the clock key"
    );
    assert!(measure(&debrief, MeasureId::Talk).references[0].vendor);
    let silent = live(vec![answer("issue", "a")]);
    assert!(
        silent
            .not_measured
            .iter()
            .any(|w| w.contains("the clock was not kept"))
    );
}

#[test]
fn the_longest_stretch_has_its_line() {
    let debrief = practice(mixed());
    let stretch = measure(&debrief, MeasureId::Stretch);
    assert_eq!(stretch.figure, "11 words in one line");
    // Line 4 is as long: the first of them is shown.
    assert_eq!(stretch.lines(), [2]);
    let debrief = live(vec![
        speaks(Who::Me),
        speaks(Who::Client),
        speaks(Who::Me),
        speaks(Who::Me),
        answer("issue", "this came next"),
        speaks(Who::Client),
    ]);
    let stretch = measure(&debrief, MeasureId::Stretch);
    assert_eq!(stretch.figure, "0:03 in one go, by the clock key");
    assert_eq!(stretch.lines(), [5]);
}

#[test]
fn what_else_is_counted_where_the_script_suggests_it() {
    let debrief = live(vec![
        answer("issue", "The close"),
        asked("issue", AskedWhat::Else, 0),
        asked("issue", AskedWhat::Else, 0),
        asked("impact", AskedWhat::Else, 0),
    ]);
    let what_else = measure(&debrief, MeasureId::WhatElse);
    assert_eq!(what_else.figure, "3 times");
    assert_eq!(what_else.lines(), [2, 3, 4]);
    assert!(
        what_else.notes[0]
            .contains("the issue 2 of 2, the real issue 0 of 1, current impact 1 of 3"),
        "{:?}",
        what_else.notes
    );
    let debrief = practice(vec![
        said("issue", "I see. What else?"),
        said("issue", "Go on."),
    ]);
    assert_eq!(measure(&debrief, MeasureId::WhatElse).lines(), [1]);
}

#[test]
fn cues_are_met_and_missed_each_with_its_line() {
    let debrief = practice(mixed());
    let cues = measure(&debrief, MeasureId::Cues);
    assert_eq!(cues.figure, "1 met, 1 missed");
    assert_eq!(shown(&debrief, MeasureId::Cues, "missed"), [9]);
    assert_eq!(shown(&debrief, MeasureId::Cues, "met"), [1]);
    assert_eq!(
        cues.notes[0],
        "missed: “I take my tea in the office now” (line 9)"
    );
    let open = practice(vec![reply("opened", "Hm.", 4.0).drops("own-job").kept()]);
    assert_eq!(
        measure(&open, MeasureId::Cues).figure,
        "0 met, 0 missed, 1 not taken up"
    );
}

#[test]
fn pitches_count_until_the_last_step() {
    let pitch = "Our platform has helped companies like yours to save 20 percent.";
    let debrief = practice(vec![
        reply("opened", "Hello.", 4.0).kept(),
        said("issue", pitch),
        said("commit", pitch),
        parked("the planner"),
    ]);
    let pitches = measure(&debrief, MeasureId::Pitches);
    assert_eq!(pitches.figure, "1 pitch before step 7");
    assert_eq!(pitches.lines(), [2, 4]);
    assert_eq!(pitches.notes[1], "1 idea parked instead");
}

#[test]
fn promises_of_both_sides_with_their_balance() {
    let debrief = live(vec![
        promise(Owner::Us, "send the draft", Some("2026-11-27")),
        promise(Owner::Us, "call Tom", None),
        promise(Owner::Them, "ask the CFO", Some("2026-12-03")),
    ]);
    let promises = measure(&debrief, MeasureId::Promises);
    assert_eq!(
        promises.figure,
        "2 ours (1 with a date), 1 theirs (1 with a date)"
    );
    assert_eq!(
        promises.notes[0],
        "effort: 67 % of the promises are ours, 33 % theirs; both sides have a date to hold to"
    );
    assert_eq!(
        promises.notes[1],
        "us: send the draft · by Fri 27 Nov 2026 (line 1)"
    );
    assert_eq!(promises.lines(), [3, 1, 2]);
}

#[test]
fn trust_goes_over_the_replies_with_what_moved_it() {
    let debrief = practice(mixed());
    let trust = measure(&debrief, MeasureId::Trust);
    assert_eq!(trust.figure, "4.0 at first, 3.0 at the end");
    assert_eq!(
        trust.notes[..2],
        [
            "fell most at line 4, by 1.5: You pitched before you knew what they want.",
            "rose most at line 2, by 0.5: You took up what they had let drop."
        ]
    );
    let points = &trust.chart.as_ref().unwrap().points;
    assert_eq!(points[2].line, Some(4));
    assert_eq!(
        points[2].label,
        "You pitched before you knew what they want."
    );
    assert_eq!(points[0].label, "the first line");
}

#[test]
fn what_an_observer_counted_is_all_that_is_known() {
    let debrief = debrief_of(&session(
        Some(Seat::Observer),
        vec![
            Kind::Counted(Observed::Open),
            Kind::Counted(Observed::Open),
            Kind::Counted(Observed::Closed),
            Kind::Counted(Observed::Reflection),
            Kind::Counted(Observed::CueMissed),
            Kind::Counted(Observed::Pitch),
            Kind::Withdrawn(6),
        ],
    ));
    assert_eq!(debrief.way, Way::Counts);
    assert_eq!(
        measure(&debrief, MeasureId::Questions).figure,
        "2 open, 1 closed"
    );
    assert_eq!(
        measure(&debrief, MeasureId::Reflections).figure,
        "1 reflection to 3 questions · 0.3 to 1"
    );
    assert_eq!(measure(&debrief, MeasureId::Cues).figure, "0 met, 1 missed");
    assert_eq!(measure(&debrief, MeasureId::Pitches).figure, "0 times");
    let tries = advised(&debrief, AdviceKind::Try);
    assert_eq!(
        tries[0].what,
        "Cue missed, 1 time. Take up what they let drop."
    );
}

#[test]
fn what_was_left_behind_or_withdrawn_does_not_count() {
    let mut kinds = mixed();
    // Back before line 4: the pitch is another try.
    kinds.push(Kind::Branch(3));
    kinds.push(said("issue", "What is that like?"));
    let debrief = practice(kinds);
    assert_eq!(
        measure(&debrief, MeasureId::Pitches).figure,
        "no pitch and no advice before step 7"
    );
    assert!(!debrief.ended);
}

#[test]
fn what_the_user_said_stands_beside_one_measure() {
    let mut kinds = mixed();
    kinds.push(Kind::Judged(Judgement {
        listened: Some(4),
        restraint: Some(2),
        ..Judgement::default()
    }));
    let debrief = practice(kinds);
    let beside: Vec<MeasureId> = debrief
        .measures
        .iter()
        .filter(|m| debrief.said_beside(m).is_some())
        .map(|m| m.id)
        .collect();
    assert_eq!(beside, [MeasureId::Reflections, MeasureId::Pitches]);
    let lines = plain(&debrief);
    assert_eq!(lines[2], "How well did I listen? You said 4 of 5.");
    assert!(
        lines
            .iter()
            .any(|l| l.ends_with("before step 7 · you said 2 of 5"))
    );
    assert!(lines.contains(&"  lines: closed 6; open 2, 10, 12".to_owned()));
    let vendor = "  for comparison: in sales calls that were won, the seller spoke 43 % of the time (Gong Labs, 25,537 calls, a vendor)";
    assert!(lines.contains(&vendor.to_owned()), "{lines:#?}");
}

#[test]
fn without_its_persona_a_practice_is_still_read() {
    let session = session(Some(Seat::Simulated), mixed());
    let mut listener = Listener::new(catalogue::vocabulary()).unwrap();
    let debrief = Debrief::of(&session, None, &mut listener);
    assert!(!debrief.measures.iter().any(|m| m.id == MeasureId::Depth));
    assert!(
        debrief
            .not_measured
            .iter()
            .any(|w| w.contains("cannot be read any more"))
    );
    assert_eq!(measure(&debrief, MeasureId::Cues).figure, "1 met, 1 missed");
    let named = &measure(&debrief, MeasureId::Feelings).figure;
    assert!(named.contains("lost"), "{named}");
}
