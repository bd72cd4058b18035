//! Looking through a library: every session, the people, the scripts, the bin.

use super::super::cover::Belongs;
use super::super::drafts;
use super::super::error::StoreError;
use super::super::files;
use super::super::library::{Library, draft_path};
use super::super::loaded::Loaded;
use super::super::problem::{Problem, ProblemKind};
use super::super::stream::Integrity;
use super::walk::{Seen, walk};
use super::{Finding, Mend};
use crate::session::{Consent, Entry, Fold, Head, Mode, Person};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Notes whose time has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlived {
    /// The session.
    pub id: String,
    /// With whom it was.
    pub name: String,
    /// What was agreed.
    pub consent: Consent,
}

/// How a library is.
#[derive(Debug, Default)]
pub struct Health {
    /// How many sessions there are.
    pub sessions: usize,
    /// How many entries they have.
    pub entries: usize,
    /// How many of them are being written just now.
    pub running: usize,
    /// How many people are known.
    pub people: usize,
    /// How many sessions are in the bin.
    pub deleted: usize,
    /// All files together, in bytes.
    pub bytes: u64,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Sessions with entries that were changed outside the program.
    pub changed: Vec<String>,
    /// Notes that were to be kept no longer.
    pub outlived: Vec<Outlived>,
}

impl Library {
    /// Looks through everything, and changes nothing. `progress` is told how many sessions were looked at, and how many there are.
    ///
    /// # Errors
    /// When the directories cannot be listed at all.
    pub fn examine(
        &self,
        today: Date,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Health, StoreError> {
        let mut health = Health::default();
        if !self.dir().exists() {
            return Ok(health);
        }
        let seen = walk(self.dir());
        let mut named = Named::default();
        let ids = self.ids()?;
        health.sessions = ids.len();
        for (at, id) in ids.iter().enumerate() {
            self.session_health(id, today, &mut health, &mut named);
            progress(at + 1, ids.len());
        }
        self.people_health(&mut health, &named);
        self.draft_health(&seen, &ids, &mut health);
        self.script_health(&seen, &mut health, &named);
        self.bin_health(today, &mut health);
        health.bytes = seen.bytes;
        health.findings.splice(0..0, seen.findings);
        Ok(health)
    }

    fn session_health(&self, id: &str, today: Date, health: &mut Health, named: &mut Named) {
        let (Ok(path), loaded) = (self.path_of(id), self.load(id)) else {
            return;
        };
        let place = inside(self.dir(), &path);
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(StoreError::NotFound(_)) => return,
            Err(e) => {
                let hint = e.hint();
                let finding = Finding::new(place, e.told());
                health.findings.push(finding.hint(hint));
                named.unread = true;
                return;
            }
        };
        named.add(&loaded.head);
        health.entries += loaded.entries.len();
        let running = is_held(&path);
        health.running += usize::from(running);
        let before = health.findings.len();
        for problem in &loaded.problems {
            // What is just being written may look torn.
            if !(running && problem.is_unfinished()) {
                health.findings.push(told(&place, problem, id));
            }
        }
        changed(&place, id, &loaded, health);
        let untold = health.findings.len() == before;
        if !running && untold && loaded.draft.is_none() && draft_path(&path).exists() {
            let what = "a draft beside it whose words are in the session";
            let finding = Finding::new(place, what).mended(Mend::Settle { id: id.to_owned() });
            health.findings.push(finding);
        }
        let entries: Vec<Entry> = loaded.entries.into_iter().map(|(e, _)| e).collect();
        let consent = Fold::of_entries(&entries).consent.map(|a| a.consent);
        if let Some(consent) = consent.filter(|c| c.is_past(today)) {
            health.outlived.push(Outlived {
                id: id.to_owned(),
                name: loaded.head.person.name,
                consent,
            });
        }
    }

    fn people_health(&self, health: &mut Health, named: &Named) {
        let people = match self.people() {
            Ok(people) => people,
            Err(e) => {
                let hint = e.hint();
                let finding = Finding::new("people.yaml", e.told());
                return health.findings.push(finding.hint(hint));
            }
        };
        health.people = people.all.len();
        for problem in &people.problems {
            let hint = if problem.is_cut() {
                "the torn end goes into the bin when somebody is added"
            } else {
                "what reads of it counts; a backup may have it whole: mineral restore"
            };
            let finding = Finding::new("people.yaml", problem.to_string());
            health.findings.push(finding.hint(hint));
        }
        for person in named.people.values() {
            if people.of(&person.id).is_none() {
                let what = format!("{} is known from conversations alone", person.name);
                let mend = Mend::Person(person.clone());
                health
                    .findings
                    .push(Finding::new("people.yaml", what).mended(mend));
            }
        }
    }

    /// Drafts without a session: what a killed program left, or what is left of a session whose file is gone.
    fn draft_health(&self, seen: &Seen, ids: &[String], health: &mut Health) {
        let deleted = self.deleted().unwrap_or_default();
        for (id, path) in &seen.drafts {
            // One in the bin finds its draft when it comes back.
            if ids.contains(id) || deleted.iter().any(|d| d.id == *id) {
                continue;
            }
            let words = drafts::read(path).is_ok_and(|bytes| {
                match self.cover().off(&Belongs::draft(id), path, &bytes) {
                    Ok(text) => {
                        let found = drafts::choose(&text.text, 1);
                        found.draft.is_some() || found.unreadable.is_some()
                    }
                    // Nobody knows what is in it.
                    Err(_) => true,
                }
            });
            let what = if words {
                "a draft with words, whose session is not there"
            } else {
                "an empty draft, whose session is not there"
            };
            let mend = Mend::Orphan {
                path: path.clone(),
                id: id.clone(),
            };
            let finding = Finding::new(inside(self.dir(), path), what).mended(mend);
            health.findings.push(finding);
        }
    }

    fn script_health(&self, seen: &Seen, health: &mut Health, named: &Named) {
        let place = |hash: &str| {
            let path = self.script_path(hash);
            path.map_or_else(|_| "scripts-used".to_owned(), |p| inside(self.dir(), &p))
        };
        for (hash, id) in &named.scripts {
            match self.script_used(hash) {
                Ok(_) => {}
                Err(StoreError::Script { why, .. }) => {
                    let hint = "sessions that ran it are shown by the script as it is now";
                    let finding = Finding::new(place(hash), why);
                    health.findings.push(finding.hint(hint));
                }
                Err(_) => {
                    let what = format!("it is missing; session {id} ran it");
                    let hint = "that session is shown by the script as it is now; a backup may have it: mineral restore";
                    let finding = Finding::new(place(hash), what);
                    health.findings.push(finding.hint(hint));
                }
            }
        }
        // A session that cannot be read may name any of them; in a vault their files' names do not tell which they are.
        if named.unread || self.keys().is_some() {
            return;
        }
        let mut unnamed: Vec<String> = seen
            .scripts
            .iter()
            .filter(|hash| !named.scripts.contains_key(*hash))
            .cloned()
            .collect();
        if unnamed.is_empty() || self.without_named(&mut unnamed).is_err() {
            return;
        }
        for hash in unnamed {
            let what = "no conversation names this script any more";
            let finding = Finding::new(place(&hash), what).mended(Mend::Script(hash));
            health.findings.push(finding);
        }
    }

    fn bin_health(&self, today: Date, health: &mut Health) {
        match self.deleted() {
            Ok(all) => {
                health.deleted = all.len();
                let overdue = all.iter().filter(|d| d.days_left(today) < 0).count();
                if overdue > 0 {
                    let what = format!("{overdue} deleted more than thirty days ago");
                    let mend = Mend::Overdue { today };
                    health.findings.push(Finding::new("bin", what).mended(mend));
                }
            }
            Err(e) => {
                let hint = e.hint();
                health
                    .findings
                    .push(Finding::new("bin", e.told()).hint(hint));
            }
        }
    }
}

/// What sessions name.
#[derive(Debug, Default)]
struct Named {
    people: BTreeMap<String, Person>,
    /// By hash, and a session that ran it.
    scripts: BTreeMap<String, String>,
    /// Whether a session could not be read.
    unread: bool,
}

impl Named {
    fn add(&mut self, head: &Head) {
        if head.mode != Mode::Practice && !head.person.is_me() {
            let person = &head.person;
            self.people
                .entry(person.id.clone())
                .or_insert_with(|| Person {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    organisation: person.organisation.clone(),
                    other_names: Vec::new(),
                });
        }
        let practised = head.practice.as_ref().map(|p| &p.hash);
        for hash in std::iter::once(&head.script.hash).chain(practised) {
            self.scripts
                .entry(hash.clone())
                .or_insert_with(|| head.id.clone());
        }
    }
}

/// A path as it lies in the library.
fn inside(dir: &Path, path: &Path) -> String {
    path.strip_prefix(dir).unwrap_or(path).display().to_string()
}

/// Whether another program is writing the file.
fn is_held(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    // A shared lock, for as short as can be: whoever begins to write meanwhile would think that somebody else does.
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

fn told(place: &str, problem: &Problem, id: &str) -> Finding {
    let finding = Finding::new(place, problem.to_string());
    match &problem.what {
        ProblemKind::Cut { .. } => finding.mended(Mend::Settle { id: id.to_owned() }),
        ProblemKind::DraftAhead { .. } | ProblemKind::Unkept { .. } => {
            finding.hint(format!("its words come back with: mineral resume {id}"))
        }
        ProblemKind::DraftUnread(_) => finding.hint("see whether it can be opened"),
        _ => finding.hint(format!(
            "all else of it reads: mineral read {id}; a backup may have it whole: mineral restore"
        )),
    }
}

fn changed(place: &str, id: &str, loaded: &Loaded, health: &mut Health) {
    let changed: BTreeSet<u32> = loaded
        .entries
        .iter()
        .filter(|(_, state)| *state == Integrity::Changed)
        .map(|(entry, _)| entry.n)
        .collect();
    if changed.is_empty() && !loaded.head_changed {
        return;
    }
    let what = match (loaded.head_changed, changed.len()) {
        (true, 0) => "its head was changed outside mineral".to_owned(),
        (false, 1) => "1 entry was changed outside mineral".to_owned(),
        (false, n) => format!("{n} entries were changed outside mineral"),
        (true, n) => format!("its head and {n} entries were changed outside mineral"),
    };
    let hint = format!("see what they say, and keep that: mineral doctor --seal {id}");
    health.findings.push(Finding::new(place, what).hint(hint));
    health.changed.push(id.to_owned());
}

/// What a file of the library says, for whoever puts it away.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, StoreError> {
    files::read(path, super::super::library::MAX_SESSION)
}
