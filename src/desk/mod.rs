//! Carries out what the machine asks for: opens, begins, keeps, lists, exports. The screen and plain mode share
//! it, so that both keep words in the same way.

mod afterwards;
mod bin;
mod cache;
mod catalogue;
mod debriefed;
mod definition;
mod digests;
mod error;
mod exports;
mod filters;
mod finder;
mod folder;
mod follow;
mod keeping;
mod ledger;
mod library;
mod lock;
mod open;
mod practise;
mod shelf;

pub use afterwards::{Afterwards, Noted};
pub use catalogue::{Catalogue, Listing, Origin};
pub use definition::Definition;
pub use digests::Digests;
pub use error::DeskError;
pub use exports::{Export, Progress, Selection, Stage, Written, place_new};
pub use filters::{forget_filters, take_in_filters};
pub use finder::Finder;
pub use folder::{MOST_FILES, Stamp, check, check_together, shown, text_of, yaml_files};
pub use follow::Follower;
pub use keeping::Keeping;
pub use library::Far;
pub use lock::OpenedVault;
pub use shelf::{Shelf, write_new};

use crate::app::{Effect, Event, Now, Saving};
use crate::client::persona::Persona;
use crate::index::Index;
use crate::session::Kind;
use crate::store::{FailKind, Library, Report, Unsaved, Writer};
use filters::Filters;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long closing a session may take before what is not on disk is told.
const FINISH: Duration = Duration::from_millis(500);

/// Opens the vault without anybody who types: with a key file that was named.
pub type KeyFile = Arc<dyn Fn() -> OpenedVault + Send + Sync>;

type Reporter = Arc<dyn Fn(Saving) + Send + Sync>;

/// The desk: a shelf to read from, and the writer of the session that runs.
pub struct Desk {
    shelf: Shelf,
    writer: Option<Writer>,
    reporter: Reporter,
    unsaved: Vec<Unsaved>,
    moved: Option<PathBuf>,
    cleared: bool,
    key_file: Option<KeyFile>,
    filters: Filters,
    /// Sessions that were written or moved, and that the index has to look at.
    touched: Vec<String>,
}

impl Desk {
    /// A desk for a library. `reporter` is told how saving goes, from other threads.
    pub fn new(library: Library, reporter: impl Fn(Saving) + Send + Sync + 'static) -> Self {
        Self {
            shelf: Shelf::new(library, Catalogue::at(None), Catalogue::at(None)),
            writer: None,
            reporter: Arc::new(reporter),
            unsaved: Vec::new(),
            moved: None,
            cleared: false,
            key_file: None,
            filters: Filters::default(),
            touched: Vec::new(),
        }
    }

    /// The desk with the scripts that can be run; without this, they are the built-in ones.
    #[must_use]
    pub fn with_scripts(mut self, catalogue: Catalogue) -> Self {
        self.use_scripts(catalogue);
        self
    }

    /// The desk with the clients to practise with; without this, they are the built-in ones.
    #[must_use]
    pub fn with_personas(mut self, personas: Catalogue<Persona>) -> Self {
        self.shelf.use_personas(personas);
        self
    }

    /// The desk with a file that keeps sessions in short, so that folds over many of them are soon there; without this, they are
    /// read each time.
    #[must_use]
    pub fn with_digests(mut self, path: PathBuf) -> Self {
        self.shelf.use_digests(path);
        self
    }

    /// The desk with what the user wants to win, in percent of what is won or lost.
    #[must_use]
    pub fn with_wished(mut self, wished: Option<u8>) -> Self {
        self.shelf.use_wished(wished);
        self
    }

    /// The desk with the index of its library; without this, it is in memory.
    #[must_use]
    pub fn with_index(mut self, index: Index) -> Self {
        self.shelf.use_index(index);
        self
    }

    /// The desk with a file of saved filters that an earlier version has kept outside of the library.
    #[must_use]
    pub fn with_earlier_filters(mut self, path: PathBuf) -> Self {
        self.filters = Filters::earlier_at(path);
        self
    }

    /// The sessions that were written or moved since this was asked last: whoever keeps the index has to look at them.
    pub fn touched(&mut self) -> Vec<String> {
        std::mem::take(&mut self.touched)
    }

    /// Runs these scripts from now on. The session that runs keeps its own.
    pub fn use_scripts(&mut self, catalogue: Catalogue) {
        self.shelf.use_scripts(catalogue);
    }

    /// What can be read without the writer, to be given to another thread.
    pub fn shelf(&self) -> Shelf {
        self.shelf.clone()
    }

    /// Carries an effect out. What comes of it goes back into the machine. Leaving is not for the desk.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Vec<Event> {
        self.open(effect, now)
            .unwrap_or_else(|error| vec![Event::Failed(error.sentence())])
    }

    /// As [`Self::perform`], for whoever wants to know of a failure as such.
    ///
    /// # Errors
    /// When what was asked for cannot be opened or written.
    pub fn open(&mut self, effect: Effect, now: Now) -> Result<Vec<Event>, DeskError> {
        if Self::begins_to_write(&effect) {
            self.clear_the_bin(now);
        }
        let event = match effect {
            Effect::Begin {
                script,
                name,
                organisation,
                person,
            } => self.begin(&script, &name, organisation, person.as_deref(), now)?,
            Effect::Practise(wanted) => self.practise(&wanted, now)?,
            Effect::Personas => self.list_personas(),
            Effect::Resume(id) => self.resume(&id)?,
            Effect::Load(id) => self.shelf.load(&id)?,
            Effect::Export { id, format, redact } => self.shelf.export(&id, format, redact)?,
            Effect::Replacing(id) => self.shelf.replacing(&id)?,
            Effect::Delete(id) => self.delete(&id, now)?,
            Effect::BringBack(id) => self.bring_back(&id)?,
            Effect::Follow(id) => self.shelf.follow(&id)?,
            Effect::RoleSheet(of) => Event::RoleSheet(Box::new(self.shelf.role_sheet(of)?)),
            Effect::ExportSheet(of) => self.shelf.export_sheet(of)?,
            Effect::Debrief(id) => Event::Debriefed(Box::new(self.shelf.debriefed(&id)?)),
            Effect::Weeks => Event::Weeks(self.shelf.weeks()?),
            Effect::Ledger(effect) => {
                Event::Ledger(self.shelf.ledger(effect, now, &mut |_, _| true)?)
            }
            Effect::Judge { id, judged } => return self.judge(&id, judged, now),
            Effect::TryAgain { id, before } => self.try_again(&id, before)?,
            Effect::Library(wish) => return self.library(wish, now),
            Effect::List => return Ok(self.shelf.list()),
            Effect::Lock => {
                self.lock();
                return Ok(Vec::new());
            }
            Effect::Unlock(typed) => self.unlock(self.opening(typed)()),
            Effect::Finish => {
                self.finish();
                return Ok(self.unsaved_now());
            }
            effect => {
                self.keep(effect);
                return Ok(Vec::new());
            }
        };
        Ok(vec![event])
    }

    /// What concerns the session that runs. It never fails here: the writer reports how it goes.
    fn keep(&mut self, effect: Effect) {
        match (effect, &self.writer) {
            (Effect::Append(entry), Some(writer)) => writer.append(entry),
            (Effect::Draft(draft), Some(writer)) => writer.draft(draft),
            (Effect::Elsewhere(path), Some(writer)) => elsewhere(writer, path),
            _ => {}
        }
    }

    /// A session was left before all of it could be saved: that is said at once, and its words at the end.
    fn unsaved_now(&self) -> Vec<Event> {
        let said = self.unsaved.last().map(|unsaved| {
            Event::Failed(format!("{unsaved} · the words are printed when you quit"))
        });
        said.into_iter().collect()
    }

    /// Waits until what was handed in is with the operating system, at most `within`.
    pub fn settle(&self, within: Duration) -> bool {
        self.writer.as_ref().is_none_or(|w| w.settle(within))
    }

    /// Closes the session that runs, if one does.
    pub fn finish(&mut self) {
        let Some(writer) = self.writer.take() else {
            return;
        };
        let path = writer.path();
        let id = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        self.touched.extend(id);
        if !path.starts_with(self.shelf.library().dir()) {
            self.moved = Some(path);
        }
        if let Err(unsaved) = writer.finish(FINISH) {
            self.unsaved.push(unsaved);
        }
    }

    /// Where the session went, when it had to be saved outside the library; to be told when the program ends.
    pub fn moved(&self) -> Option<&std::path::Path> {
        self.moved.as_deref()
    }

    /// What could not be saved, in the words that were said; to be shown when the program ends.
    pub fn unsaved(&self) -> Option<String> {
        if self.unsaved.is_empty() {
            return None;
        }
        let mut text = String::new();
        for unsaved in &self.unsaved {
            let _ = writeln!(text, "{unsaved}\n{}", unsaved.hint());
            for entry in &unsaved.entries {
                if let Some(words) = words(&entry.kind) {
                    let _ = writeln!(text, "  {words}");
                }
            }
            if let Some(draft) = unsaved.draft.as_ref().filter(|d| !d.text.is_empty()) {
                let _ = writeln!(text, "  in the input: {}", draft.text);
            }
        }
        Some(text)
    }
}

/// Saves the session in another place: the one that was named, or the first that works.
fn elsewhere(writer: &Writer, path: Option<PathBuf>) {
    let path = path.unwrap_or_else(|| {
        let file = writer
            .path()
            .file_name()
            .map(PathBuf::from)
            .unwrap_or_default();
        let name = PathBuf::from(format!("mineral-{}", file.display()));
        let here = std::env::current_dir().ok().map(|d| d.join(&name));
        let free = |p: &PathBuf| !p.exists() && can_write(p);
        // The folder the user stands in may be the one that fails; the system's own is next.
        here.filter(free)
            .unwrap_or_else(|| std::env::temp_dir().join(&name))
    });
    writer.elsewhere(path);
}

fn can_write(path: &std::path::Path) -> bool {
    path.parent()
        .is_some_and(|dir| tempfile::tempfile_in(dir).is_ok())
}

fn words(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Answer(x) => Some(x.text.clone()),
        Kind::Feeling(x) => Some(format!("~ {}", x.word)),
        Kind::Note(x) => Some(format!("# {}", x.text)),
        Kind::Parked(x) => Some(format!("+ {}", x.text)),
        Kind::Commitment(x) => Some(format!("! {}", x.text)),
        Kind::Said(x) => Some(x.text.clone()),
        Kind::Consent(x) => Some(format!("notes: {}", x.words())),
        Kind::Kept(x) => Some(format!(
            "{} {}",
            x.what.word(),
            x.why.as_deref().unwrap_or_default()
        )),
        Kind::Ended(x) => Some(format!(
            "{} {}",
            x.how.words(),
            x.why.as_deref().unwrap_or_default()
        )),
        _ => None,
    }
}

/// What the writer reports, as the machine knows it.
fn saving(report: Report) -> Option<Saving> {
    Some(match report {
        Report::Kernel => Saving::Safe(true),
        Report::Synced { n } => Saving::Synced(n),
        Report::DraftSynced => return None,
        Report::Failed { kind, why } => Saving::Failed(match kind {
            FailKind::Full => "the disk is full".to_owned(),
            FailKind::ReadOnly => "it may not be written".to_owned(),
            FailKind::Gone | FailKind::Other => why,
        }),
        Report::Recovered => Saving::Recovered,
        Report::SavedElsewhere(path) => Saving::Elsewhere(path),
        Report::ElsewhereFailed(why) => Saving::ElsewhereFailed(why),
    })
}
