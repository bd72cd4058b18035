//! What to read before a call.

use super::digest::{Digest, Felt, StepDigest};
use super::line::{Line, Role, part};
use super::promise::{Promise, PromiseKind};
use super::shown::{
    because, capital, ended, long_ago, minutes, month, person, promise, times, viability,
};
use super::{in_order, with};
use crate::session::{Owner, PersonRef};
use crate::when::spoken;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Lines about the last conversation.
const TEN: usize = 10;
/// Feelings that are named, at most.
const FEELINGS: usize = 5;
/// Promises of each side, at most; open ones come first.
const PROMISES: usize = 8;
/// Promises of theirs that are asked about.
const ASKED: usize = 3;
/// Notes and parked ideas of the last conversation, at most.
const NOTES: usize = 3;

/// What to know before one speaks with somebody again.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    person: PersonRef,
    /// The conversations, the oldest first.
    met: Vec<&'a Digest>,
    /// All sessions with them, forms among them.
    all: Vec<&'a Digest>,
    today: Date,
}

impl<'a> Brief<'a> {
    /// What to know on a day, out of the sessions with this person; those with others are passed over.
    pub fn of(
        person: &PersonRef,
        digests: impl IntoIterator<Item = &'a Digest>,
        today: Date,
    ) -> Self {
        // A clock may have been wrong: what lies ahead was still said.
        let all: Vec<&Digest> = in_order(with(&person.id, digests));
        let met = all.iter().copied().filter(|d| d.is_conversation());
        Self {
            person: person.clone(),
            met: met.collect(),
            all,
            today,
        }
    }

    /// The last conversation.
    pub fn last(&self) -> Option<&'a Digest> {
        self.met.last().copied()
    }

    /// The brief in lines.
    pub fn lines(&self) -> Vec<Line> {
        let Some(last) = self.last() else {
            return vec![
                Line::new(Role::Title, person(&self.person)),
                Line::new(Role::Meta, "no conversation yet"),
            ];
        };
        let mut lines = self.head(last);
        lines.extend(part("Ask first", self.ask(last)));
        lines.extend(part("In their words", self.words()));
        lines.extend(part("Their strongest feelings", self.feelings()));
        let ours = |p: &Promise| p.is_between_us() && p.owner == Owner::Us;
        let theirs = |p: &Promise| p.is_between_us() && p.owner == Owner::Them;
        let ahead = |p: &Promise| !p.is_between_us() && p.is_open();
        lines.extend(part("We promised", self.promises(ours)));
        lines.extend(part("They promised", self.promises(theirs)));
        lines.extend(part("To look at again", self.promises(ahead)));
        let when = spoken(last.day(), self.today);
        lines.extend(part(&format!("The last conversation, {when}"), ten(last)));
        lines.extend(part("How it stands", self.stands()));
        lines.extend(part("Your own notes from it", notes(last)));
        lines
    }

    fn head(&self, last: &Digest) -> Vec<Line> {
        let count = times(self.met.len(), "conversation");
        let since = self.met.first().map(|d| month(d.day(), self.today));
        let last_met = format!(
            "last spoken with {}: {} · {}",
            long_ago(last.day(), self.today),
            last.script.title,
            minutes(last.length),
        );
        vec![
            Line::new(Role::Title, person(&self.person)),
            Line::new(Role::Meta, last_met).from(&last.id, None),
            Line::new(
                Role::Meta,
                format!("{count} since {}", since.unwrap_or_default()),
            ),
        ]
    }

    /// Our own debts first and plainly, then what has changed, then what was open.
    fn ask(&self, last: &Digest) -> Vec<Line> {
        let today = self.today;
        let mut lines = Vec::new();
        for (d, p) in self.open(Owner::Us).filter(|(_, p)| p.is_overdue(today)) {
            let due = p.due.map(|due| spoken(due, today)).unwrap_or_default();
            let text = format!(
                "Say first: you promised “{}” (due {due}), and it is open.",
                p.text
            );
            lines.push(Line::new(Role::Ask, text).from(&d.id, p.n));
        }
        let since = match last.day() {
            day if day >= today => "we last spoke".to_owned(),
            day => spoken(day, today),
        };
        let text = format!("“What has changed since {since}?”");
        lines.push(Line::new(Role::Ask, text).from(&last.id, None));
        for (d, p) in self.open(Owner::Them).take(ASKED) {
            let by = p.due.map(|due| format!(" by {}", spoken(due, today)));
            let by = by.unwrap_or_default();
            let text = format!("They were to “{}”{by}. “What came of it?”", p.text);
            lines.push(Line::new(Role::Ask, text).from(&d.id, p.n));
        }
        let checks = self
            .all
            .iter()
            .rev()
            .flat_map(|d| d.promises.iter().map(move |p| (d, p)));
        let came = checks.filter(|(_, p)| p.kind == PromiseKind::Check && p.is_open());
        for (d, p) in came
            .filter(|(_, p)| p.due.is_some_and(|due| due <= today))
            .take(1)
        {
            let text = format!("They wanted “{}”. “Did it work?”", p.text);
            lines.push(Line::new(Role::Ask, text).from(&d.id, p.n));
        }
        let left: Vec<&str> = last
            .steps
            .iter()
            .filter(|s| s.is_left_out())
            .map(|s| s.title.as_str())
            .collect();
        if !left.is_empty() {
            let text = format!("Nothing was kept about: {}", left.join(", "));
            lines.push(Line::new(Role::Ask, text).from(&last.id, None));
        }
        lines
    }

    /// The open promises of a side, the newest conversation first, in it by date; a check is no promise.
    fn open(&self, owner: Owner) -> impl Iterator<Item = (&'a Digest, &'a Promise)> + use<'_, 'a> {
        self.all.iter().rev().flat_map(move |d| {
            let mut open: Vec<&Promise> = d
                .promises
                .iter()
                .filter(|p| p.is_open() && p.owner == owner && p.is_between_us())
                .collect();
            open.sort_by_key(|p| (p.due.is_none(), p.due, p.n));
            open.into_iter().map(move |p| (*d, p))
        })
    }

    /// Their words for the issue and for the outcome, from the newest conversation that has them.
    fn words(&self) -> Vec<Line> {
        ["issue", "outcome"]
            .into_iter()
            .filter_map(|id| {
                let d = self.met.iter().rev().find(|d| d.words(id).is_some())?;
                let step = d.steps.iter().find(|s| s.id == id)?;
                let quote = step.words.as_ref()?;
                let day = spoken(d.day(), self.today);
                let text = format!("{}: “{}” · {day}", step.title, quote.text);
                Some(Line::new(Role::Words, text).from(&d.id, quote.n))
            })
            .collect()
    }

    /// Of the newest conversation in which there were any; the strongest first, each word once.
    fn feelings(&self) -> Vec<Line> {
        let with = |d: &&&Digest| d.feelings().next().is_some();
        let Some(d) = self.met.iter().rev().find(with) else {
            return Vec::new();
        };
        let mut strongest: BTreeMap<&str, (&StepDigest, &Felt)> = BTreeMap::new();
        for (step, felt) in d.feelings() {
            let known = strongest.entry(&felt.word).or_insert((step, felt));
            if felt.intensity > known.1.intensity {
                *known = (step, felt);
            }
        }
        let mut all: Vec<_> = strongest.into_values().collect();
        all.sort_by_key(|(_, f)| (std::cmp::Reverse(f.intensity), f.n));
        let row = |(step, felt): (&StepDigest, &Felt)| {
            let strength = felt.intensity.map(|i| format!(" {i} of 5"));
            let strength = strength.unwrap_or_default();
            let text = format!("{}{strength} · {}", felt.word, step.title);
            Line::new(Role::Words, text).from(&d.id, felt.n)
        };
        all.into_iter().take(FEELINGS).map(row).collect()
    }

    /// What is open first, by date; then what is settled, the newest conversation first.
    fn promises(&self, wanted: impl Fn(&Promise) -> bool) -> Vec<Line> {
        let mut all: Vec<(&Digest, &Promise)> = Vec::new();
        for d in self.all.iter().rev() {
            let those = d.promises.iter().filter(|p| wanted(p));
            all.extend(those.map(|p| (*d, p)));
        }
        all.sort_by_key(|(_, p)| {
            (
                !p.is_open(),
                p.is_open() && p.due.is_none(),
                p.due.filter(|_| p.is_open()),
            )
        });
        let more = all.len().saturating_sub(PROMISES);
        let mut lines: Vec<Line> = all
            .into_iter()
            .take(PROMISES)
            .map(|(d, p)| Line::new(Role::Promise, promise(p, self.today)).from(&d.id, p.n))
            .collect();
        if more > 0 {
            lines.push(Line::new(Role::Promise, format!("and {more} more")));
        }
        lines
    }

    fn stands(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut add = |d: &Digest, text: String| {
            let text = format!("{text} · {}", spoken(d.day(), self.today));
            lines.push(Line::new(Role::Figure, text).from(&d.id, None));
        };
        let newest = |has: &dyn Fn(&Digest) -> Option<String>| {
            self.met.iter().rev().find_map(|d| Some((*d, has(d)?)))
        };
        let viable = |d: &Digest| {
            let words = because(viability(d.viability?), d.reason.as_deref());
            Some(format!("an opportunity for us: {words}"))
        };
        if let Some((d, text)) = newest(&viable) {
            add(d, text);
        }
        let capital = |d: &Digest| Some(format!("emotional capital: {}", capital(d.capital?)));
        if let Some((d, text)) = newest(&capital) {
            add(d, text);
        }
        if let Some((d, end)) = self
            .met
            .iter()
            .rev()
            .find_map(|d| Some((*d, d.ended.as_ref()?)))
        {
            let words = ended(end.how, end.why.as_deref());
            let text = format!("how it ended: {words} · {}", spoken(end.on, self.today));
            lines.push(Line::new(Role::Figure, text).from(&d.id, None));
        }
        lines
    }
}

/// The last conversation in ten lines: what was said, step by step, with what they felt.
fn ten(last: &Digest) -> Vec<Line> {
    let mut lines = Vec::new();
    for step in last.steps.iter().filter(|s| s.kept > 0) {
        let felt: Vec<String> = step.feelings.iter().map(|f| f.word.clone()).collect();
        let felt = if felt.is_empty() {
            String::new()
        } else {
            format!(" ({})", felt.join(", "))
        };
        let line = match &step.words {
            Some(quote) => {
                let text = format!("{}: “{}”{felt}", step.title, quote.text);
                Line::new(Role::Words, text).from(&last.id, quote.n)
            }
            None if felt.is_empty() => continue,
            None => Line::new(Role::Words, format!("{}:{felt}", step.title)).from(&last.id, None),
        };
        lines.push(line);
    }
    let more = lines.len().saturating_sub(TEN);
    if more > 0 {
        lines.truncate(TEN - 1);
        let text = format!("and {} more steps: mineral read {}", more + 1, last.id);
        lines.push(Line::new(Role::Figure, text).from(&last.id, None));
    }
    lines
}

fn notes(last: &Digest) -> Vec<Line> {
    let newest = |quotes: &[super::Quote], mark: &str| -> Vec<Line> {
        let from = quotes.len().saturating_sub(NOTES);
        quotes
            .iter()
            .skip(from)
            .map(|q| {
                let text = format!("{mark}{}", q.text);
                Line::new(Role::Note, text).from(&last.id, q.n)
            })
            .collect()
    };
    let mut lines = newest(&last.notes, "");
    lines.extend(newest(&last.parked, "parked: "));
    lines
}
