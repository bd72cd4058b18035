//! What the library asks for: sessions from the index, one of them to be shown beside the list, work with many of them.

use super::{Desk, DeskError, Shelf, exports};
use crate::app::Event;
use crate::app::Now;
use crate::app::library::{
    Answer, Ask, Choice, Field, Found, Job, Listed, Misread, News, Peek, Shown, Sort, Wish, Worked,
};
use crate::export::Format;
use crate::index::{Hit, Page, Query, Reading};
use crate::script::catalogue::vocabulary;
use crate::session::{How, Line, Mode, Role, Viability, transcript};
use crate::store::StoreError;
use crate::text::clean_line;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

/// Columns of a line that shows what was found.
const EXCERPT: usize = 200;
/// Lines of a session that stand beside the list.
const LINES: usize = 1_000;
/// The most that is counted, of what a field can be.
const COUNTED: usize = 300;

/// Told how much is done, of how much; says whether to go on.
pub type Far<'f> = dyn FnMut(usize, usize) -> bool + 'f;

impl Desk {
    /// Does what the library asks for, at once. Where there are threads, they do what takes long instead: [`super::Finder`].
    pub(super) fn library(&mut self, wish: Wish, now: Now) -> Result<Vec<Event>, DeskError> {
        let today = now.at.date();
        let news = match wish {
            Wish::Find(_) | Wish::All(_) | Wish::Choices(_) => {
                // Nobody else keeps the index right.
                let library = self.shelf.library();
                let _ = self
                    .shelf
                    .index()
                    .refresh(library, &|_| ControlFlow::Continue(()));
                return Ok(self
                    .shelf
                    .told(&wish, today)
                    .into_iter()
                    .map(Event::Library)
                    .collect());
            }
            Wish::Peek(_) => {
                return Ok(self
                    .shelf
                    .told(&wish, today)
                    .into_iter()
                    .map(Event::Library)
                    .collect());
            }
            Wish::Work(job) => News::Worked(self.shelf.work(job, today, &mut |_, _| true)),
            Wish::Filters => News::Filters(self.filters.read(self.shelf.library())?),
            Wish::SaveFilter(filter) => {
                News::Filters(self.filters.save(self.shelf.library(), filter)?)
            }
            Wish::DropFilter(name) => {
                let library = self.shelf.library();
                News::Filters(self.filters.forget(library, |f| f.name == name)?)
            }
            Wish::Stop | Wish::Look => return Ok(Vec::new()),
        };
        Ok(vec![Event::Library(news)])
    }
}

impl Shelf {
    /// Answers what can be answered from the index and from one file.
    pub(super) fn told(&self, wish: &Wish, today: Date) -> Option<News> {
        Some(match wish {
            Wish::Find(ask) => News::Answer(self.answer(ask, today)),
            Wish::Peek(id) => News::Peek(self.peek(id)),
            Wish::All(ask) => News::All(ask.number, self.all(ask, today)),
            Wish::Choices(field) => News::Choices(*field, self.choices(*field, today)),
            _ => return None,
        })
    }

    /// Answers a question from the index, as it is now.
    pub fn answer(&self, ask: &Ask, today: Date) -> Answer {
        let reading = Reading {
            today,
            typing: ask.typing,
        };
        let found = match Query::parse(&ask.text, reading) {
            Ok(query) => self.page(&query, ask),
            Err(wrong) => Found::Misread(Misread {
                span: wrong.span,
                what: wrong.what,
                mend: wrong.mend,
            }),
        };
        Answer {
            number: ask.number,
            found,
        }
    }

    fn page(&self, query: &Query, ask: &Ask) -> Found {
        let page = Page {
            from: ask.from,
            most: ask.most,
            slips: true,
            sort: sort(ask.sort),
        };
        match self.index().search(query, page) {
            Ok(found) => Found::Page {
                from: ask.from,
                rows: found.hits.into_iter().map(listed).collect(),
                total: found.total + found.near,
                near: found.near,
            },
            Err(error) => Found::Failed(error.to_string()),
        }
    }

    /// The ids of all that is found; slips are not forgiven.
    fn all(&self, ask: &Ask, today: Date) -> Vec<String> {
        let reading = Reading {
            today,
            typing: ask.typing,
        };
        let query = Query::parse(&ask.text, reading).ok();
        let ids = query.and_then(|query| self.index().ids(&query).ok());
        ids.unwrap_or_default()
    }

    fn peek(&self, id: &str) -> Peek {
        let lines = match self.readable(id) {
            Ok(loaded) => {
                let mut lines = transcript(&loaded.session, &loaded.problems);
                lines.truncate(LINES);
                lines
            }
            Err(error) => vec![Line {
                role: Role::Warning,
                time: String::new(),
                text: error.sentence(),
                step: None,
                n: None,
            }],
        };
        Peek {
            id: id.to_owned(),
            lines,
        }
    }

    /// What a field can be narrowed down to, each with how many sessions have it.
    fn choices(&self, field: Field, today: Date) -> Vec<Choice> {
        let mut all: Vec<(String, String)> = match field {
            Field::Person => self.people_to_choose(),
            Field::Organisation => self.organisations(),
            Field::Feeling => {
                let words = vocabulary().words();
                words
                    .map(|w| (w.word.clone(), asked("feeling", &w.word)))
                    .collect()
            }
            Field::Step => {
                let ids = self.index().steps().unwrap_or_default();
                ids.into_iter()
                    .map(|id| (id.clone(), asked("step", &id)))
                    .collect()
            }
            Field::Script => {
                let rows = self.catalogue().rows();
                rows.into_iter()
                    .map(|s| (s.title, asked("script", &s.id)))
                    .collect()
            }
            Field::Mode => named([
                ("live, with a client", "mode:live"),
                ("practice", "mode:practice"),
                ("by yourself", "mode:run"),
            ]),
            Field::Viability => named([
                (viable(Viability::Yes), "viability:yes"),
                (viable(Viability::NotYet), "viability:not-yet"),
                (viable(Viability::No), "viability:no"),
            ]),
            Field::Ended => named([
                (How::Won.words(), "ended:won"),
                (How::Lost.words(), "ended:lost"),
                (How::WalkedAway.words(), "ended:walked-away"),
                ("said to be open", "ended:open"),
            ]),
            Field::Open => named([("something is open", "has:open")]),
            Field::When => Vec::new(),
        };
        let count = all.len() <= COUNTED;
        let many = |query: &str| {
            let reading = Reading {
                today,
                typing: false,
            };
            let query = Query::parse(query, reading).ok()?;
            self.index().count(&query).ok()
        };
        // Of a vocabulary, only what was ever said is of use.
        let only_used = matches!(field, Field::Feeling | Field::Script) && count;
        all.dedup();
        all.into_iter()
            .map(|(words, query)| Choice {
                many: count.then(|| many(&query)).flatten(),
                words,
                query,
            })
            .filter(|choice| !only_used || choice.many != Some(0))
            .collect()
    }

    fn people_to_choose(&self) -> Vec<(String, String)> {
        let people = self.library().people().unwrap_or_default();
        let mut all: Vec<(String, String)> = people
            .all
            .iter()
            .map(|p| {
                let mut query = asked("person", &p.name);
                let mut words = p.name.clone();
                if let Some(organisation) = &p.organisation {
                    words = format!("{words} · {organisation}");
                    // Namesakes are told apart by where they work.
                    if people.matching(&p.name, None).len() > 1 {
                        query = format!("{query} {}", asked("org", organisation));
                    }
                }
                (words, query)
            })
            .collect();
        all.sort_by_key(|(words, _)| crate::text::folded(words));
        all
    }

    fn organisations(&self) -> Vec<(String, String)> {
        let people = self.library().people().unwrap_or_default();
        let all: BTreeSet<String> = people
            .all
            .into_iter()
            .filter_map(|p| p.organisation)
            .collect();
        all.into_iter()
            .map(|o| (o.clone(), asked("org", &o)))
            .collect()
    }

    /// Works on many sessions. `far` is told how far it is, and may stop it.
    pub fn work(&self, job: Job, today: Date, far: &mut Far<'_>) -> Worked {
        match job {
            Job::Delete(ids) => {
                let (gone, left) = each(ids, far, |id| {
                    Ok(self.library().delete(id, today).map(drop)?)
                });
                Worked::Deleted(gone, left)
            }
            Job::BringBack(ids) => self.bring_back_all(ids, far),
            Job::Replacing(ids) => {
                let mut export = self.exporting(oldest_first(ids), Format::Markdown);
                match export.redact(&[], &mut |_, done, all| far(done, all)) {
                    Ok(replaced) => Worked::Replacing(replaced),
                    Err(error) => Worked::Failed(error.sentence()),
                }
            }
            Job::Export {
                ids,
                format,
                redact,
            } => self
                .export_many(&oldest_first(ids), format, redact, today, far)
                .map_or_else(|error| Worked::Failed(error.sentence()), Worked::Exported),
        }
    }

    fn bring_back_all(&self, ids: Vec<String>, far: &mut Far<'_>) -> Worked {
        let library = self.library();
        // One look at the bin is enough for all; what was put there last comes first.
        let mut there = HashMap::new();
        for deleted in library.deleted().unwrap_or_default() {
            there.entry(deleted.id.clone()).or_insert(deleted);
        }
        let (back, left) = each(ids, far, |id| {
            let deleted = there.get(id);
            let deleted = deleted.ok_or_else(|| StoreError::NotInBin(id.to_owned()))?;
            Ok(library.restore(deleted).map(drop)?)
        });
        Worked::BroughtBack(back.len(), left)
    }

    /// Writes sessions into one file in the current folder, under a name that nothing has yet; whole, or not at all.
    fn export_many(
        &self,
        ids: &[String],
        format: Format,
        redact: bool,
        today: Date,
        far: &mut Far<'_>,
    ) -> Result<String, DeskError> {
        let many = ids.len();
        let mut export = self.exporting(ids.to_vec(), format);
        if redact {
            export.redact(&[], &mut |_, done, all| far(done, all))?;
        }
        let path = match ids {
            [id] => exports::free_path(&export.load(id)?.session, format.ending()),
            _ => exports::free(
                &format!("mineral-{many}-conversations-{today}"),
                format.ending(),
            ),
        };
        let written = export.to_file(&path, &mut |_, done, all| far(done, all))?;
        if format == Format::Calendar && written.things == 0 {
            return Ok("nothing in it has a date: no file was written".to_owned());
        }
        let left = match written.left_out.as_slice() {
            [] => String::new(),
            [why] => format!(" · left out: {why}"),
            [why, ..] => format!(" · left out: {why} and {} more", written.left_out.len() - 1),
        };
        Ok(format!("written to {}{left}", path.display()))
    }
}

/// Does something with each. Those that it was done with, and why it was not with others.
fn each(
    ids: Vec<String>,
    far: &mut Far<'_>,
    mut work: impl FnMut(&str) -> Result<(), DeskError>,
) -> (Vec<String>, Vec<String>) {
    let (mut done, mut left) = (Vec::new(), Vec::new());
    let all = ids.len();
    for (at, id) in ids.into_iter().enumerate() {
        if !far(at, all) {
            left.push("stopped".to_owned());
            break;
        }
        match work(&id) {
            Ok(()) => done.push(id),
            Err(error) => left.push(error.sentence()),
        }
    }
    (done, left)
}

/// Exports go from the oldest to the newest.
fn oldest_first(mut ids: Vec<String>) -> Vec<String> {
    ids.sort_unstable();
    ids
}

/// What a viability is called in the list.
fn viable(viability: Viability) -> &'static str {
    match viability {
        Viability::Yes => "viable",
        Viability::NotYet => "not yet",
        Viability::No => "no",
    }
}

fn named<const N: usize>(all: [(&str, &str); N]) -> Vec<(String, String)> {
    all.map(|(words, query)| (words.to_owned(), query.to_owned()))
        .into()
}

/// A field as it stands in a query. A quote would end it, and is no part of a word.
fn asked(field: &str, value: &str) -> String {
    let value = clean_line(value).replace(['"', '“', '”', '„'], " ");
    format!("{field}:\"{value}\"")
}

fn sort(sort: Sort) -> crate::index::Sort {
    use crate::index::Sort as To;
    match sort {
        Sort::Newest => To::Newest,
        Sort::Oldest => To::Oldest,
        Sort::Person => To::Person,
        Sort::Warmest => To::Warmest,
        Sort::Longest => To::Longest,
    }
}

/// A hit as the list shows it.
fn listed(hit: Hit) -> Listed {
    let (text, marks) = hit.excerpt(EXCERPT);
    let line = hit.line.as_ref().map(|said| Shown {
        n: said.n,
        all: hit.lines.clone(),
        text,
        marks,
    });
    let row = hit.row;
    let person = row.person.filter(|p| !p.is_me());
    Listed {
        id: row.id,
        began: row.began,
        mode: row.mode,
        // A simulated client is nobody among the people.
        person: person
            .as_ref()
            .filter(|_| row.mode != Some(Mode::Practice))
            .map(|p| p.id.clone()),
        name: person.as_ref().map_or_else(String::new, |p| p.name.clone()),
        name_marks: hit.name,
        organisation: person.and_then(|p| p.organisation),
        script: row.title,
        warmth: row.steps.iter().map(|s| s.warmth).collect(),
        closed: row.closed,
        viability: row.viability,
        ended: row.ended,
        open: row.open,
        length: row.length,
        line,
        near: hit.near,
        broken: row.broken.map(|why| clean_line(&why)),
    }
}
