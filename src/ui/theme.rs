//! Colours by what they mean. `Color` appears here and nowhere else.

use crate::session::Role;
use ratatui::style::{Color, Modifier, Style};

/// A style for everything that has a meaning.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Ordinary text.
    pub plain: Style,
    /// The question: the strongest thing on the screen.
    pub question: Style,
    /// The client's own words.
    pub answer: Style,
    /// Feelings.
    pub feeling: Style,
    /// The user's own notes.
    pub note: Style,
    /// What is parked.
    pub parked: Style,
    /// Commitments.
    pub commitment: Style,
    /// What should not draw the eye: rules, times, what comes next.
    pub muted: Style,
    /// Names of places: the person, the step.
    pub title: Style,
    /// What is done or saved.
    pub good: Style,
    /// What needs attention: not saved, damaged.
    pub warning: Style,
    /// A reminder or an answer to what the user did.
    pub notice: Style,
    /// The chosen line.
    pub chosen: Style,
    /// Keys in footers and help.
    pub key: Style,
}

impl Theme {
    /// With the terminal's own sixteen colours, so that it follows light and dark.
    pub fn colours() -> Self {
        let fg = |c| Style::new().fg(c);
        Self {
            plain: Style::reset(),
            question: fg(Color::Reset).add_modifier(Modifier::BOLD),
            answer: Style::new(),
            feeling: fg(Color::Magenta),
            note: fg(Color::Blue).add_modifier(Modifier::ITALIC),
            parked: fg(Color::Yellow),
            commitment: fg(Color::Green),
            muted: fg(Color::DarkGray),
            title: fg(Color::Cyan),
            good: fg(Color::Green),
            warning: fg(Color::Red).add_modifier(Modifier::BOLD),
            notice: fg(Color::Yellow),
            chosen: Style::new().add_modifier(Modifier::REVERSED),
            key: fg(Color::Cyan),
        }
    }

    /// Without any colour: strength and reversal alone.
    pub fn without_colour() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = Style::new().add_modifier(Modifier::DIM);
        let italic = Style::new().add_modifier(Modifier::ITALIC);
        Self {
            plain: Style::reset(),
            question: bold,
            answer: Style::new(),
            feeling: Style::new(),
            note: italic,
            parked: Style::new(),
            commitment: Style::new(),
            muted: dim,
            title: Style::new(),
            good: Style::new(),
            warning: bold,
            notice: italic,
            chosen: Style::new().add_modifier(Modifier::REVERSED),
            key: bold,
        }
    }

    /// The style of a transcript's line.
    pub fn role(&self, role: Role) -> Style {
        match role {
            Role::Title => self.title.add_modifier(Modifier::BOLD),
            Role::Heading => self.title,
            Role::Meta | Role::Withdrawn | Role::Blank => self.muted,
            Role::Question => self.muted.add_modifier(Modifier::ITALIC),
            Role::Answer => self.answer,
            Role::Figure | Role::Said => self.plain,
            Role::Feeling => self.feeling,
            Role::Note => self.note,
            Role::Parked => self.parked,
            Role::Commitment => self.commitment,
            Role::Warning => self.warning,
        }
    }
}
