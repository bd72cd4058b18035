//! What is asked of the system: that the process cannot be looked into, and that an opened vault stays open for a while.
//!
//! On Linux `mineral vault unlock` gives the key to the session's keyring in the kernel, with a time after which it is gone: never on a
//! disk, never in swap, and not visible to other users. Elsewhere each command asks.

use super::key::Keys;
use std::time::Duration;

/// How an opened vault is held between commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holding {
    /// The system holds it.
    Held,
    /// It cannot; why.
    Not(String),
}

/// Makes a memory image of this process impossible for others of the same user and for crash handlers. What the system refuses is left.
pub fn hardened() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(target_os = "linux")]
mod keyring {
    use super::{Duration, Holding, Keys};
    use linux_keyutils::{
        Key, KeyError, KeyPermissionsBuilder, KeyRing, KeyRingIdentifier, Permission,
    };
    use zeroize::Zeroizing;

    /// Bytes of a key as it is written, and some.
    const MOST: usize = 256;

    fn name(vault: &str) -> String {
        format!("mineral:{vault}")
    }

    fn ring() -> Result<KeyRing, KeyError> {
        KeyRing::from_special_id(KeyRingIdentifier::Session, false)
    }

    fn find(vault: &str) -> Result<Key, KeyError> {
        ring()?.search(&name(vault))
    }

    pub(super) fn hold(vault: &str, keys: &Keys, for_so_long: Duration) -> Holding {
        let held = || -> Result<(), KeyError> {
            let ring = ring()?;
            let key = ring.add_key(&name(vault), keys.written().as_bytes())?;
            let timed = || {
                // The session alone may read it, and nobody else may even see it.
                let permissions = KeyPermissionsBuilder::builder()
                    .posessor(Permission::ALL)
                    .user(Permission::VIEW)
                    .build();
                key.set_perms(permissions)?;
                let seconds = usize::try_from(for_so_long.as_secs()).unwrap_or(usize::MAX);
                key.set_timeout(seconds.clamp(1, 1 << 30))
            };
            timed().inspect_err(|_| {
                let _ = key.invalidate();
            })
        };
        match held() {
            Ok(()) => Holding::Held,
            Err(e) => Holding::Not(format!("the kernel's keyring refused ({e})")),
        }
    }

    pub(super) fn recall(vault: &str) -> Option<Keys> {
        let key = find(vault).ok()?;
        let mut bytes = Zeroizing::new([0; MOST]);
        let length = key.read(&mut *bytes).ok()?;
        Keys::read(std::str::from_utf8(bytes.get(..length)?).ok()?)
    }

    pub(super) fn forget(vault: &str) -> bool {
        find(vault).is_ok_and(|key| key.invalidate().is_ok())
    }
}

#[cfg(not(target_os = "linux"))]
mod keyring {
    use super::{Duration, Holding, Keys};

    pub(super) fn hold(_: &str, _: &Keys, _: Duration) -> Holding {
        Holding::Not("this system has no keyring that mineral knows".to_owned())
    }

    pub(super) fn recall(_: &str) -> Option<Keys> {
        None
    }

    pub(super) fn forget(_: &str) -> bool {
        false
    }
}

/// Gives the key of a vault to the system for this login session, for so long.
pub fn hold(vault: &str, keys: &Keys, for_so_long: Duration) -> Holding {
    keyring::hold(vault, keys, for_so_long)
}

/// The key of a vault, if the system holds it.
pub fn recall(vault: &str) -> Option<Keys> {
    keyring::recall(vault)
}

/// Takes the key back; whether it was held.
pub fn forget(vault: &str) -> bool {
    keyring::forget(vault)
}
