//! The ways to open a vault: each wraps the library's key in an age file of its own, since age allows no passphrase beside other
//! recipients. Whoever has the `age` program and a way in can read the key without this program.

use super::key::Keys;
use age::secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// Work to try one passphrase: 2^17 is about half a second and 128 MiB here.
const WORK: u8 = 17;
/// More is refused: a file that asks for it is not ours, and would take minutes.
const MOST_WORK: u8 = 20;
/// More bytes are no key.
pub const LARGEST: usize = 1 << 16;

/// What can be used to open a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A passphrase.
    Passphrase,
    /// An age identity.
    Age,
    /// An ssh key.
    Ssh,
    /// None of these.
    Unknown,
}

impl Kind {
    /// What an age file is opened with, by its first lines.
    pub fn of(file: &[u8]) -> Self {
        let line = |l: &&[u8]| l.starts_with(b"-> ");
        let mut stanzas = file.split(|b| *b == b'\n').skip(1).take_while(line);
        match stanzas.next().unwrap_or_default() {
            l if l.starts_with(b"-> scrypt ") => Self::Passphrase,
            l if l.starts_with(b"-> ssh-") => Self::Ssh,
            l if l.starts_with(b"-> X25519 ") || l.starts_with(b"-> mlkem") => Self::Age,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Age => "age identity",
            Self::Ssh => "ssh key",
            Self::Unknown => "unknown",
        })
    }
}

/// To whom the key is wrapped.
pub enum Way {
    /// To whoever knows this.
    Passphrase(SecretString),
    /// To whoever has one of these.
    Recipients(Vec<Box<dyn age::Recipient + Send>>),
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase(…)",
            Self::Recipients(_) => "Recipients(…)",
        })
    }
}

/// Something that may open a vault.
pub enum Opener {
    /// What was typed.
    Passphrase(SecretString),
    /// What stands in a file.
    Identities(Vec<Box<dyn age::Identity>>),
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase(…)",
            Self::Identities(_) => "Identities(…)",
        })
    }
}

/// Asks for the passphrase of a key's own file; `None` where nobody can be asked.
pub type Asked = fn(&str) -> Option<SecretString>;

/// Carries the question to the terminal.
#[derive(Clone, Copy)]
struct Asking(Asked);

impl age::Callbacks for Asking {
    fn display_message(&self, _: &str) {}

    fn confirm(&self, _: &str, _: &str, _: Option<&str>) -> Option<bool> {
        None
    }

    fn request_public_string(&self, _: &str) -> Option<String> {
        None
    }

    fn request_passphrase(&self, description: &str) -> Option<SecretString> {
        (self.0)(description)
    }
}

/// A key or passphrase that was not taken, and why.
#[derive(Debug, thiserror::Error)]
pub enum WayError {
    /// It does not open this file.
    #[error("it does not open the vault")]
    Shut,
    /// The file is damaged, or asks for too much.
    #[error("{0}")]
    Broken(String),
    /// What was given is no key.
    #[error("{0}")]
    NoKey(String),
}

impl Opener {
    /// What was typed: a recovery key is told from a passphrase.
    pub fn typed(words: SecretString) -> Self {
        let text = words.expose_secret().trim();
        match text.parse::<age::x25519::Identity>() {
            Ok(identity) => Self::Identities(vec![Box::new(identity)]),
            Err(_) => Self::Passphrase(words),
        }
    }

    /// What stands in a file: age identities, or an ssh key. `ask` is asked for its own passphrase, if it has one.
    ///
    /// # Errors
    /// When it is neither.
    pub fn from_file(text: &str, name: &str, ask: Asked) -> Result<Self, WayError> {
        let no_key = |why: String| WayError::NoKey(why);
        if text.contains("-----BEGIN ") {
            let key = age::ssh::Identity::from_buffer(text.as_bytes(), Some(name.to_owned()))
                .map_err(|_| no_key(format!("{name} is no ssh key that can be read")))?;
            if let age::ssh::Identity::Unsupported(_) = key {
                return Err(no_key(format!(
                    "{name} is an ssh key of a kind that cannot encrypt: ed25519 and rsa can"
                )));
            }
            return Ok(Self::Identities(vec![Box::new(
                key.with_callbacks(Asking(ask)),
            )]));
        }
        let file = age::IdentityFile::from_buffer(text.as_bytes())
            .map_err(|_| no_key(format!("{name} has neither an age identity nor an ssh key")))?;
        let all = file
            .with_callbacks(Asking(ask))
            .into_identities()
            .map_err(|e| no_key(format!("{name}: {e}")))?;
        if all.is_empty() {
            return Err(no_key(format!("there is no key in {name}")));
        }
        let all = all.into_iter().map(|one| -> Box<dyn age::Identity> { one });
        Ok(Self::Identities(all.collect()))
    }
}

impl Way {
    /// To whom a file, or a line, says: a public key or the public part of a private one.
    ///
    /// # Errors
    /// When it is neither.
    pub fn to(text: &str, name: &str) -> Result<Self, WayError> {
        let no_key = |why: &str| WayError::NoKey(format!("{name}: {why}"));
        let line = text
            .lines()
            .map(str::trim)
            .find(|l| !l.is_empty() && !l.starts_with('#'))
            .unwrap_or_default();
        if line.starts_with("age1") {
            let to = line.parse::<age::x25519::Recipient>().map_err(no_key)?;
            return Ok(Self::Recipients(vec![Box::new(to)]));
        }
        if line.starts_with("ssh-") {
            let to = line
                .parse::<age::ssh::Recipient>()
                .map_err(|_| no_key("it is an ssh key that cannot encrypt: ed25519 and rsa can"))?;
            return Ok(Self::Recipients(vec![Box::new(to)]));
        }
        if text.contains("-----BEGIN ") {
            let key = age::ssh::Identity::from_buffer(text.as_bytes(), None)
                .map_err(|_| no_key("it is no ssh key that can be read"))?;
            let to = age::ssh::Recipient::try_from(key).map_err(|_| {
                no_key("its public part cannot be read from it; give the file that ends with .pub")
            })?;
            return Ok(Self::Recipients(vec![Box::new(to)]));
        }
        let file = age::IdentityFile::from_buffer(text.as_bytes())
            .map_err(|_| no_key("it is neither an age key nor an ssh key"))?;
        match file.to_recipients() {
            Ok(all) if !all.is_empty() => Ok(Self::Recipients(all)),
            _ => Err(no_key("there is no key in it")),
        }
    }
}

/// A new recovery key: what is written down, and the way that it opens.
pub fn recovery() -> (SecretString, Way) {
    let identity = age::x25519::Identity::generate();
    let way = Way::Recipients(vec![Box::new(identity.to_public())]);
    (identity.to_string(), way)
}

impl Keys {
    /// The key, wrapped: an age file.
    ///
    /// # Errors
    /// When nobody could open it.
    pub fn wrapped(&self, way: &Way) -> Result<Vec<u8>, WayError> {
        let broken = |why: String| WayError::Broken(why);
        let encryptor = match way {
            Way::Passphrase(words) => {
                let mut to = age::scrypt::Recipient::new(words.clone());
                to.set_work_factor(WORK);
                age::Encryptor::with_recipients(std::iter::once(&to as &dyn age::Recipient))
            }
            Way::Recipients(all) => age::Encryptor::with_recipients(
                all.iter().map(|to| -> &dyn age::Recipient { to.as_ref() }),
            ),
        };
        let mut file = Vec::new();
        encryptor
            .map_err(|e| broken(e.to_string()))?
            .wrap_output(&mut file)
            .and_then(|mut writer| {
                writer.write_all(self.written().as_bytes())?;
                writer.finish().map(drop)
            })
            .map_err(|e| broken(e.to_string()))?;
        Ok(file)
    }

    /// Opens an age file with what was given.
    ///
    /// # Errors
    /// When that is not for this file, or the file is broken.
    pub fn unwrapped(file: &[u8], opener: &Opener) -> Result<Self, WayError> {
        use age::DecryptError as E;
        let decryptor = age::Decryptor::new(file).map_err(|e| WayError::Broken(e.to_string()))?;
        let stream = match opener {
            Opener::Passphrase(_) if !decryptor.is_scrypt() => return Err(WayError::Shut),
            Opener::Identities(_) if decryptor.is_scrypt() => return Err(WayError::Shut),
            Opener::Passphrase(words) => {
                let mut identity = age::scrypt::Identity::new(words.clone());
                identity.set_max_work_factor(MOST_WORK);
                decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
            }
            Opener::Identities(all) => decryptor.decrypt(all.iter().map(AsRef::as_ref)),
        };
        let reader = stream.map_err(|e| match e {
            E::DecryptionFailed | E::NoMatchingKeys => WayError::Shut,
            E::KeyDecryptionFailed => {
                WayError::NoKey("the passphrase of the key file is wrong".to_owned())
            }
            other => WayError::Broken(other.to_string()),
        })?;
        let text = read_text(reader).map_err(|e| WayError::Broken(e.to_string()))?;
        Self::read(&text).ok_or_else(|| WayError::Broken("there is no key in it".to_owned()))
    }
}

/// The little text inside an age file, wiped when it goes.
fn read_text(reader: impl Read) -> io::Result<Zeroizing<String>> {
    // Never moved while it grows: nothing longer is a key.
    let mut text = Zeroizing::new(String::with_capacity(256));
    reader.take(255).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody(_: &str) -> Option<SecretString> {
        None
    }

    fn secret(words: &str) -> SecretString {
        SecretString::from(words.to_owned())
    }

    #[test]
    fn each_way_opens_its_file_and_no_other() {
        let keys = Keys::generate();
        let (written, way) = recovery();
        let by_key = keys.wrapped(&way).unwrap();
        let by_words = keys
            .wrapped(&Way::Passphrase(secret("seven quiet herons")))
            .unwrap();
        assert_eq!(
            (Kind::of(&by_key), Kind::of(&by_words)),
            (Kind::Age, Kind::Passphrase)
        );
        let typed = Opener::typed(written.clone());
        assert!(Keys::unwrapped(&by_key, &typed).unwrap().is(&keys));
        assert!(matches!(
            Keys::unwrapped(&by_words, &typed),
            Err(WayError::Shut)
        ));
        let file = format!("# mine\n{}\n", written.expose_secret());
        let from_file = Opener::from_file(&file, "key.txt", nobody).unwrap();
        assert!(Keys::unwrapped(&by_key, &from_file).unwrap().is(&keys));
        let right = Opener::typed(secret("seven quiet herons"));
        assert!(Keys::unwrapped(&by_words, &right).unwrap().is(&keys));
        let wrong = Opener::typed(secret("seven quiet heron"));
        assert!(matches!(
            Keys::unwrapped(&by_words, &wrong),
            Err(WayError::Shut)
        ));
        assert!(matches!(
            Keys::unwrapped(&by_key, &wrong),
            Err(WayError::Shut)
        ));
    }

    #[test]
    fn a_file_that_was_changed_opens_nothing() {
        let keys = Keys::generate();
        let (written, way) = recovery();
        let file = keys.wrapped(&way).unwrap();
        let opener = Opener::typed(written);
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(Keys::unwrapped(&changed, &opener).is_err(), "byte {at}");
            assert!(
                Keys::unwrapped(&file[..at], &opener).is_err(),
                "cut at {at}"
            );
        }
    }

    #[test]
    fn what_is_no_key_is_said_to_be_none() {
        for text in [
            "",
            "hello",
            "age1nonsense",
            "ssh-dss AAAA",
            "-----BEGIN NOTHING-----",
        ] {
            assert!(Way::to(text, "f").is_err(), "{text}");
            assert!(Opener::from_file(text, "f", nobody).is_err(), "{text}");
        }
    }
}
