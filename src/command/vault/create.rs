//! Making a vault, and going on with one that was begun.

use super::super::arguments::Arguments;
use super::super::secret::secret;
use super::super::{Fail, ask, context, tell};
use super::arguments::Create;
use super::open::{can_ask, of, opened, text_of_key};
use super::{PASSPHRASE, RECOVERY, shown};
use crate::desk::{DeskError, place_new, take_in_filters};
use crate::store::{Library, Turn, wiped};
use crate::vault::strength::strength;
use crate::vault::ways::{self, Way};
use age::secrecy::{ExposeSecret, SecretString};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Makes the library a vault.
pub(super) fn create(arguments: &Arguments, library: Library, how: &Create) -> Result<u8, Fail> {
    let places = context::places(arguments)?;
    let filters = places.filters_file();
    let library = match library.vault().map_err(of)? {
        Some(vault) if vault.turn() == Turn::Whole => {
            return Err(Fail::not_found(
                "the library is a vault already",
                "add a way to open it: mineral vault add-key",
            ));
        }
        Some(_) => {
            tell("going on with the vault that was begun");
            let library = opened(arguments, library)?;
            take_in_filters(&library, &filters)?;
            library
        }
        None => {
            let ways = ways_of(how)?;
            // They are encrypted with all the rest; and where they cannot be read, that is said before anything is changed.
            take_in_filters(&library, &filters)?;
            library.make_vault(&ways).map_err(of)?
        }
    };
    // From now on nobody writes a plain one; it goes before anything says that all is encrypted.
    forget_index(&places.index)?;
    let digests = places.digests();
    forget_file(&digests)?;
    forget_begun(digests.parent(), ".digests-")?;
    forget_begun(filters.parent(), ".mineral-")?;
    let turned = library.seal(progress("encrypted")).map_err(of)?;
    let others = match turned.others {
        0 => String::new(),
        n => format!(" · {n} files in the library are not mineral's and stay as they are"),
    };
    tell(&format!(
        "the library is a vault: {} files were encrypted{others}",
        turned.files
    ));
    Ok(0)
}

/// The ways that were asked for. The passphrase is the first: whatever happens on the way, its owner can open the vault.
fn ways_of(how: &Create) -> Result<Vec<(String, Way)>, Fail> {
    let mut ways: Vec<(String, Way)> = Vec::new();
    let wants = !how.no_passphrase && (how.key.is_empty() || can_ask());
    if wants {
        ways.push((PASSPHRASE.to_owned(), Way::Passphrase(new_passphrase()?)));
    }
    for path in &how.key {
        let (usual, way) = key(path)?;
        let numbered = (2..).map(|n| format!("{usual}-{n}"));
        let mut names = std::iter::once(usual.clone()).chain(numbered);
        let free = |n: &String| ways.iter().all(|(taken, _)| taken != n);
        let name = names.find(free).unwrap_or(usual);
        ways.push((name, way));
    }
    if how.recovery_file.is_some() || (!how.no_recovery && can_ask()) {
        let question = "A recovery key opens the vault when the passphrase is forgotten. Show one to write down?";
        if how.recovery_file.is_some() || ask_yes(question)? {
            ways.push((RECOVERY.to_owned(), recovery(how.recovery_file.as_deref())?));
        }
    }
    Ok(ways)
}

/// As `ask`, but an empty answer is a yes.
fn ask_yes(question: &str) -> Result<bool, Fail> {
    let _ = write!(io::stderr().lock(), "{question} [Y/n] ");
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .map_err(|e| Fail::system("the answer could not be read", &e))?;
    Ok(!answer.trim().to_lowercase().starts_with('n'))
}

/// A key that is wrapped to, and what it is usually called.
pub(super) fn key(path: &Path) -> Result<(String, Way), Fail> {
    let text = text_of_key(path)?;
    let way = Way::to(&text, &shown(path)).map_err(|e| {
        Fail::usage(
            e.to_string(),
            "a key is a file of age-keygen, a line age1…, or an ssh key of ed25519 or rsa",
        )
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let name: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(30)
        .collect();
    let name = name.trim_matches('-');
    let usual = if name.is_empty() { "key" } else { name };
    Ok((usual.to_owned(), way))
}

/// Asks for a new passphrase, twice, and says how good it is.
pub(super) fn new_passphrase() -> Result<SecretString, Fail> {
    if !can_ask() {
        return Err(Fail::usage(
            "there is no terminal to type a passphrase on",
            "give a key instead: --key FILE --no-passphrase",
        ));
    }
    loop {
        let Some(words) = secret("New passphrase")? else {
            return Err(Fail::not_found(
                "no passphrase was given",
                "nothing was changed",
            ));
        };
        let said = strength(words.expose_secret());
        tell(&format!(
            "{}: whoever has the disk needs {} to guess it",
            said.word, said.time
        ));
        if !said.is_enough() {
            if !said.advice.is_empty() {
                tell(&said.advice);
            }
            if !ask(
                "four or five words that have nothing to do with each other are better; take it all the same?",
            )? {
                continue;
            }
        }
        match secret("The same once more")? {
            Some(again) if again.expose_secret() == words.expose_secret() => return Ok(words),
            _ => tell("they are not the same; from the beginning"),
        }
    }
}

/// A new recovery key: shown once, or written into a file.
pub(super) fn recovery(file: Option<&Path>) -> Result<Way, Fail> {
    let (written, way) = ways::recovery();
    if let Some(path) = file {
        let text = format!(
            "# Opens the vault of mineral. Keep it where the laptop is not.\n{}\n",
            written.expose_secret()
        );
        place_new(path, |out| {
            out.write_all(text.as_bytes()).map_err(DeskError::Output)?;
            Ok(((), true))
        })?;
        tell(&format!("the recovery key is in {}", shown(path)));
    } else {
        tell(
            "The recovery key. Write it down and keep it where the laptop is not; it is not shown again:",
        );
        tell(&format!("\n  {}\n", written.expose_secret()));
        if can_ask() {
            let _ = write!(io::stderr().lock(), "Enter when it is written down ");
            let mut line = String::new();
            let _ = io::stdin().read_line(&mut line);
        }
    }
    Ok(way)
}

/// Says how far it is, on a terminal.
pub(super) fn progress(what: &'static str) -> impl FnMut(usize, usize) {
    let shows = io::stderr().is_terminal();
    let mut told = 0;
    move |done, all| {
        let percent = done * 100 / all.max(1);
        if shows && all > 50 && (percent > told || done == all) {
            told = percent;
            let end = if done == all { "\n" } else { "" };
            let _ = write!(io::stderr().lock(), "\r{what}: {done} of {all}{end}");
        }
    }
}

/// The index has words in it: its files are overwritten and taken away. It is made anew when it is needed.
pub(super) fn forget_index(dir: &Path) -> Result<(), Fail> {
    let failed = |e: io::Error| Fail::system("the old index could not be taken away", &e);
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(failed)?,
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() {
            forget_index(&path)?;
            fs::remove_dir(&path).map_err(failed)?;
        } else if kind.is_file() && entry.file_name() != "lock" {
            forget_file(&path)?;
        }
    }
    Ok(())
}

/// As [`forget_index`], for a file.
pub(super) fn forget_file(path: &Path) -> Result<(), Fail> {
    wiped(path).map(drop).map_err(of)
}

/// Files that a killed program had begun and not named.
fn forget_begun(dir: Option<&Path>, begins: &str) -> Result<(), Fail> {
    let Some(Ok(entries)) = dir.map(fs::read_dir) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_string_lossy().starts_with(begins) {
            forget_file(&entry.path())?;
        }
    }
    Ok(())
}
