//! Backups: what is written comes back, nothing is written over, and an archive that may be anything is refused whole.

use crate::support::{Home, list};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

const LIVE: [&str; 4] = ["live", "--plain", "--with", "Ana Ruiz"];
const SECRET: &str = "Nobody trusts the closing number.";

/// All files below a directory with their bytes, by their names in it.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut todo = vec![dir.to_owned()];
    while let Some(at) = todo.pop() {
        let Ok(entries) = fs::read_dir(at) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.push((path.strip_prefix(dir).unwrap().to_owned(), bytes));
            }
        }
    }
    found.sort();
    found
}

/// A home with two conversations, one of them in the bin, a script of one's own and settings.
fn full() -> Home {
    let home = Home::new();
    home.run(&LIVE, format!("{SECRET}\n/end\n")).well();
    home.run(&["live", "--plain", "--with", "Tom Berg"], "Gone soon.\n")
        .well();
    let newest = home.files("yaml").into_iter().max().unwrap();
    let id = newest.file_stem().unwrap().to_string_lossy().into_owned();
    home.run(&["delete", &id, "--yes"], "").well();
    let config = home.data().parent().unwrap().join("config");
    fs::create_dir_all(config.join("scripts")).unwrap();
    fs::write(config.join("config.yaml"), "theme: none\n").unwrap();
    fs::write(config.join("filters.yaml"), "filters: []\n").unwrap();
    home.run(&["script", "new", "my-review"], "").well();
    home
}

fn config(home: &Home) -> PathBuf {
    home.data().parent().unwrap().join("config")
}

fn backup(home: &Home) -> PathBuf {
    let path = home.here().join("b.tar");
    let out = home.run(&["backup", path.to_str().unwrap()], "").well();
    assert!(
        out.contains("1 conversation,") && out.contains("read back and verified"),
        "{out}"
    );
    path
}

#[test]
fn what_is_backed_up_comes_back_whole() {
    let home = full();
    let path = backup(&home);
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    home.run(&["backup", path.to_str().unwrap()], "")
        .fails(3, &["is there already"]);
    let other = Home::new();
    let out = other.run(&["restore", path.to_str().unwrap()], "").well();
    assert!(out.contains("0 are there already"), "{out}");
    assert_eq!(files(&home.data()), files(&other.data()));
    assert_eq!(files(&config(&home)), files(&config(&other)));
    assert!(other.read().contains(SECRET));
    other.run(&["doctor"], "").well();
    // Once more: all of it is there.
    let out = other.run(&["restore", path.to_str().unwrap()], "").well();
    assert!(out.starts_with("0 came back"), "{out}");
    assert_eq!(files(&home.data()), files(&other.data()));
    // Nothing but the backup was left beside it.
    assert_eq!(list(&home.here()), [path]);
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let home = full();
    let path = backup(&home);
    let session = home.session();
    let was = fs::read(&session).unwrap();
    // It went on since: that is newer. The settings are others: those of the backup come beside them.
    let id = session.file_stem().unwrap().to_string_lossy().into_owned();
    home.run(&["ended", &id, "won"], "").well();
    let newer = fs::read(&session).unwrap();
    assert!(newer.starts_with(&was) && newer != was);
    fs::write(config(&home).join("config.yaml"), "theme: terminal\n").unwrap();
    let out = home.run(&["restore", path.to_str().unwrap()], "").well();
    assert!(
        out.contains("1 are newer here") && out.contains("config.restored-1.yaml"),
        "{out}"
    );
    assert_eq!(fs::read(&session).unwrap(), newer);
    let settings = |name| fs::read_to_string(config(&home).join(name)).unwrap();
    assert_eq!(settings("config.yaml"), "theme: terminal\n");
    assert_eq!(settings("config.restored-1.yaml"), "theme: none\n");
    // A session that says something else stays, and so does the other one, beside it.
    let text = String::from_utf8(newer)
        .unwrap()
        .replace("Nobody", "Anybody");
    fs::write(&session, &text).unwrap();
    home.run(&["restore", path.to_str().unwrap()], "").well();
    assert_eq!(fs::read_to_string(&session).unwrap(), text);
    let beside = session.with_file_name(format!("{id}.restored-1.yaml"));
    assert_eq!(fs::read(&beside).unwrap(), was);
    // Doing it again adds nothing.
    home.run(&["restore", path.to_str().unwrap()], "").well();
    assert_eq!(home.files("yaml").len(), 2);
    assert!(
        home.run(&["doctor"], "")
            .out
            .contains("differs from what was there")
    );
}

/// An archive of these entries: kind, name, bytes.
fn archive(entries: &[(tar::EntryType, &str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(Vec::new());
    for (kind, name, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        // As nobody honest would write it.
        let place = &mut header.as_old_mut().name;
        place[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_mode(0o777);
        if matches!(kind, tar::EntryType::Symlink | tar::EntryType::Link) {
            header.set_link_name("/etc").unwrap();
        }
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        out.append(&header, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

#[test]
fn an_archive_that_is_not_one_of_ours_is_refused_before_anything_is_written() {
    use tar::EntryType as T;
    const MARK: (tar::EntryType, &str, &[u8]) = (T::Regular, "mineral-backup", b"1\n");
    let regular = |name| vec![MARK, (T::Regular, name, b"x" as &[u8])];
    let kind = |kind| vec![MARK, (kind, "data/people.yaml", b"" as &[u8])];
    let mut all: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("text", b"theme: none\n".to_vec()),
        ("zeros", vec![0; 1 << 20]),
        (
            "no mark",
            archive(&[(T::Regular, "data/people.yaml", b"x")]),
        ),
        ("later", archive(&[(T::Regular, "mineral-backup", b"2\n")])),
        ("no end", archive(&regular("data/people.yaml"))),
        (
            "wrong sums",
            archive(&[
                MARK,
                (T::Regular, "data/people.yaml", b"x"),
                (T::Regular, "SUMS", b"y"),
            ]),
        ),
        (
            "more behind",
            archive(&[
                MARK,
                (T::Regular, "SUMS", b""),
                (T::Regular, "data/people.yaml", b"x"),
            ]),
        ),
        ("age, cut", b"age-encryption.org/v1\n-> X25519 ".to_vec()),
    ];
    for name in [
        "../../../../tmp/escaped.yaml",
        "/tmp/escaped.yaml",
        "data/sessions/2026/../../../../escaped.yaml",
        "data/bin/\u{1b}]0;x.yaml",
        "data/.ssh/authorized_keys",
        "config/scripts/../config.yaml",
        "data/people.yaml/x",
    ] {
        all.push(("name", archive(&regular(name))));
    }
    for t in [
        T::Symlink,
        T::Link,
        T::Char,
        T::Block,
        T::Directory,
        T::Fifo,
        T::GNUSparse,
        T::GNULongName,
        T::XHeader,
        T::XGlobalHeader,
    ] {
        all.push(("kind", archive(&kind(t))));
    }
    // A size beyond all bounds.
    let mut huge = archive(&regular("data/people.yaml"));
    let mut header = tar::Header::new_ustar();
    header.set_path("data/people.yaml").unwrap();
    header.set_size(1 << 40);
    header.set_mode(0o600);
    header.set_entry_type(T::Regular);
    header.set_cksum();
    huge[1_024..1_536].copy_from_slice(header.as_bytes());
    all.push(("huge", huge));
    let twice = [
        MARK,
        (T::Regular, "data/people.yaml", b"x" as &[u8]),
        (T::Regular, "data/people.yaml", b"x"),
    ];
    all.push(("twice", archive(&twice)));
    let home = Home::new();
    let path = home.here().join("b.tar");
    for (what, bytes) in all {
        fs::write(&path, &bytes).unwrap();
        let ran = home.run(&["restore", path.to_str().unwrap()], "");
        assert!(matches!(ran.code, Some(2 | 3)), "{what}: {ran:#?}");
        assert!(!ran.err.contains('\u{1b}'), "{what}: {ran:#?}");
        assert!(
            !home.data().exists() && !config(&home).exists(),
            "{what}: something was written"
        );
    }
    assert!(!Path::new("/tmp/escaped.yaml").exists());
    home.run(&["restore", "/dev/null"], "")
        .fails(3, &["no regular file"]);
    home.run(&["restore", "nothing"], "")
        .fails(3, &["could not be read"]);
}

#[test]
fn a_backup_that_was_cut_or_changed_is_refused_at_every_place() {
    let home = full();
    let path = backup(&home);
    let whole = fs::read(&path).unwrap();
    let other = Home::new();
    let hurt = other.here().join("hurt.tar");
    let refused = |bytes: &[u8], what: String| {
        fs::write(&hurt, bytes).unwrap();
        let ran = other.run(&["restore", hurt.to_str().unwrap()], "");
        assert_eq!(ran.code, Some(3), "{what}: {ran:#?}");
        assert!(!other.data().exists(), "{what}");
    };
    // The two empty blocks at the end say nothing.
    let end = whole.len() - 1_024;
    for cut in (0..end).step_by((end / 24).max(1)) {
        refused(&whole[..cut], format!("cut at {cut}"));
    }
    for place in (0..24).map(|k| k * (end / 24)) {
        let mut changed = whole.clone();
        // Padding behind a file is nobody's.
        let Some(at) = (place..end).find(|at| changed[*at] != 0) else {
            continue;
        };
        changed[at] ^= 1;
        let header = at % 512 < 345 && changed[at / 512 * 512..].get(257..262) == Some(b"ustar");
        let _ = header;
        refused(&changed, format!("changed at {at}"));
    }
}

#[test]
fn an_encrypted_backup_tells_nothing_and_opens_with_its_key_alone() {
    use age::secrecy::ExposeSecret as _;
    let home = full();
    let identity = age::x25519::Identity::generate();
    let key = home.here().join("key.txt");
    fs::write(&key, identity.to_string().expose_secret()).unwrap();
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    let path = home.here().join("b.tar.age");
    let (file, to) = (path.to_str().unwrap(), identity.to_public().to_string());
    home.run(&["backup", file, "--recipient", "age1nobody"], "")
        .fails(2, &["no recipient"]);
    let out = home.run(&["backup", file, "--recipient", &to], "").well();
    assert!(
        out.contains("verified byte for byte") && out.contains("· encrypted"),
        "{out}"
    );
    let bytes = fs::read(&path).unwrap();
    for word in [SECRET.as_bytes(), b"Ana Ruiz", b"sessions", b"mineral"] {
        assert!(!bytes.windows(word.len()).any(|w| w == word));
    }
    let other = Home::new();
    other
        .run(&["restore", file], "")
        .fails(2, &["--identity FILE"]);
    let wrong = other.here().join("wrong.txt");
    let stranger = age::x25519::Identity::generate();
    fs::write(&wrong, stranger.to_string().expose_secret()).unwrap();
    other
        .run(
            &["restore", file, "--identity", wrong.to_str().unwrap()],
            "",
        )
        .fails(3, &["cannot be opened"]);
    assert!(!other.data().exists());
    other
        .run(&["restore", file, "--identity", key.to_str().unwrap()], "")
        .well();
    assert_eq!(files(&home.data()), files(&other.data()));
    // Without a terminal no passphrase is asked for.
    home.run(&["backup", "p.tar.age", "--passphrase"], "x\nx\n")
        .fails(2, &["on a terminal"]);
    assert!(!home.here().join("p.tar.age").exists());
}

#[test]
fn a_passphrase_is_asked_for_twice_and_opens_it() {
    let home = full();
    let mut program = home.start(&["backup", "p.tar.age", "--passphrase"]);
    program.wait_for("passphrase of the backup");
    program.keys("correct horse\r");
    program.wait_for("the same once more");
    program.keys("correct horse\r");
    assert_eq!(program.exit_code(), 0);
    let path = home.here().join("p.tar.age");
    assert!(
        !fs::read(&path)
            .unwrap()
            .windows(8)
            .any(|w| w == b"Ana Ruiz")
    );
    fs::remove_dir_all(home.data()).unwrap();
    let mut program = home.start(&["restore", "p.tar.age"]);
    program.wait_for("passphrase of the backup");
    program.keys("wrong horse\r");
    assert_eq!(program.exit_code(), 3);
    assert!(!home.data().exists());
    let mut program = home.start(&["restore", "p.tar.age"]);
    program.wait_for("passphrase of the backup");
    program.keys("correct horse\r");
    assert_eq!(program.exit_code(), 0);
    assert!(home.read().contains(SECRET));
}
