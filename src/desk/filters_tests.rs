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
    let library = Library::at(dir.path().join("data"));
    let filters = Filters::default();
    assert_eq!(filters.read(&library).unwrap(), []);
    for name in ["zebra", "Ána: \"1\" # no", "no", "😀 \u{202e}x"] {
        filters
            .save(&library, filter(name, "person:\"ana ruiz\" -budget*"))
            .unwrap();
    }
    let all = filters
        .save(&library, filter("ZEBRA", "feeling:worried"))
        .unwrap();
    assert_eq!(all.len(), 4);
    let read = filters.read(&library).unwrap();
    assert!(
        read.contains(&filter("ZEBRA", "feeling:worried")),
        "{read:?}"
    );
    let left = filters.forget(&library, |f| f.name == "no").unwrap();
    assert_eq!(left.len(), 3);
    assert_eq!(filters.read(&library).unwrap().len(), 3);
}

#[test]
fn a_file_that_does_not_read_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::at(dir.path());
    let earlier = dir.path().join("config.filters");
    for path in [library.filters_path(), earlier.clone()] {
        for text in ["filters: [", "filters:\n  - nam: x\n", "- a", "\u{0}"] {
            fs::write(&path, text).unwrap();
            let filters = Filters::earlier_at(earlier.clone());
            assert!(filters.read(&library).is_err(), "{text}");
            assert!(filters.save(&library, filter("x", "y")).is_err(), "{text}");
            assert!(filters.take_in(&library).is_err() || path != earlier);
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn what_lay_beside_the_settings_counts_and_goes_into_the_library() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::at(dir.path().join("data"));
    let earlier = dir.path().join("filters.yaml");
    let old = "filters:\n- name: mine\n  query: 'person:ana'\n- name: Both\n  query: old\n";
    fs::write(&earlier, old).unwrap();
    let filters = Filters::earlier_at(earlier.clone());
    assert_eq!(filters.read(&library).unwrap().len(), 2);
    assert!(earlier.exists() && !library.filters_path().exists());
    let all = filters.save(&library, filter("both", "new")).unwrap();
    assert_eq!(all.len(), 2);
    assert!(all.contains(&filter("both", "new")), "{all:?}");
    assert!(!earlier.exists());
    assert_eq!(filters.read(&library).unwrap(), all);
    // Killed between the two: both are there, and they are one.
    fs::write(&earlier, old).unwrap();
    filters.take_in(&library).unwrap();
    assert!(!earlier.exists());
    assert_eq!(filters.read(&library).unwrap(), all);
}

#[test]
fn filters_with_a_name_in_them_are_forgotten_and_no_others() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::at(dir.path().join("data"));
    let earlier = dir.path().join("filters.yaml");
    for (name, query) in [
        ("a", "person:\"ANA RUIZ\""),
        ("b", "worried anaruiz"),
        ("Ana Ruiz", ""),
    ] {
        Filters::default()
            .save(&library, filter(name, query))
            .unwrap();
    }
    let names = ["Ana Ruiz".to_owned(), " ".to_owned()];
    assert_eq!(forget_filters(&library, &earlier, &names).unwrap(), 2);
    let left = Filters::default().read(&library).unwrap();
    assert_eq!(left, [filter("b", "worried anaruiz")]);
    assert_eq!(forget_filters(&library, &earlier, &names).unwrap(), 0);
}

/// Some filters, and the bytes of their file.
fn saved(library: &Library) -> (Vec<Filter>, Vec<u8>) {
    let filters = Filters::default();
    for (name, query) in [
        ("cold ones", "person:ana -budget"),
        ("März", "feeling:worried since:march"),
        ("x", "\"word for word\""),
    ] {
        filters.save(library, filter(name, query)).unwrap();
    }
    let bytes = fs::read(library.filters_path()).unwrap();
    (filters.read(library).unwrap(), bytes)
}

#[test]
fn every_prefix_and_every_flipped_bit_is_refused_or_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::at(dir.path());
    let path = library.filters_path();
    let (all, bytes) = saved(&library);
    let filters = Filters::default();
    let mut refused = 0;
    let mut is_right = |what: &str, changed: &[u8]| {
        fs::write(&path, changed).unwrap();
        if let Ok(found) = filters.read(&library) {
            // Nothing at all is a loss that shows.
            let right = found == all || found.is_empty();
            assert!(right, "{what}: {found:?}");
        } else {
            refused += 1;
            assert!(
                filters.save(&library, filter("new", "query")).is_err(),
                "{what}"
            );
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
    assert_eq!(filters.read(&library).unwrap(), all);
}

/// What [`each_call_that_fails_or_is_the_last_leaves_the_old_ones_or_the_new`] starts, traced.
#[test]
#[ignore = "run by another test"]
fn child_that_saves() {
    if let Some(path) = std::env::var_os("MINERAL_TEST_FILTERS") {
        let library = Library::at(PathBuf::from(path));
        let _ = Filters::default().save(&library, filter("new", "query"));
    }
}

/// Saves one more in a process of its own under `strace`. `None` where that cannot be had.
fn traced(data: &Path, arguments: &[&str]) -> Option<String> {
    let trace = data.with_extension("trace");
    let mut command = std::process::Command::new("strace");
    command.args(["-f", "-y", "-o"]).arg(&trace).args(arguments);
    command.arg(std::env::current_exe().unwrap());
    command.args([
        "--ignored",
        "--exact",
        "desk::filters::tests::child_that_saves",
    ]);
    let ran = command.env("MINERAL_TEST_FILTERS", data).output();
    ran.is_ok()
        .then(|| fs::read_to_string(&trace).unwrap_or_default())
}

#[test]
fn each_call_that_fails_or_is_the_last_leaves_the_old_ones_or_the_new() {
    let dir = tempfile::tempdir().unwrap();
    let library = Library::at(dir.path().join("data"));
    let (path, filters) = (library.filters_path(), Filters::default());
    let (old, bytes) = saved(&library);
    let trace = traced(library.dir(), &["-e", "trace=file,desc"]).unwrap_or_default();
    let new = filters.read(&library).unwrap();
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
                traced(
                    library.dir(),
                    &["-e", &format!("trace={call}"), "-e", &fault],
                )
                .unwrap();
                let found = filters.read(&library).unwrap();
                assert!(found == old || found == new, "{fault}: {found:?}");
                tried += 1;
            }
        }
    }
    println!("{tried} calls failed or were the last");
    assert!(tried >= 9, "{tried}: {trace}");
}
