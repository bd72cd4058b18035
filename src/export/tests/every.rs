//! A session with an entry of every kind.

use super::{answer, promise, with};
use crate::export::Exported;
use crate::session::{
    Asked, AskedWhat, Basis, Became, Capital, Closed, Consent, Ended, Feeling, How, Judgement,
    Kept, Kind, Marked, Moving, Observed, Remark, Replied, Said, TrustParts, Viability, Who,
};

/// One of each kind, with this text wherever there is text.
pub(super) fn everything(text: &str) -> Exported {
    let step = || "impact".to_owned();
    let words = || text.to_owned();
    let remark = || Remark {
        step: step(),
        text: words(),
    };
    let reply = Replied {
        step: step(),
        text: words(),
        kind: "disclosed".to_owned(),
        disclosed: vec!["one".to_owned()],
        cue: Some("two".to_owned()),
        met: vec!["three".to_owned()],
        missed: vec!["four".to_owned()],
        moves: vec![Moving {
            part: "intimacy".to_owned(),
            by: 0.25,
            why: words(),
        }],
        trust: TrustParts::default(),
        over: true,
    };
    let feeling = |intensity| Feeling {
        step: step(),
        question: None,
        word: words(),
        intensity,
        listed: false,
        of: None,
    };
    let kinds = vec![
        Kind::Speaker(Who::Client),
        Kind::Asked(Asked {
            step: step(),
            what: AskedWhat::Prompt,
            index: 1,
        }),
        answer(text),
        Kind::Feeling(feeling(Some(4))),
        Kind::Feeling(feeling(None)),
        Kind::Note(remark()),
        Kind::Parked(remark()),
        promise(text, Some("2026-11-27")),
        promise(text, None),
        Kind::Known(Marked {
            step: "outcome".to_owned(),
            id: "date".to_owned(),
            known: true,
            by: None,
        }),
        Kind::Moved(step()),
        Kind::Withdrawn(6),
        Kind::Restored(6),
        Kind::Said(Said {
            step: step(),
            text: words(),
        }),
        Kind::Reply(Box::new(reply)),
        Kind::Branch(15),
        Kind::Counted(Observed::CueMet),
        Kind::Judged(Judgement {
            listened: Some(4),
            ..Judgement::default()
        }),
        Kind::Closed(Closed {
            viability: Some(Viability::NotYet),
            reason: Some(words()),
            capital: Some(Capital::Enriched),
        }),
        Kind::Kept(Kept {
            of: 8,
            what: Became::Moved,
            due: "2026-12-04".parse().ok(),
            said: Some(words()),
            why: Some(words()),
        }),
        Kind::Consent(Consent {
            basis: Basis::Agreed,
            until: Some(jiff::civil::date(2027, 3, 3)),
            remark: Some(words()),
        }),
        Kind::Ended(Ended {
            how: How::Lost,
            why: Some(words()),
        }),
    ];
    let mut item = with(text, Some(text), kinds);
    item.problems.push(words());
    item
}
