//! A line that comes in: bounded, and read without trusting it.

use super::answer::OURS;
use crate::listen::Speaker;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::io::{self, BufRead};

/// The longest line that is taken, in bytes: a text of 1 MiB, and the object around it.
pub(super) const MOST: usize = 1_200_000;
/// How deep lists and objects may be nested in a line.
const DEEPEST: usize = 100;

/// What came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing more.
    End,
    /// A line, without its end and the white space around it.
    Line,
    /// One with more than [`MOST`] bytes, of which none is kept.
    TooLong,
}

/// Reads the next line. What is too much of it is passed over and never held.
pub(super) fn next(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Next> {
    line.clear();
    let room = MOST as u64 + 1;
    let read = io::Read::take(&mut *input, room).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Next::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    if line.len() > MOST {
        input.skip_until(b'\n')?;
        return Ok(Next::TooLong);
    }
    // Between members white space means nothing to JSON, but to readers of lines this one may end a line.
    for byte in line.iter_mut().filter(|byte| **byte == b'\r') {
        *byte = b' ';
    }
    let end = line.trim_ascii_end().len();
    line.truncate(end);
    let begin = line.len() - line.trim_ascii_start().len();
    line.drain(..begin);
    Ok(Next::Line)
}

/// A turn as it came in.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    /// Who spoke.
    pub(super) speaker: Speaker,
    /// What was said.
    pub(super) text: String,
    /// What `conversation` is, as it is written.
    pub(super) conversation: Option<&'a str>,
    /// All members but those that have one of our names, as they are written.
    pub(super) members: Vec<(String, &'a RawValue)>,
}

impl<'a> Turn<'a> {
    /// Reads a line; what is wrong with it in one sentence, which repeats nothing of it.
    pub(super) fn read(line: &'a [u8]) -> Result<Self, String> {
        // Some programs begin a file with a mark of its byte order.
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line = str::from_utf8(line).map_err(|e| {
            let at = e.valid_up_to() + 1;
            format!("this is not UTF-8 text: byte {at}")
        })?;
        if too_deep(line) {
            return Err(format!("nested deeper than {DEEPEST} levels"));
        }
        let Members(mut members) = serde_json::from_str(line).map_err(|error| {
            if error.is_data() {
                WANTED.to_owned()
            } else {
                format!("this is not JSON: column {}; {WANTED}", error.column())
            }
        })?;
        let speaker = match word(&members, "speaker")?.as_str() {
            "coach" => Speaker::Coach,
            "client" => Speaker::Client,
            _ => return Err("`speaker` has to be \"coach\" or \"client\"".to_owned()),
        };
        let text = word(&members, "text")?;
        let conversation = one(&members, "conversation")?.map(RawValue::get);
        members.retain(|(name, _)| !OURS.contains(&name.as_str()));
        Ok(Self {
            speaker,
            text,
            conversation,
            members,
        })
    }
}

/// What a line has to be.
const WANTED: &str =
    "an object is wanted: {\"speaker\": \"coach\" or \"client\", \"text\": \"...\"}";

/// The member of this name, if it is there.
fn one<'a>(members: &[(String, &'a RawValue)], name: &str) -> Result<Option<&'a RawValue>, String> {
    let mut found = members.iter().filter(|(key, _)| key == name);
    let first = found.next().map(|(_, value)| *value);
    match found.next() {
        None => Ok(first),
        Some(_) => Err(format!("`{name}` is there twice")),
    }
}

/// The text of the member of this name.
fn word(members: &[(String, &RawValue)], name: &str) -> Result<String, String> {
    let value = one(members, name)?.ok_or_else(|| format!("`{name}` is missing; {WANTED}"))?;
    serde_json::from_str(value.get()).map_err(|_| {
        if value.get().starts_with('"') {
            format!("`{name}` is not Unicode: half of a surrogate pair")
        } else {
            format!("`{name}` has to be a string")
        }
    })
}

/// Whether brackets are nested too deeply. Values that are passed through are not taken apart, so nothing else would see it.
fn too_deep(line: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in line.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The members of an object, in order, their values as they are written: a number too large for any type stays what it is.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn all(input: &[u8]) -> Vec<(Next, Vec<u8>)> {
        let (mut input, mut line, mut found) = (Cursor::new(input), Vec::new(), Vec::new());
        loop {
            match next(&mut input, &mut line).unwrap() {
                Next::End => return found,
                Next::TooLong => found.push((Next::TooLong, Vec::new())),
                Next::Line => found.push((Next::Line, line.clone())),
            }
        }
    }

    #[test]
    fn lines_end_in_every_way() {
        let line = |bytes: &[u8]| (Next::Line, bytes.to_vec());
        assert_eq!(all(b""), []);
        assert_eq!(
            all(b"\n a \r\n\t\nb"),
            [line(b""), line(b"a"), line(b""), line(b"b")]
        );
    }

    #[test]
    fn a_line_of_just_the_limit_is_taken() {
        let just = "x".repeat(MOST);
        let found = all(format!("{just}\n{just}x\nafter\n{just}").as_bytes());
        let kinds: Vec<Next> = found.iter().map(|(next, _)| *next).collect();
        assert_eq!(kinds, [Next::Line, Next::TooLong, Next::Line, Next::Line]);
        assert_eq!(all(format!("{just}x").as_bytes()).len(), 1);
    }

    #[test]
    fn brackets_in_a_text_are_no_nesting() {
        let text = "[".repeat(1_000);
        assert!(!too_deep(&format!("{{\"text\": \"\\\"{text}\"}}")));
        assert!(too_deep(&text));
        assert!(!too_deep(&"[]".repeat(1_000)));
    }
}
