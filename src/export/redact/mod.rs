//! Redaction: a session in, the same session without names out, before any format, so that no format can forget it.
//!
//! What is replaced: people and organisations whom the library knows (with their other names, and parts of all names), people
//! whom listening hears, what gives somebody away by its form (`patterns`), and what the user marks. The same thing has the
//! same placeholder in everything that one [`Redactor`] has seen.

mod names;
mod patterns;
mod session;
#[cfg(test)]
mod tests;
mod words;

use crate::listen::people_in;
use crate::session::{Person, PersonRef};
use names::{Names, Sure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// Somebody.
    Person,
    /// Where somebody works.
    Organisation,
    /// What the user has marked.
    Marked,
    /// A mail address.
    Mail,
    /// A web address.
    Link,
    /// A telephone number.
    Telephone,
    /// An amount of money.
    Amount,
    /// A long number: of an account, a card, a customer.
    Number,
}

impl What {
    /// The word that stands in its place, before a number.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organisation => "Organisation",
            Self::Marked => "Marked",
            Self::Mail => "Mail",
            Self::Link => "Link",
            Self::Telephone => "Telephone",
            Self::Amount => "Amount",
            Self::Number => "Number",
        }
    }
}

/// A row of the list of what was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it is.
    pub what: What,
    /// What stands in its place, such as `Person 1`.
    pub placeholder: String,
    /// What stood there, each way of writing it once.
    pub was: Vec<String>,
    /// How often.
    pub times: usize,
}

/// Something with a placeholder: a group of names, or a thing by its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Named(usize),
    Formed(What, String),
}

#[derive(Debug, Clone)]
struct Place {
    what: What,
    number: usize,
    was: Vec<String>,
    times: usize,
}

impl Place {
    fn shown(&self) -> String {
        format!("{} {}", self.what.word(), self.number)
    }
}

/// Replaces, and knows what by what.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    names: Names,
    people: BTreeMap<String, usize>,
    organisations: BTreeMap<Vec<String>, usize>,
    /// Names that were heard, in the order in which they came.
    heard: Vec<Vec<String>>,
    places: BTreeMap<Thing, Place>,
    counts: BTreeMap<What, usize>,
    ids: BTreeMap<String, String>,
    /// Those whom the session at hand is with.
    with: Vec<usize>,
}

/// How many ways of writing are kept for the list.
const SPELLINGS: usize = 20;

impl Redactor {
    /// Looks for these people, and for what the user has marked. Sessions are to be shown to [`Self::learn`] before the first one
    /// is redacted.
    pub fn new(people: &[Person], marks: &[String]) -> Self {
        let mut all = Self::default();
        for person in people {
            all.know(
                &person.id,
                std::iter::once(&person.name).chain(&person.other_names),
                person.organisation.as_deref(),
            );
        }
        for mark in marks {
            let group = all.names.group(What::Marked);
            all.names.mark(mark, group);
        }
        all
    }

    /// Takes an id for another's, who was merged into them: both are one person, and have one placeholder.
    pub fn same(&mut self, id: &str, other: &str) {
        if let Some(group) = self.people.get(other).copied() {
            self.people.entry(id.to_owned()).or_insert(group);
        }
    }

    fn know<'a>(
        &mut self,
        id: &str,
        names: impl Iterator<Item = &'a String>,
        organisation: Option<&str>,
    ) -> (usize, Option<usize>) {
        let group = match self.people.get(id) {
            Some(group) => *group,
            None => self.names.group(What::Person),
        };
        self.people.insert(id.to_owned(), group);
        for name in names {
            self.names.person(name, group, Sure::Known);
        }
        let organisation = organisation.filter(|o| !o.trim().is_empty());
        (group, organisation.map(|o| self.organisation(o)))
    }

    fn organisation(&mut self, name: &str) -> usize {
        let key = match names::key(name) {
            key if key.is_empty() => vec![name.trim().to_owned()],
            key => key,
        };
        if let Some(group) = self.organisations.get(&key) {
            return *group;
        }
        let group = self.names.group(What::Organisation);
        self.organisations.insert(key, group);
        self.names.organisation(name, group);
        group
    }

    /// Whom a session is with, as they were called when it began. Nobody, for the user.
    fn whom(&mut self, person: &PersonRef) -> (Option<usize>, Option<usize>) {
        let organisation = person.organisation.as_deref();
        if person.is_me() {
            let organisation = organisation.filter(|o| !o.trim().is_empty());
            return (None, organisation.map(|o| self.organisation(o)));
        }
        let (group, organisation) =
            self.know(&person.id, std::iter::once(&person.name), organisation);
        self.names.is_with(group);
        (Some(group), organisation)
    }

    /// Listens for people in a text.
    fn hear(&mut self, text: &str) {
        for at in people_in(text) {
            let Some(part) = text.get(at) else { continue };
            let found = heard_names(part);
            if !found.is_empty() && !self.heard.contains(&found) {
                self.heard.push(found);
            }
        }
    }

    /// Takes in what was heard; the longest names first, so that a part of one is not somebody else.
    fn settle(&mut self) {
        let mut heard = std::mem::take(&mut self.heard);
        heard.sort_by_key(|name| std::cmp::Reverse(name.len()));
        // All long ones before the first short one is looked up: "Tom" of two Toms is neither's.
        let (long, short): (Vec<_>, Vec<_>) = heard.into_iter().partition(|n| n.len() > 1);
        for name in long.into_iter().chain(short) {
            if self.names.knows(&name) {
                continue;
            }
            let within = self.names.within(&name);
            let group = within.unwrap_or_else(|| self.names.group(What::Person));
            self.names.person(&name.join(" "), group, Sure::Heard);
        }
    }

    /// Whether something in a text would be replaced.
    fn touches(&mut self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// What is to be replaced in a text, in its order, without overlaps.
    fn found(&mut self, text: &str) -> Vec<(Range<usize>, Thing)> {
        let mut out: Vec<(Range<usize>, Thing)> = patterns::find(text)
            .into_iter()
            .map(|f| (f.at, Thing::Formed(f.what, f.key)))
            .collect();
        let free = |out: &[(Range<usize>, Thing)], at: &Range<usize>| {
            out.iter()
                .all(|(r, _)| r.end <= at.start || at.end <= r.start)
        };
        for (at, group) in self.names.literal(text) {
            if free(&out, &at) {
                out.push((at, Thing::Named(group)));
            }
        }
        out.sort_by_key(|(at, _)| at.start);
        let with = std::mem::take(&mut self.with);
        // A name that something found by its form stands in: what is left of it on both sides is theirs.
        if !out.is_empty() {
            for (at, group) in self.names.find(&words::words(text), &with) {
                let pieces = beside(&at, &out, text);
                out.extend(pieces.into_iter().map(|at| (at, Thing::Named(group))));
                out.sort_by_key(|(at, _)| at.start);
            }
        }
        let mut named = Vec::new();
        let mut from = 0;
        let ends = out.iter().map(|(at, _)| (at.start, at.end));
        for (to, next) in ends.chain([(text.len(), text.len())]) {
            let mut words = words::words(text.get(from..to).unwrap_or_default());
            for word in &mut words {
                word.at = word.at.start + from..word.at.end + from;
            }
            named.extend(self.names.find(&words, &with));
            from = next;
        }
        self.with = with;
        out.extend(named.into_iter().map(|(at, g)| (at, Thing::Named(g))));
        out.sort_by_key(|(at, _)| at.start);
        joined(text, out)
    }

    /// A text with placeholders.
    fn replace(&mut self, text: &str) -> String {
        let found = self.found(text);
        if found.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, thing) in found {
            out.push_str(text.get(done..at.start).unwrap_or_default());
            let was = text.get(at.clone()).unwrap_or_default();
            out.push_str(&self.placeholder(&thing, was));
            done = at.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// What stands in the place of a thing; counts it.
    fn placeholder(&mut self, thing: &Thing, was: &str) -> String {
        let what = match thing {
            Thing::Named(group) => self.names.what(*group),
            Thing::Formed(what, _) => *what,
        };
        let counts = &mut self.counts;
        let place = self.places.entry(thing.clone()).or_insert_with(|| {
            let count = counts.entry(what).or_default();
            *count += 1;
            Place {
                what,
                number: *count,
                was: Vec::new(),
                times: 0,
            }
        });
        place.times += 1;
        if place.was.len() < SPELLINGS && !place.was.iter().any(|w| w == was) {
            place.was.push(was.to_owned());
        }
        place.shown()
    }

    /// A text without what is replaced, where it has something of that. It is not counted.
    pub fn untold(&mut self, text: &str) -> Option<String> {
        self.settle();
        let found = self.found(text);
        if found.is_empty() {
            return None;
        }
        let (mut out, mut done) = (String::new(), 0);
        for (at, thing) in found {
            out.push_str(text.get(done..at.start).unwrap_or_default());
            let place = self.places.get(&thing);
            out.push_str(&place.map_or_else(|| "redacted".to_owned(), Place::shown));
            done = at.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Some(out)
    }

    /// What was replaced so far: people first, then by number.
    pub fn replaced(&self) -> Vec<Replaced> {
        let mut places: Vec<&Place> = self.places.values().collect();
        places.sort_by_key(|p| (p.what, p.number));
        places
            .into_iter()
            .map(|p| Replaced {
                what: p.what,
                placeholder: p.shown(),
                was: p.was.clone(),
                times: p.times,
            })
            .collect()
    }

    /// Another id for one that gives somebody away; the same for the same.
    fn id(&mut self, id: &str) -> String {
        if let Some(other) = self.ids.get(id) {
            return other.clone();
        }
        let other = if self.touches(id) {
            let taken: BTreeSet<&String> = self.ids.values().collect();
            let numbered = (1..).map(|n: u32| format!("redacted-{n}"));
            let mut free = numbered.filter(|id| !taken.contains(id));
            free.next().unwrap_or_default()
        } else {
            id.to_owned()
        };
        self.ids.insert(id.to_owned(), other.clone());
        other
    }
}

/// The names in what listening takes for a person: not the role, not whose they are.
fn heard_names(text: &str) -> Vec<String> {
    let all = words::words(text);
    let mut out = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let titled = at
            .checked_sub(1)
            .and_then(|before| all.get(before))
            .is_some_and(|before| words::is_title(&before.folded));
        // "CFO" is a role, and "s" belongs to the name before it.
        let name = word.capital && (!word.upper || word.folded.chars().count() == 1);
        let tells = !words::is_title(&word.folded) && !ROLES.contains(&word.folded.as_str());
        let begins = out.is_empty() && words::is_particle(&word.folded);
        let inside = !out.is_empty() && words::is_particle(&word.folded) && !word.capital;
        if (name || titled || inside) && tells && !begins && word.folded != "s" {
            out.push(word.folded.clone());
        }
    }
    while out.last().is_some_and(|last| words::is_particle(last)) {
        out.pop();
    }
    out.truncate(4);
    // An initial alone is no name.
    out.retain(|w| w.chars().count() > 1 || !w.is_ascii());
    out
}

/// Words that may be written with a capital beside a name, and say who somebody is.
const ROLES: &[&str] = &[
    "my",
    "our",
    "your",
    "his",
    "her",
    "their",
    "its",
    "ceo",
    "cfo",
    "cto",
    "coo",
    "cio",
    "vp",
    "svp",
    "evp",
    "head",
    "chief",
    "director",
    "president",
    "manager",
    "chair",
    "chairman",
    "controller",
    "boss",
    "lead",
    "leader",
    "officer",
    "executive",
    "vice",
    "managing",
    "general",
    "sales",
    "finance",
    "marketing",
    "operations",
    "procurement",
    "purchasing",
    "legal",
    "it",
    "hr",
    "engineering",
    "account",
    "project",
    "product",
    "client",
    "customer",
    "partner",
    "team",
    "mother",
    "father",
    "wife",
    "husband",
    "brother",
    "sister",
    "son",
    "daughter",
    "mum",
    "mom",
    "dad",
    "uncle",
    "aunt",
    "and",
    "of",
    "the",
];

/// What is left of a stretch that others stand in; nothing where it is free, or all of it is another's.
fn beside(at: &Range<usize>, others: &[(Range<usize>, Thing)], text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = at.start;
    let inside = others
        .iter()
        .map(|(other, _)| other)
        .filter(|other| other.start < at.end && at.start < other.end);
    let mut any = false;
    for other in inside {
        any = true;
        out.push(from..other.start.max(from));
        from = from.max(other.end);
    }
    if !any {
        return Vec::new();
    }
    out.push(from..at.end.max(from));
    out.retain_mut(|piece| {
        let written = text.get(piece.clone()).unwrap_or_default();
        let trimmed = written.trim_start();
        piece.start += written.len() - trimmed.len();
        piece.end = piece.start + trimmed.trim_end().len();
        piece.start < piece.end
    });
    out
}

/// Neighbours that are the same are one: "Ruiz Ana", "Ana María Ruiz".
fn joined(text: &str, found: Vec<(Range<usize>, Thing)>) -> Vec<(Range<usize>, Thing)> {
    let mut out: Vec<(Range<usize>, Thing)> = Vec::new();
    for (at, thing) in found {
        if let Some((before, last)) = out.last_mut()
            && *last == thing
            && matches!(thing, Thing::Named(_))
        {
            let between = text.get(before.end..at.start).unwrap_or_default();
            let near = between
                .chars()
                .all(|c| matches!(c, ' ' | '-' | '.' | '\'' | '’'));
            if near && between.chars().count() <= 2 && !between.is_empty() {
                before.end = at.end;
                continue;
            }
        }
        out.push((at, thing));
    }
    out
}
