//! What every command needs to know first: places, settings, whether there is a screen, which session is meant.

use super::Fail;
use super::arguments::Arguments;
use super::vault::open::{Found, found, opened};
use crate::client::persona::Persona;
use crate::config::{Places, Settings};
use crate::desk::{Catalogue, Shelf};
use crate::index::{Index, Place};
use crate::store::Library;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The largest settings file that is read, in bytes.
const MAX_CONFIG: u64 = 1 << 20;

pub(super) fn places(arguments: &Arguments) -> Result<Places, Fail> {
    let home = std::env::var_os("MINERAL_HOME")
        .filter(|v| !v.is_empty())
        .map(PathBuf::from);
    Places::find(home.as_deref(), arguments.data_dir.as_deref()).ok_or_else(|| {
        Fail::broken(
            "no home directory is known",
            "say where sessions are kept: --data-dir DIR",
        )
    })
}

/// The library; if it is a vault, open. Somebody who can be asked is asked for the passphrase.
pub(super) fn library(arguments: &Arguments) -> Result<Library, Fail> {
    opened(arguments, Library::at(places(arguments)?.data))
}

/// The library for the screen, which asks by itself where it is a vault.
pub(super) fn library_on_screen(arguments: &Arguments) -> Result<Found, Fail> {
    found(arguments, Library::at(places(arguments)?.data))
}

/// The index of the library.
pub(super) fn index(arguments: &Arguments, library: &Library) -> Result<Index, Fail> {
    Ok(Index::at(Place::Dir(places(arguments)?.index)).of(library))
}

/// The scripts that can be run.
pub(super) fn catalogue(arguments: &Arguments) -> Result<Catalogue, Fail> {
    let dir = match &arguments.scripts {
        Some(dir) => dir.clone(),
        None => places(arguments)?.scripts(),
    };
    Ok(Catalogue::at(Some(&dir)))
}

/// The clients whom one can practise with.
pub(super) fn personas(arguments: &Arguments) -> Result<Catalogue<Persona>, Fail> {
    let dir = match &arguments.personas {
        Some(dir) => dir.clone(),
        None => places(arguments)?.personas(),
    };
    Ok(Catalogue::at(Some(&dir)))
}

/// The settings: the file that was named, else the one in its place if it is there.
pub(super) fn settings(arguments: &Arguments) -> Result<Settings, Fail> {
    let (path, named) = match &arguments.config {
        Some(path) => (path.clone(), true),
        None => (places(arguments)?.config_file(), false),
    };
    let text = match read_config(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound && !named => return Ok(Settings::default()),
        Err(e) => {
            return Err(Fail::broken(
                format!("the settings in {} could not be read: {e}", path.display()),
                "mend or remove the file, or name another with --config FILE",
            ));
        }
    };
    Settings::read(&path.display().to_string(), &text).map_err(|report| {
        Fail::usage(
            format!("the settings have problems\n{report}"),
            "`mineral keys` lists places, names and keys",
        )
    })
}

fn read_config(path: &Path) -> io::Result<String> {
    use io::Read as _;
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path)?
        .take(MAX_CONFIG + 1)
        .read_to_end(&mut bytes)?;
    if read as u64 > MAX_CONFIG {
        return Err(io::Error::other("it is larger than a megabyte"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8 text"))
}

/// Whether there is a screen to draw on.
pub(super) fn has_screen(arguments: &Arguments) -> bool {
    !arguments.plain && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Columns for lines of text: those of the terminal, and 80 where they go elsewhere.
pub(super) fn columns() -> usize {
    const USUAL: usize = 80;
    let out = io::stdout();
    let size = rustix::termios::tcgetwinsize(&out).ok();
    let wide = size.map(|s| usize::from(s.ws_col)).filter(|c| *c > 0);
    wide.unwrap_or(USUAL)
}

/// The newest session that was not ended.
pub(super) fn unfinished(shelf: &Shelf) -> Result<String, Fail> {
    shelf.newest_unfinished()?.ok_or_else(|| {
        Fail::not_found(
            "there is no unfinished conversation",
            "begin one: mineral live --with NAME",
        )
    })
}

/// The newest session.
pub(super) fn newest(shelf: &Shelf) -> Result<String, Fail> {
    shelf.newest()?.ok_or_else(|| {
        Fail::not_found(
            "there is no conversation yet",
            "begin one: mineral live --with NAME",
        )
    })
}
