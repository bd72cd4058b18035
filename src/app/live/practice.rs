//! A conversation with a simulated client: what is typed is said to them, and they answer. Everything else is as in any
//! conversation: the guide, the prefixes, the commands.

use super::Live;
use crate::app::event::{Effect, Now};
use crate::client::{Client, CueState, Reply};
use crate::listen::has_figure;
use crate::script::KnownKind;
use crate::session::{
    Kind, Mode, Moving, Replied, Said, Seat, Session, TrustParts, before, hundredths,
};
use crate::when;

/// What is there beside the session while a simulated client is talked with.
#[derive(Debug, Clone)]
pub struct Practice {
    client: Client,
    /// Whether what moves inside the client is shown.
    pub glass: bool,
    /// The number of the own line that is chosen to go back to, while one is being chosen.
    pub choosing: Option<u32>,
}

impl Practice {
    /// The client as they are after what was said in a session.
    pub fn new(client: Client, session: &Session, glass: bool) -> Self {
        let client = if has_begun(session) {
            client.again(&spoken(session)).0
        } else {
            client
        };
        Self {
            client,
            glass,
            choosing: None,
        }
    }

    /// The client of a talk that is only watched: nobody will ask them anything.
    pub(super) fn watched(client: Client) -> Self {
        Self {
            client,
            glass: false,
            choosing: None,
        }
    }

    /// The client.
    pub fn client(&self) -> &Client {
        &self.client
    }
}

/// Whether the client has said their first line.
fn has_begun(session: &Session) -> bool {
    let entries = session.entries();
    entries.iter().any(|e| matches!(e.kind, Kind::Reply(_)))
}

/// What the user has said on the way that counts, in order.
fn spoken(session: &Session) -> Vec<String> {
    let said = session.counting().filter_map(|e| match &e.kind {
        Kind::Said(said) => Some(said.text.clone()),
        _ => None,
    });
    said.collect()
}

/// A reply as it is kept.
fn kept(reply: Reply, step: &str, was: &[CueState], client: &Client) -> Replied {
    let cues = |became: CueState| {
        let all = was.iter().zip(client.cues());
        let new = all.filter(move |(was, (_, is))| **was != became && *is == became);
        new.map(|(_, (id, _))| id.to_owned()).collect()
    };
    let trust = reply.trust;
    Replied {
        step: step.to_owned(),
        text: reply.text,
        kind: reply.kind.name().to_owned(),
        disclosed: reply.disclosed,
        cue: reply.cue_dropped,
        met: cues(CueState::Followed),
        missed: cues(CueState::Closed),
        moves: reply
            .moves
            .into_iter()
            .map(|m| Moving {
                part: m.part.name().to_owned(),
                by: hundredths(f64::from(m.by)),
                why: m.why.to_owned(),
            })
            .collect(),
        trust: TrustParts {
            credibility: hundredths(f64::from(trust.credibility)),
            reliability: hundredths(f64::from(trust.reliability)),
            intimacy: hundredths(f64::from(trust.intimacy)),
            self_orientation: hundredths(f64::from(trust.self_orientation)),
        },
        over: reply.over,
    }
}

impl Live {
    /// What is there of a simulated client, if one is talked with.
    pub fn practice(&self) -> Option<&Practice> {
        self.practice.as_ref()
    }

    /// Whether this is practice, with whomever.
    pub fn is_practice(&self) -> bool {
        self.session.head().mode == Mode::Practice
    }

    /// Whether the user watches two others and counts.
    pub fn is_observer(&self) -> bool {
        let practice = self.session.head().practice.as_ref();
        practice.is_some_and(|p| p.seat == Seat::Observer)
    }

    /// The client says their first line, where they have not yet.
    pub(super) fn opens(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if has_begun(&self.session) {
            return;
        }
        let Some(practice) = &mut self.practice else {
            return;
        };
        let was: Vec<CueState> = practice.client.cues().map(|(_, state)| state).collect();
        let reply = practice.client.open();
        self.keep_reply(reply, &was, now, effects);
    }

    /// Says something to the client; nothing is silence. Returns whether the input was used up.
    pub(super) fn says(&mut self, text: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        if self.refuse_read_only(now) {
            return false;
        }
        let Some(practice) = &mut self.practice else {
            return false;
        };
        if practice.client.state().is_over() {
            let why =
                "they have gone · /rewind goes back to a line of yours, /end ends the practice";
            self.notice(why, now);
            return text.is_empty();
        }
        let step = self.session.step().map(|s| s.id.clone());
        let said = Said {
            step: step.unwrap_or_default(),
            text: text.to_owned(),
        };
        self.notice = None;
        self.keep(Kind::Said(said), now, effects);
        let Some(practice) = &mut self.practice else {
            return true;
        };
        let was: Vec<CueState> = practice.client.cues().map(|(_, state)| state).collect();
        let reply = practice.client.hear(text);
        if reply.over {
            let next = "they have gone · /end looks back at it, /rewind tries another line";
            self.notice(next, now);
        }
        self.keep_reply(reply, &was, now, effects);
        true
    }

    fn keep_reply(&mut self, reply: Reply, was: &[CueState], now: Now, effects: &mut Vec<Effect>) {
        let step = self.step().map(|s| s.id.clone()).unwrap_or_default();
        let figure = has_figure(&reply.text);
        let dated = when::find(&reply.text, now.at.date()).is_some();
        let Some(practice) = &self.practice else {
            return;
        };
        // What a client says before anybody asked answers nothing.
        let told = !reply.disclosed.is_empty();
        let reply = Box::new(kept(reply, &step, was, &practice.client));
        let n = self.keep(Kind::Reply(reply), now, effects);
        if told && figure {
            self.tick_by(&step, KnownKind::Evidence, n, now, effects);
            self.tick_by(&step, KnownKind::Measure, n, now, effects);
        }
        if told && dated {
            self.tick_by(&step, KnownKind::Date, n, now, effects);
        }
    }

    /// What would help now, without the words for it.
    pub(crate) fn give_hint(&mut self, now: Now) {
        let hint = match &self.practice {
            Some(practice) => practice.client.hint().words().to_owned(),
            None => self.step().map(|s| s.purpose.clone()).unwrap_or_default(),
        };
        if hint.is_empty() {
            self.notice("this step has no purpose written down", now);
        } else {
            self.notice(hint, now);
        }
    }

    /// Shows what moves inside the client, or no longer.
    pub(crate) fn toggle_glass(&mut self, now: Now) {
        match &mut self.practice {
            Some(practice) => practice.glass = !practice.glass,
            None => self.notice("there is no simulated client here", now),
        }
    }

    /// The numbers of one's own lines on the way that counts.
    pub fn own_lines(&self) -> Vec<u32> {
        let said = |e: &&crate::session::Entry| matches!(e.kind, Kind::Said(_));
        self.session.counting().filter(said).map(|e| e.n).collect()
    }

    /// Begins to choose the line to go back to: the last one first.
    pub(crate) fn choose_line(&mut self, now: Now) {
        let last = self.own_lines().last().copied();
        match (&mut self.practice, last) {
            (Some(practice), Some(last)) => practice.choosing = Some(last),
            (Some(_), None) => self.notice("you have not said anything yet", now),
            (None, _) => self.notice("one can go back with a simulated client only", now),
        }
    }

    /// Another of one's own lines: the one before, or after.
    pub(crate) fn choose_other(&mut self, down: bool) {
        let lines = self.own_lines();
        let Some(practice) = &mut self.practice else {
            return;
        };
        let at = lines.iter().position(|n| Some(*n) == practice.choosing);
        let at = at.map(|at| if down { at + 1 } else { at.saturating_sub(1) });
        if let Some(n) = at.and_then(|at| lines.get(at)) {
            practice.choosing = Some(*n);
        }
    }

    /// No line is chosen any more.
    pub(crate) fn choose_none(&mut self) {
        if let Some(practice) = &mut self.practice {
            practice.choosing = None;
        }
    }

    /// Goes back to before one of one's own lines, by its number; without one to the last. The line comes into the input,
    /// to be said otherwise. What was said after it stays in the file. Returns whether that could be done.
    pub fn rewind(&mut self, n: Option<u32>, now: Now, effects: &mut Vec<Effect>) -> bool {
        if self.refuse_read_only(now) {
            return false;
        }
        if self.practice.is_none() {
            self.notice("one can go back with a simulated client only", now);
            return false;
        }
        let said = n.or_else(|| self.own_lines().last().copied());
        let line = said.and_then(|n| match self.session.entry(n).map(|e| &e.kind) {
            Some(Kind::Said(said)) => Some((n, said.text.clone())),
            _ => None,
        });
        let Some((n, text)) = line else {
            let own: Vec<String> = self.own_lines().iter().map(ToString::to_string).collect();
            let own = if own.is_empty() {
                "you have not said anything yet".to_owned()
            } else {
                format!("to which of your lines? {}", own.join(" "))
            };
            self.notice(own, now);
            return false;
        };
        let after = before(self.session.entries(), n);
        self.keep(Kind::Branch(after), now, effects);
        let lines = spoken(&self.session);
        if let Some(practice) = &mut self.practice {
            practice.client = practice.client.again(&lines).0;
            practice.choosing = None;
        }
        self.closing = None;
        self.show_first();
        self.editor.replace(text);
        self.edited(now, effects);
        self.notice(
            format!("back before line {n} · what came after it is kept as another try"),
            now,
        );
        true
    }
}
