//! Whether the index says what the files say, without changing either.

use super::change::change;
use super::error::IndexError;
use super::open::Index;
use super::record::Known;
use crate::store::Library;

/// How the index compares with the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// There is none yet; it is made when something is searched for.
    None,
    /// As the files are.
    Current,
    /// So many conversations are new or changed since, and so many gone; the next search takes that in.
    Behind {
        /// New or changed.
        new: usize,
        /// Gone.
        gone: usize,
    },
}

impl Index {
    /// Compares the index with the files. Its own files are checked as when it is opened to search.
    ///
    /// # Errors
    /// When it is broken, or the library cannot be listed.
    pub fn compare(&self, library: &Library) -> Result<Compared, IndexError> {
        let Some(opened) = self.opened()? else {
            return Ok(Compared::None);
        };
        let known = Known::new(&library.people()?);
        let change = change(&opened, library.files()?, &known)?;
        if change.is_none() {
            return Ok(Compared::Current);
        }
        Ok(Compared::Behind {
            new: change.read.len(),
            gone: change.gone,
        })
    }
}
