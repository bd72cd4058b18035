//! What is told about a turn.

use std::ops::Range;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// The user: who asks and listens. `"coach"` in files.
    Coach,
    /// The person talked with.
    Client,
}

/// Something heard, with the words that gave it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign<T> {
    /// What was heard.
    pub what: T,
    /// The words, in bytes of the turn's text, on grapheme bounds.
    pub at: Range<usize>,
    /// How sure this is, 0 to 1. A rule's figure is its author's estimate, a model's its probability.
    pub confidence: f32,
}

/// The main thing that a turn does: the four behaviours by which counsellors' talks are coded (`AnnoMI`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Main {
    /// Asks.
    Question,
    /// Gives back what was said, or what was meant.
    Reflection,
    /// Informs, advises, offers, pitches.
    Input,
    /// Anything else: "mm-hmm", greetings, praise, thanks.
    Other,
}

/// What kind of question is in a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// There is none.
    None,
    /// One that invites a story, a view, a reason.
    Open,
    /// One that yes, no, a name or a figure answers.
    Closed,
}

/// What else a turn of the user does. A turn may do several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Asks openly.
    Open,
    /// Asks what yes, no, a name or a figure answers.
    Closed,
    /// Puts the answer into the other's mouth.
    Leading,
    /// Asks two things at once.
    TwoInOne,
    /// Asks "what do you feel".
    WhatFelt,
    /// Asks "how does that make you feel", which makes the feeling somebody's doing.
    MakesFeel,
    /// Repeats or slightly rephrases what was said.
    Repeats,
    /// Says what was meant and not said.
    Deepens,
    /// Gives back several things in one.
    Summary,
    /// Shows that it was heard how it is for the other, or values what they did.
    Empathy,
    /// Tells facts.
    Information,
    /// Tells what to do, or persuades.
    Advice,
    /// Praises an own product, firm, success or price.
    Pitch,
    /// Asks whether something may be asked or said.
    Leave,
    /// Greets, thanks, chats.
    SmallTalk,
    /// Says sorry for something done.
    Apology,
    /// Leaves silence.
    Silence,
}

/// Whether the client speaks for changing the thing talked about, or for staying with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Talk {
    /// Speaks for change: wish, ability, reason, need, plan, a step taken.
    Change,
    /// Neither.
    Neutral,
    /// Speaks for staying as it is.
    Sustain,
}

/// The seven groups of emotions of `GoEmotions` (Demszky and others, 2020), after Ekman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Emotion {
    /// Anger, annoyance, disapproval.
    Anger,
    /// Disgust.
    Disgust,
    /// Fear, nervousness.
    Fear,
    /// Joy, gratitude, relief, pride, liking and wishing.
    Joy,
    /// Sadness, disappointment, embarrassment, remorse.
    Sadness,
    /// Surprise, confusion, curiosity.
    Surprise,
    /// None of these.
    Neutral,
}

/// Something that a client lets drop and that deserves a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// Something or somebody is gone, or going: a layoff, a death, a customer lost.
    Loss,
    /// Something is feared.
    Fear,
    /// There is a date that presses.
    Deadline,
    /// People are at odds.
    Conflict,
    /// Something has become different, or will: bought, moved, reorganised, a new boss.
    Change,
    /// Something has to be decided, or somebody decides.
    Decision,
    /// Somebody is named.
    Person,
    /// It did not go well before.
    PastFailure,
    /// Too much work, too little sleep, worn out.
    Strain,
    /// Money is at stake.
    Money,
    /// Something is hinted at and not said: "anyway", "it's complicated", "I shouldn't say".
    Unsaid,
}

/// How firmly somebody binds themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// "I'll send it on Tuesday."
    Strong,
    /// "I'll see what I can do."
    Hedged,
    /// "I won't."
    Refused,
}

/// Why something was said of a turn: the words that gave it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Because {
    /// Of which verdict: `"main"`, `"question"`, `"talk"` or `"emotion"`.
    pub of: &'static str,
    /// The words, in bytes of the turn's text, on grapheme bounds.
    pub at: Range<usize>,
}

/// Everything that is told about a turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Who spoke.
    pub speaker: Speaker,
    /// The main thing that it does.
    pub main: Main,
    /// What kind of question is in it.
    pub question: Question,
    /// What else a turn of the user does, in the order of the text; empty for a client.
    pub acts: Vec<Sign<Act>>,
    /// Feelings that were named, in the order of the text.
    pub feelings: Vec<Sign<Felt>>,
    /// The group of emotions that it sounds most like.
    pub emotion: Emotion,
    /// What a client speaks for; nothing for the user.
    pub talk: Option<Talk>,
    /// What a client lets drop, in the order of the text; empty for the user.
    pub cues: Vec<Sign<Cue>>,
    /// How firmly somebody binds themselves, if they speak of doing something.
    pub binding: Option<Sign<Binding>>,
    /// A hint that a client goes round what was asked.
    pub evasion: Option<Sign<()>>,
    /// Dates and times, in bytes of the text.
    pub dates: Vec<Range<usize>>,
    /// People, in bytes of the text.
    pub people: Vec<Range<usize>>,
    /// How likely the verdicts are, 0 to 1, by the model.
    pub confidence: Confidence,
    /// The words that gave the verdicts away.
    pub because: Vec<Because>,
}

/// How likely the verdicts are, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Confidence {
    /// That this is the main act.
    pub main: f32,
    /// That there is a question, or none.
    pub question: f32,
    /// That this is the emotion, out of all seven.
    pub emotion: f32,
    /// That this is what a client speaks for; 0 for the user.
    pub talk: f32,
}

/// A feeling that was named.
#[derive(Debug, Clone, PartialEq)]
pub struct Felt {
    /// The vocabulary's word for it.
    pub word: String,
    /// The id of its family.
    pub family: String,
    /// The id of its group.
    pub group: String,
    /// How it is to have.
    pub polarity: super::Polarity,
    /// Whether it was said not to be there: "I'm not worried".
    pub denied: bool,
    /// Whether it was said with a hedge: "a bit worried maybe".
    pub hedged: bool,
    /// How strong, 1 to 5, where the words say so: "a bit" 2, "very" 4, "at my wits' end" 5.
    pub intensity: Option<u8>,
    /// Whether it is somebody else's: "my team is scared".
    pub others: bool,
}
