//! How the vault is asked for.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// How a vault is made and opened.
pub(in crate::command) const EXAMPLES: &str = "\
Examples:
  mineral vault create                              asks for a passphrase, and shows a recovery key to write down
  mineral vault create --key ~/.ssh/id_ed25519.pub  opened by an ssh key, and by a passphrase
  mineral vault add-key --key laptop.txt --name laptop
  mineral vault unlock --minutes 60                 this login session is not asked again for an hour
  mineral --identity laptop.txt search worried      opened for one command; so does the variable MINERAL_IDENTITY";

/// What can be done with the vault.
#[derive(Debug, Subcommand)]
pub(in crate::command) enum VaultCommand {
    /// Encrypt the library; what is in it already, too
    ///
    /// Whoever has the disk then reads nothing of what was said. Exports and what you copy out are not encrypted. It can be
    /// interrupted: the same command goes on with it.
    #[command(after_help = EXAMPLES)]
    Create(Create),
    /// Open the vault for this login session, so that no command asks until the time is over
    Unlock {
        /// For so long
        #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1440))]
        minutes: u32,
    },
    /// Close it again at once, for all programs that begin from now on
    Lock,
    /// Whether the library is a vault, what opens it, and whether it is open
    Status,
    /// Give it another passphrase; the other ways to open it stay
    ChangePassphrase,
    /// Add a way to open it: an age identity, an ssh key, a passphrase or a recovery key
    #[command(after_help = EXAMPLES)]
    AddKey(AddKey),
    /// Take a way to open it out
    ///
    /// Whoever had it may have kept the library's key, and what they copied: then make a new vault (`dissolve`, `create`).
    RemoveKey {
        /// What it is called: `mineral vault status` lists them
        name: String,
        /// Without asking
        #[arg(short, long)]
        yes: bool,
    },
    /// Make the library a plain one again: everything in it is readable text afterwards
    Dissolve {
        /// Without asking
        #[arg(short, long)]
        yes: bool,
        /// Also when something is damaged; what cannot be read is lost then
        #[arg(long)]
        leave_damaged: bool,
    },
}

/// How a vault is to be made.
#[derive(Debug, Args)]
pub(in crate::command) struct Create {
    /// A file with an age identity, an age recipient or an ssh key that opens it; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) key: Vec<PathBuf>,
    /// No passphrase: the keys alone open it
    #[arg(long, requires = "key")]
    pub(in crate::command) no_passphrase: bool,
    /// Write a recovery key into this new file instead of showing it
    #[arg(long, value_name = "FILE", conflicts_with = "no_recovery")]
    pub(in crate::command) recovery_file: Option<PathBuf>,
    /// No recovery key
    #[arg(long)]
    pub(in crate::command) no_recovery: bool,
}

/// Which way is to be added.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("way").required(true).args(["key", "passphrase", "recovery", "recovery_file"]))]
pub(in crate::command) struct AddKey {
    /// A file with an age identity, an age recipient or an ssh key
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) key: Option<PathBuf>,
    /// Another passphrase; it is asked for
    #[arg(long)]
    pub(in crate::command) passphrase: bool,
    /// A new recovery key, which is shown once
    #[arg(long)]
    pub(in crate::command) recovery: bool,
    /// A new recovery key, written into this new file
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) recovery_file: Option<PathBuf>,
    /// What it is called: small letters, digits and hyphens
    #[arg(long)]
    pub(in crate::command) name: Option<String>,
}
