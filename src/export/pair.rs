//! Pages for two people in a room and one who watches: the guide for the one who asks, the sheet for the one who counts.

use crate::script::{Prompt, Script, Step};
use crate::session::Observed;
use crate::text::{Page, Part};

/// With more steps than these there is no column for each.
const COLUMNS: usize = 9;
/// Empty rows for what is said.
const LINES: usize = 10;

/// What the one who asks has before them: the script with room for a pen. Of the persona it says who they are, and no more.
pub fn guide(script: &Script, with: &str) -> Page {
    let mut page = Page::new(&script.title, with);
    page.text(&script.purpose);
    for (at, step) in script.steps.iter().enumerate() {
        page.parts.push(Part::Step(Some(at), step.title.clone()));
        page.text(&step.purpose);
        asked(&mut page, step);
    }
    page
}

fn asked(page: &mut Page, step: &Step) {
    for question in &step.questions {
        page.item("", said(&question.ask));
    }
    for prompt in &step.prompts {
        page.item("", said(prompt));
    }
    for probe in &step.probes {
        page.item("deeper", said(probe));
    }
    if step.what_else > 0 {
        page.item("what else?", "○ ".repeat(step.what_else.into()).trim_end());
    }
    for trap in &step.traps {
        page.item("trap", &trap.trap);
        page.below("back", &trap.back);
    }
    for known in &step.known {
        page.parts.push(Part::Box(known.text.clone()));
    }
}

/// What it quotes is not known yet.
fn said(prompt: &Prompt) -> String {
    prompt.told(|_| "………".to_owned())
}

/// What the one who watches fills in.
pub fn observer(script: &Script, with: &str) -> Page {
    let mut page = Page::new("Observer's sheet", format!("{with} · {}", script.title));
    page.text(
        "Watch the one who asks. A stroke for each, in the column of the step that they are in; say nothing until it is over.",
    );
    let steps: Vec<String> = match script.steps.len() {
        1..=COLUMNS => script.steps.iter().map(|s| s.title.clone()).collect(),
        _ => Vec::new(),
    };
    let row = |first: &str, cells: Vec<String>, last: &str| {
        let ends = (vec![first.to_owned()], vec![last.to_owned()]);
        [ends.0, cells, ends.1].concat()
    };
    let empty = vec![String::new(); steps.len()];
    let mut rows = vec![row("", steps, "sum")];
    rows.extend(Observed::ALL.map(|what| row(what.words(), empty.clone(), "")));
    page.parts.push(Part::Table(rows));
    page.heading("What opened them, and what shut them");
    let mut lines = vec![vec!["step, time".to_owned(), "the words".to_owned()]];
    lines.resize(LINES + 1, vec![String::new(); 2]);
    page.parts.push(Part::Table(lines));
    page.heading("Afterwards");
    for say in [
        "One thing to keep: the words, and what they opened.",
        "One thing to try: at which moment, and in which words.",
        "What was let drop, and nobody asked about.",
    ] {
        page.parts.push(Part::Box(say.to_owned()));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::catalogue::BUILTIN;

    #[test]
    fn the_guide_has_all_that_is_asked_and_the_sheet_all_that_is_counted() {
        for builtin in BUILTIN {
            let script = builtin.script().unwrap();
            let (guide, sheet) = (guide(&script, "Rita, Bakery"), observer(&script, "Rita"));
            let plain = guide.plain();
            for step in &script.steps {
                assert!(plain.contains(&step.title), "{plain}");
                for known in &step.known {
                    assert!(plain.contains(&known.text), "{plain}");
                }
            }
            for what in Observed::ALL {
                assert!(sheet.plain().contains(what.words()), "{}", sheet.plain());
            }
            // Each row of a table has as many cells as its head.
            for part in &sheet.parts {
                if let Part::Table(rows) = part {
                    assert!(rows.iter().all(|r| r.len() == rows.first().unwrap().len()));
                }
            }
        }
    }
}
