//! Cleaning of untrusted text. Everything that enters the program passes here once.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Columns that a tab becomes.
const TAB: &str = "    ";

/// Whether a character may be kept: no controls, no direction overrides, no tags, nothing invisible
/// that could make a text look like another one. Joiners and variation selectors stay, since
/// emoji and several scripts need them.
fn harmless(c: char) -> bool {
    !(c.is_control()
        || matches!(c,
            '\u{00ad}'
            | '\u{061c}'
            | '\u{180e}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}'))
}

/// Cleans text that may have several lines: line ends become `\n`, tabs become four spaces, control
/// and direction characters go, Unicode is composed (NFC). Words are never lost.
pub fn clean_block(raw: &str) -> String {
    // Most text that passes here is a single typed character: nothing to do, nothing to copy twice.
    if is_plain(raw) {
        return raw.to_owned();
    }
    let mut lines = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() == Some(&'\n') {
                    characters.next();
                }
                lines.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{0b}' | '\u{0c}' => lines.push('\n'),
            '\t' => lines.push_str(TAB),
            c if harmless(c) => lines.push(c),
            _ => {}
        }
    }
    lines.nfc().collect()
}

/// Text as it may be shown wherever it comes from: each character that would act on a terminal, or hide, is a mark in its place. Line ends
/// and tabs stay.
pub fn marked(text: &str) -> Cow<'_, str> {
    let good = |c: char| matches!(c, '\n' | '\t') || harmless(c);
    if text.chars().all(good) {
        return Cow::Borrowed(text);
    }
    let mark = char::REPLACEMENT_CHARACTER;
    Cow::Owned(
        text.chars()
            .map(|c| if good(c) { c } else { mark })
            .collect(),
    )
}

/// Cleans text that must stay on one line, such as a name: as [`clean_block`], then every run of
/// white space becomes one space and the ends are trimmed.
pub fn clean_line(raw: &str) -> String {
    if is_plain_line(raw) {
        return raw.to_owned();
    }
    let block = clean_block(raw);
    block.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As [`clean_block`], for a text that is clean already, nearly always: it is not copied then.
pub fn cleaned_block(text: String) -> String {
    if is_plain(&text) {
        text
    } else {
        clean_block(&text)
    }
}

/// As [`cleaned_block`], for what stays on one line.
pub fn cleaned_line(text: String) -> String {
    if is_plain_line(&text) {
        text
    } else {
        clean_line(&text)
    }
}

/// Letters, figures and signs of ASCII, and spaces.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// The same without a space too many.
fn is_plain_line(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|b| {
        let good = (0x21..0x7f).contains(&b) || (b == b' ' && before != b' ');
        before = b;
        good
    });
    plain && (before != b' ' || text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_characters_go_and_words_stay() {
        let cases = [
            ("plain", "plain"),
            ("a\u{1b}]52;c;eA==\u{7}b", "a]52;c;eA==b"),
            ("a\u{9b}2Jb", "a2Jb"),
            ("safe\rEVIL", "safe\nEVIL"),
            ("two\r\nlines", "two\nlines"),
            ("a\u{202e}b", "ab"),
            ("a\u{e0041}b", "ab"),
            ("a\u{0}b\u{7f}c\u{e}d", "abcd"),
            ("\tindented", "    indented"),
            ("e\u{301}", "é"),
            ("👩\u{200d}💻", "👩\u{200d}💻"),
        ];
        for (raw, clean) in cases {
            assert_eq!(clean_block(raw), clean, "{raw:?}");
        }
        assert_eq!(clean_line("  Ana\n\tRuiz  "), "Ana Ruiz");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            let once = clean_block(&raw);
            prop_assert_eq!(clean_block(&once), once.clone());
            prop_assert!(once.chars().all(|c| c == '\n' || harmless(c)));
            prop_assert_eq!(cleaned_block(raw.clone()), once);
        }

        #[test]
        fn a_line_is_the_block_on_one_line(raw in "[ -~\n\té]{0,12}|( ?[a-c]{1,2} ?){0,3}") {
            let words: Vec<_> = clean_block(&raw).split_whitespace().map(str::to_owned).collect();
            prop_assert_eq!(clean_line(&raw), words.join(" "));
            prop_assert_eq!(cleaned_line(raw), words.join(" "));
        }
    }
}
