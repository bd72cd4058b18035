use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const SMALL: &str = "format: 1\nid: small\ntitle: Small\nkind: conversation\nmoment: during\npurpose: To test.\nsource: here\nsteps:\n  \
    - id: issue\n    title: the issue\n    purpose: Find it.\n    prompts: [What is it?, \"So {issue}?\"]\n    \
    known:\n      - {id: a, kind: words, text: b}\n    feelings: true\n    what-else: 2\n";

/// Whatever the text, there is a script or a report that a terminal can show; and checking finds errors exactly when
/// there is no script.
fn holds(text: &str) -> bool {
    let read = read("any.yaml", text);
    let checked = check("any.yaml", text);
    assert_eq!(read.is_err(), checked.has_errors());
    for report in read.err().iter().chain([&checked]) {
        let shown = report.to_string();
        assert!(
            shown.chars().all(|c| c == '\n' || !c.is_control()),
            "{shown:?}"
        );
    }
    !checked.has_errors()
}

#[test]
fn texts_are_cleaned_and_numbers_may_be_words() {
    let text = SMALL
        .replace("the issue", "\"the\\e[2J\\n issue\"")
        .replace("source: here", "source: 2024");
    let script = read("s.yaml", &text).unwrap();
    assert_eq!(script.steps[0].title, "the[2J issue");
    assert_eq!(script.source, "2024");
}

#[test]
fn every_kind_of_line_end_reads_the_same() {
    let script = read("s.yaml", SMALL).unwrap();
    for end in ["\r\n", "\r"] {
        let text = format!("\u{feff}{}", SMALL.replace('\n', end));
        assert_eq!(read("s.yaml", &text).unwrap(), script);
        let wrong = text.replace("what-else: 2", "what-else: x");
        assert_eq!(read("s.yaml", &wrong).unwrap_err().problems()[0].line, 16);
    }
}

fn keys(most: usize) -> String {
    (0..most).fold(String::new(), |text, n| text + &format!("k{n}: 1\n"))
}

/// As many names as there may be, all nearly the same, and something wrong with each.
fn names(wrong: &str) -> String {
    let name = |nth: usize| format!("{}{nth:04}", "a".repeat(58));
    let question = |nth: usize| {
        let (name, before) = (
            name(nth),
            name(nth.wrapping_sub(1) % 7919).replace("aa", "ab"),
        );
        let wrong = wrong.replace("NAME", &before);
        format!("      - {{id: {name}, ask: \"{{{before}}}?\", {wrong}}}\n")
    };
    let step = |nth: usize| {
        let questions = (0..30).map(|q| question(nth * 30 + q)).collect::<String>();
        format!("  - id: s{nth}\n    title: s\n    purpose: s\n    questions:\n{questions}")
    };
    let begin = SMALL.split("  - id").next().unwrap().to_owned();
    let formula = "b + ".repeat(100) + "b";
    let mut computed = String::new();
    for nth in 0..20 {
        let _ = writeln!(computed, "  - {{id: c{nth}, title: c, formula: {formula}}}");
    }
    begin + &(0..50).map(step).collect::<String>() + "computed:\n" + &computed
}

/// A report's spans fit its text, whatever stood before or between the lines.
#[test]
fn a_span_covers_what_it_is_about() {
    let text = format!(
        "\u{feff}{}",
        SMALL.replace("title: Small", "titel: é\r\nzzz: 1")
    );
    let report = read("s.yaml", &text).unwrap_err();
    let covered: Vec<_> = report
        .problems()
        .iter()
        .map(|p| report.source().get(p.span.clone()).unwrap())
        .collect();
    assert_eq!(covered, ["titel", "zzz"]);
    assert!(!report.source().starts_with('\u{feff}'));
}

#[test]
fn hostile_texts_are_refused_soon() {
    let bomb = (1..30).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        let m = n - 1;
        text + &format!("a{n}: &a{n} [*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m},*a{m}]\n")
    });
    let cases = [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        (0..5_000)
            .map(|n| " ".repeat(n.min(150)) + "a:\n")
            .collect(),
        bomb,
        "x".repeat(2 << 20),
        format!("{SMALL}    after: {}", "x".repeat(2 << 20)),
        SMALL.replace("Small", "Sm\0all"),
        keys(90_000),
        keys(20_000),
        SMALL.to_owned() + "    probes: [\"" + &"{b}".repeat(300_000) + "\"]",
        SMALL.to_owned() + "    probes:\n" + &"    - \"{b1}{b2}{b3}\"\n".repeat(40_000),
        format!("format: 1\nsteps: [{}]", "{},".repeat(10_000)),
        "title: a\n".repeat(20_000),
        names("when: NAME is over 4"),
        names("answer: choice, options: [NAME, b], when: NAME is NAME"),
        SMALL.to_owned() + "    when: " + &"a is b and ".repeat(80_000),
        SMALL.to_owned() + "    after: \"" + &"Don't you? ".repeat(80_000) + "\"",
        SMALL.to_owned() + "    probes:\n" + &"      - Amazing, isn't it? And?\n".repeat(30_000),
    ];
    for (nth, text) in cases.iter().enumerate() {
        let begun = Instant::now();
        assert!(!holds(text), "case {nth}");
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(20), "case {nth}: {took:?}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_script_or_a_report(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn what_looks_like_yaml_gives_a_script_or_a_report(
        text in "([ -]{0,4}(format|id|steps|title|<<|\\?|&a|\\*a|!!int)?:? ?[\"'\\[{|>#,}\\]a1~\t\r]{0,3}\n){0,12}"
    ) {
        holds(&text);
    }

    #[test]
    fn a_damaged_script_gives_a_script_or_a_report(
        cut in 0..SMALL.len(), length in 0_usize..20, put in "[ \n:{}\\[\\]\"'#&*!|>~é\0-]{0,4}"
    ) {
        let mut text = SMALL.to_owned();
        text.replace_range(cut..(cut + length).min(SMALL.len()), &put);
        holds(&text);
    }
}
