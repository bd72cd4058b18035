//! What is due: what both sides promised, what is to be looked at again, whether outcomes came, and who needs to hear from us.

use super::digest::Digest;
use super::in_order;
use super::promise::{Promise, PromiseKind};
use super::shown::deed;
use crate::session::{Owner, PersonRef, Viability};
use crate::text::folded;
use crate::when::spoken;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// After so many days without a conversation, somebody with an open issue needs to hear from us. Six weeks: long enough that
/// nobody is nagged about last month, short enough that it is still the same story.
pub const QUIET_DAYS: i32 = 42;
/// "This week" is so many days from tomorrow on.
const WEEK: i32 = 7;

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A promise, ours or theirs.
    Promise,
    /// Something to look at again.
    Review,
    /// Whether the outcome came that they wanted.
    Check,
    /// Somebody to speak with, who was put on the list.
    Contact,
    /// Somebody with an open issue whom nobody has spoken to for long.
    Quiet,
    /// Notes whose time has passed.
    Consent,
}

/// When it is due, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Its day has passed.
    Overdue,
    /// Today.
    Today,
    /// In the seven days that follow.
    Week,
    /// Later than that.
    Later,
    /// Nobody has said.
    NoDate,
}

impl When {
    /// Where a day lies, seen from today.
    pub fn of(due: Option<Date>, today: Date) -> Self {
        match due {
            None => Self::NoDate,
            Some(due) if due < today => Self::Overdue,
            Some(due) if due == today => Self::Today,
            Some(due) if due <= after(today, WEEK) => Self::Week,
            Some(_) => Self::Later,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "this week",
            Self::Later => "later",
            Self::NoDate => "no date",
        }
    }
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The session that it comes from.
    pub session: String,
    /// The number of its entry there; none for somebody who has not been spoken to.
    pub n: Option<u32>,
    /// What it is.
    pub what: What,
    /// Whose it is.
    pub owner: Owner,
    /// Whom it is about: the person of the session; the user for scripts about oneself.
    pub person: PersonRef,
    /// What is to be done; of somebody who needs to hear from us, the issue.
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// How that lies today.
    pub when: When,
    /// When it was promised; of somebody who has not been spoken to, when that was last.
    pub since: Date,
    /// How often it was moved.
    pub moved: u16,
    /// Whether somebody else has the name, too.
    #[serde(skip)]
    pub has_namesake: bool,
}

impl Item {
    /// Who has to do it, in a word: `us`, `them`, `hear` for those who need to hear from us, or `keep` for notes whose time
    /// has passed.
    pub fn side(&self) -> &'static str {
        match (self.what, self.owner) {
            (What::Contact | What::Quiet, _) => "hear",
            (What::Consent, _) => "keep",
            (_, Owner::Us) => "us",
            (_, Owner::Them) => "them",
        }
    }

    /// What it is, in a sentence of one line, without its date.
    pub fn sentence(&self, today: Date) -> String {
        match self.what {
            What::Quiet => format!(
                "{} (“{}”), not spoken to since {}",
                self.whom(),
                self.text,
                spoken(self.since, today)
            ),
            _ if self.person.is_me() => self.text.clone(),
            _ => format!("{}: {}", self.whom(), self.text),
        }
    }

    /// Their name; with where they work, where somebody else has the name, too.
    fn whom(&self) -> String {
        let name = &self.person.name;
        match &self.person.organisation {
            _ if !self.has_namesake => name.clone(),
            Some(organisation) => format!("{name}, {organisation}"),
            None => format!("{name}, no organisation"),
        }
    }

    /// Its date, as people say it.
    pub fn date(&self, today: Date) -> String {
        self.due
            .map_or_else(|| "no date".to_owned(), |due| spoken(due, today))
    }
}

/// What is due, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The day.
    pub today: Date,
    /// All that is open.
    pub items: Vec<Item>,
}

impl Due {
    /// What is open on a day.
    pub fn at<'a>(today: Date, digests: impl IntoIterator<Item = &'a Digest>) -> Self {
        let all = in_order(digests);
        let spoken_to = last_spoken(&all);
        let mut items: Vec<Item> = Vec::new();
        for d in &all {
            // What was lost or left has no outcome of ours to see to.
            let open = d.promises.iter().filter(|p| p.is_open());
            let those = open.filter(|p| p.kind != PromiseKind::Check || !is_over(d));
            items.extend(those.map(|p| item(d, p, today, &spoken_to)));
        }
        items.extend(quiet(&all, today));
        items.extend(all.iter().filter_map(|d| past_its_day(d, today)));
        let namesakes = namesakes(&all);
        for item in &mut items {
            item.has_namesake = namesakes.contains(&folded(&item.person.name));
        }
        items.sort_by(|a, b| key(a).cmp(&key(b)));
        Self { today, items }
    }

    /// Only what is due within so many days; 0 for today and what is overdue.
    #[must_use]
    pub fn within(mut self, days: u16) -> Self {
        let until = after(self.today, i32::from(days));
        self.items.retain(|i| i.due.is_some_and(|due| due <= until));
        self
    }

    /// What is overdue or due today.
    pub fn pressing(&self) -> impl Iterator<Item = &Item> {
        let pressing = |i: &&Item| matches!(i.when, When::Overdue | When::Today);
        self.items.iter().filter(pressing)
    }
}

fn key(i: &Item) -> (When, Option<Date>, What, Date, &str, Option<u32>) {
    (i.when, i.due, i.what, i.since, &i.session, i.n)
}

/// The names that several people have, compared as people do.
fn namesakes(all: &[&Digest]) -> BTreeSet<String> {
    let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
    for d in all {
        ids.insert(&d.person.id, &d.person.name);
    }
    let mut seen = BTreeSet::new();
    let names = ids.into_values().map(folded);
    let twice: Vec<String> = names.filter(|name| !seen.insert(name.clone())).collect();
    twice.into_iter().collect()
}

fn is_over(d: &Digest) -> bool {
    use crate::session::How;
    d.ended
        .as_ref()
        .is_some_and(|e| matches!(e.how, How::Lost | How::WalkedAway))
}

fn item(d: &Digest, p: &Promise, today: Date, spoken_to: &BTreeMap<String, Date>) -> Item {
    let mut text = deed(p);
    if let Some((who, what)) = p.contact() {
        text = match what {
            Some(what) => format!("speak with {who} ({what})"),
            None => format!("speak with {who}"),
        };
        if let Some(last) = spoken_to.get(&folded(who)) {
            text = format!("{text}, last spoken with {}", spoken(*last, today));
        }
    }
    Item {
        session: d.id.clone(),
        n: Some(p.n),
        what: match p.kind {
            PromiseKind::Promise => What::Promise,
            PromiseKind::Review => What::Review,
            PromiseKind::Contact => What::Contact,
            PromiseKind::Check => What::Check,
        },
        owner: p.owner,
        person: d.person.clone(),
        text,
        due: p.due,
        when: When::of(p.due, today),
        since: p.made,
        moved: p.moved,
        has_namesake: false,
    }
}

/// The notes of a session that should be kept no longer.
fn past_its_day(d: &Digest, today: Date) -> Option<Item> {
    let consent = d.consent.as_ref().filter(|c| c.is_past(today))?;
    Some(Item {
        session: d.id.clone(),
        n: None,
        what: What::Consent,
        owner: Owner::Us,
        person: d.person.clone(),
        text: format!(
            "the notes were to be kept no longer ({}): mineral delete, or ask again and mineral consent",
            consent.basis.words()
        ),
        due: consent.until,
        when: When::of(consent.until, today),
        since: d.day(),
        moved: 0,
        has_namesake: false,
    })
}

/// For each name, compared as people do, the day of the newest conversation. Where several have the name, nobody knows who
/// is meant.
fn last_spoken(all: &[&Digest]) -> BTreeMap<String, Date> {
    let mut names: BTreeMap<String, (&str, Option<Date>)> = BTreeMap::new();
    for d in all.iter().filter(|d| d.is_conversation()) {
        let id = d.person.id.as_str();
        let known = names.entry(folded(&d.person.name)).or_insert((id, None));
        *known = match *known {
            (same, _) if same == id => (id, Some(d.day())),
            _ => ("", None),
        };
    }
    let sure = names
        .into_iter()
        .filter_map(|(name, (_, day))| Some((name, day?)));
    sure.collect()
}

/// Those with an open issue whom nobody has spoken to for long, and with whom nothing is agreed for a day to come.
fn quiet(all: &[&Digest], today: Date) -> Vec<Item> {
    let mut people: BTreeMap<&str, Vec<&Digest>> = BTreeMap::new();
    for d in all.iter().filter(|d| !d.person.is_me()) {
        people.entry(&d.person.id).or_default().push(d);
    }
    let quiet = |sessions: Vec<&Digest>| {
        let last = sessions.iter().rev().find(|d| d.is_conversation())?;
        let long = last.day() < after(today, -QUIET_DAYS);
        let ahead = |p: &Promise| p.is_open() && p.due.is_some_and(|due| due >= today);
        let agreed = sessions.iter().flat_map(|d| &d.promises).any(ahead);
        let open = !last.is_settled() && last.viability != Some(Viability::No);
        if !long || agreed || !open {
            return None;
        }
        let issue = sessions.iter().rev().find_map(|d| d.words("issue"))?;
        Some(Item {
            session: last.id.clone(),
            n: None,
            what: What::Quiet,
            owner: Owner::Us,
            person: last.person.clone(),
            text: issue.text.clone(),
            due: None,
            when: When::NoDate,
            since: last.day(),
            moved: 0,
            has_namesake: false,
        })
    };
    people.into_values().filter_map(quiet).collect()
}
