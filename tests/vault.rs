//! A vault from outside: no word of a client can be read from its files, whatever happened on the way; with a key everything works.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

use age::secrecy::ExposeSecret;
use mineral::store::{Library, Opening};
use mineral::vault::ways::Opener;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What stands in the library, and must not be found in its files.
const WORDS: [&str; 6] = [
    "Tom Berg",
    "Norrfrakt",
    "Nobody trusts the closing number",
    "nine days every month",
    "half a thought",
    "Ines Duarte",
];

/// A place for one user's files, and a key file beside it.
struct Home {
    dir: TempDir,
    key: PathBuf,
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let key = dir.path().join("key.txt");
        fs::write(&key, new_key()).unwrap();
        Self { dir, key }
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    fn data(&self) -> PathBuf {
        self.root().join("data")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mineral"));
        command
            .args(arguments)
            .env("MINERAL_HOME", self.root())
            .env_remove("MINERAL_IDENTITY")
            .env_remove("MINERAL_TEST_DIE_AT")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Without a key.
    fn locked(&self, arguments: &[&str]) -> Output {
        said(self.command(arguments), "")
    }

    /// With the key.
    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command(arguments);
        command.env("MINERAL_IDENTITY", &self.key);
        said(command, input)
    }

    /// With the key; has to succeed.
    fn well(&self, arguments: &[&str], input: &str) -> String {
        let out = self.run(arguments, input);
        assert!(out.status.success(), "{arguments:?}: {out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    /// One that stops before its `step`th step; whether it did.
    fn dies_at(&self, step: usize, arguments: &[&str]) -> bool {
        let mut command = self.command(arguments);
        command
            .env("MINERAL_IDENTITY", &self.key)
            .env("MINERAL_TEST_DIE_AT", step.to_string());
        let out = said(command, "");
        assert!(
            out.status.success() || out.status.code().is_none(),
            "{out:?}"
        );
        !out.status.success()
    }

    fn create(&self) -> Output {
        let key = self.key.to_str().unwrap();
        self.run(&["vault", "create", "--key", key, "--no-passphrase"], "")
    }

    /// A library with an ended session, one that was left with words in its input, a deleted one, an index and two people.
    fn filled() -> Self {
        let home = Self::new();
        let lines = "Nobody trusts the closing number\n/step impact\nIt costs us nine days every month\n/end\n";
        home.well(&["live", "--with", "Tom Berg", "--org", "Norrfrakt"], lines);
        home.well(
            &["live", "--with", "Ines Duarte"],
            "We are nine days every month late\n",
        );
        home.well(
            &["live", "--with", "Tom Berg"],
            "to be deleted: nine days every month\n",
        );
        let ids = home.ids();
        home.well(&["delete", &ids[0], "--yes"], "");
        // What stands in an input while the program is killed.
        let session = home.session(&ids[1]);
        let draft = mineral::session::Draft {
            n: 9,
            t: 0,
            text: "half a thought".to_owned(),
            cursor: 0,
        };
        let yaml = mineral::session::Document::to_yaml(&draft).unwrap();
        let document = format!("---\n{yaml}");
        let seal = blake3::hash(document.as_bytes()).to_hex();
        let framed = format!("{document}# seal 9 {}\n...\n", &seal[..16]);
        fs::write(session.with_extension("draft"), framed).unwrap();
        home.well(&["search", "nine days"], "");
        let old = home.root().join("config").join("filters.yaml");
        fs::create_dir_all(old.parent().unwrap()).unwrap();
        fs::write(
            old,
            "filters:\n- name: Tom\n  query: 'person:\"Tom Berg\"'\n",
        )
        .unwrap();
        home.short();
        // What killed programs had begun.
        for path in ["cache/.digests-x", "config/.mineral-x", "data/.mineral-x"] {
            fs::write(home.root().join(path), "Tom Berg").unwrap();
        }
        home
    }

    /// Keeps all sessions in short, as every look over many of them does; what was changed just now is not kept.
    fn short(&self) -> Vec<u8> {
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
        for id in self.ids() {
            let file = fs::File::options().append(true).open(self.session(&id));
            file.unwrap().set_modified(long_ago).unwrap();
        }
        self.well(&["insights"], "");
        fs::read(self.root().join("cache").join("digests")).unwrap()
    }

    /// The library, open.
    fn library(&self) -> Library {
        let library = Library::at(self.data());
        let Some(vault) = library.vault().unwrap() else {
            return library;
        };
        let text = fs::read_to_string(&self.key).unwrap();
        match vault.open(&Opener::from_file(&text, "key", |_| None).unwrap()) {
            Ok(Opening::Open(library)) => library,
            other => panic!("{other:?}"),
        }
    }

    /// What the saved filters say, wherever they lie.
    fn filters(&self) -> String {
        let inside = self.library().filters().unwrap().unwrap_or_default();
        let beside = fs::read(self.root().join("config").join("filters.yaml")).unwrap_or_default();
        String::from_utf8([inside, beside].concat()).unwrap()
    }

    fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = files(&self.data().join("sessions"))
            .into_iter()
            .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
            .map(|p| p.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids.reverse();
        ids
    }

    fn session(&self, id: &str) -> PathBuf {
        let all = files(&self.data().join("sessions"));
        let name = format!("{id}.yaml");
        all.into_iter().find(|p| p.ends_with(&name)).unwrap()
    }

    /// Files in which a word can be read.
    fn tells(&self) -> Vec<(PathBuf, &'static str)> {
        let mut found = Vec::new();
        for path in files(&self.root()) {
            let bytes = fs::read(&path).unwrap();
            for word in WORDS {
                if bytes
                    .windows(word.len())
                    .any(|w| w.eq_ignore_ascii_case(word.as_bytes()))
                {
                    found.push((path.clone(), word));
                }
            }
        }
        found
    }

    /// What a killed program has left of its work.
    fn left_over(&self) -> Vec<PathBuf> {
        let left = |p: &PathBuf| {
            let name = p.to_string_lossy();
            name.contains("wiping") || name.contains(".mineral-")
        };
        files(&self.data()).into_iter().filter(left).collect()
    }

    /// All files of the library but those of the vault.
    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let ours = files(&self.data()).into_iter();
        let ours = ours.filter(|p| !p.starts_with(self.data().join("vault")));
        ours.map(|p| (p.clone(), fs::read(p).unwrap())).collect()
    }

    /// Everything reads as it should, with the key.
    fn is_all_there(&self) {
        let ids = self.ids();
        assert_eq!(ids.len(), 2, "{ids:?}");
        let first = self.well(&["read", &ids[1], "--plain"], "");
        assert!(
            first.contains("Nobody trusts the closing number"),
            "{first}"
        );
        assert!(first.contains("nine days every month"), "{first}");
        let second = self.well(&["read", &ids[0], "--plain"], "");
        assert!(second.contains("Ines Duarte"), "{second}");
        assert!(
            second.contains("half a thought") || first.contains("half a thought"),
            "{first}{second}"
        );
        assert!(
            !first.contains('!') || !first.contains("damaged"),
            "{first}"
        );
        assert!(self.filters().contains("Tom Berg"), "{}", self.filters());
        let bin = self.well(&["bin", "list"], "");
        assert!(bin.contains("Tom Berg"), "{bin}");
        let people = self.well(&["person", "list"], "");
        assert!(
            people.contains("Tom Berg") && people.contains("Ines Duarte"),
            "{people}"
        );
    }
}

fn new_key() -> String {
    format!(
        "{}\n",
        age::x25519::Identity::generate()
            .to_string()
            .expose_secret()
    )
}

fn said(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().unwrap();
    // Who has ended already reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let Ok(entries) = fs::read_dir(dir) else {
        return all;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all.sort();
    all
}

#[test]
fn a_vault_holds_no_word_that_can_be_read_and_works_like_any_library() {
    let home = Home::filled();
    assert!(home.tells().len() > 6, "{:?}", home.tells());
    let made = home.create();
    assert!(made.status.success(), "{made:?}");
    assert_eq!(home.tells(), []);
    home.is_all_there();
    // New words, a new person, going on, searching, deleting and bringing back.
    home.well(
        &["live", "--with", "Tom Berg"],
        "Also nine days every month\n",
    );
    home.well(&["resume"], "and half a thought more\n");
    let found = home.well(&["search", "thought more", "--json"], "");
    assert!(found.contains("half a thought more"), "{found}");
    let id = home.ids()[0].clone();
    home.well(&["delete", &id, "--yes"], "");
    home.well(&["bin", "restore", &id], "");
    home.well(&["person", "rename", "Tom Berg", "Tom Bergh"], "");
    let brief = home.well(&["brief", "Tom Bergh"], "");
    assert!(brief.contains("half a thought more"), "{brief}");
    assert_eq!(home.tells(), []);
    for path in files(&home.root()) {
        use std::os::unix::fs::PermissionsExt;
        let bits = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(bits, 0o600, "{}", path.display());
    }
    // An export is plain, by the user's own will.
    let text = home.well(&["export", &id, "--format", "yaml"], "");
    assert!(
        text.contains("half a thought more") && text.contains("# seal"),
        "{text}"
    );
}

#[test]
fn sessions_in_short_are_kept_in_a_vault_and_are_believed_only_when_they_are_of_this_one() {
    let home = Home::filled();
    let plain = home.short();
    assert!(String::from_utf8_lossy(&plain).contains("Tom Berg"));
    home.create();
    let right = home.well(&["insights", "--json"], "");
    let kept = home.short();
    assert_eq!(home.tells(), []);
    let lines = |bytes: &[u8]| {
        bytes
            .split(|b| *b == b'\n')
            .filter(|l| !l.is_empty())
            .count()
    };
    assert_eq!(lines(&kept), 3, "the head and two sessions");
    // They are read, and not made again: nothing is added.
    home.well(&["insights"], "");
    let cache = home.root().join("cache").join("digests");
    assert_eq!(fs::read(&cache).unwrap(), kept);
    // What was changed, is plain, or is of another vault is not believed.
    let other = Home::filled();
    other.create();
    let mut flipped = kept.clone();
    let at = kept.len() - 40;
    flipped[at] ^= 1;
    for bytes in [plain, other.short(), flipped] {
        fs::write(&cache, &bytes).unwrap();
        assert_eq!(home.well(&["insights", "--json"], ""), right);
        assert_eq!(home.well(&["insights", "--json"], ""), right);
        let now = fs::read(&cache).unwrap();
        assert!(now != bytes && lines(&now) >= 3);
        assert_eq!(home.tells(), []);
    }
    home.well(&["vault", "dissolve", "--yes"], "");
    assert!(!cache.exists());
}

#[test]
fn without_a_key_every_command_says_what_to_do_and_shows_nothing() {
    let home = Home::filled();
    home.create();
    let other = home.dir.path().join("other.txt");
    fs::write(&other, new_key()).unwrap();
    let id = home.ids()[0].clone();
    let commands: [&[&str]; 12] = [
        &["read", "--plain"],
        &["resume"],
        &["live", "--with", "Tom Berg"],
        &["search", "nine"],
        &["export", &id],
        &["person", "list"],
        &["brief", "Tom Berg"],
        &["due"],
        &["insights"],
        &["bin", "list"],
        &["debrief", "--plain"],
        &["delete", &id, "--yes"],
    ];
    for command in commands {
        let out = home.locked(command);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(3), "{command:?}: {out:?}");
        assert!(
            told.contains("locked") && told.contains("--identity"),
            "{command:?}: {told}"
        );
        assert!(out.stdout.is_empty(), "{command:?}");
        let mut wrong = home.command(command);
        wrong.arg("--identity").arg(&other);
        let out = said(wrong, "");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(3), "{command:?}: {out:?}");
        assert!(
            told.contains("does not open the vault"),
            "{command:?}: {told}"
        );
        assert!(out.stdout.is_empty(), "{command:?}");
    }
    assert_eq!(home.tells(), []);
    let status = home.locked(&["vault", "status"]);
    let told = String::from_utf8(status.stdout).unwrap();
    assert!(
        told.contains("age identity") && told.contains("locked"),
        "{told}"
    );
    home.is_all_there();
}

#[test]
fn a_library_becomes_a_vault_and_a_plain_one_again_byte_for_byte() {
    let home = Home::filled();
    // Also with something wrong in it: a changed entry, stray text, a torn end.
    let session = home.session(&home.ids()[1]);
    let filters = home.root().join("config/filters.yaml");
    fs::rename(filters, home.data().join("filters.yaml")).unwrap();
    let mut text = fs::read_to_string(&session).unwrap();
    text = text
        .replace("nine days", "ten days")
        .replacen("...\n", "...\nstray\n", 1);
    text.push_str("---\nn: 40\nat: torn");
    fs::write(&session, &text).unwrap();
    fs::remove_file(home.data().join(".mineral-x")).unwrap();
    let before = home.tree();
    let read = home.well(&["read", &home.ids()[1], "--plain"], "");
    assert!(home.create().status.success());
    assert_eq!(home.tells(), []);
    assert_eq!(home.well(&["read", &home.ids()[1], "--plain"], ""), read);
    home.well(&["vault", "dissolve", "--yes"], "");
    assert_eq!(home.tree(), before);
    assert!(!home.data().join("vault").exists());
    let out = home.locked(&["read", &home.ids()[1], "--plain"]);
    assert_eq!(String::from_utf8(out.stdout).unwrap(), read);
}

#[test]
fn killed_at_each_step_of_the_way_in_nothing_is_lost_and_at_the_end_nothing_can_be_read() {
    let key = |home: &Home| home.key.to_str().unwrap().to_owned();
    let model = Home::filled();
    let mut step = 0;
    loop {
        step += 1;
        let home = copy(&model);
        let arguments = ["vault", "create", "--key", &key(&home), "--no-passphrase"];
        let died = home.dies_at(step, &arguments);
        home.is_all_there();
        if !died {
            break;
        }
        let again = home.create();
        // The last step of all may have been done.
        let told = String::from_utf8_lossy(&again.stderr).into_owned();
        let done = again.status.success() || told.contains("a vault already");
        assert!(done, "step {step}: {again:?}");
        assert_eq!(home.tells(), [], "step {step}");
        assert_eq!(home.left_over(), Vec::<PathBuf>::new(), "step {step}");
        home.is_all_there();
    }
    assert!(step > 20, "{step}");
}

#[test]
fn killed_at_each_step_of_the_way_out_nothing_is_lost() {
    let model = Home::filled();
    fs::remove_file(model.data().join(".mineral-x")).unwrap();
    let before = model.tree();
    assert!(model.create().status.success());
    let mut step = 0;
    loop {
        step += 1;
        let home = copy(&model);
        let died = home.dies_at(step, &["vault", "dissolve", "--yes"]);
        home.is_all_there();
        if !died {
            break;
        }
        // The last step of all may have been done.
        if home.data().join("vault").exists() {
            home.well(&["vault", "dissolve", "--yes"], "");
        }
        assert!(!home.data().join("vault").exists());
        assert_eq!(home.left_over(), Vec::<PathBuf>::new(), "step {step}");
        let after: Vec<Vec<u8>> = home.tree().into_values().collect();
        for bytes in before.values() {
            assert!(after.contains(bytes), "step {step}");
        }
    }
    assert!(step > 12, "{step}");
}

fn copy(model: &Home) -> Home {
    let home = Home::new();
    fs::copy(&model.key, &home.key).unwrap();
    for from in files(&model.root()) {
        let to = home.root().join(from.strip_prefix(model.root()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&from, &to).unwrap();
    }
    home
}

#[test]
fn a_damaged_vault_says_what_can_still_be_read_and_reads_it() {
    let home = Home::filled();
    home.create();
    let id = home.ids()[1].clone();
    let path = home.session(&id);
    let whole = fs::read(&path).unwrap();
    // The frames begin with a mark; the third is the first answer.
    let marks: Vec<usize> = (0..whole.len() - 8)
        .filter(|at| whole[*at..].starts_with(b"\xF6MINRL1\n"))
        .collect();
    let mut hurt = whole.clone();
    hurt[marks[2] + 100] ^= 1;
    fs::write(&path, &hurt).unwrap();
    let read = home.well(&["read", &id, "--plain"], "");
    assert!(read.contains("entry 2 is damaged"), "{read}");
    assert!(!read.contains("Nobody trusts"), "{read}");
    assert!(read.contains("nine days every month"), "{read}");
    // Nothing that nobody sealed is shown: neither a file from elsewhere nor plain text.
    let plain = "---\nmineral: session\nversion: 1\n";
    fs::write(&path, plain).unwrap();
    let out = home.run(&["read", &id, "--plain"], "");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        out.status.code() == Some(3) && told.contains("not encrypted"),
        "{out:?}"
    );
    fs::copy(home.session(&home.ids()[0]), &path).unwrap();
    let out = home.run(&["read", &id, "--plain"], "");
    assert_eq!(out.status.code(), Some(3), "{out:?}");
    // Damage is no reason to lose it silently.
    fs::write(&path, &hurt).unwrap();
    let out = home.run(&["vault", "dissolve", "--yes"], "");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        out.status.code() == Some(3) && told.contains("entry 2 is damaged"),
        "{told}"
    );
    assert_eq!(fs::read(&path).unwrap(), hurt);
    home.well(&["vault", "dissolve", "--yes", "--leave-damaged"], "");
    let read = home.well(&["read", &id, "--plain"], "");
    assert!(read.contains("nine days every month"), "{read}");
}

#[test]
fn a_session_whose_beginning_is_damaged_is_named_and_what_follows_it_is_read() {
    let home = Home::filled();
    home.create();
    let id = home.ids()[1].clone();
    let path = home.session(&id);
    let whole = fs::read(&path).unwrap();
    // In its text, and in the mark that a file of frames begins with.
    for at in [100, 3] {
        let mut hurt = whole.clone();
        hurt[at] ^= 1;
        fs::write(&path, &hurt).unwrap();
        let doctor = home.run(&["doctor"], "");
        let told = String::from_utf8_lossy(&doctor.stdout).into_owned();
        assert_eq!(doctor.status.code(), Some(1), "{doctor:?}");
        assert!(
            told.contains("the first document is damaged")
                && told.contains(&format!("mineral read {id}")),
            "{told}"
        );
        let list = home.well(&["review", "--plain"], "");
        let row = list.lines().find(|line| line.contains(&id)).unwrap();
        assert!(row.contains("damaged"), "{row}");
        let read = home.well(&["read", &id, "--plain"], "");
        for words in [
            "with whom it was, and by which script, cannot be read",
            "Nobody trusts the closing number",
            "nine days every month",
        ] {
            assert!(read.contains(words), "{words}: {read}");
        }
        assert!(!read.contains("Tom Berg"), "{read}");
        // Nothing else takes it for a whole one.
        for command in [["export", &id], ["resume", &id], ["debrief", &id]] {
            let out = home.run(&[command[0], command[1], "--plain"], "more\n");
            let told = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!(out.status.code(), Some(3), "{command:?}: {out:?}");
            assert!(
                told.contains("what is whole behind it can be read"),
                "{told}"
            );
        }
        assert!(
            home.well(&["search", "nine days"], "")
                .contains("Ines Duarte")
        );
        assert_eq!(fs::read(&path).unwrap(), hurt);
        assert_eq!(home.tells(), []);
    }
    fs::write(&path, &whole).unwrap();
    home.is_all_there();
}

#[test]
fn a_vault_that_has_lost_what_opens_it_writes_nothing_plain_and_gets_it_back() {
    let home = Home::filled();
    home.create();
    let backup = home.dir.path().join("backup.tar");
    home.well(&["backup", backup.to_str().unwrap()], "");
    let vault = home.data().join("vault");
    let lost = || {
        let before = home.tree();
        for command in [
            &["live", "--with", "Tom Berg"][..],
            &["read", "--plain"],
            &["search", "nine"],
            &["person", "list"],
            &["vault", "status"],
            &[
                "vault",
                "create",
                "--key",
                home.key.to_str().unwrap(),
                "--no-passphrase",
            ],
        ] {
            let out = home.run(command, "Also nine days every month\n");
            let told = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!(out.status.code(), Some(3), "{command:?}: {out:?}");
            assert!(
                told.contains("nothing that opens it is there") && told.contains("restore"),
                "{command:?}: {told}"
            );
        }
        assert_eq!(home.tree(), before);
        assert_eq!(home.tells(), []);
        home.well(&["restore", backup.to_str().unwrap()], "");
        home.is_all_there();
        assert_eq!(home.tells(), []);
    };
    // Every way in, and the whole folder.
    for path in files(&vault) {
        if path.extension().is_some_and(|e| e == "age") {
            fs::remove_file(path).unwrap();
        }
    }
    lost();
    fs::remove_dir_all(&vault).unwrap();
    lost();
}

#[test]
fn damage_in_the_vaults_own_files_is_named_and_the_rest_opens_it() {
    let home = Home::filled();
    home.create();
    let second = home.dir.path().join("second.txt");
    fs::write(&second, new_key()).unwrap();
    home.well(&["vault", "add-key", "--key", second.to_str().unwrap()], "");
    let path = home.data().join("vault/key.age");
    let whole = fs::read(&path).unwrap();
    for hurt in [&whole[..whole.len() / 2], b"", b"no age file"] {
        fs::write(&path, hurt).unwrap();
        let out = home.run(&["read", "--plain"], "");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(
            out.status.code() == Some(3) && told.contains("key.age: "),
            "{told}"
        );
        let mut command = home.command(&["person", "list"]);
        command.arg("--identity").arg(&second);
        let out = said(command, "");
        assert!(
            String::from_utf8_lossy(&out.stdout).contains("Tom Berg"),
            "{out:?}"
        );
    }
    fs::write(&path, whole).unwrap();
    // What says that it is a vault: without it the key opens it all the same, and plain files count for nothing.
    let says = home.data().join("vault/vault.yaml");
    for hurt in [&b"\xff\xfe"[..], b"", b"mineral: vault\n"] {
        fs::write(&says, hurt).unwrap();
        home.is_all_there();
        let status = home.run(&["vault", "status"], "");
        let told = [status.stdout, status.stderr].concat();
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("vault.yaml cannot be read"), "{told}");
        let doctor = home.run(&["doctor"], "");
        let told = String::from_utf8_lossy(&doctor.stdout).into_owned();
        assert!(told.contains("vault.yaml cannot be read"), "{told}");
        assert_eq!(home.tells(), []);
    }
    let third = ["vault", "add-key", "--name", "third", "--key"];
    home.well(&[&third[..], &[second.to_str().unwrap()]].concat(), "");
    let status = home.well(&["vault", "status"], "");
    assert!(
        !status.contains('!') && status.contains("third"),
        "{status}"
    );
    fs::remove_file(says).unwrap();
    home.is_all_there();
}

#[test]
fn ways_are_added_and_taken_out_and_never_the_last_one() {
    let home = Home::filled();
    home.create();
    let second = home.dir.path().join("Office laptop.txt");
    fs::write(&second, new_key()).unwrap();
    let recovery = home.dir.path().join("recovery.txt");
    home.well(&["vault", "add-key", "--key", second.to_str().unwrap()], "");
    home.well(
        &[
            "vault",
            "add-key",
            "--recovery-file",
            recovery.to_str().unwrap(),
        ],
        "",
    );
    let status = home.well(&["vault", "status"], "");
    for words in ["key ", "office-laptop ", "recovery "] {
        assert!(status.contains(words), "{status}");
    }
    for file in [&second, &recovery] {
        let mut command = home.command(&["person", "list"]);
        command.arg("--identity").arg(file);
        let out = said(command, "");
        assert!(
            String::from_utf8_lossy(&out.stdout).contains("Tom Berg"),
            "{out:?}"
        );
    }
    home.well(&["vault", "remove-key", "office-laptop", "--yes"], "");
    home.well(&["vault", "remove-key", "recovery", "--yes"], "");
    let out = home.run(&["vault", "remove-key", "key", "--yes"], "");
    assert_eq!(out.status.code(), Some(3), "{out:?}");
    let mut command = home.command(&["person", "list"]);
    command.arg("--identity").arg(&second);
    assert_eq!(said(command, "").status.code(), Some(3));
    home.is_all_there();
}

#[test]
fn an_ssh_key_opens_a_vault() {
    let home = Home::filled();
    home.create();
    let key = home.dir.path().join("id_ed25519");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&key)
        .status();
    if !made.is_ok_and(|s| s.success()) {
        let _ = writeln!(std::io::stderr(), "SKIPPED: there is no ssh-keygen here");
        return;
    }
    let public = key.with_extension("pub");
    home.well(
        &[
            "vault",
            "add-key",
            "--key",
            public.to_str().unwrap(),
            "--name",
            "ssh",
        ],
        "",
    );
    assert!(home.well(&["vault", "status"], "").contains("ssh key"));
    let mut command = home.command(&["person", "list"]);
    command.arg("--identity").arg(&key);
    let out = said(command, "");
    assert!(
        String::from_utf8_lossy(&out.stdout).contains("Tom Berg"),
        "{out:?}"
    );
}
