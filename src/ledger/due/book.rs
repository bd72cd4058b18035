//! What is due, gathered from one session after the other: of those that are over, nothing stays in memory.

use super::super::digest::Digest;
use super::super::promise::{Promise, PromiseKind};
use super::super::{Order, order};
use super::{Due, Item, Owner, QUIET_DAYS, What, When, after, is_over, item, key, past_its_day};
use crate::session::{Mode, PersonRef, Viability};
use crate::text::folded;
use crate::when::spoken;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Takes sessions in any order.
#[derive(Debug)]
pub struct DueBook {
    today: Date,
    items: Vec<Item>,
    /// Those who are to be spoken with, by name as people compare them: the place of the item.
    contacts: Vec<(usize, String)>,
    /// Everybody, by id.
    people: BTreeMap<String, Met>,
    /// By name, as people compare them, the newest conversation.
    spoken_to: BTreeMap<String, Spoken>,
}

/// What is known of somebody.
#[derive(Debug, Default)]
struct Met {
    /// How they were called in the newest session.
    name: Option<(Order, String)>,
    /// The newest conversation.
    last: Option<(Order, Last)>,
    /// The newest words about their issue.
    issue: Option<(Order, String)>,
    /// Whether anything is agreed for a day to come.
    agreed: bool,
}

#[derive(Debug)]
struct Last {
    session: String,
    person: PersonRef,
    day: Date,
    /// Whether it has an end, or is no opportunity: then nobody waits for us.
    over: bool,
}

/// When somebody of a name was spoken to.
#[derive(Debug)]
enum Spoken {
    /// One person has the name: their id, and the day of the newest conversation.
    One(String, Order, Date),
    /// Several have it: nobody knows who is meant.
    Several,
}

/// Puts something in, unless what is there is newer.
fn newest<T>(place: &mut Option<(Order, T)>, at: &Order, value: impl FnOnce() -> T) {
    if place.as_ref().is_none_or(|(known, _)| known <= at) {
        *place = Some((at.clone(), value()));
    }
}

impl DueBook {
    /// What is due on a day.
    pub fn new(today: Date) -> Self {
        Self {
            today,
            items: Vec::new(),
            contacts: Vec::new(),
            people: BTreeMap::new(),
            spoken_to: BTreeMap::new(),
        }
    }

    /// Takes a session. Practice counts nowhere.
    pub fn take(&mut self, d: &Digest) {
        if d.mode == Mode::Practice {
            return;
        }
        let today = self.today;
        // What was lost or left has no outcome of ours to see to.
        let open = d.promises.iter().filter(|p| p.is_open());
        for promise in open.filter(|p| p.kind != PromiseKind::Check || !is_over(d)) {
            if let Some((who, _)) = promise.contact() {
                self.contacts.push((self.items.len(), folded(who)));
            }
            self.items.push(item(d, promise, today));
        }
        self.items.extend(past_its_day(d, today));
        let at = order(d);
        if d.is_conversation() {
            self.spoken(d, &at);
        }
        self.met(d, &at);
    }

    fn spoken(&mut self, d: &Digest, at: &Order) {
        let one = || Spoken::One(d.person.id.clone(), at.clone(), d.day());
        let known = self.spoken_to.entry(folded(&d.person.name));
        let known = known.or_insert_with(one);
        match known {
            Spoken::One(id, _, _) if *id != d.person.id => *known = Spoken::Several,
            Spoken::One(_, then, _) if *then < *at => *known = one(),
            _ => {}
        }
    }

    fn met(&mut self, d: &Digest, at: &Order) {
        let today = self.today;
        if !self.people.contains_key(&d.person.id) {
            self.people.insert(d.person.id.clone(), Met::default());
        }
        let Some(met) = self.people.get_mut(&d.person.id) else {
            return;
        };
        newest(&mut met.name, at, || d.person.name.clone());
        if d.person.is_me() {
            return;
        }
        if d.is_conversation() {
            newest(&mut met.last, at, || Last {
                session: d.id.clone(),
                person: d.person.clone(),
                day: d.day(),
                over: d.is_settled() || d.viability == Some(Viability::No),
            });
        }
        if let Some(issue) = d.words("issue") {
            newest(&mut met.issue, at, || issue.text.clone());
        }
        let ahead = |p: &Promise| p.is_open() && p.due.is_some_and(|due| due >= today);
        met.agreed |= d.promises.iter().any(ahead);
    }

    /// What is due, of all that was taken.
    pub fn due(mut self) -> Due {
        let today = self.today;
        for (at, who) in &self.contacts {
            if let (Some(item), Some(Spoken::One(_, _, day))) =
                (self.items.get_mut(*at), self.spoken_to.get(who))
            {
                let last = spoken(*day, today);
                item.text = format!("{}, last spoken with {last}", item.text);
            }
        }
        let namesakes = namesakes(&self.people);
        let people = self.people.into_values();
        self.items
            .extend(people.filter_map(|met| quiet(met, today)));
        for item in &mut self.items {
            item.has_namesake = namesakes.contains(&folded(&item.person.name));
        }
        self.items.sort_by(|a, b| key(a).cmp(&key(b)));
        Due {
            today,
            items: self.items,
        }
    }
}

/// The names that several people have, compared as people do.
fn namesakes(people: &BTreeMap<String, Met>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let names = people.values().filter_map(|met| met.name.as_ref());
    let names = names.map(|(_, name)| folded(name));
    let twice: Vec<String> = names.filter(|name| !seen.insert(name.clone())).collect();
    twice.into_iter().collect()
}

/// Somebody with an open issue whom nobody has spoken to for long, and with whom nothing is agreed for a day to come.
fn quiet(met: Met, today: Date) -> Option<Item> {
    let (_, last) = met.last?;
    let long = last.day < after(today, -QUIET_DAYS);
    if !long || met.agreed || last.over {
        return None;
    }
    let (_, issue) = met.issue?;
    Some(Item {
        session: last.session,
        n: None,
        what: What::Quiet,
        owner: Owner::Us,
        person: last.person,
        text: issue,
        due: None,
        when: When::NoDate,
        since: last.day,
        moved: 0,
        has_namesake: false,
    })
}
