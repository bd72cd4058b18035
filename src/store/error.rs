//! What can go wrong with files, and what a user can do about it.

use crate::yaml::Fault;
use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused; the cause is the source.
    #[error("{} could not be {action}", path.display())]
    Io {
        /// What was tried, as a participle: "read", "written".
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file is encrypted, and nobody has opened the vault.
    #[error("{} is encrypted", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file is not encrypted, and lies in a vault: nobody knows who wrote it.
    #[error("{} is not encrypted, but the library is a vault", path.display())]
    NotCovered {
        /// The file.
        path: PathBuf,
    },
    /// The file is of a vault, and what is in it was damaged or changed.
    #[error("{} was damaged or changed, and cannot be read", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The library was turned into a vault, or into a plain one, while it was open.
    #[error("the library in {} is not what it was when it was opened", path.display())]
    Turned {
        /// Its directory.
        path: PathBuf,
    },
    /// The vault's own files are not as they should be; why.
    #[error("the vault in {}: {why}", path.display())]
    Vault {
        /// Its directory.
        path: PathBuf,
        /// What is wrong.
        why: String,
        /// What to do.
        hint: &'static str,
    },
    /// This is not how a session is called.
    #[error("{0:?} is not the id of a session")]
    BadId(String),
    /// No session begins like this.
    #[error("no session begins with {0:?}")]
    NotFound(String),
    /// Nothing in the bin begins like this.
    #[error("no session in the bin begins with {0:?}")]
    NotInBin(String),
    /// Another program is writing the session.
    #[error("{} is being written by another mineral", path.display())]
    Running {
        /// The file.
        path: PathBuf,
    },
    /// More than one session begins like this.
    #[error("several sessions begin with {beginning:?}: {}{}", ids.join(", "), if *more { ", …" } else { "" })]
    Several {
        /// What was asked for.
        beginning: String,
        /// Up to five of them, the newest first.
        ids: Vec<String>,
        /// Whether there are more than these.
        more: bool,
    },
    /// The file is larger than anything this program writes.
    #[error("{} has {bytes} bytes; at most {most} are read", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many bytes it has, as far as they were counted.
        bytes: u64,
        /// How many are read at most.
        most: u64,
    },
    /// A directory, a pipe or a device stands where a file should be.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The first document, which says what the file is, is missing or cannot be read.
    #[error("{}, line {line} (byte {byte}): {why}", path.display())]
    Head {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The byte, from 0.
        byte: u64,
        /// What is wrong with it.
        why: String,
        /// Whether a vault has nothing left of it, and what follows may be read all the same.
        lost: bool,
    },
    /// The file is there already; nothing is ever overwritten.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A person with this id is kept already, with other words.
    #[error("another person already has the id {0}")]
    PersonExists(String),
    /// There is nobody with this id.
    #[error("there is nobody with the id {0:?}")]
    NoPerson(String),
    /// What was asked for would change nothing about the people, or cannot be; why.
    #[error("{0}")]
    Unchanged(String),
    /// The value cannot be written as YAML that reads back.
    #[error("{what} cannot be written")]
    Encode {
        /// What it is.
        what: &'static str,
        /// What is wrong.
        #[source]
        fault: Fault,
    },
    /// The script's bytes are not those that the hash names.
    #[error("the script {hash:?}: {why}")]
    Script {
        /// The hash that was asked for.
        hash: String,
        /// What is wrong.
        why: String,
    },
    /// Another process holds the file and did not let go within two seconds.
    #[error("{} is in use by another mineral", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    /// What the user can do about it, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::Io { path, source, .. } => io_hint(path, source),
            Self::Locked { .. } => "open the vault: answer when you are asked, or give --identity FILE; `mineral vault status` says what opens it".to_owned(),
            Self::NotCovered { .. } => "it is not read, since the program did not write it: move it out of the library, or finish the turn with `mineral vault create`".to_owned(),
            Self::Damaged { .. } => "move it away, or bring it back from a backup: mineral restore".to_owned(),
            Self::Turned { .. } => "leave the program and start it again".to_owned(),
            Self::Vault { hint, .. } => (*hint).to_owned(),
            Self::BadId(_) => "an id has 26 letters and digits; a beginning of it is enough".to_owned(),
            Self::NotFound(_) => "home lists the sessions that are there; a beginning of an id is enough".to_owned(),
            Self::NotInBin(_) => "`mineral bin list` lists what is in the bin".to_owned(),
            Self::Running { .. } => "leave it there first; it is not moved while it runs".to_owned(),
            Self::Several { .. } => "give a letter more of the one that you mean".to_owned(),
            Self::TooLarge { .. } => "this is no file that mineral wrote; move it out of the data directory".to_owned(),
            Self::NotAFile { .. } => "move it out of the data directory".to_owned(),
            Self::Head { path, lost: true, .. } => {
                let id = path.file_stem().unwrap_or_default().display();
                format!("what is whole behind it can be read: mineral read {id} · a backup may have it whole: mineral restore")
            }
            Self::Head { .. } => "the rest of the file is untouched; mend its first lines in an editor, after the model of another session's file".to_owned(),
            Self::Exists { .. } => "choose another name".to_owned(),
            Self::PersonExists(_) => "give the new person an id of their own".to_owned(),
            Self::NoPerson(_) | Self::Unchanged(_) => "`mineral person list` lists everybody".to_owned(),
            Self::Encode { .. } => "this is a fault of mineral; the words are still in the draft".to_owned(),
            Self::Script { .. } => "the session can still be read; only the script as it was is missing".to_owned(),
            Self::Busy { .. } => "wait for it to finish, or close it, and try again".to_owned(),
        }
    }

    /// The error with its cause, in one line.
    pub fn told(&self) -> String {
        match std::error::Error::source(self) {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }

    /// For `map_err` around a call into the system.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}

fn io_hint(path: &Path, error: &io::Error) -> String {
    use io::ErrorKind as K;
    let path = path.display();
    match error.kind() {
        K::NotFound => format!("see whether the directory of {path} is still there"),
        K::PermissionDenied => format!("see who owns {path} and what its mode is"),
        K::ReadOnlyFilesystem => {
            "this disk is read-only; give another place with --data-dir".to_owned()
        }
        K::StorageFull | K::QuotaExceeded | K::FileTooLarge => {
            "make room on the disk, or give another place with --data-dir".to_owned()
        }
        _ => format!("see whether {path} can be opened with other programs"),
    }
}
