//! A conversation as it happened: entries that are only ever added, and the fold over them.

mod afterwards;
mod consent;
mod entry;
mod facts;
mod figures;
mod fold;
mod gap;
mod glass;
mod model;
mod moment;
mod path;
mod practice;
mod record;
mod talk;
mod transcript;

pub use afterwards::{Became, Ended, Ending, How, Kept, Standing};
pub use consent::{Agreement, Basis, Consent};
pub use entry::{
    Answer, Asked, AskedWhat, Capital, Closed, Commitment, Draft, Entry, Feeling, Head, Kind, ME,
    Marked, Mode, Owner, Person, PersonRef, Remark, ScriptRef, Viability, Who,
};
pub use facts::Earlier;
pub use figures::figure;
pub use fold::{Fold, StepFold};
pub use gap::{Gap, gaps};
pub use glass::glass;
pub use model::Session;
pub use moment::Moment;
pub use path::{before, is_closed, left_behind};
pub use practice::{
    Judge, Judgement, Moving, Observed, PracticeRef, Replied, Said, Seat, TrustParts, hundredths,
};
pub use record::{Doc, Document, DraftDoc, HeadDoc, VERSION};
pub use talk::Talk;
pub use transcript::{Line, Role, chart, line_of, transcript};
