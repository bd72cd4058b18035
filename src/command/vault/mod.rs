//! The vault: made, opened, closed, looked at, and made a plain library again.

pub(super) mod arguments;
mod create;
pub(super) mod open;

use super::arguments::Arguments;
use super::{Fail, ask, context, print, tell};
use crate::store::{Library, Turn, Vault};
use crate::vault::ways::{Kind, Way};
use crate::vault::{self, Holding};
use arguments::{AddKey, VaultCommand};
use open::{Found, of};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

/// What the passphrase's way is called.
const PASSPHRASE: &str = "passphrase";
/// What the way of a recovery key is called.
const RECOVERY: &str = "recovery";

/// Does what was asked for.
pub(super) fn vault(arguments: &Arguments, command: &VaultCommand) -> Result<u8, Fail> {
    let library = Library::at(context::places(arguments)?.data);
    match command {
        VaultCommand::Create(how) => create::create(arguments, library, how),
        VaultCommand::Unlock { minutes } => unlock(arguments, library, *minutes),
        VaultCommand::Lock => lock(&library),
        VaultCommand::Status => status(arguments, &library),
        VaultCommand::ChangePassphrase => change_passphrase(arguments, library),
        VaultCommand::AddKey(how) => add_key(arguments, library, how),
        VaultCommand::RemoveKey { name, yes } => remove_key(&library, name, *yes),
        VaultCommand::Dissolve { yes, leave_damaged } => {
            dissolve(arguments, library, *yes, *leave_damaged)
        }
    }
}

fn none() -> Fail {
    Fail::not_found(
        "the library is no vault",
        "make it one: mineral vault create",
    )
}

fn there(library: &Library) -> Result<Vault, Fail> {
    library.vault().map_err(of)?.ok_or_else(none)
}

/// The vault, open.
fn opened(arguments: &Arguments, library: Library) -> Result<(Library, Vault), Fail> {
    there(&library)?;
    let library = open::opened(arguments, library)?;
    let vault = Vault::of(&library).map_err(of)?;
    Ok((library, vault))
}

fn unlock(arguments: &Arguments, library: Library, minutes: u32) -> Result<u8, Fail> {
    there(&library)?;
    // Somebody who asks for it again means from now on.
    let (library, vault) = opened(arguments, library)?;
    let Some(keys) = library.keys() else {
        return Err(none());
    };
    let so_long = Duration::from_secs(60 * u64::from(minutes));
    match vault::hold(&vault.id, keys, so_long) {
        Holding::Held => {
            let so_long = match minutes {
                1 => "a minute".to_owned(),
                n => format!("{n} minutes"),
            };
            tell(&format!(
                "open for {so_long} in this login session · mineral vault lock closes it"
            ));
            Ok(0)
        }
        Holding::Not(why) => Err(Fail::broken(
            format!("it cannot be kept open between commands: {why}"),
            "each command asks, or is given a key: --identity FILE, MINERAL_IDENTITY=FILE",
        )),
    }
}

fn lock(library: &Library) -> Result<u8, Fail> {
    let vault = there(library)?;
    let was_open = vault::forget(&vault.id);
    tell(if was_open {
        "locked · programs that run have the key until they lock themselves or end"
    } else {
        "it was locked already"
    });
    Ok(0)
}

fn status(arguments: &Arguments, library: &Library) -> Result<u8, Fail> {
    let Some(vault) = library.vault().map_err(of)? else {
        print("The library is plain: what is in it can be read by whoever has the disk.\n")?;
        tell("encrypt it: mineral vault create");
        return Ok(1);
    };
    let mut out = String::new();
    let _ = writeln!(out, "The library is a vault: {}", library.dir().display());
    match vault.turn() {
        Turn::Whole => {}
        Turn::Sealing => out.push_str(
            "! It is on the way to be one: not all is encrypted yet. Go on: mineral vault create\n",
        ),
        Turn::Opening => out
            .push_str("! It is on the way to be a plain library. Go on: mineral vault dissolve\n"),
    }
    if let Some(problem) = &vault.problem {
        let _ = writeln!(out, "! {problem}; with a way in, all can be read");
    }
    out.push_str("Opened by:\n");
    for way in vault.ways().map_err(of)? {
        let _ = writeln!(out, "  {:<20} {}", way.name, way.kind);
    }
    let found = open::found(arguments, library.clone());
    let by = match found {
        Ok(Found::Open(_)) if open::identity(arguments).is_some() => "open, by the key file",
        Ok(Found::Open(_)) => "open in this login session",
        Ok(Found::Shut(_)) => "locked",
        Err(_) => "locked; the key file does not open it",
    };
    let _ = writeln!(out, "Now: {by}");
    print(&out)
}

fn change_passphrase(arguments: &Arguments, library: Library) -> Result<u8, Fail> {
    let (_, vault) = opened(arguments, library)?;
    let ways = vault.ways().map_err(of)?;
    let there = ways.iter().find(|way| way.kind == Kind::Passphrase);
    let name = there.map_or(PASSPHRASE, |way| way.name.as_str());
    let words = create::new_passphrase()?;
    vault.add(name, &Way::Passphrase(words)).map_err(of)?;
    tell("the passphrase is another one from now on; the other ways to open the vault stay");
    Ok(0)
}

fn add_key(arguments: &Arguments, library: Library, how: &AddKey) -> Result<u8, Fail> {
    let (_, vault) = opened(arguments, library)?;
    let (usual, way) = match &how.key {
        Some(path) => create::key(path)?,
        None if how.passphrase => (
            PASSPHRASE.to_owned(),
            Way::Passphrase(create::new_passphrase()?),
        ),
        None => (
            RECOVERY.to_owned(),
            create::recovery(how.recovery_file.as_deref())?,
        ),
    };
    let name = free(&vault, how.name.as_deref(), usual)?;
    vault.add(&name, &way).map_err(of)?;
    tell(&format!("{name} opens the vault, too"));
    Ok(0)
}

/// A name for a way that is not taken: the one that was asked for, or the usual one with a number.
fn free(vault: &Vault, asked: Option<&str>, usual: String) -> Result<String, Fail> {
    let taken: Vec<String> = vault
        .ways()
        .map_err(of)?
        .into_iter()
        .map(|w| w.name)
        .collect();
    if let Some(name) = asked {
        if taken.iter().any(|t| t == name) {
            return Err(Fail::not_found(
                format!("there is a way called {name:?} already"),
                "give another name: --name NAME",
            ));
        }
        return Ok(name.to_owned());
    }
    let numbered = (2..).map(|n| format!("{usual}-{n}"));
    let mut names = std::iter::once(usual.clone()).chain(numbered);
    Ok(names.find(|n| !taken.contains(n)).unwrap_or(usual))
}

fn remove_key(library: &Library, name: &str, yes: bool) -> Result<u8, Fail> {
    let vault = there(library)?;
    if !yes
        && !ask(&format!(
            "nobody can open the vault with {name} any more; take it out?"
        ))?
    {
        return Err(Fail::not_found(
            "nothing was taken out",
            "without a terminal to ask on: --yes",
        ));
    }
    vault.remove(name).map_err(of)?;
    tell(&format!("{name} does not open the vault any more"));
    Ok(0)
}

fn dissolve(
    arguments: &Arguments,
    library: Library,
    yes: bool,
    leave_damaged: bool,
) -> Result<u8, Fail> {
    if library.end_the_turn().map_err(of)? {
        forget_caches(arguments)?;
        tell("the library is plain again");
        return Ok(0);
    }
    let (library, _) = opened(arguments, library)?;
    let damage = library.damage().map_err(of)?;
    if !damage.is_empty() && !leave_damaged {
        for hurt in &damage {
            tell(&format!("{}: {}", hurt.path.display(), hurt.what));
        }
        return Err(Fail::broken(
            format!("{} pieces are damaged and would be lost", damage.len()),
            "bring them back from a backup, or leave them out: --leave-damaged",
        ));
    }
    if !yes && !ask("afterwards whoever has the disk can read everything; go on?")? {
        return Err(Fail::not_found(
            "nothing was changed",
            "without a terminal to ask on: --yes",
        ));
    }
    let turned = library.unseal(create::progress("decrypted")).map_err(of)?;
    forget_caches(arguments)?;
    tell(&format!(
        "the library is plain again: {} files are readable text",
        turned.files
    ));
    Ok(0)
}

/// What a vault had beside its files is of no use any more.
fn forget_caches(arguments: &Arguments) -> Result<(), Fail> {
    let places = context::places(arguments)?;
    create::forget_index(&places.index)?;
    create::forget_file(&places.digests())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
