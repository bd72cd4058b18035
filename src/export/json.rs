//! JSON with a schema. The shapes stand here and not in `session`, so that a file of the program may change without a change of
//! what other programs read.

use super::{ExportError, Exported};
use crate::session::{
    Answer, Asked, Closed, Commitment, Consent, Ended, Feeling, Judgement, Kept, Kind, Marked,
    Mode, Moment, Observed, PersonRef, PracticeRef, Remark, Replied, Said, Session, Who, line_of,
};
use crate::yaml::schema::schema_of;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// The version of the format. A member that is added changes nothing; one that goes or means something else makes the next number.
pub const FORMAT: u32 = 1;

/// Conversations that the program mineral has kept, for other programs.
#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(title = "An export of mineral")]
#[expect(
    dead_code,
    reason = "only the shape is used: sessions are written one by one"
)]
struct File {
    /// The format: always 1 today.
    #[schemars(extend("const" = 1))]
    format: u32,
    /// Whether names, amounts and addresses were replaced by placeholders.
    redacted: bool,
    /// The conversations, the oldest first.
    sessions: Vec<Conversation>,
}

/// A conversation.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Conversation {
    /// Its id: a ULID.
    id: String,
    /// When it began, with the distance from UTC.
    began: Moment,
    /// How it came about.
    mode: Mode,
    /// What was gone through.
    script: Script,
    /// With whom; the id `me` is the user.
    person: PersonRef,
    /// What was practised, in a practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    practice: Option<PracticeRef>,
    /// Whether it was ended.
    ended: bool,
    /// Milliseconds from its beginning to its last entry, without time away from it.
    length: u64,
    /// The script's steps in order.
    steps: Vec<Step>,
    /// Who spoke how much, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    talk: Option<Talk>,
    /// All that was kept, in order.
    entries: Vec<Entry>,
    /// What is wrong with the conversation's file, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

/// What was gone through.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "script")]
struct Script {
    /// The script's id.
    id: String,
    /// Its title when the conversation began.
    title: String,
    /// The first 32 hexadecimal digits of BLAKE3 over the script's bytes; not of one's own script in a redacted export.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
}

/// A step of the script.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "step")]
struct Step {
    /// The id by which entries name it.
    id: String,
    /// What people read.
    title: String,
    /// Whether the conversation was in it.
    visited: bool,
    /// The mean intensity of the feelings kept in it, 0 to 5; 0 where there are none.
    #[schemars(range(min = 0, max = 5))]
    warmth: f64,
}

/// Who spoke how much.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "talk")]
struct Talk {
    /// What was counted.
    by: By,
    /// The client's share in percent.
    client: u64,
    /// The user's share in percent.
    me: u64,
}

/// What talk was measured by.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum By {
    /// The time, by the clock key.
    Clock,
    /// The words, in a practice.
    Words,
}

/// Something that was kept. It has one of the kinds.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "entry")]
struct Entry {
    /// Its number, from 1.
    #[schemars(range(min = 1))]
    n: u32,
    /// The wall time.
    at: Moment,
    /// Milliseconds since the conversation began, without time away from it.
    t: u64,
    /// Whether it counts.
    state: State,
    /// Whether it was changed outside the program.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    changed: bool,
    /// The words of the question that was asked, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(flatten)]
    kind: EntryKind,
}

/// Whether an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// It counts.
    Counts,
    /// It was withdrawn.
    Withdrawn,
    /// The conversation went another way.
    LeftBehind,
}

impl State {
    pub(super) fn of(session: &Session, n: u32) -> Self {
        if session.is_withdrawn(n) {
            Self::Withdrawn
        } else if session.is_left(n) {
            Self::LeftBehind
        } else {
            Self::Counts
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Withdrawn => "withdrawn",
            Self::LeftBehind => "left-behind",
        }
    }
}

/// The kinds of entries.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum EntryKind {
    /// The client's own words.
    Answer(Answer),
    /// A feeling of the client.
    Feeling(Feeling),
    /// The user's own note or interpretation.
    Note(Remark),
    /// Put aside until its time.
    Parked(Remark),
    /// Who does what by when.
    Commitment(Commitment),
    /// A must-know was ticked or unticked.
    Known(Marked),
    /// Another step was entered.
    Moved(Moved),
    /// A question was asked.
    Asked(Asked),
    /// Somebody else speaks now.
    Speaker(Who),
    /// An earlier entry no longer counts.
    Withdrawn(Of),
    /// A withdrawn entry counts again.
    Restored(Of),
    /// What the user said to a client.
    Said(Said),
    /// What a client answered.
    Reply(Box<Replied>),
    /// The conversation goes on behind an earlier entry.
    Branch(After),
    /// Somebody who watches has counted something.
    Counted(Counted),
    /// How the user judges themselves.
    Judged(Judgement),
    /// The conversation is over.
    Closed(Closed),
    /// What became of a promise since; of an answer, for the check whether it came true.
    Kept(Kept),
    /// How it ended, as far as one knew then; the newest counts.
    Ended(Ended),
    /// On what basis the notes are kept; the newest counts.
    Consent(Consent),
}

/// The step that was entered.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Moved {
    /// Its id.
    to: String,
}

/// The entry that is meant.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Of {
    /// Its number.
    of: u32,
}

/// Where the conversation goes on.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct After {
    /// The number of the entry before; 0 for the very beginning.
    after: u32,
}

/// What was counted.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Counted {
    /// What.
    what: Observed,
}

impl From<&Kind> for EntryKind {
    fn from(kind: &Kind) -> Self {
        match kind.clone() {
            Kind::Answer(x) => Self::Answer(x),
            Kind::Feeling(x) => Self::Feeling(x),
            Kind::Note(x) => Self::Note(x),
            Kind::Parked(x) => Self::Parked(x),
            Kind::Commitment(x) => Self::Commitment(x),
            Kind::Known(x) => Self::Known(x),
            Kind::Moved(to) => Self::Moved(Moved { to }),
            Kind::Asked(x) => Self::Asked(x),
            Kind::Speaker(x) => Self::Speaker(x),
            Kind::Withdrawn(of) => Self::Withdrawn(Of { of }),
            Kind::Restored(of) => Self::Restored(Of { of }),
            Kind::Said(x) => Self::Said(x),
            Kind::Reply(x) => Self::Reply(x),
            Kind::Branch(after) => Self::Branch(After { after }),
            Kind::Counted(what) => Self::Counted(Counted { what }),
            Kind::Judged(x) => Self::Judged(x),
            Kind::Closed(x) => Self::Closed(x),
            Kind::Kept(x) => Self::Kept(x),
            Kind::Ended(x) => Self::Ended(x),
            Kind::Consent(x) => Self::Consent(x),
        }
    }
}

/// The schema, in the draft 2020-12.
pub fn schema() -> Value {
    schema_of::<File>()
}

pub(super) fn begin(redacted: bool) -> String {
    format!("{{\"format\": {FORMAT}, \"redacted\": {redacted}, \"sessions\": [\n")
}

pub(super) fn session(item: &Exported) -> Result<String, ExportError> {
    Ok(serde_json::to_string_pretty(&conversation(item))?)
}

fn conversation(item: &Exported) -> Conversation {
    let session = &item.session;
    let (head, fold) = (session.head(), session.fold());
    let steps = session.script().steps.iter().zip(&fold.steps);
    Conversation {
        id: head.id.clone(),
        began: head.began,
        mode: head.mode,
        script: Script {
            id: head.script.id.clone(),
            title: head.script.title.clone(),
            hash: Some(head.script.hash.clone()).filter(|h| !h.is_empty()),
        },
        person: head.person.clone(),
        practice: head.practice.clone(),
        ended: fold.closed.is_some(),
        length: fold.last_t,
        steps: steps
            .map(|(step, fold)| Step {
                id: step.id.clone(),
                title: step.title.clone(),
                visited: fold.visited,
                // As it is shown: to one digit.
                warmth: (f64::from(fold.warmth) * 10.0).round() / 10.0,
            })
            .collect(),
        talk: talk(session),
        entries: session
            .entries()
            .iter()
            .map(|e| Entry {
                n: e.n,
                at: e.at,
                t: e.t,
                state: State::of(session, e.n),
                changed: session.is_changed(e.n),
                words: asked(session, e),
                kind: EntryKind::from(&e.kind),
            })
            .collect(),
        problems: item.problems.clone(),
    }
}

/// The words of the question that an entry marks as asked.
pub(super) fn asked(session: &Session, entry: &crate::session::Entry) -> Option<String> {
    if !matches!(entry.kind, Kind::Asked(_)) {
        return None;
    }
    let text = line_of(session, entry)?.text;
    // What a transcript adds to show that an entry does not count, or was changed, has members of its own here.
    let text = ["(withdrawn) ", "(another try) "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(&text);
    let text = text
        .strip_suffix("  [changed outside mineral]")
        .unwrap_or(text);
    Some(text.to_owned())
}

/// The client's share of the talk and the user's in percent, by the clock or by words.
pub(super) fn shares(session: &Session) -> Option<(u64, u64, bool)> {
    let fold = session.fold();
    if let Some((client, me)) = fold.talk.until(fold.last_t).share() {
        return Some((client, me, true));
    }
    let (client, me) = session.words_share()?;
    Some((client as u64, me as u64, false))
}

fn talk(session: &Session) -> Option<Talk> {
    let (client, me, clock) = shares(session)?;
    let by = if clock { By::Clock } else { By::Words };
    Some(Talk { by, client, me })
}
