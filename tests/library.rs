//! The scripts that are built in, and the table of what they carry.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use mineral::script::catalogue::BUILTIN;
use mineral::script::check;
use std::collections::BTreeSet;

/// What the sources hold: rows of the domain's table, and the scripts beside it.
const ROWS: usize = 41;

#[test]
fn every_built_in_script_passes_check_without_a_warning() {
    let reports: Vec<String> = BUILTIN
        .iter()
        .map(|b| check(&format!("{}.yaml", b.id), b.text))
        .filter(|report| !report.is_empty())
        .map(|report| report.to_string())
        .collect();
    assert!(reports.is_empty(), "{}", reports.join("\n\n"));
}

#[test]
fn the_table_of_the_library_names_every_script_and_nothing_else() {
    let readme = include_str!("../scripts/README.md").replace("\r\n", "\n");
    let (_, library) = readme.split_once("\n## The library\n").unwrap();
    let rows: Vec<&str> = library
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .collect();
    assert_eq!(rows.len(), ROWS);
    let mut named = BTreeSet::new();
    for row in rows {
        let columns: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, what, carrier, _] = columns[..] else {
            panic!("a row has two columns: {row}");
        };
        assert!(!what.is_empty() && !carrier.is_empty(), "{row}");
        let quoted = carrier.split('`').skip(1).step_by(2);
        // `leaves: …` and `{last.…}` are of the language.
        named.extend(quoted.filter(|q| !q.contains([':', '{'])));
    }
    let ids: BTreeSet<&str> = BUILTIN.iter().map(|b| b.id).collect();
    let missing: Vec<_> = ids.difference(&named).collect();
    assert!(missing.is_empty(), "the table does not name {missing:?}");
    let unknown: Vec<_> = named.difference(&ids).collect();
    assert!(unknown.is_empty(), "no script is called {unknown:?}");
}
