//! Files in a folder, each with what is expected of it beside it. `UPDATE=1` writes what is expected anew.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// The YAML files of a folder of the repository, in order.
pub(crate) fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();
    files
}

/// A file's name.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Holds a text against the file beside a script; `UPDATE=1` writes that file.
pub(crate) fn expect_beside(path: &Path, shown: &str) {
    let beside = path.with_extension("txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&beside, shown).unwrap();
    }
    let expected = std::fs::read_to_string(&beside).unwrap_or_default();
    // Git may have checked it out with the line ends of Windows.
    let expected = expected.replace("\r\n", "\n");
    assert_eq!(shown, expected, "{}: UPDATE=1 accepts this", path.display());
}

/// Holds the schema of the code against the one in the repository; `UPDATE=1` writes that.
pub(crate) fn expect_schema(path: &str, schema: &Value) {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let written = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&whole, &written).unwrap();
    }
    let kept = std::fs::read_to_string(&whole).unwrap_or_default();
    assert!(
        kept.replace("\r\n", "\n") == written,
        "{path} is not up to date: UPDATE=1 writes it"
    );
}
