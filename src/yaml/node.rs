//! A YAML document as a tree that knows where everything stands.
//!
//! Reading into a typed structure stops at the first thing that does not fit, and forgets the place of
//! what is missing. A tree lets a reader check everything and report all of it at once.

use super::{Report, fault, options};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Spanned, options as policy};
use std::fmt;
use std::ops::Range;

/// How deep a tree may be. A definition needs seven; unoptimised, 64 levels take more than the stack of a thread.
const MAX_DEPTH: usize = 10;

/// Where something stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The line, from 1; 0 where unknown.
    pub line: usize,
    /// The column in characters, from 1; 0 where unknown.
    pub column: usize,
    /// The bytes it covers, in the text with its line ends made `\n` and without a byte order mark.
    pub span: Range<usize>,
}

impl From<Location> for Place {
    fn from(at: Location) -> Self {
        let number = |n: u64| usize::try_from(n).unwrap_or(0);
        let start = number(at.span().byte_offset().unwrap_or(0));
        let length = number(at.span().byte_len().unwrap_or(0));
        Self {
            line: number(at.line()),
            column: number(at.column()),
            span: start..start.saturating_add(length),
        }
    }
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it is used; for an alias, the alias.
    pub place: Place,
    /// Where it is written; for an alias, what it stands for.
    pub written: Place,
    /// What it is.
    pub value: Value,
}

impl Node {
    /// The value of a field, if this is a map that has it.
    pub fn field(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.node),
            _ => None,
        }
    }

    /// The items, if this is a list.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: no value, `~` or `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number. How it is written is in the text, at the node's place.
    Number,
    /// Words.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in its order; a key may be there twice.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// The value.
    pub node: Node,
}

impl Value {
    /// What this is, for a sentence such as "this is a list".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Flag(_) => "true or false",
            Self::Number => "a number",
            Self::Text(_) => "words",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// Reads one document as a tree of at most `max_nodes` nodes. `name` is the file's name for the report.
/// The text that the places refer to comes back with the tree.
///
/// # Errors
/// A [`Report`] with one problem: not YAML, too large, or too deep.
pub fn read_node(name: &str, text: &str, max_nodes: usize) -> Result<(String, Node), Report> {
    let source = super::report::one_kind_of_line_end(text);
    if let Some(problem) = super::report::too_large(&source) {
        return Err(Report::new(name, source, vec![problem]));
    }
    let mut options = options(&source);
    // Twice the same key is for the reader of the tree to report, with both places.
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = policy::MergeKeyPolicy::AsOrdinary;
    options.non_finite_float_policy = policy::NonFiniteFloatPolicy::PassThrough;
    if let Some(budget) = options.budget.as_mut() {
        budget.max_nodes = max_nodes;
        budget.max_depth = MAX_DEPTH;
        budget.max_events = max_nodes.saturating_mul(4).saturating_add(256);
    }
    options.alias_limits.max_total_replayed_events = max_nodes;
    match serde_saphyr::from_str_with_options::<Node>(&source, options) {
        Ok(node) => Ok((source, node)),
        Err(error) => {
            let problem = fault::problem(&error, &source);
            Err(Report::new(name, source, vec![problem]))
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Self {
            place: spanned.referenced.into(),
            written: spanned.defined.into(),
            value: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Value::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            entries.push(Entry {
                key: key.value,
                place: key.referenced.into(),
                node: map.next_value()?,
            });
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
#[path = "node_tests.rs"]
mod tests;
