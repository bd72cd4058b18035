//! Writing an archive.

use super::super::error::StoreError;
use super::super::files;
use super::super::library::{Library, names};
use super::names::{fits, target};
use super::{ArchiveError, Contents, FORM, Going, LARGEST, MARK, SUMS, Sum};
use crate::session::Moment;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

impl Library {
    /// Writes everything into an archive: the library, and from `config` the settings, scripts, personas and themes of the user.
    /// What a conversation that runs has until now is in it.
    ///
    /// # Errors
    /// When something cannot be read, the archive cannot be written, or `going` says so.
    pub fn archive(
        &self,
        config: &Path,
        to: &mut dyn Write,
        at: Moment,
        going: &mut Going<'_>,
    ) -> Result<Contents, ArchiveError> {
        let mut contents = Contents::default();
        let all = self.everything(config, &mut contents)?;
        let size = |path: &PathBuf| path.metadata().map_or(0, |about| about.len());
        let total = all.iter().map(|(_, path)| size(path)).sum();
        let mut tar = tar::Builder::new(to);
        add(&mut tar, MARK, FORM, at)?;
        let mut done = 0;
        for (name, path) in all {
            let bytes = match files::read(&path, LARGEST) {
                Ok(bytes) => bytes,
                // It went meanwhile: a draft whose words became an entry, a session that was deleted.
                Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                    continue;
                }
                Err(e @ (StoreError::TooLarge { .. } | StoreError::NotAFile { .. })) => {
                    contents.left_out.push(e.told());
                    continue;
                }
                Err(e) => return Err(e.into()),
            };
            add(&mut tar, &name, &bytes, at)?;
            done += bytes.len() as u64;
            contents.files.push(Sum {
                size: bytes.len() as u64,
                hash: blake3::hash(&bytes).to_hex().to_string(),
                name,
            });
            if !going(done, total) {
                return Err(ArchiveError::Stopped);
            }
        }
        add(&mut tar, SUMS, contents.lines().as_bytes(), at)?;
        tar.into_inner()?.flush()?;
        Ok(contents)
    }

    /// All files with their names in an archive. Drafts stand before sessions, as when a session is read: while one runs, an entry
    /// reaches its file before the draft that follows. The bin comes behind the sessions, so that what is deleted meanwhile is in one of both.
    fn everything(
        &self,
        config: &Path,
        contents: &mut Contents,
    ) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let data = self.dir();
        let mut folders: Vec<(String, PathBuf)> = Vec::new();
        for year in self.years()? {
            let name = year.file_name().unwrap_or_default().to_string_lossy();
            folders.push((format!("data/sessions/{name}"), year.clone()));
        }
        for name in ["bin", "scripts-used", "vault"] {
            folders.push((format!("data/{name}"), data.join(name)));
        }
        for name in ["scripts", "personas", "themes"] {
            folders.push((format!("config/{name}"), config.join(name)));
        }
        let mut all = Vec::new();
        for (folder, dir) in folders {
            let mut found = names(&dir)?;
            found.sort();
            for name in found {
                let (name, path) = (format!("{folder}/{name}"), dir.join(&name));
                let temporary = name.contains("/.mineral-");
                let folder = path.is_dir() || temporary;
                if target(&name, data, config).is_some() && fits(&name) && !path.is_dir() {
                    all.push((name, path));
                } else if !folder {
                    contents.left_out.push(crate::text::clean_line(&format!(
                        "{}: not a file that the program knows",
                        path.display()
                    )));
                }
            }
        }
        // The people last: whoever is named by a session above is among them.
        for (name, path) in [
            ("data/people.yaml", data.join("people.yaml")),
            ("data/filters.yaml", data.join("filters.yaml")),
            ("config/config.yaml", config.join("config.yaml")),
            ("config/filters.yaml", config.join("filters.yaml")),
        ] {
            if path.symlink_metadata().is_ok() {
                all.push((name.to_owned(), path));
            }
        }
        Ok(all)
    }
}

fn add(
    tar: &mut tar::Builder<&mut dyn Write>,
    name: &str,
    bytes: &[u8],
    at: Moment,
) -> io::Result<()> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_size(bytes.len() as u64);
    header.set_mode(files::FILE_MODE);
    let second = at.instant().map_or(0, jiff::Timestamp::as_second);
    header.set_mtime(u64::try_from(second).unwrap_or(0));
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    tar.append(&header, bytes)
}
