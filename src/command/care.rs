//! What can be written on the command line to care for what is kept: the doctor, backups, the bin.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// How the doctor is asked.
pub(super) const DOCTOR_EXAMPLES: &str = "\
Examples:
  mineral doctor                    # look, and change nothing
  mineral doctor --mend             # say what would be done, ask, do it
  mineral doctor --seal 01JD8Z3K    # see what was changed by hand, and keep that
  mineral doctor --rebuild          # the index, made anew";

/// How a backup is asked for.
pub(super) const BACKUP_EXAMPLES: &str = "\
Examples:
  mineral backup ~/mineral.tar
  mineral backup /media/stick/mineral.tar.age --passphrase
  mineral backup mineral.tar.age --recipient \"$(cat ~/.ssh/id_ed25519.pub)\"
  mineral restore mineral.tar";

/// What the doctor is to do.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag that stands by itself"
)]
pub(super) struct DoctorOptions {
    /// Mend what can be mended without loss, after saying what that is
    #[arg(long, conflicts_with = "json")]
    pub(super) mend: bool,
    /// Seal anew what was changed outside the program, in this conversation or in all, after showing it
    #[arg(long, value_name = "ID", num_args = 0..=1, conflicts_with_all = ["mend", "json"])]
    #[expect(
        clippy::option_option,
        reason = "the flag, and its value, may be missing"
    )]
    pub(super) seal: Option<Option<String>>,
    /// Throw the index away and make it anew from the conversations
    #[arg(long, conflicts_with_all = ["mend", "seal", "json"])]
    pub(super) rebuild: bool,
    /// Without asking
    #[arg(short, long)]
    pub(super) yes: bool,
    /// What was found as JSON, for other programs
    #[arg(long)]
    pub(super) json: bool,
}

/// What is to be backed up, and for whom.
#[derive(Debug, Args)]
pub(super) struct BackupOptions {
    /// The file; it must not be there yet
    pub(super) file: PathBuf,
    /// Encrypted, with a passphrase that is asked for
    #[arg(long, conflicts_with = "recipient")]
    pub(super) passphrase: bool,
    /// Encrypted to this key: an age recipient (age1…) or a public ssh key; may be given several times
    #[arg(long, value_name = "KEY")]
    pub(super) recipient: Vec<String>,
}

/// What is to be brought back.
#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// The file that `mineral backup` wrote
    pub(super) file: PathBuf,
    /// The age identity, or the ssh key, that opens it; a passphrase is asked for
    #[arg(long, value_name = "FILE")]
    pub(super) identity: Option<PathBuf>,
}

/// What can be done with the bin.
#[derive(Debug, Subcommand)]
pub(super) enum BinCommand {
    /// List what is in it
    List,
    /// Bring a conversation back
    Restore {
        /// The session's id, or its beginning
        id: String,
    },
    /// Take all of it away for good
    Empty {
        /// Without asking
        #[arg(short, long)]
        yes: bool,
    },
}
