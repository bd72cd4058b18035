//! One journey through everything that a vault can be asked for: behind each step no word of a client can be read from any file, but from
//! the exports that the user named.

use crate::support::{Home, Ran};
use age::secrecy::ExposeSecret;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What was said in confidence: names, words, notes, reasons, what was typed and never kept, what filters and searches ask for.
const WORDS: [&str; 12] = [
    "Tom Berg",
    "Thomas Berg",
    "Norrfrakt",
    "Ines Duarte",
    "closing number",
    "nine days",
    "send the reconciliation",
    "halfway through a thought",
    "uncertain budget",
    "they chose somebody cheaper",
    "Ostersund",
    "said by telephone",
];

struct Journey {
    home: Home,
    key: PathBuf,
    /// Files that the user named, and that are plain by their own will.
    exports: BTreeSet<PathBuf>,
}

impl Journey {
    fn root(&self) -> PathBuf {
        self.home.data().parent().unwrap().to_owned()
    }

    fn ran(&self, arguments: &[&str], input: &str) -> Ran {
        let mut all = vec!["--identity", self.key.to_str().unwrap()];
        all.extend(arguments);
        self.home.run(&all, input)
    }

    /// Runs a command that has to end well, and looks at all files behind it.
    #[track_caller]
    fn well(&self, arguments: &[&str], input: &str) -> String {
        let ran = self.ran(arguments, input);
        self.nothing_is_plain(&format!("{arguments:?}"));
        ran.well()
    }

    /// As [`Self::well`], where one may answer as well that there is nothing, or something to do.
    #[track_caller]
    fn answered(&self, arguments: &[&str]) -> String {
        let ran = self.ran(arguments, "");
        self.nothing_is_plain(&format!("{arguments:?}"));
        assert!(matches!(ran.code, Some(0 | 1)), "{arguments:?}: {ran:#?}");
        ran.out + &ran.err
    }

    /// Writes an export that is plain by the user's will; its text.
    #[track_caller]
    fn export(&mut self, name: &str, arguments: &[&str]) -> String {
        let path = self.home.here().join(name);
        self.exports.insert(path.clone());
        let mut all = arguments.to_vec();
        all.push(path.to_str().unwrap());
        self.well(&all, "");
        fs::read_to_string(&path).unwrap()
    }

    #[track_caller]
    fn nothing_is_plain(&self, behind: &str) {
        let mut looked = 0;
        for path in files(&self.root()) {
            if self.exports.contains(&path) {
                continue;
            }
            looked += 1;
            let name = path.strip_prefix(self.root()).unwrap().to_string_lossy();
            let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
            for word in WORDS {
                let word = word.to_ascii_lowercase();
                for form in [word.clone(), word.replace(' ', "-")] {
                    assert!(
                        memchr::memmem::find(&bytes, form.as_bytes()).is_none(),
                        "{word:?} can be read in {name} behind {behind}"
                    );
                    assert!(
                        !name.to_lowercase().contains(&form),
                        "{name} behind {behind}"
                    );
                }
            }
        }
        assert!(looked > 2, "{looked} files behind {behind}");
    }

    /// The ids of all sessions, the newest first.
    fn ids(&self) -> Vec<String> {
        let id = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
        self.home.files("yaml").into_iter().map(id).collect()
    }

    /// Makes all sessions look as old as they would be on another day: what was changed just now is not kept in short.
    fn grow_old(&self) {
        let long_ago = SystemTime::now() - Duration::from_secs(3_600);
        for path in self.home.files("yaml") {
            let file = fs::File::options().append(true).open(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

fn begun() -> Journey {
    let home = Home::new();
    let key = home.here().join("key.txt");
    let identity = age::x25519::Identity::generate();
    fs::write(&key, identity.to_string().expose_secret()).unwrap();
    let journey = Journey {
        home,
        key,
        exports: BTreeSet::new(),
    };
    let key = journey.key.to_str().unwrap();
    let create = ["vault", "create", "--key", key, "--no-passphrase"];
    journey.well(&create, "");
    journey
}

#[test]
fn behind_every_command_in_a_vault_no_word_of_a_client_lies_plain_anywhere() {
    let mut on = begun();
    talks(&on);
    let ids = on.ids();
    let (with_tom, with_ines) = (&ids[ids.len() - 1], &ids[ids.len() - 2]);
    looks(&on, with_tom, with_ines);
    // An export is plain, since the user wants it so, and everything else stays as it was.
    let calendar = on.export("p.ics", &["export", with_tom, "--format", "ics", "-o"]);
    assert!(calendar.contains("reconciliation"), "{calendar}");
    changes(&on, with_tom, with_ines);
    hands_on(&mut on, with_tom);
    cares(&on, with_tom);
    lets_go(&mut on, with_ines);
}

fn talks(on: &Journey) {
    // Talking: what is kept, what is noted, what is promised, and what stays in the input.
    let live = [
        "live",
        "--plain",
        "--with",
        "Tom Berg",
        "--org",
        "Norrfrakt",
    ];
    let lines = "Nobody trusts the closing number\n~ worried 4\n# he looked at the floor in Ostersund\n\
                 /step impact\nIt costs us nine days every month\n! we send the reconciliation by tomorrow\n\
                 /consent agreed until 3 march 2027\n/end\n";
    on.well(&live, lines);
    on.well(
        &["live", "--plain", "--with", "Ines Duarte"],
        "An uncertain budget, she says\n",
    );
    on.well(&["resume", "--plain"], "and nine days more of it\n");
    let practice = ["practice", "anxious-founder", "--plain", "--seed", "7"];
    on.ran(&practice, "What about the closing number?\n/end\n")
        .well();
    on.nothing_is_plain("practice");
    on.well(
        &["run", "daily-standard", "--plain"],
        "yes\n# Think of Ostersund\n/end\n",
    );
    draft(on);
    on.grow_old();
}

fn looks(on: &Journey, with_tom: &str, with_ines: &str) {
    assert!(
        on.well(&["read", with_tom, "--plain"], "")
            .contains("closing number")
    );
    assert!(
        on.well(&["read", with_ines, "--plain"], "")
            .contains("halfway through a thought")
    );
    assert!(on.well(&["review", "--plain"], "").contains("Tom Berg"));
    let found = on.well(&["search", "--json", "nine days"], "");
    assert!(found.contains("It costs us nine days"), "{found}");
    on.answered(&["search", "no such word at all"]);
    on.well(&["search", "--exact", "closing number"], "");
    assert!(on.answered(&["due"]).contains("reconciliation"));
    assert!(on.answered(&["due", "--json"]).contains("reconciliation"));
    assert!(
        on.well(&["brief", "Tom Berg"], "")
            .contains("closing number")
    );
    on.well(&["brief", "Tom Berg", "--format", "md"], "");
    on.well(&["insights"], "");
    on.well(&["insights", "--json"], "");
    assert!(
        on.well(&["person", "list", "--json"], "")
            .contains("Norrfrakt")
    );
    on.well(&["person", "show", "Tom Berg", "--json"], "");
    on.well(&["debrief", with_tom, "--plain"], "");
    on.well(&["debrief", with_tom, "--json"], "");
    on.answered(&["debrief", "--weeks", "--plain"]);
    assert!(
        on.well(&["follow", with_tom, "--plain"], "")
            .contains("Ended.")
    );
    assert!(on.root().join("cache/digests").exists());
}

fn changes(on: &Journey, with_tom: &str, with_ines: &str) {
    let which = format!("{with_tom}:{}", promise(on));
    on.well(
        &["due", "moved", &which, "next friday", "said by telephone"],
        "",
    );
    on.well(&["due", "done", &which, "said by telephone"], "");
    on.well(
        &["ended", with_tom, "lost", "they chose somebody cheaper"],
        "",
    );
    on.well(
        &["consent", with_ines, "asked by telephone in Ostersund"],
        "",
    );
    on.well(&["consent", with_ines], "");
    on.well(&["person", "rename", "Tom Berg", "Thomas Berg"], "");
    on.well(&["person", "merge", "Ines Duarte", "Thomas Berg"], "");
    on.well(&["person", "undo"], "");
    filter(on);
}

fn hands_on(on: &mut Journey, with_tom: &str) {
    for format in ["md", "json", "html", "csv", "yaml"] {
        let name = format!("export.{format}");
        let text = on.export(&name, &["export", with_tom, "--format", format, "-o"]);
        assert!(text.contains("reconciliation"), "{format}: {text}");
    }
    let redacted = on.export("r.md", &["export", "--all", "--redact", "--yes", "-o"]);
    assert!(
        !redacted.contains("Berg") && redacted.contains("Person 1"),
        "{redacted}"
    );
    let query = ["export", "--query", "nine days", "--format", "csv", "-o"];
    on.export("query.csv", &query);
    on.well(&["export", with_tom], "");
}

fn cares(on: &Journey, with_tom: &str) {
    // Care: a backup has the files as they lie, and is looked at here like everything else.
    on.answered(&["doctor"]);
    on.answered(&["doctor", "--json"]);
    on.answered(&["doctor", "--mend", "--yes"]);
    on.well(&["doctor", "--seal", "--yes"], "");
    on.well(&["doctor", "--rebuild"], "");
    let backup = on.home.here().join("backup.tar");
    on.well(&["backup", backup.to_str().unwrap()], "");
    let other = on.root().join("other");
    let other = other.to_str().unwrap();
    let back = ["--data-dir", other, "restore", backup.to_str().unwrap()];
    assert!(on.home.run(&back, "").code == Some(0));
    on.nothing_is_plain("restore");
    let read = on.well(&["--data-dir", other, "read", with_tom, "--plain"], "");
    assert!(read.contains("closing number"), "{read}");
    on.well(&["--data-dir", other, "search", "nine days"], "");
    on.answered(&["--data-dir", other, "due"]);
    assert!(
        on.answered(&["--data-dir", other, "doctor"])
            .contains("all is well")
    );
    on.well(&["vault", "status"], "");
}

fn lets_go(on: &mut Journey, with_ines: &str) {
    on.well(&["delete", with_ines, "--yes"], "");
    assert!(on.well(&["bin", "list"], "").contains("Ines Duarte"));
    on.well(&["bin", "restore", with_ines], "");
    on.well(&["delete", with_ines, "--yes"], "");
    on.well(&["bin", "empty", "--yes"], "");
    let export = on.home.here().join("tom.json");
    on.exports.insert(export.clone());
    let receipt = on.home.here().join("receipt.txt");
    let erase = [
        "person",
        "erase",
        "Thomas Berg",
        "--yes",
        "--export",
        export.to_str().unwrap(),
        "--receipt",
        receipt.to_str().unwrap(),
    ];
    let said = on.well(&erase, "");
    assert!(said.contains("saved filters with the name 1"), "{said}");
    assert!(
        fs::read_to_string(export)
            .unwrap()
            .contains("closing number")
    );
    on.answered(&["search", "closing number"]);
    on.answered(&["person", "list"]);
}

/// The number of the promise.
fn promise(on: &Journey) -> String {
    let due: serde_json::Value = serde_json::from_str(&on.ran(&["due", "--json"], "").out).unwrap();
    let text = due.to_string();
    let at = text.find("\"n\":").unwrap() + 4;
    text[at..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect()
}

fn library(on: &Journey) -> mineral::store::Library {
    use mineral::store::{Library, Opening};
    use mineral::vault::ways::Opener;
    let text = fs::read_to_string(&on.key).unwrap();
    let opener = Opener::from_file(&text, "key", |_| None).unwrap();
    let vault = Library::at(on.home.data()).vault().unwrap().unwrap();
    match vault.open(&opener).unwrap() {
        Opening::Open(library) => library,
        other => panic!("{other:?}"),
    }
}

/// What stands in the input when a program is killed.
fn draft(on: &Journey) {
    use mineral::session::Draft;
    use mineral::store::Access;
    let ids = on.ids();
    let (loaded, access) = library(on).resume(&ids[ids.len() - 2], |_| {}).unwrap();
    let Access::Writing(writer) = access else {
        panic!("it can be written");
    };
    let text = "halfway through a thought".to_owned();
    writer.draft(Draft {
        n: loaded.next_number(),
        t: 0,
        cursor: text.len(),
        text,
    });
    writer.finish(Duration::from_secs(20)).unwrap();
    assert_eq!(on.home.files("draft").len(), 1);
    on.nothing_is_plain("a draft");
}

/// A filter that the user saves on the screen.
fn filter(on: &Journey) {
    use mineral::app::library::{Filter, Sort, Wish};
    use mineral::app::{Effect, Now};
    let mut desk = mineral::desk::Desk::new(library(on), |_| {});
    let filter = Filter {
        name: "Tom Berg".to_owned(),
        query: "person:\"Tom Berg\" nine days".to_owned(),
        sort: Sort::Warmest,
    };
    let now = Now {
        at: mineral::session::Moment::parse("2026-11-21T14:03:11+01:00").unwrap(),
        ms: 0,
    };
    let said = desk.perform(Effect::Library(Wish::SaveFilter(filter)), now);
    assert!(format!("{said:?}").contains("Tom Berg"), "{said:?}");
    assert!(on.home.data().join("filters.yaml").exists());
    on.nothing_is_plain("a filter");
}
