//! What was typed, by its first character.

use crate::listen::parse_feeling;
use crate::script::catalogue::vocabulary;
use crate::session::Owner;
use crate::text::same_words;
use crate::when;
use jiff::civil::Date;

/// Characters that say that a text is not the client's words.
pub const PREFIXES: [char; 5] = ['~', '#', '+', '!', '/'];

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing but white space.
    Nothing,
    /// The client's own words.
    Answer(String),
    /// A feeling of the client.
    Feeling {
        /// The vocabulary's word, or the one that was typed.
        word: String,
        /// 1 to 5.
        intensity: Option<u8>,
        /// Whether the vocabulary has it.
        listed: bool,
        /// A number outside 1 to 5 was given.
        out_of_range: bool,
    },
    /// The user's own note.
    Note(String),
    /// Parked.
    Parked(String),
    /// Who does what by when.
    Commitment {
        /// Who; `None` when it was not said.
        owner: Option<Owner>,
        /// What.
        text: String,
        /// By when, as a date and as it was typed.
        due: Option<(Date, String)>,
    },
    /// A command without its `/`, and what stands behind it.
    Command(String, String),
    /// A prefix without anything behind it.
    Unfinished(char),
}

/// Reads what was typed on a day.
pub fn read(text: &str, today: Date) -> Typed {
    let text = text.trim();
    let Some(first) = text.chars().next() else {
        return Typed::Nothing;
    };
    if first == '\\' {
        return Typed::Answer(literal(text).unwrap_or(text).to_owned());
    }
    if !PREFIXES.contains(&first) {
        return Typed::Answer(text.to_owned());
    }
    let rest = text.get(1..).unwrap_or_default().trim();
    if rest.is_empty() {
        return Typed::Unfinished(first);
    }
    match first {
        '~' => feeling(rest),
        '#' => Typed::Note(rest.to_owned()),
        '+' => Typed::Parked(rest.to_owned()),
        '!' => commitment(rest, today),
        _ => {
            let (name, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            Typed::Command(name.to_lowercase(), behind.trim().to_owned())
        }
    }
}

/// What stands behind a `\` that makes the character after it mean itself.
pub fn literal(text: &str) -> Option<&str> {
    let behind = text.strip_prefix('\\')?;
    behind
        .starts_with(|c| c == '\\' || PREFIXES.contains(&c))
        .then_some(behind)
}

/// Reads a feeling, with or without its `~`.
pub fn feeling(text: &str) -> Typed {
    let text = text.trim().trim_start_matches('~');
    let typed = parse_feeling(text);
    if typed.word.is_empty() {
        return Typed::Unfinished('~');
    }
    let listed = vocabulary().look_up(&typed.word);
    Typed::Feeling {
        // Another way to say a listed word stays as it was said.
        word: match listed {
            Some(w) if same_words(&w.word, &typed.word) => w.word.clone(),
            _ => typed.word.clone(),
        },
        intensity: typed.intensity,
        listed: listed.is_some(),
        out_of_range: typed.out_of_range,
    }
}

/// Reads a commitment, with or without its `!`.
pub fn commitment(text: &str, today: Date) -> Typed {
    let text = text.trim().trim_start_matches('!').trim_start();
    let (first, behind) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let owner = match first.trim_end_matches(':').to_lowercase().as_str() {
        "us" | "we" | "i" | "me" => Some(Owner::Us),
        "them" | "they" | "you" | "he" | "she" | "client" => Some(Owner::Them),
        _ => None,
    };
    let what = if owner.is_some() { behind.trim() } else { text };
    if what.is_empty() {
        return Typed::Unfinished('!');
    }
    let (text, due) = when::split_due(what, today);
    Typed::Commitment { owner, text, due }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read_it(text: &str) -> Typed {
        read(text, date(2026, 11, 21))
    }

    #[test]
    fn the_first_character_says_what_it_is() {
        assert_eq!(read_it("  "), Typed::Nothing);
        assert_eq!(read_it("it hurts"), Typed::Answer("it hurts".into()));
        assert_eq!(
            read_it("\\# 1 problem"),
            Typed::Answer("# 1 problem".into())
        );
        assert_eq!(read_it("\\\\ x"), Typed::Answer("\\ x".into()));
        assert_eq!(read_it("\\x"), Typed::Answer("\\x".into()));
        assert_eq!(read_it("# looked away"), Typed::Note("looked away".into()));
        assert_eq!(read_it("+ idea"), Typed::Parked("idea".into()));
        assert_eq!(
            read_it("/step impact "),
            Typed::Command("step".into(), "impact".into())
        );
        assert_eq!(read_it("~"), Typed::Unfinished('~'));
        assert_eq!(read_it("!us"), Typed::Unfinished('!'));
    }

    #[test]
    fn a_feeling_has_its_word_and_intensity() {
        let worn = |word: &str, intensity, listed| Typed::Feeling {
            word: word.into(),
            intensity,
            listed,
            out_of_range: false,
        };
        assert_eq!(read_it("~worn down 4"), worn("worn down", Some(4), true));
        assert_eq!(read_it("~ Worn Down"), worn("worn down", None, true));
        assert_eq!(read_it("~frightened 2"), worn("frightened", Some(2), true));
        assert_eq!(read_it("~flummoxed 2"), worn("flummoxed", Some(2), false));
    }

    #[test]
    fn a_commitment_has_owner_and_date() {
        let Typed::Commitment { owner, text, due } = read_it("!us send the draft by friday") else {
            panic!("no commitment");
        };
        assert_eq!((owner, text.as_str()), (Some(Owner::Us), "send the draft"));
        assert_eq!(due, Some((date(2026, 11, 27), "by friday".into())));
        let Typed::Commitment { owner, text, due } = read_it("!call Tom") else {
            panic!("no commitment");
        };
        assert_eq!((owner, text.as_str(), due), (None, "call Tom", None));
    }
}
