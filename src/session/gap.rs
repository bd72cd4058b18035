//! What a session lacks when it ends. Nothing has to be filled: a gap that is named is honest too.

use super::model::Session;
use crate::script::KnownKind;

/// Something that a script asks for and the session does not have. Steps are named by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// A step without an answer.
    Answer {
        /// The step.
        step: String,
    },
    /// A step that asks for feelings and has an answer, but no feeling.
    Feeling {
        /// The step.
        step: String,
    },
    /// A measure or a date that is not known, such as the outcome's, or the next meeting's.
    Known {
        /// The step.
        step: String,
        /// The must-know.
        id: String,
    },
    /// No commitment with a date, in a script that asks for commitments.
    DatedCommitment {
        /// The step that asks for them.
        step: String,
    },
}

impl Gap {
    /// The step that the gap belongs to.
    pub fn step(&self) -> &str {
        match self {
            Self::Answer { step }
            | Self::Feeling { step }
            | Self::Known { step, .. }
            | Self::DatedCommitment { step } => step,
        }
    }
}

/// What is still missing at the end, in the order in which it can be filled.
pub fn gaps(session: &Session) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let dated = session.commitments().any(|(_, c)| c.due.is_some());
    for (step, fold) in session.script().steps.iter().zip(&session.fold().steps) {
        if !session.holds(step.when.as_ref()) {
            continue;
        }
        let id = || step.id.clone();
        let commits = step.known.iter().any(|k| k.kind == KnownKind::Commitment);
        // A step that asks for commitments is answered by one.
        let asks = !step.prompts.is_empty();
        if asks && fold.answers.is_empty() && (!commits || fold.commitments.is_empty()) {
            gaps.push(Gap::Answer { step: id() });
        }
        if step.feelings && fold.feelings.is_empty() {
            gaps.push(Gap::Feeling { step: id() });
        }
        if commits && !dated {
            gaps.push(Gap::DatedCommitment { step: id() });
        }
        for known in &step.known {
            let asked = matches!(known.kind, KnownKind::Measure | KnownKind::Date);
            if asked && !fold.knows(&known.id) {
                gaps.push(Gap::Known {
                    step: id(),
                    id: known.id.clone(),
                });
            }
        }
    }
    gaps
}
