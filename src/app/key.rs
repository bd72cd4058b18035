//! Keys as the machine knows them, whatever terminal they came from.

use std::fmt;

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set for characters, which come shifted already.
    pub shift: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Tab,
    Backspace,
    Delete,
    Esc,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: Code::Char(c),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// A function key.
    pub const fn f(n: u8) -> Self {
        Self::plain(Code::F(n))
    }

    /// The character that this key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads a key as people write it: `ctrl-n`, `^n`, `shift-tab`, `F5`, `alt-left`, `?`.
    ///
    /// # Errors
    /// A sentence that says what is not a key.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text.trim();
        if let Some(c) = rest.strip_prefix('^')
            && c.chars().count() == 1
        {
            key.ctrl = true;
            rest = c;
        }
        while let Some((modifier, behind)) = rest.split_once('-') {
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" | "c" | "control" => key.ctrl = true,
                "alt" | "a" | "meta" => key.alt = true,
                "shift" | "s" => key.shift = true,
                "" => break,
                other => return Err(format!("{other:?} in {text:?} is not ctrl, alt or shift")),
            }
            rest = behind;
        }
        key.code = code(rest).ok_or_else(|| {
            format!("{text:?} is not a key such as ctrl-n, shift-tab, alt-left or f5")
        })?;
        if let Code::Char(c) = key.code {
            if key.ctrl {
                key.code = Code::Char(c.to_ascii_lowercase());
            }
            key.shift = false;
        }
        Ok(key)
    }
}

const NAMED: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("esc", Code::Esc),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
];

fn code(name: &str) -> Option<Code> {
    let lower = name.to_lowercase();
    if let Some((_, code)) = NAMED.iter().find(|(named, _)| *named == lower) {
        return Some(*code);
    }
    let mut characters = name.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        return Some(Code::Char(c));
    }
    if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse().ok())
        && (1..=24).contains(&n)
    {
        return Some(Code::F(n));
    }
    None
}

impl fmt::Display for Key {
    /// As people read it in a footer: `^n`, `⇧tab`, `F5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str(if matches!(self.code, Code::Char(_)) {
                "^"
            } else {
                "ctrl-"
            })?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if self.shift {
            f.write_str("shift-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            Code::Up => f.write_str("↑"),
            Code::Down => f.write_str("↓"),
            Code::Left => f.write_str("←"),
            Code::Right => f.write_str("→"),
            code => {
                let name = NAMED
                    .iter()
                    .find(|(_, c)| *c == code)
                    .map_or("?", |(name, _)| name);
                f.write_str(name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_people_write_them() {
        let cases = [
            ("ctrl-n", "^n"),
            ("^N", "^n"),
            ("C-o", "^o"),
            ("shift-tab", "shift-tab"),
            ("f5", "F5"),
            ("alt-left", "alt-←"),
            ("?", "?"),
            ("-", "-"),
            ("space", "space"),
        ];
        for (text, shown) in cases {
            assert_eq!(Key::parse(text).unwrap().to_string(), shown, "{text}");
        }
        for text in ["", "ctrl-", "hyper-x", "f99", "entre"] {
            assert!(Key::parse(text).is_err(), "{text}");
        }
    }
}
