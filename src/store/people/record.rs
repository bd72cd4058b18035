//! What stands in `people.yaml`, document by document.

use super::super::stream::Numbered;
use crate::session::{Document, Moment, Person};
use crate::text::clean_line;
use crate::yaml::{self, Fault};
use serde::{Deserialize, Serialize};

/// The version of the file that this program writes.
pub(super) const VERSION: u32 = 1;
/// What the first field of the file says.
pub(super) const PEOPLE: &str = "people";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleHead {
    pub(super) mineral: String,
    pub(super) version: u32,
}

impl Document for PeopleHead {
    fn to_yaml(&self) -> Result<String, Fault> {
        yaml::write(self)
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        let head: Self = yaml::read(text)?;
        let message = if head.mineral != PEOPLE {
            format!("this is a {:?} file, not the people", head.mineral)
        } else if head.version > VERSION {
            format!(
                "this file has format version {}; this program reads up to {VERSION}: update mineral",
                head.version
            )
        } else {
            return Ok(head);
        };
        Err(wrong(message))
    }
}

fn wrong(message: String) -> Fault {
    Fault {
        line: 0,
        column: 0,
        message,
    }
}

/// A person as they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonDoc {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) organisation: Option<String>,
    #[serde(default, rename = "other-names", skip_serializing_if = "Vec::is_empty")]
    pub(super) other_names: Vec<String>,
}

impl From<&Person> for PersonDoc {
    fn from(person: &Person) -> Self {
        Self {
            id: clean_line(&person.id),
            name: clean_line(&person.name),
            organisation: person.organisation.as_deref().map(clean_line),
            other_names: person.other_names.iter().map(|n| clean_line(n)).collect(),
        }
    }
}

impl From<PersonDoc> for Person {
    fn from(doc: PersonDoc) -> Self {
        Self {
            id: clean_line(&doc.id),
            name: clean_line(&doc.name),
            organisation: doc.organisation.map(|o| clean_line(&o)),
            other_names: doc.other_names.iter().map(|n| clean_line(n)).collect(),
        }
    }
}

/// One entry: somebody came, or something about them changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonEntry {
    pub(super) n: u32,
    pub(super) at: Moment,
    pub(super) change: Change,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Somebody came.
    Person(PersonDoc),
    /// Somebody is called otherwise now.
    Renamed { id: String, name: String },
    /// Somebody is somebody else: their sessions belong to that one.
    Merged { id: String, into: String },
    /// An earlier renaming or merging does not count any more.
    Undone { of: u32 },
}

/// What was undone, as it is told: ids and names are those of before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBack {
    /// Somebody is not called so any more.
    Renamed {
        /// Who.
        id: String,
        /// What they were called until now.
        name: String,
    },
    /// Two people are two again.
    Merged {
        /// Who came back.
        id: String,
        /// Whom they had been merged into.
        into: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doc {
    n: u32,
    at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<PersonDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    renamed: Option<Renamed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    merged: Option<Merged>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undone: Option<Undone>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Renamed {
    id: String,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merged {
    id: String,
    into: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Undone {
    of: u32,
}

impl Numbered for PersonEntry {
    fn number(&self) -> u32 {
        self.n
    }
}

impl Document for PersonEntry {
    fn to_yaml(&self) -> Result<String, Fault> {
        let mut doc = Doc {
            n: self.n,
            at: self.at,
            person: None,
            renamed: None,
            merged: None,
            undone: None,
        };
        match self.change.clone() {
            Change::Person(person) => doc.person = Some(person),
            Change::Renamed { id, name } => doc.renamed = Some(Renamed { id, name }),
            Change::Merged { id, into } => doc.merged = Some(Merged { id, into }),
            Change::Undone { of } => doc.undone = Some(Undone { of }),
        }
        yaml::write(&doc)
    }

    fn from_yaml(text: &str) -> Result<Self, Fault> {
        let doc: Doc = yaml::read(text)?;
        let mut changes = [
            doc.person.map(Change::Person),
            doc.renamed.map(|x| Change::Renamed {
                id: clean_line(&x.id),
                name: clean_line(&x.name),
            }),
            doc.merged.map(|x| Change::Merged {
                id: clean_line(&x.id),
                into: clean_line(&x.into),
            }),
            doc.undone.map(|x| Change::Undone { of: x.of }),
        ]
        .into_iter()
        .flatten();
        match (changes.next(), changes.next()) {
            (Some(change), None) => Ok(Self {
                n: doc.n,
                at: doc.at,
                change,
            }),
            (None, _) => Err(wrong(
                "an entry about people needs a person, or what changed".to_owned(),
            )),
            (Some(_), Some(_)) => Err(wrong("an entry about people says one thing".to_owned())),
        }
    }
}
