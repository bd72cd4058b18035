//! What can be read without a writer: lists, sessions, exports.

use super::cache::Cache;
use super::{Catalogue, DeskError};
use crate::app::{Event, Loaded, Row};
use crate::client::persona::Persona;
use crate::index::{Index, Place};
use crate::script::{Occasion, Prompt, Script, ScriptKind, Step, With, read};
use crate::session::{Earlier, Entry, Head, Kind, Mode, Session};
use crate::store::{Integrity, Library, StoreError, Summary};
use crate::text::clean_line;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Sessions that home lists; the library screen will list them all.
pub(super) const LISTED: usize = 200;

/// Sessions that are looked through for earlier ones, and how far back one looks.
const LOOKED_THROUGH: usize = 1_000;
const LOOKED_BACK: usize = 12;

/// Scripts that were read, by id and hash; nothing for those that are not there.
pub(super) type Scripts = HashMap<(String, String), Option<Arc<Script>>>;

/// The saved sessions.
#[derive(Debug, Clone)]
pub struct Shelf {
    library: Library,
    catalogue: Catalogue,
    personas: Catalogue<Persona>,
    /// Sessions in short, as they were made already.
    cache: Option<Cache>,
    /// What the user wants to win, in percent of what is won or lost.
    wished: Option<u8>,
    index: Index,
}

impl Shelf {
    pub(super) fn new(
        library: Library,
        catalogue: Catalogue,
        personas: Catalogue<Persona>,
    ) -> Self {
        Self {
            library,
            catalogue,
            personas,
            cache: None,
            wished: None,
            index: Index::at(Place::Memory),
        }
    }

    pub(super) fn use_library(&mut self, library: Library) {
        self.library = library;
    }

    pub(super) fn use_digests(&mut self, path: PathBuf) {
        self.cache = Some(Cache::at(path));
    }

    /// What was kept of sessions in short.
    pub(super) fn cache(&self) -> Option<&Cache> {
        self.cache.as_ref()
    }

    pub(super) fn use_wished(&mut self, wished: Option<u8>) {
        self.wished = wished;
    }

    pub(super) fn wished(&self) -> Option<u8> {
        self.wished
    }

    pub(super) fn use_index(&mut self, index: Index) {
        self.index = index;
    }

    /// The index of the sessions.
    pub fn index(&self) -> &Index {
        &self.index
    }

    pub(super) fn use_personas(&mut self, personas: Catalogue<Persona>) {
        self.personas = personas;
    }

    /// The clients to practise with.
    pub fn personas(&self) -> &Catalogue<Persona> {
        &self.personas
    }

    pub(super) fn use_scripts(&mut self, catalogue: Catalogue) {
        self.catalogue = catalogue;
    }

    /// The scripts that can be run.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The saved sessions and the people.
    pub fn list(&self) -> Vec<Event> {
        let mut events = Vec::new();
        let people = self.library.people();
        match self.library.list(LISTED) {
            Ok(mut all) => {
                let mut scripts = HashMap::new();
                // Everybody as they are called now.
                for person in all.iter_mut().filter_map(|s| s.person.as_mut()) {
                    if let Some(now) = people.as_ref().ok().and_then(|p| p.of(&person.id)) {
                        *person = now.into();
                    }
                }
                let rows = all.into_iter().map(|s| self.row(s, &mut scripts)).collect();
                events.push(Event::Sessions(rows));
            }
            Err(error) => {
                events.push(Event::Sessions(Vec::new()));
                events.push(Event::Failed(DeskError::from(error).sentence()));
            }
        }
        match people {
            Ok(people) => {
                let names = people
                    .all
                    .into_iter()
                    .map(|p| (p.name, p.organisation))
                    .collect();
                events.push(Event::People(names));
            }
            Err(error) => events.push(Event::Failed(DeskError::from(error).sentence())),
        }
        events
    }

    /// A session to be read, by the beginning of its id; the newest where nothing is given.
    ///
    /// # Errors
    /// When there is none, several begin so, or it cannot be read.
    pub fn load(&self, id: &str) -> Result<Event, DeskError> {
        Ok(Event::Loaded(Box::new(self.readable(id)?)))
    }

    /// As [`Self::loaded`], but of a session whose head is lost, what is left: for who only reads it.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn readable(&self, id: &str) -> Result<Loaded, DeskError> {
        match self.loaded(id) {
            Err(DeskError::Store(StoreError::Head { lost: true, .. })) => {
                let id = self.library.find(id)?;
                let left = self.library.remains(&id)?;
                if left.entries.is_empty() {
                    return Err(StoreError::Damaged { path: left.path }.into());
                }
                let (session, problems) = self.alone(left);
                Ok(Loaded {
                    session,
                    draft: None,
                    problems,
                })
            }
            other => other,
        }
    }

    /// As [`Self::load`].
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn loaded(&self, id: &str) -> Result<Loaded, DeskError> {
        let id = self.library.find(id)?;
        let loaded = self.library.load(&id)?;
        let draft = loaded.draft.clone();
        let (session, problems) = self.session(loaded)?;
        Ok(Loaded {
            session,
            draft,
            problems,
        })
    }

    fn row(
        &self,
        summary: crate::store::Summary,
        scripts: &mut HashMap<String, Option<Script>>,
    ) -> Row {
        let script = scripts
            .entry(summary.script_id.clone())
            .or_insert_with_key(|id| Some(self.catalogue.get(id).ok()?.0));
        let step = summary.last_step.map(|id| {
            let step = script.as_ref().and_then(|s| s.step(&id));
            step.map_or(id, |s| s.title.clone())
        });
        let (person, organisation) = summary
            .person
            .map_or_else(Default::default, |p| (p.name, p.organisation));
        Row {
            id: summary.id,
            person,
            organisation,
            practice: summary.mode == Some(Mode::Practice),
            script: summary.script_title,
            script_id: summary.script_id,
            step,
            began: summary.began,
            length: summary.duration_ms,
            closed: summary.closed,
            words: summary.entries > 0 || summary.draft,
            broken: summary.broken,
        }
    }

    /// The id of the newest session.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn newest(&self) -> Result<Option<String>, DeskError> {
        Ok(self.library.newest()?)
    }

    /// The id of the newest session that was not ended.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn newest_unfinished(&self) -> Result<Option<String>, DeskError> {
        let all = self.library.list(LISTED)?;
        Ok(all
            .into_iter()
            .find(|s| !s.closed && s.broken.is_none() && (s.entries > 0 || s.draft))
            .map(|s| s.id))
    }

    /// A session from its file, knowing what was said before, with what is wrong with the file in words.
    pub(super) fn session(
        &self,
        loaded: crate::store::Loaded,
    ) -> Result<(Session, Vec<String>), DeskError> {
        let (session, problems) = self.alone(loaded);
        let earlier = self.earlier(session.head(), session.script())?;
        Ok((session.after(earlier), problems))
    }

    /// What was said in earlier sessions, where the script asks for it: with the same person, or, of a script about
    /// oneself, in the same script.
    pub(super) fn earlier(&self, head: &Head, script: &Script) -> Result<Earlier, DeskError> {
        let mut earlier = Earlier::default();
        if !script.looks_back() {
            return Ok(earlier);
        }
        let library = &self.library;
        let people = library.people()?;
        let whom = people.root(&head.person.id);
        let same = |s: &Summary| {
            let person = s
                .person
                .as_ref()
                .is_some_and(|p| people.root(&p.id) == whom);
            let told = script.with == With::Person || s.script_id == script.id;
            let real = s.mode.is_some_and(|mode| mode != Mode::Practice);
            person && told && real && s.closed && s.id < head.id
        };
        for summary in library
            .list(LOOKED_THROUGH)?
            .iter()
            .filter(|s| same(s))
            .take(LOOKED_BACK)
        {
            let (session, _) = self.alone(library.load(&summary.id)?);
            earlier.add(&session);
        }
        Ok(earlier)
    }

    /// A session by itself, and what is wrong with its file.
    pub(super) fn alone(&self, loaded: crate::store::Loaded) -> (Session, Vec<String>) {
        self.alone_with(loaded, &mut Scripts::new())
    }

    /// As [`Self::alone`], for many sessions: each script is read once.
    pub(super) fn alone_with(
        &self,
        loaded: crate::store::Loaded,
        scripts: &mut Scripts,
    ) -> (Session, Vec<String>) {
        let file = loaded
            .path
            .file_name()
            .map(|n| n.to_string_lossy())
            .unwrap_or_default();
        let mut problems: Vec<String> = loaded
            .problems
            .iter()
            .map(|p| format!("{file}: {p}"))
            .collect();
        if loaded.head_changed {
            problems.push("the head of this file was changed outside mineral".to_owned());
        }
        let changed: BTreeSet<u32> = loaded
            .entries
            .iter()
            .filter(|(_, integrity)| *integrity == Integrity::Changed)
            .map(|(entry, _)| entry.n)
            .collect();
        let entries: Vec<Entry> = loaded.entries.into_iter().map(|(entry, _)| entry).collect();
        let used = &loaded.head.script;
        let script = scripts
            .entry((used.id.clone(), used.hash.clone()))
            .or_insert_with(|| self.script(&used.id, &used.hash).map(Arc::new));
        let script = script.clone().unwrap_or_else(|| {
            problems.push(
                "the script of this session is not there; its steps are shown by id".to_owned(),
            );
            Arc::new(skeleton(&used.id, &used.title, &entries))
        });
        let session = Session::new(loaded.head, script, entries, changed);
        (session, problems)
    }

    /// A script as it was run; where it is not there any more, as it is now.
    fn script(&self, id: &str, hash: &str) -> Option<Script> {
        self.library
            .script_used(hash)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| read(id, &text).ok())
            .or_else(|| Some(self.catalogue.get(id).ok()?.0))
    }
}

/// Writes a file that must not be there yet, readable by the user alone.
///
/// # Errors
/// When it is there, or the system refuses.
pub fn write_new(path: &Path, text: &str) -> Result<(), DeskError> {
    super::exports::place_new(path, |file| {
        let written = file.write_all(text.as_bytes());
        Ok((written.map_err(DeskError::Output)?, true))
    })
}

/// A script with the steps that a session's entries name: enough to read it by.
fn skeleton(id: &str, title: &str, entries: &[Entry]) -> Script {
    let mut ids: Vec<String> = Vec::new();
    for entry in entries {
        let moved = if let Kind::Moved(to) = &entry.kind {
            Some(to.as_str())
        } else {
            None
        };
        let Some(step) = entry.kind.step().or(moved) else {
            continue;
        };
        if !ids.iter().any(|id| id == step) {
            ids.push(step.to_owned());
        }
    }
    let step = |id: String| Step {
        title: id.clone(),
        id,
        purpose: String::new(),
        when: None,
        questions: Vec::new(),
        prompts: vec![Prompt::new("What else?")],
        probes: Vec::new(),
        what_else: 0,
        known: Vec::new(),
        feelings: false,
        traps: Vec::new(),
        after: None,
    };
    Script {
        id: clean_line(id),
        title: clean_line(title),
        kind: ScriptKind::Conversation,
        moment: Occasion::During,
        with: With::Person,
        streak: false,
        computed: Vec::new(),
        purpose: String::new(),
        source: String::new(),
        steps: ids.into_iter().map(step).collect(),
    }
}
