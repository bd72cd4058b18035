//! The input: text with a cursor, edited by graphemes, with undo.
//!
//! Our own, and small, because the machine must stay free of any drawing library, because backspace must
//! take a whole emoji or flag, and because undo should take back a word and not a letter.

use unicode_segmentation::UnicodeSegmentation;

/// The most bytes that an input takes; what is pasted beyond is refused as a whole.
pub const MAX_INPUT: usize = 200_000;

/// How many states can be taken back.
const MAX_UNDO: usize = 200;

/// Text with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    cursor: usize,
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    last: Change,
}

/// What the last change was: changes of one kind in a row are taken back together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Change {
    #[default]
    Nothing,
    Typing,
    Deleting,
    Other,
}

/// A movement of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// To the beginning of this word or the one before.
    WordLeft,
    /// To the end of this word or the next.
    WordRight,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the beginning of everything.
    Start,
    /// To the end of everything.
    End,
}

impl Editor {
    /// An editor with a text and the cursor at a byte; a place inside a character counts as the end.
    pub fn with(text: String, cursor: usize) -> Self {
        let cursor = if text.is_char_boundary(cursor) {
            cursor
        } else {
            text.len()
        };
        Self {
            text,
            cursor,
            ..Self::default()
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor's place in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Empties the input and forgets what could be taken back.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Types a character. Returns whether there was room.
    pub fn type_char(&mut self, c: char) -> bool {
        let word_ends = c.is_whitespace();
        self.insert(c.encode_utf8(&mut [0; 4]), Change::Typing, word_ends)
    }

    /// Inserts a paste, as one change. Returns whether there was room.
    pub fn paste(&mut self, text: &str) -> bool {
        self.insert(text, Change::Other, true)
    }

    fn insert(&mut self, text: &str, change: Change, new_group: bool) -> bool {
        if self.text.len() + text.len() > MAX_INPUT {
            return false;
        }
        self.remember(change, new_group);
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        true
    }

    fn remember(&mut self, change: Change, new_group: bool) {
        if change != self.last || new_group || change == Change::Other {
            if self.undo.len() == MAX_UNDO {
                self.undo.remove(0);
            }
            self.undo.push((self.text.clone(), self.cursor));
        }
        self.last = change;
        self.redo.clear();
    }

    /// Takes the last change back. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.undo.pop() else {
            return false;
        };
        let now = (std::mem::take(&mut self.text), self.cursor);
        self.redo.push(now);
        (self.text, self.cursor) = before;
        self.last = Change::Nothing;
        true
    }

    /// Does again what was taken back. Returns whether there was something.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.redo.pop() else {
            return false;
        };
        let now = (std::mem::take(&mut self.text), self.cursor);
        self.undo.push(now);
        (self.text, self.cursor) = after;
        self.last = Change::Nothing;
        true
    }

    /// Moves the cursor.
    pub fn go(&mut self, to: Move) {
        self.cursor = self.target(to);
        self.last = Change::Nothing;
    }

    /// Deletes from the cursor to where a movement would go.
    pub fn delete(&mut self, to: Move) {
        let target = self.target(to);
        let (start, end) = (target.min(self.cursor), target.max(self.cursor));
        if start == end {
            return;
        }
        let single = matches!(to, Move::Left | Move::Right);
        self.remember(
            if single {
                Change::Deleting
            } else {
                Change::Other
            },
            false,
        );
        self.text.drain(start..end);
        self.cursor = start;
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn behind(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    fn target(&self, to: Move) -> usize {
        let (before, behind) = (self.before(), self.behind());
        match to {
            Move::Left => self.cursor - before.graphemes(true).next_back().map_or(0, str::len),
            Move::Right => self.cursor + behind.graphemes(true).next().map_or(0, str::len),
            Move::WordLeft => before
                .split_word_bound_indices()
                .rev()
                .find(|(_, word)| !word.trim().is_empty())
                .map_or(0, |(at, _)| at),
            Move::WordRight => behind
                .split_word_bound_indices()
                .find(|(_, word)| !word.trim().is_empty())
                .map_or(self.text.len(), |(at, word)| self.cursor + at + word.len()),
            Move::LineStart => before.rfind('\n').map_or(0, |at| at + 1),
            Move::LineEnd => behind
                .find('\n')
                .map_or(self.text.len(), |at| self.cursor + at),
            Move::Start => 0,
            Move::End => self.text.len(),
        }
    }

    /// Replaces the whole text, as one change, with the cursor at its end.
    pub fn replace(&mut self, text: String) {
        self.remember(Change::Other, true);
        self.cursor = text.len();
        self.text = text;
    }

    /// Moves the cursor up or down among rows of `columns` columns, as they are drawn. Returns false
    /// where there is no such row.
    pub fn go_row(&mut self, down: bool, columns: usize) -> bool {
        let rows = crate::text::wrap(&self.text, columns);
        let Some(at) = row_of(&rows, self.cursor) else {
            return false;
        };
        let target = if down {
            at.checked_add(1)
        } else {
            at.checked_sub(1)
        };
        let (Some(row), Some(new)) = (rows.get(at), target.and_then(|t| rows.get(t))) else {
            return false;
        };
        let column = crate::text::width(self.text.get(row.start..self.cursor).unwrap_or_default());
        let mut used = 0;
        let mut cursor = new.start;
        for grapheme in self
            .text
            .get(new.clone())
            .unwrap_or_default()
            .graphemes(true)
        {
            if used >= column {
                break;
            }
            used += crate::text::width(grapheme);
            cursor += grapheme.len();
        }
        self.cursor = cursor;
        self.last = Change::Nothing;
        true
    }
}

/// The row in which a byte of the text stands.
pub fn row_of(rows: &[crate::text::Row], byte: usize) -> Option<usize> {
    rows.iter().rposition(|row| row.start <= byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::default();
        for c in text.chars() {
            editor.type_char(c);
        }
        editor
    }

    #[test]
    fn backspace_takes_a_whole_grapheme() {
        for text in ["👩\u{200d}💻", "🇨🇭", "é", "e\u{301}", "漢"] {
            let mut editor = typed(&format!("a{text}"));
            editor.delete(Move::Left);
            assert_eq!(editor.text(), "a", "{text}");
        }
    }

    #[test]
    fn undo_takes_back_words_and_a_paste_at_once() {
        let mut editor = typed("one two");
        assert!(editor.undo());
        assert_eq!(editor.text(), "one");
        assert!(editor.undo());
        assert_eq!(editor.text(), "");
        assert!(!editor.undo());
        assert!(editor.redo());
        assert!(editor.redo());
        assert_eq!(editor.text(), "one two");
        editor.paste(" three\nfour");
        assert!(editor.undo());
        assert_eq!(editor.text(), "one two");
    }

    #[test]
    fn words_and_lines_are_steps_for_the_cursor() {
        let mut editor = typed("two words\nmore");
        editor.go(Move::WordLeft);
        editor.go(Move::WordLeft);
        editor.delete(Move::LineStart);
        assert_eq!((editor.text(), editor.cursor()), ("words\nmore", 0));
        editor.go(Move::WordRight);
        assert_eq!(editor.cursor(), 5);
        editor.delete(Move::LineEnd);
        editor.delete(Move::WordRight);
        assert_eq!(editor.text(), "words");
    }

    #[test]
    fn rows_are_steps_too() {
        // In rows of nine columns: "one two", "three", "four".
        let mut editor = typed("one two three four");
        assert!(editor.go_row(false, 9));
        assert_eq!(editor.cursor(), "one two thre".len());
        assert!(editor.go_row(false, 9));
        assert_eq!(editor.cursor(), "one ".len());
        assert!(!editor.go_row(false, 9));
        assert!(editor.go_row(true, 9));
        assert_eq!(editor.cursor(), "one two thre".len());
    }

    #[test]
    fn too_much_is_refused_as_a_whole() {
        let mut editor = typed("a");
        assert!(!editor.paste(&"x".repeat(MAX_INPUT)));
        assert_eq!(editor.text(), "a");
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_boundary(ops in proptest::collection::vec((0u8..14, any::<char>()), 0..60)) {
            let mut editor = Editor::default();
            for (op, c) in ops {
                match op {
                    0..=4 => { editor.type_char(c); }
                    5 => editor.delete(Move::Left),
                    6 => editor.delete(Move::WordLeft),
                    7 => editor.go(Move::Left),
                    8 => editor.go(Move::WordRight),
                    9 => { editor.undo(); }
                    10 => { editor.redo(); }
                    11 => { editor.go_row(false, 3); }
                    12 => editor.delete(Move::Right),
                    _ => { editor.paste("é 👩\u{200d}💻\n"); }
                }
                prop_assert!(editor.text().is_char_boundary(editor.cursor()));
            }
        }
    }
}
