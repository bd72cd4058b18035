//! What stood in the input: the file beside a session, while it runs.
//!
//! Framed like a session, but each document is sealed on its own (after nothing): a draft is readable
//! whatever came before it, and a file begun anew needs no other.

use super::files;
use super::problem::{Problem, ProblemKind};
use super::seal::{self, Chain, Part, Shape};
use crate::session::{Document, Draft};
use crate::yaml::Fault;
use std::path::Path;

/// The most that is read of a draft file. The program begins it anew long before.
const MOST: u64 = 64 << 20;

/// A draft as it stands in the file.
pub(super) fn frame(draft: &Draft) -> Result<Vec<u8>, Fault> {
    Ok(seal::frame(None, draft.n, &draft.to_yaml()?).0)
}

/// What a draft file had to say.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) draft: Option<Draft>,
    pub(super) problems: Vec<Problem>,
    /// There is no text in the file, as far as it can be read.
    pub(super) is_blank: bool,
    /// The file has text, but not one draft can be read from it.
    pub(super) unreadable: Option<Vec<u8>>,
}

/// Reads the bytes of a draft file; a missing one is empty.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    match files::read(path, MOST) {
        Ok(bytes) => Ok(bytes),
        Err(super::StoreError::Io { source, .. })
            if source.kind() == std::io::ErrorKind::NotFound =>
        {
            Ok(Vec::new())
        }
        Err(e) => Err(Problem::general(ProblemKind::DraftUnread(e.to_string()))),
    }
}

/// Chooses what goes back into the input of a session whose next entry is `next`.
///
/// That is the last whole draft, also when it is empty: an emptied input is empty. Drafts for entries that
/// should be in the session and are not (a power cut can do that) are given back as well.
pub(super) fn choose(bytes: &[u8], next: u32) -> Found {
    let parts = seal::parts(bytes);
    let mut found = Found::default();
    let Some((at, last)) = newest(&parts, |_| true) else {
        found.is_blank = bytes.trim_ascii().is_empty();
        found.unreadable = (!found.is_blank).then(|| bytes.to_owned());
        return found;
    };
    if last.n > next {
        found
            .problems
            .push(Problem::general(ProblemKind::DraftAhead {
                expected: next,
                draft: last.n,
            }));
        let before = parts.get(..at).unwrap_or_default();
        let mut missed = unkept(before, next, &last);
        if last.text.is_empty() {
            found.draft = missed.pop();
        }
        found.problems.extend(missed.into_iter().map(|draft| {
            Problem::general(ProblemKind::Unkept {
                n: draft.n,
                text: draft.text,
            })
        }));
    }
    if last.n >= next && !last.text.is_empty() {
        found.draft = Some(last);
    }
    found
}

/// The newest text for each number from `next` to just below that of the last draft, the oldest first.
fn unkept(parts: &[Part<'_>], next: u32, last: &Draft) -> Vec<Draft> {
    let mut missed: Vec<Draft> = Vec::new();
    let mut below = last.n;
    let mut parts = parts;
    while let Some((at, draft)) = newest(parts, |n| (next..below).contains(&n)) {
        below = draft.n;
        parts = parts.get(..at).unwrap_or_default();
        // Text that was still in the input when another entry came is in the later draft.
        let later = missed.last().unwrap_or(last);
        if !draft.text.is_empty() && !later.text.starts_with(&draft.text) {
            missed.push(draft);
        }
    }
    missed.reverse();
    missed
}

/// The last part that is a whole draft with such a number.
fn newest(parts: &[Part<'_>], wanted: impl Fn(u32) -> bool) -> Option<(usize, Draft)> {
    let numbered = parts.iter().enumerate().rev();
    let mut candidates = numbered
        .filter(|(_, part)| part.seal.is_some_and(|(n, _)| wanted(n)) && part.shape != Shape::Junk);
    candidates.find_map(|(at, part)| {
        let text = std::str::from_utf8(part.yaml()).ok()?;
        if !Chain::new().verify(part) {
            return None;
        }
        let draft = Draft::from_yaml(text).ok()?;
        part.seal
            .is_some_and(|(n, _)| n == draft.n)
            .then_some((at, draft))
    })
}
