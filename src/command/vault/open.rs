//! Opening the vault, for every command that reads the library: the keyring, a key file, or the passphrase.

use super::super::arguments::Arguments;
use super::super::secret::secret;
use super::super::{Fail, tell};
use crate::desk::{DeskError, KeyFile};
use crate::store::{Library, Opening, StoreError, Vault};
use crate::vault;
use crate::vault::ways::{Asked, LARGEST, Opener};
use age::secrecy::SecretString;
use std::io::{self, IsTerminal, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// How often one may try.
const TRIES: usize = 3;

/// What the store says, as commands say it.
pub(super) fn of(error: StoreError) -> Fail {
    DeskError::from(error).into()
}

/// The library, open if it is a vault.
pub(in crate::command) fn opened(arguments: &Arguments, library: Library) -> Result<Library, Fail> {
    match found(arguments, library)? {
        Found::Open(library) => Ok(library),
        Found::Shut(vault) => asked(&vault),
    }
}

/// A library as it was found.
pub(in crate::command) enum Found {
    /// It can be read: it is no vault, or something opened it.
    Open(Library),
    /// Somebody has to be asked.
    Shut(Box<Vault>),
}

/// The library; open if it is none, or without asking.
pub(in crate::command) fn found(arguments: &Arguments, library: Library) -> Result<Found, Fail> {
    let Some(vault) = library.vault().map_err(of)? else {
        return Ok(Found::Open(library));
    };
    if let Some(path) = identity(arguments) {
        return Ok(Found::Open(with_file(&vault, &path, ask_for_key)?));
    }
    let held = vault::recall(&vault.id).and_then(|keys| vault.opened_with(keys));
    Ok(held.map_or_else(|| Found::Shut(Box::new(vault)), Found::Open))
}

/// The key file that was named.
pub(super) fn identity(arguments: &Arguments) -> Option<PathBuf> {
    let named = arguments.identity.clone();
    named.or_else(|| {
        let named = std::env::var_os("MINERAL_IDENTITY")?;
        (!named.is_empty()).then(|| PathBuf::from(named))
    })
}

/// Opens the vault with the key file that was named, as often as it is wanted.
pub(in crate::command) fn key_file(arguments: &Arguments) -> Option<KeyFile> {
    let path = identity(arguments)?;
    let data = super::super::context::places(arguments).ok()?.data;
    Some(Arc::new(move || {
        let said = |fail: Fail| fail.to_string();
        match Library::at(&data).vault().map_err(of).map_err(said)? {
            None => Ok(Library::at(&data)),
            // A key that has a passphrase of its own cannot be asked for on a screen that is drawn on.
            Some(vault) => with_file(&vault, &path, |_| None).map_err(said),
        }
    }))
}

/// Opens it with a key file.
fn with_file(vault: &Vault, path: &Path, ask: Asked) -> Result<Library, Fail> {
    let shown = path.display().to_string();
    let text = text_of_key(path)?;
    let opener = Opener::from_file(&text, &shown, ask)
        .map_err(|e| Fail::broken(e.to_string(), "name a key file that opens the vault"))?;
    match vault.open(&opener).map_err(of)? {
        Opening::Open(library) => Ok(library),
        Opening::NoKey(why) => Err(Fail::broken(why, HINT)),
        Opening::Shut => Err(Fail::broken(
            format!("{shown} does not open the vault"),
            HINT,
        )),
    }
}

const HINT: &str = "`mineral vault status` lists what opens it";

/// The text of a file with a key.
pub(super) fn text_of_key(path: &Path) -> Result<Zeroizing<String>, Fail> {
    let wrong = |why: String| {
        Fail::broken(
            format!("the key file {} could not be read: {why}", path.display()),
            "name a file with an age identity or an ssh key",
        )
    };
    let file = std::fs::File::open(path).map_err(|e| wrong(e.to_string()))?;
    // Never moved while it grows: a copy on the way would not be wiped.
    let mut text = Zeroizing::new(String::with_capacity(2 * LARGEST));
    let most = LARGEST as u64;
    file.take(most + 1)
        .read_to_string(&mut text)
        .map_err(|e| wrong(e.to_string()))?;
    if text.len() as u64 > most {
        return Err(wrong("it is too large to be a key".to_owned()));
    }
    Ok(text)
}

/// Whether somebody can be asked.
pub(super) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn ask_for_key(question: &str) -> Option<SecretString> {
    if !can_ask() {
        return None;
    }
    secret(question.trim_end_matches([':', ' '])).ok().flatten()
}

/// Asks for the passphrase.
pub(super) fn asked(vault: &Vault) -> Result<Library, Fail> {
    if !can_ask() {
        return Err(Fail::broken(
            "the library is a vault, and it is locked",
            "open it for this session: mineral vault unlock · or name a key: --identity FILE, MINERAL_IDENTITY=FILE",
        ));
    }
    for left in (0..TRIES).rev() {
        let Some(words) = secret("Passphrase or recovery key")? else {
            break;
        };
        match vault.open(&Opener::typed(words)).map_err(of)? {
            Opening::Open(library) => return Ok(library),
            Opening::NoKey(why) => return Err(Fail::broken(why, HINT)),
            Opening::Shut if left > 0 => tell("that does not open the vault; once more"),
            Opening::Shut => {}
        }
    }
    Err(Fail::broken(
        "the vault stays locked: the passphrase was wrong",
        HINT,
    ))
}
