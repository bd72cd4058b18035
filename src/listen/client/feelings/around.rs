//! What stands before a feeling: who has it, whether it is denied, hedged, made strong.

use super::is_word;
use super::lists::{BE, FEEL, HEDGES, ME, OTHERS, PLAIN, STRONG, THINGS, THINKING, UTTER};
use crate::listen::phrase::previous;
use crate::listen::tokens::Tokens;
use crate::listen::words::{
    bare,
    client::{GROUPS, KIN, NO, ROLES},
    is,
};

/// Whose the feeling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Nobody was named near it.
    Unknown,
    /// Who speaks.
    Me,
    /// Somebody else.
    Other,
    /// A thing: "it", "that", "the server".
    Thing,
}

/// The verb between the subject and the feeling; the later, the more it says of a feeling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    None,
    Be,
    Feel,
}

/// What stands before a feeling, in the same clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// The first token that was looked at and counted.
    pub(super) from: usize,
    pub(super) subject: Subject,
    pub(super) verb: Verb,
    pub(super) denied: bool,
    pub(super) hedged: bool,
    pub(super) strength: Option<u8>,
    /// Whether "or" joins it to what stands before.
    pub(super) or: bool,
}

/// More words before a feeling say nothing of it.
const FARTHEST: usize = 12;

impl Around {
    /// Looks back from a feeling.
    pub(super) fn before(tokens: &Tokens, at: usize) -> Self {
        let mut around = Self {
            from: at,
            subject: Subject::Unknown,
            verb: Verb::None,
            denied: false,
            hedged: false,
            strength: None,
            or: false,
        };
        let mut place = at;
        for _ in 0..FARTHEST {
            let Some(before) = previous(tokens, place) else {
                break;
            };
            let key = tokens.at(before);
            if key == "," && around.strength.is_some() && around.subject == Subject::Unknown {
                // "Very, very tired."
                place = before;
                continue;
            }
            if !around.take(tokens, before, place, key) {
                break;
            }
            place = before;
        }
        around
    }

    /// Takes in one more word; whether to look further back.
    fn take(&mut self, tokens: &Tokens, before: usize, after: usize, key: &str) -> bool {
        let next = tokens.at(after);
        let mut known = false;
        if self.subject != Subject::Unknown {
            // Before the subject only "I don't think", "I guess", "maybe" reach the feeling.
            let carries = is(THINKING, key)
                || is(HEDGES, key)
                || is(NO, key)
                || matches!(key, "i" | "that" | "would");
            if !carries || (key == "that" && self.subject == Subject::Thing) {
                return false;
            }
        }
        if is(NO, key) || (key == "far" && next == "from") || matches!(key, "stop" | "stopped") {
            self.deny(tokens, key, next, after);
            known = true;
        }
        if key == "anything" && next == "but" {
            self.denied = !self.denied;
            known = true;
        }
        if is(HEDGES, key) {
            // "A lot more" and "not a bit" are none.
            self.hedged = true;
            known = true;
        }
        if self.subject == Subject::Unknown {
            if is(UTTER, key) {
                self.strength = Some(5);
                known = true;
            } else if is(STRONG, key) {
                self.strength = self.strength.or(Some(4));
                known = true;
            }
        }
        if is(FEEL, key) {
            self.verb = Verb::Feel;
            known = true;
        } else if is(BE, key) && self.subject == Subject::Unknown {
            self.verb = self.verb.max(Verb::Be);
            known = true;
        }
        let subject = self.subject_of(key);
        if subject != Subject::Unknown && self.subject == Subject::Unknown {
            self.subject = subject;
            known = true;
        }
        if key == "but" && tokens.at(before.saturating_sub(1)) == "anything" {
            return true;
        }
        self.or |= matches!(key, "or" | "nor")
            && self.verb == Verb::None
            && self.subject == Subject::Unknown;
        if matches!(key, "and" | "or") {
            return false;
        }
        known |= is(PLAIN, key) || is(THINKING, key);
        if !known
            && self.subject == Subject::Unknown
            && is_word(tokens, before)
            && self.verb > Verb::None
        {
            self.subject = noun(key);
        }
        if known {
            self.from = before;
        }
        known
    }

    fn subject_of(&self, key: &str) -> Subject {
        if is(ME, key) || matches!(key, "you" | "you're") {
            Subject::Me
        } else if is(OTHERS, key) {
            Subject::Other
        } else if is(THINGS, key) && self.verb > Verb::None || key == "it's" || key == "that's" {
            Subject::Thing
        } else {
            Subject::Unknown
        }
    }

    fn deny(&mut self, tokens: &Tokens, key: &str, next: &str, after: usize) {
        let second = tokens.at(after + 1);
        if matches!(next, "only" | "just" | "merely" | "simply") {
            return;
        }
        // "Never been so tired" and "couldn't be more pleased" are the strongest way to say it.
        let most = matches!(key, "never" | "couldn't")
            && (0..3).any(|n| matches!(tokens.at(after + n), "so" | "more" | "this"));
        if most {
            self.strength = Some(5);
            return;
        }
        let doubts = matches!(next, "believe" | "help")
            || (key == "no" && next == "wonder")
            || second == "help";
        if !doubts {
            self.denied = !self.denied;
            // "Not really worried" is no strong worry.
            self.strength = None;
        }
    }

    /// Whether the feeling is all that the sentence says: "Lost." or "Very small, honestly."
    pub(super) fn alone(&self, tokens: &Tokens, end: usize) -> bool {
        let begins = previous(tokens, self.from).is_none();
        let ends = !is_word(tokens, end);
        begins && ends && self.subject == Subject::Unknown
    }

    /// Whether somebody else has the feeling.
    pub(super) fn is_others(&self, tokens: &Tokens, end: usize) -> bool {
        match self.subject {
            Subject::Other => true,
            Subject::Me => false,
            Subject::Thing | Subject::Unknown => {
                let next = bare(tokens.at(end));
                is(GROUPS, next) || is(ROLES, next)
            }
        }
    }
}

/// What a noun before the verb is.
fn noun(key: &str) -> Subject {
    let person =
        is(GROUPS, key) || is(ROLES, key) || is(KIN, key) || super::super::mentions::is_given(key);
    if person {
        Subject::Other
    } else {
        Subject::Thing
    }
}

/// Whether the word at a place is somebody who is not the speaker: the object of "scares".
pub(super) fn names_others(tokens: &Tokens, at: usize) -> bool {
    let key = tokens.at(at);
    is(OTHERS, key) || noun(key) == Subject::Other
}
