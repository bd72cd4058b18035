//! The catalogue, on real folders.

use super::*;
use crate::script::catalogue::BUILTIN;
use std::fs;
use tempfile::TempDir;

/// A folder, and the catalogue over it.
fn with(files: &[(&str, &str)]) -> (TempDir, Catalogue) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let catalogue = Catalogue::<Script>::read(Some(dir.path()));
    (dir, catalogue)
}

fn text(id: &str, title: &str) -> String {
    format!(
        "format: 1\nid: {id}\ntitle: {title}\nkind: drill\nmoment: day\npurpose: To practise.\n\
         source: our own\nsteps:\n  - id: one\n    title: the one\n    purpose: To ask.\n    \
         prompts:\n      - What happened?\n    probes:\n      - What else?\n"
    )
}

fn titles(catalogue: &Catalogue) -> Vec<&str> {
    let own = catalogue
        .list()
        .iter()
        .filter(|l| l.origin != Origin::Builtin);
    own.map(|l| l.row.title.as_str()).collect()
}

#[test]
fn without_a_folder_there_are_the_built_in_ones() {
    let nowhere = Path::new("/nowhere/at/all");
    for catalogue in [
        Catalogue::<Script>::read(None),
        Catalogue::read(Some(nowhere)),
    ] {
        assert_eq!(catalogue.list().len(), BUILTIN.len());
        assert!(catalogue.problems().is_empty() && !catalogue.has_own());
        assert_eq!(
            catalogue.rows(),
            Catalogue::<Script>::at(None).rows_so_far()
        );
        for builtin in BUILTIN {
            let (script, text) = catalogue.get(builtin.id).unwrap();
            assert_eq!((script.id.as_str(), &*text), (builtin.id, builtin.text));
        }
    }
}

#[test]
fn the_users_own_stand_beside_and_take_the_place_of_the_built_in_ones() {
    let own = text("my-drill", "My drill");
    let warm = text("warm-up", "My warm-up");
    let (dir, catalogue) = with(&[
        ("b.yml", &own),
        ("a.YAML", &warm),
        ("notes.txt", "no script"),
        (".b.yaml.swp.yaml", "an editor's"),
    ]);
    assert_eq!(catalogue.list().len(), BUILTIN.len() + 1);
    assert_eq!(titles(&catalogue), ["My warm-up", "My drill"]);
    assert!(catalogue.problems().is_empty());
    let warm_up = catalogue.listing("warm-up").unwrap();
    assert!(warm_up.replaces_builtin);
    assert_eq!(warm_up.origin, Origin::File(dir.path().join("a.YAML")));
    assert_eq!(catalogue.list()[1].id(), "warm-up", "in its place");
    assert_eq!(catalogue.rows()[0].id, "my-drill", "one's own come first");
    assert_eq!(catalogue.rows()[2].id, "warm-up");
    assert!(!catalogue.listing("my-drill").unwrap().replaces_builtin);
    assert_eq!(&*catalogue.get("my-drill").unwrap().1, own);
}

#[test]
fn an_unknown_script_is_answered_with_the_near_one() {
    let (_dir, catalogue) = with(&[("a.yaml", &text("my-drill", "My drill"))]);
    let error = catalogue.get("my-dril").unwrap_err();
    assert_eq!(error.to_string(), "there is no script \"my-dril\"");
    assert!(error.hint().contains("did you mean `my-drill`?"));
    assert!(
        error
            .hint()
            .ends_with("`mineral script list` lists them all")
    );
    // The one that was meant may be the one that does not read: then that is what is to be mended.
    let broken = text("fee-talk", "Fee").replace("kind: ", "kind: no-");
    let (_dir, catalogue) = with(&[("a.yaml", &broken)]);
    let error = catalogue.get("fee-talk").unwrap_err();
    assert!(error.hint().contains("`mineral script check`"));
}

#[test]
fn of_two_files_with_one_id_the_first_counts() {
    let (_dir, catalogue) = with(&[
        ("a.yaml", &text("mine", "First")),
        ("b.yaml", &text("mine", "Second")),
    ]);
    assert_eq!(titles(&catalogue), ["First"]);
    let [(path, report)] = catalogue.problems() else {
        panic!("one problem is wanted")
    };
    assert!(path.ends_with("b.yaml"));
    let problem = &report.problems()[0];
    assert_eq!(problem.line, 2);
    assert!(problem.what.contains("a.yaml has the id `mine` already"));
}

#[test]
fn a_file_that_breaks_keeps_its_last_good_script() {
    let (dir, mut catalogue) = with(&[("a.yaml", &text("mine", "Good"))]);
    assert!(!catalogue.refresh(), "nothing has changed");
    let earlier = catalogue.clone();
    let file = dir.path().join("a.yaml");
    fs::write(&file, "format: 1\nid: mine\nsteps: 7\n").unwrap();
    assert_ne!(catalogue.stamp(), earlier.contents().stamp);
    assert!(catalogue.refresh());
    assert_eq!(titles(&catalogue), ["Good"]);
    assert_eq!(catalogue.get("mine").unwrap().0.title, "Good");
    assert!(catalogue.problems()[0].1.has_errors());
    let sentence = &catalogue.sentences()[0];
    assert!(sentence.starts_with("a.yaml, line "), "{sentence}");
    assert!(sentence.contains("as it was before, it still runs"));
    // Broken in another way: still the last good one.
    fs::write(&file, [0xff, 0xfe]).unwrap();
    assert!(catalogue.refresh());
    assert_eq!(titles(&catalogue), ["Good"]);
    fs::write(&file, text("mine", "Better")).unwrap();
    assert!(catalogue.refresh());
    assert_eq!(titles(&catalogue), ["Better"]);
    assert!(catalogue.problems().is_empty());
    fs::remove_file(&file).unwrap();
    assert!(catalogue.refresh());
    assert!(titles(&catalogue).is_empty() && !catalogue.has_own());
    assert_eq!(titles(&earlier), ["Good"], "a clone keeps what it read");
}

#[test]
fn what_is_no_script_is_reported_and_disturbs_nobody() {
    let (dir, _) = with(&[("good.yaml", &text("mine", "Good"))]);
    fs::create_dir(dir.path().join("folder.yaml")).unwrap();
    fs::write(dir.path().join("bytes.yaml"), b"format: 1\nid: a\xff\n").unwrap();
    let large = fs::File::create(dir.path().join("large.yaml")).unwrap();
    large.set_len(100 << 20).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", dir.path().join("link.yaml")).unwrap();
    let catalogue = Catalogue::<Script>::read(Some(dir.path()));
    assert_eq!(titles(&catalogue), ["Good"]);
    let said = catalogue.sentences().join("\n");
    for words in [
        "bytes.yaml, line 2: from here on this is not UTF-8 text",
        "folder.yaml: this is not a file",
        "large.yaml: the file has 104857600 bytes; at most 1048576 are read",
    ] {
        assert!(said.contains(words), "{words:?} is missing:\n{said}");
    }
    assert_eq!(catalogue.problems().len(), if cfg!(unix) { 4 } else { 3 });
}

#[test]
fn a_file_in_the_place_of_the_folder_is_reported() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let catalogue = Catalogue::<Script>::read(Some(file.path()));
    assert_eq!(catalogue.list().len(), BUILTIN.len());
    assert!(catalogue.sentences()[0].contains("the folder could not be read"));
}

#[test]
fn the_folder_is_bounded() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..MOST + 5 {
        fs::write(dir.path().join(format!("{n:05}.yaml")), "").unwrap();
    }
    let catalogue = Catalogue::<Script>::read(Some(dir.path()));
    assert_eq!(catalogue.stamp().files.len(), MOST);
    let first = &catalogue.sentences()[0];
    assert!(
        first.contains("the first 1000 are read, and 5 are not"),
        "{first}"
    );
    let dir = tempfile::tempdir().unwrap();
    let mut padded = text("mine", "Mine");
    padded.push_str(&"# padding\n".repeat((1 << 20) / 10 - 100));
    for n in 0..40 {
        let text = padded.replacen("id: mine", &format!("id: mine-{n}"), 1);
        fs::write(dir.path().join(format!("{n:05}.yaml")), text).unwrap();
    }
    let catalogue = Catalogue::<Script>::read(Some(dir.path()));
    assert!((30..36).contains(&titles(&catalogue).len()));
    assert!(catalogue.sentences()[0].contains("the scripts have over"));
}

const MOST: usize = crate::desk::MOST_FILES;
