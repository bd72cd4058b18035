//! Reading the YAML that this program writes itself, quickly. A session has some fifty documents of a few fields each; almost all are of
//! one simple form, and to read that form takes a fraction of the time. Whatever is not exactly of it is left to the real reader: this one
//! never says that a text is wrong, only that it does not know it.

use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, Visitor};
use std::fmt;

/// One `key: value`.
type Pair<'a> = (&'a str, Value<'a>);

/// What can stand behind a key.
enum Value<'a> {
    /// A plain word or words, not yet told from a number.
    Plain(&'a str),
    /// Text that can be nothing else.
    Text(String),
    /// Pairs, indented by two.
    Map(Vec<Pair<'a>>),
}

/// The value, when the text is of the simple form and fits.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut lines = Lines::of(text);
    let pairs = map(&mut lines, 0)?;
    if !lines.rest.is_empty() {
        return None;
    }
    T::deserialize(Map(pairs)).ok()
}

struct Lines<'a> {
    /// What was not taken yet.
    rest: &'a str,
    /// Its first line, if it has a whole one.
    line: Option<&'a str>,
}

impl<'a> Lines<'a> {
    fn of(rest: &'a str) -> Self {
        let end = memchr::memchr(b'\n', rest.as_bytes());
        Self {
            rest,
            line: end.and_then(|end| rest.get(..end)),
        }
    }

    /// The next line, without taking it.
    fn peek(&self) -> Option<&'a str> {
        self.line
    }

    fn take(&mut self) {
        let taken = self.line.map_or(self.rest.len(), |line| line.len() + 1);
        *self = Self::of(self.rest.get(taken..).unwrap_or_default());
    }
}

/// How many spaces it begins with.
fn depth(line: &str) -> usize {
    line.bytes().take_while(|b| *b == b' ').count()
}

/// The pairs that stand `indent` deep.
fn map<'a>(lines: &mut Lines<'a>, indent: usize) -> Option<Vec<Pair<'a>>> {
    let mut pairs: Vec<Pair<'a>> = Vec::with_capacity(4);
    while let Some(line) = lines.peek() {
        let depth = depth(line);
        if depth < indent {
            break;
        }
        let line = line.get(indent..)?;
        let colon = line.bytes().position(|b| b == b':')?;
        let (key, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        if depth > indent || !is_key(key) || pairs.iter().any(|(known, _)| *known == key) {
            return None;
        }
        lines.take();
        let value = match value {
            // The form has two levels and no more.
            "" if indent == 0 => Value::Map(map(lines, 2)?).filled()?,
            " >-" => Value::Text(folded(lines, indent + 2)?),
            _ => scalar(value.strip_prefix(' ')?)?,
        };
        pairs.push((key, value));
    }
    Some(pairs)
}

impl Value<'_> {
    /// A key with nothing behind it is another matter.
    fn filled(self) -> Option<Self> {
        match &self {
            Value::Map(pairs) if pairs.is_empty() => None,
            _ => Some(self),
        }
    }
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// Words that are no text in YAML, or were none in its first version.
fn is_special(word: &str) -> bool {
    const SPECIAL: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    word.len() <= 5 && SPECIAL.iter().any(|s| s.eq_ignore_ascii_case(word))
}

/// A scalar on the line of its key: plain, of characters that have no meaning in YAML wherever they stand.
fn scalar(text: &str) -> Option<Value<'_>> {
    let first = text.chars().next()?;
    let inner =
        |c: char| c.is_alphanumeric() || matches!(c, '‘' | '’' | '“' | '”' | '–' | '—' | '…');
    let harmless = first.is_alphanumeric() && !text.ends_with(' ');
    if !harmless {
        return None;
    }
    // A colon only between figures, as in a time.
    let bytes = text.as_bytes();
    let figure = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let ascii = bytes.iter().enumerate().all(|(at, b)| match b {
        b'#' => false,
        b':' => figure(at.checked_sub(1)) && figure(at.checked_add(1)),
        b' '..=b'~' => true,
        b => !b.is_ascii(),
    });
    let all = ascii && (text.is_ascii() || text.chars().all(|c| c.is_ascii() || inner(c)));
    all.then_some(Value::Plain(text))
}

/// A folded text: lines of one depth, none empty, none that begins or ends with a space.
fn folded(lines: &mut Lines<'_>, indent: usize) -> Option<String> {
    let mut text = String::new();
    while let Some(line) = lines.peek() {
        let depth = depth(line);
        if depth < indent && !line.is_empty() {
            break;
        }
        let inner = line.get(depth..)?;
        if depth != indent || inner.is_empty() || inner.ends_with(' ') || is_strange(inner) {
            return None;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(inner);
        lines.take();
    }
    (!text.is_empty()).then_some(text)
}

/// Whether there is a character that is no part of a line.
fn is_strange(line: &str) -> bool {
    let plain = line.bytes().all(|b| matches!(b, b' '..=b'~'));
    let strange =
        |c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}');
    !plain && line.contains(strange)
}

/// Why it is not of the simple form. Nobody is told.
#[derive(Debug)]
struct Otherwise;

impl fmt::Display for Otherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the simple form")
    }
}

impl std::error::Error for Otherwise {}

impl de::Error for Otherwise {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Map<'a>(Vec<Pair<'a>>);

struct Access<'a> {
    pairs: std::vec::IntoIter<Pair<'a>>,
    value: Option<Value<'a>>,
}

impl<'de> MapAccess<'de> for Access<'de> {
    type Error = Otherwise;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Otherwise> {
        let Some((key, value)) = self.pairs.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(de::value::BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Otherwise> {
        seed.deserialize(self.value.take().ok_or(Otherwise)?)
    }
}

impl<'de> Deserializer<'de> for Map<'de> {
    type Error = Otherwise;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        visitor.visit_map(Access {
            pairs: self.0.into_iter(),
            value: None,
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Whether a plain word could be taken for something else than text.
fn is_doubtful(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "abcdefoxinABCDEFOXIN_.+-: ".contains(c);
    is_special(text) || (text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(number))
}

/// A whole number as it is written: without a zero in front.
fn whole<T: std::str::FromStr>(text: &str) -> Result<T, Otherwise> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let number = if plain { text.parse().ok() } else { None };
    number.ok_or(Otherwise)
}

/// Numbers by their type.
macro_rules! wholes {
    ($($method:ident $visit:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
            match self {
                Value::Plain(text) => visitor.$visit(whole(text)?),
                _ => Err(Otherwise),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Otherwise;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match self {
            Value::Map(pairs) => Map(pairs).deserialize_any(visitor),
            // What it is meant to be is not known.
            Value::Plain(_) | Value::Text(_) => Err(Otherwise),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match self {
            Value::Plain(text) if !is_doubtful(text) => visitor.visit_borrowed_str(text),
            Value::Text(text) => visitor.visit_string(text),
            _ => Err(Otherwise),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match self {
            Value::Plain("true") => visitor.visit_bool(true),
            Value::Plain("false") => visitor.visit_bool(false),
            _ => Err(Otherwise),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        match self {
            Value::Plain(text) if text.eq_ignore_ascii_case("null") => Err(Otherwise),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        match self {
            // What it may be is known here: "no" is a name like others.
            Value::Plain(text) if text.starts_with(|c: char| c.is_ascii_lowercase()) => {
                visitor.visit_enum(de::value::BorrowedStrDeserializer::new(text))
            }
            _ => Err(Otherwise),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Otherwise> {
        visitor.visit_newtype_struct(self)
    }

    wholes! {
        deserialize_u8 visit_u8 deserialize_u16 visit_u16 deserialize_u32 visit_u32 deserialize_u64 visit_u64
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{read_slowly, write};
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Doc {
        n: u32,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<Kind>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inner: Option<Inner>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Yes,
        No,
        NotYet,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        text: String,
        strength: Option<u8>,
        listed: bool,
    }

    #[test]
    fn the_simple_form_is_known() {
        let text = "n: 3\ntext: 2026-11-21T14:03:11+01:00\nkind: not-yet\ninner:\n  text: >-\n    one: #two\n    three\n  strength: 4\n  listed: true\n";
        let doc = read::<Doc>(text).unwrap();
        assert_eq!(doc, read_slowly(text).unwrap());
        assert_eq!(doc.inner.unwrap().text, "one: #two three");
        for kind in ["yes", "no", "not-yet"] {
            let text = format!("n: 3\ntext: a\nkind: {kind}\n");
            let doc = read::<Doc>(&text).expect(kind);
            assert_eq!(doc, read_slowly(&text).unwrap());
        }
    }

    #[test]
    fn whatever_else_is_left_to_the_real_reader() {
        for text in [
            "n: 3\ntext: 12\n",
            "n: 03\ntext: a\n",
            "n: 3\ntext: null\n",
            "n: 3\ntext: a: b\n",
            "n: 3\ntext: a #b\n",
            "n: 3\ntext: \"a\"\n",
            "n: 3\ntext: a\n  b\n",
            "n: 3\nn: 3\ntext: a\n",
            "n: 3\ntext: a",
            "n: 3\ntext: &x a\n",
            "n: 3\ntext: |-\n  a\n",
            "n: 3\ntext: >-\n  a\n\n  b\n",
            "n: 3\ntext: >-\n  a\n   b\n",
            "n: 3\ntext:\n",
            "n: 0x3\ntext: a\n",
            "n: 3\ntext: 1e5\n",
            "n: 3\ntext: a \n",
            "n: 3\ntext: a\t\n",
            "n: 3\r\ntext: a\r\n",
            "n: 3\ntext: ~\n",
            "n: 3\ntext: yes\n",
        ] {
            assert_eq!(read::<Doc>(text), None, "{text}");
        }
    }

    proptest! {
        /// Where this reader knows a text at all, the real one reads the same.
        #[test]
        fn both_readers_say_the_same(
            lines in proptest::collection::vec("( {0,4})(n|text|kind|inner|strength|listed)?:?( >-| (yes|no|null|true|not-yet)| [0-9a-zé:#>,'\"|.~-]{0,6}( [a-z:#-]{0,4})?)?", 0..7),
        ) {
            let text = lines.join("\n") + "\n";
            if let Some(doc) = read::<Doc>(&text) {
                prop_assert_eq!(read_slowly::<Doc>(&text).unwrap(), doc);
            }
        }

        #[test]
        fn what_is_written_is_read_the_same(text in "[ -~éß\n]{0,120}", n in any::<u32>(), strength in proptest::option::of(1_u8..6)) {
            let inner = Inner { text: text.clone(), strength, listed: n % 2 == 0 };
            let doc = Doc { n, text, kind: Some(Kind::NotYet), inner: Some(inner) };
            let yaml = write(&doc).unwrap();
            if let Some(quick) = read::<Doc>(&yaml) {
                prop_assert_eq!(&quick, &doc);
            }
            prop_assert_eq!(read_slowly::<Doc>(&yaml).unwrap(), doc);
        }
    }
}
