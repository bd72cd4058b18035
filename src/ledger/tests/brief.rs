//! What to read before a call.

use super::super::{Brief, Role, markdown, plain};
use super::*;

fn two() -> Vec<Digest> {
    vec![
        told("A", "Ana", "2026-09-01")
            .said("outcome", "Close in three days, and home by six")
            .us("intro to Tom", "2026-09-05")
            .kept(2, Became::Done, "")
            .closed(Some(Viability::NotYet), None)
            .digest(),
        told("B", "Ana", "2026-10-03")
            .said("issue", "Nobody trusts the number before the ninth")
            .felt("impact", "worn down", 4)
            .felt("impact", "worried", 2)
            .felt("future", "worn down", 5)
            .us("send the draft", "2026-11-20")
            .them("ask the CFO", "2026-12-09")
            .them("find out who decides", "")
            .note("looked away")
            .closed(None, Some(Capital::Enriched))
            .digest(),
    ]
}

#[test]
fn a_brief_begins_with_our_own_debts_and_what_has_changed() {
    let all = two();
    let brief = Brief::of(&ana(), &all, today());
    assert_eq!(brief.last().unwrap().id, "B");
    let lines = brief.lines();
    let ask: Vec<_> = lines
        .iter()
        .filter(|l| l.role == Role::Ask)
        .map(|l| l.text.as_str())
        .collect();
    assert_eq!(
        ask,
        [
            "Say first: you promised “send the draft” (due yesterday), and it is open.",
            "“What has changed since 3 October?”",
            "They were to “ask the CFO” by 9 December. “What came of it?”",
            "They were to “find out who decides”. “What came of it?”",
            "Nothing was kept about: the real issue, own contribution, ideal outcome",
        ]
    );
    let text = plain(&lines);
    for words in [
        "  last spoken with 7 weeks ago: Mineral Rights with a client · 9 minutes\n  2 conversations since September\n",
        // From the newest conversation that has them.
        "  the issue: “Nobody trusts the number before the ninth” · 3 October\n  ideal outcome: “Close in three days, and home by six” · 1 September\n",
        "  worn down 5 of 5 · if nothing changes\n  worried 2 of 5 · current impact\n",
        "We promised\n  ○ overdue: send the draft · by yesterday\n  ✓ done: intro to Tom · 1 September · because\n",
        "They promised\n  ○ open: ask the CFO · by 9 December\n  ○ open: find out who decides · no date\n",
        "The last conversation, 3 October\n  the issue: “Nobody trusts the number before the ninth”\n  current impact: (worn down, worried)\n",
        "  an opportunity for us: not yet · the reason · 1 September\n  emotional capital: enriched · 3 October\n",
        "Your own notes from it\n  looked away\n",
    ] {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
}

#[test]
fn the_last_conversation_has_ten_lines_at_most() {
    let mut d = told("A", "Ana", "2026-10-03")
        .said("issue", "words that say something")
        .digest();
    let step = d.steps[0].clone();
    d.steps = vec![step; 15];
    let all = [d];
    let text = plain(&Brief::of(&ana(), &all, today()).lines());
    let (_, last) = text
        .split_once("The last conversation, 3 October\n")
        .unwrap();
    let rows = last.lines().take_while(|l| !l.is_empty()).count();
    assert_eq!(rows, 10);
    assert!(last.contains("and 6 more steps: mineral read A"), "{last}");
}

#[test]
fn an_outcome_whose_day_has_come_is_asked_about() {
    let known = |id: &str| {
        Kind::Known(crate::session::Marked {
            step: "outcome".to_owned(),
            id: id.to_owned(),
            known: true,
            by: None,
        })
    };
    let outcome = |by: &str| {
        let d = told("A", "Ana", "2026-10-03")
            .said("outcome", &format!("close in 3 days by {by}"))
            .and(known("measure"))
            .and(known("by-when"));
        plain(&Brief::of(&ana(), &[d.digest()], today()).lines())
    };
    assert!(
        outcome("1 november")
            .contains("They wanted “close in 3 days by 1 november”. “Did it work?”")
    );
    assert!(!outcome("1 december").contains("They wanted"));
    assert!(outcome("1 december").contains("To look at again\n  ○ open: did it work?"));
}

#[test]
fn somebody_new_and_somebody_of_today() {
    let none = Brief::of(&ana(), [], today()).lines();
    assert_eq!(plain(&none), "Ana · Mina\n  no conversation yet\n");
    let d = told("A", "Ana", TODAY).said("issue", "words that say something");
    let all = [d.digest()];
    let text = plain(&Brief::of(&ana(), &all, today()).lines());
    assert!(
        text.contains("“What has changed since we last spoke?”"),
        "{text}"
    );
}

#[test]
fn hostile_words_stay_words_in_markdown_and_on_a_line() {
    let hostile = "# <script>alert(1)</script> **x** [a](http://b) \u{1b}[2J\r\nsecond `line`";
    let d = told("A", "Ana", "2026-10-03")
        .said("issue", hostile)
        .us(hostile, "2026-11-01")
        .note(hostile);
    let all = [d.digest()];
    let mut person = ana();
    person.name = "*Ana* <b>".to_owned();
    let lines = Brief::of(&person, &all, today()).lines();
    let page = markdown(&lines);
    assert!(page.starts_with("# \\*Ana\\* \\<b\\> · Mina\n"), "{page}");
    assert!(
        page.matches('<').count() == page.matches("\\<").count(),
        "{page}"
    );
    assert!(!page.contains("**x**") && !page.contains("[a]("), "{page}");
    let text = plain(&lines);
    assert!(!text.contains('\u{1b}'), "{text}");
    assert_eq!(text.lines().count(), lines.len());
}
