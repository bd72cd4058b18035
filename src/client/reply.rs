//! What a client answers.

use super::trust::{Move, Trust};

/// What kind of reply it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplyKind {
    /// The first line.
    Opened,
    /// Something was disclosed.
    Disclosed,
    /// A short answer: yes, no, or neither.
    Short,
    /// What the user gave back was confirmed.
    Confirmed,
    /// What the user gave back was corrected.
    Corrected,
    /// Asked for too much, too early: the door is kept.
    DeclinedYet,
    /// Went round: a leading question, "how does that make you feel", blame.
    Deflected,
    /// Cooled down: a pitch, or advice.
    Cooled,
    /// Wants out; nothing more will be disclosed unless the user mends it.
    Closing,
    /// There is nothing to say about it.
    Unknown,
    /// It was not understood.
    Unclear,
    /// It was said before.
    Known,
    /// There is no more of it.
    Exhausted,
    /// The user was silent, and so it stays.
    Waited,
    /// Took well what the user did: empathy, an honest word, leave that was asked, an apology.
    Warmed,
    /// Small talk.
    Greeted,
    /// Asked the user about themselves.
    Asked,
    /// Took the user's answer about themselves.
    Told,
    /// Agreed to a next step.
    Committed,
    /// Half agreed to one.
    Hedged,
    /// Wants no next step.
    Refused,
    /// Fights for the solution that was taken off the table.
    Fought,
    /// Lets it go.
    LetGo,
    /// Said goodbye.
    Parted,
}

impl ReplyKind {
    /// The name by which sessions know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Disclosed => "disclosed",
            Self::Short => "short",
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::DeclinedYet => "declined-yet",
            Self::Deflected => "deflected",
            Self::Cooled => "cooled",
            Self::Closing => "closing",
            Self::Unknown => "unknown",
            Self::Unclear => "unclear",
            Self::Known => "known",
            Self::Exhausted => "exhausted",
            Self::Waited => "waited",
            Self::Warmed => "warmed",
            Self::Greeted => "greeted",
            Self::Asked => "asked",
            Self::Told => "told",
            Self::Committed => "committed",
            Self::Hedged => "hedged",
            Self::Refused => "refused",
            Self::Fought => "fought",
            Self::LetGo => "let-go",
            Self::Parted => "parted",
        }
    }
}

/// What a client says, and what has come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The words; never empty.
    pub text: String,
    /// What kind of reply it is.
    pub kind: ReplyKind,
    /// Ids of what was disclosed with it.
    pub disclosed: Vec<String>,
    /// The id of the cue that it lets drop.
    pub cue_dropped: Option<String>,
    /// What the user's words have changed, in the order in which it happened.
    pub moves: Vec<Move>,
    /// Trust afterwards.
    pub trust: Trust,
    /// Whether the conversation is over.
    pub over: bool,
}

/// A reply that is being made.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// At most two pieces are said.
    pub(super) pieces: Vec<String>,
    pub(super) kind: ReplyKind,
    pub(super) disclosed: Vec<String>,
    pub(super) cue: Option<String>,
    pub(super) moves: Vec<Move>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            pieces: Vec::new(),
            kind: ReplyKind::Unknown,
            disclosed: Vec::new(),
            cue: None,
            moves: Vec::new(),
        }
    }

    /// Whether nothing was said yet.
    pub(super) fn is_open(&self) -> bool {
        self.pieces.is_empty()
    }
}
