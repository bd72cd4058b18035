//! Everything that the program writes, in a plain library and in a vault: for its owner alone under any umask, and nothing anywhere but
//! where it belongs, also on the way (seen by `strace`, where there is one).

use age::secrecy::ExposeSecret as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A home in which nothing may be but what is named below.
struct Home {
    dir: tempfile::TempDir,
    traced: bool,
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for name in ["here", "tmp"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        let identity = age::x25519::Identity::generate();
        let at = |name| dir.path().join(name);
        fs::write(at("key"), identity.to_string().expose_secret()).unwrap();
        fs::write(at("recipient"), identity.to_public().to_string()).unwrap();
        let probe = Command::new("strace")
            .args(["-f", "-o", "/dev/null", "true"])
            .status();
        let traced = probe.is_ok_and(|status| status.success());
        if !traced {
            println!("strace can trace nothing here: only what is left is looked at");
        }
        Self { dir, traced }
    }

    fn trace(&self) -> PathBuf {
        self.dir.path().join("trace")
    }

    #[track_caller]
    fn run(&self, arguments: &[&str], input: &str) {
        use std::io::Write as _;
        let mut command = Command::new("sh");
        let script = if self.traced {
            "umask 000; exec strace -f -A -o \"$TRACE\" -s 4096 -e trace=open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat -- \"$@\""
        } else {
            "umask 000; exec \"$@\""
        };
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_mineral")]);
        let mut child = command
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TRACE", self.trace())
            .env("MINERAL_HOME", self.dir.path())
            .env("MINERAL_IDENTITY", self.dir.path().join("key"))
            .env("HOME", self.dir.path().join("tmp"))
            .env("TMPDIR", self.dir.path().join("tmp"))
            .env("TZ", "UTC")
            .current_dir(self.dir.path().join("here"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // Who reads nothing may close it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{arguments:?}: {told}");
    }

    /// What every command that writes has written.
    fn work(&self, vault: bool) {
        self.run(
            &["live", "--plain", "--with", "Ana Ruiz"],
            "Words.\n!us send it by friday\n/end\n",
        );
        self.run(&["live", "--plain", "--with", "Tom Berg"], "Words.\nhalf a");
        if vault {
            let key = self.dir.path().join("recipient");
            self.run(
                &[
                    "vault",
                    "create",
                    "--plain",
                    "--no-passphrase",
                    "--key",
                    &key.to_string_lossy(),
                    "--recovery-file",
                    "recovery",
                ],
                "",
            );
        }
        self.run(&["practice", "acquired", "--plain"], "What happened?\n");
        self.run(&["search", "words"], "");
        self.run(&["due"], "");
        for format in ["md", "html", "json", "csv", "yaml"] {
            self.run(
                &["export", "--format", format, "-o", &format!("x.{format}")],
                "",
            );
        }
        self.run(&["script", "new", "mine"], "");
        self.run(&["persona", "new", "mine"], "");
        self.run(&["person", "rename", "Tom Berg", "Tom Holm"], "");
        self.run(&["backup", "b.tar"], "");
        self.run(&["restore", "b.tar"], "");
        self.run(&["restore", "b.tar", "--data-dir", "../other"], "");
        self.run(&["doctor", "--rebuild"], "");
        self.run(
            &[
                "person",
                "erase",
                "Tom Holm",
                "--yes",
                "--export",
                "tom.json",
                "--receipt",
                "r.txt",
            ],
            "",
        );
        if vault {
            self.run(&["vault", "dissolve", "--plain", "--yes"], "");
        }
    }
}

fn walk(dir: &Path, each: &mut impl FnMut(&Path, bool, u32)) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::symlink_metadata(&path).unwrap();
        each(&path, about.is_dir(), about.permissions().mode() & 0o7777);
        if about.is_dir() {
            walk(&path, each);
        }
    }
}

/// The names in a line of a trace.
fn names(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

#[track_caller]
fn all_is_its_owners(vault: bool) {
    let home = Home::new();
    home.work(vault);
    let root = home.dir.path();
    let ours = ["here", "tmp", "key", "recipient", "trace"].map(|name| root.join(name));
    let mut found = 0;
    walk(root, &mut |path, is_dir, mode| {
        if ours.iter().any(|own| own == path) {
            return;
        }
        let right = if is_dir { 0o700 } else { 0o600 };
        assert_eq!(mode, right, "{} has {mode:04o}", path.display());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let left = [".mineral-", ".tmp", ".digests-"]
            .iter()
            .any(|begin| name.starts_with(begin));
        assert!(!left, "{} was left", path.display());
        assert!(
            !path.starts_with(&ours[1]),
            "{} was written",
            path.display()
        );
        found += 1;
    });
    assert!(found > 30, "{found}");
    if !home.traced {
        return;
    }
    let trace = fs::read_to_string(home.trace()).unwrap();
    let mut made = 0;
    for line in trace.lines() {
        let makes = ["mkdir", "rename", "link", "creat("]
            .iter()
            .any(|call| line.contains(call));
        if !makes && !line.contains("O_CREAT") && !line.contains("O_TMPFILE") {
            continue;
        }
        for name in names(line) {
            // Relative ones begin in the folder that it was started in, and end up there or in a library that was named.
            let path = root.join("here").join(name);
            let inside = path.starts_with(root) && !path.starts_with(&ours[1]);
            assert!(inside, "{line}");
            made += 1;
        }
    }
    assert!(made > 50, "{made}");
}

#[test]
fn everything_that_is_written_is_its_owners_and_lies_where_it_belongs() {
    all_is_its_owners(false);
}

#[test]
fn everything_that_a_vault_writes_is_its_owners_and_lies_where_it_belongs() {
    all_is_its_owners(true);
}
