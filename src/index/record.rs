//! What the index keeps of a session.

use super::hit::{ROLES, Row, Said, Step};
use super::letters::latin;
use super::placed::{line_number, step_number};
use super::schema::Fields;
use super::sort;
use super::words;
use crate::session::{
    Became, Entry, Fold, How, Kind, ME, Mode, Person, PersonRef, Role, Viability, is_closed,
};
use crate::store::{Content, People};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use tantivy::TantivyDocument;
use ulid::Ulid;

/// The people whom the library knows, and what tells that one of them was changed.
#[derive(Debug, Default)]
pub(super) struct Known {
    people: HashMap<u64, (u64, Person)>,
}

impl Known {
    /// Whoever was merged into somebody else is them.
    pub(super) fn new(people: &People) -> Self {
        let all = people.all.iter().map(|p| (p.id.as_str(), p));
        let entry = |(id, p): (&str, &Person)| (key_of(id), (stamp_of(p), p.clone()));
        Self {
            people: all.chain(people.merged()).map(entry).collect(),
        }
    }

    /// What tells how this person is called now; 0 for one who is not known.
    pub(super) fn stamp(&self, key: u64) -> u64 {
        self.people.get(&key).map_or(0, |(stamp, _)| *stamp)
    }

    fn person(&self, id: &str) -> Option<&Person> {
        self.people.get(&key_of(id)).map(|(_, p)| p)
    }

    /// Other names of a person.
    fn others(&self, id: &str) -> &[String] {
        self.person(id).map_or(&[], |p| p.other_names.as_slice())
    }
}

fn number(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let mut number = [0; 8];
    hasher.finalize_xof().fill(&mut number);
    u64::from_le_bytes(number)
}

/// A person's id as a number.
fn key_of(id: &str) -> u64 {
    number(&[id])
}

fn stamp_of(person: &Person) -> u64 {
    let mut parts = vec![
        person.name.as_str(),
        person.organisation.as_deref().unwrap_or_default(),
    ];
    parts.extend(person.other_names.iter().map(String::as_str));
    number(&parts).max(1)
}

/// A session's id as two numbers; `None` for what is no id.
pub(super) fn halves(id: &str) -> Option<(u64, u64)> {
    let number = Ulid::from_string(id).ok()?.0;
    let high = u64::try_from(number >> 64).ok()?;
    let low = u64::try_from(number & u128::from(u64::MAX)).ok()?;
    Some((high, low))
}

/// The id again.
pub(super) fn whole(high: u64, low: u64) -> String {
    Ulid(u128::from(high) << 64 | u128::from(low)).to_string()
}

/// What is said in the lines that count: entry number, place of the step in the row's list, role, words.
#[derive(Serialize, Deserialize)]
pub(super) struct Lines(Vec<(u32, u16, char, String)>);

/// Stands for no step.
const NO_STEP: u16 = u16::MAX;

impl Lines {
    /// The lines with their steps named.
    pub(super) fn said(self, steps: &[Step]) -> impl Iterator<Item = Said> {
        self.0.into_iter().map(|(n, step, mark, text)| Said {
            n,
            step: steps
                .get(usize::from(step))
                .map(|s| s.id.clone())
                .unwrap_or_default(),
            role: ROLES
                .iter()
                .find(|(_, m, _)| m.starts_with(mark))
                .map_or(Role::Answer, |(role, ..)| *role),
            text,
        })
    }
}

/// The names of a mode as they are kept and asked for.
pub(super) fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Live => "live",
        Mode::Practice => "practice",
        Mode::Run => "run",
    }
}

/// As [`mode_word`].
pub(super) fn viability_word(viability: Viability) -> &'static str {
    match viability {
        Viability::Yes => "yes",
        Viability::NotYet => "not-yet",
        Viability::No => "no",
    }
}

/// As [`mode_word`].
pub(super) fn ended_word(how: How) -> &'static str {
    match how {
        How::Won => "won",
        How::Lost => "lost",
        How::WalkedAway => "walked-away",
        How::Open => "open",
    }
}

/// What is kept under `has` for a session with open commitments.
pub(super) const OPEN: &str = "open";
/// The same for one that could not be read.
pub(super) const UNREAD: &str = "unread";

/// The document for a session's file. The stamp tells when it has to be read again.
pub(super) fn document(
    fields: &Fields,
    id: &str,
    stamp: u64,
    content: Result<Content, String>,
    known: &Known,
) -> Option<TantivyDocument> {
    let (high, low) = halves(id)?;
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.id, id);
    doc.add_u64(fields.id_high, high);
    doc.add_u64(fields.id_low, low);
    doc.add_u64(fields.stamp, stamp);
    let (row, lines) = match content {
        Ok(content) => record(id, content, known),
        Err(why) => (broken(id, why), Lines(Vec::new())),
    };
    let person = row.person.as_ref();
    let key = person.map_or(0, |p| key_of(&p.id));
    doc.add_u64(fields.person_key, key);
    doc.add_u64(fields.person_stamp, known.stamp(key));
    doc.add_u64(fields.order, order(&row, high, low));
    doc.add_u64(fields.length, row.length);
    doc.add_u64(fields.warmth, sort::warmth(&row));
    let (name_high, name_low) = sort::name(&row);
    doc.add_u64(fields.name_high, name_high);
    doc.add_u64(fields.name_low, name_low);
    if let Some(began) = row.began {
        let day = began.date().duration_since(jiff::civil::date(1970, 1, 1));
        doc.add_i64(fields.day, day.as_hours() / 24);
    }
    about(&mut doc, fields, &row, known);
    said(&mut doc, fields, &row, &lines, known);
    doc.add_text(fields.row, serde_json::to_string(&row).ok()?);
    doc.add_text(fields.lines, serde_json::to_string(&lines).ok()?);
    Some(doc)
}

/// The larger, the newer: seconds, and what tells apart those that began in the same one. A session whose head cannot be read stands
/// where its id says.
fn order(row: &Row, high: u64, low: u64) -> u64 {
    const APART: u32 = 28;
    let began = row.began.and_then(crate::session::Moment::instant);
    let seconds = began.and_then(|t| u64::try_from(t.as_second()).ok());
    let seconds = seconds.unwrap_or((high >> 16) / 1_000);
    // The rest of the id: its milliseconds, then what stands at its very end, which counts up in one that was made in the same.
    let rest = (((high >> 16) % 1_000) << 18) | (low & 0x3_ffff);
    seconds.min(u64::MAX >> APART) << APART | rest
}

fn broken(id: &str, why: String) -> Row {
    Row {
        id: id.to_owned(),
        began: None,
        mode: None,
        person: None,
        script: String::new(),
        title: String::new(),
        steps: Vec::new(),
        closed: false,
        viability: None,
        ended: None,
        open: 0,
        length: 0,
        entries: 0,
        problems: 0,
        broken: Some(why),
    }
}

fn about(doc: &mut TantivyDocument, fields: &Fields, row: &Row, known: &Known) {
    if let Some(mode) = row.mode {
        doc.add_text(fields.mode, mode_word(mode));
    }
    if let Some(viability) = row.viability {
        doc.add_text(fields.viability, viability_word(viability));
    }
    if row.open > 0 {
        doc.add_text(fields.has, OPEN);
    }
    if row.broken.is_some() {
        doc.add_text(fields.has, UNREAD);
    }
    if let Some(how) = row.ended {
        doc.add_text(fields.ended, ended_word(how));
    }
    for step in &row.steps {
        doc.add_text(fields.step, &step.id);
    }
    doc.add_text(fields.script, &row.script);
    doc.add_text(fields.script, &row.title);
    let Some(person) = &row.person else { return };
    doc.add_text(fields.person_id, &person.id);
    if person.id == ME {
        return;
    }
    for name in std::iter::once(&person.name).chain(known.others(&person.id)) {
        doc.add_text(fields.person, name);
        doc.add_text(fields.names, name);
    }
    if let Some(organisation) = &person.organisation {
        doc.add_text(fields.organisation, organisation);
        doc.add_text(fields.names, organisation);
    }
}

fn said(doc: &mut TantivyDocument, fields: &Fields, row: &Row, lines: &Lines, known: &Known) {
    let mut letters = Letters::default();
    let steps: Vec<u32> = row.steps.iter().map(|s| step_number(&s.id)).collect();
    let mut place = 0_u32;
    let mut before = None;
    for (_, step, mark, text) in &lines.0 {
        doc.add_text(fields.words, text);
        // Lines of one step that follow each other are one stretch.
        if before != Some(step) {
            let step = steps.get(usize::from(*step)).copied().unwrap_or_default();
            doc.add_u64(fields.places, line_number(place, step));
        }
        before = Some(step);
        if *mark == 'f' {
            doc.add_text(fields.feeling, text);
        }
        // The index leaves one place between two texts of a field.
        place += letters.read(text) + 1;
    }
    if let Some(person) = row.person.as_ref().filter(|p| p.id != ME) {
        for name in std::iter::once(&person.name).chain(known.others(&person.id)) {
            letters.read(name);
        }
        letters.read(person.organisation.as_deref().unwrap_or_default());
    }
    doc.add_u64(fields.latin, letters.latin);
    for letter in letters.others {
        doc.add_text(fields.letters, letter.encode_utf8(&mut [0; 4]));
    }
}

/// First letters of words.
#[derive(Default)]
struct Letters {
    latin: u64,
    others: BTreeSet<char>,
    word: String,
}

impl Letters {
    /// Takes the words of a text, and counts them.
    fn read(&mut self, text: &str) -> u32 {
        let mut at = 0;
        let mut count = 0;
        while let Some(range) = words::next(text, at) {
            at = range.end;
            let raw = text.get(range).unwrap_or_default();
            let first = if raw.is_ascii() {
                raw.chars().next()
            } else {
                words::fold(raw, &mut self.word);
                self.word.chars().next()
            };
            let Some(first) = first else { continue };
            match latin(first) {
                Some(bit) => self.latin |= bit,
                None => {
                    self.others.insert(first);
                }
            }
            count += 1;
        }
        count
    }
}

fn record(id: &str, content: Content, known: &Known) -> (Row, Lines) {
    let Content {
        head,
        entries,
        problems,
    } = content;
    let person = match known.person(&head.person.id) {
        Some(known) => PersonRef {
            id: known.id.clone(),
            name: known.name.clone(),
            organisation: known.organisation.clone(),
        },
        None => head.person,
    };
    let fold = Fold::of_entries(&entries);
    let closed = is_closed(&entries);
    let many = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut keeper = Keeping::default();
    let mut open = 0_u32;
    for entry in entries.into_iter().filter(|e| fold.counts(e.n)) {
        // What was done or dropped is not open any more; what was moved is.
        let standing = fold.standings.get(&entry.n);
        let done = standing.is_some_and(|s| s.what != Became::Moved);
        let is_open = matches!(entry.kind, Kind::Commitment(_)) && !done;
        open = open.saturating_add(u32::from(is_open));
        keeper.entry(entry);
    }
    let row = Row {
        id: id.to_owned(),
        began: Some(head.began),
        mode: Some(head.mode),
        person: Some(person),
        script: head.script.id,
        title: head.script.title,
        steps: keeper.steps(),
        closed,
        viability: fold.closed.as_ref().and_then(|c| c.viability),
        ended: fold.ended.as_ref().map(|e| e.ended.how),
        open,
        length: fold.last_t,
        entries: many,
        problems: u32::try_from(problems).unwrap_or(u32::MAX),
        broken: None,
    };
    (row, Lines(keeper.lines))
}

/// Steps and lines as they come.
#[derive(Default)]
struct Keeping {
    /// Id, sum and number of intensities.
    steps: Vec<(String, u32, u32)>,
    lines: Vec<(u32, u16, char, String)>,
}

impl Keeping {
    fn entry(&mut self, entry: Entry) {
        let n = entry.n;
        match entry.kind {
            Kind::Answer(x) => self.line(n, &x.step, 'a', x.text),
            Kind::Reply(x) => self.line(n, &x.step, 'a', x.text),
            Kind::Said(x) => self.line(n, &x.step, 's', x.text),
            Kind::Note(x) => self.line(n, &x.step, 'n', x.text),
            Kind::Parked(x) => self.line(n, &x.step, 'p', x.text),
            Kind::Commitment(x) => self.line(n, &x.step, 'c', x.text),
            Kind::Feeling(x) => {
                let at = usize::from(self.step(&x.step));
                self.line(n, &x.step, 'f', x.word);
                if let (Some(strength), Some((_, sum, count))) =
                    (x.intensity, self.steps.get_mut(at))
                {
                    *sum += u32::from(strength);
                    *count += 1;
                }
            }
            Kind::Moved(to) => {
                self.step(&to);
            }
            Kind::Closed(x) => {
                if let Some(reason) = x.reason {
                    self.lines.push((n, NO_STEP, 'r', reason));
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, id: &str) -> u16 {
        let at = self.steps.iter().position(|(known, ..)| known == id);
        let at = at.unwrap_or_else(|| {
            self.steps.push((id.to_owned(), 0, 0));
            self.steps.len() - 1
        });
        u16::try_from(at).unwrap_or(NO_STEP)
    }

    fn line(&mut self, n: u32, step: &str, mark: char, text: String) {
        let step = self.step(step);
        if !text.is_empty() {
            self.lines.push((n, step, mark, text));
        }
    }

    fn steps(&mut self) -> Vec<Step> {
        let steps = std::mem::take(&mut self.steps).into_iter();
        steps
            .map(|(id, sum, count)| Step {
                id,
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "intensities are 1 to 5, and few"
                )]
                warmth: if count == 0 {
                    0.0
                } else {
                    sum as f32 / count as f32
                },
            })
            .collect()
    }
}
