//! The people whom the user talks with: who they are by now, after all that was said about them.

mod forget;
mod record;
mod register;

use super::problem::Problem;
use crate::session::Person;
use crate::text::{clean_line, folded, same_words};
use record::{Change, PersonEntry};
use std::collections::{BTreeMap, BTreeSet};

pub use record::TakenBack;

/// The longest name, in characters.
pub(super) const LONGEST_NAME: usize = 300;
/// A shorter beginning of an id is taken for a name only.
const SHORTEST_ID: usize = 4;

/// Everybody who is known.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// In the order in which they came, as they are called now; without those who were merged into somebody else.
    pub all: Vec<Person>,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
    /// For everybody who was merged, whom they belong to now.
    merged: BTreeMap<String, String>,
}

impl People {
    /// Those with this name, or this other name; case, accents and spaces do not count. With an
    /// organisation only those who work there.
    pub fn matching(&self, name: &str, organisation: Option<&str>) -> Vec<&Person> {
        let name = folded(name);
        let is_called = |p: &Person| {
            let mut names = std::iter::once(&p.name).chain(&p.other_names);
            names.any(|n| folded(n) == name)
        };
        let all = self.all.iter();
        all.filter(|p| is_called(p) && works_there(p, organisation))
            .collect()
    }

    /// Those who may be meant: by name or other name as in [`Self::matching`]; where nobody is called so, those whose id
    /// begins so.
    pub fn meant(&self, asked: &str, organisation: Option<&str>) -> Vec<&Person> {
        let named = self.matching(asked, organisation);
        let beginning = asked.trim().to_ascii_uppercase();
        if !named.is_empty() || beginning.len() < SHORTEST_ID {
            return named;
        }
        let begins = |p: &&Person| {
            let was = self.merged.iter().filter(|(_, into)| **into == p.id);
            std::iter::once(&p.id)
                .chain(was.map(|(id, _)| id))
                .any(|id| id.starts_with(&beginning))
        };
        let all = self.all.iter().filter(begins);
        all.filter(|p| works_there(p, organisation)).collect()
    }

    /// The person to whom this id belongs now: the one they were merged into, or they themselves.
    pub fn of(&self, id: &str) -> Option<&Person> {
        let id = self.merged.get(id).map_or(id, String::as_str);
        self.all.iter().find(|p| p.id == id)
    }

    /// The id under which sessions of this id are found now.
    pub fn root<'a>(&'a self, id: &'a str) -> &'a str {
        self.merged.get(id).map_or(id, String::as_str)
    }

    /// The ids of those who were merged, each with whom they are now.
    pub fn merged(&self) -> impl Iterator<Item = (&str, &Person)> {
        let now = |into: &str| self.all.iter().find(|p| p.id == into);
        self.merged
            .iter()
            .filter_map(move |(id, into)| Some((id.as_str(), now(into)?)))
    }

    /// Puts together what the entries say, in the order of their numbers.
    fn fold(mut entries: Vec<PersonEntry>, problems: Vec<Problem>) -> Self {
        entries.sort_by_key(|e| e.n);
        let undone = undone(&entries);
        let mut people = Self {
            problems,
            ..Self::default()
        };
        // A number that stands twice in a damaged file counts each time; so does a person.
        for entry in entries.into_iter().filter(|e| !undone.contains(&e.n)) {
            match entry.change {
                Change::Person(person) => people.all.push(person.into()),
                Change::Renamed { id, name } => people.rename(&id, name),
                Change::Merged { id, into } => people.merge(&id, &into),
                Change::Undone { .. } => {}
            }
        }
        people
    }

    fn rename(&mut self, id: &str, name: String) {
        let id = self.root(id).to_owned();
        let Some(person) = self.all.iter_mut().find(|p| p.id == id) else {
            return;
        };
        let before = std::mem::replace(&mut person.name, name);
        add_name(person, before);
        let name = folded(&person.name);
        person.other_names.retain(|n| folded(n) != name);
    }

    fn merge(&mut self, id: &str, into: &str) {
        let (id, into) = (self.root(id).to_owned(), self.root(into).to_owned());
        let both = self.all.iter().any(|p| p.id == into) && id != into;
        let Some(at) = self.all.iter().position(|p| p.id == id).filter(|_| both) else {
            return;
        };
        let gone = self.all.remove(at);
        for other in self.merged.values_mut().filter(|other| **other == id) {
            other.clone_from(&into);
        }
        self.merged.insert(id, into.clone());
        if let Some(person) = self.all.iter_mut().find(|p| p.id == into) {
            for name in std::iter::once(gone.name).chain(gone.other_names) {
                add_name(person, name);
            }
        }
    }
}

fn works_there(person: &Person, organisation: Option<&str>) -> bool {
    organisation.is_none_or(|asked| {
        let there = person.organisation.as_deref();
        there.is_some_and(|org| same_words(org, asked))
    })
}

/// Another name that finds somebody, once.
fn add_name(person: &mut Person, name: String) {
    let key = folded(&name);
    let mut names = std::iter::once(&person.name).chain(&person.other_names);
    if !names.any(|n| folded(n) == key) {
        person.other_names.push(name);
    }
}

/// The numbers of the entries that were undone. Only a renaming or a merging can be.
fn undone(entries: &[PersonEntry]) -> BTreeSet<u32> {
    let can = |n: u32| {
        let mut those = entries.iter().filter(|e| e.n == n);
        those.any(|e| matches!(e.change, Change::Renamed { .. } | Change::Merged { .. }))
    };
    entries
        .iter()
        .filter_map(|e| match e.change {
            Change::Undone { of } if can(of) => Some(of),
            _ => None,
        })
        .collect()
}

/// A name as it may be kept; why not, otherwise.
fn name(raw: &str) -> Result<String, String> {
    let name = clean_line(raw);
    match name.chars().count() {
        0 => Err("a name has to have something to read in it".to_owned()),
        n if n > LONGEST_NAME => Err(format!("a name has at most {LONGEST_NAME} characters")),
        _ => Ok(name),
    }
}
