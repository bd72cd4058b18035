//! What to keep and what to try after a practice: what opened most, and what cost most.

use super::better::{self, For};
use super::{keep as kept, to_try};
use crate::client::persona::Depth;
use crate::debrief::matter::{Line, Matter};
use crate::debrief::measure::{depth_words, dropped, why};
use crate::debrief::model::{Advice, AdviceKind};
use crate::debrief::say::{count, quote, tenths};
use crate::listen::{Act, Question};

/// Below this, trust has not moved: it is shown to one digit.
const STILL: f64 = 0.05;

/// What to keep: what opened deepest, else what was trusted most, else what was there.
pub(super) fn keep(matter: &Matter<'_>) -> Option<Advice> {
    let good = || matter.said.iter().filter(|l| matter.moved(l) > -STILL);
    let depth = |l: &Line<'_>| {
        let after = matter.after(l)?;
        let held = matter.disclosed(after.reply);
        held.map(|held| (held.depth, held.hidden)).max()
    };
    // Of several that are equal the first.
    let deepest = good().rev().filter(|l| depth(l).is_some()).max_by(|a, b| {
        let of = |l: &Line<'_>| (depth(l), matter.moved(l));
        let ((a, moved), (b, other)) = (of(a), of(b));
        a.cmp(&b).then(moved.total_cmp(&other))
    });
    let personal = deepest.filter(|l| depth(l).is_some_and(|(d, _)| d >= Depth::Personal));
    let trusted = good()
        .rev()
        .max_by(|a, b| matter.moved(a).total_cmp(&matter.moved(b)))
        .filter(|l| matter.moved(l) >= STILL);
    if let Some(line) = personal.or(trusted).or(deepest) {
        return Some(kept(line.n, quote(line.text), gained(matter, line)));
    }
    let open = good().filter(|l| l.heard.question == Question::Open);
    let (mut open, asked) = (open.clone(), open.count());
    if let Some(line) = open.next() {
        let what = format!(
            "An open question. You asked {}.",
            count(asked, "open question")
        );
        return Some(kept(line.n, quote(line.text), what));
    }
    let first = matter.replies.first()?;
    let spoke = matter.said.first().is_none_or(|l| l.n > first.n);
    spoke.then(|| {
        kept(
            first.n,
            quote(&first.reply.text),
            "You let them speak first.",
        )
    })
}

/// What a line has brought.
fn gained(matter: &Matter<'_>, line: &Line<'_>) -> String {
    let mut parts = Vec::new();
    parts.extend(why(matter, line).filter(|_| matter.moved(line) >= STILL));
    if let Some(after) = matter.after(line) {
        let deepest = matter.disclosed(after.reply).max_by_key(|held| held.depth);
        parts.extend(deepest.map(|held| {
            let behind = if held.hidden {
                ", of what lies behind the issue"
            } else {
                ""
            };
            format!("They told {}{behind}.", depth_words(held.depth))
        }));
    }
    parts.extend(trust(matter, line));
    if parts.is_empty() {
        parts.push("They told you more.".to_owned());
    }
    parts.join(" ")
}

/// How trust has moved with a line.
fn trust(matter: &Matter<'_>, line: &Line<'_>) -> Option<String> {
    let (before, after) = (matter.before(line)?, matter.after(line)?);
    let (from, to) = (before.reply.trust.figure(), after.reply.trust.figure());
    let moved = matter.moved(line);
    let word = if moved >= STILL {
        "rose"
    } else if moved <= -STILL {
        "fell"
    } else {
        return None;
    };
    Some(format!(
        "Trust {word} from {} to {}.",
        tenths(from),
        tenths(to)
    ))
}

/// What to try: what closed a cue, what cost trust, what made an answer short, what was left closed.
pub(super) fn tries(matter: &Matter<'_>) -> Vec<Advice> {
    let mut all = Tries {
        matter,
        found: Vec::new(),
    };
    all.cues();
    all.falls();
    all.slips();
    all.shallow();
    // The dearest first: the first missed cue, then what lost most trust.
    all.found
}

struct Tries<'m, 'a> {
    matter: &'m Matter<'a>,
    found: Vec<Advice>,
}

impl<'a> Tries<'_, 'a> {
    fn add(&mut self, line: &Line<'a>, what: String, better: Option<String>) {
        if !self.found.iter().any(|a| a.line == Some(line.n)) {
            self.found
                .push(to_try(line.n, quote(line.text), what, better));
        }
    }

    fn better(&self, line: &Line<'a>, wanted: For) -> Option<String> {
        let used: Vec<String> = self.found.iter().filter_map(|a| a.better.clone()).collect();
        let told = self.matter.told();
        let last = told.iter().rev().find(|(n, _)| *n < line.n);
        let here = last.map_or(line.step, |(_, held)| held.step.as_str());
        let at = |step: &str| better::line(self.matter, line.n, step, wanted, &used);
        at(here).or_else(|| at(line.step))
    }

    /// The first cue that was let drop and closed.
    fn cues(&mut self) {
        let matter = self.matter;
        let missed = dropped(matter).into_iter().find(|c| c.missed && !c.met);
        let Some(cue) = missed else { return };
        let Some(line) = matter.said.iter().find(|l| l.before == Some(cue.at)) else {
            return;
        };
        let better = matter.persona.and_then(|p| p.cue(cue.id));
        let better = better.map(|c| c.better.clone());
        let mut what = format!(
            "They had let something drop, {}, and you passed it by twice: it closed.",
            cue.words(matter)
        );
        // What else the line has cost is told with it: no moment is offered twice.
        if let Some(fell) = trust(matter, line).filter(|_| matter.moved(line) <= -STILL) {
            what = format!("{what} {} {fell}", why(matter, line).unwrap_or_default());
        }
        let better = better.or_else(|| self.better(line, For::Story));
        self.add(line, what, better);
    }

    /// What lost most trust.
    fn falls(&mut self) {
        let matter = self.matter;
        let mut falls: Vec<&Line<'a>> = matter
            .said
            .iter()
            .filter(|l| matter.moved(l) <= -STILL)
            .collect();
        falls.sort_by(|a, b| matter.moved(a).total_cmp(&matter.moved(b)));
        for line in falls.into_iter().take(2) {
            let wanted = if line.does(Act::MakesFeel) {
                For::Feeling
            } else {
                For::Story
            };
            let parts = [why(matter, line), trust(matter, line)];
            let what: Vec<String> = parts.into_iter().flatten().collect();
            let better = self.better(line, wanted);
            self.add(line, what.join(" "), better);
        }
    }

    /// Questions that make it hard to answer.
    fn slips(&mut self) {
        for (act, what, wanted) in [
            (
                Act::MakesFeel,
                "That asks what makes them feel it. What they feel is theirs.",
                For::Feeling,
            ),
            (
                Act::Leading,
                "The answer was in the question already.",
                For::Story,
            ),
            (
                Act::TwoInOne,
                "Two questions at once: only one of them is answered.",
                For::Story,
            ),
        ] {
            if let Some(line) = self.matter.said.iter().find(|l| l.does(act)) {
                let better = self.better(line, wanted);
                self.add(line, what.to_owned(), better);
            }
        }
        let short = self.matter.said.iter().find(|l| {
            let reply = self.matter.after(l).map(|a| a.reply.kind.as_str());
            l.heard.question == Question::Closed && reply == Some("short")
        });
        if let Some(line) = short {
            let answer = self.matter.after(line).map(|a| quote(&a.reply.text));
            let what = format!(
                "A closed question, and a short answer: {}",
                answer.unwrap_or_default()
            );
            let better = self.better(line, For::Story);
            self.add(line, what, better);
        }
    }

    /// The step that was opened, and left with most of it untold.
    fn shallow(&mut self) {
        let (matter, Some(persona)) = (self.matter, self.matter.persona) else {
            return;
        };
        let told = matter.told();
        let untold = |step: &str| {
            let held = persona.holds.iter().filter(|h| h.step == step).count();
            let opened = told.iter().filter(|(_, h)| h.step == step).count();
            (opened, held)
        };
        let mut steps = persona.steps();
        steps.retain(|s| matches!(untold(s), (opened, held) if opened > 0 && opened < held));
        steps.sort_by_key(|s| std::cmp::Reverse(untold(s).1 - untold(s).0));
        let known = |line: &Line<'_>| self.found.iter().any(|a| a.line == Some(line.n));
        let next = |step: &str| {
            let (last, _) = told.iter().rev().find(|(_, h)| h.step == step)?;
            matter.said.iter().find(|l| l.n > *last && !known(l))
        };
        let Some((step, line)) = steps.into_iter().find_map(|s| Some((s, next(s)?))) else {
            return;
        };
        let (opened, held) = untold(step);
        let script = matter.session.script();
        let title = script.step(step).map_or(step, |s| s.title.as_str());
        let what = format!("There was more there: of “{title}”, {opened} of {held} was told.");
        let used: Vec<String> = self.found.iter().filter_map(|a| a.better.clone()).collect();
        let better = better::line(matter, line.n, step, For::Story, &used);
        // Without a line for it there is nothing to try.
        if better.is_some() {
            self.found.push(Advice {
                kind: AdviceKind::Try,
                line: Some(line.n),
                quote: Some(quote(line.text)),
                what,
                better,
            });
        }
    }
}
