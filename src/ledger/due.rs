//! What is due: what both sides promised, what is to be looked at again, whether outcomes came, and who needs to hear from us.

use super::digest::Digest;
use super::promise::{Promise, PromiseKind};
use super::shown::deed;
use crate::session::{Owner, PersonRef};
use crate::when::spoken;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod book;

pub use book::DueBook;

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
        let mut book = DueBook::new(today);
        for digest in digests {
            book.take(digest);
        }
        book.due()
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

fn is_over(d: &Digest) -> bool {
    use crate::session::How;
    d.ended
        .as_ref()
        .is_some_and(|e| matches!(e.how, How::Lost | How::WalkedAway))
}

fn item(d: &Digest, p: &Promise, today: Date) -> Item {
    let text = match p.contact() {
        Some((who, Some(what))) => format!("speak with {who} ({what})"),
        Some((who, None)) => format!("speak with {who}"),
        None => deed(p),
    };
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
