//! Where things lie.

use directories::ProjectDirs;
use std::path::{Path, PathBuf};

/// What the folder of the index is called.
const INDEX: &str = "index";
/// What the file with sessions in short is called.
const DIGESTS: &str = "digests";

/// The folders of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// `config.yaml`, and the user's own scripts and personas.
    pub config: PathBuf,
    /// Sessions and people.
    pub data: PathBuf,
    /// The index, which can be thrown away.
    pub index: PathBuf,
}

impl Places {
    /// The folders: `MINERAL_HOME` puts all of them under one, `--data-dir` moves the data alone, with its index inside, else
    /// they are the platform's. `None` when the platform names no home.
    pub fn find(home: Option<&Path>, data_dir: Option<&Path>) -> Option<Self> {
        let mut places = if let Some(home) = home {
            Self {
                config: home.join("config"),
                data: home.join("data"),
                index: home.join("cache").join(INDEX),
            }
        } else if let Some(dirs) = ProjectDirs::from("", "", "mineral") {
            Self {
                config: dirs.config_dir().to_owned(),
                data: dirs.data_dir().to_owned(),
                index: dirs.cache_dir().join(INDEX),
            }
        } else {
            let data = data_dir?;
            Self {
                config: data.to_owned(),
                data: data.to_owned(),
                index: data.join(INDEX),
            }
        };
        if let Some(data) = data_dir {
            data.clone_into(&mut places.data);
            places.index = data.join(INDEX);
        }
        Some(places)
    }

    /// The file with sessions in short, beside the index: it can be thrown away, too.
    pub fn digests(&self) -> PathBuf {
        self.index.with_file_name(DIGESTS)
    }

    /// The folder with the user's own scripts.
    pub fn scripts(&self) -> PathBuf {
        self.config.join("scripts")
    }

    /// The folder with the user's own personas.
    pub fn personas(&self) -> PathBuf {
        self.config.join("personas")
    }

    /// Where an earlier version kept the filters that the user saved.
    pub fn filters_file(&self) -> PathBuf {
        self.config.join("filters.yaml")
    }

    /// The file with the user's settings.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.yaml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_holds_everything_and_a_data_dir_the_data_alone() {
        let home = Places::find(Some(Path::new("/h")), None).unwrap();
        assert_eq!(
            (home.config, home.data, home.index),
            (
                "/h/config".into(),
                "/h/data".into(),
                "/h/cache/index".into()
            )
        );
        let moved = Places::find(Some(Path::new("/h")), Some(Path::new("/d"))).unwrap();
        assert_eq!(
            (moved.config, moved.data, moved.index),
            ("/h/config".into(), "/d".into(), "/d/index".into())
        );
    }
}
