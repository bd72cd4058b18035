use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const SMALL: &str = include_str!("../../../../tests/personas/valid/smallest.yaml");

/// Whatever the text, there is a persona or a report that a terminal can show; and checking finds errors exactly when
/// there is no persona.
fn holds_good(text: &str) -> bool {
    let read = read("any.yaml", text);
    let checked = check("any.yaml", text);
    assert_eq!(read.is_err(), checked.has_errors());
    for report in read.err().iter().chain([&checked]) {
        let shown = report.to_string();
        let quiet = |c: char| c == '\n' || !c.is_control();
        assert!(shown.chars().all(quiet), "{shown:?}");
    }
    !checked.has_errors()
}

/// As many disclosures as fit, and each waits for all that stand around it.
fn tangled(count: usize, most: usize) -> String {
    let mut holds = "holds:\n".to_owned();
    for nth in 0..count {
        let after: Vec<String> = (1..=most)
            .map(|o| format!("d{}", (nth + o) % count))
            .collect();
        let about = "w, ".repeat(most);
        let after = after.join(", ");
        let _ = writeln!(
            holds,
            "  - {{id: d{nth}, step: s{nth}, depth: feeling, hidden: true, after: [{after}], asks: [a?], about: [{about}], \
             cue: c{nth}, say: [x]}}"
        );
    }
    let (before, rest) = SMALL.split_once("holds:\n").unwrap();
    let (_, after) = rest.split_once("cues:\n").unwrap();
    format!("{before}{holds}cues:\n{after}")
}

#[test]
fn hostile_personas_are_refused_soon() {
    let cases = [
        "[".repeat(100_000),
        "holds: ".to_owned() + &"- ".repeat(50_000),
        SMALL.replace("[hurry]", &format!("[{}]", "x, ".repeat(300_000))),
        SMALL.replace("Short sentences.", &"x".repeat(1 << 19)),
        SMALL.replace("The vans leave late.", "\"\\0\0\""),
        format!("format: 1\nholds: [{}]", "{},".repeat(10_000)),
        format!("format: 1\ncues: [{}]", "{id: a},".repeat(5_000)),
        tangled(100, 20),
        tangled(1_500, 5),
        tangled(2, 5_000),
    ];
    for (nth, text) in cases.iter().enumerate() {
        let begun = Instant::now();
        assert!(!holds_good(text), "case {nth}");
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(20), "case {nth}: {took:?}");
    }
}

#[test]
fn a_part_of_trust_that_looks_like_another_one_is_missed_all_the_same() {
    let text = SMALL.replace("reliability: 3, ", "");
    assert!(!holds_good(&text));
    let report = check("s.yaml", &text).to_string();
    assert!(report.contains("`start` needs `reliability`"), "{report}");
}

#[test]
fn trust_is_one_figure() {
    let start = read("s.yaml", SMALL).unwrap().start;
    assert!((start.figure() - 4.0).abs() < f64::EPSILON);
}

proptest! {
    #[test]
    fn any_text_gives_a_persona_or_a_report(text in any::<String>()) {
        holds_good(&text);
    }

    #[test]
    fn what_looks_like_yaml_gives_a_persona_or_a_report(
        text in "([ -]{0,4}(format|id|holds|after|cues|lines|yes|feeling|<<|&a|\\*a)?:? ?[\"'\\[{|>#,}\\]a1~\t\r]{0,3}\n){0,14}"
    ) {
        holds_good(&text);
    }

    #[test]
    fn a_damaged_persona_gives_a_persona_or_a_report(
        cut in 0..SMALL.len(), length in 0_usize..20, put in "[ \n:{}\\[\\]\"'#&*!|>~é\0-]{0,4}"
    ) {
        let mut text = SMALL.to_owned();
        text.replace_range(cut..(cut + length).min(SMALL.len()), &put);
        holds_good(&text);
    }
}
