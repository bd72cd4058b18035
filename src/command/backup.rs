//! One file that holds everything: written and verified, and brought back without writing over anything.

use super::arguments::Arguments;
use super::care::{BackupOptions, RestoreOptions};
use super::context::{library, places};
use super::progress::Meter;
use super::secret::secret;
use super::{Fail, print, tell};
use crate::desk::shown;
use crate::store::{ArchiveError, Contents, Library};
use crate::terminal::Clock;
use age::secrecy::{ExposeSecret as _, SecretString};
use std::fmt::Write as _;
use std::fs::{File, Permissions};
use std::io::{self, BufReader, BufWriter, IsTerminal as _, Read, Seek as _, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How an encrypted file begins.
const AGE: &[u8] = b"age-encryption.org/";
/// More work for one passphrase is refused: a file that asks for it is none of ours.
const MOST_WORK: u8 = 20;

/// Whether the user wants to go on.
struct Going {
    stop: Arc<AtomicBool>,
    meter: Meter,
}

impl Going {
    fn new(what: &'static str) -> Self {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let stop = Arc::new(AtomicBool::new(false));
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
        }
        let meter = Meter::new(what);
        Self { stop, meter }
    }

    fn on(&mut self, done: u64, all: u64) -> bool {
        self.meter.show(done, all);
        !self.stop.load(Ordering::Relaxed)
    }
}

fn failed(error: ArchiveError) -> Fail {
    let hint = match &error {
        ArchiveError::Refused(_) => {
            "nothing was changed; take another copy of the backup".to_owned()
        }
        ArchiveError::Elsewhere(_) => {
            "bring it back into a folder of its own: --data-dir DIR".to_owned()
        }
        ArchiveError::Stopped => "what is whole stays; do it again to go on".to_owned(),
        ArchiveError::Store(error) => error.hint(),
        ArchiveError::Io(_) => "see whether its disk has room, and who owns it".to_owned(),
    };
    let what = match error {
        ArchiveError::Store(error) => error.told(),
        other => other.to_string(),
    };
    Fail::broken(what, hint)
}

/// Writes everything into one file.
pub(super) fn backup(arguments: &Arguments, options: &BackupOptions) -> Result<u8, Fail> {
    let (library, places) = (library(arguments)?, places(arguments)?);
    let path = &options.file;
    if path.symlink_metadata().is_ok() {
        let what = format!("{} is there already", shown(path));
        return Err(Fail::broken(
            what,
            "choose another name; nothing is overwritten",
        ));
    }
    let lock = Lock::asked(options)?;
    let dir = path
        .parent()
        .filter(|d| !d.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let cannot = |e: &io::Error| Fail::system(&format!("{} could not be written", shown(path)), e);
    // Before there is a file that nobody would take away.
    let mut going = Going::new("writing");
    let temporary = tempfile::Builder::new()
        .prefix(".mineral-")
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(dir)
        .map_err(|e| cannot(&e))?;
    let mut out = Summed::new(BufWriter::new(temporary.as_file()));
    let at = Clock::start().now().at;
    let contents = lock.around(&mut out, &mut |to| {
        library.archive(&places.config, to, at, &mut |done, all| going.on(done, all))
    })?;
    out.flush().map_err(|e| cannot(&e))?;
    let written = out.sum();
    drop(out);
    temporary.as_file().sync_all().map_err(|e| cannot(&e))?;
    let how = verify(
        temporary.reopen().map_err(|e| cannot(&e))?,
        &contents,
        written,
        &lock,
    )?;
    temporary
        .persist_noclobber(path)
        .map_err(|e| cannot(&e.error))?;
    if let Ok(dir) = File::open(dir) {
        let _ = dir.sync_all();
    }
    for reason in &contents.left_out {
        tell(&format!("left out: {reason}"));
    }
    let kind = match lock {
        Lock::None => " · not encrypted: keep it where nobody else gets at it",
        _ => " · encrypted",
    };
    print(&format!(
        "{}: {}, {}, {how}{kind}\n",
        shown(path),
        super::doctor::many(contents.conversations(), "conversation", "conversations"),
        super::doctor::many(contents.files(), "file", "files")
    ))
}

/// Reads back what was written, before it gets its name.
fn verify(
    file: File,
    contents: &Contents,
    written: blake3::Hash,
    lock: &Lock,
) -> Result<&'static str, Fail> {
    let wrong = || {
        Fail::broken(
            "what was written does not read back",
            "another disk: this one has lost something",
        )
    };
    let mut going = Going::new("verifying");
    let mut reader = BufReader::new(file);
    let mut bytes = blake3::Hasher::new();
    bytes
        .update_reader(&mut reader)
        .map_err(|e| Fail::system("what was written could not be read", &e))?;
    if bytes.finalize() != written {
        return Err(wrong());
    }
    reader
        .rewind()
        .map_err(|e| Fail::system("what was written could not be read", &e))?;
    let Some(mut inside) = lock.opened(reader)? else {
        // Only who has the identity can look inside.
        return Ok("verified byte for byte");
    };
    let found = Contents::of(&mut inside, &mut |done, _| going.on(done, contents.bytes()))
        .map_err(failed)?;
    if !found.same(contents) {
        return Err(wrong());
    }
    Ok("read back and verified")
}

/// Brings back what is in a backup.
pub(super) fn restore(arguments: &Arguments, options: &RestoreOptions) -> Result<u8, Fail> {
    let places = places(arguments)?;
    // Files come back as they lie, so a vault need not be opened, and one that has lost what opens it can get that back.
    let library = Library::at(&places.data);
    let cannot =
        |e: &io::Error| Fail::system(&format!("{} could not be read", shown(&options.file)), e);
    let mut file = File::open(&options.file).map_err(|e| cannot(&e))?;
    if !file.metadata().map_err(|e| cannot(&e))?.is_file() {
        let what = format!("{} is no regular file", shown(&options.file));
        return Err(Fail::broken(
            what,
            "name the file that `mineral backup` wrote",
        ));
    }
    let key = Key::asked(&mut file, options)?;
    let mut open = || {
        file.rewind().map_err(|e| cannot(&e))?;
        let again = file.try_clone().map_err(|e| cannot(&e))?;
        key.opened(BufReader::new(again))
    };
    let mut going = Going::new("checking");
    // All of it, before anything is written.
    let contents =
        Contents::of(&mut open()?, &mut |done, all| going.on(done, all)).map_err(failed)?;
    let mut going = Going::new("bringing back");
    let restored = library
        .restore_archive(&places.config, &mut open()?, &contents, &mut |done, all| {
            going.on(done, all)
        })
        .map_err(failed)?;
    let mut out = format!(
        "{} came back, {} are there already",
        restored.back, restored.same
    );
    if restored.newer > 0 {
        let _ = write!(out, ", {} are newer here", restored.newer);
    }
    out.push('\n');
    for beside in &restored.beside {
        let _ = writeln!(
            out,
            "{} differs and stays as it is; the one of the backup: {}",
            shown(&beside.there),
            shown(&beside.put)
        );
    }
    print(&out)
}

/// What a backup is locked with.
enum Lock {
    None,
    Passphrase(SecretString),
    Recipients(Vec<Box<dyn age::Recipient + Send>>),
}

impl Lock {
    fn asked(options: &BackupOptions) -> Result<Self, Fail> {
        if options.passphrase {
            let first = ask_secret("passphrase of the backup")?;
            if first.expose_secret() != ask_secret("the same once more")?.expose_secret() {
                return Err(Fail::usage(
                    "the two passphrases differ",
                    "nothing was written",
                ));
            }
            if first.expose_secret().is_empty() {
                return Err(Fail::usage(
                    "an empty passphrase locks nothing",
                    "nothing was written",
                ));
            }
            return Ok(Self::Passphrase(first));
        }
        let mut all: Vec<Box<dyn age::Recipient + Send>> = Vec::new();
        for text in &options.recipient {
            if let Ok(key) = text.parse::<age::x25519::Recipient>() {
                all.push(Box::new(key));
            } else if let Ok(key) = text.parse::<age::ssh::Recipient>() {
                all.push(Box::new(key));
            } else {
                let what = format!("{:?} is no recipient", crate::text::clean_line(text));
                return Err(Fail::usage(
                    what,
                    "an age recipient (age1…), or a public ssh key as its file has it",
                ));
            }
        }
        Ok(if all.is_empty() {
            Self::None
        } else {
            Self::Recipients(all)
        })
    }

    /// Lets something write through the lock.
    fn around<W: Write>(
        &self,
        out: &mut W,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<Contents, ArchiveError>,
    ) -> Result<Contents, Fail> {
        let encryptor = match self {
            Self::None => return write(out).map_err(failed),
            Self::Passphrase(words) => age::Encryptor::with_user_passphrase(words.clone()),
            Self::Recipients(all) => {
                let all = all.iter().map(|r| r.as_ref() as &dyn age::Recipient);
                age::Encryptor::with_recipients(all).map_err(|e| {
                    Fail::usage(format!("these recipients do not go together: {e}"), "")
                })?
            }
        };
        let cannot = |e: io::Error| Fail::system("the backup could not be encrypted", &e);
        let mut through = encryptor.wrap_output(out).map_err(cannot)?;
        let contents = write(&mut through).map_err(failed)?;
        through.finish().map_err(cannot)?;
        Ok(contents)
    }

    /// What is inside; nothing where only somebody else can open it.
    fn opened(&self, from: BufReader<File>) -> Result<Option<Box<dyn Read>>, Fail> {
        match self {
            Self::None => Ok(Some(Box::new(from))),
            Self::Passphrase(words) => Key::Passphrase(words.clone()).opened(from).map(Some),
            Self::Recipients(_) => Ok(None),
        }
    }
}

/// What opens a backup.
enum Key {
    None,
    Passphrase(SecretString),
    Identities(Vec<Box<dyn age::Identity>>),
}

impl Key {
    fn asked(file: &mut File, options: &RestoreOptions) -> Result<Self, Fail> {
        let mut first = [0; AGE.len()];
        let read = file.read(&mut first).unwrap_or(0);
        let _ = file.rewind();
        if first.get(..read) != Some(AGE) {
            return Ok(Self::None);
        }
        if let Some(path) = &options.identity {
            return identities(path).map(Self::Identities);
        }
        let by_passphrase =
            age::Decryptor::new_buffered(BufReader::new(&*file)).is_ok_and(|d| d.is_scrypt());
        if !by_passphrase {
            return Err(Fail::usage(
                "this backup is encrypted to a key",
                "name the file of the identity, or of the ssh key: --identity FILE",
            ));
        }
        Ok(Self::Passphrase(ask_secret("passphrase of the backup")?))
    }

    fn opened(&self, from: BufReader<File>) -> Result<Box<dyn Read>, Fail> {
        let cannot = |e: &dyn std::fmt::Display| {
            Fail::broken(
                format!(
                    "the backup cannot be opened: {}",
                    crate::text::clean_line(&e.to_string())
                ),
                "see whether the passphrase or the identity is the right one",
            )
        };
        if matches!(self, Self::None) {
            return Ok(Box::new(from));
        }
        let decryptor = age::Decryptor::new_buffered(from).map_err(|e| cannot(&e))?;
        match self {
            Self::None => Ok(Box::new(io::empty())),
            Self::Passphrase(words) => {
                let mut identity = age::scrypt::Identity::new(words.clone());
                identity.set_max_work_factor(MOST_WORK);
                let one = std::iter::once(&identity as &dyn age::Identity);
                Ok(Box::new(decryptor.decrypt(one).map_err(|e| cannot(&e))?))
            }
            Self::Identities(all) => {
                let all = all.iter().map(AsRef::as_ref);
                Ok(Box::new(decryptor.decrypt(all).map_err(|e| cannot(&e))?))
            }
        }
    }
}

/// The identities in a file: of age, or an ssh key without a passphrase of its own.
fn identities(path: &Path) -> Result<Vec<Box<dyn age::Identity>>, Fail> {
    const LARGEST: u64 = 1 << 16;
    let cannot = |why: &str| {
        Fail::usage(
            format!(
                "{} has no identity: {}",
                shown(path),
                crate::text::clean_line(why)
            ),
            "an age identity (AGE-SECRET-KEY-1…), or a private ssh key",
        )
    };
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|f| f.take(LARGEST).read_to_end(&mut bytes))
        .map_err(|e| Fail::system(&format!("{} could not be read", shown(path)), &e))?;
    if bytes.starts_with(b"-----BEGIN") {
        let key = age::ssh::Identity::from_buffer(bytes.as_slice(), None)
            .map_err(|e| cannot(&e.to_string()))?;
        return Ok(vec![Box::new(key)]);
    }
    let file =
        age::IdentityFile::from_buffer(bytes.as_slice()).map_err(|e| cannot(&e.to_string()))?;
    let all = file.into_identities().map_err(|e| cannot(&e.to_string()))?;
    Ok(all
        .into_iter()
        .map(|one| one as Box<dyn age::Identity>)
        .collect())
}

fn ask_secret(question: &str) -> Result<SecretString, Fail> {
    if !io::stdin().is_terminal() {
        return Err(Fail::usage(
            "a passphrase can only be asked for on a terminal",
            "without one: --recipient KEY to write, --identity FILE to bring back",
        ));
    }
    Ok(secret(question)?.unwrap_or_default())
}

/// Adds up what goes through.
struct Summed<W> {
    to: W,
    sum: blake3::Hasher,
}

impl<W: Write> Summed<W> {
    fn new(to: W) -> Self {
        Self {
            to,
            sum: blake3::Hasher::new(),
        }
    }

    fn sum(&self) -> blake3::Hash {
        self.sum.finalize()
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.to.write(bytes)?;
        self.sum.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
