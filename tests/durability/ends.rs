//! However the program ends while one types: what was visible is there afterwards, and the program is gone.

use super::pty::{Chance, Running, prefix_in};
use age::secrecy::ExposeSecret as _;
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How often, where nobody says: enough to see that the trial works.
const FEW: usize = 25;

fn how_often(few: usize) -> usize {
    let asked = std::env::var("MINERAL_KILLS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(few)
}

/// A program that is tried.
pub(crate) struct Trial<'a> {
    pub(crate) command: &'a dyn Fn(&Path) -> CommandBuilder,
    /// What it shows once it takes keys.
    pub(crate) ready: &'a str,
    /// What it has kept.
    pub(crate) recover: &'a dyn Fn(&Path) -> String,
}

/// What came of many trials, in characters.
#[derive(Debug, Default)]
pub(crate) struct Sum {
    pub(crate) trials: usize,
    pub(crate) visible: usize,
    pub(crate) lost: usize,
    /// Those that were lost while the screen said that they were not safe yet: on a machine that is too busy to write within 5 ms.
    pub(crate) told: usize,
    /// The most that one trial lost without a word.
    pub(crate) worst: usize,
    /// Trials that ended while keys were on their way that were not visible yet.
    pub(crate) in_burst: usize,
    /// The longest that it took to be gone.
    pub(crate) slowest: Duration,
}

/// Types words in bursts, ends it in the middle of one, and compares what was drawn with what is there.
fn once(trial: &Trial<'_>, chance: &mut Chance, end: &dyn Fn(&mut Running), sum: &mut Sum) {
    let dir = tempfile::tempdir().unwrap();
    let mut running = Running::start((trial.command)(dir.path()));
    running.wait_for(trial.ready);
    // It fits into one line of the input, so that all of it can be seen.
    let words: Vec<String> = (0..14).map(|n| format!("w{n:04} ")).collect();
    let all = words.concat();
    let total = usize::try_from(20 + chance.below(60)).unwrap();
    let mut typed = 0;
    loop {
        let next = (typed + 1 + usize::try_from(chance.below(6)).unwrap()).min(total);
        running.keys(&all[typed..next]);
        typed = next;
        if typed == total {
            break;
        }
        // How people type, but faster.
        thread::sleep(Duration::from_micros(chance.below(2_500)));
    }
    // What was typed last is on its way, or has just come: a program that is fast is hit in every state between.
    let until = Instant::now() + Duration::from_micros(chance.below(400));
    while Instant::now() < until {
        std::hint::spin_loop();
    }
    end(&mut running);
    let (took, screen) = running.gone();
    let visible = prefix_in(&all[..typed], &screen);
    let kept = prefix_in(&all[..typed], &(trial.recover)(dir.path()));
    sum.trials += 1;
    sum.visible += visible;
    let lost = visible.saturating_sub(kept);
    if screen.contains("not yet safe") {
        sum.told += lost;
    } else {
        sum.lost += lost;
        sum.worst = sum.worst.max(lost);
        if lost > 0 {
            println!("lost {lost} of {visible}:\n{screen}\n");
        }
    }
    sum.in_burst += usize::from(visible < super::pty::squeezed(&all[..typed]).len());
    sum.slowest = sum.slowest.max(took);
}

/// Kills it so often.
pub(crate) fn kills(trial: &Trial<'_>, often: usize, seed: u64) -> Sum {
    let (mut chance, mut sum) = (Chance::new(seed), Sum::default());
    for _ in 0..often {
        once(
            trial,
            &mut chance,
            &|running| running.signal(Signal::KILL),
            &mut sum,
        );
    }
    sum
}

fn home(command: &mut CommandBuilder, dir: &Path) {
    command.env_clear();
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("LC_ALL", "C.UTF-8"),
        ("TZ", "UTC"),
    ] {
        command.env(name, value);
    }
    for name in ["HOME", "MINERAL_HOME", "TMPDIR"] {
        command.env(name, dir);
    }
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.cwd(dir);
}

fn live(dir: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mineral"));
    command.args(["live", "--with", "Ana Ruiz"]);
    home(&mut command, dir);
    command
}

fn read(dir: &Path) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(["read", "--plain"])
        .env("MINERAL_HOME", dir)
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap()
}

const MINERAL: Trial<'static> = Trial {
    command: &live,
    ready: "1 of 7",
    recover: &read,
};

#[test]
fn killed_while_one_types_it_loses_nothing_that_was_visible() {
    let often = how_often(FEW);
    let sum = kills(&MINERAL, often, 1);
    println!("KILL: {sum:?}");
    assert_eq!(sum.lost, 0, "{sum:?}");
    assert!(sum.visible > 0 && sum.in_burst > 0, "{sum:?}");
    if often >= 500 {
        assert!(
            sum.in_burst * 10 >= often * 3,
            "too few in mid-burst: {sum:?}"
        );
    }
}

/// As [`live`], in a vault that a key file opens.
fn live_in_vault(dir: &Path) -> CommandBuilder {
    let identity = age::x25519::Identity::generate();
    let (key, recipient) = (dir.join("key"), dir.join("recipient"));
    fs::write(&key, identity.to_string().expose_secret()).unwrap();
    fs::write(&recipient, identity.to_public().to_string()).unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args([
            "vault",
            "create",
            "--no-passphrase",
            "--no-recovery",
            "--key",
        ])
        .arg(&recipient)
        .env("MINERAL_HOME", dir)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let mut command = live(dir);
    command.env("MINERAL_IDENTITY", key);
    command
}

fn read_in_vault(dir: &Path) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_mineral"))
        .args(["read", "--plain"])
        .env("MINERAL_HOME", dir)
        .env("MINERAL_IDENTITY", dir.join("key"))
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn killed_while_one_types_in_a_vault_it_loses_nothing_that_was_visible() {
    let trial = Trial {
        command: &live_in_vault,
        recover: &read_in_vault,
        ..MINERAL
    };
    let often = how_often(FEW).div_ceil(4);
    let sum = kills(&trial, often, 2);
    println!("KILL in a vault: {sum:?}");
    assert_eq!(sum.lost, 0, "{sum:?}");
    assert!(sum.visible > 0, "{sum:?}");
}

fn ended(what: &str, command: &dyn Fn(&Path) -> CommandBuilder, end: &dyn Fn(&mut Running)) {
    let trial = Trial { command, ..MINERAL };
    let (mut chance, mut sum) = (Chance::new(7), Sum::default());
    for _ in 0..how_often(6).min(50) {
        once(&trial, &mut chance, end, &mut sum);
    }
    println!("{what}: {sum:?}");
    assert_eq!(sum.lost, 0, "{what}: {sum:?}");
}

#[test]
fn ended_by_a_signal_it_loses_nothing() {
    ended("HUP", &live, &|r| r.signal(Signal::HUP));
    ended("TERM", &live, &|r| r.signal(Signal::TERM));
}

#[test]
fn with_its_terminal_closed_it_loses_nothing_and_is_gone() {
    ended("closed", &live, &Running::close);
    // As `nohup` starts it: nobody tells it that the terminal is gone.
    let deaf = |dir: &Path| {
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            "trap '' HUP; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_mineral"),
        ]);
        command.args(["live", "--with", "Ana Ruiz"]);
        home(&mut command, dir);
        command
    };
    ended("closed, deaf to HUP", &deaf, &Running::close);
}

/// The binary under test breaks on purpose only in debug builds.
#[cfg(debug_assertions)]
#[test]
fn after_a_panic_nothing_that_was_visible_is_lost() {
    let breaks = |dir: &Path| {
        let mut command = live(dir);
        command.env("MINERAL_TEST_PANIC", "STOP");
        command
    };
    ended("panic", &breaks, &|r| r.keys("STOP"));
}
