//! Reading a condition: does what it names exist, is it known by then, and can it be compared so?

use super::names::{At, Here, Named, Sort, some};
use super::question::Answer;
use crate::script::condition::{Placed, parse_with};
use crate::script::{Clause, Condition};
use crate::yaml::{Fields, LONGEST, Words};
use std::ops::Range;

/// Reads the field `when`, if it is there.
pub(super) fn when(
    words: &mut Words<'_>,
    fields: Fields<'_>,
    here: Here<'_, '_>,
) -> Option<Condition> {
    let node = fields.get("when")?;
    let text = words.clean(node, "`when`");
    if text.is_empty() || text.len() > 4 * LONGEST {
        return None;
    }
    match parse_with(&text, |id| here.names.options(id)) {
        Ok(clauses) => {
            for clause in &clauses {
                if let Some((at, what, mend)) = wrong(words, clause, here) {
                    let place = words.check.part(node, &text, at);
                    words.check.error(&place, what, mend);
                }
            }
            Some(Condition::of(clauses))
        }
        Err(slip) => {
            words.slip(node, &text, &slip);
            None
        }
    }
}

type Wrong = (Range<usize>, String, String);

/// What is wrong with a clause here, where in it, and how to mend it.
fn wrong(words: &Words<'_>, placed: &Placed, here: Here<'_, '_>) -> Option<Wrong> {
    let at_name = |(what, mend)| (placed.name.clone(), what, mend);
    let at_value = |(what, mend)| (placed.value.clone(), what, mend);
    let (id, fits): (&str, fn(&Sort<'_>) -> bool) = match &placed.clause {
        Clause::FirstConversation | Clause::LaterConversation => return None,
        Clause::Knows { step, known } | Clause::Lacks { step, known } => {
            return knows(words, step, known, here)
                .map_err(at_name)
                .and_then(|value| value.map_or(Ok(()), |value| Err(at_value(value))))
                .err();
        }
        Clause::Is { id, .. } => (id, is_choice),
        Clause::Over { id, .. } | Clause::Under { id, .. } => (id, is_figure),
        Clause::Answered { id } | Clause::Open { id } => (id, is_answered),
    };
    let named = match ready(words, id, here, fits) {
        Ok(named) => named,
        Err(wrong) => return Some(at_name(wrong)),
    };
    match &placed.clause {
        Clause::Is { value, .. } if is_choice(&named.sort) => {
            no_option(words, id, value, here).map(at_value)
        }
        Clause::Answered { .. } | Clause::Open { .. } if !is_answered(&named.sort) => {
            Some(at_name(not_answered(id, &named.sort)))
        }
        _ if fits(&named.sort) => None,
        _ => Some(at_name(not_comparable(id, &named.sort))),
    }
}

fn is_choice(sort: &Sort<'_>) -> bool {
    let kinds = [Some(Answer::Choice), Some(Answer::YesNo), None];
    matches!(sort, Sort::Question { answer, .. } if kinds.contains(answer))
}

fn is_figure(sort: &Sort<'_>) -> bool {
    match sort {
        Sort::Question { answer, .. } => matches!(answer, Some(Answer::Rating) | None),
        Sort::Computed => true,
        Sort::Step { .. } => false,
    }
}

fn is_answered(sort: &Sort<'_>) -> bool {
    matches!(
        sort,
        Sort::Question { .. } | Sort::Step { answers: true, .. }
    )
}

/// What this id stands for, or what is wrong with naming it here.
fn ready<'a, 'n>(
    words: &Words<'_>,
    id: &str,
    here: Here<'a, 'n>,
    fits: fn(&Sort<'_>) -> bool,
) -> Result<&'a Named<'n>, (String, String)> {
    let Some(named) = here.names.get(id) else {
        let possible = here.names.ready(here.at, fits);
        let mend = match words.check.near(id, possible.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if possible.clone().count() == 0 => {
                "nothing that could be compared so stands before it".to_owned()
            }
            None => format!("this can be compared so here: {}", some(possible)),
        };
        let what = format!("`{id}` is not a step, a question or a computed value of this script");
        return Err((what, mend));
    };
    if named.ready <= here.at {
        return Ok(named);
    }
    Err(match named.sort {
        Sort::Computed => (
            format!("`{id}` cannot be worked out yet: one of its ratings comes later"),
            "move this behind all of them".to_owned(),
        ),
        _ => (
            format!("`{id}` comes later: it is always open here"),
            "name something that stands before this, or move this".to_owned(),
        ),
    })
}

/// What is wrong with comparing a choice with this.
fn no_option(
    words: &Words<'_>,
    id: &str,
    value: &str,
    here: Here<'_, '_>,
) -> Option<(String, String)> {
    let options = here.names.options(id);
    // With no options it is noted elsewhere that they are missing.
    if options.is_empty() || options.contains(&value) {
        return None;
    }
    let mend = match words.check.near(value, options.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", options.join(", ")),
    };
    Some((format!("`{id}` cannot be `{value}`"), mend))
}

fn not_comparable(id: &str, sort: &Sort<'_>) -> (String, String) {
    let (kind, form) = match sort {
        Sort::Computed => ("a computed value", format!("{id} is over 4")),
        Sort::Step { answers: false, .. } => {
            return not_answered(id, sort);
        }
        Sort::Step { .. } => ("a step", format!("{id} is answered")),
        Sort::Question { answer, options } => match answer {
            Some(Answer::Rating) => ("a rating", format!("{id} is over 4")),
            Some(Answer::Choice) => {
                let option = options.first().map_or("…", String::as_str);
                ("a choice", format!("{id} is {option}"))
            }
            Some(Answer::YesNo) => ("answered with yes or no", format!("{id} is yes")),
            _ => ("answered freely", format!("{id} is answered")),
        },
    };
    (
        format!("`{id}` is {kind}, which cannot be compared so"),
        format!("write `{form}`"),
    )
}

fn not_answered(id: &str, sort: &Sort<'_>) -> (String, String) {
    match sort {
        Sort::Computed => (
            format!("`{id}` is worked out, not answered"),
            format!("write `{id} is over 4`, or name one of its ratings"),
        ),
        _ => (
            format!("`{id}` is a step that has only questions"),
            "name one of its questions".to_owned(),
        ),
    }
}

/// `Err` with what is wrong with the step, `Ok(Some)` with what is wrong with the must-know.
fn knows(
    words: &Words<'_>,
    step: &str,
    known: &str,
    here: Here<'_, '_>,
) -> Result<Option<(String, String)>, (String, String)> {
    let is_step = |sort: &Sort<'_>| matches!(sort, Sort::Step { .. });
    let Some(Named {
        sort: Sort::Step {
            nth, known: all, ..
        },
        ..
    }) = here.names.get(step)
    else {
        let steps = here.names.ready(At::prompts(usize::MAX), is_step);
        let mend = match words.check.near(step, steps.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", some(steps)),
        };
        return Err((format!("`{step}` is not a step of this script"), mend));
    };
    if At::question(*nth, 0) > here.at {
        return Err((
            format!("`{step}` comes later: nothing of it is known here"),
            "name a step that stands before this, or move this".to_owned(),
        ));
    }
    if all.contains(&known) {
        return Ok(None);
    }
    let mend = match words.check.near(known, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if all.is_empty() => format!("give the step `{step}` a must-know with this id"),
        None => format!("write one of {}", some(all.iter().copied())),
    };
    Ok(Some((
        format!("the step `{step}` has no must-know `{known}`"),
        mend,
    )))
}
