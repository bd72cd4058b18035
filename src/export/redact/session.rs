//! A session without names. Every field of every kind of entry stands here by name: one that is added later has to be decided on
//! before the program compiles.

use super::{Redactor, Thing};
use crate::export::Exported;
use crate::script::{Rewrite, Script, catalogue};
use crate::session::{
    Answer, Asked, Closed, Commitment, Consent, Earlier, Ended, Entry, Feeling, Head, Kept, Kind,
    Marked, Moving, PersonRef, PracticeRef, Remark, Replied, Said, ScriptRef, Session,
};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Rewrite for Redactor {
    fn words(&mut self, text: &str) -> String {
        self.replace(text)
    }

    fn id(&mut self, id: &str) -> String {
        Redactor::id(self, id)
    }
}

/// Hears what is said, and changes nothing.
struct Learner<'r>(&'r mut Redactor);

impl Rewrite for Learner<'_> {
    fn words(&mut self, text: &str) -> String {
        self.0.hear(text);
        String::new()
    }

    fn id(&mut self, id: &str) -> String {
        id.to_owned()
    }
}

impl Redactor {
    /// Takes in whom a session is with and whom it speaks of. All sessions of an export are learnt from before the first is
    /// redacted.
    pub fn learn(&mut self, item: &Exported) {
        self.whom(&item.session.head().person);
        let mut learner = Learner(self);
        for e in item.session.entries() {
            let _ = kind(&e.kind, &mut learner);
        }
        if !is_built_in(&item.session) {
            let _ = item.session.script().rewritten(&mut learner);
        }
        for answer in item.session.earlier().answers.values() {
            learner.0.hear(answer);
        }
        for problem in &item.problems {
            learner.0.hear(problem);
        }
    }

    /// The session without names.
    pub fn redact(&mut self, item: &Exported) -> Exported {
        self.settle();
        let session = &item.session;
        let (person, organisation) = self.whom(&session.head().person);
        self.with = person.into_iter().chain(organisation).collect();
        let own = !is_built_in(session);
        let out = if own {
            let script = session.script().rewritten(self);
            self.whole(session, script, true)
        } else {
            self.whole(session, session.script().clone(), false)
        };
        let problems = item.problems.iter().map(|p| self.replace(p)).collect();
        self.with.clear();
        Exported {
            session: out,
            problems,
        }
    }

    fn whole(&mut self, session: &Session, script: Script, own: bool) -> Session {
        let head = self.head(session.head(), own);
        // The steps of a built-in script are called as the program calls them.
        let mut by = Parts {
            redactor: self,
            keep: if own {
                BTreeSet::new()
            } else {
                ids_of(session.script())
            },
        };
        let entries: Vec<Entry> = session
            .entries()
            .iter()
            .map(|e| Entry {
                n: e.n,
                at: e.at,
                t: e.t,
                kind: kind(&e.kind, &mut by),
            })
            .collect();
        let earlier = session.earlier();
        let answers = earlier.answers.iter();
        let earlier = Earlier {
            any: earlier.any,
            answers: answers
                .map(|(id, text)| (by.id(id), by.words(text)))
                .collect(),
        };
        let changed = session.entries().iter().map(|e| e.n);
        let changed = changed.filter(|n| session.is_changed(*n)).collect();
        Session::new(head, Arc::new(script), entries, changed).after(earlier)
    }

    fn head(&mut self, head: &Head, own: bool) -> Head {
        let Head {
            id,
            began,
            mode,
            script:
                ScriptRef {
                    id: script,
                    title,
                    hash,
                },
            person,
            practice,
        } = head;
        Head {
            // When it was, and chance: nothing of what was said.
            id: id.clone(),
            began: *began,
            mode: *mode,
            script: ScriptRef {
                id: if own { self.id(script) } else { script.clone() },
                title: if own {
                    self.replace(title)
                } else {
                    title.clone()
                },
                // Who has the script can find it again by this.
                hash: if own { String::new() } else { hash.clone() },
            },
            person: self.person(person),
            practice: practice.as_ref().map(|p| {
                let PracticeRef {
                    persona,
                    hash: _,
                    seat,
                    difficulty,
                    seed,
                } = p;
                PracticeRef {
                    persona: self.id(persona),
                    hash: String::new(),
                    seat: *seat,
                    difficulty: difficulty.as_ref().map(|d| self.replace(d)),
                    seed: *seed,
                }
            }),
        }
    }

    fn person(&mut self, person: &PersonRef) -> PersonRef {
        let (group, organisation) = self.whom(person);
        let mut place = |group: usize, was: &str| self.placeholder(&Thing::Named(group), was);
        let at = person.organisation.as_deref().unwrap_or_default();
        let organisation = organisation.map(|o| place(o, at));
        let Some(group) = group else {
            return PersonRef {
                organisation,
                ..person.clone()
            };
        };
        let name = place(group, &person.name);
        PersonRef {
            id: name.to_lowercase().replace(' ', "-"),
            name,
            organisation,
        }
    }
}

/// The parts of a conversation, some of whose ids stay.
struct Parts<'r> {
    redactor: &'r mut Redactor,
    keep: BTreeSet<String>,
}

impl Rewrite for Parts<'_> {
    fn words(&mut self, text: &str) -> String {
        self.redactor.replace(text)
    }

    fn id(&mut self, id: &str) -> String {
        if self.keep.contains(id) {
            return id.to_owned();
        }
        self.redactor.id(id)
    }
}

/// Whether a session runs a script just as it is built in: then its words are the program's, and tell nothing.
fn is_built_in(session: &Session) -> bool {
    catalogue::builtin(&session.head().script.id)
        .filter(|b| b.title == session.head().script.title)
        .and_then(|b| b.script().ok())
        .is_some_and(|script| script == *session.script())
}

fn ids_of(script: &Script) -> BTreeSet<String> {
    let steps = script.steps.iter().flat_map(|s| {
        let known = s.known.iter().map(|k| &k.id);
        std::iter::once(&s.id)
            .chain(s.questions.iter().map(|q| &q.id))
            .chain(known)
    });
    steps.cloned().collect()
}

fn kind(kind: &Kind, by: &mut impl Rewrite) -> Kind {
    match kind {
        Kind::Answer(Answer {
            step,
            question,
            text,
        }) => Kind::Answer(Answer {
            step: by.id(step),
            question: question.as_ref().map(|q| by.id(q)),
            text: by.words(text),
        }),
        Kind::Feeling(Feeling {
            step,
            question,
            word,
            intensity,
            listed,
            of,
        }) => {
            Kind::Feeling(Feeling {
                step: by.id(step),
                question: question.as_ref().map(|q| by.id(q)),
                // A word of the vocabulary is nobody's name: "hope" is one.
                word: if *listed && catalogue::vocabulary().look_up(word).is_some() {
                    word.clone()
                } else {
                    by.words(word)
                },
                intensity: *intensity,
                listed: *listed,
                of: *of,
            })
        }
        Kind::Note(x) => Kind::Note(remark(x, by)),
        Kind::Parked(x) => Kind::Parked(remark(x, by)),
        Kind::Commitment(Commitment {
            step,
            question,
            owner,
            text,
            due,
            said,
            from,
        }) => Kind::Commitment(Commitment {
            step: by.id(step),
            question: question.as_ref().map(|q| by.id(q)),
            owner: *owner,
            text: by.words(text),
            due: *due,
            said: said.as_ref().map(|s| by.words(s)),
            from: *from,
        }),
        Kind::Known(Marked {
            step,
            id,
            known,
            by: entry,
        }) => Kind::Known(Marked {
            step: by.id(step),
            id: by.id(id),
            known: *known,
            by: *entry,
        }),
        Kind::Moved(step) => Kind::Moved(by.id(step)),
        Kind::Asked(Asked { step, what, index }) => Kind::Asked(Asked {
            step: by.id(step),
            what: *what,
            index: *index,
        }),
        Kind::Speaker(who) => Kind::Speaker(*who),
        Kind::Withdrawn(n) => Kind::Withdrawn(*n),
        Kind::Restored(n) => Kind::Restored(*n),
        Kind::Said(Said { step, text }) => Kind::Said(Said {
            step: by.id(step),
            text: by.words(text),
        }),
        Kind::Reply(x) => Kind::Reply(Box::new(replied(x, by))),
        Kind::Branch(n) => Kind::Branch(*n),
        Kind::Counted(what) => Kind::Counted(*what),
        Kind::Judged(x) => Kind::Judged(*x),
        Kind::Closed(Closed {
            viability,
            reason,
            capital,
        }) => Kind::Closed(Closed {
            viability: *viability,
            reason: reason.as_ref().map(|r| by.words(r)),
            capital: *capital,
        }),
        Kind::Kept(x) => Kind::Kept(kept(x, by)),
        Kind::Ended(Ended { how, why }) => Kind::Ended(Ended {
            how: *how,
            why: why.as_ref().map(|w| by.words(w)),
        }),
        Kind::Consent(x) => Kind::Consent(consent(x, by)),
    }
}

fn consent(consent: &Consent, by: &mut impl Rewrite) -> Consent {
    let Consent {
        basis,
        until,
        remark,
    } = consent;
    Consent {
        basis: *basis,
        until: *until,
        remark: remark.as_ref().map(|r| by.words(r)),
    }
}

fn kept(kept: &Kept, by: &mut impl Rewrite) -> Kept {
    let Kept {
        of,
        what,
        due,
        said,
        why,
    } = kept;
    Kept {
        of: *of,
        what: *what,
        due: *due,
        said: said.as_ref().map(|s| by.words(s)),
        why: why.as_ref().map(|w| by.words(w)),
    }
}

fn remark(Remark { step, text }: &Remark, by: &mut impl Rewrite) -> Remark {
    Remark {
        step: by.id(step),
        text: by.words(text),
    }
}

fn replied(reply: &Replied, by: &mut impl Rewrite) -> Replied {
    let Replied {
        step,
        text,
        kind,
        disclosed,
        cue,
        met,
        missed,
        moves,
        trust,
        over,
    } = reply;
    let mut ids = |ids: &Vec<String>| ids.iter().map(|id| by.id(id)).collect();
    let (disclosed, met, missed) = (ids(disclosed), ids(met), ids(missed));
    Replied {
        step: by.id(step),
        text: by.words(text),
        kind: by.id(kind),
        disclosed,
        cue: cue.as_ref().map(|c| by.id(c)),
        met,
        missed,
        moves: moves
            .iter()
            .map(
                |Moving {
                     part,
                     by: much,
                     why,
                 }| Moving {
                    part: by.id(part),
                    by: *much,
                    why: by.words(why),
                },
            )
            .collect(),
        trust: *trust,
        over: *over,
    }
}
