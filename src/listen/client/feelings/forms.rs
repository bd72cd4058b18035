//! How the vocabulary's words are said, and what must stand around those that have other meanings.

use super::around::{Around, Subject, Verb};
use crate::listen::words::is;
use std::collections::HashMap;

/// One way to say a feeling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) need: Need,
    /// How strong it is by itself: "at my wits' end".
    pub(super) strength: Option<u8>,
}

/// What must stand around a form for it to be a feeling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing: "furious".
    Free,
    /// Somebody who is, feels, gets, looks: "lost", "touched".
    Felt,
    /// Somebody who feels: "small", "used".
    Feel,
    /// Somebody who does it: "I worry".
    Doer,
    /// Nothing; the form ends with who has it: "scares me".
    Object,
    /// Nothing, but it says it of a thing: "frustrating".
    Thing,
    /// Nothing: "anger".
    Noun,
}

impl Form {
    pub(super) fn new(need: Need) -> Self {
        Self {
            need,
            strength: None,
        }
    }
}

impl Need {
    pub(super) fn is_met(self, around: &Around, alone: bool) -> bool {
        let somebody = around.subject != Subject::Thing;
        match self {
            Self::Free | Self::Object | Self::Thing | Self::Noun => true,
            Self::Felt => alone || (around.verb > Verb::None && somebody),
            Self::Feel => alone || (around.verb == Verb::Feel && somebody),
            Self::Doer => matches!(around.subject, Subject::Me | Subject::Other),
        }
    }

    /// An estimate: how often what is found so is one.
    pub(super) fn confidence(self, alone: bool) -> f32 {
        match self {
            Self::Free | Self::Object | Self::Doer => 0.9,
            Self::Felt | Self::Feel if alone => 0.6,
            Self::Felt | Self::Feel => 0.8,
            Self::Noun => 0.7,
            Self::Thing => 0.6,
        }
    }
}

/// Words with a meaning that is no feeling: somebody must be or feel so.
const FELT: &str = "
    a failure; abandoned; absorbed; accused; acknowledged; affectionate; alarmed; all over the place; alone; amused;
    attacked; awkward; backed up; beaten; betrayed; bitter; blamed; boiling; bold; bothered; boxed in; brave;
    brushed off; burdened; calm; capable; captivated; caught out; cautious; certain; cheated; checked out;
    comforted; competent; composed; concerned; confident; content; convinced; cornered; cut off; daring; deceived;
    defeated; deflated; depressed; deserted; determined; discouraged; drained; driven; drowning; eager; embittered;
    emotional; empowered; encouraged; energised; energized; engrossed; excited; excluded; exploited; exposed; fond;
    foolish; fortunate; fragile; frightened; fulfilled; gloomy; ground down; guarded; half hearted; held back;
    honored; honoured; hostile; humbled; hurried; hurt; ignored; in control; in limbo; inferior; inspired; insulted;
    interested; isolated; keen; laid bare; left hanging; left out; let down; listened to; lost; lucky; mad; mixed
    up; motivated; off balance; offended; on the fence; on top of it; on top of things; out of place; overloaded;
    overlooked; passed over; prepared; pressured; pumped; ready for it; recharged; refreshed; rejected;
    reluctant; replaceable; respected; rested; restless; rushed; satisfied; scattered; secure; seething; selfish;
    settled; shaken; shown up; shut out; shy; silly; skittish; sorrowful; stabbed in the back; startled; stuck;
    stupid; supported; surplus; suspicious; tempted; tense; threatened; thrown off; tickled; torn; touched; trapped;
    troubled; trusted; trusting; under pressure; unprotected; unsettled; up in the air; up to it; upset; valued;
    vulnerable; weighed down; worn down; worn out; wound up; wounded";

/// Words that are feelings only with "feel".
const FEEL: &str = "
    at home; blocked; blue; buoyant; close to people; connected; creative; detached; empty; flat; found out; free;
    grounded; heard; hollow; included; independent; invisible; low; moved; needed; playful; recognised; recognized;
    resigned; safe; sick; small; solid; sorry; spent; steady; turned away; understood; unwanted; used; useful;
    useless; warm; watched; welcome";

/// Words that make another thing of what stands before them: "moved to Leeds", "free on Tuesday". Sorted.
const NOT_BEFORE: &[(&str, &str)] = &[
    ("alone", "can|could|would|will|is|cost|costs"),
    ("bothered", "to"),
    ("calm", "down"),
    ("certain", "amount|extent|people|things"),
    ("concerned", "with|party|parties"),
    ("content", "of|is|was|team|management|strategy"),
    ("convinced", "him|her|them|the|my|our"),
    ("cut off", "from+the+report|date|the"),
    ("determined", "that|the|by|what|how"),
    ("driven", "by|to|into|home|the"),
    ("exposed", "to+the+internet|as"),
    ("happy", "to|hour|birthday|holidays|with+that|path"),
    ("heard", "from|that|about|of|it|the"),
    ("hurt", "the|our|their|your|sales|margins|revenue|business"),
    ("interested", "party|parties"),
    (
        "lost",
        "the|a|two|three|our|my|his|her|their|to|its|count|track|in+translation",
    ),
    ("mad", "rush|scramble|dash"),
    (
        "moved",
        "to|into|on|out|in|away|offices|house|from|up|forward|back|over|it|the|across|around|house",
    ),
    ("prepared", "to|the|a|by|for+you|statement"),
    ("pressured", "by+air"),
    ("settled", "in|on|the|for|into|with|out"),
    ("shown up", "at|late|on|in|for"),
    ("spent", "on|the|a|in|by|too|all|time|hours|days|money"),
    ("stuck", "to|in+traffic|at+the+airport"),
    ("surplus", "stock|to+requirements|of|in"),
    ("torn", "down|up|off|apart+by+the+wind"),
    ("touched", "base|on|the|it|upon|down|up"),
    ("understood", "that|the|what|how|why|to"),
    ("upset", "the|stomach"),
    ("used", "to|by|for|in|as|it|up|car|cars"),
    ("wound up", "in|at|with|doing|the"),
];

/// Forms that are strong by themselves.
const STRONG: &[&str] = &[
    "at boiling point",
    "at my wits' end",
    "at the end of my rope",
    "at the end of my tether",
    "dead tired",
    "over the moon",
    "scared to death",
    "worried sick",
];

/// What the forms need that need something.
pub(super) fn needs() -> HashMap<&'static str, Need> {
    let list = |several: &'static str| several.split(';').map(str::trim);
    let felt = list(FELT).map(|form| (form, Need::Felt));
    felt.chain(list(FEEL).map(|form| (form, Need::Feel)))
        .collect()
}

/// What a form of the vocabulary needs.
pub(super) fn of(name: &str, plain: &str, needs: &HashMap<&str, Need>) -> Form {
    let need = needs.get(plain).copied().unwrap_or(Need::Free);
    Form {
        need,
        strength: is(STRONG, name).then_some(5),
    }
}

/// A form in small letters, its words with spaces between them.
pub(super) fn plain(name: &str) -> String {
    let mut plain = name.replace(['-', '’'], " ");
    if plain.is_ascii() {
        plain.make_ascii_lowercase();
        return plain;
    }
    plain.to_lowercase()
}

/// The phrase that finds a plain form: "at my wits' end" is also said of his and their wits.
pub(super) fn phrase(plain: &str) -> String {
    let mut phrase = String::with_capacity(plain.len() * 2);
    let several = plain.contains(' ');
    for (nth, word) in plain.split_whitespace().enumerate() {
        if nth > 0 {
            phrase.push(' ');
        }
        match word.trim_end_matches('\'') {
            "my" => phrase.push_str("my|our|his|her|their|your"),
            "myself" => phrase.push_str("myself|himself|herself|themselves|ourselves|yourself"),
            "it" if several => phrase.push_str("it|this|that|them|things"),
            "can't" => phrase.push_str("can't|cant|couldn't"),
            "don't" => phrase.push_str("don't|dont|didn't"),
            word => phrase.push_str(word),
        }
    }
    let parted = NOT_BEFORE.binary_search_by(|(form, _)| (*form).cmp(plain));
    if let Some((_, words)) = parted.ok().and_then(|nth| NOT_BEFORE.get(nth)) {
        phrase.push_str(" !");
        phrase.push_str(words);
    }
    phrase
}

/// What has a word for a feeling in it and is none. Nothing is found inside.
pub(super) const NO_FEELINGS: &[(&str, Form)] = &[(
    "as far as i'm|i+am|we're|we+are|he's|she's|they're concerned; <^|please|but|so|and|, don't|do+not worry|panic|be; \
     not to worry; no worries; no fear of; happy to help|do|send|share|take|talk|meet|wait; \
     happy birthday|new|christmas|holidays|medium; you're|you+are welcome; welcome to|aboard|back; \
     sorry to hear|bother|interrupt; let alone; leave me|us|it|him|her|them alone; stand|stands alone; \
     what used to; getting used to; get|got|am|are|is|was used to; safe side|bet|harbour|harbor; \
     low season|level|levels|point|end|priority|cost|price; lost and found; lost time|money|cause; had enough !of|$; \
     had enough of a|the|an|time|money|people; stress test|tests|testing|tested; panic button; tax relief; \
     relief work|worker|road|shift; hope you|this|that|to|so|it|for; proud of you; <^ sorry ,|$|but|i|we|what|about|for|to; bored hole|holes; \
     cold comfort; comfort zone; calm down; shock absorber|therapy|wave; regret to inform; doubt it; beaten track|path; \
     hurt locker; flat rate|fee|file; dead end; keen interest; tense of|form; under|out+of control; small talk|business|team|print|change; \
     free trial|time|of|on|at|for|from|until|after|next|tomorrow|this; warm up|welcome|lead|regards; solid state; \
     open secret; used car|cars; blue chip|print|sky; certain amount|extent|point; shy of; in|with regard to",
    Form {
        need: Need::Free,
        strength: None,
    },
)];

#[cfg(test)]
#[test]
fn what_may_not_follow_is_sorted() {
    assert!(NOT_BEFORE.is_sorted_by(|(a, _), (b, _)| a < b));
}
