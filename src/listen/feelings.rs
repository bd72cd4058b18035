//! The vocabulary of feelings: words in families, families in groups.

use super::complete;
use nucleo_matcher::Utf32String;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The format of the file that this version reads.
const FORMAT: u64 = 1;

/// How a feeling is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Good to have.
    Pleasant,
    /// Bad to have.
    Unpleasant,
    /// Both, or neither.
    Mixed,
}

/// The file that the vocabulary comes from, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeelingsFile {
    /// The format of the file.
    pub format: u64,
    /// The groups, in order.
    pub groups: Vec<GroupInFile>,
}

/// A group of families in the file, such as "sad".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupInFile {
    /// Its name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// How its feelings are to have.
    pub polarity: Polarity,
    /// Its families, in order.
    pub families: Vec<FamilyInFile>,
}

/// A family of words in the file, such as "lonely".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyInFile {
    /// Its name.
    pub id: String,
    /// Its words, in order.
    pub words: Vec<WordInFile>,
}

/// A word in the file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordInFile {
    /// The word.
    pub word: String,
    /// Other ways to say it.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A word for a feeling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: String,
    /// Other ways to say it.
    pub also: Vec<String>,
    /// The id of its family.
    pub family: String,
    /// The id of its group.
    pub group: String,
    /// How it is to have.
    pub polarity: Polarity,
}

/// All words for feelings, to look up and to complete.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: Vec<Word>,
    names: Vec<Name>,
    by_key: HashMap<String, usize>,
}

/// One way to say a word, made ready for comparing.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The place of its word.
    pub(super) word: usize,
    /// Whether it is the word itself and not another way to say it.
    pub(super) main: bool,
    /// As compared.
    pub(super) key: String,
    /// As compared, without spaces: people put them in the wrong place.
    pub(super) compact: String,
    /// The same for the matcher.
    pub(super) wide: Utf32String,
}

impl Vocabulary {
    /// A vocabulary out of its file.
    ///
    /// # Errors
    /// What is wrong with the file, in one sentence: another format, a name or a word that is there twice,
    /// one that is empty.
    pub fn new(file: FeelingsFile) -> Result<Self, String> {
        if file.format != FORMAT {
            return Err(format!(
                "the feelings have format {}; {FORMAT} is read",
                file.format
            ));
        }
        let mut vocabulary = Self {
            words: Vec::new(),
            names: Vec::new(),
            by_key: HashMap::new(),
        };
        let (mut groups, mut families) = (HashSet::new(), HashSet::new());
        for group in file.groups {
            if !groups.insert(group.id.clone()) {
                return Err(format!("the group `{}` is there twice", group.id));
            }
            for family in group.families {
                if !families.insert(family.id.clone()) {
                    return Err(format!("the family `{}` is there twice", family.id));
                }
                for word in family.words {
                    vocabulary.add(Word {
                        word: word.word,
                        also: word.also,
                        family: family.id.clone(),
                        group: group.id.clone(),
                        polarity: group.polarity,
                    })?;
                }
            }
        }
        Ok(vocabulary)
    }

    fn add(&mut self, word: Word) -> Result<(), String> {
        let place = self.words.len();
        let names = std::iter::once(&word.word).chain(&word.also);
        for (nth, name) in names.enumerate() {
            let key = key(name);
            if key.is_empty() || name.chars().any(char::is_control) {
                return Err(format!(
                    "a word in the family `{}` has no letters",
                    word.family
                ));
            }
            if self.by_key.insert(key.clone(), place).is_some() {
                return Err(format!("the word `{name}` is there twice"));
            }
            let compact = key.replace(' ', "");
            self.names.push(Name {
                word: place,
                main: nth == 0,
                wide: Utf32String::from(compact.as_str()),
                key,
                compact,
            });
        }
        self.words.push(word);
        Ok(())
    }

    /// The word that was typed, or the one that it is another way to say. Case, accents and hyphens do not
    /// count.
    pub fn look_up(&self, typed: &str) -> Option<&Word> {
        self.words.get(*self.by_key.get(&key(typed))?)
    }

    /// Words that may be meant by what was typed so far, the likeliest first, each once: first what begins
    /// so, then what has a slip in it, then what has these letters in this order.
    pub fn complete(&self, typed: &str, most: usize) -> Vec<&Word> {
        complete::ranked(&self.names, &key(typed))
            .into_iter()
            .filter_map(|place| self.words.get(place))
            .take(most)
            .collect()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All words, in the order of the file.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.words.iter()
    }
}

/// Text as it is compared: lower case, no accents, nothing but letters, digits and single spaces.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut letters = String::new();
    for part in text.split(|c: char| c.is_whitespace() || c == '-') {
        letters.clear();
        letters.extend(
            part.nfd()
                .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
                .flat_map(char::to_lowercase),
        );
        if !letters.is_empty() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&letters);
        }
    }
    key
}

#[cfg(test)]
#[path = "feelings_tests.rs"]
mod tests;
