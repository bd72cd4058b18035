//! What to keep and what to try where only what the user noted is known.

use super::better::{self, For};
use super::{keep as kept, to_try};
use crate::debrief::matter::Matter;
use crate::debrief::measure::{longest_turn, made};
use crate::debrief::model::Advice;
use crate::debrief::say::{count, quote};
use crate::script::{KnownKind, Step};
use crate::session::{Kind, Owner, StepFold};
use crate::when;

/// What to keep: the first of these that was there.
pub(super) fn keep(matter: &Matter<'_>) -> Option<Advice> {
    felt(matter)
        .or_else(|| promised(matter))
        .or_else(|| went_on_asking(matter))
        .or_else(|| listened(matter))
        .or_else(|| parked(matter))
        .or_else(|| own_words(matter))
}

/// The words of an entry, as they are quoted.
fn words(matter: &Matter<'_>, n: u32) -> String {
    let kind = matter.session.entry(n).map(|e| &e.kind);
    quote(match kind {
        Some(Kind::Answer(x)) => &x.text,
        Some(Kind::Feeling(x)) => &x.word,
        Some(Kind::Commitment(x)) => &x.text,
        Some(Kind::Parked(x) | Kind::Note(x)) => &x.text,
        _ => "",
    })
}

fn folds<'m>(matter: &'m Matter<'_>) -> impl Iterator<Item = (&'m Step, &'m StepFold)> {
    let folds = &matter.session.fold().steps;
    matter
        .steps()
        .filter_map(|(at, step)| Some((step, folds.get(at)?)))
}

/// The strongest feeling that was kept.
fn felt(matter: &Matter<'_>) -> Option<Advice> {
    let mut strongest: Option<(u32, Option<u8>)> = None;
    for entry in matter.session.counting() {
        if let Kind::Feeling(feeling) = &entry.kind
            && strongest.is_none_or(|(_, most)| feeling.intensity > most)
        {
            strongest = Some((entry.n, feeling.intensity));
        }
    }
    let (n, intensity) = strongest?;
    let strong = intensity.map_or(String::new(), |i| format!(", {i} of 5"));
    let what = format!("You heard what they feel{strong}, and kept their word for it.");
    Some(kept(n, words(matter, n), what))
}

fn promised(matter: &Matter<'_>) -> Option<Advice> {
    let made = made(matter);
    let dated = |owner: Owner| made.iter().find(|p| p.owner == owner && p.dated);
    let (theirs, _) = (dated(Owner::Them)?, dated(Owner::Us)?);
    let what = "Both sides have promised something, with a date.";
    Some(kept(theirs.n, words(matter, theirs.n), what))
}

fn went_on_asking(matter: &Matter<'_>) -> Option<Advice> {
    let enough =
        |(step, fold): &(&Step, &StepFold)| step.what_else > 0 && fold.what_else >= step.what_else;
    let (step, fold) = folds(matter).find(enough)?;
    let n = *fold.answers.last()?;
    let asked = count(usize::from(fold.what_else), "time");
    let what = format!("You asked “what else?” {asked} in “{}”.", step.title);
    Some(kept(n, words(matter, n), what))
}

fn listened(matter: &Matter<'_>) -> Option<Advice> {
    let fold = matter.session.fold();
    let (client, me) = fold.talk.until(fold.last_t).share()?;
    let n = first_answer(matter)?;
    let what = format!("They had the floor: {client} % of the time theirs, {me} % yours.");
    (client > me).then(|| kept(n, words(matter, n), what))
}

fn parked(matter: &Matter<'_>) -> Option<Advice> {
    let (n, _) = matter.session.parked().next()?;
    let what = "You parked an idea instead of offering it.";
    Some(kept(n, words(matter, n), what))
}

fn own_words(matter: &Matter<'_>) -> Option<Advice> {
    let n = first_answer(matter)?;
    Some(kept(n, words(matter, n), "You kept their own words."))
}

fn first_answer(matter: &Matter<'_>) -> Option<u32> {
    let mut all = matter.session.counting();
    all.find(|e| matches!(e.kind, Kind::Answer(_))).map(|e| e.n)
}

/// What to try: what is missing that matters most to the one talked with.
pub(super) fn tries(matter: &Matter<'_>) -> Vec<Advice> {
    let mut all: Vec<Advice> = Vec::new();
    for find in [no_feeling, no_date, long_turn, no_what_else] {
        let used: Vec<String> = all.iter().filter_map(|a| a.better.clone()).collect();
        all.extend(find(matter, &used));
    }
    all
}

/// A step with facts that asks for feelings, and no feeling.
fn no_feeling(matter: &Matter<'_>, used: &[String]) -> Option<Advice> {
    let cold = |(step, fold): &(&Step, &StepFold)| {
        step.feelings && fold.feelings.is_empty() && !fold.answers.is_empty()
    };
    let (step, fold) = folds(matter).find(cold)?;
    let n = *fold.answers.last()?;
    let what = format!("In “{}” there are facts, and no feeling.", step.title);
    let better = better::line(matter, n + 1, &step.id, For::Feeling, used);
    Some(to_try(n, words(matter, n), what, better))
}

/// Nothing was promised by a date, where the script asks for promises.
fn no_date(matter: &Matter<'_>, used: &[String]) -> Option<Advice> {
    let promises = made(matter);
    if promises.iter().any(|p| p.dated) {
        return None;
    }
    let asks =
        |(step, _): &(&Step, &StepFold)| step.known.iter().any(|k| k.kind == KnownKind::Commitment);
    let (step, fold) = folds(matter).find(asks)?;
    let here = fold.answers.last().copied();
    let n = promises
        .last()
        .map(|p| p.n)
        .or(here)
        .or_else(|| last_answer(matter))?;
    let what = if promises.is_empty() {
        "Nobody has promised anything: it was left open who does what by when."
    } else {
        "What was promised has no date."
    };
    let better = better::line(matter, n + 1, &step.id, For::Promise, used);
    Some(to_try(n, words(matter, n), what, better))
}

fn last_answer(matter: &Matter<'_>) -> Option<u32> {
    let mut all = matter.session.counting_back();
    all.find(|e| matches!(e.kind, Kind::Answer(_))).map(|e| e.n)
}

/// The longest stretch was the user's.
fn long_turn(matter: &Matter<'_>, used: &[String]) -> Option<Advice> {
    let fold = matter.session.fold();
    let (client, _) = fold.talk.until(fold.last_t).longest();
    let (mine, line) = longest_turn(matter)?;
    let line = line.filter(|_| mine > client)?;
    let entry = matter.session.entry(line)?;
    let what = format!(
        "Before this you spoke for {}; their longest stretch was {}.",
        when::clock(mine),
        when::clock(client)
    );
    let step = entry.kind.step()?;
    let better = better::line(matter, line, step, For::Story, used);
    Some(to_try(line, words(matter, line), what, better))
}

/// A step in which the script suggests "what else?", and it was never asked.
fn no_what_else(matter: &Matter<'_>, _: &[String]) -> Option<Advice> {
    let first = |(step, fold): &(&Step, &StepFold)| {
        step.what_else > 0 && fold.what_else == 0 && !fold.answers.is_empty()
    };
    let (step, fold) = folds(matter).find(first)?;
    let n = *fold.answers.last()?;
    let what = format!("In “{}” you never asked “what else?”.", step.title);
    let said = better::last_words(matter, n + 1);
    let better = said.map(|said| better::given_back(said, "What else?"));
    Some(to_try(n, words(matter, n), what, better))
}
