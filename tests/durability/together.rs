//! Ten programs on one library at once, each saving and searching: nothing is lost, and nothing is found that is not there.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAMS: usize = 10;

fn run(dir: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(arguments)
        .env("MINERAL_HOME", dir)
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// One program's work: as many conversations as fit into its time, each found again at once, and no other with its word.
fn work(dir: &Path, who: usize, until: Instant) -> usize {
    let mut done = 0;
    while done < 2 || Instant::now() < until {
        let word = format!("zeta{who}x{done}y");
        let name = format!("Person {who}");
        let saved = run(
            dir,
            &["live", "--plain", "--with", &name],
            &format!("It is {word} here\n/end\n"),
        );
        let told = String::from_utf8_lossy(&saved.stderr).into_owned();
        assert_eq!(saved.status.code(), Some(0), "{told}");
        let found = run(dir, &["search", "--json", "--exact", &word], "");
        let text = String::from_utf8_lossy(&found.stdout).into_owned();
        let told = String::from_utf8_lossy(&found.stderr).into_owned();
        // Another one may be bringing the index up to date for longer than one waits: that is said, and no wrong answer.
        if found.status.code() == Some(0) {
            assert!(text.contains(&word), "{word}: {text}");
            assert!(
                !text.contains(&format!("zeta{}x", (who + 1) % PROGRAMS)),
                "{word}: {text}"
            );
        } else {
            assert!(matches!(found.status.code(), Some(1 | 3)), "{told}");
        }
        done += 1;
    }
    done
}

#[test]
fn ten_programs_at_once_lose_nothing_and_find_nothing_wrong() {
    let seconds = std::env::var("MINERAL_TOGETHER").ok();
    let seconds = seconds.and_then(|s| s.parse().ok()).unwrap_or(1);
    let dir = tempfile::tempdir().unwrap();
    let until = Instant::now() + Duration::from_secs(seconds);
    let all: Vec<usize> = thread::scope(|scope| {
        let programs: Vec<_> = (0..PROGRAMS)
            .map(|who| {
                let dir = dir.path();
                scope.spawn(move || work(dir, who, until))
            })
            .collect();
        programs.into_iter().map(|p| p.join().unwrap()).collect()
    });
    println!(
        "{} conversations by {PROGRAMS} programs in {seconds} s",
        all.iter().sum::<usize>()
    );
    let list = run(dir.path(), &["person", "list"], "");
    let list = String::from_utf8(list.stdout).unwrap();
    assert_eq!(list.lines().count(), PROGRAMS, "{list}");
    for (who, done) in all.iter().enumerate() {
        let found = run(
            dir.path(),
            &[
                "search",
                "--exact",
                "--limit",
                "100000",
                &format!("zeta{who}x*"),
            ],
            "",
        );
        let text = String::from_utf8(found.stdout).unwrap();
        let hits = text.matches(&format!("zeta{who}x")).count();
        assert_eq!(hits, *done, "{who}: {text}");
    }
    let doctor = run(dir.path(), &["doctor"], "");
    let text = String::from_utf8(doctor.stdout).unwrap();
    assert!(text.contains("all is well"), "{text}");
}
