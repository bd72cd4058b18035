//! The library with the real program: its threads, its index, the mouse.

use crate::support::{DOWN, ENTER, ESC, Home, Program, until};
use std::fs;

/// Two conversations that were kept without a screen.
fn talks(home: &Home) {
    let live = |name: &str, words: &str| {
        home.run(&["live", "--plain", "--with", name], words).well();
    };
    live(
        "Ana Ruiz",
        "Nobody trusts the closing number\n~worn down 4\n",
    );
    live(
        "Tom Berg",
        "The board is worried about month end\n!us send the draft by friday\n",
    );
}

fn review(home: &Home) -> Program {
    let program = home.start(&["review"]);
    program.wait_for("Ana Ruiz");
    program.wait_for("Tom Berg");
    program
}

fn wrote(program: &Program, bytes: &str) -> bool {
    String::from_utf8_lossy(&program.raw()).contains(bytes)
}

#[test]
fn what_was_kept_is_found_as_one_types_and_opened_at_its_line() {
    let home = Home::new();
    talks(&home);
    let mut program = review(&home);
    program.keys("/clos");
    program.wait_until("only Ana is found", |s| {
        s.shows("1 found") && s.shows("Nobody trusts the closing number")
    });
    program.keys(ENTER);
    program.wait_for("clos: line 1 of 1");
    program.keys("q");
    program.wait_for("› clos");
    // What is kept meanwhile by another program is there when one looks again.
    home.run(
        &["live", "--plain", "--with", "Priya Nair"],
        "It is closing soon\n",
    )
    .well();
    program.keys(ESC);
    program.wait_for("space mark");
    program.keys("q");
    program.wait_for("Unfinished");
    program.keys("/clos");
    program.wait_until("both are found", |s| {
        s.shows("2 found") && s.shows("Priya Nair")
    });
    program.keys(ESC);
    program.wait_for("space mark");
    program.keys("q");
    program.wait_for("Unfinished");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
}

#[test]
fn a_conversation_that_was_kept_just_now_is_in_the_library() {
    let home = Home::new();
    talks(&home);
    let mut program = home.start(&["live", "--with", "Ana Ruiz"]);
    program.wait_for("1 of 7");
    program.says("We hired two people for the close");
    program.keys(&crate::support::ctrl('q'));
    program.wait_for("Unfinished");
    program.keys("/hired");
    program.wait_until("it is found", |s| {
        s.shows("1 found") && s.shows("We hired two people")
    });
}

#[test]
fn the_mouse_is_ours_in_the_library_alone_and_given_back() {
    let home = Home::new();
    talks(&home);
    let mut program = review(&home);
    until("the mouse is asked for", || {
        wrote(&program, "\x1b[?1000h\x1b[?1006h")
    });
    // The second row of the list, twice.
    program.keys("\x1b[<0;20;5M\x1b[<0;20;5m");
    program.wait_for("Nobody trusts the closing number");
    program.keys("\x1b[<0;20;5M\x1b[<0;20;5m");
    program.wait_for("100 %");
    until("it is given back", || {
        wrote(&program, "\x1b[?1006l\x1b[?1000l")
    });
    program.keys("q");
    program.wait_for("newest first");
    program.keys("q");
    program.wait_for("Unfinished");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
    assert_eq!(program.modes(), program.modes_before());
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    let (on, off) = (raw.rfind("?1000h").unwrap(), raw.rfind("?1000l").unwrap());
    assert!(on < off, "the mouse is not given back");
}

#[test]
fn marked_ones_are_exported_deleted_and_brought_back() {
    let home = Home::new();
    talks(&home);
    let mut program = review(&home);
    program.keys("a");
    program.wait_for("2 marked");
    program.keys("e");
    program.wait_for("2 conversations: export as");
    program.keys("r");
    program.wait_for("redacted: this is replaced");
    program.wait_for("Person 1");
    program.keys("m");
    program.wait_for("written to mineral-2-conversations-");
    let written: Vec<_> = fs::read_dir(home.here()).unwrap().flatten().collect();
    assert_eq!(written.len(), 1, "{written:?}");
    let text = fs::read_to_string(written[0].path()).unwrap();
    assert!(
        text.contains("Person 1") && !text.contains("Ana Ruiz"),
        "{text}"
    );
    program.keys("D");
    program.wait_for("delete these 2 conversations?");
    program.keys("y");
    program.wait_for("2 deleted · u brings them back");
    program.wait_for("No conversation is kept yet");
    assert_eq!(home.files("yaml").len(), 0);
    program.keys("u");
    program.wait_for("2 are back");
    program.wait_for("Tom Berg");
    assert_eq!(home.files("yaml").len(), 2);
    program.keys(DOWN);
    program.keys("q");
}

#[test]
fn the_list_is_printed_where_there_is_no_screen() {
    let home = Home::new();
    home.run(&["review", "--plain"], "")
        .fails(1, &["no conversation is kept yet", "mineral live"]);
    talks(&home);
    let all = home.run(&["review"], "").well();
    assert_eq!(all.lines().count(), 2, "{all}");
    assert!(all.lines().next().unwrap().contains("Tom Berg"), "{all}");
    assert!(
        all.contains("warmth") && all.contains("1 open") && all.contains("unfinished"),
        "{all}"
    );
    let person = home
        .run(&["review", "--plain", "--order", "person"], "")
        .well();
    assert!(
        person.lines().next().unwrap().contains("Ana Ruiz"),
        "{person}"
    );
    let some = home
        .run(&["review", "--plain", "person:ana", "closing"], "")
        .well();
    assert!(
        some.contains("“Nobody trusts the closing number”"),
        "{some}"
    );
    home.run(&["review", "--plain", "zebra"], "")
        .fails(1, &["nothing was found for “zebra”"]);
    home.run(&["review", "--plain", "mode:lvie"], "")
        .fails(2, &["`mode:` knows no “lvie”", "^^^^"]);
}
