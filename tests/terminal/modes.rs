//! The terminal is given back as it was, however the program ends, and the half word is kept.

use super::support::{BOUND, Home, Program, Screen, ctrl, until};
use rustix::process::Signal;
use std::time::{Duration, Instant};

/// What stands in the input when the program ends.
const HALF: &str = "I don't see my kids those we";

/// How to end a conversation that runs.
type End = fn(&mut Program);

#[track_caller]
fn assert_given_back(program: &mut Program, code: u32) {
    assert_eq!(program.exit_code(), code, "{:#?}", program.screen());
    let Screen {
        alternate,
        bracketed_paste,
        cursor_hidden,
        ..
    } = program.screen();
    assert!(!alternate, "the alternate screen is left");
    assert!(!bracketed_paste, "bracketed paste is off");
    assert!(!cursor_hidden, "the cursor is shown");
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    for (on, off) in [
        ("\x1b[?1049h", "\x1b[?1049l"),
        ("\x1b[?2004h", "\x1b[?2004l"),
        ("\x1b[?25l", "\x1b[?25h"),
    ] {
        let (last_on, last_off) = (raw.rfind(on), raw.rfind(off));
        assert!(last_off >= last_on, "{on:?} was not taken back: {raw:?}");
    }
    assert_eq!(program.modes(), program.modes_before());
}

/// The program has the terminal: else the tests here would show nothing.
#[track_caller]
fn assert_taken(program: &Program) {
    let screen = program.screen();
    assert!(screen.alternate && screen.bracketed_paste, "{screen:#?}");
    assert_ne!(program.modes(), program.modes_before());
    assert!(!program.modes().contains("ICANON"), "{}", program.modes());
}

fn live_with_half_a_word(home: &Home) -> Program {
    let mut program = home.live("Ana Ruiz");
    program.types(HALF);
    assert_taken(&program);
    program
}

#[track_caller]
fn a_conversation_ends(code: u32, end: End) {
    let home = Home::new();
    let mut program = live_with_half_a_word(&home);
    end(&mut program);
    assert_given_back(&mut program, code);
    assert_half_is_kept(&home);
}

#[track_caller]
fn assert_half_is_kept(home: &Home) {
    let read = home.read();
    assert!(
        read.contains(&format!("not kept yet: {HALF}\n")),
        "the half word is on the disk: {read}"
    );
}

#[test]
fn quit_from_home() {
    let home = Home::new();
    let mut program = home.start(&[]);
    program.wait_for("begin a live conversation");
    assert_taken(&program);
    program.keys("q");
    assert_given_back(&mut program, 0);
}

#[test]
fn leave_the_conversation_then_quit() {
    a_conversation_ends(0, |program| {
        program.keys(&ctrl('q'));
        program.wait_for("Unfinished");
        program.keys("q");
    });
}

#[test]
fn control_c_twice() {
    a_conversation_ends(0, |program| {
        program.keys(&ctrl('c'));
        program.wait_for("^c again leaves");
        program.keys(&ctrl('c'));
    });
}

#[test]
fn control_c_twice_at_home() {
    let home = Home::new();
    let mut program = home.start(&[]);
    program.wait_for("begin a live conversation");
    program.keys(&ctrl('c'));
    program.wait_for("^c again leaves");
    program.keys(&ctrl('c'));
    assert_given_back(&mut program, 0);
}

#[test]
fn control_c_once_only_warns() {
    let home = Home::new();
    let mut program = live_with_half_a_word(&home);
    program.keys(&ctrl('c'));
    program.wait_for("^c again leaves");
    program.keys("eks");
    program.wait_for_input(&format!("{HALF}eks"));
    assert!(program.is_running());
}

#[test]
fn an_error_at_the_start() {
    let home = Home::new();
    for arguments in [["resume", "01NOSUCH"], ["read", "01NOSUCH"]] {
        let mut program = home.start(&arguments);
        assert_given_back(&mut program, 1);
        let raw = String::from_utf8_lossy(&program.raw()).into_owned();
        assert!(raw.contains("no session begins with \"01NOSUCH\""), "{raw}");
        assert!(
            !raw.contains("\x1b[?1049h"),
            "the screen is not even taken: {raw:?}"
        );
    }
}

#[test]
fn sigterm() {
    a_conversation_ends(143, |program| program.signal(Signal::TERM));
}

#[test]
fn sighup() {
    a_conversation_ends(129, |program| program.signal(Signal::HUP));
}

#[test]
fn sigint() {
    a_conversation_ends(130, |program| program.signal(Signal::INT));
}

/// The binary under test breaks on purpose only in debug builds.
#[cfg(debug_assertions)]
#[test]
fn a_panic() {
    let home = Home::new();
    let mut program = home
        .setup(&["live", "--with", "Ana Ruiz"])
        .variable("MINERAL_TEST_PANIC", "those we")
        .start();
    program.wait_for("1 of 7");
    assert_taken(&program);
    program.keys(HALF);
    assert_given_back(&mut program, 3);
    let told = program.screen().text();
    assert!(
        told.contains("a fault in src") && !told.contains("on purpose"),
        "{told}"
    );
    assert!(
        program
            .screen()
            .shows("what was typed is kept: mineral resume"),
        "{told}"
    );
    assert_half_is_kept(&home);
}

/// Closes the terminal and waits for the program to end. It must not use the processor meanwhile.
#[track_caller]
fn the_terminal_is_closed(home: &Home, mut program: Program) {
    let before = program.processor_time();
    let begun = Instant::now();
    program.close_terminal();
    let mut used = before;
    until("the program ends with its terminal", || {
        used = program.processor_time().or(used);
        !program.is_running()
    });
    println!("ended {:?} after its terminal", begun.elapsed());
    assert!(begun.elapsed() < BOUND);
    if let (Some(before), Some(used)) = (before, used) {
        let used = used.saturating_sub(before);
        assert!(
            used < Duration::from_millis(500),
            "it was spinning: {used:?}"
        );
    }
    assert_eq!(program.exit_code(), 129);
    assert_half_is_kept(home);
}

#[test]
fn a_closed_terminal() {
    let home = Home::new();
    let program = live_with_half_a_word(&home);
    the_terminal_is_closed(&home, program);
}

#[test]
fn a_closed_terminal_with_sighup_ignored() {
    let home = Home::new();
    let mut program = home
        .setup(&["live", "--with", "Ana Ruiz"])
        .through("trap '' HUP; exec \"$@\"")
        .start();
    program.wait_for("1 of 7");
    program.types(HALF);
    the_terminal_is_closed(&home, program);
}

/// No signal comes at all: the program sees by itself that its terminal is gone.
#[test]
fn a_closed_terminal_that_sends_no_signal() {
    let home = Home::new();
    let mut program = home
        .setup(&["live", "--with", "Ana Ruiz"])
        .not_controlled()
        .start();
    program.wait_for("1 of 7");
    program.types(HALF);
    the_terminal_is_closed(&home, program);
}
