//! Small sessions whose figures can be counted by hand.

mod advice;
mod measures;
mod weeks;
mod wild;

use super::{Advice, AdviceKind, Debrief, Measure, MeasureId};
use crate::client::persona::{Persona, builtin};
use crate::listen::Listener;
use crate::script::catalogue;
use crate::session::{
    Answer, Asked, AskedWhat, Closed, Commitment, Entry, Feeling, Head, Kind, Mode, Moment, Moving,
    Owner, PersonRef, PracticeRef, Remark, Replied, Said, ScriptRef, Seat, Session, TrustParts,
    Who,
};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn persona() -> Persona {
    builtin::builtin("acquired").unwrap().persona().unwrap()
}

/// A session with these entries, a second apart.
pub(super) fn session(seat: Option<Seat>, kinds: Vec<Kind>) -> Session {
    let script = catalogue::builtin("mineral-rights-client").unwrap();
    let at = Moment::parse("2026-11-21T14:03:11+01:00").unwrap();
    let head = Head {
        id: "01KTEST0000000000000000000".to_owned(),
        began: at,
        mode: if seat.is_some() {
            Mode::Practice
        } else {
            Mode::Live
        },
        script: ScriptRef {
            id: script.id.to_owned(),
            title: script.title.to_owned(),
            hash: String::new(),
        },
        person: PersonRef {
            id: "01KTEST0000000000000000001".to_owned(),
            name: "Ana Ruiz".to_owned(),
            organisation: None,
        },
        practice: seat.map(|seat| PracticeRef {
            persona: "acquired".to_owned(),
            hash: String::new(),
            seat,
            difficulty: None,
            seed: None,
        }),
    };
    let entry = |(n, kind): (u32, Kind)| Entry {
        n,
        at,
        t: u64::from(n) * 1_000,
        kind,
    };
    let entries = (1..).zip(kinds).map(entry).collect();
    let script = Arc::new(script.script().unwrap());
    Session::new(head, script, entries, BTreeSet::new())
}

pub(super) fn debrief_of(session: &Session) -> Debrief {
    let mut listener = Listener::new(catalogue::vocabulary()).unwrap();
    Debrief::of(session, Some(&persona()), &mut listener)
}

/// The debrief of a practice with a simulated client.
pub(super) fn practice(kinds: Vec<Kind>) -> Debrief {
    debrief_of(&session(Some(Seat::Simulated), kinds))
}

/// The debrief of a live conversation.
pub(super) fn live(kinds: Vec<Kind>) -> Debrief {
    debrief_of(&session(None, kinds))
}

pub(super) fn measure(debrief: &Debrief, id: MeasureId) -> &Measure {
    debrief.measures.iter().find(|m| m.id == id).unwrap()
}

pub(super) fn number(debrief: &Debrief, id: MeasureId, name: &str, unit: &str) -> f64 {
    let all = &measure(debrief, id).numbers;
    let found = all.iter().find(|n| n.name == name && n.unit == unit);
    found
        .unwrap_or_else(|| panic!("{id:?} has no {name} in {unit}: {all:?}"))
        .value
}

pub(super) fn shown<'a>(debrief: &'a Debrief, id: MeasureId, what: &str) -> &'a [u32] {
    let shows = measure(debrief, id).shows.iter().find(|s| s.what == what);
    shows.map_or(&[], |s| &s.lines)
}

pub(super) fn advised(debrief: &Debrief, kind: AdviceKind) -> Vec<&Advice> {
    debrief.advice.iter().filter(|a| a.kind == kind).collect()
}

pub(super) fn said(step: &str, text: &str) -> Kind {
    Kind::Said(Said {
        step: step.to_owned(),
        text: text.to_owned(),
    })
}

/// A reply that is being made. Trust is one figure here.
pub(super) struct Reply(Replied);

pub(super) fn reply(kind: &str, text: &str, trust: f64) -> Reply {
    Reply(Replied {
        step: "issue".to_owned(),
        text: text.to_owned(),
        kind: kind.to_owned(),
        disclosed: Vec::new(),
        cue: None,
        met: Vec::new(),
        missed: Vec::new(),
        moves: Vec::new(),
        trust: TrustParts {
            credibility: trust,
            self_orientation: 1.0,
            ..TrustParts::default()
        },
        over: false,
    })
}

impl Reply {
    pub(super) fn tells(mut self, ids: &[&str]) -> Self {
        self.0.disclosed = ids.iter().map(ToString::to_string).collect();
        self
    }

    pub(super) fn drops(mut self, cue: &str) -> Self {
        self.0.cue = Some(cue.to_owned());
        self
    }

    pub(super) fn met(mut self, cue: &str) -> Self {
        self.0.met.push(cue.to_owned());
        self
    }

    pub(super) fn missed(mut self, cue: &str) -> Self {
        self.0.missed.push(cue.to_owned());
        self
    }

    pub(super) fn moves(mut self, part: &str, by: f64, why: &str) -> Self {
        self.0.moves.push(Moving {
            part: part.to_owned(),
            by,
            why: why.to_owned(),
        });
        self
    }

    pub(super) fn kept(self) -> Kind {
        Kind::Reply(Box::new(self.0))
    }
}

pub(super) fn answer(step: &str, text: &str) -> Kind {
    Kind::Answer(Answer {
        step: step.to_owned(),
        question: None,
        text: text.to_owned(),
    })
}

pub(super) fn asked(step: &str, what: AskedWhat, index: u16) -> Kind {
    Kind::Asked(Asked {
        step: step.to_owned(),
        what,
        index,
    })
}

pub(super) fn feeling(step: &str, word: &str, intensity: Option<u8>) -> Kind {
    Kind::Feeling(Feeling {
        step: step.to_owned(),
        question: None,
        word: word.to_owned(),
        intensity,
        listed: true,
        of: None,
    })
}

pub(super) fn promise(owner: Owner, text: &str, due: Option<&str>) -> Kind {
    Kind::Commitment(Commitment {
        step: "commit".to_owned(),
        question: None,
        owner,
        text: text.to_owned(),
        due: due.map(|d| d.parse().unwrap()),
        said: None,
        from: None,
    })
}

pub(super) fn parked(text: &str) -> Kind {
    Kind::Parked(Remark {
        step: "issue".to_owned(),
        text: text.to_owned(),
    })
}

pub(super) fn speaks(who: Who) -> Kind {
    Kind::Speaker(who)
}

pub(super) fn closed() -> Kind {
    Kind::Closed(Closed::default())
}

/// A short practice: a cue that is met, a pitch, a closed question, silence, and something deep.
pub(super) fn mixed() -> Vec<Kind> {
    vec![
        reply(
            "opened",
            "I may be going out with the seconds by summer. Any road.",
            4.0,
        )
        .drops("own-job")
        .kept(),
        // 2: open, and it takes up the cue.
        said("issue", "You may be out by summer: how are you with that?"),
        reply("disclosed", "I wake up with colours, and I feel lost.", 4.5)
            .met("own-job")
            .tells(&["own-job"])
            .moves("intimacy", 0.6, "You took up what they had let drop.")
            .kept(),
        // 4: a pitch.
        said(
            "issue",
            "Our platform has helped companies like yours to save 20 percent.",
        ),
        reply("cooled", "I'm sure it has.", 3.0)
            .moves(
                "self-orientation",
                1.0,
                "You pitched before you knew what they want.",
            )
            .kept(),
        // 6: closed.
        said("clarify", "Is it urgent?"),
        reply("short", "Somewhat.", 3.0).kept(),
        // 8: silence.
        said("clarify", ""),
        reply(
            "disclosed",
            "They come in on Saturdays. So I drink my tea in the office now.",
            3.1,
        )
        .drops("tea")
        .tells(&["six"])
        .kept(),
        // 10 and 12: the cue is passed by.
        said("impact", "What does it cost you at the moment?"),
        reply(
            "disclosed",
            "Eighty-six thousand pounds of oxblood, four weeks late.",
            3.1,
        )
        .tells(&["station"])
        .kept(),
        said("impact", "Who notices it first?"),
        reply(
            "disclosed",
            "There's a red square by our name on a Friday.",
            3.0,
        )
        .missed("tea")
        .tells(&["red-square"])
        .kept(),
        closed(),
    ]
}
