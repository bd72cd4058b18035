//! Forgetting somebody: the people's file written anew without them. The history of all others stays.

use super::super::care::{over, says};
use super::super::cover::Belongs;
use super::super::error::StoreError;
use super::super::files::{self, Durable};
use super::super::library::{Library, MAX_SESSION};
use super::super::seal::{self, Digits, Shape};
use super::record::{Change, PeopleHead, PersonEntry};
use crate::session::Document;
use crate::vault::frames::FIRST;
use crate::yaml::Fault;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Seek as _, Write as _};

impl Library {
    /// Writes the people's file anew without these; beside its place, synced, renamed, and the old one written over. Returns
    /// how many entries went.
    ///
    /// # Errors
    /// When another process does not let go of the file, or the system refuses. It is as it was then.
    pub(in crate::store) fn forget_people(
        &self,
        ids: &BTreeSet<String>,
        names: &[String],
    ) -> Result<usize, StoreError> {
        let path = self.people_path();
        if !path.exists() {
            return Ok(0);
        }
        let mut old = self.open_people(&path, &mut Durable::Now)?;
        let bytes = files::read_open(&old, &path, MAX_SESSION)?;
        let text = self.cover().off(&Belongs::people(), &path, &bytes)?;
        let (anew, gone) = without(&text.text, ids, names).map_err(|fault| StoreError::Encode {
            what: "the people",
            fault,
        })?;
        if gone == 0 {
            return Ok(0);
        }
        let anew = self.cover().wrapper(Belongs::people(), FIRST).all(&anew);
        let failed = |e| StoreError::io("written anew", &path)(e);
        let mut temporary = files::temporary(&path).map_err(failed)?;
        temporary.write_all(&anew).map_err(failed)?;
        temporary.as_file().sync_all().map_err(failed)?;
        temporary.persist(&path).map_err(|e| failed(e.error))?;
        files::sync_path(files::parent(&path)).map_err(failed)?;
        // We have the old one open still, and it has no name any more.
        let written_over = files::set_appending(&old, false)
            .and_then(|()| old.rewind())
            .and_then(|()| over(&old, bytes.len() as u64));
        written_over.map_err(|e| StoreError::io("written over", &path)(e))?;
        Ok(gone)
    }
}

/// The file without what is about these ids, and how many entries that were.
fn without(
    bytes: &[u8],
    ids: &BTreeSet<String>,
    names: &[String],
) -> Result<(Vec<u8>, usize), Fault> {
    let (mut out, mut last): (Vec<u8>, Option<Digits>) = (Vec::new(), None);
    let mut put = |out: &mut Vec<u8>, n: u32, yaml: &str| {
        let (document, digits) = seal::frame(last.as_ref(), n, yaml);
        out.extend(document);
        last = Some(digits);
    };
    let (mut gone, mut next) = (0, 1);
    // The numbers of those that stay, as they were and as they are.
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    for (at, part) in seal::parts(bytes).iter().enumerate() {
        let text = String::from_utf8_lossy(part.yaml());
        if at == 0
            && let Ok(head) = PeopleHead::from_yaml(&text)
        {
            put(&mut out, 0, &head.to_yaml()?);
            continue;
        }
        let entry = PersonEntry::from_yaml(&text);
        if let Some(mut entry) = entry.ok().filter(|_| part.shape != Shape::Junk) {
            let undone = match &mut entry.change {
                Change::Undone { of } => Some(numbers.get(of).copied().map(|now| *of = now)),
                _ => None,
            };
            // What takes back something that is gone has nothing to say.
            if is_about(&entry.change, ids) || matches!(undone, Some(None)) {
                gone += 1;
                continue;
            }
            numbers.insert(entry.n, next);
            entry.n = next;
            next += 1;
            put(&mut out, entry.n, &entry.to_yaml()?);
        } else {
            // What cannot be read stays, unless it is about them.
            let raw = bytes.get(part.byte..part.end).unwrap_or_default();
            if says(raw, ids, names) {
                gone += 1;
                continue;
            }
            out.extend(raw);
            if raw.last().is_some_and(|b| *b != b'\n') {
                out.push(b'\n');
            }
        }
    }
    Ok((out, gone))
}

fn is_about(change: &Change, ids: &BTreeSet<String>) -> bool {
    match change {
        Change::Person(person) => ids.contains(&person.id),
        Change::Renamed { id, .. } => ids.contains(id),
        Change::Merged { id, into } => ids.contains(id) || ids.contains(into),
        Change::Undone { .. } => false,
    }
}
