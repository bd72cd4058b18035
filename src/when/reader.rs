//! Walks over the words of a text and gathers the date phrases.

use jiff::civil::Date;

use super::Found;
use super::token::{Gap, Token, tokens};
use super::words::{is_day_dot_month, is_inner, is_lead};

/// A date and the index of the first token after it.
pub(super) type Hit = (Date, usize);

/// A text cut into tokens, seen from one day.
pub(super) struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    pub(super) today: Date,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, today: Date) -> Self {
        Self {
            text,
            tokens: tokens(text),
            today,
        }
    }

    /// The last phrase. Read from the left, so that "the day after tomorrow" is taken whole before
    /// "tomorrow" is tried.
    pub(super) fn last(&self) -> Option<Found> {
        let (mut last, mut at) = (None, 0);
        while at < self.tokens.len() {
            match self.found(at) {
                // `max` only makes sure that the walk ends.
                Some((found, next)) => (last, at) = (Some(found), next.max(at + 1)),
                None => at += 1,
            }
        }
        last
    }

    fn found(&self, at: usize) -> Option<(Found, usize)> {
        if at > 0 && self.gap_before(at) == Gap::Hyphen {
            return None;
        }
        let with_lead = self.lead(at).and_then(|(lead, on)| self.phrase(on, lead));
        let (date, end) = with_lead.or_else(|| self.phrase(at, ""))?;
        let end = self.tail(end);
        // "sun-dried", "a week-long workshop", "mon-fri"
        if self.gap_before(end) == Gap::Hyphen {
            return None;
        }
        let last = self.tokens.get(end.checked_sub(1)?)?;
        // In "3.12." the last dot belongs to the date.
        let dot = usize::from(is_day_dot_month(&last.word) && self.dotted(end));
        let span = self.tokens.get(at)?.start..last.end + dot;
        Some((Found { date, span }, end))
    }

    /// A preposition before a phrase, and where the phrase begins.
    fn lead(&self, at: usize) -> Option<(&str, usize)> {
        let (lead, on) = match (self.word(at), self.step(at + 1), self.step(at + 2)) {
            ("no" | "not", "later", "than") | ("on", "or", "before") => ("by", at + 3),
            (word, ..) => (word, at + 1),
        };
        (is_lead(lead) && self.gap_before(on) == Gap::Space).then_some((lead, on))
    }

    fn phrase(&self, at: usize, lead: &str) -> Option<Hit> {
        let day = || {
            if is_inner(lead) {
                None
            } else {
                self.day(at, lead)
            }
        };
        self.nth_weekday(at)
            .or_else(day)
            .or_else(|| self.offset(at, lead))
            .or_else(|| self.edge(at, lead))
            .or_else(|| self.period(at, lead))
    }

    /// A phrase that names one day by itself.
    pub(super) fn day(&self, at: usize, lead: &str) -> Option<Hit> {
        self.near_day(at, lead)
            .or_else(|| self.calendar(at, lead))
            .or_else(|| self.weekday(at, lead))
    }

    /// Takes in what only sharpens a date: "tomorrow morning", "by friday at the latest".
    fn tail(&self, mut end: usize) -> usize {
        let noon = matches!(self.step(end + 1), "noon" | "midday" | "lunchtime");
        match self.step(end) {
            "morning" | "afternoon" | "evening" | "night" | "noon" | "midday" | "lunchtime" => {
                end += 1;
            }
            "at" if noon => end += 2,
            _ => {}
        }
        match (self.step(end), self.step(end + 1), self.step(end + 2)) {
            ("at", "the", "latest") => end + 3,
            ("latest", ..) => end + 1,
            _ => end,
        }
    }

    /// The word at an index; empty beyond the text.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The word at an index if it goes on the phrase of the word before it.
    pub(super) fn step(&self, at: usize) -> &str {
        match self.gap_before(at) {
            Gap::Space | Gap::Hyphen => self.word(at),
            _ => "",
        }
    }

    /// As [`Self::step`], also over a comma: "december 3rd, 2027".
    pub(super) fn step_over_comma(&self, at: usize) -> &str {
        if self.gap_before(at) == Gap::Comma {
            self.word(at)
        } else {
            self.step(at)
        }
    }

    /// The word before an index in the same phrase.
    pub(super) fn prior(&self, at: usize) -> &str {
        match at.checked_sub(1) {
            Some(before) if self.gap_before(at) == Gap::Space => self.word(before),
            _ => "",
        }
    }

    /// What stands before a token; the text's beginning parts as well as its end.
    pub(super) fn gap_before(&self, at: usize) -> Gap {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.map_or(Gap::End, |token| token.after)
    }

    /// Whether the clause ends before this index.
    pub(super) fn closes(&self, at: usize) -> bool {
        !matches!(self.gap_before(at), Gap::Space | Gap::Hyphen)
    }

    /// Whether a dot stands right before this index.
    pub(super) fn dotted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before
            .and_then(|token| self.text.get(token.end..))
            .is_some_and(|rest| rest.starts_with('.'))
    }

    /// Whether a word or number begins without a capital.
    pub(super) fn starts_small(&self, at: usize) -> bool {
        let rest = self
            .tokens
            .get(at)
            .and_then(|token| self.text.get(token.start..));
        rest.is_some_and(|rest| rest.starts_with(char::is_lowercase))
    }

    /// Whether these tokens are all there is.
    pub(super) fn is_whole(&self, from: usize, to: usize) -> bool {
        from == 0 && to == self.tokens.len()
    }

    /// Steps over "the".
    pub(super) fn skip_the(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == "the" && self.gap_before(at + 1) == Gap::Space)
    }
}
