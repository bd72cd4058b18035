//! What a debrief is made of: the entries that count, gone through once, with what listening tells of each line.

use super::model::Way;
use crate::client::persona::{Disclosure, Persona};
use crate::listen::{Act, Heard, Listener, Main, Speaker};
use crate::script::Step;
use crate::session::{Asked, Kind, Replied, Seat, Session, line_of};

/// A session, and what was heard in it.
pub(super) struct Matter<'a> {
    pub(super) session: &'a Session,
    pub(super) persona: Option<&'a Persona>,
    pub(super) way: Way,
    /// The user's lines, in a practice.
    pub(super) said: Vec<Line<'a>>,
    /// The client's lines, in a practice.
    pub(super) replies: Vec<Answered<'a>>,
    /// Questions that were marked as asked, where the user's own words are not known.
    pub(super) asked: Vec<Marked<'a>>,
}

/// A line of the user's.
pub(super) struct Line<'a> {
    pub(super) n: u32,
    /// The id of the step that the guide was in.
    pub(super) step: &'a str,
    pub(super) text: &'a str,
    pub(super) heard: Heard,
    /// The places of the replies before it and after it.
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

/// A line of the client's.
pub(super) struct Answered<'a> {
    pub(super) n: u32,
    pub(super) reply: &'a Replied,
    pub(super) heard: Heard,
}

/// A question that was on the screen when something was kept, or "what else?".
pub(super) struct Marked<'a> {
    pub(super) n: u32,
    pub(super) asked: &'a Asked,
    pub(super) heard: Heard,
}

impl Line<'_> {
    pub(super) fn does(&self, act: Act) -> bool {
        self.heard.acts.iter().any(|sign| sign.what == act)
    }

    pub(super) fn is_silent(&self) -> bool {
        self.text.trim().is_empty() || self.does(Act::Silence)
    }

    /// Whether it gives back what was said or meant.
    pub(super) fn reflects(&self) -> bool {
        self.heard.main == Main::Reflection
            || [Act::Repeats, Act::Deepens, Act::Summary]
                .into_iter()
                .any(|act| self.does(act))
    }

    /// Whether it gives back more than was said.
    pub(super) fn reflects_more(&self) -> bool {
        self.does(Act::Deepens) || self.does(Act::Summary)
    }

    pub(super) fn asks_what_else(&self) -> bool {
        let words = crate::text::folded(self.text);
        ["what else", "anything else", "who else"]
            .iter()
            .any(|asked| words.contains(asked))
    }
}

impl<'a> Matter<'a> {
    pub(super) fn of(
        session: &'a Session,
        persona: Option<&'a Persona>,
        listener: &mut Listener,
    ) -> Self {
        let seat = session.head().practice.as_ref().map(|p| p.seat);
        let way = match seat {
            Some(Seat::Simulated) => Way::Words,
            Some(Seat::Observer) => Way::Counts,
            Some(Seat::Pair) | None => Way::Notes,
        };
        let mut matter = Self {
            session,
            persona: persona.filter(|_| way == Way::Words),
            way,
            said: Vec::new(),
            replies: Vec::new(),
            asked: Vec::new(),
        };
        listener.begin();
        for entry in session.counting() {
            match &entry.kind {
                Kind::Said(said) => {
                    let before = matter.replies.len().checked_sub(1);
                    matter.said.push(Line {
                        n: entry.n,
                        step: &said.step,
                        text: &said.text,
                        heard: listener.hear(Speaker::Coach, &said.text),
                        before,
                        after: None,
                    });
                }
                Kind::Reply(reply) => {
                    let here = matter.replies.len();
                    if let Some(line) = matter.said.last_mut() {
                        line.after.get_or_insert(here);
                    }
                    matter.replies.push(Answered {
                        n: entry.n,
                        reply,
                        heard: listener.hear(Speaker::Client, &reply.text),
                    });
                }
                Kind::Answer(answer) if way == Way::Notes => {
                    listener.hear(Speaker::Client, &answer.text);
                }
                Kind::Asked(asked) if way == Way::Notes => {
                    let text = line_of(session, entry).map(|l| l.text).unwrap_or_default();
                    matter.asked.push(Marked {
                        n: entry.n,
                        asked,
                        heard: listener.hear(Speaker::Coach, &text),
                    });
                }
                _ => {}
            }
        }
        matter
    }

    /// The reply before a line.
    pub(super) fn before(&self, line: &Line<'_>) -> Option<&Answered<'a>> {
        self.replies.get(line.before?)
    }

    /// The reply to a line.
    pub(super) fn after(&self, line: &Line<'_>) -> Option<&Answered<'a>> {
        self.replies.get(line.after?)
    }

    /// By how much trust has moved with a line.
    pub(super) fn moved(&self, line: &Line<'_>) -> f64 {
        match (self.before(line), self.after(line)) {
            (Some(before), Some(after)) => after.reply.trust.figure() - before.reply.trust.figure(),
            _ => 0.0,
        }
    }

    /// The line that a reply answers.
    pub(super) fn asked_by(&self, reply: usize) -> Option<&Line<'a>> {
        self.said.iter().find(|line| line.after == Some(reply))
    }

    /// What was disclosed, in order, with the number of the reply; each thing once.
    pub(super) fn told(&self) -> Vec<(u32, &'a Disclosure)> {
        let mut told: Vec<(u32, &'a Disclosure)> = Vec::new();
        for answered in &self.replies {
            for held in self.disclosed(answered.reply) {
                if !told.iter().any(|(_, known)| known.id == held.id) {
                    told.push((answered.n, held));
                }
            }
        }
        told
    }

    /// What a reply disclosed.
    pub(super) fn disclosed<'s>(
        &'s self,
        reply: &'s Replied,
    ) -> impl Iterator<Item = &'a Disclosure> + use<'a, 's> {
        let ids = reply.disclosed.iter();
        ids.filter_map(|id| self.persona?.disclosure(id))
    }

    /// The steps that belong to the conversation.
    pub(super) fn steps(&self) -> impl Iterator<Item = (usize, &Step)> {
        let all = self.session.script().steps.iter().enumerate();
        all.filter(|(_, step)| self.session.holds(step.when.as_ref()))
    }

    /// Whether a step has one behind it: until the last one nothing is offered.
    pub(super) fn is_before_the_last(&self, step: &str) -> bool {
        let script = self.session.script();
        let place = script.position(step);
        place.is_some_and(|at| at + 1 < script.steps.len())
    }
}
