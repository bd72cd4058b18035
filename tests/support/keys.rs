//! Keys as journeys write them: `abc<enter><c-n><tab><f5>`, `<paste:text>`, `<wait:30>` seconds, `<size:40x12>`,
//! `<lt>` for `<`.

use mineral::app::key::{Code, Key};

/// One thing that a user does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Press {
    Key(Key),
    Paste(String),
    /// Seconds go by.
    Wait(u64),
    Resize(u16, u16),
}

/// Reads a row of presses.
pub(crate) fn presses(text: &str) -> Vec<Press> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c != '<' {
            out.push(Press::Key(Key::plain(Code::Char(c))));
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (name, behind) = rest[1..].split_once('>').expect("a key is closed with >");
        out.push(named(name));
        rest = behind;
    }
    out
}

fn named(name: &str) -> Press {
    match name.split_once(':') {
        Some(("paste", text)) => Press::Paste(text.to_owned()),
        Some(("wait", seconds)) => Press::Wait(seconds.parse().unwrap()),
        Some(("size", size)) => {
            let (columns, rows) = size.split_once('x').unwrap();
            Press::Resize(columns.parse().unwrap(), rows.parse().unwrap())
        }
        _ if name == "lt" => Press::Key(Key::plain(Code::Char('<'))),
        _ => Press::Key(Key::parse(name).unwrap()),
    }
}
