//! Reading an archive that may be anything.

use super::names::target;
use super::{ArchiveError, Contents, FORM, Going, LARGEST, MARK, MOST, SUMS, Sum, refused};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

/// The largest list of sums: a line for each of the most files.
const LARGEST_SUMS: u64 = 256 << 20;

/// Is given each file.
pub(super) type Each<'a> = dyn FnMut(&Sum, Vec<u8>) -> Result<(), ArchiveError> + 'a;

/// Reads an archive from its beginning to its end and says what is in it. Each file is given to `each`, once it was compared with
/// nothing yet: only who has read to the end knows that all is whole.
pub(super) fn read(
    from: &mut dyn Read,
    going: &mut Going<'_>,
    each: &mut Each<'_>,
) -> Result<Contents, ArchiveError> {
    let mut archive = tar::Archive::new(from);
    // Raw: no entry changes what another one is, as those for long names do.
    let mut entries = archive.entries().map_err(torn)?.raw(true);
    let (mut contents, mut seen) = (Contents::default(), BTreeSet::new());
    let mut done = 0;
    let mut first = true;
    while let Some(entry) = entries.next() {
        let mut entry = entry.map_err(torn)?;
        let header = entry.header();
        let name = String::from_utf8(header.path_bytes().into_owned());
        let Ok(name) = name else {
            return refused("a name in it is no text");
        };
        if !matches!(header.entry_type(), tar::EntryType::Regular) {
            return refused(format!("{name:?} in it is no regular file"));
        }
        let size = header.entry_size().map_err(torn)?;
        let bytes = |entry: &mut dyn Read, most: u64| {
            if size > most {
                return refused(format!(
                    "{name:?} in it has {size} bytes; at most {most} are read"
                ));
            }
            let mut bytes = Vec::new();
            entry.take(size).read_to_end(&mut bytes).map_err(torn)?;
            if bytes.len() as u64 != size {
                return refused("it ends in the middle of a file");
            }
            Ok(bytes)
        };
        if first {
            if name != MARK {
                return refused("it does not begin as a backup does");
            }
            if bytes(&mut entry, 64)? != FORM {
                return refused("a later mineral wrote it: update mineral");
            }
            first = false;
            continue;
        }
        if name == SUMS {
            let sums = bytes(&mut entry, LARGEST_SUMS)?;
            if sums != contents.lines().as_bytes() {
                return refused("its files are not those that its list of sums names");
            }
            return if entries.next().is_none() {
                Ok(contents)
            } else {
                refused("there is more behind its end")
            };
        }
        let nowhere = Path::new("/");
        if target(&name, nowhere, nowhere).is_none() || !seen.insert(name.clone()) {
            return refused(format!("{name:?} in it is no file of a library"));
        }
        if seen.len() > MOST {
            return refused("it has more files than any library");
        }
        let bytes = bytes(&mut entry, LARGEST)?;
        let sum = Sum {
            size,
            hash: blake3::hash(&bytes).to_hex().to_string(),
            name,
        };
        each(&sum, bytes)?;
        contents.files.push(sum);
        done += size;
        if !going(done, 0) {
            return Err(ArchiveError::Stopped);
        }
    }
    refused("its end is missing")
}

fn torn(error: std::io::Error) -> ArchiveError {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => ArchiveError::Io(error),
        _ => ArchiveError::Refused(crate::text::clean_line(&error.to_string())),
    }
}

impl Contents {
    /// Reads an archive to its end and says what is in it. Nothing is written.
    ///
    /// # Errors
    /// When it is not whole, or holds anything that a library does not.
    pub fn of(from: &mut dyn Read, going: &mut Going<'_>) -> Result<Self, ArchiveError> {
        read(from, going, &mut |_, _| Ok(()))
    }
}
