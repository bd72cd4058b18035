//! Who talks, for how long, and what is left alone.

use super::count_of;
use crate::debrief::matter::Matter;
use crate::debrief::model::{Measure, MeasureId, Way};
use crate::debrief::references::{STRETCH, TALK};
use crate::debrief::say::{count, float, quote};
use crate::session::{Kind, Observed, Who};
use crate::when;

/// Whose words, or whose minutes by the clock key.
pub(super) fn share(matter: &Matter<'_>) -> Option<Measure> {
    let session = matter.session;
    let (client, me, of) = match matter.way {
        Way::Counts => return None,
        Way::Words => {
            let (client, me) = session.words_share()?;
            (float(client), float(me), "of the words")
        }
        Way::Notes => {
            let fold = session.fold();
            let (client, me) = fold.talk.until(fold.last_t).share()?;
            let number = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
            (number(client), number(me), "of the time, by the clock key")
        }
    };
    let measure = Measure::new(
        MeasureId::Talk,
        format!("you {me:.0} %, they {client:.0} % {of}"),
    );
    Some(
        measure
            .number("you", me, "%")
            .number("they", client, "%")
            .beside(TALK),
    )
}

/// The user's longest stretch: words in one line, or time by the clock key.
pub(super) fn stretch(matter: &Matter<'_>) -> Option<Measure> {
    match matter.way {
        Way::Counts => None,
        Way::Words => {
            let words = |text: &str| text.split_whitespace().count();
            // Of several that are equally long the first.
            let line = matter.said.iter().rev().max_by_key(|l| words(l.text))?;
            let longest = words(line.text);
            let figure = format!("{} in one line", count(longest, "word"));
            let measure =
                Measure::new(MeasureId::Stretch, figure).number("longest", float(longest), "words");
            let line = (longest > 0).then_some(line);
            Some(
                measure
                    .notes(line.map(|l| format!("line {}: {}", l.n, quote(l.text))))
                    .shows("longest", line.map(|l| l.n).into_iter().collect()),
            )
        }
        Way::Notes => {
            let (ms, line) = longest_turn(matter)?;
            let seconds = f64::from(u32::try_from(ms / 1_000).unwrap_or(u32::MAX));
            let figure = format!("{} in one go, by the clock key", when::clock(ms));
            Some(
                Measure::new(MeasureId::Stretch, figure)
                    .number("longest", seconds, "s")
                    .shows("what was kept next", line.into_iter().collect())
                    .beside(STRETCH),
            )
        }
    }
}

/// The longest time for which the user spoke, in milliseconds, and the first thing that was kept after it began.
pub(in crate::debrief) fn longest_turn(matter: &Matter<'_>) -> Option<(u64, Option<u32>)> {
    let fold = matter.session.fold();
    fold.talk.until(fold.last_t).share()?;
    let mut since: Option<(u64, u32)> = None;
    let mut longest: Option<(u64, u32)> = None;
    let mut end = |since: &mut Option<(u64, u32)>, t: u64| {
        if let Some((began, n)) = since.take() {
            let ms = t.saturating_sub(began);
            if longest.is_none_or(|(most, _)| ms > most) {
                longest = Some((ms, n));
            }
        }
    };
    for entry in matter.session.counting() {
        match entry.kind {
            Kind::Speaker(Who::Me) => {
                since.get_or_insert((entry.t, entry.n));
            }
            Kind::Speaker(_) | Kind::Closed(_) => end(&mut since, entry.t),
            _ => {}
        }
    }
    end(&mut since, fold.last_t);
    let (ms, began) = longest.unwrap_or((0, u32::MAX));
    let mut after = matter.session.counting().filter(|e| e.n > began);
    let next = after.find(|e| e.kind.step().is_some()).map(|e| e.n);
    Some((ms, next))
}

/// Silences that were left alone.
pub(super) fn silence(matter: &Matter<'_>) -> Option<Measure> {
    match matter.way {
        Way::Notes => None,
        Way::Counts => count_of(matter, MeasureId::Silence, Observed::Silence),
        Way::Words => {
            let silent = matter.said.iter().filter(|l| l.is_silent());
            let lines: Vec<u32> = silent.map(|l| l.n).collect();
            if matter.said.is_empty() {
                return None;
            }
            let told = matter.said.iter().filter(|l| {
                let reply = matter.after(l).map(|a| a.reply);
                l.is_silent() && reply.is_some_and(|r| !r.disclosed.is_empty())
            });
            let told = told.count();
            let figure = format!("left alone {}", count(lines.len(), "time"));
            let measure = Measure::new(MeasureId::Silence, figure)
                .number("left alone", float(lines.len()), "times")
                .shows("silence", lines);
            Some(if told > 0 {
                measure.note(format!(
                    "they went on and told more {}",
                    count(told, "time")
                ))
            } else {
                measure
            })
        }
    }
}

/// How often an observer has seen the other interrupted.
pub(super) fn interrupted(matter: &Matter<'_>) -> Option<Measure> {
    count_of(matter, MeasureId::Interrupted, Observed::Interrupted)
}
