//! What the machine asks about many sessions, and what it keeps about one of them afterwards.

use super::digests::{Digests, Going};
use super::{Afterwards, DeskError, Shelf, exports};
use crate::app::{LedgerEffect, LedgerEvent, Now, PersonFound, PersonRow, SessionRow};
use crate::export::{Exporter, Format};
use crate::ledger::{Brief, Digest, Due, DueBook, InsightsBook, Item, Page, What, When, markdown};
use crate::session::{Person, PersonRef, Viability};
use crate::store::TakenBack;
use crate::text::{clean_line, folded};
use crate::when::spoken;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

/// Things that are due and stand on home, at most.
const PRESSING: usize = 3;
/// Letters of an id that tell namesakes apart, at least.
const MARK: usize = 8;

impl Shelf {
    /// Carries out what the screens over many sessions ask for. `going` is told how far it is, and says whether to go on.
    ///
    /// # Errors
    /// When something cannot be read or kept.
    pub fn ledger(
        &self,
        effect: LedgerEffect,
        now: Now,
        going: &mut Going<'_>,
    ) -> Result<LedgerEvent, DeskError> {
        let today = now.at.date();
        Ok(match effect {
            LedgerEffect::People => {
                let mut met = HashMap::new();
                let found = self.through(&mut |d| seen(&d, |d| meet(&mut met, d)), going)?;
                LedgerEvent::People(rows(&found.people.all, &met))
            }
            LedgerEffect::Person(id) => {
                let (person, found) = self.with_one(&id, going)?;
                let lines = Page::of(&person, &found.all).lines(today);
                LedgerEvent::Person(Box::new(PersonFound { person, lines }))
            }
            LedgerEffect::Brief(id) => {
                let (person, found) = self.with_one(&id, going)?;
                let lines = Brief::of(&person, &found.all, today).lines();
                LedgerEvent::Brief(Box::new(PersonFound { person, lines }))
            }
            LedgerEffect::BriefNamed { name, organisation } => {
                let people = self.library().people()?;
                let person = self.person(&people, &name, organisation.as_deref())?;
                return self.ledger(LedgerEffect::Brief(person.id), now, going);
            }
            LedgerEffect::Due => LedgerEvent::Due(self.due(now, going)?),
            LedgerEffect::Pressing => {
                let due = self.due(now, going)?;
                let all = due.items.len();
                LedgerEvent::Pressing(pressing(due), all)
            }
            LedgerEffect::Insights(by) => {
                let mut book = InsightsBook::new(by, today);
                self.through(&mut |d| seen(&d, |d| book.take(d)), going)?;
                LedgerEvent::Insights(Box::new(book.insights(self.wished())))
            }
            LedgerEffect::Sessions(ids) => LedgerEvent::Sessions(self.sessions(&ids, now, going)?),
            LedgerEffect::Kept { session, kept } => {
                let noted = self.afterwards(&session, &Afterwards::Kept(kept), now)?;
                LedgerEvent::Kept(format!("kept: {} · u takes it back", noted.words))
            }
            LedgerEffect::TakeBack { session, of } => {
                let noted = self.afterwards(&session, &Afterwards::Back(of), now)?;
                LedgerEvent::Kept(format!("taken back: {}", noted.words))
            }
            LedgerEffect::Ended { session, ended } => {
                let how = ended.how;
                let noted = self.afterwards(&session, &Afterwards::Ended(ended), now)?;
                let with = &noted.head.person;
                let people = self.library().people()?;
                let person = people
                    .of(&with.id)
                    .map_or_else(|| with.clone(), PersonRef::from);
                LedgerEvent::Ended {
                    session,
                    how,
                    person,
                    words: noted.words,
                }
            }
            LedgerEffect::Rename { id, to } => self.rename(&id, &to, now)?,
            LedgerEffect::Merge { id, into } => self.merge(&id, &into, now)?,
            LedgerEffect::UndoPeople => self.undo_people(now)?,
            LedgerEffect::ExportPerson { id, format, redact } => {
                self.export_person(&id, format, redact, now, going)?
            }
            LedgerEffect::ReplacingPerson(id) => {
                let ids = self.of_person(&id, going)?;
                let mut export = self.exporting(ids, Format::Markdown);
                let replaced = export.redact(&[], &mut |_, at, all| going(at, all))?;
                LedgerEvent::Replacing(replaced)
            }
            LedgerEffect::ExportBrief(id) => {
                let (person, found) = self.with_one(&id, going)?;
                let text = markdown(&Brief::of(&person, &found.all, today).lines());
                let path = exports::free_today(&format!("brief-{}", person.name), now, "md");
                super::write_new(&path, &text)?;
                LedgerEvent::Written(format!("written to {}", path.display()))
            }
            LedgerEffect::Calendar(one) => self.calendar(one, now, going)?,
        })
    }

    fn due(&self, now: Now, going: &mut Going<'_>) -> Result<Due, DeskError> {
        let mut book = DueBook::new(now.at.date());
        self.through(&mut |d| seen(&d, |d| book.take(d)), going)?;
        Ok(book.due())
    }

    /// A person as they are called now, and their sessions in full.
    fn with_one(&self, id: &str, going: &mut Going<'_>) -> Result<(PersonRef, Digests), DeskError> {
        let people = self.library().people()?;
        let found = self.in_full(people.root(id), going)?;
        let person = found.people.of(id).map(PersonRef::from);
        let person = person.ok_or_else(|| DeskError::NoPerson(clean_line(id)))?;
        Ok((person, found))
    }

    /// The ids of all sessions with somebody, the oldest first.
    fn of_person(&self, id: &str, going: &mut Going<'_>) -> Result<Vec<String>, DeskError> {
        let people = self.library().people()?;
        let (id, mut theirs) = (people.root(id), Vec::new());
        let mut see = |d: &Digest| {
            if d.person.id == id {
                theirs.push(d.id.clone());
            }
        };
        self.through(&mut |d| seen(&d, &mut see), going)?;
        theirs.sort_unstable();
        Ok(theirs)
    }

    /// Sessions in a line each, in the order of the ids.
    fn sessions(
        &self,
        ids: &[String],
        now: Now,
        going: &mut Going<'_>,
    ) -> Result<Vec<SessionRow>, DeskError> {
        let wanted: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut rows: HashMap<String, SessionRow> = HashMap::new();
        let mut see = |d: &Digest| {
            if wanted.contains(d.id.as_str()) {
                rows.insert(d.id.clone(), session_row(d, now));
            }
        };
        self.through(&mut |d| seen(&d, &mut see), going)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
    }

    fn rename(&self, id: &str, to: &str, now: Now) -> Result<LedgerEvent, DeskError> {
        let was = self.library().rename_person(id, to, now.at)?;
        let to = clean_line(to);
        let others = self.library().people()?.matching(&to, None).len() > 1;
        let more = if others {
            " · somebody else is called so, too: they stay apart"
        } else {
            " · both names find them"
        };
        Ok(LedgerEvent::PeopleChanged {
            words: format!("{} is called {to} now{more} · u takes it back", was.name),
            now: None,
        })
    }

    fn merge(&self, id: &str, into: &str, now: Now) -> Result<LedgerEvent, DeskError> {
        let people = self.library().people()?;
        let called = |id: &str| {
            people
                .of(id)
                .map_or_else(|| id.to_owned(), |p| p.name.clone())
        };
        let (one, other) = (called(id), called(into));
        self.library().merge_people(id, into, now.at)?;
        Ok(LedgerEvent::PeopleChanged {
            words: format!("{one} is {other} now, with all conversations · u makes them two again"),
            now: Some((id.to_owned(), into.to_owned())),
        })
    }

    fn undo_people(&self, now: Now) -> Result<LedgerEvent, DeskError> {
        let undone = self.library().undo_people(now.at)?;
        let people = self.library().people()?;
        let called = |id: &str| {
            people
                .of(id)
                .map_or_else(|| id.to_owned(), |p| p.name.clone())
        };
        let words = match undone {
            None => "there is no renaming and no merging to take back".to_owned(),
            Some(TakenBack::Renamed { id, name }) => {
                format!("{} is not called {name} any more", called(&id))
            }
            Some(TakenBack::Merged { id, into }) => {
                format!("{} and {} are two again", called(&id), called(&into))
            }
        };
        Ok(LedgerEvent::PeopleChanged { words, now: None })
    }

    /// Writes all sessions with somebody into the current folder.
    fn export_person(
        &self,
        id: &str,
        format: Format,
        redact: bool,
        now: Now,
        going: &mut Going<'_>,
    ) -> Result<LedgerEvent, DeskError> {
        let people = self.library().people()?;
        let name = people.of(id).map_or("person", |p| p.name.as_str());
        let ids = self.of_person(id, going)?;
        if ids.is_empty() {
            let words = "no conversation with them was kept: no file was written";
            return Ok(LedgerEvent::Written(words.to_owned()));
        }
        let mut export = self.exporting(ids, format);
        // A name in a file's name would tell who it is about.
        let mut named = name.to_owned();
        if redact {
            export.redact(&[], &mut |_, at, all| going(at, all))?;
            "redacted".clone_into(&mut named);
        }
        let path = exports::free_today(&named, now, format.ending());
        let written = export.to_file(&path, &mut |_, at, all| going(at, all))?;
        let left_out = written.left_out.len();
        Ok(LedgerEvent::Written(match (written.things, left_out) {
            (0, _) => "nothing in it has a date: no file was written".to_owned(),
            (_, 0) => format!("written to {}", path.display()),
            (_, n) => format!("written to {}; {n} could not be read", path.display()),
        }))
    }

    /// Writes what is due into a calendar in the current folder: one promise, or all that have a date.
    fn calendar(
        &self,
        one: Option<(String, u32)>,
        now: Now,
        going: &mut Going<'_>,
    ) -> Result<LedgerEvent, DeskError> {
        let mut wanted: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        if let Some((session, n)) = one {
            wanted.entry(session).or_default().insert(n);
        } else {
            for item in self.due(now, going)?.items {
                if let (Some(n), Some(_)) = (item.n, item.due) {
                    wanted.entry(item.session).or_default().insert(n);
                }
            }
        }
        let all = wanted.len();
        let mut exporter = Exporter::new(Format::Calendar, all, false);
        let mut text = String::new();
        for (at, (id, only)) in wanted.into_iter().enumerate() {
            if !going(at, all) {
                return Err(DeskError::Stopped);
            }
            let loaded = self.loaded(&id)?;
            let item = crate::export::Exported {
                session: loaded.session,
                problems: loaded.problems,
            };
            text.push_str(&exporter.add_only(&item, &only)?);
        }
        text.push_str(&exporter.end()?);
        let dates = exporter.things();
        if dates == 0 {
            let words = "nothing that is due has a date: no file was written";
            return Ok(LedgerEvent::Written(words.to_owned()));
        }
        let path: PathBuf = exports::free_today("due", now, Format::Calendar.ending());
        super::write_new(&path, &text)?;
        let dates = match dates {
            1 => "1 date".to_owned(),
            n => format!("{n} dates"),
        };
        let path = path.display();
        Ok(LedgerEvent::Written(format!("{dates} written to {path}")))
    }
}

/// The few things that press most: what is overdue, due today or this week, and who needs to hear from us.
fn pressing(due: Due) -> Vec<Item> {
    let presses = |i: &Item| {
        let soon = matches!(i.when, When::Overdue | When::Today | When::Week);
        soon || matches!(i.what, What::Quiet | What::Contact)
    };
    due.items
        .into_iter()
        .filter(presses)
        .take(PRESSING)
        .collect()
}

/// Everybody, those spoken to last first.
/// Sees a session, of which nothing is held.
fn seen(digest: &Digest, see: impl FnOnce(&Digest)) -> Option<Digest> {
    see(digest);
    None
}

/// How many conversations there were with somebody, the day of the newest, and how many promises are open.
type Met = HashMap<String, (usize, Option<jiff::civil::Date>, usize)>;

fn meet(met: &mut Met, d: &Digest) {
    let known = met.entry(d.person.id.clone()).or_default();
    if d.is_conversation() {
        known.0 += 1;
        known.1 = known.1.max(Some(d.day()));
    }
    known.2 += d.promises.iter().filter(|p| p.is_open()).count();
}

fn rows(people: &[Person], met: &Met) -> Vec<PersonRow> {
    let mut rows: Vec<PersonRow> = people
        .iter()
        .map(|p| {
            let (conversations, last, open) = met.get(p.id.as_str()).copied().unwrap_or_default();
            PersonRow {
                person: PersonRef::from(p),
                mark: None,
                other_names: p.other_names.clone(),
                conversations,
                last,
                open,
            }
        })
        .collect();
    mark_namesakes(&mut rows);
    rows.sort_by(|a, b| {
        b.last
            .cmp(&a.last)
            .then_with(|| a.person.name.cmp(&b.person.name))
    });
    rows
}

/// Those whom name and organisation do not tell apart get the beginning of their id, as far as it differs.
fn mark_namesakes(rows: &mut [PersonRow]) {
    let key = |r: &PersonRow| {
        let organisation = r.person.organisation.as_deref().unwrap_or_default();
        (folded(&r.person.name), folded(organisation))
    };
    let mut same: HashMap<(String, String), Vec<String>> = HashMap::new();
    for row in rows.iter() {
        same.entry(key(row))
            .or_default()
            .push(row.person.id.clone());
    }
    for row in rows.iter_mut() {
        let Some(ids) = same.get(&key(&*row)).filter(|ids| ids.len() > 1) else {
            continue;
        };
        let id = &row.person.id;
        let shared = |other: &String| {
            let both = id.bytes().zip(other.bytes());
            both.take_while(|(a, b)| a == b).count()
        };
        let others = ids.iter().filter(|other| *other != id);
        let long = others.map(shared).max().unwrap_or(0) + 1;
        row.mark = Some(id.get(..long.max(MARK)).unwrap_or(id).to_owned());
    }
}

fn session_row(d: &Digest, now: Now) -> SessionRow {
    let mut about = vec![spoken(d.day(), now.at.date())];
    about.push(match d.length / 60_000 {
        0 => "under a minute".to_owned(),
        m => format!("{m} min"),
    });
    if let Some(viable) = d.viability {
        let words = match viable {
            Viability::Yes => "yes",
            Viability::NotYet => "not yet",
            Viability::No => "no",
        };
        about.push(format!("viable: {words}"));
    }
    if let Some(end) = &d.ended {
        about.push(end.how.words().to_owned());
    }
    if !d.closed {
        about.push("not ended yet".to_owned());
    }
    SessionRow {
        id: d.id.clone(),
        person: d.person.clone(),
        script: d.script.title.clone(),
        on: d.day(),
        about: about.join(" · "),
    }
}
