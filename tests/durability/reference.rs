//! Two small programs to measure the measure with: one keeps each key before it draws it, the other draws first and keeps a little
//! later, as most programs do. The same trial has to pass the one and fail the other.

use super::ends::{Sum, Trial, kills};
use portable_pty::CommandBuilder;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use std::fs::File;
use std::io::{Read as _, Write as _};

const HOW: &str = "MINERAL_REFERENCE";
/// Keys that the one who draws first keeps together.
const LAZY: usize = 4;

/// The child: the test itself, started once more, with the way to work in a variable.
#[test]
#[ignore = "run by the tests of this file, in a terminal of its own"]
fn child_that_echoes() {
    let Ok(how) = std::env::var(HOW) else { return };
    let input = std::io::stdin();
    let mut modes = tcgetattr(&input).unwrap();
    modes.make_raw();
    tcsetattr(&input, OptionalActions::Now, &modes).unwrap();
    let mut kept = File::create("kept").unwrap();
    let mut out = std::io::stdout();
    out.write_all(b"\x1b[2J\x1b[Hready ").unwrap();
    out.flush().unwrap();
    let (mut key, mut later) = ([0], Vec::new());
    while input.lock().read(&mut key).is_ok_and(|n| n == 1) {
        let mut draw = || {
            out.write_all(&key).unwrap();
            out.flush().unwrap();
        };
        if how == "draw-first" {
            draw();
            later.push(key[0]);
            if later.len() == LAZY {
                kept.write_all(&later).unwrap();
                later.clear();
            }
        } else {
            kept.write_all(&key).unwrap();
            draw();
        }
    }
}

fn trials(how: &str) -> Sum {
    let trial = Trial {
        command: &|dir| {
            let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
            command.args([
                "--ignored",
                "--exact",
                "reference::child_that_echoes",
                "--nocapture",
            ]);
            command.env(HOW, how);
            command.cwd(dir);
            command
        },
        ready: "ready",
        recover: &|dir| std::fs::read_to_string(dir.join("kept")).unwrap_or_default(),
    };
    kills(&trial, 12, 5)
}

#[test]
fn whoever_draws_first_fails_the_trial_and_whoever_keeps_first_passes_it() {
    let (first, second) = (trials("draw-first"), trials("keep-first"));
    assert!(
        first.lost > 0,
        "a program that draws first must lose something: {first:?}"
    );
    assert_eq!(second.lost, 0, "{second:?}");
    println!("draws first: {first:?}\nkeeps first: {second:?}");
}
