//! Who does what by when, and who goes how far.

use crate::debrief::matter::Matter;
use crate::debrief::model::{Measure, MeasureId, Way};
use crate::debrief::references::PROMISES;
use crate::debrief::say::{float, percent, quote};
use crate::listen::Binding;
use crate::session::{Kind, Owner, line_of};

/// A promise of one side.
pub(in crate::debrief) struct Promise {
    pub(in crate::debrief) n: u32,
    pub(in crate::debrief) owner: Owner,
    pub(in crate::debrief) dated: bool,
    words: String,
}

/// The promises that were noted; in a practice in which none was, those in the words of both.
pub(in crate::debrief) fn made(matter: &Matter<'_>) -> Vec<Promise> {
    let noted = matter.session.counting().filter_map(|e| match &e.kind {
        Kind::Commitment(c) => Some(Promise {
            n: e.n,
            owner: c.owner,
            dated: c.due.is_some(),
            words: line_of(matter.session, e)?
                .text
                .trim_start_matches("! ")
                .to_owned(),
        }),
        _ => None,
    });
    let noted: Vec<Promise> = noted.collect();
    if !noted.is_empty() || matter.way != Way::Words {
        return noted;
    }
    let strong = |heard: &crate::listen::Heard| {
        heard
            .binding
            .as_ref()
            .is_some_and(|b| b.what == Binding::Strong)
    };
    let ours = matter
        .said
        .iter()
        .filter(|l| strong(&l.heard))
        .map(|l| Promise {
            n: l.n,
            owner: Owner::Us,
            dated: !l.heard.dates.is_empty(),
            words: format!("us: {}", quote(l.text)),
        });
    let agreed = matter
        .replies
        .iter()
        .filter(|a| a.reply.kind == "committed");
    let theirs = agreed.map(|a| Promise {
        n: a.n,
        owner: Owner::Them,
        dated: !a.heard.dates.is_empty(),
        words: format!("them: {}", quote(&a.reply.text)),
    });
    let mut all: Vec<Promise> = ours.chain(theirs).collect();
    all.sort_by_key(|p| p.n);
    all
}

/// Promises on both sides, and their balance.
pub(super) fn promises(matter: &Matter<'_>) -> Option<Measure> {
    if matter.way == Way::Counts {
        return None;
    }
    let all = made(matter);
    let of = |owner: Owner| all.iter().filter(move |p| p.owner == owner);
    let dated = |owner: Owner| of(owner).filter(|p| p.dated).count();
    let (us, them) = (of(Owner::Us).count(), of(Owner::Them).count());
    let (us_dated, them_dated) = (dated(Owner::Us), dated(Owner::Them));
    let figure = if all.is_empty() {
        "nobody has promised anything".to_owned()
    } else {
        format!("{us} ours ({us_dated} with a date), {them} theirs ({them_dated} with a date)")
    };
    let lines = |wanted: Owner| of(wanted).map(|p| p.n).collect();
    let mut measure = Measure::new(MeasureId::Promises, figure)
        .number("with a date", float(us_dated + them_dated), "promises")
        .number("ours", float(us), "promises")
        .number("theirs", float(them), "promises");
    if us + them > 0 {
        let ours = percent(us, us + them);
        measure =
            measure
                .note(balance(ours, us_dated, them_dated))
                .number("ours of all", ours, "%");
    }
    Some(
        measure
            .notes(all.iter().map(|p| format!("{} (line {})", p.words, p.n)))
            .shows("theirs", lines(Owner::Them))
            .shows("ours", lines(Owner::Us))
            .beside(PROMISES),
    )
}

/// Who goes how far, said plainly. 51/49 means: we go a little more than half of the way, and they come to meet us.
fn balance(ours: f64, us_dated: usize, them_dated: usize) -> String {
    let who = match (us_dated, them_dated) {
        (0, 0) => "nothing has a date on either side",
        (_, 0) => "only our side has a date to hold to",
        (0, _) => "only their side has a date to hold to",
        _ => "both sides have a date to hold to",
    };
    format!(
        "effort: {ours:.0} % of the promises are ours, {:.0} % theirs; {who}",
        100.0 - ours
    )
}
