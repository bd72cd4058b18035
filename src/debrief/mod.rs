//! What a conversation amounted to: measures, each with the lines that show it, and at most three things to take along. Nothing
//! here is judged by the program: a figure is counted from entries, and what it is held against is told with its source.

mod advice;
mod matter;
mod measure;
mod model;
mod plain;
mod references;
mod say;
mod weeks;

pub use model::{
    Advice, AdviceKind, Chart, Debrief, Look, Measure, MeasureId, Number, Point, Reference, Shows,
    Way,
};
pub use plain::{plain, plain_weeks};
pub use weeks::{Course, Track, Weeks};

use crate::client::persona::Persona;
use crate::listen::Listener;
use crate::script::ScriptKind;
use crate::session::{Mode, Session};
use matter::Matter;

impl Debrief {
    /// The debrief of a session as it stands. The persona is the one that was practised with, where there is one and it can
    /// still be read.
    pub fn of(session: &Session, persona: Option<&Persona>, listener: &mut Listener) -> Self {
        let matter = Matter::of(session, persona, listener);
        let head = session.head();
        let (measures, not_measured) = measure::all(&matter);
        Self {
            id: head.id.clone(),
            with: head.person.name.clone(),
            organisation: head.person.organisation.clone(),
            script: head.script.title.clone(),
            began: head.began.to_string(),
            ended: session.fold().closed.is_some(),
            seconds: session.fold().last_t / 1_000,
            way: matter.way,
            practice: head.mode == Mode::Practice,
            judged: session.fold().judged,
            measures,
            not_measured,
            advice: advice::all(&matter),
        }
    }
}

/// Whether a session is a conversation, and not a form about oneself: only then is there something to look back at here.
pub fn is_conversation(session: &Session) -> bool {
    let talks = matches!(
        session.script().kind,
        ScriptKind::Conversation | ScriptKind::OneToOne
    );
    session.head().mode == Mode::Practice || session.head().mode == Mode::Live && talks
}

#[cfg(test)]
mod tests;
