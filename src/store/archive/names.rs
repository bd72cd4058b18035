//! Which names may stand in an archive. Whatever is not here becomes no path.

use super::super::library::check_id;
use std::path::{Path, PathBuf};

/// Bytes of a name, at most: what an archive keeps without an entry of its own for it.
const LONGEST: usize = 99;

/// Where a file with this name belongs; `None` for one that is none of ours.
pub(super) fn target(name: &str, data: &Path, config: &Path) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    let own = |name: &str| is_plain(name) && ends(name, &[".yaml", ".yml", ".schema.json"]);
    match parts.as_slice() {
        ["data", file @ ("people.yaml" | "filters.yaml")] => Some(data.join(file)),
        ["data", "sessions", year, file] => {
            let year_is_one = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
            let id = file
                .strip_suffix(".yaml")
                .or_else(|| file.strip_suffix(".draft"));
            let ours = year_is_one && id.is_some_and(|id| check_id(id).is_ok());
            ours.then(|| data.join("sessions").join(year).join(file))
        }
        ["data", dir @ ("scripts-used" | "bin"), file] => {
            let ours = is_plain(file) && ends(file, &[".yaml", ".draft"]);
            ours.then(|| data.join(dir).join(file))
        }
        ["data", "vault", file] => is_plain(file).then(|| data.join("vault").join(file)),
        ["config", file @ ("config.yaml" | "filters.yaml")] => Some(config.join(file)),
        ["config", dir @ ("scripts" | "personas" | "themes"), file] => {
            own(file).then(|| config.join(dir).join(file))
        }
        _ => None,
    }
}

/// Whether an archive can have it under this name.
pub(super) fn fits(name: &str) -> bool {
    name.len() <= LONGEST
}

fn ends(name: &str, endings: &[&str]) -> bool {
    endings
        .iter()
        .any(|e| name.len() > e.len() && name.ends_with(e))
}

/// A name that is nothing but a name: no dot at its beginning, nothing that a shell, a terminal or a file system takes for more.
fn is_plain(name: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    !name.is_empty()
        && !name.starts_with(['.', ' '])
        && !name.ends_with(' ')
        && name.chars().all(good)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_names_of_ours_become_a_path() {
        let (data, config) = (Path::new("/d"), Path::new("/c"));
        for (name, to) in [
            ("data/people.yaml", "/d/people.yaml"),
            ("data/filters.yaml", "/d/filters.yaml"),
            (
                "data/sessions/2026/01ARZ3NDEKTSV4RRFFQ69G5FAV.yaml",
                "/d/sessions/2026/01ARZ3NDEKTSV4RRFFQ69G5FAV.yaml",
            ),
            ("config/config.yaml", "/c/config.yaml"),
            ("config/filters.yaml", "/c/filters.yaml"),
            ("config/scripts/Übung 1.yaml", "/c/scripts/Übung 1.yaml"),
            ("data/bin/x-cut-1.yaml", "/d/bin/x-cut-1.yaml"),
        ] {
            assert_eq!(
                target(name, data, config),
                Some(PathBuf::from(to)),
                "{name}"
            );
        }
        for bad in [
            "",
            "/etc/passwd",
            "data/../people.yaml",
            "data/sessions/../../x.yaml",
            "data/sessions/2026/../x.yaml",
            "data/sessions/2026/x.yaml",
            "data/sessions/20/01ARZ3NDEKTSV4RRFFQ69G5FAV.yaml",
            "data/bin/..",
            "data/bin/.yaml",
            "data/bin/.x.yaml",
            "data/bin/x.sh",
            "data/bin/a\\b.yaml",
            "data/bin/a\u{1b}.yaml",
            "data/bin/a\u{202e}.yaml",
            "data/bin/a\0.yaml",
            "data//people.yaml",
            "data/people.yaml/",
            "./data/people.yaml",
            "config/scripts/x/y.yaml",
            "config/.bashrc",
            "data/vault/../x",
        ] {
            assert_eq!(target(bad, data, config), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_name_leads_out(name in "(data|config)/(sessions|bin|scripts|vault|x)?/?[./a-z0-9\\\\\u{202e}]{0,20}(\\.yaml)?") {
            if let Some(path) = target(&name, Path::new("/d"), Path::new("/c")) {
                prop_assert!(path.starts_with("/d") || path.starts_with("/c"));
                prop_assert!(path.components().all(|c| !matches!(c, std::path::Component::ParentDir)));
            }
        }
    }
}
