//! Hostile files as scripts and as personas: through the readers, and through `mineral script check` and its like on
//! real files. Whatever comes, there
//! is a clear message, soon, in little memory, and nothing in it disturbs a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "tests"
)]

use assert_cmd::Command;
use mineral::client::persona;
use mineral::script::{check, read};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long anything may take before it counts as a hang; generous, for a machine that does many things at once.
const BOUND: Duration = Duration::from_secs(60);

/// Says that a test was skipped, past the harness, which hides what tests print that do not fail.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// The folder with data that the tests do not bring along.
fn data(name: &str) -> Option<PathBuf> {
    let Some(data) = std::env::var_os("MINERAL_DATA") else {
        skipped(&format!("{name}: MINERAL_DATA is not set"));
        return None;
    };
    Some(Path::new(&data).join(name))
}

/// `mineral script check` on a path: its exit code and all that it said.
fn check_path(path: &Path) -> (Option<i32>, String) {
    check_as("script", path)
}

/// As [`check_path`], for scripts or personas.
fn check_as(thing: &str, path: &Path) -> (Option<i32>, String) {
    let home = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_mineral");
    let mut command = if cfg!(target_os = "linux") {
        // What is read is bounded, and with it the memory: kilobytes.
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 400000; exec \"$@\"", "sh", program]);
        shell
    } else {
        Command::new(program)
    };
    let ran = command
        .args([thing, "check"])
        .arg(path)
        .env("MINERAL_HOME", home.path())
        .timeout(BOUND)
        .output()
        .expect("it ends");
    let said = [ran.stdout, ran.stderr].concat();
    let said = String::from_utf8(said).expect("what is said is UTF-8");
    disturbs_nobody(&said);
    (ran.status.code(), said)
}

#[track_caller]
fn disturbs_nobody(said: &str) {
    let control = said
        .chars()
        .find(|&c| c.is_control() && c != '\n' && c != '\t');
    assert_eq!(control, None, "{said}");
    assert!(
        !said.contains("has a fault") && !said.contains("panicked"),
        "{said}"
    );
}

fn soon<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = act();
    assert!(begun.elapsed() < BOUND, "{what} took too long");
    result
}

/// A script that is in order, with this in the place of its title.
fn script(title: &str) -> String {
    format!(
        "format: 1\nid: mine\ntitle: {title}\nkind: drill\nmoment: day\npurpose: To practise.\n\
         source: our own\nsteps:\n  - id: one\n    title: the one\n    purpose: To ask.\n    \
         prompts:\n      - What happened?\n    probes:\n      - What else?\n"
    )
}

/// Every letter stands for nine of the one before: thousands of millions.
fn bomb() -> String {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in ('a'..'j').zip('b'..='j') {
        let nine = vec![format!("*{before}"); 9].join(", ");
        text.push_str(&format!("{name}: &{name} [{nine}]\n"));
    }
    script("Bomb") + &text
}

/// Bytes, and words of the message about them.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let deep = 100_000;
    let indented: String = (0..1_400)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    vec![
        ("bomb", bomb().into(), "more than is read from one file"),
        ("nul", script("Half\0Half").into(), "control character"),
        ("only-nul", vec![0; 4_000], "control character"),
        (
            "bytes",
            b"format: 1\nid: mine\ntitle: \xc3\x28\n".to_vec(),
            "not UTF-8",
        ),
        (
            "utf-16",
            script("Wide")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            "control character",
        ),
        (
            "brackets",
            format!("steps: {}", "[".repeat(deep)).into(),
            "nested too deeply",
        ),
        (
            "braces",
            format!("steps: {}", "{a: ".repeat(deep)).into(),
            "nested too deeply",
        ),
        ("dashes", "- ".repeat(deep).into(), "nested too deeply"),
        ("indented", indented.into(), "nested too deeply"),
        (
            "anchors",
            (0..5_000)
                .map(|n| format!("k{n}: &a{n} x\n"))
                .collect::<String>()
                .into(),
            "more than is read",
        ),
        (
            "keys",
            (0..50_000)
                .map(|n| format!("k{n}: x\n"))
                .collect::<String>()
                .into(),
            "is not a field",
        ),
        ("same-keys", "id: x\n".repeat(50_000).into(), "second time"),
        (
            "long-line",
            format!("title: {}", "x".repeat(900_000)).into(),
            "has 900000 characters",
        ),
        (
            "tag",
            "!!python/object:os.system [\"rm\"]\n".into(),
            "a script is wanted here",
        ),
        (
            "escape",
            script("\x1b[2J\x1b]0;owned\x07").into(),
            "control character",
        ),
    ]
}

#[test]
fn hostile_files_are_refused_with_a_clear_message() {
    refused_as("script", |name, text| read(name, text).is_err());
}

#[test]
fn hostile_files_are_refused_as_personas_too() {
    refused_as("persona", |name, text| persona::read(name, text).is_err());
}

fn refused_as(thing: &str, refuses: impl Fn(&str, &str) -> bool) {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes, words) in hostile() {
        // Where a script has a title, a persona has a name.
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if thing == "persona" => text.replace("title:", "name:").into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let words = match name {
            // A persona has fewer nodes than a script may have.
            "keys" | "same-keys" if thing == "persona" => "more than is read".to_owned(),
            _ => words.replace("script", thing),
        };
        let path = dir.path().join(format!("{name}.yaml"));
        fs::write(&path, &bytes).unwrap();
        let (code, said) = check_as(thing, &path);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(
            said.contains(&words),
            "{name}: {words:?} is missing:\n{said:.2000}"
        );
        assert!(said.contains(&format!("{name}.yaml")), "{name}: {said}");
        assert!(said.len() < 200_000, "{name}: {} bytes", said.len());
        if let Ok(text) = String::from_utf8(bytes) {
            assert!(soon(name, || refuses(name, &text)), "{name}");
        }
    }
    // All of them together, and a file of 100 MB: of that, nothing is read.
    let large = fs::File::create(dir.path().join("large.yaml")).unwrap();
    large.set_len(100 << 20).unwrap();
    let (code, said) = check_as(thing, dir.path());
    assert_eq!(code, Some(1));
    assert!(said.contains("the file has 104857600 bytes; at most 1048576 are read"));
    assert!(said.contains(&format!("{} {thing}s", hostile().len() + 1)));
}

#[test]
fn a_large_file_with_text_in_it_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.yaml");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    file.write_all(script("Large").as_bytes()).unwrap();
    for _ in 0..100 {
        file.write_all(&b"# more of it\n".repeat((1 << 20) / 13 + 1))
            .unwrap();
    }
    file.flush().unwrap();
    let (code, said) = check_path(&path);
    assert_eq!(code, Some(1));
    assert!(said.contains("at most 1048576 are read"), "{said}");
}

#[test]
fn mixed_line_ends_change_nothing() {
    let plain = script("Mixed");
    let mut ends = ["\n", "\r\n", "\r"].into_iter().cycle();
    let mixed: String = plain
        .lines()
        .flat_map(|line| [line, ends.next().unwrap()])
        .collect();
    assert!(mixed.contains("\r\n") && mixed.replace("\r\n", "").contains('\r'));
    assert_eq!(
        read("mixed", &mixed).unwrap(),
        read("plain", &plain).unwrap()
    );
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mixed.yaml");
    fs::write(&path, mixed).unwrap();
    let (code, said) = check_path(&path);
    assert_eq!(
        (code, said.as_str()),
        (Some(0), "1 script · no errors · no warnings\n")
    );
    // And where something is wrong, all kinds of line ends count.
    fs::write(&path, "format: 1\r\rid: mine\r\ntitle: 7\nwrong: x\n").unwrap();
    let (_, said) = check_path(&path);
    assert!(said.contains("mixed.yaml:5:1"), "{said}");
}

/// A pipe, a folder, a device, a link to nowhere.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let dir = tempfile::tempdir().unwrap();
    let pipe = dir.path().join("pipe.yaml");
    Command::new("mkfifo").arg(pipe).assert().success();
    fs::create_dir(dir.path().join("folder.yaml")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", dir.path().join("zero.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.path().join("link.yaml")).unwrap();
    let (code, said) = check_path(dir.path());
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(said.matches("this is not a file").count(), 3, "{said}");
    assert!(said.contains("this could not be read"), "{said}");
}

/// Texts as files of their own, in folders of no more than are looked at.
fn check_all(texts: &[String]) {
    for some in texts.chunks(1_000) {
        let dir = tempfile::tempdir().unwrap();
        for (n, text) in some.iter().enumerate() {
            fs::write(dir.path().join(format!("{n:04}.yaml")), text).unwrap();
        }
        let (code, said) = check_path(dir.path());
        assert!(matches!(code, Some(0 | 1)), "{code:?} {said:.2000}");
        assert!(said.contains(&format!("\n{} scripts · ", some.len())));
    }
}

#[test]
fn the_yaml_test_suite_disturbs_nobody() {
    let Some(suite) = data("yaml-test-suite/src") else {
        return;
    };
    let mut texts = Vec::new();
    for entry in fs::read_dir(suite).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        // YAML inside YAML: the examples as well, with what stands for white space made white space.
        for example in text.split("yaml: |\n").skip(1) {
            let lines = example
                .lines()
                .take_while(|l| l.starts_with("    ") || l.is_empty());
            let lines: Vec<&str> = lines.map(|l| l.get(4..).unwrap_or("")).collect();
            let example = lines.join("\n");
            texts.push(
                example
                    .replace('␣', " ")
                    .replace(['»', '—'], "\t")
                    .replace('∎', ""),
            );
        }
        texts.push(text);
    }
    assert!(texts.len() > 600, "{}", texts.len());
    for text in &texts {
        let report = soon(text, || check("suite.yaml", text));
        assert!(report.has_errors(), "no script is among them:\n{text}");
        disturbs_nobody(&report.to_string());
        let report = soon(text, || persona::check("suite.yaml", text));
        assert!(report.has_errors(), "no persona is among them:\n{text}");
        disturbs_nobody(&report.to_string());
    }
    check_all(&texts);
}

#[test]
fn naughty_strings_disturb_nobody() {
    let Some(strings) = data("naughty-strings/blns.json") else {
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&fs::read_to_string(strings).unwrap()).unwrap();
    assert!(strings.len() > 400);
    let mut texts = Vec::new();
    for naughty in &strings {
        let quoted = serde_json::to_string(naughty).unwrap();
        let whole = script(&quoted);
        texts.extend([
            naughty.clone(),
            script(naughty),
            whole.replace("- What happened?", &format!("- {quoted}")),
            whole.replace("id: one", &format!("id: {quoted}")),
            whole.replace("id: one", &format!("id: one\n    when: {quoted}")),
            whole,
        ]);
    }
    for text in &texts {
        let report = soon(text, || check("naughty.yaml", text));
        disturbs_nobody(&report.to_string());
        if let Ok(script) = read("naughty.yaml", text) {
            assert!(!report.has_errors(), "{report}");
            assert!(!script.title.chars().any(char::is_control), "{text}");
        }
    }
    check_all(&texts);
    let persona = include_str!("personas/valid/smallest.yaml");
    for naughty in &strings {
        let quoted = serde_json::to_string(naughty).unwrap();
        for text in [
            persona.replace("Rita Osgood", &quoted),
            persona.replace("They leave at six.", &quoted),
            persona.replace("cue: paul", &format!("cue: {quoted}")),
            persona.replace("They leave at six.", naughty),
        ] {
            let report = soon(&text, || persona::check("naughty.yaml", &text));
            disturbs_nobody(&report.to_string());
            if let Ok(persona) = persona::read("naughty.yaml", &text) {
                let sheet = persona::sheet(&persona, None);
                disturbs_nobody(&sheet.markdown());
                disturbs_nobody(&sheet.plain());
                disturbs_nobody(&sheet.html());
            }
        }
    }
}
