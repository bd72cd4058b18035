//! The parts of a persona.

use super::Lines;
use super::named::named;

/// A client to practise with, as a file defines them. Every text is clean and on one line; every list that has to have
/// something in it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The name by which commands and sessions know the persona.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// Where they work.
    pub organisation: String,
    /// One line for lists; it gives nothing hidden away.
    pub summary: String,
    /// How they are to talk with.
    pub style: Style,
    /// How they behave, for whoever plays them.
    pub manner: String,
    /// What has happened to them, in the third person.
    pub situation: String,
    /// The issue as they present it, in their words.
    pub presents: String,
    /// The issue behind it, in the third person.
    pub hides: String,
    /// Their trust when the conversation begins.
    pub start: Trust,
    /// What silence does to them.
    pub silence: Silence,
    /// What opens them, in words; never empty.
    pub opens: Vec<String>,
    /// What shuts them, in words; never empty.
    pub shuts: Vec<String>,
    /// The first thing that they say, in variants; each drops the first of the cues.
    pub opening: Vec<String>,
    /// What they can disclose, in the order of the file; never empty.
    pub holds: Vec<Disclosure>,
    /// What they let drop on the way; never empty, and the first is in the opening.
    pub cues: Vec<Cue>,
    /// What they say in situations.
    pub lines: Lines,
    /// Words that they would not use.
    pub never: Vec<String>,
    /// What one learns with them.
    pub drill: Option<String>,
}

impl Persona {
    /// A disclosure, by its id.
    pub fn disclosure(&self, id: &str) -> Option<&Disclosure> {
        self.holds.iter().find(|held| held.id == id)
    }

    /// A cue, by its id.
    pub fn cue(&self, id: &str) -> Option<&Cue> {
        self.cues.iter().find(|cue| cue.id == id)
    }

    /// The ids of the steps to which they hold something, each once, in the order of the file.
    pub fn steps(&self) -> Vec<&str> {
        let mut steps = Vec::new();
        for held in &self.holds {
            if !steps.contains(&held.step.as_str()) {
                steps.push(&held.step);
            }
        }
        steps
    }
}

named! {
    /// How a client is to talk with.
    Style {
        Warm "warm" "Kind, and easy to talk with.",
        Talkative "talkative" "Says much, and goes round things.",
        Guarded "guarded" "Says little.",
        Blunt "blunt" "Says what they think, and expects the same.",
        OverAgreeable "over-agreeable" "Says yes to everything.",
        Anxious "anxious" "Worries aloud, and runs ahead.",
        Analytic "analytic" "Wants figures.",
        Proud "proud" "Stands on what they have built.",
    }
}

named! {
    /// What silence does to a client.
    Silence {
        GoesOn "goes-on" "Goes on, and says more.",
        Waits "waits" "Waits, too.",
        Uneasy "uneasy" "Becomes uneasy.",
    }
}

named! {
    /// How deep something goes, from what is said to anybody to what it is like.
    Depth {
        Surface "surface" "What is said to anybody.",
        Evidence "evidence" "Figures, names, dates.",
        Personal "personal" "What it means to this person.",
        Feeling "feeling" "What they feel.",
    }
}

named! {
    /// What a cue is about.
    CueKind {
        Loss "loss" "Something or somebody is lost, or may be.",
        Fear "fear" "They are afraid of something.",
        Deadline "deadline" "Something has to be done by a day.",
        Conflict "conflict" "Somebody is against somebody.",
        Change "change" "Something is not as it was.",
        Decision "decision" "Something was decided, or has to be.",
        Person "person" "Somebody matters here.",
        PastFailure "past-failure" "It went wrong before.",
        Strain "strain" "It takes a lot out of somebody.",
        Money "money" "It costs, or pays.",
        Unsaid "unsaid" "Something was left out.",
    }
}

/// The parts of trust, each from 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trust {
    /// How much they believe what is said.
    pub credibility: u8,
    /// How much they rely on what is promised.
    pub reliability: u8,
    /// How safe they feel with telling things.
    pub intimacy: u8,
    /// How much they think that the other one is after something. The only part that lowers trust.
    pub self_orientation: u8,
}

impl Trust {
    /// Trust as one figure: T = (C + R + I) / S.
    pub fn figure(self) -> f64 {
        let sum = f64::from(self.credibility) + f64::from(self.reliability);
        (sum + f64::from(self.intimacy)) / f64::from(self.self_orientation.max(1))
    }
}

/// Something that a client can say when it is asked for or moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Its name.
    pub id: String,
    /// The id of the step to which it belongs, such as `impact`.
    pub step: String,
    /// How deep it goes.
    pub depth: Depth,
    /// Whether it belongs to the issue behind the one that is presented.
    pub hidden: bool,
    /// What must have been disclosed before: ids of others, without circles, chains of at most three.
    pub after: Vec<String>,
    /// Questions that ask for exactly this, all in other words; never empty.
    pub asks: Vec<String>,
    /// Words and short phrases by which a question shows that it is about this; never empty.
    pub about: Vec<String>,
    /// The feeling that it names or shows.
    pub feeling: Option<Felt>,
    /// Who is named in it.
    pub people: Vec<String>,
    /// The id of the cue that its line drops.
    pub cue: Option<String>,
    /// What is said, in variants that tell the same; never empty.
    pub say: Vec<String>,
    /// How it is said when nobody asked for it: into a silence, or behind what was given back. Where there is none, as in `say`.
    pub unasked: Vec<String>,
}

/// A feeling, and how strong it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Felt {
    /// The word for it, as the file has it.
    pub word: String,
    /// How strong it is, 1 to 5.
    pub strength: u8,
}

/// Something that a client lets drop, and that deserves a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Its name.
    pub id: String,
    /// How it is said, more or less.
    pub words: String,
    /// What it is about.
    pub kind: CueKind,
    /// Words and short phrases by which a question shows that it follows this cue; never empty.
    pub about: Vec<String>,
    /// Ids of disclosures that become easier when it is followed; never empty.
    pub opens: Vec<String>,
    /// A better line for that moment, shown when it was missed.
    pub better: String,
}
