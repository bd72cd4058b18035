//! Soft wrapping by display columns. One function serves the question, the input and the transcript,
//! so that the cursor stands where the text is.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One row of wrapped text: the bytes of the text that stand in it (line ends and the space at a
/// break are left out).
pub type Row = Range<usize>;

/// Display columns of a text on one line.
pub fn width(text: &str) -> usize {
    if is_simple(text) {
        return text.len();
    }
    UnicodeWidthStr::width(text)
}

/// Whether each byte is a character of one column: most texts are, and need no looking up.
pub fn is_simple(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Breaks a text into rows of at most `columns` columns (at least 1), at spaces where it can, inside a
/// word where it must, never inside a grapheme. An empty text is one empty row.
pub fn wrap(text: &str, columns: usize) -> Vec<Row> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    let mut base = 0;
    for line in text.split('\n') {
        wrap_line(line, base, columns, &mut rows);
        base += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, base: usize, columns: usize, rows: &mut Vec<Row>) {
    let mut start = 0;
    let mut used = 0;
    // Where the row could end, and where the next one would begin.
    let mut space: Option<(usize, usize)> = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = width(grapheme);
        let blank = grapheme.chars().all(char::is_whitespace);
        if used + wide > columns && at > start && blank {
            rows.push(base + start..base + at);
            start = at + grapheme.len();
            used = 0;
            space = None;
            continue;
        }
        while used + wide > columns && at > start {
            let (end, next) = space
                .take()
                .filter(|(end, _)| *end > start)
                .unwrap_or((at, at));
            rows.push(base + start..base + end);
            start = next;
            used = line.get(start..at).map_or(0, width);
        }
        if blank {
            space = Some((at, at + grapheme.len()));
        }
        used += wide;
    }
    rows.push(base + start..base + line.len());
}

/// Lines broken into rows of at most so many columns; what goes on stands below where its line began.
pub fn wrapped(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let words = line.trim_start();
        let indent = line.get(..line.len() - words.len()).unwrap_or_default();
        // A margin that leaves no room is none.
        let (indent, room) = match columns.checked_sub(indent.len()) {
            Some(room) if room > indent.len() => (indent, room),
            _ => ("", columns),
        };
        for row in wrap(words, room) {
            let row = words.get(row).unwrap_or_default();
            out.push_str(if row.is_empty() { "" } else { indent });
            out.push_str(row);
            out.push('\n');
        }
    }
    out
}

/// The text on one line, cut to at most `columns` columns with `…` at the end where it was cut.
pub fn ellipsis(text: &str, columns: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= columns {
        return line;
    }
    let mut out = String::new();
    if is_simple(&line) {
        out.push_str(line.get(..columns.saturating_sub(1)).unwrap_or_default());
    } else {
        let mut used = 1;
        for grapheme in line.graphemes(true) {
            used += width(grapheme);
            if used > columns {
                break;
            }
            out.push_str(grapheme);
        }
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    if columns > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns)
            .into_iter()
            .map(|r| text.get(r).unwrap())
            .collect()
    }

    #[test]
    fn rows_break_at_spaces_and_inside_long_words() {
        assert_eq!(rows("", 5), [""]);
        assert_eq!(rows("one two three", 7), ["one two", "three"]);
        assert_eq!(rows("one two three", 8), ["one two", "three"]);
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("a\n\nb", 3), ["a", "", "b"]);
        assert_eq!(rows("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(
            rows("ab 👩\u{200d}💻👩\u{200d}💻", 4),
            ["ab", "👩\u{200d}💻👩\u{200d}💻"]
        );
    }

    #[test]
    fn lines_are_broken_and_keep_their_margin() {
        assert_eq!(
            wrapped("one two\n  three four\n\n", 7),
            "one two\n  three\n  four\n\n"
        );
        assert_eq!(wrapped("        a b", 3), "a b\n");
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(ellipsis("the close takes nine days", 14), "the close tak…");
        assert_eq!(ellipsis("short", 14), "short");
        assert_eq!(ellipsis("漢字漢字", 4), "漢…");
    }

    proptest! {
        #[test]
        fn rows_hold_every_word_and_fit(text in "[a-zé漢 👩\n]{0,60}", columns in 2usize..20) {
            let rows = rows(&text, columns);
            for row in &rows {
                prop_assert!(width(row) <= columns, "{row:?}");
            }
            let joined: String = rows.concat().split_whitespace().collect();
            let whole: String = text.split_whitespace().collect();
            prop_assert_eq!(joined, whole);
        }
    }
}
