//! A library that is a vault: what says so, the ways to open it, and how it becomes one.
//!
//! ```text
//! vault/vault.yaml    that it is one, its id, and whether it is on the way to be one; with a proof by the key
//! vault/NAME.age      the key, wrapped for one way to open
//! ```
//!
//! A library is a vault as soon as there is a way to open it.

mod turn;
mod wipe;

pub use turn::{Damage, Turned};
pub(super) use wipe::{replace, step};

use super::error::StoreError;
use super::files::{self, Durable};
use super::library::{Library, names};
use crate::vault::ways::{Kind, LARGEST, Opener, Way, WayError};
use crate::vault::{Keys, frames};
use crate::yaml;
use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Whether all files are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// All are.
    Whole,
    /// It is becoming a vault: some are not yet.
    Sealing,
    /// It is becoming a plain library: some are not any more.
    Opening,
}

impl Turn {
    fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Sealing => "sealing",
            Self::Opening => "opening",
        }
    }
}

/// A way to open a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayIn {
    /// What it is called.
    pub name: String,
    /// What it takes.
    pub kind: Kind,
}

/// How trying to open a vault ended.
#[derive(Debug)]
pub enum Opening {
    /// It is open.
    Open(Library),
    /// What was given opens none of the ways.
    Shut,
    /// What was given could not be used; why.
    NoKey(String),
}

/// A library that is a vault.
#[derive(Debug, Clone)]
pub struct Vault {
    library: Library,
    /// Its id; empty where `vault.yaml` cannot be read.
    pub id: String,
    turn: Turn,
    proof: String,
    /// What is wrong with `vault.yaml`, if anything.
    pub problem: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doc {
    mineral: String,
    version: u32,
    id: String,
    turn: Turn,
    proof: String,
}

const VERSION: u32 = 1;
const VAULT: &str = "vault";
/// The most that is read of `vault.yaml`.
const MOST: u64 = 4096;
/// More ways than that are not looked at.
const MOST_WAYS: usize = 64;

fn proven(id: &str, turn: Turn) -> String {
    format!("vault {id} {}", turn.word())
}

impl Library {
    fn vault_dir(&self) -> PathBuf {
        self.dir().join(VAULT)
    }

    fn vault_file(&self) -> PathBuf {
        self.vault_dir().join("vault.yaml")
    }

    /// The vault that this library is, if it is one.
    ///
    /// # Errors
    /// When its directory cannot be read, or a later program made it.
    pub fn vault(&self) -> Result<Option<Vault>, StoreError> {
        let dir = self.vault_dir();
        if dir.symlink_metadata().is_err() || ways_in(&dir)?.is_empty() {
            return self.without_a_way().map(|()| None);
        }
        let mut vault = Vault {
            library: self.clone(),
            id: String::new(),
            turn: Turn::Whole,
            proof: String::new(),
            problem: None,
        };
        match self.vault_doc() {
            Ok(doc) if doc.mineral != VAULT => {
                vault.problem = Some("vault.yaml is about something else".to_owned());
            }
            Ok(doc) if doc.version > VERSION => {
                return Err(StoreError::Vault {
                    path: dir,
                    why: format!("a later mineral made it (version {})", doc.version),
                    hint: "update mineral",
                });
            }
            Ok(doc) => {
                vault.id = crate::text::clean_line(&doc.id);
                vault.turn = doc.turn;
                vault.proof = doc.proof;
            }
            Err(why) => vault.problem = Some(format!("vault.yaml cannot be read: {why}")),
        }
        Ok(Some(vault))
    }

    fn vault_doc(&self) -> Result<Doc, String> {
        let bytes = files::read(&self.vault_file(), MOST).map_err(|e| e.told())?;
        let text = String::from_utf8(bytes).map_err(|_| "it is no text".to_owned())?;
        yaml::read::<Doc>(&text).map_err(|fault| fault.message)
    }

    /// Where nothing is there that opens a vault, the library is none: unless that was lost. Then nothing plain may be written beside what
    /// is encrypted.
    fn without_a_way(&self) -> Result<(), StoreError> {
        let says_so = self.vault_doc().is_ok_and(|doc| doc.turn == Turn::Whole);
        let has_frames = || {
            let mut first = [0; frames::MARK.len()];
            let people = fs::File::open(self.dir().join("people.yaml"));
            let read = people.and_then(|mut file| io::Read::read_exact(&mut file, &mut first));
            read.is_ok() && frames::are_frames(&first)
        };
        if !says_so && !has_frames() {
            return Ok(());
        }
        Err(StoreError::Vault {
            path: self.dir().to_owned(),
            why: "it is encrypted, and nothing that opens it is there any more".to_owned(),
            hint: "bring its folder `vault` back from a backup: mineral restore FILE",
        })
    }

    /// The library, opened with what somebody typed.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub fn opened_with(&self, words: &str) -> Result<Self, String> {
        let plain = Self::at(self.dir());
        let told = |e: StoreError| format!("{} · {}", e.told(), e.hint());
        let Some(vault) = plain.vault().map_err(told)? else {
            return Ok(plain);
        };
        let words = SecretString::from(words.to_owned());
        match vault.open(&Opener::typed(words)).map_err(told)? {
            Opening::Open(library) => Ok(library),
            Opening::Shut => Err("that does not open the vault".to_owned()),
            Opening::NoKey(why) => Err(why),
        }
    }

    /// Whether the library is still what it was opened as: a vault, or none.
    ///
    /// # Errors
    /// When it is a vault that is locked, or was turned meanwhile.
    pub fn is_as_opened(&self) -> Result<(), StoreError> {
        if self.vault()?.is_some() == self.keys().is_some() {
            return Ok(());
        }
        if self.keys().is_some() {
            return Err(StoreError::Turned {
                path: self.dir().to_owned(),
            });
        }
        Err(StoreError::Locked {
            path: self.dir().to_owned(),
        })
    }

    /// Makes the library a vault that can be opened in these ways, the first of which is there first. What is in it is not encrypted
    /// yet: that is for [`Library::seal`] on the library that comes back.
    ///
    /// # Errors
    /// When it is a vault already, a name is none, or the system refuses.
    pub fn make_vault(&self, ways: &[(String, Way)]) -> Result<Library, StoreError> {
        if self.vault()?.is_some() {
            return Err(StoreError::Exists {
                path: self.vault_dir(),
            });
        }
        let keys = Keys::generate();
        let id = Self::new_id(SystemTime::now());
        let library = self.clone().with_cover(keys, true);
        let vault = Vault {
            library: library.clone(),
            id,
            turn: Turn::Sealing,
            proof: String::new(),
            problem: None,
        };
        let dir = self.vault_dir();
        files::make_dirs(&dir, Durable::Now).map_err(StoreError::io("made", &dir))?;
        vault.says(Turn::Sealing)?;
        step();
        for (name, way) in ways {
            vault.add(name, way)?;
            step();
        }
        Ok(library)
    }
}

/// The names of the ways.
fn ways_in(dir: &Path) -> Result<Vec<String>, StoreError> {
    let mut all: Vec<String> = names(dir)?
        .into_iter()
        .filter_map(|name| Some(name.strip_suffix(".age")?.to_owned()))
        .filter(|name| is_name(name))
        .collect();
    all.sort();
    all.truncate(MOST_WAYS);
    Ok(all)
}

/// Whether a way can be called so: small letters, digits and hyphens.
pub(super) fn is_name(name: &str) -> bool {
    let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=40).contains(&name.len()) && name.bytes().all(good)
}

impl Vault {
    /// The library that it is, as it was asked for.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Whether all of the library is encrypted, as far as `vault.yaml` says.
    pub fn turn(&self) -> Turn {
        self.turn
    }

    fn path_of(&self, name: &str) -> PathBuf {
        self.library.vault_dir().join(format!("{name}.age"))
    }

    fn wrong(&self, why: impl Into<String>, hint: &'static str) -> StoreError {
        StoreError::Vault {
            path: self.library.dir().to_owned(),
            why: why.into(),
            hint,
        }
    }

    /// The ways to open it, by name.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn ways(&self) -> Result<Vec<WayIn>, StoreError> {
        let names = ways_in(&self.library.vault_dir())?;
        Ok(names
            .into_iter()
            .map(|name| WayIn {
                kind: self.file(&name).map_or(Kind::Unknown, |f| Kind::of(&f)),
                name,
            })
            .collect())
    }

    fn file(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        files::read(&self.path_of(name), LARGEST as u64)
    }

    /// Tries all ways with what was given.
    ///
    /// # Errors
    /// When no way can be read.
    pub fn open(&self, opener: &Opener) -> Result<Opening, StoreError> {
        let (mut broken, mut no_key) = (None, None);
        for way in self.ways()? {
            let tried = match self.file(&way.name) {
                Ok(file) => Keys::unwrapped(&file, opener),
                Err(e) => Err(WayError::Broken(e.told())),
            };
            match tried {
                Ok(keys) => return Ok(Opening::Open(self.opened(keys))),
                Err(WayError::Shut) => {}
                Err(WayError::Broken(why)) => broken = Some(format!("{}.age: {why}", way.name)),
                Err(WayError::NoKey(why)) => no_key = Some(why),
            }
        }
        match (no_key, broken) {
            (Some(why), _) | (None, Some(why)) => Ok(Opening::NoKey(why)),
            (None, None) => Ok(Opening::Shut),
        }
    }

    /// The library with a key that somebody held; `None` where it is not the key of this vault.
    pub fn opened_with(&self, keys: Keys) -> Option<Library> {
        let whole = self.problem.is_some() || self.is_proven(&keys);
        whole.then(|| self.opened(keys))
    }

    fn is_proven(&self, keys: &Keys) -> bool {
        keys.checks(&proven(&self.id, self.turn), &self.proof)
    }

    /// Only the key can say that plain files count.
    fn opened(&self, keys: Keys) -> Library {
        let mixed = self.turn != Turn::Whole && self.is_proven(&keys);
        self.library.clone().with_cover(keys, mixed)
    }

    /// Adds a way, or puts another in its place.
    ///
    /// # Errors
    /// When the vault is not open, the name is none, or the system refuses.
    pub fn add(&self, name: &str, way: &Way) -> Result<(), StoreError> {
        let hint = "call it by small letters, digits and hyphens: --name office-laptop";
        if !is_name(name) {
            let why = format!("{:?} is no name for a way", crate::text::clean_line(name));
            return Err(self.wrong(why, hint));
        }
        let file = self
            .keys()?
            .wrapped(way)
            .map_err(|e| self.wrong(e.to_string(), "try another key"))?;
        wipe::replace(&self.path_of(name), &file, true)?;
        if self.problem.is_some() {
            // Who has the key may say it anew. Plain files count for nothing then.
            self.says(Turn::Whole)?;
        }
        Ok(())
    }

    fn keys(&self) -> Result<&Keys, StoreError> {
        self.library.keys().ok_or_else(|| StoreError::Locked {
            path: self.library.dir().to_owned(),
        })
    }

    /// Takes a way out. Never the last one.
    ///
    /// # Errors
    /// When there is none of that name, it is the last, or the system refuses.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        let hint = "`mineral vault status` lists them";
        let all = self.ways()?;
        if !all.iter().any(|way| way.name == name) {
            let why = format!("there is no way called {:?}", crate::text::clean_line(name));
            return Err(self.wrong(why, hint));
        }
        if all.len() == 1 {
            let why = "it is the only way in: without it nobody could open the vault any more";
            return Err(self.wrong(why, "add another first: mineral vault add-key"));
        }
        wipe::away(&self.path_of(name))
    }

    /// The vault of a library that was opened.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(library: &Library) -> Result<Self, StoreError> {
        library.vault()?.ok_or_else(|| StoreError::Vault {
            path: library.dir().to_owned(),
            why: "the library is no vault".to_owned(),
            hint: "make it one: mineral vault create",
        })
    }

    /// Writes down how far it is.
    fn says(&self, turn: Turn) -> Result<(), StoreError> {
        let id = match self.id.as_str() {
            "" => Library::new_id(SystemTime::now()),
            id => id.to_owned(),
        };
        let doc = Doc {
            mineral: VAULT.to_owned(),
            version: VERSION,
            proof: self.keys()?.check(&proven(&id, turn)),
            id,
            turn,
        };
        let text = yaml::write(&doc).map_err(|fault| StoreError::Encode {
            what: "the vault",
            fault,
        })?;
        wipe::replace(&self.library.vault_file(), text.as_bytes(), false)
    }

    /// Takes the vault's own files away: from now on the library is a plain one.
    fn end(&self) -> Result<(), StoreError> {
        for way in self.ways()? {
            wipe::away(&self.path_of(&way.name))?;
            step();
        }
        let path = self.library.vault_file();
        fs::remove_file(&path).map_err(StoreError::io("removed", &path))?;
        // Something of the user's may be in it.
        let _ = fs::remove_dir(self.library.vault_dir());
        let _ = files::sync_path(self.library.dir());
        Ok(())
    }
}
