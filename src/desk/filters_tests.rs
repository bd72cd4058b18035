//! The file of saved filters: old or new, and never something else without a word.

use super::*;

fn filter(name: &str, query: &str) -> Filter {
    Filter {
        name: name.to_owned(),
        query: query.to_owned(),
        sort: Sort::Warmest,
    }
}

#[test]
fn filters_are_saved_replaced_and_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let filters = Filters::at(dir.path().join("config/filters.yaml"));
    assert_eq!(filters.read().unwrap(), []);
    for name in ["zebra", "Ána: \"1\" # no", "no", "😀 \u{202e}x"] {
        filters
            .save(filter(name, "person:\"ana ruiz\" -budget*"))
            .unwrap();
    }
    let all = filters.save(filter("ZEBRA", "feeling:worried")).unwrap();
    assert_eq!(all.len(), 4);
    let read = filters.read().unwrap();
    assert!(
        read.contains(&filter("ZEBRA", "feeling:worried")),
        "{read:?}"
    );
    let left = filters.forget("no").unwrap();
    assert_eq!(left.len(), 3);
    assert_eq!(filters.read().unwrap().len(), 3);
}

#[test]
fn a_file_that_does_not_read_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("filters.yaml");
    for text in ["filters: [", "filters:\n  - nam: x\n", "- a", "\u{0}"] {
        fs::write(&path, text).unwrap();
        let filters = Filters::at(path.clone());
        assert!(filters.read().is_err(), "{text}");
        assert!(filters.save(filter("x", "y")).is_err(), "{text}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

/// Some filters, and the bytes of their file.
fn saved(path: &Path) -> (Vec<Filter>, Vec<u8>) {
    let filters = Filters::at(path.to_owned());
    for (name, query) in [
        ("cold ones", "person:ana -budget"),
        ("März", "feeling:worried since:march"),
        ("x", "\"word for word\""),
    ] {
        filters.save(filter(name, query)).unwrap();
    }
    (filters.read().unwrap(), fs::read(path).unwrap())
}

#[test]
fn every_prefix_and_every_flipped_bit_is_refused_or_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("filters.yaml");
    let (all, bytes) = saved(&path);
    let filters = Filters::at(path.clone());
    let mut refused = 0;
    let mut is_right = |what: &str, changed: &[u8]| {
        fs::write(&path, changed).unwrap();
        if let Ok(found) = filters.read() {
            // Nothing at all is a loss that shows.
            let right = found == all || found.is_empty();
            assert!(right, "{what}: {found:?}");
        } else {
            refused += 1;
            assert!(filters.save(filter("new", "query")).is_err(), "{what}");
            assert_eq!(fs::read(&path).unwrap(), changed, "{what}: written over");
        }
    };
    for end in 0..bytes.len() {
        is_right(&format!("cut at {end}"), &bytes[..end]);
    }
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        is_right(&format!("bit {bit}"), &changed);
    }
    assert!(refused > bytes.len() * 8);
    // Without its first line it is somebody's own.
    let own = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
    fs::write(&path, &bytes[own..]).unwrap();
    assert_eq!(filters.read().unwrap(), all);
}

/// What [`each_call_that_fails_or_is_the_last_leaves_the_old_ones_or_the_new`] starts, traced.
#[test]
#[ignore = "run by another test"]
fn child_that_saves() {
    if let Some(path) = std::env::var_os("MINERAL_TEST_FILTERS") {
        let _ = Filters::at(path.into()).save(filter("new", "query"));
    }
}

/// Saves one more in a process of its own under `strace`. `None` where that cannot be had.
fn traced(path: &Path, arguments: &[&str]) -> Option<String> {
    let trace = path.with_extension("trace");
    let mut command = std::process::Command::new("strace");
    command.args(["-f", "-y", "-o"]).arg(&trace).args(arguments);
    command.arg(std::env::current_exe().unwrap());
    command.args([
        "--ignored",
        "--exact",
        "desk::filters::tests::child_that_saves",
    ]);
    let ran = command.env("MINERAL_TEST_FILTERS", path).output();
    ran.is_ok()
        .then(|| fs::read_to_string(&trace).unwrap_or_default())
}

#[test]
fn each_call_that_fails_or_is_the_last_leaves_the_old_ones_or_the_new() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("config/filters.yaml");
    let filters = Filters::at(path.clone());
    let (old, bytes) = saved(&path);
    let trace = traced(&path, &["-e", "trace=file,desc"]).unwrap_or_default();
    let new = filters.read().unwrap();
    if new.len() != old.len() + 1 {
        println!("skipped: strace can trace nothing here");
        return;
    }
    let mut tried = 0;
    for call in [
        "openat",
        "write",
        "fsync",
        "fchmod",
        "rename",
        "renameat",
        "renameat2",
        "linkat",
    ] {
        let own = dir.path().to_string_lossy().into_owned();
        let calls = trace
            .lines()
            .filter(|line| line.contains(&format!(" {call}(")));
        for (n, _) in (1..).zip(calls).filter(|(_, line)| line.contains(&own)) {
            for fault in ["error=ENOSPC", "error=EIO", "signal=KILL"] {
                fs::write(&path, &bytes).unwrap();
                let fault = format!("inject={call}:{fault}:when={n}");
                traced(&path, &["-e", &format!("trace={call}"), "-e", &fault]).unwrap();
                let found = filters.read().unwrap();
                assert!(found == old || found == new, "{fault}: {found:?}");
                tried += 1;
            }
        }
    }
    println!("{tried} calls failed or were the last");
    assert!(tried >= 9, "{tried}: {trace}");
}
