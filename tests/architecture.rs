//! The house: which room may know which, what the pure rooms must not mention, and how large a file may get. Every
//! complaint names the file, the line, the rule, and what to do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

use regex::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room, and the rooms that it knows. An arrow that no code uses any more is to be taken out.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("listen", &[]),
    ("when", &[]),
    ("yaml", &["text"]),
    ("script", &["text", "listen", "yaml"]),
    ("session", &["text", "yaml", "when", "script"]),
    ("ledger", &["text", "when", "script", "session"]),
    (
        "export",
        &["text", "listen", "when", "yaml", "script", "session"],
    ),
    ("client", &["text", "listen", "yaml", "script"]),
    (
        "debrief",
        &["text", "listen", "when", "script", "session", "client"],
    ),
    (
        "app",
        &[
            "text", "listen", "when", "script", "session", "ledger", "export", "client", "debrief",
        ],
    ),
    ("config", &["app", "yaml"]),
    ("vault", &[]),
    ("store", &["text", "yaml", "session", "vault"]),
    ("index", &["text", "when", "session", "vault", "store"]),
    (
        "desk",
        &[
            "text", "listen", "when", "yaml", "script", "session", "ledger", "export", "client",
            "debrief", "app", "store", "index",
        ],
    ),
    (
        "ui",
        &[
            "text", "when", "script", "session", "ledger", "debrief", "app",
        ],
    ),
    ("terminal", &["text", "session", "app", "desk", "ui"]),
    (
        "command",
        &[
            "text", "listen", "yaml", "when", "script", "session", "ledger", "export", "client",
            "debrief", "app", "config", "vault", "store", "index", "desk", "ui", "terminal",
        ],
    ),
];

/// Rooms without clock, chance, disk and screen: everything comes in as a value.
const PURE: [&str; 11] = [
    "text", "listen", "yaml", "when", "script", "session", "ledger", "export", "client", "debrief",
    "app",
];

/// What a pure room must not mention, and where it belongs.
const IMPURE: &[(&str, &str)] = &[
    (r"\bratatui\b", "drawing belongs to ui"),
    (r"\bcrossterm\b", "the terminal belongs to terminal"),
    (r"\btokio\b", "waiting belongs to terminal"),
    (r"\bstd::fs\b", "files belong to store, desk and command"),
    (
        r"\bstd::env\b",
        "the environment belongs to config and command",
    ),
    (
        r"\bSystemTime\b",
        "the time comes in as app::Now or session::Moment",
    ),
    (r"\bInstant\b", "the time comes in as app::Now"),
    (
        r"\bZoned::now\b|\bTimestamp::now\b",
        "the time comes in as app::Now",
    ),
    (
        r"\bstd::thread\b|\bthread::spawn\b",
        "threads belong to terminal and store",
    ),
    (
        r"\brand::|\bgetrandom\b|\bUlid::new\b",
        "chance comes in as a value",
    ),
];

/// Lines of a file in src, at most.
const LONGEST: usize = 500;

/// A source file: where it is, and its lines with comments and tests blanked out.
struct Source {
    path: String,
    room: String,
    raw: String,
    code: Vec<String>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut todo = vec![root.clone()];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(source(&root, &path));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "src was not found");
    found
}

fn source(src: &Path, path: &Path) -> Source {
    let raw = fs::read_to_string(path).unwrap();
    let inside: PathBuf = path.strip_prefix(src).unwrap().to_owned();
    let shown = inside.display().to_string();
    let room = shown.split(['/', '.']).next().unwrap().to_owned();
    let code = if is_test(&shown) {
        Vec::new()
    } else {
        code(&raw)
    };
    Source {
        path: format!("src/{shown}"),
        room,
        raw,
        code,
    }
}

/// Tests of a room may use what they need.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("_tests.rs")
}

/// The lines without comments, and without the tests at the end of the file.
fn code(raw: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in raw.lines() {
        let last_is_cfg = out.last().is_some_and(|l| l.trim() == "#[cfg(test)]");
        if last_is_cfg && line.starts_with("mod ") && line.trim_end().ends_with('{') {
            break;
        }
        out.push(
            line.split_once("//")
                .map_or(line, |(before, _)| before)
                .to_owned(),
        );
    }
    out
}

/// The rooms that a file names, with the line.
fn arrows(source: &Source) -> Vec<(usize, String)> {
    let text = source.code.join("\n");
    let path = source
        .path
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .trim_end_matches("/mod");
    let depth = if matches!(path, "lib" | "main") {
        0
    } else {
        path.split('/').count()
    };
    let mut out = Vec::new();
    let mut roots: Vec<usize> = Regex::new(r"\bcrate::")
        .unwrap()
        .find_iter(&text)
        .map(|m| m.end())
        .collect();
    roots.extend(
        Regex::new(r"\bmineral::")
            .unwrap()
            .find_iter(&text)
            .map(|m| m.end()),
    );
    for found in Regex::new(r"\b(super::)+").unwrap().find_iter(&text) {
        if found.as_str().matches("super").count() == depth {
            roots.push(found.end());
        }
    }
    for at in roots {
        let line = text[..at].matches('\n').count() + 1;
        for name in first_names(&text[at..]) {
            out.push((line, name));
        }
    }
    out
}

/// `a::b` names a; `{a::{b, c}, d}` names a and d.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let Some(inner) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in inner.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                parts.last_mut().unwrap().push(c);
            }
        }
    }
    parts
        .iter()
        .map(|p| name(p))
        .filter(|n| !n.is_empty())
        .collect()
}

fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n\n"));
}

#[test]
fn every_room_knows_only_the_rooms_below_it() {
    let mut complaints = Vec::new();
    let mut used = BTreeSet::new();
    for source in sources() {
        if matches!(source.room.as_str(), "lib" | "main") {
            continue;
        }
        let Some((room, knows)) = ROOMS.iter().find(|(room, _)| *room == source.room) else {
            complaints.push(format!("{}: the room {:?} is not in the list of this test: give it its place there, in src/lib.rs and in ARCHITECTURE.md", source.path, source.room));
            continue;
        };
        for (line, name) in arrows(&source) {
            if name == *room || !ROOMS.iter().any(|(room, _)| *room == name) {
                continue;
            }
            if knows.contains(&name.as_str()) {
                used.insert((*room, name));
            } else {
                complaints.push(format!(
                    "{}:{line}: {room} may not know {name} (it knows {}): hand what it needs in as a value, or move the code up",
                    source.path,
                    if knows.is_empty() { "no other room".to_owned() } else { knows.join(", ") },
                ));
            }
        }
    }
    for (room, knows) in ROOMS {
        for name in *knows {
            if !used.contains(&(*room, (*name).to_owned())) {
                complaints.push(format!(
                    "{room} does not use {name}: take the arrow out of the list in this test"
                ));
            }
        }
    }
    none(&complaints);
}

#[test]
fn no_arrow_leads_in_a_circle() {
    for (at, (room, knows)) in ROOMS.iter().enumerate() {
        for name in *knows {
            let below = ROOMS[..at].iter().any(|(room, _)| room == name);
            assert!(
                below,
                "{room} knows {name}, which stands above it or nowhere: in the list every room stands above those that it knows"
            );
        }
    }
}

#[test]
fn pure_rooms_know_no_clock_no_disk_and_no_screen() {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|s| PURE.contains(&s.room.as_str())) {
        for (pattern, instead) in IMPURE {
            let pattern = Regex::new(pattern).unwrap();
            for (at, line) in source.code.iter().enumerate() {
                if let Some(found) = pattern.find(line) {
                    complaints.push(format!(
                        "{}:{}: the room {} is pure and may not mention {}: {instead}",
                        source.path,
                        at + 1,
                        source.room,
                        found.as_str()
                    ));
                }
            }
        }
    }
    none(&complaints);
}

#[test]
fn colours_have_names_for_what_they_mean() {
    complain_about(
        r"\bColor\b",
        |path| path != "src/ui/theme.rs",
        "a colour has a name for what it means: add it to Theme in src/ui/theme.rs and use that",
    );
}

#[test]
fn nothing_in_src_may_panic_by_permission() {
    complain_about(
        r"allow\(\s*clippy::(unwrap_used|expect_used|panic|indexing_slicing|string_slice)",
        |_| true,
        "say what happens otherwise: return an error, or use get and unwrap_or",
    );
}

#[test]
fn nothing_is_left_lying_about() {
    let pattern =
        Regex::new(r"\bTODO\b|\bFIXME\b|\bXXX\b|\btodo!|\bunimplemented!|\bdbg!").unwrap();
    let mut complaints = Vec::new();
    for source in sources() {
        for (at, line) in source.raw.lines().enumerate() {
            if let Some(found) = pattern.find(line) {
                complaints.push(format!(
                    "{}:{}: {}: do it, or open an issue",
                    source.path,
                    at + 1,
                    found.as_str()
                ));
            }
        }
    }
    none(&complaints);
}

#[test]
fn no_file_is_longer_than_a_few_hundred_lines() {
    let mut complaints = Vec::new();
    for source in sources() {
        let lines = source.raw.lines().count();
        if lines > LONGEST {
            complaints.push(format!(
                "{}: {lines} lines, and {LONGEST} are the most: split it by what it does",
                source.path
            ));
        }
    }
    none(&complaints);
}

#[test]
fn every_room_says_what_it_is_for() {
    let mut complaints = Vec::new();
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for (room, _) in ROOMS {
        for (what, there) in [
            (
                format!("src/lib.rs: the room {room} is not declared: pub mod {room};"),
                lib.contains(&format!("pub mod {room};")),
            ),
            (
                format!(
                    "src/lib.rs: the room {room} has no line in the map at the top: - [`{room}`]: what it is for"
                ),
                lib.contains(&format!("[`{room}`]")),
            ),
        ] {
            if !there {
                complaints.push(what);
            }
        }
    }
    for source in sources() {
        let is_room = source.path == format!("src/{}/mod.rs", source.room)
            || source.path == format!("src/{}.rs", source.room);
        if is_room && !source.raw.starts_with("//! ") {
            complaints.push(format!(
                "{}: begin it with //! and what this room is for",
                source.path
            ));
        }
    }
    none(&complaints);
}

fn complain_about(pattern: &str, counts: impl Fn(&str) -> bool, instead: &str) {
    let pattern = Regex::new(pattern).unwrap();
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|s| counts(&s.path)) {
        for (at, line) in source.code.iter().enumerate() {
            if let Some(found) = pattern.find(line) {
                complaints.push(format!(
                    "{}:{}: {}: {instead}",
                    source.path,
                    at + 1,
                    found.as_str()
                ));
            }
        }
    }
    none(&complaints);
}

#[test]
fn the_reader_of_arrows_reads_nested_ones() {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        room: String::new(),
        raw: String::new(),
        code: code(text),
    };
    let names = |path: &str, text: &str| -> Vec<String> {
        arrows(&source(path, text))
            .into_iter()
            .map(|(_, name)| name)
            .collect()
    };
    let text = "use crate::{app::{App, key::Key},\n  text::wrap}; // crate::ui\nfn f() { crate::store::x(); }\n#[cfg(test)]\nmod tests {\n use crate::desk;";
    assert_eq!(names("src/session/fold.rs", text), ["app", "text", "store"]);
    assert_eq!(
        names(
            "src/app/mod.rs",
            "use super::ui::draw; use self::read::Read;"
        ),
        ["ui"]
    );
    assert_eq!(
        names(
            "src/app/live/mod.rs",
            "use super::event::Effect; use super::super::store::Library;"
        ),
        ["store"]
    );
}
