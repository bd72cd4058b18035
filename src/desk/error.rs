//! What can go wrong at the desk.

use crate::store::StoreError;
use crate::yaml::Report;
use std::fmt::Write as _;

/// Why something that was asked for could not be done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such script, or whatever was asked for.
    #[error("there is no {thing} {id:?}")]
    NotThere {
        /// What it would be, such as "script".
        thing: &'static str,
        /// What was asked for.
        id: String,
        /// The one that was probably meant.
        near: Option<String>,
        /// Whether it may be the one in a file of the user's that does not read.
        broken: bool,
    },
    /// A script or another definition has problems.
    #[error("{report}")]
    DoesNotRead {
        /// What it would be, such as "script".
        thing: &'static str,
        /// The problems.
        report: Box<Report>,
    },
    /// Several people have the name, and nobody can be asked.
    #[error("several people are called {name:?}:{list}")]
    Several {
        /// The name.
        name: String,
        /// Them, a line each.
        list: String,
    },
    /// Nobody is called so.
    #[error("nobody is called {0:?}")]
    NoPerson(String),
    /// The session is being written by another program, or may not be written; why.
    #[error("session {id} cannot be written now: {why}")]
    Held {
        /// Its id.
        id: String,
        /// Why, in a few words.
        why: String,
    },
    /// What was asked for does not fit the session; why.
    #[error("{why}")]
    NotSo {
        /// Why, in a sentence.
        why: String,
        /// What to do instead.
        hint: String,
    },
    /// The weights that are built into listening are wrong; a test holds that they are not.
    #[error("listening does not work: {0}")]
    Listening(String),
    /// A form about oneself has no debrief.
    #[error("{0:?} is no conversation: there is no debrief of it")]
    NoConversation(String),
    /// The file is there already; nothing is ever overwritten.
    #[error("{0} is there already")]
    Exists(String),
    /// Output could not be written.
    #[error("the export could not be written: {0}")]
    Output(std::io::Error),
    /// An export could not be made.
    #[error(transparent)]
    Export(#[from] crate::export::ExportError),
    /// The user did not want to go on.
    #[error("stopped; nothing was written")]
    Stopped,
    /// A file could not be written.
    #[error("{path} could not be written: {why}")]
    Write {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
}

impl DeskError {
    /// What the user can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Store(error) => error.hint(),
            Self::NotThere {
                thing,
                broken: true,
                ..
            } => format!(
                "a file among your own {thing}s does not read: `mineral {thing} check` says why"
            ),
            Self::NotThere { thing, near, .. } => {
                let near = near.as_ref().map(|near| format!("did you mean `{near}`? "));
                let near = near.unwrap_or_default();
                format!("{near}`mineral {thing} list` lists them all")
            }
            Self::DoesNotRead { thing, .. } => {
                format!("mend the {thing} where the report points")
            }
            Self::Several { .. } => "say where they work: --org ORGANISATION".to_owned(),
            Self::NoPerson(_) => "`mineral person list` lists everybody".to_owned(),
            Self::Held { .. } => "end or leave it there, and say it again".to_owned(),
            Self::NotSo { hint, .. } => hint.clone(),
            Self::NoConversation(_) => "read it: mineral read".to_owned(),
            Self::Listening(_) | Self::Export(_) => {
                "this is a fault of the program: please report it".to_owned()
            }
            Self::Exists(_) => "choose another name, or move that file away".to_owned(),
            Self::Output(_) => "see whether its disk has room".to_owned(),
            Self::Stopped => "what was there before is as it was".to_owned(),
            Self::Write { .. } => "choose another place with -o FILE".to_owned(),
        }
    }

    /// What is wrong, why, and how to mend it, in one line.
    pub fn sentence(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let _ = write!(text, ": {error}");
            cause = error.source();
        }
        format!("{text} · {}", self.hint())
    }
}
