//! A text with the words marked that gave something away: in colour, or with signs in a row beneath.

use crate::listen::Heard;
use crate::text::{width, wrap};
use crate::ui::theme::Theme;
use ratatui::backend::IntoCrossterm as _;
use ratatui::style::Style;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Columns before every line of the text.
pub(super) const INDENT: &str = "  ";

/// How a text is shown.
#[derive(Debug, Clone)]
pub(super) enum Look {
    /// Words alone: a row of signs is noise when it is read aloud.
    Plain,
    /// With signs in a row beneath.
    Signs,
    /// In colours.
    Colours(Box<Theme>),
}

/// What marked words stand for. Where two lie upon one another the later one is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The main act, the question, the emotion, what is spoken for.
    Verdict,
    /// A date, somebody's name.
    Named,
    /// Something that deserves a question, or a way round one.
    Cue,
    /// A promise, or that there is none.
    Commitment,
    /// A feeling.
    Feeling,
}

impl Mark {
    /// The sign beneath the words, and before the line that says what they are.
    fn sign(self) -> &'static str {
        match self {
            Self::Verdict => "^",
            Self::Named => "=",
            Self::Cue => "?",
            Self::Commitment => "!",
            Self::Feeling => "~",
        }
    }

    fn style(self, theme: &Theme) -> Style {
        match self {
            Self::Verdict => theme.question,
            Self::Named => theme.title,
            Self::Cue => theme.notice,
            Self::Commitment => theme.commitment,
            Self::Feeling => theme.feeling,
        }
    }
}

/// The words that gave something away, with what they stand for; of the verdicts on the whole, those of these.
pub(super) fn spans(heard: &Heard, verdicts: &[&str]) -> Vec<(Mark, Range<usize>)> {
    let mut spans = Vec::new();
    let mut add = |mark, at: &Range<usize>| spans.push((mark, at.clone()));
    let because = heard.because.iter().filter(|b| verdicts.contains(&b.of));
    because.for_each(|b| add(Mark::Verdict, &b.at));
    heard.dates.iter().for_each(|at| add(Mark::Named, at));
    heard.people.iter().for_each(|at| add(Mark::Named, at));
    heard.cues.iter().for_each(|s| add(Mark::Cue, &s.at));
    heard.evasion.iter().for_each(|s| add(Mark::Cue, &s.at));
    let binding = heard.binding.iter();
    binding.for_each(|s| add(Mark::Commitment, &s.at));
    let feelings = heard.feelings.iter();
    feelings.for_each(|s| add(Mark::Feeling, &s.at));
    spans
}

impl Look {
    /// The text with its marks, in lines of at most these columns.
    pub(super) fn text(
        &self,
        text: &str,
        spans: &[(Mark, Range<usize>)],
        columns: usize,
        out: &mut String,
    ) {
        let mut marks: Vec<Option<Mark>> = vec![None; text.len()];
        for (mark, at) in spans {
            for place in marks.get_mut(at.clone()).unwrap_or_default() {
                *place = (*place).max(Some(*mark));
            }
        }
        for row in wrap(text, columns.saturating_sub(INDENT.len())) {
            let words = text.get(row.clone()).unwrap_or_default();
            let marks = marks.get(row).unwrap_or_default();
            match self {
                Self::Plain => push_line(words, out),
                Self::Signs => {
                    push_line(words, out);
                    let signs = signs(words, marks);
                    if !signs.is_empty() {
                        push_line(&signs, out);
                    }
                }
                Self::Colours(theme) => push_line(&coloured(words, marks, theme), out),
            }
        }
    }

    /// What stands before a line that says what marked words are.
    pub(super) fn before(&self, mark: Option<Mark>) -> String {
        match (self, mark) {
            (Self::Signs, Some(mark)) => format!("{} ", mark.sign()),
            (Self::Plain, _) => String::new(),
            (Self::Signs | Self::Colours(_), _) => INDENT.to_owned(),
        }
    }

    /// The name of such a line.
    pub(super) fn name(&self, name: &str, mark: Option<Mark>) -> String {
        match (self, mark) {
            (Self::Colours(theme), Some(mark)) => painted(name, mark.style(theme)),
            _ => name.to_owned(),
        }
    }
}

fn push_line(words: &str, out: &mut String) {
    let line = format!("{INDENT}{words}");
    out.push_str(line.trim_end());
    out.push('\n');
}

/// The row of signs beneath a row of words; nothing where there is no mark.
fn signs(words: &str, marks: &[Option<Mark>]) -> String {
    let mut row = String::new();
    for (at, grapheme) in words.grapheme_indices(true) {
        let sign = marks.get(at).copied().flatten().map_or(" ", Mark::sign);
        row.push_str(&sign.repeat(width(grapheme)));
    }
    row.truncate(row.trim_end().len());
    row
}

fn coloured(words: &str, marks: &[Option<Mark>], theme: &Theme) -> String {
    let mut out = String::new();
    let mut at = 0;
    for same in marks.chunk_by(|one, next| one == next) {
        let piece = words.get(at..at + same.len()).unwrap_or_default();
        at += same.len();
        match same.first().copied().flatten() {
            Some(mark) => out.push_str(&painted(piece, mark.style(theme).underlined())),
            None => out.push_str(piece),
        }
    }
    out
}

fn painted(words: &str, style: Style) -> String {
    style.into_crossterm().apply(words).to_string()
}
